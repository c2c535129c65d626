"""The frozen tables of words that themes and links rest on, as a few long strings: read back in no time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from builder.corpus import background, cedict


@dataclass(frozen=True)
class Packed(Mapping[str, str]):
    """A mapping from words to texts, searched by halves: a dictionary of as many strings takes a tenth of a second to
    read back, and a build that follows an edit asks for a few words.
    """

    words: bytes  # UTF-8, in the order of their bytes, each with a NUL behind it: two are never read as one
    word_ends: bytes  # unsigned numbers of four bytes in this machine's order, as are all below
    texts: bytes
    text_ends: bytes

    @classmethod
    def of(cls, table: Mapping[str, str]) -> Packed:
        """`table` packed. Neither words nor texts may hold a NUL."""
        words = sorted(table)  # the order of characters is that of their bytes
        return cls(*_joined(words), *_joined(map(table.__getitem__, words)))

    def __getitem__(self, word: str) -> str:
        sought, ends = word.encode("utf-8", "surrogatepass"), memoryview(self.word_ends).cast("I")
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if self._word(ends, middle) < sought:
                low = middle + 1
            else:
                high = middle
        if low == len(ends) or self._word(ends, low) != sought:
            raise KeyError(word)
        text_ends = memoryview(self.text_ends).cast("I")
        return self.texts[text_ends[low - 1] if low else 0 : text_ends[low] - 1].decode()

    def __iter__(self) -> Iterator[str]:
        ends = memoryview(self.word_ends).cast("I")
        return (self._word(ends, place).decode() for place in range(len(ends)))

    def __len__(self) -> int:
        return len(self.word_ends) // 4

    def _word(self, ends: memoryview, place: int) -> bytes:
        return self.words[ends[place - 1] if place else 0 : ends[place] - 1]


def _joined(texts: Iterable[str]) -> tuple[bytes, bytes]:
    """`texts` end to end, each with a NUL behind it, and where they end."""
    data = "\0".join([*texts, ""]).encode()
    ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == 0) + 1
    return data, ends.astype(np.uint32).tobytes()


@dataclass(frozen=True)
class Reference:
    """What is known of words at large."""

    entries: Packed  # of CC-CEDICT, see `cedict.Dictionary`
    english: Packed  # stem → rarity
    rarest: float  # of an English stem that is in no sense
    chinese: Packed  # word → rarity
    other_han: float  # rarity of a Chinese word that is in no table

    def rarity(self, term: str, *, chinese: bool) -> float:
        """How rare a term is, see `Background.of`."""
        found = (self.chinese if chinese else self.english).get(term)
        if found is not None and float(found):
            return float(found)
        return background.other(term, self.other_han) if chinese else self.rarest


@cache
def reference() -> Reference:
    """What `read` gives, held for who asks often."""
    return read()


def read() -> Reference:
    """Made of jieba's table and CC-CEDICT, which takes some seconds: worth keeping. Raises ModuleNotFoundError."""
    known = cedict.read()
    entries, english, rarest = Packed.of(known.entries), _rarities(known.rarity), known.rarest
    del known  # a hundred MB, not to be held beside the next
    table = background.read()
    return Reference(entries, english, rarest, _rarities(table.table), table.other_han)


def _rarities(table: Mapping[str, float]) -> Packed:
    printed = {value: repr(value) for value in set(table.values())}  # most words share theirs with many
    return Packed.of({word: printed[value] for word, value in table.items()})
