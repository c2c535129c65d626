"""Cuts where an article's head stands in the middle of the file: a title with a byline, an author, a name, a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.structure.printed import Line
from builder.structure.split_bylines import Head
from builder.structure.split_company import HEAD_LINES, announced, announces, counts, prose_weight, weight
from builder.structure.split_cut import FULL_PIECE, Cut
from builder.structure.titles import is_numbered

#: A lone byline in the middle of a file cuts only if so many of its labels say what an article's head says.
LONE_BYLINE_LABELS = 3
#: Three titles, each with its 作者：, part pieces as short as a poem; so do titles with names under them, if the file's
#: head counts as many (老物件四则).
SHORT_PIECE, FEWEST_SHORT = 40, 3
#: A piece under a name or a day is not so many times shorter than the longest: it is the teaser of another page.
#: Measured on some 400 saved pages: lists of teasers 1:15 and less; the shortest of several essays in dev 1:4.
TEASER = 12
_WORDS = {"byline": "a byline", "author": "its author", "glued": "its author", "name": "a name", "date": "a date"}


def byline_cuts(lines: Sequence[Line], found: Sequence[Head]) -> list[Cut]:
    """Cuts at titles with a line of labels, an author's line, or an author behind the title; `found` are all heads."""
    return _cuts(lines, found, ("byline", "author", "glued"))


def name_cuts(lines: Sequence[Line], found: Sequence[Head]) -> list[Cut]:
    """Cuts at titles with nothing but a name, or a day, under them."""
    return _cuts(lines, found, ("name", "date"))


def _cuts(lines: Sequence[Line], found: Sequence[Head], kinds: Iterable[str]) -> list[Cut]:
    for kind in kinds:
        alike = [head for head in found if head.kind == kind]
        certain = [head for head in alike if head.certain]
        if len(certain) > 1 and counts(lines[: min(certain[0].title, HEAD_LINES)], len(certain)):
            alike = certain
        above = lines[: min(alike[0].title, HEAD_LINES)] if alike else ()
        counted = len(alike) > 1 and (counts(above, len(alike)) or announces(above, len(alike)))
        short = counted or (kind == "author" and len(alike) >= FEWEST_SHORT)
        chosen = _apart(lines, alike, SHORT_PIECE if short else FULL_PIECE)
        if kind in ("name", "date"):
            chosen = _in_prose(lines, chosen, SHORT_PIECE if counted else FULL_PIECE)
        if chosen and (kind == "byline" or _alike(lines, chosen)):
            break
    else:
        return []
    inner = [head for head in chosen if head.title > 0]
    if kind == "byline" and len(inner) == 1 and len(chosen) == 1 and inner[0].labels < LONE_BYLINE_LABELS:
        return []
    why = f"a short title with {_WORDS[kind]} under it or behind it"
    cuts = [Cut(head.title, why, glued=head.glued) for head in chosen]
    if cuts[0].line > 0 and prose_weight(lines[: cuts[0].line]) >= FULL_PIECE:
        cuts.insert(0, Cut(0, ""))
    elif not any(announced(line.text) for line in lines[: cuts[0].line]) and not counts(
        lines[: cuts[0].line], len(cuts)
    ):
        cuts[0] = replace(cuts[0], line=0, why="", glued=cuts[0].glued if cuts[0].line == 0 else None)
    return cuts if len(cuts) > 1 else []


def _apart(lines: Sequence[Line], found: Sequence[Head], least: int) -> list[Head]:
    """The heads with an essay's length between them; the first may stand at the top."""
    chosen: list[Head] = []
    for head in found:
        begin = chosen[-1].end if chosen else 0
        if head.title == 0 or (not chosen and head.title < HEAD_LINES) or weight(lines[begin : head.title]) >= least:
            chosen.append(head)
    while chosen and weight(lines[chosen[-1].end :]) < least:
        chosen.pop()
    return chosen


def _in_prose(lines: Sequence[Line], chosen: Sequence[Head], least: int) -> list[Head]:
    """`chosen`, if each of the pieces is mostly running text; a list of other articles has names and days as well,
    and its pieces are titles, or a teaser each."""
    ends = [*(head.title for head in chosen[1:]), len(lines)][: len(chosen)]
    pieces = [prose_weight(lines[head.end : end]) for head, end in zip(chosen, ends, strict=True)]
    return list(chosen) if pieces and min(pieces) >= least and TEASER * min(pieces) >= max(pieces) else []


def _alike(lines: Sequence[Line], chosen: Sequence[Head]) -> bool:
    """Names and days by titles are evidence only in numbers, if the file begins with one, and if at least half of the
    names are names beyond doubt."""
    if len(chosen) < 2 or chosen[0].title > 2 or any(is_numbered(lines[head.title].text) for head in chosen):
        return False
    return 2 * sum(head.certain for head in chosen) >= len(chosen)
