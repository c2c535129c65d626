"""The site as a reader meets it: over http and from the unpacked zip, with the network denied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import chromium, complaints, requested

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium(listened=True) as found:
        yield found


def test_a_reader_follows_a_theme_to_an_essay(driver: Any, opened_site: str) -> None:
    from selenium.webdriver.common.by import By

    driver.get(f"{opened_site}/index.html")
    driver.get(_first(driver, "themes/", but="themes/index.html"))
    heading = driver.find_element(By.TAG_NAME, "h1").text
    assert heading
    passage = _first(driver, "essays/", with_anchor=True)
    driver.get(passage)
    anchor = passage.partition("#")[2]
    target = driver.find_element(By.ID, anchor)
    assert target.text.strip()
    assert driver.find_element(By.TAG_NAME, "article").get_attribute("lang")


def test_nothing_is_asked_of_the_network_and_nothing_complains(driver: Any, opened_site: str) -> None:
    requested(driver)
    complaints(driver)
    for page in ("index.html", "themes/index.html", "lists/title.html"):
        driver.get(f"{opened_site}/{page}")
    asked = requested(driver)
    assert asked
    strange = [url for url in asked if not url.startswith((opened_site, "data:", "blob:", "about:"))]
    assert not strange
    assert not complaints(driver)


def _first(driver: Any, part: str, *, but: str = "\n", with_anchor: bool = False) -> str:
    """The first link on the page whose address holds `part`."""
    script = "return [...document.querySelectorAll('article a[href]')].map(link => link.href)"
    links: list[str] = driver.execute_script(script)
    found = [link for link in links if part in link and but not in link and ("#" in link) >= with_anchor]
    assert found, f"no link to {part} among {len(links)}"
    return found[0]
