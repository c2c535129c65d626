"""How withheld text leaves a source before anything else is done with it, so that nothing made from it can hold it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from builder.characters import is_chinese
from builder.library.anchors import find
from builder.library.quoted import loosely, nearest
from builder.model import Decisions, Hint, Problem, Repaired, Source, Span
from builder.problems import problem

#: What stands where a text was withheld: readers are told that something is not there.
MARK_ZH, MARK_EN = "〔略〕", "[withheld]"


def withhold(
    source: Source, decisions: Decisions, repaired: Callable[[], Repaired]
) -> tuple[Source, tuple[Problem, ...]]:
    """`source` without the texts under `withhold`, a mark in the place of each, and a problem for each not found.

    Positions count the text as it is then. What the format states (front matter, properties) loses the texts too.
    """
    spans: list[Span] = []
    problems: list[Problem] = []
    for quoted in decisions.withhold:
        places = find(source, quoted, repaired)
        stated = any(loosely(value, quoted) for _, value in source.front)
        if not places and not stated:
            where = dict(decisions.where).get(f"withhold: {quoted}", "")
            problems.append(
                problem(
                    "anchor-nowhere",
                    source.name,
                    key="withhold",
                    text=quoted,
                    candidates=nearest(source.text, quoted),
                    where=where,
                )
            )
        spans += places
    if not decisions.withhold:
        return source, ()
    cuts = _united(spans)
    text, moved = _cut(source.text, cuts)
    front = tuple((name, _masked(value, decisions.withhold)) for name, value in source.front)
    hints = tuple(_hint(hint, moved, decisions.withhold) for hint in source.hints)
    front_span = (moved(source.front_span[0]), moved(source.front_span[1])) if source.front_span else None
    name_left = replace(source, text=text, front=front, hints=hints, front_span=front_span, record=None)
    return name_left, tuple(problems)


def mark_for(text: str) -> str:
    """The mark for a withheld `text`, in its language."""
    return MARK_ZH if is_chinese(text) else MARK_EN


def _united(spans: Sequence[Span]) -> list[Span]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _cut(text: str, spans: Sequence[Span]) -> tuple[str, Callable[[int], int]]:
    """`text` with a mark for each of `spans`, and where a position of `text` lies in it."""
    parts: list[str] = []
    steps: list[tuple[int, int, int]] = []  # start, end, where the mark ends
    reached = length = 0
    for start, end in spans:
        mark = mark_for(text[start:end])
        parts += [text[reached:start], mark]
        length += start - reached + len(mark)
        steps.append((start, end, length))
        reached = end
    parts.append(text[reached:])

    def moved(position: int) -> int:
        before = [step for step in steps if step[0] < position]
        if not before:
            return position
        _, end, after = before[-1]
        return after + max(0, position - end)

    return "".join(parts), moved


def _hint(hint: Hint, moved: Callable[[int], int], quoted: Sequence[str]) -> Hint:
    detail = tuple((name, _masked(value, quoted)) for name, value in hint.detail)
    return replace(hint, start=moved(hint.start), end=moved(hint.end), detail=detail)


def _masked(value: str, quoted: Sequence[str]) -> str:
    for text in quoted:
        value, _ = _cut(value, loosely(value, text))
    return value
