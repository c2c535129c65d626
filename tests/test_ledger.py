"""The ledger holds every character of a source and gives its bytes back when the source is gone."""

from __future__ import annotations

import json
import os
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.library import ledger
from builder.model import Edit, Rule, Source, Tile
from builder.repair.engine import apply
from builder.sources import read
from builder.sources.decode import decode
from tests.examples import examples

SIMPLIFIED = (
    "读书的人常常问，一座图书馆应当有多大？\n\n我常常想，能让人坐下来就够了。\n昨天我在旧书店里找到一本册子。\n"
)
TRADITIONAL = "讀書的人常常問，一座圖書館應當有多大？\n\n我常常想，能讓人坐下來就夠了。\n"
ENGLISH = "How large must a library be? It’s true that the café next door was louder.\n"

DOUBLED = Rule("doubled", "Said twice.", "说了两遍。", "sure", lambda i: _edits(r"常常", "常", i.text))
SPACED = Rule("spaced", "A stray line.", "多余的行。", "likely", lambda i: _edits(r"\n\n+", "\n", i.text))
DOUBTED = Rule("doubted", "Perhaps wrong.", "或有误。", "doubtful", lambda i: _edits(r"？", "?", i.text))
RULES = (DOUBLED, SPACED, DOUBTED)


def _edits(pattern: str, new: str, text: str) -> list[Edit]:
    return [Edit(match.start(), match.end(), new) for match in re.finditer(pattern, text)]


def _tiles(length: int) -> tuple[Tile, ...]:
    """Tiles of a few lengths that cover a text."""
    cuts = sorted({0, length // 3, length // 2, length})
    roles = ("block", "removed", "space")
    return tuple(Tile(start, end, roles[number], 0, f"p{number}") for number, (start, end) in enumerate(pairwise(cuts)))


def _put(folder: Path, name: str, data: bytes) -> Source:
    decoded = decode(data, name)
    source = Source(name, decoded.text, decoded.record, "txt")
    kept = ledger.entry(source, apply(source.text, RULES), _tiles(len(source.text)))
    ledger.write(folder, name, kept)
    return source


def test_gives_the_bytes_back(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + SIMPLIFIED.replace("\n", "\r\n", 2).encode("utf-8") + b"\xff\n"
    _put(tmp_path, "书/随笔.txt", data)
    assert ledger.restore(tmp_path, "书/随笔.txt") == data


def test_reads_back_all_that_was_written(tmp_path: Path) -> None:
    source = _put(tmp_path, "a.txt", TRADITIONAL.encode("cp950"))
    known = ledger.read(tmp_path, "a.txt")
    assert known == ledger.Entry("a.txt", "txt", source.record, apply(source.text, RULES), _tiles(len(source.text)))
    assert any(segment.rules for segment in known.repaired.segments)
    assert known.repaired.flags


def test_knows_a_name_however_it_is_spelt(tmp_path: Path) -> None:
    _put(tmp_path, "caf\u00e9/one.txt", ENGLISH.encode("cp1252"))
    assert ledger.restore(tmp_path, "cafe\u0301\\one.txt") == ENGLISH.encode("cp1252")


@pytest.mark.parametrize("name", ["x" * 5000 + ".txt", "../../etc/passwd", "CON.txt", "a\nb\x1b.txt", "🏮.txt"])
def test_names_of_any_kind_stay_inside_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "ledger"
    _put(folder, name, b"A text.")
    assert ledger.restore(folder, name) == b"A text."
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]


def test_keeps_itself_out_of_repositories(tmp_path: Path) -> None:
    _put(tmp_path / "new" / ".ledger", "a.txt", b"A text.")
    assert (tmp_path / "new" / ".ledger" / ".gitignore").read_text() == "*\n"


def test_says_what_is_not_on_record(tmp_path: Path) -> None:
    with pytest.raises(ledger.NotOnRecordError):
        ledger.restore(tmp_path, "never.txt")
    with pytest.raises(ledger.NotOnRecordError):
        ledger.restore(tmp_path / "no folder", "never.txt")


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"form":2}', b'{"form":1}', b"\xff", b'{"form":1,"segments":[1]}']
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    _put(tmp_path, "a.txt", b"A text.")
    (path,) = tmp_path.glob("*.json")
    path.write_bytes(damage)
    with pytest.raises(ledger.NotOnRecordError):
        ledger.read(tmp_path, "a.txt")


def test_has_no_bytes_for_formats_that_begin_at_their_text(tmp_path: Path) -> None:
    source = Source("a.docx", "A text.", None, "docx")
    ledger.write(tmp_path, "a.docx", ledger.entry(source, apply(source.text, ()), _tiles(7)))
    assert ledger.read(tmp_path, "a.docx").repaired.source == "A text."
    with pytest.raises(ledger.TextOnlyError):
        ledger.restore(tmp_path, "a.docx")


@pytest.mark.parametrize(
    "tiles",
    [
        (),
        (Tile(0, 6, "block", 0, "p1"),),
        (Tile(1, 7, "block", 0, "p1"),),
        (Tile(0, 4, "block", 0, "p1"), Tile(5, 7, "space", None, "")),
        (Tile(0, 4, "block", 0, "p1"), Tile(3, 7, "space", None, "")),
        (Tile(0, 8, "block", 0, "p1"),),
    ],
    ids=["none", "end-missing", "start-missing", "gap", "overlap", "beyond"],
)
def test_refuses_tiles_that_are_not_total(tiles: tuple[Tile, ...]) -> None:
    source = Source("a.txt", "A text.", None, "txt")
    with pytest.raises(ValueError, match="tiles"):
        ledger.entry(source, apply(source.text, ()), tiles)


def test_refuses_the_repair_of_another_text() -> None:
    with pytest.raises(ValueError, match="not that of this source"):
        ledger.entry(Source("a.txt", "A text.", None, "txt"), apply("B text.", ()), _tiles(7))


def test_forgets(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        _put(tmp_path, name, b"A text.")
    (tmp_path / "killed.tmp").write_bytes(b"half")
    ledger.remove(tmp_path, "a.txt")
    ledger.remove(tmp_path, "a.txt")
    ledger.forget_unfinished(tmp_path)
    assert ledger.restore(tmp_path, "b.txt") == b"A text."
    assert sorted(path.suffix for path in tmp_path.iterdir()) == ["", ".json", ".json"]
    ledger.forget_unfinished(tmp_path / "none")


def test_is_written_whole_and_only_when_it_changed(tmp_path: Path) -> None:
    _put(tmp_path, "a.txt", b"A text.")
    (path,) = tmp_path.glob("*.json")
    first = path.stat().st_ino
    _put(tmp_path, "a.txt", b"A text.")
    assert path.stat().st_ino == first
    _put(tmp_path, "a.txt", b"Another text.")
    assert path.stat().st_ino != first
    assert not list(tmp_path.glob("*.tmp"))


def test_is_of_the_size_of_its_text(tmp_path: Path) -> None:
    clean = "昨天我在旧书店里找到一本没有封面的册子，纸已经发黄。\n"
    data = ((SIMPLIFIED + clean * 20) * 20).encode("utf-8")  # a repair every few hundred characters
    _put(tmp_path, "a.txt", data)
    (path,) = tmp_path.glob("*.json")
    assert path.stat().st_size < 1.5 * len(data)
    assert json.loads(path.read_text("utf-8"))["name"] == "a.txt"


@given(
    text=st.text(alphabet=st.sampled_from("常？\n一二a,"), min_size=1, max_size=60).filter(str.strip),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16-le"]),
)
@examples(150)
def test_law_whatever_rules_do_the_bytes_come_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str
) -> None:
    data = SIMPLIFIED.encode(encoding) + text.encode(encoding)
    folder = tmp_path_factory.mktemp("ledger")
    source = _put(folder, "a.txt", data)
    assert ledger.restore(folder, "a.txt") == data
    assert ledger.read(folder, "a.txt").repaired == apply(source.text, RULES)


def test_every_text_of_the_corpus_comes_back_with_its_source_gone(tmp_path: Path) -> None:
    corpus = os.environ.get("ESSAY_CORPUS")
    if not corpus:
        pytest.skip("set ESSAY_CORPUS to a folder that holds seeds/, dev/ and dev-synthetic/")
    chance = random.Random(20261121)
    printed = {}
    for number, file in enumerate(sorted(Path(corpus).rglob("*.txt"))):
        text = file.read_bytes().decode("utf-8")
        for encoding in ("as it is", "utf-8-sig", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "utf-16"):
            if encoding == "as it is":
                data = file.read_bytes()
            else:
                mixed = re.sub("\n", lambda _: chance.choice(["\r\n", "\r\n", "\n", "\r"]), text)
                data = mixed.encode(encoding, "ignore")
            path = tmp_path / "essays" / f"{number}-{encoding}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            source = read(path, path.name)
            kept = ledger.entry(source, apply(source.text, RULES), _tiles(len(source.text)))
            ledger.write(tmp_path / ".ledger", path.name, kept)
            path.unlink()
            printed[path.name] = data
    assert len(printed) >= 300
    assert all(ledger.restore(tmp_path / ".ledger", name) == data for name, data in printed.items())
