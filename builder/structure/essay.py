"""One essay put together: its front and tail read, its body parsed, its repairs and doubts found in it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from builder.characters import is_chinese
from builder.model import (
    Block,
    Decisions,
    Essay,
    Field,
    Hint,
    Language,
    Picture,
    Problem,
    Repaired,
    Segment,
    Source,
    Span,
)
from builder.problems import MESSAGES, problem
from builder.script import fold
from builder.structure.essay_repairs import essay_repairs
from builder.structure.language import language_of
from builder.structure.metadata import Found, Notes
from builder.structure.metadata_above import HEAD_LINES
from builder.structure.metadata_bylines import prefer_day
from builder.structure.metadata_contents import bare, take_contents
from builder.structure.metadata_dates import first_date
from builder.structure.metadata_front import read_front
from builder.structure.metadata_names import clean_name
from builder.structure.metadata_news import read_law, read_lead
from builder.structure.metadata_removed import Remnant, Removed, document_name, posted_at_hour, quoted, remnants
from builder.structure.metadata_tail import read_tail
from builder.structure.outside import outside
from builder.structure.parse import LISTED, parse
from builder.structure.places import LineNumbers
from builder.structure.printed import Line, read_lines
from builder.structure.split import Piece
from builder.structure.split_bylines import LONGEST_GLUED
from builder.structure.split_glued import read_glued, read_title_and_author
from builder.structure.tiles import Owner
from builder.structure.titles import clean_title, glued_title, is_numbered, is_title_like, same_title
from builder.structure.translated import reads_as_translated, translation_signs
from builder.tiling import Positions

#: Words of an untitled essay, or of a doubtful place, that a message quotes.
_QUOTED = 30
_NEAR = 16  # characters on each side of a doubtful place that belong to it
_AND = {True: "、", False: ", "}
_FRONT_FIELDS = ("title", "subtitle", "author", "date", "publisher", "language")


@dataclass(frozen=True, slots=True)
class File:
    """What all essays of a file share: the text, where its characters came from, what is stated and decided."""

    source: Source
    repaired: Repaired
    positions: Positions
    line_numbers: LineNumbers
    hints: tuple[Hint, ...]  # repaired positions
    not_body: tuple[Span, ...]  # repaired positions: front matter, what the format says to drop
    decisions: Decisions
    made: tuple[tuple[Segment, int], ...]  # what rules made, with its repaired position, in order
    removed: Removed  # lines that were taken away, where the file holds one essay
    alone: bool  # the file holds one essay, so what it states about itself is about the essay


@dataclass(frozen=True, slots=True)
class Built:
    """An essay, and who has the characters of the repaired text by it."""

    essay: Essay
    owners: tuple[Owner, ...]


def build(file: File, piece: Piece, index: int) -> Built | None:
    """The essay in `piece`, or None if nothing but white space and metadata stands there."""
    notes = _read(file, piece)
    body = "\n".join(line.text for line in notes.lines)
    if not body.strip() or (notes.title is None and len(notes.lines) == 1 and is_title_like(body)):
        return None  # a title alone is no essay
    front = _front(file)
    language = file.decisions.language or _stated(front.get("language")) or language_of(f"{notes.title or ''}\n{body}")
    title = front.get("title") or notes.title
    ranges = _ranges(notes, piece)
    hints = tuple(hint for hint in file.hints if hint.start < piece.end and piece.start < hint.end)
    hints += _listed(notes)
    blocks = tuple(parse(file.repaired.text, ranges, hints, language, title, file.decisions, file.positions))
    if not blocks:
        return None
    fields = tuple(
        Field(item.name, item.value, file.positions.to_source(*item.span), item.why) for item in notes.found
    ) + tuple(
        Field(name, value, file.source.front_span or (0, 0), "stated by the format") for name, value in front.items()
    )
    left = {item.name: item for item in remnants(file.repaired, file.removed)} if file.alone else {}
    fields += tuple(Field(name, item.value, item.span, "in a line that was removed") for name, item in left.items())
    taken = [item.span for item in notes.found if item.taken]
    span = _span(file, taken, blocks, piece)
    essay = Essay(
        source=file.source.name,
        index=index,
        span=span,
        title=title,
        alternative_titles=_alternatives(title, notes),
        subtitle=front.get("subtitle") or notes.first("subtitle"),
        author=front.get("author") or notes.first("author") or _left(left, "author"),
        published=_iso(front.get("date")) or prefer_day(notes) or _left(left, "published"),
        publisher=front.get("publisher") or notes.first("publisher") or _left(left, "publisher"),
        language=language,
        collections=(),
        blocks=blocks,
        fields=fields,
        repairs=essay_repairs(file.source.text, file.repaired.text, file.made, blocks, fields, span),
        problems=(),
        cut_why=piece.why,
        machine_translated=language == "en" and reads_as_translated(body),
        digest=digest(title, blocks),
        pictures=file.source.pictures if file.alone else _pictures(file, blocks),
        front=tuple((name, value) for name, value in front.items() if name not in _FRONT_FIELDS),
    )
    essay = replace(essay, problems=_problems(file, essay, body))
    return Built(essay, _owners(index, notes.found, blocks))


def digest(title: str | None, blocks: Sequence[Block]) -> str:
    """The fingerprint of an essay: sha256 of title and text, folded so that script, width and blanks do not count."""
    text = "\n".join([title or "", *(block.number + block.text for block in blocks)])
    return hashlib.sha256(fold(text).encode("utf-8", "surrogatepass")).hexdigest()


def _read(file: File, piece: Piece) -> Notes:
    """The notes on a piece: what its opening line, its format, its front and its tail say."""
    text = file.repaired.text
    pictures = [(hint.start, hint.end) for hint in file.hints if hint.kind == "figure"]
    every = outside(read_lines(text, piece.body, piece.end), file.not_body)
    lines = list(outside(every, pictures))
    aside = sorted({*every} - {*lines})  # what stands under a picture says nothing of the essay
    notes = Notes(
        text,
        lines,
        under_furniture=_under_furniture(file, lines),
        said_again=quoted(file.removed) if file.alone else (),
        day_above=file.alone and posted_at_hour(file.removed),
        furnished=_furnished(file, lines),
        headings=_headings(file, lines),
    )
    if piece.mark:
        notes.add("mark", text[slice(*piece.mark)], piece.mark, piece.why)
    given = None
    if piece.author:
        notes.add("author", clean_name(text[slice(*piece.author)]) or "", piece.author, "printed behind the title")
    if piece.title:
        given = clean_title(text[slice(*piece.title)])
        notes.add("title", given, piece.title, "printed behind the mark")
    elif stated := _title_hint(file, lines):
        given = clean_title(stated.text)
        notes.add("title", given, stated.span, "the format says that this is the title")
        notes.take(stated)
    if given is None and (stated_title := _front(file).get("title")):
        given = clean_title(stated_title)
    given = _take_glued(file, notes, given)
    read_front(notes, given or None, in_series=not file.alone)
    take_contents(notes)
    if notes.title is None and piece.label:
        notes.title = clean_title(piece.label)
    if notes.lines:
        read_tail(notes)
        read_lead(notes)
        read_law(notes)
    notes.lines = sorted([*notes.lines, *aside]) if aside else notes.lines
    return notes


def _listed(notes: Notes) -> tuple[Hint, ...]:
    """Headings that the list of contents names; a numbered one has its level by its number."""
    named = notes.contents
    return tuple(
        Hint(line.start, line.end, "heading", named[bare(line.text)], LISTED)
        for line in notes.lines
        if named and not is_numbered(line.text) and bare(line.text) in named
    )


def _title_hint(file: File, lines: Sequence[Line]) -> Line | None:
    hints = [hint for hint in file.hints if hint.kind == "title"]
    return next((line for line in lines for hint in hints if hint.start < line.end and line.start < hint.end), None)


def _take_glued(file: File, notes: Notes, given: str | None) -> str | None:
    """The title, after taking from the first line what is glued to its text: title and author, or the title alone."""
    if not notes.lines:
        return given
    line = notes.lines[0]
    found = read_glued(line.text[:LONGEST_GLUED]) or (read_title_and_author(line.text) if given is None else None)
    if found and (given is None or same_title(given, line.text[slice(*found.title)])):
        title, author = (line.text[slice(*span)] for span in (found.title, found.author))
        begin = line.start
        notes.add("title", title, (begin, begin + found.title[1]), "before a name, at the head of the first line")
        notes.add("author", clean_name(author) or "", (begin + found.author[0], begin + found.author[1]), "a name")
        notes.lines[:1] = [_after(line, found.text)] if found.text < len(line.text) else []
        return clean_title(title)
    name = document_name(file.repaired.text, file.removed) if file.alone else None
    title_alone = glued_title(line.text, name) if given is None else None
    if title_alone and line.text != title_alone:
        span = (line.start, line.start + len(title_alone))
        notes.add("title", title_alone, span, "the page on one line begins with it")
        notes.lines[0] = _after(line, len(title_alone))
        return title_alone
    return given


def _after(line: Line, length: int) -> Line:
    """What is left of a line behind its first `length` characters."""
    rest = line.text[length:].lstrip()
    start = line.end - len(rest)
    return Line(start, start, line.end, rest)


def _front(file: File) -> dict[str, str]:
    """What the format states about the one essay of the file; values of one name are put together."""
    stated: dict[str, str] = {}
    for name, value in file.source.front if file.alone else ():
        stated[name] = f"{stated[name]}{_AND[is_chinese(value)]}{value}" if name in stated else value
    return stated


def _under_furniture(file: File, lines: Sequence[Line]) -> bool:
    """True if the first of `lines` begins the repaired text, and the source has something above it."""
    if not lines or file.repaired.text[: lines[0].start].strip():
        return False
    begin, _ = file.positions.to_source(lines[0].start, lines[0].end)
    return bool(file.source.text[(file.source.front_span or (0, 0))[1] : begin].strip())


def _furnished(file: File, lines: Sequence[Line]) -> frozenset[int]:
    """Where those of the first lines begin that something stood above in the source, which was taken away."""
    found: set[int] = set()
    reached = file.positions.to_source(lines[0].start, lines[0].end)[1] if lines else 0
    for line in lines[1:HEAD_LINES]:
        begin, end = file.positions.to_source(line.start, line.end)
        if file.source.text[reached:begin].strip():
            found.add(line.start)
        reached = end
    return frozenset(found)


def _headings(file: File, lines: Sequence[Line]) -> frozenset[int]:
    starts = [hint.start for hint in file.hints if hint.kind == "heading"]
    return frozenset(line.start for line in lines if bisect_left(starts, line.begin) < bisect_left(starts, line.end))


def _ranges(notes: Notes, piece: Piece) -> list[Span]:
    """The body as spans of whole lines; lines with nothing taken between them share a span."""
    taken = sorted(item.span[0] for item in notes.found if item.taken)
    ranges: list[Span] = []
    for line in notes.lines:
        if ranges and bisect_right(taken, line.start) == bisect_right(taken, ranges[-1][0]):
            ranges[-1] = (ranges[-1][0], line.end)
        else:
            ranges.append((max(line.begin, piece.body), line.end))
    return ranges


def _span(file: File, taken: Sequence[Span], blocks: Sequence[Block], piece: Piece) -> Span:
    inside = [*taken, *(block.repaired_span for block in blocks)]
    return file.positions.to_source(min(s for s, _ in inside), max(e for _, e in inside))


def _alternatives(title: str | None, notes: Notes) -> tuple[str, ...]:
    others = [notes.title, *notes.alternatives] if notes.title != title else notes.alternatives
    kept = [other for other in others if other and (title is None or not same_title(other, title))]
    return tuple(dict.fromkeys(kept))


def _stated(language: str | None) -> Language | None:
    """The language that a format states, by its tag."""
    tag = (language or "").lower()
    if tag in ("zh-hant", "zh-tw", "zh-hk", "zh-mo"):
        return "zh-Hant"
    if tag in ("zh-hans", "zh-cn", "zh-sg"):
        return "zh-Hans"
    return "en" if tag[:2] == "en" else None


def _iso(stated: str | None) -> str | None:
    found = first_date(stated) if stated else None
    return found.value if found else None


def _left(left: Mapping[str, Remnant], name: str) -> str | None:
    return left[name].value if name in left else None


def _pictures(file: File, blocks: Sequence[Block]) -> tuple[Picture, ...]:
    names = {value for block in blocks if block.kind == "figure" for _, value in block.detail}
    return tuple(picture for picture in file.source.pictures if picture.name in names)


def _problems(file: File, essay: Essay, body: str) -> tuple[Problem, ...]:
    found: list[Problem] = []
    name = file.source.name
    line = file.line_numbers.at(essay.span[0])
    if essay.title is None:
        found.append(problem("no-title", name, essay.span, line, words=" ".join(body[:_QUOTED].split())))
    if essay.machine_translated:
        signs = "; ".join(sorted(translation_signs(body), key=len)[:3])
        found.append(problem("machine-translated", name, essay.span, line, signs=signs))
    for block, below in pairwise(essay.blocks):
        if block.heading == "inferred":
            words, at = " ".join(below.text[:_QUOTED].split()), file.line_numbers.at(below.span[0])
            found.append(problem("heading-lost", name, below.span, at, why=block.why, words=below.number + words))
    for flag in file.repaired.flags:
        if essay.span[0] <= flag.start < essay.span[1]:
            words = " ".join(file.source.text[flag.start : min(flag.end, flag.start + _QUOTED)].split())
            code = flag.rule if flag.rule in MESSAGES else "doubtful-place"
            at = file.line_numbers.at(flag.start)
            around = _around(file.source.text, flag.start, flag.end)
            found.append(problem(code, name, (flag.start, flag.end), at, rule=flag.rule, words=words, around=around))
    return tuple(found)


def _around(text: str, start: int, end: int) -> str:
    """The words on the line of [start, end), as far as a reader looks: an accepted doubt comes back if they change."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    stop = text.find("\n", end)
    return "".join(text[begin : min(stop if stop >= 0 else len(text), end + _NEAR)].split())


def _owners(index: int, found: Sequence[Found], blocks: Sequence[Block]) -> tuple[Owner, ...]:
    owned = [Owner(*item.span, "metadata", index, item.name) for item in found if item.taken]
    return (*owned, *(Owner(*block.repaired_span, "block", index, block.id) for block in blocks))
