"""Tables of reports and of what is stated beside their texts."""

from __future__ import annotations

from stemma.model import sha256_of
from stemma.show.export.columns import Table, columns, day, instant, made, parts, plain, reach, words

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
        plain("extractor", "What took the text out of the original, with its version."),
        plain("unread", "The error in Stemma that kept it from being read."),
    ),
)

OF_REPORTS = (
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
        "links",
        "Where links in a report's text lead to.",
        parts("links", reach("reports")),
        columns(
            plain("report", "The report.", at="whole.id", to="reports.id"),
            words("the linked words", at="part.span", report="whole.id"),
            plain("url", "The address that it leads to.", at="part.url"),
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
