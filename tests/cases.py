"""Reads case files: a rule's contract, its examples and its public page in one Markdown file.

    # rule-id
    ## what it does here            a case; its name reads as a sentence about the rule
    ~~~ before … ~~~                the text shown to the rule
    ~~~ after … ~~~                 what becomes of it; without this block it must stay as it is
    ~~~ flagged … ~~~               the places that are marked and left alone, one a line
    ~~~ recurs … ~~~                lines and phrases that the survey found in 20 of 20 files, one a line
    ## KNOWN FAILURE: …             strict xfail: the day it passes, the case is promoted

Invisible characters are written as escapes, \\u00a0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from builder.model import Recurrence, SurveyFacts
from builder.repair.survey import key_of, mark
from builder.script import fold_same_length

RULES_FOLDER = Path(__file__).parent / "rules"
KNOWN_FAILURE = "KNOWN FAILURE"
_IN_ALL = Recurrence(level=0, reach=0, in_most=True)

_HEAD = re.compile(r"(?m)^## (.+)$")
_BLOCK = re.compile(r"^~~~+ (before|after|flagged|recurs)\n(.*?)^~~~+$", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Case:
    """One example: `after` equals `before` where the rule must not change anything."""

    rule: str
    name: str
    before: str
    after: str
    flagged: tuple[str, ...]
    recurs: tuple[str, ...] = ()

    @property
    def facts(self) -> SurveyFacts:
        """What the survey would say of a library of 20 files that share `recurs`."""
        return SurveyFacts({mark(key_of(fold_same_length(line))): _IN_ALL for line in self.recurs})

    @property
    def known_failure(self) -> bool:
        return self.name.startswith(KNOWN_FAILURE)

    @property
    def is_negative(self) -> bool:
        """True if the rule must leave the text alone and mark nothing."""
        return self.before == self.after and not self.flagged


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of one file. Raises ValueError, naming file and case, for one without a `before` block."""
    parts = _HEAD.split(path.read_text("utf-8"))
    cases = []
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        blocks = {kind: _unescaped(text.removesuffix("\n")) for kind, text in _BLOCK.findall(body)}
        if "before" not in blocks:
            raise ValueError(f"{path.name}: the case “{name}” has no ~~~ before block")
        before = blocks["before"]
        flagged = tuple(blocks.get("flagged", "").splitlines())
        recurs = tuple(blocks.get("recurs", "").splitlines())
        cases.append(Case(path.stem, name.strip(), before, blocks.get("after", before), flagged, recurs))
    return tuple(cases)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)


def all_cases() -> tuple[Case, ...]:
    """The cases of every rule, in the order of file names."""
    return tuple(case for path in sorted(RULES_FOLDER.glob("*.md")) for case in read_cases(path))
