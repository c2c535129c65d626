"""How like two texts are, from small sketches: recognises an essay that was edited, renamed or cut anew."""

from __future__ import annotations

import zlib

from builder.model import Essay
from builder.script import fold

#: Folded characters in a shingle; eight are rare enough in Chinese and in English not to meet by chance.
SHINGLE = 8
#: Numbers kept of a text: the smallest hashes of its shingles. The share that two sketches have in common estimates
#: the Jaccard likeness of the texts, to about 1/sqrt(32) = 0.18 (Broder 1997, "On the resemblance of documents").
SIZE = 32
_DIGITS = 8  # hex digits of a number


def sketch(essay: Essay) -> str:
    """The text's sketch: up to `SIZE` numbers of eight hex digits, ascending, joined."""
    return sketch_of("".join(block.text for block in essay.blocks))


def sketch_of(printed: str) -> str:
    """`sketch` for a text."""
    text = fold(printed)
    last = max(1, len(text) - SHINGLE + 1)
    numbers = {zlib.crc32(text[start : start + SHINGLE].encode("utf-8", "surrogatepass")) for start in range(last)}
    return "".join(f"{number:0{_DIGITS}x}" for number in sorted(numbers)[:SIZE])


def likeness(one: str, other: str) -> float:
    """Estimated Jaccard likeness of two sketched texts, 0 to 1."""
    first, second = numbers(one), numbers(other)
    smallest = sorted(first | second)[:SIZE]
    return sum(number in first and number in second for number in smallest) / len(smallest) if smallest else 0.0


def numbers(text: str) -> set[str]:
    """The numbers of a sketch."""
    return {text[start : start + _DIGITS] for start in range(0, len(text), _DIGITS)}
