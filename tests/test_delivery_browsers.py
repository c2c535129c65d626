"""Nothing that reading or searching needs is younger than Chrome 109, the last for Windows 7: asked of our own files."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.conftest import REPOSITORY

ASSETS = REPOSITORY / "overrides" / "assets"
#: What came after Chrome 109 and a script would fail on (developer.mozilla.org, browser compatibility).
YOUNGER = (
    r"\.to(?:Sorted|Reversed|Spliced)\(|\.isWellFormed\(|\.toWellFormed\(|\bObject\.groupBy\(|\bMap\.groupBy\("
    r"|\bPromise\.(?:withResolvers|try)\(|\bArray\.fromAsync\(|\bURL\.(?:canParse|parse)\(|\bIterator\.from\("
    r"|\bstartViewTransition\(|\bshowPopover\(|\bscheduler\.yield\(|\bRegExp\.escape\(|\bnew CloseWatcher\("
)
SCRIPTS = sorted(ASSETS.rglob("*.js"))
SHEETS = sorted(ASSETS.rglob("*.css"))
#: Values that Chrome 109 does not know: the same property must stand before them with one that it does.
YOUNG_VALUES = re.compile(r"([\w-]+):\s*[^;{}]*\b(?:color-mix|light-dark|oklch|round|linear)\(")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_needs_a_younger_browser(script: object) -> None:
    assert re.findall(YOUNGER, script.read_text(encoding="utf-8")) == []  # type: ignore[attr-defined]


def rules(sheet: str) -> Iterator[str]:
    """The declarations of each rule, without comments."""
    yield from re.findall(r"\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_young_value_has_an_old_one_before_it(sheet: object) -> None:
    text = sheet.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert not re.search(r"@(?:scope|starting-style)\b|^\s+&", text, re.MULTILINE)
    for rule in rules(text):
        for found in YOUNG_VALUES.finditer(rule):
            before = re.findall(r"([\w-]+):", rule[: found.start()])
            # A part that is not understood alone is left out alone; a shorthand would take its whole line along.
            assert found[1] in before or "-" in found[1].removeprefix("text-decoration"), rule
