"""Repairs to blanks that stand inside words, beside marks that need none, or between letters set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from builder import segmentation
from builder.characters import CJK_MARKS, HAN, han_count
from builder.model import Edit, RuleInput, Span
from builder.pattern_code import compiled
from builder.repair.lines import one_word
from builder.repair.rule import each, rule
from builder.script import to_simplified

# Here and below a pattern begins with its blank and looks back from there: that is tried ten times faster.
_BETWEEN = compiled(f" (?<=[{HAN}] ) ?(?=[{HAN}])")
#: More blanks than one in so many Han characters are the author's punctuation (dev 054: one in 17).
FEWEST_HAN_A_BLANK = 40
#: … and as many as one in so few where enough of them cut words in sentences with their marks.
FEWEST_HAN_STREWN = 25
#: Share of blanks that cut a word; where most stand between words they are meant (law, keywords, bylines).
LEAST_SHARE_CUT = 0.2
_REACH = 5


#: So many blanks that cut a word prove that a layout strewed them over the sentences between.
FEWEST_CUT = 3
#: In a sentence its author set marks: one in so many Han characters at least, and the sentence is so long.
MOST_HAN_A_MARK, SHORTEST_SENTENCE = 30, 30
#: A blank so near the beginning of a line stands behind a number or a name; two so near each other hold a name.
NEAREST_BEGIN, NEAREST_BLANK = 6, 4


@lru_cache(maxsize=2)  # two rules ask, one behind the other
def _strewn(text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The blanks between Han characters, and those of them that cut a word; none where they are the author's."""
    matches = [match.span() for match in _BETWEEN.finditer(text)]
    if not matches or len(matches) * FEWEST_HAN_STREWN > (han := max(han_count(text), 3 * FEWEST_HAN_A_BLANK)):
        return (), ()
    many = len(matches) * FEWEST_HAN_A_BLANK > han
    cut = [
        (start, end)
        for start, end in matches
        if text[start - 1] != text[end]  # 三篇 篇一: two words that meet
        and _in_prose(text, start)
        and one_word(text[max(0, start - _REACH) : start], text[end : end + _REACH])
    ]
    if len(cut) < LEAST_SHARE_CUT * len(matches):
        return (), ()
    if many and (len(cut) < FEWEST_CUT or not all(_inside_sentence(text, start) for start, _ in cut)):
        return (), ()
    return tuple(matches), tuple(cut)


@rule(
    "blank-in-sentence",
    why="Other blanks of this text cut words in two; one between two words of a sentence came the same way.",
    why_zh="本文另有空格截断词语，句中词间的空格也同样是排版残留。",
    certainty="likely",
)
def BLANK_IN_SENTENCE(given: RuleInput) -> Iterator[Edit]:
    matches, cut = _strewn(given.text)
    if len(cut) < FEWEST_CUT:
        return
    places = [start for start, _ in matches]
    for index, (start, end) in enumerate(matches):
        beside = places[max(0, index - 1) : index] + places[index + 1 : index + 2]
        alone = all(abs(other - start) > NEAREST_BLANK for other in beside)
        if alone and (start, end) not in cut and _inside_sentence(given.text, start):
            yield Edit(start, end, "")


def _inside_sentence(text: str, position: int) -> bool:
    """True in a long line whose marks are set, away from its beginning and outside of titles and quotations."""
    begin = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[begin : len(text) if end < 0 else end]
    marks = len(_PROSE.findall(line))
    if len(line) < SHORTEST_SENTENCE or marks * MOST_HAN_A_MARK < len(line):
        return False
    before = text[begin:position].lstrip()
    clause = _PROSE.split(before)[-1]
    return len(before) >= NEAREST_BEGIN and all(clause.count(a) == clause.count(b) for a, b in _PAIRS)


@rule(
    "blank-in-word",
    why="A blank in the middle of a Chinese word is left over from a line end or a layout.",
    why_zh="词语中间的空格是换行或排版的残留。",
)
def BLANK_IN_WORD(given: RuleInput) -> Iterator[Edit]:
    for start, end in _strewn(given.text)[1]:
        yield Edit(start, end, "")


_PROSE = compiled("[，。；！？,;]")


def _in_prose(text: str, position: int) -> bool:
    """True inside a sentence: a title or a signature may be spaced on purpose."""
    before = text[max(0, position - _LINE_REACH) : position].rpartition("\n")[2]
    after = text[position : position + _LINE_REACH].partition("\n")[0]
    return bool(_PROSE.search(before) or _PROSE.search(after))


_PAIRS = (("《", "》"), ("「", "」"), ("『", "』"), ("“", "”"), ("（", "）"), ("(", ")"), ("【", "】"))
_LINE_REACH = 60  # characters on each side in which a sentence shows a mark

_SPACED = compiled(f"(?<![^\\s])[{HAN}{CJK_MARKS}0-9](?: [{HAN}{CJK_MARKS}0-9]){{11,}}(?![^\\s])")
_SPACED_TRACE = compiled(f" [{HAN}] [{HAN}] ")
_MARK = compiled("[，。；！？、]")


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


_SPACED_TITLE = compiled(f"(?m)^[{HAN}](?:[ \u3000]{{1,4}}[{HAN}])$")


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
        compiled(
            f" (?<=[{HAN}{_CLOSING}…] ) {{0,2}}(?=[{_CLOSING}])"
            f"| (?<=[{_OPENING}] ) {{0,2}}(?=[{HAN}{_OPENING}A-Za-z0-9])"
            f"| (?<=[，。、；！？] )(?=[{HAN}{_OPENING}])"
        ),
        "",
        needs=" ",
    )
)

_ABBREVIATION = compiled(r"\b(?:etc|e\.g|i\.e|al|Inc|Ltd|Co|Corp|vs|cf|Jr|Sr|St|Dr|Mr|Mrs|Ms|No|[A-Z][a-z]{0,2})\Z")


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
)(each(compiled(r" ,(?<=[A-Za-z]{2} ,)(?= [A-Za-z])"), ",", needs=" ,"))
