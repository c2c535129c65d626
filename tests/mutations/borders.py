"""Mistakes where text crosses a border: escapes, limits, and what is refused."""

from __future__ import annotations

from tests.mutations.mutation import at

_MARKDOWN = ("tests/test_markdown_roundtrip.py", "tests/test_escapes.py")
_SOURCES = ("tests/test_limits.py", "tests/test_formats.py")

BORDERS = (
    # Markdown
    at("emit/markdown.py", '    "&": "&amp;",\n', "", *_MARKDOWN),
    at("emit/markdown.py", '    "<": "&lt;",\n', "", *_MARKDOWN),
    at("emit/markdown.py", '    ">": "&gt;",\n', "", *_MARKDOWN),
    at("emit/markdown.py", '    "|": "&#124;",\n', "", *_MARKDOWN),
    at("emit/markdown.py", '    "~": "&#126;",\n', "", *_MARKDOWN),
    at("emit/markdown.py", '    "^": "&#94;",\n', "", *_MARKDOWN),
    at("emit/markdown.py", '    "$": "&#36;",\n', "", *_MARKDOWN),
    at("emit/markdown.py", '_BACKSLASH: Final = "\\\\`*_{}[]#"', '_BACKSLASH: Final = "`*_{}[]#"', *_MARKDOWN),
    at("emit/markdown.py", '_BACKSLASH: Final = "\\\\`*_{}[]#"', '_BACKSLASH: Final = "\\\\*_{}[]#"', *_MARKDOWN),
    at("emit/markdown.py", '_BACKSLASH: Final = "\\\\`*_{}[]#"', '_BACKSLASH: Final = "\\\\`_{}[]#"', *_MARKDOWN),
    at("emit/markdown.py", '_BACKSLASH: Final = "\\\\`*_{}[]#"', '_BACKSLASH: Final = "\\\\`*{}[]#"', *_MARKDOWN),
    at("emit/markdown.py", '_BACKSLASH: Final = "\\\\`*_{}[]#"', '_BACKSLASH: Final = "\\\\`*_[]#"', *_MARKDOWN),
    at("emit/markdown.py", '_BACKSLASH: Final = "\\\\`*_{}[]#"', '_BACKSLASH: Final = "\\\\`*_{}#"', *_MARKDOWN),
    at("emit/markdown.py", '_BACKSLASH: Final = "\\\\`*_{}[]#"', '_BACKSLASH: Final = "\\\\`*_{}[]"', *_MARKDOWN),
    at("emit/markdown.py", "(*range(0x09), 0x0B, ", "(0x0B, ", *_MARKDOWN),
    at("emit/markdown.py", "return guard_start(text) if starts_line else text", "return text", *_MARKDOWN),
    at("emit/markdown.py", "(?=[-+=:!])", "(?=[-+=!])", *_MARKDOWN),
    at("emit/markdown.py", "(?=[-+=:!])", "(?=[+=:!])", *_MARKDOWN),
    at("emit/markdown.py", "(?P<number>\\d+)(?=[.)])|", "", *_MARKDOWN),
    at("emit/markdown.py", '    return f"{escaped[:-1]}&#33;" if escaped.endswith("!") else escaped', "    return escaped", *_MARKDOWN),
    at("emit/markdown.py", "    return _ATTRIBUTE_MARKS.sub(lambda mark: f\"&#{ord(mark[0])};\", flat)", "    return flat", *_MARKDOWN),
    at("emit/markdown.py", 'fence = "`" * max(3, longest + 1)', 'fence = "```"', *_MARKDOWN),
    at("emit/markdown.py", 're.sub(r"[^A-Za-z0-9_+-]", "", language)', "language", *_MARKDOWN),
    at("emit/markdown.py", "limit = min(begin + LONGEST_PART, len(text))", "limit = len(text)", *_MARKDOWN),
    at("emit/markdown.py", "        if escapes > MOST_ESCAPES:", "        if False:", *_MARKDOWN),
    # front matter, XML, scripts, terminals, annotations
    at("emit/front_matter.py", "json.dumps(kept, ensure_ascii=False)", "kept", "tests/test_escapes.py"),
    at("emit/front_matter.py", 'else "\\ufffd" for c in value', "else c for c in value", "tests/test_escapes.py"),
    at("emit/xhtml.py", '        "<": "&lt;",\n', "", "tests/test_escapes.py"),
    at("emit/xhtml.py", '        "&": "&amp;",\n', "", "tests/test_escapes.py"),
    at("emit/xhtml.py", "        '\"': \"&quot;\",\n", "", "tests/test_escapes.py"),
    at("emit/xhtml.py", "*range(14, 32), ", "", "tests/test_escapes.py"),
    at("emit/xhtml.py", "        **dict.fromkeys(range(55296, 57344), \"�\"),\n", "", "tests/test_escapes.py"),
    at("search/files.py", '.replace("</", "<\\\\/")', "", "tests/test_search_properties.py"),
    at("search/files.py", '.replace("\\u2028", "\\\\u2028")', "", "tests/test_search_properties.py"),
    at("report.py", "\\x7f-\\x9f", "\\x7f", "tests/test_escapes.py"),
    at("report.py", "\\u202a-\\u202e", "", "tests/test_escapes.py"),
    at("report.py", 'file = plain(f"{prefix}{problem.source}")', 'file = f"{prefix}{problem.source}"', "tests/test_escapes.py"),
    at("report.py", '.replace(",", "%2C").replace(":", "%3A")', "", "tests/test_escapes.py"),
    at("library/catalogue.py", "return f\"'{flat}\" if flat.startswith((*_FORMULA, \"'\")) else flat", "return flat", "tests/test_catalogue.py"),
    # places
    at("generate.py", '{"", ".", ".."}', '{"", "."}', "tests/test_escapes.py"),
    at("generate.py", '{"", ".", ".."}', '{".", ".."}', "tests/test_escapes.py"),
    at("generate.py", '"\\\\" in name or ', "", "tests/test_escapes.py"),
    at("sources/pictures.py", "if not path.is_relative_to(folder.resolve()) or not path.is_file():", "if not path.is_file():", *_SOURCES),
    at("sources/walk.py", "        if not inside:\n", "        if False:\n", "tests/test_walk.py"),
    at("sources/walk.py", "    if not name.isprintable():", "    if False:", "tests/test_walk.py"),
    at("sources/__init__.py", "        if not S_ISREG(known.st_mode):  # a pipe would never end", "        if False:", "tests/test_faults.py", "-k", "pipe"),
    # limits
    at("sources/__init__.py", "    if len(data) > limits.source:", "    if False:", *_SOURCES),
    at("sources/lines.py", "            raise Refused", "            return Refused", *_SOURCES),
    at("sources/plain.py", "    refuse_long_lines(decoded.text, name, limits)\n", "", *_SOURCES),
    at("sources/markdown_source.py", "    refuse_long_lines(text, name, limits)\n", "", *_SOURCES),
    at("sources/html_source.py", "    refuse_long_lines(printed, name, limits)\n", "", *_SOURCES),
    at("sources/nesting.py", "_depth(root, limits.nesting) > limits.nesting", "False", *_SOURCES),
    at("sources/docx_package.py", "        refuse_deep(root, self.name, self.limits)\n", "", *_SOURCES),
    at("sources/docx_package.py", "    if unpacked > limits.archive_unpacked:", "    if False:", *_SOURCES),
    at("sources/docx_package.py", "len(entries) > limits.archive_entries or ", "", *_SOURCES),
    at("sources/docx_package.py", " or unpacked > limits.archive_ratio * len(data)", "", *_SOURCES),
    at("sources/docx_package.py", "        if len(data) > self.limits.archive_xml:", "        if False:", *_SOURCES),
    at("sources/docx_package.py", "        if root.getroottree().docinfo.doctype:", "        if False:", *_SOURCES),
    at("sources/docx_package.py", "            _refuse_remote(package, entry.filename)", "            pass", *_SOURCES),
    at("sources/docx_package.py", '_MACROS = ("vbaproject.bin"', '_MACROS = ("vbaprojekt.bin"', *_SOURCES),
    at("reading/anew.py", "    if len(reading.essays) > task.limits.essays:", "    if False:", "tests/test_limits.py"),
    at("reading/task.py", "    return key_of(task.name, digest, facts, decided, _printed(task.limits), code)", "    return key_of(task.name, digest, facts, decided, code)", "tests/test_limits.py"),
    at("library/limits.py", "not bound.least <= found <= bound.most", "False", "tests/test_limits.py"),
    at("library/yaml_tree.py", "        if id(node) in visited:  # an alias", "        if False:", "tests/test_escapes.py"),
    # policy and caches
    at("site/policy.py", "any(pattern.fullmatch(script) for pattern in told)", "True", "tests/test_delivery.py", "-k", "brought_in"),
    at("site/policy.py", '("form-action", "\'none\'")', '("form-action", "\'self\'")', "tests/test_delivery.py", "tests/test_escapes.py", "-k", "policy"),
    at("cache.py", "            if isinstance(found, type) and dataclasses.is_dataclass(found):", "            if True:", "tests/test_cache.py"),
    at("cache.py", 'if module.startswith(f"{__package__}.") and', "if", "tests/test_cache.py"),
)  # fmt: skip
