"""The first page: what is new, what there is, and one essay to begin with."""

from __future__ import annotations

from collections import Counter
from typing import Final

from builder.emit import front_matter, lists, markdown
from builder.emit.collation import language_first, newest_first, reading
from builder.emit.collection_pages import item as collection_item
from builder.emit.collection_pages import ordered as ordered_collections
from builder.emit.counting import essay_count
from builder.emit.head import byline_parts, measure_parts
from builder.emit.passages import quoted
from builder.emit.shelves import Shelves, one_line, strength
from builder.emit.theme_pages import ordered
from builder.model import Output, Published

# The first screen of a phone holds three essays; below, as many of each as one looks over at a glance.
NEWEST: Final = 3
MOST_THEMES: Final = 24
MOST_COLLECTIONS: Final = 12
MOST_AUTHORS: Final = 24
# Enough that a reader seldom meets the same one twice, little enough for the page's weight (2 KB).
MOST_DOORS: Final = 40
# Themes are set in three sizes by the number of their essays.
_SIZES: Final = 3


def page(shelves: Shelves) -> Output:
    """`index.md`."""
    words = shelves.words
    title = one_line(shelves.library.settings.title)
    listed = shelves.listed()
    lines = [markdown.heading(1, markdown.escape(title), "title")]
    if not listed:
        lines.append(markdown.paragraph(markdown.escape(words("empty-library")), "", "measure"))
    else:
        lines += _numbers(shelves)
        lines += _section("newest", shelves, "\n".join(_essay(item, shelves) for item in newest_first(listed)[:NEWEST]))
        lines += _themes(shelves)
        lines += _collections(shelves)
        lines += _authors(listed, shelves)
        lines += _years(shelves)
        lines += _one(listed, shelves)  # the last, for the script puts another in its place: nothing stands below it
    front = {"template": "home.html", "title": title, "kind": "home", "doors": _doors(listed, shelves)}
    return Output("index.md", front_matter.page(front, "\n\n".join(lines)))


def _section(key: str, shelves: Shelves, text: str) -> list[str]:
    return [markdown.heading(2, markdown.escape(shelves.words(key)), key), text]


def _numbers(shelves: Shelves) -> list[str]:
    words, library = shelves.words, shelves.library
    languages = Counter((item.essay.printed or item.essay).language for item in library.essays)
    numbers = (
        ("essay", len(library.essays)),
        ("theme", len(shelves.shown_themes())),
        ("collection", len(library.collections)),
    )
    said = [words(f"count-{name}s", n=f"{n:,}") if n != 1 else words(f"count-{name}") for name, n in numbers if n]
    lead = words.listed(said) + words("full-stop")
    counts = words("languages-line", hans=languages["zh-Hans"], hant=languages["zh-Hant"], en=languages["en"])
    return [
        markdown.paragraph(markdown.escape(lead), "", "lead"),
        markdown.paragraph(markdown.escape(counts), "", "measure"),
    ]


def _essay(item: Published, shelves: Shelves) -> str:
    essay = item.essay
    target = shelves.essay_target(item.slug, base="essays/")
    title = markdown.link(markdown.escape(shelves.title(item.slug)), target, lang=essay.tag)
    about = " · ".join([*byline_parts(essay, shelves)[:2], *measure_parts(item.slug, shelves)[1:]])
    return markdown.item(f"{title} *{markdown.escape(about, starts_line=False)}*", "", "essay-item")


def _doors(listed: tuple[Published, ...], shelves: Shelves) -> list[str]:
    """The essays that most others point to: the script picks one at each visit, whose words a preview tells."""
    linked = sorted(listed, key=lambda item: (-len(shelves.links_to.get(item.slug, ())), item.slug))
    return sorted(item.slug for item in linked[:MOST_DOORS])


def _one(listed: tuple[Published, ...], shelves: Shelves) -> list[str]:
    """The essay that most others point to: a good door into the library, and the same at each build."""
    item = max(listed, key=lambda item: (len(shelves.links_to.get(item.slug, ())), item.slug))
    block = next((b for b in item.essay.blocks if b.kind == "paragraph" and len(b.text) > 40), None)
    target = shelves.essay_target(item.slug, base="essays/")
    title = markdown.link(markdown.escape(shelves.title(item.slug)), target)
    lines = [markdown.paragraph(title, "", "one-title", lang=item.essay.tag)]
    if block is not None:
        text = quoted(block, frozenset(), None)
        lines.append(markdown.quotation(markdown.paragraph(text, "", "passage", lang=item.essay.tag)))
    return _section("one-essay", shelves, "\n\n".join(lines))


def _themes(shelves: Shelves) -> list[str]:
    themes = sorted(shelves.shown_themes(), key=strength)[:MOST_THEMES]
    if not themes:
        return []
    most = max(len(theme.essays) for theme in themes)
    links = []
    for theme in ordered(themes, shelves):
        size = 1 + (_SIZES - 1) * len(theme.essays) // max(1, most)
        name = markdown.escape(shelves.theme_name(theme.id))
        links.append(
            markdown.link(
                name, f"themes/{theme.id}.md", f"size-{size}", title=essay_count(len(theme.essays), shelves.words)
            )
        )
    links.append(markdown.link(markdown.escape(shelves.words("all-themes")), "themes/index.md", "all"))
    return _section("themes", shelves, markdown.paragraph("\n".join(links), "", "cloud"))


def _collections(shelves: Shelves) -> list[str]:
    shelf = ordered_collections(shelves)
    if not shelf:
        return []
    items = [collection_item(c, shelves, "collections/") for c in shelf[:MOST_COLLECTIONS]]
    if len(shelf) > MOST_COLLECTIONS:
        more = markdown.link(markdown.escape(shelves.words("all-collections")), "collections/index.md", "all")
        items.append(markdown.item(more, "", "essay-item"))
    return _section("collections", shelves, "\n".join(items))


def _authors(listed: tuple[Published, ...], shelves: Shelves) -> list[str]:
    authors = Counter(one_line(item.essay.author) for item in listed if item.essay.author)
    if not authors:
        return []
    names = sorted(authors, key=lambda name: (-authors[name], reading(name)))[:MOST_AUTHORS]
    there = lists.addresses("author", shelves)
    said = [
        markdown.link(markdown.escape(name), there[name]) + (f" {authors[name]:,}" if authors[name] > 1 else "")
        for name in sorted(names, key=lambda name: (language_first(name), reading(name)))
    ]
    said.append(markdown.link(markdown.escape(shelves.words("by-author")), "lists/author.md", "all"))
    return _section("authors", shelves, markdown.paragraph(" · ".join(said), "", "run"))


def _years(shelves: Shelves) -> list[str]:
    said = [markdown.link(year, target) for year, target in lists.addresses("date", shelves).items() if year.isdigit()]
    if not said:
        return []
    return _section("years", shelves, markdown.paragraph(" · ".join(said), "", "run"))
