"""The tables of a case. Changing one here is a new version of the schema, which `migrations` needs a step to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# What the file is ("format"), its "schema_version", of the derived case the "fingerprint" and the "reader", that it is
# watched ("watch"), how often something was removed ("removals"), the number of the last change by then
# ("last_change"), whether a removal is still to be finished ("unfinished_removal"), and that the case came without
# original bytes ("bare").
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

# Reports as collected. Never changed; deleted only where a user removes one.
collected = Table(
    "collected",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("text_sha256", String, primary_key=True),
    Column("plain", Text, nullable=False),
)

# Reports that were removed, by id and hashes alone, so that they do not come back by themselves.
removed = Table(
    "removed",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("text_sha256", String, primary_key=True),
    Column("removed", String, nullable=False),
)

# A cache: whatever is missing is read again.
readings = Table(
    "readings",
    metadata,
    Column("reader", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("plain", Text, nullable=False),
)

# The users' own rows, numbered as they came. Never changed; deleted only with a report whose words they repeat.
judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("verb", String, nullable=False),
    Column("author", String, nullable=False),
    Column("made", String, nullable=False),
    Column("plain", Text, nullable=False),
)

# What changed in the derived case since it is watched, numbered as it came. Never changed; deleted only with a report
# whose words it repeats.
changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("made", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("claim", String),
    Column("plain", Text, nullable=False),
)

# Up to which number the changes were told, by where they are told.
told = Table("told", metadata, Column("channel", String, primary_key=True), Column("number", Integer, nullable=False))

# What is remembered of feeds and pages that are asked again.
visits = Table(
    "visits",
    metadata,
    Column("kind", String, primary_key=True),
    Column("address", String, primary_key=True),
    Column("due", String),
    Column("plain", Text, nullable=False),
)


def _derived(name: str, *columns: Column[str] | Column[int] | Column[float] | Column[bool]) -> Table:
    """A table of one kind of derived value: `plain` is the whole of it, the other columns are for finding it."""
    position = Column("position", Integer, primary_key=True, autoincrement=False)
    return Table(name, metadata, position, *columns, Column("plain", Text, nullable=False))


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, String, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _measure(name: str, *, null: bool = False) -> Column[float]:
    return Column(name, Float, nullable=null)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


reports = _derived(
    "reports",
    *(_text("id"), _text("sha256"), _text("title", null=True), _text("url", null=True), _text("publisher", null=True)),
    *(_text("published", null=True), _text("captured", null=True), _text("language", null=True)),
    *(_text("revision_of", null=True), _text("story", null=True)),
)
actors = _derived(
    "actors", _text("id"), _text("name"), _text("kind"), _text("body", null=True), _text("side", null=True)
)
mentions = _derived(
    "mentions",
    *(_text("report"), _number("span_start"), _number("span_end"), _text("kind"), _text("actor", null=True)),
)
statements = _derived(
    "statements",
    *(_text("id"), _text("report"), _number("span_start"), _number("span_end"), _text("manner"), _text("stance")),
    *(_text("speaker", null=True), _text("via", null=True), _text("access"), _flag("in_title")),
)
passages = _derived(
    "passages",
    *(_text("left_report"), _number("left_start"), _number("left_end")),
    *(_text("right_report"), _number("right_start"), _number("right_end"), _measure("score"), _flag("boilerplate")),
)
utterances = _derived(
    "utterances", _text("id"), _text("speaker", null=True), _number("members"), _number("reports"), _number("drift")
)
claims = _derived(
    "claims",
    *(_text("id"), _text("status"), _flag("hedged"), _text("gloss"), _number("members"), _number("reports")),
    *(_number("origins"), _number("at_most")),
)
lineage = _derived(
    "lineage",
    *(_text("report"), _text("source_report", null=True), _text("outside", null=True), _text("actor", null=True)),
    *(_text("kind"), _measure("score")),
)
places = _derived(
    "places",
    *(_text("report"), _number("span_start"), _number("span_end"), _text("name"), _text("kind")),
    *(_measure("latitude", null=True), _measure("longitude", null=True), _number("geonameid", null=True)),
)
times = _derived(
    "times",
    *(_text("report"), _number("span_start"), _number("span_end"), _text("type"), _text("value", null=True)),
    *(_text("starts", null=True), _text("ends", null=True)),
)
entities = _derived("entities", _text("report"), _number("span_start"), _number("span_end"), _text("kind"))
figures = _derived(
    "figures",
    *(_text("report"), _number("span_start"), _number("span_end"), _measure("low", null=True)),
    *(_measure("high", null=True), _text("unit", null=True), _text("counts", null=True), _text("frame", null=True)),
)
quantities = _derived(
    "quantities", _text("id"), _text("frame"), _text("counts", null=True), _text("unit", null=True), _number("rows")
)
# The judgements that the derived case was made with, which may be fewer than are kept by now.
applied_judgements = _derived("applied_judgements", _text("id"))

Index("reports_id", reports.c.id)
Index("actors_id", actors.c.id)
Index("mentions_report", mentions.c.report)
Index("mentions_actor", mentions.c.actor)
Index("statements_id", statements.c.id)
Index("statements_report", statements.c.report)
Index("statements_speaker", statements.c.speaker)
Index("utterances_id", utterances.c.id)
Index("utterances_speaker", utterances.c.speaker)
Index("claims_id", claims.c.id)
Index("claims_status", claims.c.status)
Index("lineage_report", lineage.c.report)
Index("lineage_source_report", lineage.c.source_report)
Index("places_report", places.c.report)
Index("times_report", times.c.report)
Index("entities_report", entities.c.report)
Index("figures_report", figures.c.report)
