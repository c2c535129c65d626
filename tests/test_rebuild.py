"""A rebuild gives what a build from nothing gives, byte for byte, whatever was edited, added, renamed or deleted."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from builder.cli import main
from tests.bench.corpus import essay

ESSAYS = 5
ROUNDS, STEPS = 3, 2  # rebuilds, and things done before each of them


def build(content: Path, site: Path, *options: str) -> None:
    assert main(["build", "--content", str(content), "--site", str(site), "--jobs", "1", "--quiet", *options]) == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(essays: Path, number: int) -> None:
    name, text = essay(number, seed=7)
    path = essays / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(essays: Path, random_: random.Random, number: int) -> str:
    """One step of somebody's work; returns what was done."""
    path = random_.choice(sorted(file for file in essays.rglob("*.txt")))
    text = path.read_text("utf-8")
    match random_.randrange(7):
        case 0:
            path.write_text(text + "\n\n这一段是后来补写的，说明当时的情形。\n", encoding="utf-8")
            return f"edit {path.name}"
        case 4:
            path.write_text(text.replace("干部", "职工").replace("village", "town"), encoding="utf-8")
            return f"other words in {path.name}"
        case 5:
            path.with_name(f"copy-{number}.txt").write_text(text + f"\n\n第{number}次重印。\n", encoding="utf-8")
            return f"another version of {path.name}"
        case 6:
            decided = (
                f"site: {{title: 文库{number}}}\nsources:\n  {path.relative_to(essays)}: {{title: 改题{number}}}\n"
            )
            (essays.parent / "corpus.yml").write_text(decided, encoding="utf-8")
            return f"title of {path.name}"
        case 1:
            put(essays, number)
            return "add"
        case 2:
            path.rename(path.with_name(f"renamed-{number}.txt"))
            return f"rename {path.name}"
        case _:
            path.unlink()
            return f"delete {path.name}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_a_rebuild_equals_a_build_from_nothing(seed: int, tmp_path: Path) -> None:
    content, random_ = tmp_path / "content", random.Random(seed)
    for number in range(ESSAYS):
        put(content / "essays", number)
    build(content, tmp_path / "site")
    done = []
    for number in range(ROUNDS):
        done += [change(content / "essays", random_, ESSAYS + STEPS * number + step) for step in range(STEPS)]
        build(content, tmp_path / "site")
    anew = tmp_path / "anew"
    (anew / "content").mkdir(parents=True)
    for name in ("essays", "corpus.yml"):
        if (content / name).exists():
            (content / name).rename(anew / "content" / name)
    build(anew / "content", anew / "site", "--no-cache", "--plain")
    assert contents(tmp_path / "site") == contents(anew / "site"), done


def summary(said: str) -> str:
    """The last line of what a build says, without the time it took."""
    return said.strip().rpartition("\n")[2].rpartition(" in ")[0]


@pytest.mark.slow
def test_html_that_no_page_has_any_more_is_not_kept(tmp_path: Path) -> None:
    """Neither that of a page as it was, nor what a build left that was killed before it knew of it."""
    content = tmp_path / "content"
    for number in range(2):
        put(content / "essays", number)
    build(content, tmp_path / "site")
    [known] = (content / ".cache" / "rendered").rglob("known")
    kept = {path.name: path for path in known.parent.rglob("*.html")}
    put(content / "essays", 2)
    build(content, tmp_path / "site")
    now = {path.name for path in known.parent.rglob("*.html")}
    assert now - kept.keys() and kept.keys() - now, "an essay more is in the list of them, which was another page"
    (known.parent / "begun").touch()
    (known.parent / "essays" / "killed.0123456789abcdef.html").write_text("left", encoding="utf-8")
    put(content / "essays", 3)
    build(content, tmp_path / "site")
    assert {path.name for path in known.parent.rglob("*") if path.is_file()}.isdisjoint({"begun", *kept.keys() - now})
    assert not list(known.parent.rglob("killed*"))
    published = {path.name for path in (tmp_path / "site").rglob("*.html")}
    assert {re.sub(r"\.[0-9a-f]{16}(?=\.html$)", "", path.name) for path in known.parent.rglob("*.html")} <= published


def test_nothing_is_built_where_nothing_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    put(content / "essays", 1)
    build(content, site)
    first = {path: path.stat().st_ino for path in site.rglob("*.html")}
    said = summary(capsys.readouterr().out)
    build(content, site)
    assert {path: path.stat().st_ino for path in site.rglob("*.html")} == first
    assert summary(capsys.readouterr().out) == said
    (site / "index.html").write_text("changed by somebody", encoding="utf-8")
    build(content, site)
    assert "changed by somebody" not in (site / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_page_that_did_not_change_warns_of_the_anchor_that_its_target_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, by_hand = tmp_path / "content", tmp_path / "content" / "pages" / "about" / "more.md"
    for number in (1, 2):
        put(content / "essays", number)
    build(content, tmp_path / "site")
    path = sorted((content / "essays").rglob("*.txt"))[0]
    page = next(page for page in (content / "pages" / "essays").glob("*.md") if path.name in page.read_text("utf-8"))
    last = re.findall(r"\{#(p\d+)", page.read_text("utf-8"))[-1]
    by_hand.parent.mkdir()
    by_hand.write_text(f"# More\n\n[there](../essays/{page.name}#{last})\n", encoding="utf-8")
    build(content, tmp_path / "site")
    whole = path.read_text("utf-8")
    path.write_text(whole + "\n\n这一段是后来补写的，说明当时的情形。\n", encoding="utf-8")
    build(content, tmp_path / "site")
    before = contents(tmp_path / "site")
    path.write_text(whole[: len(whole) // 2], encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "--content", str(content), "--site", str(tmp_path / "site"), "--jobs", "1", "--lang", "en"])
    assert f"more.md' contains a link '../essays/{page.name}#{last}'" in capsys.readouterr().err
    assert contents(tmp_path / "site") == before


@pytest.mark.slow
def test_versions_that_were_not_tried_print_every_page_anew_and_say_so_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    put(content / "essays", 1)
    build(content, tmp_path / "kept")
    (tmp_path / "kept").rename(tmp_path / "site")
    before = contents(tmp_path / "site")
    monkeypatch.setattr("builder.site.kept.TESTED", ("0.0",))
    capsys.readouterr()
    (content / "essays" / "empty.txt").write_text("", encoding="utf-8")  # so that there is something to do
    assert main(
        ["build", "--content", str(content), "--site", str(tmp_path / "site"), "--jobs", "1", "--lang", "en"]
    ) in (0, 1)
    said = [line for line in capsys.readouterr().err.splitlines() if "other-printer" in line]
    assert len(said) == 1 and "mkdocs 1.6.1" in said[0]
    after = contents(tmp_path / "site")
    assert {name for name in before if name.startswith("essays/") and before[name] != after.get(name)} == set()
