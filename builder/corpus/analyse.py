"""All digests in, the atlas out: the one place where essays are seen beside each other. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.corpus import (
    bilingual,
    candidates,
    declared,
    discovered,
    lexicon,
    links,
    passages,
    versions,
    weights,
)
from builder.corpus.bearing import Draft
from builder.corpus.digest import Digest
from builder.corpus.matcher import surface_forms
from builder.model import Atlas, Link, Problem, Version, Vocabulary
from builder.problems import problem


@dataclass(frozen=True, slots=True)
class Choices:
    """What people decided about links, versions and themes, by slug, and what is known of a text beside its words."""

    not_linked: frozenset[tuple[str, str]] = frozenset()  # pairs, in either order
    version_of: Mapping[str, str] = field(default_factory=dict)  # version → main
    themes_add: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # slug → ids of declared themes
    themes_never: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # slug → ids, names or phrases
    damage: Mapping[str, int] = field(default_factory=dict)  # slug → how damaged; the least is the main version
    dates: Mapping[str, str] = field(default_factory=dict)  # slug → published; the earlier is the main version
    support: int | None = None  # essays a discovered theme needs; None follows the size of the library


def analyse(
    digests: Sequence[tuple[str, Digest]], vocabulary: Vocabulary | None = None, choices: Choices | None = None
) -> Atlas:
    """Themes, links and versions of a library of (slug, digest).

    The same input in any order gives the same atlas, on any machine and day. Slugs are taken to be unique.
    """
    vocabulary = vocabulary or Vocabulary()
    choices = choices or Choices()
    items = sorted(digests, key=lambda item: item[0])
    known = dict(items)
    groups = _versions(items, choices)
    main_of = {other: (group.main, value) for group in groups for other, value in group.others}
    mains = frozenset(known) - frozenset(main_of)
    common = lexicon.common_blocks([item for slug, item in items if slug in mains])
    forms, problems = declared.forms_of(vocabulary)
    sides: dict[bool, candidates.Candidates] = {}
    for chinese in (True, False):
        of_group = [(slug, item) for slug, item in items if item.chinese is chinese]
        if of_group:
            sides[chinese] = candidates.gather(lexicon.build(of_group, common, chinese=chinese))
    drafts = _themes(items, known, mains, sides, vocabulary, choices, forms)
    made = _links(known, mains, main_of, sides, drafts, choices)
    return Atlas(
        tuple(draft.finished() for draft in drafts if draft.essays or draft.declared),
        tuple(sorted(made, key=lambda link: (link.origin, link.kind, -link.score, link.target))),
        groups,
        (*problems, *_problems(known, groups, drafts, choices)),
    )


def _versions(items: Sequence[tuple[str, Digest]], choices: Choices) -> tuple[Version, ...]:
    slugs = [slug for slug, _ in items]

    def rank(number: int) -> tuple[object, ...]:
        slug = slugs[number]
        return (choices.damage.get(slug, 0), -items[number][1].characters, choices.dates.get(slug) or "9999")

    pairs = versions.containments([item for _, item in items])
    return versions.group(slugs, pairs, choices.version_of, rank)


def _themes(
    items: Sequence[tuple[str, Digest]],
    known: Mapping[str, Digest],
    mains: frozenset[str],
    sides: Mapping[bool, candidates.Candidates],
    vocabulary: Vocabulary,
    choices: Choices,
    forms: Mapping[str, tuple[str, ...]],
) -> tuple[Draft, ...]:
    """Declared themes in the order of themes.yml, then discovered ones by id."""
    given = declared.drafts(items, vocabulary, forms, choices.themes_add, choices.themes_never)
    banned = {form for phrase in vocabulary.never for form in surface_forms(phrase)}
    banned.update(form for each in forms.values() for form in each)
    support = choices.support or discovered.support(len(mains))
    limits = discovered.Limits(len(mains), support, frozenset(banned))
    found = [discovered.drafts(side, known, mains, choices.themes_never, limits) for side in sides.values()]
    taken = frozenset(theme.id for theme in vocabulary.themes)
    return (*given, *discovered.settle_ids(found, taken))


def _links(
    known: Mapping[str, Digest],
    mains: frozenset[str],
    main_of: Mapping[str, tuple[str, float]],
    sides: Mapping[bool, candidates.Candidates],
    drafts: Sequence[Draft],
    choices: Choices,
) -> list[Link]:
    most = discovered.most_essays(len(mains))
    fair = {draft.id: draft for draft in drafts if len(mains.intersection(draft.essays)) <= most}
    borne: dict[str, set[str]] = {}
    for draft in fair.values():
        for slug in draft.essays:
            borne.setdefault(slug, set()).add(draft.id)
    shared = links.Shared(
        fair,
        {slug: frozenset(each) for slug, each in borne.items()},
    )
    forbidden = frozenset(frozenset(pair) for pair in choices.not_linked)
    allowed = links.Allowed(mains, {other: main for other, (main, _) in main_of.items()}, forbidden)
    ready = {chinese: _side(each, known) for chinese, each in sides.items()}
    made = [link for side in ready.values() for link in links.related(side, shared, allowed)]
    if len(ready) == len((True, False)):
        projection = bilingual.project(sides[True].lexicon, sides[False].lexicon)
        made += links.across(ready[True], ready[False], projection, shared, allowed)
    made += links.versions(main_of, known)
    return made


def _side(each: candidates.Candidates, known: Mapping[str, Digest]) -> links.Side:
    finder = passages.Passages(each.lexicon, known)
    return links.Side(each, weights.link_vectors(each.lexicon), finder, discovered.label_of(each))


def _problems(
    known: Mapping[str, Digest], groups: Sequence[Version], drafts: Sequence[Draft], choices: Choices
) -> list[Problem]:
    found: list[Problem] = []
    declared_ids = {draft.id for draft in drafts if draft.declared}
    for slug, themes in sorted(choices.themes_add.items()):
        unknown = [theme for theme in themes if theme not in declared_ids]
        found += [problem("theme-unknown", slug=slug, essay=slug, theme=theme) for theme in unknown]
    for slug, main in sorted(choices.version_of.items()):
        if main not in known:
            found.append(problem("version-unknown", slug=slug, essay=slug, main=main))
    for slug, other in sorted(choices.not_linked):
        if other not in known:
            found.append(problem("not-linked-unknown", slug=slug, essay=slug, other=other))
    for group in groups:
        for slug, value in group.others:
            if slug not in choices.version_of:
                percent = round(100 * value)
                found.append(problem("version-found", slug=slug, essay=slug, main=group.main, percent=percent))
    found += [
        problem("theme-without-essays", theme=draft.id) for draft in drafts if draft.declared and not draft.essays
    ]
    return found
