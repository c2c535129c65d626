"""Made-up libraries of any size: damaged essays of realistic length, the same for the same seed.

Sentences come from our own sample essays; words of them are changed for words of a dictionary by their frequency, so
that a library has a vocabulary that grows like a real one's.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

import jieba
import rjieba

from builder.script import to_simplified, to_traditional
from tests.damage import FAMILIES

REPOSITORY = Path(__file__).resolve().parent.parent.parent
CHARACTERS = 6_300  # of a Chinese essay, on average: the yardstick of evidence on stock MkDocs
ENGLISH_CHARACTERS = 8_000
ENGLISH_SHARE = 0.2
TRADITIONAL_SHARE = 0.1
CHANGED_WORDS = 0.15
#: Damage that any text may have; each essay has two kinds.
DAMAGE = ("share-tail", "footer", "navigation-head", "half-width-punctuation", "newlines-in-sentences", "comments")


@cache
def _dictionary() -> tuple[list[str], list[int]]:
    path = Path(jieba.__file__).parent / "dict.txt"
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [(row[0], int(row[1])) for row in rows if len(row[0]) == 2 and int(row[1]) >= 20]
    return [word for word, _ in kept], list(accumulate(count for _, count in kept))


@cache
def _sentences(english: bool) -> tuple[str, ...]:
    found = []
    for path in sorted((REPOSITORY / "tests" / "samples").glob("*.md")):
        text = path.read_text(encoding="utf-8").rpartition("\n---\n")[2]
        stops = r"(?<=[.!?])\s+" if english else r"(?<=[。！？])"
        pieces = [piece.strip() for line in text.splitlines() for piece in re.split(stops, line)]
        found += [piece for piece in pieces if len(piece) > 12 and piece.isascii() == english and piece[0] != "#"]
    return tuple(piece for piece in found if piece == to_simplified(piece))


@cache
def _cut(sentence: str) -> tuple[str, ...]:
    return tuple(rjieba.cut(sentence))


def essay(number: int, seed: int = 0) -> tuple[str, str]:
    """File name and text of the essay `number` of a library."""
    random_ = random.Random(seed * 1_000_003 + number)
    english = random_.random() < ENGLISH_SHARE
    length = (ENGLISH_CHARACTERS if english else CHARACTERS) * random_.uniform(0.5, 1.5)
    text = _body(random_, english, length)
    if not english and random_.random() < TRADITIONAL_SHARE:
        text = to_traditional(text)
    for name in random_.sample(DAMAGE, 2):
        text = FAMILIES[name](text, number).text
    return f"{number % 97:02}/essay-{number:05}.txt", text


def _body(random_: random.Random, english: bool, length: float) -> str:
    title = _words(random_, english)
    parts = [title, ""]
    written = 0
    section = 0
    while written < length:
        if random_.random() < 0.12:
            section += 1
            mark = f"{section}. " if english else f"{'一二三四五六七八九十'[min(section, 10) - 1]}、"
            parts += [mark + _words(random_, english), ""]
        paragraph = (" " if english else "").join(_sentence(random_, english) for _ in range(random_.randint(2, 6)))
        parts += [paragraph, ""]
        written += len(paragraph)
    return "\n".join(parts)


def _words(random_: random.Random, english: bool) -> str:
    if english:
        words = random_.choice(_sentences(True)).rstrip(".!?").split()
        return " ".join(words[:6]).capitalize()
    return "".join(_word(random_) for _ in range(random_.randint(3, 6)))


def _word(random_: random.Random) -> str:
    words, sums = _dictionary()
    return words[bisect(sums, random_.randrange(sums[-1]))]


def _sentence(random_: random.Random, english: bool) -> str:
    sentence = random_.choice(_sentences(english))
    if english:
        others = random_.choice(_sentences(True)).split()
        words = [random_.choice(others) if random_.random() < CHANGED_WORDS else word for word in sentence.split()]
        return " ".join(words)
    return "".join(
        _word(random_) if len(word) > 1 and random_.random() < CHANGED_WORDS else word for word in _cut(sentence)
    )


def write(folder: Path, count: int, seed: int = 0) -> Path:
    """A content folder of `count` essays below `folder`; returns it."""
    for name, text in essays(count, seed):
        path = folder / "essays" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def essays(count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    return (essay(number, seed) for number in range(count))
