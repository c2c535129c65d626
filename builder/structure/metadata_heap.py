"""The rest of a menu above a title: several short lines, of which the one that is most like a title is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from builder.pattern_code import compiled
from builder.structure.metadata import Notes
from builder.structure.metadata_above import HEAD_LINES, SUBTITLE
from builder.structure.metadata_contents import is_contents_label
from builder.structure.metadata_dates import first_date
from builder.structure.metadata_labels import is_label_line
from builder.structure.metadata_names import is_person
from builder.structure.metadata_title import CLOCK, MENTIONED, mentioned_in, title_points
from builder.structure.printed import Line, is_prose, width
from builder.structure.titles import LONGEST_TITLE, is_title_like, same_title

#: So many title-like lines above a byline are the rest of a menu.
FEWEST_HEAPED = 3
#: More short lines than this under removed furniture are verse.
MOST_HEAPED = 5
#: The last of them is the title, unless another is so many times as much like one: buttons may stand under a title.
FAR_MORE = 1.5

#: 文|宋知渔, 编辑/老韩
_BARRED = compiled(r"^(?:文|图|作者|记者|撰文|编辑|責編|责编|摄影|by)\s?[|｜/丨:：]\s?\S", re.I)
#: What stands under the title of a book, and in no menu.
_BOOKISH = compiled(r"^(?:by\s+\S|(?:chapter|part|book|canto|act)\s+[\dIVXLC]+\b|第\s?\S{1,4}\s?[章回节節卷])", re.I)


def clear_heap(notes: Notes) -> None:
    """Takes the rest of a menu off: several title-like lines above the one that bears a byline, or above the first
    paragraph if repair found furniture over them."""
    heap = 0
    lines = notes.lines[:HEAD_LINES]
    while heap < len(lines) and _heaped(lines[heap].text):
        heap += 1
    if not FEWEST_HEAPED <= heap < len(lines) or any(
        same_title(a.text, b.text) for a, b in pairwise(lines[:heap])
    ):  # a title printed twice is none of a menu
        return
    below = lines[heap].text
    bylined = is_label_line(below)
    if bylined or (notes.under_furniture and heap <= MOST_HEAPED and is_prose(below) and width(below) > LONGEST_TITLE):
        last = heap - 1
        if is_person(lines[last].text) and not bylined:
            last -= 1
        title = _title(notes.lines, heap, last)
        beside = [*lines[:title], *(lines[title + 1 : heap] if title < last else ())]
        for line in beside:
            notes.add("column", line.text, line.span, "a line of a menu beside the title")
        notes.take_all(beside)


def _title(lines: Sequence[Line], heap: int, last: int) -> int:
    """Index of the line that is the title: the last, unless one above it is far more like a title."""
    spoken = mentioned_in(lines, heap)
    points = [title_points(lines, index, heap) + MENTIONED * spoken(index) for index in range(last + 1)]
    best = max(range(last + 1), key=lambda index: (points[index], index))
    return best if points[best] >= FAR_MORE * points[last] else last


def _heaped(text: str) -> bool:
    if (
        _BOOKISH.match(text)
        or is_contents_label(text)
        or SUBTITLE.match(text)
        or _BARRED.match(text)
        or is_label_line(text)
        or first_date(text)
        or CLOCK.match(text)
    ):
        return False
    return is_title_like(text)
