"""One function for each border, each held to the mark that would be obeyed there."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import markdown as python_markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.emit import front_matter, markdown, xhtml
from builder.generate import UnsafePathError, _inside
from builder.library import addresses, decisions, vocabulary
from builder.problems import problem
from builder.report import github_lines, plain, problem_lines
from builder.site.policy import content_policy
from tests.examples import examples
from tests.growth import assert_linear
from tests.hostile.payloads import PAYLOADS

_ANY = (
    st.text()
    | st.sampled_from(PAYLOADS)
    | st.text(st.sampled_from("&<>\"'\\`*_{}[]#|~^$!:-+=.)1 \n\u0002\u0085\ufffe"))
)


# --- Markdown ---


@pytest.mark.parametrize("mark", "\\`*_{}[]#&<>|~^$")
def test_no_mark_of_any_dialect_goes_through(mark: str) -> None:
    """Also those of dialects that may one day print these pages: tables, deletions, mathematics."""
    written = markdown.escape(f"a{mark}b", starts_line=False)
    assert mark not in written.replace(f"\\{mark}", "").replace("&amp;", "").replace("&#", "") or mark in "\\&#"
    assert written != f"a{mark}b"


@pytest.mark.parametrize("start", ["- a", "+ a", "= a", ": a", "! a", "1. a", "12) a", "===", "---", "![a]"])
def test_nothing_begins_at_the_start_of_a_line(start: str) -> None:
    """Neither lists nor rules, underlines, pictures, nor the definitions of other dialects."""
    number = "".join(c for c in start[:2] if c.isdigit())
    assert markdown.escape(start).startswith(f"{number}&#{ord(start[len(number)])};")


@given(_ANY)
@examples(200)
def test_a_title_attribute_holds_the_text_and_nothing_else(text: str) -> None:
    """Whatever it says, the link has the one attribute that was meant, and it says just that."""
    written = markdown.link("x", "#p1", title=text)
    page = python_markdown.markdown(written, extensions=["attr_list", "tables"])
    (link,) = ElementTree.fromstring(f"<body>{page}</body>").iter("a")
    assert set(link.attrib) <= {"href", "title"}
    assert link.get("href") == "#p1"
    wanted = " ".join("".join("\ufffd" if c in _UNPRINTABLE else c for c in text).split())
    assert " ".join(link.get("title", "").split()) == wanted


_UNPRINTABLE = {
    chr(c) for c in (*range(9), 11, *range(14, 28), *range(127, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
}


@pytest.mark.parametrize("language", ["python", 'x" onclick="alert(1)', "a} {#p1", "js\n<script>"])
def test_a_fence_cannot_be_left(language: str) -> None:
    body = "x\n```\n~~~\n````\n<script>alert(1)</script>\n"
    written = markdown.code(body, "p1", language)
    first, *_, last = written.split("\n")
    assert first.startswith("`````") and last == "`````"
    assert not set('"<>\n') & set(first)
    assert first.count("{") == first.count("}") == 1


def test_long_paragraphs_are_printed_in_parts() -> None:
    for text in ("渡口。" * 30_000, "渡" * 50_000, "*" * 10_000, "a b " * 20_000):
        found = list(markdown.parts(text))
        assert "".join(text[begin:end] for begin, end in found) == text
        assert len(found) > 1
        for begin, end in found:
            assert end - begin <= markdown.LONGEST_PART
            assert sum(text.count(mark, begin, end) for mark in "\\`*_{}[]#") <= markdown.MOST_ESCAPES


# --- front matter ---


@given(st.dictionaries(st.sampled_from(["title", "author"]), _ANY | st.lists(_ANY), min_size=1))
@examples(200)
def test_front_matter_is_read_as_the_values_that_were_written(front: dict[str, Any]) -> None:
    written = front_matter.page(front, "text").decode()
    head, _, body = written.removeprefix("---\n").partition("---\n\n")
    assert body == "text\n"
    read = yaml.safe_load(head) or {}
    assert set(read) <= set(front)
    for value in read.values():
        for text in value if isinstance(value, list) else [value]:
            assert isinstance(text, str)
            assert text.isprintable()


# --- XML of the books ---


@given(_ANY)
@examples(200)
def test_xhtml_holds_the_text_and_nothing_else(text: str) -> None:
    element = ElementTree.fromstring(xhtml.element("p", xhtml.escape(text), title=text))
    assert (element.tag, list(element)) == ("p", [])
    assert set(element.attrib) <= {"title"}
    shown = "".join("\ufffd" if c in _UNPRINTABLE or c == "\x0c" or "\x0e" <= c < " " else c for c in text)
    assert (element.text or "").replace("\n", " ") == shown.replace("\r\n", "\n").replace("\r", "\n").replace("\n", " ")


@pytest.mark.parametrize("letter", ["\ud800", "\udfff", "\x00", "\x1f", "\x7f", "\x85", "\ufffe", "\uffff"])
def test_what_no_xml_can_hold_is_replaced(letter: str) -> None:
    assert xhtml.escape(f"a{letter}b") == "a\ufffdb"


# --- terminals, annotations ---


@given(_ANY)
@examples(200)
def test_a_terminal_obeys_nothing_that_is_printed(text: str) -> None:
    told = problem("decision-unknown-key", text, key=text, better=text)
    for line in (plain(text), *problem_lines([told], "en"), *problem_lines([told], "zh")):
        assert not {c for c in line if (c < " " and c not in "\t\n") or "\x7f" <= c <= "\x9f"}
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("name", ["a\n::set-output name=x::y", "a,line=1::b", "a%0A::error::b", "a:b", "\x1b[2J"])
def test_an_annotation_is_one_line_about_one_file(name: str) -> None:
    (line,) = github_lines([problem("decision-unknown-key", name.replace("\n", " "), key=name, better=name)], "en")
    assert "\n" not in line and "\x1b" not in line
    properties, _, _ = line.removeprefix("::error ").partition("::")
    file = properties.removeprefix("file=").partition(",title=")[0]
    assert not set(file) & set(",:")
    assert "%0A" not in file.replace("%250A", "")


# --- places ---


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x", "a/../../x", "a\\..\\x", "c:/x", "a/b:stream", ".."])
def test_an_output_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafePathError):
        _inside(str(tmp_path), name)
    assert Path(_inside(str(tmp_path), "a/b.md")) == tmp_path / "a" / "b.md"


# --- YAML that people, or others, write ---

_LAUGHS = "a0: &a0 ['ha', 'ha']\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
BOMBS = {
    "laughs": _LAUGHS,
    "laughs as sources": f"sources:\n  {_LAUGHS.replace(chr(10), chr(10) + '  ')}\n  a.txt: {{drop: *a39}}\n",
    "laughs as themes": f"- id: x\n  names: {{en: y}}\n  aliases: &a [b]\n- &b [*a, *a]\n- {_LAUGHS.replace(chr(10), chr(10) + '  ')}",
    "itself": "sources: &s\n  a.txt: *s\n",
    "list of itself": "- &l [*l]\n- slug: *l\n",
    "deep": "[" * 200_000,  # ended the process: libyaml calls itself for each
    "deep maps": "{a: " * 50_000,
    "deep dashes": "- " * 50_000,
    "deep questions": "? " * 50_000,
    "deep behind a mistake": "a: [x\nb: *\n" + "[" * 200_000,
    "deep in full width": "a: " + "［" * 200_000,
    "deep and closed": "[" * 3_000 + "]" * 3_000,
    "deep lines": "".join(f"{' ' * n}a:\n" for n in range(600)),
    "laughing record": f"- {_LAUGHS.replace(chr(10), chr(10) + '  ')}\n  slug: *a39\n  source: *a39\n  fingerprint: x\n  sketch: y\n  first: z\n",
    "python": "sources: {a.txt: {title: !!python/object/apply:os.system ['touch obeyed']}}\n",
    "merge": "x: &x {title: a}\nsources: {a.txt: {<<: *x}}\n",
}


@pytest.mark.parametrize("bomb", BOMBS, ids=str)
def test_no_yaml_runs_or_swells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bomb: str) -> None:
    monkeypatch.chdir(tmp_path)
    data = BOMBS[bomb].encode()
    assert isinstance(decisions.read(data).problems, tuple)
    assert isinstance(vocabulary.read(data)[1], tuple)
    (tmp_path / "addresses.yml").write_bytes(data)
    entries, problems = addresses.load(tmp_path / "addresses.yml")
    assert sum(map(len, map(repr, entries))) < 100_000
    assert entries or problems
    assert not (tmp_path / "obeyed").exists()


@pytest.mark.parametrize("piece", ["a: b\n", "- a\n", "：\n", "a：b\n", "[", "'", "  a\n", "&a *a\n", "\u3000a: b\n"])
def test_reading_decisions_is_linear(piece: str) -> None:
    assert_linear(lambda size: decisions.read((piece * (size // len(piece))).encode()), 2_000, 20_000)


# --- the policy ---


def test_the_policy_allows_nothing_but_the_site(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>", encoding="utf-8")
    told = dict(part.split(" ", 1) for part in content_policy(tmp_path, ()).split("; "))
    assert told == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
