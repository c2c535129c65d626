"""Which terms of a text the index holds: pairs of Han characters, folded Latin words; positions are not kept.

The search program (overrides/assets/search/terms.js) cuts a query into terms by the same rules; a test holds the two
to the same answers.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain

from builder.characters import HAN
from builder.patterns import pattern
from builder.script import Translation, changing, to_simplified
from builder.search.common import COMMON
from builder.search.numbers import DIGITS

_RUNS = pattern(rf"[{HAN}]+|[^\W_{HAN}]+(?:['\u2019][^\W_{HAN}]+)*")
_ASCII_RUNS = pattern(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")  # the same, of a text without other letters
_HAN_FIRST = pattern(rf"[{HAN}]")
_MARKS = pattern(r"[\u0300-\u036f'\u2019]")
#: Couples of Latin words whose first begins alike share so many terms (two digits). A paragraph has two or three that
#: begin with "of": of such, one that is not there answers by chance in 1 % of paragraphs, of rarer ones in fewer. A
#: couple stands in the file of its first word, which is asked for that word anyway.
_COUPLES = 256
#: Where Han characters with another Simplified form stand: Extension A, the main block, compatibility.
_TRADITIONAL = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
#: Forms that the tables keep apart because of other words, and readers do not: pairs of a character and its form. The
#: second row is what a conversion to Traditional and back leaves apart in the words of jieba's dictionary.
_APART = (
    "\u8457\u7740\u4e7e\u5e72\u88cf\u91cc\u88e1\u91cc\u8907\u590d"
    "瞭了藉借覆复彷仿像象座坐伕夫俱具甦苏锺钟揹背迳径薰熏暱昵馀余钜巨谘咨讬托甯宁"
)
_ALSO = dict(zip(_APART[::2], _APART[1::2], strict=True))
#: Where pairs that begin with a common character are parted by their second: what each of the sixteen parts takes of an
#: index of 5,000 essays is about the same. Other pairs have four parts, for who asks for such a character alone reads
#: them all.
PARTS = "且于侍劝吭太左我施枇琉真耍诵邦"
QUARTERS = PARTS[3::4]
#: Heads of the commonest English words, whose couples weigh up to three times as much as all words that begin so: in a
#: block of 2,560 essays 20 to 200 KB. They lie in sixteen files of their own.
HEADS_APART = frozenset(
    {
        "th", "an", "a", "of", "to", "in", "is", "it", "wh", "fo", "be", "ha", "co", "re",
        "wa", "we", "no", "on", "st", "se", "so", "he", "ho", "ma", "pa", "wi", "wo", "as",
        "do", "ca", "fi", "sh", "al", "at", "bu", "pr", "ne", "mo", "li", "di",
    }
)  # fmt: skip
#: A longer Latin run is no word that anybody types; its head is enough to find it.
LONGEST_WORD = 24


@cache
def folds() -> dict[str, str]:
    """Characters and what they fold to, one for one: Traditional to Simplified, character by character.

    Not by phrases, as a text is converted for reading: a query has no context, and must fold as the text did.
    """
    characters = [chr(code) for first, last in _TRADITIONAL for code in range(first, last)]
    simple = to_simplified("\n".join(characters)).split("\n")
    return {**{a: b for a, b in zip(characters, simple, strict=True) if a != b and len(b) == 1}, **_ALSO}


@cache
def _table() -> dict[int, str]:
    """What `str.translate` needs to fold every character of one code point in the BMP."""
    known = folds()
    table = {ord(character): form for character, form in known.items()}
    for character in changing():
        form = unicodedata.normalize("NFKC", character).lower() if character > "\x7f" else character
        kept = form if len(form) == 1 else character
        table[ord(character)] = known.get(kept, kept)
    return {code: form for code, form in table.items() if form != chr(code)}


@cache
def _folding() -> Translation:
    return Translation(_table())


def folded(text: str) -> str:
    """`text` as terms are cut from it, of the same length: Simplified, half width, lower case."""
    return text.lower() if text.isascii() else _lower(_folding()(text))


def _lower(text: str) -> str:
    """`text` in lower case where that keeps its length (a Turkish capital does not)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def terms(text: str) -> Iterator[str]:
    """Every term of `text`, with repetitions.

    A Han run of n characters gives its n-1 overlapping pairs and its last character alone: so every occurrence of a
    single character begins a term. A Latin word gives itself, without accents and apostrophes, and with the word after
    it a couple: a phrase of common words stands in few places and its words in all.
    """
    before = ""
    for match in _RUNS.finditer(folded(text)):
        run = match[0]
        if _HAN_FIRST.match(run):
            for start in range(len(run) - 1):
                yield run[start : start + 2]
            yield run[-1]
            before = ""
            continue
        own = word(run)
        yield own
        if before:
            yield couple(before, own)
        before = own


def words(text: str) -> Iterable[str]:
    """The terms of `text`, which is folded, that are no Han: words and their couples, with repetitions."""
    if not text.isascii():
        return _words_among_han(text)
    own = [run.replace("'", "")[:LONGEST_WORD] for run in _ASCII_RUNS.findall(text)]
    return [*own[:1], *chain.from_iterable(zip(own[1:], map(couple, own, own[1:]), strict=False))]


def _words_among_han(text: str) -> Iterator[str]:
    before = ""
    for match in _RUNS.finditer(text):
        run = match[0]
        if _HAN_FIRST.match(run):
            before = ""
            continue
        own = word(run)
        yield own
        if before:
            yield couple(before, own)
        before = own


def is_han(term: str) -> bool:
    """Whether a term is of Han characters."""
    return bool(_HAN_FIRST.match(term))


def word(run: str) -> str:
    """A Latin word as the index holds it."""
    if run.isascii():
        return run.replace("'", "")[:LONGEST_WORD]
    return _MARKS.sub("", unicodedata.normalize("NFD", run))[:LONGEST_WORD]


@lru_cache(1 << 16)  # common words meet often
def couple(one: str, other: str) -> str:
    """The term of two Latin words that follow each other, whatever stands between them; no word has a `_`."""
    number = _hash(f"{one} {other}") % _COUPLES
    return f"{one[:2]}_{DIGITS[number >> 6]}{DIGITS[number & 63]}"


def shard_of(term: str, shards: int) -> int:
    """Which of `shards` files (a power of two) holds `term`: all terms that begin alike lie together.

    Alike means: the first two letters; of Han, the first character and a part of what may follow it (`PARTS`). Of the
    files of a character's parts the number of any tells the others. Couples lie with the words that begin like their
    first, but for `HEADS_APART`.
    """
    if not _HAN_FIRST.match(term):
        first, mark, number = term.partition("_")
        part = 1 + 4 * DIGITS.find(number[0]) + (DIGITS.find(number[1]) >> 4) if mark and first in HEADS_APART else 0
        return (_hash_of_head(first[:2]) ^ part) & (shards - 1)
    return (_hash_of_head(term[:1]) ^ bisect(PARTS if term[0] in COMMON else QUARTERS, term[1:2])) & (shards - 1)


@lru_cache(1 << 13)  # few terms begin unlike all others
def _hash_of_head(head: str) -> int:
    return _hash(head)


def _hash(text: str) -> int:
    """FNV-1a over UTF-16 code units (Fowler, Noll, Vo), its halves folded; a browser computes it as easily."""
    number = 0x811C9DC5
    if text.isascii():
        for letter in text.encode():
            number = ((number ^ letter) * 0x01000193) & 0xFFFFFFFF
        return number ^ number >> 15
    units = text.encode("utf-16-le", "surrogatepass")
    for place in range(0, len(units), 2):
        number ^= units[place] | units[place + 1] << 8
        number = (number * 0x01000193) & 0xFFFFFFFF
    return number ^ number >> 15
