"""Writes the search index of a library, block by block; a block whose essays did not change is not made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder import search
from builder.cache import Cache, code_fingerprint, key_of
from builder.model import Library, Output, Published
from builder.model.state import essay_key
from builder.workers import Hands

_ENTRY, _BLOCK = "search-entry", "search-block"


def index(library: Library, titles: dict[str, str], cache: Cache, hands: Hands) -> Iterator[Output]:
    """The files of the index, `titles` being what each essay's page is called, by address."""
    layout = search.layout(len(library.essays))
    code = code_fingerprint(("search",), ("opencc", "pypinyin"))
    blocks: list[list[Published]] = [[] for _ in range(layout.blocks)]
    for item in sorted(library.essays, key=lambda item: item.slug):
        blocks[layout.block_of(item.slug)].append(item)
    heads: list[tuple[str, str]] = []
    versions: dict[str, str] = {}
    characters: set[str] = set()
    for block, items in enumerate(blocks):
        keys = [_key(item, titles[item.slug]) for item in items]
        key = key_of(repr((layout.blocks, layout.shards)), str(block), code, *keys)
        made: tuple[list[Output], tuple[str, str], str] | None = cache.get(_BLOCK, str(block), key)
        if made is None:
            entries = _entries(items, keys, titles, code, cache, hands)
            files = search.block_files(block, entries, layout)
            made = files, search.head(entries), search.characters(entry.postings for entry in entries)
            cache.put(_BLOCK, str(block), key, made)
        files, head, seen = made
        heads.append(head)
        characters |= set(seen)
        versions[f"b{block}"] = search.version(files)
        yield from files
    cache.keep(_BLOCK, map(str, range(layout.blocks)))
    cache.keep(_ENTRY, (item.slug for item in library.essays))
    ordered = [item for items in blocks for item in items]
    whole = {
        "facets": search.facets_file(library, ordered),
        "titles": search.titles_file((item.slug, titles[item.slug]) for item in ordered),
    }
    versions |= {name: search.version([file]) for name, file in whole.items()}
    yield from whole.values()
    yield search.page(library)
    folded = _folded(library, {item.slug: number for number, item in enumerate(ordered)})
    yield search.layout_file(layout, heads, versions, folded, search.names(library), search.fold_pairs(characters))


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
    """Everything of an essay that its entry is made from."""
    return key_of(item.slug, title, essay_key(item.essay))


def _folded(library: Library, numbers: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """The number of each essay that is another version of a main text, and the number of that."""
    for version in library.atlas.versions:
        for slug, _ in version.others:
            if slug in numbers and version.main in numbers:
                yield numbers[slug], numbers[version.main]
