"""Seeded damage: what happens to essays on their way through sites, each generator telling exactly what it broke.

Each generator is `damage(text, seed) -> Damaged`, pure, and `damaged.undone() == text` always holds. A text in which
there is nothing to break comes back whole, without places. `several` and `byte_forms` work on whole files.
"""

from __future__ import annotations

from collections.abc import Callable

from . import (
    apparatus,
    byte_collision,
    lost_bytes,
    marks,
    markup,
    noise,
    numbering,
    page_breaks,
    page_head,
    page_tail,
    paragraph_breaks,
    pinyin,
    site_notice,
)
from .damaged import Damaged, Place

__all__ = ["FAMILIES", "Damaged", "Place"]

FAMILIES: dict[str, Callable[[str, int], Damaged]] = {
    "injected-pinyin": pinyin.injected_pinyin,
    "injected-pinyin-digits": pinyin.injected_digits,
    "injected-zhuyin": pinyin.injected_zhuyin,
    "gbk-collisions": byte_collision.gbk_collisions,
    "gbk-melted-stops": byte_collision.gbk_melted_stops,
    "breadcrumb": page_head.breadcrumb,
    "navigation-head": page_head.navigation_head,
    "title-again": page_head.title_again,
    "byline": page_head.byline,
    "notice-glued": site_notice.notice_glued,
    "notice-above": site_notice.notice_above,
    "share-tail": page_tail.share_tail,
    "related-tail": page_tail.related_tail,
    "comments": page_tail.comments,
    "footer": page_tail.footer,
    "page-numbers": page_breaks.page_numbers,
    "newlines-in-sentences": page_breaks.newlines_in_sentences,
    "hard-wrap": page_breaks.hard_wrap,
    "viewer-segments": page_breaks.viewer_segments,
    "two-bytes-deleted": lost_bytes.two_bytes_deleted,
    "lost-paragraph-break": paragraph_breaks.lost_paragraph_break,
    "glued-sentences": paragraph_breaks.glued_sentences,
    "stray-stops": paragraph_breaks.stray_stops,
    "ellipsis-as-question-marks": marks.ellipsis_as_question_marks,
    "masked-words": marks.masked_words,
    "half-width-punctuation": marks.half_width_punctuation,
    "lost-heading": numbering.lost_heading,
    "restarted-numbers": numbering.restarted_numbers,
    "abstract-and-keywords": apparatus.abstract_and_keywords,
    "references": apparatus.references,
    "html-entities": markup.html_entities,
    "html-tags": markup.html_tags,
    "tag-soup": markup.tag_soup,
    "mojibake": markup.mojibake,
    "anti-copy": noise.anti_copy,
    "stray-spaces": noise.stray_spaces,
    "zero-width": noise.zero_width,
    "ideographic-indent": noise.ideographic_indent,
}
