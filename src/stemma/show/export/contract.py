"""The contract "stemma-case/1": a case as plain JSON types, as other programs read it. Changed only by adding."""

from __future__ import annotations

import json
from typing import Any

from stemma import model
from stemma.model import Case, Reading, Report, Span, Target, sha256_of

FORMAT = "stemma-case/1"

# What of each value is public, in the order written. A new field of a value is private until it stands here.
FIELDS: dict[type, tuple[str, ...]] = {
    model.Actor: ("id", "name", "aliases", "kind", "body", "side"),
    model.Mention: ("report", "span", "kind", "actor"),
    model.Statement: (
        *("id", "report", "source", "cue", "content", "manner", "stance", "speaker", "via"),
        *("access", "in_title"),
    ),
    model.Utterance: ("id", "speaker", "members", "drift", "evidence"),
    model.UtteranceMember: ("report", "span", "statement"),
    model.Drift: ("kind", "before", "after", "why"),
    model.Evidence: ("kind", "value", "why", "left", "right"),
    model.Pointer: ("report", "span"),
    model.Claim: (
        *("id", "gloss", "status", "hedged", "members", "origins", "at_most", "quantity", "interval", "first"),
        *("why", "intervals", "rivals"),
    ),
    model.Rival: ("claim", "evidence"),
    model.ClaimInterval: ("start", "end", "words", "wider"),
    model.ClaimMember: ("report", "span", "statement", "actor", "stance", "loose"),
    model.Origin: ("id", "name", "kind", "access", "report", "span", "merged", "marks"),
    model.Merge: ("id", "why"),
    model.Mark: ("kind", "why", "report", "span"),
    model.LineageEdge: ("report", "takes_from", "kind", "score", "evidence"),
    model.LineageEvidence: ("report", "span", "why"),
    model.Passage: ("left", "right", "score", "boilerplate", "evidence"),
    model.Place: (
        *("report", "span", "name", "kind", "latitude", "longitude", "geonameid", "region", "country", "bounds"),
    ),
    model.Time: (
        *("report", "span", "type", "value", "start", "end", "anchor"),
        *("anchor_span", "mod", "bound", "zone"),
    ),
    model.Entity: ("report", "span", "kind"),
    model.Quantity: (
        *("report", "span", "low", "high", "bound", "unit", "counted", "counts", "frame", "part", "update"),
        "statement",
    ),
    model.QuantitySeries: ("id", "gloss", "frame", "counts", "unit", "story", "rows", "contests"),
    model.QuantityRow: (
        *("report", "span", "low", "high", "bound", "statement", "actor", "publisher", "published"),
        *("update", "superseded", "claims"),
    ),
    model.Contest: ("left", "right", "why"),
    model.Hyperlink: ("span", "url"),
    model.Anchor: ("span", "kind", "value"),
    model.StatedSource: ("span", "name", "url", "why"),
    model.Judgement: ("id", "verb", "subjects", "author", "made", "undone_by"),
}


def case_document(case: Case) -> dict[str, Any]:
    """The whole case; the same case gives the same document, keys and lists in a fixed order."""
    return {
        "format": FORMAT,
        "reports": [report_document(report) for report in case.reports],
        "actors": public(case.actors),
        "mentions": public(case.mentions),
        "statements": public(case.statements),
        "utterances": public(case.utterances),
        "claims": public(case.claims),
        "lineage": public(case.lineage),
        "places": public(case.places),
        "times": public(case.times),
        "judgements": public(case.judgements),
        "passages": public(case.passages),
        "entities": public(case.entities),
        "figures": public(case.figures),
        "quantities": public(case.quantities),
    }


def reading_document(reading: Reading) -> dict[str, Any]:
    """One reading, with the same fields as a case has; actors' ids are local to the report."""
    return {
        "report": reading.report,
        "statements": public(reading.statements),
        "mentions": public(reading.mentions),
        "places": public(reading.places),
        "times": public(reading.times),
        "actors": public(reading.actors),
        "language": reading.language,
        "entities": public(reading.entities),
        "figures": public(reading.quantities),
    }


def to_json(document: dict[str, Any]) -> str:
    """`document` on one line, as JSON that can always be written as UTF-8: lone surrogates are written as escapes."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(document, ensure_ascii=True, separators=(",", ":"))
    return text


def public(value: Any) -> Any:
    """A value as plain JSON types, with the fields that are public."""
    if isinstance(value, Target):
        return {"report": value.report} if value.report else {"outside": value.outside, "actor": value.actor}
    if isinstance(value, Span | tuple | list):
        return [public(item) for item in value]
    fields = FIELDS.get(type(value))
    return value if fields is None else {name: public(getattr(value, name)) for name in fields}


def report_document(report: Report) -> dict[str, Any]:
    """One report with its text."""
    names = ("id", "title", "url", "publisher", "published", "captured", "language", "sha256", "revision_of", "story")
    document = {name: getattr(report, name) for name in names}
    return document | {
        "text": report.text,
        "byline": report.byline,
        "text_sha256": sha256_of(report.text),
        "updated": report.updated,
        "stated_sources": public(report.stated_sources),
        "anchors": public(report.anchors),
        "links": public(report.links),
        "extractor": report.extractor,
        "unread": report.unread,
    }
