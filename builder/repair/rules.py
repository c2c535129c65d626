"""Every repair of text, in the order in which it runs; the reason for a place stands beside it."""

from __future__ import annotations

from builder.model import Rule

RULES: tuple[Rule, ...] = ()
