"""Whole pages of our own writing, after the kinds of pages there are, are read as well as ever (tests/unseen)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scoreboard import Scored, fallen, of_unseen
from tests.unseen_pages import read_page


@pytest.fixture(scope="module")
def read_alone() -> Scored:
    return of_unseen()


def test_pages_of_many_kinds_are_read_as_well_as_ever(read_alone: Scored) -> None:
    found, details = read_alone
    below = fallen("unseen", found)
    assert not below, "\n".join([f"figure: (now, floor) {below}", *details])


def test_every_kept_line_is_somewhere(read_alone: Scored) -> None:
    """No paragraph of an essay is lost or glued to another, whatever stands around it."""
    _, details = read_alone
    assert [detail for detail in details if ": LOST " in detail or ": JOINED " in detail] == []


def test_a_page_names_the_line_that_has_no_sign(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("T 题目\n没有记号\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.txt:2"):
        read_page(path)
