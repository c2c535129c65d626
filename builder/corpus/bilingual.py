"""How near a Chinese essay is to an English one: its words looked up in CC-CEDICT and compared in English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus import weights
from builder.corpus.cedict import Dictionary, translations, wordings
from builder.corpus.lexicon import Lexicon
from builder.corpus.passages import Contributions


@dataclass(frozen=True)
class Meeting:
    """Chinese and English terms that translate each other in two essays, and what each pair adds to their likeness."""

    chinese: NDArray[np.int64]
    english: NDArray[np.int64]
    adds: NDArray[np.float64]

    @property
    def here(self) -> Contributions:
        return _totals(self.chinese, self.adds)

    @property
    def there(self) -> Contributions:
        return _totals(self.english, self.adds)

    def pairs(self, most: int, telling: Callable[[int, int], bool]) -> list[tuple[int, int]]:
        """The `telling` pairs that add most; no term stands in two of them, so that three pairs say three things."""
        order = np.lexsort((self.english, self.chinese, -np.round(self.adds, 9)))
        used: tuple[set[int], set[int]] = (set(), set())
        chosen: list[tuple[int, int]] = []
        for at in order.tolist():
            one, other = int(self.chinese[at]), int(self.english[at])
            if len(chosen) < most and one not in used[0] and other not in used[1] and telling(one, other):
                chosen.append((one, other))
                used[0].add(one)
                used[1].add(other)
        return chosen


def _totals(terms: NDArray[np.int64], adds: NDArray[np.float64]) -> Contributions:
    numbers, places = np.unique(terms, return_inverse=True)
    return numbers, np.bincount(places, weights=adds, minlength=len(numbers)).astype(np.float64)


@dataclass(frozen=True)
class Projection:
    """Both languages over the English terms; rows are essays, of length 1 or 0."""

    chinese: sparse.csr_matrix
    english: sparse.csr_matrix
    words: sparse.csr_matrix  # Chinese essays x Chinese terms, as projected
    table: sparse.csr_matrix  # Chinese terms x English terms
    wordings: Callable[[str], frozenset[str]]  # Chinese word → the English words that may be named beside it

    def met(self, row: int, column: int) -> Meeting:
        """What the Chinese essay `row` and the English essay `column` have in common, word for word."""
        here, there = _row(self.words, row), _row(self.english, column)
        terms, weights_here = self.words.indices[here], self.words.data[here]
        begins = self.table.indptr[terms]
        counts = self.table.indptr[terms + 1] - begins
        offsets = np.repeat(
            begins - np.cumsum(counts) + counts, counts
        )  # of the senses of each term, one after another
        senses = offsets + np.arange(len(offsets))
        columns = self.table.indices[senses]
        wanted = np.zeros(self.english.shape[1])
        wanted[self.english.indices[there]] = self.english.data[there]
        met = np.flatnonzero(wanted[columns])
        adds = np.repeat(weights_here, counts)[met] * self.table.data[senses[met]] * wanted[columns[met]]
        return Meeting(np.repeat(terms, counts)[met], columns[met], adds)


def _row(matrix: sparse.csr_matrix, row: int) -> slice:
    return slice(matrix.indptr[row], matrix.indptr[row + 1])


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
    scaled = sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ words
    return Projection(
        weights.unit_rows(weights.strongest(projected, weights.STRONGEST_TERMS)),
        weights.link_vectors(english, fewest_essays=1),
        scaled.tocsr(),
        (table @ sparse.diags(idf)).tocsr(),
        lambda word: wordings(word, entries) or frozenset((word,)),
    )
