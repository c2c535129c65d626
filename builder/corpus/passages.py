"""Which paragraph of an essay shows best what it shares with another, found for many links at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus.bearing import Bearing
from builder.corpus.digest import PROSE, Digest
from builder.corpus.earlier import mark_of
from builder.corpus.lexicon import Ints, Lexicon

#: A named theme weighs as much as half of a perfect match of words: the reason given must be seen in the passage.
THEME_WEIGHT = 0.5
#: Long paragraphs hold more words by chance; dividing by this power of their length keeps a short clear one ahead.
LENGTH_POWER = 0.25
_SHORTEST = 20  # words; below this, shorter is not clearer
_PLACES_AT_HAND = 500  # essays whose paragraphs are known by name: links ask for an essay's many times in a row


class Passages:
    """Finds passages in the essays of one lexicon. Paragraphs are numbered through the whole library."""

    def __init__(self, lexicon: Lexicon, digests: Mapping[str, Digest]) -> None:
        self._lexicon = lexicon
        self._items = [digests[slug] for slug in lexicon.slugs]

    @cached_property
    def _prose(self) -> NDArray[np.bool_]:
        """Which blocks of the library are paragraphs."""
        roles = "".join([item.roles for item in self._items])
        return np.asarray(np.frombuffer(roles.encode(), dtype=np.uint8) == ord(PROSE))

    @cached_property
    def _lengths(self) -> Ints:
        """Words of each block; a block ends where the next begins, in this essay or the next."""
        starts = [item.starts for item in self._items]
        begins = np.concatenate(starts) + np.repeat(self._lexicon.offsets[:-1], [len(each) for each in starts])
        return np.diff(np.append(begins, len(self._lexicon.stream)))

    @cached_property
    def _first(self) -> Ints:
        """Essay → its first paragraph; the last entry is their number."""
        return np.append(0, np.cumsum(self._prose)[self._blocks[1:] - 1])

    @cached_property
    def _ids(self) -> list[str]:
        blocks = (zip(item.blocks, item.roles, strict=True) for item in self._items)
        return [id_ for each in blocks for id_, role in each if role == PROSE]

    @cached_property
    def _numbers(self) -> NDArray[np.int32]:
        """Block → its number among the paragraphs of its essay, -1 for what is none."""
        numbers = np.cumsum(self._prose) - 1 - np.repeat(self._first[:-1], np.diff(self._blocks))
        return np.where(self._prose, numbers, -1).astype(np.int32)

    @cached_property
    def _blocks(self) -> Ints:
        """Essay → its first block; the last entry is their number."""
        return np.cumsum([0, *(len(item.roles) for item in self._items)])

    @cached_property
    def marks(self) -> list[bytes]:
        """Of each essay a hash of what passages are chosen from: its terms in their places, and its paragraphs."""
        terms = self._lexicon.marks
        return [
            mark_of(
                terms[self._lexicon.said_in(row)].tobytes(), item.begins,
                item.roles.encode(), "\n".join(item.blocks).encode(),
            )
            for row, item in enumerate(self._items)
        ]  # fmt: skip

    def showing(self, table: sparse.csr_matrix, rows: Iterable[int]) -> sparse.csr_matrix:
        """Entries of `table` (essays x terms), as it stores them, x paragraphs: 1 where its essay has its term.

        Only the essays at `rows` are looked into.
        """
        wanted_rows = np.zeros(table.shape[0], dtype=bool)
        wanted_rows[list(rows)] = True
        place = np.full(len(self._lexicon.terms) + 1, -1, dtype=np.int32)  # the last answers for -1
        counts, columns = [np.zeros(1, dtype=np.int64)], [np.empty(0, dtype=np.int32)]
        for row in range(table.shape[0]):
            begin, end = table.indptr[row], table.indptr[row + 1]
            if not wanted_rows[row]:
                counts.append(np.zeros(end - begin, dtype=np.int64))
                continue
            first, count = self._first[row], self._first[row + 1] - self._first[row]
            here = slice(self._blocks[row], self._blocks[row + 1])
            wanted = table.indices[begin:end]
            place[wanted] = np.arange(end - begin, dtype=np.int32)
            # Essay by essay: the words of a whole library would take as much as all else together.
            at = place[self._lexicon.said_in(row)]
            place[wanted] = -1
            found = np.flatnonzero(at >= 0)
            paragraph = np.repeat(self._numbers[here] + 1, self._lengths[here])[found]
            seen = np.zeros((end - begin, count + 1), dtype=bool)  # what no paragraph says stands before the first
            seen[at[found], paragraph] = True
            entries, paragraphs = np.nonzero(seen[:, 1:])
            columns.append((paragraphs + first).astype(np.int32))
            counts.append(np.bincount(entries, minlength=end - begin))
        indptr = np.cumsum(np.concatenate(counts))
        flat = np.concatenate(columns)
        del columns, counts
        return sparse.csr_matrix((np.ones(len(flat)), flat, indptr), shape=(table.nnz, len(self._ids)))

    def best(
        self, rows: Ints, added: sparse.csr_matrix, showing: sparse.csr_matrix, themes: Sequence[Sequence[Bearing]]
    ) -> list[str]:
        """For each link the id of the paragraph of essay `rows[i]` that has most of its terms and `themes[i]`.

        `added` (links x entries) holds what each entry of the table that `showing` was made of adds to a link.
        Ties go to the earlier paragraph; "" where there is no paragraph.
        """
        first, counts = self._first[rows], self._first[rows + 1] - self._first[rows]
        begins = np.cumsum(counts) - counts
        score = np.zeros(int(counts.sum()))
        terms = (added @ showing).tocsr()
        score[terms.indices + np.repeat(begins - first, np.diff(terms.indptr))] = terms.data
        named = [
            int(begins[link]) + place[block]
            for link, row in enumerate(rows.tolist())
            if themes[link]
            for place in (self._places(row),)
            for bearing in themes[link]
            for block in bearing.blocks
            if block in place
        ]
        np.add.at(score, np.array(named, dtype=np.int64), THEME_WEIGHT)
        damping = np.maximum(self._lengths[self._prose], _SHORTEST) ** -LENGTH_POWER
        paragraph = np.arange(len(score)) + np.repeat(first - begins, counts)
        damped = np.round(score * damping[paragraph], 9)
        filled = counts > 0
        most = np.maximum.reduceat(damped, begins[filled]) if filled.any() else damped
        top = np.flatnonzero(damped == np.repeat(most, counts[filled]))
        found = np.full(len(rows), -1, dtype=np.int64)
        found[filled] = paragraph[top[np.searchsorted(top, begins[filled])]]  # the first that has the most
        return [self._ids[number] if number >= 0 else "" for number in found.tolist()]

    def _places(self, row: int) -> dict[str, int]:
        known = self._known.get(row)
        if known is None:
            if len(self._known) >= _PLACES_AT_HAND:
                self._known.clear()
            ids = self._ids[self._first[row] : self._first[row + 1]]
            known = self._known[row] = {id_: number for number, id_ in enumerate(ids)}
        return known

    @cached_property
    def _known(self) -> dict[int, dict[str, int]]:
        return {}
