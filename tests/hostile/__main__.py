"""`python -m tests.hostile FOLDER [--huge]`: the hostile library as a content folder, to be built and looked at."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.hostile.library import SIZE, write_library


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--huge", action="store_true", help="repeated texts fifty times as long")
    given = parser.parse_args()
    print(write_library(given.folder / "essays", SIZE * (50 if given.huge else 1)), "sources")


main()
