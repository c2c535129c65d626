"""Whether a text is left anywhere that is published or cached: folded for script, width, case and blanks, unpacked."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import pickletools
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from opencc import OpenCC

#: Archives inside archives are opened to this depth; deeper ones are searched as bytes.
DEEPEST = 4
#: A compressed part that unpacks to more than this is searched as far as it goes: nothing of ours is as large.
LARGEST = 256 * 1024 * 1024
#: Pictures and fonts hold no text; searching them as one costs time and finds chance.
_NO_TEXT = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".woff", ".woff2", ".ttf"})
#: Shorter runs of the base64 alphabet are words.
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_NOT_COUNTED = re.compile("[\\s\\u200b-\\u200f\\u2060\\ufeff\\u00ad\\\\]+")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_LINK = re.compile(r"\]\([^()\n]{0,500}\)|\{[^{}\n]{0,200}\}|\[")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
#: An address: found only as a whole, for `note` is not left because `note--2` is.
_ADDRESS = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)+")
_ZIP, _GZIP, _PICKLE = b"PK\x03\x04", b"\x1f\x8b", b"\x80"
_ASCII = 0x7F
_KEY = 64  # hex digits of a cache key, which stands before a pickle

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Found:
    """A text, and a file that holds it (`a.zip!b.html`: one inside an archive), or whose name does (`in_name`)."""

    text: str
    place: str
    in_name: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A text, its folded form, and what must stand in a page for it to be there: for each character, its variants."""

    text: str
    form: str
    variants: tuple[frozenset[str], ...]
    address: re.Pattern[str] | None


class _Printed:
    """A text that is searched; folded when something may be in it, which costs a hundred times as much."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain: str | None = None
        self._form: str | None = None

    def holds(self, wanted: _Wanted) -> bool:
        if wanted.address:
            return bool(wanted.address.search(self._text))
        if wanted.form.isascii():
            if self._plain is None:
                self._plain = _NOT_COUNTED.sub("", unicodedata.normalize("NFKC", self._text)).casefold()
            return wanted.form in self._plain
        if not all(any(form in self._text for form in forms) for forms in wanted.variants):
            return False
        if self._form is None:
            self._form = folded(self._text)
        return wanted.form in self._form


def search(texts: Sequence[str], places: Iterable[Path], but: Sequence[Path] = ()) -> Iterator[Found]:
    """Each file below `places` that holds one of `texts`, in its name or in what it holds, in order of the places.

    `but` are folders that hold nothing of any source.
    """
    wanted = [_wanted(text) for text in texts if folded(text)]
    for place in places:
        files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
        for path in files:
            if path.is_file() and not any(path.is_relative_to(folder) for folder in but):
                yield from _in_name(wanted, path.relative_to(place).as_posix() if place.is_dir() else "", str(path))
                if path.suffix.lower() not in _NO_TEXT:
                    yield from _in_bytes(wanted, path.read_bytes(), str(path), 0)


def folded(text: str) -> str:
    """`text` as it is compared: Simplified, NFKC, case folded, without blanks and invisible characters."""
    if _BEYOND_ASCII.search(text):
        text = unicodedata.normalize("NFKC", _simplified().convert(text))
    return _NOT_COUNTED.sub("", text).casefold()


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


def _wanted(text: str) -> _Wanted:
    slug = text.strip().lower()
    whole = re.compile(rf"(?<![a-z0-9-]){re.escape(slug)}(?![a-z0-9-])", re.IGNORECASE)
    form = folded(text)
    known = _variants()
    variants = tuple(
        known.get(character, frozenset(character)) for character in dict.fromkeys(form) if ord(character) > _ASCII
    )
    return _Wanted(text, form, variants, whole if _ADDRESS.fullmatch(slug) else None)


@cache
def _variants() -> dict[str, frozenset[str]]:
    """For each folded character beyond ASCII, those that fold to it or to a text with it."""
    found: dict[str, set[str]] = {}
    characters = [chr(code) for code in range(_ASCII + 1, 0x10000) if not 0xD800 <= code < 0xE000]
    simplified = _simplified().convert("\n".join(c for c in characters if c not in "\x85\u2028\u2029")).split("\n")
    kept = [c for c in characters if c not in "\x85\u2028\u2029"]
    for character, plain in zip(kept, simplified, strict=True):
        for part in {*unicodedata.normalize("NFKC", plain).casefold(), character}:
            found.setdefault(part, set()).add(character)
    return {part: frozenset(forms) for part, forms in found.items()}


def _in_name(wanted: Sequence[_Wanted], name: str, place: str) -> Iterator[Found]:
    printed = _Printed(unquote(name))
    yield from (Found(item.text, place, in_name=True) for item in wanted if printed.holds(item))


def _in_bytes(wanted: Sequence[_Wanted], data: bytes, place: str, depth: int) -> Iterator[Found]:
    if data.startswith(_ZIP) and depth < DEEPEST:
        yield from _in_zip(wanted, data, place, depth)
        return
    if data.startswith(_GZIP) and depth < DEEPEST:
        unpacked = _attempt(lambda: gzip.GzipFile(fileobj=io.BytesIO(data)).read(LARGEST))
        if unpacked is not None:
            yield from _in_bytes(wanted, unpacked, f"{place}!", depth + 1)
            return
    left = list(wanted)
    for form in _forms(data):
        printed = _Printed(form)
        there = [item for item in left if printed.holds(item)]
        yield from (Found(item.text, place) for item in there)
        left = [item for item in left if item not in there]
        if not left:
            return


def _forms(data: bytes) -> Iterator[str]:
    """The ways in which `data` may hold a text, the likely ones first."""
    printed = data.decode("utf-8", "ignore")
    yield printed
    if "&" in printed or "<" in printed:
        yield html.unescape(_TAG.sub("", printed))
    if "](" in printed:
        yield html.unescape(_LINK.sub("", printed))
    if "\\" in printed:
        yield _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), printed)
    if "%" in printed:
        yield unquote(printed)
    if printed[:1] in ("{", "["):
        yield from _of_json(_attempt(lambda: json.loads(printed)))
    for start in (0, _KEY):
        if data[start : start + 1] == _PICKLE:
            yield _attempt(lambda start=start: "\n".join(_strings(data[start:]))) or ""  # type: ignore[misc]
    for encoding in _encodings(data):
        yield data.decode(encoding, "ignore")
    yield "\n".join(filter(None, (_unpacked(run.group()) for run in _BASE64.finditer(data))))


def _of_json(value: Any) -> Iterator[str]:
    """Strings of a JSON value put together; of a ledger, what was printed and what was made of it."""
    strings: list[str] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            strings.append(item)
        elif isinstance(item, dict):
            waiting += reversed([*item, *item.values()])
        elif isinstance(item, list):
            waiting += reversed(item)
    yield "".join(strings)
    segments = value.get("segments") if isinstance(value, dict) else None
    if isinstance(segments, list):
        for side in (0, 1):
            parts = (item if isinstance(item, str) else item[side] for item in segments if item)
            yield "".join(str(part) for part in parts)


def _encodings(data: bytes) -> tuple[str, ...]:
    if _attempt(lambda: data.decode("utf-8")) is None:
        return ("gb18030", "big5", "utf-16-le", "utf-16-be")
    return ("utf-16-le",) if b"\0" in data else ()


def _strings(data: bytes) -> Iterator[str]:
    """Every string and every piece of bytes in pickles one behind the other, which are read and never carried out."""
    file = io.BytesIO(data)
    while file.tell() < len(data):
        for _, value, _ in pickletools.genops(file):
            if isinstance(value, str):
                yield value
            elif isinstance(value, bytes):
                yield from _strings(value) if value.startswith(_PICKLE) else [value.decode("utf-8", "ignore")]


def _unpacked(run: bytes) -> str:
    """The text that a run of base64 holds, compressed or not; "" if it holds none."""
    padded = run.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
    data = _attempt(lambda: base64.b64decode(padded + b"=" * (-len(padded) % 4))) or b""
    for unpack in (gzip.decompress, zlib.decompress):
        data = _attempt(lambda unpack=unpack, data=data: unpack(data)) or data  # type: ignore[misc]
    return _attempt(lambda: data.decode("utf-8")) or ""


def _in_zip(wanted: Sequence[_Wanted], data: bytes, place: str, depth: int) -> Iterator[Found]:
    archive = _attempt(lambda: zipfile.ZipFile(io.BytesIO(data)))
    for member in archive.infolist() if archive else ():
        inside = f"{place}!{member.filename}"
        yield from _in_name(wanted, member.filename, inside)
        if Path(member.filename).suffix.lower() in _NO_TEXT or member.is_dir() or archive is None:
            continue
        part = _attempt(lambda member=member: archive.open(member).read(LARGEST))  # type: ignore[misc]
        yield from _in_bytes(wanted, part or b"", inside, depth + 1)


def _attempt(make: Callable[[], Value]) -> Value | None:
    """What `make` returns; None if it fails: what cannot be unpacked is searched as it is."""
    try:
        return make()
    except Exception:
        return None
