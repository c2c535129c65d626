"""The preview: MkDocs' own server, which rebuilds through the hook."""

from __future__ import annotations

import logging

from mkdocs.commands.serve import serve

from builder.content import REPOSITORY, Content


def preview(content: Content, address: str) -> None:
    """Serves the library of `content` at `address` (host:port) until interrupted; says what it does on stderr."""
    content.pages.mkdir(parents=True, exist_ok=True)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    serve(str(REPOSITORY / "mkdocs.yml"), dev_addr=address, docs_dir=str(content.pages))
