"""The description of the API (OpenAPI 3.1), made out of the values that it hands out."""

from __future__ import annotations

import types
import typing
from typing import Any

from stemma import __version__, model
from stemma.model import Report, Span, Target
from stemma.show.export.contract import FIELDS
from stemma.web.exports import FORMS
from stemma.web.guard import KEY_HEADER
from stemma.web.lists import LISTS, SINGLE
from stemma.web.uploads import MOST_ADDRESSES

Schema = dict[str, Any]

_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}
_SPAN: Schema = {
    "type": "array",
    "prefixItems": [{"type": "integer"}, {"type": "integer"}],
    "minItems": 2,
    "maxItems": 2,
    "description": "Start and end of a range of Unicode code points in the report's text, half-open.",
}
_REPORT = (
    *("id", "title", "url", "publisher", "published", "captured", "language", "sha256", "revision_of", "story"),
    *("text", "byline", "text_sha256", "updated", "stated_sources", "anchors", "links", "extractor", "unread"),
)
# By the name of a list, what it is a list of.
_ITEMS: dict[str, type] = {
    "reports": model.Report, "actors": model.Actor, "mentions": model.Mention, "statements": model.Statement,
    "utterances": model.Utterance, "claims": model.Claim, "lineage": model.LineageEdge, "places": model.Place,
    "times": model.Time, "judgements": model.Judgement, "passages": model.Passage, "entities": model.Entity,
    "figures": model.Quantity, "quantities": model.QuantitySeries,
}  # fmt: skip


def description() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Stemma: the desk",
            "version": __version__,
            "description": (
                "One case, as `stemma serve` serves it. Values have the shapes of the export format stemma-case/1. A "
                f"change needs the header {KEY_HEADER} with the `key` of GET /api/case, or the token as a Bearer."
            ),
        },
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": KEY_HEADER},
            },
        },
    }


def _paths() -> dict[str, Any]:
    found: dict[str, Any] = {
        "/api/openapi.json": _get("This description.", _object()),
        "/api/case": _get("How the case stands: its version, what it holds, the key for changes.", _ref("Standing")),
        "/api/search": _get(
            "Reports and statements that hold all the words, the best first.",
            _object(items=_array(_ref("Hit"))),
            _query("q", "words; in double quotes together, with * at its end a word's beginning"),
            _query("limit", "at most so many, up to 200", "integer"),
        ),
        "/api/events": _get(
            "Server-sent events: `case` when the case has changed, `job` at every step of a build.",
            {"type": "string"},
            _query("job", "only until the job of this id has ended"),
            media="text/event-stream",
        ),
        "/api/export/{form}": _get(
            "The case for other programs, as a file.",
            {"type": "string"},
            _path("form", f"one of {', '.join(FORMS)}"),
            media="*/*",
        ),
        "/api/jobs": _get("The builds of this desk.", _object(items=_array(_ref("Job")))),
        "/api/jobs/{id}": _get("One build.", _ref("Job"), _path("id")),
    }
    found |= {f"/api/{name}": _list(name) for name in LISTS}
    found |= {f"/api/{name}/{{id}}": _single(name) for name in SINGLE}
    for path, operation in _changes().items():
        found.setdefault(path, {})["post"] = operation
    return found


def _changes() -> dict[str, Any]:
    subjects = _array({"type": "string"}) | {
        "description": "Ids of claims, utterances, statements, actors or reports, names, or places (REPORT:START-END)."
    }
    author = {"type": "string", "description": "Who judges; default: who started the desk."}
    verb = {"enum": ["same", "different", "dependent", "independent"]}
    of = {"enum": ["claim", "utterance", "actor", None]}
    files = _object(file=_array({"type": "string", "format": "binary"}))
    addresses = _array({"type": "string", "format": "uri"}) | {
        "maxItems": MOST_ADDRESSES,
        "description": "http or https, on the public internet; each is fetched by the build.",
    }
    robots = {"type": "boolean", "description": "Fetch even where robots.txt asks programs not to; default: false."}
    reports = _post("Add files (as a form) or what is at web addresses (as JSON).", 202, _ref("Job"), files,
                    media="multipart/form-data")  # fmt: skip
    asked = _object(("ignore_robots",), addresses=addresses, ignore_robots=robots)
    reports["requestBody"]["content"]["application/json"] = {"schema": asked}
    return {
        "/api/reports": reports,
        "/api/refresh": _post("Derive the case from everything that has come in.", 202, _ref("Job")),
        "/api/jobs/{id}/stop": _post("End a build. What was taken in stays.", 200, _ref("Job"), None, _path("id")),
        "/api/jobs/{id}/again": _post("Try a build again that failed.", 202, _ref("Job"), None, _path("id")),
        "/api/judgements": _post(
            "Judge, as `stemma judge` does.",
            201,
            _ref("Taken"),
            _object(("of", "author"), verb=verb, subjects=subjects, of=of, author=author),
        ),
        "/api/judgements/{id}/undo": _post(
            "Undo a judgement or a note.", 201, _ref("Undone"), _object(("author",), author=author), _path("id")
        ),
        "/api/notes": _post(
            "Note something; nothing is derived from it.",
            201,
            _ref("Taken"),
            _object(("author",), subjects=subjects, text={"type": "string"}, author=author),
        ),
    }


def _list(name: str) -> dict[str, Any]:
    page = _object(
        items=_array(_ref(_ITEMS[name].__name__)),
        total={"type": "integer"},
        offset={"type": "integer"},
        next={"type": ["integer", "null"], "description": "The offset of the next page."},
        version={"type": "string"},
    )
    filters = [_query(key, f"only those with this {key}") for key in LISTS[name]]
    if name == "reports":
        filters.append(_query("text", "`yes` for the reports' texts too"))
    return _get(
        f"The case's {name}, in the order of the export.",
        page,
        _query("offset", "how many to pass over", "integer"),
        _query("limit", "at most so many, up to 1,000; default 100", "integer"),
        *filters,
    )


def _single(name: str) -> dict[str, Any]:
    return _get(f"One of the case's {name}.", _ref(_ITEMS[name].__name__), _path("id"))


def _schemas() -> dict[str, Schema]:
    job = _ref("Job")
    schemas = {kind.__name__: _of_fields(kind, names) for kind, names in FIELDS.items()}
    report = _of_fields(Report, tuple(name for name in _REPORT if name != "text_sha256"))
    report["properties"]["text_sha256"] = {"type": "string"}
    report["required"] = [name for name in _REPORT if name != "text"]
    report["description"] = "A report; in lists without its text, unless that is asked for."
    row = _ref("Judgement")
    nothing = {"type": "null"}
    return schemas | {
        "Report": report,
        "Target": {
            "anyOf": [
                _object(report={"type": "string"}),
                _object(outside={"type": ["string", "null"]}, actor={"type": ["string", "null"]}),
            ]
        },
        "Hit": _object(
            report={"type": "string"},
            kind={"enum": ["report", "statement"]},
            id={"type": "string"},
            snippet={"type": "string"},
            rank={"type": "integer"},
        ),
        "Job": _object(
            **{name: {"type": "string"} for name in ("id", "stage")},
            state={"enum": ["waiting", "running", "done", "failed", "stopped"]},
            files=_array({"type": "string"}) | {"description": "Names of files that were sent in, and addresses."},
            revision={
                "type": "integer",
                "description": "Grows with every change; of two tellings the higher is the later.",
            },
            done={"type": "integer"},
            total={"type": ["integer", "null"]},
            new={"type": "integer", "description": "How many reports were new."},
            problems=_array(_object(file={"type": "string"}, why={"type": "string"})),
            notes=_array({"type": "string"}),
            why={"type": ["string", "null"], "description": "Why it failed."},
        ),
        "Standing": _object(
            **{name: {"type": "string"} for name in ("title", "version", "key", "author")},
            behind={
                "type": "boolean",
                "description": "Whether something has come in that nothing was derived from yet.",
            },
            counts={"type": "object", "additionalProperties": {"type": "integer"}},
        ),
        "Taken": _object(
            judgement=row,
            new={"type": "boolean", "description": "Whether it was not judged so already."},
            overrules=_array({"type": "string"}),
            job={"anyOf": [job, nothing]},
        ),
        "Undone": _object(judgement=row, job={"anyOf": [job, nothing]}),
        "Error": _object(error={"type": "string"}),
    }


def _of_fields(kind: type, names: tuple[str, ...]) -> Schema:
    hints = typing.get_type_hints(kind)
    return _object(**{name: schema_of(hints[name]) for name in names})


def schema_of(hint: Any) -> Schema:
    """The JSON Schema of what the contract makes of a value that `hint` describes."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [schema_of(arg) for arg in args]}
    if hint is type(None):
        return {"type": "null"}
    if origin is typing.Literal:
        return {"enum": list(args)}
    if hint is Span:
        return _SPAN
    if origin is tuple:
        if Ellipsis in args:
            return _array(schema_of(args[0]))
        return {"type": "array", "prefixItems": [schema_of(arg) for arg in args]}
    if hint in FIELDS or hint is Target:
        return _ref(hint.__name__)
    return _PLAIN[hint]


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _query(name: str, what: str, kind: str = "string") -> Schema:
    return {"name": name, "in": "query", "required": False, "description": what, "schema": {"type": kind}}


def _path(name: str, what: str = "") -> Schema:
    made = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    return made | ({"description": what} if what else {})


def _get(summary: str, schema: Schema, *parameters: Schema, media: str = "application/json") -> dict[str, Any]:
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {"200": _answer("What was asked for.", schema, media), "default": _wrong()},
        }
    }


def _post(
    summary: str, status: int, schema: Schema, body: Schema | None = None, *parameters: Schema,
    media: str = "application/json",
) -> dict[str, Any]:  # fmt: skip
    operation: dict[str, Any] = {
        "summary": summary,
        "parameters": list(parameters),
        "security": [{"key": []}, {"token": []}],
        "responses": {str(status): _answer("It is done, or begun.", schema), "default": _wrong()},
    }
    return operation | ({"requestBody": {"content": {media: {"schema": body}}}} if body else {})


def _answer(what: str, schema: Schema, media: str = "application/json") -> dict[str, Any]:
    return {"description": what, "content": {media: {"schema": schema}}}


def _wrong() -> dict[str, Any]:
    return _answer("It can't be done, and why.", _ref("Error"))
