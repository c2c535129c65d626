"""In Chromium a word is found inside longer ones, in either script, whichever of the two it is typed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.search import FIND, write
from tests.browser import chromium
from tests.test_search import LIBRARY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("scripts")
    write(folder, LIBRARY)
    with chromium() as found:
        found.get(f"{Path(folder).as_uri()}/index.html")
        found.execute_async_script("essaySearch.load().then(arguments[0])")
        yield found


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("选拔", {"selection", "forms"}),  # which say 公开选拔 and 公開選拔
        ("選拔", {"selection", "forms"}),
        ("开选", {"selection", "forms"}),
        ("组织部", {"forms"}),
        ("老禮堂", {"selection"}),
    ],
)
def test_a_word_inside_others_is_found_in_both_scripts(driver: Any, query: str, slugs: set[str]) -> None:
    assert set(driver.execute_async_script(FIND, query)) == slugs
