"""Versions of a text: which is the main one, and where another differs from it, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from builder.emit import markdown
from builder.emit.shelves import Shelves, one_line
from builder.model import Block, Essay
from builder.script import fold

# A page shows this many differences; a version that differs in more is rather another text.
MOST_DIFFERENCES: Final = 30
LONGEST_SHOWN: Final = 160


def section(slug: str, shelves: Shelves, lang: str) -> str:
    """The versions of this essay with links; on a page that is not the main text, the differences. Else empty."""
    version = shelves.version_of.get(slug)
    if version is None or version.main not in shelves.essays:
        return ""
    words = shelves.words
    lines = [markdown.heading(2, markdown.escape(words("versions")), "versions", "apparatus", lang=lang)]
    shares = dict(version.others)
    if slug == version.main:
        items = [
            markdown.item(words("version-here", title=_link(other, shelves), percent=round(share * 100)))
            for other, share in version.others
            if other in shelves.essays
        ]
        return "\n\n".join([*lines, "\n".join(items)]) if items else ""
    said = words("version-of", title=_link(version.main, shelves), percent=round(shares.get(slug, 0.0) * 100))
    lines.append(markdown.paragraph(said, "", "reason", lang=lang))
    found = differences(shelves.essays[version.main].essay, shelves.essays[slug].essay)
    if found:
        lines.append(markdown.heading(3, markdown.escape(words("differences")), "differences", "apparatus", lang=lang))
        for main, here in found[:MOST_DIFFERENCES]:
            lines.append(_difference(main, here, version.main, shelves, lang))
    if len(found) > MOST_DIFFERENCES:
        more = words("more-differences", n=len(found) - MOST_DIFFERENCES)
        lines.append(markdown.paragraph(markdown.escape(more), "", "remark", lang=lang))
    return "\n\n".join(lines)


def _link(slug: str, shelves: Shelves) -> str:
    return markdown.link(markdown.escape(shelves.title(slug)), shelves.essay_target(slug, base=""))


def differences(main: Essay, other: Essay) -> list[tuple[Sequence[Block], Sequence[Block]]]:
    """Runs of blocks in which the two texts differ, compared with script, width and white space folded."""
    left = [fold(block.number + block.text) for block in main.blocks]
    right = [fold(block.number + block.text) for block in other.blocks]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return [(main.blocks[a:b], other.blocks[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _difference(main: Sequence[Block], here: Sequence[Block], slug: str, shelves: Shelves, lang: str) -> str:
    words = shelves.words
    lines = []
    left, right = _narrowed(_text(main), _text(here))
    if left:
        label = markdown.link(markdown.escape(words("only-main")), shelves.essay_target(slug, main[0].id, base=""))
        lines.append(markdown.item(f"{label} {markdown.escape(left, starts_line=False)}"))
    if right:
        label = markdown.link(markdown.escape(words("only-here")), f"#{here[0].id}")
        lines.append(markdown.item(f"{label} {markdown.escape(right, starts_line=False)}"))
    return markdown.paragraph("\n".join(lines))


def _text(blocks: Sequence[Block]) -> str:
    return one_line(" ".join(block.number + block.text for block in blocks))


def _narrowed(left: str, right: str) -> tuple[str, str]:
    """Both texts without what they share at either end, save a few characters to know the place by."""
    known = 12  # characters of shared text left standing on each side of a difference
    begin = 0
    while begin < min(len(left), len(right)) and left[begin] == right[begin]:
        begin += 1
    end = 0
    while end < min(len(left), len(right)) - begin and left[-1 - end] == right[-1 - end]:
        end += 1
    return _around(left, begin - known, len(left) - end + known), _around(
        right, begin - known, len(right) - end + known
    )


def _around(text: str, begin: int, end: int) -> str:
    start, stop = max(0, begin), min(len(text), end)
    shown = text[start:stop]
    if len(shown) > LONGEST_SHOWN:
        shown, stop = shown[:LONGEST_SHOWN], start + LONGEST_SHOWN
    return ("…" if start else "") + shown + ("…" if stop < len(text) else "") if shown else ""
