from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evaluation.corpora import GoldCase, invented_events
from evaluation.encoder import Member, best_f1, by_words, main, members, separation, stems

REPORTS = [
    {"id": "a", "lang": "en", "text": "The bridge fell at noon. Two bears crossed it, the mayor said."},
    {"id": "b", "lang": "en", "text": "At noon the bridge fell, and nobody was on it."},
    {"id": "c", "lang": "de", "text": "Die Brücke stürzte ein."},
    {"id": "d", "lang": "sw", "text": "Daraja lilianguka."},
]
CLAIMS = {
    "fell": [("a", "The bridge fell at noon."), ("b", "the bridge fell"), ("c", "Die Brücke"), ("d", "Daraja")],
    "bears": [("a", "Two bears crossed it")],
    "crossed": [("a", "bears crossed it"), ("b", "nobody was on it")],
}


def case(folder: Path) -> GoldCase:
    claims = [
        {"id": name, "members": [{"report": report, "text": text} for report, text in some]}
        for name, some in CLAIMS.items()
    ]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps({"claims": claims, "utterances": []}), encoding="utf-8")
    return GoldCase("bridge", folder / "reports.jsonl", folder / "gold.json")


def found(folder: Path) -> dict[str, Member]:
    return {member.words: member for member in members(case(folder), "claims")}


def test_members_stand_in_their_sentence(tmp_path: Path) -> None:
    bears = found(tmp_path)["bears crossed it"]
    assert bears.context == "Two bears crossed it, the mayor said."
    assert bears.words == "bears crossed it"


def test_a_language_that_is_not_read_is_left_out(tmp_path: Path) -> None:
    assert {member.language for member in found(tmp_path).values()} == {"en", "de"}


def test_words_within_others_belong_to_the_same(tmp_path: Path) -> None:
    assert found(tmp_path)["Two bears crossed it"].groups == {"bears", "crossed"}
    assert found(tmp_path)["nobody was on it"].groups == {"crossed"}


def test_the_best_threshold_takes_equals_together() -> None:
    same = np.array([True, False, True, False])
    assert best_f1(np.array([0.9, 0.1, 0.8, 0.2], np.float32), same) == 1
    assert best_f1(np.full(4, 0.5, np.float32), same) == pytest.approx(2 / 3)
    assert best_f1(np.full(2, 0.5, np.float32), np.array([False, False])) is None


def test_pairs_are_of_different_reports(tmp_path: Path) -> None:
    some = [one for one in found(tmp_path).values() if one.report == "a"]
    assert separation(some, np.ones((len(some), len(some)), np.float32)) is None


def test_pairs_across_languages_are_counted_apart(tmp_path: Path) -> None:
    words = found(tmp_path)
    some = [words["the bridge fell"], words["Die Brücke"]]
    table = np.ones((2, 2), np.float32)
    assert separation(some, table) is None
    assert separation(some, table, across=True) == 1


def test_words_meet_across_languages_through_glossaries(tmp_path: Path) -> None:
    words = found(tmp_path)
    assert "bridg" in stems(words["the bridge fell"]) & stems(words["Die Brücke"])
    assert by_words([words["the bridge fell"], words["The bridge fell at noon."]])[0, 1] == pytest.approx(0.8)


def test_events_are_held_out_or_not() -> None:
    kept, others = ({event.name for event in invented_events(held_out)} for held_out in (True, False))
    assert kept
    assert kept.isdisjoint(others)
    assert len(others) > 4 * len(kept)


def test_weights_that_cannot_be_used_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--weights", str(tmp_path)]) == 2
    assert "nothing measured" in capsys.readouterr().err
