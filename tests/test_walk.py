"""A folder of essays is walked in one order on every machine, and nothing in it is ignored without a word."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from builder.problems import hint, message
from builder.problems.sources import MESSAGES
from builder.sources import classify, found_at, walk

TEXT = "A text."


def made(folder: Path, *names: str) -> Path:
    essays = folder / "essays"
    essays.mkdir(parents=True)
    for name in names:
        path = essays / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    return essays


def seen(essays: Path) -> tuple[list[str], list[tuple[str, str]]]:
    found, problems = walk(essays)
    assert all(item.path.read_text() == TEXT for item in found)
    return [item.name for item in found], [(item.source, item.code) for item in problems]


CLASSES = [
    ("a.txt", "source"),
    ("深/处/文.MD", "source"),
    ("page.htm", "source"),
    ("a.docx", "source"),
    ("~$a.docx", "passed over"),
    ("Thumbs.db", "passed over"),
    ("x/desktop.ini", "passed over"),
    (".DS_Store", "passed over"),
    ("._a.txt", "passed over"),
    ("a.doc", "refused"),
    ("a.wps", "refused"),
    ("a.pdf", "refused"),
    ("a.rtf", "refused"),
    ("a.mhtml", "refused"),
    ("a.xyz", "refused"),
    ("noending", "refused"),
]


@pytest.mark.parametrize(("name", "standing"), CLASSES, ids=[name for name, _ in CLASSES])
def test_classes(name: str, standing: str) -> None:
    assert classify(name) == standing


def test_order_does_not_depend_on_the_machine(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.txt", "a.txt", "A.txt", "文.txt", "a/a.txt", "a-b.txt"]
    assert seen(made(tmp_path, *names)) == (sorted(names), [])


def test_what_is_no_source_is_named_or_passed_over(tmp_path: Path) -> None:
    essays = made(
        tmp_path,
        "a.html",
        "a_files/style.css",
        "a_files/p.png",
        "b.html",
        "b.files/x.js",
        "c_files/orphan.css",
        "old.doc",
        "scan.pdf",
        "~$old.doc",
        "Thumbs.db",
        ".git/config",
        "__MACOSX/x.txt",
        "README",
        "deep/er/deepest.pdf",
    )
    (essays / "empty" / "er").mkdir(parents=True)
    assert seen(essays) == (
        ["a.html", "b.html"],
        [
            ("README", "type-nameless"),
            ("c_files", "folder-without-essays"),
            ("c_files/orphan.css", "type-other"),
            ("deep", "folder-without-essays"),
            ("deep/er/deepest.pdf", "type-pages"),
            ("empty", "folder-without-essays"),
            ("old.doc", "type-word"),
            ("scan.pdf", "type-pages"),
        ],
    )


def test_links_stay_inside(tmp_path: Path) -> None:
    essays = made(tmp_path / "content", "a.txt", "b.txt")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "content" / "note.txt").write_text(TEXT)
    try:
        (essays / "out.txt").symlink_to(tmp_path / "secret.txt")
    except OSError:
        pytest.skip("this system lets nobody make links")
    (essays / "up.txt").symlink_to(essays / ".." / ".." / "secret.txt")
    (essays / "in.txt").symlink_to(tmp_path / "content" / "note.txt")
    (essays / "gone.txt").symlink_to(essays / "nowhere.txt")
    (essays / "ring.txt").symlink_to(essays / "ring.txt")
    (essays / "folder").symlink_to(essays, target_is_directory=True)
    assert seen(essays) == (
        ["a.txt", "b.txt", "in.txt"],
        [
            ("folder", "link-to-folder"),
            ("gone.txt", "link-broken"),
            ("out.txt", "link-leaves-content"),
            ("ring.txt", "link-broken"),
            ("up.txt", "link-leaves-content"),
        ],
    )


@pytest.mark.skipif(os.name != "posix", reason="only POSIX file systems hold such names and things")
def test_names_and_things_that_are_odd(tmp_path: Path) -> None:
    essays = made(tmp_path, "a\x1b[31m.txt", "line\nbreak.txt")
    (essays / "folder.txt").mkdir()
    os.mkfifo(essays / "pipe.txt")
    try:
        (essays.joinpath(os.fsdecode(b"\xff.txt"))).write_text(TEXT)
    except OSError:
        pytest.skip("this file system holds no names but UTF-8")
    assert seen(essays) == (
        [],
        [
            ("a\ufffd[31m.txt", "name-unprintable"),
            ("folder.txt", "folder-without-essays"),
            ("line\ufffdbreak.txt", "name-unprintable"),
            ("pipe.txt", "not-a-file"),
            ("\ufffd.txt", "name-unprintable"),
        ],
    )


def test_names_are_composed_and_twins_told_apart(tmp_path: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "café.txt") for form in ("NFC", "NFD"))
    essays = made(tmp_path, decomposed)
    assert seen(essays) == ([composed], [])
    (essays / composed).write_text(TEXT)
    if len(list(essays.iterdir())) == 1:
        pytest.skip("this file system takes both names for one")
    assert seen(essays) == ([composed], [(composed, "name-twin")])


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found, problems = walk(tmp_path / "essays")
    assert (found, [item.code for item in problems]) == ((), ["folder-unreadable"])


def test_named_files_are_known_by_their_place(tmp_path: Path) -> None:
    essays = made(tmp_path, "deep/a.txt")
    (inside,) = found_at(essays / "deep" / "a.txt", essays)
    assert inside.name == "deep/a.txt"


def test_every_problem_has_words_in_both_languages(tmp_path: Path) -> None:
    found, problems = walk(made(tmp_path, "a.pdf", "b.xyz", "c"))
    assert not found
    for item in problems:
        for tongue in ("en", "zh"):
            assert message(item, tongue)
            assert hint(item, tongue)
    assert all(words.en and words.zh and words.hint_en and words.hint_zh for words in MESSAGES.values())
    assert all("\n" not in text for words in MESSAGES.values() for text in (words.en, words.zh))
