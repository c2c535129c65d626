"""Themes: declared ones by name in every script, discovered ones by what essays share, and where they stand in text."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.corpus.analyse import analyse
from builder.corpus.choices import Choices
from builder.corpus.digest import digest
from builder.corpus.discovered import MOST_AN_ESSAY, most_essays, support
from builder.corpus.explain import explain_theme
from builder.corpus.matcher import ThemeMatcher, surface_forms, theme_mentions
from builder.corpus.naming import address
from builder.corpus.suggest import suggest
from builder.library.vocabulary import read
from builder.model import Atlas, Theme, Vocabulary
from tests.corpus import declaration, essay, library
from tests.examples import examples

LIBRARY = library()


def borne(atlas: Atlas) -> Mapping[str, set[str]]:
    """Slug → ids of its themes."""
    themes: dict[str, set[str]] = {}
    for theme in atlas.themes:
        for each in theme.essays:
            themes.setdefault(each.slug, set()).add(theme.id)
    return themes


def theme(id: str, *names: str) -> Theme:
    return Theme(id, (), tuple(form for name in names for form in surface_forms(name)), True, ())


def found(text: str, *themes: Theme) -> list[tuple[str, str]]:
    return [(text[start:end], id) for start, end, id in theme_mentions(text, themes)]


# --- in running text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "printed"),
    [
        ("组工干部", "組工干部要學習", ["組工干部"]),
        ("組工幹部", "组工干部要学习", ["组工干部"]),
        ("管理", "监督管理委员会", []),  # inside a longer word
        ("管理", "管理要严", ["管理"]),
        ("tea roasting", "Tea  roasting", []),  # two spaces are two words' breath: blocks hold one
        ("tea roasting", "He learns TEA\nROASTING.", ["TEA\nROASTING"]),
        ("cadre", "The cadres met; a cadre spoke.", ["cadres", "cadre"]),
        ("cadre", "cadreship", []),
        ("party branch", "All Party branches", ["Party branches"]),
        ("decision making", "on decision-making", ["decision-making"]),
        ("AI应用", "推广 AI 应用和ＡＩ应用", ["AI 应用", "ＡＩ应用"]),
        ("the people’s congress", "the people's congress", ["the people's congress"]),
        ("GDP", "全市ＧＤＰ增长", ["ＧＤＰ"]),
        ("!!!", "what!!!", []),
    ],
)
def test_a_name_is_found_as_words(name: str, text: str, printed: list[str]) -> None:
    assert [match for match, _ in found(text, theme("x", name))] == printed


def test_the_longest_name_from_the_left_wins() -> None:
    themes = (theme("building", "党建"), theme("grassroots", "基层党建"), theme("work", "党建工作"))
    assert found("基层党建工作与党建工作", *themes) == [("基层党建", "grassroots"), ("党建工作", "work")]


def test_a_longer_name_off_the_boundary_does_not_hide_a_shorter_one() -> None:
    themes = (theme("long", "party build"), theme("short", "party"))
    assert found("party building", *themes) == [("party", "short")]


def test_a_shared_form_is_the_first_theme_s() -> None:
    assert found("渡口", theme("a", "渡口"), theme("b", "渡口")) == [("渡口", "a")]


DOMAIN = st.text(st.sampled_from("茶农合作社渡口江水手艺的，。 \nabteo'-ＡGDP"), max_size=60)


@settings(deadline=None)
@given(DOMAIN, st.lists(st.sampled_from(["合作社", "茶农合作社", "渡口", "江水", "tea", "GDP", "a to"]), max_size=4))
def test_mentions_are_ordered_apart_and_forms_of_their_theme(text: str, names: list[str]) -> None:
    themes = [theme(f"t{number}", name) for number, name in enumerate(dict.fromkeys(names))]
    forms = {each.id: each.forms for each in themes}
    reached = 0
    for start, end, id in ThemeMatcher(themes).find(text):
        assert reached <= start < end <= len(text)
        reached = end
        assert any(form in forms[id] for form in surface_forms(text[start:end]))


NAMES = st.lists(st.sampled_from(["合作社", "茶农合作社", "社渡口", "渡口", "江水", "tea", "tea to"]), unique=True)


@settings(deadline=None)
@given(DOMAIN, NAMES, NAMES, st.sampled_from(["合作社", "渡口", "tea"]))
def test_mentions_follow_from_what_they_say_they_do(text: str, some: list[str], others: list[str], name: str) -> None:
    """Whatever else a library has themes of: a page on which these stay the same is not written again."""
    one, two = (ThemeMatcher(theme(each, each) for each in dict.fromkeys((name, *names))) for names in (some, others))
    wanted = frozenset({name})
    if one.follows_from(name) == two.follows_from(name):
        assert one.find(text, wanted) == two.find(text, wanted)


def test_what_lies_in_a_longer_name_of_another_theme_is_not_its_mention() -> None:
    themes = theme("short", "合作社"), theme("long", "茶农合作社"), theme("beside", "社渡口")
    both, text = ThemeMatcher(themes), "茶农合作社和合作社，"
    assert [text[start:end] for start, end, _ in both.find(text, frozenset({"short"}))] == ["合作社"]
    assert both.find(text, frozenset({"short"}))[0].start == text.rfind("合作社")
    assert both.follows_from("short") != ThemeMatcher(themes[:1]).follows_from("short")
    assert both.follows_from("long") == ThemeMatcher(themes[1:2]).follows_from("long")
    assert both.follows_from("short") == ThemeMatcher(themes[:2]).follows_from("short")
    assert both.follows_from("none") == b""


# --- declared ---------------------------------------------------------------------------------------------------


def test_declared_themes_are_found_in_every_script() -> None:
    atlas = analyse(LIBRARY.digests, LIBRARY.vocabulary)
    roasting = next(each for each in atlas.themes if each.id == "tea-roasting")
    assert {"tea-terraces", "tea-craft-hant", "tea-english"} <= {each.slug for each in roasting.essays}
    assert dict(roasting.names)["zh-Hant"] == "炒茶手藝"
    assert roasting.declared


def test_declared_themes_stand_first_in_the_order_given() -> None:
    ids = [each.id for each in analyse(LIBRARY.digests, LIBRARY.vocabulary).themes]
    assert ids[:3] == ["tea-cooperative", "tea-roasting", "ferry"]
    assert ids[3:] == sorted(ids[3:])


def test_passages_are_paragraphs_that_name_the_theme() -> None:
    atlas = analyse(LIBRARY.digests, LIBRARY.vocabulary)
    essays = dict(LIBRARY.essays)
    for each in atlas.themes:
        matcher = ThemeMatcher([each])
        for bearing in each.essays:
            blocks = {block.id: block.text for block in essays[bearing.slug].blocks}
            assert bearing.passages
            assert all(matcher.find(blocks[passage]) for passage in bearing.passages), (each.id, bearing)


def test_a_heading_stands_for_the_paragraph_under_it() -> None:
    item = digest(essay(["开头的话。", "# 渡口", "老陈撑了四十年船。"]))
    atlas = analyse([("one", item)], Vocabulary((declaration("ferry", "渡口"),)))
    assert [(each.slug, each.passages) for each in atlas.themes[0].essays] == [("one", ("p2",))]


def test_one_mention_in_a_long_essay_is_in_passing() -> None:
    filler = "巷口的钟表铺只有一扇窗，修钟表的人一坐一个下午。" * 40
    declared = Vocabulary((declaration("ferry", "渡口"),))
    once = analyse([("one", digest(essay([filler, "他去过渡口。"])))], declared)
    twice = analyse([("one", digest(essay([filler, "他去过渡口。", "渡口还在。"])))], declared)
    assert not next(each for each in once.themes if each.id == "ferry").essays
    assert next(each for each in twice.themes if each.id == "ferry").essays


def test_people_add_and_forbid_themes() -> None:
    choices = Choices(themes_add={"clock": ("ferry",)}, themes_never={"river-flood": ("ferry",)})
    ferry = next(e for e in analyse(LIBRARY.digests, LIBRARY.vocabulary, choices).themes if e.id == "ferry")
    slugs = {each.slug for each in ferry.essays}
    assert "clock" in slugs and "river-flood" not in slugs and "river-ferry" in slugs


@pytest.mark.parametrize("name", ["ferry", "渡口", "擺渡人", "Ferries"])
def test_people_may_name_a_theme_as_they_know_it(name: str) -> None:
    choices = Choices(themes_add={"clock": (name,)}, themes_never={"river-flood": (name,)})
    themes = borne(analyse(LIBRARY.digests, LIBRARY.vocabulary, choices))
    assert "ferry" in themes["clock"] and "ferry" not in themes.get("river-flood", ())


@pytest.mark.parametrize("name", ["du-kou", "渡口"])
def test_people_forbid_a_discovered_theme_in_one_essay(name: str) -> None:
    themes = borne(analyse(LIBRARY.digests, None, Choices(themes_never={"river-flood": (name,)})))
    assert "du-kou" in themes["river-ferry"] and "du-kou" not in themes.get("river-flood", ())


def test_a_theme_that_does_not_exist_cannot_be_added() -> None:
    atlas = analyse(LIBRARY.digests, LIBRARY.vocabulary, Choices(themes_add={"clock": ("clocks",)}))
    assert [(each.code, each.slug) for each in atlas.problems if each.severity == "error"] == [
        ("theme-unknown", "clock")
    ]


def test_a_retired_theme_s_names_go_to_its_heir() -> None:
    old = replace(declaration("boatman", "摆渡人"), retired_to="ferry")
    atlas = analyse(LIBRARY.digests, Vocabulary((declaration("ferry", "渡口"), old)))
    assert [each.id for each in atlas.themes if each.declared] == ["ferry"]
    assert "摆渡人" in atlas.themes[0].forms


def test_a_name_of_two_themes_is_a_problem() -> None:
    themes = (declaration("ferry", "渡口"), declaration("crossing", "渡口"))
    atlas = analyse(LIBRARY.digests, Vocabulary(themes))
    assert "theme-name-shared" in {each.code for each in atlas.problems}


def test_a_declared_theme_of_no_essay_is_noted() -> None:
    atlas = analyse(LIBRARY.digests, Vocabulary((declaration("whale", "鲸鱼"),)))
    assert [each.code for each in atlas.problems] == ["theme-without-essays"]


def test_words_inside_a_declared_name_are_spoken_for() -> None:
    labels = {name for each in analyse(LIBRARY.digests, LIBRARY.vocabulary).themes for _, name in each.names}
    alone = {name for each in analyse(LIBRARY.digests).themes for _, name in each.names}
    assert "手艺" in alone
    assert "手艺" not in labels


def test_chrome_names_no_theme() -> None:
    footer = "本站由茶农合作社提供服务，欢迎转载。"
    items = [(f"e{n}", digest(essay([each.blocks[0].text, footer]))) for n, (_, each) in enumerate(LIBRARY.essays[4:7])]
    items += [(f"f{n}", digest(essay([f"第{n}篇讲的是{word}的事情。" * 3, footer]))) for n, word in enumerate("鸡鸭鱼")]
    atlas = analyse(items, LIBRARY.vocabulary)
    assert not next(each for each in atlas.themes if each.id == "tea-cooperative").essays


# --- discovered -------------------------------------------------------------------------------------------------


def test_words_used_as_one_are_joined_again() -> None:
    before = ("抓好", "研究", "推进", "重视", "谈谈", "关心", "支持", "检查")
    after = ("要务实", "不能松", "见成效", "靠大家", "在路上", "有办法", "最要紧", "看行动")
    sentences = [f"{one}基层党建{other}。{one}组工干部{other}。" for one, other in zip(before, after, strict=True)]
    items = [(f"e{n}", digest(essay(sentences[n::2]))) for n in range(2)]
    items += [(f"f{n}", item) for n, (_, item) in enumerate(LIBRARY.digests)]
    names = {name for each in analyse(items).themes for _, name in each.names}
    assert {"基层党建", "组工干部", "組工幹部", "基層黨建"} <= names


def test_discovered_themes_stand_alone_without_a_vocabulary() -> None:
    atlas = analyse(LIBRARY.digests)
    names = {name for each in atlas.themes for _, name in each.names}
    assert {"茶农合作社", "渡口", "tea roasting"} <= names
    assert not any(each.declared for each in atlas.themes)
    themes = borne(atlas)
    assert all(len(themes[slug]) >= 2 for slug, _ in LIBRARY.digests if slug != "clock")
    assert max(map(len, themes.values())) <= MOST_AN_ESSAY


def test_no_discovered_theme_is_borne_by_too_many() -> None:
    atlas = analyse(LIBRARY.digests)
    assert all(len(each.essays) <= most_essays(len(LIBRARY.digests)) for each in atlas.themes)


def test_generic_words_are_no_theme() -> None:
    texts = [
        f"工作问题很多，情况复杂。工作情况要研究，问题要解决。{place}的工作。" for place in ("河边", "山上", "城里")
    ]
    atlas = analyse([(f"e{n}", digest(essay([text] * 2))) for n, text in enumerate(texts)])
    assert not {"工作", "问题", "情况"} & {name for each in atlas.themes for _, name in each.names}


def test_never_bans_a_phrase_in_any_script() -> None:
    atlas = analyse(LIBRARY.digests, Vocabulary((), ("茶農合作社", "Tea Roasting")))
    names = {name for each in atlas.themes for _, name in each.names}
    assert not {"茶农合作社", "tea roasting"} & names
    assert "渡口" in names


def test_english_labels_are_printed_forms_not_stems() -> None:
    texts = ["The grassroots committees met. Grassroots committees decide.", "Every town has grassroots committees."]
    texts.append("No grassroots committees, no vote. The grassroots committees are old.")
    items = [(f"e{n}", digest(essay([text], language="en"))) for n, text in enumerate(texts)]
    atlas = analyse([*items, *LIBRARY.digests])
    assert "grassroots committees" in {name for each in atlas.themes for _, name in each.names}


def test_support_grows_slowly() -> None:
    assert [support(n) for n in (0, 5, 200, 842, 2557, 10_000)] == [2, 2, 2, 3, 6, 10]
    many = analyse(LIBRARY.digests, None, Choices(support=4))
    kept = analyse(LIBRARY.digests, Vocabulary(support=4))
    usual = analyse(LIBRARY.digests)
    assert kept == many and len(many.themes) < len(usual.themes)


@pytest.mark.parametrize(("value", "support"), [("3", 3), ("1", None), ("three", None), ("[3]", None)])
def test_the_file_may_keep_the_support(value: str, support: int | None) -> None:
    vocabulary, problems = read(f"support: {value}\nthemes: []\n".encode())
    assert vocabulary.support == support
    assert bool(problems) is (support is None)


def test_addresses_are_ascii_and_never_shared() -> None:
    assert address("组工干部", ()) == "zu-gong-gan-bu"
    assert address("grassroots committee", ()) == "grassroots-committee"
    other = address("组工干部", {"zu-gong-gan-bu"})
    assert other.startswith("zu-gong-gan-bu-") and other == address("组工干部", {"zu-gong-gan-bu"})
    declared = Vocabulary((declaration("du-kou", "江水"),))
    ids = [each.id for each in analyse(LIBRARY.digests, declared).themes]
    assert len(ids) == len(set(ids)) and all(id.isascii() for id in ids)


def test_a_discovered_theme_keeps_its_address_when_essays_come_and_go() -> None:
    all_ids = {each.id for each in analyse(LIBRARY.digests).themes}
    without_clock = {each.id for each in analyse([item for item in LIBRARY.digests if item[0] != "clock"]).themes}
    assert "du-kou" in all_ids & without_clock


# --- the same everywhere ----------------------------------------------------------------------------------------


@examples(8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_essays_does_not_matter(chance: random.Random) -> None:
    shuffled = list(LIBRARY.digests)
    chance.shuffle(shuffled)
    assert analyse(shuffled, LIBRARY.vocabulary) == analyse(LIBRARY.digests, LIBRARY.vocabulary)


_PROGRAM = """
from builder.corpus.analyse import analyse
from tests.corpus import library
made = library()
print(analyse(made.digests, made.vocabulary))
"""


def test_the_hash_seed_does_not_matter() -> None:
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    other = subprocess.run([sys.executable, "-c", _PROGRAM], env=environment, check=True, capture_output=True).stdout
    assert other.decode().strip() == str(analyse(LIBRARY.digests, LIBRARY.vocabulary))


@pytest.mark.parametrize("texts", [[], [""], ["。。。"], ["茶"], ["", "a"]])
def test_the_smallest_libraries(texts: Sequence[str]) -> None:
    atlas = analyse([(f"e{n}", digest(essay([text]))) for n, text in enumerate(texts)], LIBRARY.vocabulary)
    assert not atlas.links
    assert not any(each.essays for each in atlas.themes)


# --- told to people ---------------------------------------------------------------------------------------------


def test_a_theme_can_be_explained_in_both_tongues() -> None:
    atlas = analyse(LIBRARY.digests, LIBRARY.vocabulary)
    english = list(explain_theme(atlas, LIBRARY.digests, "ferry"))
    assert "borne by 3 of 10 essays" in english
    assert any(line.startswith("  river-ferry") and "p1" in line for line in english)
    assert any("10 篇" in line for line in explain_theme(atlas, LIBRARY.digests, "ferry", "zh"))
    with pytest.raises(KeyError):
        list(explain_theme(atlas, LIBRARY.digests, "whale"))


def test_suggestions_are_yaml_a_person_can_paste() -> None:
    atlas = analyse(LIBRARY.digests)
    entries = yaml.safe_load("\n".join(suggest(atlas, LIBRARY.digests, Vocabulary())))["themes"]
    by_id = {entry["id"]: entry for entry in entries}
    assert by_id["cha-nong-he-zuo-she"]["names"] == {"zh-Hans": "茶农合作社", "zh-Hant": "茶農合作社"}
    assert Counter(map(len, by_id)).total() == len(entries)
    assert not list(suggest(analyse([]), [], Vocabulary()))
