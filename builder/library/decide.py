"""How a person's decisions about one essay take effect: its metadata at once, its text by reading its file again."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

from builder.library.decisions import Configuration, over
from builder.model import Decisions, Essay, Problem

#: Decisions that change what is read; they name places by text, so they can be made for the whole file.
_TEXTUAL = ("cut_before", "join", "keep", "drop", "replace", "heading", "rules_off", "withhold")
#: Decisions that later stages ask for by name.
_CARRIED = ("note", "translation", "version_of", "order")
#: What an entry of a source says of each of its essays.
_OF_EACH = ("publisher", "language", "collection", "translation", "accept", "not_linked", "themes_add", "themes_never")


def textual(decisions: Decisions) -> Decisions:
    """Only what changes the reading of a file."""
    return Decisions(**{name: getattr(decisions, name) for name in _TEXTUAL})


def with_textual(general: Decisions, essay: Decisions) -> Decisions:
    """`general` with the textual decisions of one of the file's essays added."""
    added = {name: getattr(general, name) + getattr(essay, name) for name in _TEXTUAL}
    return replace(general, where=general.where + essay.where, **added)


def about(configuration: Configuration, source: str, slug: str, *, alone: bool) -> Decisions:
    """What is decided about one essay: by its own entry, laid over what its source's entry says of it.

    An entry of a source with several essays speaks of each only where that makes sense: it is no title of each.
    """
    general = configuration.for_source(source)
    if not alone:
        general = Decisions(**{name: getattr(general, name) for name in _OF_EACH})
    return over(replace(general, slug=None), configuration.for_essay(slug))


def apply(essay: Essay, decisions: Decisions) -> Essay:
    """`essay` with the metadata that a person gave it; what was read before stays in its alternative titles."""
    changes: dict[str, object] = {}
    if decisions.title and decisions.title != essay.title:
        former = (essay.title,) if essay.title else ()
        changes["alternative_titles"] = tuple(dict.fromkeys((*former, *essay.alternative_titles)))
    for name in ("title", "subtitle", "author", "publisher", "language"):
        if value := getattr(decisions, name):
            changes[name] = value
    if decisions.date:
        changes["published"] = decisions.date
    if decisions.collection:
        changes["collections"] = tuple(dict.fromkeys((*essay.collections, *decisions.collection)))
    carried = {name: str(value) for name in _CARRIED if (value := getattr(decisions, name)) is not None}
    if decisions.collection:
        carried["collection"] = "\n".join(decisions.collection)
    if carried:
        changes["front"] = tuple(sorted({**dict(essay.front), **carried}.items()))
    if decisions.translation:
        changes["machine_translated"] = decisions.translation == "machine" or essay.machine_translated
    changes["problems"] = tuple(problem for problem in essay.problems if not accepted(problem, decisions))
    return dataclasses.replace(essay, **changes)  # type: ignore[arg-type]


def accepted(problem: Problem, decisions: Decisions) -> bool:
    """True if a person has looked at this kind of problem here and said that it is right as it is."""
    return problem.severity != "error" and problem.code in dict(decisions.accept)
