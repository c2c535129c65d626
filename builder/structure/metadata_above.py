"""What stands above and between the parts of an essay's head and is none of them: addresses, ways, menus, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.pattern_code import compiled
from builder.structure.metadata import Notes
from builder.structure.metadata_bylines import note_value
from builder.structure.metadata_table import table_at
from builder.structure.printed import Line, is_prose
from builder.structure.titles import same_title

#: A head takes no more lines than a news portal prints; no head of dev has more than six after repair.
HEAD_LINES = 12
#: The last part of a breadcrumb is a title, not a word like News.
SHORTEST_CRUMB = 5

_MAIL = compiled(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}")
_URL = compiled(r"(?:https?://|www\.)\S+")
_CRUMB = compiled(r"\s+[-–—|>»›/]\s+|\s*[>»›＞]\s*")
#: 原文来自「冰点周刊」：…, 源自 https://…
_TAKEN_FROM = compiled(
    "^(?:本文由.{2,20}转码[，,])?(?:本文|原文|信息|訊息|文章|内容)?(?:[来來]自|源自|出自|[转轉]自|[转轉][载載]自|首[发發][于於])\\s?"
    "(?:(?:微信|公众号|公眾號|公号|订阅号){0,3}[「“《](?P<site>[^「」“”《》]{2,20})[」”》]|https?:|[^，。\\s]{2,12}[：:])"
)
_CRUMB_LABEL = compiled(r"^(?:您?(?:现在|当前)的?位置|当前位置|您的位置|所在位置|位置|首页|Home)\s*[:：>»›|]", re.I)
SUBTITLE = compiled(r"^(?:[—–]{1,3}|--+|―+)\s*(?P<t>\S.*)$")


def take_furniture(notes: Notes, line: Line, rest: Sequence[Line]) -> bool:
    """Takes an address or a breadcrumb; the breadcrumb's own end may be the title."""
    if notes.title is not None and not re.search(r"\w", line.text) and rest and not is_prose(rest[0].text):
        notes.add("byline", "", line.span, "a sign between the parts of the byline")
    elif _MAIL.fullmatch(line.text):
        notes.add("contact", line.text, line.span, "a line that is nothing but a mail address")
    elif _URL.fullmatch(line.text):
        notes.add("address", line.text, line.span, "a line that is nothing but an address")
    elif notes.title is not None and (m := _TAKEN_FROM.match(line.text)) and not is_prose(line.text[: m.end()]):
        notes.add("publisher", m["site"] or "", line.span, "a line that says where the text was taken from")
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
