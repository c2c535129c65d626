"""The bytes of a text as old editors save it: other encodings, mixed line ends."""

from __future__ import annotations

import random

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le")


def mixed_line_ends(text: str, seed: int) -> str:
    """Most lines end in CRLF, some in LF."""
    draw = random.Random(seed)
    parts = text.split("\n")
    return "".join(part + ("\r\n" if draw.random() < 0.8 else "\n") for part in parts[:-1]) + parts[-1]


def encoded(text: str, encoding: str) -> bytes:
    """`text` in `encoding`. Raises UnicodeEncodeError where the encoding lacks a character."""
    return text.encode(encoding)
