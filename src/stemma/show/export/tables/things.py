"""Tables of places, times and figures."""

from __future__ import annotations

from collections.abc import Callable

from stemma.model import Place
from stemma.show.export.columns import (
    POSITION,
    Cell,
    Table,
    columns,
    in_report,
    made,
    named,
    numbered,
    parts,
    plain,
    reach,
    words,
)

_quantities = reach("quantities")
_figure_rows = parts("rows", _quantities)


def _bound(number: int) -> Callable[[Place], Cell]:
    return lambda place: place.bounds and place.bounds[number]


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

OF_THINGS = (
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
            POSITION,
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
            POSITION,
            plain("claim", "The claim.", at="part", to="claims.id"),
        ),
    ),
    Table(
        "quantity_contests",
        "Two figures that can't both be so.",
        parts("contests", _quantities),
        columns(
            plain("quantity", "The series.", at="whole.id", to="quantities.id"),
            POSITION,
            in_report("the one figure's words", "part.left", "left_"),
            in_report("the other figure's words", "part.right", "right_"),
            plain("why", "Why, as a sentence.", at="part.why"),
        ),
    ),
)
