"""How numbers become short text: five bits a character, as source maps print them; and how they are read again."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32  # set in every digit of a number but its last
#: The value of each character that is a digit.
_VALUES = np.array([DIGITS.find(chr(code)) for code in range(256)], dtype=np.int64)


def digits(value: int) -> str:
    """`value` (0 or more) as one or more digits, the lowest five bits first."""
    found = []
    while value >= _MORE:
        found.append(DIGITS[_MORE | value & 31])
        value >>= 5
    found.append(DIGITS[value])
    return "".join(found)


def numbers(written: str) -> NDArray[np.int64]:
    """The numbers that `written` holds, one after the other."""
    codes = _VALUES[np.frombuffer(written.encode(), dtype=np.uint8)]
    begins = np.append(0, np.flatnonzero(codes < _MORE) + 1)[:-1]
    if not len(begins):
        return np.empty(0, dtype=np.int64)
    places = np.arange(len(codes)) - np.repeat(begins, np.diff(np.append(begins, len(codes))))
    return np.asarray(np.add.reduceat((codes & 31) << (5 * places), begins))


def ascending_digits(values: Iterable[int]) -> str:
    """Ascending numbers as the steps between them, the first counted from -1."""
    last = -1
    found = []
    for value in values:
        found.append(digits(value - last - 1))
        last = value
    return "".join(found)


def ascending(written: str) -> list[int]:
    """The numbers that `ascending_digits` wrote."""
    found: list[int] = (np.cumsum(numbers(written) + 1) - 1).tolist()
    return found
