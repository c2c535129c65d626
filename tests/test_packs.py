"""Heads of readings lie together and bodies apart: both are found again, or made again, whatever becomes of the cache."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from builder.lock import BusyError
from builder.model import Essay, Library
from builder.model.later import Later
from builder.model.state import BODY, essay_key, state
from builder.packs import Pack
from builder.reading import anew
from builder.reading.recall import whole
from tests.desk import read, text_of, write


def _read_twice(root: Path) -> tuple[Library, Library]:
    content = write(root, {"a.txt": text_of(1), "b.txt": text_of(2)})
    return read(content, cached=True), read(content, cached=True)


def _bodies(library: Library) -> list[Essay]:
    return [whole(item.essay) for item in library.essays]


def test_a_pack_knows_what_it_learnt_under_its_key_alone_and_of_the_names_it_kept(tmp_path: Path) -> None:
    pack = Pack(tmp_path, "kind")
    for name in ("a", "b"):
        pack.put(name, "k1", (name, 1))
    pack.save({"a", "b"})
    again = Pack(tmp_path, "kind")
    assert again.get("a", "k1") == ("a", 1) and again.get("a", "k2") is None and again.get("c", "k1") is None
    again.save({"b"})
    assert Pack(tmp_path, "kind").get("a", "k1") is None and Pack(tmp_path, "kind").get("b", "k1") == ("b", 1)


@pytest.mark.parametrize(
    "data", [b"", b"torn", pickle.dumps({"a": "no pair"}), pickle.dumps(["a"]), pickle.dumps(print)]
)
def test_a_torn_pack_knows_nothing(data: bytes, tmp_path: Path) -> None:
    Pack(tmp_path, "kind").save(())
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "kind").write_bytes(data)
    assert Pack(tmp_path, "kind").get("a", "k") is None
    assert Pack(None, "kind").get("a", "k") is None


def test_a_file_that_did_not_change_is_not_read_and_its_text_only_where_it_is_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = _read_twice(tmp_path)

    def fails(*_: object) -> None:
        pytest.fail("read again")

    monkeypatch.setattr(anew, "_read", fails)
    again = read(write(tmp_path, {}), cached=True)
    assert all(isinstance(item.essay.blocks, Later) for item in again.essays)
    assert [state(item.essay) for item in again.essays] == [state(essay) for essay in _bodies(first)]
    assert [item.essay.key for item in again.essays] == [essay_key(replace(essay)) for essay in _bodies(first)]
    assert _bodies(again) == _bodies(first)
    assert [len(item.essay.blocks) for item in again.essays] == [len(tuple(item.essay.blocks)) for item in again.essays]


@pytest.mark.parametrize("lost", ["packs", "reading", ""])
def test_whatever_is_lost_of_the_cache_is_made_again(lost: str, tmp_path: Path) -> None:
    first, _ = _read_twice(tmp_path)
    expected = _bodies(first)
    shutil.rmtree(tmp_path / ".cache" / lost)
    assert _bodies(read(write(tmp_path, {}), cached=True)) == expected


def test_a_text_is_read_again_if_the_cache_is_deleted_meanwhile_and_refused_if_the_file_changed(tmp_path: Path) -> None:
    _, again = _read_twice(tmp_path)
    shutil.rmtree(tmp_path / ".cache")
    one, other = (item.essay for item in again.essays)
    assert [block.text for block in one.blocks] == [block.text for block in whole(one).blocks] != []
    (tmp_path / "essays" / other.source).write_text("another", encoding="utf-8")
    with pytest.raises(BusyError):
        whole(other)


def test_a_part_that_comes_later_is_handed_over_as_where_it_is_found_and_equals_what_it_stands_for(
    tmp_path: Path,
) -> None:
    _, again = _read_twice(tmp_path)
    essay = again.essays[0].essay
    handed = pickle.loads(pickle.dumps(essay))
    assert handed == essay == whole(essay) and hash(handed.blocks) == hash(tuple(essay.blocks))
    assert essay.blocks[0].text.encode() not in pickle.dumps(essay.blocks)
    assert essay.blocks[1:] == tuple(essay.blocks)[1:] and essay.blocks[0] in essay.blocks
    assert [name for name in BODY if getattr(essay, name) != getattr(handed, name)] == []
    assert repr(essay) == repr(whole(essay))
