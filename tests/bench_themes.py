"""How long themes and links take: a made-up library of many essays, digested and analysed, with time and memory.

    python -m tests.bench_themes [--essays 10000] [--characters 4000]

The essays are drawn from the words of jieba's table, by frequency and by invented subjects, with a paragraph now and
then taken from another essay, as reprints do. It prints seconds of one processor, which other work on the machine
inflates less than the clock, and asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import accumulate
from typing import Any, Final
from unittest.mock import patch

from builder.corpus import copies, lexicon, phrases
from builder.corpus.analyse import draw
from builder.corpus.background import read
from builder.corpus.choices import Choices
from builder.corpus.digest import Digest, digest
from builder.corpus.reference import reference
from builder.corpus.workbench import lay_out
from builder.model import Block, Essay

SUBJECTS = 150
WORDS_A_SUBJECT = 300
COMMON_WORDS = 4000
RARE_WORDS = 60_000
PARAGRAPH = 160  # characters
LENDING = 0.02  # paragraphs taken from another essay
FEWEST = 1000  # the library that growth is counted from


class Author:
    """Writes essays of no meaning whose words are distributed like those of a library of many subjects."""

    def __init__(self) -> None:
        words = sorted(((value, word) for word, value in read().table.items() if 2 <= len(word) <= 4))
        names = [word for _, word in words if "\u4e00" <= word[0] <= "\u9fff"]
        self.common = names[:COMMON_WORDS]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(COMMON_WORDS)))
        rare = names[COMMON_WORDS : COMMON_WORDS + RARE_WORDS]
        chance = random.Random(1)
        self.subjects = [chance.sample(rare, WORDS_A_SUBJECT) for _ in range(SUBJECTS)]
        self.falling = list(accumulate(1 / (rank + 3) for rank in range(WORDS_A_SUBJECT)))
        self.lent: list[str] = []

    def essay(self, number: int, characters: int) -> Essay:
        chance = random.Random(number)
        own = chance.sample(self.subjects, 2)
        paragraphs: list[str] = []
        length = 0
        while length < characters:
            if self.lent and chance.random() < LENDING:
                text = chance.choice(self.lent)
            else:
                text = self._paragraph(chance, own)
                if chance.random() < LENDING:
                    self.lent.append(text)
            paragraphs.append(text)
            length += len(text)
        blocks = tuple(Block("paragraph", text, "", f"p{n}", (0, 0), (0, 0)) for n, text in enumerate(paragraphs, 1))
        title = "".join(own[0][:2])
        return Essay(f"{number}.txt", 0, (0, 0), title, (), None, None, None, None, "zh-Hans", (), blocks, (), (), ())

    def _paragraph(self, chance: random.Random, own: Sequence[Sequence[str]]) -> str:
        size = PARAGRAPH // 2
        common = chance.choices(self.common, cum_weights=self.weights, k=size * 2 // 3)
        special = chance.choices(chance.choice(own), cum_weights=self.falling, k=size // 3)
        words = common + special
        chance.shuffle(words)
        return "".join(word + ("，" if place % 7 == 6 else "") for place, word in enumerate(words)) + "。"


def _memory() -> float:
    """Most memory that this process has held, in GB; 0 where the system does not say (Windows)."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**3 if sys.platform == "darwin" else 1024**2)


#: Work that comes before "term arrays": each essay's words as numbers, phrases among them, copies of a text.
BEFORE: Final = ((lexicon, "build"), (phrases, "find"), (copies, "containments"))


@contextmanager
def timed(spent: Counter[str]) -> Iterator[None]:
    """Counts the seconds that the functions of BEFORE take."""

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            try:
                return function(*given, **named)
            finally:
                spent[name] += time.process_time() - started  # type: ignore[assignment]

        return counted

    with ExitStack() as changed:
        for module, name in BEFORE:
            changed.enter_context(patch.object(module, name, counting(name, getattr(module, name))))
        yield


def measure(items: Sequence[tuple[str, Digest]]) -> float:
    spent: Counter[str] = Counter()
    started = time.process_time()
    with timed(spent):
        atlas = draw(lay_out(items), Choices())
    whole = time.process_time() - started
    before = sum(spent.values())
    told = ", ".join(f"{name} {spent[name]:.1f}" for _, name in BEFORE)
    print(
        f"{len(items):6} essays: {whole:5.1f} s ({1000 * whole / len(items):.1f} ms each), of them links and themes from"
        f" term arrays {whole - before:.1f} s ({told} s before); {len(atlas.themes)} themes, {len(atlas.links)} links,"
        f" {len(atlas.versions)} versions, {_memory():.2f} GB"
    )
    return whole


def _digested(essay: Essay) -> tuple[Digest, float]:
    started = time.process_time()
    return digest(essay), time.process_time() - started


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--essays", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=4000)
    options = parser.parse_args(arguments)
    if hasattr(os, "getloadavg"):
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    author = Author()
    items: list[tuple[str, Digest]] = []
    digesting = 0.0
    with ProcessPoolExecutor(2) as hands:
        for begin in range(0, options.essays, FEWEST):
            essays = [author.essay(n, options.characters) for n in range(begin, min(begin + FEWEST, options.essays))]
            made = hands.map(_digested, essays, chunksize=50)
            for place, (each, seconds) in enumerate(made, begin):
                items.append((f"essay-{place:05d}", each))
                digesting += seconds
    print(
        f"{len(items):6} essays: digest {digesting:5.1f} s of one processor, {1000 * digesting / len(items):.1f} ms each"
    )
    started = time.process_time()
    reference()
    print(f"tables of words, which a build keeps in its cache: {time.process_time() - started:.1f} s")
    first = measure(items[:FEWEST])
    if len(items) > FEWEST:
        print(
            f"growth of the whole from {FEWEST}: x {measure(items) / first:.1f} for x {len(items) / FEWEST:.0f} essays"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
