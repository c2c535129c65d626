"""Finds the furniture above the main text: menus, login bars and buttons, around a title and a byline that stay."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pattern_code import compiled
from builder.repair.chrome_lines import LONGEST_BYLINE, Line
from builder.repair.chrome_page import CONTENTS, STATED_TITLE

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
#: … where it is a word that no table knows, so many lines of menus stand right above it.
LONGEST_SECTION, FEWEST_OVER_SECTION = 6, 3
#: A line of the head so many times as heavy as the one next to the byline is the title, and that one a name.
HEAVY = 2
LIGHTEST_HEAVY = 8
#: Right under the way to the page a title weighs so much, and a name less.
LIGHTEST_UNDER_WAY = 5
#: Longer lines above it go from this coverage on (学校首页学校概况新闻动态…).
COVERED_OVER_WAY = 0.25
#: So many words make a menu, so many places a way, where nothing else stands above the text.
FEWEST_IN_A_MENU, FEWEST_ON_A_WAY = 5, 3
FEWEST_IN_A_BAR, COVERED_BAR = 4, 0.7
_PARTS = compiled(r"[\s|丨·>»›→/]+")
_ARROWS = compiled("[>»›→]")
#: A light line with so many entries of menus above it and below it is one of them. Buttons follow titles as well.
FEWEST_AROUND = 2
_MENU_BELOW = frozenset({"navigation", "channel", "crumb", "related"})
#: So many words of menus above a title need no byline below it.
FEWEST_UNSIGNED = 2
#: A button right under the byline (关注, 分享) needs no other beside it.
_UNDER_BYLINE = frozenset({"account", "share", "count", "tally"})
#: A line of common words only is a title rather than a menu if it is longer (工作总结范文精选).
LONGEST_MENU_WORD = 7
SHORTEST_TITLE = 2
_MENU = frozenset({"navigation", "account", "crumb", "channel"})
#: Furniture of the head whose days are not the essay's.
_NO_BYLINE = frozenset({"legal", "crumb", "turning", "related", "link", "notice", "pointer", "clock"})
_DAY = compiled(
    r"(?<!\d)(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s(?:19|20)\d{2}\b"
)
_COUNT = compiled(r"\d\s?(?:[分秒]|min)")
_DATED = compiled(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}")
#: No title is called so, not even right above the text.
_BUTTON = compiled(
    r"(?:skip|jump) (?:directly )?to (?:(?:the |main |primary )?(?:content|navigation)|search|footer|recipe)|"
    r"skip navigation|toggle (?:navigation|menu)|(?:open|close) menu|设为首页|加入收藏"
)
#: Nor so, unless it be a poem's.
_BUTTON_OVER_PROSE = compiled(
    r"(?:返回|回到)(?:顶部|首页|列表|上页|上一页|目录)|(?:网站)?首页|登录|注册|搜索|"
    r"home|menu|search|subscribe|log ?in|sign ?in"
)
#: Salt Lane (Eastmere): what a work of reference puts behind a name to tell it from others.
_KIND = compiled(r"(?<=\S)\s*\([^()]{1,30}\)$")
_WAY = compiled(
    r"[\[(【]?(?:您?(?:现在|当前|目前|所在)?的?(?:所在)?位置|当前路径|you are here)\s?[:>»].*[>»›→]."
    r"|(?:网站)?(?:首页|主页)\s?[>»›→]\s?\S|home\s?[>»›→]\s?\S"
)
#: The button beside a list of contents.
_TOGGLE = compiled(r"收起|展开|隐藏|显示|\[?(?:hide|show)\]?")
_ASKED = compiled(r"(?:站内|全站)?(?:搜索|搜寻|检索)\s?:|search(?: for)?\s?:")
_CRUMB = compiled(r".*(?:位置|路径|首页\s*[>»›/|-]|home\s*[>»›/|]|you are here)")


def head(lines: Sequence[Line], first: int) -> set[int]:
    """Indexes of the lines above `first`, where the main text begins, that are furniture."""
    chrome = [index for index in range(first) if lines[index].chrome or lines[index].standing == "channel"]
    over_way = _above_way(lines, first)
    stays = _titles(lines, first) - over_way
    gone = {index for index in chrome if index not in stays and _in_company(lines, index, first)}
    if chrome == [0] and lines[0].family in _MENU and not _CRUMB.match(lines[0].folded):
        over_prose = first < len(lines) and lines[first].standing == "prose"
        if over_prose and _BUTTON_OVER_PROSE.fullmatch(lines[0].folded):
            return {0}
        if _BUTTON.match(lines[0].folded) or _has_many_pieces(lines[0]) or _is_section(lines, first):
            return {0}
        if lines[0].standing == "sure" and any(line.standing == "plain" for line in lines[1:first]):
            return {0}  # a button over the line that is the title
        return set()  # one line that could be a menu, right above the text: its title
    if 0 not in stays:
        gone |= set(range(_sections(lines, first)))
    gone |= {  # a word of menus after one that only the menu above shows for what it is (搜索 behind 组工文苑)
        index
        for index in chrome
        if lines[index].family in _MENU and index not in stays and not gone.isdisjoint((index - 1, index - 2))
    }
    byline = _byline(lines, first)
    title = max(stays, default=-1)
    over = title if byline == first and title >= 0 else byline  # buttons under a title are no menu over it
    last_menu = max((index for index in gone if lines[index].family in _MENU and index < over), default=-1)
    if last_menu >= 0:
        told = sum(1.0 if _told(lines[index]) else lines[index].coverage for index in range(last_menu + 1))
        if told >= MENU_HEAD * (last_menu + 1):
            gone |= _menu_lines(lines, last_menu, stays, gone)
    gone |= {
        index
        for index in range(max(byline - 1, 1), first)
        if lines[index].standing == "likely"
        and lines[index].family in _UNDER_BYLINE
        and lines[index].weight <= LONGEST_MENU_WORD
        and any(
            _DAY.search(other.folded) and other.weight <= LONGEST_BYLINE
            for other in lines[max(0, index - 2) : index + 2]
        )
    }
    gone |= {
        index
        for index in range(1, first)
        if lines[index].standing == "plain"
        and lines[index].coverage >= HALF_COVERED
        and (
            (index + 1 in gone and index - 1 in gone | stays)
            or (
                index > byline
                and lines[index].weight <= LONGEST_MENU_WORD
                and not gone.isdisjoint((index - 1, index + 1))
            )
        )
    }
    stated = _byline(lines, first)
    if gone and min(gone) < stated < first and STATED_TITLE.match(lines[stated].folded):
        gone |= {index for index in range(stated) if lines[index].standing == "plain" and _is_light(lines[index])}
    gone |= _named_again(lines, byline, first, max(stays, default=-1)) | _told_again(lines, byline, first)
    gone |= _section(lines, first, max(stays, default=-1), gone)
    gone |= over_way | _prompts(lines, gone)
    contents = next((index for index in range(first) if CONTENTS.fullmatch(lines[index].folded)), first)
    listed = range(contents, first)
    gone -= {
        index for index in listed if lines[index].standing != "sure" and not _TOGGLE.fullmatch(lines[index].folded)
    }
    dated = {index for index in gone if lines[index].family not in _NO_BYLINE and _DAY.search(lines[index].folded)}
    return gone - stays - dated  # 发表于 2017-10-5 21:40 | 只看该作者: the byline, buttons and all


def _above_way(lines: Sequence[Line], first: int) -> set[int]:
    """The name of the site above its menu, where the way to the page (当前位置：…) stands right over the title."""
    way = next((index for index in range(first) if _WAY.match(lines[index].folded)), -1)
    if way < FEWEST_AROUND or way + 1 >= len(lines) or lines[way + 1].standing != "plain":
        return set()
    if lines[way + 1].weight < LIGHTEST_UNDER_WAY:
        return set()  # a name: the title stands above the way

    short = (i for i in range(way) if lines[i].weight <= LONGEST_MENU_LINE or lines[i].coverage >= COVERED_OVER_WAY)
    return {index for index in short if lines[index].standing in ("plain", "channel")}


def _prompts(lines: Sequence[Line], gone: set[int]) -> set[int]:
    """What a page proposes to look for, under 搜索：."""
    asked = (index + 1 for index in gone if _ASKED.fullmatch(lines[index].folded) and index + 2 < len(lines))
    return {index for index in asked if lines[index].standing == "plain" and lines[index].weight <= LONGEST_MENU_LINE}


def _sections(lines: Sequence[Line], first: int) -> int:
    """How many lines at the top are words of menus (Opinion, OPINION | COLUMNISTS), over a title and its byline."""
    count = 0
    while count < first and lines[count].standing in ("channel", "likely", "sure") and lines[count].family in _MENU:
        count += 1
    if not 0 < count < first or (count < FEWEST_UNSIGNED and _byline(lines, first) in (first, count)):
        return 0
    heaviest = max(line.weight for line in lines[:count])
    heavy = lines[count].weight >= max(SHORTEST_UNDER_SECTION, HEAVY * heaviest)
    return count if heavy and lines[count].standing in ("plain", "prose") else 0


def _section(lines: Sequence[Line], first: int, title: int, gone: set[int]) -> set[int]:
    """A word or two that no table knows, right below a menu and right above a title many times as long and signed."""
    word = title - 1
    if word < FEWEST_OVER_SECTION or lines[word].standing != "plain" or lines[word].weight > LONGEST_SECTION:
        return set()
    if (
        not all(index in gone for index in range(word - FEWEST_OVER_SECTION, word))
        or _byline(lines, first) != title + 1
    ):
        return set()
    return {word} if lines[title].weight >= max(SHORTEST_UNDER_SECTION, SECTION_RATIO * lines[word].weight) else set()


def _is_section(lines: Sequence[Line], first: int) -> bool:
    """True if the first line is one word of menus, over a title many times as long, with a byline below."""
    if first < 2 or _byline(lines, first) == first or lines[0].standing not in ("channel", "likely"):
        return False
    title = lines[1]
    return title.standing == "plain" and title.weight >= max(SHORTEST_UNDER_SECTION, SECTION_RATIO * lines[0].weight)


def _named_again(lines: Sequence[Line], byline: int, first: int, title: int) -> set[int]:
    """The name of a site right at the top, over its menu, if the byline under the title names it as the source."""
    if not 1 < title < byline < first or lines[0].standing != "plain" or not _is_light(lines[0]):
        return set()
    named = lines[1].chrome and len(lines[0].folded) >= SHORTEST_TITLE and lines[0].folded in lines[byline].folded
    return {0} if named else set()


def _told_again(lines: Sequence[Line], byline: int, first: int) -> set[int]:
    """What is counted right under the byline in words of furniture: how long it takes to hear the text."""
    below = byline + 1
    if below >= first or lines[below].standing != "plain" or not _is_light(lines[below]):
        return set()
    return {below} if lines[below].coverage >= HALF_COVERED and _COUNT.search(lines[below].folded) else set()


def _is_light(line: Line) -> bool:
    return line.weight <= LONGEST_MENU_LINE


def _is_bar(line: Line) -> bool:
    """True for words with blanks between them, half of them words of menus: 首页 博文目录 图片 关于我."""
    return (
        line.coverage >= HALF_COVERED and len(line.folded.split()) >= FEWEST_IN_A_BAR and line.weight > FEWEST_IN_A_BAR
    )


def _has_many_pieces(line: Line) -> bool:
    """True for a menu that no title can be: many words with blanks or bars between them, or a way with its arrows."""
    pieces = _PARTS.split(line.folded)
    arrows = _ARROWS.search(line.folded) is not None
    fewest = FEWEST_ON_A_WAY if arrows else FEWEST_IN_A_BAR if line.coverage >= COVERED_BAR else FEWEST_IN_A_MENU
    return line.standing == "sure" and len(pieces) >= fewest


def _told(line: Line) -> bool:
    return line.standing in ("sure", "likely", "channel", "rule")


def _titles(lines: Sequence[Line], first: int) -> set[int]:
    """Indexes of lines of the head that must stay because they may be the title.

    A title stands above the first line with a date or a label of metadata, else right above the main text;
    or a breadcrumb above repeats it as its end.
    """
    stated = _byline(lines, first)
    if stated < first and STATED_TITLE.match(lines[stated].folded):  # with a day above it the page's own stands there
        return {stated}
    above = range(_byline(lines, first) - 1, -1, -1)
    stays = {
        index for index in above if lines[index].standing in ("plain", "kept", "prose") and not _is_bar(lines[index])
    }
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
    repeated |= {  # 风雨桥 over 风雨桥是…
        index
        for index in range(first)
        if lines[index].standing in ("plain", "channel", "likely")
        and first < len(lines)
        and len(lines[index].folded) >= SHORTEST_TITLE
        and lines[first].folded.startswith(_KIND.sub("", lines[index].folded))
    }
    nearest = max(stays, default=-1)
    plain = [
        index
        for index in range(first)
        if lines[index].standing == "plain"
        and lines[index].coverage < HALF_COVERED
        and not _CRUMB.match(lines[index].folded)
    ]
    heaviest = max(plain, key=lambda index: lines[index].weight, default=-1)
    if heaviest >= 0 and lines[heaviest].weight >= max(LIGHTEST_HEAVY, HEAVY * lines[nearest].weight):
        nearest = heaviest  # 山里的风 under 一个人走完哀牢山的三天 is who wrote it
    if repeated and nearest >= 0 and lines[nearest].coverage >= HALF_COVERED:
        return repeated  # the title is known by what repeats it, and this is a bar of buttons under it
    light = nearest >= 0 and lines[nearest].weight < LIGHTEST_HEAVY
    if light and (_byline(lines, first) == first or lines[nearest].coverage >= HALF_COVERED):
        over = sum(line.family in _MENU for line in lines[:nearest])
        under = sum(line.family in _MENU_BELOW for line in lines[nearest + 1 : first])
        if min(over, under) >= FEWEST_AROUND:
            return repeated  # a word in the middle of a menu; the title was not printed, or the text begins with it
    return {nearest} | repeated


def _byline(lines: Sequence[Line], first: int) -> int:
    """Index of the first line of the head with a date or a label of metadata; `first` if there is none."""
    dated = (index for index in range(first) if lines[index].family == "byline" or _DATED.search(lines[index].folded))
    return next(dated, first)


def _in_company(lines: Sequence[Line], index: int, first: int) -> bool:
    """A sure line goes alone, a likely one beside furniture, a channel's name within a menu."""
    line = lines[index]
    if line.family == "turning":  # 上一页 belongs to tails
        sides = [index - 1, index + 1]
        for side, step in enumerate((-1, 1)):  # << the page before | the page after >>
            if 0 <= sides[side] < len(lines) and lines[sides[side]].standing == "rule":
                sides[side] += step
        around = [lines[other] for other in sides if 0 <= other < len(lines)]
        return any(other.chrome or other.standing == "channel" for other in around)
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


def _menu_lines(lines: Sequence[Line], last_menu: int, stays: set[int], gone: set[int]) -> set[int]:
    """Short lines that no table knows, among menus.

    Never the one below a breadcrumb, which is the title, nor the first one below the title, which is who wrote it.
    """
    named = max(stays, default=-1)
    while named >= 0 and named + 1 in gone:  # buttons beside the title
        named += 1
    return {
        index
        for index in range(last_menu)
        if lines[index].standing in ("plain", "rule", "channel", "likely")
        and lines[index].weight <= LONGEST_MENU_LINE
        and not (0 <= named == index - 1 and lines[index].standing == "plain")
        and not (index + 1 in stays and lines[index].standing == "plain" and lines[index].weight >= LIGHTEST_HEAVY)
        and not (index and _CRUMB.match(lines[index - 1].folded) and lines[index].standing == "plain")
    }
