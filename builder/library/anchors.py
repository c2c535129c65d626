"""How the texts that corpus.yml quotes are tied to one file: as it was printed, or as its page shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from builder.library.decisions import Configuration
from builder.library.quoted import exactly, loosely, may_stand_in, nearest, shown
from builder.model import Decisions, Problem, Repaired, Source, Span
from builder.problems import problem
from builder.script import fold
from builder.tiling import Positions

_NOWHERE = "anchor-nowhere"
#: Keys whose texts are looked for where the source was printed; those of cuts are looked for by the cutters.
_TEXTS = ("keep", "drop", "replace")


def tie(source: Source, decisions: Decisions, repaired: Callable[[], Repaired]) -> tuple[Decisions, list[Problem]]:
    """`decisions` with each quotation as `source` prints it, and a problem for each that fits nowhere or in several
    places, which shows the places or the nearest lines.

    A person copies from the page, where blanks, injected pinyin and broken lines are gone; `repaired()` is the file as
    repaired without these decisions, and is asked only for a quotation that the source does not print.
    """
    if not any(getattr(decisions, key) for key in _TEXTS):
        return decisions, []
    printed = _without_marks(source, (0, len(source.text)))
    problems: list[Problem] = []
    changes: dict[str, object] = {}
    for key in _TEXTS:
        tied: list[object] = []
        for item in getattr(decisions, key):
            quoted, new = item if isinstance(item, tuple) else (item, None)
            places = exactly(printed, quoted)
            forms = [quoted] if places else _other_forms(source, printed, quoted, repaired)
            if len(forms) == 1 and not places:
                places = exactly(printed, forms[0])
            if not forms:
                problems.append(_problem("anchor-nowhere", source, key, quoted, nearest(printed, quoted), decisions))
            elif len(places) > 1 and key != "keep":
                problems.append(
                    _problem(
                        "anchor-everywhere", source, key, quoted, shown(printed, places), decisions, count=len(places)
                    )
                )
            tied += [form if new is None else (form, new) for form in forms or [quoted]]
        changes[key] = tuple(dict.fromkeys(tied))
    return replace(decisions, **changes), problems  # type: ignore[arg-type]


def headings(source: Source, repaired: Repaired, decisions: Decisions) -> Iterator[Problem]:
    """A problem for each text under `heading` that begins, ends or is no line of the page, or several lines."""
    for quoted, _ in decisions.heading:
        words = quoted.strip()
        lines = [line.strip() for line in repaired.text.split("\n")]
        whole = [line for line in lines if fold(line) == fold(words)]
        found = whole or [line for line in lines if line.startswith(words) or line.endswith(words)]
        if not found:
            yield _problem("anchor-nowhere", source, "heading", quoted, nearest(repaired.text, quoted), decisions)
        elif len(found) > 1:
            there = shown("\n".join(found), [(0, 1), *_starts(found)])
            yield _problem("anchor-everywhere", source, "heading", quoted, there, decisions, count=len(found))


def find(source: Source, quoted: str, repaired: Callable[[], Repaired]) -> list[Span]:
    """Every place of `source.text` whose page shows `quoted`: as printed, blanks apart, else as repaired."""
    spans = exactly(source.text, quoted) or loosely(source.text, quoted)
    if spans or not may_stand_in(source.text, quoted):
        return spans
    done = repaired()
    positions = Positions(done.segments)
    return [positions.to_source(*span) for span in loosely(done.text, quoted)]


def _other_forms(source: Source, printed: str, quoted: str, repaired: Callable[[], Repaired]) -> list[str]:
    """The strings of the source that its page shows as `quoted`, if it does not print it so."""
    spans = loosely(printed, quoted)
    if spans:
        return list(dict.fromkeys(printed[slice(*span)] for span in spans))
    found = find(source, quoted, repaired)
    return list(dict.fromkeys(_without_marks(source, span) for span in found))


def _without_marks(source: Source, span: Span) -> str:
    """What is printed at `span`, without the marks of the format, which the first rule takes out."""
    drops = sorted((hint.start, hint.end) for hint in source.hints if hint.kind == "drop")
    parts: list[str] = []
    reached, end = span
    for start, stop in drops:
        if stop > reached and start < end:
            parts.append(source.text[reached : max(start, reached)])
            reached = max(stop, reached)
    return "".join([*parts, source.text[reached:end]])


def _starts(lines: list[str]) -> Iterator[Span]:
    at = 0
    for line in lines[:-1]:
        at += len(line) + 1
        yield at, at + 1


def _problem(
    code: str, source: Source, key: str, quoted: str, candidates: str, decisions: Decisions, count: int = 0
) -> Problem:
    where = dict(decisions.where).get(f"{key}: {quoted}", "")
    return problem(code, source.name, key=key, text=quoted, candidates=candidates, where=where, count=count)


def gathered(found: Iterable[Problem], configuration: Configuration, sources: Iterable[str]) -> tuple[Problem, ...]:
    """`found`, where a text that one entry quotes for several files is told as nowhere if it is in none of them."""
    told = list(found)
    unmet = Counter((dict(item.detail).get("where", ""), item.detail[:2]) for item in told if item.code == _NOWHERE)
    if not unmet:
        return tuple(told)
    asked: Counter[str] = Counter()
    for name in sources:
        asked.update(set(dict(configuration.for_source(name).where).values()))
    kept: list[Problem] = []
    passed: set[tuple[str, object]] = set()
    for item in told:
        where = dict(item.detail).get("where", "")
        key = (where, item.detail[:2])
        if item.code == _NOWHERE and asked[where] > 1:
            if unmet[key] < asked[where] or key in passed:
                continue
            passed.add(key)
        kept.append(item)
    return tuple(kept)
