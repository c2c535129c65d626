"""Themes that people declared: which essays bear them, by name and alias in either language and script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from builder.corpus import naming
from builder.corpus.bearing import Bearing, Draft, in_paragraphs, mentions_needed
from builder.corpus.digest import Digest
from builder.corpus.matcher import surface_forms
from builder.corpus.mentions import Naming, blocks_by_theme
from builder.corpus.weights import live_idf
from builder.model import Problem, Vocabulary
from builder.problems import problem


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


def resolved(chosen: Mapping[str, Sequence[str]], forms: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """`chosen` (slug → themes by id or by any name) with ids for names that are declared; others stay as they are."""
    owner = {form: theme for theme, each in forms.items() for form in each}

    def settle(name: str) -> str:
        return name if name in forms else next((owner[form] for form in surface_forms(name) if form in owner), name)

    return {slug: tuple(map(settle, names)) for slug, names in chosen.items()}


def drafts(
    items: Sequence[tuple[str, Digest]],
    named: Mapping[str, Sequence[Naming]],
    vocabulary: Vocabulary,
    forms: Mapping[str, tuple[str, ...]],
    added: Mapping[str, tuple[str, ...]],
    never: Mapping[str, tuple[str, ...]],
) -> tuple[Draft, ...]:
    """Every declared theme with the essays that bear it.

    `named` says where each essay (slug) names themes; `added` and `never` (slug → theme ids) overrule the text.
    """
    found: dict[str, dict[str, tuple[int, dict[str, int], bool]]] = {theme: {} for theme in forms}
    for slug, item in items:
        enough = mentions_needed(item)
        for theme, blocks in blocks_by_theme(named.get(slug, ())).items():
            paragraphs, titled = in_paragraphs(item, blocks)
            asked = theme in added.get(slug, ())
            if (len(blocks) >= enough or titled or asked) and theme not in never.get(slug, ()):
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
