"""The essays of one language ready to be linked, the themes that may be a reason, and the pairs that may be linked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus.bearing import Bearing, Draft
from builder.corpus.candidates import Candidates
from builder.corpus.earlier import row_marks
from builder.corpus.lexicon import Ints
from builder.corpus.near_again import Vectors
from builder.corpus.neighbours import Near
from builder.corpus.passages import Passages

#: Times that both essays say such a word, unless they are short: what is said once is no subject.
FEWEST_SAID = 2


@dataclass(frozen=True)
class Shared:
    """What links need to know of themes: who bears which, and which are too common to be a reason."""

    drafts: Mapping[str, Draft]
    borne: Mapping[str, frozenset[str]]  # slug → ids of themes that may be a reason

    @classmethod
    def of(cls, drafts: Iterable[Draft], mains: frozenset[str], most: int) -> Shared:
        """What may be a reason among `drafts`: themes that at most `most` of the main texts bear."""
        fair = {draft.id: draft for draft in drafts if len(mains.intersection(draft.essays)) <= most}
        borne: dict[str, set[str]] = {}
        for draft in fair.values():
            for slug in draft.essays:
                borne.setdefault(slug, set()).add(draft.id)
        return cls(fair, {slug: frozenset(each) for slug, each in borne.items()})

    def between(self, origin: str, target: str, *, declared: bool = False) -> list[str]:
        """Ids of the themes that both bear, the strongest first; only declared ones if so asked."""
        if declared and not self.declared:
            return []
        both = self.borne.get(origin, frozenset()) & self.borne.get(target, frozenset())
        if declared:  # a discovered theme has no name in the other language
            both &= self.declared
        return sorted(both, key=lambda theme: (-self._strength(theme, origin, target), theme))

    def common(self, origins: Sequence[str], targets: Sequence[str], near: Near, *, declared: bool = False) -> Ints:
        """How many themes the two of each of `near` (numbers of the slugs) both bear; declared ones if so asked."""
        asked = (theme for theme, draft in self.drafts.items() if draft.declared or not declared)
        numbers = {theme: number for number, theme in enumerate(asked)}
        one, other = self._table(origins, numbers), self._table(targets, numbers)
        both = one[near.rows].multiply(other[near.columns])
        return np.asarray(both.sum(axis=1), dtype=np.int64).ravel()

    def _table(self, slugs: Sequence[str], numbers: Mapping[str, int]) -> sparse.csr_matrix:
        each = [sorted(numbers[theme] for theme in self.borne.get(slug, ()) if theme in numbers) for slug in slugs]
        columns = np.array([number for row in each for number in row], dtype=np.int64)
        indptr = np.cumsum([0, *map(len, each)])
        return sparse.csr_matrix((np.ones(len(columns)), columns, indptr), shape=(len(slugs), len(numbers) + 1))

    def bearings(self, themes: Iterable[str], slug: str) -> list[Bearing]:
        return [self.drafts[theme].essays[slug] for theme in themes]

    def where_named(self, themes: Iterable[str], slug: str) -> bytes:
        """The paragraphs of an essay that name each of `themes`, as far as passages are chosen by them."""
        found = []
        for theme in themes:
            blocks = self._named.get((theme, slug))
            if blocks is None:
                blocks = self._named[theme, slug] = "\n".join(self.drafts[theme].essays[slug].blocks).encode()
            found.append(blocks)
        return b"\n\n".join(found)

    @cached_property
    def declared(self) -> frozenset[str]:
        """The themes that people declared."""
        return frozenset(theme for theme, draft in self.drafts.items() if draft.declared)

    @cached_property
    def _named(self) -> dict[tuple[str, str], bytes]:
        """Of a theme and an essay the paragraphs; every pair of essays asks."""
        return {}

    def _strength(self, theme: str, origin: str, target: str) -> float:
        essays = self.drafts[theme].essays
        return min(essays[origin].weight, essays[target].weight)


@dataclass(frozen=True)
class Side:
    """One language group, ready to be linked."""

    candidates: Candidates
    vectors: sparse.csr_matrix
    parts: NDArray[np.float64]  # see `weights.vectors_and_parts`
    passages: Passages
    labels: Callable[[int], str]  # candidate → as readers know it
    needed: Sequence[int]  # of each essay, how often it says what it is about

    @property
    def slugs(self) -> tuple[str, ...]:
        return self.candidates.lexicon.slugs

    def compared(self, table: sparse.csr_matrix) -> Vectors:
        """The rows of `table` (essays x terms of this language), which change with nothing but what they hold."""
        return Vectors(table, self.slugs, row_marks(table, self.candidates.lexicon.marks))

    @cached_property
    def own(self) -> Vectors:
        """The vectors, to be compared with each other."""
        return self.compared(self.vectors)

    def about(self, row: int) -> frozenset[int]:
        """Candidates that an essay says more than in passing."""
        often, allowed = self.candidates.often, self.candidates.allowed
        here = slice(often.indptr[row], often.indptr[row + 1])
        found = often.indices[here][often.data[here] >= min(FEWEST_SAID, self.needed[row])]
        return frozenset(found[allowed[found]].tolist())

    def told(self, table: sparse.csr_matrix) -> NDArray[np.bool_]:
        """Which entries of `table` (essays x terms) may be a theme that the essay says more than in passing.

        It may say it in phrases or alone. The table holds nothing that the essay does not say.
        """
        counts, allowed = self.candidates.lexicon.counts, self.candidates.allowed
        least = np.minimum(FEWEST_SAID, self.needed)
        place = np.zeros(counts.shape[1], dtype=bool)
        found = np.empty(table.nnz, dtype=bool)
        for row in range(table.shape[0]):
            here, own = (slice(each.indptr[row], each.indptr[row + 1]) for each in (counts, table))
            place[counts.indices[here]] = counts.data[here] >= least[row]
            found[own] = place[table.indices[own]]
        return np.asarray(found & allowed[table.indices])


@dataclass(frozen=True)
class Allowed:
    """Pairs that may be linked: no text with itself, its versions, or what a person forbade."""

    mains: frozenset[str]
    main_of: Mapping[str, str]
    forbidden: frozenset[frozenset[str]]

    def pairs(self, origins: Sequence[str], targets: Sequence[str], near: Near) -> NDArray[np.bool_]:
        """Which of `near` (numbers of `origins` and of `targets`) may be linked."""
        place = {slug: number for number, slug in enumerate(targets)}
        from_place = {slug: number for number, slug in enumerate(origins)}
        main = np.array([slug in self.mains for slug in targets], dtype=bool)
        own = np.array([place.get(self.main_of.get(slug, slug), -1) for slug in origins], dtype=np.int64)
        good = main[near.columns] & (own[near.rows] != near.columns)
        ways = ((one, other) for pair in self.forbidden for one, other in permutations(pair, 2))
        shut = [from_place[one] * len(targets) + place[to] for one, to in ways if one in from_place and to in place]
        return np.asarray(good & ~np.isin(near.rows * len(targets) + near.columns, shut))
