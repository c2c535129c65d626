"""Repairs to texts that were broken at the width of a page, Chinese and English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.characters import HAN, han_count, is_chinese
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.code import Inside, code_spans
from builder.repair.joining import blank_between, join
from builder.repair.lines import OPENS, Line, has_han, is_stopped, lines_of
from builder.repair.rule import rule

_HAN = pattern(f"[{HAN}]")
_STOP = pattern("[。！？]")
_QUOTES = '“‘「『"'

#: A page's width shows only in several full lines (three by chance in five of a thousand texts of even lines).
FEWEST_FULL_LINES = 4
#: Narrower than this (columns) even lines are verse: a line of seven characters and its mark has 16 columns.
NARROWEST_HAN_PAGE = 30
#: A full Chinese line ends at most so many columns early: no mark may begin a line, a Latin word is not cut.
HAN_SLACK = 4
#: Full lines among all lines of a text set at a width: the rest are last lines of paragraphs and headings.
LEAST_SHARE_FULL = 0.35
#: A page's width ends lines in mid-sentence, an author of even lines ends them with the clause.
LEAST_SHARE_UNSTOPPED = 0.5
#: Paragraphs are parted by empty lines if so many short lines have one behind them.
FEWEST_PARTED, LEAST_SHARE_PARTED = 3, 0.9
#: Han characters for one stop, at most: texts without stops are verse or notes whose lines mean something (dev 054).
MOST_HAN_A_STOP = 150


@rule(
    "han-page-width",
    why="A line that fills the page and stops in mid-sentence was broken by the page's width, not by the author.",
    why_zh="排满版心、句子未完的行是按版面宽度折断的，并非作者分段。",
)
def HAN_PAGE_WIDTH(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if "\n" not in text or not has_han(text):
        return
    lines = [line for line in lines_of(text) if line.text]
    width = _han_width(text, lines)
    if width is None:
        return
    blank_lines = "\n\n" in text
    indents = sum(line.indent > 0 for line in lines)
    marked = blank_lines or indents > 1
    parted = blank_lines and _parted(text, lines, width)
    for line, following in pairwise(lines):
        if (
            width - HAN_SLACK <= line.columns <= width
            and text.count("\n", line.end, following.start) == 1
            and (not following.indent or indents < 2)
            and (
                (parted and following.text[0] in _QUOTES) or not (OPENS.match(following.text) and is_stopped(line.text))
            )
            and (marked or not is_stopped(line.text))
        ):
            yield join(line, following, blank_between(line.text, following.text))


def _parted(text: str, lines: Sequence[Line], width: int) -> bool:
    """True if nearly every line that does not fill the page has an empty line behind it: there paragraphs end."""
    short = [line for line in lines[:-1] if line.columns < width - HAN_SLACK]
    ended = sum(text.startswith("\n\n", line.end) for line in short)
    return len(short) >= FEWEST_PARTED and ended >= LEAST_SHARE_PARTED * len(short)


def _han_width(text: str, lines: Sequence[Line]) -> int | None:
    """The width in columns at which the text is set, None if it is not set at one."""
    widths = Counter(line.columns for line in lines)
    total = len(lines)
    best = max((sum(widths.get(width - less, 0) for less in range(HAN_SLACK + 1)), width) for width in widths)
    full, width = best
    wider = sum(count for value, count in widths.items() if value > width)
    if full < FEWEST_FULL_LINES or full < LEAST_SHARE_FULL * total or width < NARROWEST_HAN_PAGE or wider > total / 20:
        return None
    if len(_STOP.findall(text)) * MOST_HAN_A_STOP < han_count(text):
        return None
    full_lines = [line for line in lines if width - HAN_SLACK <= line.columns <= width]
    unstopped = sum(not is_stopped(line.text) for line in full_lines)
    return width if unstopped >= LEAST_SHARE_UNSTOPPED * len(full_lines) else None


FEWEST_FULL_LATIN_LINES = 3  # each must fit to the next word's length, which says more than being even
NARROWEST_LATIN_PAGE = 40  # characters; verse is narrower, or does not fill its lines
WIDEST_LATIN_PAGE = 132  # what a terminal shows; longer lines are paragraphs
#: In a text set at a width, a line in mid-sentence ends where the next word would not have fitted.
#: Measured: 1 on wrapped prose, .75 with a page's head and byline before it; verse of one metre .3 to .5.
LEAST_SHARE_FITTED = 0.75
#: A line this share of the width or less, before a line that begins with a capital, is a heading or an entry of a menu,
#: and says nothing of the width (lines of verse are more even).
SHARE_OF_HEADING = 0.6
LEAST_SHARE_SMALL = 0.5  # of full lines are followed by a small letter; rows of a table, verse and names are not
MOST_LONGER = 0.1  # share of lines longer than the page: addresses, tables

#: Letters of a printed page have widths of their own: its lines differ by so much in their count of characters
#: (pages measured: .83 to 1), are so many, and so long at least.
LEAST_SHARE_OF_PRINTED_WIDTH = 0.82
FEWEST_PRINTED_LINES = 5
NARROWEST_PRINTED_PAGE = 55

_SENTENCE_END = pattern(r"[.!?:;][\"'\u201d\u2019)\]]?\Z")
_ITEM = pattern(r"(?:[-*+\u2022\u2013>#|]|\d{1,3}[.)]|[A-Za-z][.)]|\([A-Za-z0-9]{1,3}\))\s")


@rule(
    "latin-page-width",
    why="The lines of this text end where the next word would not have fitted on the page; they are one paragraph.",
    why_zh="各行都在下一个单词排不下处折断，是按版面宽度断行，合为一段。",
)
def LATIN_PAGE_WIDTH(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if "\n" not in text:
        return
    in_code = Inside(code_spans(text))
    lines = [line for line in lines_of(text) if line.text and not in_code(line.start)]
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if text.count("\n", line.end, following.start) == 1
        and not _ITEM.match(following.text)
        and following.indent <= line.indent
    ]
    if not pairs or is_chinese(text[:20000]):
        return
    width = _latin_width(lines, pairs)
    least = _printed_width(lines, pairs) if width is None else None
    if width is None and least is None:
        return
    marked = "\n\n" in text or any(line.indent for line in lines)
    if width is not None and not marked:
        # A paragraph's last line is seldom full: where most stopped lines are short, a full one goes on.
        stopped = [_is_full(*pair, width) for pair in pairs if _SENTENCE_END.search(pair[0].text)]
        marked = 2 * sum(stopped) <= len(stopped)
    words = frozenset(_WORDS.findall(text))
    for line, following in pairs:
        full = _is_full(line, following, width) if width is not None else _length(line) >= (least or 0)
        if full and ((marked and width is not None) or not _SENTENCE_END.search(line.text)):
            yield _join_latin(words, line, following)


def _latin_width(lines: Sequence[Line], pairs: Sequence[tuple[Line, Line]]) -> int | None:
    """The width at which most lines in mid-sentence end where the next word would not have fitted, or None."""
    inside = [(line, following) for line, following in pairs if not _SENTENCE_END.search(line.text)]
    starts: Counter[int] = Counter()  # width → lines that are full from this width on, less those that no longer are
    for line, following in inside:
        length = line.indent + len(line.text)
        starts[length] += 1
        starts[length + 1 + len(following.text.split(None, 1)[0])] -= 1
    full = best = width = 0
    values = [*sorted(starts), WIDEST_LATIN_PAGE + 1]
    lengths = {line.indent + len(line.text) for line in lines}
    for value, beyond in pairwise(values):
        full += starts[value]
        if full > best:  # up to the next value all widths fit as well: the widest that a line shows
            best, width = full, max((length for length in lengths if value <= length < beyond), default=value)
    fitting = [pair for pair in inside if not _is_short(*pair, width)]
    if best < FEWEST_FULL_LATIN_LINES or best < LEAST_SHARE_FITTED * len(fitting):
        return None
    small = sum(following.text[0].islower() for line, following in inside if _is_full(line, following, width))
    if small < LEAST_SHARE_SMALL * best:
        return None
    longer = sum(line.indent + len(line.text) > width for line in lines)
    fits = NARROWEST_LATIN_PAGE <= width <= WIDEST_LATIN_PAGE and longer <= MOST_LONGER * len(lines)
    return width if fits else None


def _printed_width(lines: Sequence[Line], pairs: Sequence[tuple[Line, Line]]) -> int | None:
    """The least length of a full line of a printed page, if nearly all lines in mid-sentence are about as long."""
    lengths = sorted(map(_length, lines))
    widest = lengths[int(len(lengths) * (1 - MOST_LONGER))] if lengths else 0
    if not NARROWEST_PRINTED_PAGE <= widest <= WIDEST_LATIN_PAGE:
        return None
    inside = [pair for pair in pairs if not _SENTENCE_END.search(pair[0].text) and not _is_short(*pair, widest)]
    least = int(LEAST_SHARE_OF_PRINTED_WIDTH * widest)
    full = [pair for pair in inside if _length(pair[0]) >= least]
    small = sum(following.text[0].islower() for _, following in full)
    if len(full) < max(FEWEST_PRINTED_LINES, LEAST_SHARE_FITTED * len(inside)) or small < LEAST_SHARE_SMALL * len(full):
        return None
    return least


def _length(line: Line) -> int:
    return line.indent + len(line.text)


def _is_short(line: Line, following: Line, width: int) -> bool:
    return line.indent + len(line.text) <= SHARE_OF_HEADING * width and not following.text[0].islower()


def _is_full(line: Line, following: Line, width: int) -> bool:
    length = line.indent + len(line.text)
    return length <= width < length + 1 + len(following.text.split(None, 1)[0])


_HYPHENED = pattern(r"([A-Za-z]{2,})[-\u00ad\u2010]\Z")
_FIRST_WORD = pattern(r"[a-z]+")
_WORDS = pattern(r"[A-Za-z]+(?:-[A-Za-z]+)*")


def _join_latin(words: frozenset[str], line: Line, following: Line) -> Edit:
    """Joins two lines; a hyphen at the end goes if the word stands elsewhere without it, or nowhere with it."""
    hyphened = _HYPHENED.search(line.text)
    rest = _FIRST_WORD.match(following.text)
    if not hyphened or not rest:
        return join(line, following, blank_between(line.text, following.text))
    if f"{hyphened.group(1)}-{rest.group()}" in words:
        return join(line, following, "")
    without = Edit(line.inner_end - 1, following.inner_start, "")
    return without if hyphened.group(1) + rest.group() in words else Edit(without.start, without.end, "", "likely")
