"""Where changes to a page's bytes cut characters in two, and which of the ways back is to be believed.

Two changes do it. A reading was put in behind a pair of bytes that straddles two characters; or such a pair was taken
for a full-width mark and became an ASCII one (。可 is A1A3 BFC9, and A3BF is ？: the page prints "??" and goes on out
of step). `out_of_step` finds the ways back; the one is taken that contradicts the readings least and reads best.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.characters import HAN
from builder.model import Edit
from builder.patterns import pattern
from builder.repair.fluency import BEGINNING, Line
from builder.repair.injection import GROUP, Injection, is_common, readings
from builder.repair.out_of_step import FULL_WIDTH, SITE, Search, Way, pair_of, pairs_read

#: A stop before a character whose first byte makes a mark of it: 。 is A1A3, and these marks are A3 and that byte.
_MELTED_STOP = pattern(f"[?\ufffd]([!?:;,()！？：；，（）])(?=[{HAN}\u0370-\u03ff\u3041-\u30ff€A-Za-z]|[?\ufffd]\\s)")
#: The same where the decoder printed nothing for half a character.
_SILENT_STOP = pattern(f"(?<=[{HAN}])([!?:;！？：；])(?=[{HAN}])")
_STOP = "。".encode("gbk")
#: How soon after a silent stop something must stand that nobody writes (characters).
_SOON = 8
_HAN = pattern(f"[{HAN}]")
_LETTER_WITH_READING = pattern(f"[{HAN}][A-Za-z]\\(")
_MARKS = "!?:;,"
#: Bounds the time that a text takes: a site takes a tenth of a second. What lies beyond stays as printed, and is
#: flagged where its bytes alone show that it is broken.
MOST_SITES = 200
CONTEXT = 10  # characters on each side by which ways back are compared
#: Where only a mark tells of a cut, what is printed must be e^5 times as strange as the way back.
LEAST_GAIN = 5.0
#: Running text costs 3 to 5 a character. Above this a second dropped character is looked for.
STRANGE = 5.0


@dataclass(frozen=True, slots=True)
class _Site:
    begin: int  # in the text: from here on it is replaced
    starts: tuple[Way, ...]
    doubted: tuple[int, int] | None  # what is flagged where nothing explains it


def restore_sites(text: str, injection: Injection) -> Iterator[Edit]:
    """An edit for each site; a reading that cannot be explained is a doubtful edit that changes nothing."""
    usual = frozenset(character for character, count in Counter(text).items() if count > 1 or is_common(character))
    reached = tried = 0
    for site in _sites(text, injection):
        if site.begin < reached:
            continue
        tried += 1
        way, certain = _back(text, site, injection, usual) if tried <= MOST_SITES else (None, False)
        if way:
            yield Edit(site.begin, way.position, way.clean, "sure" if certain else "likely")
            reached = way.position
        elif site.doubted:
            yield Edit(*site.doubted, text[slice(*site.doubted)], "doubtful")
            reached = site.doubted[1]


def _sites(text: str, injection: Injection) -> Iterator[_Site]:
    """Every place that may be one, in order."""
    yield from sorted((*_swallowed(text, injection), *_stops(text)), key=lambda site: site.begin)


def _swallowed(text: str, injection: Injection) -> Iterator[_Site]:
    """Readings behind the second byte of a character and the first of the next, whose parenthesis is gone."""
    for match in SITE.finditer(text):
        before = match.start() - 1
        group = next(GROUP.finditer(text, max(0, before - 9), match.start()), None) if before >= 0 else None
        own = bool(group and group.end() == match.start())
        begin = group.start() if group and own else before
        pair = pair_of(text[begin]) if begin >= 0 else b""
        if not pair:
            continue
        reading = unicodedata.normalize("NFC", match.group(1))
        starts = tuple(
            Way(pair + other[1:], match.end(), (2, 3) if own else (3,))
            for other in pairs_read(reading, pair[1], injection.readings)
        )
        yield _Site(begin, starts, match.span())


def _stops(text: str) -> Iterator[_Site]:
    """Marks that a stop and the first byte of the next character became."""
    for match in _MELTED_STOP.finditer(text):
        yield _Site(match.start(), (_melted(match.group(1), match.end()),), None)
    for match in _SILENT_STOP.finditer(text):
        if _is_strange(text, match.end()):
            yield _Site(match.start(1), (_melted(match.group(1), match.end()),), None)


def _melted(mark: str, position: int) -> Way:
    return Way(_STOP + pair_of(mark)[1:], position)


def _is_strange(text: str, position: int) -> bool:
    """True if something stands soon after `position` that nobody writes: a rare character, another one's reading."""
    end = position + _SOON
    return (
        _LETTER_WITH_READING.search(text, position, end) is not None
        or any(not is_common(character) for character in _HAN.findall(text, position, end))
        or any(
            unicodedata.normalize("NFC", group.group(2)) not in readings(group.group(1))
            for group in GROUP.finditer(text, position, end)
        )
    )


def _back(text: str, site: _Site, injection: Injection, usual: frozenset[str]) -> tuple[Way | None, bool]:
    """The way to believe, and whether it is the only one.

    A second character is taken to have been dropped only where one does not explain the place well.
    """
    before = BEGINNING.and_then(_widened(_bare(text[max(0, site.begin - 4 * CONTEXT) : site.begin])[-CONTEXT:]))
    empty = Way(b"", site.begin, line=before)
    ways: list[Way] = []
    best: Way | None = None
    for dropped in (1, 2):
        search = Search(text, injection.readings, usual, dropped)
        starts = [replace(search.on(empty, way.data, way.position), inserted=way.inserted) for way in site.starts]
        ways = search.ways(starts)
        best = _best(text, site, before, ways, injection)
        if best and best.cost - before.cost <= STRANGE * len(best.clean):
            break
    return best, len(ways) == 1 and best is not None and not best.dropped and not best.guessed


def _best(text: str, site: _Site, before: Line, ways: list[Way], injection: Injection) -> Way | None:
    """The way back that contradicts the readings least and reads best; None where what is printed at a place without a
    reading reads no worse."""
    if not ways:
        return None
    end = max(way.position for way in ways)
    behind = _bare(text[end : end + 4 * CONTEXT])[:CONTEXT]

    def cost_behind(line: Line, position: int) -> float:
        return line.and_then(_widened(_bare(text[position:end]) + behind)).cost - line.cost

    ranked = sorted(
        (_contradictions(text, way, injection), way.cost + cost_behind(way.line, way.position), way.clean, number)
        for number, way in enumerate(ways)
    )
    _, cost, _, number = ranked[0]
    if site.doubted is None and before.cost + cost_behind(before, site.begin) < cost + LEAST_GAIN:
        return None
    return ways[number]


def _bare(text: str) -> str:
    """`text` without readings."""
    return GROUP.sub(r"\1", text)


def _widened(text: str) -> str:
    return "".join(FULL_WIDTH[character] if character in _MARKS else character for character in text)


def _contradictions(text: str, way: Way, injection: Injection) -> int:
    """Injected characters of the restored words that bear no reading, though none was put in that parts them."""
    pairs = {pair_of(character) for character in injection.readings}
    behind = {*way.inserted, len(way.data)} if text.startswith("(", way.position) else set(way.inserted)
    return sum(way.data[end - 2 : end] in pairs and not {end, end - 1} & behind for end in range(2, len(way.data) + 1))
