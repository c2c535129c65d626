"""Measures the head of a page: which of its lines is the title, which are its byline, and which belong to the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from builder.characters import han_count
from builder.structure.metadata import Notes
from builder.structure.metadata_above import SUBTITLE, breadcrumb
from builder.structure.metadata_bylines import is_document_number, is_issue, note_byline
from builder.structure.metadata_dates import first_date, is_date_line
from builder.structure.metadata_fields import is_role, read_fields
from builder.structure.metadata_journal import is_journal
from builder.structure.metadata_labels import LabelLine, read_labels
from builder.structure.metadata_names import is_latin_name, is_media, is_person
from builder.structure.metadata_table import table_at
from builder.structure.printed import Line, ends_sentence, is_prose, loose, width
from builder.structure.titles import clean_title, is_numbered, is_title_like, same_title

#: No head measured has more lines after repair (the longest of 90 pages has twelve).
MOST_LINES = 16
#: A line of the head is no longer (Han characters); the sentences under a title may be.
LONGEST_HEAD_LINE = 60
LONGEST_STANDFIRST = 140
LONGEST_SENTENCE_TITLE = 100
#: The byline stands so few lines below the sentences under a title.
NEAREST_BYLINE = 4
#: A byline has no more lines.
MOST_BYLINE = 6
#: Of several lines that may be the title the first that has this share of the best one's points: what stands under a
#: title (its standfirst, a teaser) may be longer than it, what stands above it is a word or two. Chinese standfirsts
#: are sentences, which no title is.
NEAR_THE_BEST, NEAR_THE_BEST_HAN = 0.7, 0.85
#: Width beyond which a line is no more of a title for being longer.
LONGEST_COUNTED = 30
#: Against each blank between Han words from the second on: titles have one at most, fields of a page have several.
SPACED = 5
#: Points for a mark inside (titles of pages have them, names of sections do not), for standing elsewhere in the file
#: again, against a name of a person or a site, and against capitals.
MARKED, REPEATED, NAMED, CAPITALS = 4, 10, 8, 5
#: A title shorter than this must be spoken of in the first paragraph to count as repeated.
SHORTEST_REPEATED = 4
#: So many words with blanks or bars between them, each so short and none with a mark, are a menu.
FEWEST_PIECES, LONGEST_PIECE = 4, 6
#: A word under the title that nothing knows may name who wrote it, if it is no longer.
LONGEST_ACCOUNT, MOST_ACCOUNT_WORDS = 12, 4
#: Words of Title Case, of those long enough to bear a capital.
LONG_WORD, FEWEST_LONG, CASED, UNCASED = 4, 2, 0.75, 0.5

_WAY = re.compile("[^>»›→＞]{1,30}(?:\\s*[>»›→＞]{1,2}\\s*[^>»›→＞]{0,30}){1,8}")
_BREAKS_AT = (":", "：", "——")
_BLANKS = re.compile("(?<=\\S)[ \t\u3000]+(?=\\S)")
_MARK = re.compile("[，：；？！“”「」『』《》〈〉【】—…,:;?!\"'’()（）]")
_PIECES = re.compile(r"[\s|｜丨·•/]+")
_LETTER = re.compile(r"[^\W\d_]")
_OPENS_TEXT = re.compile("[：:，,]$")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_BYLINE_FIELDS = frozenset(
    {"author", "publisher", "published", "updated", "time", "clicks", "editor", "other", "column"}
)
#: What stands under a title and is nobody: digits, signs, a single letter.
_NOBODY = re.compile(r"[\W\d_]*[A-Za-z]?[\W\d_]*")
_BY = re.compile(r"(?:[Bb]y|BY) [A-Z]")
_SAID = re.compile("[。！？!?]")
_HASHED = re.compile(
    "^(?:[#＃]|(?:收录|收錄|发布|發布|發佈|发表|發表|刊登|刊载|刊載)[于於在]"
    "|(?:published|posted|filed) (?:in|under)\\b)",
    re.I,
)
#: 主持：江月明　对谈：顾长风: fields of a form
_FIELDS = re.compile("(?:[^\\s：:]{1,6}[：:]\\s?[^：:。！？]{1,20}(?:\\s+|$)){2,6}")


def clear_head(notes: Notes, *, titled: bool) -> list[Line]:
    """Takes what belongs to the page out of the head; gives the sentences between title and byline, which stay.

    Only a head with a byline is measured: a line with a day, or with labels. `titled` says that the title was printed
    elsewhere; then nothing above the byline is one.
    """
    end = _end_of_head(notes.lines)
    block = notes.lines[:end]
    speaking = [index for index, line in enumerate(block) if speaks(line.text)]
    if not speaking or end == len(notes.lines):  # a poem with its day, a table
        return []
    place = -1 if titled else _title(notes.lines, speaking[0], end, notes.said_again)
    if place is None:
        return []
    above = [line for index, line in enumerate(block[: max(place, 0)]) if index not in speaking]
    above = [line for line in above if not SUBTITLE.match(line.text)]
    for line in above:
        notes.add("column", line.text, line.span, "a line of the page above the title")
    notes.take_all(above)
    if place >= 0 and (above or place > speaking[0] or block[place].text.endswith(_BREAKS_AT)):
        _take_title(notes, block, place)
    under = [line for index, line in enumerate(block) if index > place and line in notes.lines]
    return _pass_over(notes, under, block[speaking[-1]], notes.title or block[max(place, 0)].text)


def _take_title(notes: Notes, block: Sequence[Line], place: int) -> None:
    """Takes the title, with the line in which it goes on behind its colon."""
    line, title = block[place], block[place].text
    if title.endswith(_BREAKS_AT) and place + 1 < len(block) and not speaks(block[place + 1].text):
        rest = block[place + 1]
        notes.alternatives.append(clean_title(title.rstrip(":：—")))
        title = f"{title}{'' if han_count(title) else ' '}{rest.text}"
        notes.add("title", rest.text, rest.span, "the title goes on in this line")
        notes.take(rest)
    notes.title = clean_title(title)
    notes.add("title", notes.title, line.span, "the line of the head that is most like a title")
    notes.take(line)


def _end_of_head(lines: Sequence[Line]) -> int:
    """Index of the first line of the text: a paragraph, a numbered heading, or what opens a letter or a speech."""
    for index, line in enumerate(lines[:MOST_LINES]):
        text = line.text
        if text.count("|") > 1 and index + 1 < len(lines) and lines[index + 1].text.count("|") > 1:
            return index  # a table
        if table_at(lines[index:])[1]:
            return index
        if index and speaks(text):
            continue
        if first_date(text) is not None:
            return index  # a day of something else: of a law, of an event
        long = width(text) > LONGEST_HEAD_LINE
        if long or is_prose(text) or _opens_text(lines, index) or is_numbered(text):
            goes_on = width(text) <= LONGEST_STANDFIRST and any(
                speaks(other.text) for other in lines[index + 1 : index + 1 + NEAREST_BYLINE]
            )
            if not goes_on or (is_numbered(text) and not long) or not _text_follows(lines, index):
                return index
    return min(MOST_LINES, len(lines))


def _opens_text(lines: Sequence[Line], index: int) -> bool:
    """True for what opens a letter or a speech; a title may break at its colon, with the rest of it below."""
    if not _OPENS_TEXT.search(lines[index].text):
        return False
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return not below or is_prose(below) or width(below) > LONGEST_HEAD_LINE or below[0].islower() or is_numbered(below)


def _text_follows(lines: Sequence[Line], index: int) -> bool:
    """True if a byline and then a paragraph follow: a short piece with its day and its notes has neither."""
    below = [line.text for line in lines[index + 1 : index + 1 + MOST_BYLINE]]
    first = next((text for text in below if not speaks(text) and (is_prose(text) or _OPENS_TEXT.search(text))), "")
    return is_prose(first)


def speaks(text: str) -> bool:
    """True for a line of a byline by its form: labels, or a day with little else."""
    read = read_labels(text)
    if read is not None and not read.before:
        return _is_byline(read)
    if is_prose(text) or width(text) > LONGEST_HEAD_LINE:
        return False
    if first_date(text) is None:
        return is_document_number(text) or is_issue(text)
    return is_date_line(text) is not None or read_fields(text) is not None or _names(text)


def _is_byline(read: LabelLine) -> bool:
    return all(item.field in _BYLINE_FIELDS and item.value and not _SAID.search(item.value) for item in read.labelled)


def _names(text: str) -> bool:
    """True for a line that says who wrote the essay, or when."""
    return note_byline(_alone(text), _line(text))


def _line(text: str) -> Line:
    return Line(0, 0, len(text), text)


def _alone(text: str) -> Notes:
    return Notes(text, [_line(text)])


def _title(lines: Sequence[Line], byline: int, end: int, said_again: Collection[str]) -> int | None:
    """Index of the title among the lines above the byline; None if none of them is measured to be one."""
    candidates = [index for index in range(byline) if may_be_title(lines, index)]
    if is_issue(lines[byline].text):  # a journal's name and number stand above the title
        below = range(byline + 1, end)
        candidates = [index for index in below if may_be_title(lines, index) and not _names_somebody(lines[index].text)]
    if not candidates:
        return None
    quoted = {loose(told) for told in said_again}
    candidates = [index for index in candidates if loose(lines[index].text) in quoted] or candidates
    points = {index: _points(lines, index, end) for index in candidates}
    points = {index: value for index, value in points.items() if not _is_standfirst(lines, index, points)}
    best = max(points.values())
    near = NEAR_THE_BEST_HAN if han_count(lines[candidates[0]].text) else NEAR_THE_BEST
    return next(index for index in candidates if index in points and points[index] >= near * best)


def _names_somebody(text: str) -> bool:
    return is_person(text) or is_latin_name(text)


def may_be_title(lines: Sequence[Line], index: int) -> bool:
    """True if a line has the form of a title, and is no menu, no way to the page and no byline."""
    text = lines[index].text.rstrip(":：")
    if (
        index + 1 < len(lines)
        and is_prose(text)
        and len(text) <= LONGEST_SENTENCE_TITLE
        and _BY.match(lines[index + 1].text)
    ):
        return True  # I stopped answering my phone. Nobody died.
    if (
        not is_title_like(text)
        or is_role(text)
        or not _LETTER.search(text)
        or is_menu(text)
        or _HASHED.match(text)
        or SUBTITLE.match(text)
    ):
        return False
    following = [other.text for other in lines[index + 1 : index + 5]]
    return not (
        _FIELDS.fullmatch(text)
        or _names(text)
        or _WAY.fullmatch(text)
        or read_labels(text)
        or breadcrumb(text, following) is not None
    )


def is_menu(text: str) -> bool:
    """True for words in a row with nothing but blanks or bars between them."""
    pieces = [piece for piece in _PIECES.split(text) if piece]
    if len(pieces) < FEWEST_PIECES or _MARK.search(text) or max(map(width, pieces)) > LONGEST_PIECE:
        return False
    return han_count(text) > len(pieces) or "|" in text or "｜" in text


def _points(lines: Sequence[Line], index: int, end: int) -> float:
    """How much a line is like a title: its length, its marks, and whether the file says it again."""
    text = lines[index].text
    size = float(min(_size(lines, index), LONGEST_COUNTED))
    if _MARK.search(text[1:-1]):
        size += MARKED
    if _is_repeated(lines, index, end):
        size += REPEATED
    if han_count(text):
        size -= SPACED * max(0, len(_BLANKS.findall(text)) - 1)
    if _names_somebody(text) or is_media(text):
        size -= NAMED
    if text.isupper() and han_count(text) == 0:
        size -= CAPITALS
    return max(size, 1.0)


def _size(lines: Sequence[Line], index: int) -> int:
    """Width of a line, and of the next if a colon or a dash at its end says that the title goes on there."""
    text = lines[index].text
    goes_on = text.endswith((":", "：", "—")) and index + 1 < len(lines)
    return width(text) + (width(lines[index + 1].text) if goes_on else 0)


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
        for place, other in enumerate(lines)
        if place != index and len(other.text) <= near and not is_prose(other.text)
    )


def _is_standfirst(lines: Sequence[Line], index: int, candidates: dict[int, float]) -> bool:
    """True for a line in the letters of a sentence under one in Title Case."""
    above = _cased(lines[index - 1].text) if index - 1 in candidates else None
    own = _cased(lines[index].text)
    return above is not None and own is not None and above >= CASED and own < UNCASED


def _cased(text: str) -> float | None:
    """The share of longer words that begin with a capital; None for too few words or for Han."""
    words = [word for word in _WORD.findall(text)[1:] if len(word) >= LONG_WORD]
    if len(words) < FEWEST_LONG or han_count(text):
        return None
    return sum(str(word)[0].isupper() for word in words) / len(words)


def _pass_over(notes: Notes, under: Sequence[Line], last: Line, title: str) -> list[Line]:
    """Takes the lines under the title that are nothing, and puts sentences aside; leaves who wrote it, and when.

    `last` is the last line of the byline. A short line behind it may be a heading, if the text follows at once. Of
    words that may be an account only one is kept, the one next to the byline, and none where the byline has a name.
    """
    aside: list[Line] = []
    named: list[Line] = []
    authored = any(_author_of(line.text) for line in under)
    for line in under:
        text = line.text
        behind = line.start > last.start
        if _names(text) or speaks(text) or SUBTITLE.match(text) or is_journal(text) or same_title(text, title):
            continue
        if _NOBODY.fullmatch(text) or is_menu(text) or any(form.match(text) for form in (_HASHED, _FIELDS, _WAY)):
            _of_the_page(notes, line)
        elif is_prose(text) or width(text) > LONGEST_ACCOUNT or _cased(text) is not None:
            if not behind:
                aside.append(line)
                notes.take(line)
        elif not behind:
            named.append(line)
        elif line is not under[-1] and not (_MARK.search(text) or ends_sentence(text) or _names_somebody(text)):
            _of_the_page(notes, line)
    certain = [line for line in named if _names_somebody(line.text)]
    kept = certain[:1] or ([] if authored else named[-1:])
    for line in named:
        if line not in kept:
            _of_the_page(notes, line)
    return aside


def _of_the_page(notes: Notes, line: Line) -> None:
    notes.add("byline", "", line.span, "a line of the page beside the byline")
    notes.take(line)


def _author_of(text: str) -> bool:
    """True if a line of a byline names an author."""
    trial = _alone(text)
    read = read_labels(text)
    if read is not None and read.value("author"):
        return True
    return note_byline(trial, trial.lines[0]) and trial.has("author")
