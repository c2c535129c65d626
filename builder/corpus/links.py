"""Which essays lead to which: nearest neighbours by words, kept only where a reason can be given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from builder.corpus.bearing import first_paragraph
from builder.corpus.bilingual import Projection
from builder.corpus.digest import Digest
from builder.corpus.earlier import Earlier, row_marks
from builder.corpus.near_again import Vectors, kept, near_again
from builder.corpus.neighbours import Near, nearest, nearest_across, rounded
from builder.corpus.reasons import Across, Inside, Key, Reason
from builder.corpus.sides import Allowed, Shared, Side
from builder.memory import give_back
from builder.model import Link, LinkKind

MOST_LINKS = 5
#: Likeness, as wholes, that a link needs: in a large library nearly all links lie above. A small one has few shared
#: words, whose vectors alone look alike: there it is what parts good links (labelled news, 36 essays: .93 of the links
#: right, .44 to .68 if only shared words are weighed) from bad.
LEAST_SCORE = 0.10
#: By words alone: unrelated corpora reach .24 in one pair of a hundred, translations of one essay .34 in ninety-five.
LEAST_ACROSS = 0.25
#: Where a declared theme says what two essays share, words need only agree: of pairs about one subject, ninety-five of
#: a hundred lie above.
LEAST_ACROSS_NAMED = 0.16
#: What a shared theme adds, for three themes at most: as much as decides between near equals.
THEME_BONUS = 0.1
MOST_BONUS = 3
#: Neighbours looked at for each essay, since themes may lift one over five others.
LOOKED_AT = 40

Floats = NDArray[np.float64]


def related(side: Side, shared: Shared, allowed: Allowed, earlier: Earlier) -> Iterator[Link]:
    """Links inside one language, at most MOST_LINKS for each essay, the best first."""
    least = LEAST_SCORE / (1 + THEME_BONUS * MOST_BONUS)
    what = f"near, {'Chinese' if side.candidates.lexicon.chinese else 'English'}"
    near = near_again(side.own, side.own, LOOKED_AT, least, earlier.before.get(what))
    near = nearest(side.vectors, LOOKED_AT, least) if near is None else near
    earlier.kept[what] = kept(near, side.own, side.own)
    wholes = near.values * side.parts[near.rows] * side.parts[near.columns]
    ranked = _ranked(side, side, near, wholes, shared, allowed, LEAST_SCORE)
    del near, wholes
    pair = Inside(side, shared, earlier)
    chosen = _choose(ranked, lambda row, column: (min(row, column), max(row, column)), pair.reasons, {})
    del ranked  # what was not chosen weighs as much as what passages are looked for with
    passages = pair.passages({pair: reason for each in chosen for _, _, pair, reason in each})
    for row, each in enumerate(chosen):
        for score, column, key, reason in each:
            here, there = passages[key] if row < column else reversed(passages[key])
            origin, target = side.slugs[row], side.slugs[column]
            yield _link("related", origin, target, score, reason.themes, reason.terms, here, there)


def ranked_neighbours(side: Side, shared: Shared, allowed: Allowed) -> Iterator[tuple[str, list[str]]]:
    """Each essay with the essays nearest to it in the order links are chosen by, whatever their score."""
    near = nearest(side.vectors, LOOKED_AT, 0.0)
    ranked = _ranked(side, side, near, near.values, shared, allowed, 0.0)
    for slug, (begin, end) in zip(side.slugs, pairwise(ranked.bounds), strict=True):
        yield slug, [side.slugs[column] for _, column in ranked.options(begin, end)]


def across(
    chinese: Side, english: Side, projection: Projection, shared: Shared, allowed: Allowed, earlier: Earlier
) -> Iterator[Link]:
    """Links between the languages, both ways, at most MOST_LINKS for each essay and way."""
    pair = Across(chinese, english, projection, shared, earlier)
    known: dict[Key, Reason | None] = {}  # many pairs are met again from their other end
    ways = []
    each_way = _near_across(chinese, english, projection, earlier)
    for origin, target, near in zip((chinese, english), (english, chinese), each_way, strict=True):
        ranked = _ranked(origin, target, near, near.values, shared, allowed, LEAST_ACROSS_NAMED, LEAST_ACROSS)
        turned = origin is english
        chosen = _choose(ranked, _turned if turned else _as_it_is, pair.reasons, known)
        ways.append((origin, target, turned, chosen))
    del near, each_way, ranked, known
    give_back()
    passages = pair.passages({key: why for *_, chosen in ways for each in chosen for _, _, key, why in each})
    for origin, target, turned, chosen in ways:
        for row, each in enumerate(chosen):
            for score, column, key, reason in each:
                here, there = reversed(passages[key]) if turned else passages[key]
                terms = tuple((other, one) for one, other in reason.terms) if turned else reason.terms
                slugs = origin.slugs[row], target.slugs[column]
                yield _link("cross-language", *slugs, score, reason.themes, terms, here, there)


def _near_across(chinese: Side, english: Side, projection: Projection, earlier: Earlier) -> tuple[Near, Near]:
    least = LEAST_ACROSS_NAMED / (1 + THEME_BONUS * MOST_BONUS)
    terms = english.candidates.lexicon.marks  # of both: Chinese essays are projected onto them
    one, other = (
        Vectors(table, side.slugs, row_marks(table, terms))
        for table, side in ((projection.chinese, chinese), (projection.english, english))
    )
    ways = {"near, to English": (one, other), "near, to Chinese": (other, one)}
    again = [near_again(*way, LOOKED_AT, least, earlier.before.get(what)) for what, way in ways.items()]
    there, back = again
    if there is None or back is None:
        there, back = nearest_across(projection.chinese, projection.english, LOOKED_AT, least)
    for near, (what, way) in zip((there, back), ways.items(), strict=True):
        earlier.kept[what] = kept(near, *way)
    return there, back


def _ranked(
    origin: Side, target: Side, near: Near, wholes: Floats, shared: Shared, allowed: Allowed,
    least: float, least_unnamed: float = 0.0,
) -> _Ranked:  # fmt: skip
    """(score, row) of the allowed ones of `near` that as wholes are at or above `least`, the best first.

    Pairs that share no declared theme need a score of `least_unnamed`.
    """
    sides = origin.slugs, target.slugs
    bonus = 1 + THEME_BONUS * np.minimum(MOST_BONUS, shared.common(*sides, near))
    score = rounded(near.values * bonus, 6)
    good = allowed.pairs(*sides, near) & (rounded(wholes * bonus, 6) >= least)
    if least_unnamed:
        good &= (score >= least_unnamed) | (shared.common(*sides, near, declared=True) > 0)
    rows, columns, score = near.rows[good], near.columns[good], score[good]
    order = np.lexsort((columns, -score, rows))
    ends = np.searchsorted(rows, np.arange(len(origin.slugs) + 1))
    return _Ranked(score[order], columns[order].astype(np.int32), ends.tolist())


class _Ranked(NamedTuple):
    """Options of all rows, one row after the other: those of row i stand from bounds[i] to bounds[i + 1]."""

    scores: Floats
    columns: NDArray[np.int32]
    bounds: list[int]

    def options(self, begin: int, end: int) -> list[tuple[float, int]]:
        """(score, column) of some: of all of them they take as much as what reasons are made from."""
        return list(zip(self.scores[begin:end].tolist(), self.columns[begin:end].tolist(), strict=True))


_Chosen = list[tuple[float, int, Key, Reason]]


def _as_it_is(row: int, column: int) -> Key:
    return row, column


def _turned(row: int, column: int) -> Key:
    return column, row


def _choose(
    ranked: _Ranked,
    key_of: Callable[[int, int], Key],
    reasons: Callable[[Sequence[Key]], Iterable[Reason | None]],
    known: dict[Key, Reason | None],
) -> list[_Chosen]:
    """Of each row the first MOST_LINKS options for which there is a reason: (score, column, pair, reason).

    Reasons are asked for in rounds, of all rows together, and never of more options than a row still needs.
    """
    bounds = ranked.bounds
    chosen: list[_Chosen] = [[] for _ in bounds[1:]]
    left = {row: begin for row, (begin, end) in enumerate(pairwise(bounds)) if begin < end}
    while left:
        looked_at = {
            row: ranked.options(begin, min(begin + MOST_LINKS - len(chosen[row]), bounds[row + 1]))
            for row, begin in left.items()
        }
        keys = dict.fromkeys(key_of(row, column) for row, options in looked_at.items() for _, column in options)
        new = [key for key in keys if key not in known]
        known.update(zip(new, reasons(new), strict=True))
        for row, options in looked_at.items():
            for score, column in options:
                key = key_of(row, column)
                if (reason := known[key]) is not None:
                    chosen[row].append((score, column, key, reason))
        rest = {row: begin + len(looked_at[row]) for row, begin in left.items()}
        left = {row: begin for row, begin in rest.items() if begin < bounds[row + 1] and len(chosen[row]) < MOST_LINKS}
    return chosen


def versions(main_of: Mapping[str, tuple[str, float]], digests: Mapping[str, Digest]) -> Iterator[Link]:
    """From each version to its main text and back; the score is their containment."""
    for other, (main, containment) in sorted(main_of.items()):
        first, second = first_paragraph((), digests[other]), first_paragraph((), digests[main])
        yield _link("version", other, main, containment, [], (), first, second)
        yield _link("version", main, other, containment, [], (), second, first)


def _link(
    kind: LinkKind, origin: str, target: str, score: float, themes: list[str], terms: tuple[tuple[str, str], ...],
    origin_passage: str, target_passage: str,
) -> Link:  # fmt: skip
    return Link(origin, target, kind, score, tuple(themes), terms, origin_passage, target_passage)
