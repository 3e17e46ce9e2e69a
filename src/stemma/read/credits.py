"""Where a report says it has something from: outlets, channels, posted items, documents, renderings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from stemma.model import Credit, Report, Span
from stemma.read.bylines import bylines
from stemma.read.credit_scene import WHY, Line, Scene
from stemma.read.lexicon import is_capital, plain_words, without_ending
from stemma.read.phrases import parse_phrase
from stemma.read.posted import Item, channels, items, one_credit_each, tweets
from stemma.read.relays import OutletAt, find_relays, outlets_in, own_names, source_lines
from stemma.read.speakers import Identified
from stemma.text.names import name_key, same_name
from stemma.text.tokens import Token, fold, tokens_in
from stemma.vocabulary.outlets import outlets
from stemma.vocabulary.stopwords import stopwords

_AGENCY_MARK = re.compile(
    r"[(\[]((?:(?:with|(?:additional )?reporting by|story by|source:|via) (?:the )?)?)([A-Z][^()\[\]\n]{1,60})[)\]]",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"[\s,;/&|.+-]*(?:\b(?:and|und|et|y|i|и|та)\b)?[\s,;/&|.+-]*")
_WORDS_TO_STAFF = 3
_WORDS_TO_BODY = 2
_LONGEST_PROGRAMME = 6
_MOST_DESCRIBED = 2
_CHARACTERS_TO_CHANNEL = 30
_LONGEST_SPAN = 400


def find_credits(report: Report, sentences: tuple[Span, ...], identified: Identified) -> tuple[Credit, ...]:
    """The words by which the report says where it has something from, in text order, each source once a place.

    The report's own publisher is not credited ("told this newspaper" is its own work) but for what it printed before
    ("a report in the Herald"). Nothing is looked for outside
    `sentences`, so furniture gives none but in lines that name a source or an author.
    """
    finder = _Finder(Scene(report, identified))
    found = finder.credits(sentences)
    own = own_names(report)
    kept: list[Credit] = []
    for credit in sorted(found, key=lambda c: (c.span, c.name)):
        twice = any(credit.span.overlaps(other.span) and _same_source(credit, other) for other in kept[-4:])
        itself = any(same_name(name, credit.outlet or credit.name) for name in own)
        if not twice and (not itself or finder.of_earlier(credit)):
            kept.append(credit)
    return tuple(kept)


def _same_source(left: Credit, right: Credit) -> bool:
    if left.outlet is not None and left.outlet == right.outlet:
        return True
    return name_key(left.name) == name_key(right.name) or (left.actor is not None and left.actor == right.actor)


class _Finder:
    """Looks through a report's sentences for one kind of credit after the other."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text, self.known, self.credit = scene.text, scene.known, scene.credit

    def credits(self, sentences: tuple[Span, ...]) -> list[Credit]:
        """All credits, in no order; of two for the same words the one that says more."""
        lines = [self._line(sentence) for sentence in sentences]
        strong = [credit for line in lines for credit in self._in(line)]
        strong += [*self._lines(), *tweets(self.scene)]
        posted = [
            item for line in lines if self.credit.items.begin_among(line.lows) for item in items(self.scene, line)
        ]
        near = _Places(strong)
        strong += one_credit_each([item for item in posted if not _explained(item, near)])
        near = _Places(strong)
        return strong + [credit for credit in self._statements() if not _told_already(credit, near)]

    def of_earlier(self, credit: Credit) -> bool:
        """Whether the credit names something that an outlet printed before, or what it reported."""
        words = {WHY["says"]: self.credit.writes, WHY["from"]: self.credit.pieces}.get(credit.why)
        lows = (token.text.lower() for token in tokens_in(self.text, credit.span))
        return words is not None and any(low in words for low in lows)

    def _line(self, sentence: Span) -> Line:
        words = tokens_in(self.text, sentence)
        lows = [word.text.lower() for word in words]
        posts = any(low in self.credit.posted or low in self.credit.items for low in lows)
        return Line(self.text, sentence, words, lows, outlets_in(self.text, sentence, self.known), posts)

    def _in(self, line: Line) -> Iterator[Credit]:
        if line.outlets:
            yield from self._relays(line)
            yield from self._tails(line)
            yield from self._marks(line)
            yield from self._staff(line)
            yield from channels(self.scene, line)
        if self.credit.renders.begin_among(line.lows):
            yield from self._renders(line)
        if self.credit.unnamed.begin_among(line.lows):
            yield from self._unnamed(line)
        if self.credit.notes.begin_among(line.lows):
            yield from self._notes(line)
        if self.credit.programmes.begin_among(line.lows):
            yield from self._programmes(line)

    def _relays(self, line: Line) -> Iterator[Credit]:
        for relay in find_relays(self.text, line.words, line.outlets, self.known, self.credit):
            yield self.scene.of_outlet(relay.at, relay.span, relay.relation)

    def _tails(self, line: Line) -> Iterator[Credit]:
        """ "Jane Doe and The Associated Press contributed to this report", "Contributing: The Herald"."""
        ends = any(self.credit.tails.starting(line.lows, n) is not None for n in range(len(line.lows)))
        opening = self.credit.lines.starting(line.lows, 0)
        opens = opening is not None and self.text[line.words[opening - 1].span.end :][:1] == ":"
        for at in line.outlets if ends or opens else ():
            yield self.scene.of_outlet(at, line.span, "tail" if ends else "line")

    def _marks(self, line: Line) -> Iterator[Credit]:
        """Agencies' names in brackets and nothing else there: "(AP)", "(With Reuters)", "(dpa/AFP)"."""
        for match in _AGENCY_MARK.finditer(self.text, line.span.start, line.span.end):
            inside = Span(*match.span(2))
            first, last = (bisect_left(line.outlets, at, key=_outlet_start) for at in inside)
            named = [at for at in line.outlets[first:last] if inside.covers(at.span)]
            agency = any(at.outlet is not None and at.outlet.kind == "agencies" for at in named)
            if named and self._only_names(inside, named) and (agency or match.group(1)):
                for at in named:
                    yield self.scene.of_outlet(at, Span(*match.span()), "line")

    def _only_names(self, inside: Span, named: list[OutletAt]) -> bool:
        """Whether nothing but the outlets stands in the brackets."""
        start = inside.start
        for at in [*(one.span for one in named), Span(inside.end, inside.end)]:
            if not _SEPARATED.fullmatch(self.text, start, at.start):
                return False
            start = at.end
        return True

    def _staff(self, line: Line) -> Iterator[Credit]:
        """ "A Reuters reporter said", "Herald correspondent Jane Doe", "a correspondent for the Herald"."""
        telling = any(low in self.credit.says or low in self.credit.telling for low in line.lows)
        for at in line.outlets if telling else ():
            if at.outlet is not None and at.outlet.kind == "platforms":
                continue
            behind = range(at.last + 1, min(at.last + 1 + _WORDS_TO_STAFF, len(line.lows)))
            last = next((n for n in behind if line.lows[n] in self.credit.staff and not line.breaks(n - 1, n)), None)
            if last is not None and not any(is_capital(line.words[n]) for n in range(at.last + 1, last)):
                yield self.scene.of_outlet(at, line.span_of(at.first, last), "staff")
                continue
            ahead = range(at.first - 1, max(at.first - 1 - _WORDS_TO_STAFF, -1), -1)
            first = next((n for n in ahead if not self._joins(line.lows[n])), None)
            if first is not None and line.lows[first] in self.credit.staff and not line.breaks(first, at.first):
                yield self.scene.of_outlet(at, line.span_of(first, at.last), "staff")

    def _joins(self, low: str) -> bool:
        """Whether a word may stand between "a correspondent" and the outlet: "of the", "for", "de la"."""
        lists = self.known.titles
        return low in lists.joining or low in lists.owners or low in lists.definite

    def _notes(self, line: Line) -> Iterator[Credit]:
        """A body that pointed to something or made an analysis: "the Ice Watch Group drew attention to the video"."""
        for index in range(1, len(line.lows)):
            end = self.credit.notes.starting(line.lows, index)
            found = self.scene.last_named(line, line.words[index].span.start) if end is not None else None
            if found is None or end is None or self._kind(found[1]) not in ("organisation", "media"):
                continue
            between = Span(found[0].end, line.words[index].span.start)
            if len(tokens_in(self.text, between)) <= _WORDS_TO_BODY and "," not in between.of(self.text):
                span = Span(found[0].start, line.words[end - 1].span.end)
                yield self.scene.made(span, line.words_of(found[0]), "notes", actor=found[1])

    def _kind(self, actor: str) -> str | None:
        known = self.scene.actors.get(actor)
        return known.kind if known is not None else None

    def _programmes(self, line: Line) -> Iterator[Credit]:
        """ "Said on the programme Harbour Watch": named by the programme's name."""
        for index in range(len(line.lows)):
            first = self.credit.programmes.starting(line.lows, index)
            if first is None or first >= len(line.words) or not is_capital(line.words[first]):
                continue
            last = first
            while last + 1 < len(line.words) and last - first < _LONGEST_PROGRAMME and self._goes_on(line, last):
                last += 1
            yield self.scene.made(line.span_of(index, last), line.named(first, last), "programme")

    def _goes_on(self, line: Line, last: int) -> bool:
        return line.gap(last) == " " and is_capital(line.words[last + 1])

    def _renders(self, line: Line) -> Iterator[Credit]:
        """ "Subtitled in English by X", "translated by X"."""
        for index, low in enumerate(line.lows):
            by = line.next_of(self.credit.by, index + 1, 4) if low in self.credit.renders else None
            if by is not None and by + 1 < len(line.words) and is_capital(line.words[by + 1]):
                owner = self.scene.noun_phrase(line, by + 1)
                span = Span(line.words[index].span.start, owner.end)
                yield self.scene.made(span, line.words_of(owner), "renders", actor=self.scene.actor_at(owner))

    def _unnamed(self, line: Line) -> Iterator[Credit]:
        """Outlets without a name: "local media said", "on jihadist social media accounts"."""
        index = 0
        while index < len(line.lows):
            end = self.credit.unnamed.starting(line.lows, index)
            if end is not None:
                start = index
                while start and self._describes(line.words[start - 1]):
                    start -= 1
                relation = self._unnamed_relation(line, start, end)
                if relation is not None:
                    name = line.named(relation[2], end - 1)
                    yield self.scene.made(line.span_of(relation[0], relation[1] - 1), name, "unnamed")
            index = end or index + 1

    def _may_describe(self, low: str) -> bool:
        """Whether a word may tell whose an unnamed outlet is: "jihadist", "pro-government", but not "then"."""
        lists = self.known.titles
        function = low in lists.closers or low in lists.calendar or fold(low) in stopwords(self.scene.report.language)
        return not function or low in lists.definite

    def _describes(self, word: Token) -> bool:
        """Whether a word before an unnamed outlet tells whose or what kind of outlet it is."""
        country = self.known.countries.of(without_ending(word.text))
        return country is not None or word.text.lower() in self.known.titles.modifiers

    def _unnamed_relation(self, line: Line, start: int, end: int) -> tuple[int, int, int] | None:
        """The words, from and to, that make an unnamed outlet a source, and where its name begins; None without."""
        for first in range(start, max(start - _MOST_DESCRIBED - 1, -1), -1):
            before = self.credit.from_.ending(line.lows, first)
            before = self.credit.to.ending(line.lows, first) if before is None else before
            if before is None and line.posts:
                before = self.credit.on.ending(line.lows, first)
            if before is not None:
                return before, end, first
            if first and (line.gap(first - 1).strip() or not self._may_describe(line.lows[first - 1])):
                break
        for first in (end, end + 1):
            says = self.credit.says.starting(line.lows, first)
            if says is not None:
                paused = "," in self.text[line.words[end - 1].span.end : line.words[first].span.start]
                return None if paused else (start, says, start)
        return None

    def _statements(self) -> Iterator[Credit]:
        """Statements whose source is a published document ("the ministry's news release"), an outlet or a reporter."""
        for statement in self.scene.statements:
            if statement.source is None:
                continue
            phrase = parse_phrase(self.text, statement.source, self.known)
            if phrase is None:
                continue
            span = _together(statement.source, statement.cue)
            words = plain_words(self.text, tokens_in(self.text, statement.source))
            actor = self.scene.actors.get(statement.speaker or "")
            if phrase.message and phrase.owner is not None and not statement.in_title:
                yield from self._document(phrase.owner, span, statement.speaker)
            elif actor is not None and actor.kind == "media" and not phrase.bare:
                outlet = actor.name if actor.name in outlets().names else None
                name = actor.name if phrase.kind == "pronoun" or words.islower() else words
                yield self.scene.made(span, name, "says", actor=actor.id, outlet=outlet)
            elif phrase.loose and _reports(statement.cue, self.text):
                yield self.scene.made(span, words, "says", actor=statement.speaker)
            elif actor is not None and actor.kind == "person" and self._is_writer(statement.source):
                yield self.scene.made(span, words, "writer", actor=actor.id)

    def _is_writer(self, source: Span) -> bool:
        """Whether a source is somebody named who writes or reports: "veteran reporter Jane Doe"."""
        words = tokens_in(self.text, source)
        return any(word.text.lower() in self.credit.staff for word in words) and any(is_capital(w) for w in words[1:])

    def _document(self, owner: Span, span: Span, speaker: str | None) -> Iterator[Credit]:
        name = without_ending(plain_words(self.text, tokens_in(self.text, owner)))
        if name.lower() not in self.known.titles.pronouns and any(map(str.isupper, name)):
            yield self.scene.made(span, name, "document", actor=speaker)

    def _lines(self) -> Iterator[Credit]:
        """Source lines ("Source: The Herald") and bylines, also among the page's furniture, where they mostly stand."""
        for _, at, span in source_lines(self.text, self.known):
            yield self.scene.of_outlet(at, span, "line")
        for at, span in bylines(self.text, self.known, self.credit):
            yield self.scene.of_outlet(at, span, "byline")


class _Places:
    """Credits by where they begin; of a long one only the beginning counts."""

    def __init__(self, found: Iterable[Credit]) -> None:
        self._credits = sorted(found, key=_start)

    def near(self, span: Span) -> Iterator[Credit]:
        """The credits that overlap `span`, in text order."""
        first, last = (bisect_left(self._credits, at, key=_start) for at in (span.start - _LONGEST_SPAN, span.end))
        return (credit for credit in self._credits[first:last] if credit.span.end > span.start)


def _outlet_start(at: OutletAt) -> int:
    return at.span.start


def _start(credit: Credit) -> int:
    return credit.span.start


def _explained(item: Item, others: _Places) -> bool:
    """Whether the item's channel or outlet is credited right there: "in a statement to Reuters", "put on blogs"."""
    reach = Span(item.credit.span.start, item.credit.span.end + _CHARACTERS_TO_CHANNEL)
    return item.credit.why != WHY["item"] and any(True for _ in others.near(reach))


def _told_already(credit: Credit, others: _Places) -> bool:
    """Whether another credit names the same source in the same words, longer or shorter."""
    key = f" {name_key(credit.name)} "
    names = (f" {name_key(other.name)} " for other in others.near(credit.span))
    return any(key in known or known in key for known in names)


def _together(source: Span, cue: Span | None) -> Span:
    """Source and cue as one span where they stand side by side, else the source."""
    if cue is None:
        return source
    joined = Span(min(source.start, cue.start), max(source.end, cue.end))
    return joined if joined.length <= source.length + cue.length + 20 else source


def _reports(cue: Span | None, text: str) -> bool:
    """Whether the cue is the verb that outlets have: people say, outlets report."""
    return cue is not None and not {"reported", "reports"}.isdisjoint(cue.of(text).lower().split())
