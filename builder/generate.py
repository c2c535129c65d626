"""Writes what a library generates: only what changed, and nothing stays that is no longer generated."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.cache import Cache
from builder.content import Content
from builder.model import Library, Output
from builder.pipeline import Assembled, assemble, forget, print_library
from builder.problems import Tongue
from builder.progress import Followed, Progress
from builder.report import summary
from builder.workers import hands

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
    cache = Cache(content.cache if cached else None)
    with hands(jobs) as own:
        workers = Followed(own, progress) if progress else own
        assembled = assemble(content, workers, ledger=True, cached=cached)
        tick = progress.ticker("essays", len(assembled.library.essays)) if progress else None
        written, removed = write(content, print_library(assembled, cache, workers), tick)
    forget(content, assembled)
    return Generated(assembled, written, removed, time.perf_counter() - began)


def write(content: Content, outputs: Iterable[Output], tick: Callable[[], None] | None = None) -> tuple[int, int]:
    """Writes the outputs that differ from what is there; returns how many were written and how many removed.

    `tick` is called for each page of an essay.
    """
    roots = {"pages": content.pages, "site": content.data}
    for root in roots.values():
        root.mkdir(parents=True, exist_ok=True)
    written = 0
    kept: set[Path] = set()
    for output in outputs:
        path = _inside(roots[output.root], output.path)
        if tick and output.path.startswith("essays/"):
            tick()
        kept.add(path)
        if _differs(path, output.data):
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f".{path.name}.new")
            unfinished.write_bytes(output.data)
            unfinished.replace(path)
            written += 1
    by_hand = [content.pages / name for name in BY_HAND]
    removed = sum(_prune(root, kept, by_hand) for root in roots.values())
    return written, removed


def _inside(root: Path, name: str) -> Path:
    """The file `name` below `root`. Raises UnsafePathError for a name that would leave it."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or any(part in ("..", "") or "\\" in part or ":" in part for part in parts):
        raise UnsafePathError(f"{name!r} is no path inside the generated pages")
    return root.joinpath(*parts)


def _differs(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size != len(data) or path.read_bytes() != data
    except OSError:
        return True


def _prune(root: Path, kept: set[Path], by_hand: Iterable[Path]) -> int:
    """Removes files below `root` that were not generated now, and folders left empty."""
    removed = 0
    spared = tuple(by_hand)
    for path in sorted(root.rglob("*"), reverse=True):
        if any(path.is_relative_to(folder) for folder in spared) or path in kept:
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        else:
            path.unlink()
            removed += 1
    return removed
