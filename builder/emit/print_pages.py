"""A collection as one page for paper: contents, then each essay on a new sheet, nothing of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.emit import blocks, front_matter, markdown, pictures
from builder.emit.head import byline_parts
from builder.emit.shelves import Shelves, one_line
from builder.model import Collection, Output

# A browser lays out about this many essays for paper within some seconds; a larger collection is printed by parts.
MOST_ESSAYS: Final = 60


def pages(shelves: Shelves) -> Iterator[Output]:
    """`print/<collection>.md` for each collection that is not too long for it."""
    for shelf in shelves.library.collections:
        if printable(shelf, shelves):
            yield _page(shelf, shelves)


def printable(shelf: Collection, shelves: Shelves) -> bool:
    return 0 < sum(slug in shelves.essays for slug in shelf.essays) <= MOST_ESSAYS


def _page(shelf: Collection, shelves: Shelves) -> Output:
    title = one_line(shelf.title)
    slugs = [slug for slug in shelf.essays if slug in shelves.essays]
    lines = [markdown.heading(1, markdown.escape(title), "title")]
    contents = [markdown.link(markdown.escape(shelves.title(slug)), f"#e{n}") for n, slug in enumerate(slugs, 1)]
    lines.append("\n".join(markdown.item(entry, "", "content-item") for entry in contents))
    for number, slug in enumerate(slugs, 1):
        lines += _essay(number, slug, shelves)
    front = {"template": "print.html", "title": title, "kind": "print", "back": f"collections/{shelf.slug}.html"}
    return Output(f"print/{shelf.slug}.md", front_matter.page(front, "\n\n".join(lines)))


def _essay(number: int, slug: str, shelves: Shelves) -> list[str]:
    """One essay; its ids get the essay's number before them, so that they stay apart on the page."""
    essay = shelves.essays[slug].essay
    name = markdown.heading(1, markdown.escape(shelves.title(slug)), f"e{number}", "sheet", lang=essay.language)
    byline = markdown.paragraph(markdown.escape(" · ".join(byline_parts(essay, shelves))), "", "byline")
    printed = [
        replace(block, id=f"e{number}-{block.id}", language=block.language or essay.language)
        for block in pictures.with_addresses(essay)
    ]
    return [name, byline, blocks.written(printed, {}, shelves.words)]
