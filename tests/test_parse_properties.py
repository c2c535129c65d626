"""Laws of parsing: any text gives blocks, the blocks hold every character once, and the tree keeps their order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Block, Decisions, Hint
from builder.repair.engine import apply
from builder.structure.kinds import BULLET
from builder.structure.lines import read_lines
from builder.structure.numbering import mark_at
from builder.structure.parse import parse
from builder.structure.series import BARE, Entry, chain
from builder.structure.tree import even_levels, heading_ids, nest, unnest
from builder.tiling import Positions
from tests.examples import examples
from tests.growth import assert_linear

MARKS = [
    "一、",
    "二、",
    "三、",
    "五、",
    "（一）",
    "(二)",
    "1.",
    "2、",
    "3．",
    "(1)",
    "①",
    "第一章 ",
    "第二条 ",
    "1.1 ",
    "First, ",
    "Part II: ",
]
WORDS = [
    "加强巡查",
    "河水清了",
    "要求全",
    "做到心中有数",
    "他说：“好”",
    "we walk along the river",
    "Learn to wait",
    "网络照片",
    "三个方面",
]
STOPS = ["", "。", "；", "：", "，", "？", ". ", "。”", "……"]

lines = st.builds(
    lambda indent, mark, parts: indent + mark + "".join(parts),
    st.sampled_from(["", "\u3000\u3000", "    "]),
    st.one_of(st.just(""), st.sampled_from(MARKS)),
    st.lists(
        st.builds(
            lambda word, times, stop: word * times + stop,
            st.sampled_from(WORDS),
            st.integers(1, 6),
            st.sampled_from(STOPS),
        ),
        max_size=4,
    ),
)
essays = st.one_of(
    st.lists(lines, max_size=25).map("\n".join),
    st.text(max_size=300),
    st.text(alphabet="一二三、（）1.2)是要第条章 \n\t。；:：abcI|-*`{};“”", max_size=300),
)


def parsed(text: str, ranges: list[tuple[int, int]], hints: tuple[Hint, ...] = ()) -> tuple[Block, ...]:
    return parse(text, ranges, hints, "zh-Hans", None, Decisions(), Positions(apply(text, ()).segments))


@st.composite
def texts_with_ranges(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(essays)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    ranges = [(begin, end) for begin, end in pairwise([0, *cuts, len(text)]) if draw(st.integers(0, 3))]
    return text, ranges


@given(texts_with_ranges())
@examples(300)
def test_every_character_is_in_one_block(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, ranges = case
    blocks = parsed(text, ranges)
    expected = ""
    for line in read_lines(text, ranges):
        bullet = BULLET.match(line.text)
        body = line.text
        if bullet and (mark := mark_at(body, bullet.end())) and mark.printed:
            body = body[bullet.end() :]  # a bullet before a number is drawn, not printed
        expected += "".join(body.split())
    found = "".join("".join((block.number + block.text).split()) for block in blocks)
    if "\t" not in text and "|" not in text and "`" not in text and ";" not in text:
        assert found == expected
    else:  # bullets inside code and tables stay
        assert len(found) >= len(expected)


@given(texts_with_ranges())
@examples(200)
def test_blocks_stand_in_order_and_have_names_of_their_own(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, ranges = case
    blocks = parsed(text, ranges)
    assert len({block.id for block in blocks}) == len(blocks)
    for before, after in pairwise(blocks):
        assert before.repaired_span[1] <= after.repaired_span[0]
    for block in blocks:
        start, end = block.repaired_span
        assert 0 <= start <= end <= len(text)
        if block.heading != "inferred":
            assert block.text.split("\n")[0].strip() in text[start:end]
            assert any(begin <= start and end <= stop for begin, stop in _joined(text, ranges))


def _joined(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges, those joined that only white space parts."""
    joined: list[tuple[int, int]] = []
    for begin, end in ranges:
        if joined and not text[joined[-1][1] : begin].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    # Code keeps the indentation before its first line, which may lie outside.
    return [(0 if not text[:begin].strip() else begin, end) for begin, end in joined]


@given(texts_with_ranges())
@examples(150)
def test_unnesting_the_tree_gives_the_blocks_in_order(case: tuple[str, list[tuple[int, int]]]) -> None:
    blocks = parsed(*case)
    tree = nest(blocks)
    assert tuple(unnest(tree)) == blocks
    for node in tree:
        assert node.block.kind != "heading" or node.block.level == 1


@given(st.lists(st.integers(1, 6), max_size=30))
def test_levels_have_no_holes_and_keep_their_order(levels: list[int]) -> None:
    even = even_levels(levels)
    assert all(after <= before + 1 for before, after in pairwise([0, *even]))
    assert even_levels(even) == even
    for (first, second), (even_first, even_second) in zip(pairwise(levels), pairwise(even), strict=True):
        assert second <= first or even_second == even_first + 1
    assert len(set(heading_ids(even))) == len(even)


@given(st.lists(st.sampled_from([*MARKS, BARE]), max_size=60))
def test_a_chain_loses_no_entry_and_parents_come_first(printed: list[str]) -> None:
    entries = []
    for index, mark_text in enumerate(printed):
        mark = mark_at(f"{mark_text} 文")
        if mark is not None:
            entries.append(Entry(index, mark, False, 0))
    members = chain(entries)
    assert [member.line for member in members] == [entry.line for entry in entries]
    assert all(member.parent is None or member.parent < index for index, member in enumerate(members))


HINT_KINDS = ["heading", "list", "quotation", "verse", "code", "table", "figure", "footnote", "title", "drop"]
raw_hints = st.tuples(st.integers(0, 300), st.integers(0, 80), st.sampled_from(HINT_KINDS), st.integers(-1, 9))


@given(essays, st.lists(raw_hints, max_size=8))
@examples(150)
def test_any_hints_are_borne(text: str, raw: list[tuple[int, int, str, int]]) -> None:
    hints = tuple(Hint(start, start + length, kind, level) for start, length, kind, level in raw)  # type: ignore[arg-type]
    blocks = parsed(text, [(0, len(text))], hints)
    assert tuple(unnest(nest(blocks))) == blocks


HOSTILE = [
    "1. \n" * 20_000,
    "1、一\n1、二\n" * 8_000,
    "一、" * 30_000,
    "。" * 60_000,
    "!" * 60_000 + "a",
    "First, a. " * 8_000,
    "- " * 30_000,
    ("甲乙丙丁。" + "子丑寅卯辰巳午未" * 4 + "。\n") * 1_500,
    "第" * 60_000,
    " " * 60_000 + "\u3000" * 60_000 + "x",
    "“" * 60_000,
    "|" * 60_000 + "\n" + "\t" * 60_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_time_is_linear_on_hostile_text(text: str) -> None:
    assert_linear(lambda size: parsed(text[:size], [(0, size)]), len(text) // 10, len(text))
