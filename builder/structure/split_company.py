"""What stands by a supposed cut: the length of the pieces, authors under the titles, a count or a list at the head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.pattern_code import compiled
from builder.structure.printed import Line, ends_sentence, is_prose, loose
from builder.structure.split_marks import number_of

_COUNT = compiled(r"(?<![第\d])(?P<n>\d{1,3}|[一二三四五六七八九十两]{1,3})\s?(?:篇|则|則|首|份|封)")
_COLLECTION = compiled(
    "合集|选集|選集|文集|作品集|精选|精選|大全|汇编|彙編|选登|選登|系列|(?:范文|範文|美文|佳作|散文|作文|例文)(?:$|[(（\\d])"
    "|\\b(?:essays|stories|collection|anthology|selected|articles|columns)\\b",
    re.I,
)
_BOOK = compiled("^第[一二三四五六七八九十百\\d]{1,4}[章回]")
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_LOOSE_COUNT = compiled(
    r"(?P<n>[一二三四五六七八九十两]{1,2}|\d{1,2})\s?(?:篇|题|題|则|則|章|记|記|札|帖|首|谈|談)(?![一-鿿])"
)
_COUNT_EN = compiled(
    rf"(?<![a-z])(?P<n>{'|'.join(_WORDS)}|\d{{1,2}})[\s_-]+(?:\w+[\s_-]+)?"
    r"(?:essays|notes|pieces|letters|stories|articles|sketches|columns)"
)
#: How far down a file its head may say what the file holds.
HEAD_LINES = 8
#: A line that counts them is a title, not a sentence.
LONGEST_COUNT = 40


def weight(lines: Sequence[Line]) -> int:
    """Characters printed on `lines`."""
    return sum(len(line.text) for line in lines)


def prose_weight(lines: Sequence[Line]) -> int:
    """Characters of those lines that are running text."""
    return sum(len(line.text) for line in lines if is_prose(line.text) or ends_sentence(line.text))


def announced(text: str) -> bool:
    """True if a line says that what follows is a collection."""
    return bool(_COUNT.search(text) or _COLLECTION.search(text) or _COUNT_EN.search(text.lower()))


def counts(lines: Sequence[Line], pieces: int) -> bool:
    """True if a line speaks of as many pieces as were found (乡间散文三题)."""
    return any(len(line.text) <= LONGEST_COUNT and pieces in counts_in(line.text) for line in lines)


def counts_in(text: str) -> set[int]:
    """The numbers of pieces that a name or a title speaks of (札记三则, three-notes-on-office-work)."""
    found = {number_of(m["n"].replace("两", "二")) for m in _LOOSE_COUNT.finditer(text)}
    return found | {_WORDS.get(m["n"], 0) or int(m["n"]) for m in _COUNT_EN.finditer(text.lower())}


def announces(lines: Sequence[Line], count: int) -> bool:
    """True if the head of the file counts as many essays as were found (精选3篇, 美文三篇)."""
    for line in lines[:HEAD_LINES]:
        if len(line.text) <= 60:
            for m in _COUNT.finditer(line.text):
                if number_of(m["n"].replace("两", "二")) == count:
                    return True
            if any((_WORDS.get(m["n"]) or number_of(m["n"])) == count for m in _COUNT_EN.finditer(line.text.lower())):
                return True
    return False


def is_book(lines: Sequence[Line], begins: Sequence[int]) -> bool:
    """True if most pieces hold chapters (第N章): then 第N篇 are the parts of one work."""
    ends = [*begins[1:], len(lines)]
    with_chapters = sum(any(_BOOK.match(line.text) for line in lines[a:b]) for a, b in zip(begins, ends, strict=True))
    return with_chapters * 2 > len(begins)


def recurs(lines: Sequence[Line], upto: int) -> dict[int, int]:
    """Lines of the head (before `upto`) that are printed again further down: head line → line below."""
    later: dict[str, int] = {}
    for index in range(upto, len(lines)):
        text = lines[index].text
        if len(text) <= 60:
            later.setdefault(_entry(text), index)
    found = {}
    for index in range(upto):
        key = _entry(lines[index].text)
        if len(lines[index].text) <= 60 and key and key in later:
            found[index] = later[key]
    return found


def _entry(text: str) -> str:
    """A line of a list of contents, without its number, leader dots and page."""
    bare = re.sub(r"^\s*(?:\d{1,3}\s?[.、．]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、])\s*", "", text)
    return loose(re.sub(r"[\s.…·]*\d{0,4}\s*$", "", bare))
