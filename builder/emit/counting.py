"""How long an essay is and how long it takes to read, counted as readers of its language count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.emit.words import Words
from builder.model import Essay
from builder.pattern_code import compiled

# Silent reading: about 500 Chinese characters and 250 English words a minute (features.md B2).
CHARACTERS_A_MINUTE: Final = 500
WORDS_A_MINUTE: Final = 250

_HAN: Final = compiled(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD: Final = compiled(r"[A-Za-z\u00c0-\u024f0-9]+(?:['\u2019.,-][A-Za-z\u00c0-\u024f0-9]+)*")


def counted(text: str) -> tuple[int, int]:
    """Han characters in `text`; and words in Latin letters, and numbers."""
    rest, runs = _HAN.subn(" ", text)
    return len(text) - len(rest) + runs, len(_WORD.findall(rest))


@dataclass(frozen=True, slots=True)
class Measure:
    """How long an essay is (字 for Chinese, words for English) and the minutes it takes to read, at least one."""

    length: int
    minutes: int


def measure(essay: Essay) -> Measure:
    """字 are Han characters, and each Latin word or number as one; each script is read at its own pace."""
    characters, words = counted("\n".join([block.text for block in essay.blocks]))
    taken = characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE
    return Measure(words if essay.language == "en" else words + characters, max(1, round(taken)))


def essay_count(number: int, words: Words) -> str:
    """`12 篇`, `1 essay`."""
    return words("one-essay-count") if number == 1 else words("n-essays", n=f"{number:,}")
