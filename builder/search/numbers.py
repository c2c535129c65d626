"""How numbers become short text: five bits a character, as source maps print them."""

from __future__ import annotations

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32  # set in every digit of a number but its last


def digits(value: int) -> str:
    """`value` (0 or more) as one or more digits, the lowest five bits first."""
    found = []
    while value >= _MORE:
        found.append(DIGITS[_MORE | value & 31])
        value >>= 5
    found.append(DIGITS[value])
    return "".join(found)
