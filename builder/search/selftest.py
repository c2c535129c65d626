"""Asks the finished index what a reader would type, and reads the answer from the files as a browser does."""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, groupby
from typing import Any

from builder.characters import HAN
from builder.model import Published
from builder.pattern_code import compiled
from builder.script import to_simplified, to_traditional
from builder.search.files import file_name, held
from builder.search.layout import Layout, room
from builder.search.numbers import ascending, numbers
from builder.search.terms import folded, is_han, shard_of, terms

#: Essays asked about in a build: enough that a fault of a whole script or block shows, few enough to cost nothing.
SAMPLES = 40
SHORTEST, LONGEST = 4, 6  # characters of a phrase, as people type them
#: Files that are kept open, as it were, while questions are asked.
MOST_OPEN = 256
_BEFORE = 5  # entries of an essay in a file of texts before its paragraphs

_HAN_RUN = compiled(f"[{HAN}]{{{SHORTEST},}}")


@dataclass(frozen=True, slots=True)
class Question:
    """A phrase as somebody may type it, and the essay that must be among the answers."""

    phrase: str
    slug: str


def sampled(essays: Sequence[Published]) -> list[Published]:
    """The essays that questions are put about; the same for the same essays."""
    return sorted(essays, key=lambda item: hashlib.sha256(item.slug.encode()).digest())[:SAMPLES]


def question(number: int, item: Published) -> Question | None:
    """A phrase from the middle of the essay that is `number` of those sampled, in its own script or in the other.

    None for an essay with no paragraph that is long enough.
    """
    long = [block.text for block in item.essay.blocks if block.kind == "paragraph"]
    texts = [text for text in long if len(text) > 2 * LONGEST]
    if not texts:
        return None
    text = texts[number % len(texts)]
    middle = len(text) // 2
    run = _HAN_RUN.search(text, middle) or _HAN_RUN.search(text)
    phrase = run[0][: SHORTEST + number % (LONGEST - SHORTEST + 1)] if run else ""
    if item.essay.language == "en":
        asked = text[middle:].partition(" ")[2][:20].rpartition(" ")[0]
    else:
        asked = (str, to_simplified, to_traditional)[number % 3](phrase)
    return Question(asked, item.slug) if next(terms(asked), None) else None


def questions(essays: Sequence[Published]) -> Iterator[Question]:
    """What is asked about all of `essays`."""
    for number, item in enumerate(sampled(essays)):
        if asked := question(number, item):
            yield asked


class Opened:
    """An index that is read file by file: `read` gives the bytes of a file by its name."""

    def __init__(self, layout: Layout, read: Callable[[str], bytes]) -> None:
        self._layout = layout
        self._data = lru_cache(MOST_OPEN)(partial(_data, read))  # questions meet in the same files
        self._ends = cache(self._ends_of)
        self.numbered = cache(self._numbered)

    def answers(self, question: Question) -> tuple[bool, frozenset[str]]:
        """Whether it finds the question's essay, and the phrase in it; and the names of the files that it looked into.

        The second is what a quoted phrase asks for, and what is marked.
        """
        asked: set[str] = set()

        def data(name: str) -> Any:
            file = file_name(name)
            asked.add(file)
            return self._data(file)

        return _found(question, self._layout, self._ends, data), frozenset(asked)

    def _numbered(self, block: int) -> str:
        """A hash of how paragraphs are numbered through a block, which bears on its answers beside its files."""
        return hashlib.sha256(repr(self._ends(block)).encode()).hexdigest()

    def _ends_of(self, block: int) -> list[int]:
        """Where the numbers of each essay's paragraphs end."""
        heads = self._data(file_name("layout"))["heads"]
        return list(accumulate(map(room, numbers(heads[block][0]).tolist())))


def unanswered(essays: Sequence[Published], layout: Layout, read: Callable[[str], bytes]) -> list[Question]:
    """The questions that the index does not answer, which must be none."""
    index = Opened(layout, read)
    return [question for question in questions(essays) if not index.answers(question)[0]]


def ask(question: Question, layout: Layout, read: Callable[[str], bytes]) -> bool:
    """Whether the index, read through `read(name)`, answers one question."""
    return Opened(layout, read).answers(question)[0]


def _found(
    question: Question, layout: Layout, ends_of: Callable[[int], Sequence[int]], data: Callable[[str], Any]
) -> bool:
    block = layout.block_of(question.slug)
    # The last character of a run is a term of its own only where a run of the text ends: a phrase is cut from within.
    wanted = [term for term in dict.fromkeys(terms(question.phrase)) if len(term) > 1 or not is_han(term)]
    paragraphs: set[int] | None = None
    for term in wanted:
        names, digits = data(f"b{block}/s{shard_of(term, layout.shards)}")
        known = names.split(" ")
        if term not in known:
            return False
        found = set(ascending(digits.split(" ")[known.index(term)]))
        paragraphs = found if paragraphs is None else paragraphs & found
    phrase = folded(question.phrase)
    ends = ends_of(block)
    for place, inside in groupby(sorted(paragraphs or ()), key=lambda paragraph: bisect(ends, paragraph)):
        essay = data(f"b{block}/t{place // layout.texts}")[place % layout.texts]
        if essay[0] == question.slug:
            begin = ends[place - 1] if place else 0
            told = (essay[_BEFORE + paragraph - begin] for paragraph in inside)
            return any(phrase in folded(text if isinstance(text, str) else text[1]) for text in told)
    return False


def _data(read: Callable[[str], bytes], name: str) -> Any:
    return held(read(name))
