"""Claims of responsibility whose words stand in another order: "Zu dem Anschlag bekannte sich die Gruppe …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from stemma.model import Span, trimmed
from stemma.read.attributions import Attribution, Page, place
from stemma.read.lexicon import lexicon
from stemma.read.phrases import may_speak
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.responsibility import ResponsibilityWords, responsibility_words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKS = re.compile(r"[;:,.!?—–(]")
_EDGES = " \t\u00a0,;:—–"
_OPENING = ("«", "“", "„", '"')
# Words of whoever claims it, and of what is claimed.
_LONGEST_SOURCE, _LONGEST_DEED = 10, 24
# Words that say when before whoever claims it: "bekannte sich am Abend die Miliz".
_WHEN = 2
# Words between the verb and the deed behind it.
_BETWEEN = 3
# Characters on either side of the verb that are looked at.
_REACH = 240


def with_claimed(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a page with the claims of responsibility that no cue tells of, in text order.

    Those within what somebody else says are left to him.
    """
    words = responsibility_words(page.language)
    if words is None:
        return tuple(found)
    claims = _Claims(page, words)
    near = _Near(page, found)
    made = [one for one in claims.taken() if near.may_be(one, instead=True)]
    dropped = {id(other) for one in made for other in near.of_cue(one)}
    made += [one for one in claims.claimed() if near.may_be(one, instead=False)]
    return tuple(sorted((*(one for one in found if id(one) not in dropped), *made), key=place))


class _Near:
    """A page's attributions by the sentences in which their words stand, so that a long page is not searched over."""

    def __init__(self, page: Page, found: Sequence[Attribution]) -> None:
        self._starts = [sentence.start for sentence in page.sentences]
        self._cues: dict[int, list[Attribution]] = defaultdict(list)
        self._said: dict[int, list[Attribution]] = defaultdict(list)
        for one in found:
            if one.cue is not None:
                self._cues[self._number(one.cue.start)].append(one)
            for span in one.content:
                for number in range(self._number(span.start), self._number(span.end - 1) + 1):
                    self._said[number].append(one)

    def _number(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def of_cue(self, one: Attribution) -> list[Attribution]:
        """Those whose cue overlaps with that of `one`."""
        cue = one.cue
        if cue is None:
            return []
        return [other for other in self._cues[self._number(cue.start)] if other.cue and other.cue.overlaps(cue)]

    def may_be(self, one: Attribution, *, instead: bool) -> bool:
        """Whether `one` is no part of what somebody says, nor, unless it may stand `instead`, found already."""
        known = self.of_cue(one)
        if one.cue is None or (known and not instead):
            return False
        others = (other for other in self._said[self._number(one.cue.start)] if other not in known)
        return not any(span.overlaps(one.cue) for other in others for span in other.content)


class _Claims:
    def __init__(self, page: Page, words: ResponsibilityWords) -> None:
        self._page, self._words = page, words
        self._lexicon = lexicon(page.language)
        self._classes = word_classes(page.language)
        lower = page.text.lower()
        # A letter whose small form is two would shift what is found.
        self._lower = lower if len(lower) == len(page.text) else page.text

    def taken(self) -> Iterator[Attribution]:
        """Who takes what upon himself, in text order."""
        for sentence in self._page.sentences:
            for match in _all(self._words.takes_on, self._lower, sentence):
                yield from self._taken(sentence, Span(*match.span()))

    def claimed(self) -> Iterator[Attribution]:
        """What is claimed by whom, in text order."""
        for sentence in self._page.sentences:
            for match in _all(self._words.claimed, self._lower, sentence):
                yield from self._claimed(sentence, Span(*match.span()))

    def _taken(self, sentence: Span, cue: Span) -> Iterator[Attribution]:
        """The deed and whoever takes it upon himself, on either side of the verb."""
        if self._words.taken is None:
            return
        left, right = self._left(sentence, cue.start), self._right(sentence, cue.end)
        behind = self._words.taken.search(self._lower, right.start, right.end)
        if self._words.taken.match(self._lower, left.start, left.end):
            yield from self._attribution(right, cue, left)
        elif behind is not None and len(_WORD.findall(self._lower, right.start, behind.start())) <= _BETWEEN:
            yield from self._attribution(left, cue, Span(behind.start(), right.end))

    def _claimed(self, sentence: Span, cue: Span) -> Iterator[Attribution]:
        """The deed before the words, and whoever claims it behind them."""
        before = trimmed(self._page.text, Span(max(sentence.start, cue.start - _REACH), cue.start), _EDGES)
        if before is not None:
            yield from self._attribution(self._right(sentence, cue.end), cue, self._left(sentence, before.end))

    def _attribution(self, source: Span, cue: Span, deed: Span) -> Iterator[Attribution]:
        named = self._named(source)
        told = trimmed(self._page.text, deed, _EDGES)
        if named is None or told is None or self._words.deeds is None:
            return
        if not self._words.deeds.search(self._lower, told.start, told.end):
            return
        if len(_WORD.findall(self._lower, told.start, told.end)) <= _LONGEST_DEED:
            yield Attribution(named, cue, (told,), "asserts", "indirect")

    def _named(self, side: Span) -> Span | None:
        """Who claims it: what stands on that side of the verb, without when he does; None for nobody."""
        nobody = self._words.nobody
        if nobody is not None and nobody.search(self._lower, side.start, side.end):
            return None
        words = [*_WORD.finditer(self._page.text, side.start, side.end)]
        while words and {"coordinator", "subordinator"} & set(self._classes.get(words[0].group().lower(), ())):
            words = words[1:]
        if len(words) > _WHEN and "preposition" in self._classes.get(words[0].group().lower(), ()):
            words = words[_WHEN:]
        if not 0 < len(words) <= _LONGEST_SOURCE:
            return None
        begins = words[0].start()
        begins -= self._page.text[max(side.start, begins - 1) : begins] in _OPENING
        named = trimmed(self._page.text, Span(begins, side.end), _EDGES)
        return named if named is not None and may_speak(self._page.text, named, self._lexicon) else None

    def _left(self, sentence: Span, end: int) -> Span:
        begins = max(sentence.start, end - _REACH)
        begins = max((match.end() for match in _MARKS.finditer(self._page.text, begins, end)), default=begins)
        first = _WORD.search(self._page.text, begins, end)
        return Span(first.start() if first else end, end)

    def _right(self, sentence: Span, start: int) -> Span:
        mark = _MARKS.search(self._page.text, start, min(sentence.end, start + _REACH))
        return Span(start, mark.start() if mark else min(sentence.end, start + _REACH))


def _all(pattern: re.Pattern[str] | None, text: str, sentence: Span) -> Iterator[re.Match[str]]:
    return iter(()) if pattern is None else pattern.finditer(text, sentence.start, sentence.end)
