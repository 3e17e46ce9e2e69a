"""Denials of what was told before that say no more: "The union disagrees", "“Lies,” he said", "Listeners say no"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from stemma.model import Span, trimmed
from stemma.read.attributions import Attribution, Page, place
from stemma.read.lexicon import Lexicon, lexicon
from stemma.read.phrases import may_speak
from stemma.read.stances import judged
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.numerals import numerals
from stemma.vocabulary.replies import ReplyWords, reply_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EDGES = " \t\u00a0\"“”„«»‘’'"
# What ends a flat denial before the same speaker goes on, and a verdict there.
_STOPS, _PAUSES = ".!…", ".!…,;:—–"
# What stands between a word for what was told and what is set against it: "disputes that: nine died".
_GOES_ON = (":", "—", "–")
# Where the clause begins in which somebody dissents.
_CLAUSE = re.compile(r"[;:,.!?—–(“„«\"\n]")
# Words of who dissents; of what is looked at for a flat denial.
_LONGEST_SOURCE, _LONGEST_DENIAL = 9, 9
# Characters before who dissents that are looked at.
_FARTHEST = 160


def with_dissent(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a page with the denials that are about what was told before them, in text order.

    Who says only that it is false, or that it is not so, denies it ("Residents say no"); what else he says behind that
    he asserts ("“Lies. He was at home,” she said"). So he does what follows a colon behind a verb that denies ("The
    lawyer denies: his client was at home"). Who dissents and says no more ("The union disagrees") denies what another
    says in the sentence before or, if none does, that sentence.
    """
    known = reply_words(page.language)
    if not known.dissents:
        return tuple(found)
    # An aside ("an allegation the office dismissed: …") may have told already who denies.
    asides = {one.cue: one.source for one in found if one.stance == "denies" and one.content[-1].end <= _begins(one)}
    reader = _Dissent(page, known, asides)
    told = [part for one in found for part in reader.parts(one)]
    shelf = _Shelf(page, told)
    made: list[Attribution] = []
    for one in (*reader.dissenting(shelf), *reader.going_on(found, shelf)):
        if not any(other.stance == "denies" and _same_cue(one, other) for other in shelf.of_cue(one)):
            made.append(one)
            shelf.add(one)
    again = {id(other) for one in made for other in shelf.of_cue(one) if other is not one and _is_same(other, one)}
    return tuple(sorted((*(one for one in told if id(one) not in again), *made), key=place))


class _Dissent:
    def __init__(self, page: Page, known: ReplyWords, asides: Mapping[Span | None, Span | None]) -> None:
        self._page, self._known, self._asides = page, known, asides
        self._numbers = numerals(page.language)
        self._lexicon: Lexicon = lexicon(page.language)
        self._classes = word_classes(page.language)

    def parts(self, one: Attribution) -> Iterator[Attribution]:
        """One attribution, or what it denies and what it asserts beside it."""
        if one.source is None or one.cue is None or one.stance not in ("asserts", "denies"):
            yield one
            return
        first = one.content[0]
        words = [*_WORD.finditer(self._page.text, first.start, first.end)][: _LONGEST_DENIAL + 1]
        run = [match.group().lower().replace("’", "'") for match in words]
        if len(one.content) == 1 and self._known.denies_flatly(run, self._numbers):
            yield replace(one, stance="denies")
            return
        if one.stance == "denies" and self._goes_on(one.cue, first):
            yield self._asserted(one, one.content)
            return
        end = self._denied_first(words, run)
        if end is None:
            yield one
            return
        yield replace(one, content=(Span(first.start, end),), stance="denies")
        rest = trimmed(self._page.text, Span(end, first.end), _EDGES + _PAUSES)
        content = (*((rest,) if rest and _WORD.search(rest.of(self._page.text)) else ()), *one.content[1:])
        if content:
            yield self._asserted(one, content)

    def _asserted(self, one: Attribution, content: tuple[Span, ...]) -> Attribution:
        source = self._asides.get(one.cue) or one.source
        asserted = replace(one, source=source, content=content, stance="asserts")
        return judged(self._page.text, asserted, hedges(self._page.language))

    def _goes_on(self, cue: Span, content: Span) -> bool:
        """Whether a colon stands behind the cue, so that what follows is what the speaker sets against it."""
        between = self._page.text[cue.end - 1 : content.start + 1]
        return cue.end <= content.start + 1 and ":" in between

    def _denied_first(self, words: Sequence[re.Match[str]], run: Sequence[str]) -> int | None:
        """Where a denial ends that opens the content, if more follows."""
        for last in range(min(len(words) - 1, _LONGEST_DENIAL), 0, -1):
            end = words[last - 1].end()
            after = self._page.text[end : words[last].start()].strip(_EDGES)[:1]
            joined = "coordinator" in self._classes.get(run[last], ())
            if after and after in _STOPS and self._known.denies_flatly(run[:last], self._numbers):
                return end
            if ((after and after in _PAUSES) or joined) and self._is_pointed_verdict(run[:last]):
                return end
            if last == 1 and after in _GOES_ON and run[0] in self._known.pointers:
                return end
        return None

    def _is_pointed_verdict(self, run: Sequence[str]) -> bool:
        """Whether it calls false what it points at: "that is rubbish", not "rubbish" alone."""
        opened = any(tuple(run[:last]) in self._known.openers for last in range(1, len(run)))
        return opened and self._known.calls_false(run)

    def dissenting(self, shelf: _Shelf) -> Iterator[Attribution]:
        """Who dissents, each with what was told before."""
        pattern = _pattern(self._page.language)
        for number, sentence in enumerate(self._page.sentences if pattern is not None else ()):
            for match in pattern.finditer(self._page.text, sentence.start, sentence.end) if pattern is not None else ():
                source = self._source(sentence, match.start())
                content = shelf.told_before(source, number) if source is not None else ()
                if content:
                    yield Attribution(source, Span(*match.span()), content, "denies", "indirect")

    def going_on(self, found: Sequence[Attribution], shelf: _Shelf) -> Iterator[Attribution]:
        """What those deny who go on behind a colon: what was told before it."""
        for one in found:
            if one.source is not None and one.cue is not None and one.stance == "denies":
                before = Span(min(one.source.start, one.cue.start), one.cue.end)
                goes_on = self._goes_on(one.cue, one.content[0])
                content = shelf.told_before(before, shelf.number(one.cue.start)) if goes_on else ()
                if content:
                    yield replace(one, content=content, manner="indirect")

    def _source(self, sentence: Span, at: int) -> Span | None:
        """Who dissents: what stands before in the clause, without the word that joins it on."""
        text = self._page.text
        begins = max(sentence.start, at - _FARTHEST)
        begins = max((match.end() for match in _CLAUSE.finditer(text, begins, at)), default=begins)
        words = [*_WORD.finditer(text, begins, at)]
        while words and self._joins(words[0].group().lower()):
            words = words[1:]
        if not 0 < len(words) <= _LONGEST_SOURCE or text[words[-1].end() : at].strip():
            return None
        source = Span(words[0].start(), words[-1].end())
        return source if may_speak(text, source, self._lexicon) else None

    def _joins(self, word: str) -> bool:
        return bool({"coordinator", "subordinator"} & set(self._classes.get(word, ())))


class _Shelf:
    """A page's attributions by the sentences in which their words stand, so that a long page is not searched over."""

    def __init__(self, page: Page, told: Sequence[Attribution]) -> None:
        self._page = page
        self._by_cue: dict[int, list[Attribution]] = defaultdict(list)
        self._by_end: dict[int, list[Attribution]] = defaultdict(list)
        for one in told:
            self.add(one)
            self._by_end[self.number(one.content[-1].end - 1)].append(one)

    def add(self, one: Attribution) -> None:
        """Keep `one` by its cue; what is denied is not told."""
        if one.cue is not None:
            self._by_cue[self.number(one.cue.start)].append(one)

    def of_cue(self, one: Attribution) -> Sequence[Attribution]:
        """Those with their cue in the sentence of the cue of `one`."""
        return tuple(self._by_cue[self.number(one.cue.start)]) if one.cue is not None else ()

    def number(self, offset: int) -> int:
        """The number of the sentence in which the character at `offset` stands."""
        return max(0, bisect_right(self._page.sentences, offset, key=lambda sentence: sentence.start) - 1)

    def told_before(self, source: Span, number: int) -> tuple[Span, ...]:
        """What another than `source` said in the sentence `number` or the one before; else that sentence."""
        near = [*self._by_end[number - 1], *self._by_end[number]]
        near = [one for one in near if one.content[-1].end <= source.start]
        others = [one for one in near if one.source is not None and not one.source.overlaps(source)]
        if others:
            return max(others, key=lambda one: one.content[-1].end).content
        if near or number == 0:
            return max((one.content for one in near), default=())
        before, here = self._page.sentences[number - 1 : number + 1]
        return (before,) if _is_near(self._page, before, here) else ()


def _is_near(page: Page, before: Span, here: Span) -> bool:
    """Whether a sentence is in the same paragraph as the one before it, or in the next."""
    first, second = (bisect_right(page.body, one.start, key=lambda line: line.start) for one in (before, here))
    return second - first <= 1


def _begins(one: Attribution) -> int:
    return min((span.start for span in (one.source, one.cue) if span is not None), default=0)


def _same_cue(one: Attribution, other: Attribution) -> bool:
    return one.cue is not None and other.cue is not None and one.cue.overlaps(other.cue)


def _is_same(one: Attribution, dissent: Attribution) -> bool:
    """Whether an attribution is of the words by which somebody dissents, and of nothing that he says beside them."""
    if one.cue is None or dissent.cue is None or not one.cue.overlaps(dissent.cue):
        return False
    return one.content == dissent.content or all(dissent.cue.covers(span) for span in one.content)


@cache
def _pattern(language: str | None) -> re.Pattern[str] | None:
    """Finds the words of dissent that end a clause."""
    phrases = sorted((" ".join(run) for run in reply_words(language).dissents), key=lambda one: (-len(one), one))
    if not phrases:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?=\s*(?:[.:;!?…]|$))", re.IGNORECASE)
