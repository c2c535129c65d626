"""Which spans of an essay's paragraphs are marked on the page: likely repairs, doubts, first mentions of themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from builder.emit.inline import Mark, without_overlaps
from builder.emit.shelves import FindThemes, one_line
from builder.emit.words import Words
from builder.model import Block, Essay, Problem, Repair

# DESIGN §6: a theme is linked at its first occurrence in a section, three a section and twelve a page at most.
MOST_IN_A_SECTION: Final = 3
MOST_ON_A_PAGE: Final = 12
_LINKED_KINDS: Final = frozenset({"paragraph", "list", "note"})
# Tooltips are for a word or a sentence; what is longer is read in the list of repairs.
LONGEST_TIP: Final = 80


def marks_of(
    essay: Essay, words: Words, find_themes: FindThemes | None, allowed: frozenset[str]
) -> dict[str, list[Mark]]:
    """Block id → its marks in order. A repair or a doubt has precedence over a theme in the same words.

    `allowed`: ids of the themes this essay may link to.
    """
    found: dict[str, list[Mark]] = defaultdict(list)
    for number, repair in numbered_likely(essay):
        if repair.block is not None and repair.block_offset is not None:
            place = (repair.block_offset, repair.block_offset + len(repair.new))
            found[repair.block].append(Mark(*place, f"#r{number}", "repaired", _tip(repair, words)))
    for number, doubt in numbered_doubts(essay):
        where = place_of(doubt, essay)
        if where is not None and where[1] is not None:
            found[where[0].id].append(Mark(*where[1], f"#f{number}", "doubted", words("doubts")))
    if find_themes is not None:
        for block_id, mark in _theme_marks(essay, find_themes, allowed):
            found[block_id].append(mark)
    lengths = {
        block.id: len(block.text) for block in essay.blocks if block.kind in _LINKED_KINDS | {"verse", "dialogue"}
    }
    return {
        id: without_overlaps(mark for mark in marks if 0 <= mark.start <= mark.end <= lengths[id])
        for id, marks in found.items()
        if id in lengths
    }


def numbered_likely(essay: Essay) -> list[tuple[int, Repair]]:
    """The likely repairs with the numbers under which the page lists them."""
    likely = [repair for repair in essay.repairs if repair.certainty == "likely"]
    return list(enumerate(likely, start=1))


def numbered_doubts(essay: Essay) -> list[tuple[int, Problem]]:
    """The flags of an essay with the numbers under which the page lists them."""
    return list(enumerate((item for item in essay.problems if item.severity == "flag"), start=1))


def _tip(repair: Repair, words: Words) -> str:
    old = one_line(repair.old)
    if not old:
        return words("source-has-blank" if repair.old else "source-has-nothing")
    return words("source-reads", old=old[:LONGEST_TIP] + ("…" if len(old) > LONGEST_TIP else ""))


def _theme_marks(essay: Essay, find_themes: FindThemes, allowed: frozenset[str]) -> list[tuple[str, Mark]]:
    done: list[tuple[str, Mark]] = []
    seen: set[str] = set()
    for block in essay.blocks:
        if block.kind == "heading":
            seen = set()
        if block.kind not in _LINKED_KINDS or len(seen) >= MOST_IN_A_SECTION:
            continue  # a section that has its links is not searched: that is most of a page
        if len(done) >= MOST_ON_A_PAGE:
            return done
        for start, end, theme in find_themes.find(block.text, allowed):
            if len(done) >= MOST_ON_A_PAGE:
                return done
            if theme not in seen and len(seen) < MOST_IN_A_SECTION:
                seen.add(theme)
                done.append((block.id, Mark(start, end, f"../themes/{theme}.md", "theme")))
    return done


def place_of(doubt: Problem, essay: Essay) -> tuple[Block, tuple[int, int] | None] | None:
    """The block a flag lies in, and the span of its text if that can be told for certain."""
    if doubt.span is None:
        return None
    start, end = doubt.span
    block = next((b for b in essay.blocks if b.span[0] <= start < max(b.span[1], b.span[0] + 1)), None)
    if block is None:
        return None
    return block, _span_in_text(block, start, end, _anchors(block, essay.repairs))


Anchors = Sequence[tuple[int, int, int, int]]


def _anchors(block: Block, repairs: Sequence[Repair]) -> Anchors:
    """Places of the block known in both texts: (source start, source end, text start, text end)."""
    inside = [repair for repair in repairs if repair.block == block.id and repair.block_offset is not None]
    return sorted((*r.span, r.block_offset or 0, (r.block_offset or 0) + len(r.new)) for r in inside)


def _span_in_text(block: Block, start: int, end: int, anchors: Anchors) -> tuple[int, int] | None:
    """Counts on from the nearest repair before, back from the nearest after, else from the block's own edges."""
    before = next((a for a in reversed(anchors) if a[1] <= start), None)
    after = next((a for a in anchors if a[0] >= end), None)
    if before is not None:
        shift = before[3] - before[1]
    elif after is not None:
        shift = after[2] - after[0]
    elif block.span[1] - block.span[0] == len(block.text):
        shift = -block.span[0]
    else:
        return None
    place = (start + shift, end + shift)
    return place if 0 <= place[0] < place[1] <= len(block.text) else None


def repairs_by_rule(essay: Essay) -> Mapping[str, list[tuple[int | None, Repair]]]:
    """Rule → its repairs in order, likely ones with their number."""
    numbers = {id(repair): number for number, repair in numbered_likely(essay)}
    found: dict[str, list[tuple[int | None, Repair]]] = defaultdict(list)
    for repair in essay.repairs:
        found[repair.rule].append((numbers.get(id(repair)), repair))
    return found
