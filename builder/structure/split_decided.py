"""Cuts that a person decided: `cut_before`, `join` and `split: none` of corpus.yml, whose places are quoted text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model import Decisions, Problem
from builder.problems import problem
from builder.script import fold
from builder.structure.places import occurrences
from builder.structure.printed import Line, loose
from builder.structure.split import Division, Piece, whole

_SHOWN = 40  # characters of a candidate that are quoted in a message


def decide(
    text: str, lines: Sequence[Line], division: Division, decisions: Decisions, source: str
) -> tuple[Division, tuple[Problem, ...]]:
    """`division` with what a person decided about it, and a problem for each text that fits no place or several."""
    if decisions.split == "none":
        return whole(text, lines), ()
    problems: list[Problem] = []
    pieces = list(division.pieces)
    for quoted in decisions.join:
        index = _beginning(text, pieces, quoted)
        if index is None:
            problems.append(_nowhere("join", quoted, [text[p.start : p.start + _SHOWN] for p in pieces], source))
        elif index == 0 and division.head:  # the head goes to the first essay
            pieces[0] = Piece(division.head[0].begin, pieces[0].end, division.head[0].begin, why=pieces[0].why)
            division = replace(division, head=())
        elif index > 0:
            pieces[index - 1 : index + 1] = [replace(pieces[index - 1], end=pieces[index].end)]
    for quoted in decisions.cut_before:
        places = occurrences(text, quoted)
        if len(places) != 1:
            shown = [text[place : place + _SHOWN] for place in places]
            code = "anchor-several" if places else "anchor-nowhere"
            shown = shown or _near(lines, quoted)
            problems.append(problem(code, source, key="cut_before", text=quoted, candidates=_list(shown)))
        else:
            pieces = _cut(pieces, places[0])
    return replace(division, pieces=tuple(pieces)), tuple(problems)


def _beginning(text: str, pieces: Sequence[Piece], quoted: str) -> int | None:
    """The piece that begins with `quoted`: its opening line, or its first words."""
    wanted = loose(quoted)
    for index, piece in enumerate(pieces):
        opening = text[piece.start : piece.start + 4 * len(quoted) + 200].strip()
        printed = [loose(opening), loose(text[slice(*piece.title)]) if piece.title else ""]
        if wanted and any(form.startswith(wanted) for form in printed):
            return index
    return None


def _cut(pieces: Sequence[Piece], place: int) -> list[Piece]:
    cut: list[Piece] = []
    for piece in pieces:
        if piece.start < place < piece.end and place != piece.body:
            cut.append(replace(piece, end=place))
            cut.append(Piece(place, piece.end, place, why="decided in corpus.yml"))
        else:
            cut.append(piece)
    if cut and place < cut[0].start:
        cut.insert(0, Piece(place, cut[0].start, place, why="decided in corpus.yml"))
    return cut


def _nowhere(key: str, quoted: str, shown: Sequence[str], source: str) -> Problem:
    return problem("anchor-nowhere", source, key=key, text=quoted, candidates=_list(shown))


def _near(lines: Sequence[Line], quoted: str) -> list[str]:
    """Lines that begin like `quoted`."""
    begin = fold(quoted)[:4]
    return [line.text[:_SHOWN] for line in lines if begin and begin in fold(line.text[:200])][:5]


def _list(shown: Sequence[str]) -> str:
    return " | ".join(" ".join(text.split()) for text in shown) or "-"
