"""What becomes of essays that people withdrew: known again by their text, told where a notice stays, and forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from builder.library import ledger
from builder.library.addresses import SAME_SOURCE, Entry
from builder.library.decisions import Configuration
from builder.library.likeness import likeness, sketch, sketch_of
from builder.library.quoted import loosely
from builder.library.slugs import hidden
from builder.model import Decisions, Problem, Published, Reading, Withdrawn
from builder.problems import problem


def decision(
    item: Published, decided: Decisions, entry: Entry | None, configuration: Configuration
) -> tuple[str, bool] | None:
    """Why `item` is withdrawn and whether a notice stays; None if it is published.

    Whatever its file is called now: what was decided under the name or the address on record still holds, and a text
    on record as withdrawn stays so until its entry is taken out of the record.
    """
    if decided.withdraw:
        return decided.withdraw
    if entry is None:
        return None
    asked = _reasons(configuration, entry) if entry.withdrawn or entry.source != item.essay.source else []
    if asked:
        return asked[0]
    return (entry.reason, entry.withdrawn == "notice") if entry.withdrawn else None


def _reasons(configuration: Configuration, entry: Entry) -> list[tuple[str, bool]]:
    """What is said of the essay under the addresses and the source on record, which may be kept as hashes."""
    names = {entry.slug, *entry.former}
    by_address = [about.withdraw for slug, about in configuration.essays if names & {slug, hidden(slug)}]
    by_source = [about.withdraw for name, about in configuration.sources if entry.source in (name, hidden(name))]
    return [asked for asked in (*by_address, *by_source) if asked]


def absent(record: Sequence[Entry], configuration: Configuration, present: Collection[str]) -> list[Withdrawn]:
    """Withdrawn essays on record whose text is in no source any more: their notices stay, they stay forgotten."""
    found = []
    for entry in record:
        if entry.slug in present:
            continue
        asked = _reasons(configuration, entry)
        if asked or entry.withdrawn:
            reason, notice = asked[0] if asked else (entry.reason, entry.withdrawn == "notice")
            found.append(
                Withdrawn(
                    entry.slug, entry.source, reason, notice, entry.former, entry.fingerprint, entry.sketch, entry.first
                )
            )
    return found


def unexplained(missing: Iterable[Entry], gone: Iterable[Withdrawn], essays: Iterable[Published]) -> tuple[Entry, ...]:
    """Addresses on record whose text is in no source, though nobody withdrew it: their pages must say so."""
    known = {name for lost in gone for name in (lost.slug, *lost.former_slugs)}
    known |= {name for item in essays for name in (item.slug, *item.former_slugs)}
    return tuple(entry for entry in missing if entry.slug not in known and not entry.withdrawn)


def withdrawn(item: Published, reason: str, notice: bool) -> Withdrawn:
    """What is still known of a withdrawn essay: nothing that could be read."""
    essay = item.essay
    return Withdrawn(
        item.slug,
        essay.source,
        reason,
        notice,
        item.former_slugs,
        essay.digest,
        sketch(essay),
        item.first_published or "",
    )


def tombstone(gone: Withdrawn, today: str) -> Entry:
    """The record's entry of a withdrawn essay: enough to know its text again and to give its address to no other."""
    names = (gone.slug, *gone.former_slugs)
    slug, *former = names if gone.notice else [hidden(name) for name in names]
    kind = "notice" if gone.notice else "silent"
    reason = gone.reason if gone.notice else ""
    first = gone.first_published or today
    return Entry(slug, hidden(gone.source), gone.fingerprint, gone.sketch, first, tuple(former), kind, (), reason)


def remaining(reading: Reading, gone: Iterable[int]) -> Reading:
    """`reading` without the essays at the places `gone`, and without what was told about places in them."""
    places = set(gone)
    if not places:
        return reading
    left = tuple(essay for essay in reading.essays if essay.index not in places)
    spans = [essay.span for essay in reading.essays if essay.index in places]
    told = tuple(item for item in reading.problems if not (item.span and any(_meet(item.span, span) for span in spans)))
    return replace(reading, essays=left, problems=told if left else ())


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def elsewhere(essays: Sequence[Published], gone: Sequence[Withdrawn]) -> list[Problem]:
    """A flag for each published essay that is like one withdrawn: another copy of it, perhaps."""
    found: list[Problem] = []
    if not gone:
        return found
    for item in essays:
        drawn = sketch(item.essay)
        if any(likeness(drawn, lost.sketch) >= SAME_SOURCE for lost in gone):
            found.append(problem("withdrawn-elsewhere", item.essay.source, slug=item.slug, address=item.slug))
    return found


def private_sources(configuration: Configuration, sources: Iterable[str], gone: Iterable[Withdrawn]) -> frozenset[str]:
    """Sources that hold what nobody may read: nothing read from them is kept in a cache or in the ledger."""
    names = {lost.source for lost in gone}
    for name in sources:
        decided = configuration.for_source(name)
        if decided.withhold or decided.withdraw:
            names.add(name)
    return frozenset(names - {""})


def forget_in_ledger(
    folder: Path, sources: Collection[str], private: Collection[str], gone: Sequence[Withdrawn], withheld: Sequence[str]
) -> int:
    """Takes out of the ledger every private source, and former files (renamed, deleted) that hold a withdrawn text.

    Returns how many entries went. Other former files stay, for `restore` gives them back.
    """
    if not folder.is_dir() or not (private or gone or withheld):
        return 0
    count = 0
    for path in sorted(folder.glob("*.json")):
        try:
            entry = ledger.read_file(path)
        except ledger.NotOnRecordError:
            path.unlink(missing_ok=True)  # nobody can read it, and nobody knows what it holds
            count += 1
            continue
        former = entry.name not in sources
        if entry.name in private or (former and _holds(entry, gone, withheld)):
            path.unlink(missing_ok=True)
            count += 1
    return count


def _holds(entry: ledger.Entry, gone: Sequence[Withdrawn], withheld: Sequence[str]) -> bool:
    if any(lost.source == entry.name for lost in gone):
        return True
    texts = ledger.texts(entry)
    drawn = [sketch_of(text) for text in texts]
    if any(likeness(one, lost.sketch) >= SAME_SOURCE for one in drawn for lost in gone):
        return True
    return any(loosely(entry.repaired.text, text) for text in withheld)


def withheld_texts(configuration: Configuration) -> tuple[str, ...]:
    """Every text that some entry withholds."""
    entries: Mapping[str, Decisions] = {**dict(configuration.sources), **dict(configuration.essays)}
    return tuple(dict.fromkeys(text for about in entries.values() for text in about.withhold))
