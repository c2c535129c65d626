"""Reads a file: decoded, repaired, parsed. Brings everything that reads; what only recalls needs none of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builder.cache import Cache, Places, key_of
from builder.library import anchors, ledger
from builder.library.withholding import withhold
from builder.model import Decisions, Essay, Problem, Reading, Repaired, Source
from builder.problems import problem
from builder.reading.recall import SLOT, Head, Learnt, closed, rest_of
from builder.reading.task import Glance, Task, bytes_of, reading_key
from builder.repair import repair
from builder.repair.survey import profile
from builder.sources import Refused, format_marks, read
from builder.structure import structure


def glance(task: Task) -> Glance:
    """The lines of a file as the survey counts them, or the problem that keeps it out."""
    try:
        data = bytes_of(task)
    except Refused as refusal:
        return Glance(task.name, None, (refusal.problem,))
    try:
        return _glance(task, data)
    except Exception as mistake:
        return Glance(task.name, None, (_stumbled(task.name, mistake),))


def _source(task: Task, data: bytes) -> Source:
    return read(task.path, task.name, task.limits, data=data)


def _glance(task: Task, data: bytes) -> Glance:
    try:
        source = _source(task, data)
    except Refused as refusal:
        return Glance(task.name, None, (refusal.problem,), key_of(data))
    return Glance(task.name, profile(source.text), source.problems, key_of(data))


def printed(task: Task) -> str:
    """The text of a file as decoded, without what is withheld; "" if it cannot be read."""
    try:
        source = _source(task, bytes_of(task))
    except Refused:
        return ""
    return withhold(source, task.decisions, lambda: _repaired(source, task, _undecided(task.decisions)))[0].text


def read_file(task: Task) -> Learnt:
    """The essays of a file, with a place for each of its characters. The ledger is written if `task` names one.

    What a cache can keep is kept, and the essays come without their bodies. A file that vanished or became unreadable
    since it was glanced at gives no essay and the problem that says so.
    """
    try:
        data = bytes_of(task)
        key = reading_key(task, key_of(data))
        source, reading, entry = _read(task, data)
        learnt = _kept(task, key, source, reading, entry)
    except Refused as refusal:
        return _not_kept(Reading(task.name, (), (), (refusal.problem,)))
    except Exception as mistake:
        return _not_kept(Reading(task.name, (), (), (_stumbled(task.name, mistake),)))
    if task.ledger is not None:
        ledger.write(task.ledger, task.name, entry)
    return learnt


def read_again(task: Task, key: str) -> tuple[Essay, ...] | None:
    """The essays of a file of which a head is known under `key`; None if the file is another one meanwhile."""
    try:
        data = bytes_of(task)
        return _read(task, data)[1].essays if reading_key(task, key_of(data)) == key else None
    except Refused:
        return None


def pictures_beside(task: Task) -> str:
    """A hash of the pictures that a file shows and does not hold itself; "" if it has none. Raises Refused."""
    return _digest(_source(task, bytes_of(task)))


def _kept(task: Task, key: str, source: Source, reading: Reading, entry: bytes) -> Learnt:
    bodiless, parts = closed(reading)
    pictures, mark = _digest(source), ledger.mark_of(entry)

    def head(places: Places) -> Head:
        return Head(bodiless, parts, places, pictures, mark)

    bodies = [tuple(essay.blocks) for essay in reading.essays], [rest_of(essay) for essay in reading.essays], entry
    stored: Head | None = Cache(task.cache).put_parts(SLOT, task.name, key, bodies, head)
    return Learnt(key, stored) if stored else _not_kept(reading)


def _not_kept(reading: Reading) -> Learnt:
    return Learnt("", Head(reading, (), (), "", (b"", 0)))


def _stumbled(name: str, mistake: Exception) -> Problem:
    """What is said of a file on which this program itself fails, so that the other files are still built."""
    place = "?"
    trace = mistake.__traceback__
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return problem("source-failed", name, reason=type(mistake).__name__, place=place)


def _read(task: Task, data: bytes) -> tuple[Source, Reading, bytes]:
    """A file's source, what is read of it, and its entry in the ledger."""
    source = _source(task, data)
    source, unmet = withhold(source, task.decisions, lambda: _repaired(source, task, _undecided(task.decisions)))
    decisions, untied = anchors.tie(source, task.decisions, lambda: _repaired(source, task, _undecided(task.decisions)))
    repaired = _repaired(source, task, decisions)
    reading = structure(source, repaired, decisions)
    if len(reading.essays) > task.limits.essays:
        raise Refused(problem("too-many-essays", task.name, found=len(reading.essays), limit=task.limits.essays))
    told = (*source.problems, *unmet, *untied, *anchors.headings(source, repaired, decisions), *reading.problems)
    # The ledger has the tiles now; nothing after this asks for them, and they are a fifth of what a reading weighs.
    return source, replace(reading, problems=told, tiles=()), ledger.entry(source, repaired, reading.tiles)


def _repaired(source: Source, task: Task, decisions: Decisions) -> Repaired:
    return repair(source.text, task.facts, decisions, (format_marks(source.hints),))


def _undecided(decisions: Decisions) -> Decisions:
    """`decisions` without those that quote the text."""
    return replace(decisions, keep=(), drop=(), replace=())


def _digest(source: Source) -> str:
    """A hash of a source's pictures; "" if it has none."""
    pictures = [part for picture in source.pictures for part in (picture.name, picture.data)]
    return key_of(*pictures) if pictures else ""
