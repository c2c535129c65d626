"""How much a source may ask of this program before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit with its default; sizes in bytes unless the name says characters.

    The largest real essay collections met are of a few hundred kilobytes; a Chinese novel is 2 to 3 MB. The
    defaults leave a factor of ten and more, and keep the worst source within seconds and a few hundred MB.
    """

    source: int = 20_000_000
    line_characters: int = 2_000_000  # pages on one line exist; whole libraries on one line do not
    front_matter_characters: int = 65_536
    archive_entries: int = 2_000
    archive_unpacked: int = 100_000_000
    archive_xml: int = 40_000_000  # one part; a tree of it takes about ten times as much memory
    archive_ratio: int = 200  # XML of a real .docx packs 5 to 40 times; bombs begin at about 1,000
    nesting: int = 200  # elements inside elements; saved pages of portals reach about 40
    picture: int = 10_000_000
