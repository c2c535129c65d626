"""`catalogue`: the library as a table, and a changed table taken over into corpus.yml."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ruamel.yaml.error import YAMLError

from builder.commands.command import DONE, NOTHING_BUILT, WITH_ERRORS, Command, content_of, say, tell, tongue_of
from builder.content import Content
from builder.library import catalogue, decisions
from builder.library.catalogue import Difference
from builder.library.corpus_file import changed
from builder.model import Library, Problem
from builder.pipeline import assemble
from builder.problems import Tongue, problem
from builder.workers import hands

_YES = frozenset({"y", "yes", "是", "好"})
_SAID: dict[str, dict[Tongue, str]] = {
    "written": {"en": "{path}: {count} essays", "zh": "{path}：{count} 篇文章"},
    "nothing": {"en": "the table says nothing new", "zh": "表里没有改动"},
    "asked": {
        "en": "write these {count} changes into {path}? [y/N] ",
        "zh": "把这 {count} 处改动写进 {path}？[y/N] ",
    },
    "left": {
        "en": "nothing was written; to write it, add --yes",
        "zh": "没有写入；要写入请加 --yes",
    },
    "done": {"en": "{count} changes written into {path}", "zh": "{count} 处改动已写进 {path}"},
}  # fmt: skip


def add(parser: argparse.ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("-o", "--output", type=Path, metavar="FILE.csv", help="write the table to this file")
    choice.add_argument("--apply", type=Path, metavar="FILE.csv", help="take a changed table over into corpus.yml")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: argparse.Namespace) -> int:
    content = content_of(arguments)
    if arguments.apply and not arguments.apply.is_file():
        tell([problem("no-such-file", str(arguments.apply))], arguments)
        return NOTHING_BUILT
    with hands(arguments.jobs) as workers:
        library = assemble(content, workers).library
    if arguments.apply:
        return _apply(content, library, arguments)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_bytes(catalogue.table(library.essays))
    say(_SAID["written"][tongue_of(arguments)].format(path=arguments.output, count=len(library.essays)))
    return DONE


def _apply(content: Content, library: Library, arguments: argparse.Namespace) -> int:
    tongue = tongue_of(arguments)
    configuration = decisions.load(content.root)
    try:
        found = catalogue.difference(arguments.apply.read_bytes(), library.essays, dict(configuration.essays))
    except catalogue.NoCatalogueError as refused:
        tell([problem("no-catalogue", str(arguments.apply), detail=str(refused))], arguments)
        return NOTHING_BUILT
    for line in catalogue.lines(found.changes):
        say(line)
    refused_cells = _refused(found, arguments.apply.name)
    if not found.changes and not refused_cells:
        say(_SAID["nothing"][tongue])
        return DONE
    wrong, text = _tried(content, found)
    if told := [*refused_cells, *wrong]:
        tell(told, arguments)
        say(_SAID["left"][tongue].partition("；")[0].partition(";")[0])
        return WITH_ERRORS
    if not arguments.yes and not _agreed(content, len(found.changes), tongue):
        say(_SAID["left"][tongue])
        return WITH_ERRORS
    unfinished = content.corpus.with_name(f".{content.corpus.name}.new")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(content.corpus)
    say(_SAID["done"][tongue].format(count=len(found.changes), path=content.corpus))
    return DONE


def _refused(found: Difference, name: str) -> list[Problem]:
    """Cells and rows that cannot be taken over: then none is."""
    return [
        *(
            problem("catalogue-emptied", name, line=c.line, key=c.key, address=c.slug, value=c.value)
            for c in found.empty
        ),
        *(problem("catalogue-row", name, line=line, address=slug or "—") for line, slug in found.strange),
    ]


def _tried(content: Content, found: Difference) -> tuple[list[Problem], str]:
    """corpus.yml as it would be, and what would be wrong with it that is not wrong now."""
    before = content.corpus.read_bytes() if content.corpus.exists() else b""
    now = decisions.read(before)
    if any(item.severity == "error" for item in now.problems):
        return list(now.problems), ""
    try:
        text = changed(before.decode("utf-8-sig").replace("\r\n", "\n"), (change for change, _ in found.changes))
    except (YAMLError, UnicodeDecodeError) as error:
        return [problem("catalogue-configuration", content.corpus.name, detail=str(error).splitlines()[0])], ""
    return list(decisions.read(text.encode()).problems), text


def _agreed(content: Content, count: int, tongue: Tongue) -> bool:
    if not sys.stdin.isatty():
        return False
    say(_SAID["asked"][tongue].format(count=count, path=content.corpus))
    return sys.stdin.readline().strip().casefold() in _YES


CATALOGUE = Command(
    "catalogue", {"en": "the library as a table for a spreadsheet", "zh": "导出总目表，或取回改过的总目表"}, add, run
)
