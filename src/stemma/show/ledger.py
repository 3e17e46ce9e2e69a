"""The claims as a reader meets them: what the case file and the terminal show of each, worked out once for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from stemma.model import Access, Case, Claim, ClaimMember, Pointer
from stemma.show.characters import one_line, shortened
from stemma.show.facets import Facets, facets_of
from stemma.show.judgements import ShownJudgement, judgements_of, of_claims
from stemma.show.labels import Labels, Quote, counted, days, origins_phrase
from stemma.show.moments import Scale, moment_of
from stemma.show.spread import Spread, axis_of, spread_of
from stemma.show.stories import Story, stories_of, story_of
from stemma.vocabulary.verdicts import is_verdict

STATUSES = ("contested", "withdrawn", "corroborated", "single-origin", "unattributed")
OWN_VOICE = "The reports’ own voice"
_LONGEST_SOURCE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One who affirms, denies or hedges a claim, with every place where the reports have it doing so.

    `resolved` is False where `name` is only the report's own words for a speaker that could not be told. `lead` is
    the quotation to show where there is room for one: the earliest in the language of most reports.
    """

    name: str
    resolved: bool
    quotes: tuple[Quote, ...]
    lead: Quote | None

    @property
    def reports(self) -> int:
        """How many reports carry this voice."""
        return len({quote.pointer.report for quote in self.quotes})


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """An origin of a claim: who, how it knows, its first words in the case, and who was counted into it and why."""

    name: str
    kind: str
    access: Access
    quote: Quote | None
    merged: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """One claim of the ledger, in the order of weight from 1; `judged` bear on it, `tokens` are those of the facets.

    What a reader meets of it is worked out when it is asked for: a page shows some hundred claims of thousands.
    """

    number: int
    claim: Claim
    labels: Labels = field(repr=False)
    axis: Scale | None = field(default=None, repr=False)
    judged: tuple[ShownJudgement, ...] = ()
    tokens: tuple[str, ...] = ()

    @cached_property
    def gloss(self) -> str:
        """What is claimed, on one line."""
        return _capital(one_line(self.claim.gloss))

    @cached_property
    def affirms(self) -> tuple[Voice, ...]:
        """Who affirms it."""
        return self._side("affirms")

    @cached_property
    def denies(self) -> tuple[Voice, ...]:
        """Who denies it."""
        return self._side("denies")

    @cached_property
    def hedges(self) -> tuple[Voice, ...]:
        """Who hedges it."""
        return self._side("hedges")

    def _side(self, stance: str) -> tuple[Voice, ...]:
        return _voices((member for member in self.claim.members if member.stance == stance), self.labels)

    @cached_property
    def origins(self) -> tuple[OriginRow, ...]:
        """The origins that are shown."""
        return tuple(_origins(self.claim, self.labels))

    @cached_property
    def first(self) -> Quote | None:
        """Its first words in a dated report."""
        return self.labels.quote(self.claim.first) if self.claim.first else None

    @cached_property
    def first_at(self) -> float | None:
        """The moment of its first dated report, in days since 1970."""
        return moment_of(self.labels.published(self.claim.first.report)) if self.claim.first else None

    @cached_property
    def spread(self) -> Spread | None:
        """Its curve over time."""
        return spread_of(self.claim, self.labels, self.axis)

    @cached_property
    def story(self) -> str | None:
        """Its story's id."""
        return story_of(self.claim, self.labels)

    @cached_property
    def reports(self) -> int:
        """In how many reports the claim stands, in whatever stance."""
        return len({member.report for member in self.claim.members})

    @cached_property
    def carried(self) -> int:
        """In how many reports it is affirmed, or hedged where nobody affirms it."""
        members = self.claim.members
        stances = {"affirms"} if any(member.stance == "affirms" for member in members) else {"hedges"}
        return len({member.report for member in members if member.stance in stances})

    @cached_property
    def denied_in(self) -> int:
        """In how many reports somebody denies it."""
        return len({member.report for member in self.claim.members if member.stance == "denies"})

    @property
    def origins_words(self) -> str:
        """The count of its origins as a range, in words."""
        return origins_phrase(self.claim)

    @property
    def lone(self) -> bool:
        """Whether it stands in one place of one report only: the long tail of a case."""
        return len(self.claim.members) <= 1

    def voices(self) -> Iterator[tuple[str, tuple[Voice, ...]]]:
        """Its sides that anybody takes, the one that affirms first."""
        for heading, voices in (("Affirmed by", self.affirms), ("Denied by", self.denies), ("Hedged by", self.hedges)):
            if voices:
                yield heading, voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A case's claims in order of weight, with the figures of its head line."""

    rows: tuple[Row, ...]
    facets: Facets
    reports: int
    publishers: int
    days: str | None
    undated: int
    stories: tuple[Story, ...] = ()

    @property
    def shared(self) -> tuple[Row, ...]:
        """The claims that stand in more than one place."""
        return tuple(row for row in self.rows if not row.lone)

    @property
    def lone(self) -> tuple[Row, ...]:
        """The long tail: claims that stand in one place only."""
        return tuple(row for row in self.rows if row.lone)

    @property
    def figures(self) -> str:
        """ "99 reports · 41 publishers · 22 May – 2 June 2023", with the number of stories where there are several."""
        publishers = counted(self.publishers, "publisher") if self.publishers else "publishers unknown"
        several = [counted(len(self.stories), "story", "stories")] if len(self.stories) > 1 else []
        return " · ".join([counted(self.reports, "report"), *several, publishers, self.days or "no dates known"])

    def by_story(self, rows: Sequence[Row]) -> tuple[tuple[Story | None, tuple[Row, ...]], ...]:
        """`rows` under their stories, that of the weightiest row first; all under None where there is one."""
        if len(self.stories) < 2:
            return ((None, tuple(rows)),) if rows else ()
        known: dict[str | None, Story] = {story.id: story for story in self.stories}
        grouped: dict[str | None, list[Row]] = {}
        for row in rows:
            grouped.setdefault(row.story, []).append(row)
        return tuple((known.get(story), tuple(found)) for story, found in grouped.items())


def ledger_of(labels: Labels) -> Ledger:
    """The ledger of a case."""
    case = labels.case
    judged = of_claims(judgements_of(labels))
    facets, axis = facets_of(labels), axis_of(labels)
    return Ledger(
        rows=tuple(
            Row(number, claim, labels, axis, judged.get(claim.id, ()), facets.tokens[claim.id])
            for number, claim in enumerate(case.claims, 1)
        ),
        facets=facets,
        reports=len(case.reports),
        publishers=_publishers(case, labels),
        days=days(report.published for report in case.reports),
        undated=sum(report.published is None for report in case.reports),
        stories=stories_of(labels),
    )


def _publishers(case: Case, labels: Labels) -> int:
    known = [report.id for report in case.reports if report.publisher or report.url]
    return len({labels.publisher(report) for report in known})


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _origins(claim: Claim, labels: Labels) -> Iterator[OriginRow]:
    for origin in claim.origins:
        yield OriginRow(
            name=one_line(origin.name),
            kind=origin.kind,
            access=origin.access,
            quote=labels.quote(Pointer(origin.report, origin.span)),
            merged=tuple((labels.voice_or_report(merge.id), one_line(merge.why)) for merge in origin.merged),
        )


def _voices(members: Iterable[ClaimMember], labels: Labels) -> tuple[Voice, ...]:
    """Members of one stance by who speaks: those in most reports first, what nobody is named for last."""
    grouped: dict[tuple[int, str], list[ClaimMember]] = {}
    for member in members:
        grouped.setdefault(_speaker_key(member, labels), []).append(member)
    voices = [(key, _voice(key, found, labels)) for key, found in grouped.items()]
    voices.sort(key=lambda entry: (entry[0][0] == 2, -entry[1].reports, entry[0]))
    return tuple(voice for _, voice in voices)


def _speaker_key(member: ClaimMember, labels: Labels) -> tuple[int, str]:
    """(0, actor), (1, the report's words for a speaker that was not resolved), or (2, "") for own voice."""
    if member.actor is not None:
        return (0, member.actor)
    if member.statement is None:
        return (2, "")
    statement, report = labels.statements.get(member.statement), labels.reports.get(member.report)
    marked = (statement.source or statement.cue) if statement else None
    return (1, one_line(marked.of(report.text)).casefold() if marked and report else "")


def _voice(key: tuple[int, str], members: list[ClaimMember], labels: Labels) -> Voice:
    members = sorted(members, key=lambda member: (labels.earliest_first(member.report), member.span))
    found = (labels.quote(Pointer(member.report, member.span)) for member in members)
    quotes = tuple(quote for quote in found if quote)
    return Voice(
        name=_voice_name(key, members, labels),
        resolved=key[0] != 1,
        quotes=quotes,
        lead=next((quote for quote in quotes if quote.language == labels.language), quotes[0] if quotes else None),
    )


def _voice_name(key: tuple[int, str], members: list[ClaimMember], labels: Labels) -> str:
    member = members[0]
    if key[0] == 0:
        return labels.actor(member.actor) or ""
    if key[0] == 2:
        outlets = {labels.publisher(one.report) for one in members}
        return f"{outlets.pop()}, in its own voice" if len(outlets) == 1 else OWN_VOICE
    statement = labels.statements.get(member.statement or "")
    text = labels.reports[member.report].text if member.report in labels.reports else ""
    if statement and statement.source:
        return f"“{shortened(one_line(statement.source.of(text)), _LONGEST_SOURCE)}”"
    if statement and is_verdict(text, labels.reports[member.report].language, statement):
        return f"{labels.publisher(member.report)}, in its verdict"
    if statement and statement.cue:
        return f"nobody named (“{one_line(statement.cue.of(text))}”)"
    return "nobody named"
