"""The words of all essays of one language, end to end: in hand while they are laid out, then in a file."""

from __future__ import annotations

from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO

import numpy as np
from numpy.typing import NDArray

Stream = NDArray[np.int32]  # one number a word of the whole library: kept small


class Running:
    """One number a word, -1 between clauses and essays.

    Those of 5,000 essays take 70 MB, and while links are drawn they are only asked for an essay at a time.
    """

    def __init__(self, numbers: Stream) -> None:
        self._length = len(numbers)
        self._held: Stream | None = numbers
        self._file: IO[bytes] | None = None

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, part: slice) -> Stream:
        """The numbers from one place to another, both of which there are."""
        if self._held is not None:
            return self._held[part]
        assert self._file
        size = np.dtype(np.int32).itemsize
        self._file.seek(part.start * size)
        return np.frombuffer(self._file.read((part.stop - part.start) * size), dtype=np.int32)

    @property
    def numbers(self) -> Stream:
        """All of them."""
        return self[0 : self._length]

    def put_aside(self) -> None:
        """Has them lie in a file that has no name, and is gone with this; in hand, if there is no room for it."""
        if self._held is not None:
            with suppress(OSError):  # a full disk
                file = TemporaryFile(buffering=0)  # noqa: SIM115 (it is closed when this is let go)
                if file.write(self._held.data) == self._held.nbytes:
                    self._file, self._held = file, None
