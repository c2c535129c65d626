"""Binds electronic books: the parts of each into one file, the same bytes from the same parts, and only once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from builder.cache import Cache, code_fingerprint, key_of
from builder.model import Output

_KIND = "book"
_TYPE = b"application/epub+zip"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: no build knows today
_PRESSED = {".png", ".jpg", ".gif", ".webp"}  # already compressed

Files = Sequence[tuple[str, bytes]]


def bind_books(
    books: Iterable[tuple[str, bytes, Callable[[], Files]]], cache: Cache, *made_by: str
) -> Iterator[Output]:
    """The file of each book, given as its address, what its parts follow from, and how they are made.

    `made_by` says by which code and words all of them are made.
    """
    code = code_fingerprint(("binding.py",))
    seen: list[str] = []
    for address, made_from, make in books:
        key = key_of(code, made_from, *made_by)
        yield Output(address, cache.remember(_KIND, address, key, lambda make=make: bind(make())), "site")  # type: ignore[misc]
        seen.append(address)
    cache.keep(_KIND, seen)


def bind(files: Files) -> bytes:
    """One EPUB: the type first and uncompressed, as the standard asks, then `files` in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in (("mimetype", _TYPE), *files):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # always Unix, so that the host does not show in the bytes
            stored = name == "mimetype" or PurePosixPath(name).suffix in _PRESSED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return made.getvalue()
