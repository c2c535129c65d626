"""What an address looks like: ASCII, short, safe as a file name on every system."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterable
from itertools import chain

from builder.pattern_code import compiled
from builder.spelling import syllables

LONGEST = 60  # characters: readable in an address bar, and far from the path limit of the zip (DESIGN §7)
_HASH = 8  # hex digits: one in four thousand million for two paths to meet
WITHDRAWN = "withdrawn-"  # begins the name of an address that is kept as a hash
_NOT_IN_SLUGS = compiled(r"[^a-z0-9]+")
#: Names that mean something else: to web servers, to MkDocs, or to Windows.
RESERVED = frozenset(
    chain(
        ("index", "readme", "404", "search", "con", "prn", "aux", "nul", "conin", "conout"),
        (f"{device}{number}" for device in ("com", "lpt") for number in range(10)),
    )
)


def slug_of(text: str) -> str:
    """`text` as an address: pinyin for Chinese, lower-case ASCII, words joined by hyphens; "" if nothing is left."""
    plain = (
        unicodedata.normalize("NFKD", " ".join(syllables(unicodedata.normalize("NFC", text))))
        .encode("ascii", "ignore")
        .decode()
    )
    return _shortened(_NOT_IN_SLUGS.sub("-", plain.lower()).strip("-"))


def hashed(slug: str, path: str) -> str:
    """`slug` made its own by a hash of the source's path."""
    mark = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
    return f"{_shortened(slug, LONGEST - _HASH - 1)}-{mark}".strip("-")


def hidden(slug: str) -> str:
    """The name under which the record keeps an address that nobody may read any more: a hash of it."""
    if slug.startswith(WITHDRAWN):
        return slug
    return WITHDRAWN + hashlib.sha256(slug.casefold().encode()).hexdigest()[: 2 * _HASH]


def first_free(proposals: Iterable[str], taken: Collection[str]) -> str:
    """The first of `proposals` that is no reserved name and not among `taken` (case folded).

    Raises StopIteration if none is free.
    """
    return next(slug for slug in proposals if slug and slug not in RESERVED and not is_taken(slug, taken))


def is_taken(slug: str, taken: Collection[str]) -> bool:
    """True if `slug` (case folded) is among `taken`, or was, and is kept there under a hash."""
    return slug.casefold() in taken or hidden(slug) in taken


def _shortened(slug: str, longest: int = LONGEST) -> str:
    """`slug` cut at a hyphen where there is one in its second half."""
    if len(slug) <= longest:
        return slug
    cut = slug.rfind("-", longest // 2, longest + 1)
    return slug[: cut if cut > 0 else longest].strip("-")
