"""Where an essay names themes, found in its digest: which block, which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from builder.corpus.digest import Digest
from builder.corpus.matcher import ThemeMatcher
from builder.corpus.words import is_han


class Naming(NamedTuple):
    """One place where an essay names a theme: words first … last - 1 of its stream, in block number `block`."""

    theme: str
    block: int
    first: int
    last: int


def named_in(item: Digest, matcher: ThemeMatcher) -> list[Naming]:
    """Every place where `item` names a theme of `matcher`, in reading order."""
    text, ends, spaced = laid_out(item)
    begins = np.append(0, ends[:-1]) + spaced
    mentions = matcher.find_in_words(text, {0, *ends.tolist(), *begins.tolist()})
    if not mentions:
        return []
    first = np.searchsorted(ends, [mention.start for mention in mentions], side="right")
    last = np.searchsorted(ends, [mention.end for mention in mentions], side="left") + 1
    block = np.searchsorted(item.starts, first, side="right") - 1
    return [
        Naming(mention.theme, int(at), int(one), int(other))
        for mention, at, one, other in zip(mentions, block, first, last, strict=True)
    ]


def blocks_by_theme(namings: Iterable[Naming]) -> dict[str, list[int]]:
    """Theme id → numbers of the blocks that name it, once for each mention, in reading order."""
    blocks: dict[str, list[int]] = {}
    for naming in namings:
        blocks.setdefault(naming.theme, []).append(naming.block)
    return blocks


def outside(namings: Sequence[Naming], item: Digest, common: NDArray[np.uint64]) -> list[Naming]:
    """`namings` without those in paragraphs that many essays share word for word (`common`, hashes)."""
    if not len(common):
        return list(namings)
    shared = np.isin(np.frombuffer(item.block_hashes, dtype="<u8"), common)
    return [naming for naming in namings if not shared[naming.block]]


def laid_out(item: Digest) -> tuple[str, NDArray[np.int64], NDArray[np.bool_]]:
    """The words of `item` as folded text, where each word ends in it, and which words a space stands before.

    A space stands before every Latin word and number, a line end between clauses.
    """
    pieces = [word if is_han(word) else f" {word}" for word in item.words()]
    pieces.append("\n")
    numbers = item.numbers()
    lengths = np.array([len(piece) for piece in pieces])
    spaced = np.array([piece[0] == " " for piece in pieces])
    text = "".join([pieces[number] for number in numbers.tolist()])
    return text, np.cumsum(lengths[numbers]), spaced[numbers]
