"""Pages that were written before: a page is written again only if something it is made from changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.cache import Cache, key_of


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
