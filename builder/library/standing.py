"""How an essay stands to the record of addresses, and what is new to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from builder.library.addresses import Entry
from builder.model import Published

Standing = Literal["new", "changed", "moved", "known"]
#: What is told of a library as a whole, in this order; "gone" are addresses on record whose text is in no source.
NEWS = ("new", "changed", "moved", "gone")


def standing(item: Published, entry: Entry | None) -> Standing:
    """`entry` is what the record says under the address of `item`, if anything.

    A text that was corrected counts as changed, wherever its file is now.
    """
    if entry is None or item.first_published is None:
        return "new"
    if entry.fingerprint != item.essay.digest:
        return "changed"
    return "moved" if entry.source != item.essay.source else "known"


def news(essays: Iterable[Published], entries: Mapping[str, Entry], gone: Collection[Entry]) -> dict[str, int]:
    """How many essays are new, changed or moved since they were put on record, and how many addresses have no text."""
    counts: Counter[str] = Counter(standing(item, entries.get(item.slug)) for item in essays)
    counts["gone"] = len(gone)
    return {name: counts[name] for name in NEWS}
