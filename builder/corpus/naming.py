"""What a discovered theme is called and where it lives: its address from its phrase, its names in each script."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from builder.characters import HAN
from builder.corpus import words
from builder.patterns import pattern
from builder.script import to_traditional
from builder.spelling import syllables

_HAN = pattern(f"[{HAN}]")
_NOT_ADDRESS = pattern(r"[^a-z0-9]+")
_LONGEST_ADDRESS = 60

Names = tuple[tuple[str, str], ...]


def address(phrase: str, taken: Collection[str]) -> str:
    """An ASCII id for `phrase` (folded): its letters, or its pinyin; with a hash of the phrase if that is taken."""
    spelt = " ".join(syllables(phrase)) if _HAN.search(phrase) else phrase
    plain = _NOT_ADDRESS.sub("-", spelt.casefold())[:_LONGEST_ADDRESS].strip("-")
    if plain and plain not in taken:
        return plain
    mark = hashlib.sha256(phrase.encode()).hexdigest()[:6]
    return f"{plain}-{mark}" if plain else mark


def names(phrase: str, label: str) -> Names:
    """The names of a discovered theme: both scripts for a Chinese phrase, `label` for a Latin one."""
    if _HAN.search(phrase):
        return (("zh-Hans", phrase), ("zh-Hant", to_traditional(phrase)))
    return (("en", label),)


def completed(given: Names) -> Names:
    """`given` names with Traditional made from Simplified where only that is given."""
    known = dict(given)
    if "zh-Hans" in known and "zh-Hant" not in known:
        return (*given, ("zh-Hant", to_traditional(known["zh-Hans"])))
    return given


def printed(surfaces: Sequence[str], kinds: Sequence[str]) -> str:
    """Folded Latin words as they are printed: acronyms in capitals, names with one, other words plain."""
    shapes = (
        word.upper() if kind == words.ACRONYM else word.capitalize() if kind == words.CAPITAL else word
        for word, kind in zip(surfaces, kinds, strict=True)
    )
    return " ".join(shapes)


def join(surfaces: Sequence[str]) -> str:
    """Words put together as text: Han touch, Latin words stand apart."""
    text = ""
    for word in surfaces:
        apart = text and not (_HAN.match(word[0]) or _HAN.match(text[-1]))
        text += f" {word}" if apart else word
    return text
