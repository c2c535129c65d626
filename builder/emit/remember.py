"""What parts of pages follow from, so that they need be written again only where that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from builder.emit.head import byline_parts
from builder.emit.shelves import FindThemes, Shelves
from builder.model import Link, Recalled
from builder.model.state import plain

#: Gives the text of a part of a page, from what it follows from and how it is made.
Part = Callable[[bytes, Callable[[], str]], str]


#: A page that may have been written before: its name, what it follows from, beside the words of the site, and how it is
#: made. What is not said to follow from anything is always written anew.
Draft = tuple[str, bytes | None, Callable[[Part], bytes]]
#: Gives the bytes of pages, in order, from memory where what they follow from is the same. It may make those that it
#: does not know in another process: making a page changes nothing.
Remember = Callable[[Iterable[Draft]], Iterator[bytes | Recalled]]


def anew(drafts: Iterable[Draft]) -> Iterator[bytes]:
    """Remembers nothing."""
    return (make(part_anew) for _, _, make in drafts)


def part_anew(made_from: bytes, make: Callable[[], str]) -> str:
    """Remembers nothing either."""
    return make()


class Heads:
    """How essays and themes are named on other pages, as hashes. For what is quoted of an essay, its own key stands."""

    def __init__(self, shelves: Shelves, find_themes: FindThemes | None) -> None:
        self._shelves, self._find_themes = shelves, find_themes
        self._known: dict[str, bytes] = {}
        self._themes: dict[str, bytes] = {}
        self._links: dict[tuple[str, str, str], bytes] = {}

    def __call__(self, slug: str) -> bytes:
        """A hash of address, title, byline and language."""
        known = self._known.get(slug)
        if known is None:
            shelves, essay = self._shelves, self._shelves.essays[slug].essay
            told = (slug, shelves.title(slug), byline_parts(essay, shelves), essay.tag)
            known = self._known[slug] = sha256(plain(told)).digest()
        return known

    def theme(self, id: str) -> bytes:
        """A hash of the names of a theme, and of where a text is linked to it; of no theme for an id that is none."""
        known = self._themes.get(id)
        if known is None:
            theme = self._shelves.themes.get(id)
            linked = self._find_themes.follows_from(id) if self._find_themes else b""
            told = theme and (id, theme.names, linked)
            known = self._themes[id] = sha256(plain(told)).digest()
        return known

    def link(self, link: Link) -> bytes:
        """A hash of what pages say of a link, the same on both; its score only orders them."""
        name = link.origin, link.target, link.kind
        known = self._links.get(name)
        if known is None:
            themes = [self.theme(id) for id in link.themes]
            told = (*name, themes, link.terms, link.origin_passage, link.target_passage)
            known = self._links[name] = sha256(plain(told)).digest()
        return known
