"""A case as provenance: PROV-JSON (W3C member submission, 24 April 2013) after the PROV data model (PROV-DM).

Entities: reports as published, snapshots of their text, statements, utterances, claims, origins, what lies outside the
case, judgements. Agents: publishers, actors, authors of judgements, and the software with its versions. Activities:
collect, read, compare, trace, and each act of judging. What a report takes from another is a derivation; derivations
that go round in a circle can't all be so in PROV (a derivation follows what it is made from), so they are written as
influences, which claim no order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from stemma import __version__
from stemma.model import (
    Case,
    Claim,
    ClaimMember,
    Judgement,
    LineageEdge,
    Report,
    Span,
    Statement,
    Target,
    Utterance,
    sha256_of,
)
from stemma.model.rulings import UNDO, that_rule
from stemma.show.characters import one_line, shortened
from stemma.show.export.circles import in_circles
from stemma.show.export.identifiers import address
from stemma.show.labels import Labels, origins_phrase

Json = dict[str, Any]

# "x-" marks a namespace of URNs that nobody has registered; each kind of thing has its own.
_NAMESPACE = "urn:x-stemma:"
_KINDS = (
    *("report", "snapshot", "statement", "utterance", "claim", "origin", "outside", "judgement"),
    *("publisher", "actor", "author", "software", "activity"),
)
# A qualified name's local part that is legal in PROV-N, XML and Turtle alike; every other id is hashed.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_DIGITS = 20
_LABEL = 200
_QUALIFIED = "prov:QUALIFIED_NAME"
_STEPS = ("collect", "read", "compare", "trace")
_AGENT_TYPES = {"person": "prov:Person", "organisation": "prov:Organization", "media": "prov:Organization"}
_DERIVATIONS = {"copies": "prov:Quotation"}


def prov_document(case: Case, versions: Iterable[tuple[str, str]] = ()) -> Json:
    """The provenance of everything in the case; `versions` are what read and derived it, each with its version.

    The same case and versions give the same document.
    """
    writer = _Writer(case)
    writer.software(versions)
    writer.reports()
    writer.people()
    writer.statements()
    writer.groups()
    writer.lineage()
    writer.judgements()
    return writer.document()


def local_name(ident: str) -> str:
    """The local part for an id: itself where it is a plain name, else "x." and a hash of it. Never two ids to one."""
    return ident if _PLAIN.fullmatch(ident) else "x." + sha256_of(ident)[:_DIGITS]


def _name(kind: str, ident: str) -> str:
    return f"{kind}:{local_name(ident)}"


class _Writer:
    """Gathers the records of a document by their kinds."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._labels = Labels(case)
        self._records: defaultdict[str, dict[str, Json]] = defaultdict(dict)

    def document(self) -> Json:
        """What was gathered."""
        prefix = {"stemma": f"{_NAMESPACE}terms:", **{kind: f"{_NAMESPACE}{kind}:" for kind in _KINDS}}
        return {"prefix": prefix, **self._records}

    def software(self, versions: Iterable[tuple[str, str]]) -> None:
        """The steps of the work, in order, and what did them."""
        parts = [(f"{name} {version}", version) for name, version in (("Stemma", __version__), *versions)]
        for name, version in parts:
            self._add("agent", _name("software", name), name, "prov:SoftwareAgent", {"stemma:version": version})
        for step in _STEPS:
            self._add("activity", f"activity:{step}", step)
            for name, _ in parts:
                self._tie("wasAssociatedWith", activity=f"activity:{step}", agent=_name("software", name))
        for earlier, later in pairwise(_STEPS):
            self._tie("wasInformedBy", informed=f"activity:{later}", informant=f"activity:{earlier}")

    def reports(self) -> None:
        """Each report as published, by whom, and the snapshot of its text that was collected."""
        for report in self._case.reports:
            self._report(report)
            self._snapshot(report)

    def _report(self, report: Report) -> None:
        labels, entity = self._labels, _name("report", report.id)
        title = f": {report.title}" if report.title else ""
        told = {
            "stemma:id": report.id,
            "stemma:title": report.title,
            "stemma:url": _typed(address(report), "xsd:anyURI"),
            "stemma:published": report.published,
            "stemma:updated": report.updated,
            "stemma:sha256": report.sha256,
            "stemma:story": report.story,
        }
        named = f"{labels.publisher(report.id)}, {labels.when(report.id)}{title}"
        self._add("entity", entity, named, "stemma:Report", told)
        if moment := _moment(report.published):
            self._tie("wasGeneratedBy", entity=entity, time=moment)
        if report.publisher:
            publisher = _name("publisher", report.publisher)
            self._add("agent", publisher, report.publisher, "prov:Organization")
            self._tie("wasAttributedTo", entity=entity, agent=publisher)

    def _snapshot(self, report: Report) -> None:
        entity, named = _name("snapshot", report.id), f"The text of {self._labels.short_name(report.id)}"
        told = {
            "stemma:sha256": sha256_of(report.text),
            "stemma:language": report.language,
            "stemma:length": len(report.text),
        }
        self._add("entity", entity, named, "stemma:Snapshot", told)
        self._generated(entity, "collect", _moment(report.captured))
        self._derived(entity, _name("report", report.id), "stemma:Extraction")
        self._tie("used", activity="activity:read", entity=entity)

    def people(self) -> None:
        """Whoever speaks or acts. One without a name is an agent of no more exact kind."""
        for actor in self._case.actors:
            told = {"stemma:kind": actor.kind, "stemma:body": actor.body, "stemma:side": actor.side}
            self._add("agent", _name("actor", actor.id), actor.name, _AGENT_TYPES.get(actor.kind), told)

    def statements(self) -> None:
        """What is said in the reports, quoted from their snapshots."""
        for statement in self._case.statements:
            self._statement(statement)

    def _statement(self, said: Statement) -> None:
        entity, report = _name("statement", said.id), self._labels.reports.get(said.report)
        words = " … ".join(span.of(report.text) for span in said.content) if report else ""
        told = {
            "stemma:stance": said.stance,
            "stemma:manner": said.manner,
            "stemma:access": said.access,
            "stemma:content": [_range(span) for span in said.content],
            "stemma:source": _range(said.source),
            "stemma:cue": _range(said.cue),
        }
        self._add("entity", entity, words, "stemma:Statement", told)
        self._generated(entity, "read")
        self._derived(entity, _name("snapshot", said.report), "prov:Quotation")
        self._attributed(entity, said.speaker)

    def groups(self) -> None:
        """Utterances, made of statements by comparing, and claims with their origins, by tracing."""
        for utterance in self._case.utterances:
            self._utterance(utterance)
        for claim in self._case.claims:
            self._claim(claim)

    def _utterance(self, utterance: Utterance) -> None:
        entity = _name("utterance", utterance.id)
        speaker = self._labels.actor(utterance.speaker) or "a speaker not agreed on"
        self._add("entity", entity, f"Words of {speaker}", "prov:Collection", {"stemma:kind": "utterance"})
        self._generated(entity, "compare")
        for member in dict.fromkeys(member.statement for member in utterance.members):
            if member in self._labels.statements:
                self._tie("hadMember", collection=entity, entity=_name("statement", member))

    def _claim(self, claim: Claim) -> None:
        entity = _name("claim", claim.id)
        told: Json = {
            "stemma:status": claim.status,
            "stemma:hedged": claim.hedged,
            "stemma:origins": origins_phrase(claim),
            "stemma:atMost": claim.at_most,
            "stemma:why": one_line(claim.why),
        }
        self._add("entity", entity, claim.gloss, "stemma:Claim", told)
        self._generated(entity, "trace")
        for member in claim.members:
            told = {"stemma:stance": member.stance, "stemma:span": _range(member.span)}
            self._derived(entity, self._member(member), None, told)
        for number, origin in enumerate(claim.origins):
            named = _name("origin", f"{claim.id}_{number}")
            told = {"stemma:access": origin.access, "stemma:kind": origin.kind, "stemma:span": _range(origin.span)}
            told["stemma:report"] = _typed(_name("report", origin.report), _QUALIFIED)
            self._add("entity", named, f"What {origin.name} told of it", "stemma:Origin", told)
            self._derived(entity, named, "prov:PrimarySource")
            self._attributed(named, origin.id)

    def _member(self, member: ClaimMember) -> str:
        """What a claim has the member from: a statement, or the snapshot whose own voice it is."""
        said = member.statement
        return _name("statement", said) if said in self._labels.statements else _name("snapshot", member.report)

    def lineage(self) -> None:
        """What reports take from each other and from outside, and which is a version of which."""
        known = self._labels.reports
        pairs = [(edge.report, edge.takes_from.report) for edge in self._case.lineage if edge.takes_from.report]
        revised = [(report.id, report.revision_of) for report in known.values() if report.revision_of]
        circular = in_circles([*pairs, *revised])
        for edge in self._case.lineage:
            self._edge(edge, (edge.report, edge.takes_from.report) in circular)
        for later, earlier in revised:
            self._takes(later, _name("report", earlier), (later, earlier) in circular, "prov:Revision", {})

    def _edge(self, edge: LineageEdge, circular: bool) -> None:
        told = {
            "stemma:kind": edge.kind,
            "stemma:score": edge.score,
            "stemma:why": list(dict.fromkeys(one_line(one.why) for one in edge.evidence)),
            "stemma:span": [_range(one.span) for one in edge.evidence],
        }
        target = edge.takes_from
        source = _name("report", target.report) if target.report else self._outside(target)
        self._takes(edge.report, source, circular, _DERIVATIONS.get(edge.kind), told)

    def _takes(self, report: str, source: str, circular: bool, kind: str | None, told: Json) -> None:
        taker = _name("report", report)
        if circular:
            self._tie("wasInfluencedBy", told, influencee=taker, influencer=source)
        else:
            self._derived(taker, source, kind, told)

    def _outside(self, target: Target) -> str:
        entity = _name("outside", f"{target.outside or ''} by {target.actor or 'nobody known'}")
        self._add("entity", entity, self._labels.outside(target), "stemma:OutsideTheCase")
        self._attributed(entity, target.actor)
        return entity

    def judgements(self) -> None:
        """Users' rulings: each the outcome of an act of its author; what was undone is invalidated by the undoing."""
        rows = self._case.judgements
        used = {row.id for row in that_rule(rows) if row.undone_by is None and row.verb != UNDO}
        for row in rows:
            self._judgement(row, row.id in used)
            if row.undone_by in {row.id for row in rows}:
                entity, undoing = _name("judgement", row.id), _name("activity", f"judging_{row.undone_by}")
                self._tie("wasInvalidatedBy", entity=entity, activity=undoing)

    def _judgement(self, row: Judgement, used: bool) -> None:
        act, entity, author = (
            _name("activity", f"judging_{row.id}"),
            _name("judgement", row.id),
            _name("author", row.author),
        )
        self._add("activity", act, f"judging: {row.verb}", None, {"prov:endTime": _moment(row.made)})
        self._add("agent", author, row.author, "prov:Person")
        self._tie("wasAssociatedWith", activity=act, agent=author)
        told = {"stemma:verb": row.verb, "stemma:subject": list(row.subjects)}
        self._add("entity", entity, f"{row.verb}, {row.author}", "stemma:Judgement", told)
        self._tie("wasGeneratedBy", entity=entity, activity=act, time=_moment(row.made))
        for step in ("compare", "trace") if used else ():
            self._tie("used", activity=f"activity:{step}", entity=entity)

    def _add(
        self, section: str, name: str, label: str, kind: str | None = None, told: Mapping[str, Any] | None = None
    ) -> None:
        """A record of a thing, once; what is None or empty of `told` is left out."""
        if name not in self._records[section]:
            words = shortened(one_line(label), _LABEL)
            found = {"prov:label": words or None, "prov:type": _typed(kind, _QUALIFIED), **(told or {})}
            self._records[section][name] = _without_none(found)

    def _tie(self, section: str, told: Mapping[str, Any] | None = None, **ends: str | None) -> None:
        """A record of a relation, named by its number."""
        records = self._records[section]
        found = {**{f"prov:{end}": name for end, name in ends.items()}, **(told or {})}
        records[f"_:{section}{len(records) + 1}"] = _without_none(found)

    def _generated(self, entity: str, step: str, time: str | None = None) -> None:
        self._tie("wasGeneratedBy", entity=entity, activity=f"activity:{step}", time=time)

    def _derived(self, entity: str, source: str, kind: str | None, told: Mapping[str, Any] | None = None) -> None:
        typed = {"prov:type": _typed(kind, _QUALIFIED), **(told or {})}
        self._tie("wasDerivedFrom", typed, generatedEntity=entity, usedEntity=source)

    def _attributed(self, entity: str, actor: str | None) -> None:
        if actor is not None and actor in self._labels.actors:
            self._tie("wasAttributedTo", entity=entity, agent=_name("actor", actor))


def _without_none(attributes: Mapping[str, Any]) -> Json:
    found = {name: value for name, value in attributes.items() if value is not None and value != []}
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in found.items()}


def _typed(value: str | None, kind: str) -> Json | None:
    return {"$": value, "type": kind} if value else None


def _range(span: Span | None) -> str | None:
    return f"{span.start}-{span.end}" if span else None


def _moment(text: str | None) -> str | None:
    """An xsd:dateTime; None for a bare day, whose hour is not known, and for what is no date."""
    found = text.strip() if text else ""
    try:
        return datetime.fromisoformat(found).isoformat() if len(found) > len("2031-05-02") else None
    except ValueError:
        return None
