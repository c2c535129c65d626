"""Everything that knows MkDocs, published folders or zip files."""
