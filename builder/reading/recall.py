"""What earlier builds learnt of the files of a library: heads of all at once, bodies only where one is looked into.

The head of a reading is all that most of a rebuild asks for: who wrote what when, what is doubted, and a hash of each
part of the body. Heads of all files lie in one pack; a body lies in its file's slot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.cache import Cache, key_of
from builder.library import ledger
from builder.lock import BusyError
from builder.model import Essay, Reading
from builder.model.later import Later
from builder.model.state import BODY, essay_key, part_state, with_key
from builder.packs import Pack
from builder.reading.task import Glance, Task, bytes_of, glance_key, reading_key
from builder.sources import Refused

#: The cached results of which each file has a slot, and those that lie in a pack for all.
SLOT, _HEADS, _GLANCES = "reading", "head", "glance"
#: Texts of so many files, and what else their bodies hold of so many, are at hand at a time. Pages quote essays in no
#: order: these are about 30 KB each, and those as much.
TEXTS_AT_HAND, RESTS_AT_HAND = 500, 100
_TEXT = "blocks"  # the part of a body that is quoted elsewhere, and lies by itself
_NEAR = "fields"  # the part that stays with the head: some words, which pages, citations and tables all ask for


@dataclass(frozen=True, slots=True)
class Head:
    """What is remembered of a file, its essays without their bodies but for their fields.

    `parts`: for each essay, how many values each part of its body has, and their hash. `places`: where the slot has
    texts, the rest and the ledger's entry; () if nothing was stored, and then the bodies are here. `pictures` is a
    hash of the pictures beside the file, which its own bytes do not hold; `mark` is that of the ledger's entry.
    """

    reading: Reading
    parts: tuple[tuple[tuple[int, bytes], ...], ...]
    places: tuple[tuple[int, int], ...]
    pictures: str
    mark: tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was read of a file just now. `key` is "" if that is not to be remembered."""

    key: str
    head: Head


@dataclass(frozen=True, eq=False, slots=True)
class _Body:
    """The bodies of the essays of one file, and how to read the file again should the cache have lost them."""

    task: Task
    key: str
    places: tuple[tuple[int, int], ...]

    def part(self, index: int, name: str) -> Sequence[Any]:
        """The part `name` of the essay at `index`. Raises BusyError if the file is another one meanwhile."""
        held: Sequence[Any] = _texts(self)[index] if name == _TEXT else _rests(self)[index][name]
        return held

    def _stored(self, place: int) -> Any:
        return Cache(self.task.cache).part(SLOT, self.task.name, self.key, self.places[place])

    def _again(self) -> tuple[Essay, ...]:
        from builder.reading.anew import read_again

        essays = read_again(self.task, self.key)
        if essays is None:
            raise BusyError(self.task.name)
        return essays


@lru_cache(maxsize=TEXTS_AT_HAND)
def _texts(body: _Body) -> Sequence[Any]:
    found = body._stored(0)
    return found if found is not None else [essay.blocks for essay in body._again()]


@lru_cache(maxsize=RESTS_AT_HAND)
def _rests(body: _Body) -> Sequence[Any]:
    found = body._stored(1)
    return found if found is not None else [rest_of(essay) for essay in body._again()]


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a part of an essay's body is found."""

    body: _Body
    index: int
    name: str

    def __call__(self) -> Sequence[Any]:
        return self.body.part(self.index, self.name)


class Memory:
    """What is known of the files of one library, in its cache; `cache=None` knows nothing and remembers nothing."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = Cache(cache)
        self._glances, self._heads = Pack(cache, _GLANCES), Pack(cache, _HEADS)

    def glance(self, task: Task) -> Glance | None:
        """What a glance at the file would show, if that is known."""
        try:
            digest = key_of(bytes_of(task))
        except Refused:
            return None
        found: Glance | None = self._glances.get(task.name, glance_key(task, digest))
        return found

    def learn_glance(self, task: Task, seen: Glance) -> Glance:
        """Remembers what a glance at a file showed, and gives it."""
        if seen.digest:
            self._glances.put(task.name, glance_key(task, seen.digest), seen)
        return seen

    def reading(self, task: Task, digest: str, time: str = "") -> Reading | None:
        """What would be read of the file with this `digest`, if that is known; its ledger is on record then.

        `time` tells apart readings of one file in one build.
        """
        if not self._cache.remembers:
            return None
        key = reading_key(task, digest)
        head: Head | None = self._heads.get(task.name + time, key)
        if head is None:
            head = self._cache.get(SLOT, task.name, key)
            if head is None:
                return None
            self._heads.put(task.name + time, key, head)
        if head.pictures and not _same_pictures(task, head):
            return None
        if task.ledger is not None and not ledger.holds(task.ledger, task.name, head.mark):
            entry = self._cache.part(SLOT, task.name, key, head.places[2])
            if entry is None:
                return None
            ledger.write(task.ledger, task.name, entry)
        return opened(task, key, head)

    def learn(self, task: Task, learnt: Learnt, time: str = "") -> Reading:
        """Remembers what was read of a file, and gives it."""
        if learnt.key and learnt.head.places:
            self._heads.put(task.name + time, learnt.key, learnt.head)
        return opened(task, learnt.key, learnt.head)

    def save(self, names: Iterable[str], times: Sequence[str] = ("",)) -> None:
        """Keeps what is known of these files, and forgets all others."""
        kept = set(names)
        self._glances.save(kept)
        self._heads.save({name + time for name in kept for time in times})


def _same_pictures(task: Task, head: Head) -> bool:
    from builder.reading.anew import pictures_beside

    try:
        return pictures_beside(task) == head.pictures
    except Refused:
        return False


def opened(task: Task, key: str, head: Head) -> Reading:
    """The reading whose head is `head`; bodies are fetched when they are looked into."""
    if not head.places:
        return head.reading
    body = _Body(task, key, head.places)

    def of(index: int, essay: Essay, known: Mapping[str, tuple[int, bytes]]) -> Callable[[str], Sequence[Any]]:
        def part(name: str) -> Sequence[Any]:
            if name == _NEAR:
                return essay.fields
            return Later(_Part(body, index, name), *known[name]) if known[name][0] else ()

        return part

    known = (dict(zip(BODY, parts, strict=True)) for parts in head.parts)
    essays = enumerate(zip(head.reading.essays, known, strict=True))
    return replace(
        head.reading, essays=tuple(_with(essay, of(index, essay, known)) for index, (essay, known) in essays)
    )


def _with(essay: Essay, part: Callable[[str], Sequence[Any]]) -> Essay:
    """`essay` with its body held in another way, or apart; each part by its name."""
    blocks, fields, repairs, pictures = map(part, BODY)
    return with_key(replace(essay, blocks=blocks, fields=fields, repairs=repairs, pictures=pictures), essay_key(essay))


def closed(reading: Reading) -> tuple[Reading, tuple[tuple[tuple[int, bytes], ...], ...]]:
    """`reading` without the bodies of its essays but for their fields, and what a head knows of each part of them."""
    parts = tuple(
        tuple((len(getattr(essay, name)), part_state(essay, name)) for name in BODY) for essay in reading.essays
    )
    for essay, known in zip(reading.essays, parts, strict=True):
        essay_key(essay, [its for _, its in known])  # is kept with the essay
    essays = tuple(
        _with(essay, lambda name, near=tuple(essay.fields): near if name == _NEAR else ())  # type: ignore[misc]
        for essay in reading.essays
    )
    return replace(reading, essays=essays), parts


def rest_of(essay: Essay) -> dict[str, Sequence[Any]]:
    """An essay's body without its text and its fields."""
    return {name: tuple(getattr(essay, name)) for name in BODY if name not in (_TEXT, _NEAR)}


def in_hand(reading: Reading) -> Reading:
    """`reading` with the bodies of its essays, whatever becomes of the cache."""
    return replace(reading, essays=tuple(whole(essay) for essay in reading.essays))


def whole(essay: Essay) -> Essay:
    """`essay` with its body."""
    return _with(essay, lambda name: tuple(getattr(essay, name)))
