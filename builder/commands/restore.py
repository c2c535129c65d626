"""`restore`: a source's bytes, from the ledger alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.commands.command import DONE, WITH_ERRORS, Command, content_of, tell
from builder.library import ledger
from builder.library.patterns import normal
from builder.problems import problem


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a source's path, which need not exist any more")
    parser.add_argument("-o", "--output", type=Path, help="write to this file instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    content = content_of(arguments)
    path = Path(arguments.file)
    names = [path.as_posix()]
    if path.absolute().is_relative_to(content.essays):
        names.insert(0, path.absolute().relative_to(content.essays).as_posix())
    names.append(normal(arguments.file))  # as corpus.yml may name it, with the backslashes of Windows too
    for name in names:
        try:
            data = ledger.restore(content.ledger, name)
        except ledger.TextOnlyError:
            tell([problem("ledger-begins-at-text", name)], arguments)
            return WITH_ERRORS
        except ledger.NotOnRecordError:
            continue
        if arguments.output:
            arguments.output.write_bytes(data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return DONE
    tell([problem("not-in-ledger", names[0])], arguments)
    return WITH_ERRORS


RESTORE = Command("restore", {"en": "print a source's bytes from the ledger", "zh": "由留底还原来源文件"}, add, run)
