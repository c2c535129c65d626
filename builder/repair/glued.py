"""Repairs to paragraphs that were glued to the one before: the break is put back where a series shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.pattern_code import compiled
from builder.patterns import pattern
from builder.repair.lines import Line, lines_of
from builder.repair.numerals import CHINESE_NUMERALS, value
from builder.repair.rule import rule

#: Forms by which paragraphs are counted; the number, then what must be the same in every member of the series.
_COUNTED = pattern(
    f"第([{CHINESE_NUMERALS}]{{1,2}})(?![{CHINESE_NUMERALS}])([{HAN}，、,])|([{CHINESE_NUMERALS}]{{1,3}})(、)"
    f"|[（(]([{CHINESE_NUMERALS}]{{1,3}})([)）])|([0-9]{{1,2}})([、.．])(?![0-9])|([{CHINESE_NUMERALS}])([是要])"
)
_AFTER_STOP = pattern(f"(?<=[。！？；”）!?;)])(?:{_COUNTED.pattern})")


def _form(match: re.Match[str]) -> tuple[int, str, int] | None:
    """Which kind of number, what follows it, and its value."""
    for kind in range(1, len(match.groups()), 2):
        if match.group(kind):
            number = value(match.group(kind))
            return None if number is None else (kind, match.group(kind + 1), number)
    return None


@rule(
    "glued-member",
    why="Paragraphs open with the first and the third of a series; the second, glued to the first, gets its own.",
    why_zh="“第一”“第三”各自成段而“第二”粘在前段之中，另起一段。",
    certainty="likely",
)
def GLUED_MEMBER(given: RuleInput) -> Iterator[Edit]:
    lines = [line for line in lines_of(given.text) if line.text]
    last: dict[tuple[int, str], tuple[int, int]] = {}
    spans: list[tuple[tuple[int, str], int, int, int]] = []
    for index, line in enumerate(lines):
        match = _COUNTED.match(line.text)
        form = _form(match) if match else None
        if form is None:
            continue
        key, number = form[:2], form[2]
        before = last.get(key)
        if before and number == before[1] + 2:
            spans.append((key, before[1] + 1, before[0], index))
        last[key] = (index, number)
    found = set()
    for key, missing, first, end in spans:
        places = [
            line.inner_start + match.start()
            for line in lines[first : min(end, first + _MOST_LINES)]
            for match in _AFTER_STOP.finditer(line.text)
            if _form(match) == (*key, missing)
        ]
        if len(places) == 1:
            found.add(places[0])
    for place in sorted(found):
        yield Edit(place, place, "\n")


_MOST_LINES = 40  # a member has at most so many lines below it

_ANNOUNCED = pattern(f"([两{CHINESE_NUMERALS}])(?:个|個)?(?:方面|种|種|点|點|条|條|项|項|要|步|环节|環節)")
_SENTENCE = pattern("[^。！？\n]{3,40}。")
#: A paragraph's opening sentence that works as its heading is short (characters).
LONGEST_OPENING = 20
#: How many lines before the series its number may be announced in.
ANNOUNCED_WITHIN = 4


@rule(
    "glued-sibling",
    why="The text announces so many points; all but one open a paragraph with a sentence of the same build, "
    "and the one missing stands inside a paragraph.",
    why_zh="文中预告了若干方面，其余各方面都以同样句式开段，唯有一个粘在段落中间，另起一段。",
    certainty="likely",
)
def GLUED_SIBLING(given: RuleInput) -> Iterator[Edit]:
    lines = [line for line in lines_of(given.text) if line.text]
    builds = [_builds(line.text) for line in lines]
    index = 0
    while index + 1 < len(lines):
        shared = builds[index] & builds[index + 1]
        end = index + 2
        while shared and end < len(lines) and shared & builds[end]:
            shared &= builds[end]
            end += 1
        if shared:
            yield from _sibling_inside(lines, index, end, min(shared))
        index = end - 1 if shared else index + 1


def _builds(line: str) -> set[str]:
    """By what the opening sentence may resemble its siblings: the two characters before its last."""
    match = _SENTENCE.match(line)
    return _builds_of(match.group()) if match else set()


def _builds_of(sentence: str) -> set[str]:
    if len(sentence) > LONGEST_OPENING + 1:
        return set()
    return {f"end {sentence[-4:-2]}"} if re.fullmatch(f"[{HAN}]{{2}}", sentence[-4:-2]) else set()


def _sibling_inside(lines: Sequence[Line], first: int, end: int, build: str) -> Iterator[Edit]:
    announced = {
        value("二" if match.group(1) == "两" else match.group(1))
        for line in lines[max(0, first - ANNOUNCED_WITHIN) : first]
        for match in _ANNOUNCED.finditer(line.text)
    }
    if end - first + 1 not in announced:
        return
    places = [
        line.inner_start + match.start()
        for line in lines[first:end]
        for match in _SENTENCE.finditer(line.text)
        if match.start() and build in _builds_of(match.group())
    ]
    if len(places) == 1:
        yield Edit(places[0], places[0], "\n")


_INDENT_INSIDE = pattern("(?<=[。！？”’）)…：；!?;:])[ \t]{0,4}\u3000{2,}[ \t\u3000]{0,8}(?=[^\\s])")
_BLANKS_INSIDE = pattern(f"(?<=[。！？”’）…：；]) {{2,12}}(?=[{HAN}“「《（0-9])")
#: So many runs of blanks after stops show that line ends were turned into blanks.
FEWEST_BLANK_RUNS = 3


#: So many indents behind stops in one line show that each of its runs of blanks is a line end: headings have no stop.
FEWEST_INDENTS = 3
_BLANK_INSIDE = compiled("(?<=[^\\s，、,])[ \\t]{0,4}\u3000{2}[ \\t\u3000]{0,8}(?=\\S)")


def _headings_inside(text: str, taken: set[int]) -> Iterator[re.Match[str]]:
    """Runs of blanks without a stop before them, in lines with many indents behind stops."""
    begin = 0
    for line in text.splitlines(keepends=True):
        end = begin + len(line)
        if sum(begin <= place < end for place in taken) >= FEWEST_INDENTS:
            yield from (m for m in _BLANK_INSIDE.finditer(text, begin, end) if m.start() not in taken)
        begin = end


@rule(
    "indent-inside-line",
    why="The indent of a paragraph stands in the middle of a line: the line end before it was lost.",
    why_zh="段首缩进出现在行中，说明其前的换行丢失，补回换行。",
)
def INDENT_INSIDE_LINE(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    taken = set()
    if "\u3000\u3000" in text:
        for match in _INDENT_INSIDE.finditer(text):
            taken.add(match.start())
            yield Edit(match.start(), match.end(), "\n")
        if len(taken) >= FEWEST_INDENTS:
            for match in _headings_inside(text, taken):
                taken.add(match.start())
                yield Edit(match.start(), match.end(), "\n", "likely")
    if "  " in text:
        runs = [match for match in _BLANKS_INSIDE.finditer(text) if match.start() not in taken]
        if len(runs) >= FEWEST_BLANK_RUNS:
            for match in runs:
                yield Edit(match.start(), match.end(), "\n", "likely")


# Tried at capitals only: they are rare, small letters are not.
_CAPITAL = pattern("[A-Z](?<=[a-z.!?\"\u201d\u2019)][A-Z])[a-z]{0,12}(?=[ ,'\u2019][a-z])")
_WORD_BEFORE = pattern(r"([A-Za-z]?[a-z]{2,})([.!?][\"\u201d\u2019)]?)?\Z")
_LONGEST_WORD = 24
#: Words that open an English sentence and end no name.
_OPENERS = frozenset(
    re.findall(
        r"[A-Z][a-z]*",
        "A After All Also Although An And As At Because Before But By Despite Each Even Every Finally First For "
        "From He Her His How However I If In Instead It Its Many Most Next No Not Now On One Only Our Second She "
        "Since So Some Such That The Their Then There These They Third This Those Though Through To Today Under "
        "Until We What When Where While Who Why With Without You Your",
    )
)


@rule(
    "glued-sentence",
    why="A sentence begins inside a word: the line end between two paragraphs was lost.",
    why_zh="句子直接接在前一个单词之后，两段之间的换行丢失，补回换行。",
    certainty="likely",
)
def GLUED_SENTENCE(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    found = []
    for match in _CAPITAL.finditer(text):
        before = match.group() in _OPENERS and _WORD_BEFORE.search(
            text[max(0, match.start() - _LONGEST_WORD) : match.start()]
        )
        if before:
            found.append((match.start(), before.group(1), before.group(2), match.group()))
    if not found:
        return
    seen = Counter((word, opener) for _, word, _, opener in found)
    words = {word.lower() for word in re.findall(r"\b[A-Za-z][a-z]+\b", text)}
    for start, word, stop, opener in found:
        # A name (PlayTo …) is written so throughout, and its first part is no word of the text.
        if seen[word, opener] == 1 and (stop or _begins_sentence(word, opener, words)):
            yield Edit(start, start, "\n")


# LinkedIn, PlugIn, addOn, HowTo: what may end a name begins a sentence only after a whole word in small letters.
_PARTICLES = frozenset(("A", "All", "For", "In", "It", "Now", "On", "One", "So", "To", "You"))
_BEFORE_PARTICLES = frozenset(
    ("add", "built", "check", "drop", "go", "how", "linked", "log", "opt", "plug", "sign", "walk")
)


def _begins_sentence(word: str, opener: str, words: set[str]) -> bool:
    if opener in _PARTICLES:
        return word.islower() and word not in _BEFORE_PARTICLES
    return word.islower() or word.lower() in words


_TOP = pattern(f"([{CHINESE_NUMERALS}]{{1,3}})、")
_SUB = pattern(f"[（(]([{CHINESE_NUMERALS}]{{1,3}})[)）]")
_BOUNDARY = pattern("[。！？；：”）!?;:)…]\\Z")
#: A line this long that holds numbered sections is a page whose line ends were lost (characters).
SHORTEST_PAGE = 240
FEWEST_SECTIONS = 3
#: Sections are paragraphs; the members of an enumeration inside a sentence are shorter (characters, on average).
SHORTEST_SECTIONS = 40
#: A title or heading without its line end, before the first number (characters).
LONGEST_TITLE = 40


@rule(
    "page-on-one-line",
    why="A whole page stands on one line; its numbered sections get their lines back.",
    why_zh="整页文字挤在一行，按其编号的各节恢复分行。",
    certainty="likely",
)
def PAGE_ON_ONE_LINE(given: RuleInput) -> Iterator[Edit]:
    for line in lines_of(given.text):
        if len(line.text) >= SHORTEST_PAGE and "三、" in line.text:
            tops = _series(line.text, 0, len(line.text), _TOP)
            if len(tops) < FEWEST_SECTIONS or tops[-1] - tops[0] < SHORTEST_SECTIONS * (len(tops) - 1):
                continue
            places = set(tops)
            for start, end in pairwise([*tops, len(line.text)]):
                subs = _series(line.text, start, end, _SUB)
                if len(subs) > 1:
                    places.update(subs)
            for place in sorted(places - {0}):
                yield Edit(line.inner_start + place, line.inner_start + place, "\n")


def _series(text: str, start: int, end: int, mark: re.Pattern[str]) -> list[int]:
    """Where the members 1, 2, 3 … of a series begin: after a stop, the first also after a short title."""
    places: list[int] = []
    for match in mark.finditer(text, start, end):
        if value(match.group(1)) != len(places) + 1:
            continue
        before = text[max(start, match.start() - LONGEST_TITLE) : match.start()]
        titled = not places and match.start() - start <= LONGEST_TITLE and not re.search("[。！？；]", before)
        if titled or not before or _BOUNDARY.search(before):
            places.append(match.start())
    return places
