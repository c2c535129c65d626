"""What stands above and between the parts of an essay's head and is none of them: addresses, ways, menus, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from builder.structure.metadata import Notes
from builder.structure.metadata_bylines import note_value
from builder.structure.metadata_contents import is_contents_label
from builder.structure.metadata_dates import first_date
from builder.structure.metadata_labels import is_label_line
from builder.structure.metadata_names import is_person
from builder.structure.metadata_table import table_at
from builder.structure.printed import Line, is_prose, width
from builder.structure.titles import LONGEST_TITLE, is_title_like, same_title

#: A head takes no more lines than a news portal prints; no head of dev has more than six after repair.
HEAD_LINES = 12
#: The last part of a breadcrumb is a title, not a word like News.
SHORTEST_CRUMB = 5
#: So many title-like lines above a byline are the rest of a menu; the title is the last of them.
FEWEST_HEAPED = 3
#: More short lines than this under removed furniture are verse.
MOST_HEAPED = 5

_MAIL = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_CRUMB = re.compile(r"\s+[-–—|>»›/]\s+|\s*[>»›＞]\s*")
_CRUMB_LABEL = re.compile(r"^(?:您?(?:现在|当前)的?位置|当前位置|您的位置|所在位置|位置|首页|Home)\s*[:：>»›|]", re.I)
#: 文|宋知渔, 编辑/老韩
_BARRED = re.compile(r"^(?:文|图|作者|记者|撰文|编辑|責編|责编|摄影|by)\s?[|｜/丨:：]\s?\S", re.I)
#: What stands under the title of a book, and in no menu.
_BOOKISH = re.compile(r"^(?:by\s+\S|(?:chapter|part|book|canto|act)\s+[\dIVXLC]+\b|第\s?\S{1,4}\s?[章回节節卷])", re.I)
SUBTITLE = re.compile(r"^(?:[—–]{1,3}|--+|―+)\s*(?P<t>\S.*)$")


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
        for line in lines[:last]:
            notes.add("column", line.text, line.span, "a line of a menu above the title")
        notes.take_all(lines[:last])


def _heaped(text: str) -> bool:
    if (
        _BOOKISH.match(text)
        or is_contents_label(text)
        or SUBTITLE.match(text)
        or _BARRED.match(text)
        or is_label_line(text)
        or first_date(text)
    ):
        return False
    return is_title_like(text)


def take_furniture(notes: Notes, line: Line, rest: Sequence[Line]) -> bool:
    """Takes an address or a breadcrumb; the breadcrumb's own end may be the title."""
    if notes.title is not None and not re.search(r"\w", line.text) and rest and not is_prose(rest[0].text):
        notes.add("byline", "", line.span, "a sign between the parts of the byline")
    elif _MAIL.fullmatch(line.text):
        notes.add("contact", line.text, line.span, "a line that is nothing but a mail address")
    elif _URL.fullmatch(line.text):
        notes.add("address", line.text, line.span, "a line that is nothing but an address")
    elif _CRUMB_LABEL.match(line.text) and len(line.text) < 120:
        notes.add("breadcrumb", line.text, line.span, "the way to the page")
    elif (crumbs := breadcrumb(line.text, [other.text for other in rest[:4]])) is not None:
        notes.add("publisher", crumbs, line.span, "a breadcrumb whose last part is the title")
    else:
        return False
    notes.take(line)
    return True


def take_table(notes: Notes) -> bool:
    """Takes the table above an office's document."""
    rows, count = table_at(notes.lines)
    for row in rows:
        note_value(notes, row.label, row.value, row.span)
    notes.take_all(notes.lines[:count])
    return count > 0


def breadcrumb(text: str, following: Sequence[str]) -> str | None:
    """`A - B` of a line `A - B - T` whose last part is printed again in one of the next lines."""
    marks = list(_CRUMB.finditer(text))
    for m in marks:  # the title may hold a dash itself: the first part that recurs
        tail = text[m.end() :]
        if len(tail) >= SHORTEST_CRUMB and any(same_title(tail, line) for line in following):
            return text[: m.start()].strip()
    return None
