"""Problems and their words: one table of messages in Chinese and English, and how a problem is printed."""

from __future__ import annotations

from typing import Literal

from builder.model import Problem, Span
from builder.problems import building, catalogue, corpus, delivery, library, repair, sources, structure
from builder.problems.evidence_words import in_chinese
from builder.problems.message import Message

__all__ = ["MESSAGES", "Message", "Tongue", "evidence", "hint", "message", "place", "problem"]

Tongue = Literal["en", "zh"]

MESSAGES: dict[str, Message] = {
    **sources.MESSAGES,
    **repair.MESSAGES,
    **structure.MESSAGES,
    **corpus.MESSAGES,
    **library.MESSAGES,
    **building.MESSAGES,
    **catalogue.MESSAGES,
    **delivery.MESSAGES,
}


def problem(
    code: str,
    source: str = "",
    span: Span | None = None,
    line: int | None = None,
    slug: str | None = None,
    **detail: object,
) -> Problem:
    """A problem whose severity comes from the table. Raises KeyError for a code that is not in it."""
    values = tuple((key, str(value)) for key, value in detail.items())
    return Problem(code, MESSAGES[code].severity, source, span, line, values, slug)


def message(item: Problem, tongue: Tongue) -> str:
    """What was seen, in one sentence."""
    words = MESSAGES[item.code]
    if tongue == "en":
        return words.en.format_map(dict(item.detail))
    return words.zh.format_map({name: _spoken(name, value) for name, value in item.detail})


def _spoken(name: str, value: str) -> str:
    """A detail in Chinese: evidence, a list of signs, or what it is."""
    if name == "signs":
        return "；".join(map(in_chinese, value.split("; ")))
    return in_chinese(value) if name == "why" else value


def hint(item: Problem, tongue: Tongue) -> str:
    """What to try, in one sentence."""
    words = MESSAGES[item.code]
    return (words.hint_zh if tongue == "zh" else words.hint_en).format_map(dict(item.detail))


def evidence(why: str, tongue: Tongue) -> str:
    """The reason that a stage gave for what it found, in a person's language."""
    return in_chinese(why) if tongue == "zh" else why


def place(item: Problem) -> str:
    """`file:line`, as far as it is known."""
    return f"{item.source}:{item.line}" if item.line is not None else item.source
