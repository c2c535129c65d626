"""The hash of a style sheet or a script in its address, so that a web server may let browsers keep it for good."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from builder.content import REPOSITORY

_DIGITS = 10  # hex digits: enough to tell two states of one file apart


def version_assets(config: MkDocsConfig, sent: Mapping[str, bytes]) -> None:
    """Adds `?v=<hash of the bytes>` to `extra_css` and `extra_javascript`, as far as they are files of ours.

    `sent`: the bytes of those that are not sent as they lie in `overrides/`.
    """
    overrides = REPOSITORY / "overrides"
    config.extra_css = [versioned(path, overrides, sent) for path in config.extra_css]
    for script in config.extra_javascript:
        if isinstance(script, str):  # MkDocs wants scripts without attributes as text
            continue
        script.path = versioned(script.path, overrides, sent)


def versioned(path: str, folder: Path, sent: Mapping[str, bytes]) -> str:
    """`path` with the hash of what is sent for it, that file below `folder` if nothing else; as it is if there is none."""
    file = folder / path
    if "?" in path or not file.is_file():
        return path
    data = sent[path] if path in sent else file.read_bytes()
    return f"{path}?v={hashlib.sha256(data).hexdigest()[:_DIGITS]}"
