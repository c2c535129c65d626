"""What was made before and is asked for by name: pages, and small things that are kept together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from builder.cache import Cache, key_of

Made = TypeVar("Made")


class Remembered:
    """Pages of one kind in a cache, by name. `made_by` says by which code, words and themes all of them are made."""

    def __init__(self, cache: Cache, kind: str, *made_by: str | bytes) -> None:
        self._cache, self._kind, self._made_by = cache, kind, made_by
        self._names: list[str] = []

    def __call__(self, name: str, made_from: bytes, make: Callable[[], bytes], parts: Sequence[str] = ()) -> bytes:
        """The bytes of the page `name`, which follow from `made_from`; `make` is asked for them if need be.

        `parts` of it are remembered under names of their own, which `make` asks for.
        """
        self._names += (name, *parts)
        return self._cache.remember(self._kind, name, key_of(made_from, *self._made_by), make)

    def forget_others(self) -> None:
        """Removes pages that were not asked for."""
        self._cache.keep(self._kind, self._names)


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
