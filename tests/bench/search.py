"""What the search costs and finds, in Chromium: `python -m tests.bench.search [--site DIR] [N …]`.

With N: index and program alone, of N made-up essays, from a folder, and beside them Material's stock search and
Pagefind on the same essays (peers.py). With `--site`: a finished site, through its own search box, over http and from
its unpacked zip, the network denied.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote

import pytest

from builder.cache import Cache
from builder.indexing import index
from builder.model import Atlas, Block, Essay, Library, Published, SiteSettings
from builder.script import to_simplified
from builder.site.bundle import bundle
from builder.workers import OneHand
from tests.bench import peers
from tests.bench.corpus import essays
from tests.bench.peers import FIRST
from tests.bench.questions import HOSTILE, Text, of_library, of_site, phrases
from tests.browser import chromium, requested, served
from tests.web_server import behind_nginx

PROGRAM = Path(__file__).resolve().parent.parent.parent / "overrides" / "assets" / "search"
SHOWN = 5  # hits that the box shows first
COLD = (
    "的",
    "组",
    "组织",
    "组织工作",
    "干部选拔",
    "the work of",
    "organize",
    "zuzhi",
    "zz",
)  # typed into a page that has loaded nothing of the index
PAGE = """<!doctype html><meta charset=utf-8><title>bench</title><script src="assets/search/box.js"></script>"""
ASK = """
  const [query, count, done] = arguments;
  const began = performance.now();
  essaySearch.load().then(() => essaySearch.find(JSON.parse(query)))
    .then(async ({asked, hits, missing}) => {
      const {kept} = await essaySearch.shown(asked, hits, 0, count, missing);
      done({slugs: kept.slice(0, count).map((one) => one.slug), took: performance.now() - began, hits: hits.length});
    }, (error) => done({error: String(error)}));
"""
# What Material's box shows after a key, and when.
TYPE = """
  const [query, done] = arguments;
  const box = document.querySelector('[data-md-component=search-query]');
  const list = document.querySelector('.md-search-result__list');
  document.getElementById('__search').click();
  box.focus();
  setTimeout(() => {
    const began = performance.now();
    new MutationObserver((_, me) => {
      if (!list.querySelector('.md-search-result__link')) return;
      me.disconnect();
      done({took: performance.now() - began});
    }).observe(list, {childList: true, subtree: true});
    box.value = query;
    box.dispatchEvent(new InputEvent('input', {bubbles: true}));
  }, WAIT);
"""


def library(count: int) -> list[Published]:
    """Essays as the structure stage would give them: a title, then a paragraph a line."""
    made = []
    for name, text in essays(count):
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        language = "en" if text.isascii() else "zh-Hans" if text == to_simplified(text) else "zh-Hant"
        blocks = tuple(
            Block("paragraph", line, "", f"p{place}", (0, 0), (0, 0)) for place, line in enumerate(lines[1:], 1)
        )
        essay = Essay(
            source=name, index=0, span=(0, 0), title=lines[0], alternative_titles=(), subtitle=None, author=None,
            published=None, publisher=None, language=language, collections=(), blocks=blocks, fields=(), repairs=(),
            problems=(),
        )  # fmt: skip
        made.append(Published(Path(name).stem, essay))
    return made


def write(folder: Path, items: Sequence[Published]) -> None:
    """Writes index and program below `folder`."""
    whole = Library(SiteSettings(), tuple(items), (), Atlas((), (), ()), (), len(items))
    titles = {item.slug: item.essay.title or "" for item in items}
    for file in index(whole, titles, Cache(None), OneHand()):
        if file.root == "site":
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
    (folder / "assets" / "search").mkdir(parents=True)
    for script in PROGRAM.glob("*.js"):
        (folder / "assets" / "search" / script.name).write_bytes(script.read_bytes())
    (folder / "index.html").write_text(PAGE, encoding="utf-8")


def weight(folder: Path, count: int) -> dict[str, float]:
    """What the index of a folder weighs, an essay."""
    files = [path.read_bytes() for path in (folder / "search" / "data").rglob("*.js")]
    return {
        "KB raw an essay": round(sum(map(len, files)) / count / 1000, 1),
        "KB gzip an essay": round(sum(len(gzip.compress(file)) for file in files) / count / 1000, 1),
        "files an essay": round(len(files) / count, 2),
    }


def cold(driver: Any, address: str, folder: Path, query: str, *, box: bool, wait: int = 0) -> tuple[float, float, int]:
    """Milliseconds, KB (gzip) and files from the first key to the first answer, in a page that was just opened.

    With `box` through Material's search box, `wait` milliseconds after it was opened; else by the program alone.
    """
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    driver.get(f"{address}/index.html")
    requested(driver)
    if box:
        answer = driver.execute_async_script(TYPE.replace("WAIT", str(wait)), query)
    else:
        answer = driver.execute_async_script(ASK, json.dumps(query), SHOWN)
    paths = [unquote(url.removeprefix(address).partition("?")[0]).lstrip("/") for url in requested(driver)]
    loaded = [(folder / path).read_bytes() for path in dict.fromkeys(paths) if (folder / path).is_file()]
    return answer["took"], sum(len(gzip.compress(data)) for data in loaded) / 1000, len(loaded)


def recall(driver: Any, asked: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Shares of questions whose essay was among the first, how long answers took, and the questions that missed."""
    told: dict[str, Any] = {}
    missed = []
    for kind, samples in asked.items():
        took = []
        lost = []
        for query, slug in samples:
            answer = driver.execute_async_script(ASK, json.dumps(query), FIRST)
            if slug not in answer.get("slugs", ()):
                lost.append((query, slug))
            took.append(answer.get("took", float("inf")))
        if samples:
            told[f"{kind}: among the first {FIRST}"] = round(1 - len(lost) / len(samples), 3)
            told[f"{kind}: later answer, ms (median)"] = round(median(took), 1)
            told[f"{kind}: later answer, ms (95 %)"] = round(sorted(took)[int(0.95 * len(took))], 1)
        missed += lost
    return told, missed


def hostile(driver: Any, address: str) -> dict[str, Any]:
    """Milliseconds of each hostile query, the first thing that is asked of a page but for its program, and again."""
    told = {}
    for name, query in HOSTILE.items():
        driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        driver.get(f"{address}/index.html")
        driver.execute_async_script("essaySearch.load().then(() => essaySearch.layout()).then(() => arguments[0]())")
        answers = [driver.execute_async_script(ASK, json.dumps(query), SHOWN) for _ in range(2)]
        told[f"hostile, {name}: ms"] = [round(answer["took"], 1) if "took" in answer else answer for answer in answers]
    return told


def measure(folder: Path, address: str, texts: Sequence[Text], *, box: bool, seed: int) -> dict[str, Any]:
    """Everything that is measured of one folder at one address."""
    told: dict[str, Any] = {}
    asked = phrases(texts, random.Random(seed))
    with chromium() as driver:
        driver.set_script_timeout(60)
        for query in COLD:
            if box or query not in ("organize", "zuzhi", "zz"):
                took, size, files = (
                    median(values)
                    for values in zip(*(cold(driver, address, folder, query, box=box) for _ in range(3)), strict=True)
                )
                told[f"first answer to {query}: ms, KB gzip, files"] = [round(took), round(size), files]
        driver.get(f"{address}/index.html")
        driver.execute_async_script(ASK, json.dumps("组织"), SHOWN)
        shares, missed = recall(driver, asked)
        told |= shares
        told |= hostile(driver, address)
    if missed:
        told["missed"] = missed
    return told


def of_folder(count: int) -> None:
    """Index and program alone, and the other engines, on `count` made-up essays."""
    items = library(count)
    texts = of_library(items)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, items)
        told = weight(folder, count) | measure(folder, folder.as_uri(), texts, box=False, seed=count)
    tell(f"{count} essays, ours", told)
    for engine, found in peers.measured(items, phrases(texts, random.Random(count))):
        tell(f"{count} essays, {engine}", found)


def of_finished(site: Path) -> None:
    """A whole site, and its zip."""
    texts = list(of_site(site))
    tell(f"{len(texts)} essays, {site}", weight(site, len(texts)))
    with ExitStack() as stack:
        unpacked = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        archive = unpacked / "essays.zip"
        bundle(site, archive)
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(unpacked)
        inside = next(path.parent for path in sorted(unpacked.rglob("index.html"), key=lambda path: len(path.parts)))
        for kind, folder, address in (
            ("over http", site, web_server(site, stack).rstrip("/")),
            ("unpacked zip, file://", inside, inside.as_uri()),
        ):
            tell(f"{len(texts)} essays, {kind}", measure(folder, address, texts, box=True, seed=len(texts)))


def web_server(site: Path, stack: ExitStack) -> str:
    """The address of `site` behind nginx, as it is meant to stand; on a machine without it, behind Python's server."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    try:
        return stack.enter_context(behind_nginx(site, folder))
    except pytest.skip.Exception:
        return stack.enter_context(served(site))


def tell(head: str, told: Mapping[str, Any]) -> None:
    print(head)
    for key, value in told.items():
        print(f"  {key:56} {json.dumps(value, ensure_ascii=False)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description="what the search costs and finds")
    parser.add_argument("sizes", type=int, nargs="*", metavar="N", help="made-up essays (default: 1000)")
    parser.add_argument("--site", type=Path, action="append", default=[], metavar="DIR", help="a finished site")
    given = parser.parse_args()
    for site in given.site:
        of_finished(site.resolve())
    for count in given.sizes or ([] if given.site else [1_000]):
        of_folder(count)


if __name__ == "__main__":
    main()
