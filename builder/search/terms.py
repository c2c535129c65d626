"""Which terms of a text the index holds: pairs of Han characters, folded Latin words; positions are not kept.

The search program (overrides/assets/search/terms.js) cuts a query into terms by the same rules; a test holds the two
to the same answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.characters import HAN
from builder.script import fold_same_length

_RUNS = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:['\u2019][^\W_{HAN}]+)*")
_HAN_FIRST = re.compile(rf"[{HAN}]")
_MARKS = re.compile(r"[\u0300-\u036f'\u2019]")
#: A longer Latin run is no word that anybody types; its head is enough to find it.
LONGEST_WORD = 24


def folded(text: str) -> str:
    """`text` as terms are cut from it, of the same length: Simplified, half width, lower case."""
    return fold_same_length(text)


def terms(text: str) -> Iterator[str]:
    """Every term of `text`, with repetitions.

    A Han run of n characters gives its n-1 overlapping pairs and its last character alone: so every occurrence of a
    single character begins a term. A Latin word gives itself, without accents and apostrophes.
    """
    for match in _RUNS.finditer(folded(text)):
        run = match[0]
        if _HAN_FIRST.match(run):
            for start in range(len(run) - 1):
                yield run[start : start + 2]
            yield run[-1]
        else:
            yield word(run)


def word(run: str) -> str:
    """A Latin word as the index holds it."""
    if run.isascii():
        return run.replace("'", "")[:LONGEST_WORD]
    return _MARKS.sub("", unicodedata.normalize("NFD", run))[:LONGEST_WORD]


def shard_of(term: str, shards: int) -> int:
    """Which of `shards` files (a power of two) holds `term`: all terms that begin alike lie together.

    Alike means: the first Han character, or the first two letters. The hash is FNV-1a over UTF-16 code units
    (Fowler, Noll, Vo), which a browser computes as easily.
    """
    head = term[:1] if _HAN_FIRST.match(term) else term[:2]
    number = 0x811C9DC5
    units = head.encode("utf-16-le", "surrogatepass")
    for place in range(0, len(units), 2):
        number ^= units[place] | units[place + 1] << 8
        number = (number * 0x01000193) & 0xFFFFFFFF
    return (number ^ number >> 15) & (shards - 1)
