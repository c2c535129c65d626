"""How MkDocs is run: on generated pages, into a folder of its own, strictly."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from builder.cache import Cache
from builder.content import REPOSITORY, Content, content_at
from builder.model import Library
from builder.script import in_script
from builder.progress import Progress
from builder.site.kept import FOLDER, HANDS, HASHES, KEEPER, PROGRESS, Keeper, link, untried
from builder.site.listening import listening
from builder.site.scripts import scripts
from builder.site.versions import version_assets
from builder.workers import hands

#: The library whose pages were generated just before MkDocs started; the hook then need not generate them again.
GENERATED: ContextVar[Library | None] = ContextVar("GENERATED", default=None)

#: The script by which a site that is shown in one script finds back to what was printed; others do not load it.
_WAY_BACK = "assets/js/as-printed.js"
#: Material asks for this file on `file://` pages; without it each page logs an error.
_EMPTY_INDEX = '{"config":{"lang":["en"],"separator":"[\\\\s\\\\-]+","pipeline":[]},"docs":[]}'


class RenderError(Exception):
    """MkDocs refused the generated pages; the message is what it said."""


def render(
    content: Content,
    library: Library,
    site_dir: Path,
    *,
    plain: bool = False,
    hashes: Mapping[str, str] | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Keeper | None:
    """The pages of `content` as HTML in `site_dir`. Raises RenderError if the strict build warns or fails.

    Pages that did not change are kept, unless `plain`; `hashes` are those of pages just written. The keeper is to be told (`save`) once the site is published.
    """
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.WARNING)
    with listening() as heard:
        try:
            with _generated(library), _fixed_date(library), hands(jobs) as workers:
                config = load_config(
                    str(REPOSITORY / "mkdocs.yml"), docs_dir=str(content.pages), site_dir=str(site_dir), strict=True
                )
                if not plain and not untried():
                    config.extra |= {FOLDER: str(content.rendered), HANDS: workers, HASHES: hashes}
                if progress:
                    config.extra[PROGRESS] = progress
                config.plugins.on_startup(command="build", dirty=False)
                try:
                    mkdocs_build(config)
                finally:
                    config.plugins.on_shutdown()
                return config.extra.get(KEEPER)
        except MkDocsException as refused:
            said = "\n".join(f"  {message}" for _, message in heard[:20]) or str(refused)
            raise RenderError(said) from refused
        finally:
            logger.setLevel(level)


def configure(config: MkDocsConfig, library: Library) -> MkDocsConfig:
    """What of mkdocs.yml follows from the library: names, language, and a navigation of what is there."""
    settings = library.settings
    config.site_name = in_script(settings.title, settings.script)
    config.site_url = settings.url
    # Material has its own few words in Traditional too.
    traditional = (settings.language, settings.script) == ("zh", "traditional")
    config.theme["language"] = "zh-Hant" if traditional else settings.language
    config.extra["script"] = settings.script
    if settings.script != "source" and _WAY_BACK not in map(str, config.extra_javascript):
        script = ExtraScriptValue(_WAY_BACK)
        script.defer = True
        config.extra_javascript = [script, *config.extra_javascript]
    config.nav = present(config.nav, Path(config.docs_dir))
    version_assets(config, sent_scripts(config))
    return config


def sent_scripts(config: MkDocsConfig) -> Mapping[str, bytes]:
    """Our scripts as the site holds them, by path."""
    return scripts(Cache(content_at(Path(config.docs_dir).parent).cache))


def keeper_of(config: MkDocsConfig) -> Keeper | None:
    """The keeper of this build, made when it is first asked for; None where pages are not to be kept."""
    folder = config.extra.get(FOLDER)
    if folder and KEEPER not in config.extra:
        config.extra[KEEPER] = Keeper(Path(folder), config)
    keeper: Keeper | None = config.extra.get(KEEPER)
    return keeper


def present(nav: Any, pages: Path) -> Any:
    """`nav` without the entries whose page was not generated, and without sections left empty."""
    if isinstance(nav, list):
        return [kept for item in nav if (kept := present(item, pages))]
    if isinstance(nav, dict):
        return {title: kept for title, item in nav.items() if (kept := present(item, pages))}
    return nav if not isinstance(nav, str) or "://" in nav or (pages / nav).exists() else None


def add_data(content: Content, site_dir: Path) -> None:
    """Links the generated files that MkDocs must not see into the site."""
    for folder, _, names in os.walk(content.data):
        beside = os.path.join(site_dir, os.path.relpath(folder, content.data))
        if names:
            os.makedirs(beside, exist_ok=True)
        for name in names:
            link(os.path.join(folder, name), os.path.join(beside, name))
    stub = site_dir / "search" / "search_index.js"
    if (site_dir / "search").exists() and not stub.exists():
        stub.write_text(f"var __index = {_EMPTY_INDEX}", encoding="utf-8")


@contextmanager
def _generated(library: Library) -> Iterator[None]:
    token = GENERATED.set(library)
    try:
        yield
    finally:
        GENERATED.reset(token)


@contextmanager
def _fixed_date(library: Library) -> Iterator[None]:
    """The date of the build is the newest date in the sources, so that a sitemap does not know today."""
    former = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = former or str(newest_date(library))
    try:
        yield
    finally:
        if former is None:
            del os.environ["SOURCE_DATE_EPOCH"]


def newest_date(library: Library) -> int:
    """The newest day on which an essay was published, in seconds since 1970 (UTC); 1980 if none is known."""
    days = [item.essay.published for item in library.essays if item.essay.published]
    newest = max(days, default="1980-01-01")
    return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())
