"""Problems of sources as GitHub's annotations, those on changed files first: GitHub shows ten of a kind and no more.

    python ci/annotations.py [COMMIT] < problems.jsonl

COMMIT is what the files are compared with; without it, or where it is not known here, no file counts as changed.
Standard library only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

ESSAYS = "content/essays/"
_KINDS = {"error": "error", "flag": "warning", "note": "notice"}
_ORDER = {"error": 0, "flag": 1, "note": 2}
#: GitHub reads these as ends of an annotation's parts.
_IN_TEXT = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_NAMES = (*_IN_TEXT, (":", "%3A"), (",", "%2C"))


def annotated(problems: Iterable[dict[str, Any]], changed: set[str]) -> Iterator[str]:
    """A line for each problem: on changed files first, the worst first; notes only on changed files."""
    found = [item for item in problems if item["severity"] != "note" or _path(item) in changed]
    for item in sorted(found, key=lambda it: (_path(it) not in changed, _ORDER[it["severity"]])):
        place = f"file={_escaped(_path(item), _IN_NAMES)}" if item.get("source") else ""
        line = f",line={item['line']}" if place and item.get("line") else ""
        title = f"{',' if place else ''}title={_escaped(item['code'], _IN_NAMES)}"
        text = _escaped(f"{item['message']}\n{item['hint']}", _IN_TEXT)
        yield f"::{_KINDS[item['severity']]} {place}{line}{title}::{text}"


def changed_since(commit: str) -> set[str]:
    """Files that differ from `commit`."""
    if not commit.strip("0"):  # a branch's first push has a name of zeros
        return set()
    command = ["git", "diff", "--name-only", "-z", commit, "--"]
    done = subprocess.run(command, capture_output=True, check=False)
    return set(done.stdout.decode("utf-8", "replace").split("\0")) - {""} if done.returncode == 0 else set()


def _path(item: dict[str, Any]) -> str:
    source = str(item.get("source") or "")
    return f"content/{source}" if source in ("corpus.yml", "themes.yml", "addresses.yml") else f"{ESSAYS}{source}"


def _escaped(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for sign, written in table:
        text = text.replace(sign, written)
    return text


if __name__ == "__main__":
    since = sys.argv[1] if len(sys.argv) > 1 else ""
    for annotation in annotated((json.loads(told) for told in sys.stdin if told.startswith("{")), changed_since(since)):
        print(annotation)
