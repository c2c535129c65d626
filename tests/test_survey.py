"""The survey: a site never seen before loses its furniture with it and not without it; essays lose nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from builder.model import SurveyFacts
from builder.repair import repair
from builder.repair.survey import (
    FEWEST_FILES,
    FEWEST_SURVEYED,
    MOST_FILES,
    SAME_SITE,
    Profile,
    Survey,
    about,
    mark,
    profile,
    survey,
)
from tests.examples import examples

_HAN = "山水风云春夏秋冬田园村庄河流老屋父亲母亲孩子灯火炊烟稻谷麦浪石桥渡口小巷书信旧事月光星辰雨雪归途远方记忆泥土种子果树"
_LATIN = [
    "river",
    "mill",
    "gate",
    "stone",
    "plum",
    "ladder",
    "clock",
    "stove",
    "winter",
    "road",
    "letter",
    "ferry",
    "island",
    "hill",
    "bread",
    "salt",
    "lamp",
    "door",
]

#: The furniture of two sites that exist nowhere; no table knows a word of it.
HAN_HEAD = ("青禾书屋", "听雨轩　藏书阁　会客厅", "此处灯火长明")
HAN_TAIL = (
    "把这一页折起来",
    "左邻：{}",
    "右舍：{}",
    "架上还有",
    "{}",
    "{}",
    "青禾书屋守夜人敬上",
    "门牌一九八号　风铃响三声",
)
HAN_GLUED = ("【青禾书屋珍藏本】", "守夜人抄录于青禾书屋，过客轻拿轻放。")
LATIN_HEAD = ("The Lantern Shelf", "Attic Cellar Porch Well")
LATIN_TAIL = ("Hang up your hat", "{}", "{}", "Kept by the night porter of the Lantern Shelf", "Ring twice for soup")


@dataclass(frozen=True)
class Made:
    text: str
    essay: tuple[str, ...]
    furniture: tuple[str, ...]


def _han(dice: random.Random, length: int) -> str:
    return "".join(dice.choice(_HAN) for _ in range(length))


def _han_paragraph(dice: random.Random) -> str:
    return "".join("，".join(_han(dice, dice.randint(6, 14)) for _ in range(3)) + "。" for _ in range(2))


def _latin(dice: random.Random, length: int) -> str:
    return " ".join(dice.choice(_LATIN) for _ in range(length)).capitalize()


def han_page(dice: random.Random) -> Made:
    paragraphs = [_han_paragraph(dice) for _ in range(dice.randint(3, 6))]
    title = _han(dice, dice.randint(5, 9))
    essay = (title, f"作者：{_han(dice, 3)}", "一、缘起", paragraphs[0], "二、经过", *paragraphs[1:], "谢谢大家！")
    printed = list(essay)
    printed[3] = HAN_GLUED[0] + printed[3]
    printed[-2] += HAN_GLUED[1]
    tail = tuple(line.format(_han(dice, dice.randint(5, 8))) for line in HAN_TAIL)
    return Made("\n".join([*HAN_HEAD, *printed, *tail]) + "\n", essay, HAN_HEAD + tail + HAN_GLUED)


def latin_page(dice: random.Random) -> Made:
    paragraphs = [f"{_latin(dice, 20)}. {_latin(dice, 12)}." for _ in range(4)]
    essay = (_latin(dice, 4), "1. Beginnings", *paragraphs, "The end")
    tail = tuple(line.format(_latin(dice, dice.randint(3, 6))) for line in LATIN_TAIL)
    return Made("\n\n".join([*LATIN_HEAD, *essay, *tail]) + "\n", essay, LATIN_HEAD + tail)


def made_site(page: object, files: int = 20) -> list[Made]:
    dice = random.Random(20)
    return [page(dice) for _ in range(files)]  # type: ignore[operator]


def _left(pages: list[Made], *, surveyed: bool) -> tuple[list[str], list[str]]:
    """Lines of essays that are lost, and pieces of furniture that are left."""
    census = survey(profile(page.text) for page in pages)
    lost, left = [], []
    for page in pages:
        facts = census.facts(profile(page.text)) if surveyed else SurveyFacts()
        out = repair(page.text, facts).text
        lines = {line.strip() for line in out.splitlines()}
        lost += [line for line in page.essay if line not in lines and not any(g in line for g in HAN_GLUED)]
        left += [piece for piece in page.furniture if piece in lines or (piece in HAN_GLUED and piece in out)]
    return lost, left


def test_a_site_never_seen_loses_its_furniture_with_the_survey() -> None:
    for page in (han_page, latin_page):
        lost, left = _left(made_site(page), surveyed=True)
        assert lost == []
        assert left == []


def test_and_not_without_it() -> None:
    for page in (han_page, latin_page):
        pages = made_site(page)
        _, left = _left(pages, surveyed=False)
        assert len(left) == sum(len(made.furniture) for made in pages)


def test_a_few_files_prove_nothing() -> None:
    pages = made_site(han_page, FEWEST_FILES - 1)
    assert survey(profile(page.text) for page in pages).recurring == {}


def test_near_duplicates_count_once() -> None:
    """Twenty copies of an essay, each with a word changed, are one essay: none of its lines recurs."""
    dice = random.Random(7)
    paragraphs = [_han_paragraph(dice) for _ in range(8)]
    copies = ["\n".join([*paragraphs[:-1], paragraphs[-1] + _han(dice, 6)]) for _ in range(20)]
    census = survey(profile(text) for text in copies)
    assert census.files == 1
    assert census.recurring == {}


def test_formulas_headings_and_signatures_of_a_genre_stay() -> None:
    """Speeches share their greeting and thanks, reports their headings, an author's poems his name."""
    dice = random.Random(3)
    speeches = [
        (
            _han(dice, 8),
            "尊敬的各位领导，同志们：",
            *(_han_paragraph(dice) for _ in range(3)),
            "此致",
            "敬礼！",
            "谢谢大家！",
        )
        for _ in range(20)
    ]
    reports = [
        (
            _han(dice, 8),
            "指导思想",
            _han_paragraph(dice),
            "工作目标",
            _han_paragraph(dice),
            "保障措施",
            _han_paragraph(dice),
        )
        for _ in range(20)
    ]
    poems = [(_han(dice, 4), *(_han(dice, 7) for _ in range(8)), "白渡", "写于小镇") for _ in range(20)]
    for genre in (speeches, reports, poems):
        texts = ["\n".join(lines) + "\n" for lines in genre]
        census = survey(profile(text) for text in texts)
        for text in texts:
            assert repair(text, census.facts(profile(text))).text == repair(text).text


def test_facts_hold_only_the_files_own_lines() -> None:
    pages = made_site(han_page) + made_site(latin_page)
    profiles = [profile(page.text) for page in pages]
    census = survey(profiles)
    facts = census.facts(profiles[0])
    assert set(facts.recurring) <= profiles[0].lines | profiles[0].phrases
    strange, own = mark("thelanternshelf"), mark("青禾书屋")
    assert strange in census.recurring and strange not in facts.recurring
    assert census.recurring[own] == 20 and facts.recurring[own].in_most
    assert all(one.like(other) for one in facts.recurring.values() for other in facts.recurring.values())


def test_a_file_more_of_a_site_changes_the_facts_of_none() -> None:
    """What was read of the others stays: only shares of counts are told, not counts."""
    profiles = [profile(page.text) for page in made_site(han_page, 30)]
    few, many = survey(profiles[:20]), survey(profiles)
    assert [few.facts(one) for one in profiles[:20]] == [many.facts(one) for one in profiles[:20]]


def test_a_turn_of_speech_that_recurs_beside_no_line_is_not_among_the_facts() -> None:
    dice = random.Random(5)
    turn = "各位同仁都看在眼里的是这件事。"
    texts = ["\n".join([_han_paragraph(dice), turn + _han_paragraph(dice), _han_paragraph(dice)]) for _ in range(50)]
    profiles = [profile(text) for text in texts[:6]]
    profiles += [profile(text.replace(turn, "")) for text in texts[6:]]
    census = survey(profiles)
    assert census.recurring == {mark(turn): 6}
    assert census.facts(profiles[0]).recurring == {}


@examples(200)
@given(st.lists(st.integers(FEWEST_FILES, 2_000), min_size=1, max_size=12, unique=True), st.integers(1, 4_000))
def test_facts_tell_of_any_counts_which_are_about_the_same(counts: list[int], files: int) -> None:
    lines = {place: about(count) for place, count in enumerate(counts)}
    facts = Survey(lines, files).facts(Profile(frozenset(lines), frozenset(), ())).recurring
    for one, its in lines.items():
        assert facts[one].in_most == (about(files) >= FEWEST_SURVEYED and its >= MOST_FILES * about(files))
        for other, others in lines.items():
            assert facts[one].like(facts[other]) == (SAME_SITE * max(its, others) <= min(its, others))


def test_references_and_injected_readings_do_not_hide_a_line() -> None:
    assert profile("青&nbsp;禾(hé)书屋\n").lines == profile("青 禾书屋\n").lines


def test_order_of_files_does_not_matter_for_what_recurs() -> None:
    profiles = [profile(page.text) for page in made_site(han_page)]
    assert survey(profiles) == survey(reversed(profiles))


@examples(60)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_texts_can_be_surveyed(texts: list[str]) -> None:
    profiles: list[Profile] = [profile(text) for text in texts]
    census = survey(profiles)
    assert census.files <= len(texts)
    for one in profiles:
        assert all(census.recurring[key] >= FEWEST_FILES for key in census.facts(one).recurring)
