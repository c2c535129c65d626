"""Injected pinyin: a site that foils copying prints a reading after every occurrence of some characters."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

from pypinyin import Style, pinyin

from .damaged import Damaged, apply
from .layout import HAN

_HAN = re.compile(f"[{HAN}]")
#: Such sites annotate some 80 characters of 6,000 and never miss one: about one character in twelve of the text.
SHARE = 12


def reading(character: str) -> str:
    """The commonest reading of `character`, with its tone mark."""
    return str(pinyin(character, style=Style.TONE)[0][0])


def chosen(text: str, seed: int) -> tuple[str, ...]:
    """The characters that get a reading: frequent and rare ones alike, with a tone mark in their reading."""
    counts = Counter(_HAN.findall(text))
    toned = sorted(c for c in counts if re.search("[^a-z]", reading(c)))
    size = min(len(toned), max(3, len(toned) // SHARE)) if toned else 0
    return tuple(sorted(random.Random(seed).sample(toned, size)))


def injected_pinyin(text: str, seed: int) -> Damaged:
    """Every occurrence of the chosen characters is followed by its reading in half-width parentheses."""
    return _injected(text, seed, lambda character: f"({reading(character)})")


def injected_digits(text: str, seed: int) -> Damaged:
    """The same with the tone as a digit: 優(you1)."""
    return _injected(text, seed, lambda character: f"({pinyin(character, style=Style.TONE3)[0][0]})")


def injected_zhuyin(text: str, seed: int) -> Damaged:
    """The same in the letters of Taiwan, in parentheses of full width: 優（ㄧㄡ）."""
    return _injected(text, seed, lambda character: f"（{pinyin(character, style=Style.BOPOMOFO)[0][0]}）")


def _injected(text: str, seed: int, printed: Callable[[str], str]) -> Damaged:
    readings = {character: printed(character) for character in chosen(text, seed)}
    return apply(text, [(i + 1, i + 1, readings[c]) for i, c in enumerate(text) if c in readings])
