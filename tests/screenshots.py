"""Pictures of each kind of page, to be looked at: `python -m tests.screenshots [FOLDER] [KIND …]`.

A small site with every kind of page is built and photographed whole: on a phone, a tablet and a desk, light and dark;
and what people print, as it lies on paper.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.browser import chromium, served
from tests.every_page import every_kind, kinds
from tests.test_interface import resize

#: Name of a picture → width of the page in CSS pixels, and whether it is dark.
VIEWS = {
    "phone": (360, False),
    "phone-dark": (360, True),
    "tablet": (768, False),
    "desktop": (1440, False),
    "desktop-dark": (1440, True),
}
ON_PAPER = ("essay", "essay-english", "essay-hant", "print", "print-theme", "theme")
#: A longer page is cut: what stands below looks like what stands above.
LONGEST = 4_000


def photograph(root: str, pages: Mapping[str, str], folder: Path) -> int:
    """Writes the pictures of `pages` (name → address below `root`) into `folder`; returns how many."""
    with chromium() as driver:
        for view, (width, dark) in VIEWS.items():
            for kind, page in pages.items():
                resize(driver, width, dark=dark)
                driver.get(f"{root}/{page}")
                (folder / f"{kind}-{view}.png").write_bytes(whole(driver, width))
    return len(pages) * len(VIEWS)


def whole(driver: Any, width: int) -> bytes:
    """The whole page as a PNG, as wide as the window."""
    height = min(LONGEST, driver.execute_script("return document.documentElement.scrollHeight"))
    part = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    made = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": part})
    return base64.b64decode(made["data"])


def on_paper(root: str, pages: Mapping[str, str], folder: Path) -> int:
    """Writes a PDF of each page; returns how many."""
    with chromium() as driver:
        for kind, page in pages.items():
            driver.get(f"{root}/{page}")
            made = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
            (folder / f"{kind}-paper.pdf").write_bytes(base64.b64decode(made["data"]))
    return len(pages)


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0] if arguments else "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        site = every_kind(Path(made))
        pages = {kind: page.relative_to(site).as_posix() for kind, page in kinds(site).items()}
        wanted = {kind: page for kind, page in pages.items() if kind in arguments[1:] or not arguments[1:]}
        with served(site.parent) as address:
            root = f"{address}/{site.name}"
            number = photograph(root, wanted, folder)
            number += on_paper(root, {kind: page for kind, page in wanted.items() if kind in ON_PAPER}, folder)
    print(f"{number} pictures in {folder}")


if __name__ == "__main__":
    main(sys.argv[1:])
