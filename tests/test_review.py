"""The worklist: what it shows, and that what it prints settles what it shows."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import yaml

from builder import cli
from builder.content import Content
from builder.library import decisions, review_page
from builder.library.corpus_file import Change, changed
from builder.model import Library
from tests.desk import body, put_on_record, read, text_of, write
from tests.test_withdraw import made_up

_COPYABLE = re.compile(r'<code data-for="([\w-]+)">(.*?)</code>', re.DOTALL)
_ROW = re.compile(r'<article id="r\d+" data-kind="(\w+)" data-name="(.*?)">(.*?)</article>', re.DOTALL)


def review(content: Content, capsys: pytest.CaptureFixture[str], lang: str = "zh") -> tuple[str, list[str]]:
    """The page, and what was said on the command line."""
    capsys.readouterr()
    cli.main(["review", "--content", str(content.root), "--jobs", "1", "--lang", lang])
    said = capsys.readouterr().out.splitlines()
    assert len(said) < 10
    return (content.review / "index.html").read_text(encoding="utf-8"), said


def rows(page: str) -> list[tuple[str, str, str]]:
    """(kind, name, what the row shows), in order."""
    return [(kind, html.unescape(name), shown) for kind, name, shown in _ROW.findall(page)]


def remedy(page: str, kind: str, name: str, purpose: str) -> str:
    """The YAML of one row for one purpose; it is short."""
    shown = next(row for found, named, row in rows(page) if (found, named) == (kind, name))
    text = next(html.unescape(code) for made_for, code in _COPYABLE.findall(shown) if made_for == purpose)
    assert len(text.splitlines()) <= 4
    return text


def settle(content: Content, text: str) -> None:
    """Pastes a remedy into corpus.yml, below what is there."""
    path = content.corpus
    said = path.read_text(encoding="utf-8") if path.exists() else "# kept by hand\n"
    ((section, entries),) = yaml.safe_load(text).items()
    for name, keys in entries.items():
        for key, value in keys.items():
            said = changed(said, [Change(section, name, key, tuple(value) if isinstance(value, list) else value)])
    path.write_text(said, encoding="utf-8")
    assert decisions.load(content.root).problems == () and "# kept by hand" in said


def essay_named(library: Library, slug: str) -> str:
    return next(item.essay.title or "" for item in library.essays if item.slug == slug)


def thirty() -> str:
    """Thirty essays in one file; the twelfth quotes a title with its mark, as it stood where it was first printed."""
    parts = []
    for number in [*range(1, 13), *range(14, 32)]:
        parts.append(
            made_up(
                number,
                f"第{number}篇：{'河桥船灯书茶雨账门钥山信邮街面早渡棉火夜学师图井竹松柏梅兰菊莲'[number - 1]}的故事",
            )
        )
        if number == 12:
            parts.append("\n第13篇：旧信里的标题\n\n" + made_up(99, "").strip("\n") + "\n")
    return "\n".join(parts)


def test_a_wrong_cut_and_a_title_in_a_file_of_thirty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path, {"all.txt": thirty()})
    before = read(content)
    assert len(before.essays) == 31
    page, _ = review(content, capsys)
    wrong = next(item.slug for item in before.essays if item.essay.title == "旧信里的标题")
    settle(content, remedy(page, "new", wrong, "join"))
    after = read(content)
    assert len(after.essays) == 30 and "旧信里的标题" in body(after.essays[11].essay)
    title = remedy(page, "new", "all--5", "title")
    settle(content, title.replace(yaml.safe_load(title)["essays"]["all--5"]["title"], "纸上的茶"))
    assert essay_named(read(content), "all--5") == "纸上的茶"
    put_on_record(content)
    assert rows(review(content, capsys)[0]) == []


def test_an_advertisement_on_two_hundred_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = "夜里的茶馆照常开门，路过的朋友请进来坐坐"
    files = {}
    for number in range(200):
        lines = made_up(number, f"第{number}天的事").split("\n")
        files[f"{number:03}.txt"] = "\n".join([*lines[:4], f"    {notice}。", *lines[4:6], ""])
    content = write(tmp_path, files)
    page, said = review(content, capsys)
    assert "200" in said[0]
    recurring = [name for kind, name, _ in rows(page) if kind == "recurring"]
    assert recurring == [f"{notice}。"]
    settle(content, remedy(page, "recurring", recurring[0], "drop"))
    library = read(content, cached=True)
    assert len(library.essays) == 200 and not any(notice in body(item.essay) for item in library.essays)


def test_a_pair_of_versions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = made_up(1, "渡口")
    content = write(tmp_path, {"a.txt": text, "b.txt": text.replace("河岸", "江岸", 2), "c.txt": made_up(3, "夜班")})
    page, _ = review(content, capsys)
    ((_, copy, shown),) = [row for row in rows(page) if row[0] == "version"]
    assert "<del>" in shown and "<ins>" in shown
    main = {"a": "b", "b": "a"}[copy]
    settle(content, [html.unescape(code) for made_for, code in _COPYABLE.findall(shown) if made_for == "version_of"][1])
    assert [(version.main, version.others[0][0]) for version in read(content).atlas.versions] == [(copy, main)]
    assert not [row for row in rows(review(content, capsys)[0]) if row[0] == "version"]


def test_a_renamed_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path, {"a.txt": made_up(1, "渡口"), "b.txt": made_up(2, "夜班")})
    put_on_record(content)
    assert rows(review(content, capsys)[0]) == []
    (content.essays / "a.txt").rename(content.essays / "新名.txt")
    page, _ = review(content, capsys)
    ((kind, name, shown),) = rows(page)
    command = html.unescape(dict(_COPYABLE.findall(shown))["command"])
    assert (kind, name) == ("moved", "a") and command.endswith(" record")
    cli.main([command.split()[-1], "--content", str(content.root), "--jobs", "1"])
    assert rows(review(content, capsys)[0]) == []


def test_a_flag_is_accepted_until_its_words_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path, {"a.txt": text_of(1, extra="他说**精神要讲，这是头一条。"), "b.txt": text_of(2)})
    put_on_record(content)
    page, _ = review(content, capsys)
    assert "masked-word" in page
    settle(content, remedy(page, "doubtful", "a", "accept"))
    assert rows(review(content, capsys)[0]) == []
    write(tmp_path, {"a.txt": text_of(1, extra="他说**作风要讲，这是头一条。")})
    assert "masked-word" in review(content, capsys)[0]


def test_nothing_in_a_source_can_act_in_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nasty = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    text = text_of(1, title=f"门{nasty}").replace("这件事", f"这件事{nasty}")
    page, _ = review(write(tmp_path, {"a.txt": text, f"b{nasty.replace('/', '')}.txt": text_of(2)}), capsys)
    assert page.count("<script") == 1 and "<img" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_speaks_both_languages(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, said = review(write(tmp_path, {"a.txt": text_of(1)}), capsys, lang)
    assert ("Worst first" in page) == (lang == "en") and ("open " in said[-1]) == (lang == "en")


def test_new_and_changed_essays_have_rows_with_where_things_came_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path, {"a.txt": made_up(1, "渡口", "顾远舟"), "b.txt": made_up(2, "夜班")})
    assert [(kind, name) for kind, name, _ in rows(review(content, capsys)[0])] == [("new", "a"), ("new", "b")]
    put_on_record(content)
    write(tmp_path, {"b.txt": made_up(2, "夜班") + "    后来又添了一段，说的是另外一件事情。\n"})
    ((kind, name, shown),) = rows(review(content, capsys)[0])
    assert (kind, name) == ("changed", "b") and "夜班" in shown and "←" in shown


def test_a_doubted_place_is_quoted_from_its_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path, {"a.txt": text_of(1, extra="他说**精神要讲，这是头一条。"), "b.txt": text_of(2)})
    page, _ = review(content, capsys)
    shown = next(row for kind, name, row in rows(page) if name == "a")
    assert "第 6 行 <q>" in shown and "他说<mark>**</mark>精神要讲，这是头一条。" in shown
    assert "印在" in page or "第一行：" in page
    assert "printed" not in shown and "the first line" not in shown


def test_more_rows_than_anybody_reads_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_page, "MOST_ROWS", 3)
    content = write(tmp_path, {f"{number}.txt": made_up(number, f"第{number}夜的事") for number in range(5)})
    page, said = review(content, capsys)
    assert len(rows(page)) == 3 and "还有 2 条" in page and said[0].startswith("待看 5 条")
