"""How many hands do the work: a verb over many values, in order, in processes where that pays."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

#: Values handed to a process at a time: enough to outweigh the pickling, few enough to keep all processes busy.
CHUNK = 8
#: Chunks for each process that are made or being made before the first is taken: none waits, and no memory fills.
AHEAD = 3
#: Below this many values a pool costs more to start than it saves: half a second where its processes start afresh.
FEWEST_FOR_A_POOL = 60


class Hands(Protocol):
    """Whatever can apply a verb to many values; any `concurrent.futures.Executor` can be wrapped as one."""

    def each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        """`verb` of each value, in the order of `values`, streaming. Both may have to travel to other processes."""
        ...

    def copied(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        """The same for a verb that cannot travel: it may stand on anything that this process holds.

        It works in copies of this process, where there can be any: what it changes is lost, but for what it gives.
        """
        ...


class OneHand:
    """Everything in this process."""

    def each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        return map(verb, values)

    def copied(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        return map(verb, values)


class ManyHands:
    """A pool of processes, used only for work that is worth it. They know nothing that this process has learnt."""

    def __init__(self, pool: Executor, count: int) -> None:
        self._pool, self._count = pool, count

    def each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        if len(values) < FEWEST_FOR_A_POOL:
            return map(verb, values)
        return _in_order(self._pool, self._count, partial(_each_of, verb), values)

    def copied(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        return map(verb, values)


class Copies:
    """Copies of this process. They have all modules and dictionaries, which take a process a second and more to load.

    What can travel is done by copies that stay, and were made while this process was small. What cannot is done by
    copies that are made for it, and for that those that stay must go: they are held by a thread.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._staying: ProcessPoolExecutor | None = None

    def each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        return self._each(verb, values) if len(values) >= FEWEST_FOR_A_POOL else map(verb, values)

    def _each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        first = verb(values[0])  # here, so that this process knows what it takes, and keeps it for the next build
        if self._staying is None:
            # Frozen, because a search for circles would look through, and so copy, all that this process holds.
            self._staying = ProcessPoolExecutor(self._count, get_context("fork"), gc.freeze)
        yield first
        yield from _in_order(self._staying, self._count, partial(_each_of, verb), values, 1)

    def copied(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        if len(values) < FEWEST_FOR_A_POOL:
            return map(verb, values)
        self.rest()
        return self._shared_out(verb, values) if _may_be_copied() else map(verb, values)

    def _shared_out(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        # What a pool's initializer is given does not travel to copies: it is there.
        with ProcessPoolExecutor(self._count, get_context("fork"), _take, (verb, values)) as pool:
            yield from _in_order(pool, self._count, _each_of_taken, range(len(values)))

    def rest(self) -> None:
        """Lets the copies that stay go."""
        if self._staying is not None:
            self._staying.shutdown()
            self._staying = None


@contextmanager
def hands(jobs: int | None = None) -> Iterator[Hands]:
    """Hands for `jobs` processes (default: the cores); one job or one core works in this process."""
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield OneHand()
    elif _may_be_copied():
        copies = Copies(count)
        try:
            yield copies
        finally:
            copies.rest()
    else:
        with ProcessPoolExecutor(count, get_context("forkserver" if os.name == "posix" else "spawn")) as pool:
            yield ManyHands(pool, count)


def _may_be_copied() -> bool:
    """Only a process without threads may: the locks of threads are copied as they stand."""
    return sys.platform == "linux" and threading.active_count() == 1


def _in_order(
    pool: Executor, count: int, verb: Callable[[Sequence[Given]], list[Made]], values: Sequence[Given], first: int = 0
) -> Iterator[Made]:
    """What `verb` makes of `values` from the `first`, some at a time. `count` processes never are far ahead of who
    takes it; values are looked into when their time has come.
    """
    begins = iter(range(first, len(values), CHUNK))
    ahead = deque(pool.submit(verb, values[at : at + CHUNK]) for at in islice(begins, AHEAD * count))
    try:
        while ahead:
            made = ahead.popleft().result()
            ahead.extend(pool.submit(verb, values[at : at + CHUNK]) for at in islice(begins, 1))
            yield from made
    finally:
        for left in ahead:  # of one who takes no more
            left.cancel()


def _each_of(verb: Callable[[Given], Made], values: Sequence[Given]) -> list[Made]:
    return [verb(value) for value in values]


_taken: tuple[Callable[[Any], Any], Sequence[Any]] | None = None  # in a copy: what it was made for


def _take(verb: Callable[[Any], Any], values: Sequence[Any]) -> None:
    global _taken
    _taken = verb, values
    gc.freeze()  # as in `Copies.each`


def _each_of_taken(places: Sequence[int]) -> list[Any]:
    assert _taken is not None
    verb, values = _taken
    return [verb(values[place]) for place in places]
