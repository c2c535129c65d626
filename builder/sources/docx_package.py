"""The parts of a .docx archive, opened with distrust: sizes, macros, outside references and entities are checked."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from builder.model import Limits, Problem
from builder.model.limits import size_in_words
from builder.problems import problem
from builder.sources.nesting import refuse_deep
from builder.sources.refusal import Refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wraps an encrypted document into
_MACROS = ("vbaproject.bin", "vbadata.xml")
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
#: Targets outside the file that are mere addresses, or are only named and never loaded by anybody: links for the
#: reader, and the template on the author's own disk. Remote pictures are left out of the text and said.
_HARMLESS = ("hyperlink", "image", "video", "audio")
_REMOTE = ("http:", "https:", "ftp:", "\\\\", "//", "file://///", "file:////", "mhtml:")

#: OOXML has two sets of names, transitional and strict; parts are read with the namespace taken off.
Relationships = Mapping[str, tuple[str, str, bool]]  # id → (kind, target, whether it lies outside)


@dataclass(frozen=True, slots=True)
class Package:
    """The archive of one document. Parts are read on demand, each at most once by its reader."""

    name: str
    archive: zipfile.ZipFile
    limits: Limits

    def part(self, path: str) -> bytes | None:
        """The bytes of a part; None if there is none. Raises Refused if they are not what was announced."""
        try:
            with self.archive.open(path) as file:
                data = file.read(self.limits.archive_unpacked + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise Refused(problem("docx-broken", self.name)) from None
        if len(data) > self.limits.archive_unpacked:
            raise Refused(too_large(self.name, self.limits))
        return data

    def xml(self, path: str) -> Any | None:
        """The root of an XML part, element names without namespace; None if there is none. Raises Refused."""
        data = self.part(path)
        if data is None:
            return None
        if len(data) > self.limits.archive_xml:
            raise Refused(too_large(self.name, self.limits))
        try:
            root = etree.fromstring(data, etree.XMLParser(**_PARSER_OPTIONS))
        except (etree.XMLSyntaxError, ValueError) as error:
            code = "nesting-too-deep" if "depth" in str(error) else "docx-broken"
            raise Refused(problem(code, self.name, limit=self.limits.nesting)) from None
        if root.getroottree().docinfo.doctype:  # no office program writes one; entities live in it
            raise Refused(problem("docx-entities", self.name))
        refuse_deep(root, self.name, self.limits)
        return root

    def relationships(self, path: str) -> dict[str, tuple[str, str, bool]]:
        """What the part at `path` refers to: id → (kind, target, whether it lies outside the file)."""
        folder, file = posixpath.split(path)
        root = self.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found: dict[str, tuple[str, str, bool]] = {}
        for item in () if root is None else root:
            target = item.get("Target", "")
            outside = item.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
            found[item.get("Id", "")] = (item.get("Type", "").rsplit("/", 1)[-1], target, outside)
        return found


def too_large(name: str, limits: Limits) -> Problem:
    """That the document `name` is larger than `limits` allow once it is unpacked."""
    return problem("docx-too-large", name, limit=size_in_words(limits.archive_unpacked))


def open_package(data: bytes, name: str, limits: Limits) -> Package:
    """The archive in `data`. Raises Refused for whatever is broken, encrypted, a bomb, or wants to run or fetch."""
    if data.startswith(_OLE):
        raise Refused(problem("docx-encrypted", name))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Refused(problem("docx-broken", name)) from None
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > limits.archive_entries or unpacked > limits.archive_ratio * len(data):
        raise Refused(problem("docx-bomb", name))
    if unpacked > limits.archive_unpacked:
        raise Refused(too_large(name, limits))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(problem("docx-encrypted", name))
    if any(posixpath.basename(entry.filename.replace("\\", "/")).lower() in _MACROS for entry in entries):
        raise Refused(problem("docx-macros", name))
    package = Package(name, archive, limits)
    for entry in entries:
        if entry.filename.endswith(".rels"):
            _refuse_remote(package, entry.filename)
    return package


def _refuse_remote(package: Package, path: str) -> None:
    """Raises Refused if a part wants a template, frame or object from another machine."""
    root = package.xml(path)
    for item in () if root is None else root:
        kind = item.get("Type", "").rsplit("/", 1)[-1]
        target = item.get("Target", "").strip().lower()
        if item.get("TargetMode") == "External" and kind not in _HARMLESS and target.startswith(_REMOTE):
            raise Refused(problem("docx-remote", package.name, kind=kind[:40]))
