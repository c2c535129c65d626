"""How text folds for comparison, and how Simplified and Traditional convert; wraps OpenCC and knows nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

_SPACES = re.compile(r"[\s\u200b\ufeff\u00ad]+")
_ZERO_WIDTH = ("\u200b", "\ufeff", "\u00ad")

Direction = Literal["t2s", "s2t"]
#: What `site.script` may say; "source" leaves each text in the script it is printed in.
Script = Literal["source", "simplified", "traditional"]

#: Versions of OpenCC whose phrases were read for the characters below; any other is asked about every text.
_READ = frozenset({"1.4.2"})
#: What OpenCC changes within a phrase only (沈默, 憑藉, 回覆, 土坏, 瞭解); any other change shows in a character alone.
_IN_PHRASES = "沈藉覆坏瞭哩甦衹"
#: Below so many characters looking them up one by one is faster than through numpy.
_SHORT = 64
#: From so many characters on that may change, a text is Traditional and converted in one go.
_FEW = 12
_BMP = 0x10000
_LINE_END = ord("\n")
_BEYOND_ONE = 0x110000  # no character
#: Blocks in which no character has another form, width or case: ideographs of Extension A and the main block, what lies
#: between them, Yi, Hangul, private ones. Tables of forms need not ask of these 49,000.
_PLAIN_BLOCKS = ((0x3400, 0xA000), (0xA000, 0xA4D0), (0xAC00, 0xD7A4), (0xE000, 0xF900))
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_HALF = re.compile("([\ud800-\udfff]+)")


@cache
def _converter(direction: Direction) -> OpenCC:
    return OpenCC(direction)


def _codes_of(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _indices_of(text: str) -> NDArray[np.int32]:
    """The code points of `text` as `take` wants them, which is twice as quick as brackets.

    With `mode="clip"` a character beyond a table has what is last there.
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<i4")


@cache
def _basic_codes() -> NDArray[np.uint32]:
    """The characters of the basic plane, a line end and halves of pairs apart."""
    codes = np.arange(_BMP, dtype="<u4")
    kept: NDArray[np.uint32] = codes[(codes != _LINE_END) & ((codes < 0xD800) | (codes >= 0xE000))]
    return kept


def _each_alone(codes: NDArray[np.uint32], convert: Callable[[str], str]) -> NDArray[np.uint32]:
    """What `convert`, which goes over no line end, makes of each of `codes`; `_BEYOND_ONE` where that is several."""
    lines = np.full(2 * len(codes), _LINE_END, dtype="<u4")
    lines[::2] = codes
    made = convert(lines[:-1].tobytes().decode("utf-32-le"))
    if len(made) == len(lines) - 1:  # the loop below is slow
        found = _codes_of(made)
        if np.all(found[1::2] == _LINE_END) and not np.any(found[::2] == _LINE_END):
            return found[::2]
    return np.array([ord(form) if len(form) == 1 else _BEYOND_ONE for form in made.split("\n")], dtype="<u4")


class _Characters:
    """A set of characters to be found in texts; those beyond the basic plane are in every set."""

    def __init__(self, members: Iterable[str]) -> None:
        self._members = frozenset(members)
        self.codes = np.zeros(_BMP + 1, dtype=bool)
        self.codes[[ord(member) for member in self._members]] = True
        self.codes[_BMP] = True

    def places(self, text: str) -> Sequence[int]:
        """Where members stand in `text`, in order."""
        if len(text) < _SHORT and self._members.isdisjoint(text) and not _BEYOND.search(text):
            return ()
        places: list[int] = self.codes.take(_indices_of(text), mode="clip").nonzero()[0].tolist()
        return places


def _converted(text: str, direction: Direction) -> str:
    """`text` as OpenCC converts it; half a surrogate pair, which it cannot be given, stays as it is."""
    convert = _converter(direction).convert
    try:
        return str(convert(text))
    except UnicodeEncodeError:
        return "".join(part if _HALF.match(part) else str(convert(part)) for part in _HALF.split(text))


@cache
def single_forms(direction: Direction) -> NDArray[np.uint32]:
    """What each character of the basic plane becomes where it stands alone, by code; itself if not one character."""
    forms = np.arange(_BMP, dtype="<u4")
    codes = _basic_codes()
    alone = _each_alone(codes, _converter(direction).convert)
    forms[codes] = np.where(alone == _BEYOND_ONE, codes, alone)
    return forms


@cache
def _not_simplified() -> _Characters | None:
    """Every character that OpenCC may change; None if its dictionary is not the one that was read."""
    if version("opencc") not in _READ:
        return None
    forms = single_forms("t2s")
    return _Characters([*map(chr, np.flatnonzero(forms != np.arange(_BMP)).tolist()), *_IN_PHRASES])


def to_simplified(text: str) -> str:
    """`text` in Simplified characters.

    Callers that rely on positions use `fold_same_length`, which checks.
    """
    if text.isascii():
        return text
    changing = _not_simplified()
    places = changing.places(text) if changing is not None else range(len(text))
    if len(places) > _FEW:
        return _converted(text, "t2s")
    parts: list[str] = []  # of a Simplified text only the lines that have a character of both scripts
    done = 0
    for place in places:
        if place >= done:
            begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            parts += (text[done:begin], _converted(text[begin : end if end >= 0 else len(text)], "t2s"))
            done = end if end >= 0 else len(text)
    return "".join(parts) + text[done:]


def stays(character: str) -> bool:
    """True if `character` is the same in Simplified text, whatever stands beside it."""
    changing = _not_simplified()
    return changing is not None and not changing.places(character)


def to_traditional(text: str) -> str:
    """`text` in Traditional characters, phrase-exact (OpenCC s2t)."""
    return text if text.isascii() else _converted(text, "s2t")


def in_script(text: str, script: Script) -> str:
    """`text` in `script`, phrase-exact by OpenCC and of the same length, so that places in it still hold.

    A line whose length OpenCC changes is converted character by character.
    """
    if script == "source":
        return text
    convert = to_simplified if script == "simplified" else to_traditional
    made = convert(text)
    if len(made) == len(text):
        return made
    pairs = [(line, convert(line)) for line in text.split("\n")]
    return "\n".join(other if len(other) == len(line) else _one_by_one(line, convert) for line, other in pairs)


def _one_by_one(text: str, convert: Callable[[str], str]) -> str:
    return "".join(other if len(other := convert(character)) == 1 else character for character in text)


def fold(text: str, space: str = "") -> str:
    """`text` reduced for comparison: NFKC, Simplified, case folded, white space replaced by `space`."""
    wide = compatible(to_simplified(text))
    if space:
        return _SPACES.sub(space, wide).casefold()
    for mark in _ZERO_WIDTH:
        wide = wide.replace(mark, "")
    return "".join(wide.split()).casefold()


class Translation:
    """What `str.translate` does with a table of one character for one, several times as fast on a Chinese paragraph:
    there `str.translate` raises and catches a KeyError for each character that stays."""

    #: A shorter text is translated as fast by `str.translate` (measured on 10 to 1,000 Han characters).
    SHORT = 24

    def __init__(self, forms: Mapping[int, str]) -> None:
        self._forms = forms
        self.codes = np.arange(0x110000, dtype="<u4")  # what each becomes
        self.codes[list(forms)] = [ord(form) for form in forms.values()]

    def __call__(self, text: str) -> str:
        if len(text) < self.SHORT:
            return text.translate(self._forms)
        return self.codes.take(_indices_of(text)).tobytes().decode("utf-32-le", "surrogatepass")


#: Blocks whose characters neither combine with a neighbour nor change their order when normalized.
_LONERS = (
    (0x20, 0x300),
    (0x1E00, 0x20D0),
    (0x2100, 0x302A),
    (0x3030, 0x3099),
    (0x309B, 0xA000),
    (0xF900, 0xFB00),
    (0xFF00, 0xFFF0),
)
_STAYS, _ONE_FOR_ONE, _LONGER, _COMBINES = range(4)


@cache
def changing() -> str:
    """The characters of the basic plane that may have another form, width or case by Unicode; a line end is none."""
    codes = _basic_codes()
    plain = np.zeros(_BMP, dtype=np.bool_)
    for first, last in _PLAIN_BLOCKS:
        plain[first:last] = True
    return codes[~plain[codes]].tobytes().decode("utf-32-le")


@cache
def _compatible_forms() -> tuple[NDArray[np.uint8], Translation, Mapping[str, str]]:
    """What NFKC does with each character of the basic plane (and, last, with any other), and to what."""
    effect = np.full(_BMP + 1, _COMBINES, dtype=np.uint8)
    for first, last in _LONERS:
        effect[first:last] = _STAYS
    effect[[ord("\n"), ord("\t")]] = _STAYS
    alone = effect == _STAYS
    characters = "\n".join(changing())
    forms = unicodedata.normalize("NFKC", characters)  # a line end combines with nothing
    other: dict[str, str] = {
        character: form
        for character, form in zip(characters.split("\n"), forms.split("\n"), strict=True)
        if character != form and alone[ord(character)]
    }
    for character, form in other.items():
        inert = all(alone[min(ord(part), _BMP)] for part in form)
        effect[ord(character)] = (_ONE_FOR_ONE if len(form) == 1 else _LONGER) if inert else _COMBINES
    single = Translation({ord(character): form for character, form in other.items() if len(form) == 1})
    return effect, single, {character: form for character, form in other.items() if len(form) > 1}


def compatible(text: str) -> str:
    """`text` in Unicode's normal form KC: full-width letters and marks become plain ones, … becomes three stops.

    `unicodedata.normalize` takes a Chinese text apart character by character, for a character might combine with the
    next; where none can, a table is several times as fast.
    """
    if len(text) < _SHORT or text.isascii():
        return unicodedata.normalize("NFKC", text)
    effect, single, longer = _compatible_forms()
    effects = np.bincount(effect.take(_indices_of(text), mode="clip"), minlength=4)
    if effects[_COMBINES]:
        return unicodedata.normalize("NFKC", text)
    if effects[_ONE_FOR_ONE]:
        text = single(text)
    if effects[_LONGER]:
        for character in longer.keys() & set(text):
            text = text.replace(character, longer[character])
    return text


@cache
def _plain_forms() -> Translation:
    """Every character of the BMP whose NFKC, case-folded form is one other character."""
    characters = "\n".join(changing())
    forms = unicodedata.normalize("NFKC", characters).split("\n")
    return Translation(
        {
            ord(character): plain
            for character, form in zip(characters.split("\n"), forms, strict=True)
            if len(plain := form.casefold()) == 1 and plain != character
        }
    )


def fold_alone() -> NDArray[np.uint32]:
    """What each character of the basic plane becomes by `fold_same_length` where it stands alone, by code."""
    forms = single_forms("t2s")
    return np.where(forms < _BMP, _plain_forms().codes[forms], forms)


@cache
def _forms_alone() -> NDArray[np.uint32] | None:
    """What each character of the basic plane becomes by `fold_same_length`, whatever stands beside it; `_BEYOND_ONE`
    for those that OpenCC may change, and, last, for all others. None if nobody knows which it changes."""
    changing = _not_simplified()
    if changing is None:
        return None
    forms = _plain_forms().codes[: _BMP + 1].copy()
    forms[changing.codes] = _BEYOND_ONE
    return forms


def fold_same_length(text: str) -> str:
    """`text` folded one character for one: positions in the result are positions in `text`.

    Characters whose folded form is longer or shorter (ligatures, ß) stay as they are.
    """
    if text.isascii():
        return text.lower()
    forms = _forms_alone()
    if forms is not None and len(text) >= _SHORT:
        made = forms.take(_indices_of(text), mode="clip")
        if made.max() < _BEYOND_ONE:
            return made.tobytes().decode("utf-32-le", "surrogatepass")
    simplified = to_simplified(text)
    if len(simplified) != len(text):
        simplified = "".join(s if len(s := to_simplified(c)) == 1 else c for c in text)
    return _plain_forms()(simplified)
