"""The end of an essay: who signed it and when, where it was taken from, and what it refers to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.patterns import pattern
from builder.structure.metadata import Notes
from builder.structure.metadata_bylines import note_byline, note_labels
from builder.structure.metadata_dates import PrintedDate, first_date, is_date_line
from builder.structure.metadata_labels import is_label_line, read_labels
from builder.structure.metadata_names import (
    LONGEST_NAME,
    clean_name,
    is_common_person,
    is_latin_name,
    is_office,
    is_person,
)
from builder.structure.printed import Line, goes_on, is_prose, width
from builder.structure.titles import is_numbered

#: Credits and a signature take no more lines than this at the end of an essay.
TAIL_LINES = 8
#: A name alone signs a text (a letter) under so many lines less one that are sentences; under fewer it ends a list.
FEWEST_OVER_NAME = 4
#: A letter to the editor has no more lines, and begins so.
LONGEST_LETTER = 12
_SALUTATIONS = ("Sir:", "Sir,", "SIR", "Madam", "Sirs", "Dear ", "To the Editor", "To the editor")
#: In text whose lines end in stops, a line without one before the date is a signature; verse has no stops.
MOST_WITHOUT_STOP = 0.3

_REFERENCES = pattern(
    r"^[\[【〔(（]?\s?(?:(?:主要)?参\s?考\s?文\s?献|參\s?考\s?文\s?獻|参考资料|參考資料|引用文献"
    r"|references|bibliography|works cited)\s?[\]】〕)）]?\s?[:：]?\s*",
    re.I,
)
_ENTRY = pattern(r"[\[［【〔(（](?P<n>\d{1,3})[\]］】〕)）]")
_ENTRY_LINE = pattern(
    r"^(?:[\[［【〔(（]?\d{1,3}(?:[\]］】〕)）.、．]|\s+(?=\S))|[①-⑳])|\[[JMCDNRSZPA](?:/OL)?\]|出版社|https?://|\b(?:19|20)\d{2}\b"
)
#: [J] a journal, [M] a book: the kind of work, as Chinese standards have it printed behind the title.
_KIND_OF_WORK = pattern(r"[\[［](?:[JMCDNRSZPAG]|[DJMNE]B|OL)(?:/OL)?[\]］]")
_NUMBERED_ENTRY = pattern(r"[\[［【〔]\d{1,2}[\]］】〕]")
FEWEST_UNLABELLED = 2
_RULED = pattern(r"(?:[*＊·•—–\-=_~#※★☆◆◇○●□■△▲▼]\s*){2,80}|[—–\-=_~]{2,}")
_DRAWN_FROM = pattern(
    r"^[(（【\[—–-]{0,3}\s?(?:本文)?(?:选自|選自|摘自|摘编自|節選自|节选自|原载|原載|原刊|载于|載於|转自|轉自|来源于)\s?[:：]?\s?(?P<what>.{2,60}?)[)）】\]]?$"
)
#: 《江城日报》（2016年05月12日 04版）
_CITED = pattern(
    r"^[(（【]?\s?[《〈]\s?(?P<what>[^《》〈〉]{2,20}?)\s?[》〉]\s?[(（]?\s?(?=[^()（）]{0,30}\d{4})(?P<when>[^()（）]{6,30})[)）]?\s?[)）】]?$"
)
_ABOUT_AUTHOR = pattern(
    r"^[*＊※]\s?(?:本文)?作者(?:是|系|為|为).{2,60}$|^(?:本文)?作者(?:是|系|為|为)[^。，]{2,24}$|^[(（【\[]\s?(?:本文)?作者(?:单位|單位|系|係|为|為|是|简介|簡介)?\s?[:：]?.{2,80}[)）】\]]$"
)
#: 作者：白露，写字的人。
_ABOUT_NAMED = pattern("^(?:本文)?作者(?:简介|簡介)?\\s?[:：]\\s?(?P<name>[^，,。：:]{2,8})[，,][^。]{2,60}。?$")
_TELLS = pattern(
    r",?\s(?:is|was|are)\s(?:an?|the|based|currently|author|editor|publisher|professor|founder|director|chair|senior|\w+['’]s)\b"
    r"|\s(?:writes|teaches|lives|works|covers|reports)\s(?:about|on|in|at|for|from|the|and)\b"
)
#: … keeps the harbour at Stennick; …，前社区报编辑: third person, or a trade.
_IS_SOMEBODY = pattern(
    "\\s(?:is|was|has|[a-z]{2,}s)\\s|[，,：:（(]\\s?(?:前|现|現|曾|男|女|生于|生於|祖籍|原|系|係|自由|资深|資深|专栏|專欄|\\S{0,10}?"
    "(?:大学|大學|学院|學院|作家|诗人|詩人|协会|協會|会员|會員|教授|主任|研究员|研究員|编辑|編輯|记者|記者|教师|教師|社工))"
)
#: What a page says of its author is no longer.
LONGEST_ABOUT = 120
_ENDS = pattern(r"^Ends?\s?/\s?")  # Ends/Thursday, May 9, 2013
_HOUR = pattern("(?:香港|北京|台北|当地|當地)?(?:时间|時間)?\\s?(?:上午|下午)?\\s?\\d{1,2}(?:[时時:：])\\d{1,2}分?")
_SIGNED_DASH = pattern(r"^(?:[—–]{1,2}|--|―{1,2})\s*(?P<name>\S.{1,30})$")
#: 长风晚报记者 何以宁 文/图
_REPORTED = pattern("^[(（]?[^\\s，。：:]{0,9}(?:记者|記者|通讯员|通訊員)[\\s:：|｜/]")
_DEDICATION = pattern(r"^(?:谨以此文|謹以此文|献给|獻給|for|to|dedicated to|in memory of)\s?.{1,40}$", re.I)
_WRITTEN = pattern(
    r"^(?:(?:写|寫|作|记|記|草|改定|脱稿)(?:于|於)\s?)?(?P<rest>.*?)(?:\s?(?:于|於|写于|寫於)\s?\S{1,12}|\s?[夜晨晚]?)$"
)
_AFTER_NOTES = pattern(r"^(?:注|註|注释|註釋|注解|附|附录|附錄|附注|贡献者|貢獻者|notes?|更新记录)\s?[:：]?$", re.I)


def read_tail(notes: Notes) -> None:
    """Takes references, credits, signature and day from the end of an essay."""
    _ruled_off(notes)
    _references(notes)
    for _ in range(TAIL_LINES):
        if len(notes.lines) < 2 or not _credit(notes, notes.lines[-1]):
            break
    _signature(notes)
    _dedication(notes)


def is_ruled(text: str) -> bool:
    """True for a line of ornaments, which parts a text from something else."""
    return _RULED.fullmatch(text) is not None


def _ruled_off(notes: Notes) -> None:
    """Takes rules and ornaments off the end: they part the essay from what came after it."""
    while len(notes.lines) > 1 and _RULED.fullmatch(notes.lines[-1].text):
        notes.add("rule", "", notes.lines[-1].span, "a ruled line at the end")
        notes.take(notes.lines[-1])


def _references(notes: Notes) -> None:
    """Takes the list of references that ends an essay; its entries part at [n] (D28)."""
    for index in range(len(notes.lines) - 1, max(0, len(notes.lines) // 3 - 1), -1):
        line = notes.lines[index]
        m = _REFERENCES.match(line.text)
        if not m or (m.end() < len(line.text) and not re.search(r"[\]】〕)）:：]\s*$", m[0])):
            continue
        end = index + 1
        while end < len(notes.lines) and _ENTRY_LINE.search(notes.lines[end].text):
            end += 1
        block = notes.lines[index:end]
        if end == index + 1 and m.end() == len(line.text):
            return
        _entries(notes, block, m.end())
        notes.take_all(block)
        return
    _unlabelled(notes)


def _unlabelled(notes: Notes) -> None:
    """Takes entries that end an essay without a word above them, if they count from 1 and most state their kind."""
    begin = len(notes.lines)
    while begin > 1 and _NUMBERED_ENTRY.match(notes.lines[begin - 1].text):
        begin -= 1
    block = notes.lines[begin:]
    kinds = sum(_KIND_OF_WORK.search(line.text) is not None for line in block)
    if len(block) < FEWEST_UNLABELLED or 2 * kinds <= len(block) or not _ENTRY.match(block[0].text):
        return
    if [int(m["n"]) for line in block if (m := _ENTRY.match(line.text))] == list(range(1, len(block) + 1)):
        _entries(notes, block, 0)
        notes.take_all(block)


def _entries(notes: Notes, block: Sequence[Line], skip: int) -> None:
    """Records each entry of a list of references: they begin at [n], else each has a line."""
    why = f"in the list under {block[0].text[:skip].strip()}" if skip else "numbered entries at the end"
    start, end = block[0].start + skip, block[-1].end
    text = notes.text[start:end]
    marks = [m.start() for m in _ENTRY.finditer(text)]
    rising = [m for m in _ENTRY.finditer(text) if int(m["n"]) == marks.index(m.start()) + 1]
    notes.add("references", "", (block[0].start, start), why)
    if rising:
        begins = [m.start() for m in rising]
        for a, b in zip(begins, [*begins[1:], len(text)], strict=True):
            notes.add("reference", " ".join(text[a:b].split()), (start + a, start + a + len(text[a:b].rstrip())), why)
        return
    for line in block:
        begin = max(line.start, start)
        if begin < line.end:
            notes.add("reference", notes.text[begin : line.end], (begin, line.end), why)


def _credit(notes: Notes, line: Line) -> bool:
    """Takes a last line that says where the essay comes from or who edited it."""
    text = line.text
    if len(text) > 120:
        return False
    if (m := _DRAWN_FROM.match(text)) and not is_prose(text):
        notes.add(
            "publisher", m["what"].strip("《》 "), line.span, "a last line that says where the essay is drawn from"
        )
    elif (m := _CITED.match(text)) and (cited := first_date(m["when"])):
        notes.add("publisher", m["what"].strip(), line.span, "a last line that says where the essay is drawn from")
        notes.add("time" if notes.has("published") else "published", cited.value, line.span, "a day at the end")
    elif _ABOUT_AUTHOR.match(text):
        read = read_labels(text)
        name = clean_name(read.labelled[0].value) if read and read.labelled[0].label in ("作者", "本文作者") else None
        notes.add(
            "author" if name and is_person(name) else "about-author",
            name or text.strip("()（）【】[]"),
            line.span,
            "a last line in brackets about the author",
        )
    elif (m := _ABOUT_NAMED.match(text)) and clean_name(m["name"]):
        if not notes.has("author"):
            notes.add("author", clean_name(m["name"]) or "", line.span, "a last line that tells of the author")
        notes.add("about-author", text, line.span, "a last line that tells of the author")
    elif not notes.has("author") and _REPORTED.match(text) and note_byline(notes, line):
        return True
    elif _tells_of(notes.first("author"), text) or _tells_of_one_unnamed(notes, text):
        notes.add("about-author", text, line.span, "a last line that tells of the author")
    elif is_label_line(text) and (read := read_labels(text)) and _is_credit(text, line):
        note_labels(notes, line, read, line)
    elif (
        (m := _SIGNED_DASH.match(text))
        and (is_person(m["name"]) or is_latin_name(m["name"]))
        and not notes.has("author")
    ):
        notes.add("author", clean_name(m["name"]) or "", line.span, "a name after a dash at the end")
    else:
        return False
    notes.take(line)
    return True


def _tells_of(author: str | None, text: str) -> bool:
    """True for what a page says of its author at the end: Hollis Drummond is publisher of …"""
    if author is None or " " not in author or not text.lower().startswith(author.lower()):
        return False
    return _TELLS.match(text[len(author) :]) is not None


def _tells_of_one_unnamed(notes: Notes, text: str) -> bool:
    """True for a last line that begins with the author's name, of whom the text has said nothing: what he is."""
    author = notes.first("author")
    if author is None or len(text) > LONGEST_ABOUT or not text.startswith(author) or len(text) < 2 * len(author):
        return False
    if not _IS_SOMEBODY.match(text[len(author) :]):
        return False
    return not any(author in line.text for line in notes.lines[:-1])


def _is_credit(text: str, line: Line) -> bool:
    read = read_labels(text)
    return read is not None and all(item.field != "other" for item in read.labelled) and width(text) <= 60


def _day(text: str) -> PrintedDate | None:
    """The day on a line of its own, with where or at what hour it was written."""
    text = _ENDS.sub("", text)
    if len(text) > 40 or is_prose(text):
        return None
    bare = text.strip("()（）[]【】 ")
    if day := is_date_line(bare):
        return day
    m = _WRITTEN.match(bare)
    found = is_date_line(m["rest"]) if m else None
    return first_date(text) if found else None


def _signature(notes: Notes) -> None:
    """Takes a name and a day, in this order or the other, from the end, or from above the notes at the end."""
    lines = notes.lines
    if len(lines) < 2:
        return
    ends = [len(lines)] + [i for i in range(len(lines) - 1, 1, -1) if _AFTER_NOTES.match(lines[i].text)]
    for end in ends[:6]:
        if _sign(notes, end):
            return


def _sign(notes: Notes, end: int) -> bool:
    lines = notes.lines
    last, before = lines[end - 1], lines[end - 2]
    if clean_name(last.text) is not None and clean_name(last.text) == notes.first("author"):
        notes.add("signed", last.text, last.span, "the author's name at the end")
        notes.take(last)
        return True
    if len(lines) > 2 and end == len(lines) and _HOUR.fullmatch(last.text) and _day(before.text):
        notes.add("time-printed", last.text, last.span, "a time without its day")
        notes.take(last)
        return _sign(notes, end - 1)
    if day := _day(last.text):
        notes.add("time" if notes.has("published") else "published", day.value, last.span, "a day at the end")
        notes.take(last)
        if name := _signer(notes, before, lines[: end - 2]):
            notes.add(
                "signed" if notes.has("author") else "author", name, before.span, "a name above the day at the end"
            )
            notes.take(before)
        return True
    if (day := _day(before.text)) and (name := _signer(notes, last, lines[: end - 2])) and _certain(name):
        notes.add("signed" if notes.has("author") else "author", name, last.span, "a name under the day at the end")
        notes.add("time" if notes.has("published") else "published", day.value, before.span, "a day at the end")
        notes.take_all((last, before))
        return True
    if len(lines) >= FEWEST_OVER_NAME and is_common_person(last.text) and not notes.has("author"):
        over = lines[end - FEWEST_OVER_NAME : end - 1]
        if end == len(lines) and all(is_prose(line.text) for line in over):
            notes.add("author", clean_name(last.text) or "", last.span, "a name alone under the text")
            notes.take(last)
            return True
    letter = end == len(lines) <= LONGEST_LETTER and lines[0].text.startswith(_SALUTATIONS)
    if letter and is_latin_name(last.text) and not notes.has("author") and all(is_prose(o.text) for o in lines[:-1]):
        notes.add("author", last.text, last.span, "a name alone under a letter")
        notes.take(last)
        return True
    if (
        last.text.startswith(("（", "(", "[", "【"))
        and last.text.endswith(("）", ")", "]", "】"))
        and is_person(last.text[1:-1])
        and not notes.has("author")
    ):
        notes.add("author", clean_name(last.text) or "", last.span, "a name in brackets at the end")
        notes.take(last)
        return True
    return False


def _certain(name: str) -> bool:
    return is_person(name) or is_latin_name(name) or is_office(name)


def _signer(notes: Notes, line: Line, body: Sequence[Line]) -> str | None:
    """The name on the line above the last day, if it is one: by its form, or because the text around it is prose."""
    name = clean_name(line.text)
    if not name or is_prose(line.text) or goes_on(line.text) or is_numbered(line.text) or not body:
        return None
    if re.search("[，、；！？!?]", name):
        return None
    if _certain(name) or (re.search("[A-Za-z]", name) and len(name) <= LONGEST_NAME):
        return name
    open_ended = sum(not re.search(r"[。，；！？…”、：.!?,;:\"]$", other.text) for other in body)
    return name if width(name) <= 12 and open_ended <= MOST_WITHOUT_STOP * len(body) else None


def _dedication(notes: Notes) -> None:
    """Takes a last line that dedicates the essay."""
    if len(notes.lines) > 2 and _DEDICATION.match(notes.lines[-1].text) and not is_prose(notes.lines[-1].text):
        line = notes.lines[-1]
        if line.text.startswith(("谨以此", "謹以此", "献给", "獻給")):
            notes.add("dedication", line.text, line.span, "a last line that dedicates the essay")
            notes.take(line)
