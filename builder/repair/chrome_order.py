"""The rules about site furniture in the order in which they run."""

from __future__ import annotations

from builder.model import Rule
from builder.repair.chrome_breadcrumb import BREADCRUMB
from builder.repair.chrome_broken_notice import BROKEN_NOTICE
from builder.repair.chrome_inline import (
    ADDRESS_LINE,
    ARCHIVE_LINK,
    BUTTON_TAIL,
    BYLINE_BUTTON,
    EDITOR_CREDIT,
    SITE_NOTICE,
)
from builder.repair.chrome_recurring import RECURRING_LINE, RECURRING_PHRASE
from builder.repair.chrome_rules import PAGE_WIDGET, SITE_HEAD, SITE_TAIL

CHROME: tuple[Rule, ...] = (
    BREADCRUMB,  # first: it knows the title, which the head must keep
    # What the survey knows, while the lines beside it still stand.
    RECURRING_LINE,
    RECURRING_PHRASE,
    BROKEN_NOTICE,  # while both halves stand: the other rules see one line at a time
    # From the outside in. The tail needs the head's bylines (for the author's box) and its own buttons as anchors.
    SITE_TAIL,
    SITE_HEAD,
    PAGE_WIDGET,
    ADDRESS_LINE,
    # What is glued to lines that stay.
    SITE_NOTICE,
    EDITOR_CREDIT,
    BYLINE_BUTTON,
    BUTTON_TAIL,
    ARCHIVE_LINK,  # last: a line of nothing but such links is evidence for the tail
)
