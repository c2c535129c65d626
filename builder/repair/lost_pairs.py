"""Repairs to pairs of bytes that were deleted across two characters, proved in GBK.

A program took every ideographic blank (bytes A1 A1) out of a GBK page without regard to where characters begin.
省、 is CA A1 A1 A2: without the pair in the middle CA A2 is left, which is 盛. So a mark is lost, and the character
before it became another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.pattern_code import compiled
from builder.repair.injection import is_common
from builder.repair.lines import one_word
from builder.repair.rule import rule
from builder.script import to_simplified, to_traditional

_BRACKETS = (("《", "》"), ("〈", "〉"), ("“", "”"), ("「", "」"), ("『", "』"), ("【", "】"), ("〔", "〕"))
_HAN = compiled(f"[{HAN}]")
#: The opening bracket stood at most so far before the closing one (characters): titles are short.
REACH = 20
_ENUMERATION = "、"
_THRIVING = "强強昌兴興繁茂丰豐鼎旺全极極隆华華炽熾壮壯大殷充郁鬱阜富明"  # what stands before 盛 in words


@lru_cache(maxsize=4096)  # the same few characters are left all over a language
def _restored(character: str, mark: str) -> str | None:
    """The character that stood before `mark`, if deleting A1 A1 made `character` out of the two."""
    for form in dict.fromkeys((character, to_simplified(character))):
        try:
            data, second = form.encode("gbk"), mark.encode("gbk")
        except UnicodeEncodeError:
            continue
        if len(data) == 2 and second[0] == 0xA1 and data[1] == second[1]:
            try:
                before = bytes([data[0], 0xA1]).decode("gbk")
            except UnicodeDecodeError:
                continue
            if _HAN.match(before) and is_common(before):
                return before if form == character else to_traditional(before)
    return None


@rule(
    "lost-byte-pair",
    why="Two bytes were deleted across two characters: a mark is lost and the character before it became another. "
    "The place is proved by the bracket without a partner, the characters by their bytes in GBK.",
    why_zh="网页删去了跨在两个字之间的两个字节，丢了标点，前一个字也变成了别的字；以落单的括号和 GBK 字节为证还原。",
    certainty="likely",
)
def LOST_BYTE_PAIR(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    proved = list(_before_lone_brackets(text))
    yield from proved
    taken = {edit.start for edit in proved}
    if proved:
        enumerated = [edit for edit in _in_enumerations(text) if edit.start not in taken]
        taken.update(edit.start for edit in enumerated)
        yield from enumerated
    provinces = [edit for edit in _province(text) if edit.start not in taken]
    taken.update(edit.start for edit in provinces)
    yield from provinces
    yield from (edit for edit in _before_stops(text) if edit.start not in taken)


# 省、 is what the damage hits in official prose. 盛 before a level of administration is no word, unless it ends one
# (昌盛, 盛市 in a name does not occur) or is the surname of somebody in office (盛县长).
_PROVINCE = compiled(f"盛(?=[市县縣区區州][^长長场場]|[部厅廳])(?<![{_THRIVING}]盛)")


def _province(text: str) -> Iterator[Edit]:
    for match in _PROVINCE.finditer(text):
        yield Edit(match.start(), match.end(), "省、")


def _before_lone_brackets(text: str) -> Iterator[Edit]:
    """Sites before a closing bracket that nothing opens, where exactly one character can have been made."""
    for opening, closing in _BRACKETS:
        if closing not in text or text.count(opening) >= text.count(closing):
            continue
        depth, reached = 0, 0
        for match in re.finditer(f"[{opening}{closing}\n]", text):
            if match.group() == closing and depth == 0:
                start = max(reached, match.start() - REACH)
                sites = [
                    (index, before)
                    for index in range(start, match.start() - 1)
                    if _HAN.match(text[index]) and (before := _restored(text[index], opening))
                ]
                if len(sites) == 1:
                    index, before = sites[0]
                    yield Edit(index, index + 1, before + opening)
            depth = 0 if match.group() != opening else 1
            reached = match.end()


def _in_enumerations(text: str) -> Iterator[Edit]:
    """Sites of a lost 、 where the same characters stand elsewhere with the mark between them."""
    pairs = Counter(re.findall(f"(?=([{HAN}]{_ENUMERATION}[{HAN}]))", text))
    followers: dict[str, set[str]] = {}
    for pair in pairs:
        followers.setdefault(pair[0], set()).add(pair[2])
    candidates: dict[str, str] = {}
    for character in set(_HAN.findall(text)):
        before = _restored(character, _ENUMERATION)
        if before and before in followers:
            candidates[character] = before
    if not candidates:
        return
    for match in re.finditer(f"[{''.join(candidates)}](?=([{HAN}]))", text):
        before = candidates[match.group()]
        if match.group(1) in followers[before]:
            yield Edit(match.start(), match.end(), before + _ENUMERATION)


# No sentence begins with these; a character before one of them has not lost a stop.
_NEVER_FIRST = "的了地得着著过過吗嗎呢吧么麼们們"


def _stop_table() -> dict[str, str]:
    """Character that is left → the one that stood before 。 (市常 was 市场。, 基矗 was 基础。)."""
    table: dict[str, str] = {}
    for lead in range(0xB0, 0xF8):
        left, before = (bytes([lead, trail]).decode("gbk", "ignore") for trail in (0xA3, 0xA1))
        if len(left) == 1 and len(before) == 1 and is_common(before):
            table[left] = before
    return table


#: Of the characters in that table those that have a Traditional form, each before it. OpenCC would load all its phrases
#: to say so.
_TRADITIONAL = (
    "伞傘剑劍场場尽盡帧幀担擔拢攏拧擰摇搖撸擼樱櫻溃潰牵牽獭獺础礎罚罰荆荊谩謾贰貳迹跡选選遥遙郑鄭铡鍘馈饋龋齲"
)
_TRADITIONAL_OF = dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))


@cache
def _stop_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a character that may be left, and one that may have stood before its stop.

    The first stands behind another character, at the end of a line or before one that may begin a sentence.
    """
    table = _stop_table()
    left, before = ({*forms, *(_TRADITIONAL_OF.get(each, each) for each in forms)} for forms in (table, table.values()))
    behind = f"(?<=[{HAN}].)(?=\\Z|\n|(?![{_NEVER_FIRST}])[{HAN}])"
    return compiled(f"[{''.join(sorted(left))}]{behind}"), compiled(f"[{''.join(sorted(before))}]")


def _before_stops(text: str) -> Iterator[Edit]:
    """Sites of a lost 。 where the word restored stands elsewhere in the text, and what is left is no word."""
    left, stood_before = _stop_forms()
    sites = [match for match in left.finditer(text) if match.start() > 1]
    befores = {left: _restored(left, "。") for left in {match.group() for match in sites}}
    sites = [match for match in sites if befores[match.group()]]
    if not sites:
        return
    pairs = {text[match.start() - 1 : match.end()] for match in stood_before.finditer(text)}
    for match in sites:
        start, end = match.span()
        before = befores[match.group()]
        if (
            before
            and text[start - 1] + before in pairs
            and one_word(text[max(0, start - 3) : start], before)
            and not one_word(text[max(0, start - 3) : start], text[start : end + 1].rstrip("\n"))
            and not one_word(text[max(0, start - 3) : end], text[end : end + 3])
        ):
            yield Edit(start, end, before + "。")
