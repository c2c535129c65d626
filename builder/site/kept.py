"""All dealings with the inside of MkDocs but printing: pages that did not change are not read, converted or printed.

MkDocs' public events do it: a page whose key is known rests, and MkDocs is not shown it; or, where the navigation names
it, it stands in for itself with what was learnt when it was made, and its template is empty (MkDocs writes no empty
output). Its HTML is linked into the new site. Pages that did change are converted by `quick_markdown`, as far as it
can, and made before MkDocs comes to its own, many at a time; then they rest too. Links and anchors of pages that rest
are checked like any others.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from sys import intern
from typing import Any

import jinja2
from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from builder.cache import code_fingerprint
from builder.content import REPOSITORY
from builder.site import rows
from builder.site.listening import listening, say_again
from builder.site.printed import EMPTY, Printer
from builder.site.quick_markdown import TESTED as TESTED_MARKDOWN
from builder.site.quick_markdown import Known, convert, front_of
from builder.workers import Hands, OneHand

#: Versions whose inside was tried; any other is run without kept pages.
TESTED = ("1.6.1",)
#: Entry of `config.extra` that asks for kept pages; it holds the folder where they are kept.
FOLDER, KEEPER = "kept_pages_folder", "keeper"
#: Entry of `config.extra` that is told how far the build is, and the one that a page ticks.
PROGRESS, TICK = "progress", "tick"
#: Entry of `config.extra` that says by how many hands pages are made.
HANDS = "hands"
#: Entry of `config.extra` that holds the SHA-256 of pages that were just written, by file.
HASHES = "hashes"
_PRINTERS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "pygments")
_MOST_KNOWN = 8192  # links of a folder that are remembered: some 4 MB
_FRONT_END = "\n---"  # where the front matter of a page ends
_NAMED_BY = ("title", "short")  # what the bar of every page prints of a page of the navigation


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a page that was made before. `links`: page → anchor → the link as it stands in the text."""

    key: str
    size: int  # bytes of its HTML, which is one file with the published one: somebody may have written into it
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]


def _held_once(kept: Kept) -> Kept:
    """`kept` with the names that thousands of pages have in common held once: it is a third of what is known of them."""
    links = {
        intern(to): {intern(anchor): intern(link) for anchor, link in each.items()} for to, each in kept.links.items()
    }
    return Kept(kept.key, kept.size, frozenset(map(intern, kept.anchors)), links)


class KeptPage(Page):
    """A page that answers from memory."""

    def __init__(self, file: File, config: MkDocsConfig, kept: Kept, *, named: bool) -> None:
        self.kept = kept
        self._named = named  # whether other pages print its title
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        if self._named:
            super().read_source(config)
        self.markdown = ""
        self.meta = {"title": self.file.name, **self.meta, "template": EMPTY}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""
        self.toc = get_toc([])
        self.present_anchor_ids = set(self.kept.anchors)
        targets = {name: files.src_uris.get(name) for name in self.kept.links}
        self.links_to_anchors = {file: dict(self.kept.links[name]) for name, file in targets.items() if file}


class QuickPage(Page):
    """A page that is converted by us where that gives what Python-Markdown gives."""

    def __init__(self, file: File, config: MkDocsConfig, known: Known) -> None:
        self._known_here = known  # what links of pages in its folder were found to be
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        text = self.file.content_string
        front = front_of(text)
        if front is None:
            super().read_source(config)
        else:
            self.meta, begin = front
            self.markdown = text[begin:]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        def locate(target: str) -> str | None:
            path, mark, anchor = target.partition("#")
            if not path:
                return target
            page = self._linked(path, files)
            if page is None or page.inclusion.value <= InclusionLevel.DRAFT.value:
                return None  # MkDocs says what is wrong with it
            return f"{_seen_from(posixpath.dirname(self.file.url), page.url)}{mark}{anchor}"

        if len(self._known_here) > _MOST_KNOWN:
            self._known_here.clear()
        made = convert(self.markdown or "", locate, self._known_here)
        if made is None or not made.first:
            super().render(config, files)
        else:
            self.content = made.html
            # Templates ask for the first place of a page and no more.
            self.toc = get_toc([{"level": 1, "id": made.first, "name": "", "children": []}])
            self.present_anchor_ids = made.anchors
            self.links_to_anchors = {}
            for target in made.links:
                path, _, anchor = target.partition("#")
                if anchor and (page := self._linked(path, files)):
                    self.links_to_anchors.setdefault(page, {}).setdefault(anchor, target)

    def _linked(self, path: str, files: Files) -> File | None:
        if not path:
            return self.file
        return files.src_uris.get(_beside(posixpath.dirname(self.file.src_uri), path))


@lru_cache(_MOST_KNOWN)
def _beside(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


@lru_cache(_MOST_KNOWN)
def _seen_from(folder: str, address: str) -> str:
    return get_relative_url(address, f"{folder}/page.html")


class Shown(Files):
    """The files of a site, of which MkDocs is shown no page that rests: it would look at each half a dozen times."""

    def __init__(self, files: Iterable[File], resting: Collection[str]) -> None:
        super().__init__(files)
        self._resting = resting

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        return [file for file in super().documentation_pages(inclusion=inclusion) if file.src_uri not in self._resting]


class Keeper:
    """Remembers, over builds, what each page was made from and what it became. One for each build."""

    def __init__(self, folder: Path, config: MkDocsConfig) -> None:
        self._folder = folder / hashlib.sha256(str(config.site_url).encode()).hexdigest()[:8]
        self._chrome = _chrome_of(config)
        self._known: dict[str, Kept] = rows.read(self._folder / "known", self._chrome)
        self._before = self._known
        self._hashes: Mapping[str, str] = config.extra.get(HASHES) or {}
        self._keys: dict[str, str] = {}
        self._site = Path(config.site_dir)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._begun = self._folder / "begun"  # there from now until `save`
        self._left = not self._known or self._begun.exists()  # whether HTML may lie about that nothing knows of
        self._begun.touch()
        self._changed: list[File] = []  # pages to be made anew that no other page prints the title of
        self._resting: dict[str, Kept] = {}  # pages of which no other asks for anything but whether they are there
        self._links: dict[str, Known] = {}  # by folder
        self.kept = 0

    def stand_in(self, files: Files, config: MkDocsConfig) -> Files:
        """Lets unchanged pages rest, or answer from memory where others print their title."""
        named = set(_paths(config.nav))
        pages = files.documentation_pages()
        for file in pages:
            self._keys[file.src_uri] = self._key(file)
        for file in pages:
            kept = self._known.get(file.src_uri)
            # A page that links to one that is gone is made again, so that MkDocs says so.
            if (
                kept is not None
                and kept.key == self._keys[file.src_uri]
                and all(target in self._keys for target in kept.links)
                and _size(self._html(file)) == kept.size
            ):
                self.kept += 1
                if file.src_uri in named:
                    file.page = KeptPage(file, config, kept, named=True)
                else:
                    self._resting[file.src_uri] = kept
            elif file.src_uri not in named:
                self._changed.append(file)
            elif not config.use_directory_urls:
                file.page = self._quick(file, config)
        return Shown(files, {*self._resting, *(file.src_uri for file in self._changed)})

    def _quick(self, file: File, config: MkDocsConfig) -> QuickPage:
        return QuickPage(file, config, self._links.setdefault(posixpath.dirname(file.src_uri), {}))

    @property
    def changed(self) -> int:
        """How many pages `make` will make."""
        return len(self._changed)

    def make(
        self, env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig, tick: Callable[[], None]
    ) -> None:
        """Makes the pages that changed, as MkDocs would, in copies of this process where it has any; then they rest.

        `tick` is called for each.
        """
        hands: Hands = config.extra.get(HANDS) or OneHand()
        printer = Printer(env, nav, config)

        def made(file: File) -> tuple[Kept, list[tuple[int, str]]]:
            page = Page(None, file, config) if config.use_directory_urls else self._quick(file, config)
            with listening(alone=True) as told:
                _populate_page(page, config, files)
                printer.print(page)
            file.page = None  # who asks again whether it is there is answered by what is kept
            return self._take_in(page), told

        for file, (kept, told) in zip(self._changed, hands.copied(made, self._changed), strict=True):
            say_again(told)
            self._resting[file.src_uri] = _held_once(kept)
            tick()

    def check(self, files: Files, config: MkDocsConfig) -> None:
        """Has the anchors of links between pages that rest and pages that do not looked at, when all are converted."""
        for file in files.documentation_pages():
            for target in (file.page and file.page.links_to_anchors) or ():
                if target.page is None and (kept := self._resting.get(target.src_uri)):
                    KeptPage(target, config, kept, named=False).present_anchor_ids = set(kept.anchors)
        changed = {file.src_uri for file in self._changed}
        for name, kept in self._resting.items():
            if any(self._lacks(files, to, anchors, changed, name) for to, anchors in kept.links.items()):
                page = KeptPage(files.src_uris[name], config, kept, named=False)
                page.render(config, files)
                for to in kept.links:
                    if to in self._resting:
                        KeptPage(files.src_uris[to], config, self._resting[to], named=False).render(config, files)
                page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)

    def _lacks(self, files: Files, to: str, anchors: Mapping[str, str], changed: Collection[str], by: str) -> bool:
        """Whether the page `to` has not all `anchors` that the resting page `by` links to. What is said of two pages
        that both did not change was true before.
        """
        if to in self._resting:
            return (to in changed or by in changed) and not anchors.keys() <= self._resting[to].anchors
        page = files.src_uris[to].page
        return (
            page is not None and page.present_anchor_ids is not None and not anchors.keys() <= page.present_anchor_ids
        )

    def _take_in(self, page: Page) -> Kept:
        """What is known of a page that was made, whose HTML is kept from now on."""
        target = os.path.join(str(self._site), page.file.dest_uri)
        link(target, self._html(page.file))
        links = {to.src_uri: dict(anchors) for to, anchors in (page.links_to_anchors or {}).items()}
        return Kept(self._keys[page.file.src_uri], _size(target), frozenset(page.present_anchor_ids or ()), links)

    def finish(self, files: Files) -> None:
        """Links the kept HTML into the site and takes in what was made anew."""
        known: dict[str, Kept] = {}
        changed = {file.src_uri for file in self._changed}
        for name in self._keys:
            file = files.src_uris[name]
            page, target = file.page, os.path.join(str(self._site), file.dest_uri)
            kept = self._resting.get(name) or (page.kept if isinstance(page, KeptPage) else None)
            if kept is not None:
                known[name] = kept
                if name not in changed:
                    link(self._html(file), target)
            elif page is not None and os.path.exists(target):
                known[name] = self._take_in(page)
        self._known = known

    def alone(self) -> None:
        """Removes what builds for other addresses of the site have kept."""
        for other in self._folder.parent.iterdir():
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)

    def save(self) -> None:
        """Remembers this build; to be called only when it was published, so that no page that warned is kept."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._left:
            self._sweep()
        else:
            gone = (name for name, kept in self._before.items() if self._key_now(name) != kept.key)
            for path in [self._place(name, self._before[name].key) for name in gone]:
                Path(path).unlink(missing_ok=True)
        rows.write(self._folder / "known", self._chrome, self._known)
        self._begun.unlink(missing_ok=True)

    def _key_now(self, name: str) -> str:
        kept = self._known.get(name)
        return kept.key if kept else ""

    def _sweep(self) -> None:
        """Removes all HTML that is not known: of other templates, and of builds that were killed."""
        wanted = {self._place(name, kept.key) for name, kept in self._known.items()}
        for folder, _, names in os.walk(self._folder):
            for name in names:
                path = f"{folder}/{name}"
                if path not in wanted and name not in ("known", "begun"):
                    Path(path).unlink(missing_ok=True)

    def _key(self, file: File) -> str:
        known = self._hashes.get(file.abs_src_path or "")
        return known or hashlib.sha256(file.content_bytes).hexdigest()

    def _html(self, file: File) -> str:
        return self._place(file.src_uri, self._keys[file.src_uri])

    def _place(self, name: str, key: str) -> str:
        """Where the HTML of the page `name` lies: named by all that it is made from, because a build that is killed, or
        is refused, before `save` must not leave its pages where the next takes them for those of the one before."""
        made_from = hashlib.sha256(f"{self._chrome}{key}".encode()).hexdigest()[:16]
        return f"{self._folder}/{posixpath.splitext(name)[0]}.{made_from}.html"


def untried() -> str:
    """The installed printers whose inside was not tried, with their versions; "" if all were."""
    tried = {"mkdocs": TESTED, "markdown": TESTED_MARKDOWN}
    return ", ".join(f"{name} {version(name)}" for name, versions in tried.items() if version(name) not in versions)


def _size(path: str) -> int:
    """Bytes of a file; -1 if there is none."""
    try:
        return os.stat(path).st_size
    except OSError:
        return -1


def link(source: str, target: str) -> None:
    """`target` becomes `source`'s file, or a copy where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:  # no folder yet, another file of that name, or no links
        os.makedirs(os.path.dirname(target), exist_ok=True)
        Path(target).unlink(missing_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)


def _chrome_of(config: MkDocsConfig) -> str:
    """A hash of everything but its own text that a page is made from."""
    digest = hashlib.sha256(code_fingerprint(("site", "emit/word_table.py"), _PRINTERS).encode())
    for file in _files_of(Path(str(config.config_file_path)), REPOSITORY / "overrides"):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    extra = {name: value for name, value in config.extra.items() if name not in (FOLDER, KEEPER, PROGRESS, TICK, HANDS, HASHES)}
    told = [config.site_name, config.site_url, str(config.theme["language"]), config.nav, extra]
    digest.update(json.dumps(told, default=str, sort_keys=True).encode())
    for name in _paths(config.nav):
        text = (Path(config.docs_dir) / name).read_text(encoding="utf-8")
        front = front_of(text)
        named = {key: front[0].get(key) for key in _NAMED_BY} if front else text[: text.find(_FRONT_END, 3)]
        digest.update(json.dumps(named).encode())
    return digest.hexdigest()


def _files_of(*places: Path) -> Iterator[Path]:
    for place in places:
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _paths(nav: Any) -> Iterable[str]:
    """Every page that `nav` names."""
    if isinstance(nav, str):
        return [nav] if "://" not in nav else []
    items = nav.values() if isinstance(nav, dict) else nav or []
    return [path for item in items for path in _paths(item)]
