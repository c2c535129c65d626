"""Parts Chinese text into words; wraps jieba, whose dictionary is loaded when a word is first asked for."""

from __future__ import annotations

from functools import cache
from types import ModuleType


@cache
def _jieba() -> ModuleType:
    import rjieba  # a sixth of a second

    return rjieba


def cut(text: str, *, hmm: bool = True) -> list[str]:
    """The words of `text` in order, all of it; with `hmm` also words that no dictionary has are guessed."""
    words: list[str] = _jieba().cut(text, hmm)
    return words


def tag(text: str) -> list[tuple[str, str]]:
    """The words of `text`, each with its part of speech as jieba names it."""
    words: list[tuple[str, str]] = _jieba().tag(text)
    return words
