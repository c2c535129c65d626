"""Characters that stand nearly everywhere: for who asks for one alone, where it first stands in each essay."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: A character is common whose pairs fill so many places an essay: some forty characters of Chinese. All the pairs that
#: begin with such a one weigh 50 to 200 KB (gzip) in a block, and that it stands somewhere tells no essay from another.
OFTEN = 24
#: In a small library the pairs themselves are quickly read.
FEWEST = 4_000
#: Paragraphs of an essay that are told: the first, which may be the title, and one to quote.
TOLD = 2


def common(
    characters: NDArray[np.uint64], paragraphs: NDArray[np.uint64], begins: Sequence[int]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The common ones of ascending `characters`, each standing in the paragraph beside it; and their first paragraphs.

    `begins`: where the paragraphs of each essay begin, which are numbered through a block.
    """
    edges = np.flatnonzero(np.concatenate([[True], characters[1:] != characters[:-1], [True]]))
    often = np.flatnonzero(np.diff(edges) >= max(FEWEST, OFTEN * len(begins)))
    found = [_firsts(np.unique(paragraphs[edges[place] : edges[place + 1]]), begins) for place in often]
    names = [np.full(len(firsts), characters[edges[place]]) for place, firsts in zip(often, found, strict=True)]
    nothing = characters[:0]
    return np.concatenate([nothing, *names]), np.concatenate([nothing, *found])


def _firsts(paragraphs: NDArray[np.uint64], begins: Sequence[int]) -> NDArray[np.uint64]:
    """Of ascending `paragraphs` the first `TOLD` of each essay."""
    essays = np.searchsorted(np.array(begins, dtype=np.uint64), paragraphs, "right")
    place = np.arange(len(essays)) - np.searchsorted(essays, essays)
    return paragraphs[place < TOLD]
