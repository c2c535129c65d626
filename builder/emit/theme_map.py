"""Maps of themes: which are found in the same essays, around one theme and over the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from builder.emit.counting import essay_count
from builder.emit.shelves import Shelves, strength
from builder.emit.theme_ring import Ring, dot, fitted, order, ring
from builder.model import Theme

# DESIGN §6: at most forty nodes; around one theme fewer, so that its page begins with its passages still in sight.
MOST_NODES: Final = 40
MOST_AROUND: Final = 16
# A picture of fewer says less than the line of links that stands beside it.
FEWEST_AROUND: Final = 3
# Lines that a theme of the library's map brings with it; those of its neighbours come on top.
LINES_A_NODE: Final = 3
# Of 1,000, as likeness is counted here. Two themes with one essay of eight in common reach about 120.
LEAST_NEAR: Final = 100
# From here on a line is drawn stronger, and stronger still.
_STRONG: Final = (300, 550)

#: A path, how strong it is drawn, and the nodes it ends at.
Line = tuple[str, int, tuple[str, ...]]
#: Theme → the themes found in the same essays with their nearness, of 1,000, the nearest first.
Near = Mapping[str, Mapping[str, int]]


def nearness(shelves: Shelves) -> Near:
    """How near themes are: the cosine of the weights with which essays bear them. Versions of a text count once.

    Sums are taken in the order of the essays' addresses, so that they are the same on every machine.
    """
    themes = sorted(shelves.library.atlas.themes, key=lambda theme: theme.id)
    ids = [theme.id for theme in themes]
    bearers: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    length = np.zeros(len(ids))
    for place, theme in enumerate(themes):
        for entry in theme.essays:
            if entry.slug in shelves.essays and shelves.is_main(entry.slug):
                places, weights = bearers[entry.slug]
                places.append(place)
                weights.append(entry.weight)
                length[place] += entry.weight**2
    pairs, products = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for slug in sorted(bearers):
        places, weights = bearers[slug]
        one, other = _two_of(len(places))
        borne, weighed = np.array(places), np.array(weights)
        pairs.append(borne[one] * len(ids) + borne[other])
        products.append(weighed[one] * weighed[other])
    met, where = np.unique(np.concatenate(pairs), return_inverse=True)
    product = np.bincount(where, np.concatenate(products), len(met))
    first, second = np.divmod(met, max(1, len(ids)))
    value = np.rint(1000 * product / np.sqrt(length[first] * length[second])).astype(np.int64)
    one, other, value = (np.concatenate(both) for both in ((first, second), (second, first), (value, value)))
    nearest = np.lexsort((other, -value, one))
    edges = np.searchsorted(one[nearest], np.arange(len(ids) + 1)).tolist()
    names = [ids[place] for place in other[nearest].tolist()]
    values = value[nearest].tolist()
    return {
        id: dict(zip(names[begin:end], values[begin:end], strict=True))
        for id, (begin, end) in zip(ids, pairwise(edges), strict=True)
        if begin < end
    }


@cache
def _two_of(number: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and the second of each pair of so many things."""
    one, other = np.triu_indices(number, 1)
    return one, other


def around(theme: Theme, near: Near, shelves: Shelves) -> tuple[list[str], dict[str, Any]]:
    """The themes nearest to `theme`, by id, and their map for the page's template; {} where a picture says little."""
    kin = dict(islice(near.get(theme.id, {}).items(), MOST_AROUND))
    if len(kin) < FEWEST_AROUND:
        return list(kin), {}
    pairs = _pairs(kin, near)
    placed = order(list(kin), pairs)
    drawn = ring([shelves.theme_name(id) for id in placed])
    place = {id: number for number, id in enumerate(placed)}
    among = [(one, other) for one, other in pairs if one < other and pairs[one, other] >= _STRONG[0]]
    lines: list[Line] = [(drawn.line(place[one], place[other]), 0, (one, other)) for one, other in among]
    lines += [(drawn.spoke(place[id]), _grade(value) + 1, (id,)) for id, value in kin.items()]
    middle = {"x": drawn.middle[0], "y": drawn.middle[1], "name": shelves.theme_name(theme.id)}
    return list(kin), _drawing(placed, drawn, lines, shelves) | {"middle": middle}


def drawn_from(theme: Theme, near: Near, shelves: Shelves) -> tuple[object, ...]:
    """What `around` follows from, as plain values."""
    kin = dict(islice(near.get(theme.id, {}).items(), MOST_AROUND))
    named = [(id, shelves.theme_name(id), len(shelves.themes[id].essays), value) for id, value in kin.items()]
    return named, [list(map(near[id].get, kin)) for id in kin]


def whole(near: Near, shelves: Shelves) -> dict[str, Any]:
    """The map of the library's strongest themes for the template of the index; {} where there are too few."""
    themes = sorted(shelves.shown_themes(), key=strength)[:MOST_NODES]
    ids = [theme.id for theme in themes]
    if len(ids) <= FEWEST_AROUND:
        return {}
    shown = frozenset(ids)
    pairs = _pairs(shown, near)
    kept: dict[tuple[str, str], int] = {}
    for id in ids:
        mine = [(other, value) for other, value in near.get(id, {}).items() if other in shown and value >= LEAST_NEAR]
        kept.update({(min(id, other), max(id, other)): value for other, value in mine[:LINES_A_NODE]})
    placed = order(ids, pairs)
    drawn = ring([shelves.theme_name(id) for id in placed])
    place = {id: number for number, id in enumerate(placed)}
    ties = sorted(kept.items(), key=lambda item: (item[1], item[0]))  # the strongest are drawn last, on top
    lines: list[Line] = [
        (drawn.line(place[one], place[other]), _grade(value), (one, other)) for (one, other), value in ties
    ]
    return _drawing(placed, drawn, lines, shelves)


def _pairs(ids: Iterable[str], near: Near) -> dict[tuple[str, str], int]:
    """Nearness among `ids`, each pair both ways."""
    found: dict[tuple[str, str], int] = {}
    shown = sorted(set(ids))
    for one in shown:
        its = near.get(one, {})
        met = [(-its[other], other) for other in shown if other in its]  # the nearest first
        found.update(((one, other), -value) for value, other in sorted(met))
    return found


def _grade(value: int) -> int:
    return sum(value >= step for step in _STRONG)


def _drawing(placed: Sequence[str], drawn: Ring, lines: Sequence[Line], shelves: Shelves) -> dict[str, Any]:
    """Plain values for the template, which draws and escapes them."""
    most = max(len(shelves.themes[id].essays) for id in placed)
    nodes = []
    for id, spot in zip(placed, drawn.spots, strict=True):
        name, count = shelves.theme_name(id), len(shelves.themes[id].essays)
        nodes.append(
            {
                "id": id,
                "x": spot.x,
                "y": spot.y,
                "r": dot(count, most),
                "label": fitted(name, spot),
                "label_x": spot.label_x,
                "anchor": "start" if spot.turn > 0 else "end",
                "title": f"{name} · {essay_count(count, shelves.words)}",
                "own": "".join(path for path, _, ends in lines if id in ends),
            }
        )
    return {
        "width": drawn.width,
        "height": drawn.height,
        "lines": [{"d": path, "grade": grade} for path, grade, _ in lines],
        "nodes": nodes,
    }
