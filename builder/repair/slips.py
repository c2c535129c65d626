"""Repairs to marks that a program or a hand set once too often: line ends printed as words, and doubled commas."""

from __future__ import annotations

from collections.abc import Iterator

from builder.characters import CJK_MARKS, HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.rule import rule

#: One alone may be what an essay about programs speaks of.
FEWEST_LINE_ENDS = 2
# What a line end is called in JSON, in old databases and in spreadsheets, between Chinese words or at a line's end.
_LINE_END = pattern(rf"(?:x0dx0a|_x000[dD]_|\\r\\n)+(?=[{HAN}{CJK_MARKS}\s\u3000(]|\Z)")
_TRACES = ("x0dx0a", "_x000", "\\r\\n")
_STOPPED = pattern("[。！？…”」』）)]")
_BEFORE = pattern(f"[{HAN}{CJK_MARKS})\\]]")

_DOUBLED = pattern(f"(?<=[{HAN}”」』》）])[，、,]{{2}}(?=[{HAN}“「『《（])")
_PAIRS = ("，，", "，、", "、，", "、、", ",,", "，,", ",，")
#: Who lets a clause trail off in commas or stops, does so more than twice in a row somewhere.
_TRAILING = pattern("[，,、]{3}|。。")


@rule(
    "literal-line-end",
    why="A line end that was printed as its name (x0dx0a, \\r\\n) by the program that copied the text.",
    why_zh="换行符在转录时被印成了“x0dx0a”“\\r\\n”之类的字样。",
    loses_words=True,
    needs="\\_x",
)
def LITERAL_LINE_END(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if not any(trace in text for trace in _TRACES):
        return
    found = [m for m in _LINE_END.finditer(text) if m.start() and _BEFORE.match(text[m.start() - 1])]
    if len(found) < FEWEST_LINE_ENDS:
        return
    for m in found:
        ends_line = m.end() == len(text) or text[m.end()] == "\n"
        breaks = not ends_line and _STOPPED.match(text[m.start() - 1]) is not None
        yield Edit(m.start(), m.end(), "\n" if breaks else "")


@rule(
    "doubled-comma",
    why="Two commas stand where one is meant: a slip, or set there to spoil copies.",
    why_zh="本应一个逗号处有两个，是误排，或为防复制而掺入。",
    certainty="likely",
)
def DOUBLED_COMMA(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if not any(pair in text for pair in _PAIRS) or _TRAILING.search(text):
        return
    for m in _DOUBLED.finditer(text):
        yield Edit(m.start() + 1, m.end(), "")
