"""How much a source may ask of this program before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1_000_000
_KILOBYTE = 1_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit with its default; sizes in bytes unless the name says characters.

    `limits:` in corpus.yml sets source, line_characters, archive_unpacked, essays and nesting; the others follow from
    these or are what no honest file comes near. The largest real essay collections met are of a few hundred kilobytes;
    a Chinese novel is 2 to 3 MB. The defaults leave a factor of ten and more, and keep the worst source within seconds
    and a few hundred MB.
    """

    source: int = 20_000_000
    line_characters: int = 2_000_000  # pages on one line exist; whole libraries on one line do not
    front_matter_characters: int = 65_536
    archive_entries: int = 2_000
    archive_unpacked: int = 100_000_000
    archive_ratio: int = 200  # XML of a real .docx packs 5 to 40 times; bombs begin at about 1,000
    essays: int = 1_000  # in one file; the largest collections met hold some dozens
    nesting: int = 200  # elements inside elements; saved pages of portals reach about 40
    picture: int = 10_000_000

    @property
    def archive_xml(self) -> int:
        """Bytes of one part of XML: a tree of it takes about ten times as much memory."""
        return self.archive_unpacked * 2 // 5


def size_in_words(size: int) -> str:
    """`size` in bytes as corpus.yml has it: 20 MB, 500 KB."""
    unit, name = (_MEGABYTE, "MB") if size >= _MEGABYTE else (_KILOBYTE, "KB")
    return f"{size / unit:.10g} {name}"
