"""How days are printed, in figures and words, and the one form they are kept in (YYYY-MM-DD)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from builder.pattern_code import compiled

#: Years outside these bounds are numbers, not years of an essay's publication.
EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
#: Days that say something of an essay stand in short lines; a long line is not searched to its end.
FARTHEST = 400
#: What is nothing but a day is no longer than this.
LONGEST_DATE_LINE = 120
#: The first year of the Republic, by which Taiwan counts.
REPUBLIC = 1911

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "\u25cb": 0,
    "\u25ef": 0,
    "O": 0,
    "\uff2f": 0,
}
_MONTH_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}

_MONTH = r"(?P<m>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*)"
_NUMERAL = "〇零\u25cb\u25efO\uff2f一二三四五六七八九"
_AD = "(?:公元)?"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as it is printed at [start, end) of a text; `value` is its ISO form."""

    start: int
    end: int
    value: str


def _figures(m: re.Match[str]) -> tuple[int, int, int]:
    return int(m["y"]), int(m["m"]), int(m["d"])


def _republic(m: re.Match[str]) -> tuple[int, int, int]:
    year = m["y"]
    years = int(year) if year.isdecimal() else _numeral(year)
    return REPUBLIC + years, _number(m["m"]), _number(m["d"])


def _in_words(m: re.Match[str]) -> tuple[int, int, int]:
    year = int("".join(str(_DIGITS[c]) for c in m["y"]))
    return year, _number(m["m"]), _number(m["d"])


def _named_month(m: re.Match[str]) -> tuple[int, int, int]:
    return int(m["y"]), _MONTHS[m["m"].lower()], int(m["d"])


def _slashes(m: re.Match[str]) -> tuple[int, int, int]:
    """13/06/2014 and 06/13/2014: known only where one of the two cannot be a month."""
    first, second = int(m["a"]), int(m["b"])
    if first > 12 >= second:
        return int(m["y"]), second, first
    if second > 12 >= first:
        return int(m["y"]), first, second
    return (int(m["y"]), first, second) if first == second else (0, 0, 0)


#: Each form of a date: pattern, and what it says. The first that matches at a place wins.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int, int]]], ...] = (
    # 民國102年5月3日
    (
        compiled(
            rf"(?:中華|中华)?民[國国]\s*(?P<y>[0-9]{{1,3}}|[〇{_NUMERAL}十百]{{1,4}})\s*年\s*(?P<m>[0-9]{{1,2}}|[一-鿿]{{1,2}})\s*月\s*(?P<d>[0-9]{{1,2}}|[一-鿿]{{1,3}})\s*[日号號]"
        ),
        _republic,
    ),
    # 2022年10月17日
    (
        compiled(rf"{_AD}(?<!\d)(?P<y>\d{{4}})\s*年\s*(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*(?:[日号號]|(?!\d))"),
        _figures,
    ),
    # 2011-9-13, 2011/9/13, 2011.9.13; a time may be glued to it (2019-09-0708:05)
    (
        compiled(
            r"(?<![\d.\-/])(?P<y>\d{4})\s?(?P<s>[-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<d>\d{2}(?=\d{2}:\d{2})|\d{1,2}(?!\d))"
        ),
        _figures,
    ),
    # 二〇一三年四月二十三日
    (
        compiled(
            rf"(?P<y>[{_NUMERAL}]{{4}})\s*年\s*(?P<m>[一二三四五六七八九十]{{1,2}})\s*月\s*(?P<d>[一二三四五六七八九十廿卅]{{1,3}})\s*[日号號]"
        ),
        _in_words,
    ),
    # September 6, 2019; Sept. 6 2019; Dec 28 Sat 2013
    (
        compiled(
            rf"(?:\b|(?<=\bread)){_MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b,?\s*{_WEEKDAY}?(?P<y>\d{{4}})\b", re.I
        ),
        _named_month,
    ),
    # 九月 14, 2009, as blogs print a month that is a name elsewhere
    (
        compiled(r"(?P<m>[一二三四五六七八九十]{1,2})月\s(?P<d>\d{1,2}),?\s(?P<y>\d{4})(?!\d)"),
        lambda m: (int(m["y"]), _number(m["m"]), int(m["d"])),
    ),
    # Tue Oct 4 07:12:55 EDT 2005, as mail and machines print it
    (
        compiled(
            rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s[A-Z]{{2,4}})?\s(?P<y>\d{{4}})\b",
            re.I,
        ),
        _named_month,
    ),
    # 6 September 2019, 6th of September, 2019, 06-Sep-2019
    (
        compiled(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?{_MONTH}[\s,-]*(?P<y>\d{{4}})\b", re.I),
        _named_month,
    ),
    (compiled(r"(?<![\d/.])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)"), _slashes),
)


def _numeral(text: str) -> int:
    """二十三, 廿三, 一百零二, 一〇二 → a number; 0 for what is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if any(c not in _DIGITS and c not in "十百初" for c in text):
        return 0
    text = text.lstrip("初")
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS[c]) for c in text) or "0")
    total, digit = 0, 0
    for c in text:
        if c == "百":
            total, digit = total + 100 * (digit or 1), 0
        elif c == "十":
            total, digit = total + 10 * (digit or 1), 0
        else:
            digit = _DIGITS[c]
    return total + digit


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _numeral(text)


#: A day has 年 behind its year, or a year of four digits: few lines have either, and then no form need be tried.
_YEAR = compiled(r"\d{4}")


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """Every whole day (with its year) printed in the beginning of `text`, from left to right, without overlaps."""
    text = text[:FARTHEST]
    if "年" not in text and not _YEAR.search(text):
        return
    found: list[PrintedDate] = []
    for pattern, read in _FORMS:
        for m in pattern.finditer(text):
            value = _iso(*read(m))
            if value and not any(m.start() < other.end and other.start < m.end() for other in found):
                found.append(PrintedDate(m.start(), m.end(), value))
    yield from sorted(found, key=lambda item: item.start)


def first_date(text: str) -> PrintedDate | None:
    """The first whole day printed in `text`."""
    return next(printed_dates(text), None)


def _iso(year: int, month: int, day: int) -> str:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


#: What may stand beside a date on a line of its own: weekday, time of day, zone, and the words of publication.
_BESIDE = compiled(
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|(?:星期|周|週|禮拜|礼拜)[一二三四五六日天]"
    r"|(?<=\s)[0-2]\d[0-5]\d(?=\s|$)|T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?Z?|\d{1,2}[时時点點](?:\d{1,2}分?)?"
    r"|\b[0-2]?\d\.[0-5]\d(?=\s)|(?<![a-z])[ap]\.?m\b\.?"
    r"|\b(?:[ACEMPHJS][SD]?T|HKT|GMT|UTC|BST|IST)\b|(?<=GMT|UTC)[+-]\d{1,2}\b|[+-]\d{2}:?\d{2}\b"
    r"|\b(?:updated|published|posted|first published|last updated|last modified|modified|on|at|date|dated|by)\b"
    r"|\b(?:an?|\d{1,2})\s(?:minutes?|hours?|days?|weeks?)\sago\b"
    r"|上午|下午|午後|晚上|发布|發布|發佈|发表|發表|更新|于|於"
    r"|[\s,;:：，|\u00b7•\uff5c/()（）\[\]【】〔〕<>\u2014\u2013-])+",
    re.I,
)


def is_date_line(text: str) -> PrintedDate | None:
    """The date, if the line is nothing but a date (with its weekday, time of day and words like Updated)."""
    found = first_date(text) if len(text) <= LONGEST_DATE_LINE else None
    if found is None:
        return None
    rest = text[: found.start] + " " + text[found.end :]
    for other in printed_dates(rest):
        rest = rest.replace(rest[other.start : other.end], " ")
    return found if not _BESIDE.sub("", rest) else None


#: 江畔在线 www.example.org 2014年10月09日09:31: the page's name and address before a day with its minute.
_STAMPED = compiled(r"^\S{2,12}(?:\s+(?:https?://|www\.)\S+)?\s*$")
_MINUTE = compiled(r"\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*[|｜]?\s*")


def is_stamp(text: str) -> bool:
    """True for a site's name, and its address if printed, before a day and a minute, and nothing else."""
    day = first_date(text) if len(text) <= LONGEST_DATE_LINE else None
    if day is None or not _STAMPED.match(text[: day.start]):
        return False
    return _MINUTE.fullmatch(text[day.end :]) is not None
