"""The index as Python writes it: terms, numbers, layout, and the answers that stand in its files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import search
from builder.cache import Cache
from builder.characters import HAN
from builder.indexing import index
from builder.model import Atlas, Block, Essay, Field, Library, Published, SiteSettings, Version
from builder.search.common import COMMON, FEWEST_SHARDS
from builder.search.numbers import DIGITS, digits
from builder.search.postings import postings, shards
from builder.search.selftest import Question, ask, unanswered
from builder.search.terms import couple, folded, shard_of, terms
from builder.workers import OneHand

HAN_ALONE = re.compile(f"[{HAN}]")


def published(slug: str, title: str, *paragraphs: str, language: str = "zh-Hans") -> Published:
    blocks = tuple(
        Block("paragraph", text, "", f"p{number}", (0, 0), (0, 0)) for number, text in enumerate(paragraphs, 1)
    )
    essay = Essay(
        source=f"{slug}.txt", index=0, span=(0, 0), title=title, alternative_titles=(), subtitle=None, author=None,
        published=None, publisher=None, language=language, collections=(), blocks=blocks, fields=(), repairs=(),
        problems=(),
    )  # fmt: skip
    return Published(slug, essay)


LIBRARY = (
    published(
        "selection", "公开选拔的两道门", "县里第一次公开选拔，报名的人排到了门外。", "考场设在老礼堂，风从后窗进来。"
    ),
    published("forms", "組織的形式", "公開選拔之後，組織部把卷子封存在鐵櫃裡。", language="zh-Hant"),
    published(
        "notebook", "On organizing a notebook", "The organisation of a notebook rewards patience.", language="en"
    ),
)


def reader(essays: tuple[Published, ...]) -> tuple[search.Layout, Callable[[str], bytes]]:
    library = Library(SiteSettings(), essays, (), Atlas((), (), ()), (), len(essays))
    titles = {item.slug: item.essay.title or "" for item in essays}
    files = {file.path: file.data for file in index(library, titles, Cache(None), OneHand())}
    return search.layout(len(essays)), files.__getitem__


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rules", ["the", "rules", couple("the", "rules")]),
        ("of, the", ["of", "the", couple("of", "the")]),
        ("of 的 the", ["of", "的", "the"]),
        ("公开选拔", ["公开", "开选", "选拔", "拔"]),
        ("公開選拔", ["公开", "开选", "选拔", "拔"]),
        ("Ｗｏｒｋ 工作，工", ["work", "工作", "作", "工"]),
        ("one author's café", ["one", "authors", couple("one", "authors"), "cafe", couple("authors", "cafe")]),
        ("乾淨的裡子 看著", ["干净", "净的", "的里", "里子", "子", "看着", "着"]),
        ("2011年9月", ["2011", "年", "9", "月"]),
        ("", []),
        ("，。！", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert list(terms(text)) == expected


@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    assert len(folded(text)) == len(text)


def ascending(values: Iterable[int]) -> str:
    """Ascending numbers as the index writes them: the steps between them, the first counted from -1."""
    return "".join(digits(value - last - 1) for last, value in pairwise([-1, *values]))


@given(st.sets(st.integers(0, 2**40)))
def test_ascending_numbers_come_back(values: set[int]) -> None:
    written = ascending(sorted(values))
    found, value, shift, last = [], 0, 0, -1
    for digit in map(DIGITS.index, written):
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            last += value + 1
            found.append(last)
            value = shift = 0
    assert found == sorted(values)


@given(st.text(min_size=1, max_size=4), st.sampled_from([1, 2, 16, 128]))
def test_every_term_has_one_shard_and_terms_that_begin_alike_share_it(term: str, shards: int) -> None:
    assert 0 <= shard_of(term, shards) < shards
    assert "_" in term or shard_of(term, shards) == shard_of(term[:2], shards)
    if HAN_ALONE.match(term):
        assert shard_of(term, shards) ^ shard_of(term[:1], shards) < (16 if term[0] in COMMON else 4)


@pytest.mark.parametrize(
    ("phrase", "slug"),
    [
        ("公开选拔", "selection"),
        ("公开选拔", "forms"),
        ("開選拔", "selection"),
        ("老礼堂", "selection"),
        ("鐵櫃", "forms"),
        ("rewards patience", "notebook"),
        ("of a notebook", "notebook"),
    ],
)
def test_what_stands_in_an_essay_is_found_in_any_script(phrase: str, slug: str) -> None:
    layout, read = reader(LIBRARY)
    assert ask(Question(phrase, slug), layout, read)


def test_what_does_not_stand_there_is_not_found() -> None:
    layout, read = reader(LIBRARY)
    assert not ask(Question("鐵櫃", "selection"), layout, read)
    assert not ask(Question("排到老礼堂", "selection"), layout, read)


def test_the_selftest_notices_an_index_that_lost_a_term() -> None:
    layout, read = reader(LIBRARY)
    assert not unanswered(LIBRARY, layout, read)
    emptied = {}

    def blind(name: str) -> bytes:
        data = read(name)
        if "/s" in name:
            head = data[: data.index(b",") + 1]
            emptied[name] = head
            return head + json.dumps(["", ""]).encode() + b")"
        return data

    assert unanswered(LIBRARY, layout, blind)
    assert emptied


@pytest.mark.parametrize("place", range(1_150, 1_250, 7))
def test_a_phrase_across_the_cut_of_a_long_paragraph_is_found(place: int) -> None:
    characters = "".join(chr(0x4E00 + number) for number in range(3_000))
    essays = (published("long", "长", characters),)
    layout, read = reader(essays)
    assert ask(Question(characters[place : place + 8], "long"), layout, read)


def test_what_stands_under_a_text_is_found_and_a_caption() -> None:
    item = published("x", "题", "正文在此。")
    fields = (Field("abstract", "摘要说的是渡口。", (0, 0)), Field("clicks", "点击八百次", (0, 0)))
    figure = Block("figure", "图一 老礼堂的窗", "", "p2", (0, 0), (0, 0))
    essays = (Published("x", replace(item.essay, fields=fields, blocks=(*item.essay.blocks, figure))),)
    layout, read = reader(essays)
    assert ask(Question("说的是渡口", "x"), layout, read)
    assert ask(Question("老礼堂的窗", "x"), layout, read)
    assert not ask(Question("点击八百次", "x"), layout, read)


def test_versions_are_told_by_number() -> None:
    essays = (published("a", "甲"), published("b", "乙"), published("c", "丙"))
    atlas = Atlas((), (), (Version("c", (("a", 0.9), ("withdrawn", 0.8))),))
    library = Library(SiteSettings(), essays, (), atlas, (), 3)
    files = {file.path: file.data for file in index(library, dict.fromkeys("abc", "题"), Cache(None), OneHand())}
    told = json.loads(files["search/data/layout.js"].decode().partition(",")[2][:-1])
    assert told["folded"] == [[0, 2]]


@pytest.mark.parametrize(
    ("essays", "blocks", "shards"),
    [(1, 1, 1), (256, 1, 128), (257, 2, 64), (1_000, 2, 256), (5_000, 2, 4096), (5_121, 4, 2048), (10_241, 8, 2048)],
)
def test_few_essays_lie_in_blocks_that_are_soon_written_and_many_in_few_that_are_soon_read(
    essays: int, blocks: int, shards: int
) -> None:
    layout = search.layout(essays)
    assert (layout.blocks, layout.shards) == (blocks, shards)
    assert layout.texts == (2 if essays / blocks > 640 else 4)


def test_an_essay_added_elsewhere_moves_no_essay_to_another_block() -> None:
    layout = search.layout(1_800)
    assert layout.blocks == 2
    assert {layout.block_of(f"essay-{number}") for number in range(50)} == {0, 1}
    assert [search.layout(1_801).block_of(f"essay-{n}") for n in range(50)] == [
        layout.block_of(f"essay-{n}") for n in range(50)
    ]


def test_markup_in_a_text_ends_no_script() -> None:
    layout = search.layout(1)
    item = published("x", "</script><script>alert(1)</script>", "a\u2028b </SCRIPT>")
    files = search.block(0, [search.entry((item, item.essay.title or "", ""))], layout).files
    assert not any(b"</" in file.data or "\u2028".encode() in file.data for file in files)


@given(st.lists(st.text(st.sampled_from("公开開选拔，。aAé'7ß \n\U00020000\uf900々한")), min_size=1, max_size=4))
def test_postings_are_the_terms_of_each_paragraph(texts: list[str]) -> None:
    wanted: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        found = set(terms(text.replace("\n", " ")))
        pairs = {term[0] for term in found if len(term) > 1 and HAN_ALONE.match(term)}
        for term in found:
            if not (len(term) == 1 and term in pairs):
                wanted.setdefault(term, []).append(number)
    held = {}
    for names, written in shards([postings(texts)], [len(texts)], 8):
        assert names.split(" ") == sorted(names.split(" "))
        held |= dict(zip(names.split(" "), written.split(" "), strict=True)) if names else {}
    assert held == {term: ascending(numbers) for term, numbers in wanted.items()}


def test_couples_of_the_commonest_words_lie_apart_from_them_in_sixteen_files() -> None:
    files = {shard_of(couple("the", f"word{number}"), 1024) for number in range(200)}
    assert len(files) == 16 and shard_of("the", 1024) not in files
    assert shard_of(couple("garden", "the"), 1024) == shard_of("garden", 1024)


def test_a_character_that_stands_nearly_everywhere_has_the_first_paragraphs_of_each_essay() -> None:
    """All its pairs weigh too much for who asks for it alone."""
    many = ["题", "无", "的甲题", "的题的甲", "的甲"]
    held: dict[str, str] = {}
    for few in (True, False):
        held = {}
        for names, written in shards(
            [postings(many), postings(["的", *many])], [5, 6], FEWEST_SHARDS * (1 if few else 2)
        ):
            assert names.split(" ") == sorted(names.split(" "))
            held |= dict(zip(names.split(" "), written.split(" "), strict=True)) if names else {}
        assert not few or not any("_" in name for name in held)
    assert {name: written for name, written in held.items() if "_" in name} == {"的_": ascending([2, 3, 5, 8])}
    assert held["的"] == ascending([5]) and held["的甲"] == ascending([2, 3, 4, 8, 9, 10])


@given(st.lists(st.integers(1, 1 << 16), min_size=1, max_size=30))
def test_paragraphs_are_numbered_through_a_block(counts: list[int]) -> None:
    ((names, written),) = shards([postings(["公开 a"])] * len(counts), counts, 1)
    places = ascending(list(accumulate(counts, initial=0))[:-1])
    assert (names, written) == ("a 公开 开", f"{places} {places} {places}")
