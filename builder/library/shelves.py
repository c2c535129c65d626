"""Which essays stand together: files with several essays, folders, and collections named by people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from builder.model import Collection, Published, Reading

FEWEST = 2  # essays: one alone is no collection


def collections(
    essays: Iterable[Published], readings: Mapping[str, Reading], slug_of: Callable[[str], str]
) -> tuple[Collection, ...]:
    """Every collection, by title; an essay may be in several. Slugs are unique and follow from the titles."""
    shelves: dict[tuple[str, str, str], list[Published]] = {}
    for item in essays:
        source = item.essay.source
        reading = readings[source]
        folder = source.rpartition("/")[0]
        several = len(reading.essays) >= FEWEST
        title = (reading.collection_title or _named_after(reading, PurePosixPath(source).stem)) if several else ""
        if several:
            shelves.setdefault(("file", source, title), []).append(item)
        if folder:
            shelves.setdefault(("folder", folder, folder.rpartition("/")[2]), []).append(item)
        for name in item.essay.collections:
            if not (several and name == title):
                scope = source if name not in dict(item.essay.front).get("collection", "").split("\n") else ""
                shelves.setdefault(("named", scope, name), []).append(item)
    made: list[Collection] = []
    taken: set[str] = set()
    for (kind, _, title), members in sorted(shelves.items(), key=lambda shelf: (shelf[0][2], shelf[0])):
        if len(members) < FEWEST:
            continue
        slug = base = slug_of(title) or "collection"
        number = 2
        while slug.casefold() in taken:
            slug = f"{base}--{number}"
            number += 1
        taken.add(slug.casefold())
        order = sorted(members, key=lambda item: (_order(item), item.essay.source, item.essay.index))
        made.append(Collection(slug, title, tuple(item.slug for item in order), kind))  # type: ignore[arg-type]
    return tuple(made)


def _named_after(reading: Reading, stem: str) -> str:
    """A title for a file that prints none: its first essay's, and how many there are."""
    first = reading.essays[0].title if reading.essays else None
    if not first:
        return stem
    count = len(reading.essays)
    english = reading.essays[0].language == "en"
    return f"{first} and {count - 1} more" if english else f"{first} 等{count}篇"


def _order(item: Published) -> int:
    """The place that a person gave the essay, else after all that have one."""
    order = dict(item.essay.front).get("order", "")
    return int(order) if order.lstrip("-").isdigit() else 1_000_000
