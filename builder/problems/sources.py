"""What a person is told about decoding and file formats."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {}
