"""Injected pinyin and ASCII marks by replacing GBK byte pairs, which also hits pairs that straddle two characters."""

from __future__ import annotations

from collections.abc import Callable

from .damaged import Damaged, Place
from .pinyin import chosen, reading

#: One byte of the result: its value, and the places in the bytes of the clean text that it stands for.
_Byte = tuple[int, tuple[int, ...]]
#: Full-width marks of which pages make ASCII ones.
_MELTED = "，！？；："


def gbk_collisions(text: str, seed: int) -> Damaged:
    """Like `injected_pinyin`, done on bytes: `?` stands where the result is no GBK. GBK text only; else unchanged."""
    try:
        clean = text.encode("gbk")
    except UnicodeEncodeError:
        return Damaged(text, ())
    return _aligned(text, _decoded(_injected(_bytes(clean), text, seed)))


def gbk_melted_stops(text: str, seed: int) -> Damaged:
    """The same after full-width marks became ASCII ones, byte by byte: 。可 holds the bytes of ？ and prints `??`.

    Half a character before an ASCII mark is one `?` and leaves the mark; characters of private use are dropped.
    """
    try:
        clean = text.encode("gbk")
    except UnicodeEncodeError:
        return Damaged(text, ())
    data = _bytes(clean)
    for mark in _MELTED:
        pair = mark.encode("gbk")
        data = _replaced(data, pair, lambda old, pair=pair: [(pair[1] - 0x80, (*old[0][1], *old[1][1]))])
    melted = _decoded(_injected(data, text, seed), leaves_marks=True)
    dropped = [("" if "\ue000" <= character <= "\uf8ff" else character, used) for character, used in melted]
    return _aligned(text, dropped)


def _bytes(clean: bytes) -> list[_Byte]:
    return [(value, (index,)) for index, value in enumerate(clean)]


def _injected(data: list[_Byte], text: str, seed: int) -> list[_Byte]:
    for character in chosen(text, seed):
        data = _inject(data, character.encode("gbk"), f"({reading(character)})".encode("gbk"))
    return data


def _inject(data: list[_Byte], pair: bytes, added: bytes) -> list[_Byte]:
    return _replaced(data, pair, lambda old: [*old, *((value, ()) for value in added)])


def _replaced(data: list[_Byte], pair: bytes, new: Callable[[list[_Byte]], list[_Byte]]) -> list[_Byte]:
    done: list[_Byte] = []
    index = 0
    while index < len(data):
        if bytes(value for value, _ in data[index : index + 2]) == pair:
            done += new(data[index : index + 2])
            index += 2
        else:
            done.append(data[index])
            index += 1
    return done


def _decoded(data: list[_Byte], *, leaves_marks: bool = False) -> list[tuple[str, list[int]]]:
    """Characters of the result with the clean bytes each was read from; a pair that is no character is one `?`.

    With `leaves_marks` an ASCII byte behind half a character stays, unless it opens a reading.
    """
    found: list[tuple[str, list[int]]] = []
    index = 0
    while index < len(data):
        width = 2 if data[index][0] > 0x80 and index + 1 < len(data) else 1
        try:
            character = bytes(value for value, _ in data[index : index + width]).decode(
                "gb18030" if leaves_marks else "gbk"
            )
        except UnicodeDecodeError:
            character = "?"
            if leaves_marks and width == 2 and data[index + 1][0] < 0x80 and data[index + 1][0] != ord("("):
                width = 1
        found.append((character, [at for _, places in data[index : index + width] for at in places]))
        index += width
    return found


def _aligned(text: str, result: list[tuple[str, list[int]]]) -> Damaged:
    """The result with its places: wherever both texts begin a character at the same clean byte, they meet."""
    begins: dict[int, int] = {}  # clean byte at which a clean character begins → its index
    offset = 0
    for index, character in enumerate(text):
        begins[offset] = index
        offset += len(character.encode("gbk"))
    begins[offset] = len(text)
    places: list[Place] = []
    damaged_from = clean_from = 0
    reached = index = 0  # clean bytes used up so far; characters of the result
    printed = "".join(character for character, _ in result)
    for character, used in [*result, ("", [offset])]:
        met = used and used[0] == reached and reached in begins
        if met:
            clean_to = begins[reached]
            _note(places, printed, text, (damaged_from, index), (clean_from, clean_to))
            damaged_from, clean_from = index, clean_to
        if used:
            reached = used[-1] + 1
        index += len(character)
    return Damaged(printed, tuple(places))


def _note(
    places: list[Place],
    printed: str,
    text: str,
    damaged: tuple[int, int],
    clean: tuple[int, int],
) -> None:
    new = printed[damaged[0] : damaged[1]]
    old = text[clean[0] : clean[1]]
    if new == old:
        return
    shared = 0
    while shared < min(len(new), len(old)) and new[shared] == old[shared]:
        shared += 1
    places.append(Place(damaged[0] + shared, damaged[1], old[shared:]))
