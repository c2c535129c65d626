"""What the furniture that repair took off a page still says of its one essay: author, source, the name of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model import Repaired, Span
from builder.pattern_code import compiled
from builder.structure.metadata_dates import first_date
from builder.structure.metadata_fields import read_fields
from builder.structure.metadata_labels import read_labels
from builder.structure.metadata_names import clean_name
from builder.structure.printed import is_prose

#: 某某 發表在 痞客邦 PIXNET 留言(42): the foot of a blog post.
_POSTED_AT = compiled(
    r"^(?P<name>[^\s:：，。][^:：，。\n]{0,24}?)\s+(?:(?:發表在|发表在|發表於|发表于)\s+"
    r"(?P<site>\S[^:：\n]{0,24}?)(?=\s+(?:留言|評論|评论|人氣|人气|引用)|\s*$)"
    r"|在\s(?P<place>\S{2,12}(?:\s\S{2,12})?)\s(?:發表|发表|張貼|张贴)(?:於|于)?\s)"
)
#: 《某某.doc》 in the notice of a site for documents.
_DOCUMENT = compiled(r"《(?P<name>[^《》\n]{2,60}?)(?:\.(?:docx?|pdf|txt|wps|rtf))?》")
_QUOTED = compiled(
    r"[“\"]([^“”\"]{2,80})[”\"]|《([^《》]{2,60})》|「([^「」]{2,60})」|[>»›]\s*([^>»›]{2,80})$|^[Rr]e:\s*(.{2,80})$"
)
_LABELS = frozenset(
    {
        "作者",
        "文章作者",
        "原文作者",
        "本文来源",
        "文章来源",
        "稿件来源",
        "来源",
        "发布时间",
        "发布日期",
        "发表时间",
        "author",
        "source",
    }
)
_STAMP = compiled(r"(?:最后)?(?:编辑|編輯|发布|發布|发表|發表)[于於]|posted @", re.I)
#: The day on which a post was written stands so few lines below it.
LINES_TO_STAMP = 10
#: posted by altoline to Human Relations, under what was said
_POSTED_BY = compiled(r"^posted by (?P<name>\S[^\d:,]{1,24}?) (?:to|in|at|on)\b", re.I)
#: … and at what hour: then the day stands above the title.
_POSTED_AT_HOUR = compiled(
    r"^(?:posted by|[张張][贴貼]者\s?[:：])\s\S[^\d:：,]{0,24}?"
    r" (?:at|[于於]) (?:[上下]午)?\d{1,2}:\d{2}(?:\s?[ap]m|\s?[上下]午)?$",
    re.I,
)
_VALUES = frozenset({"author", "publisher", "published"})


@dataclass(frozen=True, slots=True)
class Remnant:
    """A value in removed text; `span` is in source positions."""

    name: str
    value: str
    span: Span


#: Source position and text of each line that was taken away.
Removed = Sequence[tuple[int, str]]


def removed_lines(repaired: Repaired) -> Iterator[tuple[int, str]]:
    """Source position and text of each line of the text that was taken away."""
    for segment in repaired.segments:
        if segment.rules and not segment.out.strip():
            position = segment.start
            for raw in repaired.source[segment.start : segment.end].split("\n"):
                if raw.strip() and len(raw) < 200:
                    yield position + len(raw) - len(raw.lstrip()), raw.strip()
                position += len(raw) + 1


def quoted(removed: Removed) -> tuple[str, ...]:
    """What removed lines quote, or end a way to the page with: 3 thoughts on “T”, Home > T, Re: T."""
    told: list[str] = []
    for _, line in removed:
        told += [next(filter(None, m.groups())).strip() for m in _QUOTED.finditer(line)]
    return tuple(told)


def posted_at_hour(removed: Removed) -> bool:
    """True if a removed line says who posted the text at what hour, and no day: a blog prints that above the title."""
    return any(_POSTED_AT_HOUR.match(line) for _, line in removed)


def remnants(repaired: Repaired, removed: Removed) -> tuple[Remnant, ...]:
    """Author, publisher and day that removed lines print after a label that means this page; where two lines
    disagree (a list of other articles) none of them is believed."""
    found: dict[str, dict[str, Remnant]] = {}
    stamp = _stamp(repaired, removed)
    for start, line in removed:
        for name, value in _values(line):
            found.setdefault(name, {}).setdefault(value, Remnant(name, value, (start, start + len(line))))
    certain = {name: next(iter(values.values())) for name, values in found.items() if len(values) == 1}
    return tuple({remnant.name: remnant for remnant in (*stamp, *certain.values())}.values())


def _stamp(repaired: Repaired, removed: Removed) -> tuple[Remnant, ...]:
    """编辑于 2020-11-30, posted @ 2019-06-15 X: the first such line behind the text; those below are comments'."""
    end = next((segment.end for segment in reversed(repaired.segments) if segment.out.strip()), 0)
    below = [(start, line) for start, line in removed if start >= end][:LINES_TO_STAMP]
    for start, line in below:
        if m := _POSTED_BY.match(line):
            return (Remnant("author", m["name"], (start, start + len(line))),)
        if _STAMP.match(line) and (read := read_fields(line)):
            values = ("published", read.day), ("author", read.author)
            return tuple(Remnant(name, value, (start, start + len(line))) for name, value in values if value)
    return ()


def _values(line: str) -> Iterator[tuple[str, str]]:
    if m := _POSTED_AT.match(line):
        yield "author", m["name"].strip()
        yield "publisher", (m["site"] or m["place"]).strip()
        return
    read = read_labels(line)
    if read is None or read.before:
        return
    for item in read.labelled:
        if item.field in _VALUES and item.label in _LABELS:
            day = first_date(item.value)
            if item.field == "published":
                value = day.value if day else None
            else:
                value = clean_name(item.value[: day.start] if day else item.value)
            if value and not is_prose(value):
                yield item.field, value


def document_name(text: str, removed: Removed) -> str | None:
    """The title in the notice of a site for documents, if the repaired `text` goes on with it."""
    beginning = text.lstrip()[:200]
    for _, line in removed:
        for m in _DOCUMENT.finditer(line):
            if beginning.startswith(m["name"]) and len(m["name"]) >= 4:
                return m["name"]
    return None
