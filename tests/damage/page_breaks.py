"""The marks a page's size left in the text: page numbers, viewer segments, lines broken at a width."""

from __future__ import annotations

import random
import re

from .damaged import Change, Damaged, apply
from .layout import han_joints, lines, paragraphs

#: Characters a printed page holds; page numbers of scanned reports stand about this far apart.
PAGE = 320
_NO_LINE_START = "。，、；：！？”’）》」』…,.;:!?)"


def page_numbers(text: str, seed: int) -> Damaged:
    """` 3 ` between two Han characters, rising, one about every page; at a paragraph's end the number is lost."""
    changes: list[Change] = []
    # Short samples get short pages: a single number proves nothing, to a person or to a rule.
    length = max(90, min(PAGE, len(text) // 4)) + random.Random(seed).randint(-20, 20)
    for number in range(1, len(text) // length + 1):
        wanted = number * length
        found = [
            joint
            for start, end in paragraphs(text)
            if start <= wanted < end - 8
            for joint in han_joints(text, wanted, end)
        ]
        if found:
            changes.append((found[0], found[0], f" {number} "))
    return apply(text, changes)


def newlines_in_sentences(text: str, seed: int) -> Damaged:
    """A line end in the middle of a sentence, in about every second paragraph."""
    draw = random.Random(seed)
    changes: list[Change] = []
    for start, end in paragraphs(text):
        last_stop = max(text.rfind(mark, start, end - 1) for mark in "。.!！?？")
        # A stop must stand before the break: that is how one sees that the line is a paragraph.
        first_stop = min((i for mark in "。." if (i := text.find(mark, start, end - 1)) > 0), default=-1)
        joints = han_joints(text, first_stop + 6, last_stop - 6) if 0 < first_stop < last_stop else []
        if joints and draw.random() < 0.6:
            at = draw.choice(joints)
            changes.append((at, at, "\n"))
    return apply(text, changes)


def hard_wrap(text: str, seed: int) -> Damaged:
    """Paragraphs wrapped at a width: Chinese at 34 to 40 characters, English at 60 to 72 columns."""
    draw = random.Random(seed)
    chinese_width, english_width = draw.randint(34, 40), draw.randint(60, 72)
    changes: list[Change] = []
    for start, end in paragraphs(text):
        if re.search("[\u4e00-\u9fff]", text[start:end]):
            changes += _wrap_han(text, start, end, chinese_width)
        else:
            changes += _wrap_words(text, start, end, english_width)
    return apply(text, changes)


def _wrap_han(text: str, start: int, end: int, width: int) -> list[Change]:
    changes: list[Change] = []
    at = start + width
    while at < end - 1:
        while at < end and text[at] in _NO_LINE_START:  # a mark hangs at the end of the line
            at += 1
        if at >= end:
            break
        changes.append((at, at, "\n"))
        at += width
    return changes


def _wrap_words(text: str, start: int, end: int, width: int) -> list[Change]:
    changes: list[Change] = []
    line = start
    for space in re.finditer(" ", text[start:end]):
        following = re.match(r"\S*", text[start + space.end() :])
        reach = start + space.end() + len(following.group() if following else "")
        if reach - line > width:
            changes.append((start + space.start(), start + space.end(), "\n"))
            line = start + space.end()
    return changes


def viewer_segments(text: str, seed: int) -> Damaged:
    """A document viewer's page counters on lines of their own: `3/7`, or `第3页 共7页`."""
    draw = random.Random(seed)
    spans = list(lines(text))[1:]
    cuts = [start for start, _ in spans[2::3]]
    form = draw.choice(("{n}/{all}", "第{n}页 共{all}页", "- {n} -"))
    return apply(text, [(at, at, form.format(n=n, all=len(cuts) + 1) + "\n") for n, at in enumerate(cuts, 1)])
