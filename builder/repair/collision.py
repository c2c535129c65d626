"""Undoes what pinyin injected into GBK bytes did to characters it cut in two, and proves it by injecting again.

The injector put "(reading)" after a pair of bytes wherever it stood, also where the pair was the second byte of one
character and the first of the next. A decoder then met half a character and "(", printed "?", and read what
followed one byte out of step until an ASCII byte or another reading brought it back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from builder.characters import HAN, TONED
from builder.model import Edit
from builder.patterns import pattern
from builder.repair.injection import GROUP, Injection, is_common, readings
from builder.script import to_simplified

#: A reading whose opening parenthesis was swallowed with half a character, after a Han character.
SITE = pattern(f"[?\ufffd]([a-zü{TONED}]{{1,6}})\\)")
_HAN = pattern(f"[{HAN}]")

_TRAILS = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
_LEADS = range(0x81, 0xFF)
#: A window longer than this is out of step for another reason; seed 001 has at most 9.
LONGEST_WINDOW = 24
#: Bounds the search for one site, and for a text: seed 001 needs at most 4,000 for one of its four sites. What lies
#: beyond is flagged, so that no text takes more than a second or two.
MOST_STATES = 6000
MOST_STATES_IN_ALL = 60_000
MOST_PAIRS = 4  # readings in one window whose order of injection is tried
CONTEXT = 10  # characters on each side by which two proofs are compared


@dataclass(frozen=True, slots=True)
class _State:
    data: bytes  # the bytes before injection, so far
    position: int  # in the text
    dropped: int  # characters of private use that a later step must have removed
    pairs: tuple[tuple[bytes, str], ...]  # pairs of bytes that a swallowed reading stood after


def restore_sites(text: str, injection: Injection) -> Iterator[Edit]:
    """An edit for each site; one that cannot be proved is a doubtful edit that changes nothing."""
    reached = 0
    budget = MOST_STATES_IN_ALL
    for match in SITE.finditer(text):
        begin = match.start() - 1
        if begin < reached or not _HAN.match(text[begin]):
            continue
        proofs, spent = _proofs(text, begin, injection, min(budget, MOST_STATES))
        budget -= spent
        found = _best(text, begin, proofs)
        if found is None:
            yield Edit(match.start(), match.end(), match.group(), "doubtful")
            reached = match.end()
        else:
            state, clean, certain = found
            yield Edit(begin, state.position, clean, "sure" if certain else "likely")
            reached = state.position


def _proofs(text: str, begin: int, injection: Injection, most: int) -> tuple[list[tuple[_State, str]], int]:
    """Every clean string whose injection gives the text from `begin` on, and how many states were looked at."""
    first = _gbk(text[begin])
    if not first:
        return [], 0
    open_states = [_State(first, begin + 1, 0, ())]
    proofs: list[tuple[_State, str]] = []
    seen = 0
    while open_states and seen < most:
        state = open_states.pop()
        seen += 1
        if len(state.data) % 2 == 0 and state.pairs:
            clean = _decode(state.data)
            if clean is not None and _injected(state, injection) == text[begin : state.position]:
                proofs.append((state, clean))
        elif state.position < min(len(text), begin + LONGEST_WINDOW):
            open_states.extend(_steps(text, state, injection))
    return proofs, seen


def _steps(text: str, state: _State, injection: Injection) -> Iterator[_State]:
    out_of_step = len(state.data) % 2 == 1
    site = SITE.match(text, state.position)
    if site:
        reading = unicodedata.normalize("NFC", site.group(1))
        for pair in _pairs_read(reading, state.data[-1], injection):
            yield _State(state.data + pair[1:], site.end(), state.dropped, (*state.pairs, (pair, reading)))
        if out_of_step and not state.dropped:
            for character, its_reading in injection.readings.items():
                pair = _gbk(character)
                if its_reading == reading and pair:
                    for lead in _private_leads(pair[0]):
                        data = state.data + bytes([lead]) + pair
                        yield _State(data, site.end(), 1, (*state.pairs, (pair, reading)))
        return
    if not out_of_step:
        return
    character = text[state.position]
    if "\x40" <= character <= "\x7e":
        yield _State(state.data + character.encode("ascii"), state.position + 1, state.dropped, state.pairs)
        return
    pair = _gbk(character)
    if not pair:
        return
    group = GROUP.match(text, state.position)
    after = group.end() if group and injection.readings.get(character) == group.group(2) else state.position + 1
    yield _State(state.data + pair, after, state.dropped, state.pairs)
    if not state.dropped and text[state.position - 1] == ")":
        for lead in _private_range():
            for trail in _private_trails(lead):
                yield _State(state.data + bytes([lead, trail]) + pair, after, 1, state.pairs)


def _pairs_read(reading: str, lead: int, injection: Injection) -> list[bytes]:
    """Pairs of bytes that begin with `lead` and are a character with this reading; those known to be injected first."""
    pairs = _characters_read(reading, lead)
    known = [pair for pair, character in pairs if injection.readings.get(character) == reading]
    return known or [pair for pair, _ in pairs]


@lru_cache(maxsize=1024)
def _characters_read(reading: str, lead: int) -> tuple[tuple[bytes, str], ...]:
    """The GBK characters that begin with byte `lead` and have this reading."""
    if lead not in _LEADS:
        return ()
    found = ((bytes([lead, trail]), _decode(bytes([lead, trail]))) for trail in _TRAILS)
    return tuple((pair, character) for pair, character in found if character and reading in readings(character))


def _gbk(character: str) -> bytes:
    try:
        data = character.encode("gbk")
    except UnicodeEncodeError:
        return b""
    return data if len(data) == 2 else b""


def _decode(data: bytes) -> str | None:
    try:
        clean = data.decode("gbk")
    except UnicodeDecodeError:
        return None
    return clean if all(_HAN.match(character) for character in clean) else None


def _private_range() -> list[int]:
    return [*range(0xAA, 0xB0), *range(0xF8, 0xFF), *range(0xA1, 0xA8)]


def _private_trails(lead: int) -> list[int]:
    """GBK gives its user-defined areas AAA1-AFFE, F8A1-FEFE and A140-A7A0 to private use."""
    return list(range(0xA1, 0xFF)) if lead >= 0xAA else [b for b in range(0x40, 0xA1) if b != 0x7F]


def _private_leads(trail: int) -> list[int]:
    return [lead for lead in _private_range() if trail in _private_trails(lead)]


def _injected(state: _State, injection: Injection) -> str | None:
    """What the broken page prints for `state.data`; of the orders in which readings were put in, one that fits."""
    pairs = dict(state.pairs)
    for offset in range(len(state.data) - 1):
        pair = state.data[offset : offset + 2]
        character = _decode(pair)
        if character is not None and character in injection.readings:
            pairs.setdefault(pair, injection.readings[character])
    if len(pairs) > MOST_PAIRS:
        return None
    wanted_sites = len(state.pairs)
    for order in permutations(pairs.items()):
        data = state.data
        for pair, reading in order:
            data = data.replace(pair, pair + f"({reading})".encode("gb18030"))
        printed = _print(data)
        if len(SITE.findall(printed)) == wanted_sites and _reads_as(printed, state):
            return printed
    return None


def _reads_as(printed: str, state: _State) -> bool:
    return [unicodedata.normalize("NFC", reading) for reading in SITE.findall(printed)] == [r for _, r in state.pairs]


def _print(data: bytes) -> str:
    """`data` as the site's decoder printed it: half a character takes the next byte along and becomes "?"."""
    out: list[str] = []
    position = 0
    while position < len(data):
        if data[position] < 0x80:
            out.append(chr(data[position]))
            position += 1
            continue
        try:
            character = data[position : position + 2].decode("gb18030")
        except UnicodeDecodeError:
            character = "?"
        if not "\ue000" <= character <= "\uf8ff":  # private use was dropped
            out.append(character)
        position += 2
    return "".join(out)


def _best(text: str, begin: int, proofs: list[tuple[_State, str]]) -> tuple[_State, str, bool] | None:
    """The one proof to believe, and whether it is the only one.

    Several strings may give the same broken text. The one that reads best in its place is taken: common characters,
    then fewest words, then most characters in as many words, then longest words (扎扎实实 + 地, not 扎实 + 实地).
    """
    common = [(state, clean) for state, clean in proofs if not state.dropped or all(map(is_common, clean))]
    if not common:
        return None
    if len(common) == 1:
        return (*common[0], common[0][0].dropped == 0)
    before = GROUP.sub(r"\1", text[max(0, begin - 4 * CONTEXT) : begin])[-CONTEXT:]
    ranked = sorted(
        (_words(before, clean, GROUP.sub(r"\1", text[state.position : state.position + 4 * CONTEXT])[:CONTEXT]), n)
        for n, (state, clean) in enumerate(common)
    )
    best = [common[n] for measure, n in ranked if measure == ranked[0][0]]
    if len(best) > 1:
        elsewhere = text[:begin] + text[begin + LONGEST_WINDOW :]
        best = [proof for proof in best if all(character in elsewhere for character in proof[1])]
    return (*best[0], False) if len(best) == 1 else None


def _words(before: str, clean: str, after: str) -> tuple[int, int, int]:
    import rjieba

    words = rjieba.cut(to_simplified(before + clean + after), hmm=False)
    return len(words), -len(clean), -sum(len(word) ** 2 for word in words)
