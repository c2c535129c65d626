"""A digest keeps what the corpus needs of an essay, folds script and width, and is the same everywhere."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.characters import han_count
from builder.corpus.background import chinese
from builder.corpus.digest import HEADING, PROSE, TITLE, digest
from builder.corpus.mentions import laid_out
from builder.corpus.stems import forms, stem
from builder.corpus.stopwords import CHINESE_GENERIC, CHINESE_STOP, ENGLISH_GENERIC, ENGLISH_STOP
from builder.corpus.words import NUMBER, STOP, of_text
from builder.script import to_simplified, to_traditional
from tests.corpus import essay
from tests.examples import examples

CHINESE = ["茶农合作社的院子里堆满了竹匾，老师傅在教炒茶手艺。", "# 账本", "账本挂在墙上，2023年收了三千斤鲜叶。"]

#: Text as essays have it: Han in both scripts, marks, Latin words, digits, odd spaces.
DOMAIN = st.text(st.sampled_from("茶農农合作社幹部干手藝的了，。！？“”（） \u3000\n\tabcXYZ'-0123４５é"), max_size=120)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("cadres", "cadre"),
        ("parties", "party"),
        ("classes", "class"),
        ("boxes", "box"),
        ("news", "news"),
        ("analysis", "analysis"),
        ("status", "status"),
        ("business", "business"),
        ("gas", "gas"),
        ("is", "is"),
    ],
)
def test_only_plurals_fold(plural: str, singular: str) -> None:
    assert stem(plural) == singular


def test_forms_of_a_name_are_its_last_word_in_both_numbers() -> None:
    assert forms("party branch") == ("party branch", "party branches")
    assert set(forms("cadres")) == {"cadres", "cadre"}
    assert forms("合作社") == ("合作社",)


@given(DOMAIN)
def test_a_stem_has_no_other_stem(text: str) -> None:
    for word in text.casefold().split():
        assert stem(stem(word)) in (stem(word), stem(stem(stem(word))))
        assert word.startswith(stem(word)[:-1])


def test_scripts_meet() -> None:
    simple, traditional = digest(essay(CHINESE)), digest(essay([to_traditional(text) for text in CHINESE]))
    assert simple.words() == traditional.words()
    assert simple.shingles == traditional.shingles
    assert simple.stream == traditional.stream


def test_width_and_case_meet() -> None:
    assert digest(essay(["ＧＤＰ and gdp"], language="en")).words() == ["gdp", "and"]


def test_blocks_keep_their_ids_and_roles() -> None:
    item = digest(essay(CHINESE, title="茶山"))
    assert item.blocks == ("", "p1", "s1", "p2")
    assert item.roles == TITLE + PROSE + HEADING + PROSE
    assert list(item.starts) == sorted(item.starts)


def test_kinds_say_what_may_be_a_theme() -> None:
    kinds = dict(of_text("我们的合作社有3个院子", chinese=True))
    assert kinds["我们"] == STOP and kinds["的"] == STOP and kinds["3"] == NUMBER
    assert kinds["合作社"] == "n"


def test_english_capitals_count_only_inside_a_sentence() -> None:
    kinds = dict(of_text("Farmers met the BBC in Bristol. Tea was served to farmers.", chinese=False))
    assert kinds["bbc"] == "A" and kinds["bristol"] == "N" and kinds["tea"] == "?"
    item = digest(essay(["Farmers met in Bristol, and other farmers came."], language="en"))
    assert dict(zip(item.words(), item.kinds, strict=True))["farmers"] == "w"


def test_possessives_and_hyphens_part_words() -> None:
    words = [word for word, _ in of_text("The cooperative's well-kept books; don't touch", chinese=False) if word]
    assert words == ["the", "cooperative", "well", "kept", "books", "don't", "touch"]


def test_a_digest_is_small_and_travels() -> None:
    item = digest(essay(CHINESE * 80, title="茶山"))
    assert pickle.loads(pickle.dumps(item)) == item
    assert len(pickle.dumps(item)) < 12_000


def test_many_words_need_wide_numbers() -> None:
    text = " ".join(f"w{number:x}q" for number in range(70_000)).translate(str.maketrans("0123456789", "ghijklmnop"))
    item = digest(essay([text], language="en"))
    assert item.wide
    assert item.numbers().max() == len(item.words()) - 1


def test_the_background_knows_common_words_from_rare_ones() -> None:
    table = chinese()
    assert table.of("工作") < table.of("党建") < table.of("这个词谁也没见过") + 1
    assert table.of("gdp") < table.other_han


@pytest.mark.parametrize("words", [CHINESE_STOP, CHINESE_GENERIC, ENGLISH_STOP, ENGLISH_GENERIC])
def test_word_lists_are_folded(words: frozenset[str]) -> None:
    assert words
    assert all(word == to_simplified(word).casefold() and word.strip() for word in words)


@examples(60)
@given(st.lists(DOMAIN, max_size=5), st.sampled_from(["zh-Hans", "zh-Hant", "en"]))
def test_any_text_gives_a_digest_that_holds_its_words(texts: list[str], language: str) -> None:
    item = digest(essay(texts, language=language))  # type: ignore[arg-type]
    words = item.words()
    assert len(words) == len(item.kinds) == len(set(words))
    assert all(-1 <= number < len(words) for number in item.numbers().tolist())
    text, ends, _ = laid_out(item)
    assert len(text) == (ends[-1] if len(ends) else 0)
    assert han_count(text) == sum(han_count(block.removeprefix("# ")) for block in texts)
    assert item == digest(essay(texts, language=language))  # type: ignore[arg-type]
