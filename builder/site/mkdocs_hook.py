"""What MkDocs calls: lets plain `mkdocs build` and `mkdocs serve` work; every event only calls the builder."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from builder.content import content_at
from builder.generate import BY_HAND, generate
from builder.script import in_script
from builder.site.compiled import compiled_before
from builder.site.kept import FOLDER, PROGRESS, TICK
from builder.site.listed import list_no_hidden
from builder.site.printed import empty_template
from builder.site.render import GENERATED, add_data, configure, keeper_of, sent_scripts
from builder.site.scripts import send_short

if TYPE_CHECKING:  # only `serve` watches
    from mkdocs.livereload import LiveReloadServer

_LOG = logging.getLogger("mkdocs.builder")
#: MkDocs collects anchors before fenced blocks are put back, so that it takes links to them for broken.
_FENCED = re.compile(r'<pre id="([\w-]+)"')
#: On the boxes that open Material's drawer and search, which nobody fills in.
_NO_ATTRIBUTE = ' autocomplete="off">'
#: What people are to type stays as it is written: fenced and inline code.
_CODE = re.compile(r"(^```.*?^```|`[^`\n]+`)", re.DOTALL | re.MULTILINE)


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Generates the pages, unless `python -m builder` has just done so."""
    library = GENERATED.get()
    if library is None:
        generated = generate(content_at(Path(config.docs_dir).parent))
        _LOG.info(generated.summary(generated.library.settings.language))
        library = generated.library
    if FOLDER in config.extra:
        list_no_hidden(config)
    return configure(config, library)


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Lets pages that did not change answer from memory."""
    keeper = keeper_of(config)
    if keeper:
        files = keeper.stand_in(files, config)
    if PROGRESS in config.extra:
        pages = len(files.documentation_pages()) + (keeper.changed if keeper else 0)
        config.extra[TICK] = config.extra.pop(PROGRESS).ticker("pages", pages)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, **_: Any) -> Navigation:
    """Keeps the navigation at hand for `on_env`."""
    config.extra["nav"] = nav
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files, **_: Any) -> Environment:
    """Gives kept pages their empty template, has those made that changed, and all their links checked."""
    config.extra["files"] = files
    env, nav = compiled_before(empty_template(env)), config.extra.pop("nav")
    if keeper := keeper_of(config):
        tick = config.extra.pop(TICK, None)  # a copy of this process would tell of its share as if it were all
        keeper.make(env, nav, files, config, tick or (lambda: None))
        if tick:
            config.extra[TICK] = tick
        keeper.check(files, config)
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Puts a page that people wrote by hand into the script of the site; the others were generated in it."""
    if page.file.src_uri.partition("/")[0] not in BY_HAND:
        return markdown
    for key in ("title", "short"):
        if key in page.meta:
            page.meta[key] = in_script(str(page.meta[key]), config.extra["script"])
    parts = _CODE.split(markdown)
    return "".join(in_script(part, config.extra["script"]) if n % 2 == 0 else part for n, part in enumerate(parts))


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Keeps every page out of MkDocs' own index, for the search is ours; tells MkDocs which fenced blocks have ids."""
    page.meta["search"] = {"exclude": True}
    if page.present_anchor_ids is not None:
        page.present_anchor_ids.update(_FENCED.findall(html))
    return html


def on_post_page(output: str, config: MkDocsConfig, **_: Any) -> str:
    """Takes out what Material writes and HTML does not know, and tells how far the build is."""
    if TICK in config.extra:
        config.extra[TICK]()
    return output.replace(_NO_ATTRIBUTE, ">")


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """The same for the page that is no page, 404.html."""
    return output_content.replace(_NO_ATTRIBUTE, ">") if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Adds the files that MkDocs must not see, and sends our scripts short."""
    add_data(content_at(Path(config.docs_dir).parent), Path(config.site_dir))
    send_short(Path(config.site_dir), sent_scripts(config))
    keeper = keeper_of(config)
    if keeper:
        keeper.finish(config.extra.pop("files"))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Watches what people write and not what the builder writes, so that the preview comes to rest."""
    content = content_at(Path(config.docs_dir).parent)
    server.unwatch(config.docs_dir)
    for path in (content.essays, content.corpus, content.themes, content.addresses, content.pages / "about"):
        if path.exists():
            server.watch(str(path))
    return server


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """MkDocs keeps plugins and hooks of this kind alive between the rebuilds of `serve`."""
    _LOG.debug("builder hook started by %s", command)
