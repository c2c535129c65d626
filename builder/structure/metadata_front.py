"""The head of an essay: breadcrumb, title, subtitle, byline, abstract, keywords, in whatever order they are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.characters import han_count, word_count
from builder.model import Span
from builder.pattern_code import compiled
from builder.structure.bare import is_standing
from builder.structure.metadata import Notes
from builder.structure.metadata_above import HEAD_LINES, SUBTITLE, take_furniture, take_table
from builder.structure.metadata_bylines import is_issue, note_byline, note_labels
from builder.structure.metadata_dates import first_date, is_date_line, is_stamp
from builder.structure.metadata_fields import is_role, read_fields
from builder.structure.metadata_head import clear_head
from builder.structure.metadata_heap import clear_heap
from builder.structure.metadata_infobox import clear_infobox
from builder.structure.metadata_journal import abstract_at, is_abstract, read_abstract, take_journal
from builder.structure.metadata_labels import is_label_line, read_labels
from builder.structure.metadata_names import (
    bears_country,
    clean_name,
    is_account,
    is_common_person,
    is_latin_name,
    is_media,
    is_person,
    may_be_name,
)
from builder.structure.metadata_tail import is_ruled
from builder.structure.printed import Line, goes_on, is_prose, width
from builder.structure.split_bylines import read_byline
from builder.structure.titles import (
    LONGEST_TITLE,
    clean_title,
    is_numbered,
    is_title_like,
    near_title,
    same_title,
)

#: A first line this short, with a title so many times as long under it that bears the byline, is the name of a column.
LONGEST_COLUMN, COLUMN_RATIO = 6, 2.0
#: The same where the byline is a full one (two labels): a menu's last entry may have stayed above the title.
LONGEST_MENU_ENTRY, MENU_RATIO = 10, 1.5
COLUMN_WORDS = 2
#: A reporter's line stands among the first so many lines of the body, or in the text.
LATEST_REPORTER = 2
LONGEST_SENTENCE_TITLE = 100
#: A rule under the title of a file's one essay: shorter ones part a stanza or a scene.
SHORTEST_RULE = 10
#: Two or three sentences.
LONGEST_STANDFIRST = 280

_ORIGINAL_TITLE = compiled(
    r"^[(（【\[]?\s*(?:原标题|原標題|原题|原題|標\s{0,4}題|标\s{0,4}题|题目|題目|Title)\s*[:：]\s*(?P<t>.+?)\s*[)）】\]]?$"
)
_SIGNED = compiled(r"^(?P<by>[Bb]y|BY|(?:[Ww]ords|[Tt]ext|[Ss]tory) by)\s+(?P<name>[^,|·•]{3,48}?)(?:\s*[,|·•].*)?$")
_DATELINE = compiled("[(（][^（()）]{2,12}[记記]者[^（()）]{4,14}[电電][)）]")
_REPORTER_LINE = compiled("^[(（]?[^\\s，。：:]{0,9}(?:记者|記者|通讯员|通訊員)[\\s:：|｜/]")
_CHAPTER = compiled(r"^第\s?[一二三四五六七八九十百千〇零两\d]{1,6}\s?[章回]\s?\S")
_NAMED_TITLE = compiled("(?P<name>[\u4e00-\u9fff]{2,3})\\s?[：:]\\s?\\S{4}")
_CLOCK = compiled("\\d:\\d{2}")
_PARENTHESIS = compiled(r"^[(（].{2,40}[)）]$")


def read_front(notes: Notes, given: str | None, *, in_series: bool = False) -> None:
    """Takes the head of an essay out of `notes.lines`. `given` is the title that a mark before it has printed.

    `in_series` says that the essay is one of several in its file: then a short word under the title may be a name.
    """
    notes.title = given
    strong = given is not None
    if given is None:
        clear_infobox(notes)
        clear_heap(notes)
    bylined = False
    standfirst: list[Line] = [] if in_series else clear_head(notes, titled=given is not None)
    strong = strong or notes.title is not None
    for _ in range(HEAD_LINES):
        if not notes.lines:
            break
        line, rest = notes.lines[0], notes.lines[1:]
        if notes.title is not None and not bylined and not standfirst and _is_standfirst(line, rest):
            standfirst.append(line)
            notes.take(line)
            continue
        if take_furniture(notes, line, rest) or take_table(notes):
            continue
        if notes.title is not None and is_ruled(line.text) and (in_series or len(line.text) >= SHORTEST_RULE):
            notes.add("rule", "", line.span, "a ruled line under the title")
            notes.take(line)
            continue
        if m := _ORIGINAL_TITLE.match(line.text):
            if notes.title is not None and bylined:  # the page's own title, day and all, stands above
                notes.alternatives.append(clean_title(m["t"]))
                notes.add("title", clean_title(m["t"]), line.span, "printed as the original title")
                notes.take(line)
            else:
                _change_title(notes, clean_title(m["t"]), line, "printed as the original title")
            strong = True
        elif found := _byline(notes, rest):
            bylined = True
            if found.strip() and notes.title is None:
                notes.title = found
        elif abstract_at(notes, 0) or (
            notes.title is not None and (_repeats(notes, line) or take_journal(notes, line))
        ):
            pass
        elif notes.title is None and is_common_person(line.text) and rest and is_abstract(rest[0].text):
            notes.add("author", clean_name(line.text) or "", line.span, "a name above the abstract, where no title is")
            notes.take(line)
            break
        elif line.start in notes.headings:
            break
        elif notes.title is None and _is_signed(line, rest) and note_byline(notes, line):
            bylined = True
        elif notes.has("author") and is_role(line.text) and not notes.has("about-author"):
            notes.add("about-author", line.text, line.span, "what the author is")
            notes.take(line)
        elif notes.title is None and (_is_title(line, rest) or _is_sentence_title(line, rest)):
            title = clean_title(line.text)
            notes.add("title", title, line.span, "the first line: short, no sentence, not numbered")
            notes.take(line)
            notes.title = title
        elif not strong and not bylined and _is_column(notes, line, rest):
            notes.add("column", notes.title or "", _title_span(notes), "a word above the title")
            _change_title(notes, clean_title(line.text), line, "the line that bears the byline")
        elif (
            notes.title is not None
            and (m := SUBTITLE.match(line.text))
            and not is_prose(line.text)
            and not notes.has("subtitle")
        ):
            notes.add("subtitle", m["t"], line.span, "a line under the title that begins with a dash")
            notes.take(line)
        elif notes.title is not None and _PARENTHESIS.match(line.text) and not bylined and not _said(line):
            notes.add("subtitle", line.text[1:-1].strip(), line.span, "a line in brackets under the title")
            notes.take(line)
        elif (
            ((notes.title is not None or _dated_next(rest)) and note_byline(notes, line))
            or (notes.title is None and is_date_line(line.text) and note_byline(notes, line))
            or (notes.title is not None and _bare_name(notes, line, rest, in_series=in_series))
            or (notes.title is not None and not bylined and _amid_furniture(notes, line, rest))
        ):
            bylined = True
        else:
            break
    notes.lines = sorted([*standfirst, *notes.lines])
    _late_reporter(notes)
    _name_before_colon(notes)
    read_abstract(notes)


def _name_before_colon(notes: Notes) -> None:
    """Takes who wrote it from 周望野：桥洞下的图书角, if the text never speaks of him: else he is its subject."""
    m = _NAMED_TITLE.match(notes.title or "")
    if m is None or notes.has("author") or not is_common_person(m["name"]):
        return
    if any(m["name"] in line.text for line in notes.lines):
        return
    notes.add("author", m["name"], _title_span(notes), "a name before the title, of which the text says nothing")


def _late_reporter(notes: Notes) -> None:
    """Takes 本报记者 某某 on a line of its own, where something stands between it and the head."""
    if notes.has("author"):
        return
    for index, line in enumerate(notes.lines[: 1 + LATEST_REPORTER]):
        if (
            (_DATELINE.fullmatch(line.text) or (index and _REPORTER_LINE.match(line.text)))
            and not is_prose(line.text)
            and note_byline(notes, line)
        ):
            return


def _is_standfirst(line: Line, rest: Sequence[Line]) -> bool:
    """True for the sentences that a paper sets between the title and the byline; they stay in the body."""
    if not is_prose(line.text) or len(line.text) > LONGEST_STANDFIRST or len(rest) < 2 or is_prose(rest[0].text):
        return False
    return (
        read_fields(rest[0].text) is not None or is_label_line(rest[0].text) or _SIGNED.match(rest[0].text) is not None
    )


def _said(line: Line) -> bool:
    """True if a line in brackets is no subtitle: a sentence, or a day."""
    return is_prose(line.text) or is_date_line(line.text) is not None


def _byline(notes: Notes, rest: Sequence[Line]) -> str:
    """Takes a line of labels; returns the title glued before it, or a blank if there is none, or nothing."""
    line = notes.lines[0]
    if len(line.text) > 200 or not (found := read_byline(notes.lines, 0)):
        return ""
    read, end = found
    last = notes.lines[end - 1]
    dated = is_date_line(read.before) is not None or (notes.title is not None and is_stamp(read.before))
    glued = read.before if read.before and is_title_like(read.before) and not dated else ""
    if read.before and not glued and not dated:
        return ""
    if glued and notes.title is not None and not same_title(glued, notes.title):
        return ""
    if all(item.field == "keywords" for item in read.labelled):
        return ""
    note_labels(notes, line, read, last)
    if glued:
        notes.add(
            "title", clean_title(glued), (line.start, line.start + read.labelled[0].start), "printed before the byline"
        )
    notes.take_all(notes.lines[:end])
    return clean_title(glued) if glued else " "


def _is_title(line: Line, rest: Sequence[Line]) -> bool:
    """True if the line may be the essay's title: it looks like one, and text follows that does not look like it."""
    if is_label_line(line.text) or is_date_line(line.text) or not rest:
        return False
    if not is_title_like(line.text) and not _is_lone_chapter(line, rest):
        return False
    if line.text[0] in '“"「『' and line.text[-1] in '”"」』':
        return False
    same = [width(other.text) for other in rest[:3]]
    verse = len(same) == 3 and all(w == width(line.text) for w in same)
    return not verse


def _is_lone_chapter(line: Line, rest: Sequence[Line]) -> bool:
    """True for 第42章 最后一班船 over a file that holds no other chapter: the title of a page of a novel."""
    return (
        _CHAPTER.match(line.text) is not None
        and not is_prose(line.text)
        and width(line.text) <= LONGEST_TITLE
        and not any(_CHAPTER.match(other.text) for other in rest)
    )


def _is_sentence_title(line: Line, rest: Sequence[Line]) -> bool:
    """True for a title in whole sentences (I stopped answering my phone. Nobody died.), its byline right under it."""
    if len(line.text) > LONGEST_SENTENCE_TITLE or len(rest) < 2 or not is_prose(line.text):
        return False
    m = _SIGNED.match(rest[0].text)
    return m is not None and is_latin_name(m["name"])


def _is_signed(line: Line, rest: Sequence[Line]) -> bool:
    """True if the first line is the author's, the title being lost: by X, or By X with a day or the like under it."""
    m = _SIGNED.match(line.text)
    if m is None or not m["name"][0].isupper() or is_prose(line.text):
        return False
    certain = m["by"] == "by" and is_latin_name(m["name"])
    return certain or any(is_date_line(other.text) or is_label_line(other.text) for other in rest[:2])


def _is_column(notes: Notes, line: Line, rest: Sequence[Line]) -> bool:
    """True if the title taken is a column's name and this line, longer and followed by a byline, is the title."""
    first = notes.title
    if first is None or notes.has("author") or not is_title_like(line.text) or first_date(line.text) or not rest:
        return False
    if note_byline(Notes("", [line]), line):
        return False  # 散文｜黎海若｜2013年冬季號
    longest, ratio = LONGEST_COLUMN, COLUMN_RATIO
    if is_label_line(rest[0].text, least=2):
        longest, ratio = LONGEST_MENU_ENTRY, MENU_RATIO
    short = word_count(first) <= COLUMN_WORDS if not han_count(first) else width(first) <= longest
    if not short or width(line.text) < ratio * width(first) or is_person(line.text) or is_latin_name(line.text):
        return False
    return (_dated_next(rest) or notes.under_furniture) and not near_title(first, line.text)


def _dated_next(rest: Sequence[Line]) -> bool:
    """True if one of the next two lines is a byline."""
    trial = Notes("", list(rest[:2]))
    return bool(trial.lines) and (is_label_line(trial.lines[0].text) or note_byline(trial, trial.lines[0]))


def _repeats(notes: Notes, line: Line) -> bool:
    """Takes the title printed again, word for word or with a little more; the shorter form is the title (D5)."""
    title = notes.title or ""
    again = {notes.first("author"): "author", notes.first("subtitle"): "subtitle"}
    plain = clean_name(line.text) or line.text
    for value in (plain, line.text.lstrip("—–- ")):
        if value in again:
            notes.add(again[value], value, line.span, "printed again")
            notes.take(line)
            return True
    if not is_title_like(line.text):
        return False
    other = clean_title(line.text)
    if same_title(title, other):
        notes.add("title", other, line.span, "the title printed again")
    elif near_title(title, other) and width(other) >= 4:
        notes.add("title", other, line.span, "the title printed again in another form")
        if len(other) < len(title):
            notes.title, other = other, title
        notes.alternatives.append(other)
    else:
        return False
    notes.take(line)
    return True


def _change_title(notes: Notes, title: str, line: Line, why: str) -> None:
    if notes.title is not None and not same_title(notes.title, title) and not notes.has("column"):
        notes.alternatives.append(notes.title)
    notes.title = title
    notes.add("title", title, line.span, why)
    notes.take(line)


def _title_span(notes: Notes) -> Span:
    return next((item.span for item in notes.found if item.name == "title"), (0, 0))


_BRACKETED = compiled("【.*】")  # 【华文版】 is a section, not somebody


def _bare_name(notes: Notes, line: Line, rest: Sequence[Line], *, in_series: bool) -> bool:
    """Takes a name alone under the title. Two to four Han characters that no family name opens are a name only in a
    collection, and where nothing else in the essay looks like them: else they are a heading."""
    name = clean_name(line.text)
    if name is None or not rest or is_numbered(line.text) or notes.has("author"):
        return False
    if is_prose(line.text) or goes_on(line.text):
        return False
    certain = not _BRACKETED.fullmatch(line.text) and (is_person(name) or is_latin_name(name) or _are_persons(name))
    if not certain and (_names_nobody(rest[0]) or is_role(rest[0].text)) and _is_account(name):
        notes.add("publisher" if is_media(name) else "author", name, line.span, "a name between the title and the day")
        if is_role(rest[0].text):
            notes.add("about-author", rest[0].text, rest[0].span, "what the author is")
            notes.take(rest[0])
    elif certain and (
        bears_country(line.text)
        or _lonely(line, rest)
        or (line.start in notes.furnished and is_common_person(name))
        or _dated_below(rest)
        or is_standing(rest[0].text)
    ):
        notes.add("author", name, line.span, "a name under the title")
    elif is_media(name) and width(name) <= 12:
        notes.add("publisher", name, line.span, "a name of a site or paper under the title")
    elif in_series and may_be_name(name) and _lonely(line, rest) and is_prose(rest[0].text):
        notes.add("author", name, line.span, "a short line under the title, the only one of its kind")
    else:
        return False
    notes.take(line)
    return True


def _are_persons(text: str) -> bool:
    """True for two or three names beyond doubt side by side: 王素琴　李志刚."""
    names = re.split("[\\s、，,]+", text)
    return 1 < len(names) <= 3 and all(map(is_common_person, names))


def _amid_furniture(notes: Notes, line: Line, rest: Sequence[Line]) -> bool:
    """Takes the account that a page prints between two rows of its buttons, and what it says of itself."""
    if line.start not in notes.furnished or not _is_account(line.text) or notes.has("author"):
        return False
    below = next((i for i, other in enumerate(rest[:2]) if other.start in notes.furnished), None)
    if below is None or not is_prose(rest[below].text):
        return False
    notes.add("author", line.text, line.span, "a name amid the buttons of the page")
    notes.take(line)
    for other in rest[:below]:
        notes.add("about-author", other.text, other.span, "what the author is")
        notes.take(other)
    return True


def _names_nobody(line: Line) -> bool:
    """True for a byline with a day and without a name: the line between it and the title is the name."""
    trial = Notes("", [line])
    if read := read_labels(line.text):
        dated = any(item.field in ("published", "updated", "time") for item in read.labelled)
        return dated and not read.before and not any(item.field in ("author", "publisher") for item in read.labelled)
    return (
        note_byline(trial, line)
        and (trial.has("published") or _CLOCK.search(line.text) is not None)
        and not trial.has("author")
    )


def _dated_below(rest: Sequence[Line]) -> bool:
    """True if the day of the byline stands close under a name, with nothing but signs between."""
    marked = [line.text for line in rest[:3] if re.search(r"\w", line.text)]
    return bool(marked) and (read_fields(marked[0]) is not None or is_issue(marked[0]))


def _is_account(name: str) -> bool:
    return is_account(name) and not is_standing(name)


def _lonely(line: Line, rest: Sequence[Line]) -> bool:
    """True if text follows, and few lines are as short and without a stop as this one."""
    alike = sum(width(other.text) <= 6 and is_title_like(other.text) for other in rest[:-3])
    return alike <= len(rest) // 12 and width(rest[0].text) > width(line.text)
