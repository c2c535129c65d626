"""The site as a reader meets it: over http and from the unpacked zip, with the network denied."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium, chromium_or_skip, complaints, requested, served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["http", "file"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    chromium_or_skip()
    site: Path = request.getfixturevalue("sample_site")
    if request.param == "http":
        with served(site) as root:
            yield root
    else:
        unpacked = tmp_path_factory.mktemp("unpacked")
        with zipfile.ZipFile(site.parent / "essays.zip") as archive:
            archive.extractall(unpacked)
        yield f"file://{unpacked}/essays"


@pytest.fixture(scope="module")
def driver(address: str) -> Iterator[Any]:
    with chromium() as found:
        yield found


def test_a_reader_follows_a_theme_to_an_essay(driver: Any, address: str) -> None:
    from selenium.webdriver.common.by import By

    driver.get(f"{address}/index.html")
    driver.get(_first(driver, "themes/", but="themes/index.html"))
    heading = driver.find_element(By.TAG_NAME, "h1").text
    assert heading
    passage = _first(driver, "essays/", with_anchor=True)
    driver.get(passage)
    anchor = passage.partition("#")[2]
    target = driver.find_element(By.ID, anchor)
    assert target.text.strip()
    assert driver.find_element(By.TAG_NAME, "article").get_attribute("lang")


def test_nothing_is_asked_of_the_network_and_nothing_complains(driver: Any, address: str) -> None:
    requested(driver)
    complaints(driver)
    for page in ("index.html", "themes/index.html", "lists/title.html"):
        driver.get(f"{address}/{page}")
    asked = requested(driver)
    assert asked
    strange = [url for url in asked if not url.startswith((address, "data:", "blob:", "about:"))]
    assert not strange
    assert not complaints(driver)


def _first(driver: Any, part: str, *, but: str = "\n", with_anchor: bool = False) -> str:
    """The first link on the page whose address holds `part`."""
    script = "return [...document.querySelectorAll('article a[href]')].map(link => link.href)"
    links: list[str] = driver.execute_script(script)
    found = [link for link in links if part in link and but not in link and ("#" in link) >= with_anchor]
    assert found, f"no link to {part} among {len(links)}"
    return found[0]
