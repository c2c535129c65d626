"""Knows whether anything that goes into a site changed since it was built; if nothing did, there is nothing to do."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.cache import Cache
from builder.content import REPOSITORY, Content
from builder.model import Problem

_KIND = "receipt"
#: What of the repository a site is made from, beside the content.
_HOUSE = ("builder", "overrides", "mkdocs.yml", "tests/rules")
#: Of the environment: the date that a sitemap is given.
_VARIABLES = ("SOURCE_DATE_EPOCH",)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a finished build said, to be said again while nothing changes."""

    figures: Mapping[str, int]
    problems: tuple[Problem, ...]
    made: str  # a hash of the names and sizes of everything it wrote


def find(content: Content, site: Path, inputs: str) -> Receipt | None:
    """The receipt of the build that made `site`, if it was made from `inputs` and is still as it was published.

    Of what came out, names and sizes are compared.
    """
    found: Receipt | None = Cache(content.cache).get(_KIND, str(site), inputs)
    return found if found is not None and found.made == _outputs(content, site) else None


def write(content: Content, site: Path, inputs: str, told: tuple[Mapping[str, int], tuple[Problem, ...]]) -> None:
    """Remembers what a build that has just published `site` said: figures and problems.

    `inputs` was asked before it began, for a source may change meanwhile.
    """
    figures, problems = told
    Cache(content.cache).put(_KIND, str(site), inputs, Receipt(dict(figures), problems, _outputs(content, site)))


def inputs_of(content: Content, options: str) -> str:
    """A hash of everything a site is made from: sources, decisions, our own files, what is installed; no dates."""
    digest = hashlib.sha256(options.encode() + sys.version.encode())
    for name in _VARIABLES:
        digest.update(f"{name}={os.environ.get(name)}\0".encode())
    for name in _installed():
        digest.update(name.encode() + b"\0")
    places = [content.essays, content.corpus, content.themes, content.addresses, content.pages / "about"]
    for place in (*places, *(REPOSITORY / name for name in _HOUSE)):
        for path in _files(place):
            digest.update(os.fsencode(path) + b"\0" + _bytes(path))
    return digest.hexdigest()


def _outputs(content: Content, site: Path) -> str:
    digest = hashlib.sha256()
    for place in (site, content.pages, content.data, content.ledger):
        for path, size in _sizes(str(place)):
            digest.update(os.fsencode(path) + b"\0" + str(size).encode() + b"\0")
    return digest.hexdigest()


def _sizes(folder: str) -> Iterator[tuple[str, int]]:
    """Every file below `folder` with its bytes, in a fixed order."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:  # none, or nobody may look into it
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _sizes(entry.path)
        else:
            with suppress(OSError):
                yield entry.path, entry.stat().st_size


def _installed() -> Iterator[str]:
    """Names and versions of everything installed, as their folders tell them."""
    for folder in filter(Path.is_dir, map(Path, sys.path)):
        yield from sorted(path.name for path in folder.iterdir() if path.suffix in (".dist-info", ".egg-info"))


def _files(place: Path) -> Iterator[str]:
    """Every file at or below `place`, in a fixed order."""
    if place.is_file():
        yield str(place)
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (path for name in sorted(names) if os.path.exists(path := os.path.join(folder, name)))


def _bytes(path: str) -> bytes:
    """A hash of a file's bytes, or why they cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as refused:
        return str(refused.errno).encode()
