"""What a source may ask for: each limit refuses in one line with the key that allows more, and corpus.yml sets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from builder.library import decisions
from builder.model import Limits
from builder.pipeline import read_files
from builder.problems import hint, message
from builder.sources import Found, read
from builder.workers import OneHand
from tests.office_documents import Document, archive, paragraph

PROSE = "渡口的灯亮着，船到了对岸。"


def _page(depth: int) -> bytes:
    return f"<html><body>{'<div>' * depth}<p>{PROSE * 20}</p>{'</div>' * depth}</body></html>".encode()


def _document(depth: int) -> bytes:
    inside = paragraph(PROSE * 20)
    return Document(f"{'<w:sdt><w:sdtContent>' * depth}{inside}{'</w:sdtContent></w:sdt>' * depth}").data()


def _unpacked(size: int) -> bytes:
    whole = Document(paragraph(PROSE * 20), files={"word/media/image1.png": bytes(range(256)) * (size // 256)})
    return whole.data()


def _scattered(size: int) -> bytes:
    """A document whose text hardly packs, `size` Han characters long."""
    random = Random(0)
    return Document(paragraph("".join(chr(random.randrange(0x4E00, 0x9FA0)) for _ in range(size)))).data()


def _essays(number: int) -> bytes:
    return "\n".join(f"第{n}篇：渡口之{n}\n\n{PROSE * 30}\n\n{PROSE * 20}\n" for n in range(1, number + 1)).encode()


@dataclass(frozen=True)
class Case:
    """A file that `limits` refuse with `code`, and that they let pass with the limit one step wider."""

    name: str
    data: Callable[[], bytes]
    key: str
    narrow: str
    wide: str
    code: str


CASES = (
    Case("size.txt", lambda: (f"渡口\n\n{PROSE}\n" * 4_000).encode(), "source", "100 KB", "1 MB", "source-too-large"),
    Case("line.txt", lambda: f"渡口\n\n{PROSE * 1_000}\n".encode(), "line", "10000", "14,000", "line-too-long"),
    Case("line.md", lambda: f"# 渡口\n\n{PROSE * 1_000}\n".encode(), "line", "10_000", "14000", "line-too-long"),
    Case("line.html", lambda: f"<h1>渡口</h1><p>{PROSE * 1_000}".encode(), "line", "10000", "14000", "line-too-long"),
    Case("media.docx", lambda: _unpacked(1_500_000), "unpacked", "1 MB", "2 MB", "docx-too-large"),
    Case("text.docx", lambda: _scattered(160_000), "unpacked", "1 MB", "2 MB", "docx-too-large"),
    Case("many.txt", lambda: _essays(6), "essays", "5", "6", "too-many-essays"),
    Case("deep.html", lambda: _page(60), "nesting", "60", "64", "nesting-too-deep"),
    Case("deep.docx", lambda: _document(30), "nesting", "60", "70", "nesting-too-deep"),
)  # fmt: skip


def _codes(root: Path, case: Case, value: str) -> list[tuple[str, str, str]]:
    from builder.content import content_at

    (root / "essays").mkdir(exist_ok=True)
    (root / "corpus.yml").write_text(f"limits: {{{case.key}: '{value}'}}\n", encoding="utf-8")
    path = root / "essays" / case.name
    path.write_bytes(case.data())
    shelf = read_files(content_at(root), [Found(path, case.name)], OneHand(), cache=root / ".cache")
    assert not shelf.configuration.problems
    errors = [told for told in shelf.problems if told.severity == "error"]
    assert bool(shelf.essays) is not bool(errors)
    return [(told.code, message(told, "en"), hint(told, "en") + hint(told, "zh")) for told in errors]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_limit_refuses_in_one_line_and_can_be_widened(tmp_path: Path, case: Case) -> None:
    """With the cache at work, so that a limit that changes is obeyed at once."""
    for _ in range(2):
        ((code, said, remedy),) = _codes(tmp_path, case, case.narrow)
        assert code == case.code
        assert "\n" not in said
        assert remedy.count(f"limits: {case.key}") == 2
        assert _codes(tmp_path, case, case.wide) == []


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("limits: {}", Limits()),
        ("limits:", Limits()),
        ("limits: {source: 40 MB}", Limits(source=40_000_000)),
        ("limits: {source: 40mb, unpacked: 1.5 M}", Limits(source=40_000_000, archive_unpacked=1_500_000)),
        ("limits: {source: 500 KB, unpacked: 50兆}", Limits(source=500_000, archive_unpacked=50_000_000)),
        ("limits: {source: 0.5 GB}", Limits(source=500_000_000)),
        (
            "limits: {line: '5,000,000', essays: 1, nesting: 250}",
            Limits(line_characters=5_000_000, essays=1, nesting=250),
        ),
    ],
)
def test_limits_are_read(text: str, limits: Limits) -> None:
    read = decisions.read(text.encode())
    assert not read.problems
    assert read.limits == limits


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("limits: {source: 40}", "decision-wrong-shape", "source: 40 MB"),
        ("limits: {source: many}", "decision-wrong-shape", "source: 20 MB"),
        ("limits: {source: 900 GB}", "decision-wrong-shape", "source: 500 MB"),
        ("limits: {source: 1 KB}", "decision-wrong-shape", "source: 100 KB"),
        ("limits: {source: 0}", "decision-wrong-shape", "source: 20 MB"),
        ("limits: {unpacked: [1 MB]}", "decision-wrong-shape", "unpacked: 100 MB"),
        ("limits: {line: 5}", "decision-wrong-shape", "line: 10000"),
        ("limits: {line: 9999999999}", "decision-wrong-shape", "line: 100000000"),
        ("limits: {essays: none}", "decision-wrong-shape", "essays: 1000"),
        ("limits: {nesting: 1000}", "decision-wrong-shape", "nesting: 250"),
        ("limits: {nestings: 50}", "decision-unknown-key", "nesting"),
        ("limits: {colour: 50}", "decision-unknown-key-far", "unpacked"),
        ("limits: 40 MB", "decision-wrong-shape", "limits: {source: 40 MB}"),
        ("上限: {source: 40 MB}", "decision-unknown-key", "limits:"),
    ],
)
def test_a_limit_that_is_none_is_named_with_one_that_is(text: str, code: str, shown: str) -> None:
    (told,) = decisions.read(f"# a comment\n{text}\n".encode()).problems
    assert (told.code, told.line) == (code, 2)
    for tongue in ("en", "zh"):
        assert shown in hint(told, tongue)
        assert message(told, tongue)


@pytest.mark.parametrize("depth", [1, 9, 40])
def test_no_text_is_lost_in_tables_inside_tables(tmp_path: Path, depth: int) -> None:
    inside = paragraph("石桥下面没有水。" * 9)
    data = Document(f"{'<w:tbl><w:tr><w:tc>' * depth}{inside}{'</w:tc></w:tr></w:tbl>' * depth}").data()
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert "石桥下面没有水" in read(path, "a.docx").text


def test_parts_of_an_archive_are_counted_before_they_are_unpacked(tmp_path: Path) -> None:
    from tests.test_formats import refusal

    many = archive({f"word/{number}.xml": b"<x/>" for number in range(30)})
    assert refusal(tmp_path, "a.docx", many, Limits(archive_entries=20)) == "docx-bomb"
    assert refusal(tmp_path, "a.docx", archive({"word/document.xml": b" " * 900_000})) == "docx-bomb"
