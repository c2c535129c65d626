"""Tables that were packed give what dictionaries give, and terms looked up after others what they give alone."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from builder.corpus.background import chinese
from builder.corpus.cedict import dictionary, translations, wordings
from builder.corpus.numbering import Numbering
from builder.corpus.reference import Packed, reference
from builder.corpus.wordbook import Wordbook

WORDS = st.text(st.sampled_from("组织工作ab\U00020000"), max_size=3)
TERMS = st.lists(
    st.sampled_from(["干部", "组织", "薄弱环节", "办公室", "没有这个词条", "gdp", "书记", "vip", "卡拉ok"]), unique=True
).map(sorted)


VOCABULARIES = st.lists(st.lists(WORDS.filter(bool), unique=True).map("\n".join), min_size=1, max_size=6)


@given(VOCABULARIES, VOCABULARIES)
def test_words_are_numbered_as_they_come_whatever_is_remembered(before: list[str], vocabularies: list[str]) -> None:
    first = Numbering()
    first.number(before, chinese=True)
    later = Numbering(pickle.loads(pickle.dumps(first.kept)))
    words, numbers = later.number(vocabularies, chinese=True)
    each = [vocabulary.split("\n") if vocabulary else [] for vocabulary in vocabularies]
    assert words == tuple(dict.fromkeys(word for one in each for word in one))
    assert [[words[number] for number in one.tolist()] for one in numbers] == each


@given(st.dictionaries(WORDS, WORDS), st.lists(WORDS))
def test_packed_is_a_mapping(table: dict[str, str], asked: list[str]) -> None:
    packed: Packed = pickle.loads(pickle.dumps(Packed.of(table)))
    assert dict(packed) == table
    assert [packed.get(word) for word in asked] == [table.get(word) for word in asked]


def test_two_words_that_lie_together_are_not_read_as_one() -> None:
    packed = Packed.of({"姓": "surname", "颜色": "color"})
    assert "姓颜".encode() not in packed.words and b"surnamecolor" not in packed.texts


def test_a_term_that_the_library_no_longer_has_is_forgotten() -> None:
    first = Wordbook()
    first.look_up(["河西", "组织"], chinese=True)
    later = Wordbook(pickle.loads(pickle.dumps(first.kept)))
    later.look_up(["组织"], chinese=True)
    assert "河西" in repr(first.kept) and "河西" not in repr(later.kept)


def test_the_reference_is_what_it_was_made_of() -> None:
    known, table, made = dictionary(), chinese(), reference()
    assert len(made.entries) == len(known.entries) > 100_000
    for word in ("干部", "组织", "gdp", "没有这个词条", "工作"):
        assert made.entries.get(word) == known.entries.get(word)
        assert made.rarity(word, chinese=True) == table.of(word)
    for stem in ("cadre", "office", "nosuchstem", "干部"):
        assert made.rarity(stem, chinese=False) == known.rarity.get(stem, known.rarest)


@given(TERMS, TERMS)
def test_what_is_remembered_changes_nothing(before: list[str], terms: list[str]) -> None:
    first = Wordbook()
    first.look_up(before, chinese=True)
    found = Wordbook(pickle.loads(pickle.dumps(first.kept))).look_up(terms, chinese=True)
    begin = 0
    for term, end in zip(terms, found.ends.tolist(), strict=True):
        senses = [found.stems[number] for number in found.senses[begin:end].tolist()]
        assert tuple(zip(senses, found.weights[begin:end].tolist(), strict=True)) == (
            translations(term) or ((term, 1.0),)
        )
        named = wordings(term) or {term}
        assert found.alone[begin:end].tolist() == [stem in named for stem in senses]
        begin = end
    assert found.terms == tuple(terms)
    assert found.rarity.tolist() == [chinese().of(term) for term in terms]
