"""What a person is told about what people decide and what is on record."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {}
