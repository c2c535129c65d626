"""What a person is told about themes, links and versions."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {}
