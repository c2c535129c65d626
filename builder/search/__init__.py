"""The search index: what the builder writes from essays so that a browser can find anything in them."""

from builder.search.amended import MOST_CHANGED, amended
from builder.search.entry import Entry, entry, made_from, mark
from builder.search.facets import facets_file
from builder.search.files import FOLDER, Block, block, layout_file, version
from builder.search.layout import TEXTS, Layout, layout
from builder.search.names import fold_pairs, names, titles_file
from builder.search.page import page
from builder.search.selftest import Opened, Question, question, sampled
from builder.search.sound import pinyin

__all__ = [
    "FOLDER",
    "MOST_CHANGED",
    "TEXTS",
    "Block",
    "Entry",
    "Layout",
    "Opened",
    "Question",
    "amended",
    "block",
    "entry",
    "facets_file",
    "fold_pairs",
    "layout",
    "layout_file",
    "made_from",
    "mark",
    "names",
    "page",
    "pinyin",
    "question",
    "sampled",
    "titles_file",
    "version",
]
