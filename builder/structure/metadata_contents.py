"""The list of contents at the head of an essay: lines that the essay's own headings say again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.pattern_code import compiled
from builder.structure.metadata import Notes
from builder.structure.printed import Line, is_prose, loose, width

#: A list of contents begins among the first so many lines, and has so many entries at least.
LATEST, FEWEST = 30, 2
#: A level of headings may be left out of the essay, or worded a little differently.
LEAST_SHARE_FOUND = 0.75
LONGEST_ENTRY, MOST = 40, 50
#: Without a word above it a list stands at the head itself, and has so many entries, each of them said again.
LATEST_UNLABELLED, FEWEST_UNLABELLED = 4, 3

_LABEL = compiled(
    r"^[\[【(（]?\s?(?:(?:文章|本文|内容|內容)?\s?目\s{0,2}[录錄次]"
    r"|(?:table of )?contents|on this page|in this article|jump to)\s?[\]】)）]?\s?[:：]?"
    r"(?:\s*[\[(（](?:隐藏|隱藏|hide|show|编辑|編輯)[\])）])?$",
    re.I,
)
_MARK = compiled(
    r"^(?:[\d.]{1,8}[、.\s]\s*|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[▪•·◦○●■□▸►*-]\s*|第[一二三四五六七八九十\d]{1,3}[章节節]\s*)"
)
_NUMBER = compiled(r"\d{1,2}(?:\.\d{1,2}){0,3}(?=[、.\s])")
_BULLET = compiled(r"[▪•·◦○●■□▸►*-]\s*")
_PAGE = compiled(r"[\s.…·]*\d{0,4}\s*$")


def is_contents_label(text: str) -> bool:
    """True for the word above a list of contents."""
    return _LABEL.match(text) is not None


def take_contents(notes: Notes) -> None:
    """Takes a list of contents out of the body; a list that the text does not bear out stays."""
    lines = notes.lines
    label = next((index for index, line in enumerate(lines[:LATEST]) if _LABEL.match(line.text)), None)
    begin = label + 1 if label is not None else _unlabelled(lines)
    entries = _entries(lines, begin) if begin is not None else []
    if entries:
        head = lines[label if label is not None else lines.index(entries[0])]
        notes.contents = _levels(entries)
        notes.add("contents", "", (head.start, entries[-1].end), "a list of the headings below")
        notes.take_all([head, *entries])


def _unlabelled(lines: Sequence[Line]) -> int | None:
    """Where lines begin near the head that all come again, in the same order, each once, above text of their own."""
    names = [line.text for line in lines]
    for begin in range(min(LATEST_UNLABELLED, len(lines))):
        for last in range(_end(lines, begin), begin + FEWEST_UNLABELLED - 1, -1):
            run = names[begin:last]
            listed = set(run)
            if len(listed) == len(run) and [name for name in names[last:] if name in listed] == run:
                return begin
    return None


def _end(lines: Sequence[Line], begin: int) -> int:
    """Index behind the short lines from `begin` on, so far as a list of contents may reach."""
    end = begin
    while end < min(len(lines), begin + MOST) and width(lines[end].text) <= LONGEST_ENTRY:
        if is_prose(lines[end].text):
            break
        end += 1
    return end


def _levels(entries: Sequence[Line]) -> dict[str, int]:
    """Each entry with its level: by the parts of its number (2.1), or by a bullet among numbers."""
    numbered = any(_NUMBER.match(line.text) for line in entries)
    levels: dict[str, int] = {}
    for line in entries:
        number = _NUMBER.match(line.text)
        levels[bare(line.text)] = (
            number[0].count(".") + 1 if number else 2 if numbered and _BULLET.match(line.text) else 1
        )
    return levels


def _entries(lines: Sequence[Line], begin: int) -> list[Line]:
    """The lines from `begin` on that name what stands below them, in its order."""
    bares = [bare(line.text) if width(line.text) <= LONGEST_ENTRY else "" for line in lines]
    for last in range(_end(lines, begin), begin + FEWEST - 1, -1):  # the list ends where its first entry comes again
        below = set(bares[last:])
        names = bares[begin:last]
        found = [name in below for name in names]
        if found[-1] and sum(found) >= LEAST_SHARE_FOUND * len(found) and len(set(names)) == len(names):
            return list(lines[begin:last])
    return []


def bare(text: str) -> str:
    """An entry or a heading without its number, bullet, leader dots and page."""
    return loose(_PAGE.sub("", _MARK.sub("", text)))
