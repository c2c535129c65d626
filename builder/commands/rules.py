"""`rules`: every repair rule, or one with its cases."""

from __future__ import annotations

import argparse

from builder.commands.command import DONE, WITH_ERRORS, Command, say, tell, tongue_of
from builder.content import REPOSITORY
from builder.problems import problem
from builder.repair import RULES
from builder.report import json_line


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", help="one rule, with its cases")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    tongue = tongue_of(arguments)
    rules = [rule for rule in RULES if arguments.id in (None, rule.id)]
    if not rules:
        tell([problem("no-such-rule", name=arguments.id)], arguments)
        return WITH_ERRORS
    for rule in rules:
        why = rule.why_zh if tongue == "zh" else rule.why
        if arguments.json:
            say(json_line({"id": rule.id, "certainty": rule.certainty, "why": why, "loses_words": rule.loses_words}))
        else:
            say(f"{rule.id:28} {rule.certainty:8} {why}")
    if arguments.id and not arguments.json:
        cases = REPOSITORY / "tests" / "rules" / f"{arguments.id}.md"
        if cases.exists():
            say("\n" + cases.read_text(encoding="utf-8"))
    return DONE


RULES_COMMAND = Command("rules", {"en": "list the repair rules", "zh": "列出修复规则"}, add, run)
