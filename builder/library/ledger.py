"""The private, total ledger: for each source, every character of its text and what became of it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.byte_record import encode
from builder.model import ByteRecord, Certainty, Flag, Repaired, Segment, Source, Tile

_FORM = 1  # of the files; a file in another form is as good as none
_MARK = len('{"sum":"0123456789abcdef"')  # bytes at the beginning of an entry that tell it from any other
_IGNORE = ".gitignore"
_UNFINISHED = ".tmp"


class NotOnRecordError(KeyError):
    """The ledger has nothing, or nothing that can be trusted, about a source of this name."""


class TextOnlyError(KeyError):
    """The ledger of this source begins at its extracted text (.html, .docx): there are no bytes to give back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is on record about one source."""

    name: str
    format: str
    record: ByteRecord | None
    repaired: Repaired
    tiles: tuple[Tile, ...]


def entry(source: Source, repaired: Repaired, tiles: Sequence[Tile]) -> bytes:
    """The record of a source, to be kept by `write`: UTF-8 JSON, the same bytes for the same values.

    It begins with a hash of all that follows. Raises ValueError if the segments or the tiles leave a character out or
    have one twice.
    """
    _demand_total(((segment.start, segment.end) for segment in repaired.segments), len(source.text), "segments")
    _demand_total(((tile.start, tile.end) for tile in tiles), len(source.text), "tiles")
    if repaired.source != source.text:
        raise ValueError("the repaired text is not that of this source")
    value = {
        "form": _FORM,
        "name": source.name,
        "format": source.format,
        "record": _record_out(source.record),
        "segments": [_segment_out(source.text, segment) for segment in repaired.segments],
        "flags": [[flag.start, flag.end, flag.rule] for flag in repaired.flags],
        "tiles": [[tile.end - tile.start, tile.role, tile.essay, tile.name] for tile in tiles],
    }
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return b'{"sum":"%s",' % hashlib.sha256(data).hexdigest()[:16].encode() + data[1:]


def mark_of(kept: bytes) -> tuple[bytes, int]:
    """What tells `kept` (made by `entry`) from any other entry: how it begins, and how long it is."""
    return kept[:_MARK], len(kept)


def holds(folder: Path, name: str, mark: tuple[bytes, int]) -> bool:
    """True if the entry with this `mark` (`mark_of`) is on record for the source `name`."""
    beginning, size = mark
    try:
        with _path(folder, name).open("rb", buffering=0) as file:
            return file.read(len(beginning)) == beginning and os.fstat(file.fileno()).st_size == size
    except OSError:
        return False


def write(folder: Path, name: str, kept: bytes) -> None:
    """Puts `kept` (made by `entry`) on record for the source `name`, whole or not at all.

    The folder is made if need be, with a .gitignore that keeps it out of any repository.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / _IGNORE
    if not ignore.exists():
        _replace(ignore, b"*\n")
    path = _path(folder, name)
    if not path.exists() or path.read_bytes() != kept:
        _replace(path, kept)


def read(folder: Path, name: str) -> Entry:
    """What is on record about the source `name`. Raises NotOnRecordError."""
    try:
        return read_file(_path(folder, name))
    except NotOnRecordError as error:
        raise NotOnRecordError(name) from error


def read_file(path: Path) -> Entry:
    """The entry in one file of the ledger. Raises NotOnRecordError."""
    try:
        value = json.loads(path.read_bytes())
        if value["form"] != _FORM:
            raise NotOnRecordError(path.name)
        return _entry_in(value)
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise NotOnRecordError(path.name) from error


def texts(known: Entry) -> list[str]:
    """The blocks of each essay as repaired, put together, in file order."""
    found: dict[int, list[str]] = {}
    segments = iter(known.repaired.segments)
    segment = next(segments, None)
    for tile in known.tiles:
        while segment is not None and segment.start < tile.end:
            if tile.role == "block" and tile.essay is not None:
                kept = known.repaired.source[max(segment.start, tile.start) : min(segment.end, tile.end)]
                made = segment.out if segment.start >= tile.start else ""
                found.setdefault(tile.essay, []).append(made if segment.rules else kept)
            if segment.end > tile.end:
                break
            segment = next(segments, None)
    return ["".join(parts) for _, parts in sorted(found.items())]


def restore(folder: Path, name: str) -> bytes:
    """The bytes of the source `name`, from the ledger alone.

    Raises NotOnRecordError, and TextOnlyError for a format whose ledger begins at its text; both are KeyErrors.
    """
    known = read(folder, name)
    if known.record is None:
        raise TextOnlyError(name)
    return encode(known.repaired.source, known.record)


def remove(folder: Path, name: str) -> None:
    """Forgets the source `name`; nothing happens if it is not on record."""
    _path(folder, name).unlink(missing_ok=True)


def forget_unfinished(folder: Path) -> None:
    """Removes what builds that were killed had begun to write: it holds text that may be withdrawn one day."""
    for path in folder.glob(f"*{_UNFINISHED}") if folder.is_dir() else ():
        path.unlink(missing_ok=True)


def _path(folder: Path, name: str) -> Path:
    """Where a source is on record: names of any length, script and case become plain file names of one length."""
    normal = unicodedata.normalize("NFC", name.replace("\\", "/"))
    return folder / f"{hashlib.sha256(normal.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _demand_total(spans: Iterable[tuple[int, int]], length: int, what: str) -> None:
    reached = 0
    for start, end in spans:
        if start != reached or end < start:
            raise ValueError(f"{what}: [{start}, {end}) does not begin where the one before ends, at {reached}")
        reached = end
    if reached != length:
        raise ValueError(f"{what}: they end at {reached}, the text at {length}")


def _segment_out(text: str, segment: Segment) -> Any:
    """Kept text is a string; changed text is [old, new, rules, certainty]."""
    old = text[segment.start : segment.end]
    return [old, segment.out, list(segment.rules), segment.certainty] if segment.rules else old


def _record_out(record: ByteRecord | None) -> Any:
    if record is None:
        return None
    return {
        "encoding": record.encoding,
        "bom": record.bom.hex(),
        "newline": record.newline,
        "newline_exceptions": [list(exception) for exception in record.newline_exceptions],
        "byte_exceptions": [
            [index, length, base64.b64encode(raw).decode("ascii")] for index, length, raw in record.byte_exceptions
        ],
        "evidence": record.evidence,
    }


def _record_in(value: Any) -> ByteRecord | None:
    if value is None:
        return None
    return ByteRecord(
        value["encoding"],
        bytes.fromhex(value["bom"]),
        value["newline"],
        tuple((index, end) for index, end in value["newline_exceptions"]),
        tuple((index, length, base64.b64decode(raw)) for index, length, raw in value["byte_exceptions"]),
        value["evidence"],
    )


def _segment_in(item: Any) -> tuple[str, str, list[str], Certainty]:
    if isinstance(item, str):
        return item, item, [], "sure"
    old, new, rules, certainty = item
    return old, new, rules, certainty


def _entry_in(value: Any) -> Entry:
    segments: list[Segment] = []
    source: list[str] = []
    reached = 0
    for item in value["segments"]:
        old, new, rules, certainty = _segment_in(item)
        segments.append(Segment(reached, reached + len(old), new, tuple(rules), certainty))
        source.append(old)
        reached += len(old)
    flags = tuple(Flag(start, end, rule) for start, end, rule in value["flags"])
    text = "".join(segment.out for segment in segments)
    repaired = Repaired("".join(source), tuple(segments), flags, text)
    tiles: list[Tile] = []
    reached = 0
    for length, role, essay, name in value["tiles"]:
        tiles.append(Tile(reached, reached + length, role, essay, name))
        reached += length
    return Entry(value["name"], value["format"], _record_in(value["record"]), repaired, tuple(tiles))
