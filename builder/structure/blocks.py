"""From lines and outline to blocks in reading order, every character of the lines in exactly one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.characters import han_count, word_count
from builder.model import Block, BlockKind, HeadingKind, Hint, Language
from builder.model.value import quickly_made
from builder.script import to_simplified
from builder.structure.headings import Heading
from builder.structure.kinds import BULLET
from builder.structure.lines import Line
from builder.structure.numbering import Mark, mark_at
from builder.structure.tree import heading_ids
from builder.tiling import Positions

#: Words of another language from which a block is said to be in it.
FOREIGN_WORDS = 8
FOREIGN_HAN = 20

#: Kinds whose lines stay lines of one block.
_LINED: frozenset[BlockKind] = frozenset({"code", "table", "verse"})


@quickly_made
@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has an id: repaired positions [start, end)."""

    kind: BlockKind
    text: str
    number: str
    start: int
    end: int
    level: int = 0
    heading: HeadingKind | None = None
    why: str = ""
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What the lines are, apart from headings."""

    kinds: Mapping[int, BlockKind]
    items: Mapping[int, Mark]
    hints: Mapping[int, Hint]  # line → the hint that speaks for it
    loose: Sequence[Hint]  # figures without any text of their own


def draft_blocks(text: str, lines: Sequence[Line], headings: Sequence[Heading], shape: Shape) -> list[Draft]:
    """The blocks of `lines` in order."""
    drafts: list[Draft] = []
    at_line: dict[int, list[Heading]] = {}
    for heading in headings:
        at_line.setdefault(heading.line, []).append(heading)
    index = 0
    while index < len(lines):
        line = lines[index]
        end = 0
        for heading in at_line.get(index, ()):
            drafts.append(_heading(line, heading))
            end = max(end, heading.end)
        if end:
            drafts.extend(_rest(line, end))
            index += 1
            continue
        hint = shape.hints.get(index)
        kind = shape.kinds.get(index, "paragraph")
        stop = index + 1
        if kind in _LINED or (hint is not None and hint.kind in ("list", "figure", "footnote")):
            while stop < len(lines) and stop not in at_line and _goes_on(lines, stop, kind, hint, shape):
                stop += 1
        drafts.append(_block(text, lines[index:stop], kind, hint, shape.items.get(index)))
        index = stop
    return _with_figures(drafts, shape.loose)


def _goes_on(lines: Sequence[Line], index: int, kind: BlockKind, hint: Hint | None, shape: Shape) -> bool:
    if not lines[index].joined:
        return False
    if hint is not None:
        return shape.hints.get(index) is hint
    return shape.hints.get(index) is None and shape.kinds.get(index) == kind


def _heading(line: Line, heading: Heading) -> Draft:
    if heading.kind == "inferred":
        return Draft("heading", "", "", line.start, line.start, heading.level, "inferred", heading.why)
    words = line.text[heading.begin : heading.end].strip()
    return Draft(
        "heading",
        words,
        heading.number,
        line.start,
        line.start + len(line.text[: heading.end].rstrip()),
        heading.level,
        heading.kind,
        heading.why,
    )


def _rest(line: Line, head: int) -> Iterator[Draft]:
    rest = line.text[head:]
    if body := rest.strip():
        start = line.start + head + len(rest) - len(rest.lstrip())
        yield Draft("paragraph", body, "", start, start + len(body))


def _block(text: str, lines: Sequence[Line], kind: BlockKind, hint: Hint | None, item: Mark | None) -> Draft:
    first, last = lines[0], lines[-1]
    detail = hint.detail if hint is not None else ()
    if kind == "code":
        start = first.start - first.indent
        return Draft("code", text[start : last.end], "", start, last.end, detail=detail)
    words = "\n".join(line.text for line in lines)
    number = ""
    level = 0
    bullet = BULLET.match(words)
    if kind == "list" or item is not None or (kind == "paragraph" and bullet is not None):
        offset = bullet.end() if bullet is not None else 0
        mark = item if offset == 0 else mark_at(words, offset)
        mark = mark or (mark_at(words, offset) if kind == "list" else None)
        length = offset + (mark.length if mark is not None and mark.printed else 0)
        if length < len(words):
            number = mark.printed if mark is not None and mark.printed else words[:offset].strip()
            words = words[length:]
            kind = "list"
            level = max(hint.level, 1) if hint is not None else 1
            number = number or dict(detail).get("mark", "")
    return Draft(kind, words, number, first.start, last.end, level, detail=detail)


def _with_figures(drafts: list[Draft], loose: Sequence[Hint]) -> list[Draft]:
    if not loose:
        return drafts
    figures = [
        Draft("figure", dict(hint.detail).get("caption", ""), "", hint.start, hint.start, detail=hint.detail)
        for hint in loose
    ]
    return sorted([*figures, *drafts], key=lambda draft: draft.start)


def finish(drafts: Sequence[Draft], language: Language, positions: Positions) -> tuple[Block, ...]:
    """The drafts as blocks: ids given, source positions read off the tiling, foreign blocks named."""
    ids = iter(heading_ids(draft.level for draft in drafts if draft.kind == "heading"))
    blocks: list[Block] = []
    paragraphs = 0
    for draft in drafts:
        if draft.kind == "heading":
            name = next(ids)
        else:
            paragraphs += 1
            name = f"p{paragraphs}"
        block = Block(
            draft.kind,
            draft.text,
            draft.number,
            name,
            positions.to_source(draft.start, draft.end),
            (draft.start, draft.end),
            draft.level,
            draft.heading,
            draft.why,
            None,
            draft.detail,
        )
        foreign = _foreign(draft.text, language)
        blocks.append(replace(block, language=foreign) if foreign else block)
    return tuple(blocks)


def _foreign(text: str, language: Language) -> Language | None:
    han, words = han_count(text), word_count(text)
    if language != "en" and words >= FOREIGN_WORDS and han * 4 < words:
        return "en"
    if language == "en" and han >= FOREIGN_HAN and words * 2 < han:
        return "zh-Hans" if to_simplified(text) == text else "zh-Hant"
    return None
