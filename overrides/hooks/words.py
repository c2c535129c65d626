"""Gives the templates the strings of the interface in the site's language; they have no words of their own."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from builder.emit.words import Tongue, template_words


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Runs after the builder's own hook, which has set the theme's language from corpus.yml."""
    tongue: Tongue = "zh" if str(config.theme["language"]).startswith("zh") else "en"
    config.extra["words"] = template_words(tongue, config.extra.get("script", "source"))
    return config
