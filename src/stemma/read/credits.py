"""Where a report says it has something from: outlets, channels, posted items, documents, renderings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Actor, Credit, LineageKind, Report, Span
from stemma.read.lexicon import Lexicon, is_capital, is_possessive, lexicon, plain_words, without_ending
from stemma.read.phrases import parse_phrase
from stemma.read.relays import OutletAt, find_relays, outlets_in, own_names, source_lines
from stemma.read.speakers import Identified
from stemma.text.names import name_key, same_name
from stemma.text.tokens import Token, tokens_in
from stemma.vocabulary.credits import CreditWords, Phrases, credit_words
from stemma.vocabulary.outlets import outlets

_WHY = {
    "to": "says that somebody spoke to this outlet",
    "from": "names this outlet as where it has it from",
    "says": "gives what this outlet reported",
    "line": "names this source in a line of its own",
    "tail": "says that this outlet had a part in the report",
    "channel": "takes it from what was put out on this channel",
    "item": "takes it from an item that this actor put out",
    "document": "takes it from a published statement or document",
    "unnamed": "takes it from outlets that it does not name",
    "renders": "says that it renders another item's words",
}
_AGENCY_MARK = re.compile(r"\((?:with (?:the )?)?([A-Z][\w. &-]{1,30})\)", re.IGNORECASE)
# How many words may stand between the parts of a credit.
_WORDS_TO_ITEM = 5
_WORDS_TO_POSTED = 6
_WORDS_TO_PLATFORM = 3
_WORDS_TO_SUBJECT = 3
_LONGEST_OWNER = 12
_BREAKS = frozenset('.;:"“”')


def find_credits(report: Report, sentences: tuple[Span, ...], identified: Identified) -> tuple[Credit, ...]:
    """The words by which the report says where it has something from, in text order, each source once a place.

    The report's own publisher is not credited: "told this newspaper" is its own work. Nothing is looked for outside
    `sentences`, so furniture gives none.
    """
    finder = _Finder(report, identified)
    found = [credit for sentence in sentences for credit in finder.sentence(sentence)]
    found += finder.documents()
    found += finder.lines()
    own = own_names(report)
    kept: list[Credit] = []
    for credit in sorted(found, key=lambda c: (c.span, c.name)):
        twice = any(credit.span.overlaps(other.span) and _same_source(credit, other) for other in kept[-4:])
        if not twice and not any(same_name(name, credit.outlet or credit.name) for name in own):
            kept.append(credit)
    return tuple(kept)


def _same_source(left: Credit, right: Credit) -> bool:
    if left.outlet is not None and left.outlet == right.outlet:
        return True
    return name_key(left.name) == name_key(right.name) or (left.actor is not None and left.actor == right.actor)


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence's words with their lower-case forms, and the outlets among them."""

    text: str
    span: Span
    words: Sequence[Token]
    lows: Sequence[str]
    outlets: Sequence[OutletAt]

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

    def words_of(self, span: Span) -> str:
        """The words in `span` as one line."""
        return plain_words(self.text, tokens_in(self.text, span))

    def span_of(self, first: int, last: int) -> Span:
        """From the start of word `first` to the end of word `last`."""
        return Span(self.words[first].span.start, self.words[last].span.end)


class _Finder:
    """Looks through a report's sentences for one kind of credit after the other."""

    def __init__(self, report: Report, identified: Identified) -> None:
        self.report = report
        self.text = report.text
        self.known: Lexicon = lexicon(report.language)
        self.credit: CreditWords = credit_words(report.language)
        self.identified = identified
        self.actors: dict[str, Actor] = {actor.id: actor for actor in identified.actors}
        self.named = sorted((m.span, m.actor) for m in identified.mentions if m.actor is not None)
        self.longest = max((span.length for span, _ in self.named), default=0)

    def sentence(self, sentence: Span) -> Iterator[Credit]:
        words = tokens_in(self.text, sentence)
        lows = [word.text.lower() for word in words]
        line = _Line(self.text, sentence, words, lows, outlets_in(self.text, sentence, self.known))
        if line.outlets:
            yield from self._relays(line)
            yield from self._tails(line)
            yield from self._marks(line)
            yield from self._channels(line)
        if self.credit.items.begin_among(lows):
            yield from self._items(line)
        if self.credit.renders.begin_among(lows):
            yield from self._renders(line)
        if self.credit.unnamed.begin_among(lows):
            yield from self._unnamed(line)

    def _credit(self, span: Span, name: str, why: str, actor: str | None = None, outlet: str | None = None) -> Credit:
        kind: LineageKind = "renders" if why == "renders" else "credits"
        return Credit(
            report=self.report.id, span=span, name=name, kind=kind, why=_WHY[why], outlet=outlet, actor=actor
        )  # fmt: skip

    def _outlet(self, at: OutletAt, span: Span, why: str) -> Credit:
        standard = at.outlet.name if at.outlet else None
        return self._credit(span, at.name, why, actor=self._actor_at(at.span), outlet=standard)

    def _actor_at(self, span: Span) -> str | None:
        """The actor named in or around `span`; None where it is none or several."""
        first, last = (bisect_left(self.named, at, key=_start) for at in (span.start - self.longest, span.end))
        found = {actor for named, actor in self.named[first:last] if named.overlaps(span)}
        return found.pop() if len(found) == 1 else None

    def _last_named(self, line: _Line, before: int) -> tuple[Span, str] | None:
        """The last actor named in the line that is over where `before` is."""
        at = bisect_left(self.named, before, key=_start) - 1
        while at >= 0 and self.named[at][0].start >= line.span.start:
            if self.named[at][0].end <= before:
                return self.named[at]
            at -= 1
        return None

    def _relays(self, line: _Line) -> Iterator[Credit]:
        for relay in find_relays(self.text, line.words, line.outlets, self.known, self.credit):
            yield self._outlet(relay.at, relay.span, relay.relation)

    def _tails(self, line: _Line) -> Iterator[Credit]:
        """ "Jane Doe and The Associated Press contributed to this report", "Source: The Herald"."""
        ends = any(self.credit.tails.starting(line.lows, n) is not None for n in range(len(line.lows)))
        opening = self.credit.lines.starting(line.lows, 0)
        opens = opening is not None and self.text[line.words[opening - 1].span.end :][:1] == ":"
        for at in line.outlets if ends or opens else ():
            yield self._outlet(at, line.span, "tail" if ends else "line")

    def _marks(self, line: _Line) -> Iterator[Credit]:
        """An agency's initials in parentheses: "(AP)", "(With Reuters)"."""
        for match in _AGENCY_MARK.finditer(self.text, line.span.start, line.span.end):
            inside = Span(*match.span(1))
            for at in line.outlets:
                agency = at.outlet is not None and at.outlet.kind == "agencies"
                if at.span == inside and (agency or "with" in match.group().lower()):
                    yield self._outlet(at, Span(*match.span()), "line")

    def _channels(self, line: _Line) -> Iterator[Credit]:
        """ "On its Telegram channel", "in a message on Twitter": named by the platform and whoever put it out."""
        for at in line.outlets:
            if at.outlet is None or at.outlet.kind != "platforms" or at.short:
                continue
            start = self._channel_start(line, at)
            if start is None or not (self._posts_in(line) or self._says_near(line)):
                continue
            channel = at.last + 1 < len(line.lows) and line.lows[at.last + 1] in self.credit.platform_words
            last = at.last + 1 if channel else at.last
            name, actor = self._channel_name(line, at, start, last)
            yield self._credit(line.span_of(start, last), name, "channel", actor=actor, outlet=at.outlet.name)

    def _channel_start(self, line: _Line, at: OutletAt) -> int | None:
        """Where "on its", "in a" and the like begin before a platform."""
        lists = self.known.titles
        for end in range(at.first, max(at.first - _WORDS_TO_PLATFORM - 1, 0), -1):
            start = self.credit.on.ending(line.lows, end)
            if start is not None:
                return start
            low = line.lows[end - 1]
            if not (low in lists.definite | lists.indefinite | lists.possessive or is_possessive(line.words[end - 1])):
                return None
        return None

    def _channel_name(self, line: _Line, at: OutletAt, start: int, last: int) -> tuple[str, str | None]:
        """ "Telegram: the Salt Board" where it is told whose channel it is, else the page's words from the item on."""
        platform = at.outlet.name if at.outlet else at.name
        if last > at.last and last + 2 < len(line.words) and line.lows[last + 1] == "of":
            owner = self._noun_phrase(line, last + 2)
            return f"{platform}: {line.words_of(owner)}", self._actor_at(owner)
        poster = self._poster(line, start)
        if poster is not None:
            return f"{platform}: {self.actors[poster].name}", poster
        item = next((n for n in range(start - 1, max(start - 5, -1), -1) if line.lows[n] in self.credit.items), None)
        return plain_words(self.text, line.words[item : at.last + 1]) if item is not None else at.name, None

    def _posts_in(self, line: _Line) -> bool:
        return any(low in self.credit.posted or low in self.credit.items for low in line.lows)

    def _says_near(self, line: _Line) -> bool:
        return any(
            span.overlaps(line.span)
            for s in self.identified.statements
            for span in (*s.content, *([s.cue] if s.cue is not None else []))
        )

    def _poster(self, line: _Line, before: int) -> str | None:
        """Who put the item out: the one speaker of the sentence's statements, else the last actor named before."""
        speakers = {
            s.speaker
            for s in self.identified.statements
            if s.source is not None and s.source.overlaps(line.span) and s.speaker is not None
        }
        if speakers:
            return speakers.pop() if len(speakers) == 1 else None
        end = line.words[before].span.start
        found = self._last_named(line, end)
        return found[1] if found is not None else None

    def _items(self, line: _Line) -> Iterator[Credit]:
        """ "A video posted by X", "X has released a video"."""
        for index, low in enumerate(line.lows):
            if low in self.credit.items:
                yield from self._posted_by(line, index)
            if low in self.credit.posted:
                yield from self._posts(line, index)

    def _posted_by(self, line: _Line, item: int) -> Iterator[Credit]:
        verb = line.next_of(self.credit.posted, item + 1, _WORDS_TO_POSTED)
        by = line.next_of(self.credit.by, verb + 1, _WORDS_TO_POSTED) if verb is not None else None
        if by is None or by + 1 >= len(line.words):
            return
        owner = self._noun_phrase(line, by + 1)
        phrase = parse_phrase(self.text, owner, self.known)
        if phrase is not None and phrase.kind != "pronoun":
            span = Span(self._phrase_start(line, item), owner.end)
            yield self._credit(span, line.words_of(owner), "item", actor=self._actor_at(owner))

    def _posts(self, line: _Line, verb: int) -> Iterator[Credit]:
        """An actor as the subject of a verb of putting out, with an item as its object."""
        item = line.next_of(self.credit.items, verb + 1, _WORDS_TO_ITEM)
        if item is None or line.lows[verb] in ("said", "wrote", "announced"):
            return
        subject = self._subject(line, line.words[verb].span.start)
        if subject is not None:
            span, actor = subject
            yield self._credit(Span(span.start, line.words[item].span.end), line.words_of(span), "item", actor=actor)

    def _subject(self, line: _Line, before: int) -> tuple[Span, str] | None:
        """The actor named just before a verb, with no more than an auxiliary between."""
        found = self._last_named(line, before)
        if found is None:
            return None
        between = Span(found[0].end, before)
        broken = "," in between.of(self.text)
        return found if len(tokens_in(self.text, between)) <= _WORDS_TO_SUBJECT and not broken else None

    def _phrase_start(self, line: _Line, noun: int) -> int:
        """Where the noun phrase of an item begins: at its article, a few words before the noun."""
        lists = self.known.titles
        start = noun
        while start and noun - start < 4 and not line.breaks(start - 1, start):
            if line.lows[start - 1] in lists.closers:
                break
            start -= 1
            if line.lows[start] in lists.indefinite | lists.definite:
                break
        return line.words[start].span.start

    def _noun_phrase(self, line: _Line, first: int) -> Span:
        """The actor named from word `first` on: up to a comma or a word that closes a phrase."""
        last = first
        while last + 1 < len(line.words) and last - first < _LONGEST_OWNER:
            gap = self.text[line.words[last].span.end : line.words[last + 1].span.start]
            if gap.strip(' "“”') or self._is_over(line.lows[last + 1]):
                break
            last += 1
        return line.span_of(first, last)

    def _is_over(self, low: str) -> bool:
        credit, lists = self.credit, self.known.titles
        closes = low in lists.closers and low not in credit.loyal
        return closes or low in credit.says or low in credit.posted or low in credit.stops or low in lists.calendar

    def _renders(self, line: _Line) -> Iterator[Credit]:
        """ "Subtitled in English by X", "translated by X"."""
        for index, low in enumerate(line.lows):
            by = line.next_of(self.credit.by, index + 1, 4) if low in self.credit.renders else None
            if by is not None and by + 1 < len(line.words) and is_capital(line.words[by + 1]):
                owner = self._noun_phrase(line, by + 1)
                span = Span(line.words[index].span.start, owner.end)
                yield self._credit(span, line.words_of(owner), "renders", actor=self._actor_at(owner))

    def _unnamed(self, line: _Line) -> Iterator[Credit]:
        """Outlets without a name: "local media said", "on social media accounts"."""
        index = 0
        while index < len(line.lows):
            end = self.credit.unnamed.starting(line.lows, index)
            if end is not None:
                start = index
                while start and self._describes(line.words[start - 1]):
                    start -= 1
                relation = self._unnamed_relation(line, start, end)
                if relation is not None:
                    name = plain_words(self.text, line.words[start:end])
                    yield self._credit(line.span_of(relation[0], relation[1] - 1), name, "unnamed")
            index = end or index + 1

    def _describes(self, word: Token) -> bool:
        """Whether a word before an unnamed outlet tells whose or what kind of outlet it is."""
        country = self.known.countries.of(without_ending(word.text))
        return country is not None or word.text.lower() in self.known.titles.modifiers

    def _unnamed_relation(self, line: _Line, start: int, end: int) -> tuple[int, int] | None:
        """The words, from and to, that make an unnamed outlet a source; None where none do."""
        before = self.credit.from_.ending(line.lows, start)
        before = self.credit.to.ending(line.lows, start) if before is None else before
        on = self.credit.on.ending(line.lows, start)
        if before is None and on is not None and self._posts_in(line):
            before = on
        if before is not None:
            return before, end
        says = self.credit.says.starting(line.lows, end)
        says = self.credit.says.starting(line.lows, end + 1) if says is None else says
        return (start, says) if says is not None else None

    def documents(self) -> Iterator[Credit]:
        """Statements whose source is a published document ("the ministry's news release") or an outlet."""
        for statement in self.identified.statements:
            if statement.source is None:
                continue
            phrase = parse_phrase(self.text, statement.source, self.known)
            if phrase is None:
                continue
            span = _together(statement.source, statement.cue)
            words = plain_words(self.text, tokens_in(self.text, statement.source))
            actor = self.actors.get(statement.speaker or "")
            if phrase.message and phrase.owner is not None and not statement.in_title:
                yield from self._document(phrase.owner, span, statement.speaker)
            elif actor is not None and actor.kind == "media" and not phrase.bare:
                outlet = actor.name if actor.name in outlets().names else None
                yield self._credit(span, words, "says", actor=actor.id, outlet=outlet)
            elif phrase.loose and _reports(statement.cue, self.text):
                yield self._credit(span, words, "says", actor=statement.speaker)

    def _document(self, owner: Span, span: Span, speaker: str | None) -> Iterator[Credit]:
        name = without_ending(plain_words(self.text, tokens_in(self.text, owner)))
        if name.lower() not in self.known.titles.pronouns and any(map(str.isupper, name)):
            yield self._credit(span, name, "document", actor=speaker)

    def lines(self) -> Iterator[Credit]:
        """Source lines ("Source: The Herald"), also those among the page's furniture, where they mostly stand."""
        for _, at, span in source_lines(self.text, self.known):
            yield self._outlet(at, span, "line")


def _start(mention: tuple[Span, str]) -> int:
    return mention[0].start


def _together(source: Span, cue: Span | None) -> Span:
    """Source and cue as one span where they stand side by side, else the source."""
    if cue is None:
        return source
    joined = Span(min(source.start, cue.start), max(source.end, cue.end))
    return joined if joined.length <= source.length + cue.length + 20 else source


def _reports(cue: Span | None, text: str) -> bool:
    """Whether the cue is the verb that outlets have: people say, outlets report."""
    return cue is not None and not {"reported", "reports"}.isdisjoint(cue.of(text).lower().split())
