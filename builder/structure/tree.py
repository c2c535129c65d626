"""An essay as a tree of sections, and back: unnesting gives the blocks in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.model import Block


@dataclass(frozen=True, slots=True)
class Node:
    """A block with what stands under it. Only headings have children."""

    block: Block
    children: tuple[Node, ...] = ()


def nest(blocks: Iterable[Block]) -> tuple[Node, ...]:
    """The blocks as sections: each heading holds the blocks up to the next heading of its level or a higher one."""
    roots: list[Node] = []
    open_sections: list[tuple[Block, list[Node]]] = []

    def close(level: int) -> None:
        while open_sections and open_sections[-1][0].level >= level:
            heading, children = open_sections.pop()
            place = open_sections[-1][1] if open_sections else roots
            place.append(Node(heading, tuple(children)))

    for block in blocks:
        if block.kind == "heading":
            close(block.level)
            open_sections.append((block, []))
        else:
            (open_sections[-1][1] if open_sections else roots).append(Node(block))
    close(0)
    return tuple(roots)


def unnest(nodes: Sequence[Node]) -> Iterator[Block]:
    """The blocks of `nodes` in reading order. Depth of nesting is not limited by the stack."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node.block
        waiting.extend(reversed(node.children))


def even_levels(levels: Iterable[int]) -> tuple[int, ...]:
    """`levels` with jumps taken out: the first is 1, none is more than one deeper than the section it stands in."""
    even: list[int] = []
    stack: list[int] = []
    for level in levels:
        while stack and stack[-1] >= level:
            stack.pop()
        stack.append(level)
        even.append(len(stack))
    return tuple(even)


def heading_ids(levels: Iterable[int]) -> tuple[str, ...]:
    """Ids of headings at these even levels: s1, s1-1, s1-2, s2 …"""
    counts: list[int] = []
    ids: list[str] = []
    for level in levels:
        del counts[level:]
        counts.extend([0] * (level - len(counts)))
        counts[level - 1] += 1
        ids.append("s" + "-".join(str(max(count, 1)) for count in counts))
    return tuple(ids)
