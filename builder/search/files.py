"""The files of the index: scripts that hand data to the search program, alike over http and from a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.model import Output
from builder.search.entry import Entry
from builder.search.layout import TEXTS, Layout
from builder.search.numbers import number
from builder.search.postings import shards

FOLDER = "search/data"
#: The function of the search program that the files call with their name and their data.
RECEIVER = "essaySearchData"


def block_files(block: int, entries: Sequence[Entry], layout: Layout) -> list[Output]:
    """The files of one block, of `entries` in order of their slugs: head, terms, texts.

    Paragraphs are numbered through the block. The head says how many paragraphs and headings each essay has.
    """
    name = f"b{block}"
    counts = [len(entry.paragraphs) for entry in entries]
    head = {
        "paragraphs": "".join(map(number, counts)),
        "headings": "".join(number(entry.headings) for entry in entries),
    }
    files = [data_file(f"{name}/head", head)]
    found = [entry.postings for entry in entries]
    files += [
        data_file(f"{name}/s{index}", list(shard)) for index, shard in enumerate(shards(found, counts, layout.shards))
    ]
    for start in range(0, len(entries), TEXTS):
        texts = [
            [entry.slug, entry.title, entry.author, entry.year, entry.language]
            + [[paragraph.block, paragraph.text] for paragraph in entry.paragraphs]
            for entry in entries[start : start + TEXTS]
        ]
        files.append(data_file(f"{name}/t{start // TEXTS}", texts))
    return files


def facets_file(block: int, facets: Sequence[Sequence[Any]]) -> Output:
    """What can be filtered by, an entry for each essay of the block in order: [slug, title, author, year, language,
    themes, collections]."""
    return data_file(f"b{block}/facets", list(facets))


def layout_file(layout: Layout, versions: Mapping[int, str], names: Sequence[Any], fold: str) -> Output:
    """The first file that is asked for: the layout, a version of each block, names, and how characters fold."""
    ordered = [versions[block] for block in range(layout.blocks)]
    value = {"essays": layout.essays, "shards": layout.shards, "texts": TEXTS, "versions": ordered}
    return data_file("layout", {**value, "fold": fold, "names": list(names)})


def version(files: Iterable[Output]) -> str:
    """A hash of a block's files, for addresses that may be kept forever."""
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
