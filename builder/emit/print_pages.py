"""Collections and themes on one page each for paper: contents, then each essay on a new sheet, no interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, cast

from builder.emit import blocks, front_matter, markdown, pictures
from builder.emit.head import byline_parts
from builder.emit.remember import Draft, Remember, anew
from builder.emit.shelves import Shelves, one_line, strength
from builder.model import Collection, Language, Output, Theme
from builder.model.state import essay_key, plain

# A browser lays out about this many essays for paper within some seconds; a larger collection is printed by parts.
MOST_ESSAYS: Final = 60
# An essay stands on the page of each of its themes, and printing it there takes MkDocs as long as its own page. So a
# theme's page holds its strongest essays, and themes have such pages, declared ones first and then by strength, until
# this many essays were printed again: all themes of a library of some hundred essays.
MOST_OF_A_THEME: Final = 20
MOST_REPRINTED: Final = 300


def pages(shelves: Shelves, remember: Remember = anew) -> Iterator[Output]:
    """`print/<collection>.md` for each collection not too long for it, `print/themes/<id>.md` for strong themes."""
    drafts = list(_drafts(shelves))
    for (path, _, _), data in zip(drafts, remember(drafts), strict=True):
        yield Output(path, data)


def _drafts(shelves: Shelves) -> Iterator[Draft]:
    for shelf in shelves.library.collections:
        if printable(shelf, shelves):
            slugs = [slug for slug in shelf.essays if slug in shelves.essays]
            yield _draft(
                f"print/{shelf.slug}.md", one_line(shelf.title), slugs, f"collections/{shelf.slug}.html", shelves
            )
    chosen = printed_themes(shelves)
    for theme in shelves.library.atlas.themes:
        if theme.id in chosen:
            name, back = shelves.theme_name(theme.id), f"themes/{theme.id}.html"
            yield _draft(f"print/themes/{theme.id}.md", name, _strongest(theme, shelves), back, shelves)


def printable(shelf: Collection, shelves: Shelves) -> bool:
    return shelves.least_bound <= sum(slug in shelves.essays for slug in shelf.essays) <= MOST_ESSAYS


def printed_themes(shelves: Shelves) -> frozenset[str]:
    """Ids of the themes that have a page for paper."""
    chosen: set[str] = set()
    left = MOST_REPRINTED
    for theme in sorted(shelves.library.atlas.themes, key=lambda theme: (not theme.declared, *strength(theme))):
        number = len(_strongest(theme, shelves))
        if 0 < number <= left:
            chosen.add(theme.id)
            left -= number
    return frozenset(chosen)


def _strongest(theme: Theme, shelves: Shelves) -> list[str]:
    return [entry.slug for entry in theme.essays if entry.slug in shelves.essays][:MOST_OF_A_THEME]


def _draft(path: str, title: str, slugs: Sequence[str], back: str, shelves: Shelves) -> Draft:
    """The page `path`, written only if a text on it changed, or what is said of one."""
    made_from = plain((title, back, [essay_key(shelves.essays[slug].essay) for slug in slugs]))
    return path, made_from, lambda _: _page(path, title, slugs, back, shelves)


def _page(path: str, title: str, slugs: Sequence[str], back: str, shelves: Shelves) -> bytes:
    lines = [markdown.heading(1, markdown.escape(title), "title")]
    contents = [markdown.link(markdown.escape(shelves.title(slug)), f"#e{n}") for n, slug in enumerate(slugs, 1)]
    lines.append("\n".join(markdown.item(entry, "", "content-item") for entry in contents))
    up = "../" * path.count("/")
    for number, slug in enumerate(slugs, 1):
        lines += _essay(number, slug, up, shelves)
    front = {"template": "print.html", "title": title, "kind": "print", "back": back}
    return front_matter.page(front, "\n\n".join(lines))


def _essay(number: int, slug: str, up: str, shelves: Shelves) -> list[str]:
    """One essay; its ids get the essay's number before them, so that they stay apart on the page."""
    essay = shelves.essays[slug].essay
    name = markdown.heading(1, markdown.escape(shelves.title(slug)), f"e{number}", "sheet", lang=essay.tag)
    byline = markdown.paragraph(markdown.escape(" · ".join(byline_parts(essay, shelves))), "", "byline")
    printed = [
        replace(block, id=f"e{number}-{block.id}", language=block.language or cast(Language, essay.tag))
        for block in pictures.with_addresses(essay, up)
    ]
    return [name, byline, blocks.written(printed, {}, shelves.words)]
