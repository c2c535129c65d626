"""How the values that are kept in thousands are pickled: as the call that makes them anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any


class Value:
    """A frozen dataclass of two fields and more that caches keep and processes hand over.

    A frozen class with slots is unpickled by asking for its fields each time, which takes longer than all else.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        kind: Any = type(self)
        return kind, _taken_apart(kind)(self)


@cache
def _taken_apart(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind) if field.init))
