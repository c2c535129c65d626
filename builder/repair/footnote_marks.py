"""Repairs to marks of footnotes whose notes are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.rule import rule

# Families of marks: parenthesised and circled numbers, superscripts, numbers in brackets.
_FAMILIES = (
    "[\u2474-\u2487]",
    "[\u2460-\u2473\u3251-\u325f]",
    "[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,2}",
    r"(?:\[\d{1,3}\]){1,6}",
)
_ANY = pattern("[\u2474-\u2487\u2460-\u2473\u3251-\u325f\u00b9\u00b2\u00b3\u2070\u2074-\u2079[]")
_BEFORE = pattern(f"[{HAN}”’》」）]")
_AFTER = f"(?=[{HAN}，。、；：！？”’』」）《“…\n]|\\Z)"
_MARKED = tuple(pattern(f"(?:{family}){_AFTER}") for family in _FAMILIES)
_OPENS_LINE = tuple(pattern(f"(?m)^[ \t\u3000]*(?:{family})") for family in _FAMILIES)
_NOTES = pattern(
    r"(?m)^[ \t\u3000#*【\[（(]*(?:注|註|注释|註釋|注解|註解|尾注|脚注|腳註"
    r"|参考文献|參考文獻|参考资料|參考資料|Notes?|References|Footnotes)"
    r"[】\]）):：\s]"
)
# A mark after one of these counts the members of an enumeration.
_ENUMERATION = pattern("[\u2474-\u2487\u2460-\u2473](?<=[：；，。、:;,(（].)")
_STOP = pattern("[。！？\n]")
_UNIT = pattern("[米里分克升寸尺厘毫平立千公Ωm]\\Z")


@rule(
    "orphan-footnote-mark",
    why="Marks of footnotes whose notes are not in the text lead nowhere and are taken out.",
    why_zh="注释已不在文中的注码没有所指，予以删除。",
    certainty="likely",
    loses_words=True,
)
def ORPHAN_FOOTNOTE_MARK(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if not _ANY.search(text):
        return
    found = [
        match
        for marked, opens in zip(_MARKED, _OPENS_LINE, strict=True)
        for match in _orphans(text, _inside_sentences(text, marked), opens)
    ]
    if found and not _NOTES.search(text):
        for match in found:
            yield Edit(match.start(), match.end(), "")


def _inside_sentences(text: str, marked: re.Pattern[str]) -> list[re.Match[str]]:
    return [match for match in marked.finditer(text) if match.start() and _BEFORE.match(text[match.start() - 1])]


def _orphans(text: str, matches: list[re.Match[str]], opens: re.Pattern[str]) -> list[re.Match[str]]:
    """The matches, unless they mark notes below, the members of an enumeration, or a unit (平方米 with a power)."""
    if not matches or opens.search(text) or _ENUMERATION.search(text):
        return []
    crowded = 0
    for before, after in pairwise(matches):
        crowded += after.start() - before.end() < 60 and not _STOP.search(text[before.end() : after.start()])
    if crowded * 2 > len(matches):
        return []
    if any(_UNIT.search(text[match.start() - 1 : match.start()]) for match in matches if match.group() in "²³"):
        return []
    return matches


_EDITORIAL = pattern(
    r"\[(?:citation needed|edit|clarification needed|note \d{1,2}|编辑|編輯|来源请求|來源請求|查证请求|需要引用)\]"
)


@rule(
    "encyclopedia-mark",
    why="Marks by which an encyclopedia's editors talk to each other are not part of the text.",
    why_zh="百科编辑者之间的标记（编辑、来源请求等）不是正文。",
    loses_words=True,
)
def ENCYCLOPEDIA_MARK(given: RuleInput) -> Iterator[Edit]:
    if "[" in given.text:
        for match in _EDITORIAL.finditer(given.text):
            yield Edit(match.start(), match.end(), "")
