"""Bylines: what lines of labels, and lines of a name and a day without labels, say of an essay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.characters import HAN
from builder.patterns import pattern
from builder.structure.metadata import Notes
from builder.structure.metadata_dates import first_date, is_date_line
from builder.structure.metadata_fields import is_role, read_fields
from builder.structure.metadata_labels import Labelled, LabelLine, field_of, is_label
from builder.structure.metadata_names import (
    LONGEST_NAME,
    clean_name,
    is_common_person,
    is_latin_name,
    is_media,
    is_nobody,
    is_office,
    is_person,
    latin_name_at,
)
from builder.structure.printed import Line, is_prose

#: Speech by X, Minister of Y, at the opening of Z is no longer.
LONGEST_OCCASION = 200
_OCCASION = pattern(
    r"(?:[A-Z]\w+ ){0,2}(?:[Ss]peech|[Rr]emarks|[Aa]ddress|[Ll]ecture|[Ss]tatement|[Kk]eynote) by [A-Z]"
)
#: A journal's number with its season and pages is no longer.
LONGEST_ISSUE = 60
_DATES = frozenset({"published", "updated", "time"})
#: 昨天, 3小时前, Today 12:01 AM, 2 days ago: a time without a day.
_RELATIVE = pattern(
    r"(?:刚刚|今天|昨天|前天|昨日|今日|\d{1,3}\s?(?:分钟|分鐘|小时|小時|天|周|週|个月|個月)前)(?:\s?\d{1,2}:\d{2})?"
    r"|(?:香港|北京|台北|当地|當地)?(?:时间|時間)?\s?(?:上午|下午)?\s?\d{1,2}[时時]\d{1,2}分?"
    r"|(?:today|yesterday|just now)(?:,?\s(?:at\s)?\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?)?)?"
    r"|(?:updated\s)?(?:an?|\d{1,3})\s(?:minute|hour|day|week|month|year)s?\sago"
    r"|[（(]?\d{1,2}[-/月]\d{1,2}日?\s?\d{1,2}:\d{2}\s?(?:更新|发布|發布)[）)]?"
    r"|\d{1,2}[-/月]\d{1,2}日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s\S{2,16})?)?",
    re.I,
)
_AUTHOR_LINES = (
    pattern(
        r"^[(（【\[]?\s?(?:文|作\s?者|撰文|撰稿|作)\s?[:：/|｜]\s?(?P<name>[^:：/|｜]{1,24}?)(?:\s+(?:图|圖|摄影|編輯|编辑|插图)\s?[:：/|｜].*)?[)）】\]]?$"
    ),
    pattern(
        r"^(?:文字?|作\s?者|撰文|撰稿|采写|採寫|采訪)\s?[·・•‧丨︱∣．.]\s?(?P<name>[^·・•‧丨︱∣]{1,24}?)"
        r"(?:\s+\S{1,4}\s?[·・•‧丨︱∣|｜:：/].*)?$"
    ),
    pattern(r"^(?:作者|撰文)\s+(?P<name>\S.{0,20})$"),
    # 文字／攝影　方以晴
    pattern(
        r"^(?:文字?|撰文|采访|採訪|采写|採寫)(?:\s?[／/、&＆·与與及和]\s?(?:文字?|撰文|摄影|攝影|图片?|圖片?|采访|採訪|整理|插画|插畫))+"
        r"(?:[\s\u3000]+|\s?[：:]\s?)(?P<name>\S{2,12})$"
    ),
    # 林阿海 著
    pattern(r"^(?P<name>[\u4e00-\u9fff·]{2,8})[\s\u3000]+(?:著|撰|作|编著|編著|原著|原作|口述)$"),
    # 撰稿 韩述 编审 老米 图源 受访者
    pattern(
        r"^(?:撰稿|撰文|作者|采写|採寫|文字?)[\s\u3000]+(?P<name>\S{2,8})(?:[\s\u3000]+(?:编审|编辑|編輯|责编|責編|审核|校对|摄影|攝影"
        r"|图源|图片|图|圖|监制|监製|策划|策劃|设计|设計|排版|制图|供图|值班)[\s\u3000]+\S{1,12}){1,6}$"
    ),
    # 市委副书记、市长　高明远
    pattern(
        r"^(?=\S{0,24}(?:书记|書記|[市县縣区區乡鄉镇鎮村省州]长|[市縣區鄉鎮村省州]長|主任|局[长長]|部[长長]|主席|校[长長]|院[长長]|会长|會長|董事[长長]"
        r"|总经理|總經理|处[长長]|科[长長]|秘书[长長]|秘書長|署[长長]|司[长長]|站[长長]|所[长長]|教授|博士|委员|委員|代表)[\s\u3000])\S{2,30}[\s\u3000]+"
        r"(?P<name>[\u4e00-\u9fff](?:[\s\u3000]?[\u4e00-\u9fff]){1,3})$"
    ),
    pattern(
        r"^(?:诗|詩|词|詞|散文|小说|小說|随笔|隨筆|译|譯)\s?[/|｜∕]\s?(?P<name>[^:：/|｜]{2,12}$|[\u4e00-\u9fff]{2,4}(?=\s?[/|｜∕]))(?:\s?[/|｜∕].{0,20})?$"
    ),
    pattern(r"^以下文章[来來]源[于於].{2,20}?[,，]\s?作者\s?(?P<name>\S{1,16})$"),
    pattern(
        r"^(?:[Aa] )?(?:[Ll]etter|[Ss]peech|[Ss]ermon|[Tt]alk|[Ll]ecture) (?:from|by) "
        r"(?P<name>(?:[A-Z][\w.'’-]*\s?){2,4}?)(?P<post>\s(?:to|at|on)\b.*)?$"
    ),
    # by hodcarrier » Sun Aug 14, 2016 8:15 pm; posted by altoline to Human Relations (12 answers total)
    pattern(r"^by (?P<name>[\w.-]{2,24})(?P<post>\s[»›•|-]\s.*)$"),
    pattern(r"^(?:posted|submitted|asked|written) by (?P<name>[\w.-]{2,24})(?P<post>\s(?:to|at|on|in)\s.*)$", re.I),
    pattern(r"^(?:楼主|樓主|题主|題主|博主)\s+(?P<name>\S{1,16})(?:\s+\S{1,20})?$"),
    pattern(r"^(?P<name>[\w·]{2,12})\s+(?:评论|評論|发表|發表|发布|發佈|發布)[了于於]?\s+\S.{0,40}$"),
    pattern(
        r"^(?:(?:[Ss]peech|[Aa]ddress|[Ll]ecture|[Ss]ermon|[Tt]alk|[Rr]emarks)\s)?(?:(?:[Dd]elivered|[Gg]iven|[Pp]resented"
        r"|[Pp]reached)\s)?by (?P<name>(?:[A-Z][\w.'’-]*\s?){2,5}?)(?P<post>\s?(?:,|\b(?:at|on|to|before)\b).*)?$"
    ),
    pattern(r"^(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})\s+[<(]?[\w.+-]+(?:@| at )[\w-]+\.[\w.-]+[>)]?$"),
    pattern(r"^(?P<name>[^/]{1,20}?)\s?[/|｜]\s?文(?:\s.*)?$"),
    pattern(
        r"^[(（]?(?:[^\s，。：:]{2,9})??(?:特约|首席|实习|見習|见习)?(?:记者|記者|评论员|評論員|通讯员)\s{0,2}[:：|｜/]?\s+(?P<name>\S{2,4}(?:\s+\S{2,4}){0,2}?)(?:\s+(?:通讯员|通訊員|实习生|报道|報道|文/图|文|摄).*)?[)）]?$"
    ),
    pattern(
        f"^(?:本[报刊网報]|[{HAN}]{{2,6}}[报网報])?(?:特约|首席|实习|見習|见习)?(?:记者|記者)(?P<name>[{HAN}]{{2,3}})"
        "(?:(?:发自|發自|寄自).{2,12}|报道|报导|報道|報導|文|摄|攝)$"
    ),
    # 半两故事 · 4小时前
    pattern(
        r"^(?P<name>[^\s·•|｜，。]{2,12})\s?[·•|｜]\s?(?:刚刚|今天|昨天|前天|\d{1,3}\s?(?:分钟|分鐘|小时|小時|天|周|週|个月|個月)前)$"
    ),
    # 記者沈郁棠／嘉義報導, alone on its line
    pattern(
        f"^[〔【\\[(（]?(?:特约|特約|实习|實習|见习|見習)?(?:记者|記者)\\s?(?P<name>[{HAN}]{{2,4}})\\s?[／/]\\s?\\S{{1,8}}?"
        "(?:报道|报导|報道|報導|专访|專訪|连线|連線)[〕】\\])）]?$"
    ),
    pattern(
        r"^(?:[Bb]y|BY|(?:[Ww]ritten|[Ss]tory|[Tt]ext|[Ww]ords|[Rr]eporting|[Rr]eported|[Cc]ontributed)(?:\sby\b|\s?:)):?\s+(?P<name>[^,|·•]{2,48}?)(?:\s*[,|·•–—]\s*(?P<post>.*))?$"
    ),
    pattern(r"^[□○●◎◆■★⊙]\s{0,3}(?P<name>\S{2,4}|\S\s\S)(?:\s?[\[［(（][^\[\]［］()（）]{4,40}[\]］)）])?$"),
)
#: 内一科 顾小满
OF_OFFICE = pattern(
    "^[\u4e00-\u9fff（）()0-9]{1,14}(?:科|室|部|处|處|系|院|校|站|班|组|組|局|厅|廳|中心|小学|小學|中学|中學|大学|大學|公司|社|所|队|隊|团|團|厂|廠|办|辦|馆|館|村|镇|鎮|乡|鄉|县|縣|街道|社区|社區)"
    "[\\s\u3000]+(?P<name>[\u4e00-\u9fff]{2,4})$"
)
#: 邱国栋 (澧源县水利局 澧源 427000); 温良专栏
_WITH_OFFICE = pattern(
    "^(?P<name>[\u4e00-\u9fff]{2,4})(?:[\\s\u3000]*[(（][^()（）]{4,40}(?:\\d{6}|大学|大學|学院|學院|中学|中學|小学|小學|局|所|馆|館|院|公司)[)）]|专栏|專欄)$"
)
#: 编辑|老韩, 摄影 / 李家声
_HAND = pattern(
    r"^[(（【\[]?\s?(?:编辑|編輯|责编|責編|图|圖|摄影|攝影|校对|排版|设计|監製|监制|视觉|出品|制图|插画)\s?[|｜/丨]\s?"
    r"(?P<name>[^|｜/丨，。]{1,20})[)）】\]]?$"
)
#: 【河湾专讯】, alone on its line
_AGENCY_LINE = pattern("^[【\\[（(](?P<agency>[^【】\\[\\]（）()]{2,8}?)(?:专|專|特)?[讯訊电電][】\\]）)]$")
#: （河湾社记者林若水花莲30日电）, alone on its line: a name of three characters before a place of two, else of two
_DATELINE = pattern(
    "^[（(](?P<agency>[^（）()\\s]{2,8}?)(?:特派)?(?:记者|記者)\\s?(?:(?P<name>[\u4e00-\u9fff]{3})(?=[\u4e00-\u9fff]{2,4}\\d)"
    "|(?P<short>[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff]{2}\\d))[\u4e00-\u9fff]{2,4}\\d{1,2}日[电電][）)]$"
)
#: No. 14, Spring 2009; Vol. 9, No. 2 (Summer 1988), pp. 41-55; 2012年第2期
_ISSUE = pattern(
    r"(?:vol(?:ume|\.)?\s?[\divxlc]+|no\.?\s?\d+|issue\s?\d+)\b(?:[\s,.;:()/–-]|\d|no\b|vol\b|issue\b|pp?\b|[ivxlc]+\b"
    r"|spring|summer|autumn|fall|winter|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)*"
    r"|(?:\d{4}\s?年\s?)?(?:总|總)?第?\s?\d{1,4}\s?期(?:[（(]?\s?(?:总|總)第?\s?\d{1,4}\s?期[）)]?)?",
    re.I,
)
#: … with its name before it.
_NAMED_ISSUE = pattern(
    r"^[^。！？，：:]{2,12}?\s?[·•|｜丨\s]\s?(?:总|總)?第\s?\d{1,4}\s?期$|\bvol(?:ume|\.)?\s?\d{1,4}[,.;]?\s*(?:no|issue|nr)\.?\s?\d{1,4}\b",
    re.I,
)
#: Parish Magazine - October 2006
_MONTHLY = pattern(
    r"[^.!?]{0,30}\b(?:magazine|newsletter|journal|bulletin|gazette|review|quarterly|monthly)\b"
    r"[\s,:|–—-]{1,4}(?:issue of\s)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter)[a-z]*\.?,?"
    r"\s\d{4}",
    re.I,
)
#: 梅政发〔2019〕27号
_DOCUMENT = pattern(r"\S{1,16}[〔［\[（(【]\s?(?:19|20)\d{2}\s?[〕］\]）)】]\s?第?\s?\d{1,5}\s?[号號]")
#: Delivered by X at Harmon College
_WHERE = pattern(r"\s(?:at|to|before)\s(?=[A-Z]|the\b)")
#: 原创 阿橘 巷口小记 2022-01-09 07:30; 原创：白露 白露的抽屉 今天
_ACCOUNT_AND_DAY = pattern(
    r"^(?P<name>[\w·]{1,12})(?:\s+(?P<site>[\w·]{2,16}))?\s+(?:今天|昨天|前天|\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日"
    r"|\d{1,2}月\d{1,2}日)(?:\s*\d{1,2}:\d{2})?(?:\s+\S{2,4})?$"
)
#: … with the day on another line: 原创 周渔 渡口札记
_ACCOUNT_ALONE = pattern(r"^(?P<name>[\w·]{1,12})(?:\s+(?P<site>[\w·]{2,16}))?$")
_POSTED = pattern(
    r"^(?:(?:first published|posted|published|updates?|updated|edited|modified|created|written)\b\s?(?:by\s|on\b|at\b)?"
    r"|on\b)|\b(?:on|at)$",
    re.I,
)
#: 放牛娃 发表于 2008-7-19
_POSTED_HAN = pattern(r"\s+(?:发表|發表|发布|發布|發佈|写|寫|更新|编辑|編輯|上传|上傳)[于於在]?$")
#: Posted by X in Workplace on …
_FILED = pattern(r"(?<=\w)\s(?:in|under)\s[\w &]{2,30}$")
#: Last updated: October 9, 2021 by Nell Osgood · 14 Comments
_SIGNED_BEHIND = pattern(r"\b[Bb]y\s+(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})")
_UPDATED = pattern(r"\s(?:last\s)?updated(?:\son)?\s*$", re.I)
_BEFORE_DAY = pattern(r"(?:[\s,|·•–—-]|\b(?:on|at|updated|published|posted|last|first|date)\b)*$", re.I)
_BY = pattern(r"^by\s+", re.I)
_HAN_CALLED = pattern("^原[创創]")
_ORIGINAL = pattern(
    r"^(?:原创|原創|转载|轉載|首发|首發|独家|獨家|专栏|專欄|投稿|连载|連載|Original)(?:\s*[:：|｜丨]\s*|\s+)"
)


def note_labels(notes: Notes, line: Line, read: LabelLine, last: Line) -> None:
    """Takes a line of labels (with the line it is broken into, if any) and records what each label says."""
    for item in read.labelled:
        span = (min(line.start + item.start, line.end), min(line.start + item.end, last.end))
        _note_one(notes, item, span)
    if last is not line:
        notes.add("byline", "", last.span, "the byline goes on in this line")
    if read.before and (day := first_date(read.before)):
        notes.add("published", day.value, line.span, "a day beside the labels")


def note_value(notes: Notes, label: str, value: str, span: tuple[int, int]) -> None:
    """Records what stands under `label` in a table; the place is taken even where the value is missing."""
    _note_one(notes, Labelled(field_of(label), label, value, 0, 0), span)


def _note_one(notes: Notes, item: Labelled, span: tuple[int, int]) -> None:
    why = f"printed after the label {item.label}"
    value = item.value
    if item.label == "words" and is_latin_name(value):
        notes.add("author", value, span, why)
        return
    if item.field in _DATES:
        day = first_date(value)
        notes.add(item.field if day else "time-printed", day.value if day else value, span, why)
        if day and (signed := _SIGNED_BEHIND.search(value[day.end :])):
            notes.add("author", clean_name(signed["name"]) or "", span, "a name behind the day")
        rest = value[day.end :].split() if day else []
        if rest and is_person(rest[-1]) and len(rest) <= 3:
            notes.add("author", rest[-1], span, "a name behind the day of publication")
        return
    if item.field == "editor" and (day := first_date(value)):  # 审核：何建平　2016-06-12 10:18
        notes.add("published", day.value, span, "a day beside the labels")
        value = value[: day.start].strip()
    if item.label == "供稿" and (named := value.split()) and len(named) > 1 and is_person(named[-1]):
        notes.add("author", named[-1], span, why)  # 供稿：城关街道 殷雪
        return
    if item.field in ("author", "publisher"):
        if day := first_date(value):
            notes.add("time", day.value, span, f"a day beside what follows the label {item.label}")
            value = value[: day.start].strip(" 　|｜/,，")
        before, bar, behind = value.partition("|" if "|" in value else "｜")
        if item.field == "publisher" and bar and is_person(behind.strip()):  # 来源：《青河》2020年第5期 | 秦雨禾
            notes.add("author", behind.strip(), span, "a name behind the source")
            value = before.strip()
        name = clean_name(value)
        office, blank, person = (name or "").rpartition(" ")
        if item.field == "author" and name and is_media(name) and not is_person(name):
            notes.add("publisher", name, span, why)
        elif item.field == "author" and blank and is_office(office.strip()) and is_person(person):
            notes.add("author", person, span, why)  # 作者：北岭县委组织部 龙泽民
            notes.add("affiliation", office.strip(), span, why)
        else:
            notes.add(item.field, name or "", span, why)
        return
    notes.add(item.field, value, span, why)


def note_byline(notes: Notes, line: Line) -> bool:
    """Takes a line that names author or day without labels (文/张三, By X, 张三 2019-01-02); False if it does not."""
    text = _ORIGINAL.sub("", line.text)
    original = text != line.text
    if len(text) > (LONGEST_OCCASION if _OCCASION.match(text) else 90) or is_prose(text):
        return False
    if day := is_date_line(text):
        notes.add("published", day.value, line.span, "a line that is nothing but a day")
    elif _RELATIVE.fullmatch(text):
        notes.add("time-printed", line.text, line.span, "a time without its day")
    elif found := _author_line(text):
        name, rest = found
        notes.add("author", name, line.span, "a line that names the author")
        if rest and (day := first_date(rest)):
            notes.add("published", day.value, line.span, "a day beside the author")
    elif m := _AGENCY_LINE.match(text):
        notes.add("publisher", m["agency"], line.span, "the agency in the dateline")
    elif m := _DATELINE.match(text):
        notes.add("author", m["name"] or m["short"], line.span, "a line that names the author")
        notes.add("publisher", m["agency"], line.span, "the agency in the dateline")
    elif is_issue(text):
        notes.add("issue", text, line.span, "the number of a journal")
    elif _DOCUMENT.fullmatch(text):
        notes.add("document", text, line.span, "the number of an office's document")
    elif m := _HAND.match(text):
        notes.add("editor", m["name"].strip(), line.span, "a line that names who worked on the page")
    elif original and (m := _ACCOUNT_AND_DAY.match(text)):
        notes.add("author", m["name"], line.span, "a name beside the day")
        notes.add("publisher", m["site"] or "", line.span, "a site or paper in the byline")
        if day := first_date(text):
            notes.add("published", day.value, line.span, "a day in the byline")
    elif original and _HAN_CALLED.match(line.text) and (m := _ACCOUNT_ALONE.match(text)):
        notes.add("author", m["name"], line.span, "a name behind the word that the text is the account's own")
        notes.add("publisher", m["site"] or "", line.span, "a site or paper in the byline")
    elif not _name_and_day(notes, line, text) and not _fields(notes, line, text):
        return False
    notes.take(line)
    return True


def is_issue(text: str) -> bool:
    """True for the number of a journal, alone on a line: Vol. 9, No. 2 (Summer 1988)."""
    found = _ISSUE.fullmatch(text) or _NAMED_ISSUE.search(text) or _MONTHLY.fullmatch(text)
    return len(text) <= LONGEST_ISSUE and found is not None


def is_document_number(text: str) -> bool:
    """True for the number that an office gives its document, alone on a line: 梅政发〔2019〕27号."""
    return _DOCUMENT.fullmatch(text) is not None


def _fields(notes: Notes, line: Line, text: str) -> bool:
    """发表于 2017-10-5 21:40 | 只看该作者; By X, Staff Writer | May 3, 2021 | 3 comments."""
    read = read_fields(text)
    if read is None:
        return False
    notes.add("published", read.day, line.span, "a day in the byline")
    if read.author:
        notes.add("author", read.author, line.span, "a name in the byline")
    if read.publisher:
        notes.add("publisher", read.publisher, line.span, "a site or paper in the byline")
    return True


def _author_line(text: str) -> tuple[str, str] | None:
    if (m := OF_OFFICE.match(text) or _WITH_OFFICE.match(text)) and is_common_person(m["name"]):
        return m["name"], ""
    for form in _AUTHOR_LINES:
        if m := form.match(text):
            if day := first_date(text[m.start("name") :]):  # By X on January 20, 2020
                before = _POSTED_HAN.sub("", _BEFORE_DAY.sub("", text[m.start("name") :][: day.start]))
                if name := clean_name(_WHERE.split(re.split("[|•,»›]", before)[0])[0]):
                    return name, text[m.start("name") + day.start :]
            post = m.groupdict().get("post") or ""
            if name := clean_name(m["name"]):
                day = first_date(name)
                return (name[: day.start].strip(" ,|") if day else name), post or (name if day else "")
    return None


def _name_and_day(notes: Notes, line: Line, text: str) -> bool:
    """楊健興 2018-02-22; 2014-06-13 Tony Carter All, Books; 新华网 2019年9月7日."""
    day = first_date(text)
    if day is None:
        return False
    if text[: day.start].rstrip().endswith((":", "：")) and not text[day.end :].strip(" :：0123456789"):
        notes.add("time", day.value, line.span, "a day behind a label that nothing knows")
        return True
    before = text[: day.start].strip(" 　|｜/,，·•-—(（")
    after = re.sub(r"^[\s\d:：]*(?:[AaPp]\.?[Mm]\.?)?[\s|｜/,，·•)）-]*", "", text[day.end :])
    before = _POSTED_HAN.sub("", _FILED.sub("", _POSTED.sub("", before))).strip(" ,")
    after = _BY.sub("", after)
    behind = not before
    if not before and after:
        before, after = after, ""
        if latin := latin_name_at(before):
            before, after = latin, before[len(latin) :]
    name = clean_name(before)
    if name is None or len(name) > LONGEST_NAME or len(after) > 40:
        if before and is_nobody(before) and len(after) <= 40:
            notes.add("published", day.value, line.span, "a day in the byline")
            return True
        return False
    if before.endswith((":", "：")):  # 采编时间：2019-08-15 审稿人数：2, and not 会议时间：
        if not _WORKED_ON.match(before):
            return False
        notes.add("time", day.value, line.span, "a day behind a label that nothing knows")
        return True
    if _UPDATED.search(text[: day.start]) and not re.match("[Bb]y ", text):
        notes.add("column", _UPDATED.sub("", name).strip(), line.span, "what stands before Updated on")
    elif is_media(name) and not is_person(name):
        notes.add("publisher", name, line.span, "a name beside the day")
    elif _may_sign(name) and not (behind and _is_loose(name)):
        notes.add("author", name, line.span, "a name beside the day")
    else:
        return False
    notes.add("published", day.value, line.span, "a day in the byline")
    return True


#: What is done to a text, and when.
_WORKED_ON = pattern("[发更上录修编成刊登推撰采][\u4e00-\u9fff]{0,3}(?:于|时间|日期)\\s?[:：]$")


def _is_loose(name: str) -> bool:
    """True for what is a name by its place alone; behind a day it may be anything (2020年5月1日 开馆的那天)."""
    return not (is_person(name) or is_latin_name(name) or is_office(name))


def _may_sign(name: str) -> bool:
    """A name beside a day is an author's if it is a person's, an office's, an account's, or short and without marks."""
    if is_person(name) or is_latin_name(name) or is_office(name):
        return True
    if is_role(name):
        return False
    return re.fullmatch(r"[\w.\-@·]{2,16}", name) is not None and not is_label(name)


def prefer_day(notes: Notes) -> str | None:
    """The day of publication: as labelled, else updated, else a day printed beside or under the essay."""
    return notes.first("published", "updated", "time")


def prefer_names(values: Sequence[str]) -> str | None:
    """The first value that names somebody."""
    return next((value for value in values if value and not is_nobody(value)), None)
