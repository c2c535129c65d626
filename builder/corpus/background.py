"""How rare a word is in its language at large, by frozen tables: jieba's for Chinese, the dictionary's for English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from builder.corpus.cedict import Dictionary
from builder.corpus.words import is_han

#: For Latin words in Chinese text, of which the table knows little: as frequent as the commonest Chinese words.
#: The median made addresses and model names the strongest words of a page (precision at 5 on labelled news .802;
#: 3 gives .812, with no loss elsewhere).
LATIN = 3.0


@dataclass(frozen=True, slots=True)
class Background:
    """Inverse document frequencies (natural logarithm) of words, and what is taken for those not in the table."""

    table: Mapping[str, float]
    other_han: float
    other_latin: float

    def of(self, word: str) -> float:
        return self.table.get(word) or (self.other_han if is_han(word) else self.other_latin)

    def of_phrase(self, words: tuple[str, ...]) -> float:
        """A phrase is as rare as its rarest word: frequent words do not make it common."""
        return max(map(self.of, words))


@cache
def chinese() -> Background:
    """jieba's idf.txt. The package is located, not imported: importing it builds a dictionary nobody here needs.

    Raises ModuleNotFoundError if jieba is not installed.
    """
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba, whose table of word frequencies the links rest on, is not installed")
    lines = (Path(package.origin).parent / "analyse" / "idf.txt").read_text(encoding="utf-8").splitlines()
    table: dict[str, float] = {}
    for line in lines:
        word, _, value = line.rpartition(" ")
        table[word] = float(value)
    return Background(table, sorted(table.values())[len(table) // 2], LATIN)


def english(known: Dictionary) -> Background:
    """How rare words are among the senses of a dictionary of Chinese: no frequency list, yet near enough to one.

    On labelled news it raises precision at 5 from .941 to .943, and links that move when an essay is added fall from
    .72 to .55 of a hundred pages. A Han word inside English text is a rarity.
    """
    return Background(known.rarity, known.rarest, known.rarest)
