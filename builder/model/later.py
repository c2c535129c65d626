"""A part of an essay that is fetched only when somebody looks into it, and may be forgotten again meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

Held = TypeVar("Held")


class Later(Sequence[Held]):
    """A sequence that `fetch` gives whenever it is looked into. How long it is, and its `state`, are known before.

    Equal to any sequence of the same values. `fetch` must give the same each time; what it raises, looking raises.
    """

    __slots__ = ("_fetch", "_length", "state")

    def __init__(self, fetch: Callable[[], Sequence[Held]], length: int, state: bytes) -> None:
        self._fetch, self._length, self.state = fetch, length, state

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Held: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Held]: ...
    def __getitem__(self, place: int | slice) -> Held | Sequence[Held]:
        return self._fetch()[place]

    def __iter__(self) -> Iterator[Held]:
        return iter(self._fetch())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Later) and self.state == other.state:
            return True
        return isinstance(other, (tuple, Later)) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Processes are handed where it is found, not what it holds."""
        return Later, (self._fetch, self._length, self.state)
