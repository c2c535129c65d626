"""Text → essays → trees: finds the essays of a repaired file, what is printed about them, and their parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from builder.model import Decisions, Essay, Problem, Reading, Repaired, Segment, Source, Span, Tile
from builder.problems import problem
from builder.structure.essay import Built, File, build
from builder.structure.metadata_removed import removed_lines
from builder.structure.outside import outside
from builder.structure.places import Arrivals, LineNumbers
from builder.structure.printed import read_lines
from builder.structure.split import Division, split
from builder.structure.split_decided import decide
from builder.structure.tiles import lay_tiles
from builder.tiling import Positions

__all__ = ["structure"]

_NOTHING = Decisions()


def structure(source: Source, repaired: Repaired, decisions: Decisions = _NOTHING) -> Reading:
    """All that becomes of a repaired file: its essays in order, and who has each character of it. Pure.

    Never fails, whatever the text. A file with no essay in it gives a reading with none, and a problem that says so.
    """
    if decisions.skip:
        skipped = problem("skipped", source.name, reason=decisions.skip)
        return Reading(source.name, (), lay_tiles(repaired, ()), (skipped,))
    arrivals = Arrivals(repaired.segments)
    not_body = _not_body(source, arrivals)
    lines = outside(read_lines(repaired.text), not_body)
    pictures = [arrivals.to_repaired(hint.start, hint.end) for hint in source.hints if hint.kind == "figure"]
    found = split(repaired.text, outside(lines, pictures), source.name)  # a picture printed twice begins no essay
    division, problems = decide(repaired.text, lines, found, decisions, source.name)
    alone = len(division.pieces) == 1
    file = File(
        source,
        repaired,
        Positions(repaired.segments),
        LineNumbers.of(source.text),
        arrivals.hints(hint for hint in source.hints if hint.kind != "drop"),
        not_body,
        decisions,
        _made(repaired),
        tuple(removed_lines(repaired)) if alone else (),
        alone,
    )
    built = _build(file, division)
    tiles = lay_tiles(repaired, [owner for one in built for owner in one.owners])
    essays = _with_removals(tuple(one.essay for one in built), tiles, source.text)
    if len(essays) > 1 and division.collection_title:
        essays = tuple(replace(essay, collections=(division.collection_title,)) for essay in essays)
    if not essays:
        problems = (*problems, problem("no-essay", source.name, what=_what_is_left(source, repaired)))
    title = division.collection_title if len(essays) > 1 else None
    return Reading(source.name, essays, tiles, (*problems, *_notes(file, division)), title)


def _build(file: File, division: Division) -> list[Built]:
    built: list[Built] = []
    for piece in division.pieces:
        if one := build(file, piece, len(built)):
            built.append(one)
    return built


def _made(repaired: Repaired) -> tuple[tuple[Segment, int], ...]:
    begins = accumulate((len(segment.out) for segment in repaired.segments), initial=0)
    pairs = zip(repaired.segments, begins, strict=False)
    return tuple((segment, begin) for segment, begin in pairs if segment.rules)


def _not_body(source: Source, arrivals: Arrivals) -> tuple[Span, ...]:
    """The front matter, and what the format itself says is no text of the essay; repaired positions."""
    spans = [source.front_span] if source.front_span else []
    spans += [(hint.start, hint.end) for hint in source.hints if hint.kind == "drop"]
    return tuple(arrivals.to_repaired(*span) for span in spans)


def _with_removals(essays: Sequence[Essay], tiles: Sequence[Tile], text: str) -> tuple[Essay, ...]:
    """Counts what was removed by each rule around and inside an essay; what stands between two goes to the later."""
    ends = [essay.span[1] for essay in essays[:-1]] + [len(text)]
    counts: list[Counter[str]] = [Counter() for _ in essays]
    at = 0
    for tile in tiles:
        while at + 1 < len(essays) and tile.start >= ends[at]:
            at += 1
        if essays and tile.role == "removed":
            counts[at][tile.name] += sum(map(len, text[tile.start : tile.end].split()))
    return tuple(
        replace(essay, removed=tuple(sorted((rule, n) for rule, n in count.items() if n)))
        for essay, count in zip(essays, counts, strict=True)
    )


def _notes(file: File, division: Division) -> tuple[Problem, ...]:
    first = division.pieces[0] if division.pieces else None
    if first is None or first.why != "text before the first mark":
        return ()
    span = file.positions.to_source(first.start, first.end)
    return (problem("unmarked-essay", file.source.name, span, file.line_numbers.at(span[0])),)


def _what_is_left(source: Source, repaired: Repaired) -> str:
    if not source.text.strip():
        return "the file is empty / 文件是空的"
    if not repaired.text.strip():
        return "all of it was taken for a site's furniture / 全部内容都被当作网站的附属文字"
    return "a title or a byline, and no text under it / 只有标题或署名，没有正文"
