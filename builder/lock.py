"""One build of a library at a time: a lock that the system takes back when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: Seconds for which a second build waits for the first; the largest libraries take minutes from nothing.
PATIENCE = 900.0
_BETWEEN = 0.1  # seconds between two tries

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BusyError(Exception):
    """Another process held the lock for longer than anybody waits."""


@contextmanager
def alone(folder: Path, waiting: Callable[[], None], patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock of `folder`, which is made if need be. `waiting` is called once if another process holds it.

    The file stays when the lock is given back: what counts is who holds it, so that no lock is ever stale. Raises
    BusyError after `patience` seconds, OSError if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = time.monotonic() + patience
        told = False
        while not _taken(handle):
            if time.monotonic() > until:
                raise BusyError(str(folder))
            if not told:
                waiting()
                told = True
            time.sleep(_BETWEEN)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        _take(handle)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks: nothing to wait for, as before there were any
    return True
