"""`themes`: the themes of the library, why one is there, and entries to consider."""

from __future__ import annotations

import argparse

from builder.commands.command import DONE, WITH_ERRORS, Command, content_of, say, tell, tongue_of
from builder.corpus.explain import explain_theme
from builder.corpus.suggest import suggest
from builder.model import Theme
from builder.pipeline import assemble
from builder.problems import Tongue, problem
from builder.report import json_line, theme_object
from builder.workers import hands


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--suggest", action="store_true", help="entries for themes.yml, with their evidence")
    choice.add_argument("--why", metavar="ID", help="where one theme comes from")


def run(arguments: argparse.Namespace) -> int:
    with hands(arguments.jobs) as workers:
        assembled = assemble(content_of(arguments), workers)
    atlas = assembled.library.atlas
    if arguments.suggest:
        for line in suggest(atlas, assembled.digests, assembled.vocabulary):
            say(line)
        return DONE
    if arguments.why:
        if arguments.why not in {theme.id for theme in atlas.themes}:
            tell([problem("no-such-theme", name=arguments.why)], arguments)
            return WITH_ERRORS
        for line in explain_theme(atlas, assembled.digests, arguments.why):
            say(line)
        return DONE
    for theme in atlas.themes:
        say(json_line(theme_object(theme)) if arguments.json else _line(theme, tongue_of(arguments)))
    return DONE


def _line(theme: Theme, tongue: Tongue) -> str:
    names = dict(theme.names)
    order = ("zh-Hans", "zh-Hant", "en") if tongue == "zh" else ("en", "zh-Hans", "zh-Hant")
    name = " / ".join(dict.fromkeys(names[language] for language in order if language in names))
    return f"{len(theme.essays):5}  {'*' if theme.declared else ' '} {theme.id:32} {name}"


THEMES = Command("themes", {"en": "list the themes", "zh": "列出主题"}, add, run)
