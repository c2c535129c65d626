"""The command line: reads the arguments, calls one command, returns its exit status."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module

from builder import pattern_code
from builder.commands.command import NOTHING_BUILT, Command, tell, tongue_of
from builder.commands.help_words import into_chinese
from builder.faults import of_system
from builder.lock import BusyError
from builder.problems import problem

#: Command → the name of its constant in the module of `builder/commands` that is called like it.
COMMANDS = {
    "build": "BUILD",
    "serve": "SERVE",
    "bundle": "BUNDLE",
    "verify": "VERIFY",
    "servers": "SERVERS",
    "check": "CHECK",
    "inspect": "INSPECT",
    "explain": "EXPLAIN",
    "themes": "THEMES",
    "links": "LINKS",
    "rules": "RULES_COMMAND",
    "restore": "RESTORE",
    "record": "RECORD",
    "review": "REVIEW",
    "catalogue": "CATALOGUE",
    "audit": "AUDIT",
}


#: How often Python looks for objects that hold each other (allocations, then rounds): a build makes millions that stay
#: and next to none of those, and at its own 700 the search took a fifteenth of a rebuild.
_SEARCH_FOR_CIRCLES = (200_000, 20, 50)


def asked_for(given: Sequence[str]) -> list[Command]:
    """The command that `given` begins with, else all. A command brings the libraries it needs, so others stay away."""
    names = given[:1] if given and given[0] in COMMANDS else COMMANDS
    return [getattr(import_module(f"builder.commands.{name}"), COMMANDS[name]) for name in names]


def parser(tongue: str, commands: Sequence[Command] | None = None) -> argparse.ArgumentParser:
    """The arguments of `commands` (default: all), with help in `tongue`."""
    top = argparse.ArgumentParser(prog="python -m builder", description="A folder of messy essays, a reading site.")
    words = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in commands if commands is not None else asked_for(()):
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
        if tongue == "zh":
            into_chinese(found)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status: 0 no errors, 1 errors, 2 wrong usage or nothing built."""
    gc.set_threshold(*_SEARCH_FOR_CIRCLES)
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = given[given.index("--lang") + 1 : given.index("--lang") + 2] if "--lang" in given else []
    tongue = tongue_of(argparse.Namespace(lang=language[0] if language else None))
    chosen = parser(tongue, asked_for(given)).parse_args(given)
    try:
        status: int = chosen.run(chosen)
        pattern_code.keep()
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
