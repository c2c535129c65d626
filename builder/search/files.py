"""The files of the index: scripts that hand data to the search program, alike over http and from a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.model import Output
from builder.search.entry import Entry, Title
from builder.search.layout import Layout
from builder.search.numbers import digits
from builder.search.postings import characters, shards

FOLDER = "search/data"
#: The function of the search program that the files call with their name and their data.
RECEIVER = "essaySearchData"


@dataclass(frozen=True, slots=True)
class Block:
    """What one block gives the index. `version`: a hash of `files`; `titles`: of each essay, for `titles_file`.

    `heads`: how many paragraphs each essay has, and how many of them are headings, as digits; `characters`: all that
    its terms are made of.
    """

    files: tuple[Output, ...]
    version: str
    heads: tuple[str, str]
    characters: str
    titles: tuple[Title, ...]


def block(number: int, entries: Sequence[Entry], layout: Layout) -> Block:
    """The block of `entries` in order of their slugs. Paragraphs are numbered through the block."""
    name = f"b{number}"
    counts = [len(entry.paragraphs) for entry in entries]
    terms = shards([entry.postings for entry in entries], counts, layout.shards)
    files = [data_file(f"{name}/s{index}", shard) for index, shard in enumerate(terms)]
    for start in range(0, len(entries), layout.texts):
        texts = [
            [entry.slug, entry.title, entry.author, entry.year, entry.language]
            + [[paragraph.block, paragraph.text] for paragraph in entry.paragraphs]
            for entry in entries[start : start + layout.texts]
        ]
        files.append(data_file(f"{name}/t{start // layout.texts}", texts))
    return Block(
        tuple(files),
        version(files),
        ("".join(map(digits, counts)), "".join(digits(entry.headings) for entry in entries)),
        characters(names for names, _ in terms),
        tuple((entry.slug, entry.title, entry.pinyin) for entry in entries),
    )


def layout_file(
    layout: Layout,
    heads: Sequence[tuple[str, str]],
    versions: Mapping[str, str],
    folded: Iterable[tuple[int, int]],
    names: Sequence[Any],
    fold: str,
) -> Output:
    """The first file that is asked for, and the only one whose address stays when its content changes.

    `heads`: of each block in order; `versions`: hashes of each block ("b0") and of each file of the whole library;
    `folded`: the numbers of an essay and of its main text, essays being numbered through the blocks; `fold`: how
    characters fold.
    """
    value = {
        "essays": layout.essays,
        "shards": layout.shards,
        "texts": layout.texts,
        "heads": list(heads),
        "versions": dict(versions),
        "folded": [list(pair) for pair in folded],
        "fold": fold,
        "names": list(names),
    }
    return data_file("layout", value)


def version(files: Iterable[Output]) -> str:
    """A hash of files that are loaded together, for addresses that may be kept forever."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.path.encode() + b"\0" + file.data + b"\0")
    return digest.hexdigest()[:10]


def data_file(name: str, value: object) -> Output:
    """A script that hands `value` to the search program under `name`."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # In a script, these two end a line even inside a string for engines older than 2019, and a closing tag is one.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return Output(f"{FOLDER}/{name}.js", f"{RECEIVER}({json.dumps(name)},{data})".encode("utf-8", "replace"), "site")
