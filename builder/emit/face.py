"""What lists, cards and titles say of an essay by its text alone: little enough to be kept for a whole library."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from builder.emit.counting import Measure, measure
from builder.model import Essay
from builder.model.value import Value

# An untitled essay is called by its first words: about half a line of a list.
FIRST_HAN: Final = 16
FIRST_WORDS: Final = 8
# Three lines of the card that looks ahead.
LONGEST_BEGINNING: Final = 110


@dataclass(frozen=True, slots=True)
class Face(Value):
    """What follows from an essay and nothing else."""

    measure: Measure
    called: str  # its first words, for one without a title
    beginning: str
    repairs: int
    likely: int  # of the repairs
    removed: int  # characters of furniture
    doubts: int
    worked: tuple[tuple[str, int], ...]  # rule → how often it worked in the essay; a removal counts once

    @property
    def summary(self) -> dict[str, int]:
        """The counts for templates and lists."""
        return {"repairs": self.repairs, "likely": self.likely, "removed": self.removed, "doubts": self.doubts}


def face(essay: Essay) -> Face:
    """The face of `essay`, which is read for it."""
    likely = sum(repair.certainty == "likely" for repair in essay.repairs)
    removed = sum(count for _, count in furniture(essay))
    doubts = sum(item.severity == "flag" for item in essay.problems)
    called = "" if essay.title else first_words(essay)
    worked = Counter([*(repair.rule for repair in essay.repairs), *(rule for rule, _ in essay.removed)])
    counts = len(essay.repairs), likely, removed, doubts
    return Face(measure(essay), called, beginning(essay), *counts, tuple(sorted(worked.items())))


def furniture(essay: Essay) -> list[tuple[str, int]]:
    """What was removed and is not reprinted; rules whose removals are listed among the repairs are said there."""
    listed = {repair.rule for repair in essay.repairs} if essay.removed else set()
    return [(rule, count) for rule, count in essay.removed if rule not in listed]


def first_words(essay: Essay) -> str:
    """The first words of an essay's text, cut as its language cuts them, with an ellipsis if more follows."""
    text = _one_line(next((block.text for block in essay.blocks if block.text.strip()), ""))
    if essay.language == "en":
        words = text.split(" ")
        return " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")
    clause = re.split(r"[，。；：！？]", text, maxsplit=1)[0]
    return (clause or text)[:FIRST_HAN] + ("…" if len(text) > min(len(clause or text), FIRST_HAN) else "")


def beginning(essay: Essay) -> str:
    """What an essay says first, cut to what a card holds."""
    text = _one_line(next((block.text for block in essay.blocks if block.kind == "paragraph"), ""))
    longest = LONGEST_BEGINNING * 2 if essay.language == "en" else LONGEST_BEGINNING
    return text if len(text) <= longest else text[:longest] + "…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
