"""What a title of a page looks like beside the other lines of its head, and which of them are the byline."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from builder.characters import han_count, is_chinese
from builder.pattern_code import compiled
from builder.structure.metadata import Notes
from builder.structure.metadata_above import SUBTITLE, breadcrumb
from builder.structure.metadata_bylines import is_document_number, is_issue, note_byline
from builder.structure.metadata_dates import first_date, is_date_line, is_stamp
from builder.structure.metadata_fields import is_role, read_fields
from builder.structure.metadata_labels import LabelLine, read_labels
from builder.structure.metadata_names import is_latin_name, is_media, is_person
from builder.structure.printed import Line, ends_sentence, is_prose, loose, width
from builder.structure.titles import is_moment, is_title_like

#: The title is printed again, if it is, among so many lines of the head.
MOST_LINES = 16
#: A line of the head is no longer (Han characters); a title in sentences (characters) neither.
LONGEST_HEAD_LINE = 60
LONGEST_SENTENCE_TITLE = 100
#: Of several lines that may be the title the first that has this share of the best one's points: what stands under a
#: title (its standfirst, a teaser) may be longer than it, what stands above it is a word or two. Chinese standfirsts
#: are sentences, which no title is.
NEAR_THE_BEST, NEAR_THE_BEST_HAN = 0.7, 0.85
#: Width beyond which a line is no more of a title for being longer.
LONGEST_COUNTED = 30
#: Against each blank between Han words from the second on: titles have one at most, fields of a page have several.
SPACED = 5
#: Points for a mark inside (titles of pages have them, names of sections do not), for standing elsewhere in the file
#: again, against a name of a person or a site, against capitals, and against other letters than the text's.
MARKED, REPEATED, NAMED, CAPITALS, FOREIGN = 4, 10, 8, 5, 10
#: Points for a title all of whose words the text says too, and how many lines of the text are asked.
MENTIONED, MOST_READ = 8, 40
#: So much more of it is said there where a title stands below the day instead of above it.
FURTHER = 0.3
#: … and so much, whatever else stands there.
WELL_SPOKEN = 0.8
#: … if it is no mere word beside the other.
LEAST_BESIDE = 0.6
#: No title is a letter or a numeral.
SHORTEST_TITLE = 2
#: A title shorter than this must be spoken of in the first paragraph to count as repeated.
SHORTEST_REPEATED = 4
#: So many words with blanks or bars between them, each so short and none with a mark, are a menu.
FEWEST_PIECES, LONGEST_PIECE = 4, 6
#: Words of Title Case, of those long enough to bear a capital.
LONG_WORD, FEWEST_LONG, CASED, UNCASED = 4, 2, 0.75, 0.5

#: 第三章 雨天不修钟, the title of a page of a novel
CHAPTER = compiled("^第\\s?[一二三四五六七八九十百千〇零两\\d]{1,6}\\s?[章回]\\s?\\S")
WAY = compiled("[^>»›‹→＞]{1,30}(?:\\s*[>»›‹→＞]{1,2}\\s*[^>»›‹→＞]{0,30}){1,8}")
#: 第A14版：夜读, a sheet of a paper; an address.
_SHEET = compiled("第?\\s?[A-Z]?\\d{1,3}\\s?版(?:\\s?[：:].{0,12})?$")
_ADDRESS = compiled(r"(?:https?://|www\.)\S+")
BREAKS_AT = (":", "：", "——")
_BLANKS = compiled("(?<=\\S)[ \t\u3000]+(?=\\S)")
MARK = compiled("[，：；？！“”「」『』《》〈〉【】—…,:;?!\"'’()（）]")
_PIECES = compiled(r"[\s|｜丨·•/]+")
_LETTER = compiled(r"[^\W\d_]")
_WORD = compiled(r"[A-Za-z][A-Za-z'’]*")
_BYLINE_FIELDS = frozenset(
    {"author", "publisher", "published", "updated", "time", "clicks", "editor", "other", "column"}
)
_BY = compiled(r"(?:[Bb]y|BY) {1,2}[A-Z]")
_INNER_STOPS = compiled(r"(?:[。！？].*){2}|(?:[.!?]\s.*){3}")
#: What a public account prints over a text that it took from another.
TAKEN_FROM = compiled(
    "以下文章[来來]源[于於]|(?:本文由.{2,20}转码[，,])?(?:本文|原文|信息|訊息|文章|内容)?(?:[来來]自|源自|出自|[转轉]自|[转轉][载載]自|首[发發][于於])"
    "(?:微信|公众|公号|《|「|“|https?:|[^，。\\s]{2,12}[：:])"
)
_SAID = compiled("[。！？!?]")
#: 昨日人數 : 48210
_COUNTER = compiled(r"\S{2,8}\s?[:：]\s?\d[\d,]{2,}$")
#: 03-1214:05 优质家居领域创作者: a day without its year, and a minute
CLOCK = compiled(r"^\d{1,2}[-/月]\d{1,2}日?\s?\d{1,2}[:：]\d{2}")
HASHED = compiled(
    "^(?:[#＃]|(?:收录|收錄|发布|發布|發佈|发表|發表|刊登|刊载|刊載)[于於在]"
    "|(?:published|posted|filed) (?:in|under)\\b)",
    re.I,
)
#: 主持：江月明　对谈：顾长风: fields of a form
FIELDS = compiled("(?:[^\\s：:]{1,6}[：:]\\s?[^：:。！？]{1,20}(?:\\s+|$)){2,6}")


def title_place(
    lines: Sequence[Line], byline: int, end: int, said_again: Collection[str], furnished: frozenset[int]
) -> int | None:
    """Index of the title among the lines above the byline; None if none of them is measured to be one."""
    candidates = [index for index in range(byline) if may_be_title(lines, index)]
    below = [i for i in range(byline + 1, end) if may_be_title(lines, i) and not names_somebody(lines[i].text)]
    if not candidates:
        candidates = below
    elif is_issue(lines[byline].text):  # a journal's name and number stand above the title
        candidates = [*candidates, *below]
    if not candidates:
        return None
    quoted = {loose(told) for told in said_again}
    if named := [index for index in (*candidates, *below) if loose(lines[index].text) in quoted]:
        candidates = named
    spoken = mentioned_in(lines, end)
    if rest := [index for index in candidates if not _opens_dateline(lines, index, end)]:
        candidates = rest
    points = {index: title_points(lines, index, end) + MENTIONED * spoken(index) for index in candidates}
    points = {index: value for index, value in points.items() if not _is_standfirst(lines, index, points)}
    best = max(points.values())
    foremost = lines[max(points, key=lambda index: points[index])].text
    near = NEAR_THE_BEST_HAN if han_count(foremost) else NEAR_THE_BEST
    chosen = next(index for index in candidates if index in points and points[index] >= near * best)
    if in_sentence_case(lines[chosen].text, UNCASED):  # no sentence stands over a line in Title Case as its title
        chosen = next((i for i in candidates if i in points and points[i] == best and _is_cased(lines[i].text)), chosen)
    if chosen < byline and below and spoken(below[0]) >= FURTHER + spoken(chosen):
        # What the text does not speak of, and furniture parts from the day, or is a word beside it, is the page's.
        parted = not furnished.isdisjoint(range(chosen + 1, byline + 1))
        told = spoken(below[0]) >= WELL_SPOKEN >= 2 * spoken(chosen)
        told = told and _size(lines, below[0]) >= LEAST_BESIDE * _size(lines, chosen)
        if parted or told or 2 * _size(lines, chosen) <= _size(lines, below[0]):
            return below[0]
    return chosen


def _opens_dateline(lines: Sequence[Line], index: int, end: int) -> bool:
    """True for the place with which the text begins, before its dash: HOLLINS FERRY, MD — A field guide."""
    place, text = lines[index].text.casefold(), lines[end].text if end < len(lines) else ""
    return text.casefold().startswith(place) and text[len(place) :].lstrip()[:1] in ("-", "–", "—")


def is_under_day(lines: Sequence[Line], day: int, end: int) -> bool:
    """True if what may be a title stands alone between a day and the text, which begins at `end`."""
    return day + 2 == end and is_date_line(lines[day].text) is not None and may_be_title(lines, day + 1)


def mentioned_in(lines: Sequence[Line], end: int) -> Callable[[int], float]:
    """Line → how much of it the text from `end` on says too."""
    body = "\n".join(line.text for line in lines[end : end + MOST_READ] if is_prose(line.text))
    return lambda index: mentioned(lines[index].text, body)


def mentioned(title: str, body: str) -> float:
    """The share of the title's words (pairs of Han characters, longer Latin words) that the body says too."""
    folded = loose(title)
    pairs = {a + b for a, b in pairwise(folded) if a > "\u2fff" < b}
    words = pairs or {loose(word) for word in _WORD.findall(title) if len(word) >= LONG_WORD}
    said = loose(body)
    return sum(word in said for word in words) / len(words) if words else 0.0


def names_somebody(text: str) -> bool:
    return is_person(text) or is_latin_name(text)


def in_sentence_case(text: str, limit: float) -> bool:
    """True for a Latin line of whose longer words less than `limit` begin with a capital."""
    share = cased(text)
    return share is not None and share < limit


def _is_cased(text: str) -> bool:
    return (cased(text) or 0.0) >= CASED


def may_be_title(lines: Sequence[Line], index: int) -> bool:
    """True if a line has the form of a title, and is no menu, no way to the page and no byline."""
    text = lines[index].text.rstrip(":：")
    if (
        index + 1 < len(lines)
        and is_prose(text)
        and len(text) <= LONGEST_SENTENCE_TITLE
        and (_BY.match(lines[index + 1].text) or not (ends_sentence(text) or _INNER_STOPS.search(text)))
    ):
        return True  # I stopped answering my phone. Nobody died.
    if CHAPTER.match(text) and index + 1 < len(lines) and speaks(lines[index + 1].text):
        return True
    if (
        not is_title_like(text)
        or width(text) < SHORTEST_TITLE
        or is_role(text)
        or not _LETTER.search(text)
        or is_menu(text)
        or is_moment(text)
        or any(form.match(text) for form in (HASHED, _SHEET, _ADDRESS, _COUNTER))
        or SUBTITLE.match(text)
    ):
        return False
    following = [other.text for other in lines[index + 1 : index + 5]]
    return not (
        FIELDS.fullmatch(text)
        or names(text)
        or WAY.fullmatch(text)
        or read_labels(text)
        or breadcrumb(text, following) is not None
    )


def is_menu(text: str) -> bool:
    """True for words in a row with nothing but blanks or bars between them."""
    pieces = [piece for piece in _PIECES.split(text) if piece]
    if len(pieces) < FEWEST_PIECES or MARK.search(text) or max(map(width, pieces)) > LONGEST_PIECE:
        return False
    return han_count(text) > len(pieces) or "|" in text or "｜" in text


def title_points(lines: Sequence[Line], index: int, end: int) -> float:
    """How much a line is like a title: its length, its marks, and whether the file says it again."""
    text = lines[index].text
    size = float(min(_size(lines, index), LONGEST_COUNTED))
    if MARK.search(text[1:-1]):
        size += MARKED
    if _is_repeated(lines, index, end):
        size += REPEATED
    if han_count(text):
        size -= SPACED * max(0, len(_BLANKS.findall(text)) - 1)
    if names_somebody(text) or is_media(text):
        size -= NAMED
    if _is_foreign(lines, index, end):
        size -= FOREIGN
    if text.isupper() and han_count(text) == 0:
        size -= CAPITALS
    return max(size, 1.0)


def _is_foreign(lines: Sequence[Line], index: int, end: int) -> bool:
    """True for a line in Latin letters over a Chinese text: what a site says of itself, seldom a title."""
    return end < len(lines) and not han_count(lines[index].text) and is_chinese(lines[end].text)


def _size(lines: Sequence[Line], index: int) -> int:
    """Width of a line, and of the next if a colon or a dash at its end says that the title goes on there."""
    text = lines[index].text
    return width(text) + (width(lines[index + 1].text) if breaks_at_colon(lines, index) else 0)


def breaks_at_colon(lines: Sequence[Line], index: int) -> bool:
    """True if a title goes on in the next line: it ends in a colon or a dash, and is no label beside what follows."""
    if not lines[index].text.endswith(BREAKS_AT) or index + 1 >= len(lines):
        return False
    text, following = lines[index].text.rstrip(":："), lines[index + 1].text
    return width(text) >= NEAR_THE_BEST * width(following) and is_title_like(following) and not speaks(following)


def _is_repeated(lines: Sequence[Line], index: int, end: int) -> bool:
    """True if another line of the file is the title again, or the first paragraph begins with it."""
    title = loose(lines[index].text)
    if end < len(lines) and title and loose(lines[end].text[: 2 * len(lines[index].text)]).startswith(title):
        return True
    if len(title) < SHORTEST_REPEATED:
        return False
    near = 3 * len(lines[index].text) + 8
    return any(
        title in loose(other.text)
        for place, other in enumerate(lines[:MOST_LINES])
        if place != index and len(other.text) <= near and not is_prose(other.text)
    )


def _is_standfirst(lines: Sequence[Line], index: int, candidates: dict[int, float]) -> bool:
    """True for a line in the letters of a sentence under one in Title Case."""
    above = cased(lines[index - 1].text) if index - 1 in candidates else None
    own = cased(lines[index].text)
    return above is not None and own is not None and above >= CASED and own < UNCASED


def cased(text: str) -> float | None:
    """The share of longer words that begin with a capital; None for too few words or for Han."""
    words = [word for word in _WORD.findall(text)[1:] if len(word) >= LONG_WORD]
    if len(words) < FEWEST_LONG or han_count(text):
        return None
    return sum(str(word)[0].isupper() for word in words) / len(words)


def speaks(text: str) -> bool:
    """True for a line of a byline by its form: labels, or a day with little else."""
    read = read_labels(text)
    if read is not None and (not read.before or is_stamp(read.before)):
        return _is_byline(read)
    if is_prose(text) or width(text) > LONGEST_HEAD_LINE:
        return False
    if first_date(text) is None:
        return is_document_number(text) or is_issue(text) or TAKEN_FROM.match(text) is not None
    return is_date_line(text) is not None or read_fields(text) is not None or names(text)


def _is_byline(read: LabelLine) -> bool:
    return all(item.field in _BYLINE_FIELDS and item.value and not _SAID.search(item.value) for item in read.labelled)


def names(text: str) -> bool:
    """True for a line that says who wrote the essay, or when."""
    return note_byline(alone(text), line_of(text))


def line_of(text: str) -> Line:
    return Line(0, 0, len(text), text)


def alone(text: str) -> Notes:
    return Notes(text, [line_of(text)])
