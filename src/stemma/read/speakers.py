"""Who is behind each statement: mentions gathered into actors, pronouns and descriptions resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from stemma.model import Access, Actor, Cover, Mention, MentionKind, Report, Span, Statement, hull
from stemma.read.access import access_of
from stemma.read.antecedents import (
    Trail,
    resolve_description,
)
from stemma.read.captions import find_captions
from stemma.read.cast import Cast, Figure
from stemma.read.lexicon import Lexicon, lexicon
from stemma.read.mentions import find_described, find_names
from stemma.read.phrases import parse_phrase
from stemma.read.relays import as_phrase
from stemma.read.resolving import Resolver
from stemma.read.source_phrases import source_phrases
from stemma.read.told_below import described_in_title, may_be_named, named_soon, quoted_in_title
from stemma.read.vias import find_vias
from stemma.read.wording import Phrase
from stemma.text.names import name_words
from stemma.vocabulary.cues import cue_vocabulary

# Who is passed on is among so many first names in what another says.
_NAMES_PASSED_ON = 4
# A quotation without words of saying goes on from a statement that ended at most so many sentences before.
_SENTENCES_TO_GO_ON = 2
_NEXT_WORD = re.compile(r",? (\w{1,40})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The actors and mentions of one report, and its statements with `speaker` and `via` filled. In text order."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


def identify(report: Report, sentences: tuple[Span, ...], statements: tuple[Statement, ...]) -> Identified:
    """Finds who is named in a report and who makes its statements.

    People who share a surname stay apart; what fits several is left without an actor. Ids are local to the report.
    """
    return _Identifier(report, sentences).run(statements)


class _Identifier:
    def __init__(self, report: Report, sentences: tuple[Span, ...]) -> None:
        self.text = report.text
        self.report = report
        self.sentences = sentences
        self.known: Lexicon = lexicon(report.language)
        self.cast = Cast(self.known.titles, self.known.full_roles)
        self.trail = Trail(self.cast, sentences)
        self.bodies: dict[str, Figure | None] = {}
        self.met: list[tuple[Span, Phrase, Figure | None]] = []
        self.resolver = Resolver(self.text, self.known, self.cast, self.trail, self.met)
        self.same: dict[int, Figure] = {}
        self.named: Sequence[Phrase] = ()
        self.aside = Cover(find_captions(report.text))

    def run(self, statements: tuple[Statement, ...]) -> Identified:
        sources = source_phrases(self.text, statements, self.known)
        everyone = find_names(self.text, self.sentences, self.known)
        names = _outside(everyone, sources)
        # "An official quoted by Jane Doe" is not Jane Doe, but who "Doe" is, is told there.
        told_within = Cover(sources)
        within = [name for name in everyone if name.span.start in told_within and name.span not in sources]
        self._enter_full_names([*sources.values(), *names, *within])
        self.named = names
        # Nor is "Ida Koch, an engineer" two people.
        within_name = Cover([name.span for name in everyone])
        told = _outside(find_described(self.text, self.sentences, self.known), sources)
        described = [one for one in told if one.span.start not in within_name]
        speakers = self._walk(statements, sources, names, described)
        speakers |= quoted_in_title(self.text, statements, speakers)
        speakers |= self._named_soon(statements)
        self.same |= described_in_title(self.text, statements, speakers)
        speakers = {key: self._told(figure) for key, figure in speakers.items()}
        vias = self._vias(statements, speakers)
        return self._identified(statements, speakers, vias)

    def _enter_full_names(self, phrases: Sequence[Phrase]) -> None:
        """Enters whoever is named in full anywhere, so that short names find them wherever they stand."""
        owners = (parse_phrase(self.text, phrase.owner, self.known) for phrase in phrases if phrase.owner is not None)
        named = [p for p in (*phrases, *owners) if p is not None and _tells(p) and not p.loose]
        for phrase in sorted(named, key=lambda p: (p.kind != "person" or len(name_words(p.name)) < 2, p.span)):
            self.cast.enter(phrase)
        for phrase in phrases:
            self._body(phrase)

    def _body(self, phrase: Phrase) -> Figure | None:
        """The body for which a person named by the phrase speaks, as an actor of its own."""
        if phrase.body is None or phrase.kind not in ("person", "office", "unnamed"):
            return None
        if phrase.body not in self.bodies:
            self.bodies[phrase.body] = self._new_body(phrase.body, phrase.span)
        return self.bodies[phrase.body]

    def _new_body(self, name: str, span: Span) -> Figure | None:
        body = parse_phrase(name, Span(0, len(name)), self.known)
        if body is None or not body.families or body.kind in ("people", "person"):
            return None
        kind: MentionKind = "organisation" if body.kind == "unnamed" else body.kind
        return self.cast.enter(body._replace(span=span, kind=kind, name=name, bare=False))

    def _meet(self, figure: Figure, phrase: Phrase) -> None:
        """Notes who is named, and first for whom they speak."""
        body = self._body(phrase)
        if body is not None:
            self.trail.meet(body, phrase.span.start)
        elif figure.kind == "person" and figure.body is None and phrase.role:
            figure.body = self._body_before(phrase, phrase.role)
        self.trail.meet(figure, phrase.span.start)

    def _body_before(self, phrase: Phrase, role: str) -> str | None:
        """The body met before that a role names by its noun alone: "navy spokeswoman Jane Doe"."""
        noun = role.partition(" ")[0]
        families = self.known.families(noun.lower())
        if not families or noun == role or "government" in families:
            return None
        meant = Phrase(phrase.span, "organisation", noun, noun.lower(), definite=True, families=families, bare=True)
        body = resolve_description(meant, self.trail)
        return body.name if body is not None and body.kind != "unnamed" else None

    def _walk(
        self,
        statements: Sequence[Statement],
        sources: dict[Span, Phrase],
        names: Sequence[Phrase],
        described: Sequence[Phrase],
    ) -> dict[str, Figure | None]:
        """Goes through the report once, in text order, and resolves each statement's source where it stands."""
        speakers: dict[str, Figure | None] = {}
        quoted = [span for s in statements if s.manner != "indirect" for span in s.content]
        events: list[tuple[int, int, Phrase | Statement]] = [(phrase.span.start, 0, phrase) for phrase in names]
        events += [(phrase.span.start, 1, phrase) for phrase in described]
        events += [(_anchor(s), 2, s) for s in statements]
        inside = Cover(quoted)
        for start, order, event in sorted(events, key=lambda item: item[:2]):
            if isinstance(event, Phrase):
                figure = self._named(event)
                if order == 0:
                    self.met.append((event.span, event, figure))
                if figure is not None and start not in inside and start not in self.aside:
                    self._meet(figure, event)
            else:
                speakers[event.id] = self._speaker_of(event, sources)
        return speakers

    def _named(self, phrase: Phrase) -> Figure | None:
        return self.cast.find(phrase) if phrase.loose else self.cast.enter(phrase)

    def _speaker_of(self, statement: Statement, sources: dict[Span, Phrase]) -> Figure | None:
        phrase = sources.get(statement.source) if statement.source is not None else None
        if phrase is None:
            figure = self._unsourced(statement) if statement.source is None else None
        else:
            figure = self.resolver.resolve(phrase)
            self.met.append((phrase.span, phrase, figure))
            if figure is not None and phrase.span.start not in self.aside:
                self._name(figure, phrase)
                self._meet(figure, phrase)
        if not statement.in_title and _anchor(statement) not in self.aside:
            self._heard(figure, statement)
        return figure

    def _name(self, figure: Figure, phrase: Phrase) -> None:
        """Notes that the unnamed last speaker is named: "A rebel group said … The group, the Salt Legion, said"."""
        words = phrase.span.of(self.text).split(" ", 2)
        speaker = self.trail.recent_speaker(phrase.span.start, _SENTENCES_TO_GO_ON)
        if figure.seen or not phrase.role or len(words) < 3 or words[0].lower() not in self.known.titles.definite:
            return
        if speaker is not None and words[1].islower() and may_be_named(speaker, figure):
            self.same.setdefault(id(speaker), figure)

    def _heard(self, figure: Figure | None, statement: Statement) -> None:
        last = max(span.end for span in (*statement.content, statement.cue, statement.source) if span is not None) - 1
        figure = self._passed_on(statement) or figure
        if figure is not None or statement.source is not None:
            self.trail.heard(figure, last)
        if figure is not None and figure.kind == "media":
            self.trail.reporters[id(figure)] = figure

    def _passed_on(self, statement: Statement) -> Figure | None:
        """Who spoke where another passes it on: the pilot in "Brandt reported that a pilot, Otto Lund, said …"."""
        cue = statement.cue
        if statement.manner == "direct" or cue is None or cue.of(self.text).lower() not in self.known.titles.relaying:
            return None
        verbs = cue_vocabulary(self.report.language).verbs
        starts = [bisect_left(self.named, span.start, key=lambda name: name.span.start) for span in statement.content]
        for name in (name for start in starts for name in self.named[start : start + _NAMES_PASSED_ON]):
            if name.kind == "person" and not name.loose and any(span.covers(name.span) for span in statement.content):
                after = _NEXT_WORD.match(self.text, name.span.end)
                said = verbs.get(after.group(1).lower(), ()) if after is not None else ()
                if any(cue.takes("clause") or cue.takes("quote") for cue, _ in said):
                    return self._named(name)
        return None

    def _unsourced(self, statement: Statement) -> Figure | None:
        """The speaker of a statement that names none: whoever spoke just before, where it goes on from there."""
        start = (
            statement.content[0].start
            if statement.cue is None
            else min(statement.cue.start, statement.content[0].start)
        )
        if statement.in_title or self.trail.spoke_at < 0:
            return None
        if statement.cue is None:
            return self.trail.recent_speaker(start, _SENTENCES_TO_GO_ON) if statement.manner != "mixed" else None
        cue = statement.cue.of(self.text).lower()
        if cue.endswith("ing") and self.trail.sentence(statement.cue.start) == self.trail.sentence(self.trail.spoke_at):
            return self.trail.speaker
        drops_subject = self.known.drops_subject and not self._keeps_distance(statement)
        impersonal = statement.stance == "hedges" or cue.endswith(self.known.titles.impersonal_endings)
        near = _SENTENCES_TO_GO_ON if statement.manner == "direct" else 1
        return self.trail.recent_speaker(start, near) if drops_subject and not impersonal else None

    def _keeps_distance(self, statement: Statement) -> bool:
        """Whether it is a hedge of the report's own in a language whose verbs name no speaker by themselves."""
        return statement.stance == "hedges" and self.known.titles.drops_subject

    def _told(self, figure: Figure | None) -> Figure | None:
        """The figure, or the one with a name that it turned out to be."""
        return self.same.get(id(figure), figure) if figure is not None else None

    def _vias(self, statements: Sequence[Statement], speakers: dict[str, Figure | None]) -> dict[str, Figure]:
        """The outlets that statements came through, as figures."""
        found = find_vias(self.report, self.sentences, statements, speakers, self.known)
        entered = {key: self.cast.enter(as_phrase(self.text, at, self.known)) for key, at in found.items()}
        return {key: figure for key, figure in entered.items() if figure not in (None, speakers.get(key))}

    def _access(self, statement: Statement) -> Access:
        """How the speaker knows, by the words from the statement's first to its last."""
        spans = [span for span in (statement.source, statement.cue, *statement.content) if span is not None]
        return access_of(hull(spans).of(self.text), self.report.language)

    def _named_soon(self, statements: Sequence[Statement]) -> dict[str, Figure | None]:
        """The speakers of statements whose source is a description that nobody fitted and somebody named soon after."""
        met = sorted(self.met, key=lambda one: one[0])
        named = named_soon([(phrase, figure) for _, phrase, figure in met], self.trail, self.known.titles.areas)
        self.same |= {id(figure): named[span] for span, _, figure in met if figure is not None and span in named}
        self.met = [(span, phrase, figure or named.get(span)) for span, phrase, figure in self.met]
        return {s.id: named[s.source] for s in statements if s.source in named}

    def _identified(
        self, statements: Sequence[Statement], speakers: dict[str, Figure | None], vias: dict[str, Figure]
    ) -> Identified:
        met = [(span, phrase, self._told(figure)) for span, phrase, figure in self.met]
        used = {id(figure) for figure in (*speakers.values(), *vias.values(), *(f for _, _, f in met)) if figure}
        used |= {id(part) for figure in self.cast.figures if id(figure) in used for part in figure.parts}
        actors = self.cast.values(self.report.id, used)

        def ident(figure: Figure | None) -> str | None:
            return actors[id(figure)].id if figure is not None else None

        mentions = {
            span: Mention(report=self.report.id, span=span, kind=phrase.kind, actor=ident(figure))
            for span, phrase, figure in met
            if figure is not None or not phrase.loose
        }
        return Identified(
            actors=tuple(actors.values()),
            mentions=tuple(mentions[span] for span in sorted(mentions)),
            statements=tuple(
                replace(s, speaker=ident(speakers.get(s.id)), via=ident(vias.get(s.id)), access=self._access(s))
                for s in statements
            ),
        )


def _tells(phrase: Phrase) -> bool:
    return not (phrase.bare or phrase.information or phrase.message) and phrase.kind not in ("unnamed", "pronoun")


def _anchor(statement: Statement) -> int:
    """Where a statement is taken up in text order: at its source, else its cue, else its content."""
    place = statement.source or statement.cue or statement.content[0]
    return place.start


def _outside(names: Sequence[Phrase], sources: Iterable[Span]) -> list[Phrase]:
    """The phrases that neither begin nor end in one of `sources`."""
    inside = Cover(sources)
    return [name for name in names if name.span.start not in inside and name.span.end - 1 not in inside]
