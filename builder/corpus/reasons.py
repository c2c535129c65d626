"""Why two essays are near: the themes or words that they share, and the paragraphs that show it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus.bilingual import Meeting, Projection, entries_of
from builder.corpus.earlier import Earlier, mark_of
from builder.corpus.lexicon import Ints
from builder.corpus.sides import Shared, Side

MOST_THEMES = 5  # named in a reason
MOST_TERMS = 3
#: Words that must meet where no theme is shared: one alone is chance.
FEWEST_TERMS = 2
#: Pairs whose words or passages are looked at together: a few megabytes, and no more of them save nothing.
PAIRS_AT_ONCE = 2048

Floats = NDArray[np.float64]
Key = tuple[int, int]  # rows of two essays, in the order that suits their languages


class Reason(NamedTuple):
    """Why two essays are near; the same from either end."""

    themes: list[str]
    terms: tuple[tuple[str, str], ...]


class Inside:
    """Pairs of essays of one language."""

    def __init__(self, side: Side, shared: Shared, earlier: Earlier) -> None:
        self._side = side
        self._shared = shared
        self._earlier = earlier
        self._what = f"passages, {'Chinese' if side.candidates.lexicon.chinese else 'English'}"

    def reasons(self, keys: Sequence[Key]) -> Iterator[Reason | None]:
        """For each pair of rows why they are near: shared themes, or enough words that both are about."""
        side, vectors = self._side, self._side.vectors
        themes = [self._shared.between(side.slugs[one], side.slugs[other])[:MOST_THEMES] for one, other in keys]
        for key, named in zip(keys, themes, strict=True):
            terms = () if named else _shared_terms(side, *key, _contributions(vectors, *key))
            yield Reason(named, terms) if named or len(terms) >= FEWEST_TERMS else None

    def passages(self, reasons: Mapping[Key, Reason]) -> dict[Key, tuple[str, str]]:
        """For each pair the paragraphs of both that show best what they share."""
        side = self._side
        rows = [mark_of(*both) for both in zip(side.own.marks, side.passages.marks, strict=True)]
        marks = {
            (one, other): mark_of(
                rows[one], rows[other],
                *(self._shared.where_named(reason.themes, side.slugs[row]) for row in (one, other)),
            )
            for (one, other), reason in reasons.items()
        }  # fmt: skip
        return self._earlier.again(self._what, marks, partial(self._found, reasons))

    def _found(self, reasons: Mapping[Key, Reason], wanted: Sequence[Key]) -> dict[Key, tuple[str, str]]:
        side, vectors, shared = self._side, self._side.vectors, self._shared
        showing = side.passages.showing(vectors, chain.from_iterable(wanted))
        found: dict[Key, tuple[str, str]] = {}
        for keys in _blocks(sorted(wanted)):
            met, indptr = _entries_met(vectors, keys)
            adds = vectors.data[met[0]] * vectors.data[met[1]]
            best = []
            for end, entries in enumerate(met):
                here = np.array([key[end] for key in keys], dtype=np.int64)
                added = sparse.csr_matrix((adds, entries, indptr), shape=(len(keys), vectors.nnz))
                slugs = (side.slugs[row] for row in here.tolist())
                themes = [shared.bearings(reasons[key].themes, slug) for key, slug in zip(keys, slugs, strict=True)]
                best.append(side.passages.best(here, added, showing, themes))
            found.update(zip(keys, zip(*best, strict=True), strict=True))
        return found


class Across:
    """Pairs of a Chinese and an English essay."""

    def __init__(self, chinese: Side, english: Side, projection: Projection, shared: Shared, earlier: Earlier) -> None:
        self._sides = chinese, english
        self._projection = projection
        self._shared = shared
        self._earlier = earlier
        self._told = chinese.told(projection.words), english.told(projection.english)
        tables = zip(self._told, (projection.words, projection.english), strict=True)
        told = [[own.tobytes() for own in np.split(flags, table.indptr[1:-1])] for flags, table in tables]
        lexicons = chinese.candidates.lexicon, english.candidates.lexicon
        both = projection.marks(*(lexicon.marks for lexicon in lexicons))
        self._marks = [list(map(mark_of, *each)) for each in zip(both, told, strict=True)]

    def reasons(self, keys: Sequence[Key]) -> Iterator[Reason | None]:
        """For each pair of rows why they are near: a declared theme, or enough telling words."""
        chinese, english = self._sides
        slugs = [(chinese.slugs[one], english.slugs[other]) for one, other in keys]
        themes = [self._shared.between(*pair, declared=True)[:MOST_THEMES] for pair in slugs]
        unnamed = [key for key, named in zip(keys, themes, strict=True) if not named]
        here, there = self._marks
        marks = {(one, other): here[one] + there[other] for one, other in unnamed}
        telling = self._earlier.again("telling words", marks, self._words)
        spelt = english.candidates.lexicon.terms
        for key, named in zip(keys, themes, strict=True):
            words = telling[key].split("\n") if telling.get(key) else []
            pairs = zip(words[::2], words[1::2], strict=True)
            terms = tuple((one, english.labels(bisect_left(spelt, other))) for one, other in pairs)
            yield Reason(named, terms) if named or len(terms) >= FEWEST_TERMS else None

    def _words(self, keys: Sequence[Key]) -> dict[Key, str]:
        """For each pair its telling terms, a Chinese one and an English one in turn, a line each."""
        ones, others = (side.candidates.lexicon.terms for side in self._sides)
        found = {}
        for some in _blocks(sorted(keys, key=itemgetter(1))):  # those of one English essay are met at once
            met = self._projection.met(some)
            for key, pairs in zip(some, self._telling([met[key] for key in some]), strict=True):
                found[key] = "\n".join([term for one, other in pairs for term in (ones[one], others[other])])
        return found

    def _telling(self, met: Sequence[Meeting]) -> list[list[tuple[int, int]]]:
        """Of each meeting the pairs of terms that add most of those that say what both are about.

        No term stands in two of them, so that three pairs say three things.
        """
        chosen: list[list[tuple[int, int]]] = [[] for _ in met]
        if not met:
            return chosen
        words, english = self._projection.words, self._projection.english
        here, there, adds, alone = (np.concatenate(column) for column in zip(*met, strict=True))
        meeting = np.repeat(np.arange(len(met)), [len(each.adds) for each in met])
        good = self._told[0][here] & self._told[1][there] & alone
        ones, others, meeting = words.indices[here[good]], english.indices[there[good]], meeting[good]
        order = np.lexsort((others, ones, -np.round(adds[good], 9), meeting))
        ones, others, meeting = ones[order], others[order], meeting[order]
        taken = np.zeros((2, len(met)), dtype=np.int64)
        for _ in range(MOST_TERMS):
            first = np.flatnonzero(np.append(True, meeting[1:] != meeting[:-1])[: len(meeting)])
            taken[:, meeting[first]] = ones[first], others[first]
            pairs = zip(meeting[first].tolist(), ones[first].tolist(), others[first].tolist(), strict=True)
            for place, one, other in pairs:
                chosen[place].append((one, other))
            left = (ones != taken[0][meeting]) & (others != taken[1][meeting])
            ones, others, meeting = ones[left], others[left], meeting[left]
        return chosen

    def passages(self, reasons: Mapping[Key, Reason]) -> dict[Key, tuple[str, str]]:
        """For each pair the paragraphs of both that show best what they share."""
        sides = zip(self._marks, self._sides, strict=True)
        rows = [list(map(mark_of, own, side.passages.marks)) for own, side in sides]
        marks = {}
        for key, reason in reasons.items():
            named = (
                self._shared.where_named(reason.themes, side.slugs[row])
                for side, row in zip(self._sides, key, strict=True)
            )
            marks[key] = mark_of(rows[0][key[0]], rows[1][key[1]], *named)
        return self._earlier.again("passages, across", marks, partial(self._found, reasons))

    def _found(self, reasons: Mapping[Key, Reason], wanted: Sequence[Key]) -> dict[Key, tuple[str, str]]:
        tables = self._projection.words, self._projection.english
        showing = [
            side.passages.showing(table, [key[end] for key in wanted])
            for end, (side, table) in enumerate(zip(self._sides, tables, strict=True))
        ]
        found: dict[Key, tuple[str, str]] = {}
        for keys in _blocks(sorted(wanted, key=itemgetter(1))):
            again = self._projection.met(keys)
            met = [again[key] for key in keys]
            indptr = np.cumsum([0, *(len(each.adds) for each in met)])
            adds = np.concatenate([each.adds for each in met])
            best = []
            for end, side in enumerate(self._sides):
                entries = np.concatenate([each[end] for each in met])
                added = sparse.csr_matrix((adds, entries, indptr), shape=(len(keys), tables[end].nnz))
                themes = [self._shared.bearings(reasons[key].themes, side.slugs[key[end]]) for key in keys]
                rows = np.array([key[end] for key in keys], dtype=np.int64)
                best.append(side.passages.best(rows, added, showing[end], themes))
            found.update(zip(keys, zip(*best, strict=True), strict=True))
        return found


def _blocks(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    return (keys[begin : begin + PAIRS_AT_ONCE] for begin in range(0, len(keys), PAIRS_AT_ONCE))


def _entries_met(vectors: sparse.csr_matrix, keys: Sequence[Key]) -> tuple[tuple[Ints, Ints], Ints]:
    """Of each pair of rows (sorted) the entries of either in the columns that both have; where those of each begin."""
    place = np.full(vectors.shape[1], -1, dtype=np.int64)
    found: list[tuple[Ints, Ints]] = []
    counts = [np.zeros(1, dtype=np.int64)]
    for row, group in groupby(keys, key=itemgetter(0)):
        own = slice(vectors.indptr[row], vectors.indptr[row + 1])
        terms = vectors.indices[own]
        place[terms] = np.arange(own.start, own.stop)
        at, ends = entries_of(vectors.indptr, np.array([other for _, other in group]))
        to = place[vectors.indices[at]]
        place[terms] = -1
        hits = np.flatnonzero(to >= 0)
        found.append((to[hits], at[hits]))
        counts.append(np.diff(np.searchsorted(hits, ends), prepend=0))
    one, other = (np.concatenate(each) for each in zip(*found, strict=True))
    return (one, other), np.cumsum(np.concatenate(counts))


def _contributions(vectors: sparse.csr_matrix, row: int, column: int) -> tuple[Ints, Floats]:
    """Terms of both rows and what each adds to their product."""
    one, other = (slice(vectors.indptr[at], vectors.indptr[at + 1]) for at in (row, column))
    both, first, second = np.intersect1d(
        vectors.indices[one], vectors.indices[other], assume_unique=True, return_indices=True
    )
    return both, vectors.data[one][first] * vectors.data[other][second]


def _shared_terms(side: Side, row: int, column: int, contributions: tuple[Ints, Floats]) -> tuple[tuple[str, str], ...]:
    """The phrases and nouns that add most of those both essays are about, where no theme is shared."""
    adds = dict(zip(*(each.tolist() for each in contributions), strict=True))
    scored = [
        (sum(adds.get(term, 0.0) for term in side.candidates.members(candidate)), candidate)
        for candidate in side.about(row) & side.about(column)
    ]
    best = sorted((item for item in scored if item[0] > 0), key=lambda item: (-round(item[0], 9), item[1]))
    labels = [side.labels(candidate) for _, candidate in best[:MOST_TERMS]]
    return tuple((label, label) for label in labels)
