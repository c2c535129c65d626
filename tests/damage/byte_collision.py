"""Injected pinyin by replacing GBK byte pairs, which also hits pairs that straddle two characters."""

from __future__ import annotations

from .damaged import Damaged, Place
from .pinyin import chosen, reading

#: One byte of the result: its value, and its place in the bytes of the clean text (None if it was injected).
_Byte = tuple[int, int | None]


def gbk_collisions(text: str, seed: int) -> Damaged:
    """Like `injected_pinyin`, done on bytes: `?` stands where the result is no GBK. GBK text only; else unchanged."""
    try:
        clean = text.encode("gbk")
    except UnicodeEncodeError:
        return Damaged(text, ())
    data: list[_Byte] = [(value, index) for index, value in enumerate(clean)]
    for character in chosen(text, seed):
        data = _inject(data, character.encode("gbk"), f"({reading(character)})".encode("gbk"))
    return _aligned(text, _decoded([*data]))


def _inject(data: list[_Byte], pair: bytes, added: bytes) -> list[_Byte]:
    done: list[_Byte] = []
    index = 0
    while index < len(data):
        if bytes(value for value, _ in data[index : index + 2]) == pair:
            done += data[index : index + 2]
            done += [(value, None) for value in added]
            index += 2
        else:
            done.append(data[index])
            index += 1
    return done


def _decoded(data: list[_Byte]) -> list[tuple[str, list[int]]]:
    """Characters of the result with the clean bytes each was read from; a pair that is no character is one `?`."""
    found: list[tuple[str, list[int]]] = []
    index = 0
    while index < len(data):
        width = 2 if data[index][0] > 0x80 and index + 1 < len(data) else 1
        part = data[index : index + width]
        try:
            character = bytes(value for value, _ in part).decode("gbk")
        except UnicodeDecodeError:
            character = "?"
        found.append((character, [at for _, at in part if at is not None]))
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
    reached = 0  # clean bytes used up so far
    for index, (_, used) in enumerate([*result, ("", [offset])]):
        met = used and used[0] == reached and reached in begins
        if met:
            clean_to = begins[reached]
            _note(places, result, text, (damaged_from, index), (clean_from, clean_to))
            damaged_from, clean_from = index, clean_to
        if used:
            reached = used[-1] + 1
    return Damaged("".join(character for character, _ in result), tuple(places))


def _note(
    places: list[Place],
    result: list[tuple[str, list[int]]],
    text: str,
    damaged: tuple[int, int],
    clean: tuple[int, int],
) -> None:
    new = "".join(character for character, _ in result[damaged[0] : damaged[1]])
    old = text[clean[0] : clean[1]]
    if new == old:
        return
    shared = 0
    while shared < min(len(new), len(old)) and new[shared] == old[shared]:
        shared += 1
    places.append(Place(damaged[0] + shared, damaged[1], old[shared:]))
