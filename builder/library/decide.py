"""How a person's decisions about one essay take effect: its metadata at once, its text by reading its file again."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from builder.library.decisions import Configuration, over
from builder.model import UNDECIDED, Decisions, Essay, Problem
from builder.pattern_code import compiled
from builder.problems import problem

#: Decisions that change what is read; they name places by text, so they can be made for the whole file.
_TEXTUAL = ("cut_before", "join", "keep", "drop", "replace", "heading", "rules_off", "withhold")
#: A mark at the end of a reason, as `mark` makes it.
_MARKS = compiled(r"#([0-9a-f]{6})\b")
#: Details of a problem that are not about the text: where corpus.yml says something.
_NOT_SEEN = frozenset({"where", "candidates"})
#: Decisions that later stages ask for by name.
_CARRIED = ("note", "translation", "version_of", "order")
#: What an entry of a source says of each of its essays.
_OF_EACH = (
    "publisher", "language", "collection", "translation", "accept", "not_linked", "themes_add", "themes_never",
    "withdraw",
)  # fmt: skip


def textual(decisions: Decisions) -> Decisions:
    """Only what changes the reading of a file."""
    if decisions is UNDECIDED:
        return decisions
    return Decisions(**{name: getattr(decisions, name) for name in _TEXTUAL})


def with_textual(general: Decisions, essay: Decisions) -> Decisions:
    """`general` with the textual decisions of one of the file's essays added."""
    added = {name: getattr(general, name) + getattr(essay, name) for name in _TEXTUAL}
    return replace(general, where=general.where + essay.where, **added)


def of_essay(configuration: Configuration, slugs: Sequence[str]) -> Decisions:
    """What is decided about the essay whose address is, and was, one of `slugs`; the address of today says more."""
    decided = UNDECIDED
    for slug in reversed(slugs):
        decided = over(decided, configuration.for_essay(slug))
    return decided


def about(configuration: Configuration, source: str, slugs: Sequence[str], *, alone: bool) -> Decisions:
    """What is decided about one essay: by its own entry, laid over what its source's entry says of it.

    An entry of a source with several essays speaks of each only where that makes sense: it is no title of each.
    """
    general, own = configuration.for_source(source), of_essay(configuration, slugs)
    if general is UNDECIDED:
        return over(general, own)
    if not alone:
        general = Decisions(**{name: getattr(general, name) for name in _OF_EACH})
    return over(replace(general, slug=None), own)


def apply(essay: Essay, decisions: Decisions, seen: Collection[str] | None = None) -> Essay:
    """`essay` with the metadata that a person gave it; what was read before stays in its alternative titles."""
    if decisions is UNDECIDED:
        return essay
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
    left = tuple(told for told in essay.problems if not accepted(told, decisions, seen))
    if len(left) < len(essay.problems):
        changes["problems"] = left
    if not changes:
        return essay  # with what is kept of it
    return dataclasses.replace(essay, **changes)  # type: ignore[arg-type]


def accepted(told: Problem, decisions: Decisions, seen: Collection[str] | None = None) -> bool:
    """True if a person has looked at this problem here and said that it is right as it is.

    A reason that ends in marks (`已核对 #3f2a9c #77b0e1`, as `review` prints them) accepts the places they stand for
    and no other. A reason without one accepts what was doubted when the essay was recorded (`seen`), or, before it is,
    every place. Either way the flag comes back when the text that is flagged changes. Errors cannot be accepted.
    """
    reason = dict(decisions.accept).get(told.code)
    if told.severity == "error" or reason is None:
        return False
    marks = _MARKS.findall(reason)
    if not marks and seen is None:
        return True
    return mark(told) in (marks or seen or ())


def lapsed(essay: Essay, decisions: Decisions, seen: Collection[str] | None) -> list[Problem]:
    """A note for each code that is accepted here, while a flag of that code has words that nobody accepted yet."""
    codes: dict[str, list[str]] = {}
    if not decisions.accept:
        return []
    for told in essay.problems:
        if told.severity != "error" and told.code in dict(decisions.accept) and not accepted(told, decisions, seen):
            codes.setdefault(told.code, []).append(f"#{mark(told)}")
    return [
        problem("accept-lapsed", essay.source, essay.span, name=code, marks=" ".join(dict.fromkeys(marks)))
        for code, marks in codes.items()
    ]


def mark(told: Problem) -> str:
    """Six hex digits for what was seen: the same for the same words under the same code, wherever they stand."""
    seen = "\0".join([told.code, *(f"{name}={value}" for name, value in told.detail if name not in _NOT_SEEN)])
    return hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()[:6]
