"""Derived values as rows: the columns that a case is asked by, beside each value as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

import stemma.store.schema as schema
from stemma.model import (
    Actor,
    Case,
    Claim,
    Entity,
    Judgement,
    LineageEdge,
    Mention,
    Passage,
    Place,
    Quantity,
    QuantitySeries,
    Report,
    Span,
    Statement,
    Time,
    Utterance,
    hull,
)
from stemma.store.encoding import encode, storable

Row = dict[str, Any]
Columns = tuple[str | int | float | bool | None, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """How one field of a case is kept: in which table, as values of which kind, found by which columns."""

    field: str
    table: Table
    kind: type[Any]
    columns: Callable[[Any], Columns]

    def rows(self, case: Case) -> Iterator[Row]:
        """The rows of that field of `case`, in its order."""
        names = [column.name for column in self.table.columns]
        for position, value in enumerate(getattr(case, self.field)):
            found_by = (_column(cell) for cell in self.columns(value))
            yield dict(zip(names, (position, *found_by, encode(value)), strict=True))


def _column(cell: str | float | bool | None) -> str | float | bool | None:
    return storable(cell) if isinstance(cell, str) else cell


def _report(report: Report) -> Columns:
    origin = (report.id, report.sha256, report.title, report.url, report.publisher)
    return (*origin, report.published, report.captured, report.language, report.revision_of, report.story)


def _actor(actor: Actor) -> Columns:
    return actor.id, actor.name, actor.kind, actor.body, actor.side


def _mention(mention: Mention) -> Columns:
    return mention.report, *mention.span, mention.kind, mention.actor


def _statement(statement: Statement) -> Columns:
    where = (statement.id, statement.report, *(hull(statement.content) if statement.content else Span(0, 0)))
    how = (statement.manner, statement.stance, statement.speaker, statement.via)
    return (*where, *how, statement.access, statement.in_title)


def _passage(passage: Passage) -> Columns:
    left, right = passage.left, passage.right
    return left.report, *left.span, right.report, *right.span, passage.score, passage.boilerplate


def _utterance(utterance: Utterance) -> Columns:
    reports = {member.report for member in utterance.members}
    return utterance.id, utterance.speaker, len(utterance.members), len(reports), len(utterance.drift)


def _claim(claim: Claim) -> Columns:
    reports = {member.report for member in claim.members}
    sizes = (len(claim.members), len(reports), len(claim.origins), claim.at_most)
    return claim.id, claim.status, claim.hedged, claim.gloss, *sizes


def _edge(edge: LineageEdge) -> Columns:
    target = edge.takes_from
    return edge.report, target.report, target.outside, target.actor, edge.kind, edge.score


def _place(place: Place) -> Columns:
    where = (place.latitude, place.longitude, place.geonameid)
    return place.report, *place.span, place.name, place.kind, *where


def _time(time: Time) -> Columns:
    return time.report, *time.span, time.type, time.value, time.start, time.end


def _entity(entity: Entity) -> Columns:
    return entity.report, *entity.span, entity.kind


def _figure(figure: Quantity) -> Columns:
    return figure.report, *figure.span, figure.low, figure.high, figure.unit, figure.counts, figure.frame


def _series(series: QuantitySeries) -> Columns:
    return series.id, series.frame, series.counts, series.unit, len(series.rows)


def _judgement(judgement: Judgement) -> Columns:
    return (judgement.id,)


DERIVED: tuple[Derived, ...] = (
    Derived("reports", schema.reports, Report, _report),
    Derived("actors", schema.actors, Actor, _actor),
    Derived("mentions", schema.mentions, Mention, _mention),
    Derived("statements", schema.statements, Statement, _statement),
    Derived("passages", schema.passages, Passage, _passage),
    Derived("utterances", schema.utterances, Utterance, _utterance),
    Derived("claims", schema.claims, Claim, _claim),
    Derived("lineage", schema.lineage, LineageEdge, _edge),
    Derived("places", schema.places, Place, _place),
    Derived("times", schema.times, Time, _time),
    Derived("entities", schema.entities, Entity, _entity),
    Derived("figures", schema.figures, Quantity, _figure),
    Derived("quantities", schema.quantities, QuantitySeries, _series),
    Derived("judgements", schema.applied_judgements, Judgement, _judgement),
)
