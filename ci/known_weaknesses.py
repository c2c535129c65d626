"""Asks whether anything that requirements.lock names has a known weakness, and says so in one line.

    python ci/known_weaknesses.py PACKAGES

PACKAGES is the folder in which pip-audit lies. Exit status 1 where a weakness is known, else 0: also where nobody
could be asked, which is then said. The answers come from PyPI; no package is installed or run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
_OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")
_PATIENCE = 300  # seconds


def told(dependencies: Sequence[Mapping[str, Any]], complaint: str = "") -> tuple[int, list[str]]:
    """Exit status and lines for what pip-audit found; `complaint` is what it said beside that."""
    asked = [item for item in dependencies if "vulns" in item]
    weak = [item for item in asked if item["vulns"]]
    if not asked:
        why = next((str(item["skip_reason"]) for item in dependencies if item.get("skip_reason")), complaint)
        last = why.strip().splitlines()[-1:] or ["no answer"]
        return 0, [f"not audited: {last[0][:300]}"]
    lines = [f"{len(asked)} of {len(dependencies)} packages audited, {len(weak)} with known weaknesses"]
    for item in weak:
        for found in item["vulns"]:
            mended = ", ".join(found.get("fix_versions") or ()) or "no version yet"
            lines.append(f"{item['name']} {item['version']}: {found['id']}, mended in {mended}")
    return int(bool(weak)), lines


def main(packages: str) -> int:
    command = [sys.executable, "-m", "pip_audit", "-r", str(LOCK), *_OPTIONS]
    environment = {**os.environ, "PYTHONPATH": packages}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        status, lines = told((), "no answer in time")
    else:
        found = json.loads(done.stdout)["dependencies"] if done.stdout.startswith("{") else ()
        status, lines = told(found, done.stderr)
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
