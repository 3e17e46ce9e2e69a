from __future__ import annotations

from dataclasses import replace

from stemma.model import Case, Merge, Origin, Span, Target
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
    assert ties(fire(replace(silo_case(), lineage=()))) == {
        ("a:brandt", "r:post", "quotes"),
        ("a:brandt", "r:wire", "quotes"),
        ("a:brandt", "a:service", "merged"),
        ("a:service", "r:echo", "quotes"),
    }


def test_a_report_that_credits_another_for_it_hangs_from_that_one() -> None:
    found = ties(fire())
    assert {("r:post", "r:wire", "credits"), ("r:post", "r:echo", "credits")} <= found
    assert not {pair for pair in found if pair[1] == "r:wire"} - {("r:post", "r:wire", "credits")}


def test_an_outlet_outside_the_case_stands_between_speaker_and_report() -> None:
    case = silo_case()
    radio = Target(outside="Radio Ressel")
    lineage = tuple(replace(edge, takes_from=radio) for edge in case.lineage if edge.report == "post")
    found = ties(fire(replace(case, lineage=lineage)))
    assert {("a:brandt", "o:Radio Ressel", "quotes"), ("o:Radio Ressel", "r:post", "credits")} <= found


def test_a_credit_in_another_paragraph_is_for_something_else() -> None:
    case = silo_case()
    far = tuple(replace(edge, evidence=(replace(edge.evidence[0], span=Span(0, 5)),)) for edge in case.lineage)
    assert ("r:post", "r:wire", "credits") not in ties(fire(replace(case, lineage=far)))


def test_takers_stand_below_each_other_in_the_order_of_time() -> None:
    rows = {node.key: node.row for node in fire(replace(silo_case(), lineage=())).nodes}
    assert rows["r:post"] < rows["r:wire"] < rows["r:echo"]


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


def test_an_own_voice_without_a_tie_is_a_root_of_its_own() -> None:
    case = silo_case()
    (node,) = descent_of(Labels(case), case.claims[2]).nodes
    assert (node.key, node.root) == ("r:rumour", True)


def test_an_origin_that_is_no_actor_stands_by_its_name_before_the_reports_that_tell_of_it() -> None:
    case = silo_case()
    dispatch = Origin(
        id="rumour",
        name="a dispatch",
        kind="unnamed",
        access="unknown",
        report="rumour",
        span=Span(0, 8),
        merged=(Merge(id="echo", why="It is the same dispatch."),),
    )
    members = tuple(replace(one, actor=None, statement=None) for one in case.claims[0].members if one.report == "echo")
    own = replace(case.claims[2].members[0], report="rumour")
    claim = replace(case.claims[0], origins=(dispatch,), members=(*members, own))
    tree = descent_of(Labels(replace(case, claims=(claim,), lineage=())), claim)
    assert ties(tree) == {("a:rumour", "r:rumour", "quotes"), ("a:rumour", "r:echo", "merged")}
    assert "● a dispatch" in {node.name for node in tree.nodes}
