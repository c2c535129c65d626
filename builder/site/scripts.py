"""The scripts of our own pages as browsers are sent them: short, and kept short between builds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.cache import Cache, code_fingerprint, key_of
from builder.content import REPOSITORY
from builder.site.short_script import short

OVERRIDES = REPOSITORY / "overrides"


def scripts(cache: Cache) -> Mapping[str, bytes]:
    """The scripts below `overrides/`, short, by the path that each has in a site."""
    written = {path.relative_to(OVERRIDES).as_posix(): path for path in sorted((OVERRIDES / "assets").rglob("*.js"))}
    texts = [path.read_text(encoding="utf-8") for path in written.values()]
    key = key_of(code_fingerprint(("site/short_script.py",)), *texts)
    made = cache.remember("script", "", key, lambda: [short(text) for text in texts])
    return {name: text.encode() for name, text in zip(written, made, strict=True)}


def send_short(site: Path, sent: Mapping[str, bytes]) -> None:
    """Puts `sent` in the place of what the printer copied into `site`."""
    for name, data in sent.items():
        path = site / name
        if path.exists():
            path.unlink()  # a file of its own, whatever other names it had
            path.write_bytes(data)
