"""Markdown by construction: text goes in through `escape`, and no text that came through it can become markup.

What is written is the common subset of Python-Markdown and CommonMark, plus `attr_list`, which only this file uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from builder.pattern_code import compiled

# Marks that Python-Markdown lets a backslash escape; the others are written as entities. `&` and `<` have no
# backslash form there, `>` `|` `~` `^` and `$` are marks only of dialects that may one day print these pages.
_BACKSLASH: Final = "\\`*_{}[]#"
_ENTITY: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    "~": "&#126;",
    "^": "&#94;",
    "$": "&#36;",
    "\u00a0": "&#160;",  # else stripped at the edges of a line, as U+3000 is
    "\u3000": "&#12288;",
}
# HTML has no place for control characters, and Python-Markdown keeps two of them (U+0002, U+0003) for itself.
_UNPRINTABLE: Final = "\ufffd"
_CONTROLS: Final = (*range(0x09), 0x0B, *range(0x0E, 0x1C), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_PLAIN: Final = dict.fromkeys(_CONTROLS, _UNPRINTABLE)
_TABLE: Final = str.maketrans({**_PLAIN, **{c: "\\" + c for c in _BACKSLASH}, **_ENTITY, "\t": " "})
# Line separators that some reader of Markdown takes for a line end; here a line end is \n alone.
_LINE_ENDS: Final = compiled(r"\r\n?|[\f\v\x1c-\x1f\x85\u2028\u2029]")
_SPACES: Final = compiled(r"[ \t]+")
# One look tells that a text is printed as it is; most are.
_NOT_PLAIN: Final = compiled(
    "  |[\r\n\f\v\x1c-\x1f\x85\u2028\u2029" + "".join(re.escape(chr(code)) for code in _TABLE) + "]"
)
# What begins a list, a rule, or underlines a heading, is escaped where a line begins: `- `, `+`, `1.`, `2)`, `===`.
_LINE_STARTERS: Final = frozenset("-+=:!")
_LINE_START: Final = compiled(r"(?:(?P<number>\d+)(?=[.)])|(?=[-+=:!]))")
# A title attribute is written without any ASCII mark, so that neither quotes nor braces need a thought.
_ATTRIBUTE_MARKS: Final = compiled(r"[!-/:-@\[-`{-~]")
_ALL_SPACE: Final = compiled(r"\s+")

# Python-Markdown's time grows with the square of the escapes in one paragraph (8,000: about a second, measured with
# Markdown 3.11 in November 2026), so a very long paragraph is printed in parts.
LONGEST_PART: Final = 20_000
MOST_ESCAPES: Final = 1_500


def lines(text: str) -> list[str]:
    """The lines of `text`, white space at their ends dropped, runs of blanks inside made one."""
    return [_SPACES.sub(" ", line).strip(" ") for line in _LINE_ENDS.sub("\n", text).split("\n")]


def escape(text: str, *, starts_line: bool = True) -> str:
    """`text`, one line, as Markdown that prints exactly it; line ends inside become blanks.

    `starts_line`: the text may come to stand at the beginning of a line.
    """
    if _NOT_PLAIN.search(text):
        text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text).replace("\n", " ")).translate(_TABLE)
    return guard_start(text) if starts_line else text


def guard_start(line: str) -> str:
    """`line` (already escaped) so that its first characters begin no list, rule or underline."""
    if not (line[:1].isdecimal() or line[:1] in _LINE_STARTERS):
        return line
    start = _LINE_START.match(line)
    if start is None:
        return line
    number = start["number"] or ""
    mark = line[len(number)]
    return f"{number}&#{ord(mark)};{line[len(number) + 1 :]}"


def before_link(escaped: str) -> str:
    """`escaped` so that a link written right behind it is no picture, which `![` would make it."""
    return f"{escaped[:-1]}&#33;" if escaped.endswith("!") else escaped


def attribute(text: str) -> str:
    """`text` as the value of a quoted attribute, every ASCII mark an entity."""
    flat = _ALL_SPACE.sub(" ", text.translate(_PLAIN)).strip()
    return _ATTRIBUTE_MARKS.sub(lambda mark: f"&#{ord(mark[0])};", flat)


@lru_cache(16_384)
def attributes(*classes: str, id: str = "", **named: str) -> str:
    """An attribute list, `{#p7 .verse lang="en"}`; empty if there is nothing to say."""
    parts = [f"#{id}"] if id else []
    parts += [f".{name}" for name in classes if name]
    parts += [f'{name.rstrip("_")}="{value}"' for name, value in named.items() if value]
    return "{" + " ".join(parts) + "}" if parts else ""


def link(escaped: str, target: str, *classes: str, title: str = "", **named: str) -> str:
    """A link whose text is already Markdown. `target` is ours: a relative path or an anchor."""
    tip = f' "{attribute(title)}"' if title else ""
    return f"[{escaped}]({target}{tip}){attributes(*classes, **named)}"


def heading(level: int, escaped: str, id: str = "", *classes: str, **named: str) -> str:
    """An ATX heading of `level` 1 to 6."""
    mark = "#" * max(1, min(level, 6))
    # A heading without text would not be one: a no-break space keeps it.
    return f"{mark} {escaped or '&#160;'} {attributes(*classes, id=id, **named)}".rstrip()


def paragraph(escaped: str, id: str = "", *classes: str, **named: str) -> str:
    """One paragraph; `escaped` may hold hard breaks, written by `hard_lines`."""
    listed = attributes(*classes, id=id, **named)
    return f"{escaped}\n{listed}" if listed else escaped


def hard_lines(escaped: Sequence[str]) -> str:
    """Lines that stay lines. An empty one is kept by a no-break space, else the paragraph would end there."""
    return "  \n".join(line or "&#160;" for line in escaped)


def quotation(markdown: str) -> str:
    """`markdown` inside a quotation."""
    return "\n".join(f"> {line}" for line in markdown.split("\n"))


def item(escaped: str, id: str = "", *classes: str, **named: str) -> str:
    """One item of a list; items of one list are joined by a single line end."""
    listed = attributes(*classes, id=id, **named)
    return f"- {escaped}\n{listed}" if listed else f"- {escaped}"


def code(text: str, id: str = "", language: str = "") -> str:
    """A fenced block: the fence is longer than any run of backticks inside."""
    body = _LINE_ENDS.sub("\n", text).translate(_PLAIN).strip("\n")
    longest = max((len(run) for run in re.findall(r"`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    name = re.sub(r"[^A-Za-z0-9_+-]", "", language)
    listed = attributes(f"language-{name}" if name else "source", id=id)
    return f"{fence} {listed}\n{body}\n{fence}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], id: str = "") -> str:
    """A table of escaped cells; rows shorter than the head are filled up, an id goes to the first cell."""
    width = max([len(head), *(len(row) for row in rows)])

    def row(cells: Sequence[str]) -> str:
        filled = [cell.strip() for cell in cells] + [""] * (width - len(cells))
        return "| " + " | ".join(filled) + " |"

    first = [*head]
    if id and first:
        first[0] = (
            f"{first[0].strip() or '&#160;'} {attributes(id=id)}"  # a list of attributes needs something before it
        )
    return "\n".join([row(first), row(["---"] * width), *(row(cells) for cells in rows)])


def parts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of `text`, in order and without gaps, each short enough to be one printed paragraph."""
    begin = 0
    if 0 < len(text) <= MOST_ESCAPES:
        yield (0, len(text))  # nearly every paragraph there is
        return
    while begin < len(text):
        end = _part_end(text, begin)
        yield (begin, end)
        begin = end


def _part_end(text: str, begin: int) -> int:
    """Where the part from `begin` ends: behind a sentence if one ends in its second half."""
    limit = min(begin + LONGEST_PART, len(text))
    if limit == len(text) and sum(text.count(mark, begin) for mark in _BACKSLASH) <= MOST_ESCAPES:
        return limit
    escapes = 0
    for position in range(begin, limit):
        escapes += text[position] in _BACKSLASH
        if escapes > MOST_ESCAPES:
            limit = position
            break
    if limit == len(text):
        return limit
    stop = max(text.rfind(mark, begin + (limit - begin) // 2, limit) for mark in ("。", "！", "？", ". ", "\n", " "))
    return stop + 1 if stop > begin else limit
