"""The librarian's handbook: every command in it works, every YAML in it is valid, every link leads somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from builder import cli
from builder.library import decisions, vocabulary

REPOSITORY = Path(__file__).resolve().parent.parent
ABOUT = REPOSITORY / "content" / "pages" / "about"
HANDBOOK = (ABOUT / "handbook.md").read_text("utf-8")
_PREFIX = ".venv/bin/python -m builder "
COMMANDS = [
    line.removeprefix(_PREFIX)
    for block in re.findall(r"```sh\n(.*?)```", HANDBOOK, re.DOTALL)
    for line in block.splitlines()
]
#: They write a site or a zip, which belong in the folder of the test.
_PUBLISHING = {"build": ["--site", "site"], "bundle": ["-o", "essays.zip", "--site", "site"]}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of some of the sample library, with its ledger."""
    root = tmp_path_factory.mktemp("library")
    shutil.copytree(REPOSITORY / "content" / "essays" / "作风建设", root / "content" / "essays" / "作风建设")
    shutil.copy(REPOSITORY / "content" / "essays" / "组织工作的虚与实.txt", root / "content" / "essays")
    shutil.copy(REPOSITORY / "content" / "themes.yml", root / "content")
    return root


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_handbook_works(
    command: str, library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(library)
    words = shlex.split(command)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    words += _PUBLISHING.get(words[0], [])
    if "--apply" in words:
        cli.main(["catalogue", "-o", words[-1], "--content", str(library / "content"), "--jobs", "1"])
    if words[0] == "audit":  # the site of this repository tells of the same example
        words += ["--site", str(library / "site"), "--zip", str(library / "essays.zip")]
    if words[0] == "restore":
        _keep_ledger(library)
    assert cli.main([*words, "--content", str(library / "content"), "--jobs", "1", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.strip() or words[0] in {"check", "links"}  # there may be nothing to say


def _keep_ledger(library: Path) -> None:
    from builder.content import content_at
    from builder.pipeline import assemble
    from builder.workers import hands

    with hands(1) as workers:
        assemble(content_at(library / "content"), workers, ledger=True)


@pytest.mark.parametrize("text", re.findall(r"```yaml\n(.*?)```", HANDBOOK, re.DOTALL))
def test_the_yaml_of_the_handbook_is_valid(text: str) -> None:
    read = vocabulary.read if text.startswith("- id") else decisions.read
    found = read(text.encode())
    assert (found[1] if isinstance(found, tuple) else found.problems) == ()


def test_the_handbook_names_no_key_that_is_none() -> None:
    table = re.findall(r"^\| (`.*?) \|", HANDBOOK, re.MULTILINE)
    named = {key for cell in table for key in re.findall(r"`([a-z_]+)", cell)}
    assert len(named) >= 15
    assert named <= set(decisions.ENTRY)


def test_links_between_the_pages_by_hand_lead_somewhere() -> None:
    for page in ABOUT.glob("*.md"):
        for target, anchor in re.findall(r"\]\(([\w-]+\.md)(?:#([\w-]+))?\)", page.read_text("utf-8")):
            assert (ABOUT / target).exists()
            assert not anchor or f"{{#{anchor}" in (ABOUT / target).read_text("utf-8")
