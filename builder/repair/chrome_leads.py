"""Tells a site's lead above a text, or its farewell below, by how it is built: it offers a text to whoever reads it.

Sites write a new lead for every page, in ever new words. What stays is whom it serves (for you, for everybody), what it
offers (articles, materials) and what it wishes (that they help), and that no one in it says I.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.patterns import pattern
from builder.repair.chrome_lines import Line
from builder.repair.chrome_notices import NOTICE, notice_points, sentences
from builder.repair.chrome_others import says

#: A lead stands among the first so many lines, a farewell among the last so many; longer ones are a text's own preface.
NEAREST_TOP, NEAREST_END, LONGEST_LEAD = 6, 6, 190
#: A title that such a line may say again weighs so much; a farewell is no longer than the title and so many characters.
LIGHTEST_TITLE, HEAVIEST_TITLE, LONGEST_FAREWELL = 6, 44, 36
#: The text itself says so much more.
FEWEST_SAID = 60
#: A lead that only its last sentence gives away has more sentences before it, but no more than so many.
MOST_BEFORE_NOTICE = 5

_SERVES = pattern(
    r"[为给供帮替](?:您|你们?|大家|各位|朋友们?|读者|广大)|欢迎(?:您|大家)?(?:阅读|参考|借鉴|查阅|参阅)|敬请(?:阅读|参考)"
    r"|期待您|感谢(?:您|你|大家)的?(?:阅读|浏览|支持)|联系.{0,6}客服"
)
_OFFERS = pattern(
    r"范文|本?文章|素材|文献|模板|样本|佳作|(?:\d+|[一二两三四五六七八九十几数多])篇|一文|原创|本论文|参考资料|写作"
    r"|本文(?:关于|由|为|的全部)|作文|文档|资料"
)
_WISHES = pattern(r"参考|借鉴|启发|启迪|启示|帮助|灵感|思路|喜欢|阅读|收藏|价值")
#: Only who writes for a site speaks so of what stands below or above.
_COLLECTED = pattern(r"精心|挑选|整理|收集|搜集|精选|提供|准备|分享|推荐|带来|原创|全部内容")
_I = pattern(r"我(?!们)|笔者|本人|同行|同志|领导")
#: 《…》来源网络，仅供学习: the title between marks, and whence the page has the text.
_CALLED = pattern(
    r"[《【“\[][^《》【】“”]{4,50}[》】”\]].{0,12}(?:来源|来自|转载|出自|链接|相关|全文|版权|由.{2,12}(?:提供|整理))"
)
_COUNTED = pattern(r"(?:全文|本文章?|这篇.{0,12}|本篇.{0,12})共?(?:计|有)?\s?\d[\d,]*个?字.{0,40}")
_TALKS = pattern(r"[您你]|大家|我们|人们|吗[?]|呢[?]|为此|因此|所以|那么")


def leads(lines: Sequence[Line], first: int) -> dict[int, str]:
    """Index of each line that is a site's lead or farewell → "head" or "tail". Looks at a few lines only."""
    near = {*range(min(NEAREST_TOP, len(lines))), *range(len(lines))[-NEAREST_END:]}
    titles = [line.folded for line in lines[:NEAREST_TOP] if LIGHTEST_TITLE <= line.weight <= HEAVIEST_TITLE]
    may = (index for index in near if lines[index].weight >= LIGHTEST_TITLE and not lines[index].chrome)
    told = {index for index in may if _is_lead(lines[index].folded, titles)}
    top = next((index for index in range(min(NEAREST_TOP, len(lines))) if lines[index].standing == "prose"), -1)
    if top >= 0 and top + 1 < len(lines) and not lines[top].chrome and _ends_in_notice(lines[top]):
        told.add(top)
    if not told:
        return {}
    body = [index for index, line in enumerate(lines) if index not in told and says(line)]
    if sum(lines[index].weight for index in body) < FEWEST_SAID:
        return {}
    return {
        index: "head" if index < body[0] else "tail"
        for index in told
        if index <= max(body[0], first) or index > body[-1]
    }


def _is_lead(folded: str, titles: Sequence[str]) -> bool:
    if len(folded) > LONGEST_LEAD:
        return False
    if _COUNTED.fullmatch(folded):
        return True
    offered = next((title for title in titles if title in folded and title != folded), "")
    if offered and len(folded) <= len(offered) + LONGEST_FAREWELL and _CALLED.search(folded):
        return True
    served = all(part.search(folded) for part in (_SERVES, _WISHES, _COLLECTED))
    return served and (offered != "" or _OFFERS.search(folded) is not None) and not _I.search(folded)


def _ends_in_notice(line: Line) -> bool:
    """True for common words about a kind of text (how soon a year is over) that lead up to the site's own sentence."""
    if not line.hints or len(line.folded) > 2 * LONGEST_LEAD or _I.search(line.folded):
        return False
    parts = [line.folded[start:end] for start, end in sentences(line.folded)]
    noticed = [notice_points(part) >= NOTICE for part in parts]
    before = noticed.index(True) if True in noticed else 0
    talk = all(_TALKS.search(part) for part in parts[:before][-1:])
    return 0 < before <= MOST_BEFORE_NOTICE and all(noticed[before:]) and talk
