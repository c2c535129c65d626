"""What the librarian waits for: 300 files added to a library of 2,000. Prints times; `python -m tests.bench.desk`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from builder import cli
from tests.bench.corpus import essays, write


def main(arguments: list[str]) -> int:
    """Builds the library, puts it on record, adds files, and times `build` and `review` with what each said."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--essays", type=int, default=2_000)
    given.add_argument("--added", type=int, default=300)
    given.add_argument("--folder", type=Path, help="keep the library here instead of in a folder that goes")
    chosen = given.parse_args(arguments)
    with tempfile.TemporaryDirectory() as kept:
        root = (chosen.folder or Path(kept)) / "content"
        write(root, chosen.essays)
        common = ["--content", str(root), "--quiet"]
        site = ["--site", str(root.parent / "site")]
        _timed("build", ["build", *common, *site])
        _timed("record", ["record", *common, "--date", "2026-01-05"])
        for name, text in essays(chosen.added, seed=1):
            path = root / "essays" / "monday" / name.replace("/", "-")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _timed(f"build with {chosen.added} more", ["build", *common, *site])
        _timed("review", ["review", *common])
    return 0


def _timed(what: str, command: list[str]) -> None:
    began = time.perf_counter()
    status = cli.main(command)
    print(f"== {what}: {time.perf_counter() - began:.1f} s, exit status {status}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
