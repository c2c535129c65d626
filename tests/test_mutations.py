"""The table of mistakes: every rule and every way of cutting has one (`make mutations` makes them all)."""

from __future__ import annotations

import pytest

from builder.model import Rule
from builder.repair import RULES
from tests.conftest import REPOSITORY
from tests.mutations.__main__ import place
from tests.mutations.table import MUTATIONS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_mistake_that_its_cases_must_notice(rule: Rule) -> None:
    assert any(f"test_case and {rule.id}:" in mutation.tests for mutation in MUTATIONS)


def test_every_way_of_cutting_has_one() -> None:
    named = {mutation.file for mutation in MUTATIONS}
    rooms = {f"structure/{path.name}" for path in (REPOSITORY / "builder" / "structure").glob("split*.py")}
    assert rooms <= named


def test_every_mistake_can_be_made() -> None:
    """What it changes stands in its file just once; who rewrites that line says in the table what is now the mistake."""
    lost = [str(one) for one in MUTATIONS if place(REPOSITORY, one).read_text(encoding="utf-8").count(one.old) != 1]
    assert not lost


def test_every_mistake_names_tests_that_are_there() -> None:
    files = {word for mutation in MUTATIONS for word in mutation.tests if word.endswith(".py")}
    assert files
    assert all((REPOSITORY / name).exists() for name in files)
