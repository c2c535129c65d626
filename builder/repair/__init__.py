"""Repair: takes the damage out of a decoded text and accounts for every character of it."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Decisions, Repaired, Rule, SurveyFacts
from builder.repair.decided import with_decisions
from builder.repair.engine import apply
from builder.repair.rules import RULES

__all__ = ["RULES", "repair"]


def repair(
    text: str,
    facts: SurveyFacts | None = None,
    decisions: Decisions | None = None,
    first: Sequence[Rule] = (),
) -> Repaired:
    """`text` repaired by every rule in order, as a tiling of `text`. Pure.

    `first` are rules that follow from the text's format and see it as it was printed.
    `facts` is what the survey of the corpus says about this text's lines; `decisions` is what people decide: their
    `drop` and `replace` run first, `rules_off` leaves rules out, no rule touches a text in `keep`.
    """
    rules = RULES if decisions is None else with_decisions(RULES, decisions)
    return apply(text, (*first, *rules), facts)
