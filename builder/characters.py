"""Which characters are what: the classes that every stage measures text by."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

#: Han ideographs for the inside of a character class: BMP, Extension A, compatibility, planes 2 and 3, and 〇.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: Chinese and full-width punctuation that stands between words of a Chinese sentence.
CJK_MARKS = (
    "\u3001\u3002\uff0c\uff1b\uff1a\uff1f\uff01\u2026\u2014\u201c\u201d\u2018\u2019"
    "\u300a\u300b\u3008\u3009\uff08\uff09\u300c\u300d\u300e\u300f\u3010\u3011"
)
#: Latin vowels with the tone marks of pinyin.
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"

IDEOGRAPHIC_SPACE = "\u3000"
NO_BREAK_SPACE = "\u00a0"
ZERO_WIDTH_SPACE = "\u200b"
BYTE_ORDER_MARK = "\ufeff"
SOFT_HYPHEN = "\u00ad"
REPLACEMENT = "\ufffd"

_HAN_RANGES = tuple((ord(part[0]), ord(part[-1])) for part in re.findall("(?s).-.|.", HAN))
_HAN_RUN = re.compile(f"[{HAN}]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")
#: Shorter texts are lines, which every rule and every reader of a file measures anew: the last ones are remembered.
_LINE = 1_000


def han_count(text: str) -> int:
    """Number of Han characters in `text`."""
    if text.isascii():
        return 0
    return _han_of_line(text) if len(text) < _LINE else int(np.count_nonzero(han_codes()[codes_of(text)]))


def codes_of(text: str) -> NDArray[np.uint32]:
    """The code points of `text`, half a surrogate pair too."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


@cache
def han_codes() -> NDArray[np.bool_]:
    """Whether a code point is Han, as `HAN` says."""
    table = np.zeros(0x110000, dtype=np.bool_)
    for first, last in _HAN_RANGES:
        table[first : last + 1] = True
    return table


def _han_count(text: str) -> int:
    return len(text) - len(_HAN_RUN.sub("", text))  # taking runs out is several times faster than a list of them


_han_of_line = lru_cache(maxsize=1024)(_han_count)


def characters_of(text: str) -> set[str]:
    """The characters of `text`, each once."""
    if text.isascii():
        return set(text)
    codes = codes_of(text)
    found = np.zeros(int(codes.max()) + 1, dtype=np.bool_)
    found[codes] = True
    return set(map(chr, np.flatnonzero(found).tolist()))


def word_count(text: str) -> int:
    """Number of Latin words in `text`."""
    return _words_of_line(text) if len(text) < _LINE else _word_count(text)


def _word_count(text: str) -> int:
    return len(_WORD.findall(text))


_words_of_line = lru_cache(maxsize=1024)(_word_count)


def is_chinese(text: str) -> bool:
    """True if Han characters carry more of `text` than Latin words do (a word weighs about two characters)."""
    return han_count(text) > 2 * word_count(text)
