"""How Chinese is pronounced: names and titles are also found by pinyin."""

from __future__ import annotations

from builder.pattern_code import compiled
from builder.script import to_simplified
from builder.spelling import syllables

_NOT_LETTERS = compiled(r"[^a-z]+")


def pinyin(text: str) -> str:
    """The syllables of the Chinese in `text`, a blank between two; "" where there is none."""
    found = syllables(to_simplified(text), han_alone=True)
    return " ".join(_NOT_LETTERS.sub("", syllable.lower()) for syllable in found)
