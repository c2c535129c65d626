"""The labels that sites print before a value (作者：, 来源：, 点击数：), and the lines made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from builder.pattern_code import compiled
from builder.script import fold_same_length, stays
from builder.structure.printed import is_prose

#: Field → the labels it goes by, Simplified and lower case; a label is followed by a colon.
LABELS: dict[str, str] = {
    "author": (
        "文章作者|原文作者|本文作者|原作者|作者姓名|作者|文字|撰文|撰稿人|撰稿|本报记者|记者|执笔人|执笔|演讲者|主讲人|"
        "主讲|编剧|楼主|发信人|发帖人|发帖者|题主|博主|台长|格主|written by|posted by|author|authors|words by"
        "|writer|reporter|byline"
    ),
    "publisher": (
        "文章来源|信息来源|稿件来源|本文来源|新闻来源|资料来源|内容来源|消息来源|来源|出处|稿源|来自|转自|转载自|"
        "摘自|汇报单位|填报单位|报送单位|上报单位|报告单位|发布机构|发文机构|发布单位|发文单位|发文机关|媒体|刊于|source"
    ),
    "published": (
        "文章日期|发布时间|发布日期|发表时间|发表日期|公布日期|公布时间|发稿时间|刊登日期|刊出日期|出版日期|"
        "公开日期|公开时间|date submitted|"
        "发表于|发布于|发布|published on|published|posted on|posted|date published|"
        "publication date"
    ),
    "updated": (
        "更新时间|更新日期|最后更新日期|最后更新时间|最后更新|最近更新|修改时间|last updated|updated|last modified"
    ),
    "time": (
        "汇报时间|汇报日期|报告时间|填报时间|填报日期|报送时间|撰写时间|撰写日期|发文日期|生成日期|成文日期|成文时间|形成日期|印发日期|施行日期|生效日期|录入时间|添加时间|上传时间|创建时间|发信站|时间|日期|"
        "date|time"
    ),
    "clicks": (
        "点阅次数|点阅数|点阅|点击次数|点击数|点击量|点击率|点击|浏览次数|浏览量|浏览数|浏览|阅读次数|阅读量|阅读数|阅读|人气指数|人气|"
        "访问次数|访问量|查看次数|查看|views|reads|hits|clicks|click|hit"
    ),
    "editor": (
        "指导老师|指导教师|辅导老师|辅导教师|责任编辑|责编|网站编辑|编辑|实习编辑|值班编辑|编审|审核|校对|审校|录入者|录入|录入员|上传者|上传|上传人|"
        "submitted by|"
        "发布人|发布者|发布人员|投稿人|推荐人|供稿人|供稿|摄影|图片来源|图|edited by|editor|photo|"
        "uploaded by"
    ),
    "column": (
        "所属栏目|所属分类|文章分类|分类专栏|个人分类|全站分类|"
        "栏目|分类|类别|频道|版块|板块|版面|专栏|信区|看板|category|categories|filed under|"
        "section|column"
    ),
    "keywords": "关键词|关键字|关键词语|主题词|文章标签|本文标签|标签|tags|keywords|key words|tag",
    "other": (
        "字体大小|字体|字号|大小|评论数|评论|回复数|回复|分享到|分享|收藏数|收藏|点赞|字数|篇幅|稿件编号|索引号|"
        "文号|发文字号|发布文号|有效性|效力状态|时效性|失效日期|废止日期|信息索引号|主题分类|体裁分类|组配分类|信息分类|"
        "服务对象|是否有效|公开方式|公开范围|公开形式|公开主体|责任部门|内容概述|识别码|文档编号|文库编号|资源编号|页数|"
        "pages|words|文件大小|上传人|下载次数|下载量|下载积分|所需积分|文档分类|关注度|推荐度|编号|"
        "comments|shares|reading time|font size"
    ),
}
_FIELD_OF = {label: field for field, labels in LABELS.items() for label in labels.split("|")}
#: Han labels of so few characters are spread out to the width of others (作  者：, 索 引 号：).
LONGEST_SPREAD = 3


def _pattern(label: str) -> str:
    spread = len(label) <= LONGEST_SPREAD and label[0] > "\u2fff"
    return r"\s{0,4}".join(label) if spread else re.escape(label)


_NAMES = "|".join(map(_pattern, sorted(_FIELD_OF, key=len, reverse=True)))
#: What labels begin with: looked for before all of them are tried.
_DONE = "发更上录修编成刊登推入采撰整转"
_FIRST = re.escape("".join(sorted({label[0] for label in _FIELD_OF} | {"文", *_DONE})))
_LAST = frozenset(label[-1] for label in _FIELD_OF) | set("文于间期")
#: A label and its colon. Latin labels begin a word.
_LABEL = compiled(
    rf"(?=[{_FIRST}])(?P<label>(?<![a-z])(?:{_NAMES})|文(?=\s*[:/|])"
    # 更新于：11-05, 采编时间：2018-09-11: what is done to a text, and a word of time, before a day
    rf"|(?<![\u3400-\u9fff])[{_DONE}][\u3400-\u9fff]{{0,3}}(?:于|时间|日期)"
    r"(?=\s{0,4}:\s*\d{1,4}\s?[-/.年月]\s?\d))\s{0,4}:\s*"
)
#: 阅读人数： 下载：12 among labels that are known, one of them with its day
_TALLY = compiled(
    r"(?<=\s)[\u3400-\u9fff]{2,6}\s?[:：]\s?(?:[【\[(（]?\d[\d,.]*[万萬wk+]?\s?[次人篇]?[】\])）]?)?(?=\s)"
)
_DAY = compiled(r"\d{4}\s?[-/.年]\s?\d")
#: Whatever folds to a colon; a line without one has no label.
_COLON = compiled("[:：︰﹕]")
#: The stop of 6 a.m. ends no sentence.
_NOON = compiled(r"\b[ap]\.m\.$", re.I)
_BRACKETED = compiled("^[\\[【［〔](?P<label>\\w{2,6})[\\]】］〕](?P<value>\\s{0,2}\\S.{0,40})$")
#: … but for a count behind its name, at the end: 阅览量：【1204】
_COUNTED = compiled(
    "\\s+(?P<label>\\w{2,5})\\s?[:：]\\s?(?:[【\\[(（]?\\d[\\d,.]*[万萬wk+]?\\s?\\S?[】\\])）]?|[次人])\\s*$", re.I
)
#: 主播：小满 | 文字：竹下: pieces between bars, of which nothing knows the first.
_OTHER_PIECES = compiled("(?:[^\\s:：|｜]{2,6}[:：]\\s?[^\\s:：|｜]{1,12}\\s*[|｜]\\s*)+")
_AT_START = compiled(r"^[\s\[(【（《<★●◆■□*|>-]*$")
#: 地点： after 时间： is a form to be filled in, not a byline.
_UNKNOWN_LABEL = compiled("[^\\d\\s][:：](?!//)")
#: A value on a line of labels is a name, a number or a day, not a sentence.
LONGEST_VALUE = 48


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its value, at [start, end) of the line."""

    field: str
    label: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LabelLine:
    """What the labels of a line say; `before` is what stands before the first of them."""

    before: str
    labelled: tuple[Labelled, ...]

    def value(self, field: str) -> str | None:
        """The first value of `field`."""
        return next((item.value for item in self.labelled if item.field == field and item.value), None)


@cache
def _may_end_label(character: str) -> bool:
    """Whether what stands before a colon, blanks apart, may be the end of a label, in whatever company."""
    return character != "" and (not stays(character) or fold_same_length(character) in _LAST)


@lru_cache(maxsize=1024)  # asked of a line by itself, with the line above it and with the one below
def read_labels(text: str) -> LabelLine | None:
    """The labels of a line, if it is made of them: every value short, no sentence in any of them."""
    if (bracketed := _BRACKETED.match(text)) and is_label(bracketed["label"]):  # 【文章日期】2016年11月7日
        text = f" {bracketed['label']}:{bracketed['value']}"
    ends = (text[max(0, colon.start() - 5) : colon.start()].rstrip()[-1:] for colon in _COLON.finditer(text))
    if not any(map(_may_end_label, ends)):
        return None  # folding a line is dear, and its colons nearly all stand behind other words
    last = len(text)
    if (counted := _COUNTED.search(text)) and not is_label(counted["label"]):
        text = text[: counted.start()]
    if _DAY.search(text):
        text = _TALLY.sub(lambda m: m[0] if is_label(re.split("[:：]", m[0])[0]) else " " * len(m[0]), text)
    folded = fold_same_length(text)
    marks = list(_LABEL.finditer(folded))
    if not marks:
        return None
    before = text[: marks[0].start()]
    if before and before[-1].isalpha():
        return None  # 小提琴图： is a word that ends like a label
    items: list[Labelled] = []
    for m, end in zip(marks, [*(m.start() for m in marks[1:]), last], strict=True):
        label = re.sub(r"\s+", "" if m["label"][0] > "\u2fff" else " ", m["label"])
        value = text[m.end() : end].strip(" \t\u3000\u00a0|｜/,，;；、[]【】()（）<>·-")
        if len(value) > LONGEST_VALUE or is_prose(_NOON.sub("", value)) or _UNKNOWN_LABEL.search(value):
            return None
        items.append(
            Labelled(_FIELD_OF.get(label, "author" if label == "文" else "updated"), label, value, m.start(), end)
        )
    if _AT_START.match(before) or _OTHER_PIECES.fullmatch(before):
        before = ""
    return LabelLine(before.strip(), tuple(items))


def is_label_line(text: str, least: int = 1) -> bool:
    """True if the line is nothing but labels and values, at least `least` of them."""
    line = read_labels(text)
    return line is not None and not line.before and len(line.labelled) >= least


def field_of(label: str) -> str:
    """The field that a label names; "other" for one that nothing knows."""
    return _FIELD_OF.get(fold_same_length(label).strip(" :"), "other")


def is_label(text: str) -> bool:
    """True if `text` is one of the labels itself."""
    return fold_same_length(text).strip(" :") in _FIELD_OF
