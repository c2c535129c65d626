"""What the last comparing of a library found of pairs of essays, for those that nothing has changed of since.

An edit moves few essays. Whatever is found of a pair follows from both essays, so a mark of each, a hash of all that is
looked at, says whether it would be found again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Found = TypeVar("Found")
Pair = TypeVar("Pair")
#: A term as a number that does not depend on what other terms there are.
TermMarks = NDArray[np.uint64]

MARK = 16  # bytes


@dataclass(frozen=True)
class Earlier:
    """`before` is `kept` of the last comparing, by the same code: plain values, which a cache can hold."""

    before: Mapping[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    def again(
        self, what: str, marks: Mapping[Pair, bytes], find: Callable[[Sequence[Pair]], Mapping[Pair, Found]]
    ) -> dict[Pair, Found]:
        """What is found of each pair of `marks`: what was found under its mark before, else what `find` finds."""
        former: Mapping[bytes, Found] = self.before.get(what, {})
        missing = [pair for pair, mark in marks.items() if mark not in former]
        found = dict(find(missing)) if missing else {}
        result = {pair: found[pair] if pair in found else former[mark] for pair, mark in marks.items()}
        self.kept.setdefault(what, {}).update((mark, result[pair]) for pair, mark in marks.items())
        return result


def mark_of(*parts: bytes) -> bytes:
    """A hash of `parts`, each set apart from the next."""
    digest = blake2b(digest_size=MARK)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.digest()


def term_marks(terms: Sequence[str]) -> TermMarks:
    """A number for each of `terms`, and a last one, for what is none."""
    each = [blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest() for term in terms]
    return np.frombuffer(b"".join([*each, bytes(8)]), dtype="<u8")


def row_marks(table: sparse.csr_matrix, terms: TermMarks) -> list[bytes]:
    """A mark of each row of `table` (anything x terms): which terms it has, in order, and their values."""
    columns, values, bounds = terms[table.indices], table.data, table.indptr.tolist()
    return [mark_of(columns[begin:end].tobytes(), values[begin:end].tobytes()) for begin, end in pairwise(bounds)]
