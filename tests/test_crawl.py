"""Every link and anchor leads somewhere: over file:// paths, and over nginx below a path of a server."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from builder.site.crawl import Dangling, dangling, links_of, resolved
from tests.conftest import run_builder
from tests.web_server import ask, behind_nginx

PAGE = "<!doctype html><title>t</title><h1 id=here>t</h1>{}"


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("other.html", ""),
        ("other.html#here", ""),
        ("./other.html?h=%E5%AD%97#here", ""),
        ("#here", ""),
        ("in%20folder/deep.html", ""),
        ("https://essays.example/", ""),
        ("mailto:desk@essays.example", ""),
        ("missing.html", "link-broken"),
        ("../outside.html", "link-broken"),
        ("/other.html", "link-broken"),
        ("in folder/", "link-broken"),
        ("other.html#there", "anchor-broken"),
        ("#there", "anchor-broken"),
    ],
)
def test_a_link_leads_somewhere_or_is_told(tmp_path: Path, link: str, code: str) -> None:
    (tmp_path / "in folder").mkdir()
    (tmp_path / "other.html").write_text(PAGE.format(""), encoding="utf-8")
    (tmp_path / "in folder" / "deep.html").write_text(PAGE.format('<a href="../other.html#here">'), encoding="utf-8")
    (tmp_path / "index.html").write_text(PAGE.format(f'<a href="{link}">'), encoding="utf-8")
    expected = [Dangling("index.html", link, code)] if code else []
    assert list(dangling(tmp_path)) == expected


def test_every_kind_of_address_is_read() -> None:
    html = (
        '<link rel=canonical href="https://essays.example/"><link rel=stylesheet href=a.css><script src=b.js></script>'
        '<img src=c.png srcset="d.png 1x, e.png 2x"><meta http-equiv=Refresh content="0; url=f.html"><a name=old id=new>'
    )
    read = links_of(html)
    assert set(read.links) == {"a.css", "b.js", "c.png", "d.png", "e.png", "f.html"}
    assert read.anchors == {"old", "new"}


@pytest.mark.parametrize(
    ("page", "path", "file"),
    [
        ("essays/a.html", "../index.html", "index.html"),
        ("essays/a.html", "b.html", "essays/b.html"),
        ("index.html", "./essays/../essays/a.html", "essays/a.html"),
        ("index.html", "../x.html", ""),
    ],
)
def test_paths_are_resolved_as_browsers_do(page: str, path: str, file: str) -> None:
    assert resolved(page, path) == file


@pytest.mark.slow
def test_the_sample_site_has_no_dangling_link(sample_site: Path) -> None:
    assert list(dangling(sample_site)) == []
    links = [links_of(path.read_text(encoding="utf-8")) for path in (sample_site / "essays").glob("*.html")]
    assert sum(1 for page in links for link in page.links if "#" in link) > 50  # it has anchors to be wrong about


@pytest.mark.slow
def test_a_page_that_goes_missing_is_noticed(sample_site: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(sample_site, site)
    gone = min((site / "themes").glob("[!i]*.html"))
    gone.unlink()
    assert {item.code for item in dangling(site)} == {"link-broken"}


@pytest.mark.slow
def test_the_seeds_site_has_no_dangling_link(essay_corpus: Path, tmp_path: Path) -> None:
    shutil.copytree(essay_corpus / "seeds" / "raw", tmp_path / "library" / "essays")
    run_builder("build", "--content", tmp_path / "library", "--site", tmp_path / "site")
    assert list(dangling(tmp_path / "site")) == []
    with behind_nginx(tmp_path / "site", tmp_path / "nginx") as address:
        pages, wrong = crawl(address)
    assert wrong == []
    assert sum("/essays/" in page for page in pages) >= 13


@pytest.mark.slow
def test_the_sample_site_has_no_dangling_link_below_a_path_of_a_server(sample_site: Path, tmp_path: Path) -> None:
    with behind_nginx(sample_site, tmp_path / "nginx") as address:
        pages, wrong = crawl(address)
    assert wrong == []
    essays = {path.name for path in (sample_site / "essays").glob("*.html")}
    assert {unquote(page).rpartition("/")[2] for page in pages if "/essays/" in page} == essays


def crawl(start: str) -> tuple[set[str], list[str]]:
    """Every page reached from `start`, and what did not answer with 200 or lacks the place that was asked for."""
    waiting, anchors, asked, wrong = [start], {}, [], []
    seen = {start}
    while waiting:
        page = waiting.pop()
        status, headers, body = ask(page)
        if status != 200:
            wrong.append(f"{status} {page}")
            continue
        if not headers["content-type"].startswith("text/html"):
            continue
        read = links_of(body.decode())
        anchors[page] = read.anchors
        for link in read.links:
            target, fragment = urldefrag(urljoin(page, link))
            if urlsplit(target).netloc != urlsplit(start).netloc:
                continue
            asked.append((page, target, unquote(fragment)))
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    for page, target, fragment in asked:
        if fragment and target in anchors and fragment not in anchors[target] and not fragment.startswith("__"):
            wrong.append(f"{page} → {target}#{fragment}")
    return set(anchors), wrong
