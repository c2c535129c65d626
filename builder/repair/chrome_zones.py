"""Finds the furniture around the main text: judges each line by its neighbours, from what it is taken for alone.

The two steps, each line alone and then by its neighbours, are those of jusText (Pomikálek 2011) and of boilerplate
detection by shallow text features (Kohlschütter 2010); measures and tables are our own, for text without markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from builder.repair.chrome_lines import Line

#: The main text begins at the first line of prose of this weight.
MAIN_TEXT = 30
#: Without such a line (verse), at the first run of so many lines that are not furniture.
FEWEST_VERSE_LINES = 2
#: So many lines in a row that end in a stop are the main text too, however short: a log, a dialogue.
FEWEST_STOPPED = 3
#: Above the last menu line of the head, short lines go if menus cover this share of the lines there. Measured: a
#: government portal's head .6, a portal's login bar .6; a title between byline and share bar .2.
MENU_HEAD = 0.4
LONGEST_MENU_LINE = 12
#: A line that furniture covers by half goes if furniture stands above and below it.
HALF_COVERED = 0.5
#: So many names of channels nearby make a menu.
FEWEST_CHANNELS = 2
#: The name of a section (News, 要闻) over the title: the title weighs so much, and so many times as much.
SHORTEST_UNDER_SECTION = 10
SECTION_RATIO = 3
#: A line of common words only is a title rather than a menu if it is longer (工作总结范文精选).
LONGEST_MENU_WORD = 7
SHORTEST_TITLE = 2
#: What follows an anchor is body again from this weight of prose between two lines of furniture on: a share of the
#: text before within limits. Lists of related articles have teasers, comments are long, anything else has no prose.
BODY_AGAIN_SHARE = 0.25
BODY_AGAIN_LEAST = 60
BODY_AGAIN_MOST = {"related": 300, "comment": 600, "": 60}
#: … unless furniture goes on after it, so many sure lines in all and so many for each line of prose, to the end.
FEWEST_SURE_AFTER = 4
SURE_FOR_PROSE = 2
#: Without a sure line below, the next so many lines must all be furniture for a likely one to begin a tail.
MOST_UNBACKED = 6
#: Where nothing says what follows, a tail to the end of the text has at least this share of known furniture.
FURNITURE_SHARE = 0.25
#: In a run inside the text, so many lines that no table knows may stand between two sure ones.
LONGEST_GAP = 4
#: A notice goes so near an end of the main text, or so near other furniture.
NOTICE_EDGE = 4
NEAR = 3
#: A tag cloud: so many lines of this mean weight between the last paragraph and the buttons, unequal (no verse).
FEWEST_TAGS = 4
MEAN_TAG = 4.5
LONGEST_TAG = 8
LIGHTEST_BEFORE_TAGS = 16
#: An author's box at the end: his name, then so many paragraphs at most.
LONGEST_BOX = 3
LONGEST_NAME = 30

_MENU = frozenset({"navigation", "account", "crumb", "channel"})
#: Furniture that may float in the middle of a text; there it goes alone, with nothing around it.
FLOATING = frozenset(
    {"advert", "widget", "media", "video", "share", "count", "credit", "legal", "notice", "link", "code"}
)
#: Furniture that begins a tail on its own.
#: Furniture that floats begins a tail only where more furniture follows at once; these never do.
_NO_ANCHORS = frozenset({"media", "video", "moment"})
#: Furniture from which a tail may go on over a few scraps to its anchor.
#: Furniture that says what follows: titles of other pages, comments, the site's own lines.
_HEADS = frozenset({"related", "comment", "credit", "turning", "legal", "count"})
_HEADINGS = frozenset({"navigation", "account", "tags", "share", "channel"})
_SEPARATED = re.compile(r"[\s\[\]【】()|>·/:]")
_NO_LIKELY = frozenset({"crumb", "address", "figures"})
_BRIDGES = frozenset({"notice", "legal", "credit", "count", "turning", "share"})
_STOP = re.compile(r"[。!?…；;.][”\"』」)]?$")
_ALONE = frozenset({"credit", "legal"})
_REFERENCES = re.compile(
    r"(?:主要)?参考(?:文献|资料|书目)|注释?\s*:|注释|附注|附录|附件|references?\b|notes?\s*:?$|"
    r"works cited|bibliography|footnotes|\[\d{1,3}\]|[①-⑳]|\[注"
)
_SOURCE = re.compile(
    r"[\[(【]?\s*(?:来源|信息来源|文章来源|稿件来源|稿源|作者|记者|通讯员|撰文|供稿|摄影|文/|图/|by\s|"
    r"source\s*:|\(?reporting by)"
)
_DATED = re.compile(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}")
_PART = re.compile(r"第\s?[一二三四五六七八九十百\d]{1,3}\s?篇|[【\[(]?\s?篇[一二三四五六七八九十\d]{1,3}")
#: No title is called so, not even right above the text.
_BUTTON = re.compile(
    r"(?:skip|jump) (?:directly )?to (?:(?:the |main |primary )?(?:content|navigation)|search|footer|recipe)|"
    r"skip navigation|toggle (?:navigation|menu)|(?:open|close) menu|设为首页|加入收藏"
)
_CRUMB = re.compile(r".*(?:位置|路径|首页\s*[>»›/|-]|home\s*[>»›/|]|you are here)")


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Index of each line that is furniture → where it was found: "head", "tail" or "widget". Linear."""
    first = main_text(lines)
    found = dict.fromkeys(sorted(_head(lines, first)), "head")
    found.update((index, "tail") for index in _tails(lines, first))
    for index in range(first, len(lines)):
        if lines[index].standing == "sure" and lines[index].family in FLOATING and _may_float(lines, index, first):
            found.setdefault(index, "widget")
    found.update((index, "tail") for index in _author_box(lines, first, found))
    for index, line in enumerate(lines):
        if line.standing == "rule" and (index - 1 in found or index + 1 in found):
            found.setdefault(index, found.get(index - 1) or found[index + 1])
    return found


def _may_float(lines: Sequence[Line], index: int, first: int) -> bool:
    """False for a notice in the middle of a text, without furniture near: an author may write about websites."""
    if lines[index].family != "notice" or min(index - first, len(lines) - 1 - index) < NOTICE_EDGE:
        return True
    return any(other.chrome for other in (*lines[index - NEAR : index], *lines[index + 1 : index + 1 + NEAR]))


def main_text(lines: Sequence[Line]) -> int:
    """Index of the line where the main text begins; 0 if that cannot be told."""
    run = stopped = 0  # lines that are not furniture, in a row, and how many of them end as sentences do
    verse = -1
    for index, line in enumerate(lines):
        if line.standing == "prose" and line.weight >= MAIN_TEXT:
            return index
        unknown = line.standing in ("plain", "kept", "prose")
        run = run + 1 if unknown else 0
        stopped = stopped + (_STOP.search(line.folded) is not None) if unknown else 0
        if stopped == FEWEST_STOPPED:
            return index + 1 - run
        if run == FEWEST_VERSE_LINES and verse < 0:
            verse = index + 1 - FEWEST_VERSE_LINES
    return max(verse, 0)


def _head(lines: Sequence[Line], first: int) -> set[int]:
    chrome = [index for index in range(first) if lines[index].chrome or lines[index].standing == "channel"]
    stays = _titles(lines, first)
    gone = {index for index in chrome if index not in stays and _in_company(lines, index, first)}
    if chrome == [0] and lines[0].family in _MENU and not _CRUMB.match(lines[0].folded):
        if _BUTTON.match(lines[0].folded) or _is_section(lines, first):
            return {0}
        return set()  # one line that could be a menu, right above the text: its title
    if 0 not in stays and _is_section(lines, first):
        gone.add(0)
    gone |= {  # a word of menus after one that only the menu above shows for what it is (搜索 behind 组工文苑)
        index
        for index in chrome
        if lines[index].family in _MENU and index not in stays and not gone.isdisjoint((index - 1, index - 2))
    }
    byline = _byline(lines, first)
    last_menu = max((index for index in gone if lines[index].family in _MENU and index < byline), default=-1)
    if last_menu >= 0:
        told = sum(1.0 if _told(lines[index]) else lines[index].coverage for index in range(last_menu + 1))
        if told >= MENU_HEAD * (last_menu + 1):
            gone |= _menu_lines(lines, last_menu)
    gone |= {
        index
        for index in range(1, first)
        if lines[index].standing == "plain" and lines[index].coverage >= HALF_COVERED and {index - 1, index + 1} <= gone
    }
    return gone - stays


def _is_section(lines: Sequence[Line], first: int) -> bool:
    """True if the first line is one word of menus, over a title many times as long, with a byline below."""
    if first < 2 or _byline(lines, first) == first or lines[0].standing not in ("channel", "likely"):
        return False
    title = lines[1]
    return title.standing == "plain" and title.weight >= max(SHORTEST_UNDER_SECTION, SECTION_RATIO * lines[0].weight)


def _told(line: Line) -> bool:
    return line.standing in ("sure", "likely", "channel", "rule")


def _titles(lines: Sequence[Line], first: int) -> set[int]:
    """Indexes of lines of the head that must stay because they may be the title.

    A title stands above the first line with a date or a label of metadata, else right above the main text;
    or a breadcrumb above repeats it as its end.
    """
    above = range(_byline(lines, first) - 1, -1, -1)
    stays = {index for index in above if lines[index].standing in ("plain", "kept", "prose")}
    if not stays:  # some print the byline first
        below = (index for index in range(_byline(lines, first), first) if lines[index].standing in ("plain", "prose"))
        stays = {next(below, -1)}
    repeated = {
        index
        for index in range(1, first)
        if lines[index].standing == "plain"
        and len(lines[index].folded) >= SHORTEST_TITLE
        and any(
            other.chrome and other.folded.endswith(lines[index].folded) for other in lines[max(0, index - 8) : index]
        )
    }
    return {max(stays, default=-1)} | repeated


def _byline(lines: Sequence[Line], first: int) -> int:
    """Index of the first line of the head with a date or a label of metadata; `first` if there is none."""
    dated = (index for index in range(first) if lines[index].family == "byline" or _DATED.search(lines[index].folded))
    return next(dated, first)


def _in_company(lines: Sequence[Line], index: int, first: int) -> bool:
    """A sure line goes alone, a likely one beside furniture, a channel's name within a menu."""
    line = lines[index]
    if line.family == "turning":  # 上一页 belongs to tails
        return any(other.chrome for other in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]))
    if line.standing == "sure":
        return True
    if line.weight > LONGEST_MENU_WORD and line.family != "crumb":
        return False
    reach = 2 if line.standing == "likely" else 3
    beside = [lines[other] for other in range(max(0, index - reach), min(first, index + reach + 1)) if other != index]
    menu = sum(other.standing == "channel" for other in beside) >= FEWEST_CHANNELS
    if line.standing == "likely":
        return menu or any(other.chrome for other in beside)
    return menu or any(other.chrome or other.standing == "rule" for other in beside)


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
    sure_after = _counts_after(lines, lambda line: line.standing == "sure")
    chrome_after = _counts_after(lines, lambda line: line.chrome or line.standing == "channel")
    prose_after = _counts_after(lines, _is_paragraph)
    before = 0  # weight of prose so far
    content = 0  # lines that are not furniture so far
    index = first
    while index < len(lines):
        line = lines[index]
        if content and _is_anchor(lines, index, sure_after):
            told = line.family in _HEADS or chrome_after[index] >= FURNITURE_SHARE * (len(lines) - index)
            stop = _extent(lines, index, before, sure_after, prose_after) if told else len(lines)
            if told and stop == len(lines):
                begin = _bridged(lines, index, first)
                return [*gone, *range(begin, index), *_tags(lines, begin, first), *_without_references(lines, index)]
            reach = _run(lines, index, stop)
            if reach > index:
                gone += [other for other in range(index, reach + 1) if lines[other].standing != "prose"]
            index = reach + 1
            continue
        if line.standing == "prose":
            before += line.weight
        content += not line.chrome
        index += 1
    return gone


def _counts_after(lines: Sequence[Line], counted: Callable[[Line], bool]) -> list[int]:
    """For each index, how many lines from it to the end are `counted`."""
    counts = [*accumulate((counted(line) for line in reversed(lines)), initial=0)]
    return counts[::-1]


def _is_paragraph(line: Line) -> bool:
    return line.standing == "prose" and line.weight >= MAIN_TEXT


def _is_anchor(lines: Sequence[Line], index: int, sure_after: list[int]) -> bool:
    line = lines[index]
    followed = index + 1 < len(lines) and lines[index + 1].chrome
    heading = line.family in _HEADINGS and not _SEPARATED.search(line.folded)
    if heading and sure_after[index + 1] == 0 and not followed and index + 1 < len(lines):
        return False  # 关于我们 or 常见问题 alone is a section of the essay
    if line.family == "pointer":
        return followed
    if line.standing == "sure" and line.family not in _NO_ANCHORS:
        return line.family not in FLOATING or line.family in _ALONE or followed or index + 1 == len(lines)
    last = line.family == "label" and index + 1 == len(lines)
    backed = sure_after[index] > 0 or all(other.chrome for other in lines[index + 1 : index + 1 + MOST_UNBACKED])
    return line.standing == "likely" and line.family not in _NO_LIKELY and ((followed and backed) or last)


def _extent(lines: Sequence[Line], anchor: int, before: int, sure_after: list[int], prose_after: list[int]) -> int:
    """Index after the tail that begins at `anchor`: the end of the text, or the line where body begins again."""
    mode = ""
    stretch = 0  # weight of prose since the last line of furniture
    begin = anchor + 1  # where that stretch began
    for index in range(anchor, len(lines)):
        line = lines[index]
        if _PART.match(line.folded) and index > anchor:
            return index
        if line.chrome or line.standing == "channel":
            if line.standing == "sure" and line.family in ("related", "comment"):
                mode = line.family
                if mode == "related" and index + 1 < len(lines) and _is_paragraph(lines[index + 1]):
                    return index + 1  # nor is a paragraph right below its heading
            stretch, begin = 0, index + 1
        elif line.standing == "prose":
            stretch += line.weight
            if not sure_after[index]:
                return begin  # the text ends in prose, and pages do not
            if mode != "comment" and lines[index - 1].standing == "prose" and stretch >= BODY_AGAIN_LEAST:
                return begin  # two paragraphs without a title between: no list of teasers
            limit = max(BODY_AGAIN_LEAST, min(BODY_AGAIN_MOST[mode], BODY_AGAIN_SHARE * before))
            goes_on = sure_after[index] >= max(FEWEST_SURE_AFTER, SURE_FOR_PROSE * prose_after[begin])
            if stretch >= limit and not (mode and goes_on):
                return begin
    return len(lines)


def _bridged(lines: Sequence[Line], anchor: int, first: int) -> int:
    """Where the tail of `anchor` begins, if sure lines stand close above it with nothing but scraps between."""
    begin = index = anchor
    while index - 1 > first and begin - index <= LONGEST_GAP:
        line = lines[index - 1]
        if line.standing == "sure" and line.family in _BRIDGES:
            begin = index - 1
        elif line.standing == "prose" or line.weight > LONGEST_NAME or _STOP.search(line.folded):
            break
        index -= 1
    return begin


def _run(lines: Sequence[Line], anchor: int, stop: int) -> int:
    """Index of the last sure line of the run of furniture inside the text that begins at `anchor`."""
    reach = anchor
    for index in range(anchor + 1, stop):
        if lines[index].standing == "prose" or index - reach > LONGEST_GAP + 1:
            break
        if lines[index].standing == "sure":
            reach = index
    return reach


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
    if len(weights) < FEWEST_TAGS or begin == 0 or lines[begin - 1].weight < LIGHTEST_BEFORE_TAGS:
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
