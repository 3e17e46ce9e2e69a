"""Tables of users' rulings."""

from __future__ import annotations

from stemma.show.export.columns import POSITION, Table, columns, instant, made, parts, plain, reach

OF_JUDGEMENTS = (
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
            POSITION,
            plain("subject", "The subject, as in the export format.", at="part"),
        ),
    ),
)
