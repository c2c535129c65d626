"""What the zip of a large library costs a reader: `python -m tests.bench.zip [--site SITE] [N …]`, 5,000 essays by default.

Builds a made-up library, bundles it, extracts it, and opens it in Chromium from `file://` with the network denied: the
front page, an essay, and a search from its first key to its first answer. `--site` measures a site that is already there.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from builder.site.bundle import bundle
from tests.bench.corpus import write
from tests.browser import chromium

REPOSITORY = Path(__file__).resolve().parent.parent.parent
TIMES = 5  # the median of so many openings
QUERIES = ("组织工作", "干部选拔", "老百姓", "organisation")
_SLOWEST = 60  # seconds that an answer is waited for
LOADED = "const it = performance.getEntriesByType('navigation')[0]; return it.loadEventEnd - it.startTime"
#: From the first key in the box to the first essay that it shows.
SEARCH = """
const [asked, done] = arguments;
const box = document.querySelector(".md-search__input");
const toggle = document.getElementById("__search");
if (!toggle.checked) toggle.click();
box.focus();
const began = performance.now();
box.value = asked;
box.dispatchEvent(new InputEvent("input", { bubbles: true }));
const look = () => {
  const found = document.querySelectorAll('.md-search-result__link[href*="essays/"]').length;
  if (found || performance.now() - began > 60000) done([performance.now() - began, found]);
  else requestAnimationFrame(look);
};
look();
"""


def kinds(target: Path) -> list[tuple[str, int, float]]:
    """Kind of file, how many the zip holds, MB; most files first."""
    files: Counter[str] = Counter()
    packed: Counter[str] = Counter()
    with zipfile.ZipFile(target) as archive:
        for entry in archive.infolist():
            parts = entry.filename.split("/")[1:]
            kind = "front matter" if len(parts) == 1 else parts[0]
            files[kind] += 1
            packed[kind] += entry.compress_size
    return [(kind, count, packed[kind] / 1e6) for kind, count in files.most_common()]


def opened(driver: Any, address: str) -> float:
    """Milliseconds until a page is whole: the median."""
    found = []
    for _ in range(TIMES):
        driver.get("about:blank")
        driver.get(address)
        found.append(float(driver.execute_script(LOADED)))
    return median(found)


def measured(site: Path, folder: Path) -> Iterator[str]:
    """Lines: size, files by kind, and milliseconds to open and to search."""
    target = folder / "essays.zip"
    began = time.process_time()
    files = bundle(site, target)
    essays = len(list((site / "essays").glob("*.html")))
    size = target.stat().st_size / 1e6
    seconds = time.process_time() - began
    yield f"{essays} essays: {size:.1f} MB, {files} files ({files / essays:.2f} an essay), bundled in {seconds:.1f} s cpu"
    for kind, count, packed in kinds(target):
        yield f"  {kind:14} {count:6} files {packed:8.1f} MB"
    began = time.perf_counter()
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    yield f"  extracted in {time.perf_counter() - began:.1f} s"
    root = (folder / "essays").as_uri()
    page = min((folder / "essays" / "essays").glob("*.html")).name
    with chromium(listened=True) as driver:
        driver.set_script_timeout(_SLOWEST + 10)
        for name in ("index.html", f"essays/{page}", "themes/index.html", "lists/title.html"):
            yield f"  {name:32.32} open after {opened(driver, f'{root}/{name}'):6.0f} ms"
        for asked in QUERIES:
            first = []
            for _ in range(TIMES):
                driver.get(f"{root}/index.html")
                milliseconds, found = driver.execute_async_script(SEARCH, asked)
                first.append(milliseconds if found else float("inf"))
            yield f"  {asked:28} first answer after {median(first):6.0f} ms"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.zip", description="what the zip costs a reader")
    parser.add_argument("sizes", type=int, nargs="*", metavar="N", help="essays (default: 5000)")
    parser.add_argument("--site", type=Path, help="measure this site and build none")
    given = parser.parse_args(arguments)
    if given.site:
        with tempfile.TemporaryDirectory() as name:
            for line in measured(given.site.resolve(), Path(name)):
                print(line, flush=True)
        return
    for count in given.sizes or (5_000,):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            content, site = write(folder / "content", count), folder / "site"
            command = [sys.executable, "-m", "builder", "build", "--quiet", "--content", content, "--site", site]
            subprocess.run([str(part) for part in command], cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)
            for line in measured(site, folder):
                print(line, flush=True)


if __name__ == "__main__":
    main()
