"""Whether a finished site keeps the addresses that are on record: a published one may be withdrawn, never mislaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.library.addresses import Entry


def vanished(site: Path, record: Iterable[Entry], essays: Path) -> Iterator[tuple[Entry, str]]:
    """Addresses on record that `site` has no page for, though the source is still below `essays` and nobody withdrew.

    An entry whose source was deleted, or that people withdrew or took out of the record, promises nothing.
    """
    for entry in record:
        if entry.withdrawn or not entry.source or not (essays / entry.source).is_file():
            continue
        for slug in (entry.slug, *entry.former):
            if not (site / "essays" / f"{slug}.html").is_file():
                yield entry, slug
