"""Where a paragraph break was lost: a member of a series that stands inside the paragraph of another member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from builder.structure.announced import announced_counts
from builder.structure.headings import Reading
from builder.structure.lines import Line, cut_line, sentence_ends, weight
from builder.structure.numbering import mark_at
from builder.structure.parallel import Group, sentences_like

#: Weight on both sides of a sentence inside a paragraph from which it may be the head of a paragraph of its own.
LEAST_SIDE = 40
#: A series that begins with a number up to this may have its first members inside the paragraphs above.
LATEST_FIRST = 4
LATEST_FIRST_IN_HEADING = 2
#: Longest line searched for two headings printed as one.
LONGEST_HEADING_LINE = 80
#: Lines searched for a member that is missing from a numbered series.
SEARCHED = 40


def lost_breaks(lines: Sequence[Line], reading: Reading) -> dict[int, list[int]]:
    """Line index → offsets, ascending, where a missing member of a confirmed series begins inside the line."""
    cuts: dict[int, set[int]] = {}
    _numbered(lines, reading, cuts)
    for group in reading.groups:
        _parallel(lines, group, reading, cuts)
    return {line: sorted(offsets) for line, offsets in cuts.items()}


def _numbered(lines: Sequence[Line], reading: Reading, cuts: dict[int, set[int]]) -> None:
    by_series: dict[int, list[int]] = {}
    for index, member in enumerate(reading.members):
        by_series.setdefault(member.series, []).append(index)
    for indices in by_series.values():
        alone = len(indices) < 2 and reading.members[indices[0]].value == 1
        if alone and indices[0] not in reading.verdicts:
            continue
        for before, after in pairwise(indices):
            first, second = reading.members[before], reading.members[after]
            if second.missing:
                stop = min(second.line, first.line + SEARCHED)
                _seek(lines, range(first.line, stop), first.mark.scheme, list(second.missing), cuts)
        head = reading.members[indices[0]]
        if 1 < head.value <= LATEST_FIRST and not head.mark.spoken:
            above = reading.members[indices[0] - 1].line if indices[0] else 0
            places = range(max(above, head.line - SEARCHED), head.line)
            _seek(lines, places, head.mark.scheme, list(range(1, head.value)), cuts)
            if head.value == LATEST_FIRST_IN_HEADING and head.parent == indices[0] - 1:
                _split_heading(lines, above, head.mark.scheme, cuts)
        last = reading.members[indices[-1]]
        if indices[-1] in reading.verdicts and not last.mark.spoken and last.mark.rank > 0:
            stop = _section_end(reading, indices[-1], len(lines))
            wanted = list(range(last.value + 1, last.value + 10))
            _seek(lines, range(last.line, min(stop, last.line + SEARCHED)), last.mark.scheme, wanted, cuts)


def _split_heading(lines: Sequence[Line], place: int, scheme: str, cuts: dict[int, set[int]]) -> None:
    """Cuts a heading line where the first member below it begins inside it (三、今后的打算（一）修路)."""
    text = lines[place].text
    if len(text) > LONGEST_HEADING_LINE:
        return
    for begin in range(2, len(text)):
        mark = mark_at(text, begin)
        if mark is not None and mark.scheme == scheme and mark.value == 1 and not text[begin - 1].isdigit():
            cuts.setdefault(place, set()).add(begin)
            return


def _section_end(reading: Reading, index: int, end: int) -> int:
    """Line of the next member that does not stand under member `index`, near enough to matter."""
    inside = {index}
    for later in range(index + 1, min(index + 1 + SEARCHED, len(reading.members))):
        if reading.members[later].parent not in inside:
            return reading.members[later].line
        inside.add(later)
    return end


def _seek(lines: Sequence[Line], places: range, scheme: str, wanted: list[int], cuts: dict[int, set[int]]) -> None:
    """Cuts before the first sentence that opens with each of the `wanted` values, in order.

    Another number of the scheme shows an enumeration inside the paragraph, and ends the search.
    """
    for place in places:
        text = lines[place].text
        for offset in sentence_ends(text):
            if not wanted:
                return
            begin = offset + len(text[offset:]) - len(text[offset:].lstrip())
            mark = mark_at(text, begin)
            if mark is None or mark.scheme != scheme or begin >= len(text):
                continue
            if mark.value != wanted[0]:
                return
            cuts.setdefault(place, set()).add(begin)
            wanted = wanted[1:]


def _parallel(lines: Sequence[Line], group: Group, reading: Reading, cuts: dict[int, set[int]]) -> None:
    heads = dict(group.heads)
    first, last = group.heads[0], group.heads[-1]
    wanted = lines[first[0]].text[: first[1]]
    stop = next((heading.line for heading in reading.headings if heading.line > last[0]), last[0] + 1)
    found: list[tuple[int, int]] = []
    above = first[0] - 1 if first[0] and not _is_heading_line(reading, first[0] - 1) else first[0]
    for place in range(above, min(stop, last[0] + 1)):
        text = lines[place].text
        like = [
            offset
            for offset in sentences_like(text[heads.get(place, 0) :], wanted, group.features)
            if weight(text[: offset + heads.get(place, 0)]) >= LEAST_SIDE
            and weight(text[offset + heads.get(place, 0) :]) >= LEAST_SIDE
        ]
        if len(like) == 1:  # several in one paragraph are its own rhythm
            found.append((place, like[0] + heads.get(place, 0)))
    lead = " ".join(lines[place].text for place in range(max(first[0] - 2, 0), first[0]))
    announced = announced_counts(lead)
    if not found or (announced and len(heads) in announced) or len(found) > max(len(heads) // 2, 1):
        return
    if announced and len(heads) + len(found) not in announced:
        return
    for place, offset in found:
        cuts.setdefault(place, set()).add(offset)


def _is_heading_line(reading: Reading, line: int) -> bool:
    return any(heading.line == line for heading in reading.headings)


def apply_breaks(line_list: Sequence[Line], cuts: Mapping[int, Sequence[int]]) -> tuple[Line, ...]:
    """The lines, those in `cuts` cut at their offsets."""
    return tuple(
        piece
        for index, line in enumerate(line_list)
        for piece in (cut_line(line, cuts[index]) if index in cuts else (line,))
    )
