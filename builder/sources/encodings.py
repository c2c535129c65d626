"""Which encoding a file is in, and the evidence for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from builder.sources.plausibility import crowding, plausibility

#: Byte order marks with the encodings they announce.
BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: What people call the encodings; also the whole list of those that are read.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "UTF-8",
        "utf-16-le": "UTF-16 LE",
        "utf-16-be": "UTF-16 BE",
        "gb18030": "GB18030/GBK",
        "cp950": "Big5",
        "big5hkscs": "Big5-HKSCS",
        "cp1252": "Windows-1252",
    }
)
LEGACY_CHINESE = ("gb18030", "cp950", "big5hkscs")

_BEYOND_ASCII = bytes(range(0x80, 0x100))
_HIGH_LINES = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*[\r\n]*")
#: Bytes looked at: enough for a thousand lines, and for any collection's preface to be outweighed.
_SAMPLE = 100_000
#: A zero in this share of the bytes, nearly all on one side of each pair, is UTF-16 (Latin text has one in two).
_ZERO_SHARE, _ZERO_SIDE = 0.2, 0.95
#: Below this, a text is in none of the encodings: Shift JIS, KOI8-R, TIS-620 and most random bytes stay below 0.6.
_READABLE = 0.6
#: Below this, a text of some length is doubted: EUC-KR and EUC-JP reach 1.2, Chinese (114 transcoded texts) 1.5 to 2.5.
_BELIEVED, _SOME_LENGTH = 1.3, 100
#: Two candidates nearer than this are undecided: a few characters only, and charset-normalizer is asked.
_MARGIN = 0.3
#: A text of Western letters in which this share of them stand side by side is Chinese read wrongly.
_CROWDED = 0.5
#: Chinese characters in GBK form UTF-8 by chance about one time in five each; more bytes than this never do.
_CHANCE = 16
#: With fewer bytes beyond ASCII than this, a text is worth reading whatever they are.
_FEW = 0.01
_SAME = MappingProxyType(
    {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "latin_1": "cp1252", "iso8859_15": "cp1252"}
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """An encoding with its evidence in words; not `certain` where another one reads nearly as well."""

    encoding: str
    evidence: str
    certain: bool = True


def split_mark(data: bytes) -> tuple[bytes, str | None]:
    """The byte order mark that `data` begins with (b"" if none) and the encoding that it announces."""
    return next(((mark, name) for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), (b"", None))


def recognise(body: bytes, announced: str | None = None) -> Recognised | None:
    """The encoding of `body`, which has no byte order mark any more; None if it reads well in none."""
    if announced in ("utf-16-le", "utf-16-be"):
        believable = plausibility(lenient(body[:_SAMPLE], announced)) > -1
        return Recognised(announced, "a byte order mark says so") if believable else None
    zeros = _by_zeros(body[:_SAMPLE])
    if zeros:
        return zeros
    if is_strictly(body, "utf-8") and not _is_gbk_by_chance(body):
        return Recognised("utf-8", _utf8_evidence(body, announced))
    if announced == "gb18030":
        return Recognised(announced, "a byte order mark says so")
    return _by_statistics(body)


def is_strictly(data: bytes, encoding: str) -> bool:
    """True if `data` has no bytes that are wrong in `encoding`."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def lenient(data: bytes, encoding: str) -> str:
    """`data` decoded; bytes that are wrong in `encoding` stand as lone surrogates or U+FFFD."""
    return data.decode(encoding, "replace" if encoding.startswith("utf-16") else "surrogateescape")


def score(data: bytes, encoding: str) -> float:
    """How well `data` reads in `encoding`, by the characters beyond ASCII."""
    text = lenient(data, encoding)
    if encoding == "cp1252" and crowding(text) > _CROWDED:
        return min(0.0, plausibility(text))
    return plausibility(text)


def _high(data: bytes) -> int:
    """Number of bytes beyond ASCII."""
    return len(data) - len(data.translate(None, _BEYOND_ASCII))


def _is_gbk_by_chance(body: bytes) -> bool:
    """True for a few Chinese characters in GBK whose bytes happen to be UTF-8 too, as those of 联通 are."""
    if not 0 < _high(body) <= _CHANCE:
        return False
    return score(body, "utf-8") <= 0 and score(body, "gb18030") >= 1


def _utf8_evidence(body: bytes, announced: str | None) -> str:
    high = _high(body)
    if not high:
        return "only ASCII"
    mark = "a byte order mark, and " if announced else ""
    return f"{mark}all {high} bytes beyond ASCII form UTF-8 sequences"


def _by_zeros(sample: bytes) -> Recognised | None:
    zeros = sample.count(0)
    if not sample or zeros < _ZERO_SHARE * len(sample):
        return None
    high_side = sample[1::2].count(0)
    for encoding, share in (("utf-16-le", high_side / zeros), ("utf-16-be", 1 - high_side / zeros)):
        if share >= _ZERO_SIDE:
            return Recognised(encoding, f"{zeros} of {len(sample)} bytes are zero, every second one")
    return None


def _by_statistics(body: bytes) -> Recognised | None:
    sample = _sample(body)
    big5 = min(("cp950", "big5hkscs"), key=lambda encoding: _errors(sample, encoding))
    scores = {encoding: score(sample, encoding) for encoding in ("utf-8", "gb18030", big5, "cp1252")}
    scores |= {encoding: score(body[: _SAMPLE & ~1], encoding) for encoding in ("utf-16-le", "utf-16-be")}
    ranked = sorted(scores, key=lambda encoding: -scores[encoding])
    best, second = ranked[0], ranked[1]
    if scores[best] < _READABLE:
        few = _high(body) < _FEW * len(body)
        return Recognised("cp1252", "nearly all of it is ASCII, the rest fits nothing", certain=False) if few else None
    evidence = (
        f"its characters are in ordinary use (weight {scores[best]:.1f}; as {NAMES[second]} {scores[second]:.1f})"
    )
    if scores[best] - scores[second] >= _MARGIN:
        doubted = best != "cp1252" and scores[best] < _BELIEVED and _high(sample) >= _SOME_LENGTH
        return Recognised(best, evidence, certain=not doubted)
    asked = _second_opinion(sample)
    if asked in ranked and scores[best] - scores[asked] < _MARGIN:
        return Recognised(asked, f"{evidence}; charset-normalizer says {NAMES[asked]}", certain=False)
    return Recognised(best, evidence, certain=False)


def _sample(body: bytes) -> bytes:
    """Lines that hold bytes beyond ASCII, about `_SAMPLE` bytes of them."""
    taken: list[bytes] = []
    size = 0
    for line in _HIGH_LINES.finditer(body):
        taken.append(line.group()[: _SAMPLE - size])
        size += len(taken[-1])
        if size >= _SAMPLE:
            break
    return b"".join(taken)


def _errors(sample: bytes, encoding: str) -> int:
    return sum(1 for character in lenient(sample, encoding) if "\udc80" <= character <= "\udcff")


def _second_opinion(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # few texts are so short or strange, and it takes long to load

    best = from_bytes(sample, cp_isolation=["gb18030", "gbk", "big5", "cp950", "big5hkscs", "cp1252", "utf_8"]).best()
    name = best.encoding if best else ""
    return _SAME.get(name, name.replace("_", "-"))
