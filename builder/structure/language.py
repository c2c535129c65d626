"""Which language an essay is written in, by the characters it uses."""

from __future__ import annotations

from collections import Counter
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
def _traditional() -> NDArray[np.bool_]:
    """Whether only Traditional texts use a character of the basic plane, by code.

    One-to-many characters (后, 干, 于) stand in Traditional texts too, the more so in half-converted ones, but there
    the phrase-exact converter changes them alone as well, so a small count of them outweighs nothing.
    """
    found: NDArray[np.bool_] = single_forms("t2s") != np.arange(_BMP)
    found[:_FIRST_HAN] = False
    return found


@cache
def _simplified() -> NDArray[np.bool_]:
    """Whether only Simplified texts use it."""
    found: NDArray[np.bool_] = (single_forms("s2t") != np.arange(_BMP)) & ~_traditional()
    found[:_FIRST_HAN] = False
    return found


def language_of(text: str) -> Language:
    """The language of `text`; half-converted Traditional counts as Traditional, no letters at all as Simplified."""
    if not is_chinese(text) and any(character.isascii() and character.isalpha() for character in text):
        return "en"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    basic = codes[codes < _BMP]
    beyond = Counter(map(chr, codes[codes >= _BMP].tolist()))
    changing = {character for character in beyond if to_simplified(character) != character}
    traditional = np.count_nonzero(_traditional()[basic]) + sum(beyond[character] for character in changing)
    if not traditional:  # most texts; to count the others the larger of OpenCC's dictionaries is loaded
        return "zh-Hans"
    simplified = np.count_nonzero(_simplified()[basic])
    simplified += sum(beyond[each] for each in beyond.keys() - changing if to_traditional(each) != each)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
