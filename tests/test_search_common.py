"""What stands nearly everywhere is answered from few files, and hides nothing that is asked for with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.search import ASK as SHOWN_SLUGS
from tests.bench.search import library, write
from tests.browser import chromium, requested
from tests.test_search import published

pytestmark = pytest.mark.slow

ESSAYS = 40
ASK = """
  const [query, done] = arguments;
  essaySearch.load().then(() => essaySearch.find(query)).then(async ({ asked, hits }) => {
    const numbers = hits.map((hit) => hit.number).sort((one, other) => one - other);
    const { kept } = await essaySearch.shown(asked, hits, 0, 5);
    done({ numbers, first: kept.map((one) => [one.exact, one.quotes.length]), groups: kept.map((one) => one.hit.group) });
  });
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """The made-up essays in the order of their numbers, which is that of their slugs in a library of one block."""
    items = sorted(library(ESSAYS), key=lambda item: item.slug)
    return {number: "\n".join(block.text for block in item.essay.blocks) for number, item in enumerate(items)}


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("index")
    write(folder, library(ESSAYS))
    with chromium(listened=True) as found:
        found.get(f"{Path(folder).as_uri()}/index.html")
        yield found


def test_alone_it_costs_one_file_of_terms(driver: Any, texts: dict[int, str]) -> None:
    requested(driver)
    told = driver.execute_async_script(ASK, "的")
    terms = [url for url in requested(driver) if "/b0/s" in url]
    assert len(terms) == 1
    assert told["numbers"] == [number for number, text in texts.items() if "的" in text]
    assert all(exact and quotes for exact, quotes in told["first"])


@pytest.mark.parametrize("query", ["的 组织", "组织 的", "“的” 组织", "的 organization"])
def test_it_hides_nothing_of_what_is_asked_for_with_it(driver: Any, query: str) -> None:
    alone = driver.execute_async_script(ASK, query.replace("“的”", "").replace("的", "").strip())
    both = driver.execute_async_script(ASK, query)
    assert both["numbers"] == alone["numbers"]
    if "组织" in query:  # in English essays it does not stand
        assert all(exact for exact, _ in both["first"])


def test_two_of_them_are_asked_for_together(driver: Any, texts: dict[int, str]) -> None:
    told = driver.execute_async_script(ASK, "的 一")
    assert set(told["numbers"]) >= {number for number, text in texts.items() if "的" in text and "一" in text}


def loaded(driver: Any, address: str, query: str) -> tuple[dict[str, Any], list[str]]:
    """The answer to `query` on a page that has loaded nothing of the index, and the files of terms it asked for."""
    driver.get(f"{address}/index.html")
    requested(driver)
    told = driver.execute_async_script(ASK, query)
    return told, [url for url in requested(driver) if re.search(r"/b\d+/s", url)]


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("the work of", 3),  # work; what follows it; what follows the
        ("of the", 1),
        ("organization of the work", 4),
        ("县里第一次公开选拔报名的人排到", 8),
    ],
)
def test_a_phrase_asks_few_files_of_a_block(driver: Any, query: str, most: int) -> None:
    address = driver.current_url.rpartition("/")[0]
    _, terms = loaded(driver, address, query)
    assert 0 < len(terms) <= most


def test_common_words_that_follow_each_other_nowhere_are_found_apart(driver: Any) -> None:
    told = driver.execute_async_script(ASK, "of zyzzyva")
    assert told["numbers"] == driver.execute_async_script(ASK, "of")["numbers"] != []


PARTED = "It was for one. That one year was long. In that year the snow lay deep."
WHOLE = "Nobody had asked for one year the same thing of the same man."
FEW_MORE = 30  # more than twice as many as are asked for


@pytest.fixture(scope="module")
def phrase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Essays that say each couple of a phrase over and over, one that says the phrase once."""
    texts = {f"parted-{number}": [PARTED] * 3 for number in range(FEW_MORE)} | {"whole": ["A day in May.", WHOLE]}
    items = [published(slug, "Notes", *paragraphs, language="en") for slug, paragraphs in texts.items()]
    folder = tmp_path_factory.mktemp("phrase")
    write(folder, items)
    with chromium(listened=True) as found:
        found.get(f"{Path(folder).as_uri()}/index.html")
        yield found


def test_an_essay_that_says_the_phrase_is_found_among_those_that_say_its_couples(phrase: Any) -> None:
    slugs = phrase.execute_async_script(SHOWN_SLUGS, json.dumps("for one year the"), 10)["slugs"]
    assert slugs[0] == "whole"


def test_a_common_word_that_stands_in_few_paragraphs_has_few_texts_read(phrase: Any) -> None:
    address = phrase.current_url.rpartition("/")[0]
    phrase.get(f"{address}/index.html")
    requested(phrase)
    told = phrase.execute_async_script(ASK, "deep of snow")
    texts = [url for url in requested(phrase) if re.search(r"/b\d+/t", url)]
    assert len(told["first"]) >= 5 and len(texts) <= 5  # twenty essays, four a file
