"""Work that is shared out is the work that one hand does: in order, whatever it stands on, and refused alike."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from builder.workers import FEWEST_FOR_A_POOL, Copies, Hands, ManyHands, OneHand

MANY = range(2 * FEWEST_FOR_A_POOL + 3)


def double(value: int) -> int:
    return 2 * value


@pytest.fixture(params=["one", "pool", "copies"])
def workers(request: pytest.FixtureRequest) -> Iterator[Hands]:
    if request.param == "one":
        yield OneHand()
    elif request.param == "pool":
        with ThreadPoolExecutor(2) as pool:
            yield ManyHands(pool, 2)
    else:
        copies = Copies(2)
        yield copies
        copies.rest()


@pytest.mark.parametrize("values", [range(0), range(3), MANY])
def test_what_is_made_comes_in_the_order_of_what_was_given(workers: Hands, values: Sequence[int]) -> None:
    assert [*workers.each(double, values)] == [*map(double, values)]
    held = {value: 3 * value for value in values}
    assert [*workers.copied(lambda value: held[value], values)] == [*held.values()]


def test_a_mistake_reaches_the_one_who_asked_and_the_next_work_is_done(workers: Hands) -> None:
    def refuse(value: int) -> int:
        if value == 70:
            raise ValueError(f"{value} is refused")
        return value

    with pytest.raises(ValueError, match="70 is refused"):
        list(workers.copied(refuse, MANY))
    assert len([*workers.copied(lambda value: value, MANY)]) == len(MANY)


def test_who_takes_no_more_leaves_nothing_behind(workers: Hands) -> None:
    made = workers.copied(double, MANY)
    assert next(made) == 0
    del made
    assert [*workers.each(double, MANY)] == [*map(double, MANY)]


@pytest.mark.skipif(sys.platform != "linux" or threading.active_count() > 1, reason="no copies of this process")
def test_copies_share_the_work_and_change_nothing_here() -> None:
    copies, seen = Copies(2), set[int]()

    def look(value: int) -> int:
        seen.add(value)
        return os.getpid()

    assert os.getpid() not in {*copies.copied(look, MANY)} and not seen
    assert {*copies.copied(look, range(3))} == {os.getpid()} and seen == {0, 1, 2}
