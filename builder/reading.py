"""What becomes of one file: decoded, repaired, parsed; pure, cached by its bytes, done in parallel."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.cache import Cache, code_fingerprint, key_of
from builder.library import anchors, ledger
from builder.library.withholding import withhold
from builder.model import Decisions, Limits, Problem, Reading, Repaired, Source, SurveyFacts
from builder.model.state import essay_key
from builder.problems import problem
from builder.repair import repair
from builder.repair.survey import Profile, profile
from builder.sources import Refused, format_marks, load, read
from builder.structure import structure

_DECIDING = tuple(f"library/{name}.py" for name in ("ledger", "anchors", "quoted", "withholding"))
_LIBRARIES = ("opencc", "charset-normalizer", "lxml")


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read. `ledger` is where its ledger is kept, or None to keep none."""

    name: str
    path: Path
    cache: Path | None
    ledger: Path | None = None
    facts: SurveyFacts = field(default_factory=SurveyFacts)
    decisions: Decisions = field(default_factory=Decisions)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Glance:
    """What the survey needs of one file, or the problem that keeps it out."""

    name: str
    profile: Profile | None
    problems: tuple[Problem, ...] = ()


def glance(task: Task) -> Glance:
    """The lines of a file as the survey counts them, or the problem that keeps it out."""
    try:
        data = _bytes(task)
    except Refused as refusal:
        return Glance(task.name, None, (refusal.problem,))
    try:
        return Cache(task.cache).remember("glance", task.name, _glance_key(task, data), lambda: _glance(task, data))
    except Exception as mistake:
        return Glance(task.name, None, (_stumbled(task.name, mistake),))


def recall_glance(task: Task) -> Glance | None:
    """What `glance` would give, if the cache knows it."""
    cache = Cache(task.cache)
    if not cache.holds("glance", task.name):
        return None
    try:
        found: Glance | None = cache.get("glance", task.name, _glance_key(task, _bytes(task)))
    except Refused:
        return None
    return found


def _glance_key(task: Task, data: bytes) -> str:
    return key_of(task.name, data, repr(task.limits), code_fingerprint(("sources", "repair"), _LIBRARIES))


def _bytes(task: Task) -> bytes:
    return load(task.path, task.name, task.limits)


def _source(task: Task, data: bytes) -> Source:
    return read(task.path, task.name, task.limits, data=data)


def _glance(task: Task, data: bytes) -> Glance:
    try:
        source = _source(task, data)
    except Refused as refusal:
        return Glance(task.name, None, (refusal.problem,))
    return Glance(task.name, profile(source.text), source.problems)


def printed(task: Task) -> str:
    """The text of a file as decoded, without what is withheld; "" if it cannot be read."""
    try:
        source = _source(task, _bytes(task))
    except Refused:
        return ""
    return withhold(source, task.decisions, lambda: _repaired(source, task, _undecided(task.decisions)))[0].text


def read_file(task: Task) -> Reading:
    """The essays of a file, with a place for each of its characters. The ledger is written if `task` names one.

    A file that vanished or became unreadable since it was glanced at gives no essay and the problem that says so.
    """
    try:
        data = _bytes(task)
        key = _key(task, data)
        found = _known(task, data, key)
        if found is None:
            found = _read(task, data)
            Cache(task.cache).put("reading", task.name, key, found)
    except Refused as refusal:
        return Reading(task.name, (), (), (refusal.problem,))
    except Exception as mistake:
        return Reading(task.name, (), (), (_stumbled(task.name, mistake),))
    return _on_record(task, found)


def recall_file(task: Task) -> Reading | None:
    """What `read_file` would give, if the cache knows it; the ledger is written as there."""
    if not Cache(task.cache).holds("reading", task.name):
        return None
    try:
        data = _bytes(task)
        found = _known(task, data, _key(task, data))
    except Refused:
        return None
    return None if found is None else _on_record(task, found)


def _known(task: Task, data: bytes, key: str) -> _Found | None:
    """What the cache has of a file, unless the pictures beside it are others now."""
    found: _Found | None = Cache(task.cache).get("reading", task.name, key)
    if found is not None and found.pictures and found.pictures != _digest(_source(task, data)):
        return None
    return found


def _on_record(task: Task, found: _Found) -> Reading:
    if task.ledger is not None:
        ledger.write(task.ledger, task.name, found.entry)
    return found.reading


def _stumbled(name: str, mistake: Exception) -> Problem:
    """What is said of a file on which this program itself fails, so that the other files are still built."""
    place = "?"
    trace = mistake.__traceback__
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return problem("source-failed", name, reason=type(mistake).__name__, place=place)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is remembered of a file. `pictures` is a hash of the pictures beside it, which its own bytes do not hold."""

    reading: Reading
    entry: bytes
    pictures: str


def _read(task: Task, data: bytes) -> _Found:
    source = _source(task, data)
    source, unmet = withhold(source, task.decisions, lambda: _repaired(source, task, _undecided(task.decisions)))
    decisions, untied = anchors.tie(source, task.decisions, lambda: _repaired(source, task, _undecided(task.decisions)))
    repaired = _repaired(source, task, decisions)
    reading = structure(source, repaired, decisions)
    if len(reading.essays) > task.limits.essays:
        raise Refused(problem("too-many-essays", task.name, found=len(reading.essays), limit=task.limits.essays))
    told = (*source.problems, *unmet, *untied, *anchors.headings(source, repaired, decisions), *reading.problems)
    reading = replace(reading, problems=told)
    for essay in reading.essays:
        essay_key(essay)  # kept with it, so that no later build works it out
    # The ledger has the tiles now; nothing after this asks for them, and they are a fifth of what a reading weighs.
    return _Found(replace(reading, tiles=()), ledger.entry(source, repaired, reading.tiles), _digest(source))


def _repaired(source: Source, task: Task, decisions: Decisions) -> Repaired:
    return repair(source.text, task.facts, decisions, (format_marks(source.hints),))


def _undecided(decisions: Decisions) -> Decisions:
    """`decisions` without those that quote the text."""
    return replace(decisions, keep=(), drop=(), replace=())


def _key(task: Task, data: bytes) -> str:
    """A hash of everything that a reading is made from, the pictures beside the file apart."""
    code = code_fingerprint(("sources", "repair", "structure", "byte_record.py", *_DECIDING), _LIBRARIES)
    facts = repr(sorted(task.facts.recurring.items()))
    return key_of(task.name, data, facts, repr(task.decisions), repr(task.limits), code)


def _digest(source: Source) -> str:
    """A hash of a source's pictures; "" if it has none."""
    pictures = [part for picture in source.pictures for part in (picture.name, picture.data)]
    return key_of(*pictures) if pictures else ""
