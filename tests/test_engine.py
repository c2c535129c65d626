"""The tiling engine: every edit is cut into the source, and the source comes back whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Certainty, Decisions, Edit, Flag, Repaired, Rule, RuleInput, Segment
from builder.repair import repair
from builder.repair.engine import OverlappingEditsError, apply
from builder.repair.rule import each, rule
from builder.tiling import Positions
from tests.examples import examples


def replacing(old: str, new: str, certainty: Certainty = "sure", identity: str = "") -> Rule:
    return rule(identity or f"{old}-{new}", why="Test.", why_zh="测试。", certainty=certainty)(
        each(re.compile(re.escape(old)), new)
    )


def assert_tiles(repaired: Repaired) -> None:
    """Tiles are ordered, without gaps, cover the source, print the text, and untouched ones print the source."""
    reached = 0
    for segment in repaired.segments:
        assert segment.start == reached <= segment.end
        if not segment.rules:
            assert segment.out == repaired.source[segment.start : segment.end] != ""
        reached = segment.end
    assert reached == len(repaired.source)
    assert "".join(segment.out for segment in repaired.segments) == repaired.text


def test_no_rule_no_change() -> None:
    assert apply("渠水", ()) == Repaired("渠水", (Segment(0, 2, "渠水"),), (), "渠水")
    assert apply("", (replacing("a", "b"),)).segments == ()


def test_an_edit_splits_kept_text() -> None:
    assert apply("abcd", [replacing("bc", "X")]).segments == (
        Segment(0, 1, "a"),
        Segment(1, 3, "X", ("bc-X",)),
        Segment(3, 4, "d"),
    )


def test_an_edit_swallows_whole_what_an_earlier_rule_made() -> None:
    repaired = apply("abXcd", [replacing("X", ""), replacing("bc", "B")])
    assert repaired.segments == (Segment(0, 1, "a"), Segment(1, 4, "B", ("X-", "bc-B")), Segment(4, 5, "d"))


def test_the_weakest_certainty_is_kept() -> None:
    repaired = apply("abc", [replacing("b", "BB", "likely"), replacing("BBc", "C")])
    assert [(segment.out, segment.certainty) for segment in repaired.segments] == [("a", "sure"), ("C", "likely")]


def test_a_change_taken_back_leaves_no_trace() -> None:
    assert apply("abc", [replacing("b", "X"), replacing("aX", "ab")]).segments == (
        Segment(0, 2, "ab"),
        Segment(2, 3, "c"),
    )


def test_a_doubtful_edit_is_a_flag_in_source_positions() -> None:
    repaired = apply("xxabab", [replacing("xx", ""), replacing("ba", "?", "doubtful")])
    assert repaired.text == "abab"
    assert repaired.flags == (Flag(3, 5, "ba-?"),)


def test_an_insertion_is_a_tile_of_no_length() -> None:
    def find(given: RuleInput) -> Iterator[Edit]:
        yield Edit(1, 1, "\n")

    inserted = apply("ab", [rule("break", why="Test.", why_zh="测试。")(find)])
    assert inserted.segments == (Segment(0, 1, "a"), Segment(1, 1, "\n", ("break",)), Segment(1, 2, "b"))
    assert_tiles(inserted)


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(2, 9, "")], [Edit(3, 2, "")]])
def test_overlapping_and_stray_edits_are_refused_by_name(edits: list[Edit]) -> None:
    with pytest.raises(OverlappingEditsError, match="rule careless"):
        apply("abcd", [rule("careless", why="Test.", why_zh="测试。")(lambda given: edits)])


_SMALL = st.text("abc\n", max_size=30)
_RULES = st.lists(
    st.tuples(st.text("abc\n", min_size=1, max_size=3), st.text("abcX", max_size=3)), min_size=1, max_size=6
)


@examples(400)
@given(_SMALL, _RULES)
def test_any_rules_in_any_order_keep_the_tiling(source: str, pairs: list[tuple[str, str]]) -> None:
    rules = [replacing(old, new) for old, new in pairs]
    repaired = apply(source, rules)
    assert_tiles(repaired)
    expected = source
    for old, new in pairs:
        expected = expected.replace(old, new)
    assert repaired.text == expected


@examples(200)
@given(_SMALL, _RULES, st.data())
def test_positions_point_into_the_source(source: str, pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    repaired = apply(source, [replacing(old, new) for old, new in pairs])
    start = data.draw(st.integers(0, len(repaired.text)))
    end = data.draw(st.integers(start, len(repaired.text)))
    begin, stop = Positions(repaired.segments).to_source(start, end)
    assert 0 <= begin <= stop <= len(source)
    kept = next((s for s in repaired.segments if not s.rules and s.start <= begin < stop <= s.end), None)
    if kept and end - start == stop - begin:
        assert source[begin:stop] == repaired.text[start:end]


TEXT = "第一行 \n第二行广告位\n\u3000\u3000第三行"


def test_people_decide_before_any_rule() -> None:
    repaired = repair(TEXT, decisions=Decisions(drop=("广告位",), replace=(("第三行", "第 3 行"),)))
    assert repaired.text == "第一行\n第二行\n第 3 行"
    assert {name for segment in repaired.segments for name in segment.rules} >= {"decided-drop", "decided-replace"}


def test_a_rule_can_be_switched_off() -> None:
    off = Decisions(rules_off=(("printed-indent", "verse"),))
    assert repair(TEXT, decisions=off).text.endswith("\n\u3000\u3000第三行")


def test_no_rule_touches_what_is_kept() -> None:
    repaired = repair(TEXT, decisions=Decisions(keep=("第一行 \n",)))
    assert repaired.text == "第一行 \n第二行广告位\n第三行"


def test_a_decision_that_fits_nowhere_changes_nothing() -> None:
    assert repair(TEXT, decisions=Decisions(drop=("不存在",), keep=("也不存在",))) == repair(TEXT)
