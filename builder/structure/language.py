"""Which language an essay is written in, by the characters it uses."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from builder.characters import is_chinese
from builder.model import Language
from builder.script import single_forms, to_simplified, to_traditional

_BMP: Final = 0x10000
_FIRST_HAN: Final = 0x3400


@cache
def _side(character: str) -> int:
    """1 for a character only Traditional texts use, -1 for one only Simplified texts use, 0 for all others.

    One-to-many characters (后, 干, 于) stand in Traditional texts too, the more so in half-converted ones, but there
    the phrase-exact converter changes them alone as well, so a small count of them outweighs nothing.
    """
    if to_simplified(character) != character:
        return 1
    return -1 if to_traditional(character) != character else 0


@cache
def _sides() -> NDArray[np.int8]:
    """`_side` of each character of the basic plane, by code."""
    alone = np.arange(_BMP, dtype="<u4")
    sides = np.where(single_forms("t2s") != alone, 1, np.where(single_forms("s2t") != alone, -1, 0)).astype(np.int8)
    sides[:_FIRST_HAN] = 0
    return sides


def language_of(text: str) -> Language:
    """The language of `text`; half-converted Traditional counts as Traditional, no letters at all as Simplified."""
    if not is_chinese(text) and any(character.isascii() and character.isalpha() for character in text):
        return "en"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    basic = codes < _BMP
    sides = _sides()[codes[basic]]
    beyond = [_side(chr(code)) for code in codes[~basic].tolist()]
    traditional = np.count_nonzero(sides > 0) + beyond.count(1)
    simplified = np.count_nonzero(sides < 0) + beyond.count(-1)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
