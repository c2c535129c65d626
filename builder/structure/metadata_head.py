"""Takes the head of a page apart: its title, its byline, and what belongs to the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.characters import han_count
from builder.pattern_code import compiled
from builder.structure.metadata import Notes
from builder.structure.metadata_above import SUBTITLE
from builder.structure.metadata_bylines import note_byline
from builder.structure.metadata_dates import first_date, is_date_line
from builder.structure.metadata_fields import is_role
from builder.structure.metadata_journal import is_journal
from builder.structure.metadata_labels import read_labels
from builder.structure.metadata_names import are_latin_names, clean_name, is_account, is_latin_name, is_media
from builder.structure.metadata_table import table_at
from builder.structure.metadata_title import (
    BREAKS_AT,
    CASED,
    CHAPTER,
    CLOCK,
    FIELDS,
    HASHED,
    LONGEST_HEAD_LINE,
    MARK,
    MOST_LINES,
    TAKEN_FROM,
    WAY,
    alone,
    breaks_at_colon,
    in_sentence_case,
    is_menu,
    is_under_day,
    names,
    names_somebody,
    speaks,
    title_place,
)
from builder.structure.printed import Line, ends_sentence, is_prose, width
from builder.structure.titles import clean_title, is_numbered, same_title

#: Sentences under a title are no longer (Han characters).
LONGEST_STANDFIRST = 140
#: The byline stands so few lines below the sentences under a title.
NEAREST_BYLINE = 4
#: Between a name without a day and the text stand no more lines than this.
MOST_BELOW_NAME = 3
#: Speech by X, Minister of Y: so near behind the day.
LINES_BEHIND = 2
#: A byline has no more lines.
MOST_BYLINE = 6
#: A word under the title that nothing knows may name who wrote it, if it is no longer.
LONGEST_ACCOUNT = 12

#: The office before a name: Assistant Secretary Dana Whitlock.
_OFFICE = compiled(
    r"^(?:(?:Assistant|Deputy|Under|Vice|Acting|Associate|Executive)\s)*(?:Secretary|Director|Minister|Administrator|Commissioner"
    r"|Chairman|Chairwoman|Chair|Governor|Senator|Representative|President|Ambassador|Attorney General|Mayor)\s"
    r"(?=[A-Z]\S+\s[A-Z])"
)
#: MARGARET OLDROYD, and not LETTER OF RECOMMENDATION
_IN_CAPITALS = compiled(
    r"(?!.*\b(?:OF|THE|AND|IN|ON|A|AN|TO|FOR|FROM|WITH|BY|AT)\b)[A-Z]{2,}\.?(?:\s[A-Z][A-Z.'’-]*){1,2}"
)
_OPENS_TEXT = compiled("[：:，,]$")
#: Chapter I: the text of a book begins.
_PART = compiled(r"^(?:chapter|part|book|canto|act|prologue|preface)\b", re.I)
#: What stands under a title and is nobody: digits, signs, a single letter.
_NOBODY = compiled(r"[\W\d_]*[A-HJ-UWYZa-z]?[\W\d_]*")


def clear_head(notes: Notes, *, titled: bool) -> list[Line]:
    """Takes what belongs to the page out of the head; gives the sentences between title and byline, which stay.

    Only a head with a byline is measured: a line with a day, or with labels. `titled` says that the title was printed
    elsewhere; then nothing above the byline is one.
    """
    end = _end_of_head(notes.lines)
    block = notes.lines[:end]
    speaking = [index for index, line in enumerate(block) if speaks(line.text)]
    lowest = end  # no title stands below it
    if speaking and TAKEN_FROM.match(block[speaking[0]].text):
        lowest = speaking[0] + 1
    if not speaking and (notes.under_furniture or notes.furnished):  # By X, and no day: a page's head all the same
        end = _end_of_signed(notes.lines)
        block = notes.lines[:end]
        speaking = [index for index, line in enumerate(block) if names(line.text)]
        lowest = speaking[0] + 1 if speaking else end
    if not speaking or end == len(notes.lines):  # a poem with its day, a table
        return []
    furnished = frozenset(index for index, line in enumerate(block) if line.start in notes.furnished)
    place = -1 if titled else title_place(notes.lines, speaking[0], lowest, notes.said_again, furnished)
    if not titled and notes.day_above and is_under_day(notes.lines, speaking[0], lowest):
        place = speaking[0] + 1
    if place is None:
        return []
    above = [line for index, line in enumerate(block[: max(place, 0)]) if index not in speaking]
    above = [line for line in above if not SUBTITLE.match(line.text)]
    for line in above:
        notes.add("column", line.text, line.span, "a line of the page above the title")
    notes.take_all(above)
    _days_of_the_page(notes, block, place, [index for index in speaking if index > place])
    if place >= 0 and (above or place > speaking[0] or block[place].text.endswith(BREAKS_AT)):
        _take_title(notes, block, place)
    under = [line for index, line in enumerate(block) if index > place and line in notes.lines]
    signed = place > speaking[-1] and bool(under) and are_latin_names(under[0].text) and not _author_of(under[0].text)
    if signed and not notes.has("author"):
        notes.add("author", under[0].text, under[0].span, "a name under the title")
        notes.take(under.pop(0))
    if not _is_page(notes, block):
        return []
    return _pass_over(notes, under, block[speaking[-1]], notes.title or block[max(place, 0)].text)


def _days_of_the_page(notes: Notes, block: Sequence[Line], place: int, below: Sequence[int]) -> None:
    """Takes days alone on a line above the title, where another stands below it: they are those of the visit."""
    if any(first_date(block[index].text) for index in below):
        for line in block[: max(place, 0)]:
            if is_date_line(line.text):
                notes.add("time-printed", line.text, line.span, "a day above the title, with another below it")
                notes.take(line)


def _is_page(notes: Notes, block: Sequence[Line]) -> bool:
    """True if the head is a page's: repair took furniture off, or a menu, a way, a count stands in it still.

    A letter has its address between title and day, a poem its lines.
    """
    if notes.under_furniture or notes.furnished or any(TAKEN_FROM.match(line.text) for line in block):
        return True
    if any(item.name == "column" for item in notes.found):
        return True
    return any(
        _NOBODY.fullmatch(line.text) or is_menu(line.text) or any(form.match(line.text) for form in (HASHED, FIELDS))
        for line in block
    )


def _take_title(notes: Notes, block: Sequence[Line], place: int) -> None:
    """Takes the title, with the line in which it goes on behind its colon."""
    line, title = block[place], block[place].text
    if breaks_at_colon(block, place):
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
        if speaks(text):
            continue
        if first_date(text) is not None:
            return index  # a day of something else: of a law, of an event
        long = width(text) > LONGEST_HEAD_LINE
        if long or is_prose(text) or _opens_text(lines, index) or is_numbered(text):
            goes_on = width(text) <= LONGEST_STANDFIRST and any(
                speaks(other.text) for other in lines[index + 1 : index + 1 + NEAREST_BYLINE]
            )
            chapter = CHAPTER.match(text) and index + 1 < len(lines) and speaks(lines[index + 1].text)
            if not goes_on or (is_numbered(text) and not long and not chapter) or not _text_follows(lines, index):
                return index
    spoken = [index for index, line in enumerate(lines[:MOST_BYLINE]) if speaks(line.text)]
    return spoken[-1] + 1 if spoken else 0  # no paragraph: verse begins under the byline


def _end_of_signed(lines: Sequence[Line]) -> int:
    """Index of the first line of the text under a head that names its author and no day; 0 if none is named."""
    text = (index for index, line in enumerate(lines[:MOST_LINES]) if is_prose(line.text) or _PART.match(line.text))
    end = next(text, 0)
    signed = [index for index in range(end) if names(lines[index].text)]
    return end if signed and end - signed[-1] <= MOST_BELOW_NAME else 0


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


def _pass_over(notes: Notes, under: Sequence[Line], last: Line, title: str) -> list[Line]:
    """Takes the lines under the title that are nothing, and puts sentences aside; leaves who wrote it, and when.

    `last` is the last line of the byline. A short line behind it may be a heading, if the text follows at once. Of
    words that may be an account only one is kept, the one next to the byline, and none where the byline has a name.
    """
    aside: list[Line] = []
    named: list[Line] = []
    behind_head = [line for line in notes.lines if line.start > last.start][:LINES_BEHIND]
    authored = any(_author_of(line.text) for line in (*under, *behind_head))
    for line in under:
        text = line.text
        behind = line.start > last.start
        who, comma, trade = text.partition(", ")
        if comma and is_role(trade) and is_latin_name(who) and not (behind or authored or notes.has("author")):
            notes.add("author", who, line.span, "a name between the title and the day")  # Deb Kowalczyk, Neighbor
            notes.take(line)
            continue
        if names(text) or speaks(text) or SUBTITLE.match(text) or is_journal(text) or same_title(text, title):
            continue
        if _NOBODY.fullmatch(text) or is_menu(text) or any(form.match(text) for form in (HASHED, FIELDS, WAY)):
            _of_the_page(notes, line)
        elif not names_somebody(text) and (
            is_prose(text) or width(text) > LONGEST_ACCOUNT or in_sentence_case(text, CASED)
        ):
            if not behind:
                aside.append(line)
                notes.take(line)
        elif text.endswith((",", "，")):
            continue  # Dear Friends,
        elif behind and line is under[-1] and is_account(text) and _over_furniture(notes, line, last):
            named.append(line)  # who posted it, over the counts of his posts
        elif not behind or _IN_CAPITALS.fullmatch(text) or (is_latin_name(text) and line is not under[-1]):
            named.append(line)
        elif line is not under[-1] and not (MARK.search(text) or ends_sentence(text) or names_somebody(text)):
            _of_the_page(notes, line)
    certain = [
        line for line in named if not authored and (names_somebody(line.text) or _IN_CAPITALS.fullmatch(line.text))
    ]
    kept = certain[:1] or [
        line
        for line in named[-1:]
        if not authored and is_account(line.text) and (is_media(line.text) or _is_beside_day(line, under))
    ]
    for line in named:
        if line in kept and not notes.has("author"):
            name = _OFFICE.sub("", clean_name(line.text) or line.text)
            name = name.title() if _IN_CAPITALS.fullmatch(name) else name
            media = is_media(name) and not names_somebody(name)
            notes.add("publisher" if media else "author", name, line.span, "a name between the title and the day")
            notes.take(line)
        else:
            _of_the_page(notes, line)
    return aside


def _over_furniture(notes: Notes, line: Line, byline: Line) -> bool:
    """True if repair took furniture off between the line and the next, under a day on which somebody posted."""
    if not byline.text.startswith(("发表于", "發表於", "发布于", "發佈於", "Posted")):
        return False
    below = next((other for other in notes.lines if other.start > line.start), None)
    return below is not None and below.start in notes.furnished


def _is_beside_day(line: Line, under: Sequence[Line]) -> bool:
    """True if a day, or a day without its year and a minute, stands in the line above, or in the one below."""
    # 發佈於生活切片, between the name and the day, says neither
    others = [o for o in under if o == line or first_date(o.text) or not HASHED.match(o.text)]
    place = others.index(line)
    beside = (*others[max(0, place - 1) : place], *others[place + 1 : place + 2])
    return any(first_date(other.text) or CLOCK.match(other.text) for other in beside)


def _of_the_page(notes: Notes, line: Line) -> None:
    notes.add("byline", "", line.span, "a line of the page beside the byline")
    notes.take(line)


def _author_of(text: str) -> bool:
    """True if a line of a byline names an author."""
    trial = alone(text)
    read = read_labels(text)
    if read is not None and read.value("author"):
        return True
    return note_byline(trial, trial.lines[0]) and trial.has("author")
