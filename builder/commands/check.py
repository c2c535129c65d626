"""`check`: what a person should look at; writes nothing."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from builder.commands.command import NOTHING_BUILT, Command, content_of, say, status, tongue_of
from builder.content import Content
from builder.model import Problem
from builder.pipeline import assemble
from builder.problems import problem
from builder.report import github_lines, json_line, problem_lines, problem_object, sort_problems
from builder.workers import hands


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="how problems are printed")
    parser.add_argument("--strict", action="store_true", help="flags count as errors")
    parser.add_argument("--cached", action="store_true", help="read and fill the cache that `build` uses")


def run(arguments: argparse.Namespace) -> int:
    content = content_of(arguments)
    problems: Sequence[Problem]
    nothing_built = not content.essays.is_dir()
    if nothing_built:
        problems = [problem("no-essays-folder", str(content.essays))]
    else:
        with hands(arguments.jobs) as workers:
            library = assemble(content, workers, cached=arguments.cached).library
        problems = library.problems
        if not library.essays:
            nothing_built = True
            problems = [*problems, problem("nothing-to-publish", str(content.essays))]
    for line in _lines(problems, content, arguments):
        say(line)
    return NOTHING_BUILT if nothing_built else status(problems, strict=arguments.strict)


def _lines(problems: Sequence[Problem], content: Content, arguments: argparse.Namespace) -> list[str]:
    tongue = tongue_of(arguments)
    if arguments.format == "json":
        return [json_line(problem_object(item, tongue)) for item in sort_problems(problems)]
    if arguments.format == "github":
        return github_lines(problems, tongue, _from_here(content.essays))
    return problem_lines(problems, tongue)


def _from_here(essays: Path) -> str:
    """The path from the working folder to `essays`, as annotations need it."""
    try:
        return Path(os.path.relpath(essays)).as_posix() + "/"
    except ValueError:  # another drive on Windows
        return essays.as_posix() + "/"


CHECK = Command("check", {"en": "list problems; writes nothing", "zh": "列出问题，不写任何文件"}, add, run)
