"""What might be a theme of one language group: its nouns and phrases, weighted in each essay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus import naming, phrases, usage, weights, words
from builder.corpus.lexicon import Lexicon

#: One-word Latin names are mostly of persons; they need more weight to stand beside subjects.
CAPITAL_FACTOR = 0.5
#: A phrase names its subject more exactly than a word does.
PHRASE_FACTOR = 1.25
#: What stands in the title is what the essay is about.
TITLE_FACTOR = 1.3
#: 部内, 新形势下, 网上: where something is, not what.
_PLACE_ENDINGS = ("下", "内", "里", "上")
#: Candidates of an essay that are looked at, the strongest first, and what is as strong as the last of them.
LOOKED_AT = 60
_ROWS_AT_ONCE = 256  # essays whose candidates are weighed together: of most nothing is kept
_NAMING = frozenset({words.NOUN, words.LATIN, words.CAPITAL, words.ACRONYM, words.UNSURE})

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Candidates:
    """Column c is term c for c < len(lexicon.terms), else phrase c - len(lexicon.terms)."""

    lexicon: Lexicon
    phrases: phrases.Phrases
    weighted: sparse.csr_matrix  # essays x candidates, of each essay the strongest; zero for what may be no theme
    often: sparse.csr_matrix  # essays x candidates: how often, 255 at most
    allowed: NDArray[np.bool_]

    def phrase_of(self, column: int) -> str:
        """The folded text of a candidate."""
        return naming.join([self.lexicon.terms[term] for term in self.members(column)])

    def members(self, column: int) -> tuple[int, ...]:
        width = len(self.lexicon.terms)
        return (column,) if column < width else self.phrases.members[column - width]


def gather(lexicon: Lexicon, spoken_for: NDArray[np.bool_]) -> Candidates:
    """Every noun and phrase of `lexicon` with its weight in each essay, ln(1 + tf)^1.5 x sqrt(idf).

    Words at `spoken_for` (one flag a place of the stream) belong to declared themes and do not count.
    """
    found = phrases.find(lexicon, spoken_for)
    often = found.often
    idf = weights.live_idf(lexicon.frequency(often), lexicon.essays)
    kinds = _kinds_of_terms(lexicon)
    allowed = _allowed(lexicon, found, kinds)
    factor = np.ones(often.shape[1])
    factor[len(lexicon.terms) :] = PHRASE_FACTOR
    capital = np.array([kind in (words.CAPITAL, words.UNSURE) for kind in kinds], dtype=bool)
    factor[: len(lexicon.terms)][capital] = CAPITAL_FACTOR
    rarity = lexicon.rarity.tolist()
    # A phrase is as rare as its rarest word: frequent words do not make it common.
    phrases_too = [max([rarity[term] for term in members]) for members in found.members]
    idf = np.sqrt(idf * np.append(lexicon.rarity, phrases_too))
    column_weight = np.where(allowed, np.sqrt(idf) * factor, 0.0)
    weighted = _weighted(often, column_weight, _titled(lexicon, found))
    often.data = np.minimum(often.data, np.iinfo(np.uint8).max).astype(np.uint8)
    return Candidates(lexicon, found, weighted, often, allowed)


def _weighted(often: sparse.csr_matrix, column_weight: Floats, titled: sparse.csr_matrix) -> sparse.csr_matrix:
    """The candidates of each essay that are among its LOOKED_AT strongest, with their weights."""
    made = []
    for begin in range(0, often.shape[0], _ROWS_AT_ONCE):
        some, heads = often[begin : begin + _ROWS_AT_ONCE], titled[begin : begin + _ROWS_AT_ONCE]
        some = sparse.csr_matrix(
            (np.log1p(some.data) ** 1.5 * column_weight[some.indices], some.indices, some.indptr), shape=some.shape
        )
        some = (some + some.multiply(heads) * (TITLE_FACTOR - 1)).tocsr()
        near = np.round(some.data, 9)
        for low, high in pairwise(some.indptr.tolist()):
            if high - low > LOOKED_AT:
                some.data[low:high][near[low:high] < np.partition(near[low:high], -LOOKED_AT)[-LOOKED_AT]] = 0
        some.eliminate_zeros()
        some.sort_indices()
        made.append(some)
    return sparse.vstack(made).tocsr()


def _titled(lexicon: Lexicon, found: phrases.Phrases) -> sparse.csr_matrix:
    """1 where an essay's title has all words of the candidate."""
    title = lexicon.in_title
    if not found.members:
        return title
    size = np.array([len(members) for members in found.members])
    table = sparse.csr_matrix(
        (np.ones(int(size.sum())), (np.concatenate(found.members), np.repeat(np.arange(len(size)), size))),
        shape=(len(lexicon.terms), len(size)),
    )
    table.data[:] = 1
    full = (title @ table).tocsr()
    full.data = (full.data >= size[full.indices]).astype(np.float64)
    return sparse.hstack([title, full]).tocsr()


def _allowed(lexicon: Lexicon, found: phrases.Phrases, kinds: Sequence[str]) -> NDArray[np.bool_]:
    """Which candidates may be a theme: nouns that are not generic, and phrases that say more than generic words do."""
    nouns = np.array([kind in _NAMING for kind in kinds], dtype=bool)
    generic = np.array([term in lexicon.generic for term in lexicon.terms], dtype=bool)
    if lexicon.chinese:
        somewhere = np.array([term.endswith(_PLACE_ENDINGS) for term in lexicon.terms], dtype=bool)
        return np.concatenate([nouns & ~generic & ~somewhere, np.ones(len(found.members), dtype=bool)])
    how = usage.of_english(lexicon)
    long = np.array([len(term) > 2 and not term.endswith("ly") for term in lexicon.terms], dtype=bool)
    apart = how.verb | how.person
    whole = [
        not generic[list(members)].all()
        and not apart[list(members)].any()
        and not how.gerund[members[0]]
        and not how.adjective[members[-1]]
        for members in found.members
    ]
    return np.concatenate([nouns & ~generic & long & how.noun, np.array(whole, dtype=bool)])


def _kinds_of_terms(lexicon: Lexicon) -> list[str]:
    """The kind of each term: lower case anywhere proves a common word, else what most of its surfaces are."""
    kinds: list[str] = [words.OTHER] * len(lexicon.terms)
    votes: dict[int, Counter[str]] = {}  # of the few terms with several surfaces
    seen: set[int] = set()
    for term, kind in zip(lexicon.term_of[:-1].tolist(), lexicon.kinds, strict=True):
        if term >= 0 and term in seen:
            votes.setdefault(term, Counter((kinds[term],)))[kind] += 1
        elif term >= 0:
            seen.add(term)
            kinds[term] = kind
    for term, vote in votes.items():
        most = min(vote, key=lambda kind: (-vote[kind], kind))
        kinds[term] = words.LATIN if words.LATIN in vote else most
    return kinds
