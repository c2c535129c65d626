"""What the first lines of a report say of it inside the text: agency, reporter, day of a law. It stays in the body."""

from __future__ import annotations

import re

from builder.pattern_code import compiled
from builder.structure.metadata import Notes
from builder.structure.metadata_dates import printed_dates
from builder.structure.metadata_names import is_common_person

#: How far into the first paragraph a dateline or a reporter's name stands.
LEAD = 90
#: The lines under a law's title that say when it was adopted, published and in force.
LAW_LINES = 6

_AGENCY = compiled(
    r"^[【\[（(]?\s?(?P<agency>新华社|新華社|中新社|中新网|中新網|人民网|人民網|央视网|环球网|環球網|澎湃新闻|法新社|路透社|美联社|美聯社|中央社|新华网|新華網|央广网|光明网|参考消息网)"
    r"[^。，,\n]{0,24}?[电電讯訊】）)\]—]"
)
_AGENCY_EN = compiled(
    r"^[A-Z][A-Za-z .,/'-]{1,50}?\((?P<agency>AP|Reuters|AFP|UPI|Xinhua|CNN|IANS|PTI|ANI|Bloomberg)\)\s?[—–-]"
)
_DATELINE = compiled(r"^[^。\n]{0,40}?(?=[电電讯訊]\s?[(（]?)")
#: 沈書寧專文：… , 梁以文觀點：…
_NAMED = compiled(
    "^(?P<name>[\u4e00-\u9fff·]{2,6}?)(?:專文|专文|專欄|专栏|觀點|观点|專論|专论|投書|投书|時評|时评)\\s?[：:｜|]"
)
_REPORTER = compiled(
    r"[（(〔\[【](?:[^（()）〔〕]{0,12}?(?:记者|記者|特派员|特派員|见习记者))\s?[:：]?\s?(?P<names>[^（()）：:，,。／/〔〕\[\]【】]{2,24}?)"
    r"(?:\s?(?:[、，,\s](?:通讯员|通訊員|实习生)[^（()）]{0,20}))?"
    r"(?:[一-鿿]{2,4}\d{1,2}日[电電]|[／/][^（()）〔〕\[\]【】]{1,14}(?:报道|报导|報道|報導)|(?:综合|綜合|编译|編譯|采访|採訪|专访|專訪)(?:报道|报导|報道|報導)|报道|报导|報道|報導|文|电|電)?[)）〕\]】]"
)
_MADE_PUBLIC = compiled("^[^，。；\\n]{0,30}?(?:公布|公佈|发布|發布|颁布|頒布|印发|印發|公告)")
_DAY_ONLY = compiled(r"^\s?[^，。；\n]{0,10}?(?:通过|通過|施行|生效|修订|修訂|批准)")


def read_lead(notes: Notes) -> None:
    """Records what the title and the dateline of a report name; takes nothing out of the body."""
    m = _NAMED.match(notes.title or "")
    if m and not notes.has("author") and is_common_person(m["name"]):
        span = next((item.span for item in notes.found if item.name == "title"), (0, 0))
        notes.add("author", m["name"], span, "a name at the head of the title", taken=False)
    for line in notes.lines[:2]:
        lead = line.text[:LEAD]
        for pattern in (_AGENCY, _AGENCY_EN):
            if (m := pattern.match(lead)) and not notes.has("publisher"):
                span = (line.start + m.start("agency"), line.start + m.end("agency"))
                notes.add("publisher", m["agency"], span, "the agency in the dateline", taken=False)
        if (m := _DATELINE.match(lead)) and not notes.has("published"):
            for day in printed_dates(m[0]):
                notes.add(
                    "published",
                    day.value,
                    (line.start + day.start, line.start + day.end),
                    "the day in the dateline",
                    taken=False,
                )
                break
        if (m := _REPORTER.search(lead)) and not notes.has("author"):
            name = re.sub(r"\s+", " ", m["names"]).strip(" 、")
            notes.add(
                "author",
                name,
                (line.start + m.start("names"), line.start + m.end("names")),
                "the reporter in the first sentence",
                taken=False,
            )
            return


def read_law(notes: Notes) -> None:
    """Records the day on which a law or notice was made public, printed under its title; it stays in the body."""
    if notes.has("published"):
        return
    for line in notes.lines[:LAW_LINES]:
        text = line.text[:300]
        for day in printed_dates(text):
            if _MADE_PUBLIC.match(text[day.end :]) and not _DAY_ONLY.match(text[day.end :]):
                notes.add(
                    "published",
                    day.value,
                    (line.start + day.start, line.start + day.end),
                    "the day on which it was made public",
                    taken=False,
                )
                return
        if not re.match(r"^[（(\d一二〇]", text):
            return
