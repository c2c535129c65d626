"""Where a portal prints the head of an article: a short title with a line of labels under it or behind it (D30)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.pattern_code import compiled
from builder.structure.metadata_bylines import OF_OFFICE
from builder.structure.metadata_dates import is_date_line
from builder.structure.metadata_labels import LabelLine, read_labels
from builder.structure.metadata_names import clean_name, is_common_person, is_person, may_be_name
from builder.structure.printed import Line, ends_sentence, width
from builder.structure.split_glued import Glued, may_be_glued, read_glued, read_title_and_author
from builder.structure.titles import is_title_like

#: A byline that cuts a text names at least two things; a single 来源： may stand under a quotation.
FEWEST_LABELS = 2
#: A title in the middle of a file is no longer than this (27 in the seeds).
LONGEST_HEAD = 45
#: A line with title, author and a paragraph on it is searched no further than this.
LONGEST_GLUED = 2_000
_CUTTING = frozenset({"author", "publisher", "published", "updated", "time", "clicks"})
_BEFORE_AUTHOR, _BEHIND_AUTHOR = ("作", "文", "撰文", "By", "by"), ("文", "文\n")
_AUTHOR_LINE = compiled(r"^(?:(?:作\s?者|文|撰文)\s?[:：/|｜]\s?|[Bb]y\s+)(\S.{0,30})$|^(\S.{1,20}?)\s?/\s?文$")


def _author_line(text: str) -> re.Match[str] | None:
    """The line of an author, which begins with a label or ends with one: most lines do neither."""
    return _AUTHOR_LINE.match(text) if text.startswith(_BEFORE_AUTHOR) or text.endswith(_BEHIND_AUTHOR) else None


@dataclass(frozen=True, slots=True)
class Head:
    """A title with its byline: lines [title, byline_end); `labels` counts what the byline names."""

    title: int
    byline: int
    end: int
    labels: int
    kind: str
    glued: Glued | None = None  # where title and author lie on the line
    certain: bool = True  # False for a name that only its company makes one


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
    under = index > 0 and _heads_an_article(lines[index - 1].text)
    if len(line.text) <= 200 and (found := read_byline(lines, index)):
        byline, end = found
        count = sum(item.field in _CUTTING for item in byline.labelled)
        if byline.before and is_title_like(byline.before) and not is_date_line(byline.before):
            kind = "byline" if count >= FEWEST_LABELS else "author" if byline.value("author") else ""
            return Head(index, index, end, count, kind) if kind else None
        if under and count >= FEWEST_LABELS:
            return Head(index - 1, index, end, count, "byline")
    if under and (m := _author_line(line.text)) and clean_name(m[1] or m[2]):
        return Head(index - 1, index, index + 1, 1, "author")
    if under and (m := OF_OFFICE.match(line.text)) and is_person(m["name"]):
        return Head(index - 1, index, index + 1, 1, "author")
    if len(line.text) <= LONGEST_GLUED and may_be_glued(line.text):
        if glued := read_glued(line.text) or read_title_and_author(line.text):
            return Head(index, index, index, 1, "glued", glued)
        if glued := read_glued(line.text, strict=False):
            return Head(index, index, index, 1, "glued", glued, certain=False)
    if under and (is_person(line.text) or may_be_name(line.text)):
        return Head(index - 1, index, index + 1, 1, "name", certain=is_common_person(line.text))
    if under and (day := is_date_line(line.text)) and day.start < 12:
        return Head(index - 1, index, index + 1, 1, "date")
    return None


def _heads_an_article(text: str) -> bool:
    """True if a line may be the title of the byline under it: no label, no sentence that ends in a question."""
    if _author_line(text):
        return False  # By X over a day is the byline of another page's title
    return is_title_like(text) and width(text) <= LONGEST_HEAD and "！" not in text[:-1] and not read_labels(text)


def signature(lines: Sequence[Line], index: int) -> float:
    """How surely the line under `index` names an author: 1 by a label, by 文/ or By, or as a name beyond doubt; less
    for what may be a name, if text follows it; 0 for anything else."""
    if index + 1 >= len(lines) or len(lines[index + 1].text) > 200:
        return 0.0
    text = lines[index + 1].text
    found = read_byline(lines, index + 1)
    labelled = found is not None and not found[0].before and found[0].value("author") is not None
    m = _author_line(text)
    if labelled or is_common_person(text) or (m is not None and clean_name(m[1] or m[2]) is not None):
        return 1.0
    below = lines[index + 2].text if index + 2 < len(lines) else ""
    follows = width(below) > LONGEST_HEAD or (ends_sentence(below) and is_person(text))
    return 0.5 if follows and (is_person(text) or may_be_name(text)) else 0.0
