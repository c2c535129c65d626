"""Tells what no table knows right beside the furniture that was found: there a page calls, lists, repeats itself.

Who reads a page is asked to join, to give, to press here, in ever new words. What stays is where such a line stands
(next to the page's own lines, behind the last line of the essay), whom it addresses, and that it asks for something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.patterns import pattern
from builder.repair.chrome_lines import Line

#: A call of a page is no heavier (Han characters; a Latin word is two): longer ones are paragraphs.
HEAVIEST_CALL = 90
#: A scrap without a stop is no heavier.
HEAVIEST_SCRAP = 24
#: Words of furniture cover so much of a scrap.
HALF_COVERED = 0.5
#: A label stands over so many buttons.
FEWEST_BUTTONS = 3
#: Asked and addressed at once, or asked in so many ways.
FEWEST_ASKED = 3
#: A row of tags has so many, each so heavy at most.
FEWEST_TAGS, HEAVIEST_TAG = 3, 12
#: Printed twice: within so many lines.
NEAREST_AGAIN = 8
#: Without furniture below, so many calls in a row are the page's.
FEWEST_CALLS = 3
#: Above the text so many buttons stand under the first line of their bar.
FEWEST_UNDER = 4
HEAVIEST_BUTTON = 7
#: An author's box at the end: his name, then so many paragraphs at most.
LONGEST_BOX, LONGEST_NAME = 3, 30

_ASKS_HAN = pattern(
    "请(?=[^求问教])|欢迎|支持|关注|[捐赠]|订阅|月费|赞助|扫码?|点击|下载|加入|投稿|留言|转发|收藏|点赞|会员|粉丝|专页|公众号|电子报|客户端"
    "|免费|登录|注册|举报|联络我们|联系我们|版权|转载|授权|电邮|来信|月捐|立场|声明|(?:个人|作者)(?:意见|观点)|无关"
)
_TO_HAN = pattern("本文|原作者|您|大家|朋友们|读者|我们|本[站报刊台网媒平]|编辑部")
_ASKS = pattern(
    r"\b(?:here|click|tap|press|join|subscri\w+|sign(?:ing)? up|follow|donat\w+|regist\w+|newsletters?|inbox"
    r"|mailing list|(?:this|our) (?:(?:web)?site|page)|terms|privacy|cookies?|consent|copyright|copied"
    r"|re(?:produced|printed|distributed)|delivered|posted to|membership|download|app|ads?|promo|advertis\w+|feedback"
    r"|contact|help (?:us|keep|support)|support us|gifts?|contribut\w+|fund(?:ing|ed)?|tips?|@[\w.-]+"
    r"|comment(?:s|ing)?|house rules|guidelines|agree)\b"
)
_TO = pattern(r"\b(?:you|your|us|our)\b|\w@\w")
#: © The Hadley Herald 2016: whose page it is.
_OWNER = pattern(r"©\s?(?:copyright\s|\d{4}[-–\d]*,?\s|by\s)*([a-z][a-z&'. -]{4,40}[a-z])")
#: Only pages ask for such things, or call themselves so.
_OF_PAGES = pattern(
    r"订阅|关注|扫码?|点击|留言|转发|公众号|会员|月费|月捐|捐[助款]|登录|注册|版权|转载|授权|电邮|客户端|粉丝|专页"
    r"|投稿|下载|电子报|编辑部|本[站网台媒平]|\b(?:click|tap|subscri\w+|sign(?:ing)? up|newsletters?|inbox|mailing list"
    r"|(?:this|our) (?:(?:web)?site|page)|privacy|cookies?|copyright|copied|donat\w+|regist\w+|download|ads?"
    r"|advertis\w+|promo|membership|house rules)\b|\w@\w|[£$€]\d"
)
_STOP = pattern(r"[。!?…;；,、][”\"』」)】]*$|[a-z\d][.!?][”\")]*$")
_QUOTED = pattern(r"[“\"「『].*[。!?.,][”\"」』]|\bi\b|\bmy\b|我(?!们)")
_TAG_BREAK = pattern(r"\s?[,，、#/|]\s?")
_TAG_LABEL = pattern(r"[\u3400-\u9fff]{2,6}:\s?(?=\S+ \S+ \S)")
_NAME_BREAK = pattern(r"[|丨:·/]")
_JUMP = pattern(r"(?:skip|jump) (?:ahead |down )?to (?:the )?\w+(?: \w+)?")
_DIGIT = pattern(r"\d")
_LABEL = pattern(r"[^\s。!?:,](?:[^。!?:,]{0,24}):")
_LABELLED = pattern(r"(?:[^\s:]{2,4}:\s?[^\s:]{1,16}\s*)+")


def edges(lines: Sequence[Line], first: int, found: Mapping[int, str]) -> dict[int, str]:
    """Index of each further line that is the page's → "head" or "tail". Looks at few lines beside those found."""
    tail, head = _above_tail(lines, first, found), _over_bar(lines, first, found)
    head += [index for index in range(1, first) if _JUMP.fullmatch(lines[index].folded)]
    return dict.fromkeys(tail, "tail") | dict.fromkeys(head, "head")


def _above_tail(lines: Sequence[Line], first: int, found: Mapping[int, str]) -> list[int]:
    """From the end of the text upwards, as long as the page speaks; nothing where no furniture was found on the way."""
    told: list[int] = []
    known = calls = 0
    index = len(lines) - 1
    below = 0  # lines of furniture in a row right below
    owner = ""
    while index > first:
        line = lines[index]
        if index in found:
            known += lines[index].standing == "sure" or found[index] == "tail"
            owner = m[1] if not owner and (m := _OWNER.search(line.folded)) else owner
            below += 1
        elif _is_call(line, owner):
            told.append(index)
            calls += 1
        elif (
            below
            and (
                _is_scrap(line, below, (known + calls) > 0)
                or _is_again(lines, index, first)
                or (below == len(lines) - 1 - index and _is_tags(line))
                or _is_over_link(lines, index)
            )
        ) or (below and line.family == "byline" and _is_known_name(lines, line, first)):
            told.append(index)
        elif below and line.standing == "sure":
            told.append(index)
            known += 1
        elif line.standing == "rule" or _LABELLED.fullmatch(line.folded):
            pass  # a credit, which the head and tail of the essay read
        else:
            break
        below += index not in found
        index -= 1
    if not told or not (known or calls >= FEWEST_CALLS):
        return []
    floating = (other for other in range(index + 1, len(lines)) if found.get(other) == "widget")
    return [*told, *floating]  # at the end of the text nothing floats


def _is_call(line: Line, owner: str) -> bool:
    """True for a line that asks whoever reads it for something that pages ask for; it may speak of the page's owner."""
    if line.weight > HEAVIEST_CALL or line.family == "number" or _QUOTED.search(line.folded):
        return False
    asked = {match[0] for match in _ASKS.finditer(line.folded)} | {
        match[0] for match in _ASKS_HAN.finditer(line.folded)
    }
    if not asked:
        return False
    if line.weight <= HEAVIEST_BUTTON and 2 * sum(map(len, asked)) >= len(line.folded):
        return True  # 获取授权: little else than what is asked
    named = bool(owner) and owner in line.folded
    addressed = named or bool(_TO.search(line.folded) or _TO_HAN.search(line.folded))
    if not _STOP.search(line.folded) and line.weight <= HEAVIEST_SCRAP:
        return addressed or len(asked) >= FEWEST_ASKED
    if not named and not _OF_PAGES.search(line.folded):
        return False  # an author may invite his readers as well
    return len(asked) >= FEWEST_ASKED or (addressed and len(asked) > 1)


def _is_over_link(lines: Sequence[Line], index: int) -> bool:
    """True for a line between a rule and the page's link, to which it leads up: become a friend of ours."""
    link = lines[index + 1]
    led = lines[index - 1].standing == "rule" and link.standing == "sure" and "](" in link.folded
    return led and lines[index].weight <= HEAVIEST_CALL and lines[index].family != "number"


def _is_known_name(lines: Sequence[Line], line: Line, first: int) -> bool:
    """True for the label over an author's box, with the name that the head of the text prints too."""
    name = _NAME_BREAK.split(line.folded)[-1].strip()
    return line.weight <= HEAVIEST_BUTTON and len(name) > 1 and any(name in other.folded for other in lines[:first])


def _is_scrap(line: Line, below: int, known: bool) -> bool:
    """True for a line without a stop that words of furniture cover by half, or for a label over buttons."""
    if line.weight > HEAVIEST_SCRAP or line.standing != "plain" or _STOP.search(line.folded):
        return False
    if line.coverage >= HALF_COVERED:
        return known
    return below >= FEWEST_BUTTONS and _LABEL.fullmatch(line.folded) is not None


def _is_again(lines: Sequence[Line], index: int, first: int) -> bool:
    """True for a line that is printed once more close by, above or below: the title of another page with its teaser."""
    near = range(max(first, index - NEAREST_AGAIN), min(len(lines), index + NEAREST_AGAIN + 1))
    line = lines[index]
    return line.weight >= HEAVIEST_TAG and any(
        other != index and abs(other - index) > 1 and lines[other].folded == line.folded for other in near
    )


def _is_tags(line: Line) -> bool:
    """True for a row of short words with commas or bars between them."""
    label = _TAG_LABEL.match(line.folded)
    tags = line.folded[label.end() :].split() if label else _TAG_BREAK.split(line.folded)
    if len(tags) < FEWEST_TAGS or line.standing != "plain" or _STOP.search(line.folded) or _DIGIT.search(line.folded):
        return False
    return max(map(len, tags)) <= HEAVIEST_TAG and min(map(len, tags)) > 1


def _over_bar(lines: Sequence[Line], first: int, found: Mapping[int, str]) -> list[int]:
    """The first button of a bar that begins the text, where the others are known and no title was printed."""
    line = lines[0] if lines else None
    if line is None or not FEWEST_UNDER < first < len(lines) or 0 in found or line.standing != "plain":
        return []
    short = line.weight <= HEAVIEST_BUTTON and line.coverage >= HALF_COVERED
    return [0] if short and all(index in found for index in range(1, first)) else []


def author_box(lines: Sequence[Line], first: int, found: Mapping[int, str]) -> list[int]:
    """The box about the author at the end: a line with a name that the head prints, then its paragraphs."""
    for begin in range(max(first + 1, len(lines) - LONGEST_BOX), len(lines)):
        if begin in found or (begin - 1 not in found and lines[begin - 1].standing != "rule"):
            continue
        name = _NAME_BREAK.split(lines[begin].folded)[-1].strip()
        light = lines[begin].weight <= LONGEST_NAME and lines[begin].standing != "rule"
        if name == lines[begin].folded and not {*range(begin + 1, len(lines))} - found.keys():
            continue  # a name alone signs the text
        if light and name and any(name in line.folded for line in lines[:first]):
            return [index for index in range(begin, len(lines)) if index not in found]
    return []
