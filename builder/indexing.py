"""Writes the search index of a library, block by block.

A block whose entries did not change is not made again, and one in which few did is made from what it was. Of its files
the cache gives those that somebody asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from builder import search
from builder.apart import apart
from builder.cache import Cache, Places, code_fingerprint, key_of
from builder.model import Library, Output, Published, Recalled, Value
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

    @property
    def key(self) -> str:
        """What the cache keeps the block by."""
        return key_of(self.made_by, *self.marks)


@dataclass(frozen=True, slots=True)
class _Slot(Value):
    """A block as the cache keeps it: of each of its files path and hash, and where in the slot its bytes lie."""

    known: _Known
    block: search.Block  # without its files
    files: tuple[tuple[str, str], ...]
    places: Places


class _LostError(Exception):
    """The cache has lost a file of a block."""


def _block(
    number: int, items: Sequence[Published], entries: _Entries, cache: Cache, layout: search.Layout
) -> search.Block:
    made_by = key_of(repr((layout.blocks, layout.shards, layout.texts)), str(number), entries.code)
    known = _Known(made_by, tuple(entries.marks(items)))

    def whole() -> search.Block:
        return search.block(number, entries.of(items), layout)

    slot: _Slot | None = cache.get(_BLOCK, str(number), known.key)
    slot = slot or _amended(number, items, known, entries, cache, layout)
    if slot is None and len(items) >= FEWEST_APART and cache.remembers:
        apart(_put_together, number, entries.keys(items), known, layout, cache)
        slot = cache.get(_BLOCK, str(number), known.key)
    if slot is None:
        block = whole()
        _keep(number, block, known, cache)
        return block
    made = lru_cache(1)(whole)  # should the cache lose files that it has just told of
    return _recalled(number, slot, cache, lambda place: made().files[place].data)


def _put_together(
    number: int, keys: Sequence[tuple[str, str]], known: _Known, layout: search.Layout, cache: Cache
) -> None:
    """Makes a block of the entries that the cache holds under `keys`, and keeps it there; none if it has lost one."""
    found = [cache.get(_ENTRY, *key) for key in keys]
    if all(found):
        block = search.block(number, found, layout)
        del found
        _keep(number, block, known, cache)


def _keep(number: int, block: search.Block, known: _Known, cache: Cache) -> None:
    told = replace(block, files=())
    names = tuple((file.path, file.digest) for file in block.files)
    files = [file.data for file in block.files]
    cache.put_parts(_BLOCK, str(number), known.key, files, lambda places: _Slot(known, told, names, places))


def _recalled(number: int, slot: _Slot, cache: Cache, lost: Callable[[int], bytes]) -> search.Block:
    """The block in `slot`, whose files are fetched where they are asked for. `lost` gives one that is not there."""
    key = slot.known.key

    def fetched(place: int) -> bytes:
        data: bytes | None = cache.part(_BLOCK, str(number), key, slot.places[place])
        return lost(place) if data is None else data

    files = (
        Output(path, Recalled(digest, partial(fetched, place)), "site")
        for place, (path, digest) in enumerate(slot.files)
    )
    return replace(slot.block, files=tuple(files))


def _missed(place: int) -> bytes:
    raise _LostError(place)


def _amended(
    number: int, items: Sequence[Published], known: _Known, entries: _Entries, cache: Cache, layout: search.Layout
) -> _Slot | None:
    """The block of `items`, if it was that of the same essays in the last build and few of them changed."""
    slot = cache.former(_BLOCK, str(number))
    if not isinstance(slot, _Slot) or slot.known.made_by != known.made_by:
        return None
    if [slug for slug, _, _ in slot.block.titles] != [item.slug for item in items]:
        return None
    changed = {}
    for place, (was, now) in enumerate(zip(slot.known.marks, known.marks, strict=True)):
        if was == now:
            continue
        change = entries.change(items[place].slug, was)
        if change is None:
            return None
        changed[place] = change
    former = _recalled(number, slot, cache, _missed)
    try:
        block = search.amended(number, former, changed, layout)
    except _LostError:
        return None
    if block is None:
        return None
    told = replace(block, files=())
    pairs = enumerate(zip(former.files, block.files, strict=True))
    anew = {place: file for place, (was, file) in pairs if file is not was}
    names = list(slot.files)
    for place, file in anew.items():
        names[place] = file.path, file.digest
    found: _Slot | None = cache.change_parts(
        _BLOCK,
        str(number),
        known.key,
        slot.places,
        {place: file.data for place, file in anew.items()},
        lambda places: _Slot(known, told, tuple(names), places),
    )
    return found


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
