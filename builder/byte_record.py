"""How a decoded text becomes the very bytes it was read from."""

from __future__ import annotations

from builder.model import ByteRecord


def encode(text: str, record: ByteRecord) -> bytes:
    """The bytes of the file that was decoded to `text` and `record`: the exact inverse of `sources.decode`.

    Linear in the text. Raises UnicodeEncodeError if `text` is not the text that `record` was made with.
    """
    printed: list[bytes] = [record.bom]
    reached = 0
    for index, length, exception in _exceptions(record):
        printed.append(_usual(text[reached:index], record))
        printed.append(exception)
        reached = index + length
    printed.append(_usual(text[reached:], record))
    return b"".join(printed)


def _exceptions(record: ByteRecord) -> list[tuple[int, int, bytes]]:
    line_ends = [(index, 1, end.encode(record.encoding)) for index, end in record.newline_exceptions]
    return sorted([*line_ends, *record.byte_exceptions])


def _usual(text: str, record: ByteRecord) -> bytes:
    return text.replace("\n", record.newline).encode(record.encoding)
