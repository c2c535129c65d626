"""Versions: the same text again is found through every kind of noise, has one main text, and is no related reading."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.corpus.analyse import analyse
from builder.corpus.background import chinese
from builder.corpus.choices import Choices
from builder.corpus.copies import LEAST_CONTAINMENT, containments
from builder.corpus.digest import Digest, digest
from builder.corpus.shingles import of_text
from builder.model import Language
from builder.script import to_traditional
from tests.corpus import essay

Paragraphs = list[str]
Noise = Callable[[Paragraphs, random.Random], Paragraphs]

NOUNS = """
    ferry river tea master lantern village harvest bridge clock window patience winter letter neighbour kitchen garden
    market shadow teacher promise weather journey captain morning silence orchard willow stone copper needle
"""


@cache
def words_of(language: Language) -> Sequence[str]:
    """Words to write with; which ones does not matter, only that two texts differ."""
    return NOUNS.split() if language == "en" else sorted(word for word in chinese().table if len(word) == 2)[5000:9000]


def written(seed: int, language: Language, paragraphs: int = 12) -> Paragraphs:
    """A made-up text: another seed is another text."""
    chance = random.Random(seed)
    words = words_of(language)
    glue, stop = (" ", ". ") if language == "en" else ("", "。")
    return ["".join(glue.join(chance.choices(words, k=12)) + stop for _ in range(4)).strip() for _ in range(paragraphs)]


def dropped(text: Paragraphs, chance: random.Random) -> Paragraphs:
    return [each for each in text if chance.random() > 0.15]


def shuffled(text: Paragraphs, chance: random.Random) -> Paragraphs:
    return chance.sample(text, len(text))


def mistyped(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """Three characters in a hundred wrong, or three English words."""
    made = []
    for each in text:
        parts, glue = (each.split(" "), " ") if each.isascii() else (list(each), "")
        made.append(glue.join("某" if chance.random() < 0.03 else part for part in parts))
    return made


def converted(text: Paragraphs, chance: random.Random) -> Paragraphs:
    return [to_traditional(each) for each in text]


def widened(text: Paragraphs, chance: random.Random) -> Paragraphs:
    return [each.translate({ord(c): ord(c) + 0xFEE0 for c in "abcdefghijklmnopqrstuvwxyz."}) for each in text]


def headed(text: Paragraphs, chance: random.Random) -> Paragraphs:
    return ["首页 > 文章 > 正文 Home > Articles", *text, "版权所有，转载请注明出处。All rights reserved."]


def halved(text: Paragraphs, chance: random.Random) -> Paragraphs:
    return text[: len(text) // 2]


def merged(text: Paragraphs, chance: random.Random) -> Paragraphs:
    return [*written(99_999, "en" if text[0].isascii() else "zh-Hans"), *text]


NOISES: tuple[Noise, ...] = (dropped, shuffled, mistyped, converted, widened, headed, halved, merged)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
def test_copies_are_found_through_noise(noise: Noise, language: Language) -> None:
    chance = random.Random(7)
    items: list[Digest] = []
    for seed in range(6):
        text = written(seed, language)
        items += [digest(essay(text, language=language)), digest(essay(noise(text, chance), language=language))]
    pairs = {pair for pair in containments(items, range(len(items))) if pair[1] - pair[0] == 1 and pair[0] % 2 == 0}
    assert pairs == {(2 * seed, 2 * seed + 1) for seed in range(6)}


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_different_texts_are_no_versions(language: Language) -> None:
    items = [digest(essay(written(seed, language), language=language)) for seed in range(20)]
    assert not containments(items, range(len(items)))


def test_many_copies_of_one_text_are_still_found() -> None:
    text = written(1, "zh-Hans")
    items = [(f"copy-{n:03}", digest(essay([*text, *written(1000 + n, "zh-Hans", 1)]))) for n in range(60)]
    atlas = analyse(items)
    assert [len(group.others) for group in atlas.versions] == [59]


def test_the_shortest_copies_are_found_by_fingerprint() -> None:
    items = [digest(essay(["春眠。"], fingerprint=mark)) for mark in ("same", "same", "other", "")]
    assert containments(items, range(len(items))) == {(0, 1): 1.0}


def copies() -> list[tuple[str, Digest]]:
    text = written(3, "zh-Hans")
    chance = random.Random(1)
    library = [(f"other-{seed}", digest(essay(written(seed, "zh-Hans")))) for seed in range(10, 14)]
    return [
        ("whole", digest(essay(text, "茶山"))),
        ("damaged", digest(essay(mistyped(text, chance), "茶山"))),
        ("shorter", digest(essay(halved(text, chance), "茶山"))),
        *library,
    ]


def test_the_least_damaged_is_the_main_text() -> None:
    atlas = analyse(copies(), None, Choices(damage={"whole": 3, "damaged": 40, "shorter": 5}))
    assert [(group.main, {slug for slug, _ in group.others}) for group in atlas.versions] == [
        ("whole", {"damaged", "shorter"})
    ]
    assert {each.code for each in atlas.problems} == {"version-found"}


def test_of_equals_the_longest_then_the_earliest_is_the_main_text() -> None:
    assert analyse(copies()).versions[0].main in ("whole", "damaged")
    same = [(slug, digest(essay(written(3, "zh-Hans"), "茶山"))) for slug in ("a", "b", "c")]
    assert analyse(same, None, Choices(dates={"b": "2001-01-01", "c": "2002-01-01"})).versions[0].main == "b"
    assert analyse(same).versions[0].main == "a"


def test_a_person_s_word_decides() -> None:
    atlas = analyse(copies(), None, Choices(damage={"whole": 0, "shorter": 9}, version_of={"whole": "shorter"}))
    group = atlas.versions[0]
    assert group.main == "shorter" and "whole" in dict(group.others)


def test_a_version_may_be_declared_of_a_text_unlike_it() -> None:
    atlas = analyse(copies(), None, Choices(version_of={"other-10": "other-11"}))
    assert dict(next(group for group in atlas.versions if group.main == "other-11").others) == {"other-10": 0.0}


def test_a_version_of_nothing_is_an_error() -> None:
    atlas = analyse(copies(), None, Choices(version_of={"other-10": "nowhere"}))
    assert "version-unknown" in {each.code for each in atlas.problems if each.severity == "error"}


def test_circles_decide_nothing() -> None:
    atlas = analyse(copies(), None, Choices(version_of={"other-10": "other-11", "other-11": "other-10"}))
    assert {group.main for group in atlas.versions} <= {"whole", "damaged"}


def test_versions_are_joined_by_their_own_links_only() -> None:
    atlas = analyse(copies(), None, Choices(damage={"damaged": 9}))
    family = {"whole", "damaged", "shorter"}
    inside = [link for link in atlas.links if {link.origin, link.target} <= family]
    assert {link.kind for link in inside} == {"version"}
    assert {(link.origin, link.target) for link in inside} == {
        ("whole", "damaged"), ("damaged", "whole"), ("whole", "shorter"), ("shorter", "whole"),
    }  # fmt: skip
    assert not any(link.target in {"damaged", "shorter"} for link in atlas.links if link.kind != "version")


def test_a_collection_does_not_make_its_parts_versions_of_each_other() -> None:
    parts = {f"part-{n}": written(50 + n, "zh-Hans") for n in range(3)}
    items = [(slug, digest(essay(text))) for slug, text in parts.items()]
    items.append(("all", digest(essay([line for text in parts.values() for line in text]))))
    atlas = analyse(items, None, Choices(damage={"all": 9}))
    for group in atlas.versions:
        assert all(value >= LEAST_CONTAINMENT for _, value in group.others)
        assert not {group.main, *dict(group.others)} >= {"part-0", "part-1"} or group.main == "all"


@settings(deadline=None)
@given(st.text(st.sampled_from("春眠不觉晓处闻啼鸟，。 abc\n"), max_size=60))
def test_shingles_ignore_marks_and_script(text: str) -> None:
    bare = "".join(char for char in text if char not in "，。")
    assert of_text(text, chinese=True).tolist() == of_text(bare, chinese=True).tolist()
    assert of_text(text, chinese=True).tolist() == of_text(to_traditional(text), chinese=True).tolist()
