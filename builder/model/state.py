"""What an essay holds, as bytes: equal for equal essays on any machine, and many times as quick as `repr`."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Sequence
from dataclasses import fields
from hashlib import sha256
from operator import attrgetter
from typing import Any

from builder.model.later import Later
from builder.model.text import Block, Essay, Field, Picture, Problem, Repair

_FORMAT = 2  # of marshal: without references, so that the bytes follow from the values alone


def _values(kind: type) -> Callable[[Any], Any]:
    return attrgetter(*(field.name for field in fields(kind)))


#: The parts of an essay's body: what is asked for only where its text is.
BODY = ("blocks", "fields", "repairs", "pictures")
_HELD = dict(zip(BODY, map(_values, (Block, Field, Repair, Picture)), strict=True))
_PROBLEM = _values(Problem)
_BESIDE = attrgetter(
    *(field.name for field in fields(Essay) if field.name not in (*BODY, "problems", "printed", "key"))
)


def state(essay: Essay, body: Sequence[bytes] = ()) -> bytes:
    """Everything that `essay` holds, its body as a hash of each part (`body`, if they are known).

    Raises ValueError for a value that is no plain one: a new field needs a getter.
    """
    return plain(_plain(essay, body))


def essay_key(essay: Essay, body: Sequence[bytes] = ()) -> str:
    """A hash of everything that `essay` holds, worked out once: it travels with it to caches and processes.

    `body` has the hash of each part of its body, if they are known.
    `dataclasses.replace` makes an essay without one, so that no essay has the hash of another.
    """
    if not essay.key:
        object.__setattr__(essay, "key", sha256(state(essay, body)).hexdigest())
    return essay.key


def with_key(essay: Essay, key: str) -> Essay:
    """`essay`, whose hash is known to be `key`: that of an essay whose body is held elsewhere is asked for with it."""
    object.__setattr__(essay, "key", key)
    return essay


def part_state(essay: Essay, name: str) -> bytes:
    """A hash of one part of `BODY` of an essay. What may be fetched later brings it with it."""
    part = getattr(essay, name)
    if isinstance(part, Later):
        return part.state
    return sha256(plain(list(map(_HELD[name], part)))).digest() if part else b""


def plain(values: object) -> bytes:
    """Tuples, lists, strings, bytes and numbers as bytes that follow from them alone."""
    return marshal.dumps(values, _FORMAT)  # type: ignore[arg-type]


def _plain(essay: Essay, known: Sequence[bytes] = ()) -> tuple[object, ...]:
    body = known or [part_state(essay, name) for name in BODY]
    return (_BESIDE(essay), list(map(_PROBLEM, essay.problems)), *body, essay.printed and _plain(essay.printed))
