"""The catalogue: what is written, what a changed table becomes, and what no spreadsheet may do with it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import cli
from builder.content import Content
from builder.library import catalogue, decisions
from builder.library.corpus_file import Change, changed
from tests.desk import read, write
from tests.test_withdraw import made_up

CORPUS = """\
# 这里写的是人定下来的事
site:
  title: 组工文存   # 站名

sources:
  # 两篇旧文
  a.txt:
    note: '据抄本: 二'
    drop: [没有, "也没有"]

essays:
  b:   # 第二篇
    author: 旧名
    collection:
      - 札记
"""


def _library(tmp_path: Path, corpus: str = CORPUS) -> Content:
    files = {"a.txt": made_up(1, "渡口", "顾远舟"), "b.txt": made_up(2, "夜班"), "c.txt": made_up(3, "=SUM(A1)的故事")}
    return write(tmp_path, files, corpus)


def _run(content: Content, *words: str | Path) -> int:
    return cli.main(["catalogue", *map(str, words), "--content", str(content.root), "--jobs", "1", "--lang", "zh"])


def _written(content: Content) -> list[list[str]]:
    path = content.root / "out.csv"
    assert _run(content, "-o", path) == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def _save(content: Content, rows: list[list[str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path = content.root / "in.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def test_a_row_an_essay_and_no_formula(tmp_path: Path) -> None:
    rows = _written(_library(tmp_path))
    assert rows[0] == list(catalogue.COLUMNS)
    assert [row[0] for row in rows[1:]] == ["a", "b", "c"]
    assert rows[1][rows[0].index("author")] == "顾远舟" and rows[2][rows[0].index("collection")] == "札记"
    assert not any(cell[:1] in "=+-@" for row in rows[1:] for cell in row if cell)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ","), ("utf-16", "\t"), ("utf-8", ";")]
)
def test_changed_cells_become_entries_and_comments_stay(encoding: str, delimiter: str, tmp_path: Path) -> None:
    content = _library(tmp_path)
    rows = _written(content)
    at = {name: place for place, name in enumerate(rows[0])}
    rows[1][at["title"]], rows[1][at["date"]] = "渡口的早晨", "2011/9/3"
    rows[2][at["author"]], rows[2][at["collection"]] = "新名: 二", "札记；旧文"
    assert _run(content, "--apply", _save(content, rows, encoding, delimiter), "--yes") == 0
    said = content.corpus.read_text(encoding="utf-8")
    for comment in ("# 这里写的是人定下来的事", "# 站名", "# 两篇旧文", "# 第二篇", "'据抄本: 二'", '"也没有"'):
        assert comment in said
    essays = {item.slug: item.essay for item in read(content).essays}
    assert (essays["a"].title, essays["a"].published) == ("渡口的早晨", "2011-09-03")
    assert (essays["b"].author, essays["b"].collections) == ("新名: 二", ("札记", "旧文"))
    assert _run(content, "--apply", _save(content, _written(content), encoding, delimiter), "--yes") == 0
    assert content.corpus.read_text(encoding="utf-8") == said


def test_a_table_that_was_not_changed_changes_nothing(tmp_path: Path) -> None:
    content = _library(tmp_path)
    assert _run(content, "--apply", _save(content, _written(content)), "--yes") == 0
    assert content.corpus.read_text(encoding="utf-8") == CORPUS


def test_all_or_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = _library(tmp_path)
    good = _written(content)
    at = {name: place for place, name in enumerate(good[0])}
    for column, value, code in (
        ("slug", "nobody", "catalogue-row"),
        ("title", "", "catalogue-emptied"),
        ("date", "上个月", "decision-wrong-date"),
        ("language", "法语", "decision-wrong-choice"),
    ):
        rows = [list(row) for row in good]
        rows[2][at["author"]] = "新名"
        rows[1][at[column]] = value
        capsys.readouterr()
        assert _run(content, "--apply", _save(content, rows), "--yes") == 1
        assert code in capsys.readouterr().err
        assert content.corpus.read_text(encoding="utf-8") == CORPUS


def test_nothing_is_written_without_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = _library(tmp_path)
    rows = _written(content)
    rows[2][rows[0].index("author")] = "新名"
    capsys.readouterr()
    assert _run(content, "--apply", _save(content, rows)) == 1
    assert "author: 旧名 → 新名" in capsys.readouterr().out
    assert content.corpus.read_text(encoding="utf-8") == CORPUS


def test_an_emptied_cell_takes_a_decision_back(tmp_path: Path) -> None:
    content = _library(tmp_path)
    rows = _written(content)
    at = {name: place for place, name in enumerate(rows[0])}
    rows[2][at["author"]] = rows[2][at["collection"]] = ""
    assert _run(content, "--apply", _save(content, rows), "--yes") == 0
    assert dict(decisions.load(content.root).essays) == {}
    assert "# 两篇旧文" in content.corpus.read_text(encoding="utf-8")


def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = _library(tmp_path)
    path = tmp_path / "x.csv"
    path.write_bytes(b"\x00\x01,\xff\xff\n")
    assert _run(content, "--apply", path, "--yes") == 2
    assert _run(content, "--apply", tmp_path / "none.csv", "--yes") == 2
    assert "no-catalogue" in capsys.readouterr().err


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")),
        min_size=1,
    )
)
def test_any_value_survives_being_written_and_read(value: str) -> None:
    said = changed(CORPUS, [Change("essays", "b", "note", value)])
    read_back = decisions.read(said.encode())
    if value.strip():
        assert dict(read_back.essays)["b"].note in (value, value.strip())
        assert "# 第二篇" in said


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))))
def test_no_cell_begins_a_formula_and_each_comes_back(value: str) -> None:
    safe = catalogue._safe(value)
    assert not safe.startswith(("=", "+", "-", "@"))
    assert catalogue._bare(safe) == value.strip() or "'" in value[:1]
