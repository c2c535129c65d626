"""The value of the numbers by which headings and items are counted."""

from __future__ import annotations

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}

#: For the inside of a character class.
CHINESE_NUMERALS = "一二三四五六七八九十"


def value(number: str) -> int | None:
    """The value of 1 to 99 in Chinese or Arabic numerals, None for anything else."""
    if number.isascii() and number.isdigit():
        return int(number)
    if not number or any(character not in _DIGITS for character in number):
        return None
    tens, ten, units = number.rpartition("十")
    if not ten:
        return _DIGITS[number] if len(number) == 1 else None
    if len(tens) > 1 or len(units) > 1:
        return None
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[units] if units else 0)
