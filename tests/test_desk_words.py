"""What a librarian reads: both languages for everything, whatever the terminal can show, whatever system she sits at."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder import cli
from builder.commands.help_words import CHINESE
from builder.problems import MESSAGES
from tests.conftest import REPOSITORY
from tests.desk import text_of, write

_HAN = re.compile(r"[\u4e00-\u9fff]")
_COMMANDS = ("check", "review", "catalogue", "audit", "explain", "rules", "restore")


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_in_both_languages(code: str) -> None:
    words = MESSAGES[code]
    assert _HAN.search(words.zh) and not _HAN.search(re.sub(r"“[^”]*”", "", words.en))
    assert bool(words.hint_en) == bool(words.hint_zh)
    fields = [set(re.findall(r"\{(\w+?)(?:_zh)?\}", text)) for text in (words.en, words.zh)]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("command", cli.asked_for(()), ids=lambda command: command.name)
def test_every_command_says_in_both_languages_what_it_does(command: cli.Command) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    command.add(parser)
    assert {action.help for action in parser._actions if action.help} <= set(CHINESE)
    assert _HAN.search(command.help["zh"]) and command.help["en"].isascii()


@pytest.mark.parametrize(("encoding", "lang"), [("gbk", "zh"), ("ascii", "en")])
def test_no_terminal_makes_a_command_fail(encoding: str, lang: str, tmp_path: Path) -> None:
    files = {
        "鎏金的門.txt": text_of(1, title="\U0002a6d6门朝南开𠮷", extra="他说**精神要讲，café 这是头一条。"),
        "b.txt": text_of(2),
    }
    content = write(tmp_path, files, "sources:\n  鎏金的門.txt:\n    drop: [没有的𠮷话]\n")
    arguments = {
        "catalogue": ["-o", str(tmp_path / "out.csv")],
        "audit": ["𠮷", "--site", str(content.pages), "--zip", str(tmp_path / "none.zip")],
        "explain": ["b"],
        "restore": ["b.txt", "-o", str(tmp_path / "out.txt")],
    }
    program = "import sys, io\nfrom builder import cli\nfor words in eval(sys.argv[1]):\n    cli.main(words)\n"
    told = [
        [name, *arguments.get(name, []), "--content", str(content.root), "--jobs", "1", "--lang", lang, "--verbose"]
        for name in _COMMANDS
    ]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", program, repr(told)], cwd=REPOSITORY, env=environment, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr and done.returncode == 0, done.stderr.decode(encoding, "replace")
    assert done.stdout.decode(encoding)


def test_restore_takes_a_path_of_windows(tmp_path: Path) -> None:
    from builder.content import content_at
    from builder.generate import generate

    write(tmp_path, {"旧文/a.txt": text_of(1), "b.txt": text_of(2)})
    generate(content_at(tmp_path), jobs=1)
    for name in ("旧文\\a.txt", "content\\essays\\旧文\\a.txt", "旧文/a.txt"):
        out = tmp_path / "out.txt"
        assert cli.main(["restore", name, "-o", str(out), "--content", str(tmp_path)]) == 0
        assert out.read_text(encoding="utf-8") == text_of(1)
