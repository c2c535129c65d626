"""Writes the search index of a library, block by block.

A block whose entries did not change is not made again, and one in which few did is made from what it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder import search
from builder.apart import apart
from builder.cache import Cache, code_fingerprint, key_of
from builder.model import Library, Output, Published, Value
from builder.model.state import plain
from builder.remembering import Kept
from builder.workers import Hands

_ENTRY, _BLOCK, _MARK = "search-entry", "search-block", "search-entry-mark"
#: Essays from which on their block is put together in a process of its own: that of 2,500 takes 300 MB, which would
#: come on top of all that this one holds. A process costs half a second.
FEWEST_APART = 1_500


def index(library: Library, titles: dict[str, str], cache: Cache, hands: Hands) -> Iterator[Output]:
    """The files of the index, `titles` being what each essay's page is called, by address."""
    layout = search.layout(len(library.essays))
    for title in titles.values():
        search.pinyin(title)  # asked in each build, so that the next knows it even if that makes but one entry
    entries = _Entries(library, titles, cache, hands)
    blocks: list[list[Published]] = [[] for _ in range(layout.blocks)]
    for item in sorted(library.essays, key=lambda item: item.slug):
        blocks[layout.block_of(item.slug)].append(item)
    made: list[search.Block] = []
    for number, items in enumerate(blocks):
        block = _block(number, items, entries, cache, layout)
        yield from block.files
        made.append(replace(block, files=()))
        del block  # before the next is made: it is as large as the essays it holds
    entries.save()
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


@dataclass(frozen=True, slots=True)
class _Known(Value):
    """What a block was made of: a hash of our own code and the layout, and one of each of its entries."""

    made_by: str
    marks: tuple[bytes, ...]


def _block(
    number: int, items: Sequence[Published], entries: _Entries, cache: Cache, layout: search.Layout
) -> search.Block:
    made_by = key_of(repr((layout.blocks, layout.shards, layout.texts)), str(number), entries.code)
    known = _Known(made_by, tuple(entries.marks(items)))
    key = key_of(made_by, *known.marks)
    stored: tuple[_Known, search.Block] | None = cache.get(_BLOCK, str(number), key)
    if stored:
        return stored[1]
    block = _amended(number, items, known, entries, cache, layout)
    if block is None and len(items) >= FEWEST_APART and cache.remembers:
        apart(_put_together, number, entries.keys(items), known, layout, cache)
        stored = cache.get(_BLOCK, str(number), key)
        if stored:
            return stored[1]
    if block is None:
        block = search.block(number, entries.of(items), layout)
    cache.put(_BLOCK, str(number), key, (known, block))
    return block


def _put_together(
    number: int, keys: Sequence[tuple[str, str]], known: _Known, layout: search.Layout, cache: Cache
) -> None:
    """Makes a block of the entries that the cache holds under `keys`, and keeps it there; none if it has lost one."""
    found = [cache.get(_ENTRY, *key) for key in keys]
    if all(found):
        block = search.block(number, found, layout)
        del found
        cache.put(_BLOCK, str(number), key_of(known.made_by, *known.marks), (known, block))


def _amended(
    number: int, items: Sequence[Published], known: _Known, entries: _Entries, cache: Cache, layout: search.Layout
) -> search.Block | None:
    """The block of `items`, if it was that of the same essays in the last build and few of them changed."""
    match cache.former(_BLOCK, str(number)):
        case (_Known(made_by=made_by, marks=marks), search.Block() as block) if made_by == known.made_by:
            pass
        case _:
            return None
    if [slug for slug, _, _ in block.titles] != [item.slug for item in items]:
        return None
    changed = {}
    for place, (was, now) in enumerate(zip(marks, known.marks, strict=True)):
        if was == now:
            continue
        change = entries.change(items[place].slug, was)
        if change is None:
            return None
        changed[place] = change
    return search.amended(number, block, changed, layout)


class _Entries:
    """What the index needs of each essay. A hash of each entry is kept by what it is made from.

    An essay may change in what its entry does not hold, and then its block stays as it is.
    """

    def __init__(self, library: Library, titles: Mapping[str, str], cache: Cache, hands: Hands) -> None:
        self._titles, self._cache, self._hands = titles, cache, hands
        self.code = code_fingerprint(("search", "spelling.py"), ("opencc", "pypinyin"))
        self._keys = {item.slug: self._key(item) for item in library.essays}
        self._marks: Kept[bytes] = Kept(cache, _MARK, self.code)
        self._fresh: dict[str, search.Entry] = {}  # of the block in hand, where they are few or cannot be kept
        self._former: dict[str, search.Entry | None] = {}  # what these were, where they are few

    def marks(self, items: Sequence[Published]) -> Iterator[bytes]:
        """Of each essay a hash of its entry, which is made where it is not known."""
        missing = [item for item in items if not self._marks.holds(self._keys[item.slug])]
        few = len(missing) <= search.MOST_CHANGED
        self._former = {item.slug: self._cache.former(_ENTRY, item.slug) for item in missing} if few else {}
        self._fresh = {}
        for slug, entry in self._made(missing):
            self._marks(self._keys[slug], lambda entry=entry: search.mark(entry))  # type: ignore[misc]
            if few or not self._cache.remembers:
                self._fresh[slug] = entry
        for item in items:
            yield self._marks(self._keys[item.slug], bytes)

    def change(self, slug: str, was: bytes) -> tuple[search.Entry, search.Entry] | None:
        """The entry of an essay whose `marks` were asked for last, as it was when its hash was `was`, and as it is."""
        before, after = self._former.get(slug), self._fresh.get(slug)
        return (before, after) if before and after and search.mark(before) == was else None

    def of(self, items: Sequence[Published]) -> list[search.Entry]:
        """The entries of the essays whose `marks` were asked for last."""
        found = {item.slug: self._fresh.get(item.slug) or self._stored(item) for item in items}
        found |= dict(self._made([item for item in items if found[item.slug] is None]))
        self._fresh = {}
        return [entry for entry in found.values() if entry is not None]

    def keys(self, items: Sequence[Published]) -> list[tuple[str, str]]:
        """By what the cache holds the entry of each essay: its address, and a hash of what it is made from."""
        return [(item.slug, self._keys[item.slug]) for item in items]

    def save(self) -> None:
        """Keeps the hashes for the next build."""
        self._marks.save()

    def _key(self, item: Published) -> str:
        """Everything that an entry is made from."""
        return key_of(item.slug, self._titles[item.slug], plain(search.made_from(item.essay)), self.code)

    def _stored(self, item: Published) -> search.Entry | None:
        found: search.Entry | None = self._cache.get(_ENTRY, item.slug, self._keys[item.slug])
        return found

    def _made(self, items: Sequence[Published]) -> Iterator[tuple[str, search.Entry]]:
        titles = (self._titles[item.slug] for item in items)
        given = [(item, title, search.pinyin(title)) for item, title in zip(items, titles, strict=True)]
        for item, entry in zip(items, self._hands.each(search.entry, given), strict=True):
            self._cache.put(_ENTRY, item.slug, self._keys[item.slug], entry)
            yield item.slug, entry


def _folded(library: Library, numbers: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """The number of each essay that is another version of a main text, and the number of that."""
    for version in library.atlas.versions:
        for slug, _ in version.others:
            if slug in numbers and version.main in numbers:
                yield numbers[slug], numbers[version.main]
