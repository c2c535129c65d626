"""Which bytes lie in which generated file, as the last build left them: what still lies there is not read again.

A file is taken for the one that was written while its size and the time of its last change are those of then: whoever
edits it by hand changes that time. Of files that were written just before this was noted, it need not tell
(a clock of files may stand still for two seconds), and they are read once more.
"""

from __future__ import annotations

import os
import time

from builder.cache import Cache, key_of

_KIND = "written"
#: Changes when what is noted does.
_EDITION = key_of("size and time of last change")
#: Nanoseconds of the slowest clock of files, that of FAT.
_TICK = 2_000_000_000
#: SHA-256 of a file, its bytes, and the time of its last change in nanoseconds.
_State = tuple[str, int, int]


class Written:
    """What is noted of each file, by a name that stays when the folder is moved. A cache may keep it over builds."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._before: dict[str, _State]
        noted, self._before = cache.get(_KIND, "", _EDITION) or (0, {})
        self._latest: int = noted - _TICK
        self._now: dict[str, _State] = {}

    def holds(self, name: str, path: str, digest: str) -> bool:
        """Whether the file at `path` is known to hold bytes of this SHA-256."""
        known = self._before.get(name)
        if known is None or known[0] != digest or known[2] > self._latest:
            return False
        try:
            state = os.stat(path)
        except OSError:
            return False
        if state.st_size != known[1] or state.st_mtime_ns != known[2]:
            return False
        self._now[name] = known
        return True

    def note(self, name: str, path: str, digest: str) -> None:
        """Takes in that the file at `path` holds bytes of this SHA-256 now."""
        state = os.stat(path)
        self._now[name] = digest, state.st_size, state.st_mtime_ns

    def save(self) -> None:
        """Notes all this for the next build, and nothing of other files."""
        if self._now != self._before or self._anew():
            self._cache.put(_KIND, "", _EDITION, (time.time_ns(), self._now))

    def _anew(self) -> bool:
        return any(changed > self._latest for _, _, changed in self._now.values())
