"""How a program writes into corpus.yml: entries are set or taken out, comments and everything else stay as they are."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

_WIDE = 10_000  # columns: no line is ever folded


@dataclass(frozen=True, slots=True)
class Change:
    """A key of one entry: `section` (sources, essays), its name, the key, and the value; None takes the key out."""

    section: str
    name: str
    key: str
    value: str | tuple[str, ...] | None


def changed(text: str, changes: Iterable[Change]) -> str:
    """`text` of a corpus.yml with `changes` made. Raises ruamel.yaml.error.YAMLError for what is no YAML.

    Entries left empty go; sections are made where they are missing. A file that needs no change comes back as it was.
    """
    yaml = _writer(text)
    root = yaml.load(text)
    if root is None:  # nothing, or nothing but comments
        root = CommentedMap()
        head = text if not text or text.endswith("\n") else f"{text}\n"
    else:
        head = ""
    touched = False
    for change in changes:
        touched |= _make(root, change)
    if not touched:
        return text
    out = io.StringIO()
    yaml.dump(root, out)
    return head + out.getvalue()


def _make(root: CommentedMap, change: Change) -> bool:
    section = root.get(change.section)
    entry = section.get(change.name) if isinstance(section, CommentedMap) else None
    before = entry.get(change.key) if isinstance(entry, CommentedMap) else None
    if change.value is None:
        if before is None or not isinstance(section, CommentedMap) or not isinstance(entry, CommentedMap):
            return False
        del entry[change.key]
        if not entry:
            del section[change.name]
        if not section:
            del root[change.section]
        return True
    value: Any = CommentedSeq(change.value) if isinstance(change.value, tuple) else change.value
    if isinstance(value, CommentedSeq):
        value.fa.set_flow_style()
    if before == value:
        return False
    if not isinstance(section, CommentedMap):
        section = root[change.section] = CommentedMap()
    if not isinstance(entry, CommentedMap):
        entry = section[change.name] = CommentedMap()
    entry[change.key] = value
    return True


def _writer(text: str) -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.allow_unicode = True
    dash = next((line for line in text.split("\n") if line.lstrip().startswith("- ")), "")
    above = _margin_above(text, dash)
    # Lists keep the indentation that they have, as far as one setting can do it.
    offset = max(0, len(dash) - len(dash.lstrip()) - above) if dash else 2
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return yaml


def _margin_above(text: str, dash: str) -> int:
    margin = 0
    for line in text.split("\n"):
        if line == dash:
            return margin
        if line.rstrip().endswith(":"):
            margin = len(line) - len(line.lstrip())
    return margin
