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
FIRST_TOLD = "ms cold, with program, again; KB gzip, raw; files"
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
# The addresses of all essays that answer, the best first.
FIND = """
  const [query, done] = arguments;
  essaySearch.find(query).then(async ({hits}) => {
    const titles = await essaySearch.whole('titles');
    done(hits.map(({number}) => titles[number][0]));
  });
"""
#: A word inside longer ones, as both scripts print these; and a word in both scripts.
INSIDE, WHOLE = "选拔", ("公开选拔", "公開選拔", "选拔", "選拔")
BOTH = ("组织", "組織")
READY = "const done = arguments[0]; essaySearch.load().then(() => essaySearch.layout()).then(() => done())"
# What Material's box shows after a key, and when.
TYPE = """
  const [query, done] = arguments;
  const began = performance.now();
  const box = document.querySelector('[data-md-component=search-query]');
  const list = document.querySelector('.md-search-result__list');
  document.getElementById('__search').click();
  box.focus();
  new MutationObserver((_, me) => {
    if (!list.querySelector('.md-search-result__link')) return;
    me.disconnect();
    done({took: performance.now() - began});
  }).observe(list, {childList: true, subtree: true});
  box.value = query;
  box.dispatchEvent(new InputEvent('input', {bubbles: true}));
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


def first(driver: Any, address: str, query: str, *, box: bool) -> list[float]:
    """Milliseconds of the first answer to `query`: on a page that has loaded nothing of the search; on one that has its
    program, but was asked nothing; and when asked again.

    With `box` through Material's search box, from its key; else by the program alone, and so is what is asked again.
    """
    given = (TYPE, query) if box else (ASK, json.dumps(query), SHOWN)
    opened(driver, address)
    cold = driver.execute_async_script(*given)["took"]
    opened(driver, address, loaded=True)
    known = driver.execute_async_script(*given)["took"]
    return [cold, known, driver.execute_async_script(ASK, json.dumps(query), SHOWN)["took"]]


def load(driver: Any, address: str, folder: Path, query: str, *, box: bool) -> list[float]:
    """KB (gzip, raw) and files that a page loads for its first answer to `query`, the program among them."""
    opened(driver, address)
    requested(driver)
    driver.execute_async_script(*((TYPE, query) if box else (ASK, json.dumps(query), SHOWN)))
    paths = [unquote(url.removeprefix(address).partition("?")[0]).lstrip("/") for url in requested(driver)]
    files = [(folder / path).read_bytes() for path in dict.fromkeys(paths) if (folder / path).is_file()]
    zipped = sum(len(gzip.compress(data)) for data in files) / 1000
    return [round(zipped), round(sum(map(len, files)) / 1000), len(files)]


def opened(driver: Any, address: str, *, loaded: bool = False) -> None:
    """Opens the front page with nothing kept; with `loaded`, program and layout of the search are there."""
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    driver.get(f"{address}/index.html")
    if loaded:
        driver.execute_async_script(READY)


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


def in_both_scripts(driver: Any, texts: Sequence[Text]) -> dict[str, Any]:
    """Whether a word is found inside longer ones of either script, and the same whichever script it is typed in."""
    found = set(driver.execute_async_script(FIND, INSIDE))
    told: dict[str, Any] = {}
    for word in WHOLE:
        say = {text.slug for text in texts if any(word in paragraph for paragraph in text.paragraphs)}
        told[f"{INSIDE}: found of the essays that say {word}"] = f"{len(say & found)} of {len(say)}"
    one, other = (driver.execute_async_script(FIND, word) for word in BOTH)
    told[f"{' and '.join(BOTH)}: the same essays in the same order"] = f"{one == other}, {len(one)}"
    return told


def hostile(driver: Any, address: str) -> dict[str, Any]:
    """Milliseconds of each hostile query: on a page without the program; with it, where nothing was asked; and again."""
    told = {}
    for name, query in HOSTILE.items():
        opened(driver, address)
        answers = [driver.execute_async_script(ASK, json.dumps(query), SHOWN)]
        opened(driver, address, loaded=True)
        answers += [driver.execute_async_script(ASK, json.dumps(query), SHOWN) for _ in range(2)]
        took = [round(answer["took"], 1) if "took" in answer else answer for answer in answers]
        told[f"hostile, {name}: ms without program, first, again"] = took
    return told


def measure(folder: Path, address: str, texts: Sequence[Text], *, box: bool, seed: int) -> dict[str, Any]:
    """Everything that is measured of one folder at one address."""
    told: dict[str, Any] = {}
    asked = phrases(texts, random.Random(seed))
    queries = [query for query in COLD if box or query not in ("organize", "zuzhi", "zz")]
    with chromium(listened=True) as driver:
        loaded = {query: load(driver, address, folder, query, box=box) for query in queries}
    with chromium() as driver:
        driver.set_script_timeout(60)
        for query in queries:
            answers = [first(driver, address, query, box=box) for _ in range(3)]
            took = [round(median(values)) for values in zip(*answers, strict=True)]
            told[f"{query}: {FIRST_TOLD}"] = [*took, *loaded[query]]
        driver.get(f"{address}/index.html")
        driver.execute_async_script(ASK, json.dumps("组织"), SHOWN)
        told |= in_both_scripts(driver, texts)
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
        print(f"  {key:66} {json.dumps(value, ensure_ascii=False)}", flush=True)


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
