"""What people decided about links, versions and themes, and what is known of a text beside its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choices:
    """All by slug."""

    not_linked: frozenset[tuple[str, str]] = frozenset()  # pairs, in either order
    version_of: Mapping[str, str] = field(default_factory=dict)  # version → main
    themes_add: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # slug → declared themes, by id or name
    themes_never: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # slug → themes, by id, name or phrase
    damage: Mapping[str, int] = field(default_factory=dict)  # slug → how damaged; the least is the main version
    dates: Mapping[str, str] = field(default_factory=dict)  # slug → published; the earlier is the main version
    support: int | None = None  # essays a discovered theme needs; None follows the size of the library

    def told(self) -> tuple[object, ...]:
        """Everything, as plain values that are equal for equal choices."""
        tables = (self.version_of, self.themes_add, self.themes_never, self.damage, self.dates)
        return (sorted(self.not_linked), *(sorted(table.items()) for table in tables), self.support)
