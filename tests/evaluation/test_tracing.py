"""The measurement of tracing alone, on an invented case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.annotated import load
from evaluation.corpora import event_folders
from evaluation.tracing import Answer, answers, baseline, confusion, figures, folders, main
from stemma.read.reader import read

Json = dict[str, Any]

TEXTS = {
    "coast": "The Alda ran aground, pilot Ines Falk said. The light was dark, Jan Dahl said.",
    "echo": "The Alda ran aground, pilot Ines Falk said.",
    "lamp": "The light was dark, Eva Brandt said. The Alda will be scrapped.",
}


def statement(report: str, content: str, source: str, speaker: str) -> Json:
    said = {"report": report, "content": [content], "source": source, "cue": "said", "speaker": speaker}
    return said | {"stance": "asserts", "kind": "indirect"}


def member(report: str, text: str, actor: str) -> Json:
    return {"report": report, "text": text, "actor": actor, "stance": "affirms"}


def claim(name: str, status: str, origins: list[str], *members: Json, **more: bool) -> Json:
    return {"id": name, "gloss": name, "status": status, "origins": origins, "members": members, **more}


GOLD: Json = {
    "actors": [
        {"id": key, "name": name, "aliases": [], "kind": "person"}
        for key, name in (("falk", "Ines Falk"), ("dahl", "Jan Dahl"), ("brandt", "Eva Brandt"))
    ],
    "statements": [
        statement("coast", "The Alda ran aground", "pilot Ines Falk", "falk"),
        statement("coast", "The light was dark", "Jan Dahl", "dahl"),
        statement("echo", "The Alda ran aground", "pilot Ines Falk", "falk"),
        statement("lamp", "The light was dark", "Eva Brandt", "brandt"),
    ],
    "utterances": [],
    "claims": [
        claim(
            "aground",
            "single-origin",
            ["falk"],
            member("coast", "The Alda ran aground", "falk"),
            member("echo", "The Alda ran aground", "falk"),
        ),
        claim(
            "dark",
            "corroborated",
            ["dahl", "brandt"],
            member("coast", "The light was dark", "dahl"),
            member("lamp", "The light was dark", "brandt"),
        ),
        claim("scrapped", "single-origin", ["falk"], member("lamp", "The Alda will be scrapped", "m-lamp")),
        claim("open", "contested", [], member("lamp", "The Alda", "m-lamp"), scorable=False),
    ],
    "lineage": [],
    "places": [],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = tmp_path / "alda"
    case.mkdir()
    rows = [{"id": key, "text": text, "publisher": key, "lang": "en"} for key, text in TEXTS.items()]
    (case / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (case / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return case


@pytest.mark.parametrize("readings", ["gold", "own"])
def test_gold_claims_are_traced_by_either_readings(folder: Path, readings: Any) -> None:
    found = {answer.claim: (answer.status, answer.origins) for answer in answers(load(folder), readings, read)}
    assert found == {
        "aground": ("single-origin", ("Ines Falk",)),
        "dark": ("corroborated", ("Jan Dahl", "Eva Brandt")),
        "scrapped": ("unattributed", ()),
    }


def test_baselines_answer_the_same_claims(folder: Path) -> None:
    case = load(folder)
    assert [len(answer.origins) for answer in baseline(case, "counting publishers")] == [2, 2, 1]
    assert {answer.status for answer in baseline(case, "always one origin")} == {"single-origin"}


def answer(gold: str, origins: int, status: str, found: int) -> Answer:
    return Answer("c", "a claim", gold, ("",) * origins, status, ("",) * found)


def test_figures_are_the_scorers() -> None:
    found = [
        answer("single-origin", 1, "corroborated", 3),
        answer("single-origin", 1, "single-origin", 1),
        answer("corroborated", 2, "single-origin", 1),
        answer("corroborated", 2, "corroborated", 2),
    ]
    got = figures(found)
    assert (got.claims, got.status_macro_f1, got.status_accuracy) == (4, 0.5, 0.5)
    assert (got.origin_count_mae, got.false_corroboration, got.missed_corroboration) == (0.75, 0.5, 0.5)
    assert figures([]).status_accuracy is None
    assert confusion(found).splitlines()[2].split()[1:] == ["0", "1", "1", "0", "0"]


def test_the_command_prints_figures_baselines_and_misses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--readings", "gold", "--reader", "rules", "--misses"]) == 0
    printed = capsys.readouterr().out
    assert "counting publishers" in printed
    assert "alda scrapped (scrapped)\n    gold single-origin ['Ines Falk']\n    got  unattributed []" in printed
    assert "alda dark" not in printed


def test_a_folder_without_gold_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no gold.json there" in capsys.readouterr().err


def test_gold_words_that_stand_nowhere_are_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = GOLD | {"claims": [claim("c", "unattributed", [], member("coast", "nowhere at all", "falk"))]}
    (folder / "gold.json").write_text(json.dumps(broken), encoding="utf-8")
    assert main([str(folder), "--reader", "rules"]) == 2
    assert "coast does not say 'nowhere at all'" in capsys.readouterr().err


def test_without_a_name_all_cases_and_events_are_traced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMMA_SHARED", str(tmp_path))
    assert folders([]) == list(event_folders())
