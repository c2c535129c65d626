"""What a title looks like, when two of them are the same, and how a printed one is cleaned."""

from __future__ import annotations

import re
from functools import lru_cache

from builder.characters import han_count, word_count
from builder.pattern_code import compiled
from builder.structure.printed import goes_on, is_prose, loose, width

#: No title of the seeds or of corpus/dev is longer than 39 Han characters or 17 words; laws and theses are.
LONGEST_TITLE = 60
MOST_WORDS = 26
#: A second form of a title (T, then T and 范文) has the first inside and is not much longer.
NEAR = 0.5

_NUMBERED = compiled(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．:：]|[(（][一二三四五六七八九十0-9]{1,3}[)）]|\d{1,2}[、．)）]|\d{1,2}[.](?!\d)|[①-⑳]|[IVX]{1,4}[.、]"
    r"|第[一二三四五六七八九十百0-9]{1,3}[章节節条條款回])"
)
_ORNAMENT = compiled(r"^[\s★☆◆◇●○■□▲△※#*·•>-]+|[\s★☆◆◇●○■□▲△※#*·•]+$")
_PAIRS = (
    ("\u201c", "\u201d"),
    ("\u2018", "\u2019"),
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("(", ")"),
    ("（", "）"),
    ("【", "】"),
)
#: 我强啊……: a short line that trails off may be a title still.
_TRAILING_OFF = compiled("[^。；，、…]{2,16}……?")
#: A page on one line: the title runs into the first heading, and the second heading follows.
_GLUED = compiled(r"^(?P<t>[^，。；：,;:\n]{4,40}?)(?=一、[^\n]*二、)")
#: Kevin Holt/Getty Images for the Academy: whose a picture is, by the agencies of the world.
_CREDIT = compiled(
    r"\S/\s?(?:Getty Images|Reuters|Shutterstock|Bloomberg|Alamy|Newscom|Xinhua|AFP\b|EPA\b|AP(?: Photo)?$)"
    r"|\b(?:via|©)\s(?:Getty|Reuters|AFP|AP)\b"
)
LONGEST_CREDIT = 80
#: 16:37, and June 11, 2020 / 6:50 PM / Updated an hour ago: a moment is no title, a day alone may be a diary's.
_MOMENT = compiled(
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2},?\s\d{4}[\s/·|,]+(?:at\s)?)?"
    r"\d{1,2}:\d{2}(?::\d{2})?\s?(?:[AaPp]\.?[Mm]\.?)?(?:\s?[A-Z]{2,4})?(?:[\s/·|]+Updated\s.{1,20}\sago)?"
)
#: Lines shorter than this are no page on one line.
SHORTEST_PAGE_LINE = 80
_LABEL = compiled(r"^(?:标\s{0,4}题|標\s{0,4}題|题目|題目|文章标题|title)\s*[:：]\s*", re.I)


def is_numbered(text: str) -> bool:
    """True for a line that begins with the mark of a heading or list item."""
    return _NUMBERED.match(text) is not None


@lru_cache(maxsize=4096)  # every way of finding essays asks it of the same lines
def is_title_like(text: str) -> bool:
    """True if a line may be a title by its form: short, one phrase, not numbered, no sentence."""
    if _TRAILING_OFF.fullmatch(text):
        return True
    if is_prose(text) or goes_on(text) or is_numbered(text) or not re.search(r"\w", text):
        return False
    if is_credit(text):
        return False
    if han_count(text) > word_count(text):
        return width(text) <= LONGEST_TITLE
    return word_count(text) <= MOST_WORDS and len(text) <= LONGEST_TITLE * 3


def is_credit(text: str) -> bool:
    """True for a line that says whose a picture is."""
    return len(text) <= LONGEST_CREDIT and _CREDIT.search(text) is not None


def is_moment(text: str) -> bool:
    """True for a time of day, with its day or without."""
    return _MOMENT.fullmatch(text) is not None


def clean_title(text: str) -> str:
    """A title without ornaments, label, the 《》 around it, or a quotation mark that has no partner (D27)."""
    title = _LABEL.sub("", _ORNAMENT.sub("", text)).strip()
    for opening, closing in _PAIRS:
        if title.endswith(closing) and opening not in title:
            title = title[: -len(closing)].rstrip()
        if title.startswith(opening) and closing not in title and opening not in "\u201c\u2018(（":
            title = title[len(opening) :].lstrip()
    for mark in ('"', "'"):
        if title.endswith(mark) and title.count(mark) == 1:
            title = title[:-1].rstrip()
    if title[:1] + title[-1:] in ("《》", "【】") and _closes_at_end(title):
        title = title[1:-1].strip()
    return title


def _closes_at_end(title: str) -> bool:
    """True if the bracket that opens a title is closed by its last character and not before."""
    depth = 0
    for index, character in enumerate(title):
        depth += (character == title[0]) - (character == title[-1])
        if depth == 0 and index < len(title) - 1:
            return False
    return depth == 0


def same_title(a: str, b: str) -> bool:
    """True if two titles differ in nothing but script, width, marks and white space."""
    return loose(a) == loose(b) != ""


def near_title(a: str, b: str) -> bool:
    """True if one title is the other with a little more before or after it (T and T范文, T(初稿))."""
    short, long = sorted((loose(a), loose(b)), key=len)
    return (
        len(short) >= 4
        and (long.startswith(short) or long.endswith(short))
        and len(long) - len(short) <= max(4, NEAR * len(long))
    )


def glued_title(line: str, name: str | None = None) -> str | None:
    """The title that a page on one line begins with: `name` if the line begins so, else all before the first 一、."""
    if name and line.startswith(name) and len(line) > len(name):
        return name
    if len(line) < SHORTEST_PAGE_LINE:
        return None
    m = _GLUED.match(line[:4000])
    return m["t"].strip() if m and is_title_like(m["t"].strip()) else None
