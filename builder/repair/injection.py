"""How pinyin is injected into pages by machine, and what tells an injection from glosses that an author wrote."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from builder.characters import HAN, TONED
from builder.patterns import pattern
from builder.script import to_simplified

#: A reading with its tone marked, with its tone as a digit (you1), or in the letters of Taiwan (ㄧㄡ).
_SYLLABLE = f"(?:[a-zü{TONED}]{{1,6}}[0-5]?|[\u3105-\u312f\u31a0-\u31bf\u02d9\u02ca\u02c7\u02cb]{{1,5}})"
#: A Han character and what may be its reading in parentheses; some machines leave a blank behind it: 會(huì ).
GROUP = pattern(f"([{HAN}])[(（]({_SYLLABLE})[ \u00a0]?[)）]")
_ZHUYIN = pattern("[\u3105-\u312f\u31a0-\u31bf\u02d9]")
_TONED = pattern(f"[{TONED}]")
_HAN = pattern(f"[{HAN}]")
_TONE_MARKS = "\u0300\u0301\u0304\u030c"

#: Fewer groups than this are an author's glosses. Seed 001 has 515, the shortest page seen with the damage 70;
#: essays with glosses have one to four.
FEWEST_GROUPS = 6
#: An injection annotates its characters wherever they stand (all 83 of seed 001), an author at their first mention.
LEAST_SHARE_OF_OCCURRENCES = 0.9
#: Glosses are for rare characters, an injection takes common ones: share of groups on characters of GB 2312 level 1.
LEAST_SHARE_COMMON = 0.8
#: Above this share of all Han characters the page is a reader with pinyin for children: content. Seed 001 has 0.1.
MOST_OF_ALL_HAN = 0.5
#: Readings without tones are also what somebody writes who cannot type them: not on so many characters.
FEWEST_BARE_CHARACTERS = 3
#: In a short text few characters of an injection come twice. So many different ones are no glosses, if nearly all are
#: common ones with their first reading, within running text: lists of words part them with marks.
FEWEST_SCATTERED = 8
MOST_PLAIN = 0.85
MOST_INSIDE = 0.75
_IN_WORD = pattern(
    f"(?<=[{HAN}])[{HAN}][(（]{_SYLLABLE}[ \u00a0]?[)）]|[{HAN}][(（]{_SYLLABLE}[ \u00a0]?[)）](?=[{HAN}])"
)


@dataclass(frozen=True, slots=True)
class Injection:
    """What was injected: character → reading, as printed; some machines leave out the tones and set a blank behind."""

    readings: Mapping[str, str]
    toned: bool = True
    blank: bool = False


@lru_cache(maxsize=1)
def _all_readings() -> Mapping[int, str]:
    """Code of a character → its readings, the usual one first: pypinyin's table. Its phrases, which the package loads
    with itself, take the sixth of a second and are not asked for here."""
    if "pypinyin" not in sys.modules and (package := find_spec("pypinyin")) and package.origin:
        table = spec_from_file_location("pinyin_dict", Path(package.origin).with_name("pinyin_dict.py"))
        if table and table.loader:
            module = module_from_spec(table)
            table.loader.exec_module(module)
            found: Mapping[int, str] = module.pinyin_dict
            return found
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


@lru_cache(maxsize=4096)
def readings(character: str) -> frozenset[str]:
    """The readings of a Han character with tone marks, and without one where it has a neutral tone (pypinyin)."""
    known = _all_readings().get(ord(character), "")
    return frozenset(unicodedata.normalize("NFC", reading) for reading in known.split(",") if reading)


@lru_cache(maxsize=4096)
def is_common(character: str) -> bool:
    """True for the 3,755 characters of GB 2312 level 1, in either script."""
    try:
        return 0xB0 <= to_simplified(character).encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=4096)
def reading_of(character: str, printed: str) -> str:
    """The reading printed behind a character, with tone marks whichever way it is written; else as it is printed."""
    plain = unicodedata.normalize("NFC", printed)
    if not (plain[-1].isdecimal() or _ZHUYIN.match(plain)):
        return plain
    from pypinyin import Style
    from pypinyin.contrib.tone_convert import to_tone3
    from pypinyin.style import convert

    for known in sorted(readings(character)):
        letters = convert(known, Style.BOPOMOFO, strict=True, default=known)
        if plain in (letters, to_tone3(known), to_tone3(known, neutral_tone_with_five=True)):
            return known
    return plain


def _scattered(text: str, genuine: Counter[tuple[str, str]]) -> bool:
    """True if readings that hardly come twice are no glosses all the same: many, of common characters in the middle
    of words, and the reading anybody knows (a gloss on a common character gives the other one)."""
    if len(genuine) < FEWEST_SCATTERED or len({character for character, _ in genuine}) < len(genuine):
        return False
    plain = sum(is_common(character) and reading == _first_reading(character) for character, reading in genuine)
    inside = len(_IN_WORD.findall(text))
    return plain >= MOST_PLAIN * len(genuine) and inside >= MOST_INSIDE * genuine.total()


@lru_cache(maxsize=4096)
def _first_reading(character: str) -> str:
    return unicodedata.normalize("NFC", _all_readings().get(ord(character), "").split(",")[0])


# The two rules on pinyin ask about the same text.
@lru_cache(maxsize=1)
def find_injection(text: str) -> Injection | None:
    """The injection that `text` went through, or None. Glosses, readers for children and lone readings are none."""
    if "(" not in text and "（" not in text:
        return None
    groups = [(m.group(1), reading_of(m.group(1), m.group(2))) for m in GROUP.finditer(text)]
    toned = [(character, reading) for character, reading in groups if _TONED.search(reading)]
    genuine = Counter(pair for pair in toned if pair[1] in readings(pair[0]))
    if len(toned) < FEWEST_GROUPS <= len(groups):
        return _without_tones(text, groups)
    repeated = genuine.total() - len(genuine) >= genuine.total() / 4
    if not repeated and not _scattered(text, genuine):
        return None  # no reading comes twice: glosses
    return _everywhere(text, groups, genuine)


def _without_tones(text: str, groups: Sequence[tuple[str, str]]) -> Injection | None:
    """The injection of a machine that prints no tones (個(ge) 人, 為(wei) 了).

    The blank behind each gives it away; without blanks readings must come again and again.
    """
    genuine = Counter(pair for pair in groups if pair[1] in _bare_readings(pair[0]))
    total = genuine.total()
    blanks = sum(m.end() < len(text) and text[m.end()] == " " for m in GROUP.finditer(text))
    blank = blanks >= LEAST_SHARE_OF_OCCURRENCES * len(groups)
    repeated = total - len(genuine) >= total / (4 if blank else 2)
    if len({character for character, _ in genuine}) < FEWEST_BARE_CHARACTERS or not repeated:
        return None
    found = _everywhere(text, groups, genuine)
    return replace(found, toned=False, blank=blank) if found else None


@lru_cache(maxsize=4096)
def _bare_readings(character: str) -> frozenset[str]:
    def bare(reading: str) -> str:
        letters = unicodedata.normalize("NFD", reading)
        return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONE_MARKS))

    return frozenset(bare(reading) for reading in readings(character))


def _everywhere(text: str, groups: Sequence[tuple[str, str]], genuine: Counter[tuple[str, str]]) -> Injection | None:
    """The injection, if its characters bear their readings wherever they stand, and are common ones."""
    total = genuine.total()
    if total < FEWEST_GROUPS:
        return None
    han = Counter(_HAN.findall(text))
    by_character = Counter({character: 0 for character, _ in genuine})
    for (character, _), count in genuine.items():
        by_character[character] += count
    occurrences = sum(han[character] for character in by_character)
    common = sum(count for character, count in by_character.items() if is_common(character))
    if (
        total < LEAST_SHARE_OF_OCCURRENCES * occurrences
        or common < LEAST_SHARE_COMMON * total
        or total > MOST_OF_ALL_HAN * han.total()
    ):
        return None
    found: dict[str, str] = {}
    for (character, reading), _ in genuine.most_common():
        found.setdefault(character, reading)
    # Neutral tones carry no mark (的 de); believed where every occurrence of the character has one.
    for (character, reading), count in Counter(groups).items():
        if character not in found and count > 1 and count == han[character] and reading in readings(character):
            found[character] = reading
    return Injection(found)
