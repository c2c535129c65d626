"""Which lines of a Markdown text are headings, lists, quotations, code and tables, and which characters mark them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.model import Hint, HintKind, Span
from builder.pattern_code import compiled
from builder.sources.markdown_inline import marks

_FENCE = compiled(r" {0,3}(`{3,9}|~{3,9})[ \t]*+([\w+#.-]*+)[^`\n]*+")
_ATX = compiled(r" {0,3}(#{1,6})(?:[ \t\u3000]+|(?=[^#\s!]))")
_SETEXT = compiled(r" {0,3}(=+|-{3,})[ \t]*")
_RULE = compiled(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_QUOTE = compiled(r"(?: {0,3}>[ \t]?)+")
_ITEM = compiled(r"([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_TABLE_RULE = compiled(r"[ \t]*+\|?(?:[ \t]*+:?-++:?[ \t]*+\|)++(?:[ \t]*+:?-++:?[ \t]*+)?")
#: What a definition leads to is an address: a list of references (“[1]: …”) is text.
_DEFINITION = compiled(r" {0,3}\[([^\[\]\n^]{1,100})\]:[ \t]*+(?:<[^<>]*>|[!\"$-.0-~]*+[/#][!-~]*+)(?:[ \t]+[\"'(].*)?")
_NOTE = compiled(r" {0,3}\[(\^)([^\[\]\s]{1,60})\](:)[ \t]*")
_COMMENT = compiled(r"[ \t]*<!--.*-->[ \t]*")
_BREAKS = ("  ", "\\")
#: A line under which --- means a heading and no rule is short and no sentence.
_SETEXT_LENGTH = 60
_SENTENCE_END = "。！？；，.!?;,"


_Item = tuple[int, re.Match[str]]  # number of its line, and its mark


@dataclass(slots=True)
class _Scan:
    """The lines of a text with their positions, and the hints found so far."""

    text: str
    lines: list[Span]
    first: int = 0  # number of the first line that is not blank
    hints: list[Hint] = field(default_factory=list)
    labels: frozenset[str] = frozenset()  # of link definitions, in lower case
    unclosed: dict[str, int] = field(default_factory=dict)  # fence character → shortest opening that is never closed

    def line(self, number: int) -> str:
        start, end = self.lines[number]
        return self.text[start:end]

    def is_blank(self, number: int) -> bool:
        return not 0 <= number < len(self.lines) or not self.line(number).strip()

    def hint(self, span: Span, kind: HintKind, level: int = 0, **detail: str) -> None:
        self.hints.append(Hint(*span, kind, level, tuple(detail.items())))

    def drop(self, span: Span, mark: str) -> None:
        """Marks characters that the reader should not see."""
        if span[0] < span[1]:
            self.hint(span, "drop", mark=mark)

    def drop_line(self, number: int, mark: str) -> None:
        """Marks a whole line with its line end."""
        start, end = self.lines[number]
        self.drop((start, min(end + 1, len(self.text))), mark)

    def inline(self, start: int, end: int) -> None:
        for first, last in marks(self.text[start:end], self.labels):
            self.drop((start + first, start + last), "inline")


def blocks(text: str, begin: int = 0) -> list[Hint]:
    """Hints for `text` from position `begin` on, in order. Whatever is no Markdown is text. Linear."""
    scan = _Scan(text, list(_spans(text, begin)))
    scan.first = next((number for number in range(len(scan.lines)) if not scan.is_blank(number)), 0)
    definitions = (_DEFINITION.fullmatch(scan.line(number)) for number in range(len(scan.lines)))
    scan.labels = frozenset(match[1].strip().lower() for match in definitions if match)
    number = 0
    while number < len(scan.lines):
        number = _fence(scan, number) or _table(scan, number) or _line(scan, number)
    _lists(scan)
    _verse(scan)
    return sorted(scan.hints, key=lambda hint: (hint.start, hint.end, hint.kind))


def _spans(text: str, begin: int) -> Iterator[Span]:
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        yield (begin, end)
        begin = end + 1


def _fence(scan: _Scan, number: int) -> int | None:
    """Code between fences; a fence that is never closed is text."""
    opening = _FENCE.fullmatch(scan.line(number))
    if opening is None:
        return None
    mark = opening[1]
    if len(mark) >= scan.unclosed.get(mark[0], len(mark) + 1):
        return None
    closing = compiled(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*")
    for last in range(number + 1, len(scan.lines)):
        if closing.fullmatch(scan.line(last)):
            scan.drop_line(number, "fence")
            scan.drop_line(last, "fence")
            if last > number + 1:
                scan.hint((scan.lines[number + 1][0], scan.lines[last - 1][1]), "code", language=opening[2])
            return last + 1
    scan.unclosed[mark[0]] = len(mark)
    return None


def _table(scan: _Scan, number: int) -> int | None:
    if "|" not in scan.line(number) or number + 1 >= len(scan.lines):
        return None
    if "|" not in scan.line(number + 1) or not _TABLE_RULE.fullmatch(scan.line(number + 1)):
        return None
    last = number + 1
    while last + 1 < len(scan.lines) and "|" in scan.line(last + 1):
        last += 1
    scan.drop_line(number + 1, "table")
    scan.hint((scan.lines[number][0], scan.lines[last][1]), "table")
    for row in (number, *range(number + 2, last + 1)):
        scan.inline(*scan.lines[row])
    return last + 1


def _line(scan: _Scan, number: int) -> int:
    """One line outside code and tables; returns the number of the next."""
    start, end = scan.lines[number]
    line = scan.text[start:end]
    if not line.strip():
        return number + 1
    if _COMMENT.fullmatch(line):
        scan.drop_line(number, "comment")
        return number + 1
    if _setext(scan, number):
        return number + 2
    if _RULE.fullmatch(line):
        scan.drop_line(number, "rule")
        return number + 1
    if _DEFINITION.fullmatch(line):
        scan.drop_line(number, "link")
        return number + 1
    quote = _QUOTE.match(line)
    if quote:
        scan.drop((start, start + quote.end()), "quotation")
        start += quote.end()
        line = line[quote.end() :]
        if line.strip():
            scan.hint((start, end), "quotation", quote.group().count(">"))
    heading = _ATX.match(line)
    note = _NOTE.match(line)
    if heading and (heading.group()[-1] in " \t\u3000" or _is_meant(scan, number, heading[1], line)):
        _heading(scan, start, end, heading)
    elif note:
        scan.drop((start + note.start(1), start + note.end(1)), "footnote")
        scan.drop((start + note.start(3), start + note.end(3)), "footnote")
        scan.hint((start, end), "footnote", label=note[2])
        scan.inline(start + note.end(), end)
    else:
        item = _ITEM.match(line)
        scan.inline(start + (item.end() if item else 0), end)
    return number + 1


def _is_meant(scan: _Scan, number: int, mark: str, line: str) -> bool:
    """True for a heading without a blank behind its mark, which Markdown does not know and people write."""
    if line.rstrip().endswith("#"):  # a #topic# of a social network
        return False
    return len(mark) > 1 or number == scan.first


def _heading(scan: _Scan, start: int, end: int, heading: re.Match[str]) -> None:
    text_start = start + heading.end()
    text_end = text_start + len(_without_closing(scan.text[text_start:end]))
    scan.drop((start, text_start), "heading")
    scan.drop((text_end, end), "heading")
    if scan.text[text_start:text_end].strip():
        scan.hint((text_start, text_end), "heading", len(heading[1]))
        scan.inline(text_start, text_end)


def _without_closing(heading: str) -> str:
    """`heading` without the marks that may close it: blanks, #, blanks."""
    bare = heading.rstrip()
    opened = bare.rstrip("#")
    return opened.rstrip() if not opened or (opened != bare and opened[-1:].isspace()) else bare


def _setext(scan: _Scan, number: int) -> bool:
    if not scan.is_blank(number - 1) or number + 1 >= len(scan.lines):
        return False
    line = scan.line(number).strip()
    under = _SETEXT.fullmatch(scan.line(number + 1))
    if under is None or len(line) > _SETEXT_LENGTH or line[-1] in _SENTENCE_END or line[0] in ">|#-*`":
        return False
    if len(under[1]) < 2:
        return False
    scan.hint(scan.lines[number], "heading", 1 if under[1][0] == "=" else 2)
    scan.inline(*scan.lines[number])
    scan.drop_line(number + 1, "heading")
    return True


def _lists(scan: _Scan) -> None:
    """Two items in a row make a list; one alone may be a numbered heading, and is left to judgement by form."""
    taken = [hint for hint in scan.hints if hint.kind in ("code", "table", "heading")]
    items: list[_Item] = []
    barred = _covered(scan, taken)
    for number, (start, end) in enumerate(scan.lines):
        match = None if number in barred else _ITEM.match(scan.text[start:end])
        if match and not _RULE.fullmatch(scan.text[start:end]):
            items.append((number, match))
    for depth, number, match in _companions(scan, items):
        start, end = scan.lines[number]
        scan.hint((start, end), "list", depth, mark=match[2], mark_end=str(start + match.end()))


def _companions(scan: _Scan, items: Sequence[_Item]) -> list[tuple[int, int, re.Match[str]]]:
    """The items that stand in one list with another one: (depth, line, mark)."""
    found: dict[int, tuple[int, int, re.Match[str]]] = {}
    open_lists: list[tuple[int, str, int, re.Match[str]]] = []  # indent, how the mark ends, line and mark of the last
    before = -1
    for number, match in items:
        if not all(scan.is_blank(line) for line in range(before + 1, number)):
            open_lists = []
        before = number
        indent, ending = len(match[1].expandtabs(4)), match[2][-1]
        open_lists = [outer for outer in open_lists if outer[0] <= indent]
        if open_lists and (open_lists[-1][0] < indent or open_lists[-1][1] == ending):
            same = open_lists[-1][0] == indent
            depth = len(open_lists) + (not same)
            found.setdefault(open_lists[-1][2], (len(open_lists), *open_lists[-1][2:]))
            found[number] = (depth, number, match)
            if same:
                open_lists.pop()
        elif open_lists:
            open_lists.pop()
        open_lists.append((indent, ending, number, match))
    return [found[number] for number in sorted(found)]


def _covered(scan: _Scan, hints: Sequence[Hint]) -> set[int]:
    """Numbers of the lines that `hints` lie on."""
    covered: set[int] = set()
    number = 0
    for hint in sorted(hints, key=lambda hint: hint.start):
        while number < len(scan.lines) and scan.lines[number][1] < hint.start:
            number += 1
        last = number
        while last < len(scan.lines) and scan.lines[last][0] < hint.end:
            covered.add(last)
            last += 1
    return covered


def _verse(scan: _Scan) -> None:
    """Lines that end in two blanks or a backslash, all but the last of a group, were broken on purpose."""
    barred = _covered(scan, [hint for hint in scan.hints if hint.kind in ("code", "table")])
    first = 0
    for number in range(len(scan.lines) + 1):
        if not scan.is_blank(number) and number not in barred:
            continue
        group = range(first, number)
        if len(group) > 1 and all(scan.line(line).endswith(_BREAKS) for line in group[:-1]):
            scan.hint((scan.lines[first][0], scan.lines[number - 1][1]), "verse")
            for line in group:
                end = scan.lines[line][1]
                if scan.text[end - 1 : end] == "\\":
                    scan.drop((end - 1, end), "break")
        first = number + 1
