"""What was made faster gives what it gave before: each short cut held against the plain way."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from builder.characters import HAN, han_count
from builder.script import Translation

FORMS = {ord("，"): ",", ord("Ａ"): "a", ord("é"): "e", ord("龍"): "龙"}
TEXTS = st.text(st.sampled_from("，Ａé龍龙a組织\ud800\U00020000\n "), max_size=200)


@given(TEXTS)
def test_a_translation_is_str_translate(text: str) -> None:
    assert Translation(FORMS)(text) == text.translate(FORMS)


@given(TEXTS)
def test_han_characters_are_counted_one_by_one(text: str) -> None:
    assert han_count(text) == len(re.findall(f"[{HAN}]", text))
