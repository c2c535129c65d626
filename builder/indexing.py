"""Writes the search index of a library, block by block; a block whose essays did not change is not made again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import search
from builder.cache import Cache, code_fingerprint, key_of
from builder.model import Library, Output, Published
from builder.workers import Hands

_ENTRY, _BLOCK = "search-entry", "search-block"


def index(library: Library, titles: dict[str, str], cache: Cache, hands: Hands) -> Iterator[Output]:
    """The files of the index, `titles` being what each essay's page is called, by address."""
    layout = search.layout(len(library.essays))
    code = code_fingerprint(("search",), ("opencc", "pypinyin"))
    blocks: list[list[Published]] = [[] for _ in range(layout.blocks)]
    for item in sorted(library.essays, key=lambda item: item.slug):
        blocks[layout.block_of(item.slug)].append(item)
    shelves = _collections(library)
    themes = _themes(library)
    versions: dict[int, str] = {}
    characters: set[str] = set()
    for block, items in enumerate(blocks):
        keys = [_key(item, titles[item.slug]) for item in items]
        key = key_of(repr(layout), str(block), code, *keys)
        made: tuple[list[Output], str] | None = cache.get(_BLOCK, str(block), key)
        if made is None:
            entries = _entries(items, keys, titles, code, cache, hands)
            files = search.block_files(block, entries, layout)
            made = files, search.characters(entry.postings for entry in entries)
            cache.put(_BLOCK, str(block), key, made)
        files, seen = made
        characters |= set(seen)
        versions[block] = search.version(files)
        yield from files
        rows = [_facets(item, titles[item.slug], themes, shelves) for item in items]
        yield search.facets_file(block, rows)
    cache.keep(_BLOCK, map(str, range(layout.blocks)))
    cache.keep(_ENTRY, (item.slug for item in library.essays))
    yield search.page(library)
    yield search.titles_file(sorted(titles.items()))
    yield search.layout_file(layout, versions, search.names(library), search.fold_pairs(characters))


def _entries(
    items: Sequence[Published], keys: Sequence[str], titles: dict[str, str], code: str, cache: Cache, hands: Hands
) -> list[search.Entry]:
    """What the index needs of each essay, from the cache where it is the same."""
    found: list[search.Entry | None] = [
        cache.get(_ENTRY, item.slug, key_of(key, code)) for item, key in zip(items, keys, strict=True)
    ]
    missing = [place for place, entry in enumerate(found) if entry is None]
    made = hands.each(search.entry, [(items[place], titles[items[place].slug]) for place in missing])
    for place, entry in zip(missing, made, strict=True):
        found[place] = entry
        cache.put(_ENTRY, items[place].slug, key_of(keys[place], code), entry)
    return [entry for entry in found if entry is not None]


def _key(item: Published, title: str) -> str:
    """Everything of an essay that its entry is made from, the language and the year among it."""
    essay = item.essay
    return key_of(item.slug, title, repr((essay.blocks, essay.author, essay.published, essay.language)))


def _facets(
    item: Published, title: str, themes: dict[str, list[str]], shelves: dict[str, list[str]]
) -> tuple[str, str, str, str, str, list[str], list[str]]:
    """What a reader can filter an essay by."""
    essay = item.essay
    year = (essay.published or "")[:4]
    own_themes, own_shelves = themes.get(item.slug, []), shelves.get(item.slug, [])
    return item.slug, title, essay.author or "", year, essay.language, own_themes, own_shelves


def _themes(library: Library) -> dict[str, list[str]]:
    """Ids of each essay's themes, by address."""
    found: dict[str, list[str]] = {}
    for theme in library.atlas.themes:
        for essay in theme.essays:
            found.setdefault(essay.slug, []).append(theme.id)
    return found


def _collections(library: Library) -> dict[str, list[str]]:
    """Slugs of each essay's collections, by address."""
    found: dict[str, list[str]] = {}
    for collection in library.collections:
        for slug in collection.essays:
            found.setdefault(slug, []).append(collection.slug)
    return found
