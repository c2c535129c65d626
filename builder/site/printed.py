"""How a page is printed by its template: as MkDocs does it, what is the same for many pages done once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any, Final

import jinja2
from mkdocs.commands.build import _build_page, get_context
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url, write_file
from mkdocs.utils.templates import script_tag_filter

from builder.site.frames import Frames, folder_of

#: Versions of what prints with which the test of equality passed; with any other each page is printed by MkDocs.
TESTED: Final = {"jinja2": ("3.1.6",), "mkdocs-material": ("9.8.1",)}
#: The template of kept pages. It is empty, and MkDocs writes no empty output.
EMPTY: Final = "kept-page.html"
#: Looks through all of a page for marks, which it takes out, and for what it shall index, which is nothing of ours.
_SEARCH: Final = ("material.plugins.search.plugin", "SearchPlugin.on_page_context")
_SEARCH_MARK: Final = "data-search-"
_NO_FILES: Final[list[File]] = []


class Printer:
    """Prints pages that the navigation does not name, with the templates of `env`."""

    def __init__(self, env: jinja2.Environment, nav: Navigation, config: MkDocsConfig) -> None:
        self._env, self._nav, self._config = env, nav, config
        tried = all(version(name) in versions for name, versions in TESTED.items())
        self._frames = Frames(env) if tried else None
        self._contexts: dict[str, dict[str, Any]] = {}  # by folder of a page's address
        self._search_alone = [*map(_name, config.plugins.events["page_context"])] == [_SEARCH]

    def print(self, page: Page) -> None:
        """Writes the page, which was read and converted, as `_build_page` of MkDocs does."""
        written = False
        if self._frames is not None:
            with suppress(Exception):  # MkDocs comes to it too, and says what it is
                self._write(page, self._frames)
                written = True
        if not written:
            _build_page(page, self._config, _NO_FILES, self._nav, self._env)

    def _write(self, page: Page, frames: Frames) -> None:
        config = self._config
        config._current_page, page.active = page, True
        try:
            folder = folder_of(page)
            if folder not in self._contexts:
                self._contexts[folder] = {**get_context(self._nav, _NO_FILES, config, page)}
            context: Any = {**self._contexts[folder], "page": page}
            if not (self._search_alone and _left_by_search(page)):
                context = config.plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            output = frames.rendered(str(page.meta.get("template", "main.html")), context)
            output = config.plugins.on_post_page(output, page=page, config=config)
            if output and not output.isspace():
                write_file(output.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        finally:
            config._current_page, page.active = None, False


def _name(method: Any) -> tuple[str, str]:
    return method.__module__, method.__qualname__


def _left_by_search(page: Page) -> bool:
    """Whether the search plugin does nothing with this page."""
    excluded: Mapping[str, object] = page.meta.get("search") or {}
    return bool(excluded.get("exclude")) and _SEARCH_MARK not in (page.content or "")


def empty_template(env: jinja2.Environment) -> jinja2.Environment:
    """`env`, knowing the template of kept pages, and asking for no file twice."""
    known = jinja2.DictLoader({EMPTY: ""})
    env.loader = jinja2.ChoiceLoader([known, env.loader]) if env.loader else known
    env.auto_reload = False
    env.filters["url"], env.filters["script_tag"] = _url, _script_tag
    return env


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, value: object) -> str:
    """MkDocs' filter of that name, which does not ask again what an address is as seen from the same folder."""
    page = context["page"]
    if page is None:
        return normalize_url(str(value), page=page, base=context["base_url"])
    return _seen_from(str(value), folder_of(page))


@jinja2.pass_context
def _script_tag(context: jinja2.runtime.Context, script: ExtraScriptValue) -> str:
    """MkDocs' filter of that name, which asks of a page no more than its folder."""
    page, base = context["page"], context["base_url"]
    seen: Any = {"page": page and _Somewhere(f"{folder_of(page)}/page.html"), "base_url": base}
    return script_tag_filter(seen, script)


@lru_cache(4096)
def _seen_from(address: str, folder: str) -> str:
    return normalize_url(address, page=_Somewhere(f"{folder}/page.html"))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Somewhere:
    """A page as far as an address is seen from it."""

    url: str
