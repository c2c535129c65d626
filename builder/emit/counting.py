"""How long an essay is and how long it takes to read, counted as readers of its language count."""

from __future__ import annotations

import re
from typing import Final

from builder.model import Essay

# Silent reading: about 500 Chinese characters and 250 English words a minute (features.md B2).
CHARACTERS_A_MINUTE: Final = 500
WORDS_A_MINUTE: Final = 250

_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f0-9]+(?:['\u2019.,-][A-Za-z\u00c0-\u024f0-9]+)*")


def han(text: str) -> int:
    """Han characters in `text`."""
    return len(_HAN.findall(text))


def latin_words(text: str) -> int:
    """Words in Latin letters, and numbers, in `text`."""
    return len(_WORD.findall(text))


def length(essay: Essay) -> int:
    """字 for a Chinese essay (Han characters, and each Latin word or number as one), words for an English one."""
    texts = [block.text for block in essay.blocks]
    words = sum(map(latin_words, texts))
    return words if essay.language == "en" else words + sum(map(han, texts))


def minutes(essay: Essay) -> int:
    """Minutes to read, at least one; Han characters and Latin words each at their own pace."""
    texts = [block.text for block in essay.blocks]
    taken = sum(map(han, texts)) / CHARACTERS_A_MINUTE + sum(map(latin_words, texts)) / WORDS_A_MINUTE
    return max(1, round(taken))
