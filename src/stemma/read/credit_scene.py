"""What the search for a report's credits works on: the words of a sentence, and the actors of the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model import Actor, Cover, Credit, LineageKind, Report, Span, Statement
from stemma.read.lexicon import Lexicon, is_capital, is_possessive, lexicon, plain_words
from stemma.read.relays import OutletAt
from stemma.read.speakers import Identified
from stemma.text.tokens import Token, tokens_in
from stemma.vocabulary.credits import CreditWords, Phrases, credit_words

WHY = {
    "to": "says that somebody spoke to this outlet",
    "from": "names this outlet as where it has it from",
    "says": "gives what this outlet reported",
    "line": "names this source in a line of its own",
    "byline": "names this outlet as the author",
    "tail": "says that this outlet had a part in the report",
    "staff": "gives what somebody who works for this outlet told",
    "writer": "gives what this reporter told",
    "programme": "gives what was said in this programme",
    "channel": "takes it from what was put out on this channel",
    "item": "takes it from an item that this actor put out",
    "within": "takes it from what was said or seen in this item",
    "document": "takes it from a published statement or document",
    "notes": "gives what this body made of it or pointed to",
    "unnamed": "takes it from outlets that it does not name",
    "renders": "says that it renders another item's words",
}
_LONGEST_OWNER = 12
# Characters between an item and whoever speaks in it.
_NEAR = 300
_BREAKS = frozenset('.;:"“”')


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's words with their lower-case forms, and the outlets among them.

    `posts` where it has a verb or noun of putting something out.
    """

    text: str
    span: Span
    words: Sequence[Token]
    lows: Sequence[str]
    outlets: Sequence[OutletAt]
    posts: bool

    def next_of(self, phrases: Phrases, first: int, most: int) -> int | None:
        """The first of at most `most` words from `first` on that is among `phrases`, unless a break comes before it."""
        for index in range(first, min(first + most, len(self.lows))):
            if index and self.breaks(index - 1, index):
                return None
            if self.lows[index] in phrases:
                return index
        return None

    def breaks(self, first: int, last: int) -> bool:
        """Whether a full stop, colon or quotation mark stands between two words."""
        return not _BREAKS.isdisjoint(self.text[self.words[first].span.end : self.words[last].span.start])

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next."""
        return self.text[self.words[index].span.end : self.words[index + 1].span.start]

    def words_of(self, span: Span) -> str:
        """The words in `span` as one line."""
        return plain_words(self.text, tokens_in(self.text, span))

    def named(self, first: int, last: int) -> str:
        """Words `first` to `last` as one line."""
        return plain_words(self.text, self.words[first : last + 1])

    def span_of(self, first: int, last: int) -> Span:
        """From the start of word `first` to the end of word `last`."""
        return Span(self.words[first].span.start, self.words[last].span.end)


class Scene:
    """A report with its language's lists and what was identified in it."""

    def __init__(self, report: Report, identified: Identified) -> None:
        self.report = report
        self.text = report.text
        self.known: Lexicon = lexicon(report.language)
        self.credit: CreditWords = credit_words(report.language)
        self.statements = identified.statements
        self.actors: dict[str, Actor] = {actor.id: actor for actor in identified.actors}
        self._named = sorted((m.span, m.actor) for m in identified.mentions if m.actor is not None)
        self._longest = max((span.length for span, _ in self._named), default=0)
        sourced = [(s.source, s) for s in self.statements if s.source is not None]
        self._sourced = sorted(sourced, key=lambda pair: (pair[0], pair[1].id))
        self._said = Cover(span for s in self.statements for span in (*s.content, *filter(None, [s.cue])))

    def spoken_near(self, line: Line, place: int) -> Sequence[Statement]:
        """The statements whose source begins in the line and not far from `place`, in text order."""
        start, end = max(line.span.start, place - _NEAR), min(line.span.end, place + _NEAR)
        first, last = (bisect_left(self._sourced, at, key=_place) for at in (start, end))
        return [statement for _, statement in self._sourced[first:last]]

    def says_in(self, line: Line) -> bool:
        """Whether the line holds words of a statement, or one that says them."""
        return self._said.overlaps(line.span)

    def made(self, span: Span, name: str, why: str, actor: str | None = None, outlet: str | None = None) -> Credit:
        """A credit of the report; `why` is a key of `WHY`."""
        kind: LineageKind = "renders" if why == "renders" else "credits"
        return Credit(
            report=self.report.id, span=span, name=name, kind=kind, why=WHY[why], outlet=outlet, actor=actor
        )  # fmt: skip

    def of_outlet(self, at: OutletAt, span: Span, why: str) -> Credit:
        """A credit of an outlet that stands at `at`."""
        standard = at.outlet.name if at.outlet else None
        return self.made(span, at.name, why, actor=self._outlet_actor(at), outlet=standard)

    def _outlet_actor(self, at: OutletAt) -> str | None:
        """The outlet's actor; none where its one word was taken for somebody or something else ("Lantern reported")."""
        actor = self.actor_at(at.span)
        known = self.actors.get(actor or "")
        mistaken = " " not in at.name and known is not None and known.kind != "media"
        return None if mistaken else actor

    def actor_at(self, span: Span) -> str | None:
        """The actor named in or around `span`; None where it is none or several."""
        first, last = (bisect_left(self._named, at, key=_start) for at in (span.start - self._longest, span.end))
        found = {actor for named, actor in self._named[first:last] if named.overlaps(span)}
        return found.pop() if len(found) == 1 else None

    def last_named(self, line: Line, before: int) -> tuple[Span, str] | None:
        """The last actor named in the line that is over where `before` is."""
        at = bisect_left(self._named, before, key=_start) - 1
        while at >= 0 and self._named[at][0].start >= line.span.start:
            if self._named[at][0].end <= before:
                return self._named[at]
            at -= 1
        return None

    def noun_phrase(self, line: Line, first: int) -> Span:
        """The actor named from word `first` on: up to a comma or a word that closes a phrase."""
        last = first
        while last + 1 < len(line.words) and last - first < _LONGEST_OWNER:
            if line.gap(last).strip(' "“”') or self._is_over(line.lows[last + 1]) or self._named_out(line, last):
                break
            last += 1
        return line.span_of(first, last)

    def _named_out(self, line: Line, last: int) -> bool:
        """Whether a name is over with word `last`: what follows is small and neither a noun of bodies nor a joint."""
        low, lists = line.lows[last + 1], self.known.titles
        if not is_capital(line.words[last]) or is_capital(line.words[last + 1]) or is_possessive(line.words[last]):
            return False
        return not (
            low in lists.joining or low in lists.particles or self.known.is_organisation(low) or low in lists.definite
        )

    def _is_over(self, low: str) -> bool:
        credit, lists = self.credit, self.known.titles
        closes = low in lists.closers and low not in credit.loyal
        return closes or low in credit.says or low in credit.posted or low in credit.stops or low in lists.calendar

    def phrase_start(self, line: Line, noun: int) -> int:
        """The number of the word with which the noun phrase of an item begins: its article, a few words before."""
        lists = self.known.titles
        start = noun
        while start and noun - start < 4 and not line.breaks(start - 1, start):
            low = line.lows[start - 1]
            if low in lists.closers or low in self.credit.says or low in self.credit.posted:
                break
            start -= 1
            if line.lows[start] in lists.indefinite | lists.definite | lists.possessive:
                break
        return start


def _place(pair: tuple[Span, Statement]) -> int:
    return pair[0].start


def _start(mention: tuple[Span, str]) -> int:
    return mention[0].start
