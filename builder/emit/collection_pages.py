"""The pages of collections: one each with its essays in order, and the index of all."""

from __future__ import annotations

from collections.abc import Iterator

from builder.emit import books, front_matter, markdown
from builder.emit.collation import language_first, reading
from builder.emit.head import byline_parts, measure_parts
from builder.emit.print_pages import printable
from builder.emit.shelves import Shelves, one_line
from builder.model import Collection, Output


def pages(shelves: Shelves) -> Iterator[Output]:
    """`collections/<slug>.md` for each collection, and `collections/index.md`."""
    yield _index(shelves)
    for shelf in shelves.library.collections:
        yield _page(shelf, shelves)


def _page(shelf: Collection, shelves: Shelves) -> Output:
    words = shelves.words
    slugs = [slug for slug in shelf.essays if slug in shelves.essays]
    essays = [shelves.essays[slug].essay for slug in slugs]
    line = words(
        "collection-line",
        n=f"{len(slugs):,}",
        length=f"{sum(shelves.measures[slug].length for slug in slugs):,}",
        minutes=f"{sum(shelves.measures[slug].minutes for slug in slugs):,}",
    )
    kind = words(f"collection-{shelf.kind}")
    lines = [
        markdown.heading(1, markdown.escape(one_line(shelf.title)), "title"),
        markdown.paragraph(markdown.escape(f"{line} {kind}"), "", "measure"),
    ]
    items = []
    for slug, essay in zip(slugs, essays, strict=True):
        title = markdown.link(markdown.escape(shelves.title(slug)), shelves.essay_target(slug), lang=essay.tag)
        about = " · ".join([*byline_parts(essay, shelves)[:2], *measure_parts(slug, shelves)[1:]])
        items.append(markdown.item(f"{title} *{markdown.escape(about, starts_line=False)}*", "", "essay-item"))
    if items:
        lines.append("\n".join(items))
    if printable(shelf, shelves):
        paper = markdown.link(markdown.escape(words("for-paper")), f"../print/{shelf.slug}.md")
        lines.append(markdown.paragraph(paper, "", "remark"))
    front = {
        "template": "collection.html",
        "title": one_line(shelf.title),
        "kind": "collection",
        # Data of the site, not a page: MkDocs would warn of a link to it, so the template prints it.
        "book": books.address(shelf) if books.bound(shelf, shelves) else None,
    }
    return Output(f"collections/{shelf.slug}.md", front_matter.page(front, "\n\n".join(lines)))


def _index(shelves: Shelves) -> Output:
    words = shelves.words
    lines = [
        markdown.heading(1, markdown.escape(words("collections")), "title"),
        markdown.paragraph(markdown.escape(words("collections-lead")), "", "measure"),
    ]
    items = [item(shelf, shelves) for shelf in ordered(shelves)]
    if items:
        lines.append("\n".join(items))
    front = {"template": "list.html", "title": words("collections"), "kind": "collections", "hint": words("name-hint")}
    return Output("collections/index.md", front_matter.page(front, "\n\n".join(lines)))


def ordered(shelves: Shelves) -> list[Collection]:
    """Collections by title: pinyin, then letters."""
    return sorted(
        shelves.library.collections, key=lambda shelf: (language_first(shelf.title), reading(shelf.title), shelf.slug)
    )


def item(shelf: Collection, shelves: Shelves, start: str = "") -> str:
    """One collection of a list: its title as a link, and how many essays it holds."""
    title = markdown.link(markdown.escape(one_line(shelf.title)), f"{start}{shelf.slug}.md")
    number = len(shelf.essays)
    said = shelves.words("one-essay-count") if number == 1 else shelves.words("n-essays", n=f"{number:,}")
    return markdown.item(f"{title} *{markdown.escape(said, starts_line=False)}*", "", "theme-item")
