"""How text folds for comparison, and how Simplified and Traditional convert; wraps OpenCC and knows nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

import numpy as np
from opencc import OpenCC

_SPACES = re.compile(r"[\s\u200b\ufeff\u00ad]+")

Direction = Literal["t2s", "s2t"]
#: What `site.script` may say; "source" leaves each text in the script it is printed in.
Script = Literal["source", "simplified", "traditional"]


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


def in_script(text: str, script: Script) -> str:
    """`text` in `script`, phrase-exact by OpenCC and of the same length, so that places in it still hold.

    A line whose length OpenCC changes is converted character by character.
    """
    if script == "source":
        return text
    convert = to_simplified if script == "simplified" else to_traditional
    made = convert(text)
    if len(made) == len(text):
        return made
    pairs = [(line, convert(line)) for line in text.split("\n")]
    return "\n".join(other if len(other) == len(line) else _one_by_one(line, convert) for line, other in pairs)


def _one_by_one(text: str, convert: Callable[[str], str]) -> str:
    return "".join(other if len(other := convert(character)) == 1 else character for character in text)


def fold(text: str, space: str = "") -> str:
    """`text` reduced for comparison: NFKC, Simplified, case folded, white space replaced by `space`."""
    return _SPACES.sub(space, unicodedata.normalize("NFKC", to_simplified(text))).casefold()


class Translation:
    """What `str.translate` does with a table of one character for one, several times as fast on a Chinese paragraph:
    there `str.translate` raises and catches a KeyError for each character that stays."""

    #: A shorter text is translated as fast by `str.translate` (measured on 10 to 1,000 Han characters).
    SHORT = 24

    def __init__(self, forms: Mapping[int, str]) -> None:
        self._forms = forms
        self._codes = np.arange(0x110000, dtype="<u4")
        self._codes[list(forms)] = [ord(form) for form in forms.values()]

    def __call__(self, text: str) -> str:
        if len(text) < self.SHORT:
            return text.translate(self._forms)
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        return bytes(self._codes[codes]).decode("utf-32-le", "surrogatepass")


@cache
def _plain_forms() -> Translation:
    """Every character of the BMP whose NFKC, case-folded form is one other character."""
    characters = (chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000)
    forms = ((character, unicodedata.normalize("NFKC", character).casefold()) for character in characters)
    return Translation({ord(character): form for character, form in forms if len(form) == 1 and form != character})


def fold_same_length(text: str) -> str:
    """`text` folded one character for one: positions in the result are positions in `text`.

    Characters whose folded form is longer or shorter (ligatures, ß) stay as they are.
    """
    simplified = to_simplified(text)
    if len(simplified) != len(text):
        simplified = "".join(s if len(s := to_simplified(c)) == 1 else c for c in text)
    return _plain_forms()(simplified)
