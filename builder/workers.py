"""How many hands do the work: a verb over many values, in order, in processes where that pays."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

#: Values handed to a process at a time: enough to outweigh the pickling, few enough to keep all processes busy.
CHUNK = 8
#: Below this many values a pool costs more to start than it saves: half a second where its processes start afresh.
FEWEST_FOR_A_POOL = 60


_M_MMAP_THRESHOLD = -3  # malloc.h


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


def apart(verb: Callable[..., Made], *values: object) -> Made:
    """`verb` of `values`, in a process that starts afresh, and takes all memory that it needed with it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_give_back) as pool:
        return pool.submit(verb, *values).result()


def _give_back() -> None:
    """Has large arrays returned to the system when they are let go: glibc learns otherwise from the first of them."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 1 << 20)


def _context() -> BaseContext:
    """How processes start. A copy of this one has all modules and dictionaries, which take each other a second and
    more to load; but only of one without threads is it safe, for the locks of threads are copied as they stand.
    """
    if sys.platform == "linux" and threading.active_count() == 1:
        return get_context("fork")
    return get_context("forkserver" if os.name == "posix" else "spawn")
