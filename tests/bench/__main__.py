"""What a library costs to build, beside stock MkDocs: `python -m tests.bench [--json FILE] [N …]`.

Three builders on the same made-up essays, in one run, so that ratios hold on a machine that others use too:
"default" is MkDocs with Material, its search with jieba and the automatic navigation; "stock" the same with the essays
out of the navigation; "ours" is `python -m builder build`, cold, with nothing changed, with one essay changed, with one
added. Processor seconds count all processes of a build, peak memory is that of the largest.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.corpus import essay, write

REPOSITORY = Path(__file__).resolve().parent.parent.parent
#: Above this many essays the automatic navigation takes half an hour: its cost grows with the square.
MOST_DEFAULT = 1_000
ADDED = "\n\n这是后来补上的一段话，用来看改动一篇文章要花多少时间。\n"
STOCK = """
site_name: Essays
theme: {name: material, language: zh, font: false}
plugins: [search]
docs_dir: docs
site_dir: site
"""
OUT_OF_NAV = "nav: [index.md]\nnot_in_nav: /essays/\n"


#: Starts a build from a process that is itself small: a child's peak memory is never less than its parent's was. On
#: Linux it also takes in the processes that a build leaves behind (a pool's, which nobody waits for), else their
#: seconds were not counted.
LAUNCHER = """
import os, resource, subprocess, sys, time
if sys.platform == "linux":
    import ctypes
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
began = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
wall = time.perf_counter() - began
try:
    while True:
        os.wait()
except ChildProcessError:
    pass
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, wall, used.ru_maxrss)
sys.exit(status)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One build."""

    essays: int
    what: str
    cpu: float  # seconds
    wall: float
    peak: float  # MB
    output: float  # MB
    page: float  # KB of an essay's page, on average
    around: float  # KB of it that are not the essay: all before its content and behind its article


def run(command: Sequence[str | Path]) -> tuple[float, float, float]:
    """Processor seconds, wall seconds and peak MB of a command and its children. Raises RuntimeError if it fails."""
    # Whoever builds a site has compiled modules, of every builder; some machines of tests are told to keep none.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["NO_MKDOCS_2_WARNING"] = "1"
    launched = [sys.executable, "-S", "-c", LAUNCHER, *map(str, command)]
    done = subprocess.run(launched, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr[-2000:]}")
    cpu, wall, peak = map(float, done.stdout.split())
    return cpu, wall, peak / (1e6 if sys.platform == "darwin" else 1e3)


def _of_site(site: Path) -> tuple[float, float, float]:
    """MB of a site, KB of an essay's page, KB of what surrounds the essay on it."""
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    count = pages = around = 0
    for path in (site / "essays").rglob("*.html"):
        html = path.read_bytes()
        count, pages = count + 1, pages + len(html)
        around += html.find(b'<div class="md-content') + len(html) - html.rfind(b"</article>")
    return size / 1e6, pages / max(1, count) / 1e3, around / max(1, count) / 1e3


def stock(folder: Path, count: int, *, in_nav: bool) -> Measured:
    """A build by MkDocs alone, of the essays as they are, a title before each."""
    docs = folder / "docs" / "essays"
    docs.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Essays\n", encoding="utf-8")
    for number in range(count):
        title, _, text = essay(number)[1].strip().partition("\n")
        (docs / f"essay-{number:05}.md").write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(STOCK + ("" if in_nav else OUT_OF_NAV), encoding="utf-8")
    used = run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", folder / "mkdocs.yml"])
    return Measured(count, "default" if in_nav else "stock", *used, *_of_site(folder / "site"))


def ours(folder: Path, count: int) -> Iterator[Measured]:
    """Four builds by us, one after another, of the same library."""
    content, site = write(folder / "content", count), folder / "site"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "builder",
        "build",
        "--quiet",
        "--content",
        content,
        "--site",
        site,
    ]

    def change() -> None:
        path = content / "essays" / essay(count // 2)[0]
        path.write_text(path.read_text(encoding="utf-8") + ADDED, encoding="utf-8")

    def add() -> None:
        (content / "essays" / "added.txt").write_text(essay(count)[1], encoding="utf-8")

    steps: list[tuple[str, Callable[[], object]]] = [
        ("ours, cold", lambda: None),
        ("ours, nothing changed", lambda: None),
        ("ours, one changed", change),
        ("ours, one added", add),
    ]
    for what, prepare in steps:
        prepare()
        used = run(command)
        yield Measured(count, what, *used, *_of_site(site))


def measure(count: int) -> Iterator[Measured]:
    """Every build of a library of `count` essays."""
    for in_nav in (True, False):
        if not in_nav or count <= MOST_DEFAULT:
            with tempfile.TemporaryDirectory() as name:
                yield stock(Path(name), count, in_nav=in_nav)
    with tempfile.TemporaryDirectory() as name:
        yield from ours(Path(name), count)


def table(rows: Sequence[Measured]) -> Iterator[str]:
    """Lines of a table; `/ stock` is processor time as a share of stock's, its inverse where less than one."""
    yield f"{'essays':>7} {'build':24} {'cpu s':>8} {'wall s':>8} {'peak MB':>8} {'out MB':>8} {'page KB':>8} {'around':>7}  stock / it"
    for row in rows:
        yardstick = next((other.cpu for other in rows if other.essays == row.essays and other.what == "stock"), 0.0)
        figures = f"{row.cpu:8.2f} {row.wall:8.1f} {row.peak:8.0f} {row.output:8.1f} {row.page:8.1f} {row.around:7.2f}"
        yield f"{row.essays:7} {row.what:24} {figures}  {yardstick / row.cpu:10.2f}"


#: What is promised: a build's processor time as a share of another's, at the same number of essays.
PROMISES = (
    ("ours, cold", "default", 1_000, 1 / 5),
    ("ours, cold", "stock", 1_000, 1 / 2),
    ("ours, one changed", "stock", 1_000, 1 / 20),
    ("ours, one changed", "stock", 5_000, 1 / 25),
    ("ours, nothing changed", "stock", 1_000, 1 / 60),
    ("ours, nothing changed", "stock", 5_000, 1 / 60),
)
MOST_GROWTH = 5.5  # times, from 1,000 to 5,000 essays, of a cold build
MOST_MEMORY = 400  # MB of the largest process, at 5,000
SAME = 0.01  # by which what surrounds an essay may differ between 1,000 and 5,000


def promises(rows: Sequence[Measured]) -> Iterator[str]:
    """A line for each promise that these rows can tell of."""
    found = {(row.what, row.essays): row for row in rows}

    def line(what: str, value: float, most: float) -> str:
        return f"  {'kept  ' if value <= most else 'BROKEN'} {what}: {value:.3f}, at most {most:.3f}"

    for what, other, count, most in PROMISES:
        one, two = found.get((what, count)), found.get((other, count))
        if one and two:
            yield line(f"{what} / {other}, N = {count:,}", one.cpu / two.cpu, most)
    small, large = found.get(("ours, cold", 1_000)), found.get(("ours, cold", 5_000))
    if small and large:
        yield line("growth from 1,000 to 5,000, cold", large.cpu / small.cpu, MOST_GROWTH)
        yield line("difference of what surrounds an essay", abs(large.around / small.around - 1), SAME)
    if large:
        peak = max(row.peak for row in rows if row.essays == large.essays and row.what.startswith("ours"))
        yield line("peak memory in MB, N = 5,000", peak, MOST_MEMORY)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, telling each build as it ends, then prints the table and writes the JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="what a library costs to build")
    parser.add_argument("sizes", type=int, nargs="*", metavar="N", help="essays (default: 100 1000 5000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures are written")
    given = parser.parse_args(arguments)
    rows: list[Measured] = []
    for count in given.sizes or (100, 1_000, 5_000):
        for row in measure(count):
            print(
                f"{row.essays} essays, {row.what}: {row.cpu:.2f} s cpu, {row.wall:.1f} s", file=sys.stderr, flush=True
            )
            rows.append(row)
    print("\n".join([*table(rows), *promises(rows)]))
    written = json.dumps([asdict(row) for row in rows], indent=1)
    if given.json:
        given.json.write_text(written + "\n", encoding="utf-8")
    else:
        print(written)


if __name__ == "__main__":
    main()
