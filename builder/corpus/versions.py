"""Which essays are the same text again: near-duplicates by shared shingles, and which of them is the main one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy import sparse

from builder.corpus.digest import Digest
from builder.model import Version

#: Share of the smaller text's shingles found in the other. All planted copies of eight kinds of noise lie above;
#: of pairs read, .5 to .7 share passages, above .7 are reprints.
LEAST_CONTAINMENT = 0.6
#: A shingle in more essays than this is a phrase of the field or of a site, and would make the join quadratic.
MOST_ESSAYS_A_SHINGLE = 50
#: Shared sampled shingles below which containment is chance (about 80 characters of text).
FEWEST_SHARED = 8

Pair = tuple[int, int]


def containments(digests: Sequence[Digest]) -> dict[Pair, float]:
    """Pairs (i < j) at or above LEAST_CONTAINMENT, with their containment rounded to 6 digits.

    Texts of equal fingerprint are at 1, however short.
    """
    found = _by_shingles(digests)
    first: dict[str, int] = {}
    for place, item in enumerate(digests):
        if item.fingerprint:
            earlier = first.setdefault(item.fingerprint, place)
            if earlier != place:
                found[(earlier, place)] = 1.0
    return found


def _by_shingles(digests: Sequence[Digest]) -> dict[Pair, float]:
    sets = [np.frombuffer(item.shingles, dtype="<u8") for item in digests]
    everything = np.concatenate(sets) if sets else np.empty(0, dtype=np.uint64)
    if not len(everything):
        return {}
    _, columns, essays = np.unique(everything, return_inverse=True, return_counts=True)
    rows = np.repeat(np.arange(len(sets)), [len(each) for each in sets])
    rare = essays[columns] <= MOST_ESSAYS_A_SHINGLE
    sizes = np.bincount(rows[rare], minlength=len(sets))
    shared = rare & (essays[columns] > 1)
    kept, narrowed = np.unique(columns[shared], return_inverse=True)
    table = sparse.csr_matrix(
        (np.ones(int(shared.sum()), dtype=np.int32), (rows[shared], narrowed)), shape=(len(sets), len(kept))
    )
    found: dict[Pair, float] = {}
    meetings = sparse.triu(table @ table.T, k=1).tocoo()
    for i, j, together in zip(meetings.row, meetings.col, meetings.data, strict=True):
        smaller = min(sizes[i], sizes[j])
        if together >= FEWEST_SHARED and together >= LEAST_CONTAINMENT * smaller:
            found[(int(i), int(j))] = round(float(together) / float(smaller), 6)
    return found


def group(
    slugs: Sequence[str],
    pairs: Mapping[Pair, float],
    decided: Mapping[str, str],
    rank: Callable[[int], tuple[object, ...]],
) -> tuple[Version, ...]:
    """Main texts with their versions: first what people decided (slug → main slug), then by `rank`, the least first.

    A version stands under one main text, and is near to it, not merely to another version.
    """
    place = {slug: number for number, slug in enumerate(slugs)}
    near: dict[int, dict[int, float]] = {}
    for (i, j), value in pairs.items():
        near.setdefault(i, {})[j] = value
        near.setdefault(j, {})[i] = value
    main_of = _decided_mains(place, decided)
    mains = set(main_of.values())
    for number in sorted(near, key=lambda n: (n not in mains, rank(n), slugs[n])):
        if number in main_of:
            continue
        for other in near[number]:
            if other not in main_of and other not in mains:
                main_of[other] = number
                mains.add(number)
    groups: dict[int, list[tuple[str, float]]] = {}
    for other, main in main_of.items():
        groups.setdefault(main, []).append((slugs[other], near.get(main, {}).get(other, 0.0)))
    return tuple(
        Version(slugs[main], tuple(sorted(others, key=lambda item: (-item[1], item[0]))))
        for main, others in sorted(groups.items(), key=lambda item: slugs[item[0]])
    )


def _decided_mains(place: Mapping[str, int], decided: Mapping[str, str]) -> dict[int, int]:
    """Versions as people decided them, chains followed to their end; unknown slugs and circles decide nothing."""
    mains: dict[int, int] = {}
    for slug in sorted(decided):
        main, seen = decided[slug], {slug}
        while main in decided and main not in seen:
            seen.add(main)
            main = decided[main]
        if slug in place and main in place and main not in seen:
            mains[place[slug]] = place[main]
    return mains
