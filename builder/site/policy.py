"""The Content-Security-Policy of a site: all from the site itself, and the few scripts that pages hold, by hash."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

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


def inline_scripts(site: Path) -> tuple[str, ...]:
    """`'sha256-…'` of each script that stands inside a page of `site`, sorted: three or four, the same on all pages."""
    found: set[str] = set()
    for page in site.rglob("*.html"):
        for attributes, script in _SCRIPT.findall(page.read_text(encoding="utf-8")):
            kind = _TYPE.search(attributes)
            if script.strip() and not _SOURCE.search(attributes) and (kind is None or kind[1].lower() in _RUN):
                found.add(script)
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in found)
    return tuple(sorted(f"'sha256-{told}'" for told in hashes))


def content_policy(site: Path) -> str:
    """The value of the header for the pages of `site`."""
    scripts = " ".join(inline_scripts(site))
    return "; ".join(f"{name} {value.format(scripts=scripts).strip()}" for name, value in _DIRECTIVES)
