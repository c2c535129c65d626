"""Who wrote it and when, printed on lines of their own above or below the text."""

from __future__ import annotations

from .damaged import Damaged, apply
from .layout import after_first_line
from .page_head import is_chinese


def day_in_words(date: str) -> str:
    """2016-09-05 as 2016年9月5日."""
    year, month, day = date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def author_under_title(text: str, seed: int, author: str = "方秋白") -> Damaged:
    """The author's name alone on the line under the title."""
    at = after_first_line(text)
    return apply(text, [(at, at, (author if is_chinese(text) else f"By {author}") + "\n")])


def signed(text: str, seed: int, author: str = "", date: str = "2016-09-05") -> Damaged:
    """Author and day below the last paragraph."""
    day = day_in_words(date) if is_chinese(text) else date
    gap = "" if text.endswith("\n") else "\n"
    return apply(text, [(len(text), len(text), gap + (author + "\n" if author else "") + day + "\n")])
