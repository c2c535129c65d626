"""How titles and names are ordered and dates are said: pinyin for Chinese, letters for English."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from builder.emit.words import Words
from builder.model import Published
from builder.patterns import pattern
from builder.script import to_simplified
from builder.spelling import syllables

_LEADING_MARKS: Final = pattern(r"^[\W_]+")
_ARTICLE: Final = pattern(r"^(?:a|an|the)\s+", re.IGNORECASE)
_HAN: Final = pattern(r"[\u3400-\u9fff\uf900-\ufaff]")
# What begins with neither a letter nor a Han character is listed here.
OTHER: Final = "#"


@cache
def reading(text: str) -> tuple[str, ...]:
    """`text` as it is ordered: marks at its beginning dropped, Han read as pinyin, case folded, ties by the text."""
    bare = _LEADING_MARKS.sub("", text) or text
    bare = _ARTICLE.sub("", bare)
    if _HAN.search(bare):
        return (*(syllable.casefold() for syllable in syllables(to_simplified(bare))), text)
    return (*bare.casefold().split(), text)


@cache
def initial(text: str) -> str:
    """The letter under which `text` is listed, A to Z, else `#`."""
    first = reading(text)[0][:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def language_first(text: str) -> int:
    """0 for a text with Han, 1 for one without: lists give Chinese by pinyin, then English."""
    return 0 if _HAN.search(text) else 1


def date_words(published: str | None, words: Words) -> str:
    """A date as a reader says it: 2003年5月1日, 1 May 2003."""
    if not published:
        return words("undated")
    year, _, rest = published.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and day.isdigit()):
        return published
    if words.tongue == "zh":
        return f"{int(year)}年{int(month)}月{int(day)}日"
    return f"{int(day)} {_MONTHS[int(month) - 1]} {int(year)}" if 1 <= int(month) <= 12 else published


def newest_first(items: tuple[Published, ...]) -> list[Published]:
    """Essays by date, the newest first, those without a date last; ties by slug."""
    dated = sorted((item for item in items if item.essay.published), key=lambda item: item.slug)
    dated.sort(key=lambda item: item.essay.published or "", reverse=True)
    return dated + sorted((item for item in items if not item.essay.published), key=lambda item: item.slug)


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
