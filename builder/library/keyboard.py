"""The slips of a Chinese keyboard in YAML, line by line: how each looks, and the line that was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.pattern_code import compiled

_WIDE_SPACES = "\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f"
_INVISIBLE = compiled("[\u200b-\u200f\u2060\ufeff\u00ad]")
_INDENT = compiled(rf"[ \t{_WIDE_SPACES}]*")
_BLOCK_SCALAR = compiled(r"[:\-]\s+[|>][+-]?[1-9]?[+-]?\s*(#.*)?$")
_DASH_MARKS = "\uff0d\u2014\u2013\u2012\ufe63\u2212\u30fc"  # what an input method offers for a hyphen
_DASHES = compiled(r"(?:- +)*")
#: `"quoted"`, `'quoted'`, or anything up to the colon
_KEY = r"(?P<key>\"[^\"]*\"|'[^']*'|\u201c[^\u201d]*\u201d|[^\s:\uff1a#\"'\[{\-][^:\uff1a]*?)"
_WIDE_COLON = compiled(_KEY + r"\s*\uff1a\s*(?P<value>.*)$")
_COLON = compiled(_KEY + rf"\s*:(?P<space>[ \t{_WIDE_SPACES}]*)(?P<value>.*)$")
_FILE_NAME = compiled(r"(?:\.(?:txt|md|html?|docx)|[*/])[\"']?$", re.IGNORECASE)
_WINDOWS_PATH = compiled(r'"[^"\\]*\\[^"]*\.(?:txt|md|html?|docx)"', re.IGNORECASE)
_WRAPPED = (
    compiled('^\u201c(?P<inside>[^\u201c\u201d"]*)\u201d$'),
    compiled("^\u2018(?P<inside>[^\u2018\u2019']*)\u2019$"),
    compiled('^\u201c(?P<inside>[^\u201c\u201d"]*)"$'),
    compiled('^["\uff02](?P<inside>[^\u201c\u201d"]*)[\u201d\uff02]$'),
)
_WIDE_LIST = compiled("^[\uff3b\\[](?P<inside>.*)[\uff3d\\]]$")
_WIDE_MAP = compiled("^[\uff5b{](?P<inside>.*)[\uff5d}]$")
#: Keys whose values are text printed in a source: curly quotes and full-width commas there belong to the text.
TEXT_KEYS = frozenset({"cut_before", "join", "keep", "drop", "replace", "heading", "withhold"})


@dataclass(frozen=True, slots=True)
class Slip:
    """A line as it must have been meant; `code` names the message."""

    code: str
    line: int  # 1-based
    better: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line taken apart, with what the lines above it say about it."""

    indent: int
    dashes: str
    body: str
    keys: Collection[str]
    may_be_entry: bool  # stands where a mapping may have an entry
    may_be_item: bool  # stands where a list may have an item
    text_key: bool  # below a key whose values are text of a source


def correct(text: str, keys: Collection[str]) -> tuple[str, tuple[Slip, ...]]:
    """`text` with every slip corrected, line for line, and the slips; `keys` are the keys that can stand anywhere.

    A text without slips comes back as it was. What stands in block scalars and comments is left alone.
    """
    lines: list[str] = []
    slips: list[Slip] = []
    above = _Above()
    printed = text.split("\n")
    below = _next_written(printed)
    for number, line in enumerate(printed, 1):
        better, codes = (line, ()) if above.is_literal(line) else _correct_line(line, below[number - 1], keys, above)
        lines.append(better)
        slips.extend(Slip(code, number, better) for code in codes)
        above.read(better, keys)
    return "\n".join(lines), tuple(slips)


def _next_written(lines: list[str]) -> list[str]:
    """For each line the next one below it that says something."""
    found = [""] * len(lines)
    for number in range(len(lines) - 2, -1, -1):
        below = lines[number + 1]
        found[number] = below if below.strip() and not below.lstrip().startswith("#") else found[number + 1]
    return found


class _Above:
    """What the lines above the present one open: block scalars, lists, mappings, the key they belong to."""

    def __init__(self) -> None:
        self.literal: int | None = None  # indentation of the key that opened a block scalar
        self.indent = 0
        self.opens = True  # the last line ended in a colon, or there was none
        self.siblings: dict[int, bool] = {}  # indentation → whether a list item stood there last
        self.parents: list[tuple[int, str]] = []

    def is_literal(self, line: str) -> bool:
        if self.literal is None or not line.strip():
            return self.literal is not None
        return _width(line) > self.literal

    def read(self, line: str, keys: Collection[str]) -> None:
        if self.is_literal(line) or not line.strip() or line.lstrip().startswith("#"):
            return
        indent = _width(line)
        body = line.strip()
        self.literal = indent if _BLOCK_SCALAR.search(line) else None
        self.siblings = {at: kind for at, kind in self.siblings.items() if at <= indent} | {
            indent: body.startswith("- ") or body == "-"
        }
        self.parents = [(at, key) for at, key in self.parents if at < indent]
        if found := _COLON.match(body[len(_DASHES.match(body).group()) :]):  # type: ignore[union-attr]
            self.parents.append((indent, found["key"].strip("\"'")))
        self.opens = body.split(" #")[0].rstrip().endswith(":")
        self.indent = indent

    def under_text_key(self, indent: int) -> bool:
        return any(key in TEXT_KEYS for at, key in self.parents if at < indent)


def _width(line: str, columns: int = 2) -> int:
    """Columns of indentation, a wide space or a tab counting `columns`."""
    found = _INDENT.match(line)
    return sum(1 if c in " \u00a0" else columns for c in found.group()) if found else 0


def _indent(line: str, below: str, above: _Above) -> int:
    """The indentation that was meant: that of a sibling above, or deeper than a parent and less than a child's.

    How many columns a wide space or a tab stood for depends on the editor, so the lines around it decide.
    """
    opens = line.rstrip().endswith((":", "\uff1a"))
    for columns in (2, 1, 4, 8):
        width = _width(line, columns)
        fits_above = width > above.indent if above.opens and above.parents else width in above.siblings
        if fits_above and (not opens or _width(below, columns) > width):
            return width
    return _width(line)


def _correct_line(line: str, below: str, keys: Collection[str], above: _Above) -> tuple[str, tuple[str, ...]]:
    codes: list[str] = []
    clean = line.rstrip("\r")
    if _INVISIBLE.search(clean):
        codes.append("yaml-invisible")
        clean = _INVISIBLE.sub("", clean)
    rest = clean.lstrip(" \t" + "\u3000\u00a0\u202f")
    if not rest or rest.startswith("#"):
        return ("" if not rest else clean), tuple(codes)
    margin = clean[: len(clean) - len(rest)]
    plain = margin.strip(" ") == ""
    indent = len(margin) if plain else _indent(clean, below, above)
    if "\t" in margin:
        codes.append("yaml-tab")
    if margin.strip(" \t"):
        codes.append("yaml-wide-space")
    found = _DASHES.match(rest)
    dashes = found.group() if found else ""
    seen = _Line(
        indent=indent,
        dashes=dashes,
        body=rest[len(dashes) :],
        keys=keys,
        may_be_entry=above.opens or (indent in above.siblings and not above.siblings[indent]),
        may_be_item=above.opens or above.siblings.get(indent, False),
        text_key=above.under_text_key(indent),
    )
    for code, fix in _FIXES:
        better = fix(seen)
        if better is not None and better != seen.body:
            codes.append(code)
            seen = replace(seen, body=better)
    return (" " * indent + dashes + seen.body).rstrip(" \t\u3000\u00a0"), tuple(dict.fromkeys(codes))


@lru_cache
def _any_of(keys: frozenset[str]) -> str:
    """A pattern that matches each of `keys`."""
    return "|".join(map(re.escape, sorted(keys)))


def _plain(key: str) -> str:
    return unicodedata.normalize("NFKC", key).strip("\"'\u201c\u201d \u3000").strip()


def _is_known(line: _Line, key: str) -> bool:
    return _plain(key) in line.keys


def _wide_hash(line: _Line) -> str | None:
    return "#" + line.body[1:] if line.body.startswith("\uff03") and not line.dashes else None


def _dash(line: _Line) -> str | None:
    body = line.body
    if not line.may_be_item or line.dashes or len(body) < 2:
        return None
    if body[0] in _DASH_MARKS:
        return "- " + body.lstrip(_DASH_MARKS).lstrip()
    if body[0] == "-" and (body[1] in "\u3000\u00a0\t" or (body[1] not in " -")):
        return "- " + body[1:].lstrip()
    return None


def _wide_colon(line: _Line) -> str | None:
    found = _WIDE_COLON.match(line.body)
    if not found:
        return None
    key, value = found["key"], found["value"]
    sure = _is_known(line, key) or _FILE_NAME.search(key) is not None
    level = re.fullmatch(r"\d|none", value) is not None
    if line.dashes and not _is_known(line, key):
        return None  # text of a source may hold a full-width colon
    if sure or (line.may_be_entry and (not value or level) and ": " not in line.body):
        return f"{key}: {value}".rstrip()
    return None


def _space_after_colon(line: _Line) -> str | None:
    found = _COLON.match(line.body)
    if not found or found["space"] or not found["value"] or line.dashes:
        return None
    key = found["key"]
    if _is_known(line, key) or _FILE_NAME.search(key) or key[0] in "\"'":
        return f"{key}: {found['value']}"
    return None


def _space_kind(marks: str) -> Callable[[_Line], str | None]:
    """A fix for `marks` (tabs, or wide spaces) between a colon or a dash and the value."""

    def fix(line: _Line) -> str | None:
        found = _COLON.match(line.body)
        if found and any(c in marks for c in found["space"]):
            return f"{found['key']}: {found['value']}".rstrip()
        return line.body.lstrip(marks) if line.dashes and line.body[:1] in marks else None

    return fix


def _wide_key(line: _Line) -> str | None:
    found = _COLON.match(line.body)
    if not found or found["key"] in line.keys or not _is_known(line, found["key"]):
        return None
    key = found["key"].strip()
    return None if key[0] in "\"'\u201c" else f"{_plain(key)}:{found['space']}{found['value']}"


def _backslash(line: _Line) -> str | None:
    """A Windows path in double quotes, where YAML takes the backslash for a mark of its own."""
    return _WINDOWS_PATH.sub(lambda found: re.sub(r"\\+", "/", found.group()), line.body)


def _value_of(line: _Line) -> tuple[str, str, bool]:
    """What stands before a value (key and colon), the value, and whether it is text of a source."""
    found = _COLON.match(line.body)
    if found and (found["space"] or not found["value"]):
        name = found["key"].strip("\"'")
        return line.body[: found.start("value")], found["value"].rstrip(), line.text_key or name in TEXT_KEYS
    return "", line.body.rstrip(), line.text_key


def _curly_quotes(line: _Line) -> str | None:
    found = _COLON.match(line.body) or _WIDE_COLON.match(line.body)
    if found and found["key"][0] == "\u201c" and found["key"][-1] == "\u201d" and not line.dashes:
        inside = found["key"][1:-1]
        return f'"{inside}"{line.body[found.end("key") :]}'
    before, value, is_text = _value_of(line)
    if is_text or not (before or line.dashes):
        return None
    for form in _WRAPPED:
        if quoted := form.match(value):
            return f'{before}"{quoted["inside"]}"'
    return None


def _wide_brackets(line: _Line) -> str | None:
    before, value, _ = _value_of(line)
    if not before or not any(c in value[:1] + value[-1:] for c in "\uff3b\uff3d\uff5b\uff5d"):
        return None
    if found := _WIDE_LIST.match(value):
        return f"{before}[{found['inside']}]"
    if found := _WIDE_MAP.match(value):
        return f"{before}{{{found['inside']}}}"
    return None


def _wide_comma(line: _Line) -> str | None:
    before, value, is_text = _value_of(line)
    found = re.fullmatch(r"\[(?P<inside>.*)\]|\{(?P<pairs>.*)\}", value)
    if is_text or not before or not found:
        return None
    if found["pairs"] is not None:  # a value may hold such a comma; one before a key separates
        names = _any_of(frozenset(line.keys))
        better = re.sub(f"\\s*[\uff0c\u3001]\\s*(?=(?:{names})\\s*[:\uff1a])", ", ", found["pairs"])
        return f"{before}{{{better}}}"
    if '"' in found["inside"] or "'" in found["inside"]:
        return None  # a quoted item may hold any mark
    better = re.sub("\\s*[\uff0c\u3001]\\s*", ", ", found["inside"])
    return f"{before}[{better}]"


def _wide_colon_in_braces(line: _Line) -> str | None:
    """`{title：甲}`: after a key inside braces."""
    before, value, _ = _value_of(line)
    if not before or not re.fullmatch(r"\{.*\}", value):
        return None
    names = _any_of(frozenset(line.keys))
    return before + re.sub(f"(?<=[{{,])(\\s*(?:{names}))\\s*\uff1a\\s*", r"\1: ", value)


#: In this order: each fix sees what the earlier ones made of the line.
_FIXES: tuple[tuple[str, Callable[[_Line], str | None]], ...] = (
    ("yaml-full-width-hash", _wide_hash),
    ("yaml-dash", _dash),
    ("yaml-full-width-colon", _wide_colon),
    ("yaml-curly-quotes", _curly_quotes),
    ("yaml-space-after-colon", _space_after_colon),
    ("yaml-backslash", _backslash),
    ("yaml-tab", _space_kind("\t")),
    ("yaml-wide-space", _space_kind("\u3000\u00a0\u202f\u2002\u2003")),
    ("yaml-full-width-key", _wide_key),
    ("yaml-full-width-brackets", _wide_brackets),
    ("yaml-full-width-comma", _wide_comma),
    ("yaml-full-width-colon", _wide_colon_in_braces),
    ("yaml-curly-quotes", _curly_quotes),
)
