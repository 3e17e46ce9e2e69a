"""A case as FollowTheMoney entities, for OpenAleph, Aleph and what else takes them: one JSON object a line.

| of the case | entity |
|---|---|
| report | Article, with its text |
| actor with a name | Person; Organization (organisations, media); LegalEntity (offices) |
| publisher | Organization, tied to its articles by Documentation |
| mention | Mention, resolved to its actor |
| statement | Note: who says what, about the speaker, proven by the article |
| utterance of several reports | Note: the same words with all their wordings |
| claim | Note with status and origins; UnknownLink from who affirms, denies or hedges it, and from its origins |
| lineage | UnknownLink between articles, or from an article to the actor outside; else a Note on the article |
| located place | Address with degrees, tied to the articles that name it by Documentation |
| judgement | Note |

Claims are notes and no events: an Event would tell as a fact what may be false. Who has no name in the reports ("a
senior official") becomes no entity; the words stand in the note. Values are such that FollowTheMoney's own cleaning
leaves them as they are: dates in UTC, languages by ISO 639-3, texts cut at the longest that a property holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlparse, urlunparse

from stemma.model import (
    Actor,
    Case,
    Claim,
    ClaimMember,
    LineageEdge,
    Place,
    Pointer,
    Report,
    Span,
    Statement,
    Utterance,
    sha256_of,
)
from stemma.model.rulings import named, told_in
from stemma.show.characters import one_line, quoted, shortened, visible
from stemma.show.export.contract import to_json
from stemma.show.export.identifiers import address
from stemma.show.judgements import judgements_of
from stemma.show.labels import ACCESS_WORDS, STATUS_WORDS, Labels, counted, origins_phrase
from stemma.show.renderings import rendered_by_several
from stemma.show.when import when_words

Json = dict[str, Any]

# The longest that a property of each type holds (followthemoney.types, `max_length`).
_NAME, _STRING, _TEXT, _URL = 384, 1_024, 65_000, 4_096
_DIGITS = 24
_QUOTES = "\"'"
_BLANK = re.compile(r"[^\S\n\t]")
_SCHEMATA = {"person": "Person", "organisation": "Organization", "media": "Organization", "office": "LegalEntity"}
_SAYS = {
    "asserts": "says",
    "confirms": "confirms",
    "denies": "denies",
    "hedges": "says with reserve",
    "questions": "asks",
    "other": "speaks of",
}
# ISO 639-3 for the languages that are told apart.
_LANGUAGES = {
    "ar": "ara", "be": "bel", "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv",
    "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp",
    "sv": "swe", "tr": "tur", "uk": "ukr", "ur": "urd", "zh": "zho",
}  # fmt: skip


def followthemoney_lines(case: Case) -> Iterator[str]:
    """The entities of the case, one JSON object a line, each id once.

    Ids are made of the case's own, so the same thing has the same id in the next export and loading it again updates
    it.
    """
    seen: set[str] = set()
    for entity in _Writer(case).entities():
        if entity["id"] not in seen:
            seen.add(entity["id"])
            yield to_json(entity) + "\n"


class _Writer:
    """Writes entities; knows which actors have become some."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._labels = Labels(case)
        self._actors = {actor.id: _id("actor", actor.id) for actor in case.actors if _schema(actor)}
        # A publisher that the reports also speak of is that organisation.
        self._known: dict[str, str] = {}
        for actor in case.actors:
            if actor.kind in ("organisation", "media"):
                self._known.setdefault(named(actor.name), _id("actor", actor.id))

    def entities(self) -> Iterator[Json]:
        """All of them, in a fixed order."""
        case = self._case
        for actor in case.actors:
            yield from self._actor(actor)
        for report in case.reports:
            yield from self._report(report)
        yield from self._mentions()
        for statement in case.statements:
            yield from self._statement(statement)
        for utterance in rendered_by_several(case):
            yield self._utterance(utterance)
        for claim in case.claims:
            yield from self._claim(claim)
        for edge in case.lineage:
            yield from self._edge(edge)
        for place in case.places:
            yield from self._place(place)
        yield from self._judgements()

    def _actor(self, actor: Actor) -> Iterator[Json]:
        schema = _schema(actor)
        if schema is None:
            return
        told = [f"Speaks for or belongs to: {one_line(actor.body)}"] if actor.body else []
        told += [f"Side: {one_line(actor.side)}"] if actor.side else []
        yield _entity(
            *(self._actors[actor.id], schema),
            name=_name(actor.name),
            alias=[_name(alias) for alias in actor.aliases],
            summary=[_text(line) for line in told],
        )

    def _report(self, report: Report) -> Iterator[Json]:
        pinned = f"SHA-256 of the original: {report.sha256}; of the text: {sha256_of(report.text)}"
        yield _entity(
            *(_article(report.id), "Article"),
            title=_string(report.title or self._labels.publisher(report.id), _STRING),
            fileName=_string(report.id, _STRING),
            author=_string(report.byline, _STRING),
            publisher=_string(report.publisher, _STRING),
            sourceUrl=_url(report),
            publishedAt=_date(report.published),
            modifiedAt=_date(report.updated),
            retrievedAt=_date(report.captured),
            language=_LANGUAGES.get(report.language or ""),
            bodyText=_text(report.text),
            notes=pinned,
        )
        if report.publisher and _name(report.publisher):
            ident = self._known.get(named(report.publisher))
            if ident is None:
                ident = _id("publisher", named(report.publisher))
                yield _entity(ident, "Organization", name=_name(report.publisher))
            yield _document(report.id, ident, "publisher")

    def _mentions(self) -> Iterator[Json]:
        """One for each actor of each report, with all its forms there."""
        forms: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for mention in self._case.mentions:
            report = self._labels.reports.get(mention.report)
            if report and mention.actor in self._actors and mention.kind != "pronoun":
                forms[(mention.report, mention.actor or "")].append(mention.span.of(report.text))
        for (report_id, actor), words in forms.items():
            yield _entity(
                *(_id("mention", report_id, actor), "Mention"),
                document=_article(report_id),
                name=[_name(word) for word in words],
                resolved=self._actors[actor],
                detectedSchema=_schema(self._labels.actors[actor]),
            )

    def _statement(self, said: Statement) -> Iterator[Json]:
        report = self._labels.reports.get(said.report)
        if report is None:
            return
        words = " … ".join(span.of(report.text) for span in said.content)
        speaker = self._actors.get(said.speaker or "")
        yield _entity(
            *(_id("statement", said.id), "Note"),
            name=_name(f"{self._who(said)} {_SAYS[said.stance]}: {quoted(one_line(words))}"),
            description=_text(words),
            entity=speaker,
            keywords=["statement", said.stance, said.manner],
            notes=f"How the speaker knows: {ACCESS_WORDS[said.access]}",
            **self._proof(report, said.content),
        )
        if speaker:
            yield _document(said.report, speaker, "speaks in it")

    def _who(self, said: Statement) -> str:
        """The speaker's name, else the words for the source."""
        report = self._labels.reports.get(said.report)
        words = one_line(said.source.of(report.text)) if report and said.source else ""
        return self._labels.actor(said.speaker) or (quoted(words) if words else "Nobody named")

    def _proof(self, report: Report, spans: Iterable[Span]) -> Json:
        """Where a note has it from."""
        labels, places = self._labels, ", ".join(f"{span.start}–{span.end}" for span in spans)
        return {
            "proof": _article(report.id),
            "sourceUrl": _url(report),
            "publisher": _string(report.publisher, _STRING),
            "summary": _text(f"{labels.publisher(report.id)}, {labels.when(report.id)}, characters {places}"),
        }

    def _utterance(self, utterance: Utterance) -> Json:
        labels = self._labels
        quotes = [labels.quote(Pointer(member.report, member.span)) for member in utterance.members]
        lines = [f"{quoted(quote.words)} {quote.publisher}, {quote.when}" for quote in quotes if quote]
        reports = list(dict.fromkeys(member.report for member in utterance.members))
        speaker = labels.actor(utterance.speaker) or "Speaker not agreed on"
        return _entity(
            *(_id("utterance", utterance.id), "Note"),
            name=_name(f"{speaker}: the same words in {counted(len(reports), 'report')}"),
            description=_text("\n".join(lines)),
            summary=[_text(one_line(drift.why)) for drift in utterance.drift],
            entity=self._actors.get(utterance.speaker or ""),
            proof=[_article(report) for report in reports],
            keywords=["utterance"],
        )

    def _claim(self, claim: Claim) -> Iterator[Json]:
        status = STATUS_WORDS[claim.status] + (", hedged only" if claim.hedged else "")
        when = when_words(claim)
        origins = [f"Origin: {one_line(o.name)} ({ACCESS_WORDS[o.access]})" for o in claim.origins]
        voices = {self._actors[m.actor] for m in claim.members if m.actor in self._actors}
        ident = _id("claim", claim.id)
        yield _entity(
            *(ident, "Note"),
            name=_name(f"Claim ({status.lower()}): {one_line(claim.gloss)}"),
            summary=_text(f"{status}: {origins_phrase(claim)}. Stemma does not say what is true."),
            description=_text("\n".join([one_line(claim.why), *origins, *([f"When: {when}"] if when else [])])),
            keywords=["claim", claim.status],
            entity=sorted(voices),
            proof=sorted({_article(member.report) for member in claim.members}),
        )
        for member in claim.members:
            yield from self._member(member, ident)
        for origin in claim.origins:
            if origin.id in self._actors:
                yield _link(self._actors[origin.id], ident, "origin", status=ACCESS_WORDS[origin.access])

    def _member(self, member: ClaimMember, claim: str) -> Iterator[Json]:
        """Who takes a side in a claim: the actor, or the article where it has no name to give."""
        report = self._labels.reports.get(member.report)
        if report is None:
            return
        said = self._labels.statements.get(member.statement or "")
        by = "in its own voice" if said is None else f"in the words of {self._who(said)}"
        actor = self._actors.get(member.actor or "")
        yield _link(
            *(actor or _article(member.report), claim, member.stance if actor else f"{member.stance}, {by}"),
            key=f"{member.report} {tuple(member.span)}",
            summary=_text(member.span.of(report.text)),
            date=_date(report.published),
            sourceUrl=_url(report),
            publisher=_string(report.publisher, _STRING),
        )

    def _edge(self, edge: LineageEdge) -> Iterator[Json]:
        target, report = edge.takes_from, self._labels.reports.get(edge.report)
        why = [_text(f"{one_line(one.why)}: {self._quoted(one.report, one.span)}") for one in edge.evidence]
        date = _date(report.published) if report else None
        found = _article(target.report) if target.report else self._actors.get(target.actor or "")
        if found is not None:
            yield _link(_article(edge.report), found, f"takes from: {edge.kind}", summary=why, date=date)
            return
        name = self._labels.outside(target)
        yield _entity(
            *(_id("lineage", edge.report, edge.kind, name), "Note"),
            name=_name(f"Takes from outside the case: {name} ({edge.kind})"),
            description=why,
            entity=_article(edge.report),
            proof=_article(edge.report),
            keywords=["lineage", edge.kind],
        )

    def _quoted(self, report: str, span: Span) -> str:
        quote = self._labels.quote(Pointer(report, span))
        return quoted(shortened(quote.words, _STRING)) if quote else ""

    def _place(self, place: Place) -> Iterator[Json]:
        """A place that is located, but no words for a people and no part of an organisation's name."""
        if place.latitude is None or place.longitude is None or place.kind in ("people", "organisation"):
            return
        inside = ", ".join(one_line(part) for part in (place.name, place.region) if part)
        ident = _id("place", place.name, f"{place.latitude} {place.longitude}")
        yield _entity(
            *(ident, "Address"),
            name=_name(inside),
            full=_string(inside, 250),
            city=_string(place.name, 250) if place.kind in ("city", "town") else None,
            country=place.country.lower() if place.country else None,
            latitude=f"{place.latitude:.4f}",
            longitude=f"{place.longitude:.4f}",
        )
        yield _document(place.report, ident, "names this place")

    def _judgements(self) -> Iterator[Json]:
        for shown in judgements_of(self._labels):
            subjects = [one.name or (quoted(one.quote.words) if one.quote else "") for one in shown.subjects]
            yield _entity(
                *(_id("judgement", shown.id), "Note"),
                name=_name(f"Judgement: {one_line(shown.judgement.verb)}, by {shown.by} ({shown.state})"),
                description=_text("\n".join([*subjects, one_line(told_in(shown.judgement) or "")])),
                keywords=["judgement"],
            )


def _schema(actor: Actor) -> str | None:
    return _SCHEMATA.get(actor.kind) if _name(actor.name) else None


def _article(report: str) -> str:
    return _id("report", report)


def _document(report: str, entity: str, role: str) -> Json:
    ident = _id("documentation", report, entity, role)
    return _entity(ident, "Documentation", document=_article(report), entity=entity, role=role)


def _link(subject: str, target: str, role: str, key: str = "", **properties: Any) -> Json:
    ident = _id("link", subject, target, role, key)
    return _entity(ident, "UnknownLink", subject=subject, object=target, role=_string(role, _STRING), **properties)


def _entity(ident: str, schema: str, **properties: Any) -> Json:
    """An entity with the properties that have a value, each value once."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    values = {name: [one for one in dict.fromkeys(found) if one] for name, found in listed.items()}
    return {"id": ident, "schema": schema, "properties": {name: found for name, found in values.items() if found}}


def _id(kind: str, *parts: str) -> str:
    return f"stemma-{kind}-{sha256_of(repr(parts))[:_DIGITS]}"


def _string(text: str | None, longest: int) -> str | None:
    return shortened(_composed(one_line(text)), longest) if text else None


def _name(text: str) -> str:
    """A name without quotation marks of a typewriter around it, which FollowTheMoney takes off."""
    found = shortened(_composed(one_line(text)), _NAME)
    while len(found) > 1 and found[0] in _QUOTES and found[-1] in _QUOTES:
        found = found[1:-1].strip()
    return found


def _text(text: str) -> str:
    """A text in which every blank but line feeds and tabs is a plain space, each for one."""
    return _composed(visible(_BLANK.sub(" ", text.strip())))[:_TEXT].strip()


def _composed(text: str) -> str:
    """Letters with their marks as one character (NFC), as FollowTheMoney keeps them."""
    return unicodedata.normalize("NFC", text)


def _url(report: Report) -> str | None:
    found = address(report)
    if found is None:
        return None
    parts = urlparse(found)  # and not urlsplit: what is empty is left out as FollowTheMoney leaves it out
    whole = urlunparse(parts._replace(path=parts.path or "/"))
    return whole if len(whole) <= _URL else None


def _date(text: str | None) -> str | None:
    """A date or moment as FollowTheMoney writes them: in UTC and without a zone; None where it is none of 1000–2999."""
    bare = bool(text) and len((text or "").strip()) <= len("2031-05-02")
    try:
        moment = datetime.fromisoformat((text or "").strip())
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
    if not 1000 <= moment.year < 3000:
        return None
    return f"{moment:%Y-%m-%d}" if bare else f"{moment:%Y-%m-%dT%H:%M:%S}"
