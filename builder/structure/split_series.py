"""Cuts at a series of marks: a strong form that has members enough, or a weak one that has company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from builder.characters import han_count
from builder.structure.printed import Line, is_prose, loose
from builder.structure.split_bylines import signature
from builder.structure.split_cohesion import are_strangers
from builder.structure.split_company import HEAD_LINES, announces, counts_in, is_book, prose_weight, weight
from builder.structure.split_cut import FULL_PIECE, Cut, spans
from builder.structure.split_marks import BRACKETED, Opening
from builder.structure.titles import is_numbered

#: Where the head of the file counts as many essays as bear a mark, each of them may be so short.
SHORT_COUNTED = 40
#: Median length of the pieces of a marked series; a poem of four lines has 24, a line of contents some 15.
SHORT_PIECE = 24


def mark_cuts(lines: Sequence[Line], found: Sequence[Opening]) -> list[Cut]:
    """Cuts at a series of marks: the strong form with most members, else a weak one that has company."""
    by_form: dict[str, list[Opening]] = {}
    for opening in found:
        by_form.setdefault(opening.form.name, []).append(opening)
    candidates = [series for group in by_form.values() if (series := _series(lines, group))]
    signs = {o.line: signature(lines, o.line) for o in found}
    signed = ([o for o in group if signs[o.line]] for group in by_form.values())
    candidates += [series for group in signed if len(group) > 1 and (series := _series(lines, group))]
    strong = [series for series in candidates if series[0].form.strength == "strong"]
    for series in sorted(strong, key=len, reverse=True):
        if _strong_company(lines, series):
            return _as_cuts(series, "a series of marks")
    for series in sorted(candidates, key=len, reverse=True):
        if series[0].form.strength == "weak" and (why := _weak_company(lines, series, signs)):
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
        for (a, b), g in zip(spans([o.line for o in series], len(lines)), glued, strict=True)
    ]


def _strong_company(lines: Sequence[Line], series: Sequence[Opening]) -> bool:
    weights = _weights(lines, series)
    if median(weights) < SHORT_PIECE or is_book(lines, [o.line for o in series]):
        return False
    return not (prose_weight(lines[: series[0].line]) > FULL_PIECE > median(weights))


def _weak_company(lines: Sequence[Line], series: Sequence[Opening], signs: Mapping[int, float]) -> str:
    """Why a weak form is a series of essays; empty if it is not: headings look the same. `signs`: see `_signature`."""
    weights = _weights(lines, series)
    counted = announces(lines[: series[0].line], len(series))
    signatures = [_signature(lines, o, signs[o.line]) for o in series]
    signed = sum(signatures) * 3 >= len(series) * 2
    counted = counted or len(series) in counts_in(series[0].prefix)
    short = counted or min(signatures) == 1.0 or (signed and series[0].form.name == BRACKETED)
    if min(weights) < (SHORT_COUNTED if short else FULL_PIECE) or [o.number for o in series] != list(
        range(1, len(series) + 1)
    ):
        return ""
    if is_book(lines, [o.line for o in series]) or any(is_prose(lines[o.line].text) for o in series):
        return ""
    if signed:
        return "each with its author under it"
    before = lines[: series[0].line]
    if prose_weight(before) <= FULL_PIECE and announces(before, len(series)):
        return "as many as the head of the file counts"
    if series[0].line <= 1 and series[0].form.name != "Chapter N" and not prose_weight(before):
        pieces = (lines[a + 1 : b] for a, b in spans([o.line for o in series], len(lines)))
        if are_strangers(["\n".join(line.text for line in piece) for piece in pieces]):
            return "and the pieces have nothing to do with each other"
    prefix = series[0].prefix
    if prefix and not is_numbered(prefix) and _is_series_title(lines, prefix, series[0].line):
        return "the same title with a number each time"
    return ""


def _signature(lines: Sequence[Line], opening: Opening, signed: float) -> float:
    """How surely an essay begins at a mark: its author stands under it (`signed`), or its title is printed again."""
    below = opening.line + 1
    if not opening.title:  # the title has a line of its own
        return max(signed, signature(lines, below))
    if below < len(lines) and _ends_with(loose(lines[opening.line].text), lines[below].text):
        return 1.0
    return signed


def _ends_with(title: str, text: str) -> bool:
    """True if `title`, which is folded, ends with `text`. To fold a paragraph is dear, and no title ends with one."""
    return han_count(text) <= 2 * len(title) + SHORT_PIECE and title.endswith(loose(text))


def _is_series_title(lines: Sequence[Line], prefix: str, first: int) -> bool:
    """True if numbered titles (T（一）, T（二）) begin the file, or repeat the title at its head."""
    return first == 0 or any(loose(prefix) in loose(line.text) for line in lines[: min(first, HEAD_LINES)])
