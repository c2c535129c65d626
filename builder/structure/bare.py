"""Headings without a number on lines of their own: short, unstopped, text beneath, not alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from statistics import median

from builder.patterns import pattern
from builder.script import fold
from builder.structure.lines import Line, ending, sentence_ends, weight
from builder.structure.metadata_labels import is_label_line
from builder.structure.titles import is_credit

#: Longest bare heading, in weight: a news subheading runs to 25 Han or a dozen words.
LONGEST = 32
LONGEST_IN_CHARACTERS = 120
#: A question among headings is short.
LONGEST_QUESTION = 20
#: Least weight of a paragraph that a bare heading can stand above.
SHORTEST_BODY = 36
SHORTEST_BODY_IN_COMPANY = 16
#: Lines at least this heavy are prose, and prose must end in stops before an unstopped line means anything
#: (blogs written without any punctuation have none of ours).
PROSE_WEIGHT = 36
STOPPED_SHARE = 0.7
#: Bare headings a text must have before one of ordinary form is believed.
FEWEST = 2
#: Headings may not be more than this share of the lines.
LARGEST_SHARE = 0.5
#: Share of the other lines that are indented before an outdented line stands out.
INDENTED_SHARE = 0.7

#: So many items make a list, none of them heavier.
FEWEST_ITEMS, LONGEST_ITEM = 2, 40
#: Without marks they are sentences, a third as long as a paragraph at most.
FEWEST_SHORT_ITEMS = 3
#: (Applause), behind the last sentence of a speech.
_ASIDE = pattern("\\s*[(（][^()（）]{1,20}[)）]$")
_ITEM = pattern(
    r"(?:[-*+•·▪●○■□◦]\s|\d{1,4}(?:[/.]\d{1,2})?\s?(?:[a-z(½¼¾⅓]|克|勺|个|只|斤|毫升|匙|杯|片|块|根)|[QA问答問][:：]|(?:\w+ing)\s)"
)

# Parts of a text that are called by name: those before its first section, and those behind its last.
_OPENING = (
    "前言|引言|导言|导语|序言|序|绪论|引子|楔子|写在前面|Introduction|Preface|Foreword|Prologue|Background|Overview"
)
_CLOSING = (
    "尾声|结语|结论|结束语|总结|小结|后记|附录|附记|跋|致谢|鸣谢|注释|参考文献|参考资料|延伸阅读|贡献者|更新记录|写在最后"
    "|Epilogue|Conclusion|Conclusions|Summary|Afterword|Appendix|Acknowledgements|Acknowledgments|References|Notes"
    "|Bibliography|Further reading|Final thoughts|In conclusion"
)
_OPENING_NAMES = frozenset(fold(name) for name in _OPENING.split("|"))
_STANDING_NAMES = _OPENING_NAMES | {fold(name) for name in _CLOSING.split("|")}

# What stands on a line of its own and is no heading.
_OTHER_MATTER = pattern(
    "|".join(
        (
            r"^[\W\d_]*$",  # a rule, a figure, a time
            r"^\W*(?:[0-9〇零一二三四五六七八九十]{2,4}\s*年)?\s*[0-9〇零一二三四五六七八九十]{1,3}\s*月"
            r"(?:\s*[0-9〇零一二三四五六七八九十]{1,3}\s*[日号號].{0,10})?$",
            r"^\W*[0-9〇零一二三四五六七八九十]{4}\s*年.{0,3}$",
            r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.{0,24}$",
            r"^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d",
            r"\d{1,2}:\d{2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
            r"https?:|www\.|[@|｜>»©]|\.com\b",
            r"^(?:By|Photo|Image|Picture|Source|Advert|Advertisement|Story continues|Continue reading"
            r"|Read (?:more|next)|Most read|Share|Tweet|Related|Updated|Published|Posted|Filed|Tags?"
            r"|Comments?|Follow us|Subscribe|Click|See also"
            r"|Sign up|Log in|Credit|Dear|Getty|Watch|Listen)\b",
            r"(?:图片|圖片|照片|資料圖|资料图|配图|配圖|截图|截圖|视频|視頻|影片|插图|插圖"
            r"|美聯社|路透社|法新社|新华社|新華社|getty images)[)）】]?$",
            r"^[▲△▼↑↓]|[摄攝]$|^(?:图|圖|表|Fig(?:ure)?\.?|Table)\s*[\d一二三四五六七八九十]+",
            r"^(?:本文|原文|来源|來源|作者|责任编辑|責任編輯|编辑|編輯|记者|記者|通讯员|文/|图/|转载|转自|推荐阅读|延伸阅读"
            r"|相关(?:阅读|新闻|文章|链接|推荐)|上一篇|下一篇|分享(?:到|至|$)"
            r"|点击|扫码|扫一扫|关注(?:我们|公众|微信)|广告|网友评论|热门)",
            r"^(?:同志们|各位|尊敬的|亲爱的|親愛的|谢谢|謝謝|此致|敬礼)",
        )
    ),
    re.IGNORECASE,
)
#: 名称：值, and speakers: a heading only in the company of others.
_COLON = pattern(r"[：:]\S")
#: A drawn mark before a heading: ◆选址
SYMBOL = pattern("^[\u25c6\u25c7\u25a0\u25a1\u25cf\u25cb\u2605\u2606\u258c\u2756\u203b][ \u3000]*(?=\\S)")
_OPENS_SPEECH = pattern(
    "^(?![\u201c\u300c][^\u201d\u300d]{1,6}[\u201d\u300d]\\w)[\u201c\u201d\u2018\u300c\u300e\"'\u2014(（\\[]"
)


#: What somebody said, without a stop, above a paragraph: 'A board does not go flat'.
_QUOTED = pattern('[\u2018\u201c"\'][A-Z][^.!?\u2026\u2018\u201c"\u3400-\u9fff]{4,60}[\u2019\u201d"\']')


def is_standing(text: str) -> bool:
    """True for the name of a part that many texts have: 前言, 参考文献, Conclusion."""
    return _name(text) in _STANDING_NAMES


def opens_the_text(text: str) -> bool:
    """True for the name of a part that stands before the first section: 前言, Introduction."""
    return _name(text) in _OPENING_NAMES


def _name(text: str) -> str:
    return fold(text).strip(":：【】[]《》")


def own_line_headings(lines: Sequence[Line], marked: Collection[int], taken: Collection[int]) -> dict[int, str]:
    """Line index → evidence, for the unnumbered lines that are headings.

    `marked` are lines with a number mark, `taken` lines that are something else already (verse, code, stated headings).
    """
    plain = [index for index in range(len(lines)) if index not in marked and index not in taken]
    prose = [index for index in plain if weight(lines[index].text) >= PROSE_WEIGHT]
    if not prose or not _stopped(lines, prose):
        return {}
    typical = median(weight(lines[index].text) for index in prose)
    short = [index for index in plain if len(lines[index].text) <= LONGEST_IN_CHARACTERS]
    candidates = [index for index in short if _may_head(lines, index, marked, taken, typical)]
    over_lists = {index: items for index in short if (items := _items_below(lines, index, marked, typical))}
    if not candidates and not over_lists and not any(_QUOTED.fullmatch(lines[index].text) for index in short):
        return {}  # as in most texts, of which no line need be folded then
    folded = {index: fold(lines[index].text) for index in short}
    repeated = Counter(folded.values())
    candidates = [index for index in candidates if repeated[folded[index]] == 1]
    standing = [index for index in candidates if is_standing(lines[index].text)]
    outdented = _outdented(lines, plain, candidates)
    strong = dict.fromkeys(standing, "a part that is called by its usual name")
    strong |= dict.fromkeys(outdented, "a short line without a stop, set out from indented paragraphs")
    over_lists = {index: items for index, items in over_lists.items() if repeated[folded[index]] == 1}
    listed = {item for items in over_lists.values() for item in items}
    behind = [
        index
        for index in short
        if index - 1 in listed and repeated[folded[index]] == 1 and _may_head(lines, index, marked, listed, typical)
    ]
    if candidates:  # 政府：不设上限 among others that have no colon
        candidates = sorted(
            {*candidates, *(i for i in short if _may_head_after_colon(lines, i, marked, taken, typical))}
        )
    candidates = [index for index in candidates if repeated[folded[index]] == 1]
    told = [index for index in short if _QUOTED.fullmatch(lines[index].text)]
    told = [index for index in told if _may_head(lines, index, marked, taken, typical, said=True)]
    if candidates or len(told) >= FEWEST:
        candidates = sorted({*candidates, *(index for index in told if repeated[folded[index]] == 1)})
    if candidates or behind:  # one above a paragraph is company for those above lists
        candidates = sorted({*candidates, *over_lists, *behind})
    if len(candidates) < FEWEST or len(candidates) > LARGEST_SHARE * len(plain):
        return strong
    # Two are company for others that stand above a shorter paragraph.
    candidates = [
        index
        for index in short
        if repeated[folded[index]] == 1
        and (index in candidates or _may_head(lines, index, marked, taken, typical, SHORTEST_BODY_IN_COMPANY))
    ]
    asked = [
        index
        for index in short
        if ending(lines[index].text) == "question"
        and repeated[folded[index]] == 1
        and weight(lines[index].text) <= LONGEST_QUESTION
        and _may_head(lines, index, marked, taken, typical, asked=True)
    ]
    if 0 < len(asked) <= len(candidates):  # a question among headings is one of them; questions alone are an author's
        candidates = sorted([*candidates, *asked])
    reason = f"one of {len(candidates)} short lines without a stop, each above a paragraph"
    return {index: strong.get(index, reason) for index in candidates}


def _stopped(lines: Sequence[Line], prose: Sequence[int]) -> bool:
    stopped = sum(ending(lines[index].text) in ("stop", "question", "colon", "semicolon") for index in prose)
    return stopped >= STOPPED_SHARE * len(prose)


def _may_head(
    lines: Sequence[Line],
    index: int,
    marked: Collection[int],
    taken: Collection[int],
    typical: float,
    shortest_body: int = SHORTEST_BODY,
    asked: bool = False,
    colon: bool = False,
    said: bool = False,
) -> bool:
    text = SYMBOL.sub("", lines[index].text)
    size = weight(text)
    if not 2 <= size <= min(LONGEST, typical / 2) or ending(text) != ("question" if asked else "none"):
        return False
    if not asked and sentence_ends(text):
        return False
    quoted = said and _QUOTED.fullmatch(text) is not None
    if (
        _OTHER_MATTER.search(text)
        or bool(_COLON.search(text)) != colon
        or is_credit(text)
        or (_OPENS_SPEECH.match(text) and not quoted)
        or not (text[0].isupper() or not text[0].isascii() or text[0].isdigit() or quoted)
    ):
        return False
    if index + 1 >= len(lines) or index + 1 in taken:
        return False
    below = lines[index + 1].text
    carries = (
        index + 1 in marked
        or below.startswith(text)
        or (
            weight(below) >= max(shortest_body, 1.5 * size)
            and ending(below) in ("stop", "question", "colon", "semicolon")
        )
    )
    if not carries:
        return False
    above = lines[index - 1].text if index else ""
    return (
        index == 0
        or index - 1 in taken
        or index - 1 in marked
        or ending(above) != "none"
        or bool(_OTHER_MATTER.search(above) or _COLON.search(above))  # a byline, a date, a caption
        or (lines[index].indent == 0 and lines[index - 1].indent > 0)
        or is_standing(text)
    )


def _may_head_after_colon(
    lines: Sequence[Line], index: int, marked: Collection[int], taken: Collection[int], typical: float
) -> bool:
    """True for who says what (调查组：系统三年未检修) above a paragraph; no label with its value, and no speaker."""
    return (
        len(_COLON.findall(lines[index].text)) == 1
        and not is_label_line(lines[index].text)
        and _may_head(lines, index, marked, taken, typical, colon=True)
    )


def _items_below(lines: Sequence[Line], index: int, marked: Collection[int], typical: float) -> range:
    """The items of a list, or the turns of a talk, under a short line that stands between a paragraph and them."""
    text = SYMBOL.sub("", lines[index].text)
    if (
        index == 0
        or index in marked
        or ending(_ASIDE.sub("", lines[index - 1].text))
        not in (
            "stop",
            "question",
        )
    ):
        return range(0)
    if not 2 <= weight(text) <= min(LONGEST, typical / 2) or ending(text) != "none":
        return range(0)
    if _OTHER_MATTER.search(text) or _COLON.search(text):
        return range(0)
    if _OPENS_SPEECH.match(text) or not (text[0].isupper() or not text[0].isascii()):
        return range(0)
    end = index + 1
    while end < len(lines) and weight(lines[end].text) <= LONGEST_ITEM and _ITEM.match(lines[end].text):
        end += 1
    if end - index - 1 >= FEWEST_ITEMS:
        return range(index + 1, end)
    end = index + 1
    while end < len(lines) and weight(lines[end].text) <= typical / 3 and ending(lines[end].text) == "stop":
        end += 1
    return range(index + 1, end) if end - index - 1 >= FEWEST_SHORT_ITEMS else range(0)


def _outdented(lines: Sequence[Line], plain: Sequence[int], candidates: Sequence[int]) -> list[int]:
    indented = sum(lines[index].indent > 0 for index in plain)
    if indented < INDENTED_SHARE * len(plain):
        return []
    return [index for index in candidates if lines[index].indent == 0 and index > 1]
