"""The JSON API: the export's shapes, page by page, as its description says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from stemma.cli.export import export
from stemma.collect.originals import Originals
from stemma.run.local import ORIGINALS, case_versions, derived_case
from stemma.show.export.contract import case_document
from stemma.show.page import render
from stemma.web import api
from stemma.web.exports import FORMS
from stemma.web.lists import LISTS, SINGLE
from stemma.web.openapi import description
from tests.web.desks import client, ended, new_case, report, same_shape

SCHEMAS = description()["components"]["schemas"]


def described(path: str, method: str = "get") -> dict[str, Any]:
    found: dict[str, Any] = description()["paths"][path][method]["responses"]["200"]["content"]["application/json"]
    return found["schema"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_that_of_the_export(desk: TestClient, folder: Path, name: str) -> None:
    exported = case_document(derived_case(folder))[name]
    told = desk.get(f"/api/{name}", params={"text": "yes"} if name == "reports" else {}).json()
    assert told["items"] == json.loads(json.dumps(exported[:100]))
    assert told["total"] == len(exported)
    same_shape(told, described(f"/api/{name}"), SCHEMAS)


def test_every_list_of_the_export_is_one_of_the_api(folder: Path) -> None:
    assert set(LISTS) == set(case_document(derived_case(folder))) - {"format"}


@pytest.mark.parametrize("name", SINGLE)
def test_each_thing_is_found_by_its_id(desk: TestClient, name: str) -> None:
    items = desk.get(f"/api/{name}").json()["items"]
    for item in items[:3]:
        found = desk.get(f"/api/{name}/{item['id']}").json()
        assert found["id"] == item["id"]
        same_shape(found, described(f"/api/{name}/{{id}}"), SCHEMAS)
    assert desk.get(f"/api/{name}/no-such-id").status_code == 404


def test_an_id_may_be_an_address(tmp_path: Path) -> None:
    address = "https://post.example/2031/05?id=1#top"
    folder = new_case(tmp_path / "case", report(address, "Rain fell on Friday, Mona Lark said."))
    with client(folder) as desk:
        assert desk.get("/api/reports/https%3A%2F%2Fpost.example%2F2031%2F05%3Fid%3D1%23top").json()["id"] == address
        assert desk.get("/report", params={"id": address}).status_code == 200


def test_pages_of_a_list_make_up_the_whole(desk: TestClient) -> None:
    whole = desk.get("/api/mentions").json()["items"]
    found: list[Any] = []
    offset: int | None = 0
    while offset is not None:
        page = desk.get("/api/mentions", params={"limit": 2, "offset": offset}).json()
        found += page["items"]
        offset = page["next"]
    assert found == whole
    assert len(whole) > 2


def test_a_list_is_narrowed_by_what_its_items_say(desk: TestClient) -> None:
    everything = desk.get("/api/statements").json()
    some = desk.get("/api/statements", params={"report": "post"}).json()
    assert 0 < some["total"] < everything["total"]
    assert {item["report"] for item in some["items"]} == {"post"}
    held = desk.get("/api/claims", params={"report": "post"}).json()["items"]
    assert all(any(m["report"] == "post" for m in item["members"]) for item in held)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nonsense", 404),
        ("/api/mentions/m1", 404),
        ("/api/claims?offset=-1", 422),
        ("/api/claims?limit=many", 422),
        ("/api/claims?limit=9999999999999", 422),
        ("/api/claims?limit=²", 422),
        ("/api/claims?colour=red", 422),
        ("/api/jobs/none", 404),
        ("/api/export/exe", 404),
    ],
)
def test_what_can_t_be_answered_is_told_as_json(desk: TestClient, path: str, status: int) -> None:
    answer = desk.get(path)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])


@pytest.mark.parametrize("words", ["warehouse", '"Quay Street"', "ware*", "", '"', "* OR NEAR(", "\x00", "x" * 3_000])
def test_any_text_is_a_search(desk: TestClient, words: str) -> None:
    told = desk.get("/api/search", params={"q": words})
    assert told.status_code == 200
    same_shape(told.json(), described("/api/search"), SCHEMAS)
    assert desk.get("/search", params={"q": words}).status_code == 200


def test_the_case_tells_how_it_stands(desk: TestClient) -> None:
    told = desk.get("/api/case").json()
    assert told["counts"]["reports"] == 4
    same_shape(told, described("/api/case"), SCHEMAS)


def test_what_is_handed_on_is_what_the_command_writes(desk: TestClient, folder: Path) -> None:
    answer = desk.get("/api/export/json")
    assert answer.json() == json.loads(json.dumps(case_document(derived_case(folder))))
    assert answer.headers["content-disposition"] == 'attachment; filename="Quay-Street.json"'
    page = render(derived_case(folder), title="Quay Street", versions=case_versions(folder))
    assert desk.get("/api/export/page").text == page


@pytest.mark.parametrize("form", FORMS)
def test_every_format_can_be_had(desk: TestClient, form: str) -> None:
    answer = desk.get(f"/api/export/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == FORMS[form].media_type.split(";")[0]
    assert len(answer.content) > 50


def test_the_desk_has_every_format_that_the_command_has() -> None:
    (option,) = [parameter for parameter in export.params if parameter.name == "form"]
    assert isinstance(option.type, click.Choice)
    assert set(option.type.choices) == set(FORMS) - {"page"}


def test_a_lone_surrogate_goes_through_every_page(tmp_path: Path) -> None:
    text = "The quay \ud83d was empty, Mona Lark said. \x00 \u202e"
    folder = new_case(tmp_path / "case", report("odd", text, title="\ud800 odd"))
    with client(folder) as desk:
        assert desk.get("/api/reports/odd").json()["text"] == text
        for path in ("/", "/reports", "/report?id=odd", "/search?q=quay", "/api/export/json", "/api/export/page"):
            assert desk.get(path).status_code == 200, path


def test_events_tell_how_things_are_and_end_with_the_job(desk: TestClient) -> None:
    job = desk.get("/api/jobs").json()["items"][0]
    assert ended(desk, job)["state"] == "done"
    told = desk.get("/api/events", params={"job": job["id"]})
    assert told.headers["content-type"].startswith("text/event-stream")
    assert told.text.startswith("event: case\ndata: {")


def test_every_route_is_described_and_every_description_has_a_route() -> None:
    routes = {(route.path, method.lower()) for route in api.ROUTES for method in methods(route)}
    generic = {("/api/{list}", "get"), ("/api/{list}/{id:path}", "get")}
    told = {(path, method) for path, operations in description()["paths"].items() for method in operations}
    lists = {(f"/api/{name}", "get") for name in LISTS} | {(f"/api/{name}/{{id}}", "get") for name in SINGLE}
    assert told == (routes - generic) | lists


def methods(route: Route) -> set[str]:
    return (route.methods or set()) - {"HEAD"}


def test_the_description_refers_to_nothing_that_it_does_not_hold() -> None:
    text = json.dumps(description())
    told = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert told <= set(SCHEMAS)
    assert set(SCHEMAS) - told == set()


def test_a_format_that_needs_a_missing_original_says_so(desk: TestClient, folder: Path) -> None:
    originals = Originals(folder / ORIGINALS)
    originals.discard(next(iter(originals)))
    answer = desk.get("/api/export/wacz")
    assert answer.status_code == 503
    assert "is missing from" in answer.text
