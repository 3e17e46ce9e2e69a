"""The reader: one report becomes a reading, stage by stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from stemma.model import Entity, OwnVoice, Reading, Report, Span, Statement, statement_id
from stemma.read.access import own_access_of
from stemma.read.attributions import Attribution, Attributor, Page
from stemma.read.claimed import with_claimed
from stemma.read.continued import with_continued
from stemma.read.credits import find_credits
from stemma.read.crowds import with_crowds
from stemma.read.datelines import find_datelines, without_datelines
from stemma.read.disputed import with_disputed
from stemma.read.dissent import with_dissent
from stemma.read.furniture import find_furniture
from stemma.read.measured import with_measures
from stemma.read.names_after import with_names_after
from stemma.read.openings import without_openings
from stemma.read.own_knowing import Known, without_own_knowing
from stemma.read.own_voice import find_own_voice
from stemma.read.places import find_places
from stemma.read.put_out import without_put_out
from stemma.read.quantities import find_quantities
from stemma.read.quotations import find_quotations
from stemma.read.retractions import with_retractions
from stemma.read.rival_counts import with_rival_counts
from stemma.read.rules import by_rules
from stemma.read.speakers import identify
from stemma.read.times import find_times
from stemma.read.topics import without_topics
from stemma.read.verdicts import with_verdicts
from stemma.read.words import is_headline
from stemma.text.offsets import Normalised, normalise
from stemma.text.sentences import paragraphs, sentences_in
from stemma.vocabulary.dialogue import dialogue_marks

Marked = TypeVar("Marked", Statement, OwnVoice)

# A quotation of fewer words than this is quoted words within a sentence rather than speech.
_SPEECH_WORDS = 5


def _mended(cut: Page, body: Sequence[Span], found: Sequence[Attribution]) -> Sequence[Attribution]:
    """The attributions of a page with those that an attributor does not look for, and without what says nothing.

    `body` are its paragraphs.
    """
    found = without_put_out(cut.text, with_names_after(cut, found), cut.language)
    told = without_openings(cut.text, with_rival_counts(cut, with_crowds(cut, found)), cut.language)
    told = with_continued(cut, told)
    told = with_retractions(cut, with_dissent(cut, with_disputed(cut, with_claimed(cut, told))))
    return with_measures(cut, without_topics(cut.text, told, body, cut.language))


def read(report: Report, *, attribute: Attributor = by_rules) -> Reading:
    """Everything that `report` says, read on its own.

    `attribute` finds the attributions, and perhaps the names, on the normalised page; another may be handed in.
    """
    page = normalise(report.text)
    lines = paragraphs(page.text)
    furniture = find_furniture(page.text, lines)
    body = _without(lines, furniture)
    datelines = find_datelines(page.text, body, report.language)
    body = without_datelines(page.text, body, datelines)
    normal_sentences = sentences_in(page.text, body, report.language)
    quotations = find_quotations(page.text, body, dialogue_marks(report.language))
    cut = Page(page.text, body, normal_sentences, quotations, report.language)
    found = attribute(cut)
    told, known = without_own_knowing(cut, _mended(cut, body, found.attributions), report)

    title = _title(report, page, body)
    sentences = tuple(map(page.original, normal_sentences))
    attributions = with_verdicts(page.text, lines, report.language, told)
    identified = identify(report, sentences, _in_title(_statements(report, page, attributions), title))
    speech = [page.original(one.span) for one in quotations if len(one.inner.of(page.text).split()) >= _SPEECH_WORDS]
    # Nobody says a dateline, but it names a place and a day, and may credit an agency.
    names = tuple((page.original(span), kind) for span, kind in found.names)
    with_datelines = tuple(sorted((*sentences, *map(page.original, datelines))))
    learned = [Known(page.original(one.place), page.original(one.told)) for one in known]
    own_voice = find_own_voice(report, sentences, identified.statements, speech, own_access_of, learned)
    times = find_times(report, with_datelines, tuple(map(page.original, datelines)))
    places = find_places(report, with_datelines, names)
    return Reading(
        report=report.id,
        language=report.language,
        sentences=sentences,
        furniture=tuple(map(page.original, furniture)),
        actors=identified.actors,
        mentions=identified.mentions,
        statements=identified.statements,
        own_voice=_in_title(own_voice, title),
        credits=find_credits(report, with_datelines, identified),
        places=places,
        times=times,
        entities=tuple(Entity(report=report.id, span=span, kind=kind) for span, kind in names),
        quantities=find_quantities(report, sentences, identified.statements, times, places),
    )


def _without(lines: Sequence[Span], furniture: Sequence[Span]) -> tuple[Span, ...]:
    left_out = frozenset(furniture)
    return tuple(line for line in lines if line not in left_out)


def _statements(report: Report, page: Normalised, attributions: Sequence[Attribution]) -> tuple[Statement, ...]:
    found: dict[str, Statement] = {}
    for one in attributions:
        source = page.original(one.source) if one.source else None
        cue = page.original(one.cue) if one.cue else None
        content = tuple(map(page.original, one.content))
        key = statement_id(report.id, source, cue, content)
        found[key] = Statement(
            id=key, report=report.id, source=source, cue=cue, content=content, manner=one.manner, stance=one.stance
        )
    return tuple(found.values())


def _title(report: Report, page: Normalised, body: Sequence[Span]) -> Span | None:
    """Where the headline stands in the report's text, if it does: among its first lines."""
    if report.title:
        wanted = re.findall(r"\w+", normalise(report.title).text.lower())
        for line in body[:4]:
            if re.findall(r"\w+", line.of(page.text).lower()) == wanted:
                return page.original(line)
        return None
    if len(body) > 1 and is_headline(page.text, body[0]):
        return page.original(body[0])
    return None


def _in_title(values: tuple[Marked, ...], title: Span | None) -> tuple[Marked, ...]:
    if title is None:
        return values
    return tuple(replace(one, in_title=True) if title.covers(_place(one)) else one for one in values)


def _place(value: Statement | OwnVoice) -> Span:
    return value.content[0] if isinstance(value, Statement) else value.span
