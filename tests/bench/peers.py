"""Other engines on the same essays in the same run: Material's stock search, and Pagefind.

Neither is part of the program. Pagefind comes from the package index into an environment of its own, which is thrown
away; where there is no index it is not measured, and that is said.
"""

from __future__ import annotations

import html
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from builder.model import Published
from tests.browser import chromium, served

Asked = Mapping[str, Sequence[tuple[str, str]]]
PAGEFIND_VERSION = "1.5.2"
FIRST = 10  # results in which an essay must be
#: Above this many essays a stock index takes minutes and gigabytes in the browser.
MOST = 1_000
ASKED = 40  # of each kind: a stock index answers in seconds
PATIENCE = 400  # seconds for an index to be ready

CONFIG = """\
site_name: stock
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: /essays/
"""
PAGEFIND = """
  const [query, count, done] = arguments;
  (async () => {
    const began = performance.now();
    window.engine ||= await import(new URL('pagefind/pagefind.js', location).href);
    const found = await window.engine.search(query);
    const shown = await Promise.all(found.results.slice(0, count).map((one) => one.data()));
    done({slugs: shown.map((one) => one.url.split('/').pop().split('#')[0]), took: performance.now() - began});
  })().catch((error) => done({error: String(error)}));
"""
STOCK_ASK = """
  const [query] = arguments;
  const box = document.querySelector('[data-md-component=search-query]');
  document.querySelector('.md-search-result__list').replaceChildren();
  box.focus(); box.value = query;
  box.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
"""
STOCK_FOUND = """
  return [...document.querySelectorAll('.md-search-result__item > .md-search-result__link')].slice(0, arguments[0])
    .map((link) => new URL(link.href).pathname.split('/').pop());
"""


def stock(folder: Path, items: Sequence[Published], asked: Asked) -> dict[str, Any]:
    """Material's own search over http, as `mkdocs build` makes it."""
    docs = folder / "docs" / "essays"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Stock\n", encoding="utf-8")
    for item in items:
        text = "\n\n".join([f"# {item.essay.title}", *(block.text for block in item.essay.blocks)])
        (docs / f"{item.slug}.md").write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True, capture_output=True)
    told: dict[str, Any] = {}
    index = folder / "site" / "search" / "search_index.json"
    told["index, KB raw an essay"] = round(index.stat().st_size / len(items) / 1000, 1)
    with served(folder / "site") as root, chromium(listened=True) as driver:
        began = time.monotonic()
        driver.get(f"{root}/index.html")
        told["first answer, ms"] = round(1000 * (_stock(driver, next(iter(asked.values()))[0][0], PATIENCE)[1] - began))
        for kind, samples in asked.items():
            if samples:
                right = sum(f"{slug}.html" in _stock(driver, query, 3)[0] for query, slug in samples[:ASKED])
                told[f"{kind}: among the first {FIRST}"] = round(right / len(samples[:ASKED]), 3)
    return told


def _stock(driver: Any, query: str, patience: float) -> tuple[list[str], float]:
    """Pages shown for `query`, and when; an engine that finds nothing shows nothing until patience ends."""
    driver.execute_script(STOCK_ASK, query)
    deadline = time.monotonic() + patience
    found: list[str] = []
    while not found and time.monotonic() < deadline:
        time.sleep(0.05)
        found = driver.execute_script(STOCK_FOUND, FIRST)
    return found, time.monotonic()


def pagefind(folder: Path, items: Sequence[Published], asked: Asked) -> dict[str, Any]:
    """Pagefind over http; from a folder it does not run."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted = f"pagefind[extended]=={PAGEFIND_VERSION}"
    installed = subprocess.run([python, "-m", "pip", "install", "--quiet", wanted], capture_output=True, check=False)
    if installed.returncode:
        return {"not measured": f"{wanted} could not be installed"}
    folder = folder / "site"
    folder.mkdir()
    for item in items:
        body = "".join(f"<p>{html.escape(block.text)}</p>" for block in item.essay.blocks)
        page = f"<!doctype html><html lang=zh><meta charset=utf-8><title>x</title><body><h1>{html.escape(item.essay.title or '')}</h1>{body}"
        (folder / f"{item.slug}.html").write_text(page, encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><html lang=zh><title>x</title>", encoding="utf-8")
    subprocess.run([python, "-m", "pagefind", "--site", str(folder)], check=True, capture_output=True)
    told: dict[str, Any] = {}
    with served(folder) as root, chromium(listened=True) as driver:
        driver.set_script_timeout(60)
        driver.get(f"{root}/index.html")
        told["first answer, ms"] = round(
            driver.execute_async_script(PAGEFIND, next(iter(asked.values()))[0][0], FIRST)["took"]
        )
        for kind, samples in asked.items():
            if not samples:
                continue
            answers = [driver.execute_async_script(PAGEFIND, query, FIRST) for query, _ in samples[:ASKED]]
            right = sum(
                f"{slug}.html" in answer.get("slugs", ()) for answer, (_, slug) in zip(answers, samples, strict=False)
            )
            told[f"{kind}: among the first {FIRST}"] = round(right / len(answers), 3)
            told[f"{kind}: later answer, ms (median)"] = round(median(answer.get("took", 0) for answer in answers), 1)
    return told


def measured(items: Sequence[Published], asked: Asked) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each engine's name and what was seen of it."""
    for name, engine in (("Material's stock search", stock), ("Pagefind", pagefind)):
        if len(items) > MOST:
            yield name, {"not measured": f"above {MOST} essays it would take too long"}
            continue
        with tempfile.TemporaryDirectory() as place:
            yield name, engine(Path(place), items, asked)
