"""What was computed before: results on disk under a hash of everything that went into them, safe to delete."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

Value = TypeVar("Value")
#: Where each of some values lies in a slot: bytes from its end, and bytes long.
Places = tuple[tuple[int, int], ...]

_PACKAGE = Path(__file__).parent
#: Files every stage imports: a change in one of them makes every cached result stale.
_LEAVES = ("model", "characters.py", "pattern_code.py", "patterns.py", "script.py", "segmentation.py", "tiling.py")


@cache
def code_fingerprint(rooms: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Hash of our own source below `rooms` (folders or files of the package) and the versions of `libraries`."""
    digest = hashlib.sha256()
    for room in (*_LEAVES, *rooms):
        path = _PACKAGE / room
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(_source(file))
    for library in libraries:
        digest.update(f"{library}={_version(library)}\0".encode())
    return digest.hexdigest()


@cache
def _source(file: Path) -> bytes:
    """A hash of one of our files and its name; the leaves are asked for by every stage."""
    return hashlib.sha256(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes()).digest()


_version = cache(metadata.version)  # each asking reads a file


def key_of(*parts: bytes | str) -> str:
    """Hash of `parts`, each set apart from the next."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


def writing(path: str) -> BinaryIO:
    """`path`, opened to be written. Its folder is made where it is missing, and asked for nowhere else."""
    try:
        return open(path, "wb")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return open(path, "wb")


_FOUND: dict[tuple[str, str], type] = {}  # what was asked for before: small values are read by the thousand


class _Values(pickle.Unpickler):
    """Reads pickles that hold values and dataclasses of this program, and nothing that could be called.

    A cache is this machine's own, like `__pycache__`; should one come from elsewhere all the same, it can hold wrong
    results, but no program.
    """

    def find_class(self, module: str, name: str) -> Any:
        """The dataclass `name` of our own `module`. Raises UnpicklingError for anything else."""
        if (module, name) in _FOUND:
            return _FOUND[module, name]
        if module.startswith(f"{__package__}.") and not module.endswith("__main__") and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and dataclasses.is_dataclass(found):
                _FOUND[module, name] = found
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of this program")


def pickled(value: object) -> bytes:
    """`value` as `unpickled` reads it."""
    return pickle.dumps(value, protocol=5)


def unpickled(data: bytes | memoryview) -> Any:
    """The value that was pickled into `data`; None for what is torn, of another edition, or no value of ours."""
    return loaded(io.BytesIO(data))


def loaded(file: BinaryIO) -> Any:
    """The same of what lies in a file from where it stands."""
    try:
        return _Values(file).load()
    except Exception:  # damaged pickles raise nearly anything
        return None


#: Letters of a key, as `key_of` makes it.
_KEY = 64
#: Bytes from which on a slot is read piece by piece: to have all of it in hand beside what is made of it costs memory.
_LARGE = 1 << 22


class Cache:
    """A folder of pickled results, one slot for each kind and name, valid for one key.

    A new key takes the slot of the old one, so that the folder does not grow and a text that was changed or
    withdrawn leaves with the next build. Reading never fails (a missing or torn entry is a miss); writing is atomic.
    `folder=None` remembers nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @property
    def remembers(self) -> bool:
        return self._folder is not None

    def get(self, kind: str, name: str, key: str) -> Any:
        """The value stored for `name`, if it was stored under `key`; else None."""
        head = key.encode()
        return self._read(kind, name, head, len(head))

    def former(self, kind: str, name: str) -> Any:
        """The value stored for `name` under whatever key: what it follows from may have changed since."""
        return self._read(kind, name, b"", _KEY)

    def _read(self, kind: str, name: str, head: bytes, begin: int) -> Any:
        """The value that begins at `begin` in the slot of `name`, if the slot begins with `head`."""
        if self._folder is None:
            return None
        try:
            with open(self._slot(kind, name), "rb") as file:
                data = file.read(_LARGE)
                if not data.startswith(head):
                    return None
                if len(data) == _LARGE:
                    del data
                    file.seek(begin)
                    return loaded(file)
        except OSError:
            return None
        return unpickled(memoryview(data)[begin:])

    def holds(self, kind: str, name: str) -> bool:
        """True if anything is stored for `name`, under whatever key."""
        return self._folder is not None and os.path.exists(self._slot(kind, name))

    def put(self, kind: str, name: str, key: str, value: object) -> None:
        """Stores `value`; a full or read-only disk is no error, for the cache is only a convenience."""
        if self._folder is not None:
            write_pieces(self._slot(kind, name), [key.encode(), pickled(value)])

    def put_parts(
        self, kind: str, name: str, key: str, parts: Sequence[object], head: Callable[[Places], object]
    ) -> Any:
        """Stores values so that each can be got alone (`part`), and before them a head, which is told where they lie.

        Returns the head, which is what `get` gives; None if nothing could be stored.
        """
        if self._folder is None:
            return None
        data = [pickled(part) for part in parts]
        made = head(_places(map(len, data)))
        stored = write_pieces(self._slot(kind, name), [key.encode(), pickled(made), *data])
        return made if stored else None

    def change_parts(
        self,
        kind: str,
        name: str,
        key: str,
        former: Places,
        changed: Mapping[int, object],
        head: Callable[[Places], object],
    ) -> Any:
        """Stores under `key` what `put_parts` stored for `name`, but for the parts that are `changed`, by their place.

        `former`: where the parts lie, as the head says that `former` gives. What did not change is copied as it lies.
        Returns the new head; None if it could not be stored, and then the slot is as it was.
        """
        if self._folder is None:
            return None
        data = {place: pickled(part) for place, part in changed.items()}
        lengths = [len(data[place]) if place in data else length for place, (_, length) in enumerate(former)]
        made, slot = head(_places(lengths)), self._slot(kind, name)
        stored = write_pieces(slot, chain([key.encode(), pickled(made)], _copied(slot, former, data)))
        return made if stored else None

    def part(self, kind: str, name: str, key: str, place: tuple[int, int]) -> Any:
        """One of the values that `put_parts` stored for `name` under `key`; None if that is not what lies there."""
        if self._folder is None:
            return None
        begin, head = place[0], key.encode()
        try:
            with open(self._slot(kind, name), "rb", buffering=0) as file:
                if file.read(len(head)) != head:
                    return None
                file.seek(-begin, os.SEEK_END)
                data = file.read(place[1])
        except OSError:
            return None
        return unpickled(data)

    def remember(self, kind: str, name: str, key: str, make: Callable[[], Value]) -> Value:
        """The stored value, else what `make` returns, stored."""
        value: Value | None = self.get(kind, name, key)
        if value is None:
            value = make()
            self.put(kind, name, key, value)
        return value

    def drop(self, kind: str, name: str) -> None:
        """Removes what is stored for `name`, whatever its key."""
        if self._folder is not None:
            _unlink(self._slot(kind, name))

    def keep(self, kind: str, names: Iterable[str]) -> int:
        """Removes what is stored under `kind` for other names than these; returns how many entries went."""
        if self._folder is None:
            return 0
        kept = set(map(_place_of, names))
        folder, gone = os.path.join(self._folder, kind), 0
        for beginning in _listed(folder):
            strange = [name for name in _listed(f"{folder}/{beginning}") if f"{beginning}/{name}" not in kept]
            for name in strange:
                _unlink(f"{folder}/{beginning}/{name}")
            gone += len(strange)
        return gone

    def _slot(self, kind: str, name: str) -> str:
        return f"{self._folder}/{kind}/{_place_of(name)}"


def _place_of(name: str) -> str:
    """Where the slot of `name` lies in the folder of its kind: so many files in one folder are slow to find."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:2]}/{digest[2:40]}"


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _places(lengths: Iterable[int]) -> Places:
    """Where parts of these lengths lie that end a slot."""
    found = list(lengths)
    return tuple(zip(list(accumulate(reversed(found)))[::-1], found, strict=True))


def _copied(slot: str, places: Places, changed: Mapping[int, bytes]) -> Iterator[bytes]:
    """The parts that lie in `slot` at `places`, in order, but for those that `changed`. OSError: one is cut."""
    with open(slot, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        begin = size - places[0][0] if places else size
        for place in (*sorted(changed), len(places)):
            end = size - places[place][0] if place < len(places) else size
            file.seek(begin)
            while begin < end:
                data = file.read(min(end - begin, _LARGE))
                if not data:
                    raise OSError(f"{slot} is torn")
                begin += len(data)
                yield data
            if place < len(places):
                yield changed[place]
                begin += places[place][1]


def write_whole(slot: str, data: bytes) -> bool:
    """Puts `data` in a slot, whole or not at all; returns whether that was possible."""
    return write_pieces(slot, [data])


def write_pieces(slot: str, pieces: Iterable[bytes]) -> bool:
    """The same for data that is given piece by piece, and may be read from the slot meanwhile."""
    # One name for all: of two that write at once one may leave a torn slot, which is a miss, and what a process
    # that was killed leaves is written over by the next.
    unfinished = f"{slot}.new"
    try:
        with writing(unfinished) as file:
            file.writelines(pieces)
        os.replace(unfinished, slot)
    except OSError:
        _unlink(unfinished)
        return False
    return True


def _unlink(path: str) -> None:
    """Removes a file, if it is there."""
    with suppress(FileNotFoundError):
        os.unlink(path)
