"""What essays can be filtered by: themes, author, year, language, collections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model import Library, Output, Published
from builder.search.files import data_file


def facets_file(library: Library, ordered: Sequence[Published]) -> Output:
    """Tables of values, and for each essay of `ordered` a row of places in them.

    A row is [theme, …], [author], [year], [language], [collection, …]: lists, so that one program reads them all.
    """
    themes: dict[str, list[str]] = {}
    for theme in library.atlas.themes:
        for entry in theme.essays:
            themes.setdefault(entry.slug, []).append(theme.id)
    shelves: dict[str, list[str]] = {}
    for shelf in library.collections:
        for slug in shelf.essays:
            shelves.setdefault(slug, []).append(shelf.slug)
    names = {shelf.slug: " ".join(shelf.title.split()) for shelf in library.collections}
    columns: dict[str, list[list[str]]] = {
        "theme": [themes.get(item.slug, []) for item in ordered],
        "author": [_one(item.essay.author) for item in ordered],
        "year": [_one((item.essay.published or "")[:4]) for item in ordered],
        "language": [[item.essay.language] for item in ordered],
        "collection": [shelves.get(item.slug, []) for item in ordered],
    }
    tables = {name: sorted({value for values in column for value in values}) for name, column in columns.items()}
    places = {name: {value: place for place, value in enumerate(table)} for name, table in tables.items()}
    rows = [
        [[places[name][value] for value in column[number]] for name, column in columns.items()]
        for number in range(len(ordered))
    ]
    return data_file("facets", {"tables": tables, "collections": _named(tables["collection"], names), "rows": rows})


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _named(slugs: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """What each collection is called."""
    return [names[slug] for slug in slugs]
