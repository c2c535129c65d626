"""Nearest rows when most are as they were: only those that changed are multiplied, the rest are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus.earlier import MARK
from builder.corpus.neighbours import LEAST_PRODUCT, ROWS_AT_ONCE, Near, multiplied

#: Rows that changed, as a part of all: with more of them all products are as soon made anew.
MOST_CHANGED = 0.2

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
#: Names of rows, a line each, and their marks; the same of columns; how many each row has near it, which, how near.
Kept: TypeAlias = tuple[str, bytes, str, bytes, bytes, bytes, bytes]


@dataclass(frozen=True)
class Vectors:
    """Rows to be compared: what each is called, and its mark, which is another when anything in it is another."""

    table: sparse.csr_matrix
    names: Sequence[str]
    marks: Sequence[bytes]


def kept(near: Near, rows: Vectors, columns: Vectors) -> Kept:
    """`near` as plain values, for `near_again`."""
    counts = np.bincount(near.rows, minlength=len(rows.names)).astype("<i4")
    return (
        *("\n".join(rows.names), b"".join(rows.marks), "\n".join(columns.names), b"".join(columns.marks)),
        *(counts.tobytes(), near.columns.astype("<i4").tobytes(), near.values.astype("<f8").tobytes()),
    )


def near_again(rows: Vectors, columns: Vectors, most: int, least: float, before: Kept | None) -> Near | None:
    """What `nearest` and `nearest_across` give for `rows` and `columns`, when `before` is `kept` of what they gave.

    None where so much has changed that it is as soon made anew.
    """
    if before is None:
        return None
    row_of, stay = _moved(before[0], before[1], rows)
    column_of, known = _moved(before[2], before[3], columns)
    fresh = np.flatnonzero(~known)
    if np.count_nonzero(~stay) > MOST_CHANGED * len(stay) or len(fresh) > MOST_CHANGED * len(known):
        return None
    least = max(least, LEAST_PRODUCT)
    counts, old_columns, old_values = (
        np.frombuffer(data, dtype=kind) for data, kind in zip(before[4:], ("<i4", "<i4", "<f8"), strict=True)
    )
    old_rows = np.repeat(np.arange(len(counts)), counts)
    here, there = row_of[old_rows], column_of[old_columns]
    stands = (here >= 0) & (there >= 0)
    added = _near(columns.table, fresh, rows.table, least)
    added = Near(added.columns, added.rows, added.values)  # each fresh column with the rows that are near it
    # A row that had as many as it may have loses one, and what came next is not known: unless it comes back as near.
    last = np.append(old_values, 0.0)[np.cumsum(counts) - 1]
    full = counts == most
    gone = np.flatnonzero((here >= 0) & (there < 0) & full[old_rows])
    place = {name: number for number, name in enumerate(columns.names)}
    names = before[2].split("\n")
    back = np.array([place.get(names[column], -1) for column in old_columns[gone].tolist()], dtype=np.int64)
    near_now = dict(
        zip(zip(added.rows.tolist(), added.columns.tolist(), strict=True), added.values.tolist(), strict=True)
    )
    doubtful = [
        row
        for row, column, value in zip(here[gone].tolist(), back.tolist(), last[old_rows[gone]].tolist(), strict=True)
        if near_now.get((row, column), 0.0) <= value
    ]
    anew = ~stay
    anew[doubtful] = True
    whole = _near(rows.table, np.flatnonzero(anew), columns.table, least)
    needed = np.zeros(len(rows.names))  # of a row that has as many as it may: less is not among its nearest
    needed[row_of[full & (row_of >= 0)]] = last[full & (row_of >= 0)]
    others, news = stands & ~anew[here], ~anew[added.rows] & (added.values >= needed[added.rows])
    touched = anew.copy()
    touched[added.rows[news]] = True
    as_it_was, moved = others & ~touched[here], others & touched[here]
    found = Near(
        np.concatenate([here[moved], added.rows[news], whole.rows]),
        np.concatenate([there[moved], added.columns[news], whole.columns]),
        np.concatenate([old_values[moved], added.values[news], whole.values]),
    )
    return _merged(Near(here[as_it_was], there[as_it_was], old_values[as_it_was]), _nearest_of(found, most))


def _moved(names: str, marks: bytes, now: Vectors) -> tuple[Ints, NDArray[np.bool_]]:
    """Of each former row its number now, -1 if it is gone or another; and which rows now are such as were."""
    place = {name: number for number, name in enumerate(now.names)}
    number_of = np.array([place.get(name, -1) for name in names.split("\n")], dtype=np.int64)
    for former, number in enumerate(number_of.tolist()):
        if number >= 0 and now.marks[number] != marks[former * MARK : (former + 1) * MARK]:
            number_of[former] = -1
    stay = np.zeros(len(now.names), dtype=np.bool_)
    stay[number_of[number_of >= 0]] = True
    return number_of, stay


def _near(table: sparse.csr_matrix, which: Ints, others: sparse.csr_matrix, least: float) -> Near:
    """All pairs of the rows `which` of `table` and rows of `others` with a product of at least `least`."""
    across = others.T.tocsr()
    found = [Near(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0))]
    for begin in range(0, len(which), ROWS_AT_ONCE):
        some = which[begin : begin + ROWS_AT_ONCE]
        made = multiplied(table[some], across)
        rows, columns = np.nonzero(made >= least)
        found.append(Near(some[rows], columns, made[rows, columns]))
    return Near(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _nearest_of(found: Near, most: int) -> Near:
    """Of each row its `most` nearest, nearest first, ties by column."""
    order = np.lexsort((found.columns, -found.values, found.rows))
    rows = found.rows[order]
    order = order[np.arange(len(rows)) - np.searchsorted(rows, rows) < most]
    return Near(found.rows[order], found.columns[order], found.values[order])


def _merged(one: Near, other: Near) -> Near:
    """The pairs of both, row after row; no row has pairs in both, and those of a row keep their order."""
    rows, columns, values = (np.concatenate(both) for both in zip(one, other, strict=True))
    order = np.argsort(rows, kind="stable")
    return Near(rows[order], columns[order], values[order])
