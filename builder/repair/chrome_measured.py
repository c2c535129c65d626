"""Measures the scraps around a text of paragraphs by their shape, and by the words that they share with it.

Behind its last sentence a text has a signature, a day, references; a page has clocks, prices, counts, handles and bars
of links, line after line without a stop. Above its first sentence stands a title, whose words the text takes up; the
words of a menu it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from builder.patterns import pattern
from builder.repair.chrome_lines import Line
from builder.repair.chrome_others import says

#: What is measured is a text of paragraphs: so much said, and so great a share of what stands before the scraps.
FEWEST_SAID, SHARE_SAID = 60, 0.7
#: A page speaks in so many scraps at least, with so many signs of so many kinds, and so great a share of them.
FEWEST_SCRAPS, FEWEST_SIGNS, FEWEST_KINDS, SHARE_SIGNS = 3, 2, 2, 0.3
#: … of which less suffices where many signs of several kinds stand.
MANY_SIGNS, MANY_KINDS, SHARE_OF_MANY = 4, 3, 0.2
#: Words of furniture cover so much of a scrap that few of its own are left.
HALF_COVERED = 0.5
#: Points for the end of the text where most speaks for a page: a sign, a short line without a stop; against it a short
#: sentence, and prose by its weight up to a limit (a comment, a teaser).
FOR_SIGN, FOR_SCRAP, AGAINST_SENTENCE, MOST_AGAINST_PROSE = 12, 3, 5, 120
#: A scrap is no heavier: titles of other pages run to some thirty Han characters.
LONGEST_SCRAP = 34
#: A signature is so light, its day stands so near; a day behind an end mark is still the text's.
LONGEST_SIGNATURE, NEAREST_DAY, FARTHEST_DAY = 16, 2, 4

#: Above the text a title shares so many couples of characters (or words) with its first paragraphs, so great a share of
#: its own, and a menu's line no more than this part of it.
FEWEST_SHARED, SHARE_SHARED, MENU_FOR_TITLE = 3, 0.2, 0.4
LIGHTEST_TITLE, HEAVIEST_TITLE = 3, 44
#: … or nearly all of its own, if it has few.
FEWEST_OF_FEW, SHARE_OF_FEW = 2, 0.65
#: A title of another page in a list is no lighter.
LIGHTEST_LISTED = 8
#: So many lines at the most stand between title and text; in so many paragraphs its words are looked for.
NEAREST_TITLE, PARAGRAPHS = 8, 12
#: Lines above a title that no sign tells apart from a saying, or from the title of a book, are a menu if so many.
FEWEST_UNSIGNED = 3

_STOP = pattern(r"[。!?…;；,、:][”\"』」)】]*$|[a-z]{2}[.!?][”\")]*$")
_SIGNS = tuple(
    (name, strong, pattern(expression))
    for name, strong, expression in (
        (
            "moment",
            True,
            r"(?:(?:19|20)?\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\s?(?:\d{1,2}:\d{2}(?::\d{2})?)?(?:\s?\S{1,12})?"
            r"|\d{1,2}:\d{2}(?::\d{2})?|[\d一二三四五六七八九十几]{1,3}\s?(?:秒|分钟|小时|天|周|个月|年)前.{0,8}",
        ),
        ("price", True, r"(?:[£$€¥]|us\$|nt\$|hk\$|rmb)\s?\d[\d,.]*.{0,12}"),
        ("figure", False, r"[\[(【]?\d[\d,.]*[kw万+]?[\])】]?"),
        ("counted", False, r"[^\d\s。,:]{1,6}[\s:]?[\[(]?\d[\d,.]*[\])]?"),
        ("button", True, r"[\[【(][^\[\]【】()]{1,8}[\]】)]"),
        ("bars", True, r"[^|丨>»›]{1,16}(?:\s?(?:[|丨»›>]|-{2,})\s?[^|丨>»›]{1,16}){2,}"),
        ("row", True, r"[\u3400-\u9fff]{1,6}(?:\s+[\u3400-\u9fff]{1,6}){3,}"),
        ("turned", False, r"[a-z]{3,10}(?: [a-z]{2,6})?:\s?\S[^.]{3,80}"),
        ("turned-han", False, r"[上下前后]一?[^:\s]{0,2}\s?:\s?\S.{2,60}"),
        ("label", False, r"[^\s。!?:,]{2,10}:"),
        ("you", False, r"[^。!?,;]{0,12}您[^。!?,;]{0,12}"),
        ("tagged", False, r"[\[【(][^\[\]【】()]{1,8}[\]】)]\S.{2,40}"),
        ("arrow", True, r"[▲▼△▽↑↓←→»«›‹▶►+]\s?\S.{0,20}|\S.{0,20}\s?[▲▼△▽↑↓→»›]"),
        ("reached", True, r"\S{0,6}(?:地址|电话|热线|邮编|邮箱|传真|e-?mail|tel|fax)\s?[:：].{2,60}"),
        ("address", True, r".{0,40}(?:https?://|www\.|\w@[\w-]+\.).{0,160}|[@#]\S{1,24}"),
        ("handle", False, r"[a-z]+[-_]?[a-z]*\d{1,6}"),
        ("stars", True, r".{0,12}[★☆]{2,}.{0,16}"),
        ("owner", True, r".{0,40}[©®™].{0,120}"),
    )
)
_SHAPES = {name: sign for name, _, sign in _SIGNS}
_CONTACT = frozenset({"REACHED", "ADDRESS"})
_PAIRED = ("turned", "turned-han", "tagged")
_HAN_COUPLE = pattern("(?=([\u3400-\u9fff][\u3400-\u9fff]))")
_LATIN_WORD = pattern("[a-z]{4,}")
_YEAR = pattern(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
_A_YEAR = pattern(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
#: A day that signs a text has its year, or is in words.
_DAY = pattern(r"[(\[]?(?:(?:19|20)\d{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2}|.{0,24}\b(?:19|20)\d{2}$)")
#: 长风晚报记者 何以宁 文/图
_REPORTER = pattern(
    r"[(\[]?(?:[\u3400-\u9fff]{2,9})?(?:记者|通讯员|作者|撰文|采写)\s?[:/|丨]?\s?[\u3400-\u9fff]{2,4}(?:\s.{0,12})?[)\]]?"
)
_BY = pattern(r"(?:words |story |text )?by\b")
#: mara lindqvist: two words may be a name, which the text says too.
_NAMED = pattern(r"[a-z.'-]+(?: [a-z.'-]+)?")
#: [梁以文], (作者系河口区委组织部干部): who wrote it, right behind the text.
_NAME = pattern(
    "\\[[\u3400-\u9fff]{2,4}\\]|[(\\[【]?(?:本文)?作者(?:单位|简介)?[系是为:].{2,60}|[(\\[【](?:本文)?作者.{0,40}[)\\]】]"
)
_REFERENCE = pattern(
    r"(?:主要)?参考(?:文献|资料|书目)|注释?\s?:?|附注|附录|附件|附\s?:|references?\b|notes?\s*:?$|works cited"
    r"|bibliography|sources?:|footnotes|\[\d{1,3}\]|[①-⑳]|\[注|[-*]\s|\d{1,2}[.、]\s?\S"
)


def scraps_and_menu(lines: Sequence[Line], first: int) -> dict[int, str]:
    """Index of each line that is measured to be the page's → "head" or "tail"."""
    return dict.fromkeys(scraps_behind(lines, first), "tail") | dict.fromkeys(menu_above(lines, first), "head")


def scraps_behind(lines: Sequence[Line], first: int) -> list[int]:
    """The lines at the end of the text where a page speaks in scraps; empty if they may be the text's own. Linear."""
    if not lines or first >= len(lines) or (says(lines[-1]) and lines[-1].weight >= LONGEST_SCRAP):
        return []
    begin, total, best = len(lines), 0, 0
    for index in range(len(lines) - 1, first, -1):
        total += _points(lines[index])
        if total < -MOST_AGAINST_PROSE:
            break
        if total > best:
            begin, best = index, total
    begin = _behind_signature(lines, begin)
    while begin - 1 > first and lines[begin - 1].chrome:
        begin -= 1
    scraps = lines[begin:]
    if len(scraps) < FEWEST_SIGNS or any(_REFERENCE.match(line.folded) for line in scraps):
        return []
    kinds = [kind for line in scraps if (kind := _kind(line))]
    pairs = {name for one, other in pairwise(scraps) for name in _PAIRED if _paired(name, one, other)}
    kinds += [name.upper() for name in sorted(pairs) for _ in range(FEWEST_SIGNS)]
    kinds += ["LISTED" for index in range(len(scraps)) if _heads_titles(scraps[index : index + 3])]
    strong = sum(kind.isupper() for kind in kinds)
    if not any(kind.isupper() and kind not in _CONTACT for kind in kinds):
        return []  # where to send an answer
    if strong and begin and _DAY.match(lines[begin - 1].folded):
        strong, kinds = FEWEST_SIGNS, [*kinds, "SIGNED"]  # behind the day that signs a text it does not go on
    many = strong >= MANY_SIGNS and len(set(kinds)) >= MANY_KINDS
    share = SHARE_OF_MANY if many else SHARE_SIGNS
    if len(scraps) < FEWEST_SCRAPS and not pairs:
        return []
    if strong < FEWEST_SIGNS or len(set(kinds)) < FEWEST_KINDS or len(kinds) < share * len(scraps):
        return []
    text = lines[first:begin]
    said = sum(line.weight for line in text if says(line))
    if said < FEWEST_SAID or said < SHARE_SAID * sum(line.weight for line in text):
        return []
    own = {
        index
        for index in range(begin, min(len(lines), begin + FARTHEST_DAY))
        if (lines[index].standing == "kept" and _YEAR.search(lines[index].folded))
        or _REPORTER.fullmatch(lines[index].folded)
    }
    return [index for index in range(begin, len(lines)) if index not in own]


def menu_above(lines: Sequence[Line], first: int) -> list[int]:
    """The lines above the one whose words the text takes up most, if they are a menu's. Linear."""
    above = range(max(0, first - NEAREST_TITLE), first)
    if not above or first >= len(lines):
        return []
    may = [index for index in above if _may_be_title(lines[index])]
    if not may or may[-1] == 0:
        return []
    if all(line.standing == "kept" for line in lines[: may[-1]]):
        return []
    said = "\n".join(line.folded for line in lines[first : first + PARAGRAPHS])
    shared = {index: _shared(lines[index], said) for index in range(may[-1] + 1)}
    title = max(may, key=lambda index: shared[index][0])
    count, share = shared[title]
    few = count >= FEWEST_OF_FEW and share >= SHARE_OF_FEW and not _NAMED.fullmatch(lines[title].folded)
    if title == 0 or not (few or (count >= FEWEST_SHARED and share >= SHARE_SHARED)):
        return []
    other = (index for index in may if index > title and not _BY.match(lines[index].folded))
    if any(shared[index][1] > MENU_FOR_TITLE * share for index in other):
        return []
    menu = [index for index in range(title) if lines[index].standing in ("plain", "channel", "rule", "sure", "likely")]
    plain = [index for index in menu if lines[index].standing == "plain"]
    if not plain or any(
        shared[index][1] > MENU_FOR_TITLE * share or _STOP.search(lines[index].folded) for index in plain
    ):
        return []
    below = lines[title + 1 : first]
    players = [title + 1 + place for place, line in enumerate(below) if _kind(line) == "ARROW"]
    if any(_kind(lines[index]) for index in menu) or any(line.chrome for line in below) or players:
        return [*menu, *players]
    dated = any(line.family == "byline" or _A_YEAR.search(line.folded) for line in below)
    return menu if len(menu) >= FEWEST_UNSIGNED and dated else []


def _points(line: Line) -> int:
    if line.standing == "prose" or line.weight > LONGEST_SCRAP:
        return -min(line.weight, MOST_AGAINST_PROSE)
    if _kind(line):
        return FOR_SIGN
    return -AGAINST_SENTENCE if _STOP.search(line.folded) or line.standing == "kept" else FOR_SCRAP


def _kind(line: Line) -> str:
    """The kind of sign that a line is, in capitals if it tells much; "" for none."""
    if line.chrome:
        return "REACHED" if line.family == "address" or _SHAPES["reached"].fullmatch(line.folded) else "WORD"
    if line.standing in ("prose", "rule") or line.family == "number":
        return ""  # （一）… and （二）… are two items of a law, and no two titles of a series
    found = next(((name, strong) for name, strong, sign in _SIGNS if sign.fullmatch(line.folded)), None)
    if not found:
        return "words" if line.standing == "channel" or (line.coverage >= HALF_COVERED) else ""
    return found[0].upper() if found[1] else found[0]


def _heads_titles(lines: Sequence[Line]) -> bool:
    """True for a label over two titles of other pages; names, which an essay may list, are shorter."""
    return (
        len(lines) > 2
        and _kind(lines[0]) == "label"
        and all(other.standing == "plain" and other.weight >= LIGHTEST_LISTED for other in lines[1:])
        and not any(_STOP.search(other.folded) for other in lines[1:])
    )


def _paired(name: str, one: Line, other: Line) -> bool:
    """True for two lines of one build: the page before and the page after, two titles of one series."""
    sign = _SHAPES[name]
    return sign.fullmatch(one.folded) is not None and sign.fullmatch(other.folded) is not None


def _behind_signature(lines: Sequence[Line], begin: int) -> int:
    """Behind the name and the day with which a text is signed, behind its last short sentences, and behind clauses
    where the text above sets no stops."""
    stopped = begin == 0 or _STOP.search(lines[begin - 1].folded) is not None
    named = (i for i in range(begin, min(len(lines), begin + NEAREST_DAY)) if _NAME.fullmatch(lines[i].folded))
    begin = next(named, begin)
    while begin < len(lines):
        line = lines[begin]
        dated = _DAY.match(line.folded) is not None and line.weight <= LONGEST_SIGNATURE
        day_below = any(_DAY.match(other.folded) for other in lines[begin + 1 : begin + 1 + NEAREST_DAY])
        signed = day_below and line.weight <= LONGEST_SIGNATURE
        clause = not stopped and "," in line.folded and not _kind(line)
        own = signed or clause or (_STOP.search(line.folded) and not _kind(line)) or _NAME.fullmatch(line.folded)
        if not dated and (line.chrome or not own):
            break
        begin += 1
    return begin


def _may_be_title(line: Line) -> bool:
    return (line.standing == "plain" or line.family == "number") and LIGHTEST_TITLE <= line.weight <= HEAVIEST_TITLE


def _words(folded: str) -> Iterable[str]:
    """Couples of Han characters and Latin words of some length."""
    yield from (match[1] for match in _HAN_COUPLE.finditer(folded))
    yield from _LATIN_WORD.findall(folded)


def _shared(line: Line, said: str) -> tuple[int, float]:
    """How many of the words of a line are said there, and which share of them."""
    words = {*_words(line.folded)}
    count = sum(word in said for word in words)
    return count, count / len(words) if words else 0.0
