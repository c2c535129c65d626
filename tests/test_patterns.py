"""An expression that is compiled when it is first used does what one does that was compiled before."""

from __future__ import annotations

import copy
import re

import pytest

from builder.patterns import pattern


def test_it_is_compiled_once_and_answers_as_the_compiled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    known = re.compile(r"(?P<word>b+)", re.IGNORECASE)
    compiled: list[str] = []

    def counting(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return known

    monkeypatch.setattr(re, "compile", counting)
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
