"""How each kind of block of an essay is written in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from builder.emit import markdown
from builder.emit.inline import Mark, printed_lines
from builder.emit.words import Words
from builder.model import Block, BlockKind
from builder.pattern_code import compiled

# The essay's title is the page's <h1>, so a topmost section is an <h2>.
_FIRST_LEVEL: Final = 1
_LAST_LEVEL: Final = 6
_NO_MARKS: Final[tuple[Mark, ...]] = ()
# Marks that say no more than "item": the page draws its own.
_PLAIN_MARKS: Final = frozenset("-*+•·●○◦▪■–—")
# A run of Latin without a blank (an address) that may fill most of a phone's line: nothing around it can be justified.
_UNBROKEN: Final = compiled(r"[!-~]{22}")
# An item nested deeper than this is printed at this depth.
_DEEPEST: Final = 4

Marks = Mapping[str, Sequence[Mark]]


def written(blocks: Iterable[Block], marks: Marks, words: Words) -> str:
    """The blocks in order, separated by blank lines; neighbours of a list or a quotation become one."""
    done: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        texts = [_WRITERS.get(kind, _paragraph)(block, marks.get(block.id, _NO_MARKS), words) for block in group]
        done.append(_JOINERS.get(kind, "\n\n").join(text for text in texts if text))
    return "\n\n".join(text for text in done if text)


def heading_text(block: Block, words: Words) -> str:
    """A heading as it is read: its printed mark, then its text; a lost one says so."""
    text = block.text.strip() or (words("lost-heading") if block.heading == "inferred" else "")
    return f"{block.number}{_gap(block.number, text)}{text}"


def _gap(number: str, text: str) -> str:
    """A blank between a mark in ASCII and what follows; full-width marks carry their own space."""
    return " " if number and text and number[-1].isascii() else ""


def _heading(block: Block, marks: Sequence[Mark], words: Words) -> str:
    level = max(_FIRST_LEVEL, min(block.level or _FIRST_LEVEL, _LAST_LEVEL - 1)) + 1
    kind = "" if block.heading in (None, "line") else str(block.heading)
    text = markdown.escape(heading_text(block, words).replace("\n", " ").strip())
    return markdown.heading(level, text, block.id, kind, lang=block.language or "")


def _lines(block: Block, marks: Sequence[Mark], begin: int = 0, end: int | None = None) -> str:
    """The block's text (its number before it) with every line end kept."""
    printed = printed_lines(block.text, marks, begin, len(block.text) if end is None else end)
    if begin == 0 and block.number:
        number = markdown.escape(block.number + _gap(block.number, block.text))
        printed[0] = number + printed[0]
    return markdown.hard_lines(_trimmed(printed))


def _trimmed(printed: list[str]) -> list[str]:
    while len(printed) > 1 and not printed[-1]:
        printed = printed[:-1]
    while len(printed) > 1 and not printed[0]:
        printed = printed[1:]
    return printed or [""]


def _paragraph(block: Block, marks: Sequence[Mark], words: Words) -> str:
    return _parted(block, marks, "")


def _parted(block: Block, marks: Sequence[Mark], kind: str) -> str:
    """A paragraph, in parts if it is very long; the first part carries the id."""
    if not (block.text.strip() or block.number):
        return ""
    language = block.language or ""
    spans = list(markdown.parts(block.text)) or [(0, 0)]
    kind = kind or ("ragged" if _UNBROKEN.search(block.text) else "")
    done = [markdown.paragraph(_lines(block, marks, *spans[0]), block.id, kind, lang=language)]
    for begin, end in spans[1:]:
        if block.text[begin:end].strip():
            done.append(markdown.paragraph(_lines(block, marks, begin, end), "", "continued", kind, lang=language))
    return "\n\n".join(done)


def _of_kind(kind: str) -> Callable[[Block, Sequence[Mark], Words], str]:
    return lambda block, marks, words: _parted(block, marks, kind)


def _item(block: Block, marks: Sequence[Mark], words: Words) -> str:
    drawn = block.number.strip() in _PLAIN_MARKS
    number = "" if drawn else markdown.escape(block.number + _gap(block.number, block.text))
    depth = f"depth-{min(block.level, _DEEPEST)}" if block.level > 1 else ""
    printed = _trimmed(printed_lines(block.text, marks, 0, len(block.text)))
    printed[0] = number + printed[0]
    text = markdown.hard_lines(printed)
    return markdown.item(text or "&#160;", block.id, "numbered" if number else "", depth, lang=block.language or "")


def _quotation(block: Block, marks: Sequence[Mark], words: Words) -> str:
    return markdown.quotation(_parted(block, marks, ""))


def _code(block: Block, marks: Sequence[Mark], words: Words) -> str:
    return markdown.code(block.text, block.id, dict(block.detail).get("language", ""))


def _table(block: Block, marks: Sequence[Mark], words: Words) -> str:
    """Rows are lines of the text, cells are parted by tabs, else by upright bars."""
    rows = [line for line in block.text.split("\n") if line.strip()]
    if not rows:
        return ""
    mark = "\t" if any("\t" in row for row in rows) else "|"
    cells = [[markdown.escape(cell.strip(), starts_line=False) for cell in _cells(row, mark)] for row in rows]
    return markdown.table(cells[0], cells[1:], block.id)


def _cells(row: str, mark: str) -> list[str]:
    return row.strip().strip("|").split("|") if mark == "|" else row.split(mark)


def _figure(block: Block, marks: Sequence[Mark], words: Words) -> str:
    """The picture if the site has it, its caption below; without one the caption stands for it."""
    detail = dict(block.detail)
    caption = markdown.escape(block.text.strip())
    address = detail.get("address", "")
    if not address:
        return markdown.paragraph(caption or "&#160;", block.id, "figure", "missing")
    alternative = markdown.escape(block.text.strip(), starts_line=False)
    picture = markdown.paragraph(f"![{alternative}]({address})", block.id, "figure")
    return f"{picture}\n\n{markdown.paragraph(caption, '', 'caption')}" if caption else picture


_WRITERS: Final[dict[BlockKind, Callable[[Block, Sequence[Mark], Words], str]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _item,
    "quotation": _quotation,
    "verse": _of_kind("verse"),
    "dialogue": _of_kind("dialogue"),
    "note": _of_kind("note"),
    "code": _code,
    "table": _table,
    "figure": _figure,
}
_JOINERS: Final[dict[BlockKind, str]] = {"list": "\n", "quotation": "\n>\n"}
