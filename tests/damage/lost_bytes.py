"""Two bytes deleted: a clean-up took the ideographic space of GBK (A1A1) out without regard to characters."""

from __future__ import annotations

from .damaged import Change, Damaged, apply

_SPACE = b"\xa1\xa1"


def two_bytes_deleted(text: str, seed: int) -> Damaged:
    """A character whose second byte is A1, before a mark whose first is, melts into one: 省、市 becomes 盛市."""
    changes: list[Change] = []
    index = 0
    while index + 1 < len(text):
        try:
            pair = text[index : index + 2].encode("gbk")
        except UnicodeEncodeError:
            pair = b""
        if len(pair) == 4 and pair[1:3] == _SPACE:
            rest = (pair[:1] + pair[3:]).decode("gbk", errors="replace")
            if len(rest) == 1 and rest != "\ufffd":
                changes.append((index, index + 2, rest))
                index += 1
        index += 1
    return apply(text, changes)
