"""Laws of repair that hold for any text: nothing lost, nothing done twice, clean text left alone, no text too slow."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.model import Repaired, Rule
from builder.repair import RULES, repair
from builder.repair.engine import apply
from tests.cases import all_cases
from tests.damage.originals import FOLDER, read
from tests.examples import examples
from tests.growth import assert_linear
from tests.test_engine import assert_tiles

ORIGINALS = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))

# Text shaped like the sources: random Unicode never has full lines, readings or series, and enters no rule.
_HAN = st.text("渠水闸门老人守着清淤补漏时间学习实话省市盛识常祝现在的了是不我们要", min_size=1, max_size=24)
_MARK = st.sampled_from(["，", "。", "、", "；", "：", "？", "！", "”", "“", "《", "》", ",", ".", "?", "(", ")", "……"])
_DAMAGE = st.sampled_from(
    [
        "(shí)",
        "?shí)",
        "&nbsp;",
        "&ldquo;",
        "<br />",
        "<b>",
        "</b>",
        "\u3000\u3000",
        " ",
        "  ",
        "\u200b",
        "\xa0",
        "??",
        " 1 ",
        " 2 ",
        "\n1、",
        "\n2、",
        "\n一、",
        "\n二、",
        "\n三、",
        "第一，",
        "第三，",
        "**",
        "xx年",
        "⑺",
        "[1]",
        "â€œ",
        "Ã©",
        "\n- 1 -\n",
        "第1页 共2页\n",
        "\u2028",
        "\r",
        "\x93",
        "�",
        "k 2% Rw T0 Lx o jE b: r} d; X s",
        "作者: 何\n望 来源: ",
    ]
)
_LATIN = st.sampled_from(
    [
        "The clinic is ",
        "open. ",
        "workTo be ",
        "some-\nbody ",
        ". , and ",
        "and the nurse ",
        "etc., ",
        "a , b ",
        "The third is to ",
    ]
)

_PIECE = st.one_of(_HAN, _MARK, _DAMAGE, _LATIN, st.just("\n"), st.just("\n\n"))
TEXTS = st.lists(_PIECE, max_size=40).map("".join)

SIZE = 12_000


def letters(text: str) -> Counter[str]:
    """Letters, digits and Han of `text`; width and form do not count, white space and marks neither."""
    return Counter(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def lost(repaired: Repaired) -> Counter[str]:
    """Letters that stand in the source and not in the text, tiles by named removals and re-readings left out."""
    spared = {rule.id for rule in RULES if rule.loses_words} | REREADING
    before, after = Counter[str](), Counter[str]()
    for segment in repaired.segments:
        if not spared & set(segment.rules):
            before.update(letters(repaired.source[segment.start : segment.end]))
            after.update(letters(segment.out))
    return before - after


#: These print other letters for the same bytes or the same character: nothing is lost, nothing is the same.
REREADING = {"mojibake", "mojibake-lost-byte", "html-reference", "lost-byte-pair", "control-quote"}


@examples(250)
@given(TEXTS)
def test_tiles_cover_the_source(text: str) -> None:
    assert_tiles(repair(text))


@examples(250)
@given(TEXTS)
def test_no_word_is_lost_without_a_name(text: str) -> None:
    assert not lost(repair(text))


@examples(300)
@given(TEXTS)
@example("\n" * 50)
@example("渠??" * 30)
@example("第1页 共2页\n第1页 共2页\n不\n第1页 共2页\n")
def test_each_rule_alone_has_nothing_to_do_twice(text: str) -> None:
    for rule in RULES:
        once = apply(text, [rule]).text
        assert apply(once, [rule]).text == once, rule.id


@pytest.mark.parametrize("name", ORIGINALS)
def test_clean_essays_come_out_as_they_went_in(name: str) -> None:
    text = read(name).printed()
    repaired = repair(text)
    assert repaired.text == text
    assert repaired.flags == ()


@pytest.mark.parametrize("case", [case for case in all_cases() if not case.known_failure], ids=lambda case: case.name)
def test_all_rules_together_have_nothing_to_do_twice(case: object) -> None:
    once = repair(case.before).text  # type: ignore[attr-defined]
    assert repair(once).text == once


_UNITS = [
    "(",
    "（a",
    "實(shí)",
    "部?jī)",
    "渠 ",
    "渠，",
    "渠??",
    "&amp;",
    "<",
    "<a ",
    "<!--",
    "â€",
    "Ã",
    "ä¸",
    "[1]",
    "渠⑴",
    "识》",
    "《",
    "1、渠。\n",
    "一、",
    "（一）",
    "第一，渠。",
    "k} 9",
    "**",
    "渠 1 渠\n",
    "1\n",
    "渠渠渠渠\n",
    "word word-\n",
    "workTo be ",
    ". , a",
    "时展",
    "有的渠水来",
    "四是；",
    "篇1(",
    "。\u3000\u3000渠",
    "目 录\n",
    "\n",
    " ",
    "\u3000",
    "\t",
    "`",
    "```\n",
    "\u200b",
    "�",
    "两个方面\n",
    "老人上求新。\n",
    "The first is to do something here.",
    "作者: 何\n",
    "三、",
    "渠渠渠渠，渠渠渠渠渠渠，\n",
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_text_is_slow(rule: Rule) -> None:
    """Hostile repetition, each unit alone: quadratic work shows against a tenth of the text."""
    for unit in _UNITS:
        text = unit * (SIZE // len(unit))
        assert_linear(lambda size, text=text: apply(text[:size], [rule]), len(text) // 10, len(text))


def test_every_reason_is_in_both_languages() -> None:
    assert all(
        re.search("[\u4e00-\u9fff]", rule.why_zh) and not re.search("[\u4e00-\u9fff]{5}", rule.why) for rule in RULES
    )
