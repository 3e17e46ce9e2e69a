"""Whom a noun phrase means where it stands: a name, a pronoun, a description, or whoever's message it is."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Span
from stemma.read.antecedents import (
    Trail,
    antecedent,
    by_role,
    description_fits,
    resolve_age,
    resolve_description,
    resolve_other,
    resolve_pronoun,
    resolve_sided,
    resolve_told,
)
from stemma.read.cast import Cast, Figure
from stemma.read.lexicon import Lexicon
from stemma.read.phrases import is_place, parse_phrase
from stemma.read.told_below import only_one
from stemma.read.wording import Phrase
from stemma.text.names import name_words

# What ends the words that tell whose a report is.
_BREAKS = frozenset(',.;:!?\n"“”()')
# Whoever a relative pronoun stands for is among the last so many named.
_MET_NEAR = 8
# Words before a name that tells of what kind the one before it is: "Lund Live, the Telegram channel".
_TO_KIND = 5
# Whose "the report" is, is told at most so many characters before.
_NEAR_CARRIER = 300
# What a medium that reported something is called back by.
_REPORTED = ("report", "reports", "story", "article", "dispatch", "account")
_SENTENCES_TO_CARRIER = 3


class Resolver:
    """Resolves the phrases of one report, in text order; `met` are those met so far, with their figures."""

    def __init__(
        self, text: str, known: Lexicon, cast: Cast, trail: Trail, met: list[tuple[Span, Phrase, Figure | None]]
    ) -> None:
        self.text = text
        self.known = known
        self.cast = cast
        self.trail = trail
        self.met = met

    def resolve(self, phrase: Phrase) -> Figure | None:
        """The figure behind `phrase`, entered where it is new; None where it can't be told."""
        # "That" with its capital points at what was said, not at whoever stands before it.
        relative = not phrase.definite or (not phrase.name and phrase.span.of(self.text).islower())
        if phrase.head in self.known.titles.relative and relative:
            return self._related(phrase)
        if phrase.kind == "pronoun":
            return resolve_pronoun(phrase, self.trail)
        if phrase.mute:
            return self._called_by_its_noun(phrase)
        if phrase.loose:
            return self._called(phrase)
        if phrase.message or phrase.information:
            return self._carried(phrase)
        if phrase.age is not None and (phrase.definite or phrase.bare) and phrase.kind != "person":
            aged = resolve_age(phrase, self.trail)
            if aged is not None or phrase.bare:
                return aged
        if not phrase.name and phrase.head in self.known.titles.others:
            return self._other(phrase)
        if phrase.bare:
            return self._described(phrase)
        if phrase.head in self.known.titles.representing and phrase.kind == "unnamed" and phrase.number == "plural":
            body = self._represented(phrase)
            if body is not None:
                return body
        if phrase.families and phrase.kind in ("unnamed", "organisation") and phrase.definite:
            sided = self._sided(phrase)
            if sided is not None:
                return sided
        if phrase.families and phrase.kind == "unnamed":
            told = resolve_told(phrase, self.trail, self._is_generic(phrase.name)) if phrase.definite else None
            return told or self.cast.enter(phrase)
        if phrase.kind in ("unnamed", "office") and phrase.number == "singular":
            told = resolve_told(phrase, self.trail, generic=False) if phrase.definite else None
            return by_role(phrase, self.cast) or told or self.cast.enter(phrase)
        return self.cast.enter(phrase)

    def _called_by_its_noun(self, phrase: Phrase) -> Figure | None:
        """The only body named before that ends in the noun: "the fund" after "the National Arts Fund"."""
        if not (phrase.definite and phrase.bare):
            return None
        found = {
            id(figure): figure
            for _, named, figure in self.met
            if figure is not None and _ends_in(named.name, phrase.head)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _other(self, phrase: Phrase) -> Figure | None:
        """One more of those told just before: "another" after "a clerk" is another clerk."""
        told = resolve_other(phrase, self.trail)
        many = "many" if told is not None and told.number == "plural" else "one"
        entry = self.known.titles.others[phrase.head]
        if told is None or many not in entry:
            return None
        # A description of one word has a capital only where it began a sentence.
        described = told.name if " " in told.name else told.name.lower()
        name, number = entry[many].format(described), entry.get("number", "singular")
        return self.cast.enter(phrase._replace(name=name, head=told.head, number=number, bare=False))

    def _represented(self, phrase: Phrase) -> Figure | None:
        """The body, of those named, whose representatives speak."""
        nominative = self.known.titles.short_roles
        name = phrase.body or (phrase.name.partition(" ")[2] if self.known.declines else "")
        if not name:
            return None
        if self.known.declines:
            full = ((word, nominative.get(word.lower())) for word in name.split(" "))
            name = " ".join(word if case is None else case.capitalize() for word, case in full)
        body = parse_phrase(name, Span(0, len(name)), self.known)
        if body is None or body.kind in ("person", "pronoun", "unnamed", "people") or body.parts:
            return None
        found = self.cast.find(body._replace(span=phrase.span))
        return found if found is not None and found.kind != "person" else None

    def _sided(self, phrase: Phrase) -> Figure | None:
        """Whom a noun with its country means: "the Norland agency" after an outlet of that country."""
        words = phrase.name.split(" ")
        if len(words) != 2 or phrase.head not in self.known.titles.unsure_outlets:
            return None
        country = self.known.countries.of(words[0])
        return resolve_sided(phrase, self.trail, country) if country is not None else None

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
            return self.cast.enter(phrase._replace(kind="unnamed", loose=False)) if people else None
        if is_place(phrase.name, self.known):
            return self.cast.enter(phrase._replace(kind="office", gender="thing", loose=False))
        return self.cast.enter(phrase)

    def _related(self, phrase: Phrase) -> Figure | None:
        """Whom a relative pronoun stands for: who is named, or told by a noun, right before it."""
        near = [one for one in self.met[-_MET_NEAR:] if one[0].end <= phrase.span.start]
        for place in range(len(near) - 1, -1, -1):
            span, _, figure = near[place]
            if not self.text[span.end : phrase.span.start].strip(" ,0123456789"):
                return self._apposed_to(near[:place], span) or figure
        before = antecedent(self.text, phrase.span.start)
        found = parse_phrase(self.text, before, self.known) if before is not None else None
        if found is not None and not found.loose and found.kind != "pronoun":
            return self.resolve(found)
        return resolve_pronoun(phrase, self.trail) if phrase.kind == "pronoun" else None

    def _described(self, phrase: Phrase) -> Figure | None:
        if self._is_paper(phrase):
            # "The Gazette" is the Harbour Gazette where that is told of, and no other paper.
            words = set(name_words(phrase.name))
            bodies = (f for _, _, f in self.met if f is not None and f.kind != "person")
            return only_one(f for f in bodies if words.issubset(name_words(f.name))) or self.cast.enter(phrase)
        figure = resolve_description(phrase, self.trail)
        if figure is None and phrase.name and not description_fits(phrase, self.trail):
            return self.cast.enter(phrase)
        return figure

    def _apposed_to(self, met: Sequence[tuple[Span, Phrase, Figure | None]], span: Span) -> Figure | None:
        """Who is named right before a phrase that tells of what kind he is: "Lund Live, the Telegram channel"."""
        for before, _, figure in reversed(met):
            if before.end <= span.start:
                between = self.text[before.end : span.start]
                words = between.strip(" ,").split(" ")
                articles = self.known.titles.definite | self.known.titles.indefinite
                apposed = between.startswith(", ") and "," not in between[1:]
                apposed = apposed and words[0] in articles and len(words) <= _TO_KIND and " ".join(words).islower()
                return figure if apposed else None
        return None

    def _is_paper(self, phrase: Phrase) -> bool:
        """Whether a single noun names an outlet rather than tells its kind: "The Gazette", not "the newspaper"."""
        return phrase.kind == "media" and phrase.name[:1].isupper() and not self.known.families(phrase.head)

    def _carried(self, phrase: Phrase) -> Figure | None:
        """Whose message or report it is: as the phrase says, else the owner told last, else who just spoke."""
        if phrase.owner is not None:
            figure = self._owner(phrase.owner)
            if figure is not None:
                self.trail.carriers[phrase.head] = figure
            if figure is not None or not self._is_document(phrase):
                return figure
        if self._is_document(phrase):
            written = self.cast.enter(phrase._replace(gender="thing"))
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
        return only_one(self.trail.between(here - 1, here, phrase.span.start))

    def _owner(self, span: Span) -> Figure | None:
        owner = parse_phrase(self.text, span, self.known)
        placed = self.text[max(0, span.start - 3) : span.start].lower() == "in "
        if owner is not None and placed and owner.kind not in ("media", "organisation", "office"):
            return None  # a letter in London is nobody's
        if owner is None or owner.information or owner.head in self.known.titles.no_medium:
            return None
        if owner.bare and not owner.definite and owner.kind != "pronoun":
            return self.cast.enter(owner)
        return self.resolve(owner)


def _ends_in(name: str, noun: str) -> bool:
    words = name.split(" ")
    return len(words) > 1 and words[-1][:1].isupper() and words[-1].lower() == noun
