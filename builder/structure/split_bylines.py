"""Where a portal prints the head of an article: a short title with a line of labels under it or behind it (D30)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.structure.metadata_dates import is_date_line
from builder.structure.metadata_labels import LabelLine, read_labels
from builder.structure.metadata_names import clean_name, is_person
from builder.structure.printed import Line
from builder.structure.split_glued import read_glued, read_title_and_author
from builder.structure.titles import is_title_like

#: A byline that cuts a text names at least two things; a single 来源： may stand under a quotation.
FEWEST_LABELS = 2
#: A line with title, author and a paragraph on it is searched no further than this.
LONGEST_GLUED = 2_000
_CUTTING = frozenset({"author", "publisher", "published", "updated", "time", "clicks"})
_AUTHOR_LINE = re.compile(r"^(?:(?:作\s?者|文|撰文)\s?[:：/|｜]\s?|[Bb]y\s+)(\S.{0,30})$|^(\S.{1,20}?)\s?/\s?文$")


@dataclass(frozen=True, slots=True)
class Head:
    """A title with its byline: lines [title, byline_end); `labels` counts what the byline names."""

    title: int
    byline: int
    end: int
    labels: int
    kind: str


def read_byline(lines: Sequence[Line], index: int) -> tuple[LabelLine, int] | None:
    """The labels at `index` and the line after them; a byline may be broken over two lines (作者: 彭⏎程 来源: …)."""
    line = lines[index]
    if index + 1 < len(lines) and len(line.text) + len(lines[index + 1].text) <= 200:
        first, after = read_labels(line.text), read_labels(lines[index + 1].text)
        if first and first.labelled and after and after.before and len(after.before) <= 4:
            joined = read_labels(line.text + after.before + " " + lines[index + 1].text[len(after.before) :])
            if joined and len(joined.labelled) > len(first.labelled):
                return joined, index + 2
    read = read_labels(line.text)
    return (read, index + 1) if read else None


def heads(lines: Sequence[Line]) -> Iterator[Head]:
    """Every place where a title-like line is followed, or ended, by a byline, by an author's line or by a name."""
    for index in range(len(lines)):
        if head := _head(lines, index):
            yield head


def _head(lines: Sequence[Line], index: int) -> Head | None:
    line = lines[index]
    under = index > 0 and is_title_like(lines[index - 1].text) and not read_labels(lines[index - 1].text)
    if len(line.text) <= 200 and (found := read_byline(lines, index)):
        byline, end = found
        count = sum(item.field in _CUTTING for item in byline.labelled)
        if byline.before and is_title_like(byline.before) and not is_date_line(byline.before):
            return Head(index, index, end, count, "byline") if count >= FEWEST_LABELS else None
        if under and count >= FEWEST_LABELS:
            return Head(index - 1, index, end, count, "byline")
    if under and (m := _AUTHOR_LINE.match(line.text)) and clean_name(m[1] or m[2]):
        return Head(index - 1, index, index + 1, 1, "author")
    if under and is_person(line.text):
        return Head(index - 1, index, index + 1, 1, "name")
    if len(line.text) <= LONGEST_GLUED and (read_glued(line.text) or read_title_and_author(line.text)):
        return Head(index, index, index, 1, "glued")
    if under and (day := is_date_line(line.text)) and day.start < 12:
        return Head(index - 1, index, index + 1, 1, "date")
    return None


def is_signed(lines: Sequence[Line], index: int) -> bool:
    """True if the line under `index` names an author: by a label, by 文/ or By, or as a name alone."""
    if index + 1 >= len(lines) or len(lines[index + 1].text) > 200:
        return False
    text = lines[index + 1].text
    found = read_byline(lines, index + 1)
    labelled = found is not None and not found[0].before and found[0].value("author") is not None
    m = _AUTHOR_LINE.match(text)
    return labelled or is_person(text) or (m is not None and clean_name(m[1] or m[2]) is not None)
