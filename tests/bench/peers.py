"""Other engines on the same essays in the same run: Material's stock search, and Pagefind where it is installed.

`python -m tests.bench.peers 250 1000`; neither is part of the program. Pagefind: `pip install "pagefind[extended]"`.
"""

from __future__ import annotations

import html
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from builder.model import Published
from tests.bench.search import FIRST, library, measure, phrases, write
from tests.browser import chromium, served

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


def stock(folder: Path, items: Sequence[Published], asked: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
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
    with served(folder / "site") as root, chromium() as driver:
        began = time.monotonic()
        driver.get(f"{root}/index.html")
        told["first answer, ms"] = round(1000 * (_stock(driver, asked["exact 4-6"][0][0], PATIENCE)[1] - began))
        for kind, samples in asked.items():
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


def pagefind(folder: Path, items: Sequence[Published], asked: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """Pagefind over http; from a folder it does not run."""
    if importlib.util.find_spec("pagefind") is None:
        return {"not measured": "pagefind is not installed"}
    for item in items:
        body = "".join(f"<p>{html.escape(block.text)}</p>" for block in item.essay.blocks)
        page = f"<!doctype html><html lang=zh><meta charset=utf-8><title>x</title><body><h1>{html.escape(item.essay.title or '')}</h1>{body}"
        (folder / f"{item.slug}.html").write_text(page, encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><html lang=zh><title>x</title>", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(folder)], check=True, capture_output=True)
    told: dict[str, Any] = {}
    with served(folder) as root, chromium() as driver:
        driver.set_script_timeout(60)
        driver.get(f"{root}/index.html")
        told["first answer, ms"] = round(driver.execute_async_script(PAGEFIND, asked["exact 4-6"][0][0], FIRST)["took"])
        for kind, samples in asked.items():
            answers = [driver.execute_async_script(PAGEFIND, query, FIRST) for query, _ in samples[:ASKED]]
            right = sum(
                f"{slug}.html" in answer.get("slugs", ()) for answer, (_, slug) in zip(answers, samples, strict=False)
            )
            told[f"{kind}: among the first {FIRST}"] = round(right / len(answers), 3)
            told[f"{kind}: later answer, ms (median)"] = round(median(answer.get("took", 0) for answer in answers), 1)
    return told


def main(sizes: Sequence[int]) -> None:
    for count in sizes:
        items = library(count)
        asked = phrases(items, random.Random(count))
        for name in ("ours", "Material's stock search", "Pagefind"):
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                if name == "ours":
                    write(folder, items)
                    told = measure(folder, asked)
                else:
                    told = (stock if name.startswith("Material") else pagefind)(folder, items, asked)
            print(f"{count} essays, {name}: {json.dumps(told, ensure_ascii=False)}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [250])
