"""Noise between words: a forum's anti-copy strings, stray spaces, characters without width."""

from __future__ import annotations

import random

from .damaged import Change, Damaged, apply
from .layout import han_joints, lines, paragraphs, sentence_ends
from .page_head import is_chinese

_NOISE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~!@#$%^&*()_+={}[];:,.?"
_NO_WIDTH = "\u200b\u200c\ufeff"


def _string(draw: random.Random) -> str:
    words = ["".join(draw.choice(_NOISE) for _ in range(draw.randint(1, 2))) for _ in range(draw.randint(7, 12))]
    return " ".join(words)


def anti_copy(text: str, seed: int) -> Damaged:
    """Random characters after sentences and on lines of their own, as Chinese forums print them in white on white."""
    if not is_chinese(text):
        return Damaged(text, ())
    draw = random.Random(seed)
    changes: list[Change] = []
    for start, end in paragraphs(text):
        stops = sentence_ends(text, start, end)
        if stops:
            changes.append((at := draw.choice(stops), at, _string(draw)))
    for start, _ in list(lines(text))[2::2]:
        changes.append((start, start, _string(draw) + "\n"))
    return apply(text, changes)


def stray_spaces(text: str, seed: int) -> Damaged:
    """Blanks between Han characters, as a justified scan prints them."""
    draw = random.Random(seed)
    changes: list[Change] = []
    for start, end in paragraphs(text):
        joints = han_joints(text, start, end)
        changes += [(at, at, " ") for at in draw.sample(joints, min(len(joints), max(1, len(joints) // 25)))]
    return apply(text, changes)


def zero_width(text: str, seed: int) -> Damaged:
    """Characters without width between others, and a no-break space before paragraphs."""
    draw = random.Random(seed)
    changes: list[Change] = []
    for start, end in paragraphs(text):
        places = draw.sample(range(start + 1, end), min(end - start - 1, 3))
        changes += [(at, at, draw.choice(_NO_WIDTH)) for at in places]
        changes.append((start, start, "\u00a0\u00a0"))
    return apply(text, changes)


def ideographic_indent(text: str, seed: int) -> Damaged:
    """Two ideographic spaces before every line but the first."""
    return apply(text, [(start, start, "\u3000\u3000") for start, _ in list(lines(text))[1:]])
