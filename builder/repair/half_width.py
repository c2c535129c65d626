"""Repairs to Chinese that was printed with the half-width marks of English throughout."""

from __future__ import annotations

from collections.abc import Iterator

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.rule import rule

_COMMA = pattern(f",(?<=[{HAN}□”’》）」],)(?=[{HAN}“‘《（「])")
_MARK = pattern(f"[,;:!?](?<=[{HAN}□”’》）」][,;:!?])(?=[{HAN}“‘《（「”’]|\n|\\Z)")
_PARENTHESES = pattern(f"\\((?<=[{HAN}”’》]\\()([{HAN}][^()\n]{{0,60}})\\)")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}

#: A text that has this share of its commas in full width mixes both by hand; it is left alone. Seeds: none of 1,342.
MOST_FULL_WIDTH = 0.02
FEWEST_COMMAS = 5  # fewer say nothing about a habit


@rule(
    "half-width-mark",
    why="A conversion left all commas between Chinese characters half width; Chinese sets them full width.",
    why_zh="全文汉字之间的标点都被转成半角，恢复为中文全角标点。",
)
def HALF_WIDTH_MARK(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    half = len(_COMMA.findall(text)) if "," in text else 0
    if half < FEWEST_COMMAS or text.count("，") > MOST_FULL_WIDTH * half:
        return
    for match in _MARK.finditer(text):
        yield Edit(match.start(), match.end(), _FULL[match.group()])
    for match in _PARENTHESES.finditer(text):
        yield Edit(match.start(), match.start() + 1, "（")
        yield Edit(match.end() - 1, match.end(), "）")
