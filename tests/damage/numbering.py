"""Numbering that no longer tells the outline: a heading lost, a count that begins again."""

from __future__ import annotations

import random
import re

from .damaged import Damaged, apply
from .layout import lines

_NUMBERED = re.compile(r"(?P<mark>[二三四五六七八九十]、|[2-9]\. )")


def lost_heading(text: str, seed: int) -> Damaged:
    """One numbered heading line, neither the first nor the last of its series, is gone with its line end."""
    found = [(start, end) for start, end in lines(text) if _NUMBERED.match(text[start:end]) and end - start < 60]
    if len(found) < 2:
        return Damaged(text, ())
    start, end = random.Random(seed).choice(found[:-1])
    stop = min(len(text), end + 1)
    return apply(text, [(start, stop, "")])


def restarted_numbers(text: str, seed: int) -> Damaged:
    """The second half of a series `1. 2. 3. 4.` counts from 1 again."""
    found = [(start, end) for start, end in lines(text) if re.match(r"[1-9]\. ", text[start:end])]
    half = found[len(found) // 2 + len(found) % 2 :]
    return apply(text, [(start, start + 1, str(number)) for number, (start, _) in enumerate(half, 1)])
