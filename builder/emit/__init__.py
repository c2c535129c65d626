"""Prints a library: Markdown pages for MkDocs, and the data files that lie beside them. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from builder.emit import (
    collection_pages,
    essay,
    home,
    lists,
    pictures,
    previews,
    print_pages,
    quality,
    redirects,
    rule_pages,
    theme_pages,
    withdrawn_pages,
)
from builder.emit.remember import Heads, Remember, anew
from builder.emit.shelves import FindThemes, Shelves, arrange
from builder.model import Library, Output

__all__ = ["FindThemes", "emit"]


def emit(
    library: Library, matcher: FindThemes | None = None, remember: Remember = anew, arranged: Shelves | None = None
) -> Iterator[Output]:
    """Every generated file of the site, in a fixed order: same library, same bytes.

    `matcher` finds the names of themes in a text; without it no theme is linked inside a text. `remember` spares
    pages that were written before; `arranged` are the look-ups of `library`, where the caller has them.
    """
    shelves = arranged or arrange(library)
    heads = Heads(shelves, matcher)
    yield home.page(shelves)
    for item, page in zip(library.essays, essay.pages(shelves, matcher, heads, remember), strict=True):
        yield page
        yield from pictures.files(item)
    yield from theme_pages.pages(shelves, matcher, heads, remember)
    yield from collection_pages.pages(shelves)
    yield from print_pages.pages(shelves, remember)
    yield from lists.pages(shelves)
    yield from redirects.pages(shelves)
    yield from withdrawn_pages.pages(shelves)
    yield from rule_pages.pages(shelves)
    yield from quality.pages(shelves)
    yield from previews.files(shelves)
