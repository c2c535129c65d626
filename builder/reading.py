"""What becomes of one file: decoded, repaired, parsed; pure, cached by its bytes, done in parallel."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.cache import Cache, code_fingerprint, key_of
from builder.library import ledger
from builder.model import Decisions, Problem, Reading, SurveyFacts
from builder.repair import repair
from builder.repair.survey import Profile, profile
from builder.sources import Refused, read
from builder.structure import structure

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


@dataclass(frozen=True, slots=True)
class Glance:
    """What the survey needs of one file, or the problem that keeps it out."""

    name: str
    profile: Profile | None
    problems: tuple[Problem, ...] = ()


def glance(task: Task) -> Glance:
    """The lines of a file as the survey counts them."""
    try:
        key = key_of(task.name, task.path.read_bytes(), code_fingerprint(("sources", "repair"), _LIBRARIES))
    except OSError:
        key = ""
    cache = Cache(task.cache if key else None)
    return cache.remember("glance", task.name, key, lambda: _glance(task))


def _glance(task: Task) -> Glance:
    try:
        source = read(task.path, task.name)
    except Refused as refusal:
        return Glance(task.name, None, (refusal.problem,))
    return Glance(task.name, profile(source.text), source.problems)


def read_file(task: Task) -> Reading:
    """The essays of a file, with a place for each of its characters. The ledger is written if `task` names one."""
    data = task.path.read_bytes()
    cache = Cache(task.cache)
    key = key_of(
        task.name,
        data,
        repr((sorted(task.facts.recurring.items()), task.facts.files)),
        repr(task.decisions),
        code_fingerprint(("sources", "repair", "structure", "library/ledger.py"), _LIBRARIES),
    )
    found: tuple[Reading, bytes] | None = cache.get("reading", task.name, key)
    if found is None:
        source = read(task.path, task.name)
        repaired = repair(source.text, task.facts, task.decisions)
        reading = structure(source, repaired, task.decisions)
        reading = replace(reading, problems=(*source.problems, *reading.problems))
        found = reading, ledger.entry(source, repaired, reading.tiles)
        cache.put("reading", task.name, key, found)
    reading, entry = found
    if task.ledger is not None:
        ledger.write(task.ledger, task.name, entry)
    return reading
