"""What the search costs and finds, in Chromium, from a folder: `python -m tests.bench.search 1000 5000`."""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from builder import search
from builder.characters import HAN
from builder.model import Block, Essay, Output, Published
from builder.script import to_simplified
from builder.search.names import fold_pairs
from builder.search.terms import folded
from tests.bench.corpus import essays
from tests.browser import chromium, requested

PROGRAM = Path(__file__).resolve().parent.parent.parent / "overrides" / "assets" / "search"
SAMPLES = 200
FIRST = 10  # results in which an essay must be
MOST_ESSAYS = 8  # in which a phrase may stand: as in the measurements of other engines
SHOWN = 5  # hits that the box shows first
CLAUSES = re.compile(f"[{HAN}]{{8,14}}")
SHORT = re.compile(f"[{HAN}]{{4,}}")
PAGE = """<!doctype html><meta charset=utf-8><title>bench</title><script src="assets/search/box.js"></script>"""


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


def write(folder: Path, items: Sequence[Published]) -> tuple[int, int]:
    """Writes index and program below `folder`; returns bytes of the index, raw and compressed."""
    layout = search.layout(len(items))
    began = time.process_time()
    blocks: list[list[Published]] = [[] for _ in range(layout.blocks)]
    for item in sorted(items, key=lambda item: item.slug):
        blocks[layout.block_of(item.slug)].append(item)
    versions, characters, raw, packed = {}, set(), 0, 0
    for block, inside in enumerate(blocks):
        entries = [search.entry((item, item.essay.title or "")) for item in inside]
        characters |= set(search.characters(entry.postings for entry in entries))
        files = search.block_files(block, entries, layout)
        versions[block] = search.version(files)
        for file in files:
            raw += len(file.data)
            packed += len(gzip.compress(file.data))
            _put(folder, file)
    _put(folder, search.layout_file(layout, versions, [], fold_pairs(characters)))
    _put(folder, search.titles_file((item.slug, item.essay.title or "") for item in items))
    seconds = time.process_time() - began
    print(f"  index made in {1000 * seconds / len(items):.1f} ms an essay (compressing to measure included)")
    (folder / "assets" / "search").mkdir(parents=True)
    for file in PROGRAM.glob("*.js"):
        (folder / "assets" / "search" / file.name).write_bytes(file.read_bytes())
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    return raw, packed


def _put(folder: Path, output: Output) -> None:
    path = folder / output.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(output.data)


def phrases(items: Sequence[Published], random_: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Kinds of phrases with the essays they were taken from; each stands in at most `MOST_ESSAYS` essays.

    Made-up essays share sentences, so that most phrases stand in hundreds: no search could bring each of them first.
    """
    texts = ["\n".join(folded(block.text) for block in item.essay.blocks) for item in items]

    def rare(phrase: str) -> bool:
        wanted, count = folded(phrase), 0
        for text in texts:
            count += wanted in text
            if count > MOST_ESSAYS:
                return False
        return True

    chinese = [item for item in items if item.essay.language != "en"]
    english = [item for item in items if item.essay.language == "en"]
    found: dict[str, list[tuple[str, str]]] = {"exact 4-6": [], "8-14, one change": [], "English, 3-5 words": []}
    while len(found["exact 4-6"]) < SAMPLES:
        item = random_.choice(chinese)
        runs = SHORT.findall(random_.choice(item.essay.blocks).text)
        if runs:
            run = random_.choice(runs)
            length = min(len(run), random_.randint(4, 6))
            start = random_.randrange(len(run) - length + 1)
            if rare(run[start : start + length]):
                found["exact 4-6"].append((run[start : start + length], item.slug))
    while len(found["8-14, one change"]) < SAMPLES:
        item = random_.choice(chinese)
        runs = CLAUSES.findall(random_.choice(item.essay.blocks).text)
        run = random_.choice(runs) if runs else ""
        if run and rare(run):
            found["8-14, one change"].append((changed(run, random_), item.slug))
    while english and len(found["English, 3-5 words"]) < SAMPLES:
        item = random_.choice(english)
        words = random_.choice(item.essay.blocks).text.split()
        if len(words) > 6:
            start = random_.randrange(len(words) - 5)
            phrase = " ".join(words[start : start + random_.randint(3, 5)])
            if rare(phrase):
                found["English, 3-5 words"].append((phrase, item.slug))
    return found


def changed(phrase: str, random_: random.Random) -> str:
    """`phrase` with one character changed, lost or added, or its halves exchanged."""
    place = random_.randrange(len(phrase))
    other = random_.choice("的一是在人工作干部组织学习")
    match random_.randrange(4):
        case 0:
            return phrase[:place] + other + phrase[place + 1 :]
        case 1:
            return phrase[:place] + phrase[place + 1 :]
        case 2:
            return phrase[:place] + other + phrase[place:]
        case _:
            return phrase[len(phrase) // 2 :] + phrase[: len(phrase) // 2]


ASK = """
  const [query, count, done] = arguments;
  const began = performance.now();
  essaySearch.load().then(() => essaySearch.find(query))
    .then(async ({asked, hits}) => {
      const {kept} = await essaySearch.shown(asked, hits, 0, count);
      done({slugs: kept.slice(0, count).map((one) => one.slug), took: performance.now() - began, hits: hits.length});
    }, (error) => done({error: String(error)}));
"""


def measure(folder: Path, asked: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """Asks everything in Chromium; milliseconds, bytes and shares."""
    told: dict[str, Any] = {}
    with chromium() as driver:
        driver.set_script_timeout(60)
        cold = []
        for query, _ in asked["exact 4-6"][:3]:
            driver.get((folder / "index.html").as_uri())
            requested(driver)
            answer = driver.execute_async_script(ASK, query[:2], SHOWN)
            files = [Path(url.removeprefix("file://").partition("?")[0]) for url in requested(driver)]
            size = sum(len(gzip.compress(path.read_bytes())) for path in files if path.suffix == ".js")
            cold.append((answer["took"], size, len(files)))
        told["first answer, ms"] = round(median(took for took, *_ in cold))
        told["first answer, KB gzip"] = round(median(size for _, size, _ in cold) / 1000)
        told["first answer, files"] = round(median(count for *_, count in cold))
        for kind, samples in asked.items():
            took, right = [], 0
            for query, slug in samples:
                answer = driver.execute_async_script(ASK, query, FIRST)
                right += slug in answer.get("slugs", ())
                took.append(answer.get("took", 0.0))
            if samples:
                told[f"{kind}: among the first {FIRST}"] = round(right / len(samples), 3)
                told[f"{kind}: later answer, ms (median)"] = round(median(took), 1)
    return told


def main(sizes: Sequence[int]) -> None:
    for count in sizes:
        print(f"{count} essays")
        items = library(count)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            raw, packed = write(folder, items)
            files = sum(1 for _ in (folder / "search").rglob("*.js"))
            told = {
                "KB raw an essay": round(raw / count / 1000, 1),
                "KB gzip an essay": round(packed / count / 1000, 1),
            }
            told["files an essay"] = round(files / count, 2)
            told |= measure(folder, phrases(items, random.Random(count)))
        for key, value in told.items():
            print(f"  {key:44} {value}")
        print("  " + json.dumps({"essays": count, **told}, ensure_ascii=False))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000])
