from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from followthemoney import model
from followthemoney.types import registry
from hypothesis import example, given
from hypothesis import strategies as st

from stemma.model import Actor, Case, Judgement, Mention
from stemma.show.export.followthemoney import _LANGUAGES, followthemoney_lines
from tests.show.cases import at, full_case, hostile_case, report, silo_case

Json = dict[str, Any]


def exported(case: Case) -> list[Json]:
    return [json.loads(line) for line in followthemoney_lines(case)]


def of(case: Case, schema: str) -> list[Json]:
    return [entity["properties"] for entity in exported(case) if entity["schema"] == schema]


def notes(case: Case, keyword: str) -> list[Json]:
    return [note for note in of(case, "Note") if keyword in note.get("keywords", ())]


def checked(case: Case) -> None:
    """Every entity is valid, complete, not too long, and cleaning by FollowTheMoney changes nothing."""
    entities = exported(case)
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
        proxy.schema.validate(entity)
        assert all(proxy.get(name) for name in proxy.schema.required), entity
        for prop, value in proxy.itervalues():
            assert len(value) <= prop.max_length, prop
            assert prop.type is not registry.entity or value in ids, f"{entity['schema']} points at nobody: {prop}"


def judged() -> Case:
    rows = (
        Judgement(
            id="j1",
            verb="dependent",
            subjects=("actor:Ona%20Brandt", "actor:Halm%20Grain"),
            author="Ada",
            made="2031-05-08",
        ),
        Judgement(id="j2", verb="note", subjects=("report:post", "note:Ask%20her."), author="Ada", made="2031-05-08"),
    )
    return replace(full_case(), judgements=rows)


@pytest.mark.parametrize("case", [full_case(), judged(), hostile_case()], ids=["full", "judged", "hostile"])
def test_followthemoney_takes_every_entity_as_it_stands(case: Case) -> None:
    checked(case)


@example(text="Cafe\u0301", title="\uf900", published="9999-12-31")
@given(
    st.text(min_size=1, max_size=80), st.text(max_size=80), st.sampled_from(["9999-12-31", "0001-01-01T00:00:00+14:00"])
)
def test_whatever_a_report_holds_is_taken(text: str, title: str, published: str) -> None:
    one = report(text, text, title=title, publisher=title, published=published, url=f"https://a.example/{text}")
    checked(Case(reports=(one,)))


def test_marks_around_a_name_are_no_part_of_it() -> None:
    case = silo_case()
    quoted = Actor(id="q", name='"The "Ressel" Corps"', kind="organisation", aliases=("'Corps'",))
    case = replace(case, actors=(*case.actors, quoted))
    checked(case)
    assert ['The "Ressel" Corps'] in [one["name"] for one in of(case, "Organization")]


def test_a_report_is_an_article_with_its_source() -> None:
    article = next(found for found in of(silo_case(), "Article") if found["fileName"] == ["post"])
    assert article["sourceUrl"] == ["https://post.example/silo"]
    assert article["publishedAt"] == ["2031-05-02T05:10:00"]  # 07:10 two hours east of Greenwich
    assert article["language"] == ["eng"]


def test_people_and_bodies_have_their_schemata() -> None:
    assert [one["name"] for one in of(silo_case(), "Person")] == [["Ona Brandt"]]
    organisations = {one["name"][0] for one in of(silo_case(), "Organization")}
    assert organisations == {
        "Halm Grain",
        "Ressel fire service",
        *("Ressel Post", "Northern Wire", "Coast Echo", "Ressel Kurier"),
    }


def test_a_publisher_that_the_reports_speak_of_is_one_organisation() -> None:
    case = silo_case()
    post = Actor(id="post", name="Ressel Post", kind="media")
    found = [
        one for one in of(replace(case, actors=(*case.actors, post)), "Organization") if "Ressel Post" in one["name"]
    ]
    assert len(found) == 1


def test_who_has_no_name_becomes_nobody() -> None:
    case = silo_case()
    unnamed = Actor(id="official", name="a senior official", kind="unnamed")
    said = replace(case.statements[4], speaker="official")
    mention = Mention(report="echo", span=at("echo", "officials").span, kind="unnamed", actor="official")
    statements = (*case.statements[:4], said, *case.statements[5:])
    case = replace(case, actors=(*case.actors, unnamed), statements=statements, mentions=(mention,))
    checked(case)
    people = [one for schema in ("Person", "Organization", "LegalEntity", "Mention") for one in of(case, schema)]
    assert not [one for one in people if "a senior official" in one["name"]]
    assert [one for one in notes(case, "statement") if one["name"][0].startswith("a senior official says: ")]


def test_a_statement_is_a_note_about_its_speaker() -> None:
    note = next(
        one for one in notes(silo_case(), "statement") if "reopen" in one["name"][0] and "not" in one["name"][0]
    )
    (person,) = [entity for entity in exported(silo_case()) if entity["schema"] == "Person"]
    assert note["entity"] == [person["id"]]
    assert note["description"] == ["We shall not reopen the quay this week"]
    assert note["summary"] == ["Ressel Post, 2 May 2031, characters 138–176"]


def test_a_claim_is_a_note_with_its_status_and_no_event() -> None:
    claim = notes(silo_case(), "claim")[0]
    assert claim["name"] == ["Claim (contested): the east silo caught fire at dawn"]
    assert claim["summary"] == ["Contested: 1 origin shown, at most 2. Stemma does not say what is true."]
    assert not of(silo_case(), "Event")


def test_who_takes_a_side_is_linked_to_the_claim() -> None:
    roles = {link["role"][0] for link in of(silo_case(), "UnknownLink")}
    assert {"affirms", "denies", "origin", "takes from: credits", "affirms, in its own voice"} <= roles
    assert "affirms, in the words of “officials”" in roles


def test_ids_stay_the_same() -> None:
    assert exported(full_case()) == exported(full_case())


def test_every_language_that_is_told_apart_is_known_there() -> None:
    for short, long in _LANGUAGES.items():
        assert registry.language.clean(short) == registry.language.clean(long) == long
