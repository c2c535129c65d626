"""Repairs to running heads: title, author or journal, which a book prints on each page beside its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model import Edit, RuleInput
from builder.pattern_code import compiled
from builder.repair.lines import Line, is_stopped, lines_of
from builder.repair.rule import rule
from builder.script import fold

#: A page's head is one line with room to spare (characters).
LONGEST_HEAD = 64
#: So many pages show a series; from one to the next the number rises by so much at most.
FEWEST_PAGES = 2
LARGEST_STEP = 3
#: The head of a page says what the first lines of the text say: its title, its author, its journal.
FIRST_LINES = 10
#: What a head says has so many letters: letters and digits alone may be anything.
FEWEST_LETTERS = 4
#: Lines without a number stand so often, and cut a sentence at least once.
FEWEST_UNNUMBERED = 2

#: A line of Han that goes on behind the head is as long as a line of a page.
SHORTEST_CUT = 16
#: The same of Latin letters: a name between two entries of a menu (More from X, X, in) cuts no sentence.
SHORTEST_LATIN_CUT = 30

_CLAUSE = compiled("[，。；]")
_NUMBERED = compiled(r"(?:(?P<a>\d{1,4})\s+(?P<after>\D.{2,60}))\Z|(?P<before>\D.{2,60}?)\s+(?P<b>\d{1,4})\Z")
_PAGE = compiled("第 ?\\d{1,4} ?[页頁]|[Pp]age \\d{1,4}\\b|[-–—] ?\\d{1,4} ?[-–—]$")
_BARE = compiled(r"\d{1,4}\Z")
_NUMBERED_HEADING = compiled(r"\d{1,3}[.、\s]")
_LETTERS = compiled(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Page:
    line: Line
    number: int
    words: str  # folded; "" for a number alone


@rule(
    "running-head",
    why="The line beside the page number says the title, the author or the journal again on each page of a book.",
    why_zh="书刊每页页码旁重印的书名、作者或刊名（书眉），不是正文。",
    loses_words=True,
)
def RUNNING_HEAD(given: RuleInput) -> Iterator[Edit]:
    lines = [line for line in lines_of(given.text) if line.text]
    heads = {*_numbered_heads(lines), *_unnumbered_heads(lines)}
    for line in sorted(heads):
        yield Edit(line.start, min(line.end + 1, len(given.text)), "")


def _words(text: str) -> str:
    return _LETTERS.sub("", fold(text))


def _numbered_heads(lines: Sequence[Line]) -> list[Line]:
    """Heads whose numbers rise from page to page, and whose words the text or another page says again."""
    pages = [page for line in lines[1:] if (page := _page(line))]
    if sum(bool(page.words) for page in pages) < FEWEST_PAGES:
        return []  # as in nearly every text, whose first lines need not be folded then
    said = Counter(words for words, _ in {(page.words, page.number) for page in pages})
    first = [_words(line.text) for line in lines[:FIRST_LINES] if not _NUMBERED_HEADING.match(line.text)]
    repeated = {words for words in said if said[words] > 1 or any(_one_in_other(words, text) for text in first)}
    chain = _longest_chain([page for page in pages if not page.words or page.words in repeated])
    if sum(bool(page.words) for page in chain) < FEWEST_PAGES:
        return []
    # Essay 1, Essay 2: nothing is cut there.
    return [page.line for page in chain] if _cut_somewhere(lines, {page.line for page in chain}) else []


def _cut_somewhere(lines: Sequence[Line], heads: set[Line]) -> bool:
    """True if a sentence goes on behind one of the heads, or behind several of them in a row."""
    above: int | None = None
    for index, line in enumerate(lines):
        if line in heads:
            continue
        if above is not None and index - above > 1 and _goes_on(lines[above].text, line.text):
            return True
        above = index
    return False


def _longest_chain(pages: Sequence[_Page]) -> list[_Page]:
    """The most pages whose numbers rise in small steps, in the order of the text."""
    longest: dict[int, tuple[int, int]] = {}  # number → length of the chain that ends in it, and its last place
    before: list[int] = []
    for place, page in enumerate(pages):
        reached = [longest[n] for n in range(page.number - LARGEST_STEP, page.number) if n in longest]
        length, last = max(reached, default=(0, -1))
        before.append(last)
        if length + 1 > longest.get(page.number, (0, -1))[0]:
            longest[page.number] = (length + 1, place)
    place = max(longest.values(), default=(0, -1))[1]
    chain: list[_Page] = []
    while place >= 0:
        chain.append(pages[place])
        place = before[place]
    return chain[::-1]


def _page(line: Line) -> _Page | None:
    if len(line.text) > LONGEST_HEAD or not (line.text[0].isdigit() or line.text[-1].isdigit()):
        return None
    if _BARE.match(line.text):
        return _Page(line, int(line.text), "")
    match = _NUMBERED.match(line.text)
    if match is None or is_stopped(line.text):
        return None
    words = _words(match["after"] or match["before"])
    return _Page(line, int(match["a"] or match["b"]), words) if len(words) >= FEWEST_LETTERS else None


def _one_in_other(a: str, b: str) -> bool:
    return len(a) >= FEWEST_LETTERS <= len(b) and (a in b or b in a)


def _unnumbered_heads(lines: Sequence[Line]) -> list[Line]:
    """The same line again and again, once at least in the middle of a sentence."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= LONGEST_HEAD and not is_stopped(line.text):
            places.setdefault(line.text, []).append(index)
    series = {
        text: at for text, at in places.items() if len(at) >= FEWEST_UNNUMBERED and len(_words(text)) >= FEWEST_LETTERS
    }
    if not series:
        return []
    numbered = _beside_numbers(lines, {index for at in series.values() for index in at})
    return [
        lines[index]
        for at in series.values()
        if any(index in numbered or _cuts_a_sentence(lines, index) for index in at)
        for index in at
        if index
    ]


def _beside_numbers(lines: Sequence[Line], recurring: set[int]) -> set[int]:
    """Indexes of the lines beside the number of a page, with nothing but recurring lines between: a head of several."""
    beside: set[int] = set()
    for step in (1, -1):
        near = False
        for index in range(len(lines))[::step]:
            near = (near and index in recurring) or _PAGE.match(lines[index].text) is not None
            if near and index in recurring:
                beside.add(index)
    return beside


def _cuts_a_sentence(lines: Sequence[Line], index: int) -> bool:
    """True if the line above goes on in the line below."""
    if not 0 < index < len(lines) - 1:
        return False
    above, below = lines[index - 1].text, lines[index + 1].text
    return len(above) > len(lines[index].text) and _goes_on(above, below)


def _goes_on(above: str, below: str) -> bool:
    """True if a line without a stop is continued by one that begins small, or in Han."""
    if is_stopped(above):
        return False
    if above[-1].islower() and below[0].islower():
        return len(above) >= SHORTEST_LATIN_CUT
    han = above[-1] > "\u2fff" < below[0]
    return han and len(above) >= SHORTEST_CUT and bool(_CLAUSE.search(above) and _CLAUSE.search(below))
