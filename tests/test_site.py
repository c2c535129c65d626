"""The whole way on real input: the sample library, the seeds, bad input, and two builds in a row."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, copy_library, run_builder
from tests.quick_pages import compared

pytestmark = pytest.mark.slow

ESSAY = "晨雾里的渡口\n\n" + "清早的渡口没有人，船家把缆绳解开，又系上，等着第一个过江的人。\n\n" * 6
OTHER = (
    "On keeping a notebook\n\n"
    + "A notebook keeps what a tired mind would rather lose, and asks nothing in return.\n\n" * 6
)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_sample_library_builds_strictly(sample_site: Path) -> None:
    assert (sample_site / "index.html").exists()
    assert len(list((sample_site / "essays").glob("*.html"))) >= 14
    assert len(list((sample_site / "themes").glob("*.html"))) >= 12


def test_pages_are_converted_as_python_markdown_does(sample_library: Path, sample_site: Path) -> None:
    found = dict(compared(sample_library / "pages"))
    assert not {name: said for name, said in found.items() if said}
    assert sum(said is None for said in found.values()) <= 0.02 * len(found)


def test_two_builds_give_the_same_bytes_and_the_second_writes_no_page(sample_library: Path, sample_site: Path) -> None:
    before = hashes(sample_site)
    pages = {path: path.stat().st_mtime_ns for path in (sample_library / "pages").rglob("*.md")}
    run_builder("build", "--content", sample_library, "--site", sample_site)
    assert hashes(sample_site) == before
    assert {path: path.stat().st_mtime_ns for path in (sample_library / "pages").rglob("*.md")} == pages


def test_another_clone_gives_the_same_site_and_zip(sample_site: Path, tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed, number of jobs, user and day."""
    content = copy_library(tmp_path / "elsewhere" / "content")
    environment = {**os.environ, "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    environment |= {"USER": "reader", "LOGNAME": "reader", "HOME": str(tmp_path)}
    command = [*_as_another_user(), *_on_another_day(), sys.executable, "-m", "builder", "bundle"]
    command += [
        "--content",
        str(content),
        "--jobs",
        "1",
        "--site",
        str(tmp_path / "out"),
        "-o",
        str(tmp_path / "out.zip"),
    ]
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
    assert hashes(tmp_path / "out") == hashes(sample_site)
    assert (tmp_path / "out.zip").read_bytes() == (sample_site.parent / "essays.zip").read_bytes()


def _as_another_user() -> list[str]:
    """A user of another number and no name, where the system lets one be another."""
    command = ["unshare", "--user", "--map-user=1234", "--map-group=1234"]
    able = (
        shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    )
    return command if able else []


def _on_another_day() -> list[str]:
    """Years from now, where `faketime` is."""
    return ["faketime", "2031-02-03 04:05:06"] if shutil.which("faketime") else []


def test_bad_sources_are_told_in_one_line_each_and_the_rest_is_built(tmp_path: Path) -> None:
    essays = tmp_path / "library" / "essays"
    (essays / "nothing here").mkdir(parents=True)
    (essays / "good.txt").write_text(ESSAY, encoding="utf-8")
    (essays / "other.txt").write_text(OTHER, encoding="utf-8")
    (essays / "empty.txt").write_bytes(b"")
    (essays / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (essays / "undecodable.txt").write_bytes(b"\xff\xff\x80\x81\xfe\xff\xa0\xff" * 64)
    (essays / "report.pdf").write_bytes(b"%PDF-1.4\n")
    done = run_builder("build", "--content", essays.parent, "--site", tmp_path / "site", "--verbose", check=False)
    assert done.returncode == 1, done.stderr
    assert len(list((tmp_path / "site" / "essays").glob("*.html"))) == 2
    for name in ("empty.txt", "binary.txt", "undecodable.txt", "report.pdf", "nothing here"):
        assert sum(line.startswith(name) for line in done.stderr.splitlines()) == 1, (name, done.stderr)
    assert "Traceback" not in done.stderr


def test_no_essay_at_all_is_status_two_and_leaves_the_site(tmp_path: Path) -> None:
    essays = tmp_path / "library" / "essays"
    essays.mkdir(parents=True)
    (essays / "empty.txt").write_bytes(b"")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("yesterday", encoding="utf-8")
    done = run_builder("build", "--content", essays.parent, "--site", site, check=False)
    assert done.returncode == 2
    assert (site / "index.html").read_text(encoding="utf-8") == "yesterday"


def test_a_wrong_configuration_is_status_two_and_leaves_the_site(tmp_path: Path) -> None:
    essays = tmp_path / "library" / "essays"
    essays.mkdir(parents=True)
    (essays / "good.txt").write_text(ESSAY, encoding="utf-8")
    (essays.parent / "corpus.yml").write_text("sources:\n  good.txt: {titel: 渡口}\n", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("yesterday", encoding="utf-8")
    done = run_builder("build", "--content", essays.parent, "--site", site, "--lang", "en", check=False)
    assert done.returncode == 2
    assert "corpus.yml:2" in done.stderr
    assert (site / "index.html").read_text(encoding="utf-8") == "yesterday"


def test_plain_mkdocs_builds_a_fresh_clone(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    kept = ("mkdocs.yml", "overrides", "content", "builder", "tests/rules", "pyproject.toml")
    for name in kept:
        source = REPOSITORY / name
        target = clone / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "essays.html"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    for path in (clone / "content" / "pages").iterdir():
        if path.name != "about":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(clone)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (clone / "site" / "index.html").exists()


def test_the_seeds_alone_build_and_come_back(essay_corpus: Path, tmp_path: Path) -> None:
    content = tmp_path / "library"
    shutil.copytree(essay_corpus / "seeds" / "raw", content / "essays")
    originals = {path.name: path.read_bytes() for path in (content / "essays").iterdir()}
    run_builder("build", "--content", content, "--site", tmp_path / "site")
    assert len(list((tmp_path / "site" / "essays").glob("*.html"))) == 13
    assert list((tmp_path / "site" / "collections").glob("*.html"))
    assert not [said for _, said in compared(content / "pages") if said]
    shutil.rmtree(content / "essays")
    (content / "essays").mkdir()
    for name, data in originals.items():
        restored = tmp_path / "restored"
        run_builder("restore", name, "--content", content, "-o", restored)
        assert restored.read_bytes() == data, name


def test_the_seeds_with_themes_join_chinese_and_english(essay_corpus: Path, tmp_path: Path) -> None:
    content = tmp_path / "library"
    shutil.copytree(essay_corpus / "seeds" / "raw", content / "essays")
    shutil.copyfile(REPOSITORY / "content" / "themes.yml", content / "themes.yml")
    done = run_builder("links", "--json", "--content", content)
    links = [json.loads(line) for line in done.stdout.splitlines()]
    joined = [link for link in links if link["kind"] == "cross-language"]
    assert joined
    assert all(link["reason"] for link in links)


def test_what_surrounds_an_essay_does_not_grow_with_the_library(tmp_path: Path) -> None:
    """Page minus text, links and themes is the same, to 1 %, when the library is ten times as large."""
    sizes = []
    for count in (4, 40):
        essays = tmp_path / str(count) / "essays"
        essays.mkdir(parents=True)
        (essays / "first.txt").write_text(ESSAY, encoding="utf-8")
        for number in range(1, count):
            words = "".join(chr(0x4E00 + (number * 97 + place * 31) % 3000) for place in range(60))
            text = f"第{number}个渡口\n\n" + f"{words[:30]}，{words[30:]}。\n\n" * 3
            (essays / f"other-{number}.txt").write_text(text, encoding="utf-8")
        site = tmp_path / str(count) / "site"
        run_builder("build", "--content", essays.parent, "--site", site)
        sizes.append(len(_surroundings((site / "essays" / "first.html").read_text(encoding="utf-8"))))
    small, large = sizes
    assert abs(large - small) <= small / 100


def _surroundings(page: str) -> str:
    """A page without its article, which holds text, links and themes."""
    head, _, rest = page.partition("<article")
    return head + rest.partition("</article>")[2]
