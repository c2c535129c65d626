"""Whole pages of our own writing, after the kinds of pages there are, are read as well as ever (tests/unseen)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.content import content_at
from builder.pipeline import inspect
from builder.report import empty_object, essay_object
from builder.workers import hands
from tests.score import score
from tests.test_gold import FLOORS, REPOSITORY, ROUNDING
from tests.unseen_pages import UNSEEN, read_page


@pytest.fixture(scope="module")
def read_alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, float], list[str]]:
    """The figures of all pages, each read by itself: a survey of the folder would know what they share."""
    folder = tmp_path_factory.mktemp("unseen")
    gold = folder / "gold"
    gold.mkdir()
    objects = []
    with hands(1) as workers:
        for path in sorted(UNSEEN.glob("*.txt")):
            page = read_page(path)
            source = folder / path.name
            source.write_text(page.raw, "utf-8")
            (gold / f"{page.name}.json").write_text(json.dumps(page.gold), "utf-8")
            for item in inspect(content_at(REPOSITORY / "tests"), [source], workers):
                objects += [json.loads(json.dumps(essay_object(one.essay, one.slug))) for one in item.essays]
                if not item.essays:
                    objects.append(json.loads(json.dumps(empty_object(item.source, item.problems))))
    return score(objects, gold, None, ())


def test_pages_of_many_kinds_are_read_as_well_as_ever(read_alone: tuple[dict[str, float], list[str]]) -> None:
    found, details = read_alone
    floors = json.loads(FLOORS.read_text("utf-8"))["unseen"]
    fallen = {name: (found.get(name), floor) for name, floor in floors.items() if found[name] < floor - ROUNDING}
    assert not fallen, "\n".join([f"figure: (now, floor) {fallen}", *details])


def test_every_kept_line_is_somewhere(read_alone: tuple[dict[str, float], list[str]]) -> None:
    """No paragraph of an essay is lost or glued to another, whatever stands around it."""
    _, details = read_alone
    assert [detail for detail in details if ": LOST " in detail or ": JOINED " in detail] == []


def test_a_page_names_the_line_that_has_no_sign(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("T 题目\n没有记号\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.txt:2"):
        read_page(path)
