"""The tables above an office's documents: a label, then its value in the next line or the next cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model import Span
from builder.pattern_code import compiled
from builder.structure.metadata_labels import is_label
from builder.structure.printed import Line, is_prose, width

#: A table has so many rows at least, so many of them with labels that are known, and ends within so many lines.
FEWEST_ROWS, FEWEST_KNOWN, MOST_LINES = 3, 2, 40
LONGEST_VALUE = 40
_BARE = compiled(r"^[•·●■▪◆*-]?\s{0,3}(?P<label>[一-鿿](?:\s{0,4}[一-鿿]){1,7}|[A-Z][a-z]+(?: [a-z]+)?)\s?[:：]$")


@dataclass(frozen=True, slots=True)
class Row:
    """A label with its value ("" for an empty cell), at `span` of the text."""

    label: str
    value: str
    span: Span


def table_at(lines: Sequence[Line]) -> tuple[tuple[Row, ...], int]:
    """The rows of the table that begins with the first of `lines`, and how many lines it takes; none and 0 for none."""
    rows, taken = _cells(lines) if "|" in lines[0].text else _listed(lines)
    known = sum(is_label(row.label) for row in rows)
    return (rows, taken) if len(rows) >= FEWEST_ROWS and known >= FEWEST_KNOWN else ((), 0)


def _listed(lines: Sequence[Line]) -> tuple[tuple[Row, ...], int]:
    """索引号: and its value in the line below, or nothing there."""
    rows: list[Row] = []
    index = 0
    while index < min(len(lines), MOST_LINES) and (m := _BARE.match(lines[index].text)):
        line, label = lines[index], re.sub(r"\s", "", m["label"])
        below = lines[index + 1] if index + 1 < len(lines) else None
        valued = below is not None and not _BARE.match(below.text) and not is_prose(below.text)
        if below is not None and valued and width(below.text) <= LONGEST_VALUE and _goes_on(lines, index + 2):
            rows.append(Row(label, below.text, (line.start, below.end)))
            index += 2
        else:
            rows.append(Row(label, "", line.span))
            index += 1
    return tuple(rows), index


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """True if the table goes on at `index`: what stands under its last label is the text."""
    return index < len(lines) and _BARE.match(lines[index].text) is not None


def _cells(lines: Sequence[Line]) -> tuple[tuple[Row, ...], int]:
    """索引号 | 62070 | 文号 | 石政发〔2023〕6号 |"""
    rows: list[Row] = []
    taken = 0
    for line in lines[:MOST_LINES]:
        found = list(_pairs(line))
        if "|" not in line.text or not found or not (taken or sum(is_label(row.label) for row in found)):
            break
        rows += found
        taken += 1
    return tuple(rows), taken


def _pairs(line: Line) -> Iterator[Row]:
    cells = [cell.strip() for cell in line.text.strip("| ").split("|")]
    index = 0
    while index < len(cells):
        if is_label(cells[index]):
            empty = index + 1 >= len(cells) or is_label(cells[index + 1])
            yield Row(cells[index], "" if empty else cells[index + 1], line.span)
            index += 1 if empty else 2
        else:
            index += 1
