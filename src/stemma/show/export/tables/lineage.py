"""Tables of what reports take from one another."""

from __future__ import annotations

from stemma.show.export.columns import (
    POSITION,
    Table,
    columns,
    evidence,
    in_report,
    numbered,
    parts,
    plain,
    reach,
)

_edges, _passages = numbered(reach("lineage")), numbered(reach("passages"))

OF_LINEAGE = (
    Table(
        "lineage",
        "What a report takes from another, or from outside the case.",
        _edges,
        columns(
            plain("id", "The edge's number in this case, from 1.", "integer", at="position"),
            plain("report", "The report that takes.", at="part.report", to="reports.id"),
            plain("from_report", "The report that it takes from.", at="part.takes_from.report", to="reports.id"),
            plain("from_outside", "Or what it takes from, in its own words.", at="part.takes_from.outside"),
            plain("from_actor", "The actor (by id) or outlet (by name) that this is.", at="part.takes_from.actor"),
            plain("kind", "credits, links, copies or renders.", at="part.kind"),
            plain("score", "1: the page says so; else how strong the evidence is.", "number", at="part.score"),
        ),
    ),
    Table(
        "lineage_evidence",
        "Words that show an edge of the lineage.",
        parts("evidence", _edges, at="part"),
        columns(
            plain("edge", "The edge.", "integer", at="whole.position", to="lineage.id"),
            POSITION,
            in_report("the words", "part"),
            plain("why", "Why they show it, as a sentence.", at="part.why"),
        ),
    ),
    Table(
        "passages",
        "Text that two reports share.",
        _passages,
        columns(
            plain("id", "The passage's number in this case, from 1.", "integer", at="position"),
            in_report("the words on one side", "part.left", "left_"),
            in_report("the words on the other side", "part.right", "right_"),
            plain("score", "The share of the shorter side's words that are in the other.", "number", at="part.score"),
            plain("boilerplate", "Whether pages of one publisher carry it anyway.", "boolean", at="part.boilerplate"),
        ),
    ),
    Table(
        "passage_evidence",
        "Why a passage is taken for shared text.",
        parts("evidence", _passages, at="part"),
        columns(
            plain("passage", "The passage.", "integer", at="whole.position", to="passages.id"),
            POSITION,
            *evidence(),
        ),
    ),
)
