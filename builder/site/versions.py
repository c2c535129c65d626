"""The hash of a style sheet or a script in its address, so that a web server may let browsers keep it for good."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from builder.content import REPOSITORY

_DIGITS = 10  # hex digits: enough to tell two states of one file apart


def version_assets(config: MkDocsConfig) -> None:
    """Adds `?v=<hash of the bytes>` to `extra_css` and `extra_javascript`, as far as they are files of ours."""
    overrides = REPOSITORY / "overrides"
    config.extra_css = [versioned(path, overrides) for path in config.extra_css]
    for script in config.extra_javascript:
        if isinstance(script, str):  # MkDocs wants scripts without attributes as text
            continue
        script.path = versioned(script.path, overrides)


def versioned(path: str, folder: Path) -> str:
    """`path` with the hash of that file below `folder`; as it is if there is none."""
    file = folder / path
    if "?" in path or not file.is_file():
        return path
    return f"{path}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:_DIGITS]}"
