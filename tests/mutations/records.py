"""Mistakes in what is kept: the ledger, the addresses, the published site, the lock, and what pages share."""

from __future__ import annotations

from tests.mutations.mutation import at

_LEDGER = ("tests/test_ledger.py",)
_ADDRESSES = ("tests/test_addresses.py",)
_EARLIER = ("tests/test_earlier.py",)
_FRAMES = ("tests/test_frames.py", "-k")
_PRINTED = ("tests/test_rebuild.py", "-k", "test_a_rebuild_equals")

RECORDS = (
    at("library/ledger.py", "        if start != reached or end < start:", "        if False:", *_LEDGER),
    at("library/ledger.py", "    if reached != length:", "    if False:", *_LEDGER),
    at("library/ledger.py", '"bom": record.bom.hex(),', '"bom": "",', *_LEDGER),
    at("library/ledger.py", '"newline_exceptions": [list(exception) for exception in record.newline_exceptions]', '"newline_exceptions": []', *_LEDGER),
    at("library/ledger.py", "for index, length, raw in record.byte_exceptions\n        ],", "for index, length, raw in ()\n        ],", *_LEDGER),
    at("library/ledger.py", 'unicodedata.normalize("NFC", name.replace("\\\\", "/"))', "name", *_LEDGER),
    at("library/ledger.py", "        raise TextOnlyError(name)", "        return b''", *_LEDGER),
    at("library/ledger.py", "    return [old, segment.out, list(segment.rules), segment.certainty] if segment.rules else old", "    return old", *_LEDGER),
    at("library/ledger.py", "        path.unlink(missing_ok=True)\n\n\ndef _path", "        pass\n\n\ndef _path", *_LEDGER),
    at("byte_record.py", "record.bom", "b''", "tests/test_decode.py", "tests/test_ledger.py"),
    at("repair/engine.py", "if edit.start < reached or edit.end < edit.start or edit.end > len(text):", "if False:", "tests/test_engine.py"),
    at("repair/engine.py", 'if (edit.certainty or rule.certainty) == "doubtful":', "if False:", "tests/test_engine.py"),
    at("library/yaml_tree.py", "            if depth > DEEPEST:", "            if False:", "tests/test_escapes.py", "-k", "swells and dashes"),
    at("library/addresses.py", "SAME_SOURCE = 0.3", "SAME_SOURCE = 2", *_ADDRESSES),
    at("library/addresses.py", "        if is_taken(wanted, taken) and wanted.casefold() not in own:", "        if False:", *_ADDRESSES),
    at("library/addresses.py", "    taken = {slug.casefold() for entry in record for slug in (entry.slug, *entry.former)}", "    taken = set()", *_ADDRESSES),
    at("library/addresses.py", "    return sorted(slug for slug, count in counts.items() if count > 1)", "    return []", *_ADDRESSES),
    at("site/publish.py", "    if _exchange(finished, site):", "    if False:", "tests/test_publish.py"),
    at("site/publish.py", "    if former.exists() and not site.exists():", "    if False:", "tests/test_publish.py"),
    at("site/publish.py", "        if not _is_running(half_made.name.rpartition(\".\")[2]):", "        if True:", "tests/test_publish.py"),
    at("lock.py", "            if time.monotonic() > until:", "            if False:", "tests/test_faults.py", "-k", "lock"),
    at("lock.py", "        return False\n    except OSError:", "        return True\n    except OSError:", "tests/test_faults.py", "-k", "lock"),
    at("site/kept.py", ".{made_from}.html\"", ".html\"", "tests/test_faults.py", "-k", "not_published"),
    at("site/frames.py", 'self._answers["page", name] = comparable(value)', "pass", *_FRAMES, "jinja and none"),
    at("site/frames.py", 'self._answers["meta", key] = comparable(value)', "pass", *_FRAMES, "jinja and none"),
    at("site/frames.py", "return (value.__class__, repr(value))", "return value", *_FRAMES, "otherwise"),
    at("site/frames.py", "_same(frame.given, context.parent, page)", "True", *_FRAMES, "very_same"),
    at("site/frames.py", "_same(frame.set, context.vars, page)", "True", *_FRAMES, "above"),
    at("site/frames.py", "        if self.unsaid:", "        if False:", *_FRAMES, "includes"),
    at("site/frames.py", "if isinstance(part, _Own)] != called:", "if isinstance(part, _Own)] != called and False:", *_FRAMES, "back or shouts"),
    at("site/printed.py", "            folder = folder_of(page)\n", "            folder = ''\n", *_PRINTED),
    at("site/printed.py", "            output = config.plugins.on_post_page(output, page=page, config=config)\n", "", *_PRINTED),
    at("corpus/near_again.py", "    anew[doubtful] = True\n", "", *_EARLIER),
    at("corpus/near_again.py", "others, news = stands & ~anew[here]", "others, news = stands", *_EARLIER),
    at("corpus/near_again.py", "if number >= 0 and now.marks[number]", "if False and now.marks[number]", *_EARLIER),
    at("corpus/reasons.py", "rows = [mark_of(*both) for both in zip(side.own.marks, side.passages.marks, strict=True)]", "rows = side.own.marks", *_EARLIER),
    at("corpus/reasons.py", "rows = [mark_of(*both) for both in zip(side.own.marks, side.passages.marks, strict=True)]", "rows = side.passages.marks", *_EARLIER),
    at("corpus/reasons.py", "(one, other): here[one] + there[other] for", "(one, other): here[one] for", *_EARLIER),
    at("corpus/sides.py", '"\\n".join(self.drafts[theme].essays[slug].blocks)', '""', *_EARLIER),
    at("corpus/copies.py", "mark = mark_of(*[marks[text] for text in (number, *tried)])", "mark = mark_of(marks[number])", *_EARLIER),
    at("generate.py", "os.replace(unfinished, path)", "os.remove(unfinished), open(path, \"wb\").write(output.data)", "tests/test_faults.py", "-k", "fails_at_a_write"),
)  # fmt: skip
