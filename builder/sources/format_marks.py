"""How the marks of a format are taken out of its text: as a repair, so that the ledger still holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.model import Edit, Hint, Rule, RuleInput


def format_marks(hints: Sequence[Hint]) -> Rule:
    """The rule that removes what the `drop` hints of a source lie on. It must run first, on the source's own text."""
    spans = _united([(hint.start, hint.end) for hint in hints if hint.kind == "drop"])

    def find(given: RuleInput) -> Iterable[Edit]:
        return [Edit(start, end, "") for start, end in spans if end <= len(given.text)]

    return Rule(
        "format-marks",
        "Marks that tell a program how to set a text (# and ** of Markdown) are no part of what it says.",
        "告诉程序如何排版的记号（如 Markdown 的 # 与 **）不是正文。",
        "sure",
        find,
    )


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` in order, those that overlap made one."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
