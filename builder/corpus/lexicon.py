"""The words of all essays of one language as numbers: which stand where, which count, how often an essay has each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus import stems, words
from builder.corpus.digest import Digest
from builder.corpus.earlier import TermMarks, term_marks
from builder.corpus.running import Running, Stream
from builder.corpus.stopwords import CHINESE_GENERIC, ENGLISH_GENERIC
from builder.corpus.wordbook import Known, Wordbook

#: A paragraph printed in this many essays is a site's, not an author's.
COMMON_BLOCK_ESSAYS = 5
_SHORTEST_CHINESE_TERM = 2  # a single character names too many things
_SHORTEST_LATIN_TERM = 2
_ROWS_AT_ONCE = 256  # essays that are counted together: numpy takes eight bytes for each number that it counts

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Lexicon:
    """All essays of one language group. `stream` holds surface numbers (-1 between clauses and essays)."""

    chinese: bool
    slugs: tuple[str, ...]  # sorted; row i of `counts` is slugs[i]
    surfaces: tuple[str, ...]
    kinds: tuple[str, ...]  # of each surface
    terms: tuple[str, ...]
    term_of: Stream  # surface → term, -1 for words that never count
    stream: Running
    offsets: Ints  # essay i has stream[offsets[i]:offsets[i + 1]]
    counts: sparse.csr_matrix  # essays x terms
    in_title: sparse.csr_matrix  # essays x terms, 1 where the title has the term
    main: NDArray[np.bool_]  # rows that are main texts; versions do not count in frequencies
    known: Known  # what dictionaries know of the terms

    @property
    def essays(self) -> int:
        """How many main texts."""
        return int(self.main.sum())

    def frequency(self, table: sparse.csr_matrix) -> Ints:
        """In how many main texts each column of `table` (essays x anything) is found."""
        found = np.zeros(table.shape[1], dtype=np.int64)
        for begin in range(0, table.shape[0], _ROWS_AT_ONCE):
            bounds = table.indptr[begin : begin + _ROWS_AT_ONCE + 1]
            here = slice(bounds[0], bounds[-1])
            counts = np.repeat(self.main[begin : begin + _ROWS_AT_ONCE], np.diff(bounds)) & (table.data[here] > 0)
            found += np.bincount(table.indices[here][counts], minlength=len(found))
        return found

    @cached_property
    def spread(self) -> Ints:
        """In how many main texts each term is found."""
        return self.frequency(self.counts)

    @property
    def rarity(self) -> NDArray[np.float64]:
        """How rare each term is in its language at large."""
        return self.known.rarity

    @cached_property
    def printed(self) -> Ints:
        """How often each surface is found."""
        found = np.zeros(len(self.surfaces) + 1, dtype=np.int64)  # the last is for -1
        for row in range(len(self.slugs)):
            found += np.bincount(self.stream[self.offsets[row] : self.offsets[row + 1]] + 1, minlength=len(found))
        return found[1:]

    def said_in(self, row: int) -> Stream:
        """The stream of one essay as terms, -1 for what never counts."""
        return self.term_of[self.stream[self.offsets[row] : self.offsets[row + 1]]]

    @cached_property
    def marks(self) -> TermMarks:
        """Each term as a number that other terms do not move."""
        return term_marks(self.terms)

    def places(self, wanted: NDArray[np.bool_]) -> tuple[Stream, Stream]:
        """Every term of the stream that is `wanted` (a flag a term, the last for -1), and where it stands."""
        terms, places = [], []
        for row in range(len(self.slugs)):
            said = self.said_in(row)
            here = np.flatnonzero(wanted[said])
            terms.append(said[here])
            places.append((here + self.offsets[row]).astype(np.int32))
        return np.concatenate(terms), np.concatenate(places)

    @property
    def generic(self) -> frozenset[str]:
        return CHINESE_GENERIC if self.chinese else ENGLISH_GENERIC


def common_blocks(digests: Sequence[Digest]) -> NDArray[np.uint64]:
    """Hashes of paragraphs that stand in at least COMMON_BLOCK_ESSAYS of `digests`, sorted."""
    each = [np.unique(np.frombuffer(item.block_hashes, dtype="<u8")) for item in digests]
    if not each:
        return np.empty(0, dtype=np.uint64)
    values, essays = np.unique(np.concatenate(each), return_counts=True)
    common: NDArray[np.uint64] = values[(essays >= COMMON_BLOCK_ESSAYS) & (values != 0)].astype(np.uint64)
    return common


def build(
    items: Sequence[tuple[str, Digest]], common: NDArray[np.uint64], mains: Container[str], wordbook: Wordbook,
    *, chinese: bool,
) -> Lexicon:  # fmt: skip
    """The lexicon of `items` (sorted by slug, one language group); paragraphs in `common` are left out."""
    surfaces, words_of = wordbook.numbering.number([item.vocabulary for _, item in items], chinese=chinese)
    stream, bounds = _streamed([item for _, item in items], words_of)
    settled = _surest(words_of, [item.kinds for _, item in items], len(surfaces))
    del words_of
    terms, term_of = _terms(surfaces, settled)
    _leave_out(stream, [item for _, item in items], bounds, common)
    counts = _count(stream, bounds, term_of, len(terms))
    titles = [
        stream[begin : begin + _title_end(item)] for begin, (_, item) in zip(bounds.tolist(), items, strict=False)
    ]
    title_bounds = np.cumsum([0, *map(len, titles)], dtype=np.int64)
    in_title = _count(np.concatenate(titles) if titles else stream, title_bounds, term_of, len(terms))
    in_title.data = np.ones(in_title.nnz)
    slugs = tuple(slug for slug, _ in items)
    main = np.array([slug in mains for slug in slugs], dtype=bool)
    known = wordbook.look_up(terms, chinese=chinese)
    running = Running(stream)
    return Lexicon(chinese, slugs, surfaces, settled, terms, term_of, running, bounds, counts, in_title, main, known)


def _streamed(items: Sequence[Digest], words_of: Sequence[Stream]) -> tuple[Stream, Ints]:
    """The streams of `items` end to end, as numbers of the library's words; and where each begins."""
    bounds = np.cumsum([0, *(item.length for item in items)], dtype=np.int64)
    stream = np.empty(int(bounds[-1]), dtype=np.int32)
    for begin, end, own, item in zip(bounds[:-1].tolist(), bounds[1:].tolist(), words_of, items, strict=True):
        stream[begin:end] = np.append(own, np.int32(-1))[item.numbers()]
    return stream, bounds


def _title_end(item: Digest) -> int:
    return int(item.starts[1]) if len(item.starts) > 1 else item.length


def _leave_out(stream: Stream, items: Sequence[Digest], bounds: Ints, common: NDArray[np.uint64]) -> None:
    """Puts breaks for the words of common blocks; essay i has stream[bounds[i]:bounds[i + 1]]."""
    if not len(common):
        return
    hashes = np.frombuffer(b"".join([item.block_hashes for item in items]), dtype="<u8")
    sizes = [len(item.starts) for item in items]
    begins = np.concatenate([item.starts for item in items]).astype(np.int64) + np.repeat(bounds[:-1], sizes)
    ends = np.append(begins[1:], len(stream))  # a block ends where the next begins, in this essay or the next
    for block in np.flatnonzero(np.isin(hashes, common)).tolist():
        stream[begins[block] : ends[block]] = -1


def _surest(words_of: Sequence[Stream], kinds: Sequence[str], count: int) -> tuple[str, ...]:
    """The kind of each of `count` words, of several the surest, whichever essay came first.

    Lower case anywhere proves a common word. `kinds` has one letter for each of an essay's `words_of`.
    """
    order = sorted(set().union(*kinds), key=lambda kind: (kind == words.LATIN, kind != words.UNSURE, kind))
    rank_of = np.zeros(max(map(ord, order), default=0) + 1, dtype=np.int8)
    rank_of[[ord(kind) for kind in order]] = np.arange(len(order), dtype=np.int8)
    surest = np.zeros(count, dtype=np.int8)
    for own, letters in zip(words_of, kinds, strict=True):
        ranks = rank_of[np.frombuffer(letters.encode("latin-1"), dtype=np.uint8)]
        surest[own] = np.maximum(surest[own], ranks)  # an essay has each word once
    return tuple([order[rank] for rank in surest.tolist()])


def _terms(surfaces: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[tuple[str, ...], Stream]:
    """The terms, sorted, so that ties between them do not depend on what essays there are; surface → term."""
    term_of_surface: list[str] = []
    for surface, kind in zip(surfaces, kinds, strict=True):
        latin = not words.is_han(surface)
        counts = kind not in (words.STOP, words.NUMBER)
        long = len(surface) >= (_SHORTEST_LATIN_TERM if latin else _SHORTEST_CHINESE_TERM)
        term_of_surface.append((stems.stem(surface) if latin else surface) if counts and long else "")
    terms = tuple(sorted(set(term_of_surface) - {""}))
    place = {term: number for number, term in enumerate(terms)} | {"": -1}
    return terms, np.array([place[term] for term in term_of_surface] + [-1], dtype=np.int32)


def _count(stream: Stream, bounds: Ints, term_of: Stream, width: int) -> sparse.csr_matrix:
    """How often each term has its words in stream[bounds[i]:bounds[i + 1]], row i."""
    return counted((term_of[stream[begin:end]] for begin, end in pairwise(bounds.tolist())), width)


def counted(rows: Iterable[Stream], width: int) -> sparse.csr_matrix:
    """A table of how often each number below `width` stands in each of `rows`, in which -1 stands for nothing."""
    ends = [0]
    # One row at a time: all places of a library at once take more memory than anything that is made of them.
    columns, counts = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.int32)]
    for row in rows:
        found, times = np.unique(row[row >= 0], return_counts=True)
        columns.append(found)
        counts.append(times.astype(np.int32))
        ends.append(ends[-1] + len(found))
    return sparse.csr_matrix((np.concatenate(counts), np.concatenate(columns), ends), shape=(len(ends) - 1, width))
