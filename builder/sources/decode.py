"""How bytes become text, so that the text and a small record give exactly those bytes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.byte_record import encode
from builder.characters import REPLACEMENT
from builder.model import ByteRecord, Problem
from builder.problems import problem
from builder.sources.encodings import LEGACY_CHINESE, NAMES, is_strictly, recognise, score, split_mark
from builder.sources.line_ends import unify
from builder.sources.plausibility import control_share
from builder.sources.refusal import Refused

__all__ = ["Decoded", "decode", "encode"]

_LINES = re.compile(rb"[^\r\n]+|[\r\n]+")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]+")
#: Two bytes that make a character, four in GB 18030, or one alone.
_UNITS = {
    "gb18030": re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|.", re.S),
    "cp950": re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]|.", re.S),
    "big5hkscs": re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]|.", re.S),
}
#: A line is read in another encoding than its file where that reads better by this much, and well at that.
_FOREIGN_MARGIN, _FOREIGN_READABLE = 0.5, 0.8
#: Fewer bytes than this, four characters, say too little to change over to another encoding within a line.
_PART = 8
#: More control characters than this are binary data; the worst scraped text met had one in 4,000.
_BINARY_CONTROLS = 0.01
#: More undecodable characters than this (of those beyond ASCII), and the encoding is not known at all.
_UNDECODABLE = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text: BOM off, line ends \\n, U+FFFD for bytes that are wrong in its encoding."""

    text: str
    record: ByteRecord
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Printed:
    """A text as printed, while it is being put together; exceptions are (index, length, bytes)."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    exceptions: list[tuple[int, int, bytes]] = field(default_factory=list)
    foreign: list[tuple[int, str]] = field(default_factory=list)  # (index of a line, its encoding)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def add_exception(self, text: str, data: bytes) -> None:
        self.exceptions.append((self.length, len(text), data))
        self.add(text)


def decode(data: bytes, name: str = "") -> Decoded:
    """`data` as text with the record that gives the bytes back: `encode(text, record) == data`.

    Reads UTF-8, UTF-16, GB18030 (and so GBK), Big5 (with the Hong Kong supplement) and Windows-1252, with or
    without byte order mark. Single lines in another of these encodings are read in it, and said. Linear.
    Raises Refused if there is no text, the data is binary, or it reads well in no encoding.
    """
    mark, announced = split_mark(data)
    body = data[len(mark) :]
    if not body.strip():
        raise Refused(problem("source-empty", name))
    recognised = recognise(body, announced)
    if recognised is None:
        binary = control_share(body[:100_000].decode("latin-1")) > _BINARY_CONTROLS
        raise Refused(problem("source-binary" if binary else "source-undecodable", name))
    encoding = recognised.encoding
    printed = _read_utf16(body, encoding) if encoding.startswith("utf-16") else _read(body, encoding)
    ends = unify("".join(printed.pieces))
    if not ends.text.strip("\ufeff\x00 \t\n\u3000\u00a0"):
        raise Refused(problem("source-empty", name))
    if control_share(ends.text) > _BINARY_CONTROLS:
        raise Refused(problem("source-binary", name))
    exceptions = tuple((ends.position(index), length, raw) for index, length, raw in printed.exceptions)
    lost = [index for index, length, _ in exceptions if ends.text[index : index + length] == REPLACEMENT]
    if len(lost) > 1 and len(lost) > _UNDECODABLE * sum(1 for character in ends.text if character > "\x7f"):
        raise Refused(problem("source-undecodable", name))
    record = ByteRecord(encoding, mark, ends.usual, ends.exceptions, exceptions, recognised.evidence)
    foreign = [(ends.position(index), other) for index, other in printed.foreign]
    problems = [*_mixed(ends.text, foreign, encoding, name), *_lost(ends.text, lost, name)]
    if not recognised.certain and not foreign:  # lines in another encoding are what made it look uncertain
        problems.append(problem("encoding-guessed", name, encoding=NAMES[encoding], evidence=recognised.evidence))
    return Decoded(ends.text, record, tuple(problems))


def _mixed(text: str, foreign: list[tuple[int, str]], encoding: str, name: str) -> list[Problem]:
    problems = []
    for other in sorted({other for _, other in foreign}):
        places = [index for index, found in foreign if found == other]
        line = text.count("\n", 0, places[0]) + 1
        end = text.find("\n", places[0])
        span = (places[0], end if end >= 0 else len(text))
        problems.append(
            problem(
                "encoding-mixed",
                name,
                span=span,
                line=line,
                encoding=NAMES[encoding],
                other=NAMES[other],
                lines=len(places),
                place=line,
            )
        )
    return problems


def _lost(text: str, lost: list[int], name: str) -> list[Problem]:
    if not lost:
        return []
    line = text.count("\n", 0, lost[0]) + 1
    return [problem("bytes-undecodable", name, span=(lost[0], lost[0] + 1), line=line, places=len(lost), place=line)]


def _read_utf16(body: bytes, encoding: str) -> _Printed:
    printed = _Printed()
    even = len(body) & ~1
    text = body[:even].decode(encoding, "surrogatepass")
    reached = 0
    for match in _LONE_SURROGATES.finditer(text):
        printed.add(text[reached : match.start()])
        printed.add_exception(REPLACEMENT, match.group().encode(encoding, "surrogatepass"))
        reached = match.end()
    printed.add(text[reached:])
    if even < len(body):
        printed.add_exception(REPLACEMENT, body[even:])
    return printed


def _read(body: bytes, encoding: str) -> _Printed:
    printed = _Printed()
    if encoding == "utf-8" and is_strictly(body, encoding):
        printed.add(body.decode(encoding))
        return printed
    for match in _LINES.finditer(body):
        line = match.group()
        other = None if line.isascii() else _foreign(line, encoding)
        if other:
            printed.foreign.append((printed.length, other))
            printed.add_exception(line.decode(other), line)
        else:
            _read_line(printed, line, encoding)
    return printed


def _foreign(line: bytes, encoding: str) -> str | None:
    """The encoding in which `line` reads clearly better than in that of its file, if there is one."""
    if encoding != "utf-8":
        others = ["utf-8"] if is_strictly(line, "utf-8") else []
    elif is_strictly(line, encoding):
        others = []
    else:
        others = [other for other in (*LEGACY_CHINESE, "cp1252") if is_strictly(line, other)]
    return _best(line, others, encoding)


def _best(line: bytes, others: Sequence[str], encoding: str) -> str | None:
    if not others:
        return None
    scores = {other: score(line, other) for other in others}
    best = max(others, key=lambda other: scores[other])
    enough = scores[best] >= max(_FOREIGN_READABLE, score(line, encoding) + _FOREIGN_MARGIN)
    return best if enough else None


def _read_line(printed: _Printed, line: bytes, encoding: str) -> None:
    text = line.decode(encoding, "surrogateescape")
    broken = _LONE_SURROGATES.search(text) is not None
    if not broken and text.encode(encoding) == line:
        printed.add(text)
    elif encoding in _UNITS:
        _read_units(printed, line, encoding)
    elif not (encoding == "utf-8" and _read_part(printed, line, text)):
        reached = 0
        for match in _LONE_SURROGATES.finditer(text):
            printed.add(text[reached : match.start()])
            printed.add_exception(REPLACEMENT, match.group().encode("ascii", "surrogateescape"))
            reached = match.end()
        printed.add(text[reached:])


def _read_part(printed: _Printed, line: bytes, text: str) -> bool:
    """Reads a line of UTF-8 that goes over into another encoding, as where two files were joined; False if it does not.

    `text` is the line with lone surrogates for wrong bytes.
    """
    wrong = [match.span() for match in _LONE_SURROGATES.finditer(text)]
    start = len(text[: wrong[0][0]].encode("utf-8"))
    end = len(line) - len(text[wrong[-1][1] :].encode("utf-8"))
    if end - start < _PART:
        return False
    for behind in (end, end + 1):  # the second byte of a last character may look like a letter
        part = line[start:behind]
        others = [other for other in LEGACY_CHINESE if is_strictly(part, other) and is_strictly(line[behind:], "utf-8")]
        other = _best(part, others, "utf-8")
        if other:
            printed.add(line[:start].decode("utf-8"))
            printed.foreign.append((printed.length, other))
            printed.add_exception(part.decode(other), part)
            printed.add(line[behind:].decode("utf-8"))
            return True
    return False


def _read_units(printed: _Printed, line: bytes, encoding: str) -> None:
    """Reads character by character: some codes are wrong, some of Big5's do not come back as they were."""
    for match in _UNITS[encoding].finditer(line):
        unit = match.group()
        try:
            text = unit.decode(encoding)
        except UnicodeDecodeError:
            _read_broken(printed, unit)
            continue
        if text.encode(encoding) == unit:
            printed.add(text)
        else:
            printed.add_exception(text, unit)


def _read_broken(printed: _Printed, unit: bytes) -> None:
    """A code that is wrong: its first byte is lost, an ASCII letter behind it is not."""
    if len(unit) == 2 and unit[1] < 0x80:
        printed.add_exception(REPLACEMENT, unit[:1])
        printed.add(unit[1:].decode("ascii"))
    else:
        printed.add_exception(REPLACEMENT, unit)
