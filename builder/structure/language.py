"""Which language an essay is written in, by the characters it uses."""

from __future__ import annotations

from functools import cache

from builder.characters import counted, is_chinese
from builder.model import Language
from builder.script import to_simplified, to_traditional


@cache
def _side(character: str) -> int:
    """1 for a character only Traditional texts use, -1 for one only Simplified texts use, 0 for all others.

    One-to-many characters (后, 干, 于) stand in Traditional texts too, the more so in half-converted ones, but there
    the phrase-exact converter changes them alone as well, so a small count of them outweighs nothing.
    """
    if to_simplified(character) != character:
        return 1
    return -1 if to_traditional(character) != character else 0


def language_of(text: str) -> Language:
    """The language of `text`; half-converted Traditional counts as Traditional, no letters at all as Simplified."""
    if not is_chinese(text) and any(character.isascii() and character.isalpha() for character in text):
        return "en"
    traditional = simplified = 0
    for character, count in counted(text):
        if character >= "㐀":
            side = _side(character)
            traditional += count if side > 0 else 0
            simplified += count if side < 0 else 0
    return "zh-Hant" if traditional > simplified else "zh-Hans"
