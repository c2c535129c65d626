"""How an entry of corpus.yml names source files: a path, a folder or a glob, the more specific winning."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from builder.pattern_code import compiled

_PREFIX = compiled(r"^(?:\./)*(?:content/)?(?:essays/)?")
_SPECIAL = compiled(r"\*\*/|\*\*|\*|\?|\[[^\]/]+\]")
#: A glob over folders, `[ab]` sets included; `**/` also matches no folder at all.
_MEANING = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def normal(name: str) -> str:
    """A path as the program names sources: forward slashes, relative to essays/, composed characters (NFC)."""
    return _PREFIX.sub("", unicodedata.normalize("NFC", name.strip()).replace("\\", "/"))


def pattern_of(name: str) -> str:
    """A key of `sources:` as a pattern: a path, a glob, or a folder (a name without a dot), which ends in a slash."""
    pattern = normal(name)
    is_folder = pattern and not is_glob(pattern) and "." not in pattern.rpartition("/")[2]
    return pattern + "/" if is_folder else pattern


def is_glob(pattern: str) -> bool:
    return pattern.endswith("/") or any(c in pattern for c in "*?")


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern.endswith("/"):
        pattern += "**"
    if "/" not in pattern:
        pattern = "**/" + pattern  # a pattern without a folder means files in any folder
    parts: list[str] = []
    reached = 0
    for found in _SPECIAL.finditer(pattern):
        parts.append(re.escape(pattern[reached : found.start()]))
        parts.append(
            _MEANING.get(found.group()) or "[" + found.group()[1:-1].replace("\\", "\\\\").replace("!", "^", 1) + "]"
        )
        reached = found.end()
    parts.append(re.escape(pattern[reached:]))
    try:
        return compiled("".join(parts), re.IGNORECASE)
    except re.error:
        return compiled(re.escape(pattern), re.IGNORECASE)


def matches(pattern: str, name: str) -> bool:
    """True if the source `name` (see `normal`) is among those that `pattern` names."""
    if pattern == name:
        return True
    return is_glob(pattern) and _compiled(pattern).fullmatch(name) is not None


def specificity(pattern: str) -> tuple[int, int, int]:
    """Orders patterns from general to specific: exact paths last, deeper folders later, then by letters spelt out."""
    spelt_out = _SPECIAL.sub("", pattern)
    return (0 if is_glob(pattern) else 1, spelt_out.count("/"), len(spelt_out))
