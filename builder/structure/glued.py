"""Headings that ran into their text when a page was printed on one line: where each ends, told by how texts begin.

Only lines whose break was put back by a repair come here. The end is an inference, so all members of a series must
show it: a word that opens sentences (今年, 坚持, 一是), a capital in English, or the length that the others agree on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from builder import segmentation
from builder.pattern_code import compiled
from builder.structure.form import Form
from builder.structure.lines import Line, weight
from builder.structure.series import Member

#: Shortest and longest heading sought, in characters of Chinese.
SHORTEST, LONGEST = 2, 20
#: The longest head of a series is at most this many times its shortest.
WIDEST_SPREAD = 4

#: Heads of one length are a series of slogans from so many characters on (文稿质量稳步提高, 督查落实更加有力).
SHORTEST_ALIKE = 4
#: Characters after a supposed end that the segmenter sees.
LOOK_BEHIND = 8

# Words that open a sentence, and hardly stand inside a heading.
_OPENERS = compiled(
    "[上下]半年|[今去本近这這]年|[近几幾一两兩]年来|[近几幾一两兩]年來|全年|目前|当前|當前|[每][周週月年天日季]|坚持|堅持|进一步|進一步|一是|首先"
    "|第一[，,、]|为了|為了|为进|為進|按照|围绕|圍繞|根据|根據|通过|通過|结合|結合|针对|針對|由于|由於|随着|隨著|我们|我們|我[校县縣市镇鎮局院部]"
    "|[（(]一[）)]|1[、.．]"
)
_CLAUSE = compiled("[，。；：、！？,;:!?]")
# Begin with the roof Water comes from above …: a capital behind a small letter, no stop between.
_CAPITAL = compiled(r"^(?:[A-Z][\w'\u2019-]*|\d+)(?: [a-z][\w'\u2019,-]*)+(?= [A-Z][a-z]*(?: [a-z]|'))")


def glued_forms(
    lines: Sequence[Line], members: Sequence[Member], forms: Mapping[int, Form], put_back: frozenset[int]
) -> dict[int, Form]:
    """Line → form with the heading cut off, for series whose lines are in `put_back` and whose heads can be told."""
    found: dict[int, Form] = {}
    ordered = sorted(members, key=lambda member: member.series)
    for _, group in groupby(ordered, key=lambda member: member.series):
        series = [member for member in group if member.mark.printed]
        if len(series) < 2 or 2 * sum(member.line in put_back for member in series) < len(series):
            continue
        found.update(_series_forms(lines, series, forms))
    return found


def _series_forms(lines: Sequence[Line], series: Sequence[Member], forms: Mapping[int, Form]) -> dict[int, Form]:
    open_members = [member for member in series if forms[member.line].shape != "bare"]
    bodies = {member.line: lines[member.line].text[member.mark.length :] for member in open_members}
    heads = {line: end for line, body in bodies.items() if (end := _end_of_head(body))}
    if heads and len(heads) < len(bodies) and len(set(heads.values())) == 1:
        heads = _as_long(bodies, min(heads.values()))
    if not heads or len(heads) < len(bodies) or max(heads.values()) > WIDEST_SPREAD * min(heads.values()):
        return {}
    found: dict[int, Form] = {}
    for member in open_members:
        text = lines[member.line].text
        head = member.mark.length + heads[member.line]
        found[member.line] = Form("run-in", head, weight(text[member.mark.length : head]), weight(text[head:]))
    return found


def _as_long(bodies: Mapping[int, str], length: int) -> dict[int, int]:
    """All heads at `length`, which those that show their end agree on, where a word ends there in every member."""
    return {
        line: length
        for line, body in bodies.items()
        if length >= SHORTEST_ALIKE and not _CLAUSE.search(body[: length + 1]) and _word_ends(body, length)
    }


def _word_ends(body: str, place: int) -> bool:
    end = 0
    for word in segmentation.cut(body[: place + LOOK_BEHIND]):
        end += len(word)
        if end >= place:
            break
    return end == place


def _end_of_head(body: str) -> int | None:
    if found := _CAPITAL.match(body):
        return found.end() if found[0].count(" ") else None
    clause = _CLAUSE.search(body)
    limit = min(clause.start() if clause else len(body), LONGEST)
    opener = _OPENERS.search(body, SHORTEST, limit + SHORTEST)
    return opener.start() if opener and opener.start() <= limit else None
