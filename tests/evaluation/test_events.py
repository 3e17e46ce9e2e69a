"""The measurement of whole events: what is pooled, and what the command says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import events
from evaluation.commands import Json, stemma
from evaluation.corpora import event_folders, held_out_events, shared_folder
from evaluation.events import apart, each_lines, exported, exports, folders_named, main, pooled_figures

# Prints what it was given to score, as figures that the lines can show.
SCORER = """
import json, sys
reports, gold, case = sys.argv[1:4]
reports = [json.loads(line)["id"] for line in open(reports, encoding="utf-8")]
gold, case = json.load(open(gold, encoding="utf-8")), json.load(open(case, encoding="utf-8"))
claims = dict.fromkeys(("status_macro_f1", "origin_count_mae", "false_corroboration", "missed_corroboration"), 0.5)
print(json.dumps({
    "statements": {"f1": 1.0, "speaker_accuracy": None, "stance_accuracy": 1.0, "reports": reports,
                   "gold": [row["report"] for row in gold["statements"]],
                   "system": sorted({row["report"] for row in case["statements"]})},
    "utterances": {"f1": 0.0},
    "claims": claims | {"f1": 0.25, "p": 0.5, "r": 0.125, "gold": [row["id"] for row in gold["claims"]]},
    "lineage": {"f1": 1.0},
}))
"""


def event(folder: Path, sentence: str) -> Path:
    folder.mkdir()
    rows = [
        {"id": "a", "url": "https://one.example/a", "publisher": "One", "lang": "en", "text": f"{sentence}, she said."},
        {"id": "b", "url": "https://two.example/b", "publisher": "Two", "lang": "en", "text": f"{sentence}, she said."},
    ]
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    said = {"content": [sentence], "source": "she", "cue": "said", "speaker": "unattributed", "stance": "asserts"}
    members = [{"report": key, "text": sentence, "actor": "unattributed", "stance": "affirms"} for key in "ab"]
    gold: dict[str, Any] = {
        "actors": [],
        "statements": [{"report": "a"} | said],
        "utterances": [],
        "claims": [{"id": "c1", "gloss": "", "status": "unattributed", "origins": [], "members": members}],
        "lineage": [],
        "places": [],
    }
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return event(tmp_path / "kiln", "The kiln cooled early"), event(tmp_path / "reef", "The reef lies bare at noon")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    bench = tmp_path / "shared" / "bench"
    bench.mkdir(parents=True)
    (bench / "score_case.py").write_text(SCORER, encoding="utf-8")
    monkeypatch.setenv("STEMMA_SHARED", str(bench.parent))
    return bench.parent


def test_ids_get_their_events_name_and_names_from_outside_none() -> None:
    gold: Json = {
        "actors": [{"id": "ada", "name": "a"}],
        "statements": [
            {"report": "a", "speaker": "ada", "content": ["a"]},
            {"report": "a", "speaker": "unattributed"},
            {"report": "a", "speaker": None},
        ],
        "claims": [{"id": "c1", "members": [{"report": "a", "actor": "ada"}]}],
        "lineage": [{"report": "b", "takes_from": "a"}, {"report": "b", "takes_from": "ada"}],
    }
    export: Json = {"lineage": [{"report": "b", "takes_from": {"report": "a"}}]}
    got = apart(gold, "kiln", frozenset({"a", "b"}))
    assert got["actors"] == [{"id": "kiln/ada", "name": "a"}]
    assert [row["speaker"] for row in got["statements"]] == ["kiln/ada", "unattributed", None]
    assert got["statements"][0]["content"] == ["a"]
    assert got["claims"][0]["members"][0]["report"] == "kiln/a"
    assert [row["takes_from"] for row in got["lineage"]] == ["kiln/a", "ada"]
    assert apart(export, "kiln", frozenset({"a", "b"}))["lineage"][0]["takes_from"] == {"report": "kiln/a"}


def test_all_events_are_scored_as_one_case(two: tuple[Path, Path], shared: Path, tmp_path: Path) -> None:
    found = {folder: exported(folder, "rules") for folder in two}
    figures, baselines = pooled_figures(found, shared / "bench" / "score_case.py", tmp_path)
    assert figures["statements"]["reports"] == ["kiln/a", "kiln/b", "reef/a", "reef/b"]
    assert figures["statements"]["gold"] == ["kiln/a", "reef/a"]
    assert figures["statements"]["system"] == ["kiln/a", "kiln/b", "reef/a", "reef/b"]
    assert figures["claims"]["gold"] == ["kiln/c1", "reef/c1"]
    assert set(baselines) == {"counting publishers", "always one origin"}


def without_hour(document: Json) -> Json:
    """The export as it reads back, without the hour in which it was made."""
    read_back: Json = json.loads(json.dumps(document))
    for report in read_back["reports"]:
        del report["captured"]
    return read_back


def test_processes_side_by_side_find_the_same(two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "available_cores", lambda: 2)
    found = {folder: without_hour(document) for folder, document in exports(two, "rules").items()}
    assert list(found) == list(two)
    assert found == {folder: without_hour(exported(folder, "rules")) for folder in two}


def test_an_event_is_built_as_the_command_builds_it(two: tuple[Path, Path], tmp_path: Path) -> None:
    stemma("build", tmp_path / "case", two[0] / "reports.jsonl", "--quiet", "--workers", "1", "--reader", "rules")
    stemma("export", tmp_path / "case", "--as", "json", output=tmp_path / "case.json")
    document = without_hour(json.loads((tmp_path / "case.json").read_text(encoding="utf-8")))
    got = without_hour(exported(two[0], "rules"))
    assert got == {part: document[part] for part in got}


def test_events_are_named_or_those_held_out_or_all(two: tuple[Path, Path]) -> None:
    assert folders_named([], every=False) == held_out_events()
    assert folders_named([], every=True) == event_folders()
    named = event_folders()[3]
    assert folders_named([named.name, str(two[0]), named.name], every=False) == (named, two[0])


def test_the_command_prints_each_event_the_pool_and_the_baselines(
    two: tuple[Path, Path], shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*map(str, two), "--each", "--reader", "rules"]) == 0
    head, kiln, reef, _, *pool = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["stmts", "spkr", "stance"]
    assert kiln.split()[:4] == ["kiln", "1.000", "-", "1.000"]
    assert reef.startswith("reef")
    assert pool[0] == "2 events, 4 reports, read by rules"
    assert any("counting publishers" in line for line in pool)


def test_an_unknown_event_is_said(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-flood-1999"]) == 2
    assert "no-such-flood-1999: no gold.json there" in capsys.readouterr().err


def test_without_a_scorer_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEMMA_SHARED", str(tmp_path))
    assert main([]) == 0
    assert f"no scorer at {tmp_path}" in capsys.readouterr().out


@pytest.mark.shared
def test_pooled_counts_are_the_sums_over_the_events(shared_cases: Path, tmp_path: Path) -> None:
    scorer = shared_folder() / "bench" / "score_case.py"
    found = {folder: exported(folder, "rules") for folder in event_folders()[:2]}
    figures, _ = pooled_figures(found, scorer, tmp_path)
    alone = events.each_figures(found, scorer, tmp_path).values()
    for part in ("statements", "utterances", "claims", "lineage"):
        for count in ("gold", "system"):
            assert figures[part][count] == sum(one[part][count] for one in alone)
        right = sum(one[part]["r"] * one[part]["gold"] for one in alone)
        assert figures[part]["r"] == pytest.approx(right / figures[part]["gold"], abs=0.001)
    assert len(each_lines({folder.name: row for folder, row in zip(found, alone, strict=True)}).splitlines()) == 3
