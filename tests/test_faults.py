"""Whatever fails, the published site is the old or the new one, whole, and one line says what to do."""

from __future__ import annotations

import argparse
import ctypes
import os
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

import pytest

from builder.cli import main
from builder.commands import build as building
from builder.content import content_at
from builder.lock import BusyError, alone
from builder.pipeline import assemble
from builder.reading import anew
from builder.reading.anew import glance, read_file
from builder.reading.task import Glance, Task
from builder.workers import OneHand
from tests.conftest import REPOSITORY, run_builder
from tests.faults import build_command, kill_builds, manifest, write_state
from tests.faults_at_writes import a_few, sweep
from tests.hostile.prose import han

needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals, limits and pipes of POSIX")


def _library(root: Path, state: int = 0) -> Path:
    write_state(root / "content" / "essays", state)
    return root / "content"


def _arguments(root: Path) -> argparse.Namespace:
    names = {"content": str(root / "content"), "site": root / "site", "jobs": 1, "lang": "en"}
    switches = dict.fromkeys(("no_cache", "plain", "strict", "compressed", "quiet", "verbose"), False)
    return argparse.Namespace(**names, **switches)


# --- a build that dies ---


@needs_posix
@pytest.mark.slow
def test_a_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    outcome = kill_builds(tmp_path, times=5, seed=7)
    assert outcome.killed == 5
    assert not outcome.torn
    assert not outcome.failed


@pytest.mark.skipif(sys.platform != "linux", reason="forks, and an exchange of folders in one step")
@pytest.mark.slow
def test_a_build_that_fails_at_a_write_leaves_a_whole_site_and_nothing_else(tmp_path: Path) -> None:
    """`python -m tests.faults_at_writes` lets it fail at each kind of write; here at a few."""
    root = tmp_path / "library"
    root.mkdir()
    found = list(sweep(root, a_few))
    assert len(found) == 5
    assert not [wrong for wrong in found if wrong]


def test_what_a_killed_build_had_begun_to_write_is_forgotten(tmp_path: Path) -> None:
    """Also in the ledger, where the text may be withdrawn one day."""
    library = _library(tmp_path)
    begun = library / ".ledger" / "killed.tmp"
    begun.parent.mkdir()
    begun.write_text("half a ledger")
    assert main(["build", "--content", str(library), "--site", str(tmp_path / "site"), "--jobs", "1"]) == 0
    assert not begun.exists()


def _write_almost(root: Path, letter: str) -> None:
    """A library of one essay, of which `letter` is all that changes."""
    essays = root / "content" / "essays"
    essays.mkdir(parents=True, exist_ok=True)
    (essays / "ferry.txt").write_text(f"渡口\n\n{han(Random(1), 8)}\n\n河的{letter}岸没有桥。\n", encoding="utf-8")


@pytest.mark.slow
def test_pages_of_a_build_that_was_not_published_are_not_those_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages as long as those that were published, so that their size does not give them away."""

    def refuse(finished: Path, site: Path) -> None:
        raise OSError(28, "No space left on device", str(site))

    _write_almost(tmp_path, "东")
    assert building.build_site(_arguments(tmp_path)) is not None
    old = manifest(tmp_path / "site")
    _write_almost(tmp_path, "西")
    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr("builder.site.publish.publish", refuse)
        building.build_site(_arguments(tmp_path))
    assert manifest(tmp_path / "site") == old
    _write_almost(tmp_path, "东")
    assert building.build_site(_arguments(tmp_path)) is not None
    assert manifest(tmp_path / "site") == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site"]


# --- a machine that refuses ---


def _limited(root: Path, **more: object) -> subprocess.CompletedProcess[str]:
    # What measures coverage would itself write where nothing can be written.
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(
        [*build_command(root), "--lang", "en", "--jobs", "1"],
        cwd=REPOSITORY, env={**quiet, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False, **more,
    )  # type: ignore[call-overload, no-any-return]  # fmt: skip


def _is_one_line(done: subprocess.CompletedProcess[str], code: str) -> bool:
    said = [line for line in done.stderr.splitlines() if "error" in line]
    return done.returncode == 2 and "Traceback" not in done.stderr and len(said) == 1 and f"error {code}: " in said[0]


@needs_posix
@pytest.mark.slow
@pytest.mark.parametrize("room", [200, 60_000])
def test_a_full_disk_is_said_in_one_line(tmp_path: Path, room: int) -> None:
    """No file may grow beyond `room` bytes: the first write fails, or one in the midst of MkDocs."""
    import resource

    _library(tmp_path, 0)
    site = tmp_path / "site"
    run_builder("build", "--content", tmp_path / "content", "--site", site)
    old = manifest(site)
    _library(tmp_path, 1)
    done = _limited(tmp_path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    assert _is_one_line(done, "disk-full"), done.stderr
    assert manifest(site) == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site"]


def _obeying_permissions() -> None:
    """Called in a new process: lets even root obey the permissions of folders, as everybody else does."""
    if os.geteuid() == 0 and sys.platform == "linux":
        drop_from_bounding_set, override = 24, 1  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
        ctypes.CDLL(None).prctl(drop_from_bounding_set, override, 0, 0, 0)


@needs_posix
def test_a_folder_that_may_not_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    library = _library(tmp_path)
    folders = (tmp_path, library, library / "essays")
    for path in folders:
        path.chmod(0o555)
    try:
        done = _limited(tmp_path, preexec_fn=_obeying_permissions)
    finally:
        for path in folders:
            path.chmod(0o755)
    assert _is_one_line(done, "not-allowed"), done.stderr


@needs_posix
@pytest.mark.slow
def test_a_published_site_that_may_not_be_exchanged_stays(tmp_path: Path) -> None:
    """The folder that holds the site may not be written, all else may: nothing is half done."""
    _library(tmp_path, 0)
    shelf = tmp_path / "served"
    shelf.mkdir()
    command = [*build_command(tmp_path)[:-1], str(shelf / "site"), "--lang", "en", "--jobs", "1"]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    old = manifest(shelf / "site")
    _library(tmp_path, 1)
    shelf.chmod(0o555)
    try:
        done = subprocess.run(
            command, cwd=REPOSITORY, capture_output=True, text=True, check=False, preexec_fn=_obeying_permissions
        )
    finally:
        shelf.chmod(0o755)
    assert _is_one_line(done, "not-allowed"), done.stderr
    assert manifest(shelf / "site") == old


@pytest.mark.parametrize("name", [".cache", "pages", ".ledger"])
def test_a_file_where_a_folder_belongs_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    library = _library(tmp_path)
    (library / name).write_text("in the way")
    status = main(["build", "--content", str(library), "--site", str(tmp_path / "site"), "--jobs", "1", "--lang", "en"])
    said = [line for line in capsys.readouterr().err.splitlines() if "error" in line]
    assert status == 2
    assert len(said) == 1
    assert f"content/{name}" in said[0]


@pytest.mark.parametrize(("mistake", "code"), [(MemoryError(), "out-of-memory"), (BusyError(), "library-busy")])
def test_other_ends_are_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mistake: Exception, code: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise mistake

    library = _library(tmp_path)
    monkeypatch.setattr("builder.generate.generate", fail)
    assert main(["build", "--content", str(library), "--lang", "en"]) == 2
    assert f"error {code}: " in capsys.readouterr().err


# --- two at once ---


@pytest.mark.slow
def test_two_builds_at_once_both_succeed(tmp_path: Path) -> None:
    _library(tmp_path)
    command = build_command(tmp_path)
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, cwd=REPOSITORY, stderr=pipe, stdout=pipe, text=True) for _ in range(3)]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert "Traceback" not in repr(said)
    both = manifest(tmp_path / "site")
    run_builder("build", "--content", tmp_path / "content", "--site", tmp_path / "site", "--no-cache")
    assert manifest(tmp_path / "site") == both


def test_a_lock_is_waited_for_and_then_given_up(tmp_path: Path) -> None:
    heard: list[str] = []
    with alone(tmp_path, lambda: heard.append("first")):
        with pytest.raises(BusyError), alone(tmp_path, lambda: heard.append("second"), patience=0.3):
            pytest.fail("two hold the lock")
        assert heard == ["second"]
    with alone(tmp_path, lambda: heard.append("third")):
        assert heard == ["second"]


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    program = f"import os, pathlib\nfrom builder.lock import alone\nwith alone(pathlib.Path({str(tmp_path)!r}), print):\n    os._exit(9)"
    assert subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=False).returncode == 9
    with alone(tmp_path, lambda: pytest.fail("the lock is stale"), patience=0):
        assert (tmp_path / "lock").exists()


# --- a source that changes, vanishes, or is none ---


def test_a_source_that_vanishes_while_it_is_read_is_one_problem(tmp_path: Path) -> None:
    library = _library(tmp_path)
    path = library / "essays" / "ferry-1.txt"
    task = Task("ferry-1.txt", path, None)
    assert glance(task).profile is not None
    path.unlink()
    read = read_file(task).head.reading
    assert [(told.code, told.source) for told in read.problems] == [("source-unreadable", "ferry-1.txt")]
    assert not read.essays


def test_a_source_that_changes_while_it_is_read_is_read_as_it_is_then(tmp_path: Path) -> None:
    library = _library(tmp_path)
    path = library / "essays" / "ferry-1.txt"
    task = Task("ferry-1.txt", path, tmp_path / "cache", tmp_path / "ledger")
    glance(task)
    path.write_text("新渡口\n\n" + "船到了对岸，灯还亮着。" * 20, encoding="utf-8")
    assert [essay.title for essay in read_file(task).head.reading.essays] == ["新渡口"]
    path.write_bytes(b"\x00\x01\x02" * 100)
    assert [told.code for told in read_file(task).head.reading.problems] == ["source-binary"]


def test_sources_that_vanish_from_under_a_build_leave_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = _library(tmp_path, 1)

    def vanishing(task: Task) -> Glance:
        seen = glance(task)
        if task.name == "bridge.txt":
            task.path.unlink()
        return seen

    monkeypatch.setattr("builder.pipeline.glance", vanishing)
    found = assemble(content_at(library), OneHand(), cached=False).library
    assert len(found.essays) == 4
    assert [told.source for told in found.problems if told.code == "source-unreadable"] == ["bridge.txt"]


def test_a_file_on_which_the_program_fails_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = _library(tmp_path, 1)
    whole = anew.structure

    def failing(source, repaired, decisions):  # type: ignore[no-untyped-def]
        if source.name == "bridge.txt":
            raise RecursionError("too deep")
        return whole(source, repaired, decisions)

    monkeypatch.setattr(anew, "structure", failing)
    found = assemble(content_at(library), OneHand(), cached=False).library
    assert len(found.essays) == 4
    (told,) = [told for told in found.problems if told.severity == "error"]
    assert (told.code, told.source, dict(told.detail)["reason"]) == ("source-failed", "bridge.txt", "RecursionError")


@needs_posix
def test_a_pipe_with_the_name_of_an_essay_is_not_waited_for(tmp_path: Path) -> None:
    library = _library(tmp_path)
    os.mkfifo(library / "essays" / "pipe.txt")
    codes: list[str] = []

    def read() -> None:
        codes.extend(told.code for told in glance(Task("pipe.txt", library / "essays" / "pipe.txt", None)).problems)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(10)
    assert codes == ["not-a-file"]
