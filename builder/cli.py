"""The command line: reads the arguments, calls one command, returns its exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool

from builder.commands.audit import AUDIT
from builder.commands.build import BUILD
from builder.commands.bundle import BUNDLE
from builder.commands.catalogue import CATALOGUE
from builder.commands.check import CHECK
from builder.commands.command import NOTHING_BUILT, Command, tell, tongue_of
from builder.commands.explain import EXPLAIN
from builder.commands.inspect import INSPECT
from builder.commands.links import LINKS
from builder.commands.record import RECORD
from builder.commands.restore import RESTORE
from builder.commands.review import REVIEW
from builder.commands.rules import RULES_COMMAND
from builder.commands.serve import SERVE
from builder.commands.servers import SERVERS
from builder.commands.themes import THEMES
from builder.commands.verify import VERIFY
from builder.faults import of_system
from builder.lock import BusyError
from builder.problems import problem

COMMANDS: tuple[Command, ...] = (
    BUILD,
    SERVE,
    BUNDLE,
    VERIFY,
    SERVERS,
    CHECK,
    INSPECT,
    EXPLAIN,
    THEMES,
    LINKS,
    RULES_COMMAND,
    RESTORE,
    RECORD,
    REVIEW,
    CATALOGUE,
    AUDIT,
)


def parser(tongue: str) -> argparse.ArgumentParser:
    """The arguments of every command, with help in `tongue`."""
    top = argparse.ArgumentParser(prog="python -m builder", description="A folder of messy essays, a reading site.")
    words = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        text = command.help["zh" if tongue == "zh" else "en"]
        found = words.add_parser(command.name, help=text, description=text)
        command.add(found)
        found.add_argument("--content", metavar="DIR", help="a folder with essays/ in it (default: content)")
        found.add_argument("--jobs", type=int, metavar="N", help="processes (default: the cores)")
        found.add_argument("--lang", choices=("zh", "en"), help="language of messages")
        loudness = found.add_mutually_exclusive_group()
        loudness.add_argument("--quiet", action="store_true", help="errors only")
        loudness.add_argument("--verbose", action="store_true", help="notes too")
        found.set_defaults(run=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status: 0 no errors, 1 errors, 2 wrong usage or nothing built."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = given[given.index("--lang") + 1 : given.index("--lang") + 2] if "--lang" in given else []
    tongue = tongue_of(argparse.Namespace(lang=language[0] if language else None))
    chosen = parser(tongue).parse_args(given)
    try:
        status: int = chosen.run(chosen)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except OSError as refused:
        tell([of_system(refused)], chosen)
        return NOTHING_BUILT
    except (MemoryError, BrokenProcessPool):
        tell([problem("out-of-memory")], chosen)
        return NOTHING_BUILT
    except BusyError:
        tell([problem("library-busy")], chosen)
        return NOTHING_BUILT
    return status
