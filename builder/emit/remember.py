"""What parts of pages follow from, so that they need be written again only where that changed."""

from __future__ import annotations

from collections.abc import Callable

from builder.emit.head import byline_parts
from builder.emit.shelves import Shelves
from builder.model.state import block_state

#: Gives bytes, from memory where what they follow from is the same: a name, that, and how they are made. The words of
#: the site and the forms of its themes are the rememberer's affair.
Remember = Callable[[str, bytes, Callable[[], bytes]], bytes]


def anew(name: str, made_from: bytes, make: Callable[[], bytes]) -> bytes:
    """Remembers nothing."""
    return make()


def side(slug: str, block: str, shelves: Shelves) -> tuple[object, ...]:
    """What other pages say of an essay and of one of its passages."""
    essay = shelves.essays[slug].essay
    return slug, shelves.title(slug), byline_parts(essay, shelves), essay.tag, block_state(shelves.block(slug, block))
