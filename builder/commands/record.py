"""`record`: writes today's addresses into addresses.yml, the one place where a date of today enters."""

from __future__ import annotations

import argparse

from builder.commands.command import Command, content_of, say, status, tell, tongue_of
from builder.pipeline import assemble, record
from builder.problems import Tongue
from builder.workers import hands

_DONE: dict[Tongue, str] = {
    "en": "{path}: {new} essays recorded for the first time, {all} in all",
    "zh": "{path}：新登记 {new} 篇，共 {all} 篇",
}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="the day of first publication instead of today")


def run(arguments: argparse.Namespace) -> int:
    content = content_of(arguments)
    with hands(arguments.jobs) as workers:
        library = assemble(content, workers).library
    new = record(content, library, arguments.date)
    tell(library.problems, arguments)
    say(_DONE[tongue_of(arguments)].format(path=content.addresses, new=new, all=len(library.essays)))
    return status(library.problems)


RECORD = Command("record", {"en": "put addresses on record", "zh": "登记文章地址"}, add, run)
