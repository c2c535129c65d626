"""Gives memory that is no longer used back to the system, where the C library would keep it for the program."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_M_MMAP_THRESHOLD = -3  # malloc.h


def have_large_arrays_returned() -> None:
    """Has large arrays returned to the system when they are let go: glibc learns otherwise from the first of them."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 1 << 20)


def give_back() -> None:
    """Returns to the system what lies free between things that are still used.

    To be called when many small things were let go, such as the words of all essays: else it all stays until something
    as small asks for it. Takes some milliseconds. Does nothing without glibc.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
