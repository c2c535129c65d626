"""How many examples a law is tried on: as many as it says, or ten times as many under HYPOTHESIS_PROFILE=nightly."""

from __future__ import annotations

import os

from hypothesis import settings

#: What a long look multiplies by; `python -m pytest -k …` with the profile finds what then becomes a case of its own.
TIMES = 10 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 1


def examples(count: int) -> settings:
    """The settings of a law that `count` examples are enough for on a commit."""
    return settings(max_examples=count * TIMES, deadline=None)
