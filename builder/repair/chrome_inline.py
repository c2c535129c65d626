"""Removes what a page glues to the essay's own lines: notices sentence by sentence, credits, buttons, archive links."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Edit, RuleInput
from builder.pattern_code import compiled
from builder.repair.chrome_lines import Line, judge, lines_of
from builder.repair.chrome_notices import NOTICE, notice_points, sentences
from builder.repair.chrome_zones import main_text
from builder.repair.rule import rule

#: So many lines from either end of the text (or of a part of it) are where sites glue their notices.
EDGE = 4
#: Points a notice needs in the middle of a text, where an author may well write about websites.
NOTICE_INSIDE = NOTICE + 2

#: Marks that sites set before a notice.
NOTICE_MARKS = "★☆◆◇●■▲※►▶"
_PART = compiled(r"第\s?[一二三四五六七八九十百\d]{1,3}\s?篇|[【\[(]?\s?篇[一二三四五六七八九十\d]{1,3}")
_SPACE = " \t\r\u3000\u00a0"
_EDITORS = (
    r"(?:责任编辑|责编|网络编辑|本文编辑|本期编辑|执行编辑|版面编辑|栏目编辑|值班编辑|新媒体编辑|"
    r"文字编辑|编辑|责任校对|校对|审核|编审|初审|复审|终审|审校|监制|主编|实习编辑|见习编辑|实习生|"
    r"上传)"
)
#: (责任编辑:李明) at the end of a line, and the same without brackets after a stop or as the last field of a byline.
_BRACKETED = compiled(rf"[\s]*[(\[【〔]\s*{_EDITORS}\s*(?:[:/|]\s*|\s)[^()\[\]【】〔〕。!?]{{1,30}}[)\]】〕]\s*$")
_DAY = compiled(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
_BARE = compiled(rf"(?<=[。!?！？”\"』」…)\s\d])\s*{_EDITORS}\s*:\s*[^。!?,;]{{0,30}}$")
_BUTTON = (
    "字体|字号|字体大小|文字大小|视力保护色|分享到?|背景色|打印|打印本页|打印此页|我要打印|打印文章|关闭|关闭窗口|"
    "关闭本页|收藏|收藏本文|加入收藏|我要评论|发表评论|我要纠错|我要投稿|在线投稿|投稿|复制链接|复制|手机看新闻|扫一扫|"
    "二维码|查看评论|推荐朋友|推荐给朋友|举报|默认|双击滚屏|自动滚屏|返回列表|返回|朗读|听新闻|分享|微信|微博|qq空间|朋友圈|"
    "更多"
)
#: Buttons at the end of a byline: 【字体:大 中 小】 打印 关闭 · 在线投稿
_BUTTONS = compiled(
    rf"(?:[\s|\[【(]*+(?:(?:{_BUTTON}|参与互动(?:\(\d+\))?)\s*+:?|[特超↑]*大\s*+[|/]?\s*+(?:中\s*+[|/]?\s*+)?[↓]?小|t\s?\+\s?t?\s?-?\s*|"
    r"a[+-]\s*)[\])】|]*)+$"
)
#: With what a button can end: no other line is looked through.
_BUTTON_ENDS = frozenset(word.rstrip("?")[-1] for word in _BUTTON.split("|")) | frozenset("享动小t+-:)]】|")
_FIELD = compiled(
    r"(?:来源|作者|时间|日期|浏览|点击|阅读|记者|编辑|稿源|出处|发布|更新|人气|source|author|date|"
    r"views)[^:]{0,6}:|\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}"
)
#: What every field has: looked for first.
_FIELD_TRACE = compiled(r"[:\d]")
_ARCHIVE_LINK = compiled(
    r"\[((?:[^\[\]\n]|"
    r"\[[^\[\]\n]{0,60}\]){0,120})\]\((?:(?:https?://web\.archive\.org)?/web/\d{4,14}[^()\s]{0,300}|"
    r"/cdn-cgi/[^()\s]{0,200}|javascript:[^()\n]{0,100}(?:\([^()\n]{0,40}\))?[^()\n]{0,40})\)"
)
_SHIELDED = "[email protected]"
_ADDRESS = compiled(r"(?:https?://|www\.)\S{3,400}")


@rule(
    "site-notice",
    why="Sentences in which the site speaks of itself (who collected the text, where to read more) are not its words.",
    why_zh="网站自我说明的句子（谁整理、更多请看、版权归属）不是文章的话，逐句去掉，文章的句子留下。",
    loses_words=True,
)
def SITE_NOTICE(given: RuleInput) -> Iterator[Edit]:
    lines = lines_of(given.text)
    # A line that is a notice altogether is the zones' business.
    hinted = [(index, line) for index, line in enumerate(lines) if line.hints and line.family != "notice"]
    edges = _edges(lines) if hinted else set()
    for index, line in hinted:
        needed = NOTICE if index in edges else NOTICE_INSIDE
        offset = line.text_start
        for start, end in sentences(line.folded):
            if notice_points(line.folded[start:end]) >= needed and (start, end) != (0, len(line.folded)):
                begin = _before_marks(line.folded, start)
                yield Edit(offset + begin, offset + end, "")


def _before_marks(folded: str, start: int) -> int:
    """Where the marks begin that set a notice off (★)."""
    while start and folded[start - 1] in NOTICE_MARKS:
        start -= 1
    return start


def _edges(lines: tuple[Line, ...]) -> set[int]:
    """Indexes of the lines near an end of the text or of one of its parts."""
    marks = [0, main_text(lines), len(lines)] + [index for index, line in enumerate(lines) if _PART.match(line.folded)]
    return {index for mark in marks for index in range(mark - EDGE, mark + EDGE)}


@rule(
    "editor-credit",
    why="The editor named at the end of a paragraph worked for the page; the byline names the author.",
    why_zh="段末的责任编辑等署名是网页编辑，不是作者。",
    loses_words=True,
)
def EDITOR_CREDIT(given: RuleInput) -> Iterator[Edit]:
    for line in lines_of(given.text):
        if "编" not in line.folded and "审" not in line.folded and "校" not in line.folded:
            continue
        match = _BRACKETED.search(line.folded[-60:]) or _BARE.search(line.folded[-60:])
        if match is None or line.standing == "sure" or _DAY.search(match[0]):
            continue  # … 审核:何建平 2016-06-12: the day is the essay's
        begin = len(line.folded[: max(0, len(line.folded) - 60) + match.start()].rstrip(_SPACE))
        if begin:
            yield Edit(line.text_start + begin, line.text_start + len(line.folded), "")


@rule(
    "byline-button",
    why="Print, close and font-size buttons stand behind the fields of a byline.",
    why_zh="署名行末尾的打印、关闭、字号等按钮。",
    loses_words=True,
)
def BYLINE_BUTTON(given: RuleInput) -> Iterator[Edit]:
    for line in lines_of(given.text):
        if line.standing == "sure" or len(line.folded) > 200 or line.folded.rstrip()[-1:] not in _BUTTON_ENDS:
            continue
        if not _FIELD_TRACE.search(line.folded):
            continue
        if not _FIELD.search(line.folded):
            continue
        match = _BUTTONS.search(line.folded)
        if match and match.start() and _FIELD.search(line.folded[: match.start()]):
            yield Edit(line.text_start + match.start(), line.text_start + len(line.folded), "")


_LAST_MARKS = "。!?”」…"


@rule(
    "button-tail",
    why="Buttons and counters follow the last sentence of a paragraph on the same line.",
    why_zh="段末最后一句之后，同一行里残留的按钮和计数。",
    loses_words=True,
)
def BUTTON_TAIL(given: RuleInput) -> Iterator[Edit]:
    for line in lines_of(given.text):
        if line.standing != "prose" or line.folded[-1] in _LAST_MARKS:
            continue
        cut = max(line.folded.rfind(mark) for mark in _LAST_MARKS)
        rest = line.folded[cut + 1 :]
        if cut > 0 and 2 <= len(rest.strip(_SPACE)) <= 120 and judge(rest.strip(_SPACE)) == "sure":
            yield Edit(line.text_start + cut + 1, line.text_start + len(line.folded), "")


@rule(
    "archive-link",
    why="A link whose target leads into a web archive or to a script has lost its place; its words stay.",
    why_zh="指向网页存档或脚本的链接已失效，只留文字。",
    loses_words=True,
)
def ARCHIVE_LINK(given: RuleInput) -> Iterator[Edit]:
    if "](" not in given.text:
        return
    for match in _ARCHIVE_LINK.finditer(given.text):
        words = match[1]
        if _SHIELDED in words or "email\u00a0protected" in words:
            yield Edit(*match.span(), "")
        else:
            yield Edit(match.start(), match.start() + 1, "")
            yield Edit(match.end(1), match.end(), "")


@rule(
    "address-line",
    why="The address of the page, alone on a line above the text, is where it was found and not what it says.",
    why_zh="正文之前单独成行的网址是出处，不是文章。",
    loses_words=True,
)
def ADDRESS_LINE(given: RuleInput) -> Iterator[Edit]:
    lines = lines_of(given.text)
    for line in lines[: main_text(lines)]:
        if _ADDRESS.fullmatch(line.folded):
            yield Edit(line.start, line.end + given.text.startswith("\n", line.end), "")
