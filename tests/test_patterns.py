"""An expression that is compiled when it is first used, or was for a build before, does what any other does."""

from __future__ import annotations

import copy
import marshal
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import pattern_code, patterns
from builder.patterns import pattern

#: Kinds of expressions whose code differs: classes of Han, cases that fold into several letters, names, looking back.
EXPRESSIONS = (
    (r"(?P<year>[0-9]{4})年(?P<month>[一-鿿㐀-䶿]+)?(x)?", 0),
    ("straße|K|ſ", re.IGNORECASE),
    ("(?i:a)(?<=b)c(?!d)", re.ASCII),
    ("^(a+)(?(1)b|c)$", re.MULTILINE | re.DOTALL),
    ("(?x) a  b # c", 0),
    ("", 0),
)
TEXTS = ("1998年十二x", "1998年x", "STRASSE straße k K ſS", "ac bc\nabc", "aaab\nc\nab", "ab", "一" * 40)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where what is compiled is kept for this test; nothing of it is known before, or after."""
    path = tmp_path / "kept" / "patterns.table"
    monkeypatch.setattr(pattern_code, "_path", lambda: path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    pattern_code._table.cache_clear()
    yield path
    pattern_code._table.cache_clear()


def another_process() -> None:
    """What this one knows by heart is forgotten."""
    pattern_code._table.cache_clear()


@pytest.mark.parametrize(("text", "flags"), EXPRESSIONS)
def test_what_was_compiled_before_is_what_python_compiles(text: str, flags: int, table: Path) -> None:
    plain = re.compile(text, flags)
    first = pattern_code.compiled(text, flags)
    pattern_code.keep()
    another_process()
    assert (text, int(flags)) in pattern_code._table()[0]
    again = pattern_code.compiled(text, flags)
    assert pattern_code._table()[1] == {}, "it was compiled once more"
    for made in (first, again):
        # Patterns are equal if their code is.
        assert made == plain and made.groupindex == plain.groupindex and made.flags == plain.flags
        assert [[m.groups() for m in made.finditer(told)] for told in TEXTS] == [
            [m.groups() for m in plain.finditer(told)] for told in TEXTS
        ]
        assert [m.lastgroup for told in TEXTS for m in made.finditer(told)] == [
            m.lastgroup for told in TEXTS for m in plain.finditer(told)
        ]


@given(st.text("ab[]^-|()*+?\\dw中文.一", max_size=8))
def test_it_refuses_what_python_refuses(text: str) -> None:
    try:
        plain = re.compile(text)
    except re.error:
        with pytest.raises(re.error):
            pattern_code.compiled(text)
    else:
        assert pattern_code.compiled(text) == plain


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"no table",
        marshal.dumps(("another Python", {("a", 0): (32, b"", 0, {})})),
        marshal.dumps((sys.version, ["a"])),
        marshal.dumps((sys.version, {("a", 0): (32, b"\xff" * 12, 0, {})})),
        marshal.dumps((sys.version, {("a", 0): (32, b"\x01", 0, {})})),
        marshal.dumps((sys.version, {("a", 0): "strange"})),
    ],
    ids=["empty", "torn", "of another Python", "no table", "no code", "half a number", "no entry"],
)
def test_a_table_that_is_damaged_or_of_another_python_says_nothing(kept: bytes, table: Path) -> None:
    table.parent.mkdir()
    table.write_bytes(kept)
    assert pattern_code.compiled("a") == re.compile("a")
    pattern_code.keep()
    another_process()
    assert pattern_code.compiled("a") == re.compile("a")
    assert pattern_code._table()[1] == {}


def test_it_is_kept_where_python_may_keep_modules_and_nowhere_else(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    pattern_code.compiled("kept nowhere")
    pattern_code.keep()
    assert not table.parent.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    pattern_code.keep()
    assert table.exists()
    table.unlink()
    table.mkdir()  # cannot be written
    pattern_code.keep()


def test_a_table_is_begun_anew_before_it_grows_for_ever(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern_code, "MOST", 2)
    for round_ in (("a", "b"), ("c",), ("d",)):
        another_process()
        for text in round_:
            pattern_code.compiled(text)
        pattern_code.keep()
    another_process()
    assert {text for text, _ in pattern_code._table()[0]} == {"c", "d"}


def test_a_python_that_was_not_tried_compiles_as_it_always_does(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern_code, "TRIED", ())
    assert pattern_code.compiled("a+", re.IGNORECASE) == re.compile("a+", re.IGNORECASE)
    assert pattern_code._table() == ({}, {})


def test_it_is_compiled_once_and_answers_as_the_compiled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    known = re.compile(r"(?P<word>b+)", re.IGNORECASE)
    compiled: list[str] = []

    def counting(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return known

    monkeypatch.setattr(patterns, "compiled", counting)
    late = pattern(r"(?P<word>b+)", re.IGNORECASE)
    assert compiled == []
    assert late.sub("x", "aBba") == known.sub("x", "aBba") == "axa"
    assert [match["word"] for match in late.finditer("b BB")] == ["b", "BB"]
    assert (late.pattern, late.flags, late.groups) == (known.pattern, known.flags, known.groups)
    assert compiled == [known.pattern]


def test_a_mistake_shows_at_its_first_use_and_nothing_is_made_up() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
    with pytest.raises(AttributeError):
        pattern("a").finds  # type: ignore[attr-defined]  # noqa: B018
    assert copy.copy(pattern("a")).match("a")
