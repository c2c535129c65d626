"""A site is exchanged whole, and its zip has the same bytes wherever it is made."""

from __future__ import annotations

import os
import sys
import time
import zipfile
from pathlib import Path

import pytest

from builder.site import publish as publishing
from builder.site.bundle import LONGEST_PATH, UnfitPathError, bundle
from builder.site.publish import finish_interrupted, publish, staging_folder


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_new_site_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    site = write(tmp_path / "site", index_html="old", gone_html="old")
    finished = write(staging_folder(site), index_html="new")
    publish(finished, site)
    assert {path.name: path.read_text() for path in site.iterdir()} == {"index.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="an exchange of folders in one step")
def test_where_the_system_can_exchange_there_is_no_moment_without_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write(tmp_path / "site", index_html="old")
    finished = write(staging_folder(site), index_html="new")
    monkeypatch.delattr(Path, "rename")  # two of which would leave such a moment
    publish(finished, site)
    assert (site / "index.html").read_text() == "new"


def test_a_build_killed_between_two_renames_is_completed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(tmp_path / ".site.former", index_html="old")
    finish_interrupted(site)
    assert (site / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_half_made_sites_of_dead_processes_go_and_of_living_ones_stay(tmp_path: Path) -> None:
    site = tmp_path / "site"
    dead = write(tmp_path / ".site.staging.99999999", index_html="half")
    living = write(tmp_path / f".site.staging.{os.getppid()}", index_html="half")
    finish_interrupted(site)
    assert not dead.exists()
    assert living.exists()


def test_two_zips_have_the_same_bytes(tmp_path: Path) -> None:
    one = write(tmp_path / "one", index_html="你好", essays__a_html="text")
    other = write(tmp_path / "other", essays__a_html="text", index_html="你好")
    os.utime(other / "index.html", (time.time() - 90_000, time.time() - 90_000))
    (other / "index.html").chmod(0o600)
    assert bundle(one, tmp_path / "one.zip") == bundle(other, tmp_path / "other.zip") == 4
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        pages = ["essays/READ-ME-FIRST.txt", "essays/essays/a.html", "essays/index.html"]
        assert sorted(archive.namelist()) == sorted([*pages, "essays/assets/unpacked.css"])
        assert archive.read("essays/READ-ME-FIRST.txt").startswith(b"\xef\xbb\xbf")


def test_a_path_too_long_for_windows_is_refused_by_name(tmp_path: Path) -> None:
    site = write(tmp_path / "site", **{"a" * LONGEST_PATH + "_html": "text"})
    with pytest.raises(UnfitPathError, match=r"aaa\.html"):
        bundle(site, tmp_path / "x.zip")
