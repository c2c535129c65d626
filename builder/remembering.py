"""What was made before and is asked for by name: pages, and small things that are kept together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from typing import Any, Generic, TypeVar

from builder.cache import Cache, key_of
from builder.model import Recalled
from builder.workers import Hands

Made = TypeVar("Made")

#: Where parts of a page stand in it, by a hash of what they follow from.
_Places = dict[bytes, tuple[int, int]]
#: By what a page was made, its bytes, and its parts.
_Page = tuple[str, bytes, _Places]
_Make = Callable[["_Parts"], bytes]
_Draft = tuple[str, bytes | None, _Make]
_Keyed = tuple[str, str | None, _Make]


class Remembered:
    """Pages of one kind in a cache, by name. `made_by` says by which code, words and themes all of them are made.

    With a page is kept where its parts stand in it: one that changed is put together from the parts that did not.
    Where many are to be made, `hands` share them.
    """

    def __init__(self, cache: Cache, hands: Hands, kind: str, *made_by: str | bytes) -> None:
        self._cache, self._hands, self._kind, self._made_by = cache, hands, kind, key_of(*made_by)
        self._names: list[str] = []
        #: The hash of each page by what it was made: one file is read for what a thousand say.
        self._held: Kept[str] = Kept(cache, f"{kind}-known", self._made_by, "SHA-256")

    def __call__(self, drafts: Iterable[_Draft]) -> Iterator[bytes | Recalled]:
        """The bytes of each page, in order; of one that is known nothing is read but their hash.

        A draft is a name, what the page follows from (None: nobody can say, it is made each time) and how it is made.
        That is given what it may ask for a part of the page: by what the part follows from, and how the part is made.
        """
        pages = [(name, self._key(made_from), make) for name, made_from, make in drafts]
        self._names += [name for name, key, _ in pages if key]
        known = [key is not None and self._held.holds(key) for _, key, _ in pages]
        made = self._hands.copied(self._written, [page for page, held in zip(pages, known, strict=True) if not held])
        for page, held in zip(pages, known, strict=True):
            key = page[1]
            if held and key:
                yield Recalled(self._held(key, str), partial(self._read, page))
                continue
            data = next(made)
            if key and self._cache.remembers:
                self._held(key, sha256(data).hexdigest)
            yield data

    def _key(self, made_from: bytes | None) -> str | None:
        return None if made_from is None else key_of(made_from, self._made_by)

    def _read(self, page: _Keyed) -> bytes:
        name, key, _ = page
        found: _Page | None = self._cache.get(self._kind, name, key or "")
        return self._written(page) if found is None else found[1]

    def _written(self, page: _Keyed) -> bytes:
        """The page made anew, and kept."""
        name, key, make = page
        if key is None:
            return make(_Parts(b"", {}))
        former = self._cache.former(self._kind, name)
        own = isinstance(former, tuple) and former[0] == self._made_by  # any program may have left it there
        parts = _Parts(*former[1:]) if own else _Parts(b"", {})
        data = make(parts)
        self._cache.put(self._kind, name, key, (self._made_by, data, parts.places(data)))
        return data

    def forget_others(self) -> None:
        """Removes pages that were not asked for, and remembers which were."""
        self._held.save()
        self._cache.keep(self._kind, self._names)


class _Parts:
    """The parts of a page as it was, by hashes of what they follow from."""

    def __init__(self, page: bytes, places: _Places) -> None:
        self._page, self._places = page, places
        self._asked: dict[bytes, bytes] = {}

    def __call__(self, made_from: bytes, make: Callable[[], str]) -> str:
        """The text of a part."""
        key = sha256(made_from).digest()
        place = self._places.get(key)
        text = make() if place is None else self._page[slice(*place)].decode()
        self._asked[key] = text.encode()
        return text

    def places(self, page: bytes) -> _Places:
        """Where the parts that were asked for stand in `page`."""
        found: _Places = {}
        reached = 0
        for key, text in self._asked.items():
            begin = page.find(text, reached)
            if begin >= 0:
                reached = begin + len(text)
                found[key] = begin, reached
        return found


class Kept(Generic[Made]):
    """Many small values by name, in one entry of a cache: read together, and written together if any is new.

    A name must say everything its value follows from, beside `made_by`.
    """

    def __init__(self, cache: Cache, kind: str, *made_by: str | bytes) -> None:
        self._cache, self._kind, self._key = cache, kind, key_of(*made_by)
        self._before: dict[str, Any] = cache.get(kind, "", self._key) or {}
        self._asked: dict[str, Any] = {}

    def __call__(self, name: str, make: Callable[[], Made]) -> Made:
        """The value of `name`, which `make` is asked for if need be."""
        found: Made | None = self._asked.get(name)
        if found is None:
            found = self._before.get(name)
            self._asked[name] = found = make() if found is None else found
        return found

    def holds(self, name: str) -> bool:
        """Whether the value of `name` is known."""
        return name in self._asked or name in self._before

    def save(self) -> None:
        """Keeps the values that were asked for, and no others."""
        if self._asked.keys() != self._before.keys():
            self._cache.put(self._kind, "", self._key, self._asked)
            self._cache.keep(self._kind, ("",))  # as former editions of the program kept each value by itself
