"""Cuts that the page itself shows: titles printed twice, separators, a list of contents at the head."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pattern_code import compiled
from builder.structure.printed import Line, is_prose, loose, width
from builder.structure.split_bylines import Head
from builder.structure.split_cohesion import are_strangers
from builder.structure.split_company import HEAD_LINES, announced, announces, counts, prose_weight, recurs, weight
from builder.structure.split_cut import FULL_PIECE, LONG_PIECE, Cut, holds_essay, spans
from builder.structure.titles import is_numbered, is_title_like, near_title, same_title

_SEPARATOR = compiled(r"(?:[-=*＊_~—–#+·•.◆◇★☆●○■□※∞☾\u3000 ]{3,}|[◆◇★☆●○■□※]{1,3})")
#: A number alone on its line parts essays where the head of the file counts as many.
_CIRCLED = compiled("[①-⑳]")
#: Pieces that the head counts may be as short as a poem.
SHORT_PIECE = 40
#: Two long pieces with a rule between them may be a text and its translation.
FEWEST_BALANCED = 3
#: Pieces under doubled titles, if what stands before the first has none, are not so many times shorter than it.
#: Measured on some 400 saved pages: settings of cookies and boxes of prices 1:9 and less, essays above 1:3.
DWARFED = 4
#: A title under a separator is short.
LONGEST_UNDER = 40


def doubled_cuts(lines: Sequence[Line]) -> list[Cut]:
    """Cuts at titles that are printed twice in a row, at least two of them."""
    twice = [
        i
        for i in range(len(lines) - 1)
        if is_title_like(lines[i].text)
        and len(loose(lines[i].text)) > 1
        and same_title(lines[i].text, lines[i + 1].text)
    ]
    chosen = [i for i, end in spans(twice, len(lines)) if holds_essay(lines[i + 2 : end])]
    if len(chosen) < 2 or chosen != twice or len({loose(lines[i].text) for i in twice}) < len(twice):
        return []  # a line that is printed twice again and again is a button
    before = prose_weight(lines[: chosen[0]])
    pieces = [prose_weight(lines[i + 2 : end]) for i, end in spans(chosen, len(lines))]
    if before > FULL_PIECE and DWARFED * min(pieces) < before:
        return []  # the first essay has no such title, and the others are scraps beside it: windows of the page
    cuts = [Cut(i, "a title printed twice in a row, as others in this file") for i in chosen]
    return [Cut(0, ""), *cuts] if chosen[0] > 0 and prose_weight(lines[: chosen[0]]) > FULL_PIECE else cuts


def separator_cuts(lines: Sequence[Line], found: Sequence[Head]) -> list[Cut]:
    """Cuts at lines of ornaments, if a title and an essay's length follow each, and the first piece begins alike."""
    marks = [i for i, line in enumerate(lines) if len(line.text) <= 80 and _SEPARATOR.fullmatch(line.text)]
    if under := _under_titles(lines, marks):
        return under
    marks = marks or [i for i, line in enumerate(lines) if _CIRCLED.fullmatch(line.text)]
    begins = [0, *(i + 1 for i in marks if i + 1 < len(lines))]  # a rule may end the last of them too
    if len(begins) < 2:
        return []
    if announced(lines[0].text) and weight(lines[: marks[0]]) < FULL_PIECE:
        begins = begins[1:]  # what stands before the first is the head of the collection
    counted = begins[0] > 0 and announces(lines[: begins[0]], len(begins))
    if not counted and _CIRCLED.fullmatch(lines[marks[0]].text):
        return []  # the parts of one essay
    least = SHORT_PIECE if counted else FULL_PIECE
    signed = {head.title for head in found}
    for begin, end in spans(begins, len(lines)):
        first = lines[begin]
        if not is_title_like(first.text) or is_numbered(first.text) or width(first.text) > LONGEST_UNDER:
            return []
        if weight(lines[begin + 1 : end]) < least:
            return []
    said = len(marks) > 1 and announced(lines[0].text)
    if begins[1:] and (said or all(begin in signed for begin in begins[1:]) or _balanced(lines, begins)):
        return [Cut(begin, "a separator, then a title" if begin else "") for begin in begins]
    return []


def _says_how_many(head: Sequence[Line], pieces: int) -> bool:
    return announces(head, pieces) or counts(head, pieces)


def _under_titles(lines: Sequence[Line], marks: Sequence[int]) -> list[Cut]:
    """Cuts at titles with a separator under each, if the head of the file counts as many."""
    begins = [mark - 1 for mark in marks]
    if len(begins) < 2 or begins[0] < 1 or not _says_how_many(lines[: begins[0]], len(begins)):
        return []
    for begin, end in spans(begins, len(lines)):
        title = lines[begin].text
        if not is_title_like(title) or is_numbered(title) or width(title) > LONGEST_UNDER:
            return []
        if weight(lines[begin + 2 : end]) < SHORT_PIECE or is_prose(title):
            return []
    return [Cut(begin, "a title, then a separator") for begin in begins]


def _balanced(lines: Sequence[Line], begins: Sequence[int]) -> bool:
    """True if the pieces are as long as essays, the first no shorter than the others; or strangers to each other."""
    pieces = [lines[a + 1 : b] for a, b in spans(begins, len(lines))]
    weights = [prose_weight(piece) for piece in pieces]
    titles = [lines[begin].text for begin in begins]
    if any(title[0].islower() or near_title(title, titles[0]) for title in titles[1:]):
        return False
    if (
        len(pieces) >= FEWEST_BALANCED
        and min(weights) >= LONG_PIECE
        and 2 * weights[0] >= sorted(weights)[len(weights) // 2]
    ):
        return True
    return are_strangers(["\n".join(line.text for line in piece) for piece in pieces])


def contents_cuts(lines: Sequence[Line]) -> list[Cut]:
    """Cuts at the lines that a list at the head of the file names, if the file calls itself a collection."""
    upto = next((i for i, line in enumerate(lines) if is_prose(line.text)), 0)
    if upto < 3 or not any(announced(line.text) for line in lines[: min(upto, HEAD_LINES)]):
        return []
    listed = recurs(lines, upto - 1)
    begins = sorted(set(listed.values()))
    if len(begins) < 2 or any(is_numbered(lines[i].text) for i in begins):
        return []
    if any(weight(lines[a + 1 : b]) < FULL_PIECE for a, b in spans(begins, len(lines))):
        return []
    return [Cut(i, "a title that the list at the head of the file names") for i in begins]
