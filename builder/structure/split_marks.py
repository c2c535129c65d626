"""The forms in which files of several essays mark the beginning of one: 第N篇, 【篇N】, 范文N, Essay 1, T（N）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from builder.characters import HAN
from builder.model import Span
from builder.pattern_code import compiled
from builder.patterns import pattern
from builder.structure.printed import Line, is_prose, width
from builder.structure.split_glued import read_glued
from builder.structure.titles import is_title_like

Strength = Literal["strong", "weak"]

_FIGURES = "[0-9０-９]{1,3}|[一二三四五六七八九十百〇零]{1,4}"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ENGLISH = r"\d{1,3}|[IVX]{1,5}|" + "|".join(_WORDS)
_N, _N2, _N3 = (f"(?P<n{i}>{_FIGURES})" for i in (1, 2, 3))
_N_EN = f"(?P<n1>{_ENGLISH})"
_ORNAMENT = r"^[\s★☆◆◇●○■□▲△※#*·•>=~-]{0,12}"
_OPEN, _CLOSE = "[【\\[〖〔(（《「『<〈]", "[】\\]〗〕)）》」』>〉]"
#: What parts a mark from the title behind it; a mark may also stand alone.
_REST = r"(?:\s{0,4}[:：、.．,，|｜—–★☆◆◇●○■□-]{1,3}\s{0,4}|\s{1,8}|$)(?P<t>.*)$"
_REST_EN = r"(?:\s{0,4}[:.–—|-]{1,3}\s{0,4}|\s{1,4}|$)(?P<t>.*)$"

#: A title printed behind a mark is no longer than this (dev and seeds: 22 at most); what is longer has text glued on.
LONGEST_MARKED_TITLE = 50
LONGEST_PREFIX = 40


#: The form of a bracketed mark whose word is any.
BRACKETED = "【XN】"


@dataclass(frozen=True, slots=True)
class Form:
    """A way of marking the beginning of an essay. A weak form is also a way of marking a heading."""

    name: str
    pattern: re.Pattern[str]
    strength: Strength


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that bears a mark. `prefix` is printed before the mark; positions are repaired ones."""

    line: int
    form: Form
    number: int
    prefix: str
    title: Span | None  # of the title behind the mark
    author: Span | None  # of a name between the title and text glued behind it
    body: int  # where the essay's own lines begin: the line's end, or the text glued behind mark and title
    mark: str


def _form(name: str, strength: Strength, text: str) -> Form:
    return Form(name, pattern(text, re.IGNORECASE), strength)


_KINDS = "篇|范文|範文|例文|样本|樣本|模板|范本|範本|佳作|作文|美文|选文|選文"
_KINDS_EN = "essay|sample essay|sample|article|story|letter|speech|example essay|example|piece|column|sermon"
#: Strong forms first: the first that matches a line is the one it bears.
FORMS: tuple[Form, ...] = (
    # 【第一篇】 and 【篇1】: the bracket ends the mark, a title may follow at once
    _form(
        "【第N篇】",
        "strong",
        rf"{_ORNAMENT}{_OPEN}\s?第\s?{_N}\s?篇\s?{_CLOSE}\s{{0,4}}[:：、]?\s{{0,4}}(?P<t>.*)$",
    ),
    _form(
        "【篇N】", "strong", rf"{_ORNAMENT}{_OPEN}\s?(?:{_KINDS})\s?{_N}\s?{_CLOSE}\s{{0,4}}[:：、]?\s{{0,4}}(?P<t>.*)$"
    ),
    # 【篇1：题目】: the bracket ends the title
    _form(
        "【篇N：T】",
        "strong",
        rf"{_ORNAMENT}{_OPEN}\s?(?:第\s?{_N}\s?篇|(?:{_KINDS})\s?{_N2})\s?[:：]\s{{0,4}}(?P<t>[^\]】〗〕）)]+[\]】〗〕）)])$",
    ),
    # 第一篇:题目, 第3篇
    _form("第N篇", "strong", rf"{_ORNAMENT}第\s?{_N}\s?篇(?:范文|範文|文章|作文)?{_REST}"),
    # 篇一：题目, 范文2
    _form("篇N", "strong", rf"{_ORNAMENT}(?:{_KINDS})\s?(?:之)?\s?{_N}{_REST}"),
    _form("Essay N", "strong", rf"{_ORNAMENT}(?:{_KINDS_EN})\s{{0,2}}(?:no\.?\s?|number\s|#)?{_N_EN}{_REST_EN}"),
    # 美文精选三篇 篇一, 工作总结范文(篇2), 述职报告第3篇
    _form(
        "T篇N",
        "strong",
        rf"{_ORNAMENT}(?P<p>[^。！？；\n]{{2,{LONGEST_PREFIX}}}?)\s{{0,4}}{_OPEN}?"
        rf"(?:第\s?{_N}\s?篇|(?:篇|范文|範文|例文)\s?{_N2}){_CLOSE}?(?:\s?[:：]\s?(?P<t>.*))?$",
    ),
    # 【文1】题目, [卷二] 题目: any word; 【步骤1】 heads a section as often
    _form(
        BRACKETED,
        "weak",
        rf"{_ORNAMENT}[【\[〖]\s?[{HAN}]{{1,3}}?\s?{_N}\s?[】\]〗]\s{{0,4}}[:：、]?\s{{0,4}}(?P<t>.*)$",
    ),
    # 故事一：题目 heads a section as often as an essay
    _form("故事N", "weak", rf"{_ORNAMENT}(?:(?:故事|文章|案例|材料|文本|选段){_N}|第{_N2}[则則]){_REST}"),
    # 心得体会（一）, 心得体会 三, 心得体会2
    _form(
        "T（N）",
        "weak",
        rf"{_ORNAMENT}(?P<p>[{HAN}“”《》、\w]{{4,{LONGEST_PREFIX}}}?)"
        rf"(?:\s?{_OPEN}\s?{_N}\s?{_CLOSE}|\s?之?(?<=[\s之])(?P<n2>[一二三四五六七八九十]{{1,3}})|(?P<n3>\d{{1,2}}))$",
    ),
    _form("1、", "weak", r"^(?P<n1>[0-9０-９]{1,3})\s?[、.．:：)）](?!\d)\s{0,4}(?P<t>.+)$"),
    _form("一、", "weak", r"^(?P<n1>[一二三四五六七八九十]{1,3})\s?[、.．:：]\s{0,4}(?P<t>.+)$"),
    _form("（一）", "weak", rf"^{_OPEN}{_N}{_CLOSE}\s{{0,4}}(?P<t>.+)$"),
    _form("I.", "weak", r"^(?P<n1>[IVX]{1,5})\s?[.:]\s{1,4}(?P<t>[A-Z].+)$"),
    _form("Chapter N", "weak", rf"{_ORNAMENT}(?:chapter|part|section|book|lesson|unit|no\.)\s?{_N_EN}{_REST_EN}"),
)

#: What a line must look like for any form to fit it. Hardly a line does, and three looks say so for twelve forms.
_AT_ONCE = compiled(
    rf"{_ORNAMENT}(?:{_OPEN}|[第故文案材选0-9０-９一二三四五六七八九十百〇零]|{_KINDS}|{_KINDS_EN}"
    r"|chapter|part|section|book|lesson|unit|no\.|[ivx]{1,5}\s?[.:]\s)",
    re.IGNORECASE,
)
_BEHIND_WORDS = {
    "T篇N": compiled(rf"[^第篇范範例]{{0,{LONGEST_PREFIX + 24}}}+[第篇范範例]"),
    "T（N）": compiled(rf"[^\n]{{0,{LONGEST_PREFIX + 24}}}$"),
}
#: The forms that are left, by which of the three a line passed.
_LEFT = {
    passed: tuple(form for form in FORMS if dict(zip(_BEHIND_WORDS, passed[1:], strict=True)).get(form.name, passed[0]))
    for passed in product((False, True), repeat=3)
}


def _fitting(text: str) -> tuple[Form, ...]:
    """The forms that may fit a line, in order."""
    looks = (_AT_ONCE, *_BEHIND_WORDS.values())
    return _LEFT[tuple([look.match(text) is not None for look in looks])]


_APART = compiled("[\u3000\\s]{2,}")
_GLUED = compiled("\u3000|\\s{2,}|\\s(?=(?:作者|文)\\s?[:：/])")
_FIRM = compiled("[:：】\\]〗〕）)]\\s*$")


def openings(lines: Sequence[Line]) -> Iterator[Opening]:
    """Every line that bears a mark, in order, with the first form that fits it."""
    for index, line in enumerate(lines):
        text = line.text[: LONGEST_PREFIX + 4 * LONGEST_MARKED_TITLE]
        for form in _fitting(text):
            m = form.pattern.match(text)
            if m and (opening := _opening(index, line, form, m)):
                yield opening
                break


def _opening(index: int, line: Line, form: Form, m: re.Match[str]) -> Opening | None:
    groups = m.groupdict()
    number = number_of(next(filter(None, (groups.get(f"n{i}") for i in (1, 2, 3))), ""))
    prefix = (groups.get("p") or "").strip()
    rest = groups.get("t") or ""
    whole = m.end() == len(line.text)
    if number == 0 or is_prose(prefix):
        return None
    begin = line.start + (m.start("t") if rest else m.end())
    mark = line.text[: begin - line.start]
    if not rest.strip():
        return Opening(index, form, number, prefix, None, None, line.end, mark)
    apart = _APART.search(rest)
    if form.strength == "strong" and apart and is_title_like(rest[: apart.start()]):
        behind = (begin, begin + apart.start())
        return Opening(index, form, number, prefix, behind, None, begin + apart.end(), mark)
    if whole and width(rest) <= LONGEST_MARKED_TITLE and not is_prose(rest):
        return Opening(index, form, number, prefix, (begin, line.end), None, line.end, mark)
    if form.strength == "weak":
        return None
    if found := read_glued(line.text[begin - line.start :], strict=False):
        named, author = ((begin + a, begin + b) for a, b in (found.title, found.author))
        return Opening(index, form, number, prefix, named, author, begin + found.text, mark)
    glue = _GLUED.search(line.text, begin - line.start)
    title = line.text[begin - line.start : glue.start()] if glue else ""
    if glue and width(title) <= LONGEST_MARKED_TITLE and not is_prose(title):
        span = (begin, line.start + glue.start())
        return Opening(index, form, number, prefix, span, None, line.start + glue.end(), mark)
    return Opening(index, form, number, prefix, None, None, begin, mark) if _FIRM.search(mark) else None


_ROMAN = {"i": 1, "v": 5, "x": 10}
_CHINESE = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}


def number_of(text: str) -> int:
    """The number that a mark prints in figures, Chinese numerals, Roman numerals or English words; 0 for none."""
    text = text.strip().lower()
    if text.isdecimal():
        return int(text)
    if text in _WORDS:
        return _WORDS.index(text) + 1
    if text and all(c in _ROMAN for c in text):
        values = [_ROMAN[c] for c in text]
        return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    total = digit = 0
    for c in text:
        if c in _CHINESE:
            digit = digit * 10 + _CHINESE[c]
        elif c in "十百":
            total, digit = total + (digit or 1) * (10 if c == "十" else 100), 0
        else:
            return 0
    return total + digit
