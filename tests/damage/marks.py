"""Marks that changed their form or were covered: ellipses, masked words, half-width punctuation."""

from __future__ import annotations

import random
import re

from .damaged import Damaged, apply
from .layout import HAN

_HALF = str.maketrans({"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "？": "?", "！": "!"})
_MASKABLE = re.compile(r"(?<=党的)十[七八九]大(?=精神)|(?:19|20)\d\d(?=年)")


def ellipsis_as_question_marks(text: str, seed: int) -> Damaged:
    """…… printed as ??."""
    return apply(text, [(found.start(), found.end(), "??") for found in re.finditer("……", text)])


def masked_words(text: str, seed: int) -> Damaged:
    """A word covered: 党的**精神, xx年. What stood there cannot be known."""
    draw = random.Random(seed)
    return apply(
        text,
        [
            (found.start(), found.end(), "xx" if found.group().isdigit() else "**")
            for found in _MASKABLE.finditer(text)
            if draw.random() < 0.7
        ],
    )


def half_width_punctuation(text: str, seed: int) -> Damaged:
    """，；：（）？！ beside Han characters in their half-width form; 。、 and quotation marks stay."""
    found = re.finditer(rf"(?<=[{HAN}”》])[，；：（）？！]|[，；：（）？！](?=[{HAN}“《])", text)
    return apply(text, [(mark.start(), mark.end(), mark.group().translate(_HALF)) for mark in found])
