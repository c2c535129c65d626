"""SECURITY.md names a test for each threat, and each of them is there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import REPOSITORY

SECURITY = (REPOSITORY / "SECURITY.md").read_text("utf-8")
ROWS = [row for row in re.findall(r"(?m)^\| (.+) \|$", SECURITY.partition("## Limits")[0])[2:] if " | " in row]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(" | ")[0])
def test_each_threat_has_tests_that_are_there(row: str) -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", row.split(" | ")[-1])
    assert named
    for file, test in named:
        assert f"\ndef {test}(" in (REPOSITORY / "tests" / file).read_text("utf-8"), f"{file}::{test}"


def test_every_file_it_names_is_there() -> None:
    named = re.findall(r"`((?:emit|site|search|library|model)/\w+\.py|report\.py|generate\.py)", SECURITY)
    assert len(named) > 6
    assert all((REPOSITORY / "builder" / name).exists() for name in named)
