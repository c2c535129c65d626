"""The unpacked zip in Firefox, which holds each file for a site of its own: every feature of a reader, without network."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.firefox import Firefox, firefox

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("firefox")
    with zipfile.ZipFile(sample_site.parent / "essays.zip") as archive:
        archive.extractall(folder)
    return f"file://{folder}/essays"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox-profile")) as found:
        yield found


@pytest.fixture(autouse=True)
def quiet(reader: Firefox, unpacked: str) -> Iterator[None]:
    """Nothing but files of the zip is asked for, and nothing complains, whatever a test does."""
    reader.complaints()
    reader.requested()
    yield
    assert reader.complaints() == []
    strange = [url for url in reader.requested() if not url.startswith((unpacked, "data:", "blob:", "about:"))]
    assert strange == []


def essay(reader: Firefox, unpacked: str, lang: str = "zh-Hans", links: str = "themes/") -> str:
    """The address of an essay in `lang` with a link to `links` in it."""
    reader.get(f"{unpacked}/lists/title.html")
    addresses = reader.run(
        "return [...document.querySelectorAll(`a[lang='${arguments[0]}'][href*='essays/']`)].map((it) => it.href)", lang
    )
    for address in addresses:
        page = Path(address.removeprefix("file://")).read_text(encoding="utf-8")
        if f'href="../{links}' in page.partition("<article")[2]:
            return str(address)
    raise AssertionError(f"no essay in {lang} links to {links}")


def test_each_file_is_a_site_of_its_own(reader: Firefox, unpacked: str) -> None:
    """What makes the other tests of this file mean anything: nothing lasts from one page to the next."""
    reader.get(f"{unpacked}/index.html")
    reader.run("localStorage.setItem('probe', 'here'); window.name = 'here'")
    reader.get(f"{unpacked}/search.html")
    assert reader.run("return [localStorage.getItem('probe'), window.name]") == [None, ""]
    assert reader.run("return fetch('index.html').then(() => 'read', () => 'refused')") == "refused"
    end, said = time.monotonic() + 20, ""
    while "Cross-Origin" not in said and time.monotonic() < end:  # it is said a little later
        said += "".join(reader.complaints())
    assert "Cross-Origin" in said


def test_the_box_finds_and_leads_to_the_paragraph(reader: Firefox, unpacked: str) -> None:
    reader.get(f"{unpacked}/index.html")
    reader.click(".md-search__input")
    reader.until("return document.activeElement.matches('.md-search__input')")
    reader.type("组织工作")
    reader.until("return document.querySelector('.md-search-result__link[href*=\"essays/\"]')?.checkVisibility()")
    place = reader.run("return document.querySelector('.md-search-result__link[href*=\"essays/\"]').href")
    reader.get(place)
    assert reader.run("return document.querySelector('.text').textContent.includes('组')")


@pytest.mark.parametrize(("one", "other"), [("组织", "組織"), ("“组织工作”", "“組織工作”")])
def test_the_search_page_finds_both_scripts(reader: Firefox, unpacked: str, one: str, other: str) -> None:
    found = []
    for asked in (one, other):
        reader.get(f"{unpacked}/search.html?q={quote(asked)}")
        reader.until("return document.querySelectorAll('.search-title a').length")
        found.append(
            reader.run("return [...document.querySelectorAll('.search-title a')].map((it) => it.pathname).join(' ')")
        )
    assert found[0] == found[1]


def test_a_filter_of_the_search_page_narrows(reader: Firefox, unpacked: str) -> None:
    reader.get(f"{unpacked}/search.html?q={quote('组织')}")
    count = "return document.querySelectorAll('.search-title').length"
    everything = reader.until(count)
    reader.get(f"{unpacked}/search.html?q={quote('组织')}&language=zh-Hant")
    assert 0 < reader.until(count) < everything


def test_choices_travel_with_the_links_that_are_followed(reader: Firefox, unpacked: str) -> None:
    reader.get(f"{unpacked}/index.html")
    reader.click("#reader > summary")
    reader.click('#reader label:has(input[value="dark"])')
    reader.until("return document.documentElement.dataset.tone === 'dark'")
    reader.click("#reader > summary")
    reader.click(".text a[href*='themes/'], article a[href*='themes/']")
    reader.until("return location.pathname.includes('/themes/') && document.readyState === 'complete'")
    assert reader.run("return document.documentElement.dataset.tone") == "dark"
    reader.click("article a[href*='essays/']")
    reader.until("return location.pathname.includes('/essays/') && document.readyState === 'complete'")
    assert reader.run("return document.documentElement.dataset.tone") == "dark"
    # Also from a page that the search draws.
    reader.get(f"{unpacked}/search.html?q={quote('组织')}&r=tone-dark")
    reader.until("return document.querySelectorAll('.search-title a').length")
    assert "r=tone-dark" in reader.run("return document.querySelector('.search-title a').href")


def test_the_other_script_is_shown_and_travels(reader: Firefox, unpacked: str) -> None:
    place = essay(reader, unpacked)
    reader.get(place)
    printed = reader.run("return document.querySelector('.text').textContent")
    reader.get(f"{place}?r=script-traditional")
    reader.until("return document.querySelector('.text').textContent !== arguments[0]", printed)
    assert reader.run("return /[學會國這對們時為個來]/.test(document.querySelector('.text').textContent)")
    assert "script-traditional" in reader.run("return document.querySelector('.text a[href*=\".html\"]').href")


def test_a_link_is_looked_ahead_at(reader: Firefox, unpacked: str) -> None:
    place = essay(reader, unpacked)
    reader.get(place)
    reader.hover(".text a[href*='themes/']")
    assert reader.until(
        "const it = document.querySelector('.preview'); return it && !it.hidden && it.textContent.trim()"
    )


def test_lists_and_themes_are_filtered(reader: Firefox, unpacked: str) -> None:
    for page in ("themes/index.html", "lists/title.html"):
        reader.get(f"{unpacked}/{page}")
        shown = "return [...document.querySelectorAll('tbody tr, .theme-item')].filter((it) => !it.hidden && it.checkVisibility()).length"
        everything = reader.run(shown)
        reader.click(".filter input")
        word = reader.run("return document.querySelector('tbody tr a, .theme-item a').textContent.trim()")
        reader.type(word)
        reader.until(f"return (() => {{ {shown} }})() < Number(arguments[0])", str(everything))
        assert 0 < reader.run(shown) < everything, page


def test_one_goes_on_where_one_stopped(reader: Firefox, unpacked: str) -> None:
    place = essay(reader, unpacked)
    reader.get(place)
    middle = reader.run("const all = document.querySelectorAll(\".text [id^='p']\"); return all[all.length >> 1].id")
    reader.run("document.getElementById(arguments[0]).scrollIntoView()", middle)
    reader.until("return localStorage.getItem('places')")
    reader.get(f"{unpacked}/index.html")
    reader.get(place)
    assert reader.until(
        "const it = document.querySelector('.resume'); return it.checkVisibility() && it.querySelector('a').hash"
    )


def test_the_home_page_knows_the_last_essay(reader: Firefox, unpacked: str) -> None:
    reader.get(essay(reader, unpacked))
    title = reader.run("return document.querySelector('.text h1').textContent")
    middle = reader.run("const all = document.querySelectorAll(\".text [id^='p']\"); return all[all.length >> 1].id")
    reader.run("document.getElementById(arguments[0]).scrollIntoView()", middle)
    home = reader.until("const it = document.querySelector('.bar__name').href; return it.includes('l=') && it")
    reader.get(home)
    assert reader.until("const it = document.querySelector('.last-read'); return it.checkVisibility() && it.innerText")
    assert reader.run("return document.querySelector('.last-read a').textContent") == title


def test_a_citation_gives_the_public_or_the_own_address(reader: Firefox, unpacked: str) -> None:
    place = essay(reader, unpacked)
    reader.get(place)
    reader.run("window.copied = ''; navigator.clipboard.writeText = async (words) => { window.copied = words }")
    reader.run("document.querySelector('.text .number').click()")
    reader.until("return document.querySelector('.cite [name=gbt]')?.checkVisibility()")
    reader.run("document.querySelector('.cite [name=gbt]').click()")
    assert "[EB/OL]" in reader.until("return window.copied")


def test_a_drawn_page_has_no_scrollbar_below(reader: Firefox, unpacked: str) -> None:
    reader.resize(360)
    try:
        for page in ("index.html", "themes/index.html", "lists/title.html", "search.html"):
            reader.get(f"{unpacked}/{page}")
            assert reader.run("return document.documentElement.scrollWidth - innerWidth") <= 0, page
    finally:
        reader.resize(1440)
