"""Whether pieces of a Chinese text are about the same thing: how many pairs of characters they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from builder.pattern_code import compiled
from builder.script import to_simplified

#: Characters of grammar, in whose company a pair says nothing of what a text is about.
_GRAMMAR = frozenset(
    "的了是在不我他一有这那个和就也都而你们她它着过地得与及其上中下来去到说要会可以能对为从把被让又很还没什么之于人年日月"
)
_OTHER = compiled("[^\u4e00-\u9fff]+")
#: Cosine of two pieces' pairs below which they are strangers. Measured: pieces of the three collections of dev .006 to
#: .045; sections of the fourteen single texts of seeds and dev that have any .09 to .50. Two sections of one essay
#: that share less than this would be cut wrongly, so a form must speak too.
STRANGERS = 0.06
#: Shorter pieces share little whatever they are about (sections of 100 characters fell to .05).
FEWEST_CHARACTERS = 150
#: Beyond so many pieces only neighbours are compared.
MOST_PIECES = 24


def are_strangers(texts: Sequence[str]) -> bool:
    """True if no two of `texts` speak of the same things. Short or Latin texts are never strangers."""
    pairs = [_pairs(text) for text in texts]
    if len(texts) < 2 or any(sum(counts.values()) < FEWEST_CHARACTERS // 4 for counts in pairs):
        return False
    if any(len(_OTHER.sub("", text)) < FEWEST_CHARACTERS for text in texts):
        return False
    compared = combinations(pairs, 2) if len(pairs) <= MOST_PIECES else pairwise(pairs)
    return all(_cosine(a, b) < STRANGERS for a, b in compared)


def _pairs(text: str) -> Counter[str]:
    bare = _OTHER.sub(" ", to_simplified(text))
    return Counter(a + b for a, b in pairwise(bare) if a != " " != b and a not in _GRAMMAR and b not in _GRAMMAR)


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    def length(counts: Counter[str]) -> float:
        return math.sqrt(sum((1 + math.log(n)) ** 2 for n in counts.values()))

    shared = sum((1 + math.log(n)) * (1 + math.log(b[pair])) for pair, n in a.items() if pair in b)
    return shared / (length(a) * length(b)) if shared else 0.0
