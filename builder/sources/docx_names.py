"""How the XML of office documents is asked for things by name, whichever of its two namespaces it is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def tag(element: Any) -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    name = element.tag
    return name.rsplit("}", 1)[-1] if isinstance(name, str) else ""


def child(element: Any | None, name: str) -> Any | None:
    """The first child called `name`; None if there is none, or no element."""
    return next(children(element, name), None)


def children(element: Any | None, name: str) -> Iterator[Any]:
    """All children called `name`, in order."""
    return (item for item in (() if element is None else element) if tag(item) == name)


def descendants(element: Any, name: str) -> Iterator[Any]:
    """All elements called `name` below `element`, in order."""
    return (item for item in element.iterdescendants() if tag(item) == name)


def value(element: Any | None, name: str) -> str:
    """The attribute called `name`, whatever its namespace; "" if there is none, or no element."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if key.rsplit("}", 1)[-1] == name), "")
