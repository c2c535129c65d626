"""The YAML that settles a doubt: at most four lines of corpus.yml, written so that they mean what they say."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

#: What stands for words that only a person can know.
BLANK = "…"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What it settles (a key of the page's table of words) and the YAML that does it."""

    purpose: str
    yaml: str


def essay_key(purpose: str, slug: str, key: str, value: str) -> Remedy:
    return _entry(purpose, "essays", slug, [f"{key}: {quoted(value)}"])


def source_key(purpose: str, source: str, key: str, value: str) -> Remedy:
    return _entry(purpose, "sources", source, [f"{key}: {quoted(value)}"])


def accept(name: str, code: str, marks: Iterable[str], section: str = "essays") -> Remedy:
    """Accepts these places and no others: a mark stands for the words that were seen."""
    reason = " ".join(["看过，无误", *(f"#{mark}" for mark in dict.fromkeys(marks))])
    return _entry("accept", section, name, [f"accept: {{{code}: {quoted(reason)}}}"])


def join(source: str, opening: str) -> Remedy:
    return _entry("join", "sources", source, [f"join: [{quoted(opening)}]"])


def drop(sources: Collection[str], text: str) -> Remedy:
    """Drops `text` from all sources of the folder that they share, at the top from all there are."""
    folders = {str(PurePosixPath(source).parent) for source in sources}
    folder = folders.pop() if len(folders) == 1 else "."
    return _entry("drop", "sources", "*" if folder == "." else f"{folder}/", [f"drop: [{quoted(text)}]"])


def version_of(slug: str, main: str) -> Remedy:
    return essay_key("version_of", slug, "version_of", main)


def quoted(text: str) -> str:
    """`text` as a scalar of YAML that is this text whatever is in it, on one line."""
    return json.dumps(text, ensure_ascii=False)


def _entry(purpose: str, section: str, name: str, lines: Iterable[str]) -> Remedy:
    return Remedy(purpose, "\n".join([f"{section}:", f"  {quoted(name)}:", *(f"    {line}" for line in lines), ""]))
