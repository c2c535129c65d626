"""What a person is told about repairs and the survey."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {}
