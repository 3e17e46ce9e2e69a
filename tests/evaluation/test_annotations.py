"""The invented events are well-formed, and what is not is found."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.annotations import main, problems
from evaluation.corpora import choosing_events, event_folders, held_out_events, invented_events

Json = dict[str, Any]

REPORT: Json = {
    "id": "coast",
    "url": None,
    "publisher": "Coast Herald",
    "published": None,
    "title": None,
    "lang": "en",
    "text": "The lock gate gave way, keeper Ada Rusk said. The canal board denied it.",
}
GOLD: Json = {
    "actors": [
        {"id": "rusk", "name": "Ada Rusk", "aliases": [], "kind": "person"},
        {"id": "board", "name": "canal board", "aliases": [], "kind": "organisation"},
    ],
    "statements": [
        {
            "report": "coast",
            "content": ["The lock gate gave way"],
            "source": "keeper Ada Rusk",
            "cue": "said",
            "speaker": "rusk",
            "stance": "asserts",
        }
    ],
    "utterances": [
        {"id": "u1", "speaker": "rusk", "gloss": "", "members": [{"report": "coast", "text": "The lock gate gave way"}]}
    ],
    "claims": [
        {
            "id": "c1",
            "gloss": "The lock gate gave way",
            "status": "contested",
            "origins": ["rusk"],
            "members": [
                {"report": "coast", "text": "The lock gate gave way", "actor": "rusk", "stance": "affirms"},
                {"report": "coast", "text": "it", "actor": "board", "stance": "denies"},
            ],
        }
    ],
    "lineage": [
        {
            "report": "coast",
            "takes_from": "Ada Rusk",
            "kind": "credits",
            "evidence": "keeper Ada Rusk said",
            "certainty": "explicit",
        }
    ],
    "places": [],
}


def event(folder: Path, gold: Json, *reports: Json) -> Path:
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in reports), encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


@pytest.mark.parametrize("folder", event_folders(), ids=lambda folder: folder.name)
def test_every_invented_event_is_well_formed(folder: Path) -> None:
    assert problems(folder) == ()


def test_what_settings_are_chosen_on_is_neither_held_out_nor_trained_on() -> None:
    chosen = set(choosing_events())
    trained_on = {event.gold.parent for event in invented_events(held_out=False)}
    assert chosen < set(event_folders())
    assert chosen.isdisjoint(trained_on)
    assert chosen.isdisjoint(held_out_events())


def test_the_events_held_out_are_events() -> None:
    assert len(held_out_events()) == 17
    assert set(held_out_events()) < set(event_folders())


def test_an_event_without_fault_has_none(tmp_path: Path) -> None:
    assert problems(event(tmp_path, GOLD, REPORT)) == ()


def moved(gold: Json) -> None:
    gold["claims"][0]["members"][0]["report"] = "inland"


def blank(gold: Json) -> None:
    gold["claims"][0]["members"][1]["text"] = " "


def unsaid(gold: Json) -> None:
    gold["statements"][0]["cue"] = "insisted"


def stranger(gold: Json) -> None:
    gold["statements"][0]["speaker"] = "russk"


def stance(gold: Json) -> None:
    gold["claims"][0]["members"][0]["stance"] = "asserts"


def doubled_member(gold: Json) -> None:
    gold["utterances"][0]["members"] *= 2


def doubled_statement(gold: Json) -> None:
    gold["statements"] *= 2


def doubled_claim(gold: Json) -> None:
    gold["claims"] *= 2


def undenied(gold: Json) -> None:
    del gold["claims"][0]["members"][1]


def alone(gold: Json) -> None:
    gold["claims"][0]["status"] = "corroborated"


def circle(gold: Json) -> None:
    gold["lineage"][0]["takes_from"] = "coast"


def partless(gold: Json) -> None:
    del gold["places"]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (moved, "claim c1: no report 'inland'"),
        (blank, "claim c1: coast does not say ' '"),
        (unsaid, "statement 1: coast does not say 'insisted'"),
        (stranger, "statement 1: no actor 'russk'"),
        (stance, "claim c1: 'asserts' is none of affirms, denies, hedges"),
        (doubled_member, "the members of utterance u1 have ('coast', 'The lock gate gave way') 2 times"),
        (doubled_statement, "statements have ('coast', 'The lock gate gave way', 'rusk') 2 times"),
        (doubled_claim, "claims have 'c1' 2 times"),
        (undenied, "claim c1 is contested with 1 origins and its members' stances"),
        (alone, "claim c1 is corroborated with 1 origins and its members' stances"),
        (circle, "the edge coast <- coast leads nowhere"),
        (partless, "gold has no places"),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, broken: Callable[[Json], None], line: str) -> None:
    gold = copy.deepcopy(GOLD)
    broken(gold)
    assert line in problems(event(tmp_path, gold, REPORT))


def test_reports_need_a_name_of_their_own_and_all_their_fields(tmp_path: Path) -> None:
    lame = {key: value for key, value in REPORT.items() if key != "lang"}
    assert problems(event(tmp_path, GOLD, REPORT, REPORT)) == ("reports have 'coast' 2 times",)
    assert problems(event(tmp_path, GOLD, lame)) == ("report 1 has no lang",)


def test_the_command_lists_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(event(tmp_path, GOLD, REPORT))]) == 0
    assert main([str(event(tmp_path, GOLD | {"places": []}, REPORT, REPORT))]) == 1
    assert "reports have 'coast' 2 times\n1 events, 1 problems" in capsys.readouterr().out
