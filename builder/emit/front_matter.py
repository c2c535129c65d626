"""Front matter: what the templates are told about a page, as YAML of plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

# Far beyond any line: a folded scalar could put `---` at the beginning of a line and end the front matter there.
_NO_FOLDING = 10_000_000


def page(front: Mapping[str, Any], body: str) -> bytes:
    """A page's bytes: its front matter without the empty values, a blank line, its Markdown."""
    kept = {key: cleaned for key, value in front.items() if (cleaned := _clean(value)) not in (None, "", [], {})}
    listed = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=_NO_FOLDING)
    return f"---\n{listed}---\n\n{body.strip()}\n".encode()


def _clean(value: Any) -> Any:
    """`value` with strings on one line and free of what YAML or HTML cannot hold, tuples as lists."""
    if isinstance(value, str):
        return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in value).split())
    if isinstance(value, Mapping):
        return {key: cleaned for key, item in value.items() if (cleaned := _clean(item)) not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value
