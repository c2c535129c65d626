"""The box of facts that a work of reference prints between the name of an entry and its first sentence."""

from __future__ import annotations

from builder.structure.metadata import Notes
from builder.structure.metadata_labels import is_label_line
from builder.structure.printed import is_prose, loose, width

#: The entry's name stands among the first so many lines, its first sentence among so many more.
FIRST_LINES, MOST_FACTS = 4, 60
#: Fewer facts may be a byline; none is longer (Han characters).
FEWEST_FACTS, LONGEST_FACT = 4, 30
#: A name that the text may begin with by chance is shorter.
SHORTEST_NAME = 2


def clear_infobox(notes: Notes) -> None:
    """Takes the box off, where a page's first sentence begins with a line above it: Agnes Thirlwall (1831-1902) was …

    A day in it is that of a birth, and no name in it wrote the entry.
    """
    if not (notes.under_furniture or notes.furnished or notes.said_again):
        return
    lines = notes.lines[: FIRST_LINES + MOST_FACTS]
    begin = next(
        (index for index, line in enumerate(lines) if is_prose(line.text) or width(line.text) > LONGEST_FACT), 0
    )
    if begin < FEWEST_FACTS + 1:
        return
    said = loose(lines[begin].text)
    for place, line in enumerate(lines[:FIRST_LINES]):
        name = loose(line.text)
        facts = lines[place + 1 : begin]
        if len(name) >= SHORTEST_NAME and said.startswith(name) and len(facts) >= FEWEST_FACTS:
            if not any(is_label_line(fact.text) for fact in facts):
                for fact in facts:
                    notes.add("fact", fact.text, fact.span, "a line of the box beside an entry")
                notes.take_all(facts)
            return
