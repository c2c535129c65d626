"""Expressions that are compiled when they are first used: there are hundreds, and one text has need of few."""

from __future__ import annotations

import re
from typing import Any, cast

from builder.pattern_code import compiled


class _Pattern:
    """Stands in for a compiled expression. What was asked of it once stands in its own table, as quick as the other."""

    def __init__(self, text: str, flags: int) -> None:
        self._made_from = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found: Any = compiled(*self._made_from) if name == "_compiled" else getattr(self._compiled, name)
        self.__dict__[name] = found
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, put off. It is no value for `re.sub` and its like, and a mistake in it shows at its first use."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
