"""Cuts at titles that bear no mark and no author: the file says how many there are, or the pieces are strangers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.pattern_code import compiled
from builder.structure.printed import Line, is_prose, loose, width
from builder.structure.split_cohesion import are_strangers
from builder.structure.split_company import announced, counts_in, weight
from builder.structure.split_cut import FULL_PIECE, LONG_PIECE, Cut, spans
from builder.structure.titles import is_numbered, is_title_like

#: A bare title is shorter than other titles: it has to be told from a sentence that lost its stop.
LONGEST_BARE = 24
#: The first piece of one essay is its introduction, shorter than its sections; the first of a collection is not.
SHORTEST_FIRST = 0.5
#: Two strangers may be a text and a letter quoted in it, three are a collection (1,685 posts of a blog had two pairs).
FEWEST_STRANGERS = 3


def bare_cuts(lines: Sequence[Line], name: str) -> list[Cut]:
    """Cuts at short lines without marks, the first of them at the head of the file (or under a collection's title)."""
    titles = [i for i, line in enumerate(lines) if _is_bare(line)]
    if len(titles) < 2 or titles[0] > 1:
        return []
    begins, why = titles, ""
    if titles[:2] == [0, 1]:  # the collection's title, then the first essay's
        begins = titles[1:]
    counts = counts_in(name) | (counts_in(lines[0].text) if begins[0] == 1 else set())
    full = [a for a, b in spans(begins, len(lines)) if weight(lines[a + 1 : b]) >= FULL_PIECE]
    if len(begins) not in counts and len(full) in counts:
        begins = full  # the others are headings at the end of a piece
    pieces = [lines[a + 1 : b] for a, b in spans(begins, len(lines))]
    weights = [weight(piece) for piece in pieces]
    if len(begins) < 2 or min(weights) < FULL_PIECE or not all(any(is_prose(x.text) for x in p) for p in pieces):
        return []
    if len(begins) in counts:
        why = "a bare title, one of as many as the file's name or head counts"
    elif (
        len(begins) >= FEWEST_STRANGERS
        and weights[0] >= SHORTEST_FIRST * sorted(weights)[len(weights) // 2]
        and _are_essays(lines, begins, pieces)
    ):
        why = "a bare title, and what follows has nothing to do with what stands before it"
    return [Cut(i, why) for i in begins] if why else []


def _is_bare(line: Line) -> bool:
    text = line.text
    if width(text) > LONGEST_BARE or not is_title_like(text) or is_numbered(text):
        return False
    return not re.search('[：:，,。|｜@]|^[（(“"「—–-]|\\d{4}', text)


def _are_essays(lines: Sequence[Line], begins: Sequence[int], pieces: Sequence[Sequence[Line]]) -> bool:
    """True if the pieces are strangers, and no title is spoken of in another piece than its own."""
    texts = ["\n".join(line.text for line in piece) for piece in pieces]
    if not (begins[0] == 0 or announced(lines[0].text)) or not are_strangers(texts):
        return False
    folded = [loose(text) for text in texts]
    for index, begin in enumerate(begins):
        title = loose(lines[begin].text)
        if any(title in other for place, other in enumerate(folded) if place != index):
            return False
    return True


#: What titles are dressed in: 《》 round them, or an ornament before them.
_ORNAMENTS = "★☆◆◇●○■□▲※"
_BOOKS = compiled(r"^《.{1,30}》(?:\s*[\w·]{2,5})?$")
_DRESSES = (_BOOKS, *(compiled(f"^{mark}\\s?\\S.{{0,30}}$") for mark in _ORNAMENTS))


def dressed_cuts(lines: Sequence[Line]) -> list[Cut]:
    """Cuts at titles that all wear the same dress, the first of the file too: headings under a title would not."""
    for dress in _DRESSES:
        begins = [i for i, line in enumerate(lines) if len(line.text) <= 40 and dress.match(line.text)]
        if len(begins) < 2 or not (begins[0] == 0 or (begins[0] < 4 and announced(lines[0].text))):
            continue
        least = FULL_PIECE if dress is _BOOKS else LONG_PIECE
        if any(weight(lines[a + 1 : b]) < least for a, b in spans(begins, len(lines))):
            continue
        if not any(is_prose(lines[i].text) or is_numbered(lines[i].text) for i in begins):
            return [Cut(i, "a title dressed like the first of the file") for i in begins]
    return []
