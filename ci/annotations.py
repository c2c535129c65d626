"""Problems of sources as GitHub's annotations, those on changed lines first: GitHub shows ten of a kind and no more.

    python ci/annotations.py [COMMIT] < problems.jsonl

COMMIT is what the files are compared with; without it, or where it is not known here, nothing counts as changed.
Standard library only.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

ESSAYS = "content/essays/"
_KINDS = {"error": "error", "flag": "warning", "note": "notice"}
_ORDER = {"error": 0, "flag": 1, "note": 2}
#: GitHub reads these as ends of an annotation's parts.
_IN_TEXT = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_NAMES = (*_IN_TEXT, (":", "%3A"), (",", "%2C"))


#: Changed lines of each changed file; none where they are not known (a file that git takes for binary).
Changed = Mapping[str, Sequence[range]]
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def annotated(problems: Iterable[dict[str, Any]], changed: Changed) -> Iterator[str]:
    """A line for each problem: on changed lines first, then on changed files, the worst first; notes only there."""
    found = [item for item in problems if item["severity"] != "note" or _path(item) in changed]
    for item in sorted(found, key=lambda it: (_distance(it, changed), _ORDER[it["severity"]])):
        place = f"file={_escaped(_path(item), _IN_NAMES)}" if item.get("source") else ""
        line = f",line={item['line']}" if place and item.get("line") else ""
        title = f"{',' if place else ''}title={_escaped(item['code'], _IN_NAMES)}"
        text = _escaped(f"{item['message']}\n{item['hint']}", _IN_TEXT)
        yield f"::{_KINDS[item['severity']]} {place}{line}{title}::{text}"


def _distance(item: dict[str, Any], changed: Changed) -> int:
    """0 on a changed line, 1 elsewhere in a changed file, 2 in any other."""
    if _path(item) not in changed:
        return 2
    lines, line = changed[_path(item)], item.get("line")
    return 0 if not lines or line is None or any(line in part for part in lines) else 1


def changed_since(commit: str) -> Changed:
    """What differs from `commit`."""
    if not commit.strip("0"):  # a branch's first push has a name of zeros
        return {}
    names = _git("diff", "--name-only", "-z", commit, "--").split("\0")
    changed: dict[str, list[range]] = {name: [] for name in names if name}
    here: list[range] = []
    told = _git("-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", commit, "--")
    for line in told.split("\n"):
        if line.startswith("+++ "):
            here = changed.get(line.removeprefix("+++ b/").rstrip("\t"), [])
        elif hunk := _HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            here.append(range(first, first + count))
    return changed


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


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
