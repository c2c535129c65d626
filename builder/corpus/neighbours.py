"""Which rows of one set of vectors lie nearest to the rows of another: exact, in blocks, ties by column."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

ROWS_AT_ONCE = 256  # keeps a block of products in the processor's cache for 10,000 columns
#: The least product that is more than 0 when rounded: of rows that do not meet none is near.
LEAST_PRODUCT = 1e-9

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Near(NamedTuple):
    """Pairs of a row and a row of the other set, one row after another, with their product."""

    rows: Ints
    columns: Ints
    values: Floats


def nearest(vectors: sparse.csr_matrix, most: int, least: float) -> Near:
    """For each row its `most` nearest rows with a product of at least `least`, nearest first; itself is one of them.

    Products are rounded to 9 digits, so that the order of additions cannot change the order of neighbours.
    """
    found = _Nearest(vectors.shape[0], most, least)
    for begin in range(0, vectors.shape[0], ROWS_AT_ONCE):
        products = multiplied(vectors[begin : begin + ROWS_AT_ONCE], vectors[begin:].T.tocsr())
        end = begin + len(products)
        found.see(begin, begin, products)
        found.see(end, begin, products[:, end - begin :].T)  # each pair is multiplied once
    return found.near()


def nearest_across(one: sparse.csr_matrix, other: sparse.csr_matrix, most: int, least: float) -> tuple[Near, Near]:
    """For each row of `one` its nearest rows of `other`, and for each row of `other` those of `one`; see `nearest`."""
    ways = _Nearest(one.shape[0], most, least), _Nearest(other.shape[0], most, least)
    across = other.T.tocsr()
    for begin in range(0, one.shape[0], ROWS_AT_ONCE):
        products = multiplied(one[begin : begin + ROWS_AT_ONCE], across)
        ways[0].see(begin, 0, products)
        ways[1].see(0, begin, products.T)
    return ways[0].near(), ways[1].near()


def multiplied(rows: sparse.csr_matrix, across: sparse.csr_matrix) -> Floats:
    """All products of `rows` and the columns of `across`, rounded to 9 digits."""
    made = rows @ across
    made.data = made.data.round(9)
    return np.asarray(made.toarray())


class _Nearest:
    """The nearest columns of each row among those seen so far."""

    def __init__(self, rows: int, most: int, least: float) -> None:
        self._most = most
        self._best = np.full((rows, most), max(least, LEAST_PRODUCT))  # of each row, the least of them first
        self._seen: list[tuple[NDArray[np.int32], NDArray[np.int32], Floats]] = []

    def see(self, row: int, column: int, products: Floats) -> None:
        """Looks at `products`, the first of which is that of `row` and `column`."""
        best = self._best[row : row + len(products)]
        both = np.concatenate([best, products], axis=1)
        both.partition(products.shape[1], axis=1)
        best[:] = both[:, products.shape[1] :]
        rows, columns = np.nonzero(products >= best[:, :1])
        values = products[rows, columns]
        self._seen.append(((rows + row).astype(np.int32), (columns + column).astype(np.int32), values))

    def near(self) -> Near:
        """What was found."""
        each = [np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32), np.empty(0)]
        rows, columns, values = (np.concatenate([one, *seen]) for one, *seen in zip(each, *self._seen, strict=True))
        good = values >= self._best[rows, 0]
        rows, columns, values = rows[good], columns[good], values[good]
        order = np.lexsort((columns, -values, rows))
        rows = rows[order]
        order = order[np.arange(len(rows)) - np.searchsorted(rows, rows) < self._most]
        counts = np.bincount(rows, minlength=len(self._best)).clip(max=self._most)
        return Near(np.repeat(np.arange(len(counts)), counts), columns[order].astype(np.int64), values[order])


def rounded(values: Floats, digits: int) -> Floats:
    """`values` as `round` gives each; numpy's rounding is as good but for what lies half way between two results."""
    scale = 10.0**digits
    scaled = values * scale
    made = np.asarray(np.rint(scaled) / scale)
    doubtful = np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6)
    made[doubtful] = [round(value, digits) for value in values[doubtful].tolist()]
    return made
