"""No page of any kind fails axe-core, in the light or in the dark, on a phone or on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium
from tests.made_library import build_site, library
from tests.test_interface import KINDS_OF_PAGE, resize

pytestmark = pytest.mark.slow

#: Every rule of axe-core, its best practices among them; what it finds is told by rule with three places.
_RUN = """
  const done = arguments[arguments.length - 1];
  axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(
    violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`)));
"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core, from a package that carries it and is not needed otherwise."""
    package = find_spec("axe_playwright_python")
    found = list(Path(package.origin).parent.rglob("axe.min.js")) if package and package.origin else []
    if not found:
        pytest.skip("axe-core is not on this machine (pip install --no-deps axe-playwright-python)")
    return found[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def site(axe: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert axe
    return build_site(library(), tmp_path_factory.mktemp("accessible"))


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1440, True)], ids=["phone-light", "desk-dark"])
def test_axe_finds_nothing(driver: Any, axe: str, site: Path, width: int, dark: bool) -> None:
    resize(driver, width, dark=dark)
    found: dict[str, list[str]] = {}
    for page in KINDS_OF_PAGE:
        # Kept for servers: from file:// its addresses lead nowhere.
        if page == "404.html" or not (site / page).exists():
            continue
        driver.get(f"file://{site}/{page}")
        driver.execute_script(axe)
        if told := driver.execute_async_script(_RUN):
            found[page] = told
    assert found == {}
