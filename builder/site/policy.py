"""The Content-Security-Policy of a site: all from the site itself, and the few scripts that pages hold, by hash."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from builder.content import REPOSITORY

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
#: Types that browsers run; any other is data (Material keeps its settings so), which a policy need not name.
_RUN = {"text/javascript", "application/javascript", "module"}

_DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self' {scripts}"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("frame-ancestors", "'none'"),
)


#: What a template says where the page decides, and what may come of it: an address, never code.
_FILLED_IN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ADDRESS = r"[\w./:%~-]*"


def inline_scripts(site: Path, known: Collection[re.Pattern[str]] | None = None) -> tuple[str, ...]:
    """`'sha256-…'` of each script that stands inside a page of `site` and that a template of ours put there, sorted.

    A script that no template knows (`known`, by default those of the theme and of overrides/) is named nowhere, so that
    a browser refuses it, wherever it came from.
    """
    told = theme_scripts() if known is None else known
    found = {script for page in site.rglob("*.html") for script in _scripts(page.read_text(encoding="utf-8"))}
    ours = (script for script in found if any(pattern.fullmatch(script) for pattern in told))
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in ours)
    return tuple(sorted(f"'sha256-{hash}'" for hash in hashes))


@cache
def theme_scripts() -> frozenset[re.Pattern[str]]:
    """A pattern for each script that stands inside a template of the theme or of overrides/."""
    material = find_spec("material")
    folders = [Path(place) / "templates" for place in (material.submodule_search_locations if material else None) or ()]
    found: set[re.Pattern[str]] = set()
    for folder in (*folders, REPOSITORY / "overrides"):
        for template in folder.rglob("*.html"):
            for script in _scripts(template.read_text(encoding="utf-8")):
                found.add(re.compile(_ADDRESS.join(map(re.escape, _FILLED_IN.split(script)))))
    return frozenset(found)


def _scripts(page: str) -> Iterator[str]:
    """The text of each script inside `page` that a browser would run."""
    for attributes, script in _SCRIPT.findall(page):
        kind = _TYPE.search(attributes)
        if script.strip() and not _SOURCE.search(attributes) and (kind is None or kind[1].lower() in _RUN):
            yield script


def content_policy(site: Path, known: Collection[re.Pattern[str]] | None = None) -> str:
    """The value of the header for the pages of `site`."""
    scripts = " ".join(inline_scripts(site, known))
    return "; ".join(f"{name} {value.format(scripts=scripts).strip()}" for name, value in _DIRECTIVES)
