"""Where one essay ends and the next begins in a file, with the evidence for each cut (D30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.model import Span
from builder.pattern_code import compiled
from builder.structure.metadata_names import is_common_person, is_person, may_be_name
from builder.structure.printed import Line, is_prose, read_lines
from builder.structure.split_bare import bare_cuts, dressed_cuts
from builder.structure.split_bylines import heads
from builder.structure.split_company import announced, prose_weight
from builder.structure.split_cut import Cut
from builder.structure.split_heads import byline_cuts, name_cuts
from builder.structure.split_marks import Opening, openings
from builder.structure.split_repeats import contents_cuts, doubled_cuts, separator_cuts
from builder.structure.split_series import mark_cuts
from builder.structure.titles import clean_title, is_title_like

#: Text before the first mark that is longer than this is an essay without a mark, not the preface of a collection
#: (prefaces and site notices of 范文 portals run to 300 characters).
LONGEST_PREFACE = 700
_COUNTED = compiled(r"^\d{1,3}\s?[.、．]\s?")  # 1.实践与探索 篇一
_BEHIND = compiled(r"^(?P<t>\S{1,30})\s+(?P<a>\S{2,5})$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One essay's share of the file: [start, end) of the repaired text, and what its opening line said."""

    start: int
    end: int
    body: int  # where its own lines begin, after mark and title of the opening line
    title: Span | None = None
    mark: Span | None = None
    author: Span | None = None  # printed behind the title on the opening line
    label: str = ""  # the opening line as printed, a title for want of a better one
    why: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """A file cut into pieces; what stands before the first is the file's own matter."""

    pieces: tuple[Piece, ...]
    head: tuple[Line, ...] = ()
    collection_title: str | None = None


def split(text: str, lines: Sequence[Line], name: str = "") -> Division:
    """Cuts a file into its essays. A cut needs a form (a mark, a byline, a doubled title) and company: a series of
    such forms, each with enough text of its own. Without both, the file is one essay. `name` is the file's name,
    which may count its essays (工作札记三篇.txt)."""
    found = tuple(openings(lines))
    if cuts := mark_cuts(lines, found):
        return _divide(text, lines, cuts, nested=True)
    known = tuple(heads(lines))
    evidence = (
        byline_cuts(lines, known),
        doubled_cuts(lines),
        name_cuts(lines, known),
        dressed_cuts(lines),
        separator_cuts(lines, known),
        contents_cuts(lines),
    )
    if cuts := max(evidence, key=len):  # of equals the first
        return _divide(text, lines, cuts, nested=False)
    if cuts := bare_cuts(lines, name):
        return _divide(text, lines, cuts, nested=False)
    return _single(text, lines, found)


def whole(text: str, lines: Sequence[Line]) -> Division:
    """The file as one essay."""
    return Division((Piece(_begin(lines), len(text), _begin(lines)),))


def _begin(lines: Sequence[Line]) -> int:
    return lines[0].begin if lines else 0


def _single(text: str, lines: Sequence[Line], found: Sequence[Opening]) -> Division:
    """One essay; the mark of a collection it was taken from may stand on its first line."""
    first = next((o for o in found if o.line == 0 and o.form.strength == "strong" and o.title and not o.prefix), None)
    if first is None:
        return whole(text, lines)
    return Division((_piece(lines, Cut(0, f"the line bears a mark, {first.mark.strip()}", first), len(text)),))


def _piece(lines: Sequence[Line], cut: Cut, end: int) -> Piece:
    line, opening = lines[cut.line], cut.opening
    if opening is None and cut.glued:
        title, author = ((line.start + a, line.start + b) for a, b in (cut.glued.title, cut.glued.author))
        return Piece(line.begin, end, line.start + cut.glued.text, title, None, author, why=cut.why)
    if opening is None:
        return Piece(line.begin, end, line.begin, why=cut.why)
    mark = (line.start, line.start + len(opening.mark))
    label = line.text if opening.prefix else ""
    return Piece(line.begin, end, opening.body, opening.title, mark, opening.author, label, cut.why)


def _divide(text: str, lines: Sequence[Line], cuts: Sequence[Cut], *, nested: bool) -> Division:
    ends = [lines[cut.line].begin for cut in cuts[1:]] + [len(text)]
    pieces = [_piece(lines, cut, end) for cut, end in zip(cuts, ends, strict=True)]
    pieces = _with_authors(text, pieces)
    head = tuple(lines[: cuts[0].line])
    title = _collection_title(head, cuts)
    if prose_weight(head) > LONGEST_PREFACE:
        pieces.insert(0, Piece(head[0].begin, pieces[0].start, head[0].begin, why="text before the first mark"))
        head = ()
    if nested:
        pieces = [inner for piece in pieces for inner in _inside(text, piece)]
    return Division(tuple(pieces), head, title)


def _with_authors(text: str, pieces: list[Piece]) -> list[Piece]:
    """Where every mark is followed by a title and a short word behind a blank, the words are the authors' names."""
    spans = [piece.title for piece in pieces]
    found = [_BEHIND.match(text[slice(*span)]) if span else None for span in spans]
    named = [m is not None and (is_person(m["a"]) or may_be_name(m["a"])) for m in found]
    sure = any(m is not None and is_common_person(m["a"]) for m in found)
    if len(pieces) < 2 or not sure or 3 * sum(named) < 2 * len(pieces):
        return pieces
    parted = []
    for piece, m, known in zip(pieces, found, named, strict=True):
        if piece.title and m and known:
            start = piece.title[0]
            title, author = ((start + a, start + b) for a, b in (m.span("t"), m.span("a")))
            piece = replace(piece, title=title, author=author)
        parted.append(piece)
    return parted


def _inside(text: str, piece: Piece) -> list[Piece]:
    """A piece that is a collection itself, cut at the bylines or doubled titles in it (seed 003: 第二篇 holds five)."""
    lines = read_lines(text, piece.body, piece.end)
    cuts = byline_cuts(lines, tuple(heads(lines))) or doubled_cuts(lines)
    if not cuts or (cuts[0].line == 0 and len(cuts) == 1):
        return [piece]
    begins = [lines[cut.line].begin for cut in cuts]
    inner = [_piece(lines, cut, end) for cut, end in zip(cuts, [*begins[1:], piece.end], strict=True)]
    if cuts[0].line == 0:  # the opening line's title is the title of the first of them, or of all
        return [
            replace(inner[0], start=piece.start, mark=piece.mark, title=piece.title, label=piece.label, why=piece.why),
            *inner[1:],
        ]
    return [replace(piece, end=begins[0]), *inner]


def _collection_title(head: Sequence[Line], cuts: Sequence[Cut]) -> str | None:
    """What a collection is called: the line above the first essay that announces one, else its first title-like line,
    else what stands before every mark (美文精选三篇 篇一)."""
    titles = [line.text for line in head if is_title_like(line.text) and not is_prose(line.text)]
    if titles:
        return clean_title(next((text for text in titles if announced(text)), titles[0]))
    prefixes = {_COUNTED.sub("", cut.opening.prefix) for cut in cuts if cut.opening}
    return clean_title(prefixes.pop()) or None if len(prefixes) == 1 else None
