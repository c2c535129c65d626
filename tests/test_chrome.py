"""The removal of site furniture: whole pages made up after the kinds there are, and laws that hold for any text.

A page in tests/furniture says of each line what must become of it: `- ` goes, `+ ` stays, `? ` may do either;
⟦…⟧ marks what goes from a line that stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.repair import RULES, repair
from builder.repair.chrome_forms import form_of
from builder.repair.chrome_lines import lines_of
from builder.repair.chrome_order import CHROME
from builder.repair.engine import apply
from tests.examples import examples
from tests.growth import assert_linear

PAGES = sorted((Path(__file__).parent / "furniture").glob("*.txt"))
CONTROLS = [page for page in PAGES if page.stem.startswith("control-")]
#: What may be left of the furniture of all pages together. Measured 2026-11-21: .012.
MOST_LEFT = 0.02
_GLUED = re.compile("⟦(.*?)⟧")


@dataclass(frozen=True)
class Page:
    text: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]


def read_page(path: Path) -> Page:
    rows = [(line[0], line[2:]) for line in path.read_text("utf-8").splitlines() if line[:2] in ("+ ", "- ", "? ")]
    text = "".join(_GLUED.sub(r"\1", words) + "\n" for _, words in rows)
    stays = tuple(_GLUED.sub("", words) for mark, words in rows if mark == "+")
    goes = tuple(words for mark, words in rows if mark == "-" and words not in stays)
    return Page(text, goes + tuple(piece for _, words in rows for piece in _GLUED.findall(words)), stays)


def printed(text: str) -> list[str]:
    return [re.sub(r"\s+", "", line) for line in text.splitlines()]


def bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_of_the_essay_is_lost(path: Path) -> None:
    page = read_page(path)
    lines = printed(repair(page.text).text)
    assert [words for words in page.stays if bare(words) not in lines] == []


def test_hardly_any_furniture_is_left() -> None:
    left = []
    total = 0
    for path in PAGES:
        page = read_page(path)
        lines = printed(repair(page.text).text)
        total += len(page.goes)
        left += [f"{path.stem}: {words}" for words in page.goes if bare(words) in lines]
    assert len(left) <= MOST_LEFT * total, "\n".join(left)


@pytest.mark.parametrize("path", CONTROLS, ids=lambda path: path.stem)
def test_a_text_without_furniture_is_not_touched(path: Path) -> None:
    text = read_page(path).text
    assert apply(text, CHROME).text == text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_second_pass_finds_nothing(path: Path) -> None:
    once = repair(read_page(path).text).text
    assert apply(once, CHROME).text == once


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_in_traditional_characters_loses_the_same(path: Path) -> None:
    from builder.script import to_traditional

    page = read_page(path)
    lines = printed(apply(to_traditional(page.text), CHROME).text)
    left = [words for words in page.goes if bare(to_traditional(words)) in lines]
    kept = printed(apply(page.text, CHROME).text)
    assert left == [words for words in page.goes if bare(words) in kept]


_PIECES = st.sampled_from(
    [
        "首页", "登录 | 注册", "分享到：", "微信", "责任编辑：某某", "相关阅读", "上一篇：旧事", "版权所有", "Share this:", "Advertisement",
        "河水慢慢地流着，", "他说：“好的。”", "一、缘起", "Next", "Comments", "更多", "昨天", "2019-05-06", "来源：晨江晚报", "|", "",
        "小时候，村东头有一条旧河道，水早就改了道，只剩下一弯浅浅的洼地，长满了芦苇，风一吹就沙沙地响。",
        "It takes nineteen minutes to walk from our gate to the old mill, and I never met anyone on the way there.",
        "本文来源于网络，如有侵权请联系删除。", "更多内容请关注本站频道。",
    ]
)  # fmt: skip


@examples(150)
@given(st.lists(_PIECES, max_size=24).map("\n".join))
def test_removal_settles_and_only_removes(text: str) -> None:
    """Furniture goes in few passes; nothing is put in; what stays is in its order."""
    once = apply(text, CHROME).text
    rest = iter(text)
    assert all(character in rest for character in once)
    twice = apply(once, CHROME).text
    assert len(twice) <= len(once)
    assert apply(apply(twice, CHROME).text, CHROME).text == apply(twice, CHROME).text


@examples(100)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert all(line.start <= line.text_start <= line.end for line in lines_of(text))
    apply(text, CHROME)


@pytest.mark.parametrize(
    "unit",
    [
        "1 阅读    ",
        "阅读 : 1  ",
        "[a" * 3,
        "首页 > ",
        "。",
        ". ",
        "- a - ",
        "登录",
        "( ",
        "大 中 小 ",
        "更多",
        "a a ",
        "责任编辑:",
        "相关阅读\n",
        "分享\n微信\n正文\n",
        "标签: 甲\n",
        "0.. ",
    ],
)
@pytest.mark.parametrize("end", ["", "x", "\n"])
def test_no_text_costs_more_than_linear_time(unit: str, end: str) -> None:
    """Ten times the text in far less than a hundred times the time."""

    def mend(length: int) -> None:
        text = unit * (length // len(unit)) + end if end != "\n" else (unit * 12 + "\n") * (length // (len(unit) * 12))
        apply(text, CHROME)

    assert_linear(mend, 3_000, 30_000)


@pytest.mark.parametrize(
    ("line", "family"),
    [
        ("4人参与2评论", "count"),
        ("[责任编辑:某某 nb155]", "credit"),
        ("上一篇:旧事", "turning"),
        ("t + -", "widget"),
        ("晨icp备05018911号", "legal"),
        ("编辑部的故事", None),
        ("5个推荐理由", None),
        ("下一条路很长", None),
        ("他说:好", None),
    ],
)
def test_forms(line: str, family: str | None) -> None:
    assert form_of(line) == family


def test_every_rule_about_furniture_is_in_the_order() -> None:
    assert [rule for rule in RULES if rule in CHROME] == list(CHROME)
    assert all(rule.loses_words for rule in CHROME)
