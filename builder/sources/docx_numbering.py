"""The numbers that a document prints by itself: they stand in no paragraph, and have to be counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from builder.pattern_code import compiled
from builder.sources.docx_names import child, children, value
from builder.sources.number_formats import printed

_PLACE = compiled(r"%([1-9])")
_LONGEST = 60  # characters of a number; no real one comes near


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Counts through a document: `next` must be called for its numbered paragraphs in order."""

    levels: dict[str, dict[int, _Level]]  # numId → levels
    lists: dict[str, str]  # numId → what it counts with: several numIds share one counter
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)

    def is_bullet(self, identity: str, level: int) -> bool:
        """True if items of this kind carry a sign and no number."""
        return self._level(identity, level).style in ("bullet", "none") or not self.levels.get(identity)

    def next(self, identity: str, level: int) -> str:
        """The number of the next paragraph of this kind as it is printed; "-" for a bullet, "" for none."""
        counted = self.lists.get(identity, identity)
        if (identity, level) in self.overrides and (identity, level) not in self.restarted:
            self.restarted.add((identity, level))
            self.counts.pop((counted, level), None)
            start = self.overrides[(identity, level)]
        else:
            start = self._level(identity, level).start
        self.counts[(counted, level)] = self.counts.get((counted, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((counted, deeper), None)
        own = self._level(identity, level)
        if own.style in ("bullet", "none") or not self.levels.get(identity):
            return "-" if own.style == "bullet" else ""

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            at = self._level(identity, place)
            return printed(self.counts.get((counted, place), at.start), at.style)

        return _PLACE.sub(number, own.pattern)[:_LONGEST].strip()

    def _level(self, identity: str, level: int) -> _Level:
        return self.levels.get(identity, {}).get(level, _Level())


def read_numbering(root: Any | None) -> Numbering:
    """The numbering of numbering.xml; without it nothing is numbered."""
    abstract = {value(item, "abstractNumId"): _levels(item) for item in children(root, "abstractNum")}
    numbering = Numbering({}, {})
    for item in children(root, "num"):
        identity = value(item, "numId")
        counted = value(child(item, "abstractNumId"), "val")
        numbering.lists[identity] = counted
        numbering.levels[identity] = dict(abstract.get(counted, {}))
        for override in children(item, "lvlOverride"):
            level = _integer(value(override, "ilvl"), 0)
            if child(override, "startOverride") is not None:
                numbering.overrides[(identity, level)] = _integer(value(child(override, "startOverride"), "val"), 1)
            for own in children(override, "lvl"):
                numbering.levels[identity][level] = _level(own)
    return numbering


def _levels(item: Any) -> dict[int, _Level]:
    return {_integer(value(level, "ilvl"), 0): _level(level) for level in children(item, "lvl")}


def _level(level: Any) -> _Level:
    return _Level(
        value(child(level, "numFmt"), "val") or "decimal",
        value(child(level, "lvlText"), "val"),
        _integer(value(child(level, "start"), "val"), 1),
    )


def _integer(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
