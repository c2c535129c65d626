"""Laws of structure: every character has one owner, nothing raises, a repair is found where its block says it is."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Decisions, Edit, Essay, Repaired, Rule, RuleInput, Source
from builder.repair.engine import apply
from builder.script import fold
from builder.sources import read as load_source
from builder.structure import structure
from builder.structure.essay import digest
from builder.structure.places import Arrivals
from builder.tiling import Positions
from tests.examples import examples
from tests.growth import assert_linear

#: Lines of every kind that fronts, bodies and tails are made of: random characters alone enter no rule.
_MARKS = ("第一篇:渔火", "第二篇：石桥", "【篇3】磨坊", "渔火", "石桥", "乡土散文选 篇一", "散文三篇", "目录", "-----")
_BYLINES = (
    "作者: 秦远 来源: 办公室 点击数: 8 更新时间: 2012-3-4 9:10:11",
    "第二天 作者: 彭\n程 来源: 办公室 点击数: 1",
    "文/秦远",
    "By Ann Mercer",
    "秦远",
    "2019-01-02",
    "民國102年5月3日",
)
_TAILS = (
    "[摘要]：村里的事。",
    "关键词：村 事",
    "[参考文献] [1]甲[J] [2]乙[J]",
    "（选自《河湾》）",
    "谨以此文纪念外祖父",
)
_BODY = (
    "一、修路",
    "（一）石料",
    "1、扎实开展工作",
    "Home - News - The Ferry",
    "The Ferry",
    "会上定下来的事情，要有人记，要有人跑，也要有人回头去看。",
    "办法总是从地里长出来的，坐在屋里想的多半不管用，" * 6 + "大家都明白。",
    "The ferry ran twice a day, and nobody minded when it was late. " * 5,
)

_ODD = ("", "\u3000\u3000", "a" * 300, "\u200b", "《》", "（", "：", "〇")
_LINES = _MARKS + _BYLINES + _TAILS + _BODY + _ODD
_texts = st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=12)), max_size=24).map("\n".join)


def _noise(given: RuleInput) -> list[Edit]:
    """A repair of every kind: a deletion, a replacement that is longer, one that is shorter."""
    edits = [Edit(m.start(), m.end(), "") for m in re.finditer("点击数: |^石桥$", given.text, re.M)]
    edits += [Edit(m.start(), m.end(), "的事情们") for m in re.finditer("事情", given.text)]
    edits += [Edit(m.start(), m.end(), "渡") for m in re.finditer("ferry|会上", given.text)]
    return edits


_RULE = Rule("noise", "test", "test", "sure", _noise)


def _read(text: str) -> tuple[Source, Repaired]:
    return Source("a.txt", text, None, "txt"), apply(text, (_RULE,))


@examples(150)
@given(_texts)
def test_every_character_has_one_owner(text: str) -> None:
    source, repaired = _read(text)
    reading = structure(source, repaired)
    at = 0
    for tile in reading.tiles:
        assert tile.start == at < tile.end
        assert (tile.role in ("block", "metadata")) == (tile.essay is not None)
        if tile.role == "space":
            assert not text[tile.start : tile.end].strip()
        at = tile.end
    assert at == len(text)


@examples(100)
@given(_texts)
def test_the_text_of_every_block_is_owned_by_it(text: str) -> None:
    source, repaired = _read(text)
    reading = structure(source, repaired)
    owned: dict[tuple[int | None, str], int] = {}
    for tile in reading.tiles:
        if tile.role == "block":
            owned[tile.essay, tile.name] = owned.get((tile.essay, tile.name), 0) + tile.end - tile.start
    for essay in reading.essays:
        for block in essay.blocks:
            if block.text.strip():
                assert (essay.index, block.id) in owned, block


@examples(100)
@given(_texts)
def test_a_repair_stands_where_its_block_says(text: str) -> None:
    source, repaired = _read(text)
    for essay in structure(source, repaired).essays:
        blocks = {block.id: block for block in essay.blocks}
        for repair in essay.repairs:
            assert repair.old == text[slice(*repair.span)]
            if repair.block_offset is not None and repair.block is not None and repair.new:
                assert blocks[repair.block].text.startswith(repair.new, repair.block_offset)


@examples(60)
@given(_texts)
def test_essays_stand_in_order_and_apart(text: str) -> None:
    essays = structure(*_read(text)).essays
    assert [essay.index for essay in essays] == list(range(len(essays)))
    for before, after in pairwise(essays):
        assert before.span[1] <= after.span[0]


@examples(60)
@given(_texts, st.text(max_size=6), st.sampled_from(["石桥", "渔火", "第二篇：石桥", "The"]))
def test_no_decision_raises(text: str, odd: str, place: str) -> None:
    source, repaired = _read(text)
    decisions = Decisions(cut_before=(place, odd), join=(place,), heading=((place, 1),))
    reading = structure(source, repaired, decisions)
    assert {problem.severity for problem in reading.problems} <= {"error", "flag", "note"}


@examples(60)
@given(_texts, st.data())
def test_a_source_span_arrives_where_positions_send_it_back_from(text: str, data: st.DataObject) -> None:
    _, repaired = _read(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    begin, stop = Arrivals(repaired.segments).to_repaired(start, end)
    assert 0 <= begin <= stop <= len(repaired.text)
    if begin < stop:
        first, last = Positions(repaired.segments).to_source(begin, stop)
        kept = [s for s in repaired.segments if not s.rules and max(s.start, start) < min(s.end, end)]
        assert all(first <= max(s.start, start) and min(s.end, end) <= last for s in kept)


def test_the_fingerprint_forgets_script_width_and_blanks() -> None:
    def one(text: str) -> Essay:
        return structure(*_read(text)).essays[0]

    simplified = one("组织工作\n办公室的事情，要有人记。\n要有人跑。")
    traditional = one("組織工作\n辦公室的事情,要有人記。\n\n  要有人跑。")
    other = one("组织工作\n办公室的事情，要有人记。\n要有人问。")
    assert simplified.digest == traditional.digest != other.digest
    assert len(simplified.digest) == len(hashlib.sha256().hexdigest())
    assert digest(None, ()) == hashlib.sha256(fold("").encode()).hexdigest()


@pytest.mark.parametrize("unit", ["第1篇：", "1、", "作者：", "[1]", "2019-1-1 ", "（", "“", "-", "· ", "a. b", "一、"])
def test_hostile_repetition_costs_linear_time(unit: str) -> None:
    def cut(times: int) -> None:
        text = unit * times + "\n" + (unit + "\n") * (times // 10)
        structure(Source("a.txt", text, None, "txt"), apply(text, ()))

    assert_linear(cut, 1_600, 16_000)


def test_a_page_of_headings_costs_linear_time(tmp_path: Path) -> None:
    """Each mark of a heading is a span that is no body, so that lines and spans grow together."""

    def cut(times: int) -> None:
        marked = "# 渡口\n\n" + "".join(f"## 第{number}节 渡口\n" for number in range(times))
        source = load_source(tmp_path / "a.md", "a.md", data=marked.encode())
        structure(source, apply(source.text, ()))

    assert_linear(cut, 250, 2_500)
