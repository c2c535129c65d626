"""Front matter: what the templates are told about a page, as YAML of plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def page(front: Mapping[str, Any], body: str) -> bytes:
    """A page's bytes: its front matter without the empty values, a blank line, its Markdown."""
    # JSON on one line is YAML: no value can begin a line with `---`, turn into a date or a truth, or open a tag.
    # It is also written twenty times as fast as by a YAML library, which took most of the time of printing.
    lines = [f"{key}: {json.dumps(kept, ensure_ascii=False)}\n" for key, kept in _kept(front).items()]
    return f"---\n{''.join(lines)}---\n\n{body.strip()}\n".encode()


def _kept(front: Mapping[str, Any]) -> dict[str, Any]:
    return {key: cleaned for key, value in front.items() if (cleaned := _clean(value)) not in (None, "", [], {})}


def _clean(value: Any) -> Any:
    """`value` with strings on one line and free of what YAML or HTML cannot hold, tuples as lists."""
    if isinstance(value, str):
        if value.isprintable():
            return " ".join(value.split())
        return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in value).split())
    if isinstance(value, Mapping):
        return _kept(value)
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value
