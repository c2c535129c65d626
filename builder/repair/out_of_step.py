"""Every way in which characters that a decoder read one byte out of step can be read back into those they were.

A page's bytes were changed without regard to where characters begin: readings were put in behind pairs of bytes, and
full-width marks became ASCII ones, also where such a pair was the second byte of one character and the first of the
next. From there the decoder read half a character with half of its neighbour, until an ASCII byte brought it back.
Half a character before an ASCII byte was printed as "?" or not at all; characters of private use were dropped later.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.characters import CJK_MARKS, HAN, TONED
from builder.patterns import pattern
from builder.repair.fluency import BEGINNING, Line
from builder.repair.injection import GROUP, is_common, readings
from builder.script import to_simplified, to_traditional

#: A reading whose opening parenthesis was swallowed with half a character.
SITE = pattern(f"[?\ufffd]([a-zü{TONED}]{{1,6}})[ \u00a0]?\\)")
_LOST_HALF = pattern("[?\ufffd](?=[!?:;,.()！？；：，。（）\\s]|\\Z)")
_HAN = pattern(f"[{HAN}]")
#: Full-width forms of ASCII characters, which pages (and whoever collected them) put in their place: A3A1 to A3FE.
FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
#: Marks of which pages make ASCII ones.
MELTED = frozenset("!?:;,！？：；，")
#: What stands for a character of which only the first byte is known; a square is how editions print a gap.
GAP = "□".encode("gbk")

_STOP_BEGINS = 0xA1  # 。 is A1A3; with the A3 a full-width mark may begin
_CLOSING = tuple(mark.encode("gbk") for mark in "”》」』")  # of what begins with A1, what ends a line
_EURO = 0x80  # how a decoder prints this byte alone: €
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
#: GBK gives AAA1-AFFE, F8A1-FEFE and A140-A7A0 to private use, which was dropped behind the decoder.
_PRIVATE = {
    **dict.fromkeys((*range(0xAA, 0xB0), *range(0xF8, 0xFF)), frozenset(range(0xA1, 0xFF))),
    **dict.fromkeys(range(0xA1, 0xA8), frozenset(b for b in range(0x40, 0xA1) if b != 0x7F)),
}
#: A window longer than this (characters of the broken text) is out of step for another reason.
LONGEST_WINDOW = 40
#: So many ways are followed at each place of the text, the likeliest ones, and none that is e^14 times less likely
#: than another there: two rare characters, which may be the first half of a word. Twice as many mend no more.
BREADTH = 50
LEAST_LIKELY = 14.0
#: A dropped character is looked for behind the likeliest ways alone: each has a hundred ways on.
BREADTH_OF_DROPPED = 2
#: One GBK pair in ten that is read out of step is of private use.
COST_OF_DROPPED = 2.3
#: A text repeats its characters: one that it has nowhere else is so much less likely than its frequency says.
COST_OF_NEW = 1.5


@dataclass(frozen=True, slots=True)
class Way:
    """One way back: the bytes that were there, as far as they are known."""

    data: bytes
    position: int  # in the text: up to here it is explained
    inserted: tuple[int, ...] = ()  # numbers of bytes behind which a reading stands
    dropped: int = 0  # characters of private use that must have been there
    guessed: int = 0  # characters of which only the first byte is known
    new: int = 0  # characters that stand nowhere else in the text; those of the other script count for three
    line: Line = BEGINNING  # the characters that are whole, behind those that stand before them

    @property
    def clean(self) -> str:
        """The characters; only where the last one is whole."""
        return self.data.decode("gbk")

    @property
    def cost(self) -> float:
        """How unlikely this way is as far as it goes: the negative of a natural logarithm."""
        return self.line.cost + COST_OF_DROPPED * self.dropped + COST_OF_NEW * self.new


def pair_of(character: str) -> bytes:
    """The two bytes of a character in GBK, an ASCII mark's being those of its full-width form; none if it has none."""
    try:
        data = FULL_WIDTH.get(character, character).encode("gbk")
    except UnicodeEncodeError:
        return b""
    return data if len(data) == 2 else b""


def pairs_read(reading: str, lead: int, known: Mapping[str, str]) -> list[bytes]:
    """Pairs of bytes that begin with `lead` and are a character with this reading; those of `known` if any."""
    pairs = _characters_read(reading, lead)
    injected = [pair for pair, character in pairs if known.get(character) == reading]
    return injected or [pair for pair, _ in pairs]


@lru_cache(maxsize=1024)
def _characters_read(reading: str, lead: int) -> tuple[tuple[bytes, str], ...]:
    return tuple((pair, character) for pair, character in _with_lead(lead) if reading in readings(character))


@lru_cache(maxsize=256)
def _with_lead(lead: int) -> tuple[tuple[bytes, str], ...]:
    """The Han characters and marks whose first byte is `lead`."""
    if lead not in _LEADS:
        return ()
    found = ((bytes([lead, trail]), _character(lead, trail)) for trail in _TRAILS)
    return tuple((pair, character) for pair, character in found if character)


@lru_cache(maxsize=65536)
def _character(lead: int, trail: int) -> str:
    """The Han character or mark of two bytes; "" if they are none."""
    try:
        found = bytes([lead, trail]).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return found if len(found) == 1 and (_HAN.match(found) or found in CJK_MARKS) else ""


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for ways back in `text`, into characters that are common ones or are among `usual`."""

    text: str
    known: Mapping[str, str]  # character → the reading that was put behind it
    usual: Collection[str]
    most_dropped: int

    def ways(self, starts: Iterable[Way]) -> list[Way]:
        """The likeliest ways that begin as one of `starts` does and end in step, the likeliest first."""
        open_ways: dict[int, list[Way]] = {}
        for start in starts:
            open_ways.setdefault(start.position, []).append(start)
        last = min(len(self.text), min(open_ways, default=0) + LONGEST_WINDOW)
        found: list[Way] = []
        while open_ways:
            for rank, way in enumerate(_best(open_ways.pop(min(open_ways)))):
                for step, in_step in self._steps(way, may_drop=rank < BREADTH_OF_DROPPED):
                    if in_step:
                        found.append(step)
                    elif step.position < last:
                        open_ways.setdefault(step.position, []).append(step)
        return sorted(found, key=_cost)[:BREADTH]

    def on(self, way: Way, data: bytes, position: int, *, inserted: bool = False) -> Way:
        """The way behind `data` and up to `position`; `inserted` if a reading stands there."""
        whole = way.data + data
        added = whole[len(way.data) // 2 * 2 : len(whole) // 2 * 2].decode("gbk")
        return Way(
            whole,
            position,
            (*way.inserted, len(whole)) if inserted else way.inserted,
            way.dropped,
            way.guessed,
            way.new + sum(map(self._new, added)),
            way.line.and_then(added),
        )

    def _steps(self, way: Way, *, may_drop: bool) -> Iterator[tuple[Way, bool]]:
        """Each way on by what is printed next, and whether it ends in step there."""
        for before, pending in self._pending(way, may_drop=may_drop):
            yield from self._printed(before, pending)

    def _pending(self, way: Way, *, may_drop: bool) -> Iterator[tuple[Way, Collection[int]]]:
        """The way with the half character at its end taken off, and what that half is: also behind a dropped one."""
        pending = way.data[-1]
        before = replace(way, data=way.data[:-1])
        yield before, (pending,)
        if may_drop and way.dropped < self.most_dropped:
            for lead, trails in _PRIVATE.items():
                if self._fits(pending, lead):
                    further = self.on(before, bytes([pending, lead]), way.position)
                    yield replace(further, dropped=way.dropped + 1), trails

    def _printed(self, way: Way, pending: Collection[int]) -> Iterator[tuple[Way, bool]]:
        """On by what stands in the text, which belongs to the half character that is one of `pending`."""
        position = way.position
        character = self.text[position]
        if site := SITE.match(self.text, position):
            reading = unicodedata.normalize("NFC", site.group(1))
            for half in pending:
                for pair in pairs_read(reading, half, self.known):
                    yield self.on(way, pair, site.end(), inserted=True), True
        elif _LOST_HALF.match(self.text, position):
            if len(pending) == 1:
                yield from self._guesses(way, *pending)
        elif character in MELTED:
            if _STOP_BEGINS in pending:
                yield self.on(way, bytes([_STOP_BEGINS]) + pair_of(character), position + 1), False
        else:
            trail = _EURO if character == "€" else ord(character)
            pair = pair_of(character)
            for half in pending:
                if trail <= _EURO and self._fits(half, trail):
                    yield self.on(way, bytes([half, trail]), position + 1), True
                if pair and self._fits(half, pair[0]):
                    yield from self._halves(way, bytes([half]), pair)

    def _guesses(self, way: Way, lead: int) -> Iterator[tuple[Way, bool]]:
        """On by a character whose second byte is lost."""
        pairs = [pair for pair, found in _with_lead(lead) if self._usual(found)]
        for pair in _CLOSING if lead == _STOP_BEGINS else (*pairs, GAP):
            yield replace(self.on(way, pair, way.position + 1), guessed=way.guessed + 1), True

    def _halves(self, way: Way, half: bytes, pair: bytes) -> Iterator[tuple[Way, bool]]:
        """On by a printed character, which is the second half of one and the first of another."""
        position = way.position
        group = GROUP.match(self.text, position)
        reading = unicodedata.normalize("NFC", group.group(2)) if group else ""
        if group and reading not in readings(self.text[position]):
            # Half a character was not printed at all: the reading is that of the pair to which it belongs.
            for other in pairs_read(reading, pair[1], self.known):
                yield self.on(way, half + pair[:1] + other, group.end(), inserted=True), True
        elif pair[1] < _EURO:
            yield self.on(way, half + pair, position + 1), True  # an ASCII character of its own
        elif group:
            yield self.on(way, half + pair, group.end(), inserted=True), False
        else:
            yield self.on(way, half + pair, position + 1), False

    def _fits(self, lead: int, trail: int) -> bool:
        return self._usual(_character(lead, trail))

    def _usual(self, character: str) -> bool:
        return bool(character) and (character in CJK_MARKS or is_common(character) or character in self.usual)

    def _new(self, character: str) -> int:
        if character in self.usual or not _HAN.match(character):
            return 0
        return 3 if _simplified_only(character) else 1


@lru_cache(maxsize=8192)
def _simplified_only(character: str) -> bool:
    return to_simplified(character) == character != to_traditional(character)


def _best(ways: list[Way]) -> list[Way]:
    """Those to follow, the likeliest first."""
    ranked = sorted(ways, key=_cost)[:BREADTH]
    return [way for way in ranked if way.cost <= ranked[0].cost + LEAST_LIKELY]


def _cost(way: Way) -> tuple[float, bytes]:
    return way.cost, way.data
