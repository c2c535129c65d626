"""What a file's name says about it: a source, something to pass over, or a type that is refused with a remedy."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Literal

Standing = Literal["source", "passed over", "refused"]
Format = Literal["txt", "md", "html", "docx"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "txt": "txt",
        "text": "txt",
        "md": "md",
        "markdown": "md",
        "html": "html",
        "htm": "html",
        "xhtml": "html",
        "docx": "docx",
    }
)

#: What systems and programs leave behind beside a person's files, in lower case.
_LEFT_BEHIND = ("~$*", ".~*", ".*", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
_FOLDERS_LEFT_BEHIND = ("__macosx", ".*", "$recycle.bin", "system volume information")
#: What browsers call the folder beside a saved page, after the page's name without its extension.
ATTACHMENT_ENDINGS = ("_files", ".files", "_file", "_fichiers", "-dateien", " files")

#: Types that are met in such folders: extension → code of the problem that names the remedy.
_REFUSED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("doc", "dot", "wps", "wpt", "odt", "pages", "uof", "et", "docm", "dotx", "dotm"), "type-word"),
        **dict.fromkeys(("pdf", "caj", "djvu", "ceb", "ofd", "kdh", "nh"), "type-pages"),
        "rtf": "type-rtf",
        **dict.fromkeys(("mht", "mhtml", "webarchive", "maff", "shtml", "asp", "php"), "type-web"),
        **dict.fromkeys(("epub", "mobi", "azw3", "chm", "umd"), "type-book"),
        **dict.fromkeys(("xls", "xlsx", "csv", "ppt", "pptx", "dps"), "type-office"),
        **dict.fromkeys(("zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz"), "type-archive"),
        **dict.fromkeys(("png", "jpg", "jpeg", "gif", "bmp", "webp", "svg", "tif", "tiff", "ico"), "type-picture"),
    }
)
#: How files of other types begin, whatever their names say.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "type-pages"),
    (b"{\\rtf", "type-rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "type-word"),
    (b"PK\x03\x04", "type-archive"),
    (b"Rar!\x1a\x07", "type-archive"),
    (b"7z\xbc\xaf\x27\x1c", "type-archive"),
    (b"\x1f\x8b\x08", "type-archive"),
    (b"\x89PNG\r\n\x1a\n", "type-picture"),
    (b"GIF8", "type-picture"),
    (b"\xff\xd8\xff", "type-picture"),
)


def classify(name: str) -> Standing:
    """What to do with a file of this name (a path with forward slashes)."""
    if is_left_behind(name[name.rfind("/") + 1 :]):
        return "passed over"
    return "source" if extension(name) in FORMATS else "refused"


def format_of(name: str) -> Format:
    """The format of a source by its name; a name that says nothing is read as plain text."""
    return FORMATS.get(extension(name), "txt")


def refusal_of(name: str) -> str:
    """The code of the problem that says why a file of this name is no source, and what to do."""
    return _REFUSED.get(extension(name), "type-nameless" if not extension(name) else "type-other")


def is_known_refusal(name: str) -> bool:
    """True for a type that is known not to be read; a name that says nothing may yet be plain text."""
    return extension(name) in _REFUSED


def signature(data: bytes) -> str | None:
    """The code of the problem if `data` begins as files of another type do."""
    return next((code for mark, code in _SIGNATURES if data.startswith(mark)), None)


def extension(name: str) -> str:
    """The ending of a file's name in lower case, without its dot; "" if there is none."""
    own = name[name.rfind("/") + 1 :]
    dot = own.rfind(".")
    return own[dot + 1 :].lower() if 0 < dot < len(own) - 1 else ""


def is_left_behind(name: str) -> bool:
    """True for a file that a system or an office program keeps for itself."""
    own = name.lower()
    return any(fnmatchcase(own, pattern) for pattern in _LEFT_BEHIND)


def is_folder_left_behind(name: str) -> bool:
    """True for a folder that a system keeps for itself."""
    return any(fnmatchcase(name.lower(), pattern) for pattern in _FOLDERS_LEFT_BEHIND)
