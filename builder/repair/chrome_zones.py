"""Finds the furniture around the main text: judges each line by its neighbours, from what it is taken for alone.

The two steps, each line alone and then by its neighbours, are those of jusText (Pomikálek 2011) and of boilerplate
detection by shallow text features (Kohlschütter 2010); measures and tables are our own, for text without markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from builder.pattern_code import compiled
from builder.repair.chrome_edges import author_box, edges
from builder.repair.chrome_forms import COUNTED_COMMENTS
from builder.repair.chrome_head import head
from builder.repair.chrome_leads import leads
from builder.repair.chrome_lines import Line
from builder.repair.chrome_measured import scraps_and_menu
from builder.repair.chrome_others import marked_off, other_floors, says
from builder.repair.chrome_page import STATED_TITLE, whole_page

#: The main text begins at the first line of prose of this weight.
MAIN_TEXT = 30
#: … or of this weight, with clauses and a stop, where no byline follows within so many lines.
SHORTEST_SENTENCE, NEAREST_BYLINE = 12, 5
#: Without such a line (verse), at the first run of so many lines that are not furniture.
FEWEST_VERSE_LINES = 2
#: A longer run is preferred: so many lines in a row may be entries of a menu that no table knows.
LONGEST_UNKNOWN_MENU = 4
#: … if furniture is this share of what stands above it.
MENU_ABOVE_VERSE = 0.6
#: So many lines in a row that end in a stop are the main text too, however short: a log, a dialogue.
FEWEST_STOPPED = 3
#: What follows an anchor is body again from this weight of prose between two lines of furniture on: a share of the
#: text before within limits. Lists of related articles have teasers, comments are long, anything else has no prose.
BODY_AGAIN_SHARE = 0.25
BODY_AGAIN_LEAST = 60
BODY_AGAIN_MOST = {"related": 300, "comment": 600, "": 60}
#: Sentences of this weight close behind furniture that says nothing of what follows are the text again.
SHORTEST_TWO = 36
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
#: A button that a page prints again and again inside a text: so light, so often.
LONGEST_BUTTON, FEWEST_REPEATED = 8, 3
#: A tag cloud: so many lines of this mean weight between the last paragraph and the buttons, unequal (no verse).
FEWEST_TAGS = 4
MEAN_TAG = 4.5
LONGEST_TAG = 8
LIGHTEST_BEFORE_TAGS = 16
LONGEST_NAME = 30

#: A head that was read leaves the title alone: where it leaves more above what the whole page takes for the title, the
#: page is believed.
FEWEST_LEFT = 2

#: Furniture that may float in the middle of a text; there it goes alone, with nothing around it.
FLOATING = frozenset(
    {
        "advert",
        "widget",
        "media",
        "video",
        "share",
        "count",
        "credit",
        "legal",
        "notice",
        "link",
        "code",
        "floor",
    }
)
#: Furniture that floats begins a tail only where more furniture follows at once; these never do.
_NO_ANCHORS = frozenset({"media", "video", "moment", "stamp"})
#: Furniture that says what follows: titles of other pages, comments, the site's own lines.
_HEADS = frozenset({"related", "comment", "credit", "turning", "legal", "count"})
#: … and which of them says so for the button right above it.
_SAY_MORE = frozenset({"related", "comment"})
_HEADINGS = frozenset({"navigation", "account", "tags", "share", "channel"})
_CLAUSES = compiled('[\u3007\u3400-\u9fff],[^,]*[。!…][”"』」)]?$')
#: Weight of sentences that a text has, whose tail may be swept.
FEWEST_SAID = 60
_TWO = compiled(r"[。!?].*[。!?]|[a-z\d][.!?]\s.*[a-z][.!?]")
_SEPARATED = compiled(r"[\s\[\]【】()|>·/:]")
_NO_LIKELY = frozenset({"crumb", "address", "figures"})
#: Furniture from which a tail may go on over a few scraps to its anchor.
_BRIDGES = frozenset({"notice", "legal", "credit", "count", "turning", "share", "stamp"})
_STOP = compiled(r"[。!?…；;.][”\"』」)]?$")
_ADDRESSED = compiled(r"[\w.]@[\w-]+\.|(?<!\w)@\w{3}|^(?:written|posted|reported) by \w")
_ALONE = frozenset({"credit", "legal"})
_REFERENCES = compiled(
    r"(?:主要)?参考(?:文献|资料|书目)|注释?\s*:|注释|附注|附录|附件|references?\b|notes?\s*:?$|"
    r"works cited|bibliography|footnotes|\[\d{1,3}\]|[①-⑳]|\[注"
)
_COUNTED_COMMENTS = compiled(COUNTED_COMMENTS)
_SOURCE = compiled(
    r"[\[(【]?\s*(?:来源|信息来源|文章来源|稿件来源|稿源|作者|记者|通讯员|撰文|供稿|摄影|文/|图/|by\s|"
    r"source\s*:|\(?reporting by)"
)
#: A teaser among related articles breaks off.
_TEASED = ("…", "...")
_PART = compiled(r"第\s?[一二三四五六七八九十百\d]{1,3}\s?篇|[【\[(]?\s?篇[一二三四五六七八九十\d]{1,3}")


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Index of each line that is furniture → where it was found: "head", "tail" or "widget". Linear."""
    first = main_text(lines)
    buttons = _buttons_of_headings(lines, first)
    lines = [line._replace(standing="rule", family="") if i in buttons else line for i, line in enumerate(lines)]
    found = dict.fromkeys(sorted(head(lines, first)), "head")
    if page := whole_page(lines, first):
        left = sum(index not in found for index in range(page.title))
        if page.framed and left >= FEWEST_LEFT:
            first = page.first
            buttons_below = (index for index in range(page.title + 1, first) if lines[index].chrome)
            found = dict.fromkeys([*range(page.title), *buttons_below], "head")
        found.update((index, "tail") for index in _without_references(lines, page.tail))
        found.update((index, found.get(index, "tail")) for index in page.buttons)
    found.update((index, "tail") for index in _tails(lines, first))
    for index in range(first, len(lines)):
        if lines[index].standing == "sure" and lines[index].family in FLOATING and _may_float(lines, index, first):
            found.setdefault(index, "widget")
    found.update((index, "tail") for index in _last_words(lines, first, found))
    found.update(dict.fromkeys(buttons, "widget"))
    if found:
        found.update((index, "widget") for index in _links_inside(lines, first))
    found.update((index, "tail") for index in author_box(lines, first, found))
    found.update((index, "tail") for index in other_floors(lines, first))
    found.update(marked_off(lines))
    for measured in (leads, scraps_and_menu):
        found |= measured(lines, first)
    found |= edges(lines, first, found)
    for index, line in enumerate(lines):
        if line.standing == "rule" and (index - 1 in found or index + 1 in found):
            found.setdefault(index, found.get(index - 1) or found[index + 1])
    return found


def _last_words(lines: Sequence[Line], first: int, found: dict[int, str]) -> list[int]:
    """What no table knows behind the last sentence of the text and behind sure furniture: counts, names, calls.

    An essay does not go on in scraps behind a page's buttons; references, days and numbered lines stay.
    """
    said = [index for index in range(first, len(lines)) if index not in found and says(lines[index])]
    if not said or sum(lines[index].weight for index in said) < FEWEST_SAID:
        return []
    behind = range(said[-1] + 1, len(lines))
    anchor = next((i for i in behind if lines[i].standing == "sure" and lines[i].family not in _NO_ANCHORS), None)
    if anchor is None:
        return []
    begin = anchor
    while begin - 1 > said[-1] and (lines[begin - 1].standing in ("likely", "rule") or begin - 1 in found):
        begin -= 1
    scraps = range(begin, len(lines))
    known = sum(lines[index].chrome or index in found for index in scraps)
    if known < FURNITURE_SHARE * len(scraps):
        return []
    return [index for index in _without_references(lines, begin) if lines[index].standing != "kept"]


def _links_inside(lines: Sequence[Line], first: int) -> list[int]:
    """A page's Recommended, with the title of one other page, between two paragraphs of the text."""
    gone: list[int] = []
    for index in range(first + 1, len(lines) - 2):
        line, link = lines[index], lines[index + 1]
        if line.family != "related" or not line.chrome or link.standing != "plain" or _STOP.search(link.folded):
            continue
        if lines[index - 1].standing == "prose" and _is_paragraph(lines[index + 2]):
            gone += [index, index + 1]
    return gone


def _buttons_of_headings(lines: Sequence[Line], first: int) -> set[int]:
    """The button that a page prints under heading after heading (编辑 播报); no tail begins there."""
    places: dict[str, list[int]] = {}
    for index in range(first + 1, len(lines) - 1):
        line, above = lines[index], lines[index - 1]
        if line.chrome and line.weight <= LONGEST_BUTTON and not above.chrome and above.standing != "prose":
            places.setdefault(line.folded, []).append(index)
    return {
        index
        for at in places.values()
        if len(at) >= FEWEST_REPEATED and 2 * sum(lines[i + 1].standing == "prose" for i in at) > len(at)
        for index in at
    }


def _may_float(lines: Sequence[Line], index: int, first: int) -> bool:
    """False for a notice in the middle of a text, without furniture near: an author may write about websites."""
    if lines[index].family != "notice" or min(index - first, len(lines) - 1 - index) < NOTICE_EDGE:
        return True
    return any(other.chrome for other in (*lines[index - NEAR : index], *lines[index + 1 : index + 1 + NEAR]))


def main_text(lines: Sequence[Line]) -> int:
    """Index of the line where the main text begins; 0 if that cannot be told."""
    run = stopped = 0  # lines that are not furniture, in a row, and how many of them end as sentences do
    verse = stanza = -1
    for index, line in enumerate(lines):
        if (line.standing == "prose" and line.weight >= MAIN_TEXT) or _opens_text(lines, index):
            return index
        if STATED_TITLE.match(line.folded):
            run = stopped = 0
            verse = stanza = -1
            continue  # above it nothing is the text
        unknown = line.standing in ("plain", "kept", "prose")
        run = run + 1 if unknown else 0
        stopped = stopped + (_STOP.search(line.folded) is not None) if unknown else 0
        if stopped == FEWEST_STOPPED:
            return index + 1 - run
        if run == FEWEST_VERSE_LINES and verse < 0:
            verse = index + 1 - FEWEST_VERSE_LINES
        if run == LONGEST_UNKNOWN_MENU + 1 and stanza < 0:
            stanza = index - LONGEST_UNKNOWN_MENU
    told = sum(line.chrome or line.standing == "channel" for line in lines[: max(stanza, 0)])
    return max(stanza if stanza > 0 and told >= MENU_ABOVE_VERSE * stanza else verse, 0)


def _opens_text(lines: Sequence[Line], index: int) -> bool:
    """True for a short sentence of several clauses over another line of text: no standfirst, for no byline follows."""
    line = lines[index]
    if line.standing not in ("plain", "prose") or line.weight < SHORTEST_SENTENCE or not _CLAUSES.search(line.folded):
        return False
    below = lines[index + 1 : index + 1 + NEAREST_BYLINE]
    return (
        bool(below)
        and (below[0].standing == "prose" or _CLAUSES.search(below[0].folded) is not None)
        and not any(other.family == "byline" for other in below)
    )


def _tails(lines: Sequence[Line], first: int) -> list[int]:
    if not any(line.chrome for line in lines[first:]):
        return []
    gone: list[int] = []
    sure_after = _counts_after(lines, lambda line: line.standing == "sure")
    chrome_after = _counts_after(lines, lambda line: line.chrome or line.standing == "channel")
    prose_after = _counts_after(lines, _is_paragraph)
    before = 0  # weight of prose so far
    content = 0  # lines that are not furniture so far
    opening = first  # the first of them
    index = first
    while index < len(lines):
        line = lines[index]
        if content and line.chrome and _is_anchor(lines, index, sure_after):
            below = lines[index + 1 : index + 2]
            heads = line.family in _HEADS or any(other.chrome and other.family in _SAY_MORE for other in below)
            told = heads or chrome_after[index] >= FURNITURE_SHARE * (len(lines) - index)
            ends = not told or _COUNTED_COMMENTS.fullmatch(line.folded) is not None
            stop = len(lines) if ends else _extent(lines, index, before, sure_after, prose_after)
            if told and stop == len(lines):
                begin = _bridged(lines, index, opening)
                return [*gone, *range(begin, index), *_tags(lines, begin, first), *_without_references(lines, index)]
            reach = _run(lines, index, stop)
            if reach > index:
                gone += [other for other in range(index, reach + 1) if lines[other].standing != "prose"]
            index = reach + 1
            continue
        if line.standing == "prose":
            before += line.weight
        if not line.chrome and not content:
            opening = index
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
        elif line.standing == "prose" and not (mode == "related" and line.folded.endswith(_TEASED)):
            stretch += line.weight
            if not sure_after[index]:
                return begin  # the text ends in prose, and pages do not
            near = not mode and lines[anchor].family not in _HEADS and index - anchor <= LONGEST_GAP
            if near and line.weight >= SHORTEST_TWO and _TWO.search(line.folded):
                return begin  # sentences close behind a call of the page, in the middle of the text
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
        elif index == anchor and _ADDRESSED.search(line.folded):
            begin = index - 1  # how to reach who wrote it
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
        if _COUNTED_COMMENTS.fullmatch(lines[index].folded):
            break  # an anchor of its own
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
        stays = _SOURCE.match(line.folded) or (lines[anchor].family == "end" and line.family == "byline")
        named = index <= anchor + 2 and line.standing == "kept" and stays
        if not references and not named:
            gone.append(index)
    return gone


def _tags(lines: Sequence[Line], anchor: int, first: int) -> list[int]:
    """A cloud of tags between the last prose and the buttons."""
    begin = anchor
    while (
        begin > first
        and lines[begin - 1].standing in ("plain", "channel")
        and lines[begin - 1].weight <= LONGEST_TAG
        and not _STOP.search(lines[begin - 1].folded)
    ):
        begin -= 1
    weights = [line.weight for line in lines[begin:anchor]]
    if len(weights) < FEWEST_TAGS or begin == 0 or lines[begin - 1].weight < LIGHTEST_BEFORE_TAGS:
        return []
    if sum(weights) > MEAN_TAG * len(weights) or len(set(weights)) == 1:
        return []
    return list(range(begin, anchor))
