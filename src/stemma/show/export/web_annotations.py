"""A case as Web Annotations (W3C Web Annotation Data Model, 2017): each thing that was read, on the words it stands on.

Every target is a report at its web address, or by a URN where it has none, in a state (`TimeState`) of which `cached`
names the snapshot by its SHA-256 (RFC 6920). Selectors are those of that snapshot, whose text is the body of the
annotation that describes the report; on the live page the quotation finds the words, the position need not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from stemma import __version__
from stemma.model import Case, Claim, LineageEdge, Place, Pointer, Report, Statement, Time, Utterance, sha256_of
from stemma.show.characters import one_line, quoted
from stemma.show.export.identifiers import address, hash_name, urn
from stemma.show.export.selectors import selectors
from stemma.show.labels import STATUS_WORDS, Labels, counted, origins_phrase

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'

Json = dict[str, Any]


def annotations_document(case: Case, title: str) -> Json:
    """An AnnotationCollection whose one page holds all annotations of the case.

    In this order: reports, statements (content, source, cue), members of utterances, members of claims, evidence of
    lineage, places, times. Words that a report does not have are left out.
    """
    writer = _Writer(Labels(case))
    # What the case has twice is one annotation.
    items = list({item["id"]: item for found in writer.all() for item in found}.values())
    collection = urn("annotations", case_name(case))
    page: Json = {
        "id": urn("annotations", f"{case_name(case)} 1"),
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    return {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": one_line(title) or "A case",
        "generator": {"id": urn("software", __version__), "type": "Software", "name": f"Stemma {__version__}"},
        "total": len(items),
        "first": page,
    }


def case_name(case: Case) -> str:
    """A name for the very reports of a case: one SHA-256 over their ids and texts."""
    return sha256_of("\n".join(f"{report.id} {sha256_of(report.text)}" for report in case.reports))


class _Writer:
    """Writes annotations; knows what ids stand for."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._states = {report.id: _state(report) for report in labels.case.reports}

    def all(self) -> Iterator[Iterable[Json]]:
        case = self._labels.case
        yield (self._report(report) for report in case.reports)
        for statement in case.statements:
            yield self._statement(statement)
        for utterance in case.utterances:
            yield self._utterance(utterance)
        for claim in case.claims:
            yield self._claim(claim)
        for edge in case.lineage:
            yield self._lineage(edge)
        for place in case.places:
            yield self._place(place)
        for time in case.times:
            yield self._time(time)

    def _report(self, report: Report) -> Json:
        labels = self._labels
        named = (
            f"{labels.publisher(report.id)}, {labels.when(report.id)}: {one_line(report.title or 'without a title')}"
        )
        snapshot: Json = {"id": self._states[report.id]["cached"], **_text(report.text, "describing", report.language)}
        return {
            "id": urn("annotation report", report.id),
            "type": "Annotation",
            "motivation": "describing",
            "body": [_text(named, "identifying"), _tag("report"), snapshot],
            "target": {"type": "SpecificResource", "source": source_of(report), "state": self._states[report.id]},
        }

    def _statement(self, said: Statement) -> Iterator[Json]:
        who = self._labels.actor(said.speaker)
        told = f"{self._who(said)}: {said.manner} speech, {said.stance}"
        tags = [_tag("statement"), _tag(said.stance), _tag(said.manner)]
        named = [_text(who, "identifying")] if who else []
        itself = _link(urn("statement", said.id))
        for number, span in enumerate(said.content):
            body = [_text(told, "commenting"), *named, *tags, itself]
            yield from self._annotation(f"{said.id} content {number}", "commenting", body, Pointer(said.report, span))
        if said.source:
            body = [_text(f"The source: {self._who(said)}", "commenting"), *named, _tag("source"), itself]
            yield from self._annotation(f"{said.id} source", "identifying", body, Pointer(said.report, said.source))
        if said.cue:
            body = [_text(f"The cue: {said.stance}", "commenting"), _tag("cue"), _tag(said.stance), itself]
            yield from self._annotation(f"{said.id} cue", "classifying", body, Pointer(said.report, said.cue))

    def _who(self, said: Statement) -> str:
        """The speaker by name, else in the report's words."""
        report = self._labels.reports.get(said.report)
        words = one_line(said.source.of(report.text)) if report and said.source else ""
        return self._labels.actor(said.speaker) or (quoted(words) if words else "nobody named")

    def _utterance(self, utterance: Utterance) -> Iterator[Json]:
        speaker = self._labels.actor(utterance.speaker) or "speaker not agreed on"
        told = f"{speaker}: one of {counted(len(utterance.members), 'rendering')} of the same words"
        body = [_text(told, "commenting"), _tag("utterance"), _link(urn("utterance", utterance.id))]
        for member in utterance.members:
            at = Pointer(member.report, member.span)
            yield from self._annotation(f"{utterance.id} {member.statement}", "linking", body, at)

    def _claim(self, claim: Claim) -> Iterator[Json]:
        status = STATUS_WORDS[claim.status] + (", hedged only" if claim.hedged else "")
        of_claim = f"“{one_line(claim.gloss)}”. {status}: {origins_phrase(claim)}."
        for member in claim.members:
            who = self._labels.actor(member.actor)
            if who is None:
                statement = self._labels.statements.get(member.statement or "")
                who = self._who(statement) if statement else "The report’s own voice"
            told = f"{who} {member.stance} the claim {of_claim}"
            tags = [_tag("claim"), _tag(member.stance), _tag(claim.status)]
            body = [_text(told, "commenting"), *tags, _link(urn("claim", claim.id))]
            kind = f"{claim.id} {member.stance} {member.statement}"
            yield from self._annotation(kind, "classifying", body, Pointer(member.report, member.span))

    def _lineage(self, edge: LineageEdge) -> Iterator[Json]:
        labels, target = self._labels, edge.takes_from
        taken = labels.reports.get(target.report or "")
        name = f"{labels.publisher(taken.id)}, {labels.when(taken.id)}" if taken else labels.outside(target)
        links = [_link(source_of(taken), self._states[taken.id])] if taken else []
        for evidence in edge.evidence:
            told = f"Takes from {name} ({edge.kind}): {one_line(evidence.why)}"
            body = [_text(told, "commenting"), _tag("lineage"), _tag(edge.kind), *links]
            kind = f"lineage {edge.kind} {target.report} {target.outside} {evidence.why}"
            yield from self._annotation(kind, "linking", body, Pointer(evidence.report, evidence.span))

    def _place(self, place: Place) -> Iterator[Json]:
        inside = ", ".join(one_line(name) for name in (place.name, place.region, place.country) if name)
        known = place.latitude is not None and place.longitude is not None
        degrees = f" ({place.latitude:.4f}, {place.longitude:.4f})" if known else ""
        body = [_text(f"{inside}{degrees}", "identifying"), _tag("place"), _tag(place.kind)]
        if place.geonameid is not None:
            body.append(_link(f"https://sws.geonames.org/{place.geonameid}/"))
        yield from self._annotation(
            f"place {place.name} {place.kind}", "identifying", body, Pointer(place.report, place.span)
        )

    def _time(self, time: Time) -> Iterator[Json]:
        span = f", {time.start} to before {time.end}" if time.start and time.end else ""
        told = f"{time.value}{span}" if time.value else "not bound to a date"
        body = [_text(one_line(told), "identifying"), _tag("time"), _tag(time.type.lower())]
        yield from self._annotation(
            f"time {time.type} {time.value}", "identifying", body, Pointer(time.report, time.span)
        )

    def _annotation(self, kind: str, motivation: str, body: list[Json], at: Pointer) -> Iterator[Json]:
        """The annotation; none where the report has no such characters."""
        report = self._labels.reports.get(at.report)
        if report is None or not 0 <= at.span.start < at.span.end <= len(report.text):
            return
        yield {
            "id": urn("annotation", f"{kind} {at.span.start}-{at.span.end} {at.report}"),
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": {
                "type": "SpecificResource",
                "source": source_of(report),
                "state": self._states[report.id],
                "selector": selectors(report.text, at.span),
            },
        }


def source_of(report: Report) -> str:
    """The IRI of a report: its address, or a URN made of its id."""
    return address(report) or urn("report", report.id)


def _state(report: Report) -> Json:
    """The state of the report in which its words were marked: when its bytes came in, and the snapshot of its text."""
    captured = _in_utc(report.captured)
    cached = hash_name(sha256_of(report.text))
    return {"type": "TimeState", **({"sourceDate": captured} if captured else {}), "cached": cached}


def _in_utc(moment: str | None) -> str | None:
    """The model asks for xsd:dateTime in UTC; None where the text is none or has no zone."""
    try:
        found = datetime.fromisoformat(moment or "")
        return f"{found.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _text(value: str, purpose: str, language: str | None = None) -> Json:
    told = {"language": language} if language else {}
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", **told, "value": value}


def _tag(value: str) -> Json:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _link(source: str, state: Json | None = None) -> Json:
    return {"type": "SpecificResource", "purpose": "linking", "source": source, **({"state": state} if state else {})}
