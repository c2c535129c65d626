"""The switch between the Chinese scripts says what OpenCC says, restores what was printed, and stays small."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content import content_at
from builder.conversion import CONVERT, DIRECTIONS, essay_text, needed, united
from builder.pipeline import assemble
from builder.script import Direction
from builder.workers import OneHand
from tests.browser import chromium, served
from tests.conftest import REPOSITORY

#: Issue 8: characters that are as OpenCC has them.
ALIKE = 0.999
#: Issue 8: both tables together, compressed.
LARGEST = 80_000
_PIECES = (
    "组工干部",
    "組工干部",
    "干净",
    "后来",
    "皇后",
    "了解",
    "一周",
    "核实",
    "没有",
    "郁郁",
    "葱葱",
    "里",
    "的",
    "，",
    "\n",
)


def alike(texts: list[str], direction: Direction) -> tuple[int, int]:
    """How many characters of `texts` the table of all converts as OpenCC does, and how many there are."""
    table = united(texts, [needed(text, direction) for text in texts], direction)
    same = total = 0
    for text in texts:
        for paragraph in filter(None, text.split("\n")):
            wanted = CONVERT[direction](paragraph)
            assert len(table.convert(paragraph)) == len(paragraph)
            same += sum(one == other for one, other in zip(table.convert(paragraph), wanted, strict=False))
            total += len(paragraph)
    return same, total


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("library", ["sample", "seeds"])
def test_a_table_converts_a_library_as_opencc_does(
    library: str, direction: Direction, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if library == "sample":
        shutil.copytree(REPOSITORY / "content" / "essays", tmp_path / "essays")
    else:
        shutil.copytree(request.getfixturevalue("essay_corpus") / "seeds" / "raw", tmp_path / "essays")
    essays = assemble(content_at(tmp_path), OneHand(), cached=False).library.essays
    texts = [essay_text(item.essay, item.essay.title or "") for item in essays if item.essay.language != "en"]
    same, total = alike(texts, direction)
    assert total > 1_000
    assert same / total >= ALIKE


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_any_text_is_converted_as_opencc_does(text: str) -> None:
    for direction in DIRECTIONS:
        table = united([text], [needed(text, direction)], direction)
        assert table.convert(text) == CONVERT[direction](text)


def test_a_half_converted_text_is_converted_whole() -> None:
    text = "組工干部是干什么的"
    assert united([text], [needed(text, "s2t")], "s2t").convert(text).startswith("組工幹部")


# --- in a browser ----------------------------------------------------------------------------------------------

_PARAGRAPHS = """
  return [...document.querySelectorAll('article :is(p, li, h1, h2, h3, h4)[id]:lang(zh)')]
    .filter((node) => !node.closest('[translate=no]') && !node.querySelector('p, li'))
    .map((node) => [...node.childNodes].filter((part) => !part.matches?.('.number')).map((part) => part.textContent).join(''));
"""


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue("sample_site")
    return found


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as root:
        yield root


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


def choose(driver: Any, script: str) -> None:
    """Chooses a script in the reader's panel and waits for it to be shown."""
    from selenium.webdriver.support.ui import WebDriverWait

    driver.execute_script("document.getElementById('reader').open = true")
    driver.execute_script(f"document.querySelector('#reader input[value={script}]').click()")
    wanted = {"simplified": "zh-Hans", "traditional": "zh-Hant", "source": "zh"}[script]
    WebDriverWait(driver, 5, poll_frequency=0.02).until(
        lambda d: d.execute_script("return document.documentElement.lang") == wanted
    )


@pytest.mark.slow
def test_every_essay_is_switched_as_opencc_does_and_back(driver: Any, address: str, site: Path) -> None:
    same = total = 0
    for page in sorted((site / "essays").glob("*.html")):
        driver.get(f"{address}/essays/{page.name}")
        printed = driver.execute_script(_PARAGRAPHS)
        html = driver.execute_script("return document.querySelector('article').innerHTML")
        for script, direction in (("traditional", "s2t"), ("simplified", "t2s")):
            choose(driver, script)
            for before, after in zip(printed, driver.execute_script(_PARAGRAPHS), strict=True):
                wanted = CONVERT[direction](before)  # type: ignore[index]
                same += sum(one == other for one, other in zip(wanted, after, strict=True))
                total += len(before)
        choose(driver, "source")
        assert driver.execute_script("return document.querySelector('article').innerHTML") == html
    assert total > 10_000
    assert same / total >= ALIKE


@pytest.mark.slow
def test_the_tables_are_small_and_come_only_when_asked_for(driver: Any, address: str, site: Path) -> None:
    weights = [len(gzip.compress((site / f"script/{direction}.js").read_bytes())) for direction in DIRECTIONS]
    assert 0 < sum(weights) < LARGEST
    driver.get(f"{address}/index.html")
    assert not driver.execute_script("return document.querySelectorAll('script[src*=\"/script/\"]').length")


@pytest.mark.slow
def test_outline_title_citation_and_fingerprint_follow(driver: Any, site: Path) -> None:
    """From file://, where the choice travels in addresses."""
    page = next(p for p in sorted((site / "essays").glob("*.html")) if _outlined(p.read_text("utf-8")))
    driver.get(page.as_uri())
    script = """
      const number = document.querySelector('.text > p > a.number');
      number.click();
      window.said = '';
      navigator.clipboard.writeText = async (words) => { window.said = words; };
      document.querySelector('.cite [name=link]').click();
      const link = window.said;
      document.querySelector('.cite [name=plain]').click();
      return [link.split('?')[1].replace(/r=[^&#]*&?/, ''), window.said.split('http')[0].split('file:')[0],
              document.title, document.querySelector('.outline nav').textContent, document.querySelector('h1').textContent];
    """
    before = driver.execute_script(script)
    choose(driver, "traditional")
    after = driver.execute_script(script)
    assert before[0] == after[0]
    for one, other in zip(before[1:], after[1:], strict=True):
        assert other == CONVERT["s2t"](one)
    assert driver.execute_script("return document.querySelector('.converted').hidden") is False
    link = driver.execute_script("return document.querySelector('.bar__name').href")
    assert "r=script-traditional" in link
    driver.get(link)
    assert driver.execute_script("return document.documentElement.lang") == "zh-Hant"


def _outlined(page: str) -> bool:
    """A Simplified essay with sections."""
    return 'class="outline"' in page and 'name="citation_language" content="zh-Hans"' in page


@pytest.mark.slow
def test_a_site_may_be_shown_in_one_script_until_the_reader_chooses(driver: Any, site: Path, tmp_path: Path) -> None:
    """`site.script` of corpus.yml, which the pages carry as <meta name="script">."""
    for folder in ("assets", "script"):
        (tmp_path / folder).symlink_to(site / folder)
    (tmp_path / "essays").mkdir()
    page = next(text for p in sorted((site / "essays").glob("*.html")) if _outlined(text := p.read_text("utf-8")))
    shown = tmp_path / "essays" / "shown.html"
    shown.write_text(page.replace("<script", '<meta name="script" content="traditional"><script', 1), "utf-8")
    title = "return document.querySelector('h1').textContent"
    driver.get(shown.as_uri())
    driver.execute_script("localStorage.clear()")
    driver.get(shown.as_uri())
    choose(driver, "traditional")
    there = driver.execute_script(title)
    assert driver.execute_script("return reading.choices.script") is None
    choose(driver, "source")
    assert CONVERT["s2t"](driver.execute_script(title)) == there
    assert driver.execute_script("return reading.choices.script") == "source"
