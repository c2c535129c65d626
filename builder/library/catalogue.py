"""The catalogue as a table for Excel and WPS, and what a changed table says in the words of corpus.yml."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.library.corpus_file import Change
from builder.library.entries import day
from builder.model import Decisions, Published
from builder.pattern_code import compiled

#: Columns that say which essay a row is about; changing them changes nothing.
_KNOWN = ("slug", "source")
#: Columns that may be changed: keys of an entry under `essays:`.
KEYS = ("title", "subtitle", "author", "date", "publisher", "language", "collection", "order", "note", "translation")
COLUMNS = (*_KNOWN, *KEYS)
_LISTS = frozenset({"collection"})
_SEPARATOR = "; "
_SEPARATORS = compiled(r"\s*[;；]\s*")
#: A cell that begins so would be a formula to a spreadsheet; an apostrophe before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_ENCODINGS = ("utf-8-sig", "gb18030")


class NoCatalogueError(ValueError):
    """The file is no catalogue; the message says why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that was changed to something that cannot be said in corpus.yml."""

    slug: str
    key: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a changed table asks for. `strange` are rows of essays that there are not: (line, address)."""

    changes: tuple[tuple[Change, str], ...]  # with the value before
    empty: tuple[Cell, ...]  # cells emptied whose value the source prints
    strange: tuple[tuple[int, str], ...]


def table(essays: Iterable[Published]) -> bytes:
    """A row for each essay in order of the addresses; UTF-8 with a byte order mark, CRLF, as spreadsheets want it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in sorted(essays, key=lambda item: item.slug):
        values = _values(item)
        writer.writerow([_safe(values[name]) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def difference(data: bytes, essays: Iterable[Published], decided: Mapping[str, Decisions]) -> Difference:
    """What the table in `data` changes; `decided` is what `essays:` of corpus.yml says, by address.

    A cell that a spreadsheet wrote in its own way (2011/9/3 for 2011-09-03) is no change. Raises NoCatalogueError.
    """
    by_slug = {item.slug: item for item in essays}
    changes: list[tuple[Change, str]] = []
    empty: list[Cell] = []
    strange: list[tuple[int, str]] = []
    for line, row in _rows(data):
        slug = row.get("slug", "")
        if slug not in by_slug:
            if any(row.values()):
                strange.append((line, slug))
            continue
        before = _values(by_slug[slug])
        for key in KEYS:
            if key not in row or _same(key, row[key], before[key]):
                continue
            value = row[key]
            if value:
                told = tuple(filter(None, _SEPARATORS.split(value))) if key in _LISTS else _plain(key, value)
                changes.append((Change("essays", slug, key, told), before[key]))
            elif getattr(decided.get(slug, Decisions()), key):
                changes.append((Change("essays", slug, key, None), before[key]))
            else:
                empty.append(Cell(slug, key, before[key], line))
    return Difference(tuple(changes), tuple(empty), tuple(strange))


def _values(item: Published) -> dict[str, str]:
    essay, front = item.essay, dict(item.essay.front)
    return {
        "slug": item.slug,
        "source": essay.source,
        "title": essay.title or "",
        "subtitle": essay.subtitle or "",
        "author": essay.author or "",
        "date": essay.published or "",
        "publisher": essay.publisher or "",
        "language": essay.language,
        "collection": _SEPARATOR.join(essay.collections),
        **{key: front.get(key, "") for key in ("order", "note", "translation")},
    }


def _rows(data: bytes) -> Iterable[tuple[int, dict[str, str]]]:
    """Each row with its line, cells by column; tables of Excel (semicolons, tabs, UTF-16, GBK) are read too."""
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        if "slug" not in names:
            raise NoCatalogueError("slug")
        for cells in reader:
            yield reader.line_num, {name: _bare(cell) for name, cell in zip(names, cells, strict=False)}
    except csv.Error as error:
        raise NoCatalogueError(str(error)) from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoCatalogueError("UTF-8")


def _safe(value: str) -> str:
    flat = " ".join(value.split("\n"))
    return f"'{flat}" if flat.startswith((*_FORMULA, "'")) else flat


def _bare(cell: str) -> str:
    """What is said in a cell: without the apostrophe that `_safe` put before it, and without blanks at its ends."""
    return (cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell).strip()


def _plain(key: str, value: str) -> str:
    return (day(value) or value) if key == "date" else value


def _same(key: str, value: str, before: str) -> bool:
    if key in _LISTS:
        return list(filter(None, _SEPARATORS.split(value))) == list(filter(None, _SEPARATORS.split(before)))
    return " ".join(_plain(key, value).split()) == " ".join(before.split())


def lines(found: Sequence[tuple[Change, str]]) -> list[str]:
    """The changes as a person reads them: the essay, the key, the value before and after."""
    told: list[str] = []
    named = ""
    for change, before in found:
        if change.name != named:
            named = change.name
            told.append(named)
        after = _SEPARATOR.join(change.value) if isinstance(change.value, tuple) else change.value
        told.append(f"  {change.key}: {before or '—'} → {after or '—'}")
    return told
