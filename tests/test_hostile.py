"""The hostile library, built and opened: nothing runs, nothing leaves, the text reads as text, no file strays."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml import html

from builder.content import content_at
from builder.emit.markdown import LONGEST_PART
from builder.model import Library
from builder.pipeline import assemble
from builder.site.policy import content_policy, inline_scripts
from builder.workers import OneHand
from tests.browser import chromium, chromium_or_skip, complaints, requested
from tests.conftest import run_builder
from tests.hostile.library import write_library
from tests.quick_pages import compared

pytestmark = pytest.mark.slow

#: What an attribute that names a place may begin with: nothing of another scheme, and no other host.
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_PLACES = ("src", "href", "action", "formaction", "data", "srcset", "poster", "background", "xlink:href")
_NEVER = ("iframe", "object", "embed", "base", "applet", "frame", "style", "video", "audio", "template", "math")
#: Frames per second are not measured here; what is: that a page of this library opens at all, and soon.
_PAGES_OPENED = 45
_TABLE_OR_BLANK = re.compile(r"[\s|]+")
_UNPRINTABLE = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True)
class Built:
    root: Path
    site: Path
    library: Library
    sources: int
    said: str
    status: int


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("hostile")
    sources = write_library(root / "content" / "essays", thin=True)
    done = run_builder("build", "--content", root / "content", "--site", root / "site", "--lang", "en", check=False)
    library = assemble(content_at(root / "content"), OneHand()).library
    return Built(root, root / "site", library, sources, done.stdout + done.stderr, done.returncode)


def test_the_library_builds_and_refuses_in_lines(built: Built) -> None:
    assert built.sources >= 300
    assert built.status == 1  # some sources are refused, the rest is published
    assert "Traceback" not in built.said
    assert len(built.library.essays) > 250
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", built.said)
    refused = {item.source.rpartition("/")[2]: item.code for item in built.library.problems if item.severity == "error"}
    expected = {
        "bomb.docx": "docx-bomb",
        "many.docx": "docx-bomb",
        "remote.docx": "docx-remote",
        "macros.docx": "docx-macros",
        "deep.docx": "nesting-too-deep",
        "deep-div.html": "nesting-too-deep",
        "link.txt": "link-leaves-content",
        "loop": "link-to-folder",
    }
    assert {name: refused.get(name) for name in expected} == expected
    assert "source-failed" not in {item.code for item in built.library.problems}
    assert {"lying.docx", "laughs.docx", "outside.docx", "torn.docx", "empty.docx"} <= refused.keys()


def test_pages_are_converted_as_python_markdown_does(built: Built) -> None:
    found = dict(compared(built.root / "content" / "pages" / "essays"))
    assert not [said for said in found.values() if said][:3]
    assert sum(said is None for said in found.values()) < len(found) / 2


def test_no_file_strays(built: Built) -> None:
    assert sorted(path.name for path in built.root.iterdir()) == ["content", "site"]
    assert not [path for path in built.root.rglob("obeyed*") if path.name != "obeyed.md" and path.suffix != ".html"]
    assert not [path for path in built.site.rglob("*") if path.is_symlink()]
    assert all(path.name.isascii() for path in built.site.rglob("*"))


def test_no_page_holds_what_could_run_or_fetch(built: Built) -> None:
    found = []
    for path in built.site.rglob("*.html"):
        for element in html.fromstring(path.read_bytes()).iter():
            if not isinstance(element.tag, str):
                continue
            held = {name: value for name, value in element.attrib.items() if name.startswith("on") or name == "style"}
            away = {
                name: element.get(name)
                for name in _PLACES
                if _ELSEWHERE.match(element.get(name, "")) and element.get("rel") != "canonical"
            }
            if held or away or element.tag in _NEVER or element.get("http-equiv"):
                found.append((path.name, element.tag, held, away))
    assert not found[:5]
    assert len(inline_scripts(built.site)) == 2
    assert not [script for page in built.site.rglob("*.html") for script in _inline(page) if "OBEYED" in script]


def _inline(page: Path) -> list[str]:
    return [script.text or "" for script in html.fromstring(page.read_bytes()).iter("script") if not script.get("src")]


def test_the_text_reads_as_text(built: Built) -> None:
    """Each block of each essay stands on its page letter by letter, below its own id."""
    wrong, right = [], 0
    for published in built.library.essays:
        page = html.fromstring((built.site / "essays" / f"{published.slug}.html").read_bytes())
        by_id: dict[str, Any] = {}
        for element in page.iter():
            if isinstance(element.tag, str) and element.get("id"):
                by_id.setdefault(element.get("id"), element)
        for block in published.essay.blocks:
            element = by_id.get(block.id)
            if element is not None and block.kind == "table":
                element = next(element.iterancestors("table"))
            shown = "" if element is None else _bare(_whole(element))
            if _bare(block.text) in shown:
                right += 1
            else:
                wrong.append((published.essay.source, block.id, block.kind, block.text[:60], shown[:60]))
    assert not wrong[:5]
    assert right > 3_000


def _whole(element: Any) -> str:
    """The text of a block with the parts that a very long one is continued in."""
    text = element.text_content()
    following = element.getnext()
    while following is not None and "continued" in (following.get("class") or "").split():
        text += following.text_content()
        following = following.getnext()
    return str(text)


def _bare(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", _TABLE_OR_BLANK.sub("", text))


def test_no_printed_paragraph_is_longer_than_a_browser_bears(built: Built) -> None:
    for page in built.site.glob("essays/shapes-*.html"):
        for paragraph in html.fromstring(page.read_bytes()).iter("p"):
            assert len(paragraph.text_content()) <= LONGEST_PART


def test_in_a_browser_nothing_runs_and_nothing_leaves(built: Built) -> None:
    """Pages served with the site's own policy: no dialog, no other title, no request, no complaint."""
    chromium_or_skip()
    first = ("index.html", "quality.html", "search.html", "404.html", "lists/title.html", "themes/index.html")
    markup = [f"essays/{item.slug}.html" for item in built.library.essays if "OBEYED" in repr(item.essay.blocks)]
    theirs = [
        f"essays/{item.slug}.html" for item in built.library.essays if item.essay.source.startswith(("names", "title"))
    ]
    queries = [
        f"search.html?q={quote(text)}" for text in ("<img src=x onerror=alert(1)>", '"><script>alert(1)</script>')
    ]
    chosen = [*first, *queries, *markup[: _PAGES_OPENED - 20], *theirs[:12]]
    with _served_with_policy(built.site) as root, chromium(listened=True) as driver:
        requested(driver)
        for name in chosen:
            driver.get(f"{root}/{name}")
            assert driver.title != "OBEYED", name
            driver.execute_script("return document.body.textContent.length")  # raises if a dialog is open
            assert not complaints(driver), name
        asked = [url for url in requested(driver) if not url.startswith((root, "data:", "blob:", "about:"))]
        assert not asked


class _Guarded(SimpleHTTPRequestHandler):
    """Serves a folder with a policy, and says nothing."""

    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@contextmanager
def _served_with_policy(site: Path) -> Iterator[str]:
    handler = type("_Handler", (_Guarded,), {"policy": content_policy(site)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


#: Runs in each page before its own scripts: what the policy refused, by directive and address.
_WATCH = "window.refused = []; addEventListener('securitypolicyviolation', e => refused.push([e.violatedDirective, e.blockedURI]))"


def _one_of_each_kind(site: Path) -> list[str]:
    """Pages that stand at the top, and the first of each folder."""
    folders = sorted({page.parent for page in site.rglob("*.html")})
    top = [page.name for page in sorted(site.glob("*.html"))]
    first = [min(folder.glob("*.html")) for folder in folders if folder != site]
    return [*top, *(page.relative_to(site).as_posix() for page in first)]


#: What no page of ours wrote: a percent sign that opens nothing, half a character, and each parameter that a script reads.
_MADE_UP = "?t=%FF&r=%3Cscript%3E~&l=..%2F..%2Fx~p1&h=((((&script=%FF#%"


def test_every_kind_of_page_keeps_to_the_policy_in_use(sample_site: Path) -> None:
    """Search, the reader's panel and a look ahead work under the policy, which a script from outside does not."""
    chromium_or_skip()
    kinds = [
        *_one_of_each_kind(sample_site),
        "search.html?q=a#p1",
        "search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    ]
    assert len(kinds) > 12
    with _served_with_policy(sample_site) as root, chromium() as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
        for name in kinds:
            driver.get(f"{root}/{name}{'' if '?' in name else _MADE_UP}")
            for button in driver.find_elements("css selector", "button, summary, label[for^=__]"):
                driver.execute_script("if (arguments[0].offsetParent) arguments[0].click()", button)
            time.sleep(0.1)
            assert driver.execute_script("return refused") == [], name
            # That a page which is not there is answered with 404 is no complaint about the page.
            assert not [said for said in complaints(driver) if "404 (File not found)" not in said], name
        driver.get(f"{root}/{kinds[0]}")
        driver.execute_script(
            "const s = document.createElement('script'); s.textContent = 'document.title = \"OBEYED\"';"
            "document.head.append(s); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')"
        )
        assert driver.title != "OBEYED"
        time.sleep(0.2)
        assert {directive for directive, _ in driver.execute_script("return refused")} >= {
            "script-src-elem",
            "script-src-attr",
        }
        assert any("Content Security Policy" in said for said in complaints(driver))


@pytest.mark.parametrize(
    "address",
    [
        "#p1", "#:~:text=%3Cscript%3E", "#<img src=x onerror=alert(1)>", "#%", "#__proto__", "#p999999", "#p1-p9999",
        "#javascript:alert(1)", "#'];alert(1)//", "?h=<script>alert(1)</script>", "?h=(((((", "?t=x#%", "?t=<script>#p1", "?q=[", "?q=\\", "#p1~zzzz",
    ],
)  # fmt: skip
def test_an_address_is_never_obeyed(opened_essay: tuple[Any, str], address: str) -> None:
    """What stands behind an essay's address: fragments, queries, fingerprints of paragraphs, all of them made up."""
    driver, essay = opened_essay
    driver.get("about:blank")
    driver.get(essay + address)
    assert driver.execute_script("return document.title") != "OBEYED"
    assert driver.execute_script("return document.querySelectorAll('img[src=x]').length") == 0
    assert not complaints(driver)


@pytest.fixture(scope="module")
def opened_essay(sample_site: Path) -> Iterator[tuple[Any, str]]:
    """A browser, and the address of an essay served with the policy; what it keeps is what somebody else wrote there."""
    chromium_or_skip()
    essay = min((sample_site / "essays").glob("*.html")).name
    with _served_with_policy(sample_site) as root, chromium() as driver:
        driver.get(f"{root}/essays/{essay}")
        kept = [
            "<img src=x onerror=alert(1)>",
            '{"script": "<script>alert(1)</script>", "__proto__": {"x": 1}}',
            "[[[",
            "null",
            '[{"page": {}}, 1, null]',
            '{"find": 1}',
        ]
        for number, value in enumerate(kept):
            names = driver.execute_script("return Object.keys(localStorage).concat(['reading', 'places'])")
            for name in names:
                driver.execute_script("localStorage.setItem(arguments[0], arguments[1])", name, value)
            driver.get(f"{root}/essays/{essay}?{number}")
            assert not complaints(driver), value
        yield driver, f"{root}/essays/{essay}"
