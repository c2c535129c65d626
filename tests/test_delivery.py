"""The site as it is handed over: behind a web server, with its own policy, in a feed, and as a zip."""

from __future__ import annotations

import gzip as python_gzip
import json
import os
import re
import shutil
import subprocess
import zipfile
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from builder.emit import books, emit, feed, print_pages, sitemap
from builder.emit.shelves import arrange
from builder.library.addresses import Entry
from builder.library.promises import vanished
from builder.model import Atlas, Block, Collection, Essay, Library, Published, SiteSettings
from builder.site.bundle import FRONT_PAGE, LONGEST_PATH, UnfitPathError, bundle, front_page
from builder.site.compressed import SMALLEST, TWIN, compress, gzip
from builder.site.gathered import MOST_FILES_AN_ESSAY, PREVIEWS, PROGRAM, gathering
from builder.site.policy import content_policy, inline_scripts
from builder.site.web_servers import Place, PrefixError, configurations
from tests.browser import chromium, complaints
from tests.conftest import run_builder
from tests.web_server import ask, behind_caddy, behind_nginx

OVERRIDES = Path(__file__).resolve().parent.parent / "overrides"
LONG = "<p>" + "渡口的船家把缆绳解开，又系上。" * 60 + "</p>"


@pytest.fixture(scope="module")
def compressed_site(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("compressed") / "site"
    shutil.copytree(sample_site, site)
    assert compress(site, site.parent / "none") > 50
    return site


# --- compressed twins ---


def test_a_twin_says_the_same_and_nothing_of_the_machine() -> None:
    data = LONG.encode()
    packed = gzip(data)
    assert python_gzip.decompress(packed) == data
    assert packed == gzip(data)
    assert packed[4:10] == b"\0\0\0\0\x02\xff"  # no date, no operating system


def test_an_edit_compresses_what_it_changed(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for site in (before, after):
        site.mkdir()
    (before / "same.html").write_text(LONG, encoding="utf-8")
    (before / "changed.html").write_text(LONG, encoding="utf-8")
    (before / "style.css").write_text(LONG, encoding="utf-8")
    (before / "small.html").write_text("x" * (SMALLEST - 1), encoding="utf-8")
    assert compress(before, tmp_path / "none") == 3
    shutil.copyfile(before / "style.css", after / "style.css")  # as MkDocs copies it for every build
    os.link(before / "same.html", after / "same.html")
    (after / "changed.html").write_text(LONG + "新", encoding="utf-8")
    assert compress(after, before) == 1
    for name in ("same.html", "changed.html", "style.css"):
        assert python_gzip.decompress((after / (name + TWIN)).read_bytes()) == (after / name).read_bytes()
    assert not (after / ("small.html" + TWIN)).exists()


# --- policy and configurations ---


def test_the_policy_names_each_script_that_a_browser_would_run(tmp_path: Path) -> None:
    page = '<script src=a.js></script><script>one()</script><script type="application/json">{}</script><script type=module>two()</script>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.html").write_text("<script>one()</script>", encoding="utf-8")
    known = [re.compile(r"one\(\)"), re.compile(r"two\(\)")]
    assert len(inline_scripts(tmp_path, known)) == 2
    # printf 'one()' | openssl dgst -sha256 -binary | base64
    assert "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='" in content_policy(tmp_path, known)
    assert "unsafe" not in content_policy(tmp_path, known)


def test_the_policy_names_no_script_that_a_text_brought_in(tmp_path: Path, sample_site: Path) -> None:
    """Whatever got into a page in spite of everything: its hash is not in the policy that is computed from the pages."""
    page = (sample_site / "index.html").read_text(encoding="utf-8")
    foreign = (
        "alert(1)",
        "one()",
        '__md_scope=new URL("/",location);alert(1)',
        '__md_scope=new URL("/"+alert(1),location)',
    )
    shutil.copyfile(sample_site / "index.html", tmp_path / "index.html")
    own = inline_scripts(tmp_path)
    assert len(own) == 2
    (tmp_path / "index.html").write_text(
        page + "".join(f"<script>{said}</script>" for said in foreign), encoding="utf-8"
    )
    assert inline_scripts(tmp_path) == own


def test_a_site_has_the_same_two_scripts_on_every_page(sample_site: Path) -> None:
    """extra.scope is fixed, so that the depth of a page is not in them."""
    assert len(inline_scripts(sample_site)) == 2


@pytest.mark.parametrize("prefix", ["library", "/library", "/a b/", "//", "/x;}/", "/../"])
def test_a_prefix_that_is_none_is_refused(tmp_path: Path, prefix: str) -> None:
    with pytest.raises(PrefixError):
        list(configurations(tmp_path, Place("/srv/site", prefix)))


@pytest.mark.parametrize("prefix", ["/", "/library/", "/office/library/"])
def test_configurations_are_filled_in_and_well_formed(sample_site: Path, prefix: str) -> None:
    made = dict(configurations(sample_site, Place("/srv/site", prefix)))
    assert not [name for name, text in made.items() if re.search(r"@[A-Z-]+@", text)]
    root = ElementTree.fromstring(made["web.config"])
    values = {item.get("name"): item.get("value") for item in root.iter("add")}
    assert values["Content-Security-Policy"] == content_policy(sample_site)
    for text in made.values():
        assert text.count("{") == text.count("}")


def test_caddy_takes_its_configuration(sample_site: Path, tmp_path: Path) -> None:
    program = shutil.which("caddy")
    if not program:
        pytest.skip("no caddy on this machine")
    for prefix in ("/", "/library/"):
        path = tmp_path / "Caddyfile"
        written = dict(configurations(sample_site, Place(str(sample_site), prefix, "8770")))["Caddyfile"]
        path.write_text(written, encoding="utf-8")
        command = [program, "validate", "--config", str(path), "--adapter", "caddyfile"]
        environment = {**os.environ, "HOME": str(tmp_path)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)
        assert done.returncode == 0, done.stderr


# --- behind nginx and Caddy ---

SERVERS = pytest.mark.parametrize("behind", [behind_nginx, behind_caddy])


@pytest.mark.slow
@SERVERS
def test_a_server_sends_it_compressed_cached_and_guarded(behind: Any, compressed_site: Path, tmp_path: Path) -> None:
    page = (compressed_site / "index.html").read_bytes()
    with behind(compressed_site, tmp_path / "server") as address:
        status, headers, body = ask(address, accept_encoding="gzip")
        assert (status, headers["content-encoding"], headers["vary"]) == (200, "gzip", "Accept-Encoding")
        assert body == (compressed_site / f"index.html{TWIN}").read_bytes()
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert headers["cache-control"] == "no-cache"
        assert headers["content-security-policy"] == content_policy(compressed_site)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers.get("server", "nginx") == "nginx"  # and no version
        assert ask(address)[2] == page  # whoever cannot unpack gets it plain
        status, _, _ = ask(address, if_none_match=ask(address)[1]["etag"])
        assert status == 304
        styled = re.search(rb"assets/css/[^\"]+\?v=[0-9a-f]+", page)
        assert styled
        assert "immutable" in ask(address + styled[0].decode())[1]["cache-control"]
        bundled = re.search(rb"assets/javascripts/bundle\.[0-9a-f]+\.min\.js", page)
        assert bundled
        assert "immutable" in ask(address + bundled[0].decode())[1]["cache-control"]
        # A page is asked for again whatever stands after its question mark: `?h=` marks words found.
        essay = min(path.name for path in (compressed_site / "essays").glob("*.html"))
        assert ask(f"{address}essays/{essay}?h=x")[1]["cache-control"] == "no-cache"
        status, headers, body = ask(address + "essays/no-such-essay.html")
        assert status == 404
        assert b"<title>" in body
        assert "content-security-policy" in headers
        assert "immutable" not in ask(address + "assets/css/none.css?v=1")[1].get("cache-control", "")
        assert ask(address, method="POST")[0] in (403, 405)
        status, headers, _ = ask(address.rstrip("/"))
        assert (status, headers["location"]) == (308, "/library/")
        outside = address.replace("/library/", "/")
        assert b"<title>Welcome" not in ask(outside)[2]
        assert page not in ask(outside)[2]
        assert b"root:" not in ask(address + "..%2f..%2fetc/passwd")[2]


@pytest.mark.slow
def test_nginx_asks_for_a_password_where_that_is_wanted(compressed_site: Path, tmp_path: Path) -> None:
    users = tmp_path / "users"
    users.write_text("reader:{PLAIN}ferry\n", encoding="ascii")
    wanted = f'auth_basic "Essays"; auth_basic_user_file {users};'
    change = ('# auth_basic           "Essays";', wanted)
    with behind_nginx(compressed_site, tmp_path / "nginx", change=change) as address:
        assert ask(address)[0] == 401
        assert ask(address, authorization="Basic cmVhZGVyOmZlcnJ5")[0] == 200


@pytest.mark.slow
def test_caddy_asks_for_a_password_where_that_is_wanted(compressed_site: Path, tmp_path: Path) -> None:
    hashed = "$2b$04$abcdefghijklmnopqrstuuwOumBvz6QaAISlFaRHW2.ocSXN2HkkW"  # "ferry", by the cheapest bcrypt there is
    wanted = f"basicauth {{\n\t\t\treader {hashed}\n\t\t}}"
    change = ("# basicauth {\n\t\t# \tNAME HASH\n\t\t# }", wanted)
    with behind_caddy(compressed_site, tmp_path / "caddy", change=change) as address:
        assert ask(address)[0] == 401
        assert ask(address, authorization="Basic cmVhZGVyOmZlcnJ5")[0] == 200


@pytest.mark.slow
@SERVERS
def test_reading_and_searching_need_nothing_that_the_policy_forbids(
    behind: Any, compressed_site: Path, tmp_path: Path
) -> None:
    with behind(compressed_site, tmp_path / "server") as address, chromium() as driver:
        driver.get(address)
        word = "干部"
        driver.get(f"{address}search.html?q={word}")
        _until(driver, "return document.querySelectorAll('article a[href*=\"essays/\"]').length > 0")
        for folder in ("essays", "themes", "collections", "lists", "repairs"):
            page = min(path for path in (compressed_site / folder).glob("*.html"))
            driver.get(f"{address}{folder}/{page.name}")
        refused = [line for line in complaints(driver) if "Content Security Policy" in line or "404" in line]
        assert refused == []


def _until(driver: Any, script: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, 10).until(lambda it: it.execute_script(script))


# --- the zip ---


def test_a_lone_first_page_asks_to_be_extracted_and_can_be_read() -> None:
    html = (
        '<html><head></head><body dir="ltr"><svg viewBox="0 0 24 24"/><svg width="1"/><h1>组工文存</h1></body></html>'
    )
    made = front_page(html)
    assert made.index("请先解压") < made.index("Extract first") < made.index("组工文存")
    assert made.count('width="24"') == 1
    assert "<script" not in made


@pytest.mark.slow
def test_what_windows_extracts_alone_says_so_and_what_is_whole_does_not(sample_site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(sample_site.parent / "essays.zip") as archive:
        archive.extractall(tmp_path / "whole")
        archive.extract("essays/index.html", tmp_path / "lone")
    shown = "const it = document.querySelector('.unpack-first'); return it.checkVisibility() ? it.innerText : ''"
    with chromium() as driver:
        driver.get((tmp_path / "lone" / "essays" / "index.html").as_uri())
        assert "请先解压" in driver.execute_script(shown)
        widest = (
            "return Math.max(...[...document.querySelectorAll('svg')].map((it) => it.getBoundingClientRect().width))"
        )
        assert driver.execute_script(widest) <= 24
        driver.get((tmp_path / "whole" / "essays" / "index.html").as_uri())
        assert driver.execute_script(shown) == ""


@pytest.mark.slow
def test_names_in_the_zip_open_everywhere(sample_site: Path) -> None:
    with zipfile.ZipFile(sample_site.parent / "essays.zip") as archive:
        names = archive.namelist()
        assert archive.read("essays/READ-ME-FIRST.txt").startswith(b"\xef\xbb\xbf")
    assert {name.partition("/")[0] for name in names} == {"essays"}
    assert all(name.isascii() and len(name) <= LONGEST_PATH for name in names)
    assert len({name.casefold() for name in names}) == len(names)  # Windows and macOS do not tell case apart
    assert not [name for name in names if name.endswith((TWIN, ".map"))]


def test_a_name_that_does_not_open_everywhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "手册.html").write_text("x", encoding="utf-8")
    with pytest.raises(UnfitPathError, match="手册"):
        bundle(tmp_path / "site", tmp_path / "essays.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def _index(blocks: int, shards: int, texts: int) -> list[str]:
    counts = {"s": shards, "t": texts}
    return [f"b{block}/{kind}{place}" for block in range(blocks) for kind in "st" for place in range(counts[kind])]


def test_the_zip_gathers_the_index_and_tells_the_program(tmp_path: Path) -> None:
    data = tmp_path / "site" / "search" / "data"
    names = _index(blocks=2, shards=32, texts=20)
    for name in names:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / f"{name}.js").write_text(f'essaySearchData("{name}",[])', encoding="utf-8")
    (data / "layout.js").write_text('essaySearchData("layout",{})', encoding="utf-8")
    (tmp_path / "site" / "assets" / "search").mkdir(parents=True)
    for path in (OVERRIDES / "assets" / "search").iterdir():
        shutil.copy(path, tmp_path / "site" / "assets" / "search")
    (tmp_path / "site" / "essays").mkdir()
    for path in [tmp_path / "site" / "essays" / f"{number}.html" for number in range(220)]:
        path.write_text("", encoding="utf-8")
    bundle(tmp_path / "site", tmp_path / "essays.zip")
    folder = "essays/search/data"
    with zipfile.ZipFile(tmp_path / "essays.zip") as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    box = held["essays/assets/search/box.js"]
    told = re.match(r"\(window.essaySearch\|\|=\{\}\).gathered=(.*);\n//", box)
    program = re.search(r"const PROGRAM = (\[.*?\]);", box)
    assert told and program
    assert tuple(f"assets/search/{name}.js" for name in json.loads(program[1])) == PROGRAM
    assert held[f"essays/{PROGRAM[0]}"].count("use strict") == len(PROGRAM)
    assert not any(f"essays/{name}" in held for name in PROGRAM[1:])
    gathered = json.loads(told[1])
    assert min(gathered.values()) > 1
    # Where the program looks for a file: overrides/assets/search/store.js.
    for name in names:
        block, kind, place = re.fullmatch(r"(b\d+)/(.)(\d+)", name).groups()  # type: ignore[union-attr]
        number = int(place)
        home = f"b0/s{number % gathered['terms']}" if kind == "s" else f"{block}/t{number - number % gathered['texts']}"
        home = f"{folder}/{home}.js"
        assert f'essaySearchData("{name}",[])' in held[home].split(";\n")


@pytest.mark.parametrize(
    ("others", "essays", "blocks", "shards", "texts"),
    [(300, 1_000, 2, 256, 4), (900, 5_000, 2, 4_096, 2), (2_000, 10_000, 4, 4_096, 2), (466, 1_000, 2, 256, 4)],
)
def test_the_zip_gathers_so_much_that_an_essay_costs_few_files(
    others: int, essays: int, blocks: int, shards: int, texts: int
) -> None:
    pages = [f"essays/{number}.html" for number in range(essays)] + [f"lists/{number}.html" for number in range(others)]
    index = [f"search/data/{name}.js" for name in _index(blocks, shards, ceil(essays / blocks / texts))]
    gathered = gathering([*pages, *index], {}, texts)
    assert len({gathered.place(name) for name in [*pages, *index]}) <= MOST_FILES_AN_ESSAY * essays


def test_what_every_page_loads_is_one_style_sheet_and_one_script_in_the_zip(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for kind, name, text in (
        ("css", "2.css", "b {}"),
        ("css", "10.css", "a {}"),
        ("js", "z.js", "z()"),
        ("js", "a.js", "a()"),
    ):
        (site / "assets" / kind).mkdir(parents=True, exist_ok=True)
        (site / "assets" / kind / name).write_text(text, encoding="utf-8")
    (site / "assets" / "js" / "own.js").write_text("own()", encoding="utf-8")
    (site / "essays").mkdir()
    for page, up in (("index.html", ""), ("essays/a.html", "../")):
        styles = "".join(f'<link rel="stylesheet" href="{up}assets/css/{name}?v=0f">\n' for name in ("2.css", "10.css"))
        scripts = "".join(f'<script src="{up}assets/js/{name}?v=0f" defer></script>\n' for name in ("z.js", "a.js"))
        own = f'<script src="{up}assets/js/own.js" defer></script>'
        (site / page).write_text(f"<head>{styles}</head><body>é{scripts}{own}</body>", encoding="utf-8")
    bundle(site, tmp_path / "essays.zip")
    with zipfile.ZipFile(tmp_path / "essays.zip") as archive:
        held = {name.removeprefix("essays/"): archive.read(name).decode() for name in archive.namelist()}
    assert held["assets/css/2.css"] == "b {}\na {}"
    assert held["assets/js/z.js"] == "z();\na()"
    assert held["assets/js/own.js"] == "own()"
    assert {"assets/css/10.css", "assets/js/a.js"}.isdisjoint(held)
    assert held["essays/a.html"] == (
        '<head><link rel="stylesheet" href="../assets/css/2.css?v=0f">\n</head><body>é'
        '<script src="../assets/js/z.js?v=0f" defer></script>\n<script src="../assets/js/own.js" defer></script></body>'
    )
    assert "10.css" not in held["index.html"] and "own.js" in held["index.html"]


def test_the_zip_gathers_the_cards_of_the_look_ahead(tmp_path: Path) -> None:
    for place in range(32):
        (tmp_path / "site" / "previews").mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / "previews" / f"{place}.js").write_text(f"card({place})\n", encoding="utf-8")
    (tmp_path / "site" / "assets" / "js").mkdir(parents=True)
    (tmp_path / "site" / "assets" / "js" / "preview.js").write_text("look()", encoding="utf-8")
    bundle(tmp_path / "site", tmp_path / "essays.zip")
    with zipfile.ZipFile(tmp_path / "essays.zip") as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert [name for name in held if "/previews/" in name] == ["essays/previews/0.js", f"essays/previews/{PREVIEWS}.js"]
    assert held["essays/previews/0.js"].split(";\n") == [f"card({place})\n" for place in range(PREVIEWS)]
    assert held["essays/assets/js/preview.js"] == f"window.reading.previewsAFile={PREVIEWS};\nlook()"


@pytest.mark.parametrize(
    ("sizes", "essays", "bound"), [([2] * 5, 10, 5), ([2] * 60, 120, 0), ([10] * 70 + [11] * 30, 1030, 30)]
)
def test_books_and_paper_of_the_largest_collections_where_there_are_many(
    sizes: list[int], essays: int, bound: int
) -> None:
    items = [_essay(f"essay-{number}") for number in range(essays)]
    slugs = iter([item.slug for item in items])
    collections = tuple(
        Collection(f"c{number}", f"c{number}", tuple(islice(slugs, size)), "folder")
        for number, size in enumerate(sizes)
    )
    shelves = arrange(Library(SiteSettings(), tuple(items), collections, Atlas((), (), ()), (), essays))
    assert sum(books.bound(shelf, shelves) for shelf in collections) == bound
    assert sum(print_pages.printable(shelf, shelves) for shelf in collections) == bound


def test_a_zip_knows_neither_day_nor_user_nor_folder(tmp_path: Path) -> None:
    made = []
    for name, mask, moment in (("one", 0o022, 1), ("another place", 0o077, 2_000_000_000)):
        former = os.umask(mask)
        try:
            site = tmp_path / name / "site"
            (site / "essays").mkdir(parents=True)
            for path in (site / FRONT_PAGE, site / "essays" / "a.html"):
                path.write_text(f"<html><head></head><body>{path.name}</body></html>", encoding="utf-8")
                os.utime(path, (moment, moment))
            bundle(site, tmp_path / name / "essays.zip")
        finally:
            os.umask(former)
        made.append((tmp_path / name / "essays.zip").read_bytes())
    assert made[0] == made[1]


@pytest.mark.slow
def test_an_essay_more_costs_at_most_a_file_and_a_half(tmp_path: Path) -> None:
    """Counted on what is printed for a large library, for a small one is mostly its frame."""
    count = 1200
    library = Library(
        SiteSettings(), tuple(_essay(f"essay-{n}") for n in range(count)), (), Atlas((), (), ()), (), count
    )
    printed = [output.path for output in emit(library)]
    assert len(set(printed)) / count <= 1.5


# --- feed and sitemap ---


def _essay(slug: str, first: str | None = None, published: str | None = None) -> Published:
    span = (0, 10)
    block = Block("paragraph", "渡口的船家把缆绳解开。\x0b", "", "p1", span, span)
    title = f"渡口 <{slug}>"
    essay = Essay(f"{slug}.txt", 0, span, title, (), None, None, published, None, "zh-Hans", (), (block,), (), (), ())
    return Published(slug, essay, first_published=first)


def _library(*essays: Published, url: str = "") -> Library:
    return Library(SiteSettings(title="文存", url=url), essays, (), Atlas((), (), ()), (), len(essays))


ATOM = {"a": "http://www.w3.org/2005/Atom", "s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_the_feed_tells_what_came_into_the_record_newest_first() -> None:
    library = _library(_essay("old", "2024-02-29"), _essay("unrecorded"), _essay("new", "2026-01-02"))
    (output,) = feed.files(arrange(library))
    root = ElementTree.fromstring(output.data)
    titles = [item.text for item in root.findall("a:entry/a:title", ATOM)]
    assert titles == ["渡口 <new>", "渡口 <old>"]
    assert root.findtext("a:updated", namespaces=ATOM) == "2026-01-02T00:00:00Z"
    assert [item.get("href") for item in root.findall("a:entry/a:link", ATOM)] == ["essays/new.html", "essays/old.html"]
    identities = [item.text for item in root.iter(f"{{{ATOM['a']}}}id")]
    assert len(set(identities)) == 3
    assert all(item and item.startswith("urn:uuid:") for item in identities)
    assert output.data == next(iter(feed.files(arrange(library)))).data


def test_a_feed_without_news_is_still_a_feed() -> None:
    (output,) = feed.files(arrange(_library(_essay("unrecorded"))))
    root = ElementTree.fromstring(output.data)
    assert root.find("a:entry", ATOM) is None
    assert root.findtext("a:updated", namespaces=ATOM)


def test_the_sitemap_has_whole_addresses_and_days_of_record_or_source() -> None:
    essays = (
        _essay("recorded", "2026-01-02", published="1998-05"),
        _essay("dated", published="1998-05"),
        _essay("plain"),
    )
    (output,) = sitemap.files(arrange(_library(*essays, url="https://essays.example/library")))
    root = ElementTree.fromstring(output.data)
    days = {it.findtext("s:loc", namespaces=ATOM): it.findtext("s:lastmod", namespaces=ATOM) for it in root}
    base = "https://essays.example/library/"
    assert days[f"{base}essays/recorded.html"] == "2026-01-02"
    assert days[f"{base}essays/dated.html"] == "1998-05"
    assert days[f"{base}essays/plain.html"] is None
    assert base in days
    (output,) = sitemap.files(arrange(_library(*essays)))
    assert len(ElementTree.fromstring(output.data)) == 0  # nobody said where the site stands


@pytest.mark.slow
def test_the_site_bears_no_day_of_its_build(sample_site: Path) -> None:
    assert not (sample_site / "sitemap.xml.gz").exists()
    assert ElementTree.fromstring((sample_site / "feed.xml").read_bytes()).tag.endswith("feed")
    assert 'type="application/atom+xml"' in (sample_site / "index.html").read_text(encoding="utf-8")


# --- addresses that were published ---


@pytest.mark.parametrize(
    ("entry", "source", "page", "lost"),
    [
        ({}, True, True, []),
        ({}, True, False, ["ferry"]),
        ({}, False, False, []),  # the source was deleted
        ({"withdrawn": "notice"}, True, False, []),
        ({"source": "", "withdrawn": "silent"}, True, False, []),
        ({"former": ("quay",)}, True, True, ["quay"]),  # an address it had before must still lead there
    ],
)
def test_a_published_address_is_kept_or_withdrawn(
    tmp_path: Path, entry: dict[str, Any], source: bool, page: bool, lost: list[str]
) -> None:
    essays, pages = tmp_path / "library", tmp_path / "site" / "essays"
    essays.mkdir()
    pages.mkdir(parents=True)
    if source:
        (essays / "ferry.txt").write_text("x", encoding="utf-8")
    if page:
        (pages / "ferry.html").write_text("x", encoding="utf-8")
    told = {"slug": "ferry", "source": "ferry.txt", "fingerprint": "f", "sketch": "s", "first": "2026-01-02", **entry}
    assert [slug for _, slug in vanished(tmp_path / "site", [Entry(**told)], essays)] == lost


@pytest.mark.parametrize(("prefix", "told"), [("/library/", False), ("/office/", True), ("/", True)])
def test_a_site_that_does_not_know_its_path_is_told(tmp_path: Path, prefix: str, told: bool) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<title>t</title>", encoding="utf-8")
    (site / "404.html").write_text('<link rel="stylesheet" href="/library/assets/a.css">', encoding="utf-8")
    done = run_builder("servers", "--site", site, "--prefix", prefix, "-o", tmp_path / "servers")
    assert ("site: url:" in done.stderr) is told
    assert sorted(path.name for path in (tmp_path / "servers").iterdir()) == ["Caddyfile", "nginx.conf", "web.config"]
