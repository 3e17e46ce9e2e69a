"""A desk over an invented case, asked within the test's own process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from stemma.collect.originals import Originals
from stemma.model import Case, Report, StemmaError, sha256_of
from stemma.run.local import ORIGINALS, Built, build_case
from stemma.store import open_case
from stemma.web.app import desk_app
from stemma.web.guard import KEY_HEADER, Door
from stemma.web.settings import Settings
from stemma.web.worker import Task, Tell

TEXTS = {
    "post": "The warehouse on Quay Street was empty on Friday, harbour chief Mona Lark said.",
    "echo": "Not a single guard has been paid since Easter, Paul Rosen said.",
    "radio": "“The warehouse on Quay Street was empty on Friday,” Paul Rosen said.",
    "kurier": "The warehouse on Quay Street was empty on Friday, Lark said. Milk prices will rise, Rosen said.",
}
TAKING = '"><script>document.title="taken"</script>'
KEY = "the-key-of-the-test"


class Inline:
    """Builds in the test's own process; `fails` is what the next build ends with."""

    def __init__(self) -> None:
        self.fails: str | None = None
        self.stopped = 0

    def run(self, task: Task, tell: Tell) -> Built:
        if self.fails is not None:
            why, self.fails = self.fails, None
            raise StemmaError(why)
        return build_case(task.folder, task.inputs, workers=1, progress=tell, terms=task.terms)

    def stop(self) -> None:
        self.stopped += 1


def report(ident: str, text: str, **fields: Any) -> Report:
    fields = {"language": "en", "publisher": ident.title(), "published": "2031-05-02"} | fields
    return Report(id=ident, text=text, sha256=sha256_of(text), **fields)


def new_case(folder: Path, *reports: Report) -> Path:
    """A case of these reports, or of `TEXTS`, that the rules have read."""
    kept = reports or tuple(report(ident, text) for ident, text in TEXTS.items())
    for one in kept:
        Originals(folder / ORIGINALS).put(one.text.encode("utf-8", "surrogatepass"))
    with open_case(folder, create=True) as store:
        store.add_reports(kept)
        store.put_case(Case(reports=()), "none", "rules")
    build_case(folder, [], workers=1)
    return folder


def settings(**fields: Any) -> Settings:
    door = fields.pop("door", Door(key=KEY))
    return Settings(**({"title": "Quay Street", "author": "Ada", "door": door, "look_again": 3600.0} | fields))


def client(folder: Path, builder: Inline | None = None, **fields: Any) -> TestClient:
    """A browser at the desk, which has to be entered (`with`) for the desk to be open."""
    return TestClient(
        desk_app(folder, settings(**fields), builder or Inline()), base_url="http://127.0.0.1", follow_redirects=False
    )


def change(desk: TestClient, path: str, body: Any = None, **headers: str) -> Response:
    """A change as the desk's own pages ask for it."""
    return desk.post(path, json=body or {}, headers={KEY_HEADER: KEY, "origin": "http://127.0.0.1"} | headers)


def ended(desk: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    """The job once it has ended, as the last event tells it."""
    told = desk.get("/api/events", params={"job": job["id"]}).text
    last = [line for line in told.splitlines() if line.startswith("data: ")][-1]
    found: dict[str, Any] = json.loads(last.removeprefix("data: "))
    return found


def claim_with(desk: TestClient, words: str) -> dict[str, Any]:
    """The claim whose words are these."""
    items: list[dict[str, Any]] = desk.get("/api/claims").json()["items"]
    (found,) = [item for item in items if words in item["gloss"]]
    return found


def same_shape(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Hold that a value has the shape that a JSON Schema of ours describes, and nothing besides."""
    if "$ref" in schema:
        same_shape(value, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    elif "anyOf" in schema:
        assert any(_fits(value, one, schemas) for one in schema["anyOf"]), (value, schema)
    elif "enum" in schema:
        assert value in schema["enum"], (value, schema)
    else:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert _kind(value) in kinds or (_kind(value) == "integer" and "number" in kinds), (value, schema)
        if isinstance(value, dict) and "properties" in schema:
            assert set(schema["required"]) <= set(value) <= set(schema["properties"]), (
                set(value),
                schema["properties"],
            )
            for name, part in value.items():
                same_shape(part, schema["properties"][name], schemas)
        elif isinstance(value, list):
            parts = schema.get("prefixItems") or [schema["items"]] * len(value)
            for part, of in zip(value, parts, strict=True):
                same_shape(part, of, schemas)


def _fits(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> bool:
    try:
        same_shape(value, schema, schemas)
    except AssertionError:
        return False
    return True


def _kind(value: Any) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return kinds.get(type(value), "null")
