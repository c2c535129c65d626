"""Repairs to single lines that were broken in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.code import Inside, code_spans
from builder.repair.joining import join
from builder.repair.lines import OPENS, Line, has_han, is_stopped, lines_of, one_word
from builder.repair.rule import rule

_HAN = pattern(f"[{HAN}]")
_CLAUSE_MARK = pattern(r"[，。；！？、,;!?]")
_SENTENCE_STOP = pattern("[。！？；!?;]")
_COMMA_END = pattern(r"[，、,]\Z")

_NEVER_OPENS = "的了着及和或"  # no paragraph begins with one of these after a line without a stop
#: Words after which a sentence must go on, without those that may end one (实事求是, 都是, 参与, 获得通过, 你说得对).
_NEVER_CLOSES = pattern(
    r"(?:[，,、；;]是|已经|已經|正在|不断|不斷|因为|因為|但是|而且|并且|並且|如果|为了|為了|关于|關於|以及|或者|不仅|不僅|不但|"
    r"虽然|雖然|尽管|儘管|由于|由於|对于|對於|至于|至於)\Z"
)
#: Shorter lines may be verse or headings (Han characters; the shortest broken line of the seeds has 60).
SHORTEST_PROSE = 18
#: Authors who never set a final stop (dev 045: every line) are not broken: share of prose lines without one,
#: lines that end within a word left out.
MOST_UNSTOPPED = 0.6
#: Words cut in two prove that lines were broken; then the places that cut no word are believed too.
LEAST_SHARE_CUT = 0.5


#: Lines that one page broke differ by no more characters.
WIDTH_VARIES = 1
#: No heading is so long (characters).
SHORTEST_AS_WIDE = 30
#: Paragraphs parted by blank lines show it in so many places, and nearly everywhere.
FEWEST_PARTED = 3
#: Where authors end so many paragraphs with a stop, one without is doubted.
FEWEST_WHOLE = 6
LEAST_STOPPED = 0.95
LEAST_SHARE_PARTED = 0.9


@dataclass(frozen=True, slots=True)
class _Break:
    line: Line
    following: Line
    cuts_word: bool
    unfinished: bool
    over_blank_line: bool
    told: bool  # False where nothing but a line as wide as a proved one tells it


@rule(
    "han-broken-line",
    why="A line that stops in the middle of a sentence was broken by a page or a program, not by the author: "
    "some of these breaks cut words in two.",
    why_zh="句子中间断开的行系由分页或程序所致，并非作者分段（有的断在词的中间）。",
)
def HAN_BROKEN_LINE(given: RuleInput) -> Iterator[Edit]:
    if "\n" not in given.text or not has_han(given.text):
        return
    lines = [line for line in lines_of(given.text) if line.text]
    prose = [line for line in lines if _is_prose(line.text)]
    breaks = list(_breaks(given.text, lines, prose))
    widths = {len(place.line.text) for place in breaks if place.cuts_word}
    breaks = [place for place in breaks if place.told or _is_as_wide(place.line.text, widths)]
    cut = sum(place.cuts_word for place in breaks)
    unstopped = sum(not is_stopped(line.text) for line in prose)
    if unstopped - cut > MOST_UNSTOPPED * len(prose):
        return
    direct = [place for place in breaks if not place.over_blank_line and not place.unfinished and place.told]
    broken = {place.line.start for place in direct}
    whole = [line for line in prose if line is not lines[-1] and line.start not in broken]
    believed = (cut > 0 and cut >= LEAST_SHARE_CUT * len(direct)) or _parted_by_blank_lines(given.text, whole)
    stopped = len(whole) >= FEWEST_WHOLE and sum(is_stopped(line.text) for line in whole) >= LEAST_STOPPED * len(whole)
    for place in breaks:
        if place.cuts_word or place.unfinished:
            yield join(place.line, place.following, "")
        elif (believed or not place.told) and not place.over_blank_line:
            yield join(place.line, place.following, "", "likely")
        elif stopped and not place.over_blank_line:
            yield Edit(place.line.inner_end - 1, place.line.inner_end, place.line.text[-1], "doubtful")


def _parted_by_blank_lines(text: str, whole: Sequence[Line]) -> bool:
    """True if whole paragraphs are parted by blank lines: then a single line end is no author's."""
    parted = sum(text.startswith("\n\n", line.end) for line in whole)
    return len(whole) >= FEWEST_PARTED and parted >= LEAST_SHARE_PARTED * len(whole)


def _breaks(text: str, lines: Sequence[Line], prose: Sequence[Line]) -> Iterator[_Break]:
    """Places where a line of `prose` may go on in the next line: a cut word shows it, else the form of both lines."""
    begins = {line.start for line in prose}
    indented = sum(line.indent > 0 for line in prose) > len(prose) / 2
    for line, following in pairwise(lines):
        if (
            is_stopped(line.text)
            or line.start not in begins
            or (indented and following.indent)
            or OPENS.match(following.text)
            or not _CLAUSE_MARK.search(following.text)
            or not (is_stopped(following.text) or len(following.text) >= SHORTEST_PROSE)
        ):
            continue
        blank_lines = text.count("\n", line.end, following.start) - 1
        unfinished = bool(_COMMA_END.search(line.text)) or following.text[0] in _NEVER_OPENS
        unfinished = unfinished or bool(_NEVER_CLOSES.search(line.text[-3:]))
        cuts_word = one_word(line.text, following.text)
        if blank_lines > 1 or not (_HAN.match(line.text[-1]) or line.text[-1] in "》〉，、,"):
            continue
        told = cuts_word or unfinished or _SENTENCE_STOP.search(line.text) is not None
        yield _Break(line, following, cuts_word, unfinished, blank_lines > 0, told)


def _is_as_wide(line: str, widths: Collection[int]) -> bool:
    """True if a line is as wide as one that was broken within a word, and no heading."""
    if len(line) < SHORTEST_AS_WIDE or OPENS.match(line):
        return False
    return any(abs(len(line) - other) <= WIDTH_VARIES for other in widths)


def _is_prose(line: str) -> bool:
    return len(line) >= SHORTEST_PROSE and bool(_CLAUSE_MARK.search(line)) and bool(_HAN.search(line))


_BYLINE = pattern(f"(作者[:：] ?[{HAN}]{{1,3}})\n([{HAN}]{{1,2}} {{1,4}}(?:来源|來源|出处|出處|时间|時間)[:：])")


@rule(
    "broken-byline",
    why="The author's name was broken at the end of the line; the byline goes on with the next label.",
    why_zh="署名行在作者姓名中间断开，下一行接着是署名的其他项目。",
)
def BROKEN_BYLINE(given: RuleInput) -> Iterator[Edit]:
    if "作者" in given.text:
        for match in _BYLINE.finditer(given.text):
            yield Edit(match.end(1), match.start(2), "")


_WORD_END = pattern(r"[A-Za-z,\u2019'-]\Z")
_LOWER_START = pattern(r"[a-z]+(?:[\s,.;\u2019-]|'[a-z])")
_CODE = pattern(r"[{}<>=;|\\]")
#: Latin prose: shorter lines may be verse or captions (characters; the shortest broken one in dev has 180).
SHORTEST_LATIN_PROSE = 40
#: Above this share of lines that begin small the author writes so (verse, lists, notes).
MOST_SMALL_BEGINNINGS = 0.3


#: So many lines that begin small, one under another, may be a list.
FEWEST_LISTED = 2
#: by Nora Whelk, under a title
_SMALL_BYLINE = pattern(r"by(?: (?:and|de|van|von|[A-Z][\w.’'-]*),?){2,12}")


@rule(
    "latin-broken-line",
    why="A line that stops without a stop before a line that begins small was broken in the middle of its sentence.",
    why_zh="行末无标点而下一行以小写字母开头，是句中断行。",
)
def LATIN_BROKEN_LINE(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    in_code = Inside(code_spans(text))
    lines = [line for line in lines_of(text) if line.text and not in_code(line.start)]
    small = [bool(_LOWER_START.match(line.text)) for line in lines]
    if not any(small) or sum(small) > max(2, MOST_SMALL_BEGINNINGS * len(lines)):
        return
    listed = _listed(lines, small)
    for index in range(1, len(lines)):
        line, following = lines[index - 1], lines[index]
        if (
            small[index]
            and index not in listed
            and len(line.text) >= SHORTEST_LATIN_PROSE
            and line.text.count(" ") >= 5
            and _WORD_END.search(line.text)
            and " " in following.text
            and text.count("\n", line.end, following.start) <= 2
            and not _CODE.search(line.text)
            and not _CODE.search(following.text)
            and not _SMALL_BYLINE.fullmatch(following.text)
        ):
            yield join(line, following, " ")


def _listed(lines: Sequence[Line], small: Sequence[bool]) -> set[int]:
    """Indexes of the lines of lists: several that begin small, one under another, the last of them without a stop.

    The pieces of a broken paragraph end with its sentence.
    """
    found: set[int] = set()
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and small[end]:
            end += 1
        if end - index >= FEWEST_LISTED and not is_stopped(lines[end - 1].text):
            found.update(range(index, end))
        index = max(end, index + 1)
    return found
