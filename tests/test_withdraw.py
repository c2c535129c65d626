"""What is withdrawn or withheld is gone: from pages, site, zip, caches, ledger and record, and nobody gets its address."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from builder import cli
from builder.library import addresses, ledger
from builder.model import Library
from tests.desk import codes, look_at, put_on_record, read, text_of, write

_WORDS = re.split(
    " ",
    "河岸 石桥 船家 灯火 旧书 茶馆 雨天 账本 木门 钥匙 山路 信件 邮差 街角 面馆 早市 渡口 棉衣 火炉 夜班 学徒 师傅 图纸 井水 竹林",
)
TITLE, AUTHOR = "渡口的钥匙", "顾远舟"


def sentences(seed: int, count: int = 60) -> list[str]:
    draw = random.Random(seed)
    return [
        f"{draw.choice(_WORDS)}{draw.choice(_WORDS)}在{draw.choice(_WORDS)}那里，{draw.choice(_WORDS)}和{draw.choice(_WORDS)}都问{draw.choice(_WORDS)}。"
        for _ in range(count)
    ]


def made_up(seed: int, title: str, author: str = "") -> str:
    said = sentences(seed)
    lines = ["".join(said[at : at + 5]) for at in range(0, len(said), 5)]
    return "\n".join([title, *([f"作者：{author}"] if author else []), "", *(f"    {line}" for line in lines), ""])


def _build(root: Path, word: str = "build", *more: str | Path) -> None:
    given = [word, "--content", root, "--site", root / "site", "--jobs", "1", "--quiet", *more]
    assert cli.main([str(part) for part in given]) == 0


@pytest.mark.slow
def test_withdrawn_after_three_builds_a_zip_and_a_rename(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    notice = "no"

    def _audit(root: Path, *texts: str) -> tuple[int, str]:
        capsys.readouterr()
        places = ["--content", str(root), "--site", str(root / "site"), "--zip", str(root / "essays.zip")]
        return cli.main(["audit", *texts, *places]), capsys.readouterr().out

    files = {
        "渡口的钥匙.txt": made_up(1, TITLE, AUTHOR),
        "b.txt": made_up(2, "山路上的信"),
        "c.txt": made_up(3, "夜班"),
    }
    content = write(tmp_path, files)
    slug = "du-kou-de-yao-shi"
    texts = [TITLE, AUTHOR, slug, *sentences(1)[:50]]
    _build(tmp_path)
    put_on_record(content)
    _build(tmp_path)
    _build(tmp_path, "bundle", "-o", tmp_path / "essays.zip")
    status, said = _audit(tmp_path, *texts)
    assert status == 1
    for place in ("pages/essays", "site/essays", "essays.zip!", ".cache/", ".ledger/"):
        assert place in said
    (tmp_path / "essays" / "渡口的钥匙.txt").rename(tmp_path / "essays" / "另名.txt")
    _build(tmp_path)
    said_yml = f"sources:\n  渡口的钥匙.txt:\n    withdraw: {{reason: 作者要求, notice: {notice}}}\n"
    (tmp_path / "corpus.yml").write_text(said_yml, encoding="utf-8")
    _build(tmp_path, "bundle", "-o", tmp_path / "essays.zip")
    put_on_record(content)
    status, said = _audit(tmp_path, *texts)
    assert status == 0, said
    assert {path.name for path in (tmp_path / "site" / "essays").glob("*.html")} == {"b.html", "c.html"}


@pytest.mark.parametrize("notice", ["yes", "no"])
def test_a_withdrawn_text_stays_so_and_its_address_is_empty_or_says_so(notice: str, tmp_path: Path) -> None:
    slug = "du-kou-de-yao-shi"
    content = write(tmp_path, {"渡口的钥匙.txt": made_up(1, TITLE, AUTHOR), "b.txt": made_up(2, "山路上的信")})
    put_on_record(content)
    (tmp_path / "essays" / "渡口的钥匙.txt").rename(tmp_path / "essays" / "另名.txt")
    write(tmp_path, {}, f"sources:\n  渡口的钥匙.txt:\n    withdraw: {{reason: 作者要求, notice: {notice}}}\n")
    put_on_record(content)
    _generate(tmp_path)
    page = content.pages / "essays" / f"{slug}.md"
    assert page.exists() == (notice == "yes") and (notice == "no" or "作者要求" in page.read_text(encoding="utf-8"))
    record = content.addresses.read_text(encoding="utf-8")
    assert (slug in record) == (notice == "yes") and "渡口" not in record
    # Whatever becomes of the files, the text stays withdrawn and its address empty.
    (tmp_path / "essays" / "另名.txt").rename(tmp_path / "essays" / "三名.txt")
    write(tmp_path, {"渡口的钥匙.txt": made_up(9, "别的文章")})
    assert {item.slug for item in put_on_record(content).essays} & {slug, "san-ming"} == set()
    (tmp_path / "essays" / "三名.txt").unlink()
    _generate(tmp_path)
    assert page.exists() == (notice == "yes")


def _withdrawn(tmp_path: Path, said: str) -> Library:
    write(tmp_path, {"a.txt": made_up(1, TITLE), "b.txt": made_up(2, "山路上的信")}, said)
    return read(write(tmp_path, {}))


@pytest.mark.parametrize("said", ["essays:\n  a: {withdraw: 作者要求}\n", "sources:\n  a.txt: {withdraw: 作者要求}\n"])
def test_a_withdrawn_essay_is_in_nothing_that_is_printed(said: str, tmp_path: Path) -> None:
    library = _withdrawn(tmp_path, said)
    assert [item.slug for item in library.essays] == ["b"]
    assert [(item.slug, item.notice) for item in library.withdrawn] == [("a", True)]
    seen = repr((library.essays, library.collections, library.atlas, library.problems, library.withdrawn))
    assert TITLE not in seen and sentences(1)[7] not in seen


def test_its_copy_elsewhere_is_flagged(tmp_path: Path) -> None:
    write(tmp_path, {"copy.txt": made_up(1, "换了题目")})
    assert "withdrawn-elsewhere" in codes(_withdrawn(tmp_path, "essays:\n  a: {withdraw: 作者要求}\n").problems)


def test_one_of_several_in_a_file_leaves_the_others(tmp_path: Path) -> None:
    three = "\n".join(
        f"第{n}篇：{made_up(s, t)}" for n, s, t in (("一", 1, TITLE), ("二", 2, "山路上的信"), ("三", 3, "夜班的灯"))
    )
    content = write(tmp_path, {"all.txt": three}, "essays:\n  all: {withdraw: 作者要求}\n")
    _generate(tmp_path)
    assert [item.slug for item in look_at(content, "all.txt").essays] == ["all--2", "all--3"]
    assert not list(content.ledger.glob("*.json"))
    library = read(content)
    assert TITLE not in repr((library.essays, library.collections, library.problems))
    assert not _left(tmp_path, TITLE, sentences(1)[3])


def _generate(root: Path) -> None:
    from builder.content import content_at
    from builder.generate import generate

    generate(content_at(root), jobs=1)


def _left(root: Path, *texts: str) -> list[str]:
    from builder.content import content_at
    from builder.library import audit

    content = content_at(root)
    places = [content.pages, content.cache, content.ledger]
    return [found.place for found in audit.search(texts, places, [content.reference])]


def test_withheld_words_leave_caches_and_pages_and_a_mark_says_so(tmp_path: Path) -> None:
    text = text_of(1, extra="住在河西三巷七号的老人姓颜，话不多。") + made_up(5, "")
    content = write(tmp_path, {"a.txt": text, "b.txt": text_of(2)})
    _generate(tmp_path)
    assert _left(tmp_path, "河西三巷七号")
    write(tmp_path, {}, "essays:\n  a:\n    withhold: [河西三巷七号, 姓颜]\n")
    _generate(tmp_path)
    assert not _left(tmp_path, "河西三巷七号") and not _left(tmp_path, "姓颜")
    assert "住在〔略〕的老人〔略〕，话不多。" in (content.pages / "essays" / "a.md").read_text(encoding="utf-8")
    assert ledger.read(content.ledger, "b.txt").name == "b.txt"
    cli.main(["links", "--content", str(tmp_path), "--jobs", "1"])
    assert not _left(tmp_path, "河西三巷七号")


def test_an_address_of_an_unrecorded_essay_passes_to_nobody(tmp_path: Path) -> None:
    content = write(
        tmp_path, {"a.txt": made_up(1, TITLE)}, "essays:\n  a: {withdraw: {reason: 作者要求, notice: no}}\n"
    )
    write(tmp_path, {"b.txt": made_up(2, "山路")})
    put_on_record(content)
    (tmp_path / "essays" / "a.txt").write_text(made_up(7, "新的一篇"), encoding="utf-8")
    assert "a" not in {item.slug for item in put_on_record(content).essays}
    entries, _ = addresses.load(content.addresses)
    assert sorted(entry.withdrawn for entry in entries) == ["", "", "silent"]


def test_deleted_files_stay_restorable_unless_withdrawn(tmp_path: Path) -> None:
    content = write(tmp_path, {"a.txt": made_up(1, TITLE), "b.txt": made_up(2, "山路"), "c.txt": made_up(3, "夜班")})
    _generate(tmp_path)
    put_on_record(content)
    for name in "ab":
        (tmp_path / "essays" / f"{name}.txt").unlink()
    write(tmp_path, {}, "essays:\n  a: {withdraw: 作者要求}\n")
    _generate(tmp_path)
    assert ledger.restore(content.ledger, "b.txt").decode() == made_up(2, "山路")
    with pytest.raises(ledger.NotOnRecordError):
        ledger.restore(content.ledger, "a.txt")
    assert not [item for item in codes(read(content).problems) if item.startswith("decision-")]


def test_after_a_hundred_changes_no_address_is_empty_or_shows_another_text(tmp_path: Path) -> None:
    draw = random.Random(5)
    content = write(tmp_path, {f"{n}.txt": made_up(n, f"第{n}篇的题目") for n in range(6)})
    texts: dict[str, str] = {item.slug: item.essay.blocks[0].text for item in put_on_record(content).essays}
    folder, fresh = content.essays, 100
    for step in range(100):
        files = sorted(folder.glob("*.txt"))
        chosen = draw.choice(files)
        kind = draw.choice(("rename", "add", "delete", "recut"))
        if kind == "rename" or len(files) < 3:
            chosen.rename(folder / f"改名{step}.txt")
        elif kind == "add":
            fresh += 1
            (folder / f"{fresh % 7}.txt").write_text(made_up(fresh, f"新增{fresh}"), encoding="utf-8")
        elif kind == "delete":
            chosen.unlink()
        else:
            other = draw.choice([path for path in files if path != chosen])
            parts = [path.read_text(encoding="utf-8") for path in (chosen, other)]
            merged = "\n".join(
                part if part.startswith("第") and "篇：" in part[:5] else f"第一篇：{part}" for part in parts
            )
            pieces = re.split("第.篇：", merged)[1:]
            marked = (f"第{mark}篇：{piece}" for mark, piece in zip("一二三四五六七八九十" * 9, pieces, strict=False))
            chosen.write_text("".join(marked), encoding="utf-8")
            other.unlink()
        library = put_on_record(content)
        for item in library.essays:
            text = item.essay.blocks[0].text
            assert texts.setdefault(item.slug, text) == text, (step, kind)
    _generate(tmp_path)
    pages = {path.stem for path in (content.pages / "essays").glob("*.md")}
    assert set(texts) <= pages and len(texts) > 15
