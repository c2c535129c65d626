"""Which paragraph of an essay shows best what it shares with another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from builder.corpus.bearing import Bearing
from builder.corpus.digest import PROSE, Digest
from builder.corpus.lexicon import Lexicon

#: A named theme weighs as much as half of a perfect match of words: the reason given must be seen in the passage.
THEME_WEIGHT = 0.5
#: Long paragraphs hold more words by chance; dividing by this power of their length keeps a short clear one ahead.
LENGTH_POWER = 0.25
_SHORTEST = 20  # words; below this, shorter is not clearer

#: Term numbers and what each adds to a link.
Contributions = tuple[NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True)
class _Laid:
    """One essay's distinct (paragraph, term) pairs."""

    ids: tuple[str, ...]
    place: Mapping[str, int]
    paragraph: NDArray[np.int64]
    term: NDArray[np.int64]
    damping: NDArray[np.float64]


class Passages:
    """Finds passages in the essays of one lexicon; keeps what it laid out, since an essay is asked about often."""

    def __init__(self, lexicon: Lexicon, digests: Mapping[str, Digest]) -> None:
        self._lexicon = lexicon
        self._digests = digests
        self._row = {slug: row for row, slug in enumerate(lexicon.slugs)}
        self._laid: dict[str, _Laid] = {}
        self._scratch = np.zeros(len(lexicon.terms) + 1)

    def best(self, slug: str, terms: Contributions, themes: Iterable[Bearing]) -> str:
        """Id of the paragraph of `slug` that has most of `terms` and `themes`; "" if there is no paragraph.

        Ties go to the earlier paragraph.
        """
        laid = self._laid.get(slug)
        if laid is None:
            laid = self._laid[slug] = self._lay_out(slug)
        if not laid.ids:
            return ""
        numbers, values = terms
        self._scratch[numbers] = values
        score = np.bincount(laid.paragraph, weights=self._scratch[laid.term], minlength=len(laid.ids))
        self._scratch[numbers] = 0.0
        for bearing in themes:
            for block in bearing.blocks:
                if block in laid.place:
                    score[laid.place[block]] += THEME_WEIGHT
        return laid.ids[int(np.argmax(np.round(score * laid.damping, 9)))]

    def _lay_out(self, slug: str) -> _Laid:
        item = self._digests[slug]
        row = self._row[slug]
        begin, end = self._lexicon.offsets[row], self._lexicon.offsets[row + 1]
        lengths = np.diff(np.append(item.starts, end - begin))
        block = np.repeat(np.arange(len(item.starts)), lengths)
        prose = np.array([role == PROSE for role in item.roles])
        number = np.cumsum(prose) - 1
        terms = self._lexicon.term_of[self._lexicon.stream[begin:end]]
        keep = (terms >= 0) & prose[block]
        width = len(self._scratch)
        pairs = np.unique(number[block[keep]] * width + terms[keep])
        ids = tuple(id_ for id_, role in zip(item.blocks, item.roles, strict=True) if role == PROSE)
        damping = np.maximum(lengths[prose], _SHORTEST) ** -LENGTH_POWER
        place = {id_: number for number, id_ in enumerate(ids)}
        return _Laid(ids, place, pairs // width, pairs % width, damping)
