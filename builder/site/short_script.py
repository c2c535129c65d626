"""A script without its comments and its blanks: what a browser is sent need not hold what is said to those who read it."""

from __future__ import annotations

import re

#: One after the other; a stroke alone is what is left: it divides, or begins a regular expression.
_PART = re.compile(
    r"(?P<gap>(?:\s+|//[^\n]*|/\*.*?\*/)+)|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|(?P<template>`)|[^\s\"'`/]+|/",
    re.DOTALL,
)
_SLASHED = r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"
_EXPRESSION = re.compile(_SLASHED)
#: Behind a value a stroke divides; behind these words there is none.
_ENDS_A_VALUE = re.compile(r"[\w$)\]}\"'`/]$")
_NO_VALUE = re.compile(r"(?:^|[^\w$.])(?:return|typeof|case|of|in|void|throw|else|do|await|yield)$")
#: What a template holds: text, and expressions in braces.
_IN_TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^\\`$])*", re.DOTALL)
_IN_BRACES = re.compile(rf"(?:\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|(?<=[(,=!&|?:]){_SLASHED}|[^\"'`{{}}])*")
#: A line may go on behind the first and before the second, whatever the rules for absent semicolons say.
_GOES_ON_BEHIND = frozenset("{([,;:?&|=<>*^~!")
_GOES_ON_BEFORE = frozenset(")]},;:?&|=<>*^.")
_OF_WORDS = re.compile(r"[\w$]")


def short(script: str) -> str:
    """`script` with the same tokens in the same order, told apart by no more than they need.

    A line's end stays where a semicolon might be understood. What stands inside texts, templates and regular expressions
    stays as it is. Of a stroke after `)` or `}` a division is understood.
    """
    written: list[str] = []
    at = 0
    while part := _PART.match(script, at):
        end = part.end()
        token = part[0]
        if part["gap"]:
            token = _between(script[at - 1 : at], token, script[end : end + 1])
        elif part["template"]:
            end = _end_of_template(script, end)
            token = script[at:end]
        elif token == "/" and not _divides("".join(written[-2:]).rstrip()) and (found := _EXPRESSION.match(script, at)):
            end = found.end()
            token = found[0]
        written.append(token)
        at = end
    return "".join(written) + script[at:] + "\n"


def _divides(before: str) -> bool:
    """Whether a stroke behind `before` divides."""
    return bool(_ENDS_A_VALUE.search(before)) and not _NO_VALUE.search(before)


def _between(last: str, gap: str, first: str) -> str:
    """What must stand between two characters that a gap parts; the first or the last of a script has none beside it."""
    if not last or not first:
        return ""
    if "\n" in gap and last not in _GOES_ON_BEHIND and first not in _GOES_ON_BEFORE:
        return "\n"
    words = bool(_OF_WORDS.match(last) and _OF_WORDS.match(first))
    return " " if words or last + first in ("++", "--", "//") else ""


def _end_of_template(script: str, at: int) -> int:
    """The place behind the template that began before `at`."""
    at = _after(_IN_TEMPLATE, script, at)
    while script.startswith("${", at):
        at = _after(_IN_TEMPLATE, script, _end_of_braces(script, at + 2))
    return at + 1


def _end_of_braces(script: str, at: int) -> int:
    """The place behind the brace that ends what began before `at`."""
    at = _after(_IN_BRACES, script, at)
    while script[at : at + 1] in ("{", "`"):
        inner = _end_of_braces if script[at] == "{" else _end_of_template
        at = _after(_IN_BRACES, script, inner(script, at + 1))
    return at + 1


def _after(pattern: re.Pattern[str], script: str, at: int) -> int:
    found = pattern.match(script, at)
    return found.end() if found else at
