"""The tables of a case: one for each list of "stemma-case/1", one row one thing. Changed only by adding.

What a list's item holds several of (a claim's members) is a table of its own that leads back by id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from stemma.model import Case, Place, sha256_of
from stemma.show.export.columns import (
    Cell,
    Column,
    Lookup,
    Table,
    columns,
    day,
    in_report,
    instant,
    joined,
    lookup_of,
    made,
    named,
    numbered,
    parts,
    plain,
    reach,
    words,
)

_POSITION = plain("position", "Its place among those, from 1.", "integer")
_statements = reach("statements")
_utterances = reach("utterances")
_claims = reach("claims")
_quantities = reach("quantities")
_edges, _passages = numbered(reach("lineage")), numbered(reach("passages"))
_origins = parts("origins", _claims)
_claim_intervals = parts("intervals", _claims)
_figure_rows = parts("rows", _quantities)


def _evidence(at: str = "part") -> tuple[Column, ...]:
    return (
        plain("kind", "What kind of evidence it is.", at=f"{at}.kind"),
        plain("value", "Its weight.", "number", at=f"{at}.value"),
        plain("why", "The reason, as a sentence.", at=f"{at}.why"),
        *in_report("the words on one side", f"{at}.left", "left_"),
        *in_report("the words on the other side", f"{at}.right", "right_"),
    )


def _content(row: Any, lookup: Lookup) -> Cell:
    return joined(row.content, lookup.texts.get(row.report))


def _bound(number: int) -> Callable[[Place], Cell]:
    return lambda place: place.bounds and place.bounds[number]


_REPORTS = Table(
    "reports",
    "A report.",
    reach("reports"),
    columns(
        plain("id", "The report's id."),
        plain("title", "Its headline."),
        plain("url", "Its address."),
        plain("publisher", "Who put it out."),
        plain("published", "When it was published, ISO 8601, as it states it."),
        made("published_on", "The calendar day of that.", "date", lambda r: day(r.published)),
        made(
            "published_at",
            "The instant of that in UTC, only where it states a time and its zone.",
            "datetime",
            lambda r: instant(r.published),
        ),
        plain("updated", "When its publisher last changed it, as it states it."),
        made("updated_at", "The instant of that in UTC, as above.", "datetime", lambda r: instant(r.updated)),
        made("captured_at", "When its bytes came into the case, UTC.", "datetime", lambda r: instant(r.captured)),
        plain("language", "ISO 639-1."),
        plain("byline", "Who wrote it."),
        plain("story", "Reports of one event share it."),
        plain("revision_of", "The report that this is a later version of.", to="reports.id"),
        plain("sha256", "SHA-256 of the original bytes."),
        made("text_sha256", "SHA-256 of the text in UTF-8.", "text", lambda r: sha256_of(r.text)),
        made("characters", "Length of the text in code points.", "integer", lambda r: len(r.text)),
    ),
)

_STATEMENTS = Table(
    "statements",
    "One attribution: who said, by which word, what.",
    _statements,
    columns(
        plain("id", "The statement's id."),
        plain("report", "The report in which it stands.", to="reports.id"),
        words("the words that name the source", "source_", at="source"),
        words("the words of saying", "cue_", at="cue"),
        Column("content_words", "text", "What is said, for reading; its spans are in statement_contents.", _content),
        plain("manner", "direct, indirect or mixed speech."),
        plain("stance", "asserts, confirms, denies, hedges, questions or other."),
        plain("speaker", "The actor who says it.", to="actors.id"),
        named("speaker_name", "That actor's name.", at="speaker"),
        plain("via", "The actor (by id) or outlet (by name) through which the report has it."),
        plain("access", "How the speaker knows: witnessed, did it, holds the record, was told, unknown."),
        plain("in_title", "Whether it stands in the headline.", "boolean"),
    ),
)

_CLAIMS = Table(
    "claims",
    "A claim: what several statements or reports say in common.",
    _claims,
    columns(
        plain("id", "The claim's id."),
        plain("gloss", "The claim in words of one of its members."),
        plain("status", "unattributed, single-origin, corroborated, contested or withdrawn."),
        plain("hedged", "Whether nobody affirms it without a hedge.", "boolean"),
        made("origins", "How many independent origins are shown.", "integer", lambda c: len(c.origins)),
        plain("at_most", "How many there may be at most.", "integer"),
        plain("quantity", "The figure that most members give, in words."),
        made("interval_start", "When it was, ISO 8601.", "text", lambda c: c.interval and c.interval[0]),
        made("interval_end", "The end of that (exclusive).", "text", lambda c: c.interval and c.interval[1]),
        in_report("the words of the earliest dated member", "first", "first_"),
        plain("why", "Why it has its status, as a sentence."),
    ),
)

_PLACES = Table(
    "places",
    "Words that name a place.",
    reach("places"),
    columns(
        in_report("the words"),
        plain("name", "The place's name."),
        plain("kind", "country, region, city, town, water, people, organisation or other."),
        plain("latitude", "Degrees; nothing where it was not decided.", "number"),
        plain("longitude", "Degrees.", "number"),
        plain("geonameid", "Its number at GeoNames.", "integer"),
        plain("region", "What it lies in."),
        plain("country", "ISO 3166-1."),
        *(
            made(side, f"Its {side}ern bound, or that of what it lies in, in degrees.", "number", _bound(n))
            for n, side in enumerate(("south", "west", "north", "east"))
        ),
    ),
)

_TIMES = Table(
    "times",
    "Words that name a time.",
    reach("times"),
    columns(
        in_report("the words"),
        plain("type", "DATE, TIME, DURATION or SET (TIMEX3)."),
        plain("value", "Its value (TIMEX3)."),
        plain("time_start", "When it begins, ISO 8601; a shift from UTC only where the words name one.", at="start"),
        plain("time_end", "When it ends (exclusive).", at="end"),
        plain("anchor", "What it was counted from: published, dateline, case, report or text."),
        words("the words that it was counted from", "anchor_", at="anchor_span"),
        plain("mod", "START, MID, END or APPROX (TIMEX3)."),
        plain("bound", "from, to, before or after."),
        plain("zone", "The clock that the words name."),
    ),
)

_FIGURE = (
    plain("low", "The least that the words allow; nothing where they set no end.", "number", at="part.low"),
    plain("high", "The most that they allow.", "number", at="part.high"),
    plain("bound", "exactly, at least, at most, about, range or all.", at="part.bound"),
)

_FIGURES = Table(
    "figures",
    "Words that say how many or how much.",
    numbered(reach("figures")),
    columns(
        in_report("the words", "part"),
        *_FIGURE,
        plain("unit", "%, a currency (ISO 4217) or a unit; nothing where things are counted.", at="part.unit"),
        words("the words for what is counted", "counted_", at="part.counted", report="part.report"),
        plain("counts", "The class of what is counted.", at="part.counts"),
        plain("frame", "What happened to those counted.", at="part.frame"),
        plain("part", "Whether it is only some of those.", "boolean", at="part.part"),
        plain("update", "Whether it brings an earlier figure up to date.", "boolean", at="part.update"),
        plain("statement", "The statement that gives it.", at="part.statement", to="statements.id"),
    ),
)

_OF_REPORTS = (
    _REPORTS,
    Table(
        "texts",
        "The text of a report, in which all offsets count.",
        reach("reports"),
        columns(plain("report", "The report.", at="id", to="reports.id"), plain("text", "Its text.")),
    ),
    Table(
        "anchors",
        "Where in its original a part of a report's text stands.",
        parts("anchors", reach("reports")),
        columns(
            plain("report", "The report.", at="whole.id", to="reports.id"),
            words("the words", at="part.span", report="whole.id"),
            plain("kind", "page, time or line.", at="part.kind"),
            plain("value", "The page, time code or line.", at="part.value"),
        ),
    ),
    Table(
        "stated_sources",
        "Whom an item names, beside its text, as where words of it come from.",
        parts("stated_sources", reach("reports")),
        columns(
            plain("report", "The report.", at="whole.id", to="reports.id"),
            words("the words", at="part.span", report="whole.id"),
            plain("name", "Whom it names.", at="part.name"),
            plain("url", "The address it states.", at="part.url"),
            plain("why", "How it says so.", at="part.why"),
        ),
    ),
)

_OF_SPEECH = (
    Table(
        "actors",
        "Whoever speaks or acts.",
        reach("actors"),
        columns(
            plain("id", "The actor's id."),
            plain("name", "The fullest form found."),
            plain("kind", "person, organisation, office, media or unnamed."),
            plain("body", "What the actor belongs to or speaks for."),
            plain("side", "The party it stands with."),
        ),
    ),
    Table(
        "aliases",
        "Another form of an actor's name.",
        parts("aliases", reach("actors")),
        columns(
            plain("actor", "The actor.", at="whole.id", to="actors.id"),
            _POSITION,
            plain("alias", "The form.", at="part"),
        ),
    ),
    Table(
        "mentions",
        "Words that refer to an actor.",
        reach("mentions"),
        columns(
            in_report("the words"),
            plain("kind", "person, organisation, office, media, unnamed, people or pronoun."),
            plain("actor", "To whom; nothing where it can't be told.", to="actors.id"),
            named("actor_name", "That actor's name.", at="actor"),
        ),
    ),
    Table(
        "entities",
        "A name, as a trained reader marks it.",
        reach("entities"),
        columns(
            in_report("the words"),
            plain("kind", "person, organisation, place, people, facility, date, money, product or other."),
        ),
    ),
    _STATEMENTS,
    Table(
        "statement_contents",
        "A span of what a statement says.",
        parts("content", _statements),
        columns(
            plain("statement", "The statement.", at="whole.id", to="statements.id"),
            _POSITION,
            plain("report", "The report in which it stands.", at="whole.report", to="reports.id"),
            words("the words", at="part", report="whole.report"),
        ),
    ),
    Table(
        "utterances",
        "An original piece of speech, sentence-sized.",
        _utterances,
        columns(
            plain("id", "The utterance's id."),
            plain("speaker", "The actor who said it; nothing where its renderings don't agree.", to="actors.id"),
            named("speaker_name", "That actor's name.", at="speaker"),
        ),
    ),
    Table(
        "utterance_members",
        "A rendering of an utterance.",
        parts("members", _utterances),
        columns(
            plain("utterance", "The utterance.", at="whole.id", to="utterances.id"),
            _POSITION,
            in_report("the words", "part"),
            plain("statement", "The statement that renders it.", at="part.statement", to="statements.id"),
        ),
    ),
    Table(
        "utterance_drift",
        "What changed between two renderings of an utterance.",
        parts("drift", _utterances),
        columns(
            plain("utterance", "The utterance.", at="whole.id", to="utterances.id"),
            _POSITION,
            plain("kind", "words, number, negation, hedge, name, dropped or added.", at="part.kind"),
            in_report("the words before", "part.before", "before_"),
            in_report("the words after", "part.after", "after_"),
            plain("why", "The change, as a sentence.", at="part.why"),
        ),
    ),
    Table(
        "utterance_evidence",
        "Why renderings are taken for one utterance.",
        parts("evidence", _utterances),
        columns(
            plain("utterance", "The utterance.", at="whole.id", to="utterances.id"),
            _POSITION,
            *_evidence(),
        ),
    ),
)

_OF_CLAIMS = (
    _CLAIMS,
    Table(
        "claim_members",
        "A place where a claim is made or denied.",
        parts("members", _claims),
        columns(
            plain("claim", "The claim.", at="whole.id", to="claims.id"),
            _POSITION,
            in_report("the words", "part"),
            plain("stance", "affirms, denies or hedges.", at="part.stance"),
            plain(
                "statement",
                "The statement that makes it; nothing for the report's own voice.",
                at="part.statement",
                to="statements.id",
            ),
            plain("actor", "The speaker.", at="part.actor", to="actors.id"),
            named("actor_name", "That actor's name.", at="part.actor"),
        ),
    ),
    Table(
        "claim_origins",
        "An independent origin of a claim.",
        _origins,
        columns(
            plain("claim", "The claim.", at="whole.id", to="claims.id"),
            _POSITION,
            plain("origin", "The origin's id: an actor's, a report's, or a name.", at="part.id"),
            plain("name", "Its name.", at="part.name"),
            plain("kind", "What it is.", at="part.kind"),
            plain("access", "How it knows, as far as the reports say.", at="part.access"),
            in_report("the words of its earliest appearance", "part"),
        ),
    ),
    Table(
        "claim_origin_merged",
        "A voice that was not counted as an origin of its own.",
        parts("merged", _origins, at="part"),
        columns(
            plain("claim", "The claim.", at="whole.whole.id", to="claims.id"),
            plain("origin", "The origin that it was counted as.", at="whole.part.id"),
            _POSITION,
            plain("merged", "The voice: an actor's or a report's id.", at="part.id"),
            plain("why", "The reason, as a sentence.", at="part.why"),
        ),
    ),
    Table(
        "claim_origin_marks",
        "Why an origin's affirmation weighs more than another.",
        parts("marks", _origins, at="part"),
        columns(
            plain("claim", "The claim.", at="whole.whole.id", to="claims.id"),
            plain("origin", "The origin.", at="whole.part.id"),
            _POSITION,
            plain("kind", "admission or adversary.", at="part.kind"),
            plain("why", "The reason, as a sentence.", at="part.why"),
            in_report("the words that show it", "part"),
        ),
    ),
    Table(
        "claim_intervals",
        "When some of a claim's reports put it, those of most reports first.",
        _claim_intervals,
        columns(
            plain("claim", "The claim.", at="whole.id", to="claims.id"),
            _POSITION,
            plain("interval_start", "The start, ISO 8601.", at="part.start"),
            plain("interval_end", "The end (exclusive).", at="part.end"),
        ),
    ),
    *(
        Table(
            f"claim_interval_{name}",
            f"Words that tell {what} a claim's interval.",
            parts(name, _claim_intervals, at="part"),
            columns(
                plain("claim", "The claim.", at="whole.whole.id", to="claims.id"),
                plain("interval", "The interval's position.", "integer", at="whole.position"),
                _POSITION,
                in_report("the words", "part"),
            ),
        )
        for name, what in (("words", "of"), ("wider", "a wider time around"))
    ),
    Table(
        "claim_rivals",
        "A claim whose figure excludes that of another.",
        parts("rivals", _claims),
        columns(
            plain("claim", "The claim.", at="whole.id", to="claims.id"),
            _POSITION,
            plain("rival", "The other claim.", at="part.claim", to="claims.id"),
            *_evidence("part.evidence"),
        ),
    ),
)

_OF_LINEAGE = (
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
            _POSITION,
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
            _POSITION,
            *_evidence(),
        ),
    ),
)

_OF_THINGS = (
    _PLACES,
    _TIMES,
    _FIGURES,
    Table(
        "quantities",
        "Figures of one thing, side by side.",
        _quantities,
        columns(
            plain("id", "The id of the series."),
            plain("gloss", "What it counts, in words."),
            plain("frame", "What happened to those counted."),
            plain("counts", "The class of what is counted."),
            plain("unit", "%, a currency or a unit."),
            plain("story", "The story of its reports."),
        ),
    ),
    Table(
        "quantity_rows",
        "A place where somebody gives a figure of a series, in order of publication.",
        _figure_rows,
        columns(
            plain("quantity", "The series.", at="whole.id", to="quantities.id"),
            _POSITION,
            in_report("the words", "part"),
            *_FIGURE,
            plain("statement", "The statement that gives it.", at="part.statement", to="statements.id"),
            plain("actor", "The speaker.", at="part.actor", to="actors.id"),
            named("actor_name", "That actor's name.", at="part.actor"),
            plain("publisher", "Who gives it where no actor does.", at="part.publisher"),
            plain("published", "When, ISO 8601, as the report states it.", at="part.published"),
            plain("update", "Whether it brings an earlier figure up to date.", "boolean", at="part.update"),
            plain("superseded", "Whether a later figure replaces it.", "boolean", at="part.superseded"),
        ),
    ),
    Table(
        "quantity_row_claims",
        "A claim that is made where a figure is given.",
        parts("claims", _figure_rows, at="part"),
        columns(
            plain("quantity", "The series.", at="whole.whole.id", to="quantities.id"),
            plain("row", "The position of the figure in it.", "integer", at="whole.position"),
            _POSITION,
            plain("claim", "The claim.", at="part", to="claims.id"),
        ),
    ),
    Table(
        "quantity_contests",
        "Two figures that can't both be so.",
        parts("contests", _quantities),
        columns(
            plain("quantity", "The series.", at="whole.id", to="quantities.id"),
            _POSITION,
            in_report("the one figure's words", "part.left", "left_"),
            in_report("the other figure's words", "part.right", "right_"),
            plain("why", "Why, as a sentence.", at="part.why"),
        ),
    ),
)

_OF_JUDGEMENTS = (
    Table(
        "judgements",
        "A user's ruling.",
        reach("judgements"),
        columns(
            plain("id", "The judgement's id."),
            plain("verb", "What it rules."),
            plain("author", "Who judged."),
            plain("made", "When, ISO 8601."),
            made("made_at", "The instant of that in UTC.", "datetime", lambda j: instant(j.made)),
            plain("undone_by", "The judgement that undid it.", to="judgements.id"),
        ),
    ),
    Table(
        "judgement_subjects",
        "What a judgement is about.",
        parts("subjects", reach("judgements")),
        columns(
            plain("judgement", "The judgement.", at="whole.id", to="judgements.id"),
            _POSITION,
            plain("subject", "The subject, as in the export format.", at="part"),
        ),
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (*_OF_REPORTS, *_OF_SPEECH, *_OF_CLAIMS, *_OF_LINEAGE, *_OF_THINGS, *_OF_JUDGEMENTS)
    }
)


def columns_of(table: Table, case: Case, lookup: Lookup) -> dict[str, list[Cell]]:
    """A table of `case` as its columns by name, each a list with a value a row."""
    found = list(table.cells(case, lookup))
    return {column.name: [row[n] for row in found] for n, column in enumerate(table.columns)}


def tables_of(case: Case) -> dict[str, dict[str, list[Cell]]]:
    """All tables of `case` by name, as `columns_of` gives each."""
    lookup = lookup_of(case)
    return {name: columns_of(table, case, lookup) for name, table in TABLES.items()}
