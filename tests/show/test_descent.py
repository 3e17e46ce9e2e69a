from __future__ import annotations

from dataclasses import replace

from stemma.model import Case
from stemma.show.descent import descent_of
from stemma.show.labels import Labels
from stemma.show.tree import Tree
from tests.show.cases import silo_case


def fire(case: Case | None = None) -> Tree:
    case = case or silo_case()
    return descent_of(Labels(case), case.claims[0])


def ties(tree: Tree) -> set[tuple[str, str, str]]:
    return {(branch.source, branch.taker, branch.kind) for branch in tree.branches}


def test_reports_hang_from_whom_they_quote_and_the_merged_from_their_origin() -> None:
    assert ties(fire()) == {
        ("a:brandt", "r:post", "quotes"),
        ("a:brandt", "r:wire", "quotes"),
        ("a:brandt", "a:service", "merged"),
        ("a:service", "r:echo", "quotes"),
    }


def test_a_report_that_copies_hangs_from_what_it_copies() -> None:
    case = silo_case()
    copying = tuple(replace(edge, kind="copies") for edge in case.lineage if edge.report == "wire")
    found = ties(fire(replace(case, lineage=copying)))
    assert ("r:post", "r:wire", "copies") in found
    assert ("a:brandt", "r:wire", "quotes") not in found


def test_who_denies_is_no_part_of_the_descent() -> None:
    assert "a:halm" not in {node.key for node in fire().nodes}


def test_an_origin_bears_a_disc() -> None:
    assert [node.name for node in fire().nodes if node.name.startswith("●")] == ["● Ona Brandt"]


def test_an_own_voice_without_a_tie_stands_apart() -> None:
    case = silo_case()
    assert descent_of(Labels(case), case.claims[2]).apart == ("rumour",)
