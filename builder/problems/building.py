"""What a person is told about publishing, serving and bundling."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {}
