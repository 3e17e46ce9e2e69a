"""Who is behind each statement: mentions gathered into actors, pronouns and descriptions resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from stemma.model import Access, Actor, Mention, MentionKind, Report, Span, Statement, hull
from stemma.read.access import access_of
from stemma.read.antecedents import (
    Trail,
    antecedent,
    by_role,
    description_fits,
    resolve_age,
    resolve_description,
    resolve_pronoun,
    resolve_told,
)
from stemma.read.cast import Cast, Figure
from stemma.read.inside import InsideOf, outside
from stemma.read.lexicon import Lexicon, lexicon
from stemma.read.mentions import find_described, find_names
from stemma.read.phrases import is_place, parse_phrase
from stemma.read.relays import as_phrase
from stemma.read.source_phrases import source_phrases
from stemma.read.vias import find_vias
from stemma.read.wording import Phrase
from stemma.text.names import name_words
from stemma.text.tokens import tokens_in

# A quotation without words of saying goes on from a statement that ended at most so many sentences before.
_SENTENCES_TO_GO_ON = 2
_SENTENCES_TO_CARRIER = 3
# Whoever a relative pronoun stands for is among the last so many named.
_MET_NEAR = 8
# Longer words are compared by so many letters.
_STEM = 5
# Whose "the report" is, is told at most so many characters before.
_NEAR_CARRIER = 300
# What ends the words that tell whose a report is.
_BREAKS = frozenset(',.;:!?\n"“”()')
# What a medium that reported something is called back by.
_REPORTED = ("report", "reports", "story", "article", "dispatch", "account")


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

    def run(self, statements: tuple[Statement, ...]) -> Identified:
        sources = source_phrases(self.text, statements, self.known)
        everyone = find_names(self.text, self.sentences, self.known)
        names = outside(everyone, sources)
        # "An official quoted by Jane Doe" is not Jane Doe, but who "Doe" is, is told there.
        told_within = InsideOf(sources)
        within = [name for name in everyone if told_within(name.span.start) and name.span not in sources]
        self._enter_full_names([*sources.values(), *names, *within])
        described = outside(find_described(self.text, self.sentences, self.known), sources)
        speakers = self._walk(statements, sources, names, described)
        speakers |= self._quoted_in_title(statements, speakers)
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
        return self.cast.enter(replace(body, span=span, kind=kind, name=name, bare=False))

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
        inside = InsideOf(quoted)
        for start, order, event in sorted(events, key=lambda item: item[:2]):
            if isinstance(event, Phrase):
                figure = self._named(event)
                if order == 0:
                    self.met.append((event.span, event, figure))
                if figure is not None and not inside(start):
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
            figure = self._resolve(phrase)
            self.met.append((phrase.span, phrase, figure))
            if figure is not None:
                self._meet(figure, phrase)
        if not statement.in_title:
            self._heard(figure, statement)
        return figure

    def _heard(self, figure: Figure | None, statement: Statement) -> None:
        last = max(span.end for span in (*statement.content, statement.cue, statement.source) if span is not None) - 1
        if figure is not None or statement.source is not None:
            self.trail.heard(figure, last)
        if figure is not None and figure.kind == "media":
            self.trail.reporters[id(figure)] = figure

    def _resolve(self, phrase: Phrase) -> Figure | None:
        # "That" with its capital points at what was said, not at whoever stands before it.
        relative = not phrase.definite or (not phrase.name and phrase.span.of(self.text).islower())
        if phrase.head in self.known.titles.relative and relative:
            return self._related(phrase)
        if phrase.kind == "pronoun":
            return resolve_pronoun(phrase, self.trail)
        if phrase.mute:
            return None
        if phrase.loose:
            return self._called(phrase)
        if phrase.message or phrase.information:
            return self._carried(phrase)
        if phrase.age is not None and (phrase.definite or phrase.bare) and phrase.kind != "person":
            aged = resolve_age(phrase, self.trail)
            if aged is not None or phrase.bare:
                return aged
        if phrase.bare:
            return self._described(phrase)
        if phrase.families and phrase.kind == "unnamed":
            told = resolve_told(phrase, self.trail, self._is_generic(phrase.name)) if phrase.definite else None
            return told or self.cast.enter(phrase)
        if phrase.kind in ("unnamed", "office") and phrase.number == "singular":
            told = resolve_told(phrase, self.trail, generic=False) if phrase.definite else None
            return by_role(phrase, self.cast) or told or self.cast.enter(phrase)
        return self.cast.enter(phrase)

    def _is_generic(self, name: str) -> bool:
        """Whether a description holds no name but a country's or a people's: "US-based rebel group"."""
        lands = self.known.countries
        return all(
            word[:1].islower() or word.endswith("-based") or lands.of(word) or lands.people(word)
            for word in name.split(" ")
        )

    def _called(self, phrase: Phrase) -> Figure | None:
        """Who is called by a mere capitalised name: somebody known, a place for who is there, a person."""
        known = self.cast.find(phrase)
        if known is not None:
            return self.cast.enter(phrase)
        if phrase.ordinary:
            people = self.known.is_human(phrase.head)
            return self.cast.enter(replace(phrase, kind="unnamed", loose=False)) if people else None
        if is_place(phrase.name, self.known):
            return self.cast.enter(replace(phrase, kind="office", gender="thing", loose=False))
        return self.cast.enter(phrase)

    def _related(self, phrase: Phrase) -> Figure | None:
        """Whom a relative pronoun stands for: who is named, or told by a noun, right before it."""
        for span, _, figure in reversed(self.met[-_MET_NEAR:]):
            if span.end <= phrase.span.start and not self.text[span.end : phrase.span.start].strip(" ,0123456789"):
                return figure
        before = antecedent(self.text, phrase.span.start)
        found = parse_phrase(self.text, before, self.known) if before is not None else None
        if found is not None and not found.loose and found.kind != "pronoun":
            return self._resolve(found)
        return resolve_pronoun(phrase, self.trail) if phrase.kind == "pronoun" else None

    def _described(self, phrase: Phrase) -> Figure | None:
        figure = resolve_description(phrase, self.trail)
        if figure is None and phrase.name and not description_fits(phrase, self.trail):
            return self.cast.enter(phrase)
        return figure

    def _carried(self, phrase: Phrase) -> Figure | None:
        """Whose message or report it is: as the phrase says, else the owner told last, else who just spoke."""
        if phrase.owner is not None:
            figure = self._owner(phrase.owner)
            if figure is not None:
                self.trail.carriers[phrase.head] = figure
            if figure is not None or not self._is_document(phrase):
                return figure
        if self._is_document(phrase):
            written = self.cast.enter(replace(phrase, gender="thing"))
            if written is not None:
                self.trail.carriers.setdefault(phrase.head, written)
            return written
        if not phrase.definite or phrase.head.endswith("s"):
            return None
        told = self._told_before(phrase) or self.trail.carriers.get(phrase.head)
        if told is not None or not phrase.message:
            return told
        if phrase.head in _REPORTED:
            reporters = list(self.trail.reporters.values())
            return reporters[0] if len(reporters) == 1 else None
        return self.trail.recent_speaker(phrase.span.start, _SENTENCES_TO_CARRIER) or self._only_named(phrase)

    def _told_before(self, phrase: Phrase) -> Figure | None:
        """Whose report or message it is, as the sentences right before tell in passing: "a report by the Board"."""
        start = phrase.span.start
        near = self.text[max(0, start - _NEAR_CARRIER) : start]
        at = near.rfind(f" {phrase.head} ") + 1
        first = start - len(near) + at
        end = next((n for n in range(first, start) if self.text[n] in _BREAKS), start)
        before = parse_phrase(self.text, Span(first, end), self.known) if at > 0 and end < start else None
        if before is None or before.owner is None or before.head != phrase.head:
            return None
        return self._owner(before.owner)

    def _is_document(self, phrase: Phrase) -> bool:
        """Whether it is something written that is told of for the first time: its unnamed author speaks."""
        return not phrase.definite and phrase.head in self.known.titles.documents

    def _only_named(self, phrase: Phrase) -> Figure | None:
        """The only actor named just before a message without a speaker: "a video by X. The message reads"."""
        here = self.trail.sentence(phrase.span.start)
        return _only_one(self.trail.between(here - 1, here, phrase.span.start))

    def _owner(self, span: Span) -> Figure | None:
        owner = parse_phrase(self.text, span, self.known)
        placed = self.text[max(0, span.start - 3) : span.start].lower() == "in "
        if owner is not None and placed and owner.kind not in ("media", "organisation", "office"):
            return None  # a letter in London is nobody's
        if owner is None or owner.information or owner.head in self.known.titles.no_medium:
            return None
        if owner.bare and not owner.definite and owner.kind != "pronoun":
            return self.cast.enter(owner)
        return self._resolve(owner)

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
            goes_on = statement.manner == "direct"
            return self.trail.recent_speaker(start, _SENTENCES_TO_GO_ON) if goes_on else None
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

    def _quoted_in_title(
        self, statements: Sequence[Statement], speakers: dict[str, Figure | None]
    ) -> dict[str, Figure | None]:
        """Whose words a headline quotes: of whoever says the like below, else of the report's only speaker."""
        quoted = [s for s in statements if s.in_title and s.source is None and s.cue is None and s.manner == "direct"]
        below = [s for s in statements if not s.in_title and speakers.get(s.id) is not None]
        return {s.id: _only_one(speakers[b.id] for b in self._alike(s, below) or below) for s in quoted}

    def _alike(self, quoted: Statement, below: Sequence[Statement]) -> list[Statement]:
        """The statements that hold most of the longer words of `quoted`, endings aside."""
        wanted = self._beginnings(quoted)
        return [one for one in below if wanted and 2 * len(wanted & self._beginnings(one)) > len(wanted)]

    def _beginnings(self, statement: Statement) -> frozenset[str]:
        words = (word for span in statement.content for word in tokens_in(self.text, span))
        return frozenset(word.folded[:_STEM] for word in words if len(word.folded) >= _STEM)

    def _vias(self, statements: Sequence[Statement], speakers: dict[str, Figure | None]) -> dict[str, Figure]:
        """The outlets that statements came through, as figures."""
        found = find_vias(self.report, self.sentences, statements, speakers, self.known)
        entered = {key: self.cast.enter(as_phrase(self.text, at, self.known)) for key, at in found.items()}
        return {key: figure for key, figure in entered.items() if figure not in (None, speakers.get(key))}

    def _access(self, statement: Statement) -> Access:
        """How the speaker knows, by the words from the statement's first to its last."""
        spans = [span for span in (statement.source, statement.cue, *statement.content) if span is not None]
        return access_of(hull(spans).of(self.text), self.report.language)

    def _identified(
        self, statements: Sequence[Statement], speakers: dict[str, Figure | None], vias: dict[str, Figure]
    ) -> Identified:
        used = {id(figure) for figure in (*speakers.values(), *vias.values(), *(f for _, _, f in self.met)) if figure}
        used |= {id(part) for figure in self.cast.figures if id(figure) in used for part in figure.parts}
        actors = self.cast.values(self.report.id, used)

        def ident(figure: Figure | None) -> str | None:
            return actors[id(figure)].id if figure is not None else None

        mentions = {
            span: Mention(report=self.report.id, span=span, kind=phrase.kind, actor=ident(figure))
            for span, phrase, figure in self.met
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


def _only_one(figures: Iterable[Figure | None]) -> Figure | None:
    found = list(dict.fromkeys(figures))
    return found[0] if len(found) == 1 else None


def _tells(phrase: Phrase) -> bool:
    return not (phrase.bare or phrase.information or phrase.message) and phrase.kind not in ("unnamed", "pronoun")


def _anchor(statement: Statement) -> int:
    """Where a statement is taken up in text order: at its source, else its cue, else its content."""
    place = statement.source or statement.cue or statement.content[0]
    return place.start
