"""Themes that nobody declared: phrases and nouns that several essays share and that set them apart."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from builder.corpus import naming, stems
from builder.corpus.bearing import Bearing, Draft, in_paragraphs
from builder.corpus.candidates import LOOKED_AT, Candidates
from builder.corpus.digest import Digest
from builder.corpus.lexicon import Ints
from builder.corpus.matcher import surface_forms
from builder.corpus.running import Stream
from builder.spelling import syllables

#: Each essay proposes this many; what enough essays propose becomes a theme. 10 covers 99 % of essays, see DESIGN.
POOL = 10
#: Themes an essay bears, declared and discovered. With 12 more links share a theme, but readers read a list, not
#: labels. Declared ones come first, and leave room for at least LEAST_ROOM.
MOST_AN_ESSAY = 8
LEAST_ROOM = 3
#: A theme joins essays.
FEWEST_BEARERS = 2
#: In a library this small, an essay without company still gets its own strongest subjects, up to this many.
SMALL_LIBRARY = 20
FEWEST_AN_ESSAY = 2
#: The least number of times a small library's essay must say a subject that it shares with no other.
FEWEST_ALONE = 3
#: A theme that more of the library bears sets nothing apart (60 % where 30 % would be one essay of five).
MOST_SHARE = 0.30
MOST_SHARE_SMALL = 0.60


def support(essays: int) -> int:
    """Essays that must propose a theme: 2 for a few hundred, 10 for 10,000, so that theme pages stay readable."""
    return max(2, math.ceil(math.sqrt(essays) / 10))


def most_essays(essays: int) -> int:
    """The most essays that a theme may be borne by and still be a reason for a link."""
    return int((MOST_SHARE_SMALL if essays < SMALL_LIBRARY else MOST_SHARE) * essays)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a discovered theme must keep to in this library."""

    essays: int  # main texts in the library
    support: int
    banned: frozenset[str]  # folded forms that may be no theme: `never:` and the forms of declared themes
    declared: Mapping[str, int]  # slug → declared themes that the essay bears

    def room(self, slug: str) -> int:
        return max(LEAST_ROOM, MOST_AN_ESSAY - self.declared.get(slug, 0))


def drafts(
    candidates: Candidates,
    digests: Mapping[str, Digest],
    mains: frozenset[str],
    never: Mapping[str, Sequence[str]],
    limits: Limits,
) -> tuple[Draft, ...]:
    """The discovered themes of one language group. Ids are proposals: the caller settles collisions."""
    bearers: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for row, each in _chosen(candidates, mains, never, limits).items():
        for column, weight in each.items():
            bearers[column].append((row, weight))
    columns = sorted(bearers)
    places = _places(candidates, columns)
    lexicon = candidates.lexicon
    items = [digests[slug] for slug in lexicon.slugs]
    first = np.cumsum([0, *(len(item.starts) for item in items)])  # block of each essay
    begins = np.concatenate([item.starts for item in items]).astype(np.int64)
    begins += np.repeat(lexicon.offsets[:-1], np.diff(first))
    made = []
    for column in columns:
        essays: dict[str, Bearing] = {}
        blocks = np.searchsorted(begins, places[column], side="right") - 1
        bounds = np.searchsorted(places[column], lexicon.offsets).tolist()
        for row, weight in bearers[column]:
            named = blocks[bounds[row] : bounds[row + 1]] - first[row]
            paragraphs, titled = in_paragraphs(items[row], named.tolist())
            if paragraphs:  # what only the title says cannot be quoted
                essays[lexicon.slugs[row]] = Bearing(round(weight, 6), paragraphs, titled)
        if not essays:
            continue
        phrase = candidates.phrase_of(column)
        label, forms = _surfaces(candidates, column)
        made.append(Draft(phrase, naming.names(phrase, label), forms, False, essays))
    return tuple(made)


def _chosen(
    candidates: Candidates, mains: frozenset[str], never: Mapping[str, Sequence[str]], limits: Limits
) -> dict[int, dict[int, float]]:
    """Row → candidate → weight: the themes each essay bears."""
    slugs = candidates.lexicon.slugs
    rows = _ranked(candidates, never, limits)
    proposed = Counter(column for row, good in rows.items() if slugs[row] in mains for column, _ in good[:POOL])
    accepted = {column for column, times in proposed.items() if times >= limits.support}
    most = most_essays(limits.essays)
    while True:
        chosen = {
            row: dict([pair for pair in good if pair[0] in accepted][: limits.room(slugs[row])])
            for row, good in rows.items()
        }
        borne = Counter(column for row, each in chosen.items() if slugs[row] in mains for column in each)
        unfit = {column for column in accepted if not FEWEST_BEARERS <= borne[column] <= most}
        if not unfit:
            break
        accepted -= unfit  # makes room for others, so it is looked at again
    if limits.essays < SMALL_LIBRARY:
        _fill(chosen, rows, candidates, accepted)
    return chosen


def _ranked(
    candidates: Candidates, never: Mapping[str, Sequence[str]], limits: Limits
) -> dict[int, list[tuple[int, float]]]:
    """Row → (candidate, weight) of what the essay might be about, the strongest first."""
    matrix = candidates.weighted
    rounded = np.round(matrix.data, 9)
    fit: dict[int, bool] = {}
    rows: dict[int, list[tuple[int, float]]] = {}
    for row, slug in enumerate(candidates.lexicon.slugs):
        here = slice(matrix.indptr[row], matrix.indptr[row + 1])
        columns, values, near = matrix.indices[here], matrix.data[here], rounded[here]
        order = np.lexsort((columns, -near))[:LOOKED_AT]
        vetoed = {form for name in never.get(slug, ()) for form in (name, *surface_forms(name))}
        good = rows[row] = []
        for column, value in zip(columns[order].tolist(), values[order].tolist(), strict=True):
            if limits.banned and column not in fit:
                fit[column] = not limits.banned.intersection(surface_forms(candidates.phrase_of(column)))
            if fit.get(column, True) and not (vetoed and _is_one_of(vetoed, candidates.phrase_of(column))):
                good.append((column, value))
    return rows


def _is_one_of(vetoed: set[str], phrase: str) -> bool:
    return phrase in vetoed or naming.address(phrase, ()) in vetoed


def _fill(
    chosen: dict[int, dict[int, float]],
    rows: Mapping[int, Sequence[tuple[int, float]]],
    candidates: Candidates,
    accepted: set[int],
) -> None:
    for row, each in chosen.items():
        for column, value in rows[row]:
            if len(each) >= FEWEST_AN_ESSAY:
                break
            said = [set(candidates.members(other)) for other in each]  # 撰写组工时评 says 组工时评 again
            again = any(not members.isdisjoint(candidates.members(column)) for members in said)
            if column not in accepted and not again and candidates.often[row, column] >= FEWEST_ALONE:
                each[column] = value


def _places(candidates: Candidates, columns: Sequence[int]) -> dict[int, Stream | Ints]:
    """Positions in the stream where each candidate begins."""
    lexicon = candidates.lexicon
    width = len(lexicon.terms)
    wanted = np.zeros(width + 1, dtype=bool)  # the last answers for -1
    wanted[[column for column in columns if column < width]] = True
    places = _by_key(*lexicon.places(wanted))
    phrases = _by_key(candidates.phrases.which + width, candidates.phrases.places)
    nowhere = np.empty(0, dtype=np.int64)
    return {column: (places if column < width else phrases).get(column, nowhere) for column in columns}


def _by_key(keys: Stream | Ints, values: Stream | Ints) -> dict[int, Stream | Ints]:
    if not len(keys):
        return {}
    order = np.lexsort((values, keys))
    keys, values = keys[order], values[order]
    firsts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    return {
        int(keys[begin]): values[begin:end] for begin, end in zip(firsts, np.append(firsts[1:], len(keys)), strict=True)
    }


def label_of(candidates: Candidates) -> Callable[[int], str]:
    """Candidate → its commonest surface form, as readers know it."""
    known: dict[int, str] = {}

    def label(column: int) -> str:
        if column not in known:
            known[column] = _surfaces(candidates, column)[0]
        return known[column]

    return label


def _surfaces(candidates: Candidates, column: int) -> tuple[str, tuple[str, ...]]:
    """How a candidate was printed: its label, and all forms that match in text."""
    lexicon = candidates.lexicon
    phrase = candidates.phrase_of(column)
    if lexicon.chinese:
        return phrase, surface_forms(phrase)
    if column < len(lexicon.terms):
        own = np.flatnonzero(lexicon.term_of[:-1] == column)
        runs = Counter(
            {
                (surface,): times
                for surface, times in zip(own.tolist(), lexicon.printed[own].tolist(), strict=True)
                if times
            }
        )
    else:
        at = candidates.phrases.places[candidates.phrases.which == column - len(lexicon.terms)]
        length = len(candidates.members(column))
        runs = Counter(tuple(lexicon.stream[begin : begin + length].tolist()) for begin in at.tolist())
    texts = {run: naming.join([lexicon.surfaces[surface] for surface in run]) for run in runs}
    best = min(runs, key=lambda run: (-runs[run], texts[run]))
    label = naming.printed([lexicon.surfaces[s] for s in best], [lexicon.kinds[s] for s in best])
    return label, tuple(dict.fromkeys(form for text in sorted(texts.values()) for form in stems.forms(text)))


def settle_ids(groups: Sequence[Sequence[Draft]], taken: frozenset[str]) -> tuple[Draft, ...]:
    """All drafts with addresses for ids; one phrase found in both languages is one theme, `taken` ids are avoided."""
    merged: dict[str, Draft] = {}
    for draft in (draft for group in groups for draft in group):
        other = merged.get(draft.id)
        merged[draft.id] = draft if other is None else _merge(other, draft)
    syllables.expect(merged)
    used: defaultdict[str, None] = defaultdict(None, dict.fromkeys(taken))
    made = []
    for draft in sorted(merged.values(), key=lambda draft: (-len(draft.essays), draft.id)):
        address = naming.address(draft.id, used)
        used[address] = None
        made.append(Draft(address, draft.names, draft.forms, False, draft.essays))
    return tuple(sorted(made, key=lambda draft: draft.id))


def _merge(one: Draft, other: Draft) -> Draft:
    names = dict(other.names) | dict(one.names)
    forms = tuple(dict.fromkeys(one.forms + other.forms))
    return Draft(one.id, tuple(sorted(names.items())), forms, False, {**other.essays, **one.essays})
