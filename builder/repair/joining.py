"""How two lines become one: what stands between them, and what becomes of a hyphen at the line's end."""

from __future__ import annotations

from builder.characters import CJK_MARKS, HAN
from builder.model import Certainty, Edit
from builder.patterns import pattern
from builder.repair.lines import Line

_CURLY = "“”‘’"
_NO_BLANK_BESIDE = pattern(f"[{HAN}{CJK_MARKS}]")


def join(line: Line, following: Line, between: str, certainty: Certainty | None = None) -> Edit:
    """The edit that lets `following` go on in `line`: blanks and line ends between them become `between`."""
    return Edit(line.inner_end, following.inner_start, between, certainty)


def blank_between(before: str, after: str) -> str:
    """A blank between words, nothing beside a Han character or a Chinese mark; curly quotes are what they hold."""
    before, after = before.rstrip(_CURLY) or before, after.lstrip(_CURLY) or after
    return "" if _NO_BLANK_BESIDE.match(before[-1:]) or _NO_BLANK_BESIDE.match(after[:1]) else " "
