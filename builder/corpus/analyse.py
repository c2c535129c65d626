"""All digests in, the atlas out: the one place where essays are seen beside each other. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from builder.corpus import bilingual, declared, links
from builder.corpus.choices import Choices
from builder.corpus.digest import Digest
from builder.corpus.earlier import Earlier
from builder.corpus.wordbook import Wordbook
from builder.corpus.workbench import Workbench, lay_out
from builder.memory import give_back
from builder.model import Atlas, Link, Problem, Vocabulary
from builder.problems import problem


def analyse(
    digests: Sequence[tuple[str, Digest]],
    vocabulary: Vocabulary | None = None,
    choices: Choices | None = None,
    wordbook: Wordbook | None = None,
    earlier: Earlier | None = None,
) -> Atlas:
    """Themes, links and versions of a library of (slug, digest).

    The same input in any order gives the same atlas, on any machine and day. Slugs are taken to be unique.
    `wordbook` knows what dictionaries say of words, `earlier` what the last comparing found.
    """
    earlier = earlier or Earlier()
    return draw(lay_out(digests, vocabulary, choices, wordbook, earlier), choices or Choices(), earlier)


def draw(bench: Workbench, choices: Choices, earlier: Earlier | None = None) -> Atlas:
    """The atlas of a workbench that was laid out with `choices`; `earlier` knows what the last comparing found."""
    return Atlas(
        tuple(draft.finished() for draft in bench.drafts),
        tuple(
            sorted(
                _links(bench, earlier or Earlier()), key=lambda link: (link.origin, link.kind, -link.score, link.target)
            )
        ),
        bench.groups,
        (*bench.problems, *_problems(bench, choices)),
    )


def _links(bench: Workbench, earlier: Earlier) -> list[Link]:
    known = bench.shared, bench.allowed, earlier
    made = [link for side in bench.sides.values() for link in links.related(side, *known)]
    chinese, english = bench.sides.get(True), bench.sides.get(False)
    give_back()  # what those in one language were chosen with
    if chinese and english:
        projection = bilingual.project(chinese.candidates.lexicon, english.candidates.lexicon)
        made += links.across(chinese, english, projection, *known)
    made += links.versions(bench.main_of, bench.digests)
    return made


def _problems(bench: Workbench, choices: Choices) -> list[Problem]:
    found: list[Problem] = []
    forms = {draft.id: draft.forms for draft in bench.drafts if draft.declared}
    for slug, themes in sorted(declared.resolved(choices.themes_add, forms).items()):
        unknown = [theme for theme in themes if theme not in forms]
        found += [problem("theme-unknown", slug=slug, essay=slug, theme=theme) for theme in unknown]
    for slug, main in sorted(choices.version_of.items()):
        if main not in bench.digests:
            found.append(problem("version-unknown", slug=slug, essay=slug, main=main))
    for slug, other in sorted(choices.not_linked):
        if other not in bench.digests:
            found.append(problem("not-linked-unknown", slug=slug, essay=slug, other=other))
    for group in bench.groups:
        for slug, value in group.others:
            if slug not in choices.version_of:
                percent = round(100 * value)
                found.append(problem("version-found", slug=slug, essay=slug, main=group.main, percent=percent))
    found += [
        problem("theme-without-essays", theme=draft.id) for draft in bench.drafts if draft.declared and not draft.essays
    ]
    return found
