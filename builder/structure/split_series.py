"""Finders of cuts, one a kind of evidence: a series of marks, bylines, doubled titles, separators, contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from builder.structure.printed import Line, is_prose, loose
from builder.structure.split_bylines import Head, heads, is_signed
from builder.structure.split_cohesion import are_strangers
from builder.structure.split_company import HEAD_LINES, announced, announces, is_book, prose_weight, recurs, weight
from builder.structure.split_marks import Opening
from builder.structure.titles import is_numbered, is_title_like, same_title

#: Median length of the pieces of a marked series; a poem of four lines has 24, a line of contents some 15.
SHORT_PIECE = 24
#: What pieces must hold where the form alone would not carry the cut (the shortest essay of dev has 300).
FULL_PIECE = 150
#: A lone byline in the middle of a file cuts only if so many of its labels say what an article's head says.
LONE_BYLINE_LABELS = 3
_SEPARATOR = re.compile(r"(?:[-=*_~—–#+·•.◆◇★☆●○■□※∞☾\u3000 ]{3,}|[◆◇★☆●○■□※]{1,3})")


@dataclass(frozen=True, slots=True)
class Cut:
    """A line at which an essay begins, why, and the mark it bears if it bears one."""

    line: int
    why: str
    opening: Opening | None = None


def _spans(begins: Sequence[int], end: int) -> list[tuple[int, int]]:
    return list(zip(begins, [*begins[1:], end], strict=False)) if begins else []


# --- marks -----------------------------------------------------------------------------------------------------


def mark_cuts(text: str, lines: Sequence[Line], found: Sequence[Opening]) -> list[Cut]:
    """Cuts at a series of marks: the strong form with most members, else a weak one that has company."""
    by_form: dict[str, list[Opening]] = {}
    for opening in found:
        by_form.setdefault(opening.form.name, []).append(opening)
    candidates = [series for group in by_form.values() if (series := _series(lines, group))]
    strong = [series for series in candidates if series[0].form.strength == "strong"]
    for series in sorted(strong, key=len, reverse=True):
        if _strong_company(lines, series):
            return _as_cuts(series, "a series of marks")
    for series in sorted(candidates, key=len, reverse=True):
        if series[0].form.strength == "weak" and (why := _weak_company(lines, series)):
            return _as_cuts(series, why)
    return []


def _as_cuts(series: Sequence[Opening], why: str) -> list[Cut]:
    return [Cut(o.line, f"{o.mark.strip()} is number {o.number} of {len(series)}: {why}", o) for o in series]


def _series(lines: Sequence[Line], group: Sequence[Opening]) -> list[Opening]:
    """The members of a form that open something (a list of contents has none) and whose numbers rise."""
    ends = [*(o.line for o in group[1:]), len(lines)]
    filled = [o for o, end in zip(group, ends, strict=True) if end > o.line + 1 or o.body < lines[o.line].end]
    rising: list[Opening] = []
    for opening in filled:
        if opening.form.name == "T（N）" and rising and loose(opening.prefix) != loose(rising[0].prefix):
            continue
        if not rising or opening.number > rising[-1].number:
            rising.append(opening)
        elif opening.number == rising[-1].number:
            continue
        elif opening.form.strength == "weak":
            return []  # it restarts: headings inside essays
    return rising if len(rising) > 1 else []


def _weights(lines: Sequence[Line], series: Sequence[Opening]) -> list[int]:
    glued = [lines[o.line].end - o.body for o in series]
    return [
        weight(lines[a + 1 : b]) + g
        for (a, b), g in zip(_spans([o.line for o in series], len(lines)), glued, strict=True)
    ]


def _strong_company(lines: Sequence[Line], series: Sequence[Opening]) -> bool:
    weights = _weights(lines, series)
    if median(weights) < SHORT_PIECE or is_book(lines, [o.line for o in series]):
        return False
    return not (prose_weight(lines[: series[0].line]) > FULL_PIECE > median(weights))


def _weak_company(lines: Sequence[Line], series: Sequence[Opening]) -> str:
    """Why a weak form is a series of essays; empty if it is not: headings look the same."""
    weights = _weights(lines, series)
    if min(weights) < FULL_PIECE or [o.number for o in series] != list(range(1, len(series) + 1)):
        return ""
    if is_book(lines, [o.line for o in series]) or any(is_prose(lines[o.line].text) for o in series):
        return ""
    signed = sum(is_signed(lines, o.line) for o in series)
    if signed * 3 >= len(series) * 2:
        return "each with its author under it"
    before = lines[: series[0].line]
    if prose_weight(before) <= FULL_PIECE and announces(before, len(series)):
        return "as many as the head of the file counts"
    if series[0].line <= 1 and series[0].form.name != "Chapter N" and not prose_weight(before):
        spans = _spans([o.line for o in series], len(lines))
        if are_strangers(["\n".join(line.text for line in lines[a + 1 : b]) for a, b in spans]):
            return "and the pieces have nothing to do with each other"
    prefix = series[0].prefix
    if prefix and not is_numbered(prefix) and _is_series_title(lines, prefix, series[0].line):
        return "the same title with a number each time"
    return ""


def _is_series_title(lines: Sequence[Line], prefix: str, first: int) -> bool:
    """True if numbered titles (T（一）, T（二）) begin the file, or repeat the title at its head."""
    return first == 0 or any(loose(prefix) in loose(line.text) for line in lines[: min(first, HEAD_LINES)])


# --- bylines ---------------------------------------------------------------------------------------------------


def byline_cuts(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Cuts where an article's head stands in the middle of the file: a title with a byline under it or behind it."""
    found = list(heads(lines))
    for kind in ("byline", "author", "glued", "name", "date"):
        chosen = _apart(lines, [head for head in found if head.kind == kind])
        if chosen and (kind == "byline" or _alike(lines, chosen)):
            break
    else:
        return []
    inner = [head for head in chosen if head.title > 0]
    if kind == "byline" and len(inner) == 1 and len(chosen) == 1 and inner[0].labels < LONE_BYLINE_LABELS:
        return []
    words = {"byline": "a byline", "author": "its author", "glued": "its author", "name": "a name", "date": "a date"}
    cuts = [Cut(head.title, f"a short title with {words[kind]} under it or behind it") for head in chosen]
    if cuts and cuts[0].line > 0 and prose_weight(lines[: cuts[0].line]) >= FULL_PIECE:
        cuts.insert(0, Cut(0, ""))
    elif cuts:
        cuts[0] = Cut(0, "")
    return cuts if len(cuts) > 1 else []


def _apart(lines: Sequence[Line], found: Sequence[Head]) -> list[Head]:
    """The heads with an essay's length between them; the first may stand at the top."""
    chosen: list[Head] = []
    for head in found:
        begin = chosen[-1].end if chosen else 0
        if head.title == 0 or (not chosen and head.title < HEAD_LINES) or _holds_essay(lines[begin : head.title]):
            chosen.append(head)
    while chosen and not _holds_essay(lines[chosen[-1].end :]):
        chosen.pop()
    return chosen


def _holds_essay(lines: Sequence[Line]) -> bool:
    return weight(lines) >= FULL_PIECE


def _alike(lines: Sequence[Line], chosen: Sequence[Head]) -> bool:
    """Names and dates under titles are evidence only in numbers, and if the file begins with one."""
    return len(chosen) >= 2 and chosen[0].title <= 2 and not any(is_numbered(lines[head.title].text) for head in chosen)


# --- other evidence --------------------------------------------------------------------------------------------


def doubled_cuts(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Cuts at titles that are printed twice in a row, at least two of them."""
    twice = [
        i
        for i in range(len(lines) - 1)
        if is_title_like(lines[i].text)
        and len(loose(lines[i].text)) > 1
        and same_title(lines[i].text, lines[i + 1].text)
    ]
    chosen = [i for i, end in _spans(twice, len(lines)) if _holds_essay(lines[i + 2 : end])]
    if len(chosen) < 2 or chosen != twice:
        return []
    cuts = [Cut(i, "a title printed twice in a row, as others in this file") for i in chosen]
    return [Cut(0, ""), *cuts] if chosen[0] > 0 and prose_weight(lines[: chosen[0]]) > FULL_PIECE else cuts


def separator_cuts(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Cuts at lines of ornaments, if a title and an essay's length follow each, and the first piece begins alike."""
    marks = [i for i, line in enumerate(lines) if len(line.text) <= 80 and _SEPARATOR.fullmatch(line.text)]
    begins = [0, *(i + 1 for i in marks)]
    if not marks or begins[-1] >= len(lines):
        return []
    if announced(lines[0].text) and weight(lines[: marks[0]]) < FULL_PIECE:
        begins = begins[1:]  # what stands before the first is the head of the collection
    signed = {head.title for head in heads(lines)}
    for begin, end in _spans(begins, len(lines)):
        first = lines[begin]
        if not is_title_like(first.text) or is_numbered(first.text) or len(first.text) > 40:
            return []
        if weight(lines[begin + 1 : end]) < FULL_PIECE:
            return []
    if all(begin in signed for begin in begins[1:]) or (len(marks) > 1 and announced(lines[0].text)):
        return [Cut(begin, "a separator, then a title" if begin else "") for begin in begins] if begins[1:] else []
    return []


def contents_cuts(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Cuts at the lines that a list at the head of the file names, if the file calls itself a collection."""
    upto = next((i for i, line in enumerate(lines) if is_prose(line.text)), 0)
    if upto < 3 or not any(announced(line.text) for line in lines[: min(upto, HEAD_LINES)]):
        return []
    listed = recurs(lines, upto - 1)
    begins = sorted(set(listed.values()))
    if len(begins) < 2 or any(is_numbered(lines[i].text) for i in begins):
        return []
    if any(weight(lines[a + 1 : b]) < FULL_PIECE for a, b in _spans(begins, len(lines))):
        return []
    return [Cut(i, "a title that the list at the head of the file names") for i in begins]
