"""Lost line ends: paragraphs glued together, and sentences glued in English."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from .damaged import Damaged, apply
from .layout import paragraphs


def lost_paragraph_break(text: str, seed: int) -> Damaged:
    """Two neighbouring paragraphs become one line, in one place to three."""
    spans = paragraphs(text)
    joints = [
        (end, start)
        for (_, end), (start, _) in pairwise(spans)
        if not text[end:start].strip() and text[end - 1] in "。.”"
    ]
    size = min(len(joints), max(1, len(joints) // 3), 3) if joints else 0
    return apply(text, [(end, start, "") for end, start in random.Random(seed).sample(joints, size)])


def glued_sentences(text: str, seed: int) -> Damaged:
    """`work. To` becomes `workTo`: a machine translation loses the stop and the space between two sentences."""
    joints = [found.span() for found in re.finditer(r"(?<=[a-z]{3})\. (?=[A-Z][a-z])", text)]
    size = min(len(joints), max(1, len(joints) // 12)) if joints else 0
    return apply(text, [(start, end, "") for start, end in random.Random(seed).sample(joints, size)])


def stray_stops(text: str, seed: int) -> Damaged:
    """`mind, update` becomes `mind. , update`: the debris of segment-wise translation."""
    joints = [found.start() for found in re.finditer(r"(?<=[a-z]{3}), (?=[a-z])", text)]
    size = min(len(joints), max(1, len(joints) // 8)) if joints else 0
    return apply(text, [(at, at, ". ") for at in random.Random(seed).sample(joints, size)])
