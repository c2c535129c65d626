"""Headings that ran into their text on a page of one line: cut where every member shows its end, else left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from builder.model import Decisions, Edit, Rule, RuleInput
from builder.repair.engine import apply
from builder.structure.parse import parse
from builder.tiling import Positions
from tests.test_headings import printed_outline

_MARK = re.compile(r"(?<=.)(?=[一二三]、|[（(][一二三][）)]|\d\. )")


def _find(given: RuleInput) -> Iterable[Edit]:
    return (Edit(found.start(), found.start(), "\n") for found in _MARK.finditer(given.text))


#: What a repair does to a page on one line: a break before each number.
BREAKS = Rule("breaks-before-numbers", "A page on one line lost its breaks.", "整页在一行", "likely", _find)

CASES = {
    "words that open sentences show the end of every heading": (
        "一、巡查情况今年以来，队员每天走两遍河堤，拍照三百张，写日志一百二十篇。"
        "二、存在问题一是人手不足，二是船只老旧，三是夜里没有照明。"
        "三、明年打算进一步增加人手，更换船只，在桥头装灯，争取汛期以前全部完成。",
        ["1 run-in 一、 巡查情况", "1 run-in 二、 存在问题", "1 run-in 三、 明年打算"],
    ),
    "a capital shows it in English": (
        "1. Begin with the roof Water comes from above, and a dry attic forgives a great many sins of the cellar. "
        "2. Go on to the drains Leaves are patient, and a gutter that was cleaned in May is full again by October.",
        ["1 run-in 1. Begin with the roof", "1 run-in 2. Go on to the drains"],
    ),
    "one member that does not show it leaves all alone": (
        "一、巡查情况今年以来，队员每天走两遍河堤，拍照三百张，写日志一百二十篇。"
        "二、眼下的难处人手不足，船只老旧，夜里没有照明，群众有些意见。",
        [],
    ),
    "the length that the others show is that of a member whose text begins without such a word": (
        "一、巡堤记录日日更新今年以来，队员每天走两遍河堤，拍照三百张，写日志一百二十篇。"
        "二、船只检修月月过关对三十条渡船逐一登记，按月公布进度，汛期以前全部完成。",
        ["1 run-in 一、 巡堤记录日日更新", "1 run-in 二、 船只检修月月过关"],
    ),
}


@pytest.mark.parametrize(("text", "outline"), CASES.values(), ids=CASES.keys())
def test_glued(text: str, outline: list[str]) -> None:
    repaired = apply(text, [BREAKS])
    ranges = [(0, len(repaired.text))]
    blocks = parse(repaired.text, ranges, (), "zh-Hans", None, Decisions(), Positions(repaired.segments))
    assert printed_outline(blocks) == outline


def test_breaks_that_were_printed_are_believed() -> None:
    text, _ = CASES["words that open sentences show the end of every heading"]
    printed = apply(_MARK.sub("\n", text), ())
    ranges = [(0, len(printed.text))]
    blocks = parse(printed.text, ranges, (), "zh-Hans", None, Decisions(), Positions(printed.segments))
    assert printed_outline(blocks) == []
