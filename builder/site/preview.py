"""The preview: MkDocs' own server, which rebuilds through the hook."""

from __future__ import annotations

from mkdocs.commands.serve import serve

from builder.content import REPOSITORY, Content


def preview(content: Content, address: str) -> None:
    """Serves the library of `content` at `address` (host:port) until interrupted."""
    content.pages.mkdir(parents=True, exist_ok=True)
    serve(str(REPOSITORY / "mkdocs.yml"), dev_addr=address, docs_dir=str(content.pages))
