"""Where words begin and end: Chinese segmentation on Simplified-folded text, Latin words by their letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version

import rjieba

from builder.characters import HAN
from builder.corpus.stopwords import CHINESE_STOP, ENGLISH_STOP
from builder.script import to_simplified

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

_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_TOKEN = re.compile(rf"[{HAN}]+|[^\W\d_{HAN}]+(?:['\u2019][^\W\d_{HAN}]+)*|\d+(?:[.,]\d+)*|[ \t\u00a0-]+|.", re.DOTALL)
_HAN_RUN = re.compile(rf"[{HAN}]")
_POSSESSIVE = re.compile(r"['\u2019]s$|['\u2019]$")

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
    text = unicodedata.normalize("NFKC", text)
    return _chinese(to_simplified(text)) if chinese else _latin(text)


def _chinese(text: str) -> Iterator[tuple[str, str]]:
    for word, tag in rjieba.tag(text):
        yield from _read(word, tag)


@lru_cache(maxsize=1 << 16)  # words repeat: a library of 1,000 essays has some 60,000
def _read(word: str, tag: str) -> tuple[tuple[str, str], ...]:
    """What one tagged piece of Chinese text gives."""
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


def _latin(text: str) -> Iterator[tuple[str, str]]:
    inside = False  # inside a sentence, where a capital means something
    for match in _TOKEN.finditer(text):
        token = match.group()
        first = token[0]
        if _HAN_RUN.match(first):
            yield from _chinese(to_simplified(token))
            inside = True
        elif first.isalpha():
            word = _POSSESSIVE.sub("", token)
            yield word.casefold().replace("\u2019", "'"), _latin_kind(word, inside=inside)
            inside = True
        elif first.isdigit():
            yield token, NUMBER
            inside = True
        elif first not in " \t\u00a0-":
            yield BREAK, BREAK
            inside = first in ",;()\"'\u201c\u201d\u2018\u2019/"


@lru_cache(maxsize=1 << 14)
def _latin_kind(word: str, *, inside: bool) -> str:
    if word.casefold().replace("\u2019", "'") in ENGLISH_STOP:
        return STOP
    if len(word) > 1 and word.isupper():
        return ACRONYM
    if word[0].isupper():
        return CAPITAL if inside else UNSURE
    return LATIN
