"""`explain`: each repair of one essay, in its context."""

from __future__ import annotations

import argparse

from builder.commands.command import DONE, WITH_ERRORS, Command, content_of, say, tell, tongue_of
from builder.model import Block, Essay, Repair
from builder.pipeline import assemble
from builder.problems import problem
from builder.repair import RULES
from builder.workers import hands

_AROUND = 16  # characters of context on each side: enough to find the place, short enough for one line


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", help="the essay's address")


def run(arguments: argparse.Namespace) -> int:
    with hands(arguments.jobs) as workers:
        library = assemble(content_of(arguments), workers).library
    found = next((item for item in library.essays if item.slug == arguments.slug), None)
    if found is None:
        tell([problem("no-such-essay", name=arguments.slug)], arguments)
        return WITH_ERRORS
    zh = tongue_of(arguments) == "zh"
    reasons = {rule.id: rule.why_zh if zh else rule.why for rule in RULES}
    essay = found.essay
    say(f"{essay.title or found.slug}  ({essay.source})")
    for rule, count in sorted(essay.removed):
        say(f"  − {rule}: {count}  {reasons.get(rule, '')}")
    for repair in essay.repairs:
        say(f"  {repair.block or '·':6} {repair.rule} [{repair.certainty}]  {reasons.get(repair.rule, '')}")
        say(f"         {_in_context(essay, repair)}")
    return DONE


def _in_context(essay: Essay, repair: Repair) -> str:
    change = f"[{_visible(repair.old)} → {_visible(repair.new)}]"
    block: Block | None = next((block for block in essay.blocks if block.id == repair.block), None)
    if block is None or repair.block_offset is None:
        return change
    end = repair.block_offset + len(repair.new)
    before = block.text[max(0, repair.block_offset - _AROUND) : repair.block_offset]
    return _visible(before) + change + _visible(block.text[end : end + _AROUND])


def _visible(text: str) -> str:
    return text.replace("\n", "⏎").replace("\u3000", "□").replace("\u200b", "·")


EXPLAIN = Command("explain", {"en": "show each repair of an essay", "zh": "逐处说明一篇文章的修复"}, add, run)
