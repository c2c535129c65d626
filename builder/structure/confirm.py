"""Which numbered series are headings: form proposes, company decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from builder.model import HeadingKind
from builder.structure.form import Form
from builder.structure.numbering import Mark
from builder.structure.series import BARE, STATED, Member

#: Share of a series' members that must look like headings, and of those that must have text beneath.
MOST = 0.6
#: Schemes that a reader takes for headings even when one member is all that is left of them.
BROADEST_LONE_RANK = 3
#: Longest first sentence that a word of order (First, …) may open as a heading, in weight.
LONGEST_SPOKEN = 60
#: A first sentence at most this many times as long as its siblings' median is one of them.
ODD_HEAD = 1.6
#: Fewest members of a series of words of order; two are an aside ("First, … Second, …").
FEWEST_SPOKEN = 3
#: Articles of law are clauses, whatever they look like; 一是 … 二是 … goes on with a sentence begun above.
NEVER = frozenset({"article", "order-是"})
#: Labels before a colon open sections only under these; under 1. and below they are entries of a list.
LABEL_RANK = 4
#: Weight of text behind a label from which it heads a section and is not an entry.
LABEL_REST = 60

_ORDINAL_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a member is: a heading with its kind and evidence."""

    kind: HeadingKind
    head: int  # offset in the line's text behind the heading
    why: str


def confirm(
    members: Sequence[Member],
    forms: Mapping[int, Form],
    beneath: Sequence[bool],
    announced: frozenset[int],
    narrative: bool = False,
) -> dict[int, Verdict]:
    """Member index → verdict, for the members that are headings.

    `forms` by line; `beneath` tells of each member whether text of its own follows; `announced` holds the counts
    that the text announces ("three aspects"); a `narrative` text tells of first and second times without meaning
    headings.
    """
    verdicts: dict[int, Verdict] = {}
    order = sorted(range(len(members)), key=lambda index: (members[index].series, index))
    waiting: list[list[int]] = []
    for _, group in groupby(order, key=lambda index: members[index].series):
        indices = list(group)
        found = _judge(indices, members, forms, beneath, announced, narrative, verdicts)
        verdicts.update(found)
        if not found:
            waiting.append(indices)
    accepted = {members[index].mark.scheme for index in verdicts}
    for indices in waiting:
        verdicts.update(_by_company(indices, members, forms, beneath, accepted))
    return verdicts


def _judge(
    indices: Sequence[int],
    members: Sequence[Member],
    forms: Mapping[int, Form],
    beneath: Sequence[bool],
    announced: frozenset[int],
    narrative: bool,
    verdicts: Mapping[int, Verdict],
) -> dict[int, Verdict]:
    mark = members[indices[0]].mark
    if mark.scheme in NEVER or _under_article(members, indices[0]):
        return {}
    if mark.scheme == BARE or mark.scheme.startswith(STATED):
        return {}
    shapes = [forms[members[index].line] for index in indices]
    size = len(indices)
    # The last member's text may be the essay's: it proves nothing, unless it stands alone.
    inner = indices[:-1] if size > 1 else indices
    supported = sum(beneath[index] for index in inner) >= MOST * len(inner) or (
        size > 2 and sum(beneath[index] for index in indices) >= MOST * size
    )
    lines = [form for form in shapes if form.shape in ("bare", "question")]
    sentences = [form for form in shapes if form.shape == "sentence"]
    run_in = [form for form in shapes if _opens_text(form, mark)]
    blank_mark = mark.scheme.endswith("-blank")
    if size == 1:
        lone = mark.rank <= BROADEST_LONE_RANK and not blank_mark and not mark.scheme.endswith("-alone")
        company = members[indices[0]].parent in verdicts and not mark.spoken
        if lines and supported and (lone or company) and forms[members[indices[0]].line].shape == "bare":
            return _verdicts(indices, members, forms, f"the one line left numbered {mark.printed}, text beneath it")
        return {}
    if blank_mark and len(lines) < size:
        return {}
    if len(lines) >= MOST * size and supported:
        return _verdicts(indices, members, forms, f"one of {_count(size)} short lines numbered alike, text beneath")
    if mark.spoken:
        whole = members[indices[0]].value == 1 and not any(members[index].missing for index in indices)
        enough = whole and (size in announced or (size >= FEWEST_SPOKEN and not narrative))
        if enough and len(run_in) >= MOST * size and median(form.head_weight for form in run_in) <= LONGEST_SPOKEN:
            return _verdicts(indices, members, forms, f"one of {_count(size)} paragraphs opened by words of order")
        short = [form for form in sentences if form.head_weight <= LONGEST_SPOKEN]
        if enough and supported and len(short) + len(lines) >= MOST * size:
            return _verdicts(
                indices, members, forms, f"one of {_count(size)} sentences of order with text beneath each"
            )
        return {}
    if len(run_in) >= MOST * size:
        return _verdicts(
            indices, members, forms, f"one of {_count(size)} numbered paragraphs, each opened by a short sentence"
        )
    carried = sum(beneath[index] or _opens_text(forms[members[index].line], mark) for index in inner)
    if len(lines) + len(sentences) + len(run_in) >= MOST * size and carried >= MOST * len(inner):
        return _verdicts(indices, members, forms, f"one of {_count(size)} numbered sentences with text beneath each")
    return {}


def _by_company(
    indices: Sequence[int],
    members: Sequence[Member],
    forms: Mapping[int, Form],
    beneath: Sequence[bool],
    accepted: set[str],
) -> dict[int, Verdict]:
    """A series too short to prove itself is believed where its scheme has proved itself elsewhere in the essay."""
    mark = members[indices[0]].mark
    if mark.scheme not in accepted:
        return {}
    like = [
        index
        for index in indices
        if (form := forms[members[index].line]).shape in ("bare", "question") or _opens_text(form, mark)
    ]
    carried = [index for index in indices if beneath[index] or _opens_text(forms[members[index].line], mark)]
    if len(like) == len(indices) and carried:
        return _verdicts(indices, members, forms, f"numbered like other headings of the essay ({mark.printed})")
    return {}


def _opens_text(form: Form, mark: Mark) -> bool:
    if form.shape == "label":
        return mark.rank <= LABEL_RANK and form.rest_weight >= LABEL_REST
    return form.shape == "run-in" and form.rest_weight >= form.head_weight


def _verdicts(
    indices: Sequence[int], members: Sequence[Member], forms: Mapping[int, Form], why: str
) -> dict[int, Verdict]:
    found: dict[int, Verdict] = {}
    heads = [form.head_weight for index in indices if (form := forms[members[index].line]).shape == "run-in"]
    longest = ODD_HEAD * median(heads) if heads else 0
    for index in indices:
        form = forms[members[index].line]
        # A paragraph broken right behind its first sentence has little left on the line.
        broken = form.shape == "long" and form.rest_weight > 0 and form.head_weight <= longest
        if form.shape == "run-in" or broken or (form.shape == "label" and _opens_text(form, members[index].mark)):
            found[index] = Verdict("run-in", form.head, why)
        elif form.shape in ("bare", "question", "sentence"):
            found[index] = Verdict("line", form.head, why)
        # A member of another form (a clause that goes on, a paragraph without a head) stays text.
    return found


def _under_article(members: Sequence[Member], index: int) -> bool:
    parent = members[index].parent
    while parent is not None:
        if members[parent].mark.scheme in NEVER:
            return True
        parent = members[parent].parent
    return False


def _count(size: int) -> str:
    return _ORDINAL_WORDS[size] if size < len(_ORDINAL_WORDS) else str(size)
