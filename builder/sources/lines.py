"""How long a line may be."""

from __future__ import annotations

from builder.model import Limits
from builder.problems import problem
from builder.sources.refusal import Refused


def refuse_long_lines(text: str, name: str, limits: Limits) -> None:
    """Raises Refused if a line of `text` is longer than `limits` allow."""
    start, line = 0, 1
    while len(text) - start > limits.line_characters:
        end = text.find("\n", start)
        if (end if end >= 0 else len(text)) - start > limits.line_characters:
            raise Refused(problem("line-too-long", name, line=line, limit=limits.line_characters))
        start, line = end + 1, line + 1
