"""The search index: what the builder writes from essays so that a browser can find anything in them."""

from builder.search.entry import Entry, entry
from builder.search.files import block_files, facets_file, layout_file
from builder.search.layout import Layout, layout

__all__ = ["Entry", "Layout", "block_files", "entry", "facets_file", "layout", "layout_file"]
