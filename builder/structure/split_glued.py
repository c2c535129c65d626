"""Heads that are glued to the text behind them: title, author and first sentence on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.model import Span
from builder.pattern_code import compiled
from builder.structure.metadata_names import clean_name, is_common_person, is_person, may_be_name
from builder.structure.titles import is_numbered, is_title_like

#: What follows title and author on the line must be text, not a third name.
SHORTEST_TEXT = 40
_NO_STOP = "[^\\s。，；：、,;:!?！？“”（）()]"
_HEAD = compiled(
    rf"^(?P<t>{_NO_STOP}{{2,24}}+)[\s\u3000]+(?P<label>(?:作者|文)\s?[:：/]\s?)?(?P<a>\S{{2,12}}|\S\s\S)(?=[\s\u3000]|$)[\s\u3000]*(?P<rest>.*)$"
)
_BRACKETED = compiled(rf"^(?P<t>{_NO_STOP}{{2,24}}+)[（(](?P<a>\S{{2,3}}|\S\s\S)[)）]$")


@dataclass(frozen=True, slots=True)
class Glued:
    """Offsets in a line: its title, its author, and where the text behind them begins."""

    title: Span
    author: Span
    text: int


def may_be_glued(line: str) -> bool:
    """False if a line has neither of the two forms above: one look instead of three."""
    return _HEAD.match(line) is not None or _BRACKETED.match(line) is not None


def read_glued(line: str, *, strict: bool = True) -> Glued | None:
    """Title, author and the beginning of the text, if a line has all three, parted by blanks.

    Not `strict`, the author may be a word of two to four characters that only its company makes a name.
    """
    found = _read(line, strict=strict)
    if found is None or len(line) - found.text < SHORTEST_TEXT or not re.search("[。！？]", line[found.text :]):
        return None
    return found


def read_title_and_author(line: str) -> Glued | None:
    """Title and author, if that is all that a line has: T 张三, T（张三）."""
    if (m := _BRACKETED.match(line)) and is_common_person(m["a"]) and is_title_like(m["t"]):
        return Glued(m.span("t"), m.span("a"), len(line))
    found = _read(line, strict=True)
    return found if found is not None and found.text == len(line) else None


def _read(line: str, *, strict: bool) -> Glued | None:
    m = _HEAD.match(line)
    if m is None or not is_title_like(m["t"]) or is_numbered(m["t"]) or clean_name(m["a"]) is None:
        return None
    if not (is_common_person(m["a"]) or ((m["label"] or not strict) and (is_person(m["a"]) or may_be_name(m["a"])))):
        return None
    if len(m["t"]) == 3 and is_common_person(m["t"]):
        return None  # two names: a list of people
    return Glued(m.span("t"), m.span("a"), m.start("rest"))
