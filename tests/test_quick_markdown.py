"""The quick conversion gives what Python-Markdown gives, or nothing: over any text, and over the pages we print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.emit import blocks, emit, front_matter, markdown
from builder.emit.inline import Mark
from builder.model import BlockKind
from builder.site.quick_markdown import TESTED, convert, front_of
from tests.made_library import block, find_themes, heading, library
from tests.quick_pages import compared, unlike
from tests.test_markdown_roundtrip import TEXTS, WORDS

KINDS: tuple[BlockKind, ...] = (
    "heading", "paragraph", "list", "quotation", "verse", "dialogue", "note", "code", "table"
)  # fmt: skip
KEYS = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)  # keys are ours, values are anybody's


def test_the_installed_version_is_one_that_was_tested() -> None:
    from importlib.metadata import version

    assert version("markdown") in TESTED


@given(st.data(), st.lists(st.tuples(st.sampled_from(KINDS), TEXTS), min_size=1, max_size=6))
@settings(max_examples=400, deadline=None)
def test_blocks_of_any_text_become_the_same_html(data: st.DataObject, drawn: list[tuple[BlockKind, str]]) -> None:
    made, marks = [], {}
    for number, (kind, text) in enumerate(drawn):
        id = f"p{number}"
        made.append(heading(id, "1.", text, 1 + number % 3) if kind == "heading" else block(kind, id, text))
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        marks[id] = [Mark(start, end, "../themes/x.md#p1", "theme", text)]
    assert not unlike("# Title {#title}\n\n" + blocks.written(made, marks, WORDS))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_plain_text_is_never_left_to_the_slow_way(text: str) -> None:
    said = markdown.escape("字" + text + "字")
    page = f"# {said} {{#title}}\n\n" + markdown.paragraph(said, "p1")
    assert unlike(page) == ""


@given(st.text(st.sampled_from('文字a1 *_`[]()!<>&;#\\{}:.="\n->|'), max_size=60))
@settings(max_examples=1000, deadline=None)
def test_any_markdown_at_all_is_the_same_or_left_alone(text: str) -> None:
    assert not unlike(text)


@given(
    st.dictionaries(
        KEYS,
        st.recursive(
            st.one_of(TEXTS, st.integers(), st.booleans()),
            lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
        ),
        max_size=4,
    )
)
@settings(max_examples=200, deadline=None)
def test_front_matter_says_what_yaml_reads(values: dict[str, Any]) -> None:
    page = front_matter.page(values, "body").decode()
    front = front_of(page)
    if front is not None:
        head = page.removeprefix("---\n").partition("\n---\n")[0]
        assert front == (yaml.safe_load(head), len(page) - len("body\n"))


def test_front_matter_of_other_hands_is_left_to_yaml() -> None:
    for text in (
        "title: x",
        '---\nno: "x"\n---\n\nx',
        "---\ntitle: x\n---\n",
        "---\ndate: 2020-01-01\n---\n\nx",
        "---\nn: 010\n---\n",
        "---\n---\n",
    ):
        assert front_of(text) is None, text


def test_pages_of_every_kind_are_the_same(tmp_path: Path) -> None:
    for output in emit(library(more=30), find_themes):
        if output.path.endswith(".md"):
            path = tmp_path / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.data)
    found = dict(compared(tmp_path))
    assert not {name: said for name, said in found.items() if said}
    assert len(found) > 80
    assert sum(said is None for said in found.values()) <= 0.02 * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "![x](../pictures/x.png)\n{#p1 .figure}",
        "## A heading without an id",
        "- one list\n\n- and one more",
        "*open",
        "**a *b* c**",
        "[x](http://elsewhere.example/)",
        "<b>x</b>",
        "a & b",
        "[TOC]",
    ],
)
def test_what_is_not_ours_is_left_to_python_markdown(text: str) -> None:
    assert convert(text, lambda target: target) is None
