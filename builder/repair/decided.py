"""What people decide about repairs in corpus.yml, as rules: drop, replace, keep, rules_off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from builder.model import Decisions, Edit, Rule, RuleInput, Span
from builder.pattern_code import compiled
from builder.repair.rule import rule


def with_decisions(rules: Sequence[Rule], decisions: Decisions) -> tuple[Rule, ...]:
    """`rules` as `decisions` change them: decided edits first, rules_off left out, nothing done to text in `keep`."""
    off = {identity for identity, _ in decisions.rules_off}
    chosen = [item for item in rules if item.id not in off]
    if decisions.keep:
        texts = tuple(text for text in decisions.keep if text)
        chosen = [replace(item, find=_sparing(item.find, texts)) for item in chosen]
    return (*_decided(decisions), *chosen)


def _decided(decisions: Decisions) -> Iterator[Rule]:
    if decisions.drop:
        yield rule(
            "decided-drop",
            why="A person decided that this text does not belong to the essay.",
            why_zh="人工决定：此处文字不属于本文。",
            loses_words=True,
        )(_replacing([(text, "") for text in decisions.drop]))
    if decisions.replace:
        yield rule(
            "decided-replace",
            why="A person corrected this text.",
            why_zh="人工决定：此处文字予以更正。",
            loses_words=True,
        )(_replacing(decisions.replace))


def _replacing(pairs: Iterable[tuple[str, str]]) -> Callable[[RuleInput], Iterator[Edit]]:
    new = {old: to for old, to in pairs if old}
    # The longest text wins where several begin at one place.
    pattern = compiled("|".join(re.escape(old) for old in sorted(new, key=lambda old: (-len(old), old))))

    def find(given: RuleInput) -> Iterator[Edit]:
        if new:
            for match in pattern.finditer(given.text):
                yield Edit(match.start(), match.end(), new[match.group()])

    return find


def _sparing(
    find: Callable[[RuleInput], Iterable[Edit]], texts: Sequence[str]
) -> Callable[[RuleInput], Iterator[Edit]]:
    """`find` without the edits that touch one of `texts`."""
    pattern = compiled("|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True)))

    def spare(given: RuleInput) -> Iterator[Edit]:
        kept: list[Span] = [match.span() for match in pattern.finditer(given.text)]
        starts = [start for start, _ in kept]
        for edit in find(given):
            before = bisect_right(starts, max(edit.start, edit.end - 1)) - 1
            if before < 0 or not _touches(edit, kept[before]):
                yield edit

    return spare


def _touches(edit: Edit, span: Span) -> bool:
    """True if the edit changes something inside `span`; an insertion at its border does not."""
    if edit.start == edit.end:
        return span[0] < edit.start < span[1]
    return edit.start < span[1] and span[0] < edit.end
