"""Which files of a folder are sources, in an order that is the same on every machine."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.model import Problem
from builder.problems import problem
from builder.sources.names import (
    ATTACHMENT_ENDINGS,
    classify,
    extension,
    is_folder_left_behind,
    is_left_behind,
    refusal_of,
)

_PAGES = ("html", "htm", "xhtml")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read, with its name: relative to the folder of essays, forward slashes, NFC."""

    path: Path
    name: str


def walk(essays: Path) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The sources below `essays`, by name, and a problem for each thing there that is no source.

    Links are followed if they stay inside the folder that holds `essays`. A folder that cannot be listed, or that
    is not there, is a problem, never an error.
    """
    found: dict[str, Found] = {}
    problems: list[Problem] = []
    bounds = essays.parent.resolve()
    folders: list[str] = []
    for name, entries in _folders(essays, problems):
        folders.append(name)
        for entry in entries:
            own = _name(name, entry.name)
            trouble, is_source = _judge(entry, own, bounds)
            if trouble is None and is_source and own in found:
                trouble, is_source = problem("name-twin", own), False
            if trouble is not None:
                problems.append(trouble)
            if is_source:
                found[own] = Found(Path(entry.path), own)
    inhabited: set[str] = set()
    for folder in {name.rpartition("/")[0] for name in found}:
        while folder and folder not in inhabited:
            inhabited.add(folder)
            folder = folder.rpartition("/")[0]
    empty = [name for name in folders if name and name not in inhabited]
    problems += [problem("folder-without-essays", name) for name in _topmost(empty)]
    ordered = tuple(found[name] for name in sorted(found))
    return ordered, tuple(sorted(problems, key=lambda item: (item.source, item.code)))


def found_at(path: Path, essays: Path) -> tuple[Found, ...]:
    """The sources at `path`, a file or a folder: named relative to `essays` if inside it, else as given.

    A file that is not there is in the answer all the same: reading it says so.
    """
    files = [item.path for item in walk(path)[0]] if path.is_dir() else [path]
    found = []
    for file in files:
        whole = file.absolute()
        inside = whole.is_relative_to(essays)
        name = whole.relative_to(essays).as_posix() if inside else file.as_posix()
        found.append(Found(file, unicodedata.normalize("NFC", name)))
    return tuple(found)


def _folders(essays: Path, problems: list[Problem]) -> Iterable[tuple[str, list[os.DirEntry[str]]]]:
    """Each folder with its name below `essays` and its files; attachment folders and links are left out."""
    waiting = [(essays, "")]
    while waiting:
        folder, name = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(problem("folder-unreadable", name or folder.as_posix(), reason=_reason(error)))
            continue
        pages = {Path(entry.name).stem for entry in entries if extension(entry.name) in _PAGES}
        files = []
        for entry in entries:
            own = _name(name, entry.name)
            if entry.is_symlink() and Path(entry.path).is_dir():
                problems.append(problem("link-to-folder", own))
            elif not entry.is_dir(follow_symlinks=False):
                files.append(entry)
            elif not is_folder_left_behind(entry.name) and not _is_attachment(entry.name, pages):
                waiting.append((folder / entry.name, own))
        yield name, files


def _judge(entry: os.DirEntry[str], name: str, bounds: Path) -> tuple[Problem | None, bool]:
    """What is to be said of a file, and whether it is a source."""
    if is_left_behind(entry.name):
        return None, False
    if not name.isprintable():
        return problem("name-unprintable", _printable(name)), False
    if entry.is_symlink():
        try:
            inside = Path(entry.path).resolve(strict=True).is_relative_to(bounds)
        except (OSError, RuntimeError):
            return problem("link-broken", name), False
        if not inside:
            return problem("link-leaves-content", name), False
    if classify(name) == "source":
        if entry.is_file():
            return None, True
        return problem("not-a-file", name), False
    return problem(refusal_of(name), name, type=extension(name)), False


def _topmost(names: list[str]) -> list[str]:
    """Of nested folders without essays only the outermost."""
    kept: list[str] = []
    for name in sorted(names):
        if not kept or not name.startswith(f"{kept[-1]}/"):
            kept.append(name)
    return kept


def _is_attachment(folder: str, pages: set[str]) -> bool:
    lowered = folder.lower()
    return any(lowered.endswith(ending) and folder[: -len(ending)] in pages for ending in ATTACHMENT_ENDINGS)


def _name(folder: str, name: str) -> str:
    return unicodedata.normalize("NFC", f"{folder}/{name}" if folder else name)


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
