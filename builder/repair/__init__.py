"""Repair: takes the damage out of a decoded text and accounts for every character of it."""

from __future__ import annotations

from builder.model import Decisions, Repaired, SurveyFacts
from builder.repair.decided import with_decisions
from builder.repair.engine import apply
from builder.repair.rules import RULES

__all__ = ["RULES", "repair"]


def repair(text: str, facts: SurveyFacts | None = None, decisions: Decisions | None = None) -> Repaired:
    """`text` repaired by every rule in order, as a tiling of `text`. Pure.

    `facts` is what the survey of the corpus says about this text's lines; `decisions` is what people decide: their
    `drop` and `replace` run first, `rules_off` leaves rules out, no rule touches a text in `keep`.
    """
    return apply(text, RULES if decisions is None else with_decisions(RULES, decisions), facts)
