"""The files of the index: scripts that hand data to the search program, alike over http and from a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from builder.model import Output
from builder.patterns import pattern
from builder.search.entry import Entry, Paragraph, Title
from builder.search.layout import ROOM, Layout, room
from builder.search.numbers import digits
from builder.search.postings import characters, shards

FOLDER = "search/data"
#: The function of the search program that the files call with their name and their data.
RECEIVER = "essaySearchData"
_NUMBERED = pattern(r"([a-z]+)(0|[1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class Block:
    """What one block gives the index. `files`: of terms, then of texts; `version`: a hash of them.

    Of each essay, in order of their slugs: `counts`: how many paragraphs it has, `headings`: how many of them are such;
    `titles`: for `titles_file`. `characters`: all that its terms are made of.
    """

    files: tuple[Output, ...]
    version: str
    counts: tuple[int, ...]
    headings: tuple[int, ...]
    characters: str
    titles: tuple[Title, ...]

    @property
    def heads(self) -> tuple[str, str]:
        """How many paragraphs each essay has, and how many of them are headings, as digits."""
        return "".join(map(digits, self.counts)), "".join(map(digits, self.headings))


def block(number: int, entries: Sequence[Entry], layout: Layout) -> Block:
    """The block of `entries` in order of their slugs.

    Paragraphs are numbered through the block, with some room behind those of each essay.
    """
    name = f"b{number}"
    counts = [len(entry.paragraphs) for entry in entries]
    terms = shards([entry.postings for entry in entries], [room(count) for count in counts], layout.shards)
    files = [data_file(f"{name}/s{index}", shard) for index, shard in enumerate(terms)]
    for start in range(0, len(entries), layout.texts):
        texts = [text_of(entry) for entry in entries[start : start + layout.texts]]
        files.append(data_file(f"{name}/t{start // layout.texts}", texts))
    return Block(
        tuple(files),
        version(files),
        tuple(counts),
        tuple(entry.headings for entry in entries),
        characters(names for names, _ in terms),
        tuple(map(title_of, entries)),
    )


def title_of(entry: Entry) -> Title:
    """What `titles_file` tells of an essay."""
    return entry.slug, entry.title, entry.pinyin


def text_of(entry: Entry) -> list[object]:
    """An essay as a file of texts holds it."""
    return [entry.slug, entry.title, entry.author, entry.year, entry.language, *_told(entry.paragraphs)]


def _told(paragraphs: Iterable[Paragraph]) -> Iterator[object]:
    """[id of its block, text] of each paragraph; text alone where the block is numbered next to the one before."""
    expected = None
    for paragraph in paragraphs:
        yield paragraph.text if paragraph.block == expected else [paragraph.block, paragraph.text]
        expected = _next(paragraph.block)


@lru_cache(1 << 10)  # essays number their blocks alike
def _next(block: str) -> str | None:
    """p8 after p7; None after an id without a number."""
    found = _NUMBERED.fullmatch(block)
    return f"{found[1]}{int(found[2]) + 1}" if found else None


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
        "room": ROOM,
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
        digest.update(f"{file.path}\0{file.digest}\0".encode())
    return digest.hexdigest()[:10]


def file_name(name: str) -> str:
    """The path of the file with the data `name`, as outputs have it."""
    return f"{FOLDER}/{name}.js"


def held(data: bytes) -> Any:
    """The value that a file of `data_file` holds."""
    text = data.decode()
    return json.loads(text[text.index(",") + 1 : -1])


def data_file(name: str, value: object) -> Output:
    """A script that hands `value` to the search program under `name`."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # In a script, these two end a line even inside a string for engines older than 2019, and a closing tag is one.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return Output(file_name(name), f"{RECEIVER}({json.dumps(name)},{data})".encode("utf-8", "replace"), "site")
