"""What every command is given and returns."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.content import REPOSITORY, Content, content_at
from builder.model import Problem
from builder.problems import Tongue
from builder.report import plain, told_lines

DONE, WITH_ERRORS, NOTHING_BUILT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line. `add` declares its arguments, `run` does it and returns the exit status."""

    name: str
    help: dict[Tongue, str]
    add: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def content_of(arguments: argparse.Namespace) -> Content:
    """The content folder named on the command line, else `content/` here or in the repository."""
    if arguments.content:
        return content_at(Path(arguments.content))
    here = Path("content")
    return content_at(here if here.is_dir() else REPOSITORY / "content")


def tongue_of(arguments: argparse.Namespace) -> Tongue:
    """The language a person reads: `--lang`, else the environment's, else English."""
    if arguments.lang:
        return "zh" if arguments.lang == "zh" else "en"
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if named.startswith("zh") else "en"


def say(text: str, *, error: bool = False) -> None:
    """Prints a line, in whatever encoding the terminal has; what it cannot show becomes a question mark."""
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    print(plain(text).encode(encoding, "replace").decode(encoding, "replace"), file=stream)


def tell(problems: Sequence[Problem], arguments: argparse.Namespace) -> None:
    """Prints problems to standard error: errors always, flags unless `--quiet`, notes with `--verbose`.

    Errors are told one by one; of many flags and notes, a line for each kind.
    """
    shown = {"error"} | (set() if arguments.quiet else {"flag"}) | ({"note"} if arguments.verbose else set())
    for line in told_lines([item for item in problems if item.severity in shown], tongue_of(arguments)):
        say(line, error=True)


def status(problems: Iterable[Problem], *, strict: bool = False) -> int:
    """Exit status by the worst problem: flags count as errors when `strict`."""
    severities = {problem.severity for problem in problems}
    return WITH_ERRORS if "error" in severities or (strict and "flag" in severities) else DONE


def nothing(_: argparse.ArgumentParser) -> None:
    """Declares no arguments."""
