"""Every repair of text, in the order in which it runs; the reason for a place stands beside it."""

from __future__ import annotations

from builder.model import Rule
from builder.repair.blanks import (
    BLANK_BEFORE_COMMA,
    BLANK_BESIDE_MARK,
    BLANK_IN_SENTENCE,
    BLANK_IN_WORD,
    LETTER_SPACED,
    LETTER_SPACED_TITLE,
    STRAY_STOP,
)
from builder.repair.broken_lines import BROKEN_BYLINE, HAN_BROKEN_LINE, LATIN_BROKEN_LINE
from builder.repair.chrome_order import CHROME
from builder.repair.doubts import (
    CUT_OFF_END,
    FILTERED_WORDS,
    LOST_COMMA,
    MASKED_WORD,
    ORDINAL_TWICE,
    SPLIT_ITEM,
    TRANSPOSED_COUNTER,
)
from builder.repair.ellipsis import LOST_ELLIPSIS
from builder.repair.footnote_marks import ENCYCLOPEDIA_MARK, ORPHAN_FOOTNOTE_MARK
from builder.repair.gibberish import ANTI_COPY_NOISE
from builder.repair.glued import (
    GLUED_MEMBER,
    GLUED_SENTENCE,
    GLUED_SIBLING,
    INDENT_INSIDE_LINE,
    PAGE_ON_ONE_LINE,
)
from builder.repair.half_width import HALF_WIDTH_MARK
from builder.repair.html_remains import HTML_REFERENCE, HTML_TAG
from builder.repair.invisible import LINE_ENDS, LOST_QUOTES, NO_BREAK_BLANK, PRINTED_INDENT, TRAILING_BLANK, ZERO_WIDTH
from builder.repair.lost_pairs import LOST_BYTE_PAIR
from builder.repair.mojibake import LOST_CHARACTERS, MOJIBAKE, MOJIBAKE_LOST_BYTE
from builder.repair.page_numbers import PAGE_NUMBER_IN_SENTENCE, PAGE_NUMBER_LINE, SEGMENT_NUMBER
from builder.repair.page_width import HAN_PAGE_WIDTH, LATIN_PAGE_WIDTH
from builder.repair.pinyin import INJECTED_PINYIN, PINYIN_COLLISION
from builder.repair.running_heads import RUNNING_HEAD
from builder.repair.slips import DOUBLED_COMMA, LITERAL_LINE_END

RULES: tuple[Rule, ...] = (
    # Characters first: every later rule measures lines and words.
    MOJIBAKE,  # before control characters go: they are bytes of it
    MOJIBAKE_LOST_BYTE,
    LOST_QUOTES,
    LINE_ENDS,
    ZERO_WIDTH,
    HTML_REFERENCE,  # before tags: a tag may be written with references
    HTML_TAG,
    NO_BREAK_BLANK,
    LITERAL_LINE_END,  # before anything measures lines
    LOST_CHARACTERS,
    # Words: collisions are proved by the readings around them, which injected-pinyin then takes away.
    PINYIN_COLLISION,
    INJECTED_PINYIN,
    LOST_BYTE_PAIR,
    ANTI_COPY_NOISE,
    LOST_ELLIPSIS,
    FILTERED_WORDS,
    RUNNING_HEAD,  # before the numbers of pages go, beside which it stands
    *CHROME,  # before lines join: a joined line hides the button
    # Lines: what stands between two halves of a sentence goes first, then the halves join.
    PAGE_NUMBER_LINE,
    SEGMENT_NUMBER,
    PAGE_NUMBER_IN_SENTENCE,
    BROKEN_BYLINE,
    HAN_PAGE_WIDTH,
    LATIN_PAGE_WIDTH,
    HAN_BROKEN_LINE,
    LATIN_BROKEN_LINE,
    INDENT_INSIDE_LINE,
    PAGE_ON_ONE_LINE,
    GLUED_MEMBER,
    GLUED_SIBLING,
    GLUED_SENTENCE,
    # Inside the sentences, now that they are whole.
    LETTER_SPACED,
    LETTER_SPACED_TITLE,
    BLANK_IN_SENTENCE,  # before the blanks go that prove it
    BLANK_IN_WORD,
    BLANK_BESIDE_MARK,
    STRAY_STOP,
    DOUBLED_COMMA,
    BLANK_BEFORE_COMMA,
    ENCYCLOPEDIA_MARK,
    ORPHAN_FOOTNOTE_MARK,
    # Last, because paragraph marks (indents) are evidence for the rules on line breaks.
    PRINTED_INDENT,
    TRAILING_BLANK,
    # What is left and cannot be mended is marked.
    MASKED_WORD,
    CUT_OFF_END,
    ORDINAL_TWICE,
    LOST_COMMA,
    TRANSPOSED_COUNTER,
    SPLIT_ITEM,
    HALF_WIDTH_MARK,  # after every rule that reads half-width marks as damage
)
