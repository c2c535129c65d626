"""The form of a line that may be a heading: a bare line, a whole sentence, a short sentence before a long text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model.value import quickly_made
from builder.pattern_code import compiled
from builder.structure.lines import ending, first_sentence, is_in_han, weight, weights_apart

Shape = Literal["bare", "question", "sentence", "run-in", "label", "item", "long"]

#: Longest heading on a line of its own, in weight. Longest seen: 40 words in English, 37 Han in Chinese.
LONGEST_HAN_LINE = 50
LONGEST_LATIN_LINE = 90
#: Longest opening sentence taken as a heading. Longest seen: 41 words (machine-translated), 27 Han.
LONGEST_HAN_SENTENCE = 45
LONGEST_LATIN_SENTENCE = 100
#: Longest label before a colon (`一、思想方面：我…`).
LONGEST_LABEL = 16
#: Text that a heading must leave behind in its paragraph, in weight: less is a sentence with an afterthought.
SHORTEST_REST = 16

# 一、指导思想　坚持以…：a wide blank, or two, between a head without marks and its text
_WIDE_BLANK = compiled(r"^[^\s，。；：、！？,.;:!?]{2,24}+(?:[ \t]{2,}|\u3000+)(?=\S)")
_LABEL = compiled(r"^[^。！？；，!?;,：:]{1,40}+[：:](?!//)")


@quickly_made
@dataclass(frozen=True, slots=True)
class Form:
    """`head` is the offset in the line's text behind what would be the heading; weights on both sides of it."""

    shape: Shape
    head: int
    head_weight: int
    rest_weight: int


def form_of(text: str, mark_length: int) -> Form:
    """The form of a line whose number mark takes its first `mark_length` characters."""
    body = text[mark_length:]
    chinese = is_in_han(text, mark_length)
    wide = _WIDE_BLANK.match(body)
    if wide is not None and weight(body[wide.end() :]) >= SHORTEST_REST:
        return _cut(text, mark_length, wide.end(), "run-in")
    label = _LABEL.match(body)
    if label is not None and label.end() < len(body) and weight(label[0]) <= LONGEST_LABEL:
        return _cut(text, mark_length, label.end(), "label")
    sentence = first_sentence(body)
    if sentence < len(body.rstrip()):
        form = _cut(text, mark_length, sentence, "run-in")
        longest = LONGEST_HAN_SENTENCE if chinese else LONGEST_LATIN_SENTENCE
        if form.head_weight > longest or form.rest_weight < SHORTEST_REST:
            return Form("long", form.head, form.head_weight, form.rest_weight)
        return form
    whole = weight(body)
    if whole > (LONGEST_HAN_LINE if chinese else LONGEST_LATIN_LINE):
        return Form("long", len(text), whole, 0)
    end = ending(body)
    shapes: dict[str, Shape] = {"none": "bare", "colon": "bare", "question": "question", "stop": "sentence"}
    return Form(shapes.get(end, "item"), len(text), whole, 0)


def _cut(text: str, mark_length: int, head: int, shape: Shape) -> Form:
    return Form(shape, mark_length + head, *weights_apart(text[mark_length:], head))
