"""Marks inside a line of Markdown: emphasis, code, links, escapes; which characters the reader should not see."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from builder.model import Span
from builder.pattern_code import compiled

# Every repetition is bounded, so that no line costs more than its length times a constant.
_ESCAPE = compiled(r"\\([!-/:-@\[-`{-~])")
_CODE = compiled(r"(?<!`)(`{1,2})(?!`)([^`\n]{1,400})(?<!`)\1(?!`)")
_LINK = compiled(
    r"(!?\[)([^\[\]\n]{0,400})(\]\(\s{0,9}(?:<[^<>\n]{0,999}>|[^()\s<>]{0,999}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)"
    r"(?:\s{1,9}(?:\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'))?\s{0,9}\))"
)
_REFERENCE = compiled(r"(\[)([^\[\]\n^]{1,400})(\]\[[^\[\]\n]{0,100}\])")
_FOOTNOTE = compiled(r"\[(\^)[^\[\]\s]{1,60}\]")
_ADDRESS = compiled(r"(<)((?:https?|mailto):[^<>\s]{1,999})(>)")
#: A run of emphasis marks; three stars are bold and italic at once.
_EMPHASIS = compiled(r"(?<!\*)\*{1,3}(?!\*)|(?<!_)_{1,2}(?!_)|(?<!~)~~(?!~)")
#: Stands for characters that later patterns must not see; no pattern matches it as a mark.
_HIDDEN = "\x1a"


def marks(line: str, labels: Collection[str] = ()) -> Iterator[Span]:
    """Spans of `line` that are marks and no text, in no order; they do not overlap. Linear.

    `labels` are those of link definitions, in lower case: [a][b] is a link only if there is one for b.
    """
    codes = list(_CODE.finditer(line))
    yield from (match.span(1) for match in codes)
    yield from ((match.end(2), match.end()) for match in codes)
    line = _hide(line, [match.span() for match in codes])
    escapes = [match.span() for match in _ESCAPE.finditer(line)]
    yield from ((start, start + 1) for start, _ in escapes)
    line = _hide(line, escapes)
    for pattern in (_LINK, _REFERENCE, _ADDRESS):
        links = [
            match
            for match in pattern.finditer(line)
            if match[1] != "!["  # pictures are read elsewhere
            and (pattern is not _REFERENCE or (match[3][2:-1] or match[2]).strip().lower() in labels)
        ]
        found = [span for match in links for span in (match.span(1), match.span(3))]
        yield from found
        line = _hide(line, found)
    yield from (match.span(1) for match in _FOOTNOTE.finditer(line))
    yield from _emphasis(line)


def _emphasis(line: str) -> Iterator[Span]:
    """Pairs of emphasis marks: the opening one before a character, the closing one behind one."""
    waiting: dict[str, Span] = {}
    for match in _EMPHASIS.finditer(line):
        mark, (start, end) = match.group(), match.span()
        before, after = line[start - 1 : start], line[end : end + 1]
        inside_word = mark[0] == "_" and (before.isalnum(), after.isalnum())
        if before.strip() and mark in waiting and not (inside_word and inside_word[1]):
            yield waiting.pop(mark)
            yield (start, end)
        elif after.strip() and not (inside_word and inside_word[0]):
            waiting[mark] = (start, end)


def pictures(line: str) -> Iterator[tuple[Span, str, str]]:
    """The pictures that `line` shows: (span, text instead of it, address)."""
    for match in _LINK.finditer(line):
        if match[1] == "![":
            address = match[3][2:-1].strip()
            if address.startswith("<") and ">" in address:
                yield match.span(), match[2].strip(), address[1 : address.index(">")]
            else:
                yield match.span(), match[2].strip(), address.split(maxsplit=1)[0] if address else ""


def _hide(line: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    reached = 0
    for start, end in sorted(spans):
        pieces += [line[reached:start], _HIDDEN * (end - start)]
        reached = end
    return "".join([*pieces, line[reached:]])
