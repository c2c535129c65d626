"""Templates compiled before: like Python's own modules they lie in `__pycache__`, and are compiled once a machine."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

#: Not with what builds remember: that may come from elsewhere, and holds no programs.
_FOLDER = Path(__file__).parent / "__pycache__"


class _Compiled(FileSystemBytecodeCache):
    """Where nothing can be or may be written, templates are compiled each time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                _FOLDER.mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


def compiled_before(env: Environment) -> Environment:
    """`env`, which finds templates that it compiled before; what they are compiled from is compared by its hash."""
    made_by = "-".join(version(name) for name in ("mkdocs", "jinja2"))
    cache: BytecodeCache = _Compiled(str(_FOLDER), f"template-{made_by}-%s.cache")
    env.bytecode_cache = cache
    return env
