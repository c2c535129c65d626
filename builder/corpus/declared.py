"""Themes that people declared: which essays bear them, by name and alias in either language and script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from builder.corpus import naming
from builder.corpus.bearing import Bearing, Draft, in_paragraphs
from builder.corpus.digest import Digest
from builder.corpus.matcher import ThemeMatcher, surface_forms
from builder.corpus.weights import live_idf
from builder.model import Problem, Vocabulary
from builder.problems import problem

#: An essay bears a declared theme that it names this often, or in its title or a heading; once may be in passing.
FEWEST_MENTIONS = 2


def forms_of(vocabulary: Vocabulary) -> tuple[dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    """Theme id → folded forms, in the order declared; a retired theme's forms go to its successor.

    A form that two themes claim is the first one's, and a problem.
    """
    live = {theme.id for theme in vocabulary.themes if theme.retired_to is None}
    owner: dict[str, str] = {}
    problems: list[Problem] = []
    for theme in sorted(vocabulary.themes, key=lambda theme: theme.retired_to is not None):
        target = _successor(theme.id, vocabulary)
        if target not in live:
            continue
        for name in (*(name for _, name in theme.names), *theme.aliases):
            clashes: set[str] = set()
            for form in surface_forms(name):
                held = owner.setdefault(form, target)
                if held != target:
                    clashes.add(held)
            problems += [problem("theme-name-shared", name=name, theme=target, other=held) for held in sorted(clashes)]
    forms: dict[str, list[str]] = {theme.id: [] for theme in vocabulary.themes if theme.id in live}
    for form, target in owner.items():
        forms[target].append(form)
    return {theme: tuple(each) for theme, each in forms.items()}, tuple(problems)


def _successor(theme: str, vocabulary: Vocabulary) -> str:
    heirs = {item.id: item.retired_to for item in vocabulary.themes if item.retired_to is not None}
    seen = {theme}
    while theme in heirs and heirs[theme] not in seen:
        theme = heirs[theme]
        seen.add(theme)
    return theme


def drafts(
    items: Sequence[tuple[str, Digest]],
    vocabulary: Vocabulary,
    forms: Mapping[str, tuple[str, ...]],
    added: Mapping[str, tuple[str, ...]],
    never: Mapping[str, tuple[str, ...]],
) -> tuple[Draft, ...]:
    """Every declared theme with the essays that bear it; `added` and `never` (slug → theme ids) overrule the text."""
    matcher = ThemeMatcher.of_forms((form, theme) for theme, each in forms.items() for form in each)
    found: dict[str, dict[str, tuple[int, dict[str, int], bool]]] = {theme: {} for theme in forms}
    for slug, item in items if forms else ():
        for theme, blocks in named_in(item, matcher).items():
            paragraphs, titled = in_paragraphs(item, blocks)
            asked = theme in added.get(slug, ())
            if (len(blocks) >= FEWEST_MENTIONS or titled or asked) and theme not in never.get(slug, ()):
                found[theme][slug] = (len(blocks), paragraphs, titled)
    for slug, _ in items:
        for theme in added.get(slug, ()):
            if theme in found:
                found[theme].setdefault(slug, (1, {}, True))
    made = []
    for entry in vocabulary.themes:
        if entry.id not in found:
            continue
        idf = float(live_idf(np.array([len(found[entry.id])]), len(items))[0]) ** 0.5
        essays = {
            slug: Bearing(round(float(np.log1p(often)) ** 1.5 * idf, 6), paragraphs, titled)
            for slug, (often, paragraphs, titled) in found[entry.id].items()
        }
        made.append(Draft(entry.id, naming.completed(entry.names), forms[entry.id], True, essays))
    return tuple(made)


def named_in(item: Digest, matcher: ThemeMatcher) -> dict[str, list[int]]:
    """Theme id → numbers of the blocks that name it, once for each mention, in reading order."""
    text, ends, spaced = laid_out(item)
    bounds = {0, *ends.tolist(), *(ends[:-1][spaced[1:]] + 1).tolist(), *([1] if spaced[:1].any() else [])}
    begins = np.append(0, ends)[list(item.starts)]
    named: dict[str, list[int]] = {}
    for mention in matcher.find_in_words(text, bounds):
        block = int(np.searchsorted(begins, mention.start, side="right")) - 1
        named.setdefault(mention.theme, []).append(block)
    return named


def laid_out(item: Digest) -> tuple[str, NDArray[np.int64], NDArray[np.bool_]]:
    """The words of `item` as folded text, where each word ends in it, and which words a space stands before.

    A space stands before every Latin word and number, a line end between clauses.
    """
    pieces = [f" {word}" if word[0].isascii() else word for word in item.words()]
    pieces.append("\n")
    numbers = item.numbers()
    lengths = np.array([len(piece) for piece in pieces])
    spaced = np.array([piece[0] == " " for piece in pieces])
    text = "".join([pieces[number] for number in numbers.tolist()])
    return text, np.cumsum(lengths[numbers]), spaced[numbers]
