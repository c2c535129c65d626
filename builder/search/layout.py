"""How the index is cut into files; depends on nothing but which essays there are."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

#: Essays in a block, about: an edit rewrites one block, and a query asks each block once, so that twice as many essays
#: halve the files that a query asks for. Smaller ones: see `FEW_BLOCKS`.
BLOCK = 2_560
#: A library of few essays has as many blocks as one of 5,000, for an edit is what its people wait for: at 1,000 the
#: terms of a query of four characters are 96 KB (gzip), and 208 with four blocks. With fewer essays a block than this
#: its files hold little but names.
FEW_BLOCKS, SMALLEST_BLOCK = 2, 256
#: Files of terms in a block at the most: of 6 KB at 2,560 essays of 6,000 characters, so that a query of four
#: characters, which asks each of two blocks for three, stays under 500 KB with the texts it shows. A term that is
#: asked for is mostly small, and what lies beside it is what a query pays for. Twice as many files take 1 % more; a
#: library of 1,000, whose blocks are small, has not that to spare.
MOST_SHARDS = 4_096
ESSAYS_A_SHARD = 2.4
#: Essays in a file of texts: a hit costs the texts of all of them.
TEXTS = 4
#: Blocks of so many essays are cut finer: twice as many files of terms (gzip, 1 % more), texts by two (.4 KB
#: an essay), which smaller ones have not to spare: 13 KB an essay is the limit.
LARGE_BLOCK, FEWER_TEXTS = 640, 2
#: An essay takes a multiple of so many numbers of paragraphs: what is written into it seldom moves the numbers of
#: others, and then only the files change that hold its terms.
ROOM = 16


@dataclass(frozen=True, slots=True)
class Layout:
    """Numbers of blocks and of term files a block, both powers of two; `texts`: essays in a file of texts."""

    essays: int
    blocks: int
    shards: int
    texts: int = TEXTS

    def block_of(self, slug: str) -> int:
        """The block of the essay at `slug`: a hash, so that no other essay can move it."""
        return zlib.crc32(slug.encode()) & (self.blocks - 1)


def room(paragraphs: int) -> int:
    """How many numbers an essay of so many paragraphs takes in its block."""
    return -(-paragraphs // ROOM) * ROOM


def layout(essays: int) -> Layout:
    """The layout for a library of so many essays."""
    blocks = max(_power_of_two(essays / BLOCK), min(FEW_BLOCKS, _power_of_two(essays / SMALLEST_BLOCK)))
    large = essays / blocks >= LARGE_BLOCK
    shards = _power_of_two(essays / blocks / ESSAYS_A_SHARD) << large
    return Layout(essays, blocks, min(MOST_SHARDS, shards), FEWER_TEXTS if large else TEXTS)


def _power_of_two(least: float) -> int:
    value = 1
    while value < least:
        value *= 2
    return value
