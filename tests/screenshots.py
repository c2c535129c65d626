"""Pictures of each kind of page, to be looked at: `python -m tests.screenshots [SITE] [FOLDER]`.

Without a site, the made-up library of the tests is built and photographed: phone, tablet and desktop, light and dark,
and as it lies on paper.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

from tests.browser import chromium
from tests.made_library import build_site, library

WIDTHS = {"phone": 360, "tablet": 768, "desktop": 1440}
#: One page of each kind; the first that matches is taken.
KINDS = (
    "index.html",
    "essays/*.html",
    "themes/index.html",
    "themes/*.html",
    "collections/index.html",
    "collections/*.html",
    "print/*.html",
    "print/themes/*.html",
    "lists/title.html",
    "lists/date.html",
    "repairs/index.html",
    "quality.html",
    "404.html",
)


def first_pages(site: Path) -> list[Path]:
    """One page of each kind that the site has: of essays the longest, which shows most."""
    found: list[Path] = []
    for kind in KINDS:
        pages = [page for page in site.glob(kind) if page.name != "index.html" or "*" not in kind]
        if pages:
            found.append(max(pages, key=lambda page: (page.stat().st_size, page.name)))
    return found


def on_paper(site: Path, folder: Path) -> int:
    """Writes a PDF of each page that people print; returns how many."""
    pages = [page for page in first_pages(site) if page.parent.name in ("essays", "print", "themes")]
    with chromium() as driver:
        for page in pages:
            driver.get(page.as_uri())
            made = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
            (folder / f"{_kind(site, page)}-paper.pdf").write_bytes(base64.b64decode(made["data"]))
    return len(pages)


def _kind(site: Path, page: Path) -> str:
    return page.relative_to(site).with_suffix("").as_posix().replace("/", "-")


def photograph(site: Path, folder: Path) -> int:
    """Writes the pictures of `site` into `folder`; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    number = on_paper(site, folder)
    for dark in (False, True):
        for name, width in WIDTHS.items():
            with chromium(width, 1200, dark=dark) as driver:
                for page in first_pages(site):
                    driver.get(page.as_uri())
                    driver.save_screenshot(
                        str(folder / f"{_kind(site, page)}-{name}-{'dark' if dark else 'light'}.png")
                    )
                    number += 1
    return number


def main() -> None:
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "screenshots")
    with tempfile.TemporaryDirectory() as made:
        site = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else build_site(library(), Path(made))
        print(f"{photograph(site, folder)} pictures in {folder}")


if __name__ == "__main__":
    main()
