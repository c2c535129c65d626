"""What an essay holds, as bytes: equal for equal essays on any machine, and many times as quick as `repr`."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from builder.model.text import Block, Essay, Field, Picture, Problem, Repair

_FORMAT = 2  # of marshal: without references, so that the bytes follow from the values alone


def _values(kind: type) -> Callable[[Any], Any]:
    return attrgetter(*(field.name for field in fields(kind)))


_HELD: dict[str, Callable[[Any], Any]] = {
    "blocks": _values(Block),
    "fields": _values(Field),
    "repairs": _values(Repair),
    "problems": _values(Problem),
    "pictures": _values(Picture),
}
_BESIDE = attrgetter(*(field.name for field in fields(Essay) if field.name not in (*_HELD, "printed")))


def state(essay: Essay) -> bytes:
    """Everything that `essay` holds. Raises ValueError for a value that is no plain one: a new field needs a getter."""
    return plain(_plain(essay))


def text_state(essay: Essay) -> bytes:
    """What an essay's text is printed from: its blocks, the languages they are in, and its pictures."""
    held = [list(map(_HELD[name], getattr(essay, name))) for name in ("blocks", "pictures")]
    return plain((essay.tag, *held))


def block_state(block: Block | None) -> object:
    """What a block holds, as a plain value."""
    return block and _HELD["blocks"](block)


def plain(values: object) -> bytes:
    """Tuples, lists, strings, bytes and numbers as bytes that follow from them alone."""
    return marshal.dumps(values, _FORMAT)  # type: ignore[arg-type]


def _plain(essay: Essay) -> tuple[object, ...]:
    held = [tuple(map(values, getattr(essay, name))) for name, values in _HELD.items()]
    return (_BESIDE(essay), *held, essay.printed and _plain(essay.printed))
