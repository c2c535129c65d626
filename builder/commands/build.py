"""`build`: the pages, then the site, exchanged for the published one when it is whole."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.commands.command import NOTHING_BUILT, Command, content_of, say, status, tell, tongue_of
from builder.content import REPOSITORY, Content
from builder.lock import alone
from builder.problems import problem
from builder.report import news_lines, summary
from builder.site import receipt

if TYPE_CHECKING:  # what builds takes two seconds to import, and is not needed where nothing changed
    from builder.generate import Generated
    from builder.site.kept import Keeper


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=REPOSITORY / "site", help="where the site is published")
    parser.add_argument("--no-cache", action="store_true", help="compute everything anew")
    parser.add_argument("--plain", action="store_true", help="let MkDocs make every page anew")
    parser.add_argument("--strict", action="store_true", help="flags count as errors")
    parser.add_argument("--compressed", action="store_true", help="add a .gz beside each text, for web servers")


def run(arguments: argparse.Namespace) -> int:
    began = time.perf_counter()
    content, site = content_of(arguments), arguments.site.resolve()
    anew = arguments.no_cache or arguments.plain
    inputs = "" if anew else receipt.inputs_of(content, f"compressed={arguments.compressed}")
    built = None if anew else receipt.find(content, site, inputs)
    newest: Sequence[tuple[str, str]] = ()
    if built is not None:
        problems, figures = built.problems, built.figures
        tell(problems, arguments)
    else:
        generated = build_site(arguments)
        if generated is None:
            return NOTHING_BUILT
        problems, figures, newest = generated.library.problems, generated.figures, generated.newest
        if not anew:
            receipt.write(content, site, inputs, (figures, problems))
    for line in news_lines(figures, newest, tongue_of(arguments)):
        say(line)
    say(summary(figures, tongue_of(arguments), time.perf_counter() - began))
    return status(problems, strict=getattr(arguments, "strict", False))


def build_site(arguments: argparse.Namespace) -> Generated | None:
    """Builds and publishes `arguments.site`; None if nothing could be built, which has then been said."""
    content = content_of(arguments)
    if not content.essays.is_dir():
        tell([problem("no-essays-folder", str(content.essays))], arguments)
        return None
    with alone(content.cache, lambda: tell([problem("waiting")], arguments)):
        return _build(content, arguments)


def _build(content: Content, arguments: argparse.Namespace) -> Generated | None:
    from builder.generate import generate
    from builder.pipeline import unanswered
    from builder.progress import Progress
    from builder.site.compressed import compress
    from builder.site.kept import untried
    from builder.site.publish import publish, staging_folder
    from builder.site.render import RenderError, render

    progress = None if arguments.quiet else Progress(sys.stderr, tongue_of(arguments))
    cached = not getattr(arguments, "no_cache", False)
    generated = generate(content, jobs=arguments.jobs, cached=cached, progress=progress)
    library = generated.library
    tell(library.problems, arguments)
    if any(item.severity == "error" for item in generated.assembled.shelf.configuration.problems):
        return None  # corpus.yml does not say what was meant: what people decided must not be half obeyed
    if not library.essays:
        tell([problem("nothing-to-publish", str(content.essays))], arguments)
        return None
    if missed := unanswered(library, content, generated.hashes, cached=cached):
        tell(missed, arguments)
        return None
    site = arguments.site.resolve()
    plain = arguments.plain or arguments.no_cache
    if not plain and (printers := untried()):
        tell([problem("other-printer", printers=printers)], arguments)
    staging = staging_folder(site)
    try:
        hashes = generated.hashes
        keeper = render(content, library, staging, plain=plain, hashes=hashes, jobs=arguments.jobs, progress=progress)
        if arguments.compressed:
            compress(staging, site)
        publish(staging, site)
        if keeper:
            keeper.save()
        _forget(content, generated, keeper)
    except RenderError as refused:
        tell([problem("render", detail=str(refused))], arguments)
        return None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return generated


def _forget(content: Content, generated: Generated, keeper: Keeper | None) -> None:
    """Takes away what former builds and `review` kept, if somebody may not read it any more."""
    if not generated.assembled.shelf.private and not generated.library.withdrawn:
        return
    for folder in content.cache.iterdir():
        # A build that keeps pages brings every cache up to date but these; one that does not leaves all as they were.
        stale = folder.name in ("review", "receipt") if keeper else folder.name not in (content.data.name, "lock")
        if stale and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
    if keeper:
        keeper.alone()


BUILD = Command("build", {"en": "build the site", "zh": "生成网站"}, add, run)
