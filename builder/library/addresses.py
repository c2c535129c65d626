"""The record of published addresses: given once, never to another text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from builder.library.decisions import Configuration
from builder.library.likeness import likeness, numbers, sketch
from builder.library.slugs import LONGEST, RESERVED, first_free, hashed, is_taken, slug_of
from builder.library.yaml_tree import TOO_DEEP, too_deep
from builder.model import Essay, Problem, Published, Reading
from builder.problems import problem

#: An essay of the same source is the one on record if its text is this like the recorded one: a correction touches
#: little, another essay in the same file shares next to nothing (unrelated essays measure 0.00 to 0.03).
SAME_SOURCE = 0.3
#: In another source more is asked, for essays on one subject share formulas.
OTHER_SOURCE = 0.5

#: libyaml where it is there: 10,000 entries load in 2 seconds instead of 20.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_HEAD = """\
# The record of published addresses: written by `python -m builder record`, read by `build`.
# An address is given once and never passes to another text. You may delete an entry only if its address may die.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address on record."""

    slug: str
    source: str
    fingerprint: str  # Essay.digest
    sketch: str
    first: str  # day first published, YYYY-MM-DD
    former: tuple[str, ...] = ()  # slugs this text had before
    withdrawn: str = ""  # "notice" or "silent" once people withdrew it; then `source` and silent slugs are hashes
    flags: tuple[str, ...] = ()  # marks of what was doubted in it when it was recorded (decide.mark)
    reason: str = ""  # of a withdrawal with a notice, which prints it


@dataclass(frozen=True, slots=True)
class Placed:
    """The essays with their addresses, and the entries whose text was not found in any source."""

    essays: tuple[Published, ...]
    missing: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def load(path: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of addresses.yml; without the file, none. A file that is no such record is one problem."""
    if not path.exists():
        return (), ()
    try:
        text = path.read_text(encoding="utf-8")
        if (deep := too_deep(text)) is not None:
            return (), (problem("address-unreadable", path.name, line=deep + 1, seen=TOO_DEEP),)
        found = yaml.load(text, Loader=_LOADER) or []
        entries = tuple(_entry(item) for item in found)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        return (), (problem("address-unreadable", path.name, line=None if line is None else line + 1, seen=error),)
    return entries, tuple(problem("address-twice", path.name, address=slug) for slug in _twice(entries))


def _twice(entries: Iterable[Entry]) -> list[str]:
    """Addresses that the record gives, or gave, more than once."""
    counts = Counter(slug.casefold() for entry in entries for slug in (entry.slug, *entry.former))
    return sorted(slug for slug, count in counts.items() if count > 1)


def _entry(item: Mapping[str, Any]) -> Entry:
    slug, source, fingerprint, drawn, first = (
        _plain(item[name]) for name in ("slug", "source", "fingerprint", "sketch", "first")
    )
    withdrawn, reason = (_plain(item.get(name, "")) for name in ("withdrawn", "reason"))
    former, flags = (tuple(map(_plain, item.get(name, ()))) for name in ("former", "flags"))
    return Entry(slug, source, fingerprint, drawn, first, former, withdrawn, flags, reason)


def _plain(value: Any) -> str:
    """A scalar as text. Raises TypeError for a list or a mapping: an alias can make one as large as anybody likes."""
    if isinstance(value, list | dict):
        raise TypeError(f"a {type(value).__name__} where a text belongs")
    return str(value)


def resolve(record: Sequence[Entry], readings: Iterable[Reading], configuration: Configuration) -> Placed:
    """The address of each essay: what people decided, else what is on record for its text, else a proposal."""
    essays = [essay for reading in readings for essay in reading.essays]
    known = _recognise(record, essays)
    taken = {slug.casefold() for entry in record for slug in (entry.slug, *entry.former)}
    slugs: dict[int, str] = {}
    former: dict[int, str] = {}  # what corpus.yml calls an essay by, and gives another address
    problems: list[Problem] = []
    for place, essay in enumerate(essays):
        entry = known.get(place)
        wanted = _wanted(essay, entry, configuration)
        if wanted is None:
            continue
        own = {slug.casefold() for slug in (entry.slug, *entry.former)} if entry else set()
        if is_taken(wanted, taken) and wanted.casefold() not in own:
            owner = next((item.source for item in record if wanted in (item.slug, *item.former)), essay.source)
            problems.append(problem("address-taken", essay.source, wanted=wanted, owner=owner))
        else:
            slugs[place] = wanted
            taken.add(wanted.casefold())
    for place, essay in enumerate(essays):
        if place not in slugs:
            proposed = first_free(_proposals(essay), taken)
            wanted = configuration.for_essay(proposed).slug
            if wanted and is_taken(wanted, taken):
                problems.append(problem("address-taken", essay.source, wanted=wanted, owner=essay.source))
            elif wanted:
                former[place] = proposed
                taken.add(proposed.casefold())
                proposed = wanted
            slugs[place] = proposed
            taken.add(proposed.casefold())
            if not wanted:
                problems.extend(_notes(essay, proposed))
        elif (entry := known.get(place)) and entry.source != essay.source and not entry.withdrawn:
            problems.append(
                problem("address-moved", essay.source, slug=slugs[place], address=slugs[place], before=entry.source)
            )
    published = []
    for place, essay in enumerate(essays):
        entry = known.get(place)
        before = (entry.slug, *entry.former) if entry else (former.get(place, ""),)
        others = tuple(slug for slug in before if slug and slug != slugs[place])
        published.append(Published(slugs[place], essay, others, entry.first if entry else None))
    found = {id(entry) for entry in known.values()}
    missing = tuple(entry for entry in record if id(entry) not in found)
    return Placed(tuple(published), missing, tuple(problems))


def _wanted(essay: Essay, entry: Entry | None, configuration: Configuration) -> str | None:
    """The address that people decided, or that is on record; None if there is neither."""
    if entry is not None:
        for name in (entry.slug, *entry.former):
            if decided := configuration.for_essay(name).slug:
                return decided
    of_source = configuration.for_source(essay.source).slug
    if of_source:
        return _numbered(of_source, essay.index)
    return entry.slug if entry else None


def _notes(essay: Essay, slug: str) -> Iterable[Problem]:
    """What is to be said of a new address."""
    wanted = _numbered(slug_of(PurePosixPath(essay.source).stem), essay.index)
    if wanted != slug:
        code = "address-reserved" if wanted in RESERVED else "address-collision"
        yield problem(code, essay.source, slug=slug, wanted=wanted, address=slug)
    yield problem("address-unrecorded", essay.source, slug=slug, address=slug)


def _recognise(record: Sequence[Entry], essays: Sequence[Essay]) -> dict[int, Entry]:
    """Which essay is which entry: the same text first, then the likeliest text, the same source preferred."""
    known: dict[int, Entry] = {}
    by_text: dict[str, list[Entry]] = {}
    for entry in record:
        by_text.setdefault(entry.fingerprint, []).append(entry)
    for same_source in (True, False):
        for place, essay in enumerate(essays):
            alike = by_text.get(essay.digest, []) if place not in known else []
            match = next((entry for entry in alike if entry.source == essay.source or not same_source), None)
            if match:
                known[place] = match
                alike.remove(match)
    waiting = {entry.slug: entry for entries in by_text.values() for entry in entries}
    for moved in (False, True):  # of three hundred new essays none is sketched for one that was edited where it stands
        sources = {entry.source for entry in waiting.values()}
        unknown = {place: essay for place, essay in enumerate(essays) if place not in known} if waiting else {}
        unknown = {place: essay for place, essay in unknown.items() if moved or essay.source in sources}
        for place, entry in _likeliest(waiting, unknown, moved=moved):
            if place not in known and entry.slug in waiting:
                known[place] = waiting.pop(entry.slug)
    return known


def _likeliest(waiting: Mapping[str, Entry], essays: Mapping[int, Essay], *, moved: bool) -> list[tuple[int, Entry]]:
    """Pairs that are like enough, the likeliest first, of one source or, `moved`, of two. Only texts that share a
    number of their sketches are compared.

    When a rule of repair changes, every fingerprint does: comparing all with all would take hours at 10,000 essays.
    """
    by_number: dict[str, list[str]] = {}
    for slug, entry in waiting.items():
        for number in numbers(entry.sketch):
            by_number.setdefault(number, []).append(slug)
    pairs: list[tuple[float, str, int]] = []
    least = OTHER_SOURCE if moved else SAME_SOURCE
    for place, essay in essays.items():
        drawn = sketch(essay)
        for slug in {slug for number in numbers(drawn) for slug in by_number.get(number, ())}:
            alike = likeness(waiting[slug].sketch, drawn)
            if (waiting[slug].source != essay.source) == moved and alike >= least:
                pairs.append((-round(alike, 6), slug, place))
    return [(place, waiting[slug]) for _, slug, place in sorted(pairs)]


def _proposals(essay: Essay) -> Iterable[str]:
    """Addresses to be tried in order; the last is always free."""
    path = PurePosixPath(essay.source)
    plain = slug_of(path.stem)
    in_folder = slug_of(f"{path.parent.name} {path.stem}")
    for base in (plain, in_folder, hashed(plain, essay.source)):
        yield _numbered(base, essay.index)
    number = 2
    while True:
        yield _numbered(hashed(plain, f"{essay.source}\n{number}"), essay.index)
        number += 1


def _numbered(slug: str, index: int) -> str:
    """`slug` for the first essay of a file, `slug--2` for the second …"""
    if not slug or not index:
        return slug
    mark = f"--{index + 1}"
    return slug[: LONGEST - len(mark)].rstrip("-") + mark


def record(
    path: Path,
    former: Sequence[Entry],
    published: Iterable[Published],
    today: str,
    withdrawn: Iterable[tuple[tuple[str, ...], Entry]] = (),
) -> int:
    """Writes addresses.yml: every published essay, and the entries whose text is gone; returns how many are new.

    `withdrawn` are entries that take the place of others, with the slugs of those.

    Sorted by slug; the same record gives the same bytes. Comments above an entry stay with it.
    """
    known = {entry.slug: entry for entry in former}
    recorded: dict[str, Entry] = {}
    new = 0
    for item in published:
        essay = item.essay
        first = item.first_published or today
        new += item.first_published is None
        recorded[item.slug] = Entry(
            item.slug, essay.source, essay.digest, sketch(essay), first, tuple(item.former_slugs), "", item.marks
        )
    renamed = {slug for entry in recorded.values() for slug in entry.former}
    for slugs, tombstone in withdrawn:
        recorded[tombstone.slug] = tombstone
        renamed.update(slugs)
    for slug, entry in known.items():
        if slug not in recorded and slug not in renamed:
            recorded[slug] = entry
    comments = {slug: text for slug, text in _comments(path).items() if slug in recorded}
    text = _HEAD + "".join(comments.get(slug, "") + _printed(recorded[slug]) for slug in sorted(recorded))
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(path)
    return new


def _printed(entry: Entry) -> str:
    lines = [f"- slug: {_quoted(entry.slug)}"]
    lines += [f"  {name}: {_quoted(getattr(entry, name))}" for name in ("source", "first", "fingerprint", "sketch")]
    if entry.former:
        lines.append(f"  former: [{', '.join(map(_quoted, entry.former))}]")
    if entry.withdrawn:
        lines.append(f"  withdrawn: {_quoted(entry.withdrawn)}")
        lines += [f"  reason: {_quoted(entry.reason)}"] if entry.reason else []
    if entry.flags:
        lines.append(f"  flags: [{', '.join(map(_quoted, entry.flags))}]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """`text` as a YAML scalar that is text whatever it looks like."""
    if text.isprintable():
        return json.dumps(text, ensure_ascii=False)
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10_000)).strip()


def _comments(path: Path) -> dict[str, str]:
    """Comment lines that people wrote above an entry, by its slug."""
    found: dict[str, str] = {}
    waiting = ""
    if not path.exists():
        return found
    for line in path.read_text(encoding="utf-8").removeprefix(_HEAD).splitlines(keepends=True):
        if line.startswith("#"):
            waiting += line
        elif line.startswith("- slug:"):
            found[line.removeprefix("- slug:").strip().strip("\"'")] = waiting
            waiting = ""
    return {slug: text for slug, text in found.items() if text}
