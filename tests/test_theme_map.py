"""Maps of themes: whole numbers, labels apart by construction, names that cannot become markup, links that work."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.emit.shelves import Shelves, arrange
from builder.emit.theme_map import MOST_AROUND, MOST_NODES, around, nearness, whole
from builder.emit.theme_ring import FONT, WIDTH, dot, fitted, order, ring
from builder.model import Atlas, Theme, ThemeEssay
from tests.made_library import library

OVERRIDES = Path(__file__).resolve().parent.parent / "overrides"
LETTER = 0.55  # of an em: what the drawing reckons with

LABELS = st.lists(st.text(st.sampled_from("组织工作abc -"), min_size=1, max_size=40), min_size=1, max_size=MOST_NODES)


def length(label: str) -> float:
    return FONT * sum(LETTER if letter < "\u2e80" else 1.0 for letter in label)


@given(LABELS)
def test_labels_stand_apart_and_inside(labels: list[str]) -> None:
    drawn = ring(labels)
    assert len(drawn.spots) == len(labels)
    for turn in (1, -1):
        rows = sorted(spot.y for spot in drawn.spots if spot.turn == turn)
        assert all(below - above > 1.3 * FONT for above, below in pairwise(rows))
        assert all(FONT <= row <= drawn.height - FONT for row in rows)
    for label, spot in zip(labels, drawn.spots, strict=True):
        end = spot.label_x + spot.turn * length(fitted(label, spot))
        assert min(end, spot.label_x) >= 0 and max(end, spot.label_x) <= WIDTH
        assert (spot.label_x - WIDTH // 2) * spot.turn > 0  # its own half, so that the sides cannot meet


def test_a_label_is_cut_only_where_it_must_be() -> None:
    spot = ring(["组织工作"]).spots[0]
    assert fitted("组织工作", spot) == "组织工作"
    assert fitted("组" * 60, spot).endswith("组…")


@given(st.permutations(range(9)), st.randoms(use_true_random=False))
def test_the_order_keeps_all_and_joins_what_is_near(numbers: list[int], chance: random.Random) -> None:
    names = [f"t{number}" for number in numbers]
    chain = {(f"t{n}", f"t{n + 1}"): 900 for n in range(8)}
    near = chain | {(other, one): value for (one, other), value in chain.items()}
    found = order(names, near)
    assert sorted(found) == sorted(names)
    pairs = list(near.items())
    chance.shuffle(pairs)
    assert order(names, dict(pairs)) == found
    joined = sum(near.get(pair, 0) for pair in zip(found, found[1:] + found[:1], strict=True))
    assert joined >= 5 * 900  # eight would be best, and a search that ends may end below it


def test_a_dot_grows_with_its_essays() -> None:
    sizes = [dot(count, 100) for count in range(101)]
    assert sizes == sorted(sizes) and sizes[-1] > 2 * sizes[1]
    assert dot(0, 0) == sizes[0]


def made(borne: dict[str, Sequence[str]], names: dict[str, str] | None = None) -> Shelves:
    """The made-up library with other themes: id → slugs of the essays that bear it."""
    themes = tuple(
        Theme(id, (("zh-Hans", (names or {}).get(id, id)),), (id,), True, tuple(ThemeEssay(s, 1.0, ()) for s in slugs))
        for id, slugs in borne.items()
    )
    known = library()
    return arrange(replace(known, atlas=Atlas(themes, known.atlas.links, (), ())))


def slugs() -> list[str]:
    return [item.slug for item in library().essays]


def test_nearness_is_the_cosine_of_what_essays_bear() -> None:
    a, b, c = slugs()[:3]
    near = nearness(made({"both": [a, b], "one": [a], "apart": [c]}))
    assert near["both"] == {"one": 707} and near["one"] == {"both": 707}
    assert "apart" not in near


def test_maps_hold_no_more_than_can_be_read() -> None:
    shelves = made({f"t{number:02}": slugs()[: 1 + number % 3] for number in range(70)})
    near = nearness(shelves)
    assert len(whole(near, shelves)["nodes"]) == MOST_NODES
    kin, drawing = around(shelves.library.atlas.themes[0], near, shelves)
    assert len(kin) == len(drawing["nodes"]) == MOST_AROUND
    assert "t00" not in kin


def test_few_themes_need_no_picture() -> None:
    shelves = made({"one": slugs()[:2], "two": slugs()[:2]})
    near = nearness(shelves)
    assert whole(near, shelves) == {}
    assert around(shelves.library.atlas.themes[0], near, shelves) == (["two"], {})


def printed(drawing: dict[str, Any]) -> str:
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(OVERRIDES))  # MkDocs escapes nothing by itself
    module = templates.get_template("partials/theme-map.html").module
    return str(module.theme_map({"about": drawing["nodes"][0]["title"], **drawing}))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'a" onload="x', "{{ 7 * 7 }}", "&amp; & <b>", "主题"])
def test_a_name_stays_text(name: str) -> None:
    shelves = made({f"t{n}": slugs() for n in range(6)}, {f"t{n}": f"{name}{n}" for n in range(6)})
    near = nearness(shelves)
    for drawing in (whole(near, shelves), around(shelves.library.atlas.themes[0], near, shelves)[1]):
        tree = ElementTree.fromstring(printed(drawing))
        tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
        assert tags <= {"figure", "svg", "g", "path", "a", "title", "circle", "text"}
        names = {key.rpartition("}")[2] for element in tree.iter() for key in element.attrib}
        assert not any(key.startswith("on") or key == "style" for key in names)  # the policy allows neither
        assert any(name in (element.text or "") for element in tree.iter() if element.tag.endswith("title"))


def test_every_node_is_a_link_to_its_page() -> None:
    shelves = made({f"t{n}": slugs() for n in range(6)})
    tree = ElementTree.fromstring(printed(whole(nearness(shelves), shelves)))
    targets = [element.attrib["href"] for element in tree.iter() if element.tag.endswith("}a")]
    assert sorted(targets) == [f"t{n}.html" for n in range(6)]
