"""`links`: which essays lead to which, and why."""

from __future__ import annotations

import argparse

from builder.commands.command import DONE, WITH_ERRORS, Command, content_of, say, tell, tongue_of
from builder.pipeline import assemble
from builder.problems import problem
from builder.report import json_line, link_object, link_reason
from builder.workers import hands


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", nargs="?", help="only the links from this essay and to it")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    with hands(arguments.jobs) as workers:
        library = assemble(content_of(arguments), workers).library
    titles = {item.slug: item.essay.title or item.slug for item in library.essays}
    if arguments.slug and arguments.slug not in titles:
        tell([problem("no-such-essay", name=arguments.slug)], arguments)
        return WITH_ERRORS
    for link in library.atlas.links:
        if arguments.slug in (None, link.origin, link.target):
            words = link_reason(link, library, tongue_of(arguments))
            if arguments.json:
                say(json_line(link_object(link, words)))
            else:
                say(f"{titles[link.origin]} → {titles[link.target]}  [{link.kind} {link.score:.2f}]")
                say(f"    {words}  ({link.origin}#{link.origin_passage} → {link.target}#{link.target_passage})")
    return DONE


LINKS = Command("links", {"en": "say why each link is there", "zh": "说明每条链接的理由"}, add, run)
