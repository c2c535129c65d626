"""From an essay's body lines to its blocks: reads the lines, asks for the outline, heals lost breaks, builds blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model import Block, BlockKind, Decisions, Hint, Language, Span
from builder.script import fold
from builder.structure.bare import SYMBOL
from builder.structure.blocks import Shape, draft_blocks, finish
from builder.structure.headings import Reading, Told, read_outline
from builder.structure.kinds import BULLET, HASHES, line_kinds
from builder.structure.lines import Line, read_lines
from builder.structure.lost_breaks import apply_breaks, lost_breaks
from builder.tiling import Positions

#: Rounds of looking for lost breaks: a break found in the first may complete a series that shows another.
ROUNDS = 2

#: What the hint of a heading says that the list of contents names.
LISTED = (("named", "contents"),)

_KIND_OF_HINT: dict[str, BlockKind] = {
    "list": "list",
    "quotation": "quotation",
    "verse": "verse",
    "code": "code",
    "table": "table",
    "figure": "figure",
    "footnote": "note",
}


def parse(
    text: str,
    ranges: Sequence[Span],
    hints: Sequence[Hint],
    language: Language,
    title: str | None,
    decisions: Decisions,
    positions: Positions,
) -> tuple[Block, ...]:
    """The blocks of one essay in reading order; raises nothing, whatever the text.

    `text` is repaired; `ranges` (the body's lines) and `hints` are in repaired positions. Headings have ids s1, s1-2
    and so on, other blocks p1, p2; every character of the ranges but white space is in the text of one block or in its
    number (a list item with a bullet and a number keeps the number).
    """
    lines = read_lines(text, ranges)
    speaking, loose = _assign(lines, hints)
    kinds = line_kinds(lines)
    told = _told(lines, kinds, speaking, title, decisions, _put_back(text, lines, positions))
    reading = read_outline(lines, told)
    for _ in range(ROUNDS):
        cuts = lost_breaks(lines, reading)
        if not cuts:
            break
        lines = apply_breaks(lines, cuts)
        speaking, loose = _assign(lines, hints)
        kinds = line_kinds(lines)
        told = _told(lines, kinds, speaking, title, decisions, _put_back(text, lines, positions))
        reading = read_outline(lines, told)
    shape = Shape(_kinds(kinds, speaking, reading), reading.items, speaking, loose)
    return finish(draft_blocks(text, lines, reading.headings, shape), language, positions)


def _assign(lines: Sequence[Line], hints: Sequence[Hint]) -> tuple[dict[int, Hint], list[Hint]]:
    """Line → the innermost hint that holds its first character; and the figures that hold no line."""
    useful = sorted(
        (hint for hint in hints if hint.kind in _KIND_OF_HINT or hint.kind == "heading"),
        key=lambda hint: (hint.start, -hint.end),
    )
    speaking: dict[int, Hint] = {}
    holding: set[int] = set()
    waiting = 0
    open_hints: list[tuple[int, Hint]] = []
    for index, line in enumerate(lines):
        while waiting < len(useful) and useful[waiting].start <= line.start:
            open_hints.append((waiting, useful[waiting]))
            waiting += 1
        while open_hints and open_hints[-1][1].end <= line.start:
            open_hints.pop()
        if open_hints:
            number, hint = open_hints[-1]
            speaking[index] = hint
            holding.add(number)
    loose = [hint for number, hint in enumerate(useful) if hint.kind == "figure" and number not in holding]
    return speaking, loose


def _put_back(text: str, lines: Sequence[Line], positions: Positions) -> frozenset[int]:
    """Lines whose break does not stand in the source, or was found by us."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        begin = line.start - line.indent
        if line.cut:
            found.add(index)
        elif begin and text[begin - 1] == "\n":
            start, end = positions.to_source(begin - 1, begin)
            if start == end:
                found.add(index)
    return frozenset(found)


def _told(
    lines: Sequence[Line],
    kinds: Mapping[int, BlockKind],
    speaking: dict[int, Hint],
    title: str | None,
    decisions: Decisions,
    put_back: frozenset[int],
) -> Told:
    name = fold(title or "")
    stated: dict[int, int] = {}
    taken = {index for index, kind in kinds.items() if kind != "dialogue"}
    for index, hint in speaking.items():
        if hint.kind != "heading":
            taken.add(index)
        elif not name or fold(lines[index].text) != name:
            stated[index] = min(max(hint.level, 1), 6)
            taken.discard(index)
    near = 2 * len(name) + 8  # folding is dear, and only short lines can be the title
    taken.update(
        index for index, line in enumerate(lines) if name and len(line.text) <= near and fold(line.text) == name
    )
    for index, line in enumerate(lines):
        hashes = HASHES.match(line.text)
        if hashes and index not in taken and index not in stated and fold(line.text[hashes.end() :]) != name:
            stated[index] = len(hashes[0].strip())
    taken.update(
        index
        for index, line in enumerate(lines)
        if index not in stated and BULLET.match(line.text) and not SYMBOL.match(line.text)
    )
    forced, forbidden = _decided(lines, decisions)
    taken -= set(forced)
    listed = frozenset(index for index, hint in speaking.items() if hint.detail == LISTED and index in stated)
    return Told(
        frozenset(taken),
        {index: level for index, level in stated.items() if index not in forbidden},
        forced,
        forbidden,
        listed,
        put_back,
    )


def _decided(lines: Sequence[Line], decisions: Decisions) -> tuple[dict[int, tuple[int, int]], frozenset[int]]:
    forced: dict[int, tuple[int, int]] = {}
    forbidden: set[int] = set()
    for wanted, level in decisions.heading:
        words = wanted.strip()
        if not words:
            continue
        whole = [index for index, line in enumerate(lines) if fold(line.text) == fold(words)]
        opening = whole or [index for index, line in enumerate(lines) if line.text.startswith(words)]
        ending = opening or [index for index, line in enumerate(lines) if line.text.endswith(words)]
        for index in ending:
            if level == 0:
                forbidden.add(index)
            else:
                text = lines[index].text
                forced[index] = (level, len(words) if not whole and text.startswith(words) else len(text))
    return forced, frozenset(forbidden)


def _kinds(found: Mapping[int, BlockKind], speaking: dict[int, Hint], reading: Reading) -> dict[int, BlockKind]:
    kinds = {index: kind for index, kind in found.items() if index not in reading.items}
    kinds.update({index: _KIND_OF_HINT[hint.kind] for index, hint in speaking.items() if hint.kind in _KIND_OF_HINT})
    return kinds
