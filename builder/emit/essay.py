"""The page of an essay: front matter for the templates, and everything a reader sees as plain Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from builder.emit import blocks, front_matter, markdown, pictures, related, repaired, versions
from builder.emit.citation import citations
from builder.emit.head import head, interface_language
from builder.emit.marks import marks_of
from builder.emit.remember import Heads, Part, Remember, anew
from builder.emit.shelves import FindThemes, Shelves, one_line
from builder.emit.way_back import way_back
from builder.model import Field, Output, Published
from builder.model.state import essay_key, plain

# Fields that stand below the text, in this order; the others are said in the head or not at all.
_BELOW: Final = ("abstract", "keywords", "dedication", "signed", "column", "note", "reference")


def pages(
    shelves: Shelves, find_themes: FindThemes | None, heads: Heads, remember: Remember = anew
) -> Iterator[Output]:
    """`essays/<slug>.md` of each. Pages that set two versions side by side are always written anew."""
    items = shelves.library.essays
    drafts = (
        (
            item.slug,
            None if item.slug in shelves.version_of else _made_from(item, shelves, heads),
            partial(_written, item, shelves, find_themes, heads),
        )
        for item in items
    )
    for item, data in zip(items, remember(drafts), strict=True):
        yield Output(f"essays/{item.slug}.md", data)


def _made_from(item: Published, shelves: Shelves, heads: Heads) -> bytes:
    """Everything that a page follows from, beside the words of the site."""
    near, far, back = related.chosen(item.slug, shelves)
    links = [
        (heads.link(link), essay_key(shelves.essays[link.target if link.origin == item.slug else link.origin].essay))
        for link in (*near, *far, *back[: related.MOST_BACKLINKS])
    ]
    shelf = [(shelf.slug, shelf.title) for shelf in shelves.collections_of.get(item.slug, ())]
    beside = [slug and heads(slug) for slug in shelves.neighbours_of.get(item.slug, ())]
    themes = [heads.theme(id) for id in shelves.themes_of.get(item.slug, ())]
    return plain((item.slug, essay_key(item.essay), shelf, beside, themes, len(near), len(far), len(back), links))


def _written(item: Published, shelves: Shelves, find_themes: FindThemes | None, heads: Heads, part: Part) -> bytes:
    """The page. What it says of other essays changes more often than the essay itself."""
    front, top, essay = _front(item, shelves), head(item, shelves), item.essay
    lang = interface_language(essay, shelves)
    allowed = frozenset(shelves.themes_of.get(item.slug, ()))
    key = essay_key(essay)

    def text() -> str:
        marks = marks_of(essay, shelves.words, find_themes, allowed)
        body = blocks.written(pictures.with_addresses(essay), marks, shelves.words)
        return _joined([body, _fields(essay.fields, shelves, lang)])

    def apparatus() -> str:
        return _joined([repaired.section(item.slug, shelves, lang), repaired.printed_section(essay, shelves, lang)])

    sections = [
        top,
        part(plain(("text", key, [heads.theme(id) for id in sorted(allowed)])), text),
        versions.section(item.slug, shelves, lang),
        *related.sections(item.slug, shelves, find_themes, heads, lang, part),
        part(plain(("repaired", key)), apparatus),
    ]
    return front_matter.page(front, _joined(sections))


def _joined(sections: Sequence[str]) -> str:
    return "\n\n".join(section for section in sections if section)


def _front(item: Published, shelves: Shelves) -> dict[str, Any]:
    essay = item.essay
    before, after = shelves.neighbours_of.get(item.slug, (None, None))
    shelf = shelves.collections_of.get(item.slug, ())
    return {
        "template": "essay.html",
        "kind": "essay",
        "title": shelves.title(item.slug),
        "title_ours": not essay.title,
        "subtitle": essay.subtitle,
        "language": essay.language,
        "lang": essay.tag,
        "printed_in": essay.printed.language if essay.printed else "",
        "printed": way_back(essay),
        "author": essay.author,
        "date": essay.published,
        "publisher": essay.publisher,
        "source": essay.source,
        "length": shelves.measures[item.slug].length,
        "minutes": shelves.measures[item.slug].minutes,
        "themes": [shelves.theme_name(id) for id in shelves.themes_of.get(item.slug, ())],
        "repairs": {key: count for key, count in shelves.faces[item.slug].summary.items() if count},
        "outline": [
            {"id": block.id, "level": block.level, "text": one_line(blocks.heading_text(block, shelves.words))}
            for block in essay.outline
        ],
        "cite": citations(item, shelves),
        "up": {"title": one_line(shelf[0].title), "url": f"collections/{shelf[0].slug}.html"} if shelf else None,
        "previous": _named(before, shelves),
        "next": _named(after, shelves),
    }


def _named(slug: str | None, shelves: Shelves) -> dict[str, str] | None:
    return {"title": shelves.title(slug), "url": f"essays/{slug}.html"} if slug else None


def _fields(fields: Sequence[Field], shelves: Shelves, lang: str) -> str:
    """Abstract, keywords, references and the like, below a rule."""
    done = []
    for name in _BELOW:
        held = [(place, _lines(field.value)) for place, field in enumerate(fields) if field.name == name]
        values = [(f"x{place}", value) for place, value in held if value]
        if not values:
            continue
        label = markdown.paragraph(markdown.escape(shelves.words(name)), "", "field-name", lang=lang)
        if len(values) == 1:
            id, value = values[0]
            done += [label, markdown.paragraph(value, id, "field")]
        else:
            done += [label, "\n".join(markdown.item(value, id, "field") for id, value in values)]
    return "\n\n".join(done)


def _lines(text: str) -> str:
    """`text` as Markdown, its lines kept: a list of references has one a line."""
    return markdown.hard_lines([markdown.escape(line) for part in text.split("\n") if (line := one_line(part))])
