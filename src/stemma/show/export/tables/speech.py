"""Tables of who speaks, what is said, and its renderings."""

from __future__ import annotations

from typing import Any

from stemma.show.export.columns import (
    POSITION,
    Cell,
    Column,
    Lookup,
    Table,
    columns,
    evidence,
    in_report,
    joined,
    named,
    parts,
    plain,
    reach,
    words,
)

_statements = reach("statements")
_utterances = reach("utterances")


def _content(row: Any, lookup: Lookup) -> Cell:
    return joined(row.content, lookup.texts.get(row.report))


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

OF_SPEECH = (
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
            POSITION,
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
            POSITION,
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
            POSITION,
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
            POSITION,
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
            POSITION,
            *evidence(),
        ),
    ),
)
