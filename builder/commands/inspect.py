"""`inspect`: what would become of these files."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from builder.commands.command import NOTHING_BUILT, Command, content_of, say, status, tell, tongue_of
from builder.model import Problem
from builder.pipeline import Inspected, inspect
from builder.problems import problem
from builder.report import empty_object, essay_object, json_line, problem_lines
from builder.workers import hands


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each essay")


def run(arguments: argparse.Namespace) -> int:
    missing = [path for path in arguments.paths if not path.exists()]
    if missing:
        tell([problem("no-such-file", str(path)) for path in missing], arguments)
        return NOTHING_BUILT
    with hands(arguments.jobs) as workers:
        seen = inspect(content_of(arguments), arguments.paths, workers)
    for item in seen:
        for line in _json(item) if arguments.json else _text(item, arguments):
            say(line)
    problems: list[Problem] = [each for item in seen for each in item.problems]
    return status(problems)


def _json(item: Inspected) -> list[str]:
    if not item.essays:
        return [json_line(empty_object(item.source, item.problems))]
    # What is said of the file as a whole stands with its first essay.
    of_file = tuple(told for told in item.problems if told.slug is None)
    first, *others = ((published.slug, published.essay) for published in item.essays)
    essays = [(first[0], replace(first[1], problems=(*of_file, *first[1].problems))), *others]
    return [json_line(essay_object(essay, slug)) for slug, essay in essays]


def _text(item: Inspected, arguments: argparse.Namespace) -> list[str]:
    lines = [item.source]
    for published in item.essays:
        essay = published.essay
        byline = " · ".join(part for part in (essay.author, essay.published, essay.publisher, essay.language) if part)
        lines.append(f"  {essay.title or '—'}  [{published.slug}]  {byline}")
        lines += [f"    {'  ' * (block.level - 1)}{block.number}{block.text}" for block in essay.outline]
        blocks = len(essay.blocks) - len(essay.outline)
        lines.append(f"    ¶ {blocks}  ✎ {len(essay.repairs)}")
    return [*lines, *(f"  {line}" for line in problem_lines(item.problems, tongue_of(arguments)))]


INSPECT = Command("inspect", {"en": "what would become of files", "zh": "查看文件会变成什么"}, add, run)
