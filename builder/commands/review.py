"""`review`: the librarian's worklist as a page on this machine."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from builder.commands.command import NOTHING_BUILT, Command, content_of, say, status, tell, tongue_of
from builder.library import addresses
from builder.library.review import Desk, Row, worklist
from builder.library.review_page import page
from builder.pipeline import assemble, printed_text
from builder.problems import Tongue, problem
from builder.workers import hands

_PROGRAM = ".venv/bin/python -m builder"
_WORST = 5  # rows that the summary names: with the counts, under ten lines
_SAID: dict[str, dict[Tongue, str]] = {
    "counts": {
        "en": "{all} to look at: {new} new, {changed} changed, {moved} renamed, {doubtful} doubtful, {rest} other",
        "zh": "待看 {all} 条：新文章 {new}，文字有变 {changed}，换了文件 {moved}，存疑 {doubtful}，其他 {rest}",
    },
    "worst": {"en": "  worst: {title} ({source})", "zh": "  先看：{title}（{source}）"},
    "page": {"en": "open {path}", "zh": "请打开 {path}"},
}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, help="write the page to this file instead of .cache/review/")


def run(arguments: argparse.Namespace) -> int:
    content, tongue = content_of(arguments), tongue_of(arguments)
    if not content.essays.is_dir():
        tell([problem("no-essays-folder", str(content.essays))], arguments)
        return NOTHING_BUILT
    with hands(arguments.jobs) as workers:
        assembled = assemble(content, workers)
    entries, _ = addresses.load(content.addresses)
    library = assembled.library
    desk = Desk(
        library.essays,
        {entry.slug: entry for entry in entries},
        library.problems,
        library.atlas,
        printed_text(content, assembled),
        [reading.source for reading in assembled.shelf.readings],
        assembled.shelf.private,
    )
    rows = worklist(desk)
    target = arguments.output or content.review / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(rows, tongue, _PROGRAM), encoding="utf-8", newline="\n")
    for line in _summary(rows, tongue):
        say(line)
    say(_SAID["page"][tongue].format(path=target))
    return status(library.problems)


def _summary(rows: Sequence[Row], tongue: Tongue) -> list[str]:
    kinds = Counter(row.kind for row in rows)
    named = {kind: kinds.pop(kind, 0) for kind in ("new", "changed", "moved", "doubtful")}
    lines = [_SAID["counts"][tongue].format(all=len(rows), rest=sum(kinds.values()), **named)]
    return lines + [
        _SAID["worst"][tongue].format(title=row.title or row.name, source=row.source or row.count)
        for row in rows[:_WORST]
    ]


REVIEW = Command(
    "review", {"en": "write the worklist of what is new or doubtful", "zh": "列出待看的文章，写成一页"}, add, run
)
