"""The words of all essays as numbers, in order of first appearance; those of essays that stayed are remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]

#: The words, one a line; of each essay a mark of its vocabulary and how many words it has; their numbers, end to end.
Kept = tuple[str, bytes, bytes, bytes]
_MARK = 16  # bytes


@dataclass(frozen=True)
class Numbering:
    """Numbers the words of essays. `before` is `kept` of the last build, by language group (Chinese?)."""

    before: Mapping[bool, Kept] = field(default_factory=dict)
    kept: dict[bool, Kept] = field(default_factory=dict)

    def number(self, vocabularies: Sequence[str], *, chinese: bool) -> tuple[tuple[str, ...], list[Numbers]]:
        """The distinct words of `vocabularies` (a word a line each) in order, and of each their numbers."""
        marks = [blake2b(each.encode("utf-8", "surrogatepass"), digest_size=_MARK).digest() for each in vocabularies]
        words, known = _unpacked(self.before[chinese]) if chinese in self.before else ([], {})
        places: dict[str, int] | None = None
        found: list[Numbers] = []
        for mark, vocabulary in zip(marks, vocabularies, strict=True):
            numbers = known.get(mark)
            if numbers is None:
                places = {word: number for number, word in enumerate(words)} if places is None else places
                each = vocabulary.split("\n") if vocabulary else []
                numbers = np.array([places.setdefault(word, len(places)) for word in each], dtype=np.int32)
            found.append(numbers)
        words = words if places is None else list(places)
        flat = np.concatenate(found) if found else np.empty(0, dtype=np.int32)
        order, flat = _by_appearance(flat, len(words))
        words = [words[number] for number in order.tolist()]
        sizes = np.array([len(numbers) for numbers in found], dtype=np.int32)
        self.kept[chinese] = "\n".join(words), b"".join(marks), sizes.tobytes(), flat.tobytes()
        return tuple(words), np.split(flat, np.cumsum(sizes)[:-1]) if found else []


def _by_appearance(flat: Numbers, count: int) -> tuple[NDArray[np.int64], Numbers]:
    """Which of `count` numbers stand in `flat`, in order of their first appearance; and `flat` numbered so."""
    first = np.full(count, len(flat), dtype=np.int32)
    # Of several that are put in one place the last stays.
    first[flat[::-1]] = np.arange(len(flat) - 1, -1, -1, dtype=np.int32)
    order = np.argsort(first)[: int(np.count_nonzero(first < len(flat)))]
    renumbered = np.full(count, -1, dtype=np.int32)
    renumbered[order] = np.arange(len(order), dtype=np.int32)
    return order, renumbered[flat]


def _unpacked(kept: Kept) -> tuple[list[str], dict[bytes, Numbers]]:
    words, marks, sizes, flat = kept
    ends = np.cumsum(np.frombuffer(sizes, dtype=np.int32))
    each = np.split(np.frombuffer(flat, dtype=np.int32), ends[:-1])
    return words.split("\n") if words else [], {
        marks[_MARK * number : _MARK * (number + 1)]: numbers for number, numbers in enumerate(each[: len(ends)])
    }
