"""`serve`: the site on this machine, rebuilt when a source changes."""

from __future__ import annotations

import argparse

from builder.commands.command import DONE, NOTHING_BUILT, Command, content_of, tell
from builder.problems import problem
from builder.site.preview import preview


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to listen")


def run(arguments: argparse.Namespace) -> int:
    content = content_of(arguments)
    if not content.essays.is_dir():
        tell([problem("no-essays-folder", str(content.essays))], arguments)
        return NOTHING_BUILT
    preview(content, arguments.address, _options(arguments))
    return DONE


def _options(arguments: argparse.Namespace) -> list[str]:
    """What of the command line holds for each build."""
    options = ["--jobs", str(arguments.jobs)] if arguments.jobs else []
    options += ["--lang", arguments.lang] if arguments.lang else []
    return [*options, *(f"--{name}" for name in ("quiet", "verbose") if getattr(arguments, name))]


SERVE = Command("serve", {"en": "preview the site on this machine", "zh": "在本机预览网站"}, add, run)
