"""What CI says and does: the workflow, the script behind it, the summary, the annotations, and the folder of wheels."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from ci.annotations import annotated, changed_since
from ci.summary import summary
from ci.wheels import TAGS, everywhere, listed, requirements, this_machine, wanted
from run import shared_out
from tests.conftest import REPOSITORY

WORKFLOW = REPOSITORY / ".github" / "workflows" / "site.yml"
SCRIPT = (REPOSITORY / "ci" / "build.sh").read_text(encoding="utf-8")
STEPS = set(re.findall(r"^step_(\w+)\(\)", SCRIPT, re.MULTILINE))
LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
ALL_DONE = {"report": "done", "test": "done", "site": "done", "verify": "done"}


def read_workflow() -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return found


# --- the workflow ---


def test_the_workflow_calls_steps_that_the_script_has() -> None:
    called = {
        step
        for job in read_workflow()["jobs"].values()
        for item in job["steps"]
        for step in re.findall(r"ci/build\.sh (\w+)", item.get("run", ""))
    }
    assert called == STEPS


def test_the_script_alone_does_every_step() -> None:
    whole = SCRIPT.partition(': >"$REPORT/steps.txt"')[2]
    assert {step for step in STEPS if re.search(rf"\b{step}\b", whole)} == STEPS


def test_only_what_must_keep_the_former_site_stops_the_workflow() -> None:
    steps = {
        item["run"].split()[-1]: item
        for item in read_workflow()["jobs"]["site"]["steps"]
        if item.get("run", "").startswith("ci/build.sh")
    }
    lenient = {name for name, item in steps.items() if item.get("continue-on-error")}
    assert lenient == {"report", "lint", "renderer", "audit", "sbom"}
    assert steps["summary"]["if"] == "always()"
    order = list(steps)
    assert order.index("test") < order.index("site") < order.index("verify") < order.index("summary")


def test_one_variable_publishes_and_only_the_job_that_publishes_may() -> None:
    workflow = read_workflow()
    assert workflow["permissions"] == {"contents": "read"}
    deploy = workflow["jobs"]["deploy"]
    assert "vars.PAGES == 'true'" in deploy["if"]
    assert deploy["needs"] == "site"
    assert set(deploy["permissions"]) == {"pages", "id-token"}
    # What a stranger writes into a branch's name must not become a command.
    for job in workflow["jobs"].values():
        assert not [item for item in job["steps"] if "${{" in item.get("run", "")]


FAULTS = {
    "an unknown key": ("    runs-on: ubuntu-24.04\n", "    run-on: ubuntu-24.04\n"),
    "a step with nothing to do": ("        run: ci/build.sh lint\n", ""),
    "what a stranger writes, run as a command": (
        "run: ci/build.sh lint",
        "run: echo ${{ github.event.pull_request.title }}",
    ),
    "somebody else's action, by a name that can be moved": ("uses: actions/cache@v4", "uses: somebody/cache@v4"),
}


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_the_linters_take_the_workflow_and_notice_faults(fault: str | None, tmp_path: Path) -> None:
    """The step `lint` of ci/build.sh, which .ci/run does first, and with it puts the linters where it finds them again."""
    linters = REPOSITORY / ".cache" / "linters"
    if not (linters / "bin" / "zizmor").exists():
        pytest.skip("no linters here: ci/build.sh lint fetches them")
    text = WORKFLOW.read_text(encoding="utf-8")
    if fault:
        assert FAULTS[fault][0] in text
        text = text.replace(*FAULTS[fault])
    for name in (".github", "ci", ".ci"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / ".github" / "workflows" / "site.yml").write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHON": sys.executable, "LINTERS": str(linters)}
    command = ["bash", "ci/build.sh", "lint"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is (fault is None), done.stdout + done.stderr


@pytest.mark.parametrize(("step", "status"), [("nonsense", 2), ("summary; rm x", 2)])
def test_an_unknown_step_is_refused(tmp_path: Path, step: str, status: int) -> None:
    (tmp_path / "ci").mkdir()
    shutil.copyfile(REPOSITORY / "ci" / "build.sh", tmp_path / "ci" / "build.sh")
    done = subprocess.run(["bash", "ci/build.sh", step], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == status


@pytest.mark.parametrize(
    ("answers", "ended", "outcome"),
    [
        ({}, 0, "Built"),
        ({"bundle": 1, "check": 1}, 0, "Built"),  # sources were left out: the rest is published
        ({"bundle": 2}, 1, "Not published: the strict build failed"),
        ({"test": 1}, 1, "Not published: a test failed"),
        ({"verify": 1}, 1, "Not published: a link or a published address"),
    ],
)
def test_the_script_publishes_in_spite_of_single_sources_and_of_nothing_else(
    tmp_path: Path, answers: dict[str, int], ended: int, outcome: str
) -> None:
    shutil.copytree(REPOSITORY / "ci", tmp_path / "ci", ignore=shutil.ignore_patterns("__pycache__"))
    # A Python that answers for the builder, prints the summary, and has no pip.
    cases = "".join(f"run.py\\ {target}*) exit {code};;\n" for target, code in answers.items())
    stub = tmp_path / "python"
    real = f'ci/summary.py*) exec "{sys.executable}" "$@";;\n-m*) exit 1;;\n'
    stub.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}{real}esac\n', encoding="utf-8")
    stub.chmod(0o755)
    environment = {"PATH": "/usr/bin:/bin", "PYTHON": str(stub)}
    command = ["bash", "ci/build.sh"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == ended, done.stderr
    told = (tmp_path / "dist" / "report" / "summary.md").read_text(encoding="utf-8").splitlines()[0]
    assert outcome in told


@pytest.mark.parametrize(("cores", "options"), [(1, ""), (2, "-n 2 --dist loadfile"), (64, "-n 4 --dist loadfile")])
def test_tests_are_shared_out_among_the_cores(cores: int, options: str) -> None:
    assert shared_out(cores) == options.split()


# --- the summary ---


def _problem(severity: str = "error", source: str = "渡口.txt", **more: Any) -> dict[str, Any]:
    told = {"code": "undecodable", "severity": severity, "source": source, "message": "m", "hint": "h", "line": None}
    return {**told, **more}


def test_the_first_line_says_it_all_in_both_languages() -> None:
    first = summary(ALL_DONE, [_problem(), _problem("flag", "other.txt")], deployed=True)[0]
    for part in ("Published / 已发布", "1 left out / 略去 1 个文件", "`渡口.txt`", 'sources: {"渡口.txt": {skip:'):
        assert part in first


def test_the_line_to_write_is_one_that_corpus_yml_takes() -> None:
    lines = summary(ALL_DONE, [_problem(source='a: "b"\n`c`.txt')], deployed=False)
    written = "\n".join(lines[lines.index("```yaml") + 1 : lines.index("```")])
    assert yaml.safe_load(written) == {"sources": {"a: \"b\" 'c'.txt": {"skip": "write why / 写明原因"}}}


def test_an_error_in_the_records_leaves_no_file_out() -> None:
    lines = summary(ALL_DONE, [_problem(source="corpus.yml")], deployed=False)
    assert "no file left out / 没有文件被略去" in lines[0]
    assert any("corpus.yml" in line for line in lines[1:])


@pytest.mark.parametrize("failing", ["test", "site", "verify"])
def test_what_keeps_the_former_site_is_named(failing: str) -> None:
    first = summary({**ALL_DONE, failing: "failed"}, [], deployed=True)[0]
    assert "Not published" in first
    assert "未发布" in first


# --- annotations ---


def test_annotations_begin_with_changed_files_and_their_worst() -> None:
    problems = [
        _problem("flag", "old.txt", line=3),
        _problem("note", "old.txt"),
        _problem("note", "new.txt"),
        _problem("error", "new.txt", message="50% of,\nit"),
    ]
    lines = list(annotated(problems, {"content/essays/new.txt": ()}))
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::notice", "::warning"]
    assert lines[0] == "::error file=content/essays/new.txt,title=undecodable::50%25 of,%0Ait%0Ah"
    assert "line=3" in lines[2]


def test_a_name_cannot_end_an_annotation() -> None:
    (line,) = annotated([_problem(source="a,title=x::y\n::error::z.txt")], {})
    assert line.startswith(
        "::error file=content/essays/a%2Ctitle=x%3A%3Ay%0A%3A%3Aerror%3A%3Az.txt,title=undecodable::"
    )
    assert "\n" not in line


@pytest.mark.parametrize("commit", ["", "0" * 40, "no-such-commit"])
def test_without_a_commit_to_compare_with_nothing_changed(commit: str) -> None:
    assert changed_since(commit) == {}


def test_what_stands_on_a_changed_line_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()

    essays = tmp_path / "content" / "essays"
    essays.mkdir(parents=True)
    lines = [f"第{number}行" for number in range(1, 31)]
    for name in ("渡口.txt", "other.txt"):
        (essays / name).write_text("\n".join(lines), encoding="utf-8")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "before")
    before = git("rev-parse", "HEAD")
    lines[19] = "改过的一行"
    (essays / "渡口.txt").write_text("\n".join([*lines, "加上的一行"]), encoding="utf-8")
    (essays / "new.txt").write_bytes("新文章".encode("utf-16"))
    git("add", "-A")
    git("commit", "-qm", "after")
    monkeypatch.chdir(tmp_path)
    changed = changed_since(before)
    assert set(changed) == {"content/essays/渡口.txt", "content/essays/new.txt"}
    assert [line for part in changed["content/essays/渡口.txt"] for line in part] == [20, 30, 31]
    problems = [_problem("flag", name, line=line) for name in ("other.txt", "渡口.txt") for line in (3, 20)]
    told = annotated([*problems, _problem("flag", "new.txt", line=1)], changed)
    places = [re.findall(r"file=content/essays/([^,]+),line=(\d+)", line)[0] for line in told]
    assert places == [("渡口.txt", "20"), ("new.txt", "1"), ("渡口.txt", "3"), ("other.txt", "3"), ("other.txt", "20")]


# --- wheels ---


@pytest.mark.parametrize("system", TAGS)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_the_lock_has_one_version_of_everything_for_each_machine(system: str, python: str) -> None:
    names = [asked.name for asked, _ in wanted(LOCK, system, python)]
    assert len(set(names)) == len(names)
    assert {"mkdocs", "jieba", "rjieba", "scipy", "setuptools"} <= set(names)
    assert ("colorama" in names) or system != "windows"  # what MkDocs needs on Windows only


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("Linux", "x86_64", "linux"),
        ("Linux", "aarch64", "linux-arm"),
        ("Darwin", "arm64", "macos"),
        ("Darwin", "x86_64", "macos-intel"),
        ("Windows", "AMD64", "windows"),
    ],
)
def test_a_machine_is_known_by_a_name_that_can_be_asked_for(system: str, machine: str, name: str) -> None:
    assert this_machine(system, machine) == name and name in TAGS


def test_every_entry_of_the_lock_has_hashes() -> None:
    assert all(text.count("--hash=sha256:") >= 1 for _, text in requirements(LOCK))


def test_the_list_of_a_folder_names_what_is_there_with_its_hashes(tmp_path: Path) -> None:
    for name in ("jieba-0.42.1-py3-none-any.whl", "lxml-6.0.0-cp311-cp311-win_amd64.whl"):
        with zipfile.ZipFile(tmp_path / name, "w") as wheel:
            wheel.writestr("x", name)
    lock = "jieba==0.42.1 \\\n    --hash=sha256:00\nlxml==6.0.0 ; python_version < '4' \\\n    --hash=sha256:00\nabsent==1 \\\n    --hash=sha256:00"
    written = listed(lock, tmp_path)
    assert [asked.name for asked, _ in requirements(written)] == ["jieba", "lxml"]
    assert re.findall(r"sha256:([0-9a-f]+)", written) != ["00", "00"]
    assert "python_version" in written
    assert everywhere(tmp_path) == {("jieba", "0.42.1")}
