"""The contract of every repair: its case file in tests/rules, read as data."""

from __future__ import annotations

import pytest

from builder.model import Rule
from builder.repair import RULES
from builder.repair.engine import apply
from tests.cases import RULES_FOLDER, Case, all_cases, read_cases

_BY_ID = {rule.id: rule for rule in RULES}
_CASES = all_cases()


def _parameters() -> list[object]:
    return [
        pytest.param(
            case,
            id=f"{case.rule}: {case.name}",
            marks=[pytest.mark.xfail(strict=True)] if case.known_failure else [],
        )
        for case in _CASES
    ]


@pytest.mark.parametrize("case", _parameters())
def test_case(case: Case) -> None:
    repaired = apply(case.before, [_BY_ID[case.rule]], case.facts)
    assert repaired.text == case.after
    assert tuple(case.before[flag.start : flag.end] for flag in repaired.flags) == case.flagged


@pytest.mark.parametrize("case", [case for case in _CASES if not case.known_failure], ids=lambda case: case.name)
def test_a_second_pass_changes_nothing(case: Case) -> None:
    assert apply(case.after, [_BY_ID[case.rule]], case.facts).text == case.after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_documented(rule: Rule) -> None:
    """A rule without an example of what it does and one of what it leaves alone has no contract."""
    path = RULES_FOLDER / f"{rule.id}.md"
    assert path.is_file(), f"tests/rules/{rule.id}.md is missing"
    cases = read_cases(path)
    assert any(case.is_negative for case in cases), "no case that must not change"
    assert any(not case.is_negative for case in cases), "no case that changes or is marked"
    assert path.read_text("utf-8").startswith(f"# {rule.id}\n")


def test_no_case_file_without_a_rule() -> None:
    assert {path.stem for path in RULES_FOLDER.glob("*.md")} <= set(_BY_ID)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_speaks_to_readers(rule: Rule) -> None:
    assert rule.why.endswith(".") and rule.why_zh.endswith("。")
    assert rule.id == rule.id.lower() and " " not in rule.id


def test_identities_are_unique() -> None:
    assert len(_BY_ID) == len(RULES)
