"""The shape of a message: a problem's words in both languages, with what to try."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Severity


@dataclass(frozen=True, slots=True)
class Message:
    """Words for one problem code; `{name}` placeholders are filled from `Problem.detail`."""

    severity: Severity
    en: str
    zh: str
    hint_en: str
    hint_zh: str
