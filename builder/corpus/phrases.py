"""Phrases that a corpus uses as one word: runs of two to four words held together by association, free at both ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus import words
from builder.corpus.lexicon import Ints, Lexicon, counted
from builder.corpus.running import Stream

LONGEST = 4  # words
FEWEST = 3  # times in the corpus: twice may be a quotation
#: Association that two neighbours need, from -1 to 1 (normalised pointwise mutual information; Bouma 2009).
LEAST_ASSOCIATION = 0.35
#: Freedom at each end in nats: about three different neighbours on either side; fewer, and it is part of a longer run.
LEAST_ENTROPY = 1.0
#: Words of the stream that are looked at together: all of a library at once would take as much as all that is kept.
_AT_ONCE = 1 << 18

#: What may stand at the end of a phrase. The rest of it may also be a verb (组织 in 组织工作), an adjective, a place.
_ENDS = frozenset({words.NOUN, words.LATIN, words.CAPITAL, words.ACRONYM, words.UNSURE})
_INSIDE = _ENDS | {words.VERB, words.PLACE}


@dataclass(frozen=True)
class Phrases:
    """`members[i]` are the term numbers of phrase i, which is counted outside longer phrases."""

    members: tuple[tuple[int, ...], ...]
    often: sparse.csr_matrix  # essays x terms, then phrases: how often, of terms outside every phrase
    places: Ints  # positions in the stream where phrases begin
    which: Ints  # the phrase that begins at each of `places`


def find(lexicon: Lexicon, spoken_for: NDArray[np.bool_]) -> Phrases:
    """The phrases of a corpus. Exact, by sorting runs of numbers; linear in memory but for the sorts.

    Words at `spoken_for` (one flag a place of the stream) belong to declared themes and are nobody else's.
    """
    kinds = np.array([kind in _INSIDE for kind in lexicon.kinds] + [False])
    may_end = np.array([kind in _ENDS for kind in lexicon.kinds] + [False])
    stream = lexicon.stream.numbers
    term_of = np.where(kinds, lexicon.term_of, np.int32(-1))  # surface → term, where it may stand in a phrase
    singles = np.zeros(len(lexicon.terms))
    for begin in range(0, len(stream), _AT_ONCE):
        terms = term_of[stream[begin : begin + _AT_ONCE]]
        singles += np.bincount(terms[terms >= 0], minlength=len(singles))
    total = max(1, int(singles.sum()))
    covered = spoken_for.copy()
    members: list[tuple[int, ...]] = []
    places: list[Ints] = []
    which: list[Ints] = []
    for length, begins, ids, runs in reversed(_frequent_runs(stream, term_of)):
        tight = _association(runs, ids, singles, total) >= LEAST_ASSOCIATION
        good = tight[ids] & may_end[stream[begins + length - 1]]
        begins, ids = begins[good], ids[good]
        free = _free(stream, begins, ids, length, len(runs))
        keep = free[ids]
        begins, ids = begins[keep], ids[keep]
        outside = ~_inside_longer(covered, begins, length)
        begins, ids = begins[outside], ids[outside]
        enough = np.bincount(ids, minlength=len(runs)) >= FEWEST
        keep = enough[ids]
        begins, ids = begins[keep], ids[keep]
        used, renumbered = np.unique(ids, return_inverse=True)
        places.append(begins.astype(np.int64))
        which.append(renumbered + len(members))
        members += [tuple(int(term) for term in runs[run]) for run in used]
        for offset in range(length):
            covered[begins + offset] = True
    at = np.concatenate(places) if places else np.empty(0, dtype=np.int64)
    phrase = np.concatenate(which) if which else np.empty(0, dtype=np.int64)
    order = np.argsort(at)
    bounds = np.searchsorted(at[order], lexicon.offsets).tolist()
    begun = (phrase[order] + len(lexicon.terms)).astype(np.int32)

    def said(row: int) -> Stream:
        here = slice(lexicon.offsets[row], lexicon.offsets[row + 1])
        alone = np.where(covered[here], np.int32(-1), lexicon.said_in(row))
        return np.append(alone, begun[bounds[row] : bounds[row + 1]])

    often = counted(map(said, range(len(lexicon.slugs))), len(lexicon.terms) + len(members))
    return Phrases(tuple(members), often, at, phrase)


def _frequent_runs(stream: Stream, term_of: Stream) -> list[tuple[int, Stream, Stream, Ints]]:
    """(length, where runs begin, the number of each run, the terms of each numbered run), for each length.

    A run can only be frequent if both its shorter runs are (Agrawal and Srikant 1994), which keeps the sorts small.
    """
    found: list[tuple[int, Stream, Stream, Ints]] = []
    width = int(term_of.max(initial=-1)) + 2
    begins = _pairs(stream, term_of)
    ids: Stream = term_of[stream[begins]]  # of the runs of `length` - 1 words that begin there
    table = np.arange(width, dtype=np.int64)[:, None]
    for length in range(2, LONGEST + 1):
        keys = ids.astype(np.int64)
        keys *= width
        keys += term_of[stream[begins + np.int32(length - 1)]]
        ordered = np.sort(keys)
        later = FEWEST - 1
        frequent = np.unique(ordered[later:][ordered[later:] == ordered[:-later]])
        del ordered
        if not len(frequent):
            break
        ids = np.searchsorted(frequent, keys).astype(np.int32)
        ids[ids == len(frequent)] = 0
        keep = frequent[ids] == keys
        del keys
        begins, ids = begins[keep], ids[keep]
        runs = np.column_stack([table[frequent // width], frequent % width])
        found.append((length, begins, ids, runs))
        followed = np.flatnonzero(begins[1:] == begins[:-1] + 1)
        begins, ids, table = begins[followed], ids[followed], runs
    return found


def _pairs(stream: Stream, term_of: Stream) -> Stream:
    """Where two words stand beside each other that both have a term."""
    found = [np.empty(0, dtype=np.int32)]
    for begin in range(0, len(stream), _AT_ONCE):
        has = term_of[stream[begin : begin + _AT_ONCE + 1]] >= 0
        found.append((np.flatnonzero(has[:-1] & has[1:]) + begin).astype(np.int32))
    return np.concatenate(found)


def _association(runs: Ints, ids: Stream, singles: NDArray[np.float64], total: int) -> NDArray[np.float64]:
    """Normalised pointwise mutual information of all members, divided by the number of joints."""
    together = np.bincount(ids, minlength=len(runs)) / total
    apart = np.log(singles[runs] / total).sum(axis=1)
    joints = runs.shape[1] - 1
    surprise = -np.log(together)
    return np.where(surprise > 0, (np.log(together) - apart) / np.maximum(surprise * joints, 1e-12), 1.0)


def _free(stream: Stream, begins: Stream, ids: Stream, length: int, count: int) -> NDArray[np.bool_]:
    """Which runs have enough different neighbours on both sides; the end of a clause differs from any other."""
    free = np.ones(count, dtype=bool)
    for beside in (begins - 1, begins + length):
        inside = (beside >= 0) & (beside < len(stream))
        neighbour = np.where(inside, stream[np.clip(beside, 0, len(stream) - 1)], -1)
        neighbour = np.where(neighbour < 0, -1 - begins, neighbour)
        free &= _entropy(ids, neighbour, count) >= LEAST_ENTROPY
    return free


def _entropy(ids: Stream, neighbour: Stream, count: int) -> NDArray[np.float64]:
    order = np.lexsort((neighbour, ids))
    a, b = ids[order], neighbour[order]
    new = np.ones(len(a), dtype=bool)
    new[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    starts = np.flatnonzero(new)
    times = np.diff(np.append(starts, len(a))).astype(np.float64)
    totals = np.bincount(a, minlength=count).astype(np.float64)
    share = times / totals[a[starts]]
    return np.bincount(a[starts], weights=-share * np.log(share), minlength=count).astype(np.float64)


def _inside_longer(covered: NDArray[np.bool_], begins: Stream, length: int) -> NDArray[np.bool_]:
    inside = np.zeros(len(begins), dtype=bool)
    for offset in range(length):
        inside |= covered[begins + offset]
    return inside
