"""How well a string of Chinese characters reads, by how frequent its words are in the language."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from builder.script import to_simplified

_LONGEST_WORD = 5  # characters; longer ones of the table are names and sayings whose parts are words too
#: What a mark costs, by how often it stands in running text: one character in so many, from general knowledge.
#: A gap costs less than any word but the commonest: nobody is to guess at a character that stands alone.
_MARKS = {
    "，": 15,
    "。": 35,
    "、": 50,
    "“": 150,
    "”": 150,
    "：": 250,
    "；": 250,
    "《": 300,
    "》": 300,
    "？": 500,
    "！": 600,
    "□": 90,
}
_OTHER_MARK = 2000
#: A character that is no word of the table is as rare as its rarest words, and then some.
_RARER = 20


@lru_cache(maxsize=1)
def _costs() -> tuple[Mapping[str, float], float]:
    """Negative logarithms of the share each word has in jieba's dict.txt, and the cost of a character it lacks.

    The package is located, not imported: importing it builds a dictionary that nobody here needs.
    Raises ModuleNotFoundError if jieba is not installed.
    """
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba, whose table of words tells how well a text reads, is not installed")
    counts: dict[str, int] = {}
    for line in Path(package.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        if len(word) <= _LONGEST_WORD:
            counts[word] = int(count)
    total = math.log(sum(counts.values()))
    return {word: total - math.log(count or 1) for word, count in counts.items()}, total + math.log(_RARER)


@dataclass(frozen=True, slots=True)
class Line:
    """A string as far as it has been read: what its beginnings cost at the least, and its last characters."""

    costs: tuple[float, ...] = (0.0,)  # of the last few beginnings, the whole string's last
    characters: str = ""  # Simplified, at most as many as a word may have, but one

    @property
    def cost(self) -> float:
        """The negative logarithm of how likely the likeliest division of the string into words is."""
        return self.costs[-1]

    def and_then(self, text: str) -> Line:
        """The string with `text` behind it."""
        words, unknown = _costs()
        costs, characters = self.costs, self.characters
        for character in map(_simplified, text):
            cheapest = costs[-1] + (words.get(character) or _cost_of_mark(character, unknown))
            for length in range(2, min(_LONGEST_WORD, len(characters) + 1) + 1):
                cost = words.get(characters[1 - length :] + character)
                if cost is not None and costs[-length] + cost < cheapest:
                    cheapest = costs[-length] + cost
            characters = (characters + character)[1 - _LONGEST_WORD :]
            costs = (*costs, cheapest)[-_LONGEST_WORD:]
        return Line(costs, characters)


BEGINNING = Line()


@lru_cache(maxsize=8192)
def _simplified(character: str) -> str:
    return to_simplified(character)


def _cost_of_mark(character: str, unknown: float) -> float:
    if character in _MARKS:
        return math.log(_MARKS[character])
    return unknown if character.isalpha() else math.log(_OTHER_MARK)
