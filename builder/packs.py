"""Small values of many names in one file of the cache: read whole as a build begins, written if it learnt any."""

from __future__ import annotations

import os
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from typing import Any

from builder.cache import pickled, unpickled, write_whole

_FOLDER = "packs"


class Pack:
    """The values of one kind, each valid for one key, like slots of a `Cache`; `folder=None` remembers nothing.

    A pack that is torn or missing knows nothing. Of two builds at once the last to `save` is remembered.
    """

    def __init__(self, folder: Path | None, kind: str) -> None:
        self._path = folder and os.path.join(folder, _FOLDER, kind)
        self._held: dict[str, tuple[str, bytes]] = {}
        self._changed = False
        if self._path:
            with suppress(OSError), open(self._path, "rb") as file:
                found = unpickled(file.read())
                self._held = found if isinstance(found, dict) else {}

    def get(self, name: str, key: str) -> Any:
        """The value stored for `name`, if it was stored under `key`; else None."""
        match self._held.get(name):
            case (str() as known, bytes() as data) if known == key:
                return unpickled(data)
        return None

    def put(self, name: str, key: str, value: object) -> None:
        """Has `value` stored with the rest."""
        if self._path:
            self._held[name] = key, pickled(value)
            self._changed = True

    def save(self, names: Container[str]) -> None:
        """Writes what is known of `names`, and of no others. That a disk is full or read-only is no error."""
        if not self._path:
            return
        kept = {name: held for name, held in self._held.items() if name in names}
        if self._changed or len(kept) < len(self._held):
            self._held = kept
            if write_whole(self._path, pickled(kept)):
                self._changed = False
