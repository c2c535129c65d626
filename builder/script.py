"""How text folds for comparison, and how Simplified and Traditional convert; wraps OpenCC and knows nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from opencc import OpenCC

_SPACES = re.compile(r"[\s\u200b\ufeff\u00ad]+")

Direction = Literal["t2s", "s2t"]


@cache
def _converter(direction: Direction) -> OpenCC:
    return OpenCC(direction)


def to_simplified(text: str) -> str:
    """`text` in Simplified characters.

    Callers that rely on positions use `fold_same_length`, which checks.
    """
    return str(_converter("t2s").convert(text))


def to_traditional(text: str) -> str:
    """`text` in Traditional characters, phrase-exact (OpenCC s2t)."""
    return str(_converter("s2t").convert(text))


def fold(text: str, space: str = "") -> str:
    """`text` reduced for comparison: NFKC, Simplified, case folded, white space replaced by `space`."""
    return _SPACES.sub(space, unicodedata.normalize("NFKC", to_simplified(text))).casefold()


@cache
def _plain_forms() -> dict[int, str]:
    """For `str.translate`: every character of the BMP whose NFKC, case-folded form is one other character."""
    characters = (chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000)
    forms = ((character, unicodedata.normalize("NFKC", character).casefold()) for character in characters)
    return {ord(character): form for character, form in forms if len(form) == 1 and form != character}


def fold_same_length(text: str) -> str:
    """`text` folded one character for one: positions in the result are positions in `text`.

    Characters whose folded form is longer or shorter (ligatures, ß) stay as they are.
    """
    simplified = to_simplified(text)
    if len(simplified) != len(text):
        simplified = "".join(s if len(s := to_simplified(c)) == 1 else c for c in text)
    return simplified.translate(_plain_forms())
