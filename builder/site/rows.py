"""Keeps a large table in a file, some rows at a time: to write or read it in one go takes as much as it weighs."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from builder.cache import loaded

_AT_ONCE = 1024  # rows


def write(path: Path, made_by: str, table: dict[str, Any]) -> None:
    """Has `table` lie at `path`, for who asks for it by the same `made_by`; whole or not at all."""
    items = list(table.items())
    unfinished = path.with_name(f".{path.name}.new")
    with open(unfinished, "wb") as file:
        pickle.dump((made_by, len(items)), file, protocol=5)
        for begin in range(0, len(items), _AT_ONCE):
            pickle.dump(dict(items[begin : begin + _AT_ONCE]), file, protocol=5)
    unfinished.replace(path)


def read(path: Path, made_by: str) -> dict[str, Any]:
    """The table at `path`; empty if it is not there, was made by something else, or is torn."""
    table: dict[str, Any] = {}
    try:
        with open(path, "rb") as file:
            match loaded(file):
                case (str(by), int(count)) if by == made_by:
                    while len(table) < count:
                        some = loaded(file)
                        if not isinstance(some, dict) or not some:
                            return {}
                        table |= some
    except OSError:
        return {}
    return table
