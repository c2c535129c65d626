"""What of `web.config` can be asked where there is no IIS: its form, each value against Microsoft's schema, its rules.

IIS runs on Windows only. The table below is that schema as far as the file uses it
(learn.microsoft.com/iis/configuration/system.webserver); that IIS serves the site so, no test of ours can show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.site.policy import content_policy
from builder.site.web_servers import Place, configurations
from tests.conftest import REPOSITORY

_FLAG = "true|false"
_SPAN = r"(?:\d+\.)?\d\d:\d\d:\d\d"  # days.hours:minutes:seconds
_EXTENSION = r"\.[a-z0-9]+"
#: Path of an element → its attributes, each with the pattern of its values; "*" after a name: it must be there.
SCHEMA: dict[str, dict[str, str]] = {
    "configuration": {},
    "configuration/location": {"path*": r"[A-Za-z0-9/_-]+", "inheritInChildApplications": _FLAG},
    "system.webServer": {},
    "defaultDocument": {"enabled": _FLAG},
    "defaultDocument/files": {},
    "defaultDocument/files/clear": {},
    "defaultDocument/files/add": {"value*": r"[\w.-]+"},
    "directoryBrowse": {"enabled": _FLAG},
    "urlCompression": {"doStaticCompression": _FLAG, "doDynamicCompression": _FLAG},
    "staticContent": {},
    "staticContent/clientCache": {
        "cacheControlMode": "NoControl|DisableCache|UseMaxAge|UseExpires",
        "cacheControlMaxAge": _SPAN,
        "cacheControlCustom": ".+",
    },
    "staticContent/remove": {"fileExtension*": _EXTENSION},
    "staticContent/mimeMap": {"fileExtension*": _EXTENSION, "mimeType*": r"[a-z]+/[a-z0-9.+-]+(?:; charset=utf-8)?"},
    "httpErrors": {
        "errorMode": "Custom|Detailed|DetailedLocalOnly",
        "existingResponse": "Auto|Replace|PassThrough",
    },
    "httpErrors/remove": {"statusCode*": "[45][0-9]{2}"},
    "httpErrors/error": {
        "statusCode*": "[45][0-9]{2}",
        "path*": r"[\w.-]+",  # a whole path is refused in a site's own file
        "responseMode": "File|ExecuteURL|Redirect",
    },
    "httpProtocol": {},
    "httpProtocol/customHeaders": {},
    "httpProtocol/customHeaders/remove": {"name*": "[A-Za-z-]+"},
    "httpProtocol/customHeaders/add": {"name*": "[A-Za-z-]+", "value*": ".+"},
    "security": {},
    "security/requestFiltering": {"removeServerHeader": _FLAG, "allowDoubleEscaping": _FLAG},
    "security/requestFiltering/verbs": {"allowUnlisted": _FLAG},
    "security/requestFiltering/verbs/add": {"verb*": "[A-Z]+", "allowed*": _FLAG},
    "security/requestFiltering/fileExtensions": {"allowUnlisted": _FLAG},
    "security/requestFiltering/fileExtensions/add": {"fileExtension*": _EXTENSION, "allowed*": _FLAG},
    "security/authentication": {},
    "security/authentication/anonymousAuthentication": {"enabled": _FLAG},
    "security/authentication/basicAuthentication": {"enabled": _FLAG, "realm": ".+"},
}
#: Types that IIS 10 sends without being told (applicationHost.config); it answers 404 for all others.
KNOWN_TO_IIS = {
    ".html",
    ".htm",
    ".css",
    ".js",
    ".txt",
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".ico",
    ".woff",
    ".woff2",
}


@pytest.fixture(scope="module")
def text(sample_site: Path) -> str:
    return dict(configurations(sample_site, Place("/srv/site", "/library/")))["web.config"]


def elements(root: ElementTree.Element, path: str = "") -> Iterator[tuple[str, ElementTree.Element]]:
    """Each element with its path: from `system.webServer` on, where it stands in one."""
    here = f"{path}/{root.tag}".strip("/")
    here = here.rpartition("system.webServer/")[2] if "system.webServer/" in here else here
    yield "system.webServer" if root.tag == "system.webServer" else here, root
    for child in root:
        yield from elements(child, here if root.tag != "system.webServer" else "system.webServer")


def faults(text: str) -> list[str]:
    """Every element, attribute or value that IIS would refuse the whole site for (status 500.19)."""
    found = []
    for path, element in elements(ElementTree.fromstring(text)):
        allowed = SCHEMA.get(path)
        if allowed is None:
            found.append(f"no element {path}")
            continue
        patterns = {name.rstrip("*"): pattern for name, pattern in allowed.items()}
        missing = {name[:-1] for name in allowed if name.endswith("*")} - set(element.attrib)
        found += [f"{path} lacks {name}" for name in sorted(missing)]
        for name, value in element.attrib.items():
            if not re.fullmatch(patterns.get(name, "(?!)"), value):
                found.append(f"{path} {name}={value}")
    return found


def test_every_element_and_value_is_one_of_the_schema(text: str) -> None:
    assert faults(text) == []


def test_so_it_is_with_the_password_that_the_file_offers(text: str) -> None:
    offered = re.search(r"<!-- For readers with a password only.*?\n(.*?)-->", text, re.DOTALL)
    assert offered
    asked = text.replace(offered[0], offered[1])
    assert faults(asked) == []
    found = ElementTree.fromstring(asked).find(".//authentication/basicAuthentication")
    assert found is not None
    assert found.get("enabled") == "true"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('cacheControlMode="DisableCache"', 'cacheControlMode="Disable"'),
        ("365.00:00:00", "365 days"),
        ("<directoryBrowse", "<directoryBrowsing"),
        ('verb="GET"', 'method="GET"'),
        ('path="404.html"', r'path="C:\\site\\404.html"'),
    ],
)
def test_what_iis_would_refuse_is_noticed(text: str, right: str, wrong: str) -> None:
    assert right in text
    assert faults(text.replace(right, wrong))


def test_iis_knows_the_type_of_every_file(text: str, sample_site: Path) -> None:
    root = ElementTree.fromstring(text)
    told = {item.get("fileExtension") for item in root.iter("mimeMap")}
    there = {path.suffix.lower() for path in sample_site.rglob("*") if path.is_file()}
    assert there - {".map"} <= told | KNOWN_TO_IIS
    # An entry that is there already is an error of the whole site, unless it is first removed.
    content = next(root.iter("staticContent"))
    for item in content.findall("mimeMap"):
        before = list(content)[: list(content).index(item)]
        assert any(it.tag == "remove" and it.get("fileExtension") == item.get("fileExtension") for it in before)


def test_it_guards_as_the_others_do(text: str, sample_site: Path) -> None:
    root = ElementTree.fromstring(text)
    headers = {item.get("name"): item.get("value") for item in root.iter("add") if item.get("name")}
    assert headers["Content-Security-Policy"] == content_policy(sample_site)
    nginx = (REPOSITORY / "servers" / "nginx.conf").read_text(encoding="utf-8")
    others = set(re.findall(r"add_header (\S+)", nginx)) - {"Cache-Control"}
    assert set(headers) == others
    verbs = {item.get("verb") for item in root.iter("add") if item.get("verb")}
    assert verbs == {"GET", "HEAD"}
    refused = {item.get("fileExtension") for item in root.iter("add") if item.get("allowed") == "false"}
    assert refused == {".gz"}


def test_it_keeps_for_good_only_what_has_a_hash_in_its_name(text: str, sample_site: Path) -> None:
    root = ElementTree.fromstring(text)
    kept = {
        str(place.get("path"))
        for place in root.iter("location")
        for cache in place.iter("clientCache")
        if cache.get("cacheControlMode") == "UseMaxAge"
    }
    assert kept
    for folder in kept:
        files = [path for path in (sample_site / folder).rglob("*") if path.suffix in (".js", ".css")]
        # Word lists of a search that is not ours: no page asks for them.
        names = [path.name for path in files if "lunr" not in path.parts]
        assert names
        assert [name for name in names if not re.search(r"\.[0-9a-f]{8}\.min\.(?:js|css)$", name)] == []
    own = root.find("system.webServer/staticContent/clientCache")
    assert own is not None
    assert own.get("cacheControlMode") == "DisableCache"
