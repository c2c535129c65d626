"""Where words begin and end: Chinese segmentation on Simplified-folded text, Latin words by their letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from itertools import islice

import rjieba

from builder.characters import HAN
from builder.corpus.stopwords import CHINESE_STOP, ENGLISH_STOP
from builder.patterns import pattern
from builder.script import compatible, to_simplified

#: One letter a word: what it may be in a theme.
NOUN = "n"  # nouns, verbal nouns, idioms, abbreviations
VERB = "v"  # verbs and adjectives: part of a phrase, not its end
PERSON = "r"
PLACE = "p"
LATIN = "w"  # a Latin word that the essay also prints in lower case
CAPITAL = "N"  # a Latin word that the essay prints with a capital wherever it stands inside a sentence
ACRONYM = "A"
UNSURE = "?"  # a Latin word seen only where any word has a capital
STOP = "s"
NUMBER = "d"
OTHER = "o"
BREAK = ""  # between clauses

#: A piece of text as it is cut: with jieba's tag, in a Latin text with whether it stands inside a sentence.
Piece = tuple[str, str]
_INSIDE, _OUTSIDE = "<", ">"
_WITHIN_SENTENCES = frozenset(",;()\"'\u201c\u201d\u2018\u2019/")

_LATIN_WORD = pattern(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_TOKEN = pattern(rf"[{HAN}]+|[^\W\d_{HAN}]+(?:['\u2019][^\W\d_{HAN}]+)*|\d+(?:[.,]\d+)*|[^ \t\u00a0-]", re.DOTALL)
_HAN_RUN = pattern(rf"[{HAN}]")
_POSSESSIVE = pattern(r"['\u2019]s$|['\u2019]$")

# Of jieba's tags, by first letter or whole: nz, nt, n and vn, an, l, i, j name things; nr* is a person, ns a place.
_KIND_OF_TAG = {
    "n": NOUN, "nz": NOUN, "nt": NOUN, "ng": NOUN, "vn": NOUN, "an": NOUN, "l": NOUN, "i": NOUN, "j": NOUN,
    "nr": PERSON, "nrt": PERSON, "nrfg": PERSON, "ns": PLACE,
    "v": VERB, "vd": VERB, "vi": VERB, "vq": VERB, "a": VERB, "ad": VERB, "b": VERB,
    "m": NUMBER, "mq": NUMBER,
}  # fmt: skip

#: Changes whenever the same text may give other words; part of the key of every cached digest.
ENGINE_VERSION = f"2;rjieba={version('rjieba')};opencc={version('opencc')}"


def is_han(word: str) -> bool:
    """True if `word`, as `of_text` gives it, is written in Han characters."""
    return _HAN_RUN.match(word) is not None


def of_text(text: str, *, chinese: bool) -> Iterator[tuple[str, str]]:
    """The words of `text` in order, each with its kind; ("", BREAK) between clauses.

    Han words are folded to Simplified, Latin words to lower case. Every word is given, stop words and numbers too,
    so that joining them gives the text again but for spaces and marks.
    """
    return (pair for piece in pieces(text, chinese=chinese) for pair in read(piece))


def pieces(text: str, *, chinese: bool) -> Iterable[Piece]:
    """The pieces of `text` in order; what each of them gives, `read` tells."""
    text = compatible(text)
    return rjieba.tag(to_simplified(text)) if chinese else _latin(text)


def pieces_of(texts: Sequence[str], *, chinese: bool) -> Iterator[Iterable[Piece]]:
    """`pieces` of each of `texts`, which are folded in one go: that takes a third of what they take one by one."""
    folded = compatible("\n".join(texts))  # nothing combines with a line end, and no phrase goes over one
    lines = iter((to_simplified(folded) if chinese else folded).split("\n"))
    for text in texts:
        own = "\n".join(islice(lines, text.count("\n") + 1))
        yield rjieba.tag(own) if chinese else _latin(own)


@lru_cache(maxsize=1 << 16)  # words repeat: a library of 1,000 essays has some 60,000
def read(piece: Piece) -> tuple[tuple[str, str], ...]:
    """The words of one piece of text, each with its kind. Depends on nothing but the piece, so it may be remembered."""
    word, tag = piece
    if tag in (_INSIDE, _OUTSIDE):
        return _read_latin(word, inside=tag == _INSIDE)
    first = word[0]
    if _HAN_RUN.match(first):
        return ((word, STOP if word in CHINESE_STOP else _KIND_OF_TAG.get(tag, OTHER)),)
    if first.isalpha():
        parts = [(part, part.casefold()) for part in _LATIN_WORD.findall(word)]
        return tuple(
            (folded, STOP if folded in ENGLISH_STOP else ACRONYM if part.isupper() else LATIN) for part, folded in parts
        )
    if first.isdigit():
        return ((word, NUMBER),)
    return ((BREAK, BREAK),) if not word.isspace() or "\n" in word else ()


def _latin(text: str) -> Iterator[Piece]:
    inside = False  # inside a sentence, where a capital means something
    for token in _TOKEN.findall(text):
        yield token, _INSIDE if inside else _OUTSIDE
        first = token[0]
        inside = first.isalpha() or first.isdigit() or token in _WITHIN_SENTENCES or bool(_HAN_RUN.match(first))


def _read_latin(token: str, *, inside: bool) -> tuple[tuple[str, str], ...]:
    first = token[0]
    if _HAN_RUN.match(first):
        return tuple(pair for piece in rjieba.tag(to_simplified(token)) for pair in read(piece))
    if first.isalpha():
        word = _POSSESSIVE.sub("", token)
        return ((word.casefold().replace("\u2019", "'"), _latin_kind(word, inside=inside)),)
    return ((token, NUMBER),) if first.isdigit() else ((BREAK, BREAK),)


def _latin_kind(word: str, *, inside: bool) -> str:
    if word.casefold().replace("\u2019", "'") in ENGLISH_STOP:
        return STOP
    if len(word) > 1 and word.isupper():
        return ACRONYM
    if word[0].isupper():
        return CAPITAL if inside else UNSURE
    return LATIN
