"""Writes what a library generates: only what changed, and nothing stays that is no longer generated."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from builder.cache import Cache, writing
from builder.content import Content
from builder.memory import have_large_arrays_returned
from builder.model import Library, Output
from builder.pipeline import Assembled, assemble, forget, print_library
from builder.problems import Tongue
from builder.progress import Followed, Progress
from builder.report import summary
from builder.workers import hands
from builder.written import Written

#: Folders of docs_dir that people write by hand.
BY_HAND = ("about",)


class UnsafePathError(ValueError):
    """An output would have left its folder: a mistake of the program, never written."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What a build made, before MkDocs."""

    assembled: Assembled
    written: int  # files whose bytes changed
    removed: int
    seconds: float
    hashes: Mapping[str, str]  # of each file that it generated, by its path

    @property
    def library(self) -> Library:
        return self.assembled.library

    @property
    def figures(self) -> Mapping[str, int]:
        """How many of what."""
        library = self.library
        severities = Counter(problem.severity for problem in library.problems)
        return {
            "sources": library.sources,
            "essays": len(library.essays),
            "themes": len(library.atlas.themes),
            "links": len(library.atlas.links),
            "repairs": sum(len(item.essay.repairs) for item in library.essays),
            "problems": len(library.problems),
            "errors": severities["error"],
            "flags": severities["flag"],
            "notes": severities["note"],
            **self.assembled.shelf.news,
        }

    @property
    def newest(self) -> tuple[tuple[str, str], ...]:
        """Title and source of the essays that are not on record yet, in the order of their addresses."""
        unrecorded = (item.essay for item in self.library.essays if item.first_published is None)
        return tuple((essay.title or "", essay.source) for essay in unrecorded)

    def summary(self, tongue: Tongue, seconds: float | None = None) -> str:
        """One line: how many of what, and how long it took."""
        return summary(self.figures, tongue, self.seconds if seconds is None else seconds)


def generate(
    content: Content, *, jobs: int | None = None, cached: bool = True, progress: Progress | None = None
) -> Generated:
    """Reads the library and writes its pages, its data files and its ledger; `progress` is told how far it is."""
    began = time.perf_counter()
    have_large_arrays_returned()
    cache = Cache(content.cache if cached else None)
    with hands(jobs) as own:
        workers = Followed(own, progress) if progress else own
        assembled = assemble(content, workers, ledger=True, cached=cached)
        tick = progress.ticker("essays", len(assembled.library.essays)) if progress else None
        hashes: dict[str, str] = {}
        outputs = print_library(assembled, cache, workers)
        written, removed = write(content, outputs, hashes, Written(cache), tick)
    forget(content, assembled)
    return Generated(assembled, written, removed, time.perf_counter() - began, hashes)


def write(
    content: Content,
    outputs: Iterable[Output],
    hashes: dict[str, str],
    last: Written,
    tick: Callable[[], None] | None = None,
) -> tuple[int, int]:
    """Writes the outputs that differ from what is there; returns how many were written and how many removed.

    `hashes` is told the SHA-256 of each file, by its path: MkDocs' keeper would else read all pages once more. `last`
    knows what the last build wrote, and is told what this one did. `tick` is called for each page of an essay.
    """
    roots = {"pages": str(content.pages), "site": str(content.data)}
    for root in roots.values():
        os.makedirs(root, exist_ok=True)
    written = 0
    kept: set[str] = set()
    for output in outputs:
        path = _inside(roots[output.root], output.path)
        if tick and output.path.startswith("essays/"):
            tick()
        kept.add(path)
        hashes[path] = digest = output.digest
        place = f"{output.root}/{output.path}"
        if last.holds(place, path, digest):
            continue
        data = output.data
        if _differs(path, data):
            folder, name = os.path.split(path)
            unfinished = os.path.join(folder, f".{name}.new")
            with writing(unfinished) as file:
                file.write(data)
            os.replace(unfinished, path)
            written += 1
        last.note(place, path, digest)
    last.save()
    by_hand = frozenset(str(content.pages / name) for name in BY_HAND)
    removed = sum(_prune(root, kept, by_hand) for root in roots.values())
    return written, removed


def _inside(root: str, name: str) -> str:
    """The file `name` below `root`. Raises UnsafePathError for a name that would leave it."""
    parts = name.split("/")
    if "\\" in name or ":" in name or not {"", ".", ".."}.isdisjoint(parts):
        raise UnsafePathError(f"{name!r} is no path inside the generated pages")
    return os.path.join(root, *parts)


def _differs(path: str, data: bytes) -> bool:
    try:
        if os.stat(path).st_size != len(data):
            return True
        with open(path, "rb") as file:
            return file.read() != data
    except OSError:
        return True


def _prune(root: str, kept: Collection[str], by_hand: Collection[str]) -> int:
    """Removes files below `root` that were not generated now, and folders left empty."""
    removed = 0
    with os.scandir(root) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.path in by_hand:
                continue
            if entry.is_dir(follow_symlinks=False):
                removed += _prune(entry.path, kept, by_hand)
                with suppress(OSError):  # something is left in it
                    os.rmdir(entry.path)
            elif entry.path not in kept:
                os.unlink(entry.path)
                removed += 1
    return removed
