"""The sample library and real sources are read as well as ever: no figure falls below its floor in scores.json."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.score import harmonic, script_kept
from tests.scoreboard import SETS, Scored, fallen, main, of_corpus, of_samples


def _check(name: str, scored: Scored) -> None:
    found, details = scored
    below = fallen(name, found)
    assert not below, "\n".join([f"{name}: figure: (now, floor) {below}", *details])


def test_the_sample_library_is_read_as_well_as_ever() -> None:
    _check("samples", of_samples())


@pytest.mark.parametrize("name", SETS)
def test_real_sources_are_read_as_well_as_ever(name: str, essay_corpus: Path) -> None:
    _check(name, of_corpus(essay_corpus, name))


def test_the_scoreboard_prints_our_own_sets(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ESSAY_CORPUS", raising=False)
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "ESSAY_CORPUS is not set" in said and "samples" in said and "unseen" in said and "title " in said


def test_the_scorer_counts_what_it_says() -> None:
    gold = {
        "id": "x",
        "documents": [
            {
                "title": "谈值班",
                "author": None,
                "date": "2020-01-02",
                "outline": [{"level": 1, "text": "一、听"}, {"level": 2, "text": "（一）问"}],
                "must_keep": ["夜里的灯", "三分钟"],
                "must_drop": ["分享到"],
                "keep_breaks": [["一、听", "夜里"]],
                "chars": 20,
            }
        ],
    }
    essay = {
        "source": "x.txt",
        "title": "談值班",
        "author": "某人",
        "published": "2020-01-02",
        "outline": [{"level": 1, "number": "一、", "text": "听"}, {"level": 1, "number": "", "text": "多出来的"}],
        "blocks": [
            {"kind": "heading", "number": "一、", "text": "听"},
            {"kind": "paragraph", "number": "", "text": "夜里的灯，分享到：微信"},
        ],
    }
    from tests.score import score_file

    seen = score_file(gold, [essay])
    assert seen.values["keep"] == [0.5]
    assert seen.values["drop"] == [0.0]
    assert seen.values["breaks"] == [1.0]
    assert seen.values["title"] == [1.0]
    assert seen.values["author"] == [0.0]
    assert seen.values["published"] == [1.0]
    assert seen.values["split"] == [0.0]
    assert seen.values["levels"] == [1.0]
    assert seen.headings == [(1, 2, 2)]
    assert harmonic(1, 2, 2) == 0.5
    assert script_kept("谈值班夜里的灯", [essay]) is not None
    assert {detail.split(": ", 1)[1].split(" ")[0] for detail in seen.details} == {
        "LOST", "NOISE", "AUTHOR", "HEADING", "EXTENT"
    }  # fmt: skip
