"""How `limits:` of corpus.yml is read: sizes and counts, each within what this program bears."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from yaml.nodes import Node, ScalarNode

from builder.library.entries import Reader
from builder.model import Limits
from builder.model.limits import size_in_words
from builder.pattern_code import compiled

_SIZE = compiled(r"(\d{1,6}(?:\.\d{1,3})?)\s*([KMG]i?B?|兆)", re.IGNORECASE | re.ASCII)
_COUNT = compiled(r"\d{1,3}(?:[,_]?\d{3}){0,3}|\d{1,9}", re.ASCII)
_NUMBER = compiled(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)
_UNITS = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "兆": 1_000_000}


@dataclass(frozen=True, slots=True)
class _Bound:
    """The field of Limits that a key sets, and what it may be set to; `is_size`: in bytes, written with a unit."""

    field: str
    least: int
    most: int
    is_size: bool = False


#: Less than the least would refuse ordinary essays; with more than the most, one file takes the machine's memory, and
#: parsers of XML stop of themselves at 256 elements inside each other.
BOUNDS: Mapping[str, _Bound] = MappingProxyType(
    {
        "source": _Bound("source", 100_000, 500_000_000, is_size=True),
        "line": _Bound("line_characters", 10_000, 100_000_000),
        "unpacked": _Bound("archive_unpacked", 1_000_000, 1_000_000_000, is_size=True),
        "essays": _Bound("essays", 1, 100_000),
        "nesting": _Bound("nesting", 20, 250),
    }
)


def read_limits(reader: Reader, node: Node, synonyms: Mapping[str, str]) -> Limits:
    """The limits that the section `node` sets, the others by default; what is no limit is reported."""
    values: dict[str, int] = {}
    for key, _, value in reader.known_pairs(node, "limits", tuple(BOUNDS), "limits: {source: 40 MB}", dict(synonyms)):
        found = _value(reader, key, value)
        if found is not None:
            values[BOUNDS[key].field] = found
    return Limits(**values)


def _value(reader: Reader, key: str, node: Node) -> int | None:
    bound = BOUNDS[key]
    text = str(node.value).strip() if isinstance(node, ScalarNode) else ""
    read = _size if bound.is_size else _count
    found = read(text)
    if found is None or not bound.least <= found <= bound.most:
        shown = [size_in_words(end) if bound.is_size else str(end) for end in (bound.least, bound.most)]
        what, what_zh = ("a size", "大小") if bound.is_size else ("a whole number", "整数")
        wanted = f"{what} from {shown[0]} to {shown[1]}"
        reader.wrong_shape(
            node, key, wanted, f"{shown[0]} 到 {shown[1]} 之间的{what_zh}", f"{key}: {_near(text, bound)}"
        )
        return None
    return found


def _size(text: str) -> int | None:
    found = _SIZE.fullmatch(text)
    return round(float(found[1]) * _UNITS[found[2][0].lower()]) if found else None


def _count(text: str) -> int | None:
    return int(re.sub("[,_]", "", text)) if _COUNT.fullmatch(text) else None


def _near(text: str, bound: _Bound) -> str:
    """What was probably meant, within the bounds: a bare number of a size is taken for megabytes."""
    if bound.is_size:
        bare = f"{text} MB" if _NUMBER.fullmatch(text) else text
        size = _size(bare)
        return size_in_words(min(max(size, bound.least), bound.most) if size else getattr(Limits(), bound.field))
    count = _count(text)
    return str(min(max(count, bound.least), bound.most) if count is not None else getattr(Limits(), bound.field))
