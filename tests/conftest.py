"""What several tests share: the corpus outside the repository, and the sample site, built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from builder.corpus import reference
from tests.browser import chromium_or_skip, served

REPOSITORY = Path(__file__).resolve().parent.parent

# In CI the same few examples at every run, so that a commit is judged by what it changed; elsewhere new ones. `nightly`
# looks long: HYPOTHESIS_PROFILE=nightly python -m pytest -k … finds what then becomes a case of its own.
settings.register_profile("ci", derandomize=True, max_examples=40, deadline=None, database=None)
settings.register_profile("here", deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=2_000, database=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here"))


@pytest.fixture(scope="session")
def essay_corpus() -> Path:
    """The folder with seeds/, dev/ and dev-synthetic/, named by ESSAY_CORPUS; tests that need it skip without it."""
    named = os.environ.get("ESSAY_CORPUS")
    if not named or not Path(named).is_dir():
        pytest.skip("ESSAY_CORPUS names no folder: the real sources are not in the repository")
    return Path(named)


@pytest.fixture(scope="session", autouse=True)
def tables_of_words() -> Iterator[None]:
    """A process makes the tables of words once: a library without a cache makes its own, the same, which takes seconds."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reference, "read", cache(reference.read))
        yield


def run_builder(*arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """`python -m builder` as a person runs it."""
    command = [sys.executable, "-m", "builder", *map(str, arguments)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise AssertionError(f"{' '.join(command)}\nexit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def copy_library(target: Path) -> Path:
    """The sample library without anything generated, as a fresh clone has it."""
    target.mkdir(parents=True)
    shutil.copytree(REPOSITORY / "content" / "essays", target / "essays")
    for name in ("corpus.yml", "themes.yml", "addresses.yml"):
        if (REPOSITORY / "content" / name).exists():
            shutil.copyfile(REPOSITORY / "content" / name, target / name)
    about = REPOSITORY / "content" / "pages" / "about"
    if about.is_dir():
        shutil.copytree(about, target / "pages" / "about")
    return target


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample library, to be built and never changed."""
    return copy_library(tmp_path_factory.mktemp("sample") / "content")


@pytest.fixture(scope="session")
def sample_site(sample_library: Path) -> Path:
    """The sample library's site and its zip (`essays.zip` beside it), built once for all tests."""
    site = sample_library.parent / "site"
    run_builder("bundle", "--content", sample_library, "--site", site, "-o", sample_library.parent / "essays.zip")
    return site


@pytest.fixture(scope="session")
def every_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with every kind of page (`tests.every_page.kinds`), built once for all tests."""
    from tests.every_page import every_kind

    return every_kind(tmp_path_factory.mktemp("every"))


@pytest.fixture(scope="session", params=["http", "file"])
def opened_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample site as readers meet it: over http, and as a folder unpacked from the zip."""
    chromium_or_skip()
    site: Path = request.getfixturevalue("sample_site")
    if request.param == "http":
        with served(site) as root:
            yield root
    else:
        unpacked = tmp_path_factory.mktemp("unpacked")
        with zipfile.ZipFile(site.parent / "essays.zip") as archive:
            archive.extractall(unpacked)
        yield f"file://{unpacked}/essays"
