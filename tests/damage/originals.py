"""The clean originals of the sample library: front matter, and the text with its headings marked by `#`.

`# 一、` is a heading on its own line; `# words.|rest` a heading run into its paragraph; blank lines part blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "samples"


@dataclass(frozen=True)
class Heading:
    """A heading as printed, with its number; `level` 1 is topmost; `kind` is line or run-in."""

    level: int
    text: str
    kind: str


@dataclass(frozen=True)
class Original:
    """One essay as its author wrote it. `blocks` are the printed paragraphs and headings, title not among them."""

    id: str
    title: str
    author: str
    date: str  # YYYY-MM-DD or as printed, without leading zeros
    publisher: str
    language: str
    blocks: tuple[str, ...]
    outline: tuple[Heading, ...]

    def printed(self, gap: str = "\n\n") -> str:
        """Title and blocks, `gap` between them."""
        return gap.join([self.title, *self.blocks]) + "\n"


def read(name: str) -> Original:
    """The original in `tests/samples/NAME.md`."""
    _, front, body = (FOLDER / f"{name}.md").read_text("utf-8").split("---\n", 2)
    facts = {key: value.strip() for key, _, value in (line.partition(":") for line in front.splitlines())}
    blocks: list[str] = []
    outline: list[Heading] = []
    for part in filter(None, (part.strip() for part in body.split("\n\n"))):
        marks = len(part) - len(part.lstrip("#"))
        heading, joint, rest = part[marks:].strip().partition("|") if marks else (part, "", "")
        if marks:
            outline.append(Heading(marks, heading.strip(), "run-in" if joint else "line"))
        blocks.append(heading + rest if marks else part)
    return Original(
        name,
        facts["title"],
        facts["author"],
        facts["date"],
        facts["publisher"],
        facts["language"],
        tuple(blocks),
        tuple(outline),
    )
