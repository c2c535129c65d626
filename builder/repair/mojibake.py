"""Repairs to UTF-8 that was read as Latin-1 or Windows-1252, once or several times over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.model import Edit, RuleInput
from builder.pattern_code import compiled
from builder.repair.rule import rule


def _windows_table() -> dict[int, int]:
    """Character → byte for Windows-1252, its five unused bytes read as C1 controls, and Latin-1's C1 as themselves."""
    table = {byte: byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        character = bytes([byte]).decode("cp1252", errors="ignore")
        if character:
            table[ord(character)] = byte
    return table


_BYTE_OF = _windows_table()


def _characters(first: int, last: int) -> str:
    return re.escape("".join(chr(character) for character, byte in _BYTE_OF.items() if first <= byte <= last))


_TRAIL = f"[{_characters(0x80, 0xBF)}]"
# Leads whose result is likely in Chinese and English text: Â Ã Ä Å (Latin letters), Ð Ñ (Cyrillic), â … ï (all of
# the BMP's punctuation and Han), ð (emoji). Others (É”, Ü“ …) are capitals before a quotation mark.
_PAIR = f"[\u00c2-\u00c5\u00d0\u00d1]{_TRAIL}"
_TRIPLE = f"[\u00e2-\u00e9\u00ef]{_TRAIL}{_TRAIL}"
_QUADRUPLE = f"\u00f0{_TRAIL}{_TRAIL}{_TRAIL}"
_LEAD = compiled("[\u00c2-\u00c5\u00d0\u00d1\u00e2-\u00e9\u00ef\u00f0]")
_SEQUENCE = compiled(f"(?:{_QUADRUPLE}|{_TRIPLE}|{_PAIR})+")
_SURE = compiled(f"{_QUADRUPLE}|{_TRIPLE}|\u00c2[\u00a0-\u00bf]")
_LEAD_LEFT = compiled("[\u00c2\u00c3]")
# The closing quotation mark is E2 80 9D, and 9D is unused in Windows-1252: it was lost, or became U+FFFD.
_LOST_QUOTE = compiled("\u00e2\u20ac(?:\ufffd|(?=[\\s,.;:!?)\u2014]|\\Z))")
_MOST_READINGS = 4  # a text that went through the mistake more often has not been seen

#: Pairs alone (Ã©) are believed from this many on, and only if no Â or Ã of the text stands outside such a pair:
#: a Portuguese word in capitals before a closing quotation mark looks like one pair.
FEWEST_PAIRS = 2


def _reread(text: str) -> str:
    """`text` with sequences that are UTF-8 in Windows-1252 read again, until none is left."""
    for _ in range(_MOST_READINGS):
        again = _SEQUENCE.sub(_decode, text)
        if again == text:
            break
        text = again
    return text


def _decode(match: re.Match[str]) -> str:
    data = bytes(_BYTE_OF[ord(character)] for character in match.group())
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _believable(text: str) -> bool:
    if _SURE.search(text):
        return True
    matches = [match.group() for match in _SEQUENCE.finditer(text)]
    inside = sum(len(_LEAD_LEFT.findall(match)) for match in matches)
    return len(matches) >= FEWEST_PAIRS and inside == len(_LEAD_LEFT.findall(text))


@rule(
    "mojibake",
    why="UTF-8 that was read as Windows-1252 is read again as what it is: \u00e2\u20ac\u0153 is a quotation mark.",
    why_zh="UTF-8 文字被误当作 Windows-1252 读取而成乱码，按原编码重新读出。",
)
def MOJIBAKE(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if not _LEAD.search(text) or not _SEQUENCE.search(text) or not _believable(text):
        return
    for match in _SEQUENCE.finditer(text):
        again = _reread(match.group())
        if again != match.group():
            yield Edit(match.start(), match.end(), again)


@rule(
    "mojibake-lost-byte",
    why="A closing quotation mark lost its last byte when UTF-8 was read as Windows-1252; nothing else begins so.",
    why_zh="乱码中的右引号丢了最后一个字节，按前两个字节还原。",
    certainty="likely",
)
def MOJIBAKE_LOST_BYTE(given: RuleInput) -> Iterator[Edit]:
    if "\u00e2\u20ac" not in given.text:
        return
    for match in _LOST_QUOTE.finditer(given.text):
        yield Edit(match.start(), match.end(), "\u201d")


_TRACES = ("\u951f\u65a4", "\u70eb\u70eb\u70eb", "\u5c6f\u5c6f\u5c6f", "\ufffd")
_UNREADABLE = compiled("(?:\u951f\u65a4\u62f7|\u70eb\u70eb\u70eb|\u5c6f\u5c6f\u5c6f|\ufffd)+")


@rule(
    "lost-characters",
    why="Characters were lost for good when the text was decoded wrongly; the place is marked, not guessed.",
    why_zh="文字在错误解码时已经丢失，只作标记，不作猜测。",
    certainty="doubtful",
)
def LOST_CHARACTERS(given: RuleInput) -> Iterator[Edit]:
    if not any(trace in given.text for trace in _TRACES):
        return
    for match in _UNREADABLE.finditer(given.text):
        yield Edit(match.start(), match.end(), match.group())
