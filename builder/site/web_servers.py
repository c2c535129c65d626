"""Configurations of web servers for one site: the templates in servers/, with its place and its policy filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from builder.content import REPOSITORY
from builder.site.policy import content_policy

TEMPLATES = REPOSITORY / "servers"
NAMES = ("nginx.conf", "Caddyfile", "web.config")
_PREFIX = re.compile(r"/(?:[A-Za-z0-9_-]+/)*")
#: Lines that only a site below the server's root needs.
_BELOW_ROOT = re.compile(r"^[^\n]*@IF-BELOW-ROOT@\n(.*?)^[^\n]*@END@\n", re.MULTILINE | re.DOTALL)


class PrefixError(ValueError):
    """A path under which no site can stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site stands: its folder on the server, the path before it, what the server listens to."""

    root: str
    prefix: str = "/"  # with a slash at both ends
    listen: str = "80"


def configurations(site: Path, place: Place) -> Iterator[tuple[str, str]]:
    """Name and text of each configuration. Raises PrefixError unless the prefix is slashes around plain names."""
    if not _PREFIX.fullmatch(place.prefix):
        raise PrefixError(place.prefix)
    values = {
        "@POLICY@": content_policy(site),
        "@ROOT@": place.root.rstrip("/"),
        "@PREFIX@": place.prefix,
        "@BARE@": place.prefix.rstrip("/"),
        "@LISTEN@": place.listen,
    }
    for name in NAMES:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        text = _BELOW_ROOT.sub(r"\1" if place.prefix != "/" else "", text)
        for mark, value in values.items():
            text = text.replace(mark, escape(value, {'"': "&quot;"}) if name == "web.config" else value)
        yield name, text
