"""One mistake: where it is made, what it makes of the line, and which tests must fail for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """`old`, which stands in `file` (below builder/, or in the repository) just once, becomes `new`; `tests` are arguments of pytest."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        shown = " ".join(self.old.split())[:70]
        return f"{self.file}: {shown!r} becomes {' '.join(self.new.split())[:70]!r}"


def rule(file: str, id: str, old: str, new: str) -> Mutation:
    """A mistake in the rule `id`, which its own cases must notice."""
    return Mutation(
        f"repair/{file}.py", old, new, ("--noconftest", "tests/test_rules.py", "-k", f"test_case and {id}:")
    )


def splitting(file: str, old: str, new: str) -> Mutation:
    """A mistake in where files are cut, which the cases of tests/split must notice."""
    return Mutation(f"structure/{file}.py", old, new, ("--noconftest", "tests/test_split.py"))


def at(file: str, old: str, new: str, *tests: str) -> Mutation:
    """A mistake anywhere else."""
    return Mutation(file, old, new, tests)
