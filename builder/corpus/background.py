"""How rare a Chinese word is in the language at large, by a frozen table: jieba's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

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

    def of(self, word: str) -> float:
        return self.table.get(word) or other(word, self.other_han)


@cache
def chinese() -> Background:
    """What `read` gives, held for who asks for many words."""
    return read()


def read() -> Background:
    """jieba's idf.txt. The package is located, not imported: importing it builds a dictionary nobody here needs.

    Raises ModuleNotFoundError if jieba is not installed.
    """
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba, whose table of word frequencies the links rest on, is not installed")
    table: dict[str, float] = {}
    values: dict[str, float] = {}  # most words share theirs with many
    with (Path(package.origin).parent / "analyse" / "idf.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, printed = line.rstrip("\n").rpartition(" ")
            value = values.get(printed)
            if value is None:
                value = values[printed] = float(printed)
            table[word] = value
    return Background(table, sorted(table.values())[len(table) // 2])


def other(word: str, han: float) -> float:
    """How rare a word is that is not in the table, `han` being what is taken for a Chinese one."""
    return han if is_han(word) else LATIN
