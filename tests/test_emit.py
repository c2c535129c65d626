"""What is printed of a library: the right pages, links that lead somewhere, every reason in words, nothing decided."""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import dirname, join, normpath

import pytest
import yaml

from builder.corpus.matcher import ThemeMatcher
from builder.emit import emit, markdown
from builder.emit.collation import initial, reading
from builder.emit.counting import Measure, measure
from builder.emit.face import first_words
from builder.emit.marks import MOST_IN_A_SECTION, MOST_ON_A_PAGE, marks_of
from builder.emit.passages import LONGEST_HAN, quoted
from builder.emit.versions import differences
from builder.emit.word_table import WORDS
from builder.emit.words import Words, template_words
from builder.model import Atlas, Block, Library, Picture, Published, Repair, SiteSettings, Theme
from tests.made_library import REPOSITORY, block, essay, find_themes, heading, library, paragraph


def pages(made: Library) -> dict[str, str]:
    return {output.path: output.data.decode() for output in emit(made, find_themes) if output.path.endswith(".md")}


def front(page: str) -> dict[str, object]:
    return dict(yaml.safe_load(page.split("\n---\n")[0].removeprefix("---\n")))


PAGES = pages(library())
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)")


def test_the_pages_are_where_the_design_says() -> None:
    expected = {"index.md", "themes/index.md", "themes/system.md", "collections/index.md", "collections/river-town.md"}
    expected |= {"print/river-town.md"} | {f"lists/{kind}.md" for kind in ("title", "date", "author", "theme")}
    expected |= {"repairs/index.md", "repairs/split-word.md", "repairs/share-widget.md", "quality.md"}
    expected |= {f"essays/{item.slug}.md" for item in library().essays}
    assert expected <= set(PAGES)


def test_the_same_library_gives_the_same_bytes() -> None:
    assert [*emit(library(), find_themes)] == [*emit(library(), find_themes)]


def anchors(page: str) -> set[str]:
    return set(re.findall(r"(?<=[{ ])#([\w-]+)(?=[ }])", page))


@pytest.mark.parametrize("more", [0, 1200])
def test_every_link_leads_to_a_page_and_an_anchor(more: int) -> None:
    printed = pages(library(more=more)) if more else PAGES
    there = {path: anchors(page) for path, page in printed.items()}
    for path, page in printed.items():
        for target in LINK.findall(page):
            address, _, anchor = target.partition("#")
            goal = normpath(join(dirname(path), address)) if address else path
            assert goal in printed, f"{path}: {target}"
            assert not anchor or anchor in there[goal], f"{path}: {target}"


def test_an_empty_library_still_has_its_pages() -> None:
    printed = pages(Library(SiteSettings(), (), (), Atlas((), (), ()), (), 0))
    assert {"index.md", "lists/title.md", "quality.md", "themes/index.md"} <= set(printed)
    assert WORDS["empty-library"][0] in printed["index.md"]


def test_the_head_says_who_when_where_how_long() -> None:
    page = PAGES["essays/third-year.md"]
    assert "林远 · 2021年3月14日 · 山城晚报" in page
    assert "约 2 分钟" in page
    assert "佚名 · 日期不详" in PAGES["essays/library-rules.md"]


def test_a_title_that_is_ours_is_said_to_be() -> None:
    page = PAGES["essays/untitled.md"]
    assert front(page)["title_ours"] is True
    assert WORDS["title-ours"][0] in page
    assert WORDS["title-ours"][0] not in PAGES["essays/third-year.md"]


def test_a_link_has_its_reason_and_a_passage_on_both_sides() -> None:
    for here, there in (("third-year", "library-rules"), ("library-rules", "third-year")):
        related = PAGES[f"essays/{here}.md"].split("{#related")[1].split("\n## ")[0]
        assert f"]({there}.md)" in related
        assert "两文都谈[制度](../themes/system.md)" in related
        assert f"]({there}.md#p" in related
        assert "](#p" in related


def test_an_essay_that_is_pointed_at_says_so() -> None:
    page = PAGES["essays/third-year.md"]
    assert "](yi-shu.md)" in page.split("{#backlinks")[1]
    assert "{#backlinks" not in PAGES["essays/yi-shu.md"]


def test_terms_that_met_stand_in_for_a_theme_across_languages() -> None:
    assert "干部 / cadre" in PAGES["essays/third-year.md"].split("{#cross-language")[1]
    assert "cadre / 干部" in PAGES["essays/the-third-year.md"].split("{#backlinks")[1]


def test_a_version_shows_where_it_differs_and_is_folded_in_lists() -> None:
    page = PAGES["essays/third-year-2.md"]
    assert "72%" in page
    assert "{#differences" in page
    rows = [row for row in PAGES["lists/title.md"].split("\n") if "third-year-2.md" in row]
    assert len(rows) == 1
    assert "third-year.md" in rows[0]


def test_differences_ignore_script_and_spaces() -> None:
    one = essay([paragraph(1, "圖書館 的規矩"), paragraph(2, "只在这里")])
    other = essay([paragraph(1, "图书馆的规矩"), paragraph(2, "只在那里")])
    assert [[b.id for b in left] for left, _ in differences(one, other)] == [["p2"]]


def test_a_changed_paragraph_is_set_against_the_one_it_was() -> None:
    text = "村里修路，干部带头出工，三分之二的路在第三年就没有人管了。"
    one = essay([heading("s1", "一、", "路"), paragraph(1, text), paragraph(2, "另起一段，说的是别的事情。")])
    other = essay([paragraph(1, text.replace("三分之二", "一半"))])
    found = [([b.id for b in left], [b.id for b in right]) for left, right in differences(one, other)]
    assert found == [(["s1"], []), (["p1"], ["p1"]), (["p2"], [])]


def test_a_likely_repair_is_marked_and_leads_to_the_list() -> None:
    page = PAGES["essays/third-year.md"]
    assert '[看得见](#r1 "源文作：看 得 见"){.repaired}' in page
    assert "看 得 见 → 看得见" in page
    assert '{#r1 translate="no"}' in page


@pytest.mark.parametrize(
    ("old", "new", "tip"),
    [
        ("看 得", "看得", "源文作：看 得"),
        (" ", "", "源文此处是空白"),
        ("\n", "", "源文此处是空白"),
        ("", "，", "源文此处无字"),
    ],
)
def test_the_tip_of_a_repair_says_what_the_source_has_there(old: str, new: str, tip: str) -> None:
    item = library().essays[0]
    first = next(block for block in item.essay.blocks if block.kind == "paragraph")
    repair = Repair("any", "likely", (0, len(old)), old, new, first.id, 0)
    marks = marks_of(replace(item.essay, repairs=(repair,), problems=()), Words("zh", "source"), None, frozenset())
    assert [mark.title for mark in marks[first.id]] == [tip]


def test_what_was_removed_is_counted_and_not_reprinted() -> None:
    section = PAGES["essays/third-year.md"].split("{#repaired")[1]
    assert "396" in section
    assert "[related-list](../repairs/related-list.md) 312 字" in section


def test_inline_themes_keep_their_limits() -> None:
    themes = [f"t{n}" for n in range(20)]
    text = "。".join(themes)

    finder = ThemeMatcher(Theme(id, (("en", id),), (id,), declared=True, essays=()) for id in themes)

    blocks = [paragraph(1, text)]
    for n in range(1, 10):
        blocks += [heading(f"s{n}", "", f"t{n}"), paragraph(n + 1, text), block("quotation", f"q{n}", text)]
    marks = marks_of(essay(blocks), Words("zh"), finder, frozenset(themes))
    assert {len(found) for id, found in marks.items() if found} == {MOST_IN_A_SECTION}
    assert sum(map(len, marks.values())) == MOST_ON_A_PAGE
    assert not [id for id in marks if id.startswith(("s", "q"))]
    assert marks_of(essay(blocks), Words("zh"), finder, frozenset()) == {}


def test_neighbours_come_from_the_collection() -> None:
    said = front(PAGES["essays/third-year.md"])
    assert said["previous"] == {"title": "借书的规矩", "url": "essays/library-rules.html"}
    assert said["next"] == {"title": "說不的藝術", "url": "essays/yi-shu.html"}
    assert "previous" not in front(PAGES["essays/library-rules.md"])


def test_what_surrounds_an_essay_does_not_grow_with_the_library() -> None:
    few, many = pages(library(more=20)), pages(library(more=200))
    assert few["essays/third-year.md"] == many["essays/third-year.md"]


def test_long_lists_are_split_and_lead_to_each_other() -> None:
    printed = pages(library(more=2100))
    parts = sorted(path for path in printed if path.startswith("lists/date"))
    assert parts == ["lists/date-2.md", "lists/date-3.md", "lists/date.md"]
    rows = sum(line.startswith("|") and "essays/" in line for path in parts for line in printed[path].split("\n"))
    assert rows == len(library(more=2100).essays) - 1  # one is a version, folded under its main text
    assert front(printed["lists/date.md"])["rows"] == "lists/rows.js"
    assert "rows" not in front(PAGES["lists/date.md"])
    assert "date-2.md#year-" in printed["lists/date.md"]
    assert "date.md#year-2022" in printed["lists/date-2.md"]


def test_theme_pages_quote_the_paragraph_and_lead_to_it() -> None:
    page = PAGES["themes/system.md"]
    assert "**制度**" in page
    assert "](../essays/third-year.md#p7)" in page
    assert "Institutions" in page


def test_a_quotation_is_short_and_holds_the_match() -> None:
    text = "前言很长。" * 60 + "这里说制度要紧。" + "后话更长。" * 60
    shown = quoted(paragraph(1, text), frozenset({"system"}), find_themes)
    assert "**制度**" in shown
    assert len(shown) <= LONGEST_HAN + 10


def test_pictures_get_names_of_ours_and_only_raster_ones_are_printed() -> None:
    png = Picture("../../evil.png", b"\x89PNG", "image/png")
    svg = Picture("x.svg", b"<svg onload=alert(1)>", "image/svg+xml")
    figure = block("figure", "p1", "图一", detail=(("picture", png.name),))
    other = block("figure", "p2", "图二", detail=(("picture", svg.name),))
    made = replace(library(), essays=(Published("one", essay([figure, other], pictures=(png, svg))),), collections=())
    made = replace(made, atlas=Atlas((), (), ()))
    outputs = {output.path: output.data for output in emit(made)}
    names = [path for path in outputs if path.startswith("pictures/")]
    assert len(names) == 1
    assert re.fullmatch(r"pictures/[0-9a-f]{20}\.png", names[0])
    page = outputs["essays/one.md"].decode()
    assert f"![图一](../{names[0]})" in page
    assert "evil" not in page
    assert "svg" not in page


@pytest.mark.parametrize(
    ("text", "letter"),
    [("制度", "Z"), ("《圖書館》", "T"), ("The Road", "R"), ("2019", "#"), ("“干部”", "G"), ("Ökonomie", "#")],
)
def test_titles_are_listed_under_their_letter(text: str, letter: str) -> None:
    assert initial(text) == letter


def test_simplified_and_traditional_are_read_alike() -> None:
    assert reading("圖書")[:2] == reading("图书")[:2]


def test_lengths_are_counted_as_readers_count() -> None:
    chinese = essay([paragraph(1, "一二三，四五 river 2019。")])
    english = essay([paragraph(1, "It's a state-of-the-art road, 3,000 miles.")], language="en")
    assert measure(chinese) == Measure(7, 1)
    assert measure(english) == Measure(6, 1)
    assert measure(essay([paragraph(1, "字" * 1500)])).minutes == 3
    assert measure(essay([paragraph(1, "word " * 1000)], language="en")).minutes == 4


def test_first_words_end_where_a_clause_ends() -> None:
    assert first_words(essay([paragraph(1, "书读得越多越好，其实未必。")])) == "书读得越多越好…"
    assert first_words(essay([paragraph(1, "word " * 20)], language="en")).endswith("word…")


def test_every_string_exists_in_both_languages_with_the_same_places() -> None:
    for key, (chinese, english) in WORDS.items():
        assert chinese.strip() and english.strip(), key
        assert set(re.findall(r"\{(\w+)\}", chinese)) == set(re.findall(r"\{(\w+)\}", english)), key
    assert template_words("en")["skip"] == WORDS["skip"][1]


def test_the_english_interface_speaks_english() -> None:
    printed = pages(library("en"))
    own = re.sub(r"\[[^\]]*\]\([^)]*\)", "", printed["quality.md"].split("\n---\n")[1])
    assert not re.search(r"[\u4e00-\u9fff]", own)
    assert "14 March 2021" in printed["essays/third-year.md"]


def test_former_addresses_lead_on_and_take_no_other_essays_place() -> None:
    made = library()
    first = replace(made.essays[0], former_slugs=("old-name", "library-rules"))
    made = replace(made, essays=(first, *made.essays[1:]), extra={"retired_themes": {"rules": "system"}})
    printed = pages(made)
    assert "](third-year.md)" in printed["essays/old-name.md"]
    assert front(printed["essays/old-name.md"])["to"] == "third-year.html"
    assert printed["essays/library-rules.md"].count("借书的规矩")
    assert "](system.md)" in printed["themes/rules.md"]


def test_what_people_note_stands_under_the_title() -> None:
    made = library()
    noted = replace(made.essays[0].essay, front=(("note", "据手稿"), ("translation", "machine")))
    page = pages(replace(made, essays=(Published("third-year", noted), *made.essays[1:])))["essays/third-year.md"]
    assert "据手稿" in page.split("{#p1}")[0]
    assert WORDS["machine-translated"][0] in page.split("{#p1}")[0]
    assert "机器翻译" in str(front(page)["cite"])


def test_templates_say_only_what_is_in_the_table() -> None:
    for template in (REPOSITORY / "overrides").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        dotted = re.findall(r"words\.(\w+)", text)
        assert not [name for name in dotted if hasattr(dict, name)], template.name
        named = dotted + re.findall(r"words\[[\"']([\w-]+)[\"']\]", text)
        unknown = {name for name in named if name not in WORDS}
        assert not unknown, template.name
        assert not re.search(r">[^<{]*[\u4e00-\u9fff]{2}", text), template.name


def test_a_hostile_title_stays_text_everywhere() -> None:
    title = '<script>alert(1)</script> {{ x }} [a](javascript:alert(1)) "quoted" | **b**'
    made = library()
    hostile = replace(made.essays[0].essay, title=title, author=title)
    printed = pages(replace(made, essays=(Published("third-year", hostile), *made.essays[1:])))
    for path, page in printed.items():
        body = page.split("\n---\n", 1)[1]
        assert "<script" not in body, path
        assert not [target for target in LINK.findall(body) if target.startswith("javascript")], path
        assert "{{" not in body, path


def test_attributes_are_written_in_one_place() -> None:
    assert markdown.attributes("a", "", id="p1", lang="en") == '{#p1 .a lang="en"}'
    assert markdown.attributes() == ""


def test_a_repaired_paragraph_is_shown_as_printed_too() -> None:
    from builder.emit.repaired import as_printed

    block = Block("paragraph", "他说，来了。她没有答。", "", "p1", (0, 12), (0, 11))
    comma = Repair("half-width-mark", "sure", (2, 3), ",", "，", "p1", 2)
    broken = Repair("han-broken-line", "likely", (8, 9), "\n", "", "p1", 8)
    strange = Repair("elsewhere", "sure", (0, 1), "x", "不在这里", "p1", 3)
    assert as_printed(block, (comma, broken, strange)) == "他说,来了。她没\n有答。"
    assert as_printed(block, ()) == block.text
