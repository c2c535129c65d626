"""What parts of pages follow from, so that they need be written again only where that changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Protocol

from builder.emit.head import byline_parts
from builder.emit.shelves import Shelves
from builder.model.state import plain

#: Gives the text of a part of a page, from what it follows from and how it is made.
Part = Callable[[bytes, Callable[[], str]], str]


class Remember(Protocol):
    """Gives bytes, from memory where what they follow from is the same.

    The words of the site, and the names and forms of its themes, are the rememberer's affair.
    """

    def __call__(self, name: str, made_from: bytes, make: Callable[[Part], bytes]) -> bytes:
        """The bytes of the page `name`; `make` may ask for its parts in the same way."""
        ...


def anew(name: str, made_from: bytes, make: Callable[[Part], bytes]) -> bytes:
    """Remembers nothing."""
    return make(part_anew)


def part_anew(made_from: bytes, make: Callable[[], str]) -> str:
    """Remembers nothing either."""
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
