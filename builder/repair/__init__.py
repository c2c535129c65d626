"""Repair: takes the damage out of a decoded text and accounts for every character of it."""

from __future__ import annotations

from builder.model import Decisions, Repaired, SurveyFacts
from builder.repair.engine import apply
from builder.repair.rules import RULES

__all__ = ["RULES", "repair"]


def repair(text: str, facts: SurveyFacts | None = None, decisions: Decisions | None = None) -> Repaired:
    """`text` repaired by every rule, as a tiling of `text`."""
    return apply(text, RULES, facts)
