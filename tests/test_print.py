"""On paper: each essay on a new sheet, its title and the page's number at the edge, nothing of the interface."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from builder.emit import print_pages
from builder.emit.shelves import arrange
from builder.model import Theme, ThemeEssay
from tests.browser import chromium
from tests.made_library import build_site, library

pypdf = pytest.importorskip("pypdf", reason="pypdf reads what Chromium printed; it is not installed")


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(library(), tmp_path_factory.mktemp("paper"))


def printed(driver: Any, page: Path) -> list[str]:
    """The text of each sheet that Chromium makes of `page`."""
    driver.get(page.as_uri())
    made = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pages = pypdf.PdfReader(io.BytesIO(base64.b64decode(made["data"]))).pages
    assert [round(float(edge)) for edge in (pages[0].mediabox.width, pages[0].mediabox.height)] == [595, 842]
    # Fonts map some characters to the radicals of the same shape; NFKC makes them characters again.
    return ["".join(normalize("NFKC", page.extract_text()).split()) for page in pages]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["print/river-town.html", "print/themes/system.html"])
def test_each_essay_begins_a_sheet_that_bears_its_title(driver: Any, site: Path, name: str) -> None:
    sheets = printed(driver, site / name)
    assert len(sheets) >= 4
    assert "借书的规矩" in sheets[0]
    holder = "山城随笔" if "river" in name else "制度"
    begun = [sheet for sheet in sheets[1:] if sheet.count("第三年") >= 2 and "林远" in sheet]
    assert begun
    for number, sheet in enumerate(sheets, 1):
        assert str(number) in sheet
        assert "阅读设置" not in sheet
        if number > 1:
            assert holder in sheet


@pytest.mark.slow
def test_an_essay_on_paper_says_what_was_repaired_and_no_more(driver: Any, site: Path) -> None:
    sheets = printed(driver, site / "essays/third-year.html")
    assert "山城文库" in sheets[-1]
    said = "".join(sheets)
    assert "共修复4处" in said
    assert "相关文章" not in said
    assert "上一篇" not in said


def test_themes_for_paper_stay_within_a_budget() -> None:
    made = library(more=400)
    entries = tuple(ThemeEssay(f"short-{n}", 1.0, ("p1",)) for n in range(40))
    themes = tuple(Theme(f"t{n}", (("zh-Hans", f"主题{n}"),), (), n == 99, entries) for n in range(100))
    chosen = print_pages.printed_themes(arrange(replace(made, atlas=replace(made.atlas, themes=themes))))
    assert "t99" in chosen
    assert 0 < len(chosen) * print_pages.MOST_OF_A_THEME <= print_pages.MOST_REPRINTED
