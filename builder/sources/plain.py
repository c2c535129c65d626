"""Plain text: its text is what it is, and nothing in it states structure."""

from __future__ import annotations

from pathlib import Path

from builder.model import Limits, Source
from builder.sources.decode import decode
from builder.sources.lines import refuse_long_lines


def read_plain(data: bytes, name: str, limits: Limits, path: Path) -> Source:
    """The source in `data`; `path` is not looked at. Raises Refused."""
    decoded = decode(data, name)
    refuse_long_lines(decoded.text, name, limits)
    return Source(name, decoded.text, decoded.record, "txt", problems=decoded.problems)
