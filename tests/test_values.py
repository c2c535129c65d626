"""Values that are made quickly are those that dataclasses would have made."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields

import pytest

from builder.model import Edit
from builder.model.value import Value, quickly_made


@dataclass(frozen=True, slots=True)
class Slow(Value):
    start: int
    end: int
    out: str = "out"
    rules: tuple[str, ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick(Value):
    start: int
    end: int
    out: str = "out"
    rules: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("given", "named"), [((1, 2), {}), ((1, 2, "x"), {"rules": ("a",)}), ((), {"end": 4, "start": 3, "out": ""})]
)
def test_quick_values_hold_what_slow_ones_hold(given: tuple[int, ...], named: dict[str, object]) -> None:
    quick, slow = Quick(*given, **named), Slow(*given, **named)  # type: ignore[arg-type]
    assert [getattr(quick, its.name) for its in fields(Quick)] == [getattr(slow, its.name) for its in fields(Slow)]
    assert quick == Quick(*given, **named) and hash(quick) == hash(slow)  # type: ignore[arg-type]
    assert pickle.loads(pickle.dumps(quick)) == quick


def test_quick_values_are_frozen_and_ask_for_what_has_no_default() -> None:
    with pytest.raises(FrozenInstanceError):
        Edit(1, 2, "").start = 3  # type: ignore[misc]
    with pytest.raises(TypeError, match="new"):
        Edit(1, 2)  # type: ignore[call-arg]


def test_a_default_that_is_made_anew_each_time_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        name: str
        items: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="Listed"):
        quickly_made(Listed)
