"""What a page needs to be read in the other Chinese script: characters by default, phrases where they differ."""

from builder.conversion.match import Matcher
from builder.conversion.needed import CONVERT, DIRECTIONS, Needed, Plain, essay_text, needed, needed_both
from builder.conversion.shown import shown_essay, shown_library
from builder.conversion.table import table_files, way_back_file
from builder.conversion.union import Round, united

__all__ = [
    "CONVERT",
    "DIRECTIONS",
    "Matcher",
    "Needed",
    "Plain",
    "Round",
    "essay_text",
    "needed",
    "needed_both",
    "shown_essay",
    "shown_library",
    "table_files",
    "united",
    "way_back_file",
]
