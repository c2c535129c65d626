"""How blocks read from a page or a document become one text with hints: a block a line, a blank line between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from builder.model import Hint, HintKind
from builder.pattern_code import compiled

_BLANKS = compiled(r"[ \t\f\v]+")
_AROUND_BREAKS = compiled(r" *\n[ \n]*")

Detail = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class PageText:
    """A text being put together; `length` characters so far, each block hinted as it was added."""

    pieces: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, kind: HintKind | None = None, level: int = 0, detail: Detail = (), mark: str = "") -> None:
        """Adds a block; line breaks inside it stay, runs of blanks become one. Empty blocks are left out.

        `mark` is printed before the text; the detail of the hint says where it ends.
        """
        words = _AROUND_BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip(" \n")
        if mark and words:
            start = self.length + (2 if self.pieces else 0)
            detail = (*detail, ("mark", mark), ("mark_end", str(start + len(mark) + 1)))
            words = f"{mark} {words}"
        self.add_exactly(words, kind, level, detail)

    def add_exactly(self, text: str, kind: HintKind | None = None, level: int = 0, detail: Detail = ()) -> None:
        """Adds a block whose blanks and empty lines mean something."""
        if not text.strip():
            return
        between = "\n\n" if self.pieces else ""
        start = self.length + len(between)
        self.pieces.append(between + text)
        self.length = start + len(text)
        if kind:
            self.hints.append(Hint(start, self.length, kind, level, detail))

    def text(self) -> str:
        """The whole text, ending in one line end."""
        return "".join(self.pieces) + "\n" if self.pieces else ""


def settle_headings(text: str, hints: Sequence[Hint], begin: int = 0) -> tuple[Hint, ...]:
    """`hints` over `text` from `begin` on, with the title found and the levels counted from 1 without gaps.

    The title is a heading that opens the text and has no equal: nothing else stands at its level or above.
    """
    headings = [hint for hint in hints if hint.kind == "heading"]
    title = None
    if headings and not any(hint.kind == "title" for hint in hints):
        first = headings[0]
        alone = all(other.level > first.level for other in headings[1:])
        title = first if alone and _opens(text[begin : first.start], hints, begin) else None
    levels = sorted({hint.level for hint in headings if hint is not title})
    rank = {level: number for number, level in enumerate(levels, start=1)}
    return tuple(
        replace(hint, kind="title", level=0)
        if hint is title
        else replace(hint, level=rank[hint.level])
        if hint.kind == "heading"
        else hint
        for hint in hints
    )


def _opens(before: str, hints: Sequence[Hint], begin: int) -> bool:
    """True if nothing but dropped marks and white space is in `before`, which starts at `begin`."""
    reached = 0
    for mark in hints:
        if mark.kind == "drop" and begin <= mark.start < begin + len(before):
            if before[reached : mark.start - begin].strip():
                return False
            reached = max(reached, mark.end - begin)
    return not before[reached:].strip()
