"""Markup printed as text, and UTF-8 read as cp1252."""

from __future__ import annotations

import random
import re

from .damaged import Change, Damaged, apply
from .layout import lines

_ENTITIES = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "…": "&hellip;", "&": "&amp;", "·": "&middot;"}


def html_entities(text: str, seed: int) -> Damaged:
    """Quotation marks and dashes as entities, and &nbsp; before paragraphs."""
    changes: list[Change] = [(i, i + 1, _ENTITIES[c]) for i, c in enumerate(text) if c in _ENTITIES]
    taken = {start for start, _, _ in changes}
    changes += [(start, start, "&nbsp;&nbsp;") for start, _ in list(lines(text))[1:] if start not in taken]
    return apply(text, changes)


def html_tags(text: str, seed: int) -> Damaged:
    """<p>, </p>, <br/> and <strong> left in the text."""
    changes: list[Change] = []
    for number, (start, end) in enumerate(list(lines(text))[1:]):
        opening, closing = ("<p>", "</p>") if number % 3 else ("<p><strong>", "</strong></p>")
        changes += [(start, start, opening), (end, end, closing)]
    return apply(text, changes)


def mojibake(text: str, seed: int) -> Damaged:
    """Curly quotes and dashes read as cp1252 (â€œ), in English text; Chinese is left alone."""
    changes: list[Change] = []
    for found in re.finditer("[\u2018\u2019\u201c\u2013\u2014\u2026é]", text):
        changes.append((found.start(), found.end(), found.group().encode("utf-8").decode("cp1252")))
    return apply(text, changes) if not re.search("[\u4e00-\u9fff]", text) else Damaged(text, ())


def tag_soup(text: str, seed: int) -> Damaged:
    """A stray <u> or <span> pair round a word here and there."""
    draw = random.Random(seed)
    words = [found.span() for found in re.finditer(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff])", text)]
    chosen = sorted(draw.sample(words, min(len(words), 4)))
    return apply(text, [change for start, end in chosen for change in ((start, start, "<u>"), (end, end, "</u>"))])
