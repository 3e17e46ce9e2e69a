"""The listing of lineage that was missed or drawn too much."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evaluation import lineage

SCORER = """
def same_name(one, other):
    return one.lower() == other.lower()

def words_within(name, evidence):
    return name.lower() in evidence.lower()
"""


def edge(target: dict[str, str], kind: str = "credits") -> dict[str, Any]:
    return {"report": "echo", "takes_from": target, "kind": kind, "evidence": [shown()]}


def shown() -> dict[str, Any]:
    return {"report": "echo", "span": [16, 27], "why": "it says so"}


def differences(tmp_path: Path, edges: list[dict[str, Any]], gold: list[dict[str, str]]) -> list[str]:
    path = tmp_path / "scorer.py"
    path.write_text(SCORER, encoding="utf-8")
    reports = [{"id": "echo", "text": "She sank, a man told Reuters at dawn."}, {"id": "wire", "text": "She sank."}]
    case = {"reports": reports, "lineage": edges}
    return list(lineage.differences(case, {"lineage": gold}, lineage.loaded(path)))


def gold(target: str) -> dict[str, str]:
    return {"report": "echo", "takes_from": target, "kind": "credits", "evidence": "told Reuters"}


def test_edges_that_agree_are_not_listed(tmp_path: Path) -> None:
    edges = [edge({"report": "wire"}), edge({"outside": "reuters"}), edge({"outside": "told"})]
    assert differences(tmp_path, edges, [gold("wire"), gold("Reuters"), gold("a man")]) == []


def test_what_was_missed_and_what_is_false_is_listed_with_its_words(tmp_path: Path) -> None:
    missed, false = differences(tmp_path, [edge({"outside": "Zenit"})], [gold("wire")])
    assert missed == "missed  echo <- wire (credits): told Reuters"
    assert false == "false   echo <- Zenit (credits): it says so | She sank, a man [told Reuter]s at dawn."


def test_one_edge_matches_one_of_the_gold(tmp_path: Path) -> None:
    assert len(differences(tmp_path, [edge({"report": "wire"})], [gold("wire"), gold("wire")])) == 1


def test_without_annotated_cases_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEMMA_SHARED", str(tmp_path))
    assert lineage.main([]) == 0
    assert "no such annotated cases" in capsys.readouterr().out
