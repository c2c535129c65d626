"""What MkDocs says while it works: a strict build that fails can say why, and one process what it heard to another."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LOG = logging.getLogger("mkdocs")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append((record.levelno, record.getMessage()))


@contextmanager
def listening(*, alone: bool = False) -> Iterator[list[tuple[int, str]]]:
    """Level and text of each warning and error that is said meanwhile; `alone`: nobody else hears it."""
    listener, handlers = _Listener(), _LOG.handlers
    _LOG.handlers = [listener] if alone else [*handlers, listener]
    try:
        yield listener.heard
    finally:
        _LOG.handlers = handlers


def say_again(heard: list[tuple[int, str]]) -> None:
    """Says what was heard where nobody else did."""
    for level, message in heard:
        _LOG.log(level, message)
