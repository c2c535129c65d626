"""How the case file of a repair rule is read: contract, test and public page in one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

KNOWN_FAILURE = "KNOWN FAILURE:"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: `after` is None where the text must stay as it is."""

    title: str
    before: str
    after: str | None
    known_failure: bool


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file `tests/rules/<id>.md`: sections `## title` with blocks `~~~ before` and `~~~ after`."""
    cases: list[Case] = []
    for section in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        blocks = _blocks(body)
        if "before" in blocks:
            failing = title.startswith(KNOWN_FAILURE)
            name = title.removeprefix(KNOWN_FAILURE).strip()
            cases.append(Case(name, blocks["before"], blocks.get("after"), failing))
    return tuple(cases)


def _blocks(body: str) -> dict[str, str]:
    """Name of each fenced block and its lines."""
    blocks: dict[str, str] = {}
    name: str | None = None
    lines: list[str] = []
    for line in body.split("\n"):
        if name is None and line.startswith("~~~ "):
            name, lines = line[4:].strip(), []
        elif name is not None and line.rstrip() == "~~~":
            blocks[name] = "\n".join(lines)
            name = None
        elif name is not None:
            lines.append(line)
    return blocks
