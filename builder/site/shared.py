"""What every page of the site loads one after another, its style sheets and its scripts: in the zip they are one of each."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Such a file has a hash in its address (versions.py).
_TAG = re.compile(
    r'<(?:link rel="stylesheet" href|script src)="(?:\.\./)*(assets/(css|js)/[^"?]+)\?v=[^"]*"[^>]*>(?:</script>)?\s*'
)


def homes(page: str) -> dict[str, str]:
    """The files of that kind that `page` loads, in order, and the file in which each shall stand: the first."""
    first: dict[str, str] = {}
    return {tag[1]: first.setdefault(tag[2], tag[1]) for tag in _TAG.finditer(page)}


def without_others(page: str, homes: Mapping[str, str]) -> str:
    """`page`, which asks for those files alone in which others stand."""
    return _TAG.sub(lambda tag: tag[0] if homes.get(tag[1], tag[1]) == tag[1] else "", page)
