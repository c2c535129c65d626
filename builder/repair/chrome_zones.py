"""Finds the furniture around the main text: judges each line by its neighbours, from what it is taken for alone.

The two steps, each line alone and then by its neighbours, are those of jusText (Pomikálek 2011) and of boilerplate
detection by shallow text features (Kohlschütter 2010); measures and tables are our own, for text without markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.repair.chrome_lines import Line

#: The main text begins at the first line of prose of this weight.
MAIN_TEXT = 30
#: Without such a line (verse), at the first run of so many lines that are not furniture.
FEWEST_VERSE_LINES = 3
#: Above the last menu line of the head, short lines go if menus cover this share of the lines there. Measured: a
#: government portal's head .6, a portal's login bar .6; a title between byline and share bar .2.
MENU_HEAD = 0.4
LONGEST_MENU_LINE = 12
#: A line of common words only is a title rather than a menu if it is longer (工作总结范文精选).
LONGEST_MENU_WORD = 7
#: What follows an anchor is body again from this weight of prose on, between two lines of furniture: after lists of
#: related articles with teasers, after comments (which are long), and after anything else.
BODY_AGAIN = {"related": 300, "comment": 600}
BODY_AGAIN_ELSE = 60
#: … and in lists and comments not less than this share of the text before.
BODY_AGAIN_SHARE = 0.25
#: A tag cloud: so many lines of this mean weight between the last prose and the buttons, not all of one length (verse).
FEWEST_TAGS = 4
MEAN_TAG = 4.5
LONGEST_TAG = 8
#: An author's box at the end: his name, then so many paragraphs at most.
LONGEST_BOX = 3
LONGEST_NAME = 30

_MENU = frozenset({"navigation", "account", "crumb", "channel"})
#: Furniture that may float in the middle of a text; there it goes alone, with nothing around it.
FLOATING = frozenset({"advert", "widget", "media", "video", "share", "count", "credit", "legal", "notice"})
#: Furniture that begins a tail on its own.
_NO_ANCHORS = frozenset({"media", "video", "moment"})
_REFERENCES = re.compile(
    r"(?:主要)?参考(?:文献|资料|书目)|注释?\s*:|注释|附注|附录|附件|references?\b|notes?\s*:?$|"
    r"works cited|bibliography|footnotes|\[\d{1,3}\]|[①-⑳]|\[注"
)
_SOURCE = re.compile(
    r"[\[(【]?\s*(?:来源|信息来源|文章来源|稿件来源|稿源|作者|记者|通讯员|撰文|供稿|摄影|文/|图/|by\s|"
    r"source\s*:|\(?reporting by)"
)
_PART = re.compile(r"第\s?[一二三四五六七八九十百\d]{1,3}\s?篇|[【\[(]?\s?篇[一二三四五六七八九十\d]{1,3}")
_CRUMB = re.compile(r".*(?:位置|路径|首页\s*[>»›/|-]|home\s*[>»›/|]|you are here)")


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Index of each line that is furniture → where it was found: "head", "tail" or "widget". Linear."""
    first = main_text(lines)
    found = dict.fromkeys(_head(lines, first), "head")
    found.update((index, "tail") for index in _tails(lines, first))
    for index in range(first, len(lines)):
        if lines[index].standing == "sure" and lines[index].family in FLOATING:
            found.setdefault(index, "widget")
    found.update((index, "tail") for index in _author_box(lines, first, found))
    for index, line in enumerate(lines):
        if line.standing == "rule" and (index - 1 in found or index + 1 in found):
            found.setdefault(index, found.get(index - 1) or found[index + 1])
    return found


def main_text(lines: Sequence[Line]) -> int:
    """Index of the line where the main text begins; 0 if that cannot be told."""
    for index, line in enumerate(lines):
        if line.standing == "prose" and line.weight >= MAIN_TEXT:
            return index
    run = 0
    for index, line in enumerate(lines):
        run = run + 1 if line.standing in ("plain", "kept", "prose") else 0
        if run == FEWEST_VERSE_LINES:
            return index + 1 - FEWEST_VERSE_LINES
    return 0


def _head(lines: Sequence[Line], first: int) -> list[int]:
    head = range(first)
    chrome = [index for index in head if lines[index].chrome or lines[index].standing == "channel"]
    if not any(lines[index].standing == "sure" for index in chrome) and len(chrome) < 2:
        return []
    gone = {index for index in chrome if _in_company(lines, index, first)}
    menus = [index for index in gone if lines[index].family in _MENU]
    last_menu = max(menus, default=-1)
    if last_menu >= 0:
        told = sum(
            1.0 if lines[index].standing in ("sure", "likely", "channel", "rule") else lines[index].coverage
            for index in range(last_menu + 1)
        )
        if told >= MENU_HEAD * (last_menu + 1):
            gone |= _menu_lines(lines, last_menu)
    return sorted(gone)


def _in_company(lines: Sequence[Line], index: int, first: int) -> bool:
    """A sure line goes alone, a likely one beside furniture, a channel's name within a menu."""
    line = lines[index]
    if line.standing == "sure":
        return True
    if line.weight > LONGEST_MENU_WORD and line.family != "crumb":
        return False
    reach = 2 if line.standing == "likely" else 3
    beside = [other for other in range(max(0, index - reach), min(first, index + reach + 1)) if other != index]
    if line.standing == "likely":
        return any(lines[other].chrome for other in beside)
    return any(lines[other].chrome or lines[other].standing == "rule" for other in beside) or (
        sum(lines[other].standing == "channel" for other in beside) >= 2
    )


def _menu_lines(lines: Sequence[Line], last_menu: int) -> set[int]:
    """Short lines that no table knows, among menus; never the one below a breadcrumb, which is the title."""
    return {
        index
        for index in range(last_menu)
        if lines[index].standing in ("plain", "rule", "channel")
        and lines[index].weight <= LONGEST_MENU_LINE
        and not (index and _CRUMB.match(lines[index - 1].folded) and lines[index].standing == "plain")
    }


def _tails(lines: Sequence[Line], first: int) -> list[int]:
    gone: list[int] = []
    before = 0  # weight of prose so far
    content = 0  # lines that are not furniture so far
    index = first
    while index < len(lines):
        line = lines[index]
        if content and _is_anchor(lines, index):
            stop = _extent(lines, index, before)
            if stop == len(lines):
                gone += _tags(lines, index, first)
                gone += _without_references(lines, index)
                return gone
            reach = max((other for other in range(index, stop) if lines[other].standing == "sure"), default=index)
            if reach > index or line.family in FLOATING:
                gone += [other for other in range(index, reach + 1) if lines[other].standing != "prose"]
            before += sum(lines[other].weight for other in range(index, stop) if lines[other].standing == "prose")
            index = stop
            continue
        if line.standing == "prose":
            before += line.weight
        content += not line.chrome
        index += 1
    return gone


def _is_anchor(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.standing == "sure":
        return line.family not in _NO_ANCHORS
    if line.standing != "likely" or line.family == "crumb":
        return False
    return any(other.chrome for other in lines[index + 1 : index + 3])


def _extent(lines: Sequence[Line], anchor: int, before: int) -> int:
    """Index after the tail that begins at `anchor`: the end of the text, or the line where body begins again."""
    mode = ""
    stretch = 0  # weight of prose since the last line of furniture
    begin = anchor + 1  # where that stretch began
    for index in range(anchor, len(lines)):
        line = lines[index]
        if _PART.match(line.folded) and index > anchor:
            return index
        if line.chrome or line.standing == "channel":
            if line.family in ("related", "comment") or (line.family == "count" and mode != "related"):
                mode = "related" if line.family == "related" else "comment"
            stretch, begin = 0, index + 1
        elif line.standing == "prose" and line.weight >= MAIN_TEXT:
            stretch += line.weight
            limit = max(BODY_AGAIN[mode], BODY_AGAIN_SHARE * before) if mode else BODY_AGAIN_ELSE
            if stretch >= limit:
                return begin
    return len(lines)


def _without_references(lines: Sequence[Line], anchor: int) -> list[int]:
    """The tail from `anchor` on, without references and notes, and without a source or an author named right below."""
    gone: list[int] = []
    references = False
    for index in range(anchor, len(lines)):
        line = lines[index]
        if line.standing == "sure":
            references = False
        elif _REFERENCES.match(line.folded):
            references = True
        named = index <= anchor + 2 and line.standing == "kept" and _SOURCE.match(line.folded)
        if not references and not named:
            gone.append(index)
    return gone


def _tags(lines: Sequence[Line], anchor: int, first: int) -> list[int]:
    """A cloud of tags between the last prose and the buttons."""
    begin = anchor
    while (
        begin > first and lines[begin - 1].standing in ("plain", "channel") and lines[begin - 1].weight <= LONGEST_TAG
    ):
        begin -= 1
    weights = [line.weight for line in lines[begin:anchor]]
    if len(weights) < FEWEST_TAGS or begin == 0 or lines[begin - 1].standing != "prose":
        return []
    if sum(weights) > MEAN_TAG * len(weights) or len(set(weights)) == 1:
        return []
    return list(range(begin, anchor))


def _author_box(lines: Sequence[Line], first: int, found: dict[int, str]) -> list[int]:
    """The box about the author at the end: a line with a name that the head prints, then its paragraphs."""
    begin = len(lines)
    while begin > first and begin - 1 not in found and len(lines) - begin <= LONGEST_BOX:
        begin -= 1
    while begin < len(lines) and lines[begin].standing == "rule":
        begin += 1
    if begin >= len(lines) or begin == first or (begin - 1 not in found and lines[begin - 1].standing != "rule"):
        return []
    name = re.split(r"[|:·/]", lines[begin].folded)[-1].strip()
    printed = any(name and name in line.folded for line in lines[:first])
    if lines[begin].weight > LONGEST_NAME or not printed or len(lines) - begin > LONGEST_BOX:
        return []
    return list(range(begin, len(lines)))
