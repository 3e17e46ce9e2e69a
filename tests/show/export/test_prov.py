from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prov.model import ProvDerivation, ProvDocument, ProvElement, ProvEntity, ProvGeneration

from stemma.model import Case, Judgement, LineageEdge, Target
from stemma.show.export.contract import to_json
from stemma.show.export.prov import local_name, prov_document
from tests.show.cases import full_case, hostile_case, silo_case

Json = dict[str, Any]

VERSIONS = (("Reader", "accurate/9"), ("Vocabulary", "9083a4f5"))
# PN_LOCAL of PROV-N without escapes, narrowed to what is an NCName too.
LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?<!\.)")


def exported(case: Case) -> Json:
    document: Json = json.loads(to_json(prov_document(case, VERSIONS)))
    return document


def loaded(case: Case) -> ProvDocument:
    """The document as the `prov` library reads it."""
    return ProvDocument.deserialize(content=to_json(prov_document(case, VERSIONS)), format="json")


def derivations(document: Json) -> list[tuple[str, str, str | None]]:
    found = document["wasDerivedFrom"].values()
    return [(d["prov:generatedEntity"], d["prov:usedEntity"], d.get("prov:type", {}).get("$")) for d in found]


def labelled(document: Json, section: str, label: str) -> str:
    found: dict[str, Json] = document[section]
    return next(name for name, told in found.items() if told.get("prov:label", "").startswith(label))


def judged(*rows: Judgement) -> Case:
    return replace(silo_case(), judgements=rows)


def judgement(ident: str, verb: str, *subjects: str, undone_by: str | None = None) -> Judgement:
    return Judgement(
        id=ident,
        verb=verb,
        subjects=subjects,
        author="Ada O’Neil",
        made="2031-05-08T10:00:00+00:00",
        undone_by=undone_by,
    )


@pytest.mark.parametrize("case", [silo_case(), full_case(), hostile_case()], ids=["silo", "full", "hostile"])
def test_it_is_read_and_written_again_unchanged(case: Case) -> None:
    once = loaded(case)
    again = ProvDocument.deserialize(content=once.serialize(format="json"), format="json")
    assert once == again
    assert len(list(once.unified().get_records())) == len(list(once.get_records()))


@pytest.mark.parametrize("case", [silo_case(), hostile_case()], ids=["silo", "hostile"])
def test_all_names_are_legal_whatever_the_ids_hold(case: Case) -> None:
    document = exported(case)
    names = [name for section in ("entity", "agent", "activity") for name in document[section]]
    for name in names:
        prefix, colon, local = name.partition(":")
        assert prefix in document["prefix"]
        assert colon
        assert LOCAL.fullmatch(local), name
    assert len(names) == len(set(names))


@given(st.text(max_size=80))
def test_any_id_has_a_legal_local_name(ident: str) -> None:
    assert LOCAL.fullmatch(local_name(ident))


def test_two_ids_never_share_a_name() -> None:
    ids = ["a", "A", "a b", "a%20b", "https://a.example/a b", "../a", "x.1", "x", "", "é", "a" * 65, "a" * 66]
    assert len({local_name(ident) for ident in ids}) == len(ids)


def test_a_statement_is_a_quotation_from_a_snapshot_and_its_speakers() -> None:
    document = exported(silo_case())
    statement = labelled(document, "entity", "that the east silo had burned")
    assert (statement, "snapshot:wire", "prov:Quotation") in derivations(document)
    attributed = {(t["prov:entity"], t["prov:agent"]) for t in document["wasAttributedTo"].values()}
    assert (statement, "actor:halm") in attributed


def test_what_a_report_takes_from_is_a_derivation() -> None:
    found = derivations(exported(silo_case()))
    assert ("report:echo", "report:post", None) in found


def test_copied_words_are_quoted_and_a_version_is_a_revision() -> None:
    case = silo_case()
    edges = tuple(replace(edge, kind="copies") for edge in case.lineage)
    reports = tuple(replace(one, revision_of="post") if one.id == "kurier" else one for one in case.reports)
    found = derivations(exported(replace(case, reports=reports, lineage=edges)))
    assert ("report:echo", "report:post", "prov:Quotation") in found
    assert ("report:kurier", "report:post", "prov:Revision") in found


def test_an_origin_is_a_claims_primary_source() -> None:
    document = exported(silo_case())
    assert ("claim:c1", "origin:c1_0", "prov:PrimarySource") in derivations(document)
    assert document["entity"]["origin:c1_0"]["prov:label"] == "What Ona Brandt told of it"


def test_reports_that_take_from_each_other_break_no_order() -> None:
    """A derivation comes after what it is made from, so a circle of them is no valid provenance (PROV-CONSTRAINTS)."""
    case = silo_case()
    back = LineageEdge(report="post", takes_from=Target(report="echo"), kind="links", score=1.0, evidence=())
    document = loaded(replace(case, lineage=(*case.lineage, back)))
    graph = networkx.DiGraph(
        [tuple(map(str, record.args[:2])) for record in document.get_records(ProvDerivation)],
    )
    assert networkx.is_directed_acyclic_graph(graph)
    influences = exported(replace(case, lineage=(*case.lineage, back)))["wasInfluencedBy"].values()
    assert {told["prov:influencee"] for told in influences} == {"report:post", "report:echo"}


def test_no_entity_is_generated_twice_and_none_is_an_activity() -> None:
    document = loaded(full_case())
    generated = [record.args[0] for record in document.get_records(ProvGeneration)]
    assert len(generated) == len(set(generated))
    entities = {record.identifier for record in document.get_records(ProvEntity)}
    others = {record.identifier for record in document.get_records(ProvElement) if not isinstance(record, ProvEntity)}
    assert not entities & others


def test_the_software_is_named_with_its_versions() -> None:
    document = exported(silo_case())
    software = [
        told for told in document["agent"].values() if told.get("prov:type", {}).get("$") == "prov:SoftwareAgent"
    ]
    assert {"Reader accurate/9", "Vocabulary 9083a4f5"} < {told["prov:label"] for told in software}
    assert {"activity:collect", "activity:read", "activity:compare", "activity:trace"} == set(document["activity"])


def test_who_has_no_name_is_no_person() -> None:
    case = silo_case()
    unnamed = replace(case.actors[0], id="officials", name="officials", kind="unnamed")
    document = exported(replace(case, actors=(*case.actors, unnamed)))
    assert "prov:type" not in document["agent"]["actor:officials"]
    assert document["agent"]["actor:brandt"]["prov:type"]["$"] == "prov:Person"


def test_a_judgement_is_an_act_of_its_author_that_the_tracing_used() -> None:
    document = exported(judged(judgement("j1", "dependent", "actor:Ona%20Brandt", "actor:Halm%20Grain")))
    used = {(told["prov:activity"], told["prov:entity"]) for told in document["used"].values()}
    assert ("activity:trace", "judgement:j1") in used
    author = labelled(document, "agent", "Ada O’Neil")
    acts = {(told["prov:activity"], told["prov:agent"]) for told in document["wasAssociatedWith"].values()}
    assert ("activity:judging_j1", author) in acts


def test_a_judgement_that_was_undone_is_invalidated_and_not_used() -> None:
    rows = judgement("j1", "dependent", "actor:A", "actor:B", undone_by="j2"), judgement("j2", "undo", "j1")
    document = exported(judged(*rows))
    (undone,) = document["wasInvalidatedBy"].values()
    assert (undone["prov:entity"], undone["prov:activity"]) == ("judgement:j1", "activity:judging_j2")
    assert not [told for told in document["used"].values() if told["prov:entity"].startswith("judgement")]


def test_a_day_without_its_hour_is_no_moment() -> None:
    document = exported(silo_case())
    times = {told["prov:entity"]: told.get("prov:time") for told in document["wasGeneratedBy"].values()}
    assert times["report:post"] == "2031-05-02T07:10:00+02:00"
    assert "report:wire" not in times
    assert document["entity"]["report:wire"]["stemma:published"] == "2031-05-02"
