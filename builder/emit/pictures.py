"""Pictures that a source carries, under names that no source chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Final

from builder.model import Block, Essay, Output, Picture, Published

# Raster pictures only: SVG can carry script.
_SUFFIXES: Final = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


def address(picture: Picture) -> str | None:
    """Where a picture lies in the site, None for a kind that is not printed."""
    suffix = _SUFFIXES.get(picture.media_type)
    return f"pictures/{sha256(picture.data).hexdigest()[:20]}.{suffix}" if suffix else None


def media_type(place: str) -> str:
    """The media type of a picture at such an address."""
    return next(kind for kind, suffix in _SUFFIXES.items() if place.endswith(f".{suffix}"))


def with_addresses(essay: Essay, up: str = "../") -> tuple[Block, ...]:
    """The blocks of `essay`, each figure knowing where its picture lies; `up` leads from the page to the root."""
    places = {picture.name: place for picture in essay.pictures if (place := address(picture))}

    def addressed(block: Block) -> Block:
        place = next((places[value] for _, value in block.detail if value in places), None)
        return replace(block, detail=(*block.detail, ("address", f"{up}{place}"))) if place else block

    return tuple(addressed(block) if block.kind == "figure" else block for block in essay.blocks)


def files(item: Published) -> Iterator[Output]:
    """The picture files of an essay. They lie among the pages, so that strict checking sees a missing one."""
    seen: set[str] = set()
    for picture in item.essay.pictures:
        path = address(picture)
        if path is not None and path not in seen:
            seen.add(path)
            yield Output(path, picture.data)
