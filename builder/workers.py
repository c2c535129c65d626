"""How many hands do the work: a verb over many values, in order, in processes where that pays."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

#: Values handed to a process at a time: enough to outweigh the pickling, few enough to keep all processes busy.
CHUNK = 8
#: Below this many values a pool costs more to start than it saves: half a second where its processes start afresh.
FEWEST_FOR_A_POOL = 60


class Hands(Protocol):
    """Whatever can apply a verb to many values; any `concurrent.futures.Executor` can be wrapped as one."""

    def each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        """`verb` of each value, in the order of `values`, streaming."""
        ...


class OneHand:
    """Everything in this process."""

    def each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        return map(verb, values)


class ManyHands:
    """A pool of processes, used only for work that is worth it."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        if len(values) < FEWEST_FOR_A_POOL:
            return map(verb, values)
        return self._pool.map(verb, values, chunksize=CHUNK)


@contextmanager
def hands(jobs: int | None = None) -> Iterator[Hands]:
    """Hands for `jobs` processes (default: the cores); one job or one core works in this process."""
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield OneHand()
        return
    with ProcessPoolExecutor(count, mp_context=_context()) as pool:
        yield ManyHands(pool)


def _context() -> BaseContext:
    """How processes start. A copy of this one has all modules and dictionaries, which take each other a second and
    more to load; but only of one without threads is it safe, for the locks of threads are copied as they stand.
    """
    if sys.platform == "linux" and threading.active_count() == 1:
        return get_context("fork")
    return get_context("forkserver" if os.name == "posix" else "spawn")
