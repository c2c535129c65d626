"""Repairs to blanks that stand inside words, beside marks that need none, or between letters set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder import segmentation
from builder.characters import CJK_MARKS, HAN, han_count
from builder.model import Edit, RuleInput
from builder.repair.lines import one_word
from builder.repair.rule import each, rule
from builder.script import to_simplified

# Here and below a pattern begins with its blank and looks back from there: that is tried ten times faster.
_BETWEEN = re.compile(f" (?<=[{HAN}] ) ?(?=[{HAN}])")
#: More blanks than one in so many Han characters are the author's punctuation (dev 054: one in 17).
FEWEST_HAN_A_BLANK = 40
#: Share of blanks that cut a word; where most stand between words they are meant (law, keywords, bylines).
LEAST_SHARE_CUT = 0.2
_REACH = 5


@rule(
    "blank-in-word",
    why="A blank in the middle of a Chinese word is left over from a line end or a layout.",
    why_zh="词语中间的空格是换行或排版的残留。",
)
def BLANK_IN_WORD(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    matches = list(_BETWEEN.finditer(text))
    if not matches or len(matches) * FEWEST_HAN_A_BLANK > max(han_count(text), 3 * FEWEST_HAN_A_BLANK):
        return
    cut = [
        match
        for match in matches
        if text[match.start() - 1] != text[match.end()]  # 三篇 篇一: two words that meet
        and _in_prose(text, match.start())
        and one_word(text[max(0, match.start() - _REACH) : match.start()], text[match.end() : match.end() + _REACH])
    ]
    if len(cut) >= LEAST_SHARE_CUT * len(matches):
        for match in cut:
            yield Edit(match.start(), match.end(), "")


_PROSE = re.compile("[，。；！？,;]")


def _in_prose(text: str, position: int) -> bool:
    """True inside a sentence: a title or a signature may be spaced on purpose."""
    before = text[max(0, position - _LINE_REACH) : position].rpartition("\n")[2]
    after = text[position : position + _LINE_REACH].partition("\n")[0]
    return bool(_PROSE.search(before) or _PROSE.search(after))


_LINE_REACH = 60  # characters on each side in which a sentence shows a mark

_SPACED = re.compile(f"(?<![^\\s])[{HAN}{CJK_MARKS}0-9](?: [{HAN}{CJK_MARKS}0-9]){{11,}}(?![^\\s])")
_SPACED_TRACE = re.compile(f" [{HAN}] [{HAN}] ")
_MARK = re.compile("[，。；！？、]")


@rule(
    "letter-spaced",
    why="Every character of a sentence is followed by a blank, as text recognition and some layouts leave it.",
    why_zh="句中逐字带空格，是文字识别或排版所致。",
)
def LETTER_SPACED(given: RuleInput) -> Iterator[Edit]:
    if not _SPACED_TRACE.search(given.text):
        return
    for match in _SPACED.finditer(given.text):
        if _MARK.search(match.group()):  # a list of single characters has none
            for blank in re.finditer(" ", match.group()):
                yield Edit(match.start() + blank.start(), match.start() + blank.end(), "")


_SPACED_TITLE = re.compile(f"(?m)^[{HAN}](?:[ \u3000]{{1,4}}[{HAN}])$")


@rule(
    "letter-spaced-title",
    why="A heading of one word (目 录, 前 言) was spaced out to look longer.",
    why_zh="“目 录”“前 言”之类的标题为求美观而加的字间空格，予以删除。",
)
def LETTER_SPACED_TITLE(given: RuleInput) -> Iterator[Edit]:
    for match in _SPACED_TITLE.finditer(given.text):
        word = re.sub("[ \u3000]", "", match.group())
        if len(segmentation.cut(to_simplified(word), hmm=False)) == 1:
            for blank in re.finditer("[ \u3000]+", match.group()):
                yield Edit(match.start() + blank.start(), match.start() + blank.end(), "")


_CLOSING = "，。、；：！？」』）》】”’"
_OPENING = "「『（《【“‘"
BLANK_BESIDE_MARK = rule(
    "blank-beside-mark",
    why="Chinese marks carry their own white space; a blank before a closing mark or after an opening one is a slip.",
    why_zh="全角标点自带空白，其内侧的空格是误排。",
)(
    each(
        re.compile(
            f" (?<=[{HAN}{_CLOSING}…] ) {{0,2}}(?=[{_CLOSING}])"
            f"| (?<=[{_OPENING}] ) {{0,2}}(?=[{HAN}{_OPENING}A-Za-z0-9])"
            f"| (?<=[，。、；！？] )(?=[{HAN}{_OPENING}])"
        ),
        "",
        needs=" ",
    )
)

_ABBREVIATION = re.compile(r"\b(?:etc|e\.g|i\.e|al|Inc|Ltd|Co|Corp|vs|cf|Jr|Sr|St|Dr|Mr|Mrs|Ms|No|[A-Z][a-z]{0,2})\Z")


@rule(
    "stray-stop",
    why="A stop with nothing to end stands before a comma or another stop, as machine translation leaves it.",
    why_zh="逗号或句号之前多出的句点，是机器翻译的残留。",
)
def STRAY_STOP(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if ". ," not in text and ". ." not in text:
        return
    for match in re.finditer(r"\. (?<=[A-Za-z]\. )(?:,(?= [A-Za-z])|\.(?= [A-Z]))", text):
        if not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
            yield Edit(match.start(), match.end(), match.group()[-1])


BLANK_BEFORE_COMMA = rule(
    "blank-before-comma",
    why="English sets no blank before a comma.",
    why_zh="英文逗号前不应有空格。",
)(each(re.compile(r" ,(?<=[A-Za-z]{2} ,)(?= [A-Za-z])"), ",", needs=" ,"))
