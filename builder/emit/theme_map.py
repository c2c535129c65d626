"""Maps of themes: which are found in the same essays, around one theme and over the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, islice
from math import sqrt
from typing import Any, Final

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
    """How near themes are: the cosine of the weights with which essays bear them. Versions of a text count once."""
    bearers: dict[str, list[tuple[str, float]]] = defaultdict(list)
    length: dict[str, float] = defaultdict(float)
    for theme in sorted(shelves.library.atlas.themes, key=lambda theme: theme.id):
        for entry in theme.essays:
            if entry.slug in shelves.essays and shelves.is_main(entry.slug):
                bearers[entry.slug].append((theme.id, entry.weight))
                length[theme.id] += entry.weight**2
    products: dict[tuple[str, str], float] = defaultdict(float)
    for slug in sorted(bearers):
        for (one, weight), (other, its) in combinations(bearers[slug], 2):
            products[one, other] += weight * its
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (one, other), product in products.items():
        value = round(1000 * product / sqrt(length[one] * length[other]))
        found[one].append((other, value))
        found[other].append((one, value))
    return {theme: dict(sorted(its, key=lambda pair: (-pair[1], pair[0]))) for theme, its in found.items()}


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
