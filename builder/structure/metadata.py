"""What an essay's front and tail say about it: found values with their places, and the lines that are its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.model import Span
from builder.structure.printed import Line


@dataclass(frozen=True, slots=True)
class Found:
    """A value printed at `span` (repaired positions). What is not `taken` stays in the body as well."""

    name: str
    value: str
    span: Span
    why: str
    taken: bool = True


@dataclass(slots=True)
class Notes:
    """Collects what is found while the lines of one essay are read; `lines` are those nothing has taken yet."""

    text: str
    lines: list[Line]
    title: str | None = None
    alternatives: list[str] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    under_furniture: bool = False  # repair took furniture off directly above the first line
    said_again: tuple[str, ...] = ()  # what removed lines of the page quote: its title, and other things
    day_above: bool = False  # the page prints the day above the title, and its own name above the day
    contents: dict[str, int] = field(default_factory=dict)  # what the list of contents names, bare → level
    furnished: frozenset[int] = frozenset()  # where lines begin directly above which repair took furniture off
    headings: frozenset[int] = frozenset()  # where lines begin that the format states to be headings

    def add(self, name: str, value: str, span: Span, why: str, *, taken: bool = True) -> None:
        """Records a value; an empty value records only that the place was taken."""
        self.found.append(Found(name, value.strip(), span, why, taken))

    def take(self, line: Line) -> None:
        """Takes a line out of the body."""
        self.lines.remove(line)

    def take_all(self, lines: Sequence[Line]) -> None:
        """Takes several lines out of the body."""
        gone = set(lines)
        self.lines = [line for line in self.lines if line not in gone]

    def has(self, name: str) -> bool:
        """True if a value of that name was found."""
        return any(item.name == name and item.value for item in self.found)

    def first(self, *names: str) -> str | None:
        """The first value found under the first of `names` that has one."""
        for name in names:
            for item in self.found:
                if item.name == name and item.value:
                    return item.value
        return None
