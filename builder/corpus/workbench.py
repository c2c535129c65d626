"""All digests laid out beside each other: versions, words, themes and what may be linked, before the atlas is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from builder.corpus import (
    candidates,
    copies,
    declared,
    discovered,
    lexicon,
    mentions,
    passages,
    versions,
    weights,
)
from builder.corpus.bearing import Draft, mentions_needed
from builder.corpus.choices import Choices
from builder.corpus.digest import Digest, without_words
from builder.corpus.earlier import Earlier
from builder.corpus.matcher import ThemeMatcher, surface_forms
from builder.corpus.sides import Allowed, Shared, Side
from builder.corpus.wordbook import Wordbook
from builder.memory import give_back
from builder.model import Problem, Version, Vocabulary


@dataclass(frozen=True)
class Workbench:
    """Everything that is known of a library before links are drawn; the same for any order of essays."""

    digests: Mapping[str, Digest]  # by slug, sorted
    mains: frozenset[str]
    main_of: Mapping[str, tuple[str, float]]  # version → main text, containment
    groups: tuple[Version, ...]
    sides: Mapping[bool, Side]  # Chinese?
    drafts: tuple[Draft, ...]
    shared: Shared
    allowed: Allowed
    support: int  # essays that a discovered theme needs
    problems: tuple[Problem, ...]  # of the vocabulary


def lay_out(
    digests: Sequence[tuple[str, Digest]],
    vocabulary: Vocabulary | None = None,
    choices: Choices | None = None,
    wordbook: Wordbook | None = None,
    earlier: Earlier | None = None,
) -> Workbench:
    """The workbench of a library of (slug, digest). Slugs are taken to be unique.

    `wordbook` knows what dictionaries say of words, `earlier` what the last comparing found.
    """
    vocabulary = vocabulary or Vocabulary()
    choices = choices or Choices()
    wordbook = wordbook or Wordbook()
    forms, problems = declared.forms_of(vocabulary)
    added, never = declared.resolved(choices.themes_add, forms), declared.resolved(choices.themes_never, forms)
    items = sorted(digests, key=lambda item: item[0])
    groups = _versions(items, choices, earlier or Earlier())
    known = {slug: replace(item, shingles=b"") for slug, item in items}
    del items  # what was asked of a digest is let go: it is a third of what all this takes
    main_of = {other: (group.main, value) for group in groups for other, value in group.others}
    mains = frozenset(known) - frozenset(main_of)
    common = lexicon.common_blocks([item for slug, item in known.items() if slug in mains])
    named = _named(known, forms, common)
    sides: dict[bool, Side] = {}
    for chinese in (True, False):
        of_group = [(slug, item) for slug, item in known.items() if item.chinese is chinese]
        if of_group:
            words = lexicon.build(of_group, common, mains, wordbook, chinese=chinese)
            of_group = [(slug, without_words(item)) for slug, item in of_group]
            known.update(of_group)
            give_back()  # the words, which are a third of everything
            found = candidates.gather(words, _spoken_for(words, named))
            finder = passages.Passages(words, known)
            vectors, parts = weights.vectors_and_parts(words)
            needed = [mentions_needed(item) for _, item in of_group]
            sides[chinese] = Side(found, vectors, parts, finder, discovered.label_of(found), needed)
    support = choices.support or vocabulary.support or discovered.support(len(mains))
    given = declared.drafts(list(known.items()), named, vocabulary, forms, added, never)
    borne = Counter(slug for draft in given for slug in draft.essays)
    limits = discovered.Limits(len(mains), support, _banned(vocabulary, forms), borne)
    taken = frozenset(theme.id for theme in vocabulary.themes)
    drafts = (*given, *_discovered(known, mains, sides, never, limits, taken))
    for side in sides.values():
        side.candidates.lexicon.stream.put_aside()
    shared = Shared.of(drafts, mains, discovered.most_essays(len(mains)))
    forbidden = frozenset(frozenset(pair) for pair in choices.not_linked)
    allowed = Allowed(mains, {other: main for other, (main, _) in main_of.items()}, forbidden)
    return Workbench(known, mains, main_of, groups, sides, drafts, shared, allowed, support, problems)


def _versions(items: Sequence[tuple[str, Digest]], choices: Choices, earlier: Earlier) -> tuple[Version, ...]:
    slugs = [slug for slug, _ in items]

    def rank(number: int) -> tuple[int, int, str]:
        slug = slugs[number]
        return (choices.damage.get(slug, 0), -items[number][1].characters, choices.dates.get(slug) or "9999")

    order = sorted(range(len(items)), key=lambda number: (rank(number), slugs[number]))
    pairs = copies.containments([item for _, item in items], order, earlier)
    return versions.group(slugs, pairs, choices.version_of, order)


def _named(
    known: Mapping[str, Digest], forms: Mapping[str, tuple[str, ...]], common: NDArray[np.uint64]
) -> dict[str, list[mentions.Naming]]:
    """Slug → where the essay names declared themes."""
    if not forms:
        return {}
    matcher = ThemeMatcher.of_forms((form, theme) for theme, each in forms.items() for form in each)
    return {slug: mentions.outside(mentions.named_in(item, matcher), item, common) for slug, item in known.items()}


def _spoken_for(words: lexicon.Lexicon, named: Mapping[str, Sequence[mentions.Naming]]) -> NDArray[np.bool_]:
    """Places of the stream that declared themes have: 手艺 in 炒茶手艺 is no subject of its own."""
    flags = np.zeros(len(words.stream), dtype=bool)
    for row, slug in enumerate(words.slugs):
        for naming in named.get(slug, ()):
            flags[words.offsets[row] + naming.first : words.offsets[row] + naming.last] = True
    return flags


def _banned(vocabulary: Vocabulary, forms: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Folded forms that no discovered theme may have."""
    never = (form for phrase in vocabulary.never for form in surface_forms(phrase))
    return frozenset((*never, *(form for each in forms.values() for form in each)))


def _discovered(
    known: Mapping[str, Digest],
    mains: frozenset[str],
    sides: Mapping[bool, Side],
    never: Mapping[str, Sequence[str]],
    limits: discovered.Limits,
    taken: frozenset[str],
) -> tuple[Draft, ...]:
    """Discovered themes of all language groups, by id; no id is one of `taken`."""
    found = [discovered.drafts(side.candidates, known, mains, never, limits) for side in sides.values()]
    return discovered.settle_ids(found, taken)
