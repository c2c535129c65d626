"""Which rows of one set of vectors lie nearest to the rows of another: exact, in blocks, ties by column."""

from __future__ import annotations

import numpy as np
from scipy import sparse

ROWS_AT_ONCE = 256  # keeps a block of products in the processor's cache for 10,000 columns


def nearest(one: sparse.csr_matrix, other: sparse.csr_matrix, most: int, least: float) -> list[list[tuple[int, float]]]:
    """For each row of `one` its `most` nearest rows of `other` with a product of at least `least`, nearest first.

    Products are rounded to 9 digits, so that the order of additions cannot change the order of neighbours.
    """
    found: list[list[tuple[int, float]]] = []
    across = other.T.tocsr()
    for begin in range(0, one.shape[0], ROWS_AT_ONCE):
        block = (one[begin : begin + ROWS_AT_ONCE] @ across).tocsr()
        for row in range(block.shape[0]):
            low, high = block.indptr[row], block.indptr[row + 1]
            values = np.round(block.data[low:high], 9)
            good = values >= least
            values, columns = values[good], block.indices[low:high][good]
            if len(values) > most:
                cut = np.partition(values, -most)[-most]
                good = values >= cut
                values, columns = values[good], columns[good]
            order = np.lexsort((columns, -values))[:most]
            found.append([(int(columns[at]), float(values[at])) for at in order])
    return found
