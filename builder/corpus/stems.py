"""How English plurals fold: a light stemmer for counting, and the plural forms that a name may take in text."""

from __future__ import annotations

from builder.corpus.stopwords import word_set
from builder.pattern_code import compiled

_LATIN_END = compiled(r"[a-z]{2,}$")
#: Words that end in s and are not plurals.
_SINGULAR_IN_S = word_set(
    """
    always across basis bus crisis news politics economics physics mathematics series species analysis thesis lens
    gas perhaps its this thus hypothesis emphasis means ethics diabetes texas paris wales besides sometimes alias
    """
)
_SHORTEST_PLURAL = 4  # "has", "was", "gas" are shorter than any plural worth folding


def stem(word: str) -> str:
    """`word` (case folded) without its plural ending; words that merely end in s keep it.

    Only plurals fold: heavier stemmers join words that readers tell apart (party, part) and gain nothing here.
    """
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word in _SINGULAR_IN_S:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    if word.endswith(("ss", "us", "is", "'s")):
        return word
    return word[:-1]


def forms(name: str) -> tuple[str, ...]:
    """`name` (case folded) with its last word in singular and in plural, if that word is Latin; itself first."""
    last = _LATIN_END.search(name)
    if last is None:
        return (name,)
    head, singular = name[: last.start()], stem(last.group())
    return tuple(dict.fromkeys((name, head + singular, head + _plural(singular))))


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"
