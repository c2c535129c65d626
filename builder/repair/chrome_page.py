"""Measures where the article stands in a page that was copied whole, with all its menus, lists and forms around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.characters import han_count
from builder.patterns import pattern
from builder.repair.chrome_lines import LONGEST_BYLINE, Line

#: A line of text speaks for the article by its weight, up to this much: one long notice must not outweigh a menu.
MOST_FOR_TEXT = 120
LIGHTEST_SPOKEN = 3
#: What speaks against it: furniture, the name of a channel, a line that stands elsewhere on the page again, a short
#: line without a stop. Headings and items of lists are such too, hence so little.
AGAINST = {"sure": 20, "likely": 12, "channel": 12, "rule": 0, "kept": 1, "plain": 5}
AGAINST_REPEATED = 12
#: No essay has so many lines above its first paragraph, with so many different words of menus among them, and with so
#: great a share of such words and of lines printed twice. Measured: whole pages have 17 to 400, with .15 to .8.
LONG_HEAD = (12, 5, 0.15)
#: Where a notice or a teaser stands above the title, little beside the article, fewer lines tell.
SHORT_HEAD = (6, 4, 0.3)
#: … and below its last one.
LONG_TAIL = (8, 4, 0.2)
#: A shorter text has nothing around it, nor has one with fewer words of menus in all.
FEWEST_LINES, FEWEST_PROOFS = 8, 4
#: The article itself: less weight may be a teaser or a notice.
LIGHTEST_ARTICLE = 60
#: Teasers and notices around it say no more than this share of what it says: else it may be another part of the text.
MOST_SAID, LITTLE_SAID = 0.5, 0.15
#: So many numbered lines above are headings or a list of contents: then part of the text stands there.
FEWEST_NUMBERED = 3
#: The title stands so few lines above the article.
NEAREST_TITLE = 16
#: Points of a title: its weight up to this much (what is beyond the other limit tells against it: the sentence under a
#: title is longer); for being printed again, or as the end of a longer line (the way to the page); for a byline near
#: it, for saying that it is a title, for a mark inside (names of sections have none).
HEAVY_TITLE, HEAVIEST_TITLE, HEAVIEST_LATIN = 26, 44, 30
PRINTED_AGAIN, ENDS_A_WAY, SIGNED, STATED, MARKED = 12, 24, 8, 30, 4
#: Against it: a sentence's stop, the byline of another line above it, each line between it and the article.
STOPPED, BELOW_BYLINE, FAR = 12, 8, 0.75
LIGHTEST_TITLE = 4
#: The day stands no more lines above the article, and the title not far above the day.
MOST_BELOW_DAY = 60
#: Nothing is a title whose letters words of furniture cover by half.
HALF_COVERED = 0.5
NEAREST_BYLINE = 4
#: A line that stands on the page more often is of a menu, and no title printed again.
MOST_PRINTED = 3
#: Two paragraphs in a row of this weight below the article are text of their own: then the tail is left alone.
ANOTHER_TEXT = 60
#: Signs, days and counts are too common to be recognised by standing twice.
SHORTEST_REPEATED = 4
#: Furniture that an author may print as well, line by line: it proves no page.
_NO_PROOF = frozenset({"count", "figures", "code", "moment", "media", "video", "label", "saying", "stamp", "floor"})

_SPOKEN = pattern(r"(?:[。!?…;,]|[a-z]{2}[.!?])[”\"』」)】]*$")
_STOP = pattern(r"[。;](?:[”\"』」)】]*)$|[a-z]{3}\.[”\")]*$")
_DAY = pattern(
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s(?:19|20)\d{2}\b"
)
#: What stands under it are the names of the article's parts.
CONTENTS = pattern(r"(?:文章|本文)?目[录次]|(?:table of )?contents|on this page|in this article")
_BY = pattern(r"^by\s\S")
_MARK = pattern('[?:“”"《》「」]')
STATED_TITLE = pattern(r"[\[(【]?\s?原标?题\s?[:|]")
_LETTER = pattern(r"[^\W\d_]")


class Page(NamedTuple):
    """Where an article stands in its page (indexes of lines): above `title` and from `tail` on the page speaks."""

    title: int  # the line of the title, or of the day above it; else the first of the article
    first: int
    tail: int  # the number of lines if the page says nothing of its end
    framed: bool  # whether the lines above the title are the page's own
    buttons: tuple[int, ...]  # bars of buttons that stand above the article and below it again


def whole_page(lines: Sequence[Line], main_text: int) -> Page | None:
    """The article of a page that was copied whole; None for a text with little or nothing around it. Linear.

    `main_text` is the first paragraph of the file. If it is no part of the article, a long menu must part the two.
    """
    if len(lines) < FEWEST_LINES or len({line.folded for line in lines if _proves(line)}) < FEWEST_PROOFS:
        return None  # most files: nothing else is measured
    printed = Counter(line.folded for line in lines if len(line.folded) >= SHORTEST_REPEATED)
    first, last = _article(lines, printed)
    weight = _said(lines[first : last + 1])
    if weight < LIGHTEST_ARTICLE:
        return None
    title = _title(lines, first, printed)
    above = lines[:title]
    again = {folded for folded, times in printed.items() if times > 1}
    apart = lines[main_text:title] if lines[main_text].standing == "prose" else ()
    little = _said(above) <= LITTLE_SAID * weight
    framed = (
        title < first
        and sum(line.family == "number" for line in above) < FEWEST_NUMBERED
        and _said(above) <= MOST_SAID * weight
        and _is_frame(above, again, *(SHORT_HEAD if apart and little else LONG_HEAD))
        and (not apart or little or _is_frame(apart, again, *LONG_HEAD))
    )
    tail = _tail(lines, last, {line.folded for line in above if framed and len(line.folded) >= SHORTEST_REPEATED})
    if _said(lines[tail:]) > MOST_SAID * weight:
        tail = len(lines)
    if not framed and tail == len(lines):
        return None
    top = title - (title > 0 and _DAY.search(lines[title - 1].folded) is not None and _is_byline(lines[title - 1]))
    buttons = tuple(
        index
        for index, line in enumerate(lines)
        if line.standing == "plain" and line.coverage >= HALF_COVERED and line.folded in again
    )
    return Page(top if framed else first, first, tail, framed, buttons)


def _article(lines: Sequence[Line], printed: Counter[str]) -> tuple[int, int]:
    """The first and last line of the stretch for which most speaks (the maximal sum over all stretches)."""
    best, best_from, best_to = 0.0, 0, -1
    total, begin = 0.0, 0
    for index, line in enumerate(lines):
        value = min(line.weight, MOST_FOR_TEXT) if _speaks(line) else -_against(line, printed)
        if total <= 0:
            total, begin = 0.0, index
        total += value
        if total > best:
            best, best_from, best_to = total, begin, index
    return best_from, best_to


def _said(lines: Sequence[Line]) -> int:
    return sum(min(line.weight, MOST_FOR_TEXT) for line in lines if _speaks(line))


def _speaks(line: Line) -> bool:
    """True for prose, and for a line that ends as a clause does, however short (a diary, a dialogue)."""
    spoken = line.standing == "plain" and line.weight >= LIGHTEST_SPOKEN and _SPOKEN.search(line.folded) is not None
    return line.standing == "prose" or spoken


def _against(line: Line, printed: Counter[str]) -> int:
    return max(AGAINST.get(line.standing, 0), AGAINST_REPEATED if printed[line.folded] > 1 else 0)


def _proves(line: Line) -> bool:
    return (line.chrome or line.standing == "channel") and line.family not in _NO_PROOF


def _is_frame(around: Sequence[Line], again: Container[str], fewest: int, fewest_proofs: int, share: float) -> bool:
    """True for lines enough, with words of menus enough among them. A song has its refrain: that alone is no proof."""
    proofs = {line.folded for line in around if _proves(line)}
    told = sum(_proves(line) or line.folded in again for line in around)
    return len(around) >= fewest and len(proofs) >= fewest_proofs and told >= share * len(around)


def _title(lines: Sequence[Line], first: int, printed: Counter[str]) -> int:
    """Index of the line above the article that is most like its title; `first` if none is."""
    dated = _last_day(lines, first)
    listed = next(
        (i for i in range(max(0, first - NEAREST_TITLE), first) if CONTENTS.fullmatch(lines[i].folded)), first
    )
    nearest = {*range(max(0, first - NEAREST_TITLE), first), *range(max(0, dated - NEAREST_BYLINE), dated)}
    points = {
        index: _points(lines, index, first if index > dated else min(first, dated + NEAREST_BYLINE), printed)
        for index in sorted(nearest)
        if _may_be_title(lines[index], printed)
        and index <= listed
        and not (
            STATED_TITLE.match(lines[index].folded) and _last_day(lines, index) >= 0
        )  # the page's own stands above
    }
    signed = min((index for index in points if _signed(lines, index, first)), default=first)
    for index in points:
        if index > signed and not _signed(lines, index, first) and not _ends_a_way(lines, index):
            points[index] -= BELOW_BYLINE
    return max(points, key=lambda index: (points[index], index), default=first)


def _last_day(lines: Sequence[Line], first: int) -> int:
    """Index of the last line above the article that is a day; a player with its buttons may stand below; else -1."""
    above = range(first - 1, max(-1, first - MOST_BELOW_DAY), -1)
    return next((i for i in above if _is_byline(lines[i]) and _DAY.search(lines[i].folded)), -1)


def _signed(lines: Sequence[Line], index: int, first: int) -> float:
    """Points for a byline below the line: the nearer, the more."""
    below = lines[index + 1 : min(first, index + 1 + NEAREST_BYLINE)]
    return next((SIGNED / (1 + away) for away, other in enumerate(below) if _is_byline(other)), 0.0)


def _may_be_title(line: Line, printed: Counter[str]) -> bool:
    if STATED_TITLE.match(line.folded):
        return True
    if line.standing not in ("plain", "prose") or line.weight < LIGHTEST_TITLE or line.coverage >= HALF_COVERED:
        return False
    return printed[line.folded] <= MOST_PRINTED and _LETTER.search(line.folded) is not None and not _is_byline(line)


def _is_byline(line: Line) -> bool:
    dated = line.weight <= LONGEST_BYLINE and _DAY.search(line.folded) is not None
    dated = dated and not line.folded.endswith((".", "。"))  # a sentence with a day
    return line.family == "byline" or _BY.match(line.folded) is not None or dated


def _ends_a_way(lines: Sequence[Line], index: int) -> bool:
    """True if a longer line above ends with this one: the way to the page, or the name of the site and the title."""
    words = lines[index].folded
    above = lines[max(0, index - NEAREST_TITLE) : index]
    return any(other.folded.endswith(words) and other.folded != words for other in above)


def _points(lines: Sequence[Line], index: int, first: int, printed: Counter[str]) -> float:
    line = lines[index]
    heaviest = HEAVIEST_TITLE if han_count(line.folded) else HEAVIEST_LATIN
    points = min(line.weight, HEAVY_TITLE) - max(0, line.weight - heaviest) - FAR * (first - index)
    if _MARK.search(line.folded):
        points += MARKED
    if STATED_TITLE.match(line.folded):
        points += STATED
    if _ends_a_way(lines, index):
        points += ENDS_A_WAY
    elif printed[line.folded] > 1:
        points += min(PRINTED_AGAIN, line.weight)
    points += _signed(lines, index, first)
    if _STOP.search(line.folded) or line.standing == "prose":
        points -= STOPPED
    return points


def _tail(lines: Sequence[Line], last: int, above: Collection[str]) -> int:
    """Index of the first line below the article that is known to be the page's, if the page goes on long enough."""
    below = lines[last + 1 :]
    if not _is_frame(below, above, *LONG_TAIL):
        return len(lines)
    if any(
        one.standing == other.standing == "prose" and min(one.weight, other.weight) >= ANOTHER_TEXT
        for one, other in pairwise(below)
    ):
        return len(lines)
    return last + 1 + next(index for index, line in enumerate(below) if _proves(line) or line.folded in above)
