"""What the command line says of many things at once: counts and kinds, so that a person reads to the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import cli
from builder.problems import problem
from builder.report import MOST_TOLD, news_lines, told_lines
from tests.desk import put_on_record, text_of, write
from tests.test_withdraw import made_up

FLAGS = [problem("masked-word", "a.txt", line=number, words="**") for number in range(1, MOST_TOLD + 2)]
ERROR = problem("source-empty", "b.txt")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_many_flags_are_told_by_kind_and_errors_one_by_one(lang: str) -> None:
    told = told_lines([*FLAGS, ERROR, problem("no-title", "c.txt", words="…")], "zh" if lang == "zh" else "en")
    assert len(told) <= 6 and "b.txt" in told[0]
    assert any(f"{len(FLAGS)} " in line and "masked-word" in line and "a.txt:1" in line for line in told)
    assert "`review`" in told[-1] or "review " in told[-1]


def test_few_flags_are_told_each_with_its_remedy() -> None:
    told = told_lines(FLAGS[:MOST_TOLD], "en")
    assert len(told) == 2 * MOST_TOLD and "a.txt:1:" in told[0]


def test_nothing_is_said_of_a_library_that_is_as_on_record() -> None:
    assert news_lines({"new": 0, "changed": 0, "moved": 0, "gone": 0}, [], "en") == []


@pytest.mark.slow
def test_a_build_says_what_is_new_in_under_ten_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    content = write(tmp_path, {"a.txt": made_up(1, "渡口"), "b.txt": made_up(2, "夜班"), "c.txt": made_up(3, "早市")})
    put_on_record(content)
    masked = {
        f"new/{n}.txt": text_of(n, title=f"新到的第{n}篇", extra="他说**精神要讲。") for n in range(MOST_TOLD + 3)
    }
    write(tmp_path, masked)
    write(tmp_path, {"b.txt": made_up(2, "夜班") + "    后来又添了一段，说的是另外一件事情。\n"})
    (content.essays / "a.txt").rename(content.essays / "d.txt")
    (content.essays / "c.txt").unlink()
    capsys.readouterr()
    given = ["build", "--content", str(tmp_path), "--site", str(tmp_path / "site"), "--jobs", "1", "--lang", "zh"]
    cli.main(given)
    out, err = capsys.readouterr()
    assert f"新文章 {MOST_TOLD + 3}，文字有变 1，换了文件 1，找不到 1" in out and "新到的第0篇（new/0.txt）" in out
    assert len(out.splitlines()) < 10 and f"{MOST_TOLD + 3} 处 存疑 masked-word" in err
    cli.main(given)
    again = capsys.readouterr().out
    assert f"新文章 {MOST_TOLD + 3}，" in again
