"""What dictionaries know of the terms of a library: its last build's are remembered, and only new ones looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from builder.corpus import cedict
from builder.corpus.numbering import Numbering
from builder.corpus.reference import Reference, reference

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """Terms in order, as columns; a sense is an English stem that translates a Chinese term."""

    terms: tuple[str, ...]
    rarity: Floats
    stems: tuple[str, ...]  # of all senses, each once
    ends: Ints  # where the senses of each term end
    senses: Ints  # places in `stems`; of a term in their order as words
    weights: Floats  # of the senses of a term add up to 1
    alone: NDArray[np.bool_]  # senses that may be named beside the term: of "weak link" neither word may

    def taken(self, rows: Ints) -> Known:
        """The terms at `rows`, in that order."""
        first = np.append(0, self.ends)[rows]
        counts = self.ends[rows] - first
        ends = np.cumsum(counts)
        at = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(first - ends + counts, counts)
        terms = tuple([self.terms[row] for row in rows.tolist()])
        return Known(terms, self.rarity[rows], self.stems, ends, self.senses[at], self.weights[at], self.alone[at])

    def joined(self, other: Known) -> Known:
        """These terms, then the `other` ones."""
        place = {stem: number for number, stem in enumerate(self.stems)}
        renumbered = np.array([place.setdefault(stem, len(place)) for stem in other.stems], dtype=np.int64)
        return Known(
            self.terms + other.terms,
            np.append(self.rarity, other.rarity),
            tuple(place),
            np.append(self.ends, other.ends + len(self.senses)),
            np.append(self.senses, renumbered[other.senses]),
            np.append(self.weights, other.weights),
            np.append(self.alone, other.alone),
        )


#: `Known` as plain values, as a cache holds it.
Kept = tuple[str, bytes, str, bytes, bytes, bytes, bytes]


@dataclass(frozen=True)
class Wordbook:
    """Looks up terms. `before` is `kept` of the last build, by the same tables; `tables` is asked for new terms."""

    before: Mapping[bool, Kept] = field(default_factory=dict)
    tables: Callable[[], Reference] = reference
    kept: dict[bool, Kept] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)

    def look_up(self, terms: Sequence[str], *, chinese: bool) -> Known:
        """What is known of `terms`, in their order. English ones have no senses."""
        known = _unpacked(self.before[chinese]) if chinese in self.before else _looked_up((), None, chinese=chinese)
        place = {term: number for number, term in enumerate(known.terms)}
        rows = np.array([place.get(term, -1) for term in terms], dtype=np.int64)
        new = np.flatnonzero(rows < 0)
        if len(new):
            rows[new] = len(known.terms) + np.arange(len(new))
            added = [terms[number] for number in new.tolist()]
            known = known.joined(_looked_up(added, self.tables(), chinese=chinese))
        known = known.taken(rows)
        self.kept[chinese] = _packed(known)
        return known


def _looked_up(terms: Sequence[str], tables: Reference | None, *, chinese: bool) -> Known:
    rarity: list[float] = []
    place: dict[str, int] = {}
    ends: list[int] = []
    senses: list[int] = []
    weights: list[float] = []
    alone: list[bool] = []
    for term in terms:
        assert tables is not None
        rarity.append(tables.rarity(term, chinese=chinese))
        if chinese:
            translations, named = cedict.looked_up(term, tables)
            for stem, weight in translations or ((term, 1.0),):
                senses.append(place.setdefault(stem, len(place)))
                weights.append(weight)
                alone.append(stem in named if named else stem == term)
        ends.append(len(senses))
    return Known(
        tuple(terms),
        np.array(rarity, dtype=np.float64),
        tuple(place),
        np.array(ends, dtype=np.int64),
        np.array(senses, dtype=np.int64),
        np.array(weights, dtype=np.float64),
        np.array(alone, dtype=bool),
    )


def _packed(known: Known) -> Kept:
    used, senses = np.unique(known.senses, return_inverse=True)
    stems = "\n".join([known.stems[number] for number in used.tolist()])
    columns = (known.rarity, known.ends, senses.astype(np.int64), known.weights, known.alone)
    rarity, ends, senses_, weights, alone = (column.tobytes() for column in columns)
    return "\n".join(known.terms), rarity, stems, ends, senses_, weights, alone


def _unpacked(kept: Kept) -> Known:
    terms, rarity, stems, ends, senses, weights, alone = kept
    return Known(
        tuple(terms.split("\n")) if terms else (),
        np.frombuffer(rarity, dtype=np.float64),
        tuple(stems.split("\n")) if stems else (),
        np.frombuffer(ends, dtype=np.int64),
        np.frombuffer(senses, dtype=np.int64),
        np.frombuffer(weights, dtype=np.float64),
        np.frombuffer(alone, dtype=bool),
    )
