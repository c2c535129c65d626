"""Looks at each line alone: how much of it is words of site furniture, what shape it has, whether it is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import numpy as np
from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from builder.characters import HAN
from builder.model import Span
from builder.pattern_code import compiled
from builder.repair import chrome_words_han, chrome_words_latin
from builder.repair.chrome_forms import form_of
from builder.repair.chrome_notices import is_notice, may_hold_notice
from builder.repair.code import Inside, code_spans
from builder.script import Translation, fold_alone

Standing = Literal["sure", "likely", "channel", "rule", "kept", "prose", "plain"]

#: A line is furniture if its words cover this share of its letters. Measured on the menus and widgets of about
#: 30 saved pages: they lie at .85 and above, headings of essays below .6.
COVERED = 0.82
#: A line of many short pieces with separators is a menu from this coverage on: half its words may be unknown.
COVERED_MENU = 0.34
#: Buttons printed without blanks (ShareTweetPin) count if they fill this share of the line.
COVERED_GLUED = 0.95
COVERED_BLANKS = 0.5
#: So many different ones in one line are a row of buttons from this coverage on, whatever small words join them.
FEWEST_BUTTONS, COVERED_ROW_OF_BUTTONS = 4, 0.65
FEWEST_MENU_PIECES = 4
#: So many different words and hardly anything else are a menu that was printed without blanks (首页新闻体育财经…).
FEWEST_GLUED = 10
#: So many words with blanks between them are a menu if a few of them are known.
FEWEST_IN_A_ROW, COVERED_ROW = 7, 0.25
#: … or one fewer than else, if hardly one is unknown.
COVERED_FEW = 0.7
#: So many pieces between bars are a menu with any known word at all (首页|安徽|北京|…).
FEWEST_BARRED = 6
#: Two common words of furniture and nothing else (收藏 举报, 打印 关闭) are as good as a sure one.
FEWEST_COMMON = 2
LONGEST_MENU_PIECE = 9  # Han characters; menus say 政府信息公开指南 at most
#: Longer lines are never furniture by coverage: a whole menu on one line has up to some 150 characters.
LONGEST_COVERED = 320
#: A line with a stop is prose from this weight on, one without from the other (Han characters; a Latin word is two).
PROSE_WITH_STOP = 22
PROSE_WITHOUT_STOP = 56
#: 时间:2019-05-12 18:51下载本文作者:会员上传 is a byline, whatever buttons stand between its fields.
LONGEST_BYLINE = 24
#: A line of this many sentences is prose: licences and credits have one or two.
FEWEST_STOPS = 2
#: Han words of this length or less are sure only if listed.
SHORTEST_SURE = 2
_NO_HEADING = frozenset(
    {"跟帖", "跟贴", "回帖", "qzone", "tweet", "retweet", "whatsapp", "pinterest", "linkedin", "stumbleupon"}
    | {"flipboard", "login", "logout", "sitemap", "permalink", "adchoices", "advert", "blogthis!", "disqus"}
)
#: Families whose forms prove nothing alone.
_LIKELY_FORMS = frozenset(
    {"crumb", "saying", "tags", "media", "address", "entrance", "label", "figures", "callout", "tally"}
)

_BLANK = " \t\r\u3000\u00a0\u200b\ufeff"
_HAN_CHARACTER = compiled(f"[{HAN}]")
_HAN_RUN = compiled(f"[{HAN}]+")
_LATIN_WORD = compiled(r"[a-z][a-z'\u2019-]*")
_LETTERS = compiled(rf"[{HAN}a-z]+")
_DIGIT = compiled(r"\d")
_DATE = compiled(
    r"(?:\d{2,4}\s*年)?\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{2,4}[-/.]\d{1,2}[-/.]\d{1,2}|"
    r"\d{1,2}:\d{2}(?::\d{2})?"
)
_FULL_DAY = compiled(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
#: What Markdown marks as a heading or a row of a table is no menu, whatever its words.
_MARKED = compiled(r"#{1,6}\s|\|.*\|$")
_FRONT_MATTER = compiled(r"\ufeff?---[ \t]*\n(?:[^\n]{0,400}\n){0,80}?(?:---|\.\.\.)[ \t]*(?=\n|$)")
_NOT_BLANK = compiled(r"(?m)^[^\n]*[^\s][^\n]*")  # anchored: a line of blanks is tried once
# Both begin with a class of characters, which the engine looks for before it tries anything.
_FULL_STOP = compiled(r"[。！？!?.](?:(?<!\.)|(?=\s|$))")
_INNER_STOP = compiled(r"[。！？；…!?;.,](?:(?<![.,])|(?<=\.)(?=\s|$)|(?<=,)\s?\S{4,}[,，])")
#: Signs of which every form, label, date, number mark and ruled line has one, unless it has a word of the tables.
_TRACE = compiled(
    r"[\d:|>»›«‹<©@#+\[\]【(（/\\=_*~•·丨｜▲△▼▽▾∨⌄↑^\"'.—–、-]|[a-z]|^完$|^[第一二三四五六七八九十百〇零○①-⑳]|原标?题|文\s"
)
_RULE = compiled(r"[\s|丨｜·•>»›/\\=_*~#+\-—–.:<«‹^\"'()\[\]【】]+")
_PIECES = compiled(r"\s*[|丨·•>»›/]\s*|\s{2,}|\t| - ")
_BLANKS = compiled(r"\s+")
_NUMBER_MARK = compiled(
    r"(?:第[〇零一二三四五六七八九十百千\d]{1,5}[章节条篇部回卷编讲]|"
    r"[(（]?[一二三四五六七八九十百]{1,3}[)）、.]|[(（]?\d{1,2}[)）、.](?!\d)|[①-⒛]|第[一二三四五六七八九十]{1,3}[,、:]|"
    r"\([a-z]\)\s?|[ivx]{1,4}[.)]\s|(?:first|second|third|fourth|fifth|finally|one|two|three|four|five)[,:.]\s|"
    r"(?:part|step|tip|rule|lesson|section) (?:[ivx\d]+|one|two|three|four|five|six)\b|chapter \w+)"
)
#: Labels of metadata, which the head of an essay keeps for the split room.
_LABELLED = compiled(
    r"[\[(【<〔]?\s*(?:来源|本文来源|信息来源|文章来源|稿件来源|资料来源|新闻来源|稿源|出处|作者|"
    r"本文作者|文章作者|原作者|译者|记者|通讯员|撰文|撰稿|供稿|供图|摄影|文/|文\s*[|丨]|图/|"
    r"时间|日期|发布时间|发布日期|发表时间|发表日期|发文日期|成文日期|公开日期|更新时间|更新日期|"
    r"创建时间|录入时间|添加时间|写作时间|完成时间|原标题|原题|摘要|内容摘要|内容提要|关键词|关键字|导语|"
    r"篇名|题名|标题|文章标题|字数|索引号|文号|发文字号|发布机构|发文机关|主题词|主题分类|有效性|"
    r"索\s*引\s*号|文\s*号|名\s*称|生成日期|成文日期|公开方式|公开范围|公开日期|发布单位|发文单位|效力状态|"
    r"时效性|责任部门|信息分类|体裁分类|组配分类|"
    r"中图分类号|文献标识码|"
    r"文章编号|by|author|written by|posted by|published|posted on|date|updated|source|tested by|"
    r"photo(?:s|graph)? by|translated by)"
    r"\s*(?:[:/|]|\s(?=\S))"
)
_DATE_LINE = compiled(
    r"[\[(【<]?\s*(?:(?:\d{2,4}|"
    r"[〇零○一二三四五六七八九]{4})\s*[年./-]\s*[\d一二三四五六七八九十]{1,3}\s*(?:[月./-]\s*[\d一二三四五六七八九十廿]{0,3}\s*[日号]?)?"
    r"|\d{1,2}月\d{1,2}日|\d{1,2}[-./]\d{1,2}\s?\d{1,2}:\d{2}|"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*\.?\s+\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.?,?\s+\d{4})"
)


class Line(NamedTuple):
    """A line that is not blank: where it stands, its folded text, and what it is taken for when looked at alone."""

    start: int
    end: int  # without the line end
    text_start: int  # where `folded` begins
    folded: str  # stripped
    standing: Standing
    family: str  # of furniture, "" for none
    weight: int  # Han characters, a Latin word counting two
    coverage: float  # share of its letters that words of furniture cover; 0 for prose, which is not looked at
    hints: bool  # whether a sentence of it may be a site's notice

    @property
    def chrome(self) -> bool:
        return self.standing in ("sure", "likely")


@cache
def _words() -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    """One automaton over all tables, and for each of its patterns (strength, family)."""
    entries: dict[str, tuple[str, str]] = {}
    for channel in (chrome_words_han.CHANNEL.split(), _phrases(chrome_words_latin.CHANNEL)):
        entries.update((word, ("channel", "channel")) for word in channel)
    entries.update((word, ("glue", "")) for word in chrome_words_latin.GLUE.split())
    for strength, tables in (  # the later entry wins
        ("common", (chrome_words_han.COMMON, chrome_words_latin.COMMON)),
        ("sure", (chrome_words_han.SURE, chrome_words_latin.SURE)),
    ):
        for family, words in tables[0].items():
            entries.update((word, (_strength(word, strength), family)) for word in words.split())
        for family, words in tables[1].items():
            entries.update((phrase, (_strength(phrase, strength), family)) for phrase in _phrases(words))
    entries.pop("", None)
    return AhoCorasick(list(entries), matchkind=MATCHKIND_LEFTMOST_LONGEST), tuple(entries.values())


def _strength(word: str, strength: str) -> str:
    """Two Han characters or one Latin word can be an author's heading: sure only where no author writes them."""
    alone = len(word) <= SHORTEST_SURE if _HAN_CHARACTER.search(word) else " " not in word
    return "common" if strength == "sure" and alone and word not in _NO_HEADING else strength


def _phrases(table: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in table.split(";")]


@lru_cache(maxsize=4)
def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not blank, each judged alone. Linear; remembered for the last few texts.

    Several rules look at the same text one after another, hence the memory; it holds nothing but results.
    """
    return tuple(
        Line(start, end, text_start, line, *_looked_at(line, shielded))
        for start, end, text_start, line, shielded in _folded_lines(text)
    )


def unjudged(text: str) -> list[tuple[str, bool]]:
    """The lines of `text` as `standing_of` takes them: folded, and whether front matter or code shields them."""
    return [(line, shielded) for _, _, _, line, shielded in _folded_lines(text)]


def standing_of(line: str, shielded: bool) -> Standing:
    """What a folded line is taken for when looked at alone."""
    return _looked_at(line, shielded)[0]


def _folded_lines(text: str) -> Iterator[tuple[int, int, int, str, bool]]:
    """Start, end, where the folded text begins, that text, and whether the line is shielded; of lines with any."""
    folded = _folding()(text)
    shown = Inside([*_front_matter(text), *(span for span in code_spans(text) if "\n" in text[slice(*span)])])
    for match in _NOT_BLANK.finditer(folded):
        start, end = match.span()
        printed = match[0]
        line = printed.strip(_BLANK)
        text_start = start + len(printed) - len(printed.lstrip(_BLANK)) if line != printed else start
        yield start, end, text_start, line, shown(start)


def _front_matter(text: str) -> list[Span]:
    match = _FRONT_MATTER.match(text)
    return [match.span()] if match else []


@cache
def _folding() -> Translation:
    """Each character of the basic plane → its folded form, where it has one.

    `fold_same_length` converts phrases; character by character is enough for comparing words, and many times faster.
    """
    forms = fold_alone()
    # ① stays what it is: as a 1 before a word it would be a counter, and it is the mark of a heading or an item.
    changed = [code for code in np.flatnonzero(forms != np.arange(len(forms))).tolist() if not 0x2460 <= code < 0x249C]
    bars = dict.fromkeys(map(ord, "│┃┆┊"), "|")  # drawn between the entries of a menu
    return Translation({code: chr(forms[code]) for code in changed} | bars)


# A rule that changes a text changes few of its lines: the others were looked at before.
@lru_cache(maxsize=2048)
def _looked_at(line: str, shielded: bool) -> tuple[Standing, str, int, float, bool]:
    """Standing, family, weight, coverage and hints of a folded line."""
    weight = weigh(line)
    if shielded or _MARKED.match(line):
        return "kept", "", weight, 0.0, False
    hints = may_hold_notice(line)
    standing, family, coverage = _judge(line, weight, hints)
    return standing, family, weight, coverage, hints


def weigh(folded: str) -> int:
    """Han characters of `folded` and twice its Latin words: about what it takes to read it."""
    han = 0 if folded.isascii() else len(folded) - len(_HAN_RUN.sub("", folded))
    return han + 2 * len(_LATIN_WORD.findall(folded))


def judge(folded: str) -> Standing:
    """What a piece of folded text is taken for when looked at alone, as if it were a line."""
    return _judge(folded, weigh(folded), may_hold_notice(folded))[0]


def _judge(line: str, weight: int, hints: bool) -> tuple[Standing, str, float]:
    if (
        hints
        and is_notice(line)
        and not (weight <= LONGEST_BYLINE and _LABELLED.match(line) and _FULL_DAY.search(line))
    ):
        return "sure", "notice", 1.0
    if len(line) > LONGEST_COVERED or (weight >= PROSE_WITHOUT_STOP and len(_FULL_STOP.findall(line)) >= FEWEST_STOPS):
        return ("prose" if weight > PROSE_WITH_STOP else "plain"), "", 0.0
    if not _TRACE.search(line) and not _words()[0].find_matches_as_indexes(line):
        return _by_shape(line, weight), "", 0.0
    if _RULE.fullmatch(line):
        return "rule", "", 0.0
    family = form_of(line)
    if family and family not in _LIKELY_FORMS:
        return "sure", family, 1.0
    dated = _DATE_LINE.match(line) is not None
    labelled = _LABELLED.match(line) is not None
    numbered = _NUMBER_MARK.match(line) is not None
    coverage = 0.0
    if not labelled and "://" not in line:
        judged, by_words, coverage = _by_words(line)
        if judged and not numbered and (not dated or by_words == "comment"):
            return judged, by_words, coverage
    if family:
        return "likely", family, coverage
    stopped = _INNER_STOP.search(line) is not None
    if weight >= PROSE_WITHOUT_STOP or (weight >= PROSE_WITH_STOP and stopped and not labelled):
        return "prose", "", coverage
    if labelled or dated:
        return "kept", "byline", coverage
    return ("kept", "number", coverage) if numbered else ("plain", "", coverage)


def _by_shape(line: str, weight: int) -> Standing:
    """What a line without any trace of furniture, label or number is: prose, or something short."""
    stopped = weight >= PROSE_WITH_STOP and _INNER_STOP.search(line) is not None
    return "prose" if stopped or weight >= PROSE_WITHOUT_STOP else "plain"


def _by_words(line: str) -> tuple[Standing | None, str, float]:
    """What the words of furniture in a line make of it, their strongest family, and the share of letters they cover."""
    automaton, patterns = _words()
    matches = automaton.find_matches_as_indexes(line)
    if not matches and _LETTERS.search(line):
        return None, "", 0.0  # nor is a word found once days are left out: none has so many blanks in it
    bare = line
    if _DIGIT.search(line):
        bare = _DATE.sub(lambda match: " " * len(match[0]), line)
        matches = automaton.find_matches_as_indexes(bare)
    letters = _letters(bare)
    if not letters:
        return ("likely" if re.fullmatch(r"\d[\d,]{0,8}", line) else None), "count", 0.0
    covered: dict[str, int] = {"sure": 0, "common": 0, "channel": 0, "glue": 0}
    families: dict[str, int] = {}
    found: set[int] = set()  # common words, each once
    glued = sum(end - start for _, start, end in matches) >= COVERED_GLUED * len(bare)
    for index, start, end in matches:
        if not glued and _inside_word(bare, start, end):
            continue
        strength, family = patterns[index]
        size = _letters(bare[start:end])
        covered[strength] += size
        if strength == "glue":
            continue
        if strength == "common":
            found.add(index)
        families[family] = families.get(family, 0) + size * (3 if strength == "sure" else 1)
    if not families:
        return None, "", 0.0
    coverage = sum(covered.values()) / letters
    family = max(families, key=lambda name: (families[name], name))
    if _is_menu(line, coverage):
        return "sure", "navigation", coverage
    if coverage >= COVERED and len({index for index, _, _ in matches}) >= FEWEST_GLUED:
        return "sure", "navigation", coverage
    if coverage < COVERED and not _is_row_of_buttons(bare, matches):
        return None, family, coverage
    if covered["sure"] or (len(found) >= FEWEST_COMMON and not covered["channel"]):
        return "sure", family, coverage
    return ("likely", family, coverage) if covered["common"] else ("channel", "channel", coverage)


def _letters(text: str) -> int:
    """How many letters `text` has."""
    return len(text) - len(_LETTERS.sub("", text))


def _is_row_of_buttons(bare: str, matches: Sequence[tuple[int, int, int]]) -> bool:
    """True for buttons of sharing printed without blanks between them: Pin on PinterestTweet it on TwitterEmail it."""
    if len(matches) < FEWEST_BUTTONS or _FULL_STOP.search(bare):
        return False
    patterns = _words()[1]
    buttons = {index for index, _, _ in matches if patterns[index][1] == "share"}
    covered = sum(_letters(bare[start:end]) for _, start, end in matches)
    return len(buttons) >= FEWEST_BUTTONS and covered >= COVERED_ROW_OF_BUTTONS * _letters(bare)


def _is_menu(line: str, coverage: float) -> bool:
    """True for many short pieces between separators; blanks alone separate only Han, and then more must be known."""
    if coverage < COVERED_ROW and not (coverage > 0 and "|" in line):
        return False  # whatever the pieces are
    for splitter, fewest, needed in (
        (_PIECES, FEWEST_MENU_PIECES, COVERED_MENU),
        (_BLANKS, FEWEST_MENU_PIECES + 1, COVERED_BLANKS),
    ):
        if splitter is _BLANKS and (":" in line or _is_latin(line)):
            continue
        pieces = [piece for piece in splitter.split(line) if piece]
        enough = coverage >= needed or ("|" in line and len(pieces) >= FEWEST_BARRED and coverage > 0)
        enough = enough or (len(pieces) >= FEWEST_IN_A_ROW and coverage >= COVERED_ROW)
        if (
            len(pieces) >= fewest - (coverage >= COVERED_FEW)
            and enough
            and max(map(weigh, pieces)) <= LONGEST_MENU_PIECE
        ):
            return _DATE.search(line) is None
    return False


def _is_latin(line: str) -> bool:
    """True for a line with Latin words, but for one or two among many others (首页 音乐 阅读 FM …)."""
    latin = len(_LATIN_WORD.findall(line))
    return latin > 0 and len(line.split()) < FEWEST_IN_A_ROW * latin


def _inside_word(text: str, start: int, end: int) -> bool:
    """True if a Latin match begins or ends within a longer word."""
    before = (
        start > 0
        and text[start].isascii()
        and text[start].isalnum()
        and text[start - 1].isascii()
        and text[start - 1].isalpha()
    )
    after = (
        end < len(text)
        and text[end - 1].isascii()
        and text[end - 1].isalnum()
        and text[end].isascii()
        and text[end].isalpha()
    )
    return before or after
