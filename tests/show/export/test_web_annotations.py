from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import rdflib
from playwright.sync_api import Browser

from stemma.model import Case, sha256_of
from stemma.show.export.contract import to_json
from stemma.show.export.identifiers import hash_name
from stemma.show.export.web_annotations import CONTEXT, annotations_document
from tests.show.browsing import needs_browser
from tests.show.cases import full_case, hostile_case, silo_case

Json = dict[str, Any]

# The motivations of the model, 3.3.5.
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
# As much of the model's vocabulary as an export may use, written down from it: what is not here gets lost when the
# document is read as linked data, which makes a test below fail.
_OA, _AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
_IRIS = {
    "body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector", "state": "hasState",
    "startSelector": "hasStartSelector", "endSelector": "hasEndSelector", "cached": "cachedSource",
}  # fmt: skip
VOCABULARY = {
    "id": "@id",
    "type": "@type",
    **{name: {"@id": _OA + iri, "@type": "@id"} for name, iri in _IRIS.items()},
    **{name: {"@id": _AS + name, "@type": "@id"} for name in ("first", "partOf", "generator")},
    "items": {"@id": _AS + "items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": _OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": _OA + "hasPurpose", "@type": "@vocab"},
    **{name: _OA + name for name in ("exact", "prefix", "suffix", "start", "end", "sourceDate", *MOTIVATIONS)},
    **{name: _OA + name for name in ("Annotation", "TextualBody", "SpecificResource", "TimeState", "RangeSelector")},
    **{name: _OA + name for name in ("TextQuoteSelector", "TextPositionSelector")},
    "AnnotationCollection": _AS + "OrderedCollection",
    "AnnotationPage": _AS + "OrderedCollectionPage",
    "Software": _AS + "Application",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    "total": _AS + "totalItems",
    "startIndex": _AS + "startIndex",
}


def exported(case: Case) -> Json:
    document: Json = json.loads(to_json(annotations_document(case, "Silo fire")))
    return document


def items(case: Case) -> list[Json]:
    found: list[Json] = exported(case)["first"]["items"]
    return found


def tagged(annotation: Json) -> set[str]:
    return {body["value"] for body in annotation["body"] if body.get("purpose") == "tagging"}


def told(annotation: Json) -> str:
    return str(annotation["body"][0]["value"])


def snapshots(found: list[Json]) -> dict[str, str]:
    """By its hash, each text that the document holds."""
    return {body["id"]: body["value"] for one in found for body in one["body"] if body.get("id", "").startswith("ni:")}


def selected(found: list[Json]) -> Iterator[tuple[str, Json, Json]]:
    """The text of each target, and its quotation and position."""
    texts = snapshots(found)
    for one in found:
        if "report" not in tagged(one):
            quote, position = one["target"]["selector"]
            yield texts[one["target"]["state"]["cached"]], quote, position


def test_the_document_is_a_collection_with_one_page() -> None:
    document = exported(silo_case())
    assert (document["@context"], document["type"], document["label"]) == (CONTEXT, "AnnotationCollection", "Silo fire")
    page = document["first"]
    assert (page["type"], page["partOf"], len(page["items"])) == ("AnnotationPage", document["id"], document["total"])


def test_every_kind_of_thing_is_annotated_and_motivated() -> None:
    found = items(full_case())
    kinds = {"report", "statement", "source", "utterance", "claim", "lineage", "place", "time"}
    assert kinds <= {tag for one in found for tag in tagged(one)}
    assert {one["motivation"] for one in found} <= MOTIVATIONS
    assert {body["purpose"] for one in found for body in one["body"]} <= MOTIVATIONS


def test_both_selectors_select_the_same_words_of_the_pinned_snapshot() -> None:
    for text, quote, position in selected(items(full_case())):
        points = text.encode("utf-32-le")
        words = points[4 * position["start"] : 4 * position["end"]].decode("utf-32-le")
        assert words == quote["exact"]
        assert text.count(quote.get("prefix", "") + words + quote.get("suffix", "")) == 1


def test_a_snapshot_is_named_by_the_hash_of_its_text() -> None:
    for name, text in snapshots(items(silo_case())).items():
        assert name == hash_name(sha256_of(text))


def test_a_claims_member_says_who_takes_which_side() -> None:
    denial = next(one for one in items(silo_case()) if {"claim", "denies"} <= tagged(one))
    assert told(denial).startswith(
        "Halm Grain denies the claim “the east silo caught fire at dawn”. Contested: 1 origin"
    )
    assert denial["target"]["source"] == "https://wire.example/silo"


def test_lineage_links_to_what_the_report_takes_from() -> None:
    edge = next(one for one in items(silo_case()) if "lineage" in tagged(one))
    assert edge["body"][-1]["source"] == "https://post.example/silo"
    assert edge["body"][-1]["purpose"] == edge["motivation"] == "linking"


def test_a_report_without_an_address_has_a_urn() -> None:
    (rumour,) = [one for one in items(silo_case()) if "report" in tagged(one) and "undated" in told(one)]
    assert rumour["target"]["source"].startswith("urn:uuid:")


def test_the_state_tells_when_the_report_was_captured_in_utc() -> None:
    case = silo_case()
    first = replace(case.reports[0], captured="2031-05-02T09:00:00+02:00")
    found = items(replace(case, reports=(first, *case.reports[1:])))
    assert found[0]["target"]["state"]["sourceDate"] == "2031-05-02T07:00:00Z"
    assert "sourceDate" not in found[1]["target"]["state"]


def test_ids_are_unique_and_the_same_each_time() -> None:
    found = [one["id"] for one in items(hostile_case())]
    assert len(found) == len(set(found))
    assert found == [one["id"] for one in items(hostile_case())]


def test_hostile_words_stay_words() -> None:
    found = items(hostile_case())
    assert not [one for one in found if one["target"]["source"].startswith("javascript")]
    kinds = {one["target"]["selector"][0]["type"] for one in found if "report" not in tagged(one)}
    assert "RangeSelector" in kinds


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own, within its parser
@pytest.mark.parametrize("case", [full_case(), hostile_case()], ids=["full", "hostile"])
def test_read_as_linked_data_nothing_is_lost(case: Case) -> None:
    # A lone surrogate can stand in JSON but in no graph.
    document = json.loads(to_json(annotations_document(case, "x")).replace("\\ud800", "?"))
    document["@context"] = VOCABULARY
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    oa, total = rdflib.Namespace(_OA), document["total"]
    assert len(set(graph.subjects(rdflib.RDF.type, oa.Annotation))) == total
    assert len(list(graph.subject_objects(oa.hasTarget))) == total
    positions = [one for one in document["first"]["items"] if "selector" in one["target"]]
    assert len(list(graph.subject_objects(oa.start))) == len(positions)
    assert keys(document) - set(VOCABULARY) == {"@context"}


def keys(value: Any) -> set[str]:
    """Every key used in a document."""
    if isinstance(value, list):
        return {key for one in value for key in keys(one)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {key for name, one in value.items() if name != "@context" for key in keys(one)}


class TestInABrowser:
    pytestmark = needs_browser

    def test_positions_select_the_same_words(self, browser: Browser) -> None:
        """JavaScript counts UTF-16 units; taken by code points, as the model says, it selects the same."""
        page = browser.new_page()
        for text, quote, position in selected(items(full_case())):
            script = "([text, start, end]) => Array.from(text).slice(start, end).join('')"
            assert page.evaluate(script, [text, position["start"], position["end"]]) == quote["exact"]
        page.close()
