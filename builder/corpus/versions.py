"""Which of several copies of a text is the main one, and which stand under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.corpus.copies import Pair
from builder.model import Version


def group(
    slugs: Sequence[str],
    pairs: Mapping[Pair, float],
    decided: Mapping[str, str],
    order: Sequence[int],
) -> tuple[Version, ...]:
    """Main texts with their versions: first what people decided (slug → main slug), then by `order`, all numbers.

    A version stands under one main text, and is near to it, not merely to another version.
    """
    place = {slug: number for number, slug in enumerate(slugs)}
    near: dict[int, dict[int, float]] = {}
    for (i, j), value in pairs.items():
        near.setdefault(i, {})[j] = value
        near.setdefault(j, {})[i] = value
    main_of = _decided_mains(place, decided)
    mains = set(main_of.values())
    for number in sorted(order, key=lambda number: number not in mains):
        if number in main_of:
            continue
        for other in near.get(number, ()):
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
