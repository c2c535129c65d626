"""The words of all essays of one language as numbers: which stand where, which count, how often an essay has each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus import stems, words
from builder.corpus.background import Background
from builder.corpus.digest import Digest
from builder.corpus.stopwords import CHINESE_GENERIC, ENGLISH_GENERIC

#: A paragraph printed in this many essays is a site's, not an author's.
COMMON_BLOCK_ESSAYS = 5
_SHORTEST_CHINESE_TERM = 2  # a single character names too many things
_SHORTEST_LATIN_TERM = 2

Ints = NDArray[np.int64]
Stream = NDArray[np.int32]  # one number a word of the whole library: kept small


@dataclass(frozen=True)
class Lexicon:
    """All essays of one language group. `stream` holds surface numbers (-1 between clauses and essays)."""

    chinese: bool
    slugs: tuple[str, ...]  # sorted; row i of `counts` is slugs[i]
    surfaces: tuple[str, ...]
    kinds: tuple[str, ...]  # of each surface
    terms: tuple[str, ...]
    term_of: Stream  # surface → term, -1 for words that never count
    stream: Stream
    offsets: Ints  # essay i has stream[offsets[i]:offsets[i + 1]]
    counts: sparse.csr_matrix  # essays x terms
    in_title: sparse.csr_matrix  # essays x terms, 1 where the title has the term
    main: NDArray[np.bool_]  # rows that are main texts; versions do not count in frequencies
    background: Background

    @property
    def essays(self) -> int:
        """How many main texts."""
        return int(self.main.sum())

    def frequency(self, table: sparse.csr_matrix) -> Ints:
        """In how many main texts each column of `table` (essays x anything) is found."""
        return np.asarray((table[self.main] > 0).sum(axis=0), dtype=np.int64).ravel()

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
    items: Sequence[tuple[str, Digest]], common: NDArray[np.uint64], mains: Container[str], background: Background,
    *, chinese: bool,
) -> Lexicon:  # fmt: skip
    """The lexicon of `items` (sorted by slug, one language group); paragraphs in `common` are left out."""
    numbers: dict[str, int] = {}
    kinds: list[str] = []
    parts: list[Stream] = []
    offsets = [0]
    titles: list[Stream] = []
    for _, item in items:
        local = []
        for word, kind in zip(item.words(), item.kinds, strict=True):
            number = numbers.get(word)
            if number is None:
                number = numbers[word] = len(kinds)
                kinds.append(kind)
            elif kinds[number] != kind:
                kinds[number] = _surer(kinds[number], kind)
            local.append(number)
        table = np.array([*local, -1], dtype=np.int32)
        stream = table[_without(item, common)]
        parts.append(stream)
        offsets.append(offsets[-1] + len(stream))
        titles.append(stream[: _title_end(item)])
    surfaces = tuple(numbers)
    settled = tuple(kinds)
    terms, term_of = _terms(surfaces, settled)
    stream_all = np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)
    bounds = np.array(offsets, dtype=np.int64)
    counts = _count((term_of[part] for part in parts), len(terms))
    in_title = _count((term_of[part] for part in titles), len(terms))
    in_title.data[:] = 1
    slugs = tuple(slug for slug, _ in items)
    main = np.array([slug in mains for slug in slugs], dtype=bool)
    tables = (stream_all, bounds, counts, in_title, main)
    return Lexicon(chinese, slugs, surfaces, settled, terms, term_of, *tables, background)


def _title_end(item: Digest) -> int:
    return item.starts[1] if len(item.starts) > 1 else len(item.stream)


def _without(item: Digest, common: NDArray[np.uint64]) -> Ints:
    """The stream with the words of common blocks replaced by breaks."""
    numbers = item.numbers()
    if len(common):
        for block in np.flatnonzero(np.isin(np.frombuffer(item.block_hashes, dtype="<u8"), common)):
            end = item.starts[block + 1] if block + 1 < len(item.starts) else len(numbers)
            numbers[item.starts[block] : end] = -1
    return numbers


def _surer(one: str, other: str) -> str:
    """Of two kinds of one word the surer, whichever essay came first: lower case anywhere proves a common word."""
    return max(one, other, key=lambda kind: (kind == words.LATIN, kind != words.UNSURE, kind))


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


def _count(rows: Iterable[Stream], width: int) -> sparse.csr_matrix:
    """One row for each of `rows`: how often each term from 0 to `width` - 1 stands in it; -1 does not count."""
    data: list[Ints] = []
    columns: list[Stream] = []
    starts = [0]
    for row in rows:
        found, times = np.unique(row[row >= 0], return_counts=True)
        data.append(times)
        columns.append(found)
        starts.append(starts[-1] + len(found))
    flat = np.concatenate(data).astype(np.float64) if data else np.empty(0)
    indices = np.concatenate(columns) if columns else np.empty(0, dtype=np.int32)
    return sparse.csr_matrix((flat, indices, starts), shape=(len(data), width))
