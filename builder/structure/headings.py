"""The outline: which lines, or beginnings of lines, are headings, of which level, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from builder.model import HeadingKind
from builder.structure.announced import announced_counts
from builder.structure.bare import SYMBOL, is_standing, opens_the_text, own_line_headings
from builder.structure.confirm import Verdict, confirm
from builder.structure.form import Form, form_of
from builder.structure.glued import glued_forms
from builder.structure.kinds import HASHES
from builder.structure.lines import Line, ending
from builder.structure.numbering import Mark, mark_at
from builder.structure.parallel import NARRATIVE, Group, persons_per_thousand, run_in_groups
from builder.structure.series import BARE, OPENING, STANDING, STATED, Entry, Member, chain
from builder.structure.tree import even_levels

#: Marks that may stand alone on a line above a section.
_ALONE = frozenset(
    {"part", "chapter", "section", "han", "han-paren", "han-alone", "digit-alone", "roman", "roman-alone"}
)


#: Shapes that stand for each other among the members of one series.
_LOOKS: Mapping[str, str] = {
    "bare": "line",
    "question": "line",
    "run-in": "text",
    "label": "text",
    "long": "text",
    "sentence": "clause",
    "item": "clause",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on line `line` (an inferred one: before it); its words are line.text[begin:end]."""

    line: int
    begin: int
    end: int
    number: str
    kind: HeadingKind
    level: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lines of an essay turned out to be."""

    headings: tuple[Heading, ...]  # in order
    items: Mapping[int, Mark]  # line → mark, for the items of numbered lists
    members: tuple[Member, ...]
    verdicts: Mapping[int, Verdict]  # member → verdict
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known beforehand of some lines."""

    taken: frozenset[int]  # lines that are verse, code, list items …: no headings
    stated: Mapping[int, int]  # line → level that the format states
    forced: Mapping[int, tuple[int, int]]  # line → (level, offset behind the heading) that a person decided
    forbidden: frozenset[int]  # lines that a person said are no headings
    listed: frozenset[int] = frozenset()  # those of `stated` that the essay's own list of contents names
    put_back: frozenset[int] = frozenset()  # lines whose break a repair put back


def read_outline(lines: Sequence[Line], told: Told) -> Reading:
    """Recognises by form, confirms by company; see `confirm`, `bare` and `parallel` for the evidence asked."""
    closed = told.taken | told.forbidden
    fixed = set(told.stated) | set(told.forced)
    marks = {
        index: mark
        for index, line in enumerate(lines)
        if index not in told.taken
        and (mark := mark_at(line.text)) is not None
        and not _only_mark(line, mark)
        and not (mark.scheme == "digit-alone" and index and ending(lines[index - 1].text) in ("none", "comma"))
    }
    forms = {
        index: form_of(line.text, marks[index].length if index in marks else 0)
        for index, line in enumerate(lines)
        if index not in told.taken
    }
    bare = own_line_headings(lines, {index for index in marks if index not in fixed}, closed | fixed)
    marks |= {index: _behind_hashes(lines[index]) for index in told.stated if HASHES.match(lines[index].text)}
    for index in bare:
        if drawn := SYMBOL.match(lines[index].text):
            marks[index] = Mark(BARE, 0, drawn.end(), drawn[0].strip(), 0)
    entries = _entries(lines, marks, forms, bare, told)
    members = chain(entries)
    forms |= glued_forms(lines, members, forms, told.put_back)
    announced = announced_counts(" ".join(line.text for line in lines))
    persons = persons_per_thousand(lines)
    verdicts = {
        member: verdict
        for member, verdict in confirm(members, forms, _beneath(members, lines), announced, persons > NARRATIVE).items()
        if members[member].line not in closed | fixed
    }
    for index, member in enumerate(members):
        if member.line in told.forced:
            verdicts[index] = Verdict(
                "line" if told.forced[member.line][1] >= len(lines[member.line].text) else "run-in",
                told.forced[member.line][1],
                "decided in corpus.yml",
            )
        elif member.line in told.stated:
            why = "named in the list of contents" if member.line in told.listed else "stated by the format"
            verdicts[index] = Verdict("line", len(lines[member.line].text), why)
        elif member.line in bare:
            verdicts[index] = Verdict("line", len(lines[member.line].text), bare[member.line])
    headings = _numbered_headings(lines, members, verdicts, marks)
    groups, found = _unnumbered(lines, headings, forms, marks, closed | fixed, persons)
    headings = sorted([*headings, *found], key=lambda heading: heading.line)
    headings = [
        replace(heading, level=told.forced[heading.line][0])
        if heading.line in told.forced and heading.kind != "inferred"
        else heading
        for heading in headings
    ]
    levels = even_levels(heading.level for heading in headings)
    headings = [replace(heading, level=level) for heading, level in zip(headings, levels, strict=True)]
    return Reading(tuple(headings), _items(members, verdicts, forms), members, verdicts, tuple(groups))


def _behind_hashes(line: Line) -> Mark:
    """The number mark of `## 一、…`, hashes and all."""
    hashes = HASHES.match(line.text)
    length = hashes.end() if hashes else 0
    inner = mark_at(line.text, length)
    if inner is None or not inner.printed or length + inner.length >= len(line.text):
        return Mark(STATED, 0, length, "", 0)
    return Mark(STATED, 0, length + inner.length, inner.printed, 0)


def _only_mark(line: Line, mark: Mark) -> bool:
    """A mark with nothing behind it heads a section in books (第二章, 二, （三）); 2. alone is debris."""
    return mark.length >= len(line.text) and mark.scheme not in _ALONE


def _entries(
    lines: Sequence[Line],
    marks: Mapping[int, Mark],
    forms: Mapping[int, Form],
    bare: Mapping[int, str],
    told: Told,
) -> list[Entry]:
    entries: list[Entry] = []
    plain = 0
    for index, line in enumerate(lines):
        mark = marks.get(index)
        if index in told.stated:
            mark = Mark(f"{STATED}{told.stated[index]}", 0, 0, "", 0)
        elif index in bare or index in told.forced:
            scheme = OPENING if opens_the_text(line.text) else STANDING if is_standing(line.text) else BARE
            mark = Mark(scheme, 0, 0, "", 0)
        if mark is None or (index in told.taken and index not in told.stated):
            plain += 1
            continue
        shape = forms[index].shape if index in forms else "bare"
        entries.append(Entry(index, mark, shape not in ("bare", "question"), plain, _LOOKS[shape]))
        plain = 0
    return entries


def _beneath(members: Sequence[Member], lines: Sequence[Line]) -> list[bool]:
    """Of each member, whether the next line is text or a member under it."""
    at_line = {member.line: index for index, member in enumerate(members)}
    found: list[bool] = []
    for index, member in enumerate(members):
        below = member.line + 1
        found.append(below < len(lines) and (below not in at_line or members[at_line[below]].parent == index))
    return found


def _numbered_headings(
    lines: Sequence[Line], members: Sequence[Member], verdicts: Mapping[int, Verdict], marks: Mapping[int, Mark]
) -> list[Heading]:
    headings: list[Heading] = []
    depths: list[int] = []  # headings above each member
    adopting: set[int] = set()
    for index, member in enumerate(members):
        above = 0 if member.parent is None else depths[member.parent] + (member.parent in verdicts)
        if member.adopted_by is not None and member.adopted_by in verdicts and index in verdicts:
            if member.adopted_by not in adopting:
                why = f"the count of the essay begins with {members[member.adopted_by].mark.printed}"
                headings.append(_inferred(member.line, above + 1, why, 1))
            adopting.add(member.adopted_by)
            above += 1
        depths.append(above)
        verdict = verdicts.get(index)
        if verdict is None:
            continue
        if member.lost_parent and member.parent is not None and member.parent in verdicts:
            lost = members[member.parent].value + 1
            headings.append(_inferred(member.line, above, f"the count starts again at {member.mark.printed}", lost))
        headings.extend(
            _inferred(member.line, above + 1, f"the count jumps to {member.mark.printed or member.value}", lost)
            for lost in member.missing
        )
        mark = marks.get(member.line)
        length, number = (mark.length, mark.printed) if mark is not None else (0, "")
        if length >= verdict.head:  # 第一部分, and nothing behind it
            length, number = 0, ""
        headings.append(Heading(member.line, length, verdict.head, number, verdict.kind, above + 1, verdict.why))
    return headings


def _inferred(line: int, level: int, why: str, value: int) -> Heading:
    return Heading(line, 0, 0, "", "inferred", level, f"{why}: number {value} of the series is missing")


def _unnumbered(
    lines: Sequence[Line],
    headings: Sequence[Heading],
    forms: dict[int, Form],
    marks: Mapping[int, Mark],
    closed: frozenset[int] | set[int],
    persons: float,
) -> tuple[list[Group], list[Heading]]:
    at_line = {heading.line: heading for heading in headings if heading.kind != "inferred"}
    groups: list[Group] = []
    found: list[Heading] = []
    stretch: list[int] = []
    governing: Heading | None = None
    for index in range(len(lines) + 1):
        ends = index == len(lines) or index in at_line
        if not ends:
            if index not in closed and index not in marks:
                stretch.append(index)
            continue
        if len(stretch) > 1:
            lead = " ".join(lines[place].text for place in range(max(stretch[0] - 1, 0), stretch[0] + 2))
            group = run_in_groups(lines, stretch, forms, announced_counts(lead), persons)
            if group is not None:
                groups.append(group)
                found.extend(_group_headings(group, governing))
        stretch = []
        governing = at_line.get(index, governing)
    return groups, found


def _group_headings(group: Group, governing: Heading | None) -> list[Heading]:
    level = 1 if governing is None else governing.level + 1
    if governing is not None and governing.kind == "run-in" and group.heads[0][0] > governing.line + 1:
        level = governing.level  # the paragraph above had said all it had to say
    return [Heading(line, 0, end, "", "run-in", level, group.why) for line, end in group.heads]


def _items(members: Sequence[Member], verdicts: Mapping[int, Verdict], forms: Mapping[int, Form]) -> dict[int, Mark]:
    """Members of series that are no headings, where the series has company: the items of numbered lists."""
    sizes: dict[int, int] = {}
    for member in members:
        sizes[member.series] = sizes.get(member.series, 0) + 1
    return {
        member.line: member.mark
        for index, member in enumerate(members)
        if index not in verdicts
        and sizes[member.series] > 1
        and member.mark.printed
        and member.mark.length
        and not member.mark.spoken
        and member.mark.scheme not in ("article", "part", "chapter", "section")
    }
