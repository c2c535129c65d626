"""Sources: files of any kind become text with a record, hints of structure, or a refusal in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType

from builder.model import Limits, Source
from builder.model.limits import size_in_words
from builder.problems import problem
from builder.sources.format_marks import format_marks
from builder.sources.names import Format, classify, format_of, is_known_refusal, refusal_of, signature
from builder.sources.refusal import Refused
from builder.sources.walk import Found, found_at, walk

__all__ = ["Found", "Limits", "Refused", "classify", "format_marks", "found_at", "load", "read", "walk"]

Reader = Callable[[bytes, str, Limits, Path], Source]

#: The module and the function that reads each format. What reads pages and Word's files takes long to import.
_READERS: Mapping[Format, tuple[str, str]] = MappingProxyType(
    {
        "txt": ("plain", "read_plain"),
        "md": ("markdown_source", "read_markdown"),
        "html": ("html_source", "read_html"),
        "docx": ("docx_source", "read_docx"),
    }
)


def load(path: Path, name: str, limits: Limits | None = None) -> bytes:
    """The bytes of the source at `path`, called `name`. Raises Refused if it cannot be opened or is too large."""
    limits = limits or Limits()
    try:
        known = path.stat()
        if not S_ISREG(known.st_mode):  # a pipe would never end
            raise Refused(problem("not-a-file", name))
        with path.open("rb") as file:
            data = file.read(min(known.st_size, limits.source) + 1)  # else room for the largest is made for each
            if len(data) > known.st_size:  # it grew meanwhile
                data += file.read(max(0, limits.source + 1 - len(data)))
    except OSError as error:
        raise Refused(problem("source-unreadable", name, reason=error.strerror or type(error).__name__)) from error
    if len(data) > limits.source:
        raise Refused(problem("source-too-large", name, limit=size_in_words(limits.source)))
    return data


def read(path: Path, name: str, limits: Limits | None = None, data: bytes | None = None) -> Source:
    """The source at `path`, called `name`; `data` is what `load` gave for it, if that was called before.

    Raises Refused, with one problem that says why and what to do, for whatever cannot become text. Beside the file
    itself only pictures that a page or a Markdown file shows are opened, from the folder that it lies in.
    """
    limits = limits or Limits()
    data = load(path, name, limits) if data is None else data
    kind = format_of(name)
    code = refusal_of(name) if is_known_refusal(name) else signature(data) if kind != "docx" else None
    if code:
        raise Refused(problem(code, name, type=path.suffix.lstrip(".")))
    module, function = _READERS[kind]
    reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
    return reader(data, name, limits, path)
