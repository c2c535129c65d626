"""An input method at work in Chromium: what is half composed asks nothing, and what is committed asks without a further key.

DevTools composes as a method for pinyin does: compositionstart, compositionupdate with the letters so far, then the text
in their place. Each letter is also a key, as on a keyboard; the browser gives it as number 229.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import chromium, complaints

pytestmark = pytest.mark.slow

BOX, FIELD = "[data-md-component=search-query]", ".ask-page input[name=q]"
LETTERS = ("z", "zu", "zu'z", "zu'zh", "zu'zhi")
#: Longer than page and box wait after a key.
PAUSE = 0.25
#: Notes what the program is asked, and what happens in the field.
LISTEN = """
  const [field, done] = arguments;
  window.asked = [];
  window.happened = [];
  for (const name of ["compositionstart", "compositionupdate", "compositionend"])
    document.querySelector(field).addEventListener(name, () => window.happened.push(name));
  essaySearch.load().then(() => essaySearch.layout()).then(() => {
    const find = essaySearch.find;
    essaySearch.find = (text, ...rest) => {
      window.asked.push(text);
      return find(text, ...rest);
    };
    done();
  });
"""


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


def open_field(driver: Any, address: str, page: str, field: str) -> None:
    driver.get(f"{address}/{page}")
    if field == BOX:
        driver.execute_script("document.getElementById('__search').click()")
    driver.execute_script("document.querySelector(arguments[0]).focus()", field)
    driver.execute_async_script(LISTEN, field)


def compose(driver: Any, letters: str) -> None:
    """One more letter in the method's hands, with its key."""
    driver.execute_cdp_cmd(
        "Input.dispatchKeyEvent", {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process"}
    )
    place = {"selectionStart": len(letters), "selectionEnd": len(letters)}
    driver.execute_cdp_cmd("Input.imeSetComposition", {"text": letters, **place})
    driver.execute_cdp_cmd(
        "Input.dispatchKeyEvent", {"type": "keyUp", "windowsVirtualKeyCode": 229, "key": letters[-1]}
    )


def found(driver: Any, site: str, selector: str) -> list[str]:
    """Addresses of the essays of `site` that are shown, once there are any."""
    script = """return [...document.querySelectorAll(arguments[0])].map((link) => link.href)
      .filter((href) => href.startsWith(arguments[1]))"""
    deadline = time.monotonic() + 10
    while not (links := driver.execute_script(script, selector, f"{site}/essays/")) and time.monotonic() < deadline:
        time.sleep(0.05)
    told: list[str] = links
    return told


@pytest.mark.parametrize(
    ("page", "field", "shown"),
    [("index.html", BOX, ".md-search-result__link"), ("search.html", FIELD, ".search-title a")],
    ids=["box", "page"],
)
def test_what_is_committed_is_asked_and_nothing_before(
    driver: Any, opened_site: str, page: str, field: str, shown: str
) -> None:
    open_field(driver, opened_site, page, field)
    for letters in LETTERS:
        compose(driver, letters)
        time.sleep(PAUSE)
    assert driver.execute_script("return document.querySelector(arguments[0]).value", field) == LETTERS[-1]
    assert driver.execute_script("return window.asked") == []
    assert not driver.execute_script("return document.querySelectorAll(arguments[0]).length", shown)
    driver.execute_cdp_cmd("Input.insertText", {"text": "组织"})
    essays = found(driver, opened_site, shown)
    assert essays
    assert driver.execute_script("return document.querySelector(arguments[0]).value", field) == "组织"
    assert driver.execute_script("return window.asked") == ["组织"]
    happened = driver.execute_script("return window.happened")
    assert happened[0] == "compositionstart" and happened[-1] == "compositionend"
    assert happened.count("compositionupdate") >= len(LETTERS)
    driver.get(f"{opened_site}/search.html?q=%E7%BB%84%E7%BB%87")
    assert set(map(slug, essays)) <= set(map(slug, found(driver, opened_site, ".search-title a")))
    assert not complaints(driver)


@pytest.mark.parametrize(
    ("page", "field", "shown"),
    [("index.html", BOX, ".md-search-result__link"), ("search.html", FIELD, ".search-title a")],
    ids=["box", "page"],
)
def test_an_answer_stays_while_the_next_word_is_composed(
    driver: Any, opened_site: str, page: str, field: str, shown: str
) -> None:
    open_field(driver, opened_site, page, field)
    driver.execute_cdp_cmd("Input.insertText", {"text": "组织"})
    before = found(driver, opened_site, shown)
    time.sleep(PAUSE)
    for letters in ("g", "go", "gong"):
        compose(driver, letters)
        time.sleep(PAUSE)
    assert before and found(driver, opened_site, shown) == before
    assert driver.execute_script("return window.asked") == ["组织"]
    driver.execute_cdp_cmd("Input.insertText", {"text": "工作"})
    deadline = time.monotonic() + 10
    while len(asked := driver.execute_script("return window.asked")) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert asked == ["组织", "组织工作"]


def slug(address: str) -> str:
    return address.rpartition("/")[2].partition(".html")[0]
