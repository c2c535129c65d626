"""Which rows of one set of vectors lie nearest to the rows of another: exact, in blocks, ties by column."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

ROWS_AT_ONCE = 256  # keeps a block of products in the processor's cache for 10,000 columns
_ROUNDING = 1e-8  # more than rounding changes a product


class Near(NamedTuple):
    """Pairs of a row and a row of the other set, one row after another, with their product."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]


def nearest(one: sparse.csr_matrix, other: sparse.csr_matrix, most: int, least: float) -> Near:
    """For each row of `one` its `most` nearest rows of `other` with a product of at least `least`, nearest first.

    Products are rounded to 9 digits, so that the order of additions cannot change the order of neighbours.
    """
    counts: list[int] = []
    found: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    products: list[NDArray[np.float64]] = [np.empty(0)]
    across = other.T.tocsr()
    for begin in range(0, one.shape[0], ROWS_AT_ONCE):
        block = (one[begin : begin + ROWS_AT_ONCE] @ across).tocsr()
        near = np.flatnonzero(block.data >= least - _ROUNDING)  # most are far off, and cost nothing more
        bounds = np.searchsorted(near, block.indptr).tolist()
        products_here, columns_here = np.round(block.data[near], 9), block.indices[near]
        for low, high in pairwise(bounds):
            values, columns = products_here[low:high], columns_here[low:high]
            cut = least
            if len(values) > most:
                cut = max(least, np.partition(values, -most)[-most])
            good = values >= cut
            values, columns = values[good], columns[good]
            order = np.lexsort((columns, -values))[:most]
            counts.append(len(order))
            found.append(columns[order])
            products.append(values[order])
    rows = np.repeat(np.arange(len(counts)), counts)
    return Near(rows, np.concatenate(found).astype(np.int64), np.concatenate(products))


def rounded(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """`values` as `round` gives each; numpy's rounding is as good but for what lies half way between two results."""
    scale = 10.0**digits
    scaled = values * scale
    made = np.asarray(np.rint(scaled) / scale)
    doubtful = np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6)
    made[doubtful] = [round(value, digits) for value in values[doubtful].tolist()]
    return made
