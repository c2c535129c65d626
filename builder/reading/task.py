"""What is asked of one file, and the keys under which the answers are remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from builder.cache import code_fingerprint, key_of
from builder.model import UNDECIDED, Decisions, Limits, Problem, SurveyFacts
from builder.model.state import plain
from builder.repair.survey import Profile
from builder.sources import load

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
    decisions: Decisions = UNDECIDED
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Glance:
    """What the survey needs of one file, or the problem that keeps it out. `digest` is a hash of the file's bytes."""

    name: str
    profile: Profile | None
    problems: tuple[Problem, ...] = ()
    digest: str = ""


def bytes_of(task: Task) -> bytes:
    """The bytes of the file. Raises Refused."""
    return load(task.path, task.name, task.limits)


def glance_key(task: Task, digest: str) -> str:
    """A hash of everything that a glance is made from; `digest` is that of the file's bytes (`key_of`)."""
    return key_of(task.name, digest, _printed(task.limits), code_fingerprint(("sources", "repair"), _LIBRARIES))


def reading_key(task: Task, digest: str) -> str:
    """A hash of everything that a reading is made from, the pictures beside the file apart."""
    code = code_fingerprint(("sources", "repair", "structure", "byte_record.py", *_DECIDING), _LIBRARIES)
    facts = plain([(mark, often.level, often.reach, often.in_most) for mark, often in task.facts.recurring.items()])
    decided = "" if task.decisions == UNDECIDED else repr(task.decisions)
    return key_of(task.name, digest, facts, decided, _printed(task.limits), code)


@cache
def _printed(limits: Limits) -> str:
    return repr(limits)
