"""How near a Chinese essay is to an English one: its words looked up in CC-CEDICT and compared in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus import weights
from builder.corpus.cedict import Dictionary, translations, wordings
from builder.corpus.lexicon import Ints, Lexicon


class Meeting(NamedTuple):
    """Words that translate each other in two essays, and what each pair of them adds to their likeness."""

    chinese: Ints  # entries of `Projection.words`
    english: Ints  # entries of `Projection.english`
    adds: NDArray[np.float64]


@dataclass(frozen=True)
class Projection:
    """Both languages over the English terms; rows are essays, of length 1 or 0."""

    chinese: sparse.csr_matrix
    english: sparse.csr_matrix
    words: sparse.csr_matrix  # Chinese essays x Chinese terms, as projected
    table: sparse.csr_matrix  # Chinese terms x English terms
    wordings: Callable[[str], frozenset[str]]  # Chinese word → the English words that may be named beside it

    def met(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Meeting]:
        """What each Chinese essay and English essay of `pairs` (rows) have in common, word for word."""
        entries, columns, weights_here, begins = self._senses
        wanted = np.zeros(self.english.shape[1])
        place = np.zeros(self.english.shape[1], dtype=np.int64)
        found: dict[tuple[int, int], Meeting] = {}
        for column, group in groupby(sorted(pairs, key=lambda pair: pair[1]), key=lambda pair: pair[1]):
            there = slice(self.english.indptr[column], self.english.indptr[column + 1])
            terms = self.english.indices[there]
            wanted[terms] = self.english.data[there]
            place[terms] = np.arange(there.start, there.stop)
            for row, _ in group:
                here = slice(begins[row], begins[row + 1])
                met = np.flatnonzero(wanted[columns[here]]) + here.start
                to = columns[met]
                found[row, column] = Meeting(entries[met], place[to], weights_here[met] * wanted[to])
            wanted[terms] = 0.0
        return found

    @cached_property
    def _senses(self) -> tuple[Ints, Ints, NDArray[np.float64], Ints]:
        """All senses of the words of each Chinese essay.

        The word (an entry of `words`), the English term, the weight; and where each essay begins in them.
        """
        first = self.table.indptr[self.words.indices].astype(np.int64)
        counts = self.table.indptr[self.words.indices + 1] - first
        ends = np.append(0, np.cumsum(counts))
        senses = np.arange(ends[-1]) + np.repeat(first - ends[:-1], counts)
        weight = np.repeat(self.words.data, counts) * self.table.data[senses]
        return np.repeat(np.arange(self.words.nnz), counts), self.table.indices[senses], weight, ends[self.words.indptr]


def project(chinese: Lexicon, english: Lexicon, entries: Dictionary | None = None) -> Projection:
    """Chinese essays as English term vectors: each of their strongest words gives its weight to its translations.

    Only translations that the English essays use count; what an entry loses by that goes to its other senses.
    """
    words = weights.link_vectors(chinese, fewest_essays=1)
    place = {term: number for number, term in enumerate(english.terms)}
    rows, columns, values = [], [], []
    for number, term in enumerate(chinese.terms):
        senses = [
            (place[stem], value) for stem, value in translations(term, entries) or ((term, 1.0),) if stem in place
        ]
        total = sum(value for _, value in senses)
        for column, value in senses:
            rows.append(number)
            columns.append(column)
            values.append(value / total)
    table = sparse.csr_matrix((values, (rows, columns)), shape=(len(chinese.terms), len(english.terms)))
    idf = weights.term_idf(english)
    projected = (words @ table @ sparse.diags(idf)).tocsr()
    projected.sort_indices()
    lengths = np.sqrt(np.asarray(projected.multiply(projected).sum(axis=1)).ravel())
    scaled = words.copy()
    scaled.data = np.repeat(1 / np.where(lengths > 0, lengths, 1.0), np.diff(words.indptr)) * words.data
    return Projection(
        weights.unit_rows(weights.strongest(projected, weights.STRONGEST_TERMS)),
        weights.link_vectors(english, fewest_essays=1),
        scaled,
        (table @ sparse.diags(idf)).tocsr(),
        lambda word: wordings(word, entries) or frozenset((word,)),
    )
