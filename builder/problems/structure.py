"""What a person is told about splitting, metadata and outlines."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {}
