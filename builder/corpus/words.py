"""Where words begin and end: Chinese segmentation on Simplified-folded text, Latin words by their letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import chain, islice
from typing import cast

import numpy as np
from numpy.typing import NDArray

from builder import segmentation
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

#: A piece of text as it is cut: a word as jieba parts them; of a Latin text a token.
Piece = str
#: The words of a piece in order, each with its kind.
Reading = tuple[tuple[str, str], ...]
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
    cut = cut_up([text], chinese=chinese)
    return (pair for place in cut.places.tolist() for pair in cut.readings[place])


@dataclass(frozen=True, slots=True)
class Cut:
    """Texts in pieces. `readings`: what each different piece gives, in order of first appearance; `places`: of every
    piece of all texts, in order, its place among them; `ends`: how many pieces there are up to the end of each text.
    """

    readings: list[Reading]
    places: NDArray[np.int64]
    ends: NDArray[np.int64]


def cut_up(texts: Sequence[str], *, chinese: bool) -> Cut:
    """The pieces of each of `texts`.

    The texts are folded in one go: that takes a third of what they take one by one.
    """
    folded = compatible("\n".join(texts))  # nothing combines with a line end, and no phrase goes over one
    lines = iter((to_simplified(folded) if chinese else folded).split("\n"))
    own = ["\n".join(islice(lines, text.count("\n") + 1)) for text in texts]
    cut = list(map(segmentation.cut if chinese else _TOKEN.findall, own))
    pieces = list(chain.from_iterable(cut))
    numbers = dict.fromkeys(pieces)
    different = list(numbers)
    numbers = dict(zip(different, range(len(different)), strict=True))
    places = np.fromiter(map(numbers.__getitem__, pieces), dtype=np.int64, count=len(pieces))
    ends = np.cumsum(np.fromiter(map(len, cut), dtype=np.int64, count=len(cut)))
    if chinese:
        return Cut(_read_han(different, own), places, ends)
    return _read_latin(different, places, ends)


class _Readings(dict[Piece, Reading | None]):
    """What each piece of a Chinese text gives, remembered; None for a word that jieba parts when it stands alone.

    A word's tag is that of the dictionary wherever it stands, so it may be asked for alone and be remembered: to have
    every word of a text tagged takes twice as long as to have it cut.
    """

    def __missing__(self, piece: Piece) -> Reading | None:
        tagged = segmentation.tag(piece)
        reading = _reading(*tagged[0]) if len(tagged) == 1 else None
        self.learn(piece, reading)
        return reading

    def learn(self, piece: Piece, reading: Reading | None) -> None:
        """Remembers a reading, and forgets all others where there are too many."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[piece] = reading


_MOST_REMEMBERED = 1 << 16  # words repeat: a library of 1,000 essays has some 60,000
_readings = _Readings()


def _read_han(pieces: Sequence[Piece], texts: Sequence[str]) -> list[Reading]:
    """What each of `pieces` of `texts` gives."""
    found = list(map(_readings.__getitem__, pieces))
    for place, reading in enumerate(found):
        if reading is None:  # one word in two hundred: it is made of two, and was cut so for its neighbours' sake
            piece = pieces[place]
            tagged = (pair for text in texts if piece in text for pair in segmentation.tag(text))
            found[place] = _reading(*next(pair for pair in tagged if pair[0] == piece))
            _readings.learn(piece, found[place])
    return cast(list[Reading], found)


def _reading(word: str, tag: str) -> Reading:
    """What a piece of a Chinese text gives, by jieba's tag."""
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


def _read_latin(tokens: Sequence[Piece], places: NDArray[np.int64], ends: NDArray[np.int64]) -> Cut:
    """Latin texts in pieces. Inside a sentence a capital means something, so one token may be two pieces."""
    inside = np.zeros(len(places) + 1, dtype=np.int64)
    inside[1:] = np.fromiter(map(_within, tokens), dtype=np.int64, count=len(tokens))[places]
    inside[np.append(0, ends)] = 0  # a text begins outside
    both = 2 * places + inside[:-1]
    firsts = np.full(2 * len(tokens), -1)
    firsts[both[::-1]] = np.arange(len(both))[
        ::-1
    ]  # of one number the last that is written stays: where it stands first
    met = np.flatnonzero(firsts >= 0)
    met = met[np.argsort(firsts[met])]
    firsts[met] = np.arange(len(met))
    readings = [_latin(tokens[number >> 1], number & 1) for number in met.tolist()]
    return Cut(readings, firsts[both], ends)


@lru_cache(maxsize=1 << 16)
def _within(before: str) -> bool:
    """Whether what follows the token `before` stands inside a sentence."""
    first = before[:1]
    return first.isalpha() or first.isdigit() or before in _WITHIN_SENTENCES or bool(_HAN_RUN.match(first))


@lru_cache(maxsize=1 << 16)
def _latin(token: Piece, inside: int) -> Reading:
    first = token[0]
    if _HAN_RUN.match(first):
        return tuple(pair for tagged in segmentation.tag(to_simplified(token)) for pair in _reading(*tagged))
    if first.isalpha():
        word = _POSSESSIVE.sub("", token)
        return ((word.casefold().replace("\u2019", "'"), _latin_kind(word, inside=bool(inside))),)
    return ((token, NUMBER),) if first.isdigit() else ((BREAK, BREAK),)


def _latin_kind(word: str, *, inside: bool) -> str:
    if word.casefold().replace("\u2019", "'") in ENGLISH_STOP:
        return STOP
    if len(word) > 1 and word.isupper():
        return ACRONYM
    if word[0].isupper():
        return CAPITAL if inside else UNSURE
    return LATIN
