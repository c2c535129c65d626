"""Which numbered lines belong together, and which series stands inside which: read from values and restarts.

Levels come from nesting, not from the digit: `1. 1. 2. 3. 2. 1. 2.` is two items with items of their own, because
the count returns to 2 of the first series; a count that starts again where no number returns is a new series beside
the old one, below a member that was lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from builder.structure.numbering import LAST, Mark

#: Scheme names of headings that carry no number.
BARE = "bare"
STANDING = "standing"  # 参考文献, Conclusion: always of the first level
OPENING = "opening"  # 前言, Introduction: the same, and the first numbered section ends it
STATED = "stated-"  # a heading that the format states; its level follows

#: Marks looked ahead to see whether a count returns to an outer series. Enough for any essay, and keeps time linear.
LOOK_AHEAD = 80
#: Members in a row that may be missing before two numbers are taken as strangers.
WIDEST_GAP = 3
#: How much broader a scheme must be by custom than an open one to stand above it (一、 against 1. is 2).
BROADER = 2
CUSTOMARY = frozenset({("han", "han-paren"), ("han", "han-half")})  # 一、 stands above （一） without exception
SECOND = 2
#: Customs differ below this rank (A. over 1., or 1. over A.), so only the broad schemes may close others.
BROAD_RANK = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that may be a heading or a list item, as the chain sees it."""

    line: int
    mark: Mark
    closed: bool  # the paragraph it opens says all it has to say: a whole sentence, or more
    plain_above: int  # unmarked lines between the entry before and this one
    look: str = ""  # what the line looks like; members of one series look alike


@dataclass(frozen=True, slots=True)
class Member:
    """An entry with its place: in which series, under which member (index, None at the top)."""

    line: int
    mark: Mark
    series: int
    parent: int | None
    value: int
    missing: tuple[int, ...] = ()  # values lost between the member before and this one
    lost_parent: bool = False  # the series it opens stands under a member that was lost
    adopted_by: int | None = None  # the second member of a broader series whose first, above this one, was lost


class _Open:
    """A series that may still go on."""

    def __init__(
        self, scheme: str, rank: int, series: int, value: int, member: int, parent: int | None, look: str
    ) -> None:
        self.scheme, self.rank, self.series, self.value = scheme, rank, series, value
        self.member = member  # index of its latest member
        self.parent = parent
        self.count = 1
        self.look = look  # of its first member
        self.closed = True  # every member so far was a closed paragraph with nothing plain between
        self.bare_inside = False
        self.self_nested = False  # a series of its own scheme stood inside it
        self.opening = False  # its latest member is a part that stands before the first section
        self.lost = 0  # members lost at its end so far: restarts below it that had no parent


class _Chain:
    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._places: Mapping[str, list[int]] = _places_of(entries)
        self._stack: list[_Open] = []
        self._members: list[Member] = []
        self._series = 0

    def run(self) -> tuple[Member, ...]:
        for index, entry in enumerate(self._entries):
            self._spend(entry)
            scheme = entry.mark.scheme
            if scheme.startswith(STATED):
                self._stated(index, entry)
            elif scheme in (STANDING, OPENING):
                self._pop_to(self._stated_depth())
                self._open_or_join(entry, BARE)
                self._stack[-1].opening = scheme == OPENING
            elif scheme == BARE:
                self._bare(index, entry)
            else:
                self._numbered(index, entry)
        return tuple(self._members)

    # --- the three kinds of entry ---

    def _stated(self, index: int, entry: Entry) -> None:
        while self._stack and not (
            self._stack[-1].scheme.startswith(STATED) and self._stack[-1].scheme <= entry.mark.scheme
        ):
            self._stack.pop()
        self._open_or_join(entry, entry.mark.scheme)

    def _bare(self, index: int, entry: Entry) -> None:
        for depth in range(len(self._stack), 0, -1):
            outer = self._stack[depth - 1]
            if outer.scheme == BARE or outer.scheme.startswith(STATED):
                continue
            if outer.bare_inside or self._next_value(outer.scheme, index) == outer.value + 1:
                outer.bare_inside = True
                self._pop_to(depth + 1 if depth < len(self._stack) and self._stack[depth].scheme == BARE else depth)
                self._open_or_join(entry, BARE)
                return
        floor = self._stated_depth()
        keep = floor + 1 if floor < len(self._stack) and self._stack[floor].scheme == BARE else floor
        self._pop_to(keep)
        self._open_or_join(entry, BARE)

    def _numbered(self, index: int, entry: Entry) -> None:
        mark = entry.mark
        same = [depth for depth, series in enumerate(self._stack) if series.scheme == mark.scheme]
        fitting = [depth for depth in reversed(same) if mark.value in (self._stack[depth].value + 1, LAST)]
        if fitting:  # the innermost, unless an outer one looks more like it
            alike = [depth for depth in fitting if self._stack[depth].look == entry.look]
            self._continue((alike or fitting)[0], entry)
            return
        if mark.value == LAST:
            self._push(entry)
        elif mark.value == 1 and same:
            self._restart(index, same, entry)
        elif (gap := self._gap_depth(same, mark.value)) is not None:
            self._continue(gap, entry)
        elif same:  # a number that fits nowhere: printed twice, or out of order
            self._continue(same[-1], entry, strange=True)
        else:
            closed = self._make_room(index, entry)
            self._push(entry)
            if mark.value == SECOND and closed is not None and closed.rank > mark.rank:
                self._adopt(closed, len(self._members) - 1)

    # --- what may happen to the stack ---

    def _restart(self, index: int, same: Sequence[int], entry: Entry) -> None:
        depth = same[-1]
        series = self._stack[depth]
        inside = (
            series.self_nested
            or series.look != entry.look  # a list below a heading
            or self._returns(index, series.value + 1, series.scheme)
        )
        if len(same) == 1 and inside:
            series.self_nested = True
            # The count comes back to this series, or did before: what begins here stands inside it.
            self._pop_to(depth + 1)
            self._push(entry)
            return
        self._pop_to(depth)
        lost = False
        if self._stack and not self._stack[-1].scheme.startswith(STATED) and self._stack[-1].scheme != BARE:
            above = self._stack[-1]
            run_from = 1 if above.scheme == series.scheme else 0
            upcoming = self._next_value(above.scheme, index, skip_run_from=run_from)
            lost = upcoming is None or upcoming > above.value + above.lost + 1
            above.lost += int(lost)
        self._push(entry, lost_parent=lost)

    def _continue(self, depth: int, entry: Entry, *, strange: bool = False) -> None:
        series = self._stack[depth]
        series.closed &= depth + 1 == len(self._stack)  # members of its own stood below it
        self._pop_to(depth + 1)
        value = series.value + 1 if entry.mark.value == LAST else entry.mark.value
        # Members lost below a restart have had their place already.
        missing = () if strange else tuple(range(series.value + series.lost + 1, value))
        member = Member(entry.line, entry.mark, series.series, series.parent, value, missing)
        self._members.append(member)
        series.value = value
        series.lost = 0
        series.member = len(self._members) - 1
        series.count += 1

    def _adopt(self, series: _Open, heir: int) -> None:
        """Puts the members of `series`, closed by the second member of a broader one, under its lost first."""
        for index in range(len(self._members) - 1, -1, -1):
            member = self._members[index]
            if member.series == series.series:
                self._members[index] = replace(member, adopted_by=heir)
                if member.value == 1:
                    return

    def _make_room(self, index: int, entry: Entry) -> _Open | None:
        """Closes what the new scheme cannot stand inside; gives the outermost series closed, if any."""
        closed: _Open | None = None
        while self._stack:
            top = self._stack[-1]
            if (top.scheme == BARE and not top.opening) or top.scheme.startswith(STATED):
                return closed
            goes_on = self._next_value(top.scheme, index) == top.value + 1
            customary = (entry.mark.scheme, top.scheme) in CUSTOMARY
            broader = customary or entry.mark.rank <= min(top.rank - BROADER, BROAD_RANK)
            # A series of closed paragraphs is over when plain text follows its last one.
            spent = top.closed and top.count > 1 and entry.plain_above > 0
            if goes_on or not (broader or spent or top.opening):
                return closed
            closed = self._stack.pop()
        return closed

    def _push(self, entry: Entry, *, lost_parent: bool = False) -> None:
        parent = self._stack[-1].member if self._stack else None
        self._series += 1
        value = max(entry.mark.value, 1)
        self._members.append(Member(entry.line, entry.mark, self._series, parent, value, (), lost_parent))
        member = len(self._members) - 1
        opened = _Open(entry.mark.scheme, entry.mark.rank, self._series, value, member, parent, entry.look)
        opened.closed = entry.closed
        self._stack.append(opened)

    def _open_or_join(self, entry: Entry, scheme: str) -> None:
        top = self._stack[-1] if self._stack else None
        if top is not None and top.scheme == scheme:
            self._members.append(Member(entry.line, entry.mark, top.series, top.parent, top.value + 1))
            top.value += 1
            top.member = len(self._members) - 1
            top.opening = False
            return
        self._push(entry)
        self._stack[-1].scheme = scheme

    def _spend(self, entry: Entry) -> None:
        """Notes on the open series whether its members still are closed paragraphs, one after the other."""
        if self._stack and self._stack[-1].scheme == entry.mark.scheme:
            self._stack[-1].closed &= entry.closed and entry.plain_above == 0

    def _pop_to(self, depth: int) -> None:
        del self._stack[depth:]

    # --- what can be known from the stack and from what follows ---

    def _stated_depth(self) -> int:
        return sum(series.scheme.startswith(STATED) for series in self._stack)

    def _gap_depth(self, same: Sequence[int], value: int) -> int | None:
        return next((d for d in reversed(same) if 1 < value - self._stack[d].value <= WIDEST_GAP), None)

    def _next_value(self, scheme: str, index: int, skip_run_from: int = 0) -> int | None:
        """Value of the next entry of `scheme` after `index`; with `skip_run_from`, the run from it is passed over."""
        places = self._places.get(scheme, [])
        here = bisect_right(places, index)
        expected = skip_run_from + 1
        for place in places[here : here + LOOK_AHEAD]:
            value = self._entries[place].mark.value
            if skip_run_from and value == expected:
                expected += 1
                continue
            return value
        return None

    def _returns(self, index: int, value: int, scheme: str) -> bool:
        """Whether the count that begins at `index` later falls back to `value`."""
        inner = 1
        places = self._places.get(scheme, [])
        here = bisect_right(places, index)
        for place in places[here : here + LOOK_AHEAD]:
            found = self._entries[place].mark.value
            if found in (inner + 1, 1):
                inner = found
            else:
                return found == value
        return False


def _places_of(entries: Sequence[Entry]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        places.setdefault(entry.mark.scheme, []).append(index)
    return places


def chain(entries: Sequence[Entry]) -> tuple[Member, ...]:
    """Each entry with its series and the member it stands under, in order. Time is linear in the entries."""
    return _Chain(entries).run()
