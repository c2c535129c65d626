"""What was computed before: found again under its key alone; whatever else lies there is a miss, and runs nothing."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cache import Cache, key_of, unpickled
from builder.model import Output, Problem
from tests.faults import Outcome

VALUE = (Output("a", b"b", "site"), Problem("source-empty", "error"), frozenset({"a"}), {"b": [1.5, None]}, "文字")


class _Calls:
    """Pickles as a call of any function with any arguments."""

    def __init__(self, *called: Any) -> None:
        self._called = called

    def __reduce__(self) -> Any:
        function, *arguments = self._called
        return function, tuple(arguments)


def test_a_value_is_found_under_its_key(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("kind", "name", "k1", VALUE)
    assert cache.get("kind", "name", "k1") == VALUE
    assert cache.get("kind", "name", "k2") is None
    assert cache.get("kind", "other", "k1") is None
    assert Cache(None).remember("kind", "name", "k1", lambda: VALUE) == VALUE
    cache.drop("kind", "name")
    assert cache.get("kind", "name", "k1") is None
    Cache(None).drop("kind", "name")
    assert Cache(None).keep("kind", ()) == 0


@pytest.mark.parametrize(
    "program",
    [
        _Calls(os.system, "touch obeyed"),
        _Calls(eval, "open('obeyed', 'w')"),
        (Problem("source-empty", "error"), _Calls(os.mkdir, "obeyed")),
    ],
)
def test_a_pickle_that_is_a_program_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Any) -> None:
    monkeypatch.chdir(tmp_path)
    data = pickle.dumps(program, protocol=5)
    assert unpickled(data) is None
    assert not (tmp_path / "obeyed").exists()
    pickle.loads(data)  # what unpickled() keeps from happening: this test can fail
    assert (tmp_path / "obeyed").exists()


@pytest.mark.parametrize(
    "name",
    [
        "builder.cli\nmain",
        "builder.__main__\nmain",
        "builder.cache\nos.system",
        "builder.cache\nkey_of",
        "builder.cache\nos",
    ],
)
def test_no_function_of_ours_is_called_either(name: str) -> None:
    assert unpickled(f"c{name}\n.".encode()) is None
    assert unpickled(f"c{name}\n(S'x'\ntR.".encode()) is None


def test_nothing_of_another_program_is_made_or_imported() -> None:
    """Importing runs what a module does when it is imported, and a dataclass may do anything when it is made."""
    assert unpickled(pickle.dumps(Outcome(0, [], []), protocol=5)) is None
    sys.modules.pop("this", None)
    assert unpickled(b"cthis\nd\n.") is None
    assert "this" not in sys.modules


@given(st.binary(max_size=60), st.integers(0, 400))
def test_damaged_pickles_are_misses(noise: bytes, place: int) -> None:
    data = pickle.dumps(VALUE, protocol=5)
    unpickled(data[:place] + noise + data[place + len(noise) :])
    assert unpickled(data[:place]) is None or place >= len(data)


def test_a_large_value_is_read_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, key = Cache(tmp_path), key_of("a")
    value = [b"b" * 500, "c" * 500, 7]
    cache.put("kind", "name", key, value)
    for large in (70, 200, 5_000):
        monkeypatch.setattr("builder.cache._LARGE", large)
        assert cache.get("kind", "name", key) == value
        assert cache.get("kind", "name", key_of("b")) is None
    [slot] = [path for path in tmp_path.rglob("*") if path.is_file()]
    slot.write_bytes(slot.read_bytes()[:-30])
    for large in (200, 5_000):
        monkeypatch.setattr("builder.cache._LARGE", large)
        assert cache.get("kind", "name", key) is None


@given(
    st.lists(st.binary(max_size=9), max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.binary(max_size=20)), max_size=3),
)
def test_parts_that_changed_are_set_among_those_that_stay(parts: list[bytes], changed: list[tuple[int, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        cache.put_parts("kind", "name", "a" * 64, parts, lambda places: places)
        anew = {place: data for place, data in changed if place < len(parts)}
        former = cache.former("kind", "name")
        assert cache.change_parts("kind", "name", "b" * 64, former, anew, lambda places: places) is not None
        places = cache.get("kind", "name", "b" * 64)
        assert cache.get("kind", "name", "a" * 64) is None
        found = [cache.part("kind", "name", "b" * 64, place) for place in places]
        assert found == [anew.get(place, data) for place, data in enumerate(parts)]


def test_a_slot_whose_parts_cannot_be_copied_stays_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    places = cache.put_parts("kind", "name", "a" * 64, [b"one", b"two"], lambda places: places)
    beyond = tuple((begin + 999, length + 999) for begin, length in places)
    assert cache.change_parts("kind", "name", "b" * 64, beyond, {1: b"2"}, lambda places: places) is None
    assert cache.part("kind", "name", "a" * 64, places[0]) == b"one"
