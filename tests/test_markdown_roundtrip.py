"""What Python-Markdown makes of a printed page is the text that went in, whatever marks the text is full of."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown as python_markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config

from builder.emit import blocks, front_matter
from builder.emit import markdown as md
from builder.emit.inline import GAP, Mark
from builder.emit.words import Words
from builder.model import Block, BlockKind
from tests.examples import examples
from tests.made_library import block, find_themes, heading, paragraph

WORDS = Words("en")
_SETTINGS = Path(__file__).resolve().parent.parent / "mkdocs.yml"

#: Pieces that mean something to one dialect of Markdown or another, to Jinja, to snippets or to HTML.
MARKS = [
    "**", "*", "__", "_", "`", "```", "~~~", "~~", "#", "## ", "- ", "+ ", "* ", "1. ", "2) ", "3.", "===",
    "---", "***", "    ", "\t", "  ", "\n", "\n\n", "\r\n", "[x](y)", "![x](y)", "[x]", "[x]: y", "[^1]",
    "*[HTML]: x", "<b>", "</p>", "<!-- x -->", "<script>alert(1)</script>", "<https://x.example>",
    "https://x.example/a_b_c", "&amp;", "&#42;", "&lt;", "&", "{{ x }}", "{% x %}", "{: .a }", "{#p1}",
    "{ .a }", "}", "{", ":smile:", "--8<-- \"x\"", "!!! note", "??? x", "||x||", "|", "a | b", "==x==", "++x++",
    "^^x^^", "^", "$x$", "\\", "\\*", "\\\\", "\u0002", "\u0003", "\u0000", "klzzwxh:0001", "\u0002amp\u0003",
    "wzxhzdk:1", "\u3000\u3000", "\u00a0", "\u2028", "\x85", "\x0c", "\ufeff", "\u200b", "[TOC]", "> ", ">",
    ":   x", "%", '"', "'", "x\n===", "x\n---", "<", "javascript:alert(1)", "[x](javascript:alert(1))",
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(MARKS),
    st.sampled_from(["制度", "读书，写字。", "第三年", "word", " two words", "1", "一、", "（一）", "。", "A.", "字"]),
    st.text(max_size=4),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def printer() -> python_markdown.Markdown:
    """Python-Markdown as MkDocs sets it up from mkdocs.yml."""
    config = load_config(str(_SETTINGS), hooks=[], plugins=[], docs_dir=str(_SETTINGS.parent / "tests"))
    return python_markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})


PRINTER = printer()


class _Elements(HTMLParser):
    """The text of each element that carries an id, and every tag there was."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.tags: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, str, str]] = []
        self._continues = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        if tag == "a":
            self.links.append(values.get("href") or "")
        if tag == "br":
            self.handle_data("\n")
        if tag in ("br", "img", "hr"):
            return
        id = values.get("id") or ""
        if "continued" in (values.get("class") or "").split():
            id = self._continues
        if id:
            self.texts.setdefault(id, "")
            self.names.setdefault(id, tag)
            self._continues = id
        self._open.append((tag, id, values.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "img", "hr"):
            return
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any("gap" in classes.split() for _, _, classes in self._open):
            return
        for _, id, _ in self._open:
            if id:
                self.texts[id] += data


def parsed(page: str) -> _Elements:
    elements = _Elements()
    elements.feed(PRINTER.reset().convert(page))
    return elements


def plain(text: str) -> str:
    """`text` as a page can hold it: unprintable characters replaced, runs of white space one blank."""
    text = re.sub(r"[\f\v\x1c-\x1f\x85\u2028\u2029]", "\n", text)
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    # A line, and with it all its blanks, may be moved to another paragraph: only what can be seen is compared.
    return re.sub(r"[\s\u00a0\u3000]+", "", text)


KINDS: list[BlockKind] = ["paragraph", "list", "quotation", "verse", "dialogue", "note", "code"]


@given(
    st.lists(
        st.tuples(st.sampled_from([*KINDS, "heading"]), TEXTS, st.sampled_from(["", "1.", "一、", "-", "*"])),
        max_size=6,
    )
)
@examples(400)
def test_a_page_reads_as_the_blocks_that_were_printed(drawn: list[tuple[BlockKind, str, str]]) -> None:
    printed = [
        heading(f"s{n}", number, text, level=1 + n % 3) if kind == "heading" else block(kind, f"p{n}", text, number)
        for n, (kind, text, number) in enumerate(drawn)
    ]
    found = parsed("# Title {#title}\n\n" + blocks.written(printed, {}, WORDS))
    assert found.texts.pop("title") == "Title"
    for item in printed:
        unprinted = item.kind == "code" or (item.kind == "list" and item.number in ("-", "*"))
        wanted = plain(item.text if unprinted else item.number + item.text)
        assert plain(found.texts.pop(item.id, "")) == wanted
    assert found.texts == {}
    assert set(found.tags) <= {"h1", "h2", "h3", "h4", "p", "br", "ul", "li", "blockquote", "pre", "code"}
    assert found.links == []


@given(TEXTS)
@examples(200)
def test_headings_stay_headings_and_keep_their_level(text: str) -> None:
    found = parsed(blocks.written([heading("s1", "1.", text, 2), paragraph(1, "after")], {}, WORDS))
    assert found.names == {"s1": "h3", "p1": "p"}
    assert plain(found.texts["s1"]) == plain("1." + text)


@given(TEXTS, st.data())
@examples(300)
def test_marks_change_no_letter_and_become_the_links_they_are(text: str, data: st.DataObject) -> None:
    size = len(text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    marks = {"p1": [Mark(start, end, "#r1", "repaired", text)]}
    found = parsed(blocks.written([paragraph(1, text)], marks, WORDS))
    assert plain(found.texts.get("p1", "")) == plain(text)
    assert set(found.links) <= {"#r1"}
    assert set(found.tags) <= {"p", "br", "a"}


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=3))
@examples(150)
def test_table_cells_hold_what_was_put_into_them(rows: list[list[str]]) -> None:
    cells = [[re.sub(r"[\t\n\r\f\v\x1c-\x1e\x85\u2028\u2029|]", "", cell) for cell in row] for row in rows]
    text = "\n".join("\t".join(["x", *row]) for row in cells)
    page = blocks.written([block("table", "p1", text)], {}, WORDS)
    found = PRINTER.reset().convert(page)
    seen = [html.unescape(cell) for cell in re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", found, re.S)]
    assert plain("".join(seen)) == plain(text)


@given(TEXTS)
@examples(200)
def test_front_matter_holds_any_title_and_ends_where_it_should(text: str) -> None:
    page = front_matter.page({"title": text, "outline": [{"text": text}]}, "body").decode()
    head, _, body = page.removeprefix("---\n").partition("\n---\n")
    assert body == "\nbody\n"
    title = (yaml.safe_load(head) or {}).get("title", "")
    assert isinstance(title, str)
    printable = "".join(c for c in text if c.isprintable() or c.isspace())
    assert plain(title).replace("\ufffd", "") == plain(printable).replace("\ufffd", "")


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_alone_is_text(mark: str) -> None:
    for text in (mark, f"{mark}制度", f"字{mark}字", f"a {mark} b", f"{mark}x{mark}"):
        found = parsed(blocks.written([paragraph(1, f"字{text}")], {}, WORDS))
        assert plain(found.texts["p1"]) == plain(f"字{text}")
        assert found.links == []


def test_a_very_long_paragraph_is_printed_in_parts_and_reads_as_one() -> None:
    text = "".join(f"第{n}句，有*星号*和_底线_。" for n in range(4000))
    page = blocks.written([paragraph(1, text)], {}, WORDS)
    assert max(len(part) for part in page.split("\n\n")) < 2 * md.LONGEST_PART
    assert plain(parsed(page).texts["p1"]) == plain(text)


def test_a_repair_that_took_something_out_leaves_a_mark_that_is_not_text() -> None:
    page = blocks.written([paragraph(1, "看得见")], {"p1": [Mark(1, 1, "#r1", "repaired", "源文")]}, WORDS)
    assert GAP in page
    assert parsed(page).texts["p1"] == "看得见"


def test_themes_are_found_where_the_stand_in_says() -> None:
    assert [id for _, _, id in find_themes.find("干部与制度", frozenset({"cadre", "system"}))] == ["cadre", "system"]


def test_lists_and_quotations_side_by_side_stay_apart_by_block() -> None:
    printed: list[Block] = [block("list", f"p{n}", f"项{n}", "-") for n in (1, 2)]
    printed += [block("quotation", f"p{n}", f"引{n}") for n in (3, 4)]
    found = parsed(blocks.written(printed, {}, WORDS))
    assert found.texts == {"p1": "项1", "p2": "项2", "p3": "引3", "p4": "引4"}
    assert found.tags.count("ul") == 1
    assert found.tags.count("blockquote") == 1
