"""The face of the site: pages whole and safe as HTML, and what a reader's hands and eyes meet in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from builder.model import Published
from tests.browser import chromium, complaints, served
from tests.made_library import build_site, library

pytestmark = pytest.mark.slow

#: A title that would be markup, script or a template wherever it is printed without care.
HOSTILE = '<script>alert(1)</script> "x" onload=x {{ 7 * 7 }} & 制度'
KINDS_OF_PAGE = (
    "index.html",
    "essays/third-year.html",
    "essays/the-third-year.html",
    "essays/third-year-2.html",
    "themes/index.html",
    "themes/system.html",
    "collections/river-town.html",
    "print/river-town.html",
    "lists/title.html",
    "lists/author.html",
    "repairs/index.html",
    "repairs/split-word.html",
    "quality.html",
    "about/index.html",
    "404.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = library()
    hostile = replace(made.essays[5].essay, title=HOSTILE, author=HOSTILE, publisher=HOSTILE)
    made = replace(made, essays=(*made.essays[:5], Published("hostile", hostile)))
    return build_site(made, tmp_path_factory.mktemp("interface"))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as root:
        yield root


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


def resize(driver: Any, width: int, *, dark: bool = False) -> None:
    emulation = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", emulation)
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})


def find(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def test_every_page_asks_only_for_files_of_its_own(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        strange = re.findall(r'(?:src|href)="((?:https?:)?//[^"]+)"', text)
        assert not strange, page.name
        assert "<style" not in text, page.name
        assert not re.search(r"<[^>]+\sstyle=", text), page.name


def test_a_hostile_title_is_text_on_every_page(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text, page.name
        assert ' onload=x"' not in text, page.name
    hostile = (site / "essays/hostile.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in hostile.split("</title>")[0]
    assert "49" not in hostile.split("</h1>")[0].split("<h1")[1]


def test_the_article_carries_its_language(site: Path) -> None:
    for slug, language in (("third-year", "zh-Hans"), ("the-third-year", "en"), ("yi-shu", "zh-Hant")):
        page = (site / f"essays/{slug}.html").read_text(encoding="utf-8")
        assert re.search(rf'<article[^>]*lang="{language}"', page)
    english = (site / "essays/the-third-year.html").read_text(encoding="utf-8")
    assert re.search(r'<p class="byline" lang="zh-Hans">', english)


def test_an_essay_page_is_light(site: Path) -> None:
    """Issue 8: under 120 KB gzip with all its files, beyond Material's own."""
    import gzip

    ours = [*(site / "assets/css").glob("*.css"), *(site / "assets/js").glob("*.js"), site / "assets/mark.svg"]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in [*ours, site / "essays/third-year.html"])
    assert weight < 60_000


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_scrolls_sideways_and_nothing_complains(driver: Any, address: str, width: int) -> None:
    resize(driver, width)
    complaints(driver)
    for page in KINDS_OF_PAGE:
        driver.get(f"{address}/{page}")
        beyond = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert beyond <= 0, (page, width)
    assert complaints(driver) == []


def test_it_follows_the_system_until_the_reader_chooses(driver: Any, address: str) -> None:
    background = "return getComputedStyle(document.body).backgroundColor"
    resize(driver, 1440, dark=True)
    driver.get(f"{address}/essays/third-year.html")
    dark = driver.execute_script(background)
    resize(driver, 1440)
    light = driver.execute_script(background)
    assert dark != light
    find(driver, "#reader > summary").click()
    find(driver, '#reader input[value="dark"]').click()
    assert driver.execute_script(background) == dark
    driver.get(f"{address}/index.html")
    assert driver.execute_script(background) == dark
    find(driver, "#reader > summary").click()
    find(driver, "#reader button[type=reset]").click()
    assert driver.execute_script(background) == light


def test_the_measure_is_that_of_a_good_page(driver: Any, address: str) -> None:
    resize(driver, 1440)
    ems = """const p = document.querySelector('.text > #p1'), s = getComputedStyle(p);
        return [p.clientWidth / parseFloat(s.fontSize), parseFloat(s.lineHeight) / parseFloat(s.fontSize),
                parseFloat(s.textIndent) / parseFloat(s.fontSize), s.textAlign]"""
    driver.get(f"{address}/essays/third-year.html")
    width, leading, indent, align = driver.execute_script(ems)
    assert 36 <= width <= 40
    assert leading == pytest.approx(1.85, abs=0.06)
    assert (indent, align) == (2, "justify")
    driver.get(f"{address}/essays/the-third-year.html")
    width, leading, indent, align = driver.execute_script(ems)
    assert leading == pytest.approx(1.6, abs=0.05)
    assert (indent, align) == (0, "start")


def test_choices_travel_in_addresses_where_nothing_else_lasts(driver: Any, site: Path) -> None:
    resize(driver, 1440)
    driver.get(f"file://{site}/index.html")
    find(driver, "#reader > summary").click()
    find(driver, '#reader input[value="sepia"]').click()
    driver.execute_script("localStorage.clear()")
    link = find(driver, ".essay-item a").get_attribute("href")
    assert "r=tone-sepia" in link
    driver.get(link)
    assert driver.execute_script("return document.documentElement.dataset.tone") == "sepia"


def test_a_likely_repair_leads_to_its_entry_in_the_folded_list(driver: Any, address: str) -> None:
    resize(driver, 1440)
    driver.get(f"{address}/essays/third-year.html")
    entry = find(driver, "#r1")
    assert not entry.is_displayed()
    driver.execute_script("document.querySelector('a.repaired').click()")
    assert entry.is_displayed()
    assert "看 得 见" in entry.text


def test_a_paragraph_is_cited_with_its_fingerprint(driver: Any, address: str) -> None:
    resize(driver, 1440)
    driver.get(f"{address}/essays/third-year.html")
    driver.execute_script(
        "window.copied = ''; navigator.clipboard.writeText = async (words) => { window.copied = words }"
    )
    driver.execute_script("document.querySelector('#p3 .number').click()")
    find(driver, ".cite [name=gbt]").click()
    citation = driver.execute_script("return window.copied")
    assert citation.startswith("林远. 第三年[EB/OL]. 山城晚报, (2021-03-14)[")
    assert "第 3 段" in citation
    assert "文字经修复" in citation
    find(driver, ".cite [name=link]").click()
    link = driver.execute_script("return window.copied")
    mark = re.search(r"\?t=(\w+)#p3$", link)
    assert mark
    driver.get(f"{address}/essays/third-year.html?t={mark[1]}#p8")
    assert driver.execute_script("return location.hash") == "#p3"
    driver.get(f"{address}/essays/third-year.html?t=zzzzz#p8")
    assert driver.execute_script("return location.hash") == "#title"


def test_a_list_filters_and_sorts(driver: Any, address: str) -> None:
    resize(driver, 1440)
    driver.get(f"{address}/lists/title.html")
    shown = "return [...document.querySelectorAll('tbody tr')].filter(r => !r.hidden).map(r => r.textContent)"
    every = len(driver.execute_script(shown))
    find(driver, ".filter input").send_keys("2018")
    assert len(driver.execute_script(shown)) == 1 < every
    find(driver, ".filter input").clear()
    driver.execute_script("document.querySelector('.filter input').dispatchEvent(new Event('input'))")
    driver.execute_script("[...document.querySelectorAll('th button')].find(b => b.textContent === '日期').click()")
    dates = [re.search(r"\d{4}-\d\d-\d\d", row) for row in driver.execute_script(shown)]
    said = [found[0] for found in dates if found]
    assert said == sorted(said)


def test_a_look_ahead_shows_what_a_link_leads_to(driver: Any, site: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    resize(driver, 1440)
    driver.get(f"file://{site}/essays/library-rules.html")
    driver.execute_script("document.querySelector('.linked a').focus()")
    WebDriverWait(driver, 5).until(lambda d: d.find_elements("css selector", ".preview:not([hidden])"))
    assert "林远" in find(driver, ".preview").text


def test_the_search_box_opens_from_the_keyboard(driver: Any, address: str) -> None:
    from selenium.webdriver.common.keys import Keys

    resize(driver, 360)
    driver.get(f"{address}/index.html")
    driver.execute_script("document.querySelector('.ask').focus()")
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert driver.execute_script("return document.getElementById('__search').checked")
    assert "md-search__input" in driver.switch_to.active_element.get_attribute("class")


def test_what_the_source_reads_is_shown_to_the_keyboard_too(driver: Any, address: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    resize(driver, 1440)
    driver.get(f"{address}/essays/third-year.html")
    driver.execute_script("document.querySelector('a.repaired').focus()")
    WebDriverWait(driver, 5).until(lambda d: d.find_elements("css selector", ".preview:not([hidden])"))
    assert "看 得 见" in find(driver, ".preview").text


def test_the_page_is_whole_without_script(driver: Any, address: str) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(f"{address}/essays/third-year.html")
        assert find(driver, "#p16").is_displayed()
        assert find(driver, "#r1").is_displayed()
        assert not find(driver, "#reader").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_home_page_offers_one_essay_and_another(driver: Any, site: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    resize(driver, 360)
    driver.get(f"file://{site}/index.html")
    door = "return document.querySelector('.one-title a').href.split('/').pop()"
    doors = find(driver, ".doors").get_attribute("data-doors").split()
    WebDriverWait(driver, 5).until(lambda d: d.find_element("css selector", ".doors button").is_displayed())
    seen = set()
    for _ in range(3):
        before = driver.execute_script(door)
        seen.add(before.partition(".")[0])
        driver.execute_script("document.querySelector('.doors button').click()")
        WebDriverWait(driver, 5).until(partial(_has_changed, door, before))
    assert seen <= set(doors)


def _has_changed(script: str, before: str, driver: Any) -> bool:
    return bool(driver.execute_script(script) != before)


def test_what_is_asked_most_stands_on_the_first_screen_of_a_phone(driver: Any, address: str) -> None:
    resize(driver, 360)
    driver.get(f"{address}/index.html")
    below = "return document.querySelectorAll('.essay-item')[2].getBoundingClientRect().bottom"
    assert driver.execute_script(below) < 660
    assert find(driver, ".ask").is_displayed()
