"""How a row of a table is printed: cells between bars, as in Markdown, so that every format prints the same."""

from __future__ import annotations

from collections.abc import Sequence


def row(cells: Sequence[str]) -> str:
    """One line for a row; bars and line ends inside cells do not break it."""
    return "| " + " | ".join(" ".join(cell.replace("|", "｜").split()) for cell in cells) + " |"
