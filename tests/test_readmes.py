"""README.md and README.zh-CN.md: the same commands, the same settings, the same sections; every command is one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from builder import cli
from builder.library import decisions, vocabulary

REPOSITORY = Path(__file__).resolve().parent.parent
ENGLISH, CHINESE = ((REPOSITORY / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_PREFIX = ".venv/bin/python -m builder "
COMMANDS = [
    line.removeprefix(_PREFIX)
    for kind, block in _BLOCK.findall(ENGLISH)
    for line in block.splitlines()
    if kind == "sh" and line.startswith(_PREFIX)
]


def test_both_have_the_same_blocks() -> None:
    assert len(_BLOCK.findall(ENGLISH)) >= 8
    assert _BLOCK.findall(CHINESE) == _BLOCK.findall(ENGLISH)


def test_both_have_the_same_sections_and_name_the_same_things() -> None:
    for pattern in (r"(?m)^(#+) ", r"(?m)^\| (`[^`]+`)"):
        assert re.findall(pattern, CHINESE) == re.findall(pattern, ENGLISH)
    make = re.compile(r"`(make \w+|py run\.py \w+|mkdocs \w+)`")
    assert set(make.findall(CHINESE)) == set(make.findall(ENGLISH))


def test_each_leads_to_the_other_and_to_what_there_is() -> None:
    for text in (ENGLISH, CHINESE):
        for target in re.findall(r"\]\(([\w.-]+\.md)\)", text):
            assert (REPOSITORY / target).exists()
    assert "(README.zh-CN.md)" in ENGLISH and "(README.md)" in CHINESE


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_each_command_is_one(command: str, tongue: str) -> None:
    assert cli.parser(tongue).parse_args(shlex.split(command)).command


def test_the_settings_are_valid() -> None:
    for kind, block in _BLOCK.findall(ENGLISH):
        if kind == "yaml":
            found = (vocabulary.read if block.startswith("- id") else decisions.read)(block.encode())
            assert (found[1] if isinstance(found, tuple) else found.problems) == ()
