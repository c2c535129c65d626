"""Where things lie: the folder of essays with its records, and what the program keeps beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: The repository that holds mkdocs.yml and overrides/; the package is installed in place, never copied.
REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Content:
    """A content folder: any folder with `essays/` in it."""

    root: Path

    @property
    def essays(self) -> Path:
        return self.root / "essays"

    @property
    def pages(self) -> Path:
        """docs_dir of MkDocs; everything in it but `about/` is generated."""
        return self.root / "pages"

    @property
    def corpus(self) -> Path:
        return self.root / "corpus.yml"

    @property
    def themes(self) -> Path:
        return self.root / "themes.yml"

    @property
    def addresses(self) -> Path:
        return self.root / "addresses.yml"

    @property
    def private(self) -> Path:
        """Where the ledger and the cache lie: beside `content/` in the repository, else in the folder itself."""
        return REPOSITORY if self.root == REPOSITORY / "content" else self.root

    @property
    def ledger(self) -> Path:
        return self.private / ".ledger"

    @property
    def cache(self) -> Path:
        return self.private / ".cache"

    @property
    def reference(self) -> Path:
        """Tables of dictionaries, kept as a cache keeps them: words of the language, nothing of any source."""
        return self.cache / "reference"

    @property
    def rendered(self) -> Path:
        """Pages of former builds that did not change."""
        return self.cache / "rendered"

    @property
    def review(self) -> Path:
        """The page that `review` writes for the person who keeps the library; never in the site."""
        return self.cache / "review"

    @property
    def data(self) -> Path:
        """Generated files that go into the site as they are, past MkDocs."""
        return self.cache / "site"


def content_at(path: Path) -> Content:
    return Content(path.resolve())
