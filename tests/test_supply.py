"""What is said of the packages that a release is made from."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY

_SPEC = importlib.util.spec_from_file_location("known_weaknesses", REPOSITORY / "ci" / "known_weaknesses.py")
assert _SPEC and _SPEC.loader
known_weaknesses = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(known_weaknesses)

SOUND = {"name": "lxml", "version": "6.0", "vulns": []}
WEAK = {"name": "jinja2", "version": "3.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.2"]}, {"id": "PYSEC-2"}]}
UNKNOWN = {"name": "ours", "skip_reason": "Dependency not found on PyPI and could not be audited: ours (1)"}


@pytest.mark.parametrize(
    ("dependencies", "complaint", "status", "lines"),
    [
        ([SOUND, SOUND], "", 0, ["2 of 2 packages audited, 0 with known weaknesses"]),
        (
            [SOUND, WEAK, UNKNOWN],
            "",
            1,
            [
                "2 of 3 packages audited, 1 with known weaknesses",
                "jinja2 3.1: PYSEC-1, mended in 3.2",
                "jinja2 3.1: PYSEC-2, mended in no version yet",
            ],
        ),
        ([UNKNOWN], "", 0, [f"not audited: {UNKNOWN['skip_reason']}"]),
        ([], "Traceback\nConnectionError: no network\n", 0, ["not audited: ConnectionError: no network"]),
        ([], "", 0, ["not audited: no answer"]),
    ],
)
def test_weaknesses_are_told_and_so_is_that_nobody_could_be_asked(
    dependencies: list[dict[str, Any]], complaint: str, status: int, lines: list[str]
) -> None:
    assert known_weaknesses.told(dependencies, complaint) == (status, lines)


def test_the_workflow_asks_and_keeps_the_bill_of_materials() -> None:
    steps = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "site.yml").read_text("utf-8"))["jobs"]["site"][
        "steps"
    ]
    ran = [step.get("run", "") for step in steps]
    assert {"ci/build.sh audit", "ci/build.sh sbom"} <= set(ran)
    assert "dist/sbom.json" in [step.get("with", {}).get("path") for step in steps]


def test_every_target_of_the_makefile_is_one_of_run() -> None:
    targets = (REPOSITORY / "Makefile").read_text("utf-8").split(".PHONY: ")[1].splitlines()[0].split()
    done = subprocess.run(
        [sys.executable, "run.py", "none"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert set(targets) - set(done.stderr.split()) == set()
