"""Repairs to numbers that belong to pages or to a viewer's segments, not to the sentences they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.lines import Line, is_stopped, lines_of
from builder.repair.numerals import CHINESE_NUMERALS
from builder.repair.rule import rule

# Blanks and digits are bounded: no text makes this slow.
_SET_OFF = pattern(f" (?<=[{HAN}，、；：。”》）] ) {{0,2}}(\\d{{1,3}}) {{1,3}}(?=[{HAN}“《（])")
_SET_OFF_WORD = pattern(f" (?<=[{HAN}] )(?:[A-Za-z]{{2,20}}|\\d{{4}}) (?=[{HAN}])")
MOST_WORDS_SET_OFF = 1  # more words or years between blanks: the text sets blanks round whatever is not Chinese
#: What a number counts: a text that sets blanks round its numbers has these after them.
_COUNTED = pattern(
    "[个個位名次条條项項年月日号號天周週岁歲元万萬亿億千百倍米里斤吨噸度级級章节節篇页頁届屆点點分秒时時小"
    "路线線楼樓栋棟班组組队隊户戶人期批种種款卷集课課讲講环環档檔倍成]"
)
_ORDINAL = pattern("[第约約共近达達为為到至超每]")

#: A page printed in the middle of a sentence shows only in a rising series; one number may be a slip.
FEWEST_PAGES = 2
#: Share of numbers that may count what follows them by chance (能换成 3 人名); two pages prove less than three.
MOST_COUNTING_OF_FEW, MOST_COUNTING, FEWEST_CERTAIN = 0.5, 0.75, 3
#: Two page numbers nearer to each other than this (characters) must stand in different lines; a page has 300 or more.
NEAREST_PAGES = 150


@rule(
    "page-number-in-sentence",
    why="The numbers of the printed pages stand in the middle of sentences; they rise through the text.",
    why_zh="印刷页码混入句子中间，自前至后递增，予以删除。",
    loses_words=True,
)
def PAGE_NUMBER_IN_SENTENCE(given: RuleInput) -> Iterator[Edit]:
    matches = list(_SET_OFF.finditer(given.text))
    if len(matches) < FEWEST_PAGES:
        return
    if len(_SET_OFF_WORD.findall(given.text)) > MOST_WORDS_SET_OFF:
        return
    counting = sum(_counts_something(given.text, match) for match in matches)
    if counting > (MOST_COUNTING_OF_FEW if len(matches) < FEWEST_CERTAIN else MOST_COUNTING) * len(matches):
        return  # the text sets blanks round its numbers
    for run in _rising_runs(matches):
        if len(run) >= FEWEST_PAGES and _apart(given.text, run):
            for match in run:
                yield Edit(match.start(), match.end(), "")


def _counts_something(text: str, match: re.Match[str]) -> bool:
    """True for 第 3 次 and 12 个, but not where the number cuts one in words: 第 1 二件, 二十 3 个."""
    before, after = text[match.start() - 1], text[match.end()]
    if before in CHINESE_NUMERALS or after in CHINESE_NUMERALS:
        return False
    return bool(_ORDINAL.match(before) or _COUNTED.match(after))


def _rising_runs(matches: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for match in matches:
        if run and int(match.group(1)) <= int(run[-1].group(1)):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _apart(text: str, run: Sequence[re.Match[str]]) -> bool:
    pairs = pairwise(run)
    return all(b.start() - a.start() >= NEAREST_PAGES or "\n" in text[a.end() : b.start()] for a, b in pairs)


# A number alone may be a table's; 3/7, - 3 - and 第3页 共7页 say themselves that they count pages.
_BARE_PAGE = pattern(r"[\u00b7~ ]{0,6}(\d{1,4})[\u00b7~ ]{0,6}\Z")
_SAID_PAGE = pattern(
    r"(?:[-\u2013\u2014] ?(\d{1,4})(?= ?[-\u2013\u2014]\Z)"
    r"|第 ?(\d{1,4}) ?[页頁]|[Pp]age (\d{1,4})(?= of)|(\d{1,4}) ?(?=/))"
    r"(?: ?[-\u2013\u2014]\Z|[ ,，/]{0,3}(?:共|of)? ?(?P<all>\d{1,4}) ?[页頁]?)?\Z"
)
#: Page numbers on lines of their own: so many, rising, each at most a few pages after the one before.
FEWEST_PAGE_LINES = 3
FEWEST_SAID_PAGES = 2
LARGEST_STEP = 3
#: Characters between two bare ones, on average: a list of numbers (a table's column) is not a series of pages.
FEWEST_CHARACTERS_A_PAGE = 150


@rule(
    "page-number-line",
    why="The numbers of the printed pages stand on lines of their own; they rise by one through the text.",
    why_zh="印刷页码单独占行，自前至后逐一递增，予以删除。",
    loses_words=True,
)
def PAGE_NUMBER_LINE(given: RuleInput) -> Iterator[Edit]:
    lines = [line for line in lines_of(given.text) if line.text and len(line.text) <= _LONGEST_PAGE_LINE]
    said = _numbered(lines, _SAID_PAGE)
    bare = _numbered(lines, _BARE_PAGE)
    read = [(line, match) for line in lines if (match := _SAID_PAGE.match(line.text))]
    totals = {match["all"] for _, match in read}
    fewest = 1 if any(line.text[0] in "第Pp" and match["all"] for line, match in read) else FEWEST_SAID_PAGES
    pages = said if len(said) >= fewest and len(totals) == 1 and _rises(said) else []
    if len(bare) >= FEWEST_PAGE_LINES and _rises(bare):
        span = bare[-1][0].start - bare[0][0].start
        if span >= FEWEST_CHARACTERS_A_PAGE * (len(bare) - 1):
            pages = [*pages, *bare]
    for line, _ in pages:
        end = min(line.end + 1, len(given.text))
        yield Edit(line.start, end, "")


_LONGEST_PAGE_LINE = 20


def _numbered(lines: Sequence[Line], form: re.Pattern[str]) -> list[tuple[Line, int]]:
    matches = ((line, form.match(line.text)) for line in lines)
    return [(line, int(next(filter(None, match.groups())))) for line, match in matches if match]


def _rises(pages: Sequence[tuple[Line, int]]) -> bool:
    return all(1 <= b - a <= LARGEST_STEP for (_, a), (_, b) in pairwise(pages))


_SEGMENT = pattern(r"(\d{1,4})、")
#: A viewer cuts a document into segments of even length, without regard to sentences.
FEWEST_SEGMENTS = 2
SHORTEST_SEGMENT = 60  # characters; S20 has 130, pages seen elsewhere 400 and more
LEAST_SHARE_CUT = 0.5  # of the segments end in mid-sentence; a list's items do not
MOST_UNEVEN = 2.0  # longest to shortest segment, the last left out


@rule(
    "segment-number",
    why="A document viewer numbered segments of even length and cut sentences between them; numbers and cuts go.",
    why_zh="文档阅览网站把全文切成等长的段并编号，切断了句子；编号和断行予以删除。",
    loses_words=True,
)
def SEGMENT_NUMBER(given: RuleInput) -> Iterator[Edit]:
    lines = [line for line in lines_of(given.text) if line.text]
    run: list[Line] = []
    for line in [*lines, None]:
        match = _SEGMENT.match(line.text) if line else None
        if line and match and int(match.group(1)) == len(run) + 1:
            run.append(line)
            continue
        yield from _joined_segments(given.text, run)
        run = [line] if line and match and int(match.group(1)) == 1 else []


def _joined_segments(text: str, run: Sequence[Line]) -> Iterator[Edit]:
    lengths = [len(line.text) for line in run]
    if len(run) < FEWEST_SEGMENTS or min(lengths[:-1]) < SHORTEST_SEGMENT:
        return
    cut = sum(not is_stopped(line.text) for line in run[:-1])
    if cut < LEAST_SHARE_CUT * (len(run) - 1) or max(lengths) > MOST_UNEVEN * min(lengths[:-1]):
        return
    for index, line in enumerate(run):
        mark = _SEGMENT.match(line.text)
        if mark:
            start = run[index - 1].inner_end if index else line.inner_start
            yield Edit(start, line.inner_start + mark.end(), "")
