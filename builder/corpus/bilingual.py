"""How near a Chinese essay is to an English one: its words looked up in CC-CEDICT and compared in English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus import weights
from builder.corpus.earlier import TermMarks, mark_of, row_marks
from builder.corpus.lexicon import Ints, Lexicon
from builder.corpus.wordbook import Known


class Meeting(NamedTuple):
    """Words that translate each other in two essays, and what each pair of them adds to their likeness."""

    chinese: Ints  # entries of `Projection.words`
    english: Ints  # entries of `Projection.english`
    adds: NDArray[np.float64]
    alone: NDArray[np.bool_]  # which pairs may be named beside each other


@dataclass(frozen=True)
class Projection:
    """Both languages over the English terms; rows are essays, of length 1 or 0."""

    chinese: sparse.csr_matrix
    english: sparse.csr_matrix
    words: sparse.csr_matrix  # Chinese essays x Chinese terms, as projected
    table: sparse.csr_matrix  # Chinese terms x English terms
    alone: NDArray[np.bool_]  # entries of `table` that may be named beside their word

    def met(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Meeting]:
        """What each Chinese essay and English essay of `pairs` (rows) have in common, word for word."""
        entries, columns, weights_here, alone, begins = self._senses
        wanted = np.zeros(self.english.shape[1])
        place = np.zeros(self.english.shape[1], dtype=np.int64)
        found: dict[tuple[int, int], Meeting] = {}
        for column, group in groupby(sorted(pairs, key=lambda pair: pair[1]), key=lambda pair: pair[1]):
            there = slice(self.english.indptr[column], self.english.indptr[column + 1])
            terms = self.english.indices[there]
            wanted[terms] = self.english.data[there]
            place[terms] = np.arange(there.start, there.stop)
            rows = np.array([row for row, _ in group])
            at, ends = entries_of(begins, rows)
            hits = np.flatnonzero(wanted[columns[at]])
            met = at[hits]
            to = columns[met]
            each = entries[met], place[to], weights_here[met] * wanted[to], alone[met]
            bounds = np.searchsorted(hits, ends).tolist()
            for row, first, last in zip(rows.tolist(), [0, *bounds], bounds, strict=False):
                found[row, column] = Meeting._make([some[first:last] for some in each])
            wanted[terms] = 0.0
        return found

    def marks(self, chinese: TermMarks, english: TermMarks) -> tuple[list[bytes], list[bytes]]:
        """Of each Chinese and of each English essay a hash of all that `met` looks at."""
        entries, columns, weight, alone, begins = self._senses
        senses = []  # row by row, for there are millions of them
        for row, (mark, (begin, end)) in enumerate(zip(row_marks(self.words, chinese), pairwise(begins), strict=True)):
            here = slice(begin, end)
            words = (entries[here] - self.words.indptr[row]).astype("<i4")
            each = english[columns[here]], words, weight[here], alone[here]
            senses.append(mark_of(mark, *(column.tobytes() for column in each)))
        return senses, row_marks(self.english, english)

    @cached_property
    def _senses(self) -> tuple[Ints, Ints, NDArray[np.float64], NDArray[np.bool_], Ints]:
        """All senses of the words of each Chinese essay.

        The word (an entry of `words`), the English term, the weight, whether it may be named; where each essay begins.
        """
        first = self.table.indptr[self.words.indices]
        counts = self.table.indptr[self.words.indices + 1] - first
        ends = np.append(0, np.cumsum(counts, dtype=np.int64))
        senses = np.arange(ends[-1], dtype=np.int32)
        senses += np.repeat((first - ends[:-1]).astype(np.int32), counts)
        weight = self.table.data[senses]
        weight *= np.repeat(self.words.data, counts)
        entries = np.repeat(np.arange(self.words.nnz, dtype=np.int32), counts)
        return entries, self.table.indices[senses], weight, self.alone[senses], ends[self.words.indptr]


def entries_of(indptr: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The places of all entries of some rows of a table, row after row, and where those of each row end."""
    counts = indptr[rows + 1] - indptr[rows]
    ends = np.cumsum(counts)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(indptr[rows] - ends + counts, counts), ends


def project(chinese: Lexicon, english: Lexicon) -> Projection:
    """Chinese essays as English term vectors: each of their strongest words gives its weight to its translations.

    Only translations that the English essays use count; what an entry loses by that goes to its other senses.
    """
    words = weights.link_vectors(chinese, fewest_essays=1)
    table, alone = _senses_used(chinese.known, english.terms)
    idf = weights.term_idf(english)
    projected = (words @ table @ sparse.diags(idf)).tocsr()
    projected.sort_indices()
    lengths = np.sqrt(np.asarray(projected.multiply(projected).sum(axis=1)).ravel())
    scaled = words.copy()
    scaled.data = np.repeat(1 / np.where(lengths > 0, lengths, 1.0), np.diff(words.indptr)) * words.data
    senses = (table @ sparse.diags(idf)).tocsr()
    return Projection(
        weights.unit_rows(weights.strongest(projected, weights.STRONGEST_TERMS)),
        weights.link_vectors(english, fewest_essays=1),
        scaled,
        senses,
        alone[np.searchsorted(_places(table), _places(senses))],  # a product has its entries in another order
    )


def _places(table: sparse.csr_matrix) -> Ints:
    """Where each entry of `table` stands, as one number."""
    return np.asarray(np.repeat(np.arange(table.shape[0]), np.diff(table.indptr)) * table.shape[1] + table.indices)


def _senses_used(known: Known, english: Sequence[str]) -> tuple[sparse.csr_matrix, NDArray[np.bool_]]:
    """Chinese terms x `english` terms (sorted), rows adding up to 1 or 0; which entries may be named with the term."""
    place = {stem: number for number, stem in enumerate(english)}
    columns = np.array([place.get(stem, -1) for stem in known.stems], dtype=np.int64)[known.senses]
    used = columns >= 0
    rows = np.repeat(np.arange(len(known.terms)), np.diff(known.ends, prepend=0))[used]
    value = known.weights[used]
    # `bincount` adds in order, as the weights of each term stand.
    values = value / np.bincount(rows, weights=value, minlength=len(known.terms))[rows]
    indptr = np.append(0, np.cumsum(np.bincount(rows, minlength=len(known.terms))))
    table = sparse.csr_matrix((values, columns[used], indptr), shape=(len(known.terms), len(english)))
    return table, known.alone[used]
