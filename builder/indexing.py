"""Writes the search index of a library, block by block; a block whose essays did not change is not made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder import search
from builder.cache import Cache, code_fingerprint, key_of
from builder.model import Library, Output, Published
from builder.model.state import essay_key
from builder.workers import Hands

_ENTRY, _BLOCK = "search-entry", "search-block"


def index(library: Library, titles: dict[str, str], cache: Cache, hands: Hands) -> Iterator[Output]:
    """The files of the index, `titles` being what each essay's page is called, by address."""
    layout = search.layout(len(library.essays))
    code = code_fingerprint(("search", "spelling.py"), ("opencc", "pypinyin"))
    blocks: list[list[Published]] = [[] for _ in range(layout.blocks)]
    for item in sorted(library.essays, key=lambda item: item.slug):
        blocks[layout.block_of(item.slug)].append(item)
    made: list[search.Block] = []
    for number, items in enumerate(blocks):
        keys = [_key(item, titles[item.slug]) for item in items]
        key = key_of(repr((layout.blocks, layout.shards)), str(number), code, *keys)
        block: search.Block | None = cache.get(_BLOCK, str(number), key)
        if block is None:
            block = search.block(number, _entries(items, keys, titles, code, cache, hands), layout)
            cache.put(_BLOCK, str(number), key, block)
        yield from block.files
        made.append(replace(block, files=()))
        del block  # before the next is made: it is as large as the essays it holds
    cache.keep(_BLOCK, map(str, range(layout.blocks)))
    cache.keep(_ENTRY, (item.slug for item in library.essays))
    ordered = [item for items in blocks for item in items]
    whole = {
        "facets": search.facets_file(library, ordered),
        "titles": search.titles_file(title for block in made for title in block.titles),
    }
    versions = {f"b{number}": block.version for number, block in enumerate(made)}
    versions |= {name: search.version([file]) for name, file in whole.items()}
    yield from whole.values()
    yield search.page(library)
    folded = _folded(library, {item.slug: number for number, item in enumerate(ordered)})
    fold = search.fold_pairs(set().union(*(block.characters for block in made)))
    yield search.layout_file(layout, [block.heads for block in made], versions, folded, search.names(library), fold)


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
