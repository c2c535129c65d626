"""Which essays lead to which, and why: nearest neighbours by words, kept only where a reason can be given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus.bearing import Bearing, Draft, first_paragraph
from builder.corpus.bilingual import Projection
from builder.corpus.candidates import Candidates
from builder.corpus.digest import Digest
from builder.corpus.neighbours import nearest
from builder.corpus.passages import Contributions, Passages
from builder.model import Link, LinkKind

MOST_LINKS = 5
#: Likeness, as wholes, that a link needs: in a large library nearly all links lie above. A small one has few shared
#: words, whose vectors alone look alike: there it is what parts good links (labelled news, 36 essays: .93 of the links
#: right, .44 to .68 if only shared words are weighed) from bad.
LEAST_SCORE = 0.10
#: By words alone: unrelated corpora reach .24 in one pair of a hundred, translations of one essay .34 in ninety-five.
LEAST_ACROSS = 0.25
#: Where a declared theme says what two essays share, words need only agree: of pairs about one subject, ninety-five of
#: a hundred lie above.
LEAST_ACROSS_NAMED = 0.16
#: What a shared theme adds, for three themes at most: as much as decides between near equals.
THEME_BONUS = 0.1
MOST_BONUS = 3
#: Neighbours looked at for each essay, since themes may lift one over five others.
LOOKED_AT = 40
MOST_THEMES = 5  # named in a reason
MOST_TERMS = 3
#: Words that must meet where no theme is shared: one alone is chance.
FEWEST_TERMS = 2
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
        both = self.borne.get(origin, frozenset()) & self.borne.get(target, frozenset())
        if declared:  # a discovered theme has no name in the other language
            both = frozenset(theme for theme in both if self.drafts[theme].declared)
        return sorted(both, key=lambda theme: (-self._strength(theme, origin, target), theme))

    def bearings(self, themes: list[str], slug: str) -> list[Bearing]:
        return [self.drafts[theme].essays[slug] for theme in themes]

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

    def about(self, row: int) -> frozenset[int]:
        """Candidates that an essay says more than in passing."""
        often, allowed = self.candidates.often, self.candidates.allowed
        here = slice(often.indptr[row], often.indptr[row + 1])
        found = often.indices[here][often.data[here] >= min(FEWEST_SAID, self.needed[row])]
        return frozenset(found[allowed[found]].tolist())

    def told(self, row: int) -> frozenset[int]:
        """Terms of an essay that may be a theme, and that it says more than in passing, in phrases or alone."""
        counts, allowed = self.candidates.lexicon.counts, self.candidates.allowed
        here = slice(counts.indptr[row], counts.indptr[row + 1])
        terms = counts.indices[here][counts.data[here] >= min(FEWEST_SAID, self.needed[row])]
        return frozenset(terms[allowed[terms]].tolist())


@dataclass(frozen=True)
class Allowed:
    """Pairs that may be linked: no text with itself, its versions, or what a person forbade."""

    mains: frozenset[str]
    main_of: Mapping[str, str]
    forbidden: frozenset[frozenset[str]]

    def __call__(self, origin: str, target: str) -> bool:
        return (
            target in self.mains
            and self.main_of.get(origin, origin) != target
            and frozenset((origin, target)) not in self.forbidden
        )


def related(side: Side, shared: Shared, allowed: Allowed) -> Iterator[Link]:
    """Links inside one language, at most MOST_LINKS for each essay, the best first."""
    least = LEAST_SCORE / (1 + THEME_BONUS * MOST_BONUS)
    known: dict[tuple[int, int], _Reason] = {}  # half of all links are met again from their other end
    for row, found in enumerate(nearest(side.vectors, side.vectors, LOOKED_AT, least)):
        origin = side.slugs[row]
        options = [(side.slugs[at], at, value, value * side.parts[row] * side.parts[at]) for at, value in found]
        made = 0
        for score, target, column in _ranked(origin, options, shared, allowed, LEAST_SCORE):
            if made == MOST_LINKS:
                break
            pair = (min(row, column), max(row, column))
            reason = known.pop(pair, None) or _reason(side, shared, *pair)
            if reason.themes or len(reason.terms) >= FEWEST_TERMS:
                made += 1
                known[pair] = reason
                here, there = reason.passages if row < column else reversed(reason.passages)
                yield _link("related", origin, target, score, reason.themes, reason.terms, here, there)


class _Reason(NamedTuple):
    """Why two essays of one language are near; the same from either end."""

    themes: list[str]
    terms: tuple[tuple[str, str], ...]
    passages: tuple[str, str]


def _reason(side: Side, shared: Shared, row: int, column: int) -> _Reason:
    one, other = side.slugs[row], side.slugs[column]
    themes = shared.between(one, other)[:MOST_THEMES]
    contributions = _contributions(side.vectors, row, column)
    terms = () if themes else _shared_terms(side, row, column, contributions)
    if not themes and len(terms) < FEWEST_TERMS:
        return _Reason(themes, terms, ("", ""))
    first = side.passages.best(one, contributions, shared.bearings(themes, one))
    second = side.passages.best(other, contributions, shared.bearings(themes, other))
    return _Reason(themes, terms, (first, second))


def ranked_neighbours(side: Side, shared: Shared, allowed: Allowed) -> Iterator[tuple[str, list[str]]]:
    """Each essay with the essays nearest to it in the order links are chosen by, whatever their score."""
    for row, found in enumerate(nearest(side.vectors, side.vectors, LOOKED_AT, 0.0)):
        options = [(side.slugs[at], at, value, value) for at, value in found]
        ranked = _ranked(side.slugs[row], options, shared, allowed, 0.0)
        yield side.slugs[row], [target for _, target, _ in ranked]


def across(chinese: Side, english: Side, projection: Projection, shared: Shared, allowed: Allowed) -> Iterator[Link]:
    """Links between the languages, both ways, at most MOST_LINKS for each essay and way."""
    pair = _Pair(chinese, english, projection, shared)
    for origin, target, vectors in (
        (chinese, english, (projection.chinese, projection.english)),
        (english, chinese, (projection.english, projection.chinese)),
    ):
        for row, found in enumerate(nearest(*vectors, LOOKED_AT, LEAST_ACROSS_NAMED / (1 + THEME_BONUS * MOST_BONUS))):
            options = [(target.slugs[at], at, value, value) for at, value in found]
            ranked = _ranked(origin.slugs[row], options, shared, allowed, LEAST_ACROSS_NAMED)
            made = (pair.link(row, column, score, reverse=origin is english) for score, _, column in ranked)
            yield from islice((link for link in made if link is not None), MOST_LINKS)


_Option = tuple[str, int, float, float]  # slug, row, likeness of shared words, likeness as wholes
_Ranked = list[tuple[float, str, int]]


def _ranked(origin: str, options: Iterable[_Option], shared: Shared, allowed: Allowed, least: float) -> _Ranked:
    """(score, target, its row) of the allowed options that as wholes are at or above `least`, the best first."""
    ranked: _Ranked = []
    borne = shared.borne.get(origin, frozenset())
    for target, row, value, whole in options:
        if target != origin and allowed(origin, target):
            common = len(borne & shared.borne.get(target, frozenset()))
            bonus = 1 + THEME_BONUS * min(MOST_BONUS, common)
            if round(whole * bonus, 6) >= least:
                ranked.append((round(value * bonus, 6), target, row))
    return sorted(ranked, key=lambda item: (-item[0], item[1]))


@dataclass(frozen=True)
class _Pair:
    """Both languages beside each other."""

    chinese: Side
    english: Side
    projection: Projection
    shared: Shared

    def link(self, one: int, other: int, score: float, *, reverse: bool) -> Link | None:
        """The link between two essays (rows), if there is a reason: a declared theme, or enough telling words.

        `reverse` gives the link from the English essay to the Chinese one.
        """
        row, column = (other, one) if reverse else (one, other)
        origin, target = self.chinese.slugs[row], self.english.slugs[column]
        themes = self.shared.between(origin, target, declared=True)[:MOST_THEMES]
        if not themes and score < LEAST_ACROSS:
            return None
        met = self.projection.met(row, column)
        pairs = [] if themes else met.pairs(MOST_TERMS, self._telling(row, column))
        if not themes and len(pairs) < FEWEST_TERMS:
            return None
        terms = [(self.chinese.candidates.phrase_of(here), self.english.labels(there)) for here, there in pairs]
        here = self.chinese.passages.best(origin, met.here, self.shared.bearings(themes, origin))
        there = self.english.passages.best(target, met.there, self.shared.bearings(themes, target))
        if reverse:
            turned = tuple((english, chinese) for chinese, english in terms)
            return _link("cross-language", target, origin, score, themes, turned, there, here)
        return _link("cross-language", origin, target, score, themes, tuple(terms), here, there)

    def _telling(self, row: int, column: int) -> Callable[[int, int], bool]:
        """Whether a pair of words that meet in two essays says what both are about."""
        here, there = self.chinese.told(row), self.english.told(column)
        terms, wordings = self.chinese.candidates.lexicon.terms, self.projection.wordings
        english = self.english.candidates.lexicon.terms
        return lambda one, other: one in here and other in there and english[other] in wordings(terms[one])


def versions(main_of: Mapping[str, tuple[str, float]], digests: Mapping[str, Digest]) -> Iterator[Link]:
    """From each version to its main text and back; the score is their containment."""
    for other, (main, containment) in sorted(main_of.items()):
        first, second = first_paragraph((), digests[other]), first_paragraph((), digests[main])
        yield _link("version", other, main, containment, [], (), first, second)
        yield _link("version", main, other, containment, [], (), second, first)


def _link(
    kind: LinkKind, origin: str, target: str, score: float, themes: list[str], terms: tuple[tuple[str, str], ...],
    origin_passage: str, target_passage: str,
) -> Link:  # fmt: skip
    return Link(origin, target, kind, score, tuple(themes), terms, origin_passage, target_passage)


def _contributions(vectors: sparse.csr_matrix, row: int, column: int) -> Contributions:
    """Terms of both rows and what each adds to their product."""
    one, other = (slice(vectors.indptr[at], vectors.indptr[at + 1]) for at in (row, column))
    both, first, second = np.intersect1d(
        vectors.indices[one], vectors.indices[other], assume_unique=True, return_indices=True
    )
    return both, vectors.data[one][first] * vectors.data[other][second]


def _shared_terms(side: Side, row: int, column: int, contributions: Contributions) -> tuple[tuple[str, str], ...]:
    """The phrases and nouns that add most of those both essays are about, where no theme is shared."""
    adds = dict(zip(*(each.tolist() for each in contributions), strict=True))
    scored = [
        (sum(adds.get(term, 0.0) for term in side.candidates.members(candidate)), candidate)
        for candidate in side.about(row) & side.about(column)
    ]
    best = sorted((item for item in scored if item[0] > 0), key=lambda item: (-round(item[0], 9), item[1]))
    labels = [side.labels(candidate) for _, candidate in best[:MOST_TERMS]]
    return tuple((label, label) for label in labels)
