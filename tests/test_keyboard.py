"""With the keyboard alone: on every kind of page Tab reaches all that can be used, and one sees where one is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium, served
from tests.every_page import kinds
from tests.test_interface import find, resize

pytestmark = pytest.mark.slow

#: Numbers what a person could use now. Of radio buttons of one name the keyboard stops at the chosen one.
_NUMBER = """
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length;
  const chosen = (one) => one.type !== 'radio' || one.checked
    || !document.querySelector(`input[name="${one.name}"]:checked`);
  const all = [...document.querySelectorAll(usable)].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && shown(one) && chosen(one));
  all.forEach((one, number) => { one.dataset.stop = number; });
  // Where a field asked for the focus, Tab begins behind it.
  const begun = Boolean(document.activeElement) && document.activeElement !== document.body;
  document.activeElement?.blur();
  return [begun, all.map((one) => one.outerHTML.slice(0, 120))];
"""
#: Where the keyboard is: its number, whether a ring or shadow is drawn, whether it stands within the window.
_HERE = """
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
  return [Number(one.dataset.stop ?? -1), ring, within, one.outerHTML.slice(0, 120)];
"""
#: Without smooth scrolling, so that a stop is where it will be.
_AT_ONCE = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
#: The box for searching opens and closes with a movement; meanwhile a phone's page does not scroll, and then goes back.
_BOX_RESTS = """
  const done = arguments[arguments.length - 1], since = performance.now();
  const look = () => {
    const open = document.getElementById('__search').checked, locked = 'mdScrolllock' in document.body.dataset;
    if (performance.now() - since > 600 && (open || !locked)) done();
    else setTimeout(look, 50);
  };
  look();
"""


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(every_site: Path) -> Iterator[str]:
    with served(every_site.parent) as root:
        yield f"{root}/site"


def press(driver: Any, key: str, code: int) -> None:
    for kind in ("rawKeyDown", "keyUp"):
        driver.execute_cdp_cmd(
            "Input.dispatchKeyEvent", {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}
        )


def tab(driver: Any) -> None:
    press(driver, "Tab", 9)


def wait(driver: Any, seconds: float) -> None:
    driver.execute_async_script("setTimeout(arguments[1], arguments[0] * 1000)", seconds)


@pytest.mark.parametrize("width", [360, 1440])
def test_tab_reaches_everything_and_shows_where_it_is(driver: Any, every_site: Path, address: str, width: int) -> None:
    wrong: list[tuple[str, str, str]] = []
    for kind, page in kinds(every_site).items():
        resize(driver, width)
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", _AT_ONCE)
        driver.get(f"{address}/{page.relative_to(every_site)}")
        if kind != "home":  # the box for searching is the same on all pages, and slow
            driver.execute_script("document.querySelector('.md-search')?.remove()")
        wrong += [(kind, *told) for told in _walk(driver)]
    assert not wrong, "\n".join(map(str, wrong))


def _walk(driver: Any) -> Iterator[tuple[str, str]]:
    """Goes through the page with Tab; gives what is wrong, and where."""
    begun, stops = driver.execute_script(_NUMBER)
    assert len(stops) > 5
    reached: set[int] = set()
    rounds, boxed = 0, False
    for _ in range(2 * len(stops) + 20):
        tab(driver)
        here = driver.execute_script(_HERE)
        if here is None:  # the end of the page
            rounds += 1
            if rounds > begun:
                break
            continue
        number, ring, within, told = here
        reached.add(number)
        if boxed or "md-search" in told:
            driver.execute_async_script(_BOX_RESTS)
        boxed = "md-search" in told
        for _ in range(10):  # the page scrolls there a moment later
            if within:
                break
            wait(driver, 0.05)
            within = driver.execute_script(_HERE)[2]
        if not ring:
            yield "without a ring", told
        if not within:
            yield "out of sight", told
    if rounds <= begun:
        yield "does not come to an end", ""
    yield from (("never reached", stop) for number, stop in enumerate(stops) if number not in reached)


def test_a_reader_chooses_cites_and_searches_without_a_mouse(driver: Any, every_site: Path, address: str) -> None:
    resize(driver, 1440)
    driver.get(f"{address}/essays/zu-zhi-gong-zuo-de-xu-yu-shi.html")
    driver.execute_script("document.querySelector('.reader__open').focus()")
    press(driver, " ", 32)
    assert driver.execute_script("return document.getElementById('reader').open")
    tab(driver)
    inside = "return document.getElementById('reader').contains(document.activeElement)"
    assert driver.execute_script(inside)
    press(driver, "Escape", 27)
    assert not driver.execute_script("return document.getElementById('reader').open")
    assert driver.execute_script("return document.activeElement.matches('.reader__open')")
    driver.execute_script("document.querySelector('#p2 .number').focus()")
    press(driver, "Enter", 13)
    wait(driver, 0.2)
    assert find(driver, ".cite").is_displayed()
    assert driver.execute_script("return location.hash.startsWith('#p2')")
