"""Links: few, never without a reason that can be read on both sides, and never against a person's word."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from builder.corpus import neighbours
from builder.corpus.analyse import analyse
from builder.corpus.cedict import translations, wordings
from builder.corpus.choices import Choices
from builder.corpus.digest import digest
from builder.corpus.links import LEAST_ACROSS, LEAST_ACROSS_NAMED, LEAST_SCORE, MOST_LINKS
from builder.corpus.matcher import ThemeMatcher
from builder.corpus.neighbours import nearest, nearest_across, rounded
from builder.corpus.weights import strongest, unit_rows
from builder.model import Atlas, Language, Link, Vocabulary
from builder.script import to_traditional
from tests.corpus import declaration, essay, library

LIBRARY = library()
PLAIN = analyse(LIBRARY.digests)
NAMED = analyse(LIBRARY.digests, LIBRARY.vocabulary)
BOTH = pytest.mark.parametrize("atlas", [PLAIN, NAMED], ids=["discovered", "declared"])


def between(atlas: Atlas, origin: str, target: str) -> Link | None:
    return next((link for link in atlas.links if (link.origin, link.target) == (origin, target)), None)


@BOTH
def test_every_link_has_a_reason(atlas: Atlas) -> None:
    assert atlas.links
    assert all(link.themes or link.terms for link in atlas.links)


@BOTH
def test_few_links_and_none_to_itself(atlas: Atlas) -> None:
    assert max(Counter((link.origin, link.kind) for link in atlas.links).values()) <= MOST_LINKS
    assert all(link.origin != link.target for link in atlas.links)
    assert len({(link.origin, link.target) for link in atlas.links}) == len(atlas.links)


@BOTH
def test_scores_are_rounded_and_above_the_threshold(atlas: Atlas) -> None:
    for link in atlas.links:
        assert link.score == round(link.score, 6)
        named = LEAST_ACROSS_NAMED if link.themes else LEAST_ACROSS
        assert link.score >= (named if link.kind == "cross-language" else LEAST_SCORE)


@BOTH
def test_passages_are_paragraphs_that_show_a_shared_theme(atlas: Atlas) -> None:
    essays = dict(LIBRARY.essays)
    themes = {theme.id: theme for theme in atlas.themes}
    for link in atlas.links:
        for slug, passage in ((link.origin, link.origin_passage), (link.target, link.target_passage)):
            text = next(block.text for block in essays[slug].blocks if block.id == passage)
            if link.themes:
                assert ThemeMatcher([themes[id] for id in link.themes]).find(text), (link, text)


def test_essays_of_one_subject_are_linked_and_others_are_not() -> None:
    related = [link for link in PLAIN.links if link.kind == "related"]
    assert {link.origin.split("-")[0] for link in related} == {"tea", "river"}
    assert all(link.origin.split("-")[0] == link.target.split("-")[0] for link in related)


def test_scripts_are_no_obstacle() -> None:
    assert between(PLAIN, "river-ferry", "river-bridge-hant")
    assert between(PLAIN, "tea-craft-hant", "tea-young")


def test_the_atlas_is_sorted() -> None:
    assert list(NAMED.links) == sorted(NAMED.links, key=lambda link: (link.origin, link.kind, -link.score, link.target))


def test_a_person_s_veto_holds_both_ways() -> None:
    atlas = analyse(LIBRARY.digests, None, Choices(not_linked=frozenset({("river-ferry", "river-flood")})))
    assert not between(atlas, "river-ferry", "river-flood")
    assert not between(atlas, "river-flood", "river-ferry")
    assert between(atlas, "river-ferry", "river-bridge-hant")


def test_a_veto_of_an_unknown_essay_is_an_error() -> None:
    atlas = analyse(LIBRARY.digests, None, Choices(not_linked=frozenset({("clock", "clocks")})))
    assert [(each.code, each.severity) for each in atlas.problems] == [("not-linked-unknown", "error")]


def test_languages_meet_by_words_where_no_theme_names_them() -> None:
    link = between(PLAIN, "tea-terraces", "tea-english")
    assert link is not None and link.kind == "cross-language" and not link.themes
    assert ("合作社", "cooperative") in link.terms
    back = between(PLAIN, "tea-english", "tea-terraces")
    assert back is not None and back.score == link.score
    assert back.terms == tuple((there, here) for here, there in link.terms)
    assert not any(link.kind == "cross-language" and "river" in link.origin for link in PLAIN.links)


def test_part_of_an_expression_is_not_named_as_its_translation() -> None:
    assert "cadre" in wordings("干部") and "office" in wordings("办公室")
    assert "link" not in wordings("薄弱环节") and "business" not in wordings("办公室")
    assert not wordings("没有这个词条")


def test_what_is_said_once_in_long_essays_joins_no_languages() -> None:
    filler = {
        "zh-Hans": "这是我们大家都要做好的工作。" * 60,
        "en": "We all have our own work to do, and do it well. " * 20,
    }
    once = {"zh-Hans": "合作社在河边，院子里晒着稻谷。", "en": "The cooperative is at the river, and so is its yard. "}
    for times, linked in ((1, False), (3, True)):
        tongues: tuple[Language, ...] = ("zh-Hans", "en")
        items = [(tongue, digest(essay([filler[tongue], once[tongue] * times], language=tongue))) for tongue in tongues]
        met = [term for link in analyse(items).links for term in link.terms]
        assert (("合作社", "cooperative") in met) is linked


def test_languages_meet_by_declared_themes() -> None:
    link = between(NAMED, "tea-terraces", "tea-english")
    assert link is not None and link.kind == "cross-language"
    assert set(link.themes) == {"tea-cooperative", "tea-roasting"} and not link.terms


def test_discovered_themes_do_not_name_a_link_across_languages() -> None:
    crossing = [link for link in PLAIN.links if link.kind == "cross-language"]
    assert crossing and not any(link.themes for link in crossing)


def test_a_theme_that_most_essays_bear_is_no_reason() -> None:
    common = Vocabulary((declaration("everything", "茶农合作社", "tea", "渡口", "摆渡人", "江水"),))
    atlas = analyse(LIBRARY.digests, common)
    assert len(atlas.themes[0].essays) > 6
    assert not any("everything" in link.themes for link in atlas.links)


def test_a_footer_in_every_essay_makes_no_link() -> None:
    footer = "本站文章由渡口读书会整理发布，转载请注明出处，联系渡口读书会编辑部。"
    subjects = (
        "修钟表要有耐心",
        "腌萝卜要有好盐",
        "放风筝要等东风",
        "磨豆腐要起得早",
        "编竹篮要选老竹",
        "养蜜蜂要懂花期",
    )
    items = [
        (f"e{n}", digest(essay([f"{subject}，这是祖父教的道理。" * 2, footer]))) for n, subject in enumerate(subjects)
    ]
    atlas = analyse(items)
    shown = {name for theme in atlas.themes for _, name in theme.names}
    assert not any("读书会" in name or "编辑部" in name for name in shown)
    assert not any(link.origin_passage == "p2" or link.target_passage == "p2" for link in atlas.links)


def test_the_dictionary_gives_stems_whose_weights_add_up_to_one() -> None:
    cadre = dict(translations("干部"))
    assert max(cadre, key=lambda stem: cadre[stem]) == "cadre"
    assert sum(cadre.values()) == pytest.approx(1)
    assert translations("没有这个词条") == ()


def test_a_traditional_essay_meets_english_as_a_simplified_one_does() -> None:
    simple = dict(LIBRARY.essays)["tea-terraces"]
    texts = [to_traditional(block.text) for block in simple.blocks]
    items = [("hant", digest(essay(texts, to_traditional(simple.title or ""), "zh-Hant")))]
    items += [item for item in LIBRARY.digests if item[0] != "tea-terraces"]
    one, other = between(analyse(items), "hant", "tea-english"), between(PLAIN, "tea-terraces", "tea-english")
    assert one is not None and other is not None
    assert one.score == pytest.approx(other.score, abs=0.02)


ROWS = st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5), min_size=1, max_size=12)


@settings(deadline=None)
@given(ROWS, ROWS, st.integers(1, 5), st.integers(1, 12), st.sampled_from([0.0, 0.2]))
def test_nearest_is_the_exact_answer(
    rows: list[list[int]], others: list[list[int]], most: int, at_once: int, least: float
) -> None:
    one, other = (unit_rows(sparse.csr_matrix(np.array(each, dtype=float))) for each in (rows, others))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "ROWS_AT_ONCE", at_once)
        found = nearest(one, most, least), *nearest_across(one, other, most, least)
    for near, products in zip(found, (one @ one.T, one @ other.T, other @ one.T), strict=True):
        for row, exact in enumerate(np.round(products.toarray(), 9)):
            pairs = list(zip(near.columns[near.rows == row], near.values[near.rows == row], strict=True))
            good = [(value, -at) for at, value in enumerate(exact) if value >= least and value > 0]
            assert pairs == [(-at, value) for value, at in sorted(good, reverse=True)[:most]]


@given(ROWS, st.integers(1, 5))
def test_the_strongest_of_a_row_are_kept(rows: list[list[int]], most: int) -> None:
    matrix = sparse.csr_matrix(np.array(rows, dtype=float))
    kept = strongest(matrix, most).toarray()
    for before, after in zip(np.array(rows), kept, strict=True):
        assert sorted(after[after > 0], reverse=True) == sorted(before[before > 0], reverse=True)[:most]
        assert all(after[after > 0] == before[after > 0])


@given(st.lists(st.integers(0, 2_000_000_000).map(lambda number: number / 1e9)))
def test_many_are_rounded_as_one_is(values: list[float]) -> None:
    assert rounded(np.array(values, dtype=float), 6).tolist() == [round(value, 6) for value in values]


def test_what_lies_half_way_is_rounded_as_its_binary_value_says() -> None:
    halves = [(2 * number + 1) / 2e6 for number in range(3000)]
    assert rounded(np.array(halves), 6).tolist() == [round(value, 6) for value in halves]
