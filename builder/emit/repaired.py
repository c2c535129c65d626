"""What was repaired in an essay: rule by rule, old and new, with the doubts that stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from builder.emit import markdown
from builder.emit.face import furniture
from builder.emit.marks import numbered_doubts, place_of, repairs_by_rule
from builder.emit.passages import place_name
from builder.emit.shelves import Shelves, one_line
from builder.model import Block, Essay, Problem, Repair
from builder.problems import MESSAGES, message

# Sure repairs of one rule are listed by kind (old → new), this many kinds; `explain` shows every one in its place.
MOST_KINDS: Final = 60
LONGEST_SHOWN: Final = 60


def section(slug: str, shelves: Shelves, lang: str) -> str:
    """One quiet line, then the list that it opens (the script folds it; without script it stands open)."""
    words = shelves.words
    essay, counts = shelves.essays[slug].essay, shelves.faces[slug].summary
    if not any(counts.values()):
        return markdown.paragraph(markdown.escape(words("nothing-repaired")), "repaired", "quiet", lang=lang)
    lines = [
        markdown.heading(2, markdown.escape(words("repaired")), "repaired", "apparatus", "fold", lang=lang),
        markdown.paragraph(markdown.escape(quiet_line(counts, shelves)), "", "quiet", lang=lang),
    ]
    blocks = {block.id: block for block in essay.blocks}
    for rule, repairs in repairs_by_rule(essay).items():
        name = markdown.link(markdown.escape(rule), f"../repairs/{rule}.md")
        lines.append(markdown.paragraph(f"{name} {_times(len(repairs), shelves)}", "", "rule", lang=lang))
        lines.append("\n".join(_listed(repairs, blocks, shelves)))
    removed = furniture(essay)
    if removed:
        items = [
            markdown.item(
                f"{markdown.link(markdown.escape(rule), f'../repairs/{rule}.md')} "
                + markdown.escape(shelves.words("letters", n=f"{count:,}"), starts_line=False)
            )
            for rule, count in removed
        ]
        lines.append(
            markdown.paragraph(
                markdown.escape(words("removed-line", n=f"{counts['removed']:,}")), "", "rule", lang=lang
            )
        )
        lines.append("\n".join(items))
    doubts = numbered_doubts(essay)
    if doubts:
        lines.append(markdown.paragraph(markdown.escape(words("doubts")), "", "rule", lang=lang))
        lines.append("\n".join(_doubt(number, item, essay, shelves) for number, item in doubts))
    return "\n\n".join(lines)


def printed_section(essay: Essay, shelves: Shelves, lang: str) -> str:
    """Each repaired paragraph as its source prints it, with a link to it as it was repaired; "" if there is none."""
    essay = essay.printed or essay
    repairs: dict[str | None, list[Repair]] = {}
    for repair in essay.repairs:
        repairs.setdefault(repair.block, []).append(repair)
    mended = [block for block in essay.blocks if block.id in repairs]
    printed = {block.id: as_printed(block, repairs[block.id]) for block in mended}
    blocks = [block for block in mended if printed[block.id] != block.text]
    if not blocks:
        return ""
    title = markdown.escape(shelves.words("as-printed"))
    lines = [markdown.heading(2, title, "printed", "apparatus", "fold", lang=lang)]
    for block in blocks:
        place = markdown.link(markdown.escape(place_name(block, shelves.words)), f"#{block.id}")
        text = markdown.escape(one_line(printed[block.id]))
        language = block.language or essay.language
        lines.append(markdown.quotation(markdown.paragraph(f"{text} {place}", lang=language, translate="no")))
    return "\n\n".join(lines)


def as_printed(block: Block, repairs: Sequence[Repair]) -> str:
    """A block's text with its repairs undone, the last first; a repair whose place is not certain stays done."""
    text = block.text
    own = [repair for repair in repairs if repair.block == block.id and repair.block_offset is not None]
    for repair in sorted(own, key=lambda repair: repair.block_offset or 0, reverse=True):
        start = repair.block_offset or 0
        if text.startswith(repair.new, start):
            text = text[:start] + repair.old + text[start + len(repair.new) :]
    return text


def quiet_line(counts: dict[str, int], shelves: Shelves) -> str:
    """`共修复 12 处 · 另删去网页杂项 80 字 · 存疑 2 处`, without the parts that are zero."""
    keys = (("repairs", "repaired-line"), ("removed", "removed-line"), ("doubts", "flagged-line"))
    return " · ".join(shelves.words(key, n=f"{counts[name]:,}") for name, key in keys if counts[name])


def _times(count: int, shelves: Shelves) -> str:
    return shelves.words("time") if count == 1 else shelves.words("times", n=f"{count:,}")


def _listed(repairs: Sequence[tuple[int | None, Repair]], blocks: Mapping[str, Block], shelves: Shelves) -> list[str]:
    """Likely repairs one by one, each with its anchor and a link to its place; sure ones by kind.

    They speak of characters, so the switch between the Chinese scripts leaves them alone (`translate="no"`).
    """
    items = []
    kinds: Counter[tuple[str, str]] = Counter()
    for number, repair in repairs:
        if number is None:
            kinds[one_line(repair.old), one_line(repair.new)] += 1
            continue
        place = ""
        block = blocks.get(repair.block or "")
        if block is not None:
            place = " " + markdown.link(markdown.escape(place_name(block, shelves.words)), f"#{block.id}")
        items.append(
            markdown.item(
                _change(one_line(repair.old), one_line(repair.new), shelves) + place, f"r{number}", translate="no"
            )
        )
    for (old, new), count in kinds.most_common(MOST_KINDS):
        said = _change(old, new, shelves) + (f" × {count:,}" if count > 1 else "")
        items.append(markdown.item(said, translate="no"))
    if len(kinds) > MOST_KINDS:
        items.append(markdown.item(markdown.escape(shelves.words("and-more", n=f"{len(kinds) - MOST_KINDS:,}"))))
    return items


def _change(old: str, new: str, shelves: Shelves) -> str:
    """`old → new` as Markdown; a change of white space alone is said so."""
    if old == new or not (old or new):
        return markdown.escape(shelves.words("only-space"))
    left = markdown.escape(_cut(old)) if old else f"({shelves.words('put-in')})"
    right = markdown.escape(_cut(new), starts_line=False) if new else f"({shelves.words('taken-out')})"
    return f"{left} → {right}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _doubt(number: int, item: Problem, essay: Essay, shelves: Shelves) -> str:
    text = shelves.words.shown(message(item, shelves.words.tongue)) if item.code in MESSAGES else item.code
    where = place_of(item, essay)
    place = ""
    if where is not None:
        place = " " + markdown.link(markdown.escape(place_name(where[0], shelves.words)), f"#{where[0].id}")
    return markdown.item(markdown.escape(one_line(text)) + place, f"f{number}")
