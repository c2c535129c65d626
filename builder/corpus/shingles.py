"""Fingerprints of short runs of a text, sampled by value, so that two texts can be compared without being read."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from builder.characters import codes_of, han_codes
from builder.pattern_code import compiled
from builder.script import compatible, to_simplified

HAN_RUN = 5  # characters; with 5, planted copies were found through every kind of noise, at 0.6 containment
LATIN_RUN = 3  # words; runs of 5 letters are too common in English to tell texts apart
SAMPLE = 4  # one shingle in four is kept, chosen by its own value, so both texts keep the same ones

_LATIN_WORD = compiled(r"[a-z0-9]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)

Hashes = NDArray[np.uint64]


def of_text(text: str, *, chinese: bool) -> Hashes:
    """Sorted distinct hashes of the sampled shingles; marks, spaces, script, width and case do not matter.

    A text too short to give any shingle gives an empty array.
    """
    folded = compatible(to_simplified(text) if chinese else text)
    if chinese:
        codes = codes_of(folded)
        hashes = _rolled(codes[han_codes()[codes]].astype(np.uint64), HAN_RUN)
    else:
        words = _LATIN_WORD.findall(folded.casefold())
        numbers = {word: zlib.crc32(word.encode()) for word in set(words)}
        hashes = _rolled(np.fromiter(map(numbers.__getitem__, words), dtype=np.uint64, count=len(words)), LATIN_RUN)
    sampled = np.sort(hashes[hashes % np.uint64(SAMPLE) == 0])  # of so few, `numpy.unique` is several times as slow
    different: Hashes = sampled[np.diff(sampled, prepend=~sampled[:1]) != 0]
    return different


def _rolled(units: Hashes, run: int) -> Hashes:
    """A well mixed hash of each `run` neighbouring units (multiply and shift, as in splitmix64)."""
    if len(units) < run:
        return np.empty(0, dtype=np.uint64)
    count = len(units) - run + 1
    value = np.zeros(count, dtype=np.uint64)
    for offset in range(run):
        value = (value ^ units[offset : offset + count]) * _MIX
        value ^= value >> np.uint64(29)
    value *= _SPREAD
    return value ^ (value >> np.uint64(32))
