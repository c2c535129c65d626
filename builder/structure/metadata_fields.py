"""Bylines without labels, field by field: a day among names, roles, counts and buttons, in whatever order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.pattern_code import compiled
from builder.patterns import pattern
from builder.structure.metadata_dates import first_date, printed_dates
from builder.structure.metadata_labels import is_label
from builder.structure.metadata_names import clean_name, is_latin_name, is_media, is_nobody, is_office, is_person
from builder.structure.printed import is_prose, width

#: A line of fields is no longer, and what is left of it when days, counts and buttons are out are so few short words.
LONGEST_LINE = 140
LONGEST_FIELD, MOST_FIELDS = 16, 3
#: 发布于 2020-03-04 北京: where an account was when it wrote.
LONGEST_PLACE = 4

_NUMBER = r"\d[\d,.]*\s?(?:[万千wk+]|\b)?"
_COUNTED = (
    "阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|回复|回覆|回应|回應|查看|人气|人氣|收藏|点赞|按讚|喜欢|喜歡|阅|分享|转发|热度|字数|字數|views?|comments?|reads?|shares?|likes?|hits"
    "|replies|responses?|min(?:ute)?s? read"
)
_COUNT = pattern(
    rf"(?:(?:共|已有|本文|全文)?\s?(?:{_COUNTED})(?:次数|次數|量|数|數|率)?\s?[:：(（\[]?\s?{_NUMBER}\s?[)）\]]?\s?(?:次|人|条|字)?)"
    rf"|(?:{_NUMBER}\s?(?:次|人|条|條|个)?\s?(?:已?(?:{_COUNTED}))(?:过|了)?)|(?:no|zero|one|two|three) comments?"
    r"|(?:阅读|閱讀)(?:时间|時間|时长|時長)?[约約大概需]*\s?\d+\s?(?:分钟|分鐘)"
    r"|\b\d+[- ]min(?:ute)?(?: read(?![a-z])|\b)|(?:estimated )?reading time:?\s?\d+\s?min(?:ute)?s?",
    re.I,
)
_BUTTON = pattern(
    r"(?:[\[【][\u4e00-\u9fff]{2,3}[\]】]|(?:文字|字体|字号)(?:大小)?\s?[:：]?\s?[\[【(（]?[\s最特超默认大中等小一般]*[\]】)）]?|只看该作者|只看楼主|只看大图|倒序浏览|阅读模式|显示全部楼层|来自手机|来自\S{2,8}客户端|IP属地[:：]?\s?\S{2,4}|\+\s?关注|加关注|关注作者|订阅"
    r"|我要投稿|我有话说|字号|字体|打印本页|打印|关闭窗口|关闭|复制链接|扫一扫|手机看|听新闻|参与评论|写评论|我来说两句|纠错|朗读"
    r"|(?<![^\s|])(?:编辑|編輯|收藏|举报|舉報|分享|关注|關注|原创|原創|转载|轉載|大|中|小|电梯直达|楼主|leave a comment"
    r"|上一篇|下一篇|share|save|print|email|edit|pdf|subscribe|follow|reply|report|permalink|a\+|a-)(?![^\s|]))",
    re.I,
)
_WORDS_OF_DAY = pattern(
    r"(?:首次|最后|最近|最後)?(?:发布|發布|發佈|发表|發表|更新|编辑|編輯|修改|刊登|刊出|上传|创作(?=[于时]))(?:时间|日期|時間)?\s?[于於在]?\s?[:：]?"
    r"|\b(?:first|last|originally)?\s?(?:published|posted|updated|modified|edited|created|written|filed)(?:\s?@|\s(?:on|at|in))?\b:?|\bposted\s?@",
    re.I,
)
_TIME = pattern(
    r"(?<!\d)\d{1,2}\s?[:：]\s?\d{2}(?:[:：]\d{2})?(?:\.\d+)?\s?(?:[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b(?:[ACEMPHJ][SD]?T|GMT|UTC|BST|IST)\b|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|上午|下午|晚上|中午|凌晨"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?",
    re.I,
)
_SEPARATOR = pattern(r"\s*[|｜丨·•∙●/／]\s*|\s{2,}|\u3000+|\s[-–—~]\s|[,，、;；()（）\[\]【】<>]|^\s*[-–—]+|[-–—]+\s*$")
_BY = pattern(
    r"^(?:by|co-?(?:authored|written) by|(?:words|text|story|written)(?: by)?|author|作者|文|撰文|撰稿|記者|记者)"
    r"\s?[:：]?\s+",
    re.I,
)
_FROM = pattern(r"^(?:from|in|via|source|来源|來源|来自)\s?[:：]?\s+", re.I)
_DANGLING = pattern(r"\s(?:on|at)$|\s(?:in|under|for)\s[\w &]{2,30}$")
#: What people are by trade stands behind their names and is no name.
_ROLE = pattern(
    r"(?:作者|创作者|編輯|编辑|记者|記者|主笔|主筆|评论员|官方账号|官方帐号|认证|专栏|博主|达人|教师|老师|作家|学者|學者|律师|律師|医师|醫師|工作者|特约|原创|编剧|通讯员|研究员|教授"
    r"|writer|reporter|correspondent|editor|columnist|contributor|author|staff|bureau|photographer|neighbou?r|volunteer|professor|politics|news|opinion)$",
    re.I,
)
#: What stands for a day in the line while it is taken apart.
_DAY = "\x00"
#: A minute beside the day: the page printed it, whatever stands behind.
_TIMED = pattern(r"\s?\d{1,2}[:：]\d{2}")
#: 港闻, 副刊, 本报讯: a section beside the day.
_SECTION = pattern("[\u4e00-\u9fff]{1,3}[闻聞讯訊版刊报報]$")
#: 回應9: a word and its count are nobody
_WORD_AND_COUNT = compiled(r"[\u4e00-\u9fff]{2,4}\s?\d{1,6}")
_MANY_HAN = compiled("[\u4e00-\u9fff]{4,}")
_NOT_IN_FIELD = pattern('[。！？!?：:“”"…]')


@dataclass(frozen=True, slots=True)
class Fields:
    """What a line of fields says."""

    day: str
    author: str | None
    publisher: str | None


def read_fields(text: str) -> Fields | None:
    """The fields of a line that has a whole day and little else but names, counts and buttons; None for any other."""
    if len(text) > LONGEST_LINE or not (day := first_date(text)) or is_prose(_TIME.sub(" ", text)):
        return None
    rest = text
    for found in reversed(list(printed_dates(text))):
        rest = f"{rest[: found.start]} |{_DAY}| {rest[found.end :]}"
    counted = 0
    for kind in (_COUNT, _WORDS_OF_DAY, _TIME, _BUTTON):
        rest, found_here = kind.subn(" | ", rest)
        counted += found_here if kind in (_COUNT, _BUTTON) else 0
    fields = [field for part in _SEPARATOR.split(rest) if (field := part.strip(" \t.@*:：“”"))]
    timed = _TIMED.match(text[day.end :]) is not None
    if timed:
        fields = [piece for field in fields for piece in (field.split() if _is_row_of_names(field) else [field])]
    place = fields.index(_DAY)
    before = fields[:place]
    after = [field for field in fields[place:] if field != _DAY]
    if len(before) + len(after) > MOST_FIELDS:
        return None
    if any(width(field) > LONGEST_FIELD or _NOT_IN_FIELD.search(field) for field in (*before, *after)):
        return None
    posted = _WORDS_OF_DAY.match(text) is not None
    if (
        not counted
        and not timed
        and not all(_is_known(field) or (posted and width(field) <= LONGEST_PLACE) for field in after)
    ):
        return None  # 1949年10月1日 开国大典
    author, publisher = _names([*before, *(field for field in after if counted or timed or _is_known(field))])
    if author and timed and not counted and after == [author] and _MANY_HAN.fullmatch(author) and not is_person(author):
        author, publisher = None, author  # 2018年12月02日 09:14 科学大观园: behind the minute portals name the source
    return Fields(day.value, author, publisher)


def _is_row_of_names(field: str) -> bool:
    """True for Han words with single blanks between them, one of which is a name: 河湾晚刊 陈若溪."""
    pieces = field.split()
    return len(pieces) > 1 and not re.search("[A-Za-z]", field) and any(map(_is_known, pieces))


def _is_known(field: str) -> bool:
    """True for a field that is a name, or what somebody is, by its form."""
    name = clean_name(_BY.sub("", _FROM.sub("", field)))
    if name is None or _BY.match(field) or _FROM.match(field):
        return True
    return (
        is_person(name)
        or is_latin_name(name)
        or is_media(name)
        or is_office(name)
        or is_role(field)
        or _SECTION.match(field) is not None
    )


def _names(fields: list[str]) -> tuple[str | None, str | None]:
    """Author and publisher among the fields: by a label, by form, else the first that is no role and no nobody."""
    author = publisher = None
    for field in sorted(fields, key=lambda field: _BY.match(field) is None):  # what a label names is the author
        labelled = _BY.match(field) is not None
        name = clean_name(_DANGLING.sub("", _BY.sub("", _FROM.sub("", field))))
        if name is None or _WORD_AND_COUNT.fullmatch(name) or is_nobody(name) or is_label(name) or _SECTION.match(name):
            continue
        if not labelled and (_FROM.match(field) or (is_media(name) and not is_person(name))):
            publisher = publisher or name
        elif labelled or is_person(name) or is_latin_name(name):
            author = author or name
        elif (
            not _ROLE.search(name)
            and not author
            and (is_office(name) or re.fullmatch(r"(?=.*[^\W\d_])[\w.\-·]{2,12}", name))
        ):
            author = name
    return author, publisher


def is_role(text: str) -> bool:
    """True for what somebody is by trade (Staff Writer, 特约评论员), which stands beside a name."""
    return (
        width(text) <= LONGEST_FIELD
        and _ROLE.search(text) is not None
        and not re.search(r"\d", text)
        and not is_prose(text)
    )
