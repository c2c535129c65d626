"""What parts of pages follow from, so that they need be written again only where that changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Protocol

from builder.emit.head import byline_parts
from builder.emit.shelves import Shelves
from builder.model.state import plain


class Remember(Protocol):
    """Gives bytes, from memory where what they follow from is the same.

    The words of the site, and the names and forms of its themes, are the rememberer's affair.
    """

    def __call__(self, name: str, made_from: bytes, make: Callable[[], bytes], parts: Sequence[str] = ()) -> bytes:
        """The bytes of `name`; `parts` are names that `make` asks for in its turn, to be remembered like it."""
        ...


def anew(name: str, made_from: bytes, make: Callable[[], bytes], parts: Sequence[str] = ()) -> bytes:
    """Remembers nothing."""
    return make()


class Heads:
    """How essays are named on other pages, as hashes. For what is quoted of one, its own key stands."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._known: dict[str, bytes] = {}

    def __call__(self, slug: str) -> bytes:
        """A hash of address, title, byline and language."""
        known = self._known.get(slug)
        if known is None:
            shelves, essay = self._shelves, self._shelves.essays[slug].essay
            told = (slug, shelves.title(slug), byline_parts(essay, shelves), essay.tag)
            known = self._known[slug] = sha256(plain(told)).digest()
        return known
