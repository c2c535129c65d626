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
# Two blocks are the same one changed if this share of their characters is common to both (difflib's quick ratio;
# paragraphs of one essay that have nothing to do with each other stay below .45 in the made-up library).
ALIKE: Final = 0.6


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
    essay = shelves.essays[slug].essay
    return markdown.link(markdown.escape(shelves.title(slug)), shelves.essay_target(slug, base=""), lang=essay.tag)


Run = tuple[Sequence[Block], Sequence[Block]]


def differences(main: Essay, other: Essay) -> list[Run]:
    """Runs of blocks in which the two texts differ, compared with script, width and white space folded.

    Where a run holds several blocks, each block is set against the one it resembles.
    """
    left = [fold(block.number + block.text) for block in main.blocks]
    right = [fold(block.number + block.text) for block in other.blocks]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    found: list[Run] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace":
            found += _paired(main.blocks[a:b], left[a:b], other.blocks[c:d], right[c:d])
        elif tag != "equal":
            found.append((main.blocks[a:b], other.blocks[c:d]))
    return found


def _paired(main: Sequence[Block], left: Sequence[str], here: Sequence[Block], right: Sequence[str]) -> list[Run]:
    """The blocks of a run in order, each of `here` with the first alike of `main` that is not yet passed."""
    found: list[Run] = []
    begin = 0
    for block, text in zip(here, right, strict=True):
        alike = next((n for n in range(begin, len(main)) if _alike(left[n], text)), None)
        if alike is None:
            found.append(((), (block,)))
            continue
        if alike > begin:
            found.append((main[begin:alike], ()))
        found.append(((main[alike],), (block,)))
        begin = alike + 1
    return [*found, (main[begin:], ())] if begin < len(main) else found


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if longer > shorter * 3:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio() >= ALIKE


def _difference(main: Sequence[Block], here: Sequence[Block], slug: str, shelves: Shelves, lang: str) -> str:
    words = shelves.words
    lines = []
    left, right = _narrowed(_text(main), _text(here)) if main and here else (_cut(_text(main)), _cut(_text(here)))
    if left:
        label = markdown.link(markdown.escape(words("only-main")), shelves.essay_target(slug, main[0].id, base=""))
        lines.append(markdown.paragraph(f"{label} {markdown.escape(left, starts_line=False)}", "", "difference"))
    if right:
        label = markdown.link(markdown.escape(words("only-here")), f"#{here[0].id}")
        kind = "again" if lines else ""
        lines.append(markdown.paragraph(f"{label} {markdown.escape(right, starts_line=False)}", "", "difference", kind))
    return markdown.quotation("\n\n".join(lines))


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


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _around(text: str, begin: int, end: int) -> str:
    start, stop = max(0, begin), min(len(text), end)
    shown = text[start:stop]
    if len(shown) > LONGEST_SHOWN:
        shown, stop = shown[:LONGEST_SHOWN], start + LONGEST_SHOWN
    return ("…" if start else "") + shown + ("…" if stop < len(text) else "") if shown else ""
