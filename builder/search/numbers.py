"""How ascending numbers become short text: differences, five bits a character, as source maps print them."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32  # set in every digit of a number but its last


def number(value: int) -> str:
    """`value` (0 or more) as one or more digits, the lowest five bits first."""
    digits = []
    while value >= _MORE:
        digits.append(DIGITS[_MORE | value & 31])
        value >>= 5
    digits.append(DIGITS[value])
    return "".join(digits)


_SHORT = tuple(number(value) for value in range(4096))


def ascending(values: Iterable[int]) -> str:
    """Ascending `values` as the differences between them, the first counted from -1."""
    digits: list[str] = []
    last = -1
    for value in values:
        step = value - last - 1
        digits.append(_SHORT[step] if step < 4096 else number(step))
        last = value
    return "".join(digits)
