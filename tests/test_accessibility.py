"""No page of any kind fails axe-core, light, dark or sepia, on a phone, a tablet or a desk; and its HTML is valid."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium, served
from tests.conftest import REPOSITORY
from tests.every_page import kinds
from tests.test_interface import resize

pytestmark = pytest.mark.slow

_PACKAGES = REPOSITORY / ".cache" / "npm" / "node_modules"
#: Every rule of axe-core, its best practices among them; what it finds is told by rule with three places.
_RUN = """
  const [only, done] = arguments;
  const asked = only ? { runOnly: { type: 'rule', values: [only] } } : {};
  axe.run(document, { ...asked, resultTypes: ['violations'] }).then(({ violations }) => done(
    violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`)));
"""
#: What a reader opens on a page: the panel, the box for citing, the look ahead, what a search found.
_OPENED = {
    "home": "document.getElementById('reader').open = true",
    "essay": "document.querySelector('#p2 .number').click(); document.querySelector('.outline').open = true",
    "essay-hans": "document.querySelector('.linked a').focus()",
    "search": "const f = document.querySelector('[name=q]'); f.value = '组织'; f.dispatchEvent(new Event('input'))",
}


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core."""
    found = _PACKAGES / "axe-core" / "axe.min.js"
    if not found.exists():
        pytest.skip("axe-core is not on this machine (make checkers)")
    return found.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(every_site: Path) -> Iterator[str]:
    with served(every_site.parent) as root:  # 404.html knows that the site stands at …/site/
        yield f"{root}/site"


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_axe_finds_nothing(driver: Any, axe: str, every_site: Path, address: str, width: int) -> None:
    found: dict[str, list[str]] = {}
    for kind, page in kinds(every_site).items():
        resize(driver, width)
        # Without motion, so that no colour is measured on its way.
        still = [
            {"name": "prefers-reduced-motion", "value": "reduce"},
            {"name": "prefers-color-scheme", "value": "light"},
        ]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": still})
        driver.get(f"{address}/{page.relative_to(every_site)}")
        driver.execute_script(axe)
        # Colours alone differ between the tones.
        for tone, rule in (("", None), ("dark", "color-contrast"), ("sepia", "color-contrast")):
            driver.execute_script("tone = arguments[0]; tone ? reading.set('tone', tone) : reading.set('tone')", tone)
            if told := driver.execute_async_script(_RUN, rule):
                found[f"{kind} {tone}"] = told
        driver.execute_script("reading.set('tone')")
        if kind in _OPENED:
            driver.execute_script(f"scrollTo(0, 0); {_OPENED[kind]}")
            driver.execute_async_script("setTimeout(arguments[0], 800)")
            if told := driver.execute_async_script(_RUN, None):
                found[f"{kind} opened"] = told
    assert found == {}


def test_every_kind_of_page_is_valid_html(every_site: Path) -> None:
    """By the checker of the W3C."""
    jar = _PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists() or shutil.which("java") is None:
        pytest.skip("the HTML checker (make checkers) or Java is not on this machine")
    pages = [str(page) for page in kinds(every_site).values()]
    done = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--format", "json", *pages], capture_output=True, text=True, check=False
    )
    told = json.loads(done.stderr)["messages"]
    assert [f"{Path(item['url']).name}:{item.get('lastLine')} {item['message']}" for item in told] == []
