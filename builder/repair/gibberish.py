"""Repairs to the random letters that forums scatter through a text to spoil copies of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.characters import CJK_MARKS, HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.lines import has_han
from builder.repair.rule import rule

# A run of printable ASCII between Chinese characters or line ends, long enough to be judged.
_RUN = pattern(r"[\x20-\x7e]{10,}")
_HAN = pattern(f"[{HAN}]")
_BESIDE_HAN = pattern(f"[{HAN}{CJK_MARKS}]")
# What may belong to the sentence before: a number with its unit or stop, glued to the Han character before it.
_OWN = pattern(r"(?:\d+(?:[.,:/]\d+)*%?|[A-Z][A-Za-z]{2,})?[,.;:!?)]?(?=[^A-Za-z0-9]|\Z)")
_ODD = pattern(
    r"[A-Za-z0-9][^A-Za-z0-9]|[^A-Za-z0-9][A-Za-z0-9]|\d[A-Za-z]|[A-Za-z]\d|[a-z][A-Z]|[A-Z]{2}|[bcdfghjklmnpqrstvwxz]{2}"
)
_FORMULA = pattern(r"[=<>]")

#: Fewer places in a text are somebody's formula or emoticon.
FEWEST_RUNS = 3
#: Tokens in one run; the shortest of S05 has 8.
FEWEST_TOKENS = 5
MEAN_TOKEN = 2.2  # characters; English words have 4.7 on average
#: Tokens like "E}" or "9J" or "kV" among those of all runs of a text: measured .53 on S05, 0 to .1 on formulas.
LEAST_SHARE_ODD = 0.25


@rule(
    "anti-copy-noise",
    why="Runs of random letters and marks that a forum mixed into the text to spoil copies are taken out.",
    why_zh="论坛为防复制而掺入的随机字符，予以删除。",
    loses_words=True,
)
def ANTI_COPY_NOISE(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if not has_han(text):
        return
    spans = [span for match in _RUN.finditer(text) if (span := _noise(text, match))]
    runs = [text[start:end] for start, end in spans]
    tokens = [token for run in runs for token in run.split()]
    if (
        sum(map(_mixes_cases, runs)) < FEWEST_RUNS
        or sum(bool(_ODD.search(token)) for token in tokens) < LEAST_SHARE_ODD * len(tokens)
        or sum(len(_FORMULA.findall(run)) * 6 > len(run.split()) for run in runs) * 2 > len(runs)
    ):
        return
    for start, end in spans:
        at_line_start = start == 0 or text[start - 1] == "\n"
        at_line_end = end == len(text) or text[end] == "\n"
        if at_line_start and at_line_end and end < len(text):
            end += 1
        yield Edit(start, end, "")


def _noise(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    start, end = match.span()
    own = _OWN.match(text, start, end) if start and _HAN.match(text[start - 1]) else None
    if own and own.end() < end and re.search(r"\w", own.group()) and len(own.group()) > 1:
        start = own.end()
    run = text[start:end]
    tokens = run.split()
    if len(tokens) < FEWEST_TOKENS or sum(map(len, tokens)) > MEAN_TOKEN * len(tokens):
        return None
    return (start, end) if sum(map(str.isalpha, run)) >= FEWEST_LETTERS else None


FEWEST_LETTERS = 4  # a row of dashes or a sum has none


def _mixes_cases(run: str) -> bool:
    return any(map(str.isupper, run)) and any(map(str.islower, run))
