"""How deep elements may be nested."""

from __future__ import annotations

from typing import Any

from builder.model import Limits
from builder.problems import problem
from builder.sources.refusal import Refused


def refuse_deep(root: Any, name: str, limits: Limits, *, cut: bool = False) -> None:
    """Raises Refused if elements below `root` lie deeper than `limits` allow, or the parser `cut` them."""
    if cut or _depth(root, limits.nesting) > limits.nesting:
        raise Refused(problem("nesting-too-deep", name, limit=limits.nesting))


def _depth(root: Any, enough: int) -> int:
    deepest = 0
    level = [root]
    while level and deepest <= enough:
        level = [child for element in level for child in element]
        deepest += 1
    return deepest
