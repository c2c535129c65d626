"""What the corpus needs to know of one essay: its words in order, by paragraph, and fingerprints; small, picklable."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from builder.corpus import shingles, words
from builder.model import Essay, Language

TITLE = "t"
HEADING = "h"
PROSE = "p"  # what a passage may be quoted from

#: Blocks whose words say nothing of an essay's subject, or say it in no sentence.
_UNREAD = frozenset({"code", "figure"})
_NO_LETTERS = re.compile(r"[\W_]+")  # whatever `str.isalnum` denies
_SHORTEST_COMMON_BLOCK = 6  # characters; a shorter line ("谢谢") recurs by chance


@dataclass(frozen=True, slots=True)
class Digest:
    """One essay as counts and places. Equal essays give equal digests on any machine."""

    language: Language
    vocabulary: str  # the distinct words, one a line, in order of first appearance
    kinds: str  # one letter a word, see `words`
    stream: bytes  # little-endian unsigned numbers: 0 between clauses, else 1 + the word's place in `vocabulary`
    wide: bool  # numbers of four bytes, not two
    blocks: tuple[str, ...]  # ids, in reading order; the title stands first, with the id ""
    roles: str  # one letter a block: TITLE, HEADING or PROSE
    starts: tuple[int, ...]  # where each block begins in the stream
    block_hashes: bytes  # eight bytes a block: equal for equal text; zero for a text too short to compare
    shingles: bytes  # eight bytes each, sorted
    characters: int  # letters and Han of the text
    fingerprint: str  # of title and text, as the essay gives it

    @property
    def chinese(self) -> bool:
        return self.language != "en"

    def words(self) -> list[str]:
        """The distinct words, folded."""
        return self.vocabulary.split("\n") if self.vocabulary else []

    def numbers(self) -> NDArray[np.int64]:
        """The stream: places in `words()`, -1 between clauses."""
        return np.frombuffer(self.stream, dtype="<u4" if self.wide else "<u2").astype(np.int64) - 1


def without_words(item: Digest) -> Digest:
    """`item` as far as it tells of blocks: where they begin, and what they are called. It weighs a tenth."""
    blocks = tuple(map(sys.intern, item.blocks))  # all essays call theirs alike
    return replace(item, vocabulary="", kinds="", stream=b"", blocks=blocks, block_hashes=b"", shingles=b"")


#: Of two ways a Latin word was printed, the one that says more; lower case anywhere proves a common word.
_SURENESS = {words.UNSURE: 1, words.CAPITAL: 2, words.ACRONYM: 3, words.LATIN: 4}


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Words numbered in order of first appearance, with the surest kind of each; piece of text → its numbers."""

    places: dict[str, int]
    kinds: list[str]
    numbers: dict[words.Piece, tuple[int, ...]]


def _vocabulary(read: Mapping[words.Piece, words.Reading]) -> _Vocabulary:
    places = {"": 0}
    kinds = [""]
    numbers: dict[words.Piece, tuple[int, ...]] = {}
    for piece, reading in read.items():
        own = []
        for word, kind in reading:
            new = len(kinds)
            place = places.setdefault(word, new)
            if place == new:
                kinds.append(kind)
            elif kind != kinds[place] and _SURENESS.get(kind, 0) > _SURENESS.get(kinds[place], 0):
                kinds[place] = kind
            own.append(place)
        numbers[piece] = tuple(own)
    return _Vocabulary(places, kinds, numbers)


def digest(essay: Essay) -> Digest:
    """`essay` as the corpus sees it. Pure; about 5 ms for 4,000 Chinese characters."""
    chinese = essay.language != "en"
    parts = [("", TITLE, essay.title or "")]
    parts += [
        (block.id, HEADING if block.kind == "heading" else PROSE, block.text)
        for block in essay.blocks
        if block.kind not in _UNREAD
    ]
    cut, read = words.pieces_of([text for _, _, text in parts], chinese=chinese)
    vocabulary = _vocabulary(read)
    stream: list[int] = []
    starts: list[int] = []
    hashes: list[int] = []
    characters = 0
    for (_, role, text), pieces in zip(parts, cut, strict=True):
        starts.append(len(stream))
        stream += chain.from_iterable(map(vocabulary.numbers.__getitem__, pieces))
        stream.append(0)
        letters = _NO_LETTERS.sub("", text) if role != TITLE else ""
        characters += len(letters)
        hashes.append(_hash(letters))
    body = "\n".join(text for _, role, text in parts if role != TITLE)
    wide = len(vocabulary.kinds) > np.iinfo(np.uint16).max
    return Digest(
        language=essay.language,
        vocabulary="\n".join(islice(vocabulary.places, 1, None)),
        kinds="".join(vocabulary.kinds),
        stream=np.array(stream, dtype="<u4" if wide else "<u2").tobytes(),
        wide=wide,
        blocks=tuple(id_ for id_, _, _ in parts),
        roles="".join(role for _, role, _ in parts),
        starts=tuple(starts),
        block_hashes=np.array(hashes, dtype="<u8").tobytes(),
        shingles=shingles.of_text(body, chinese=chinese).astype("<u8").tobytes(),
        characters=characters,
        fingerprint=essay.digest,
    )


def _hash(letters: str) -> int:
    if len(letters) < _SHORTEST_COMMON_BLOCK:
        return 0
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest(), "little")
