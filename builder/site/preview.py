"""The preview: an edited text is shown at once, and a build in a process of its own brings the rest."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from builder.content import REPOSITORY, Content
from builder.site.quick_look import look

#: Begins the names of the folders in which previews stand; what a killed one left is removed by the next.
_FOLDER = "preview-"


class Preview:
    """A site in a folder of its own, kept up to date while people write. `options`: for each build."""

    def __init__(self, content: Content, folder: Path, options: list[str]) -> None:
        self.site = folder / "site"
        self.built = folder / "built"  # written after each build, and watched
        self._content, self._options = content, options
        self._seen = dict(self._state())
        self._since: set[str] = set()  # sources that changed since the running build began
        self._wanted = threading.Event()

    def watched(self) -> list[Path]:
        """What people write, and the sign that a build has ended."""
        content = self._content
        places = [content.essays, content.corpus, content.themes, content.addresses, content.pages / "about", self.built]
        return [place for place in places if place.exists()]

    def build(self) -> bool:
        """A build, to its end; whether there is a site then."""
        self._since = set()
        command = [sys.executable, "-m", "builder", "build", "--content", str(self._content.root), *self._options]
        subprocess.run([*command, "--site", str(self.site)], cwd=REPOSITORY, check=False)
        for source in sorted(self._since):  # the build read them before they were changed once more
            look(self._content, self.site, source)
        self.built.touch()
        return self.site.exists()

    def changed(self) -> None:
        """Shows what changed since it was asked last, and has the rest built."""
        now = dict(self._state())
        changed = sorted(path for path in now.keys() | self._seen.keys() if now.get(path) != self._seen.get(path))
        self._seen = now
        for path in changed:
            if path.is_relative_to(self._content.essays) and path.exists():
                source = path.relative_to(self._content.essays).as_posix()
                self._since.add(source)
                look(self._content, self.site, source)
        if changed:
            self._wanted.set()

    def follow(self) -> None:
        """Builds whenever something changed, for as long as the process lives."""
        while True:
            self._wanted.wait()
            self._wanted.clear()
            self.build()

    def _state(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        """Each file that people write, with its time and size: enough to see that somebody saved it."""
        for place in self.watched():
            for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
                if path.is_file() and path != self.built:
                    told = path.stat()
                    yield path, (told.st_mtime_ns, told.st_size)


def preview(content: Content, address: str, options: list[str]) -> None:
    """Serves the library of `content` at `address` (host:port) until interrupted. `options` are given to each build."""
    content.cache.mkdir(parents=True, exist_ok=True)
    for left in content.cache.glob(f"{_FOLDER}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=content.cache))
    host, _, port = address.rpartition(":")
    try:
        shown = Preview(content, folder, options)
        if not shown.build():
            return
        server = LiveReloadServer(builder=shown.changed, host=host, port=int(port), root=str(shown.site))
        server.error_handler = lambda code: (shown.site / "404.html").read_bytes() if code == 404 else None
        for path in shown.watched():
            server.watch(str(path))
        threading.Thread(target=shown.follow, daemon=True).start()
        try:
            print(server.url, flush=True)
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
