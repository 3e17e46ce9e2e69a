"""The trained attributor: a network marks who said what and the names, the rules fill in what it was not taught.

The network learned from running English text. Headlines are telegraphic, quotations run on from one sentence to the
next without a word of saying, and hedges of the page's own ("reportedly") have no source: there the rules know more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise, takewhile
from typing import get_args

import numpy as np

from stemma.model import EntityKind, Manner, Span
from stemma.read.asides import is_aside
from stemma.read.attributions import Attribution, Attributor, Found, Page, place
from stemma.read.linking import Fragments, link
from stemma.read.marked_sources import MarkedSources
from stemma.read.quotations import Quotation
from stemma.read.rules import by_rules, ruled, units_of
from stemma.read.stances import Stances, judged
from stemma.read.words import Unit, by_paragraph
from stemma.text.encoder import Encoder, Floats, Scores, best_paths, fragments
from stemma.text.pieces import QUOTED, Window, windows
from stemma.vocabulary.cues import cue_vocabulary
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.negations import negations

# The languages of what the network was trained on; the rules read the others.
LANGUAGES = frozenset({"en"})
# In the order of the network's labels, two (begins, goes on) for each.
_SOURCE, _CUE, _CONTENT = range(3)
_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
# Shares of a content's characters: quoted from here on is direct; found already from here on is no new statement.
_DIRECT = 0.9
_FOUND = 0.3
# Stances that decide between claims.
_DECIDES = ("confirms", "denies")
# The last word before a verb that is joined on, with the comma before it.
_JOINED = re.compile(r",?\s+(?P<word>[^\W\d_]+)\s+\Z")
_LONGEST_JOINED = 12
# Fewer quoted characters than this are stray marks.
_FEWEST_QUOTED = 3
# Words of a source that follows what it says: in more of them there is a clause of their own.
_LONGEST_TELLER = 8
_PAUSE = frozenset(' ,"”»)')
# The rest of a sentence that closes with who says it: whom they told, and when.
_CLOSING = re.compile(r"[^.!?,;:\n]{0,60}(?:[.!?\n]|\Z)")
# So many windows are labelled side by side: a usual article's. All of a huge page's scores would take much memory.
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as the network marks it in normalised text: no manner or stance yet."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the network marks on a page, in text order."""

    attributions: tuple[Marked, ...]
    names: tuple[tuple[Span, EntityKind], ...]


def trained(network: Encoder) -> Attributor:
    """An attributor that reads English by `network`, and other languages by their rules."""

    def attribute(page: Page) -> Found:
        if page.language not in LANGUAGES:
            return by_rules(page)
        tagged = tag(network, page)
        return Found(_Joined(page).of(tagged.attributions), tagged.names)

    return attribute


def tag(network: Encoder, page: Page) -> Tagged:
    """What `network` marks on `page`."""
    paragraphs = [sentences for _, _, sentences in by_paragraph(page.body, page.sentences)]
    quoted = [one.span for one in page.quotations]
    marked: list[Marked] = []
    names: list[tuple[Span, EntityKind]] = []
    reading = windows(page.text, paragraphs, quoted, network.pieces, network.window)
    while some := list(islice(reading, _AT_ONCE)):
        scores = network.read(some)
        blocks = _blocks(some, [one.speech for one in scores]), _blocks(some, [one.entities for one in scores])
        paths = best_paths((network.speech_chain, network.entity_chain), blocks)
        speech, entities = (_labels(some, one) for one in paths)
        for window, score, said, named in zip(some, scores, speech, entities, strict=True):
            marked += _marked(network, window, score, said)
            names += [
                (_span(window, one), kind) for number, kind in enumerate(_KINDS) for one in fragments(named, number)
            ]
    in_order = sorted(marked, key=lambda one: (one.content[0], one.cue or Span(0, 0)))
    return Tagged(tuple(in_order), tuple(sorted(names)))


def _marked(network: Encoder, window: Window, scores: Scores, speech: Sequence[int]) -> Iterator[Marked]:
    for one in link(network.linking, scores.links, _tagged(window, speech)):
        source, cue = (_span(window, part) if part else None for part in (one.source, one.cue))
        yield Marked(source, cue, tuple(_span(window, content) for content in one.contents))


def _tagged(window: Window, speech: Sequence[int]) -> Fragments:
    cues, sources, contents = (fragments(speech, kind) for kind in (_CUE, _SOURCE, _CONTENT))
    paragraph = np.repeat(np.arange(len(window.blocks)), np.diff((*window.blocks, len(window.words))))
    quoted = np.array(window.shapes)[np.array(window.first)] >= QUOTED
    return Fragments(cues, sources, contents, paragraph, quoted)


def _blocks(some: Sequence[Window], scores: Sequence[Floats]) -> list[Floats]:
    """The scores of each block of the windows: it has a path of its own."""
    return [
        score[start:end]
        for window, score in zip(some, scores, strict=True)
        for start, end in pairwise((*window.blocks, len(window.words)))
    ]


def _labels(some: Sequence[Window], paths: Sequence[Sequence[int]]) -> list[list[int]]:
    """The labels of each window's words, by the paths of its blocks."""
    left = iter(paths)
    return [list(chain.from_iterable(islice(left, len(window.blocks)))) for window in some]


def _span(window: Window, fragment: tuple[int, int]) -> Span:
    return Span(window.words[fragment[0]].start, window.words[fragment[1] - 1].end)


class _Shelf:
    """Attributions by the units in which their words stand, so that a long page is not searched over and over."""

    def __init__(self, stances: Stances) -> None:
        self._stances = stances
        self._by_unit: dict[int, list[Attribution]] = defaultdict(list)

    def add(self, one: Attribution) -> None:
        """Keep `one`."""
        for number in self._numbers((one.source, one.cue, *one.content)):
            self._by_unit[number].append(one)

    def near(self, *spans: Span | None) -> list[Attribution]:
        """What stands in the same units as one of `spans`, each once."""
        found: dict[int, Attribution] = {}
        for number in self._numbers(spans):
            found |= {id(one): one for one in self._by_unit.get(number, ())}
        return list(found.values())

    def _numbers(self, spans: Sequence[Span | None]) -> list[int]:
        at = self._stances.unit_at
        return sorted({number for span in spans if span for number in range(at(span.start), at(span.end - 1) + 1)})


class _Joined:
    """Joins what the network marks on one page with what the rules find there."""

    def __init__(self, page: Page) -> None:
        self._page = page
        units = units_of(page)
        self._hedges = hedges(page.language)
        self._stances = Stances(units, cue_vocabulary(page.language), self._hedges)
        self._sources = MarkedSources(page, units)
        self._headline = _headline(units)
        self._quoted = _Quoted(page.quotations)
        self._cue_ends: frozenset[int] = frozenset()
        self._by_rules = ruled(page, units)
        self._rules, self._found = _Shelf(self._stances), _Shelf(self._stances)
        for rule in self._by_rules:
            self._rules.add(rule)

    def of(self, marked: Sequence[Marked]) -> tuple[Attribution, ...]:
        """All attributions of the page, in text order."""
        found: list[Attribution] = []

        def take(one: Attribution) -> None:
            found.append(one)
            self._found.add(one)

        self._cue_ends = frozenset(mark.cue.end for mark in marked if mark.cue is not None)
        asides = [rule for rule in self._by_rules if is_aside(rule, self._page.text)]
        for rule in self._by_rules:
            if self._in_headline(rule.content) and rule not in asides:
                take(rule)
        for mark in _beside(asides, marked):
            for one in self._of_mark(self._without_joined(self._without_strangers(mark))):
                take(one)
        for rule in self._by_rules:
            near = self._found.near(rule.cue, *rule.content)
            ruled_on = any(rule.content == aside.content for aside in asides)
            if rule not in asides and not _says_again(rule, near) and (ruled_on or self._is_beyond(rule, near)):
                take(rule)
        return tuple(sorted((*found, *asides), key=place))

    def _without_strangers(self, one: Marked) -> Marked:
        """`one` without sentences other than its cue's that are not all quoted and that the rules read otherwise."""
        if one.cue is None or len(one.content) == 1:
            return one
        here = self._stances.unit_at(one.cue.start)
        kept = tuple(
            span
            for span in one.content
            if self._stances.unit_at(span.start) == here
            or self._quoted.manner((span,)) == "direct"
            or not any(_is_stranger(rule, span) for rule in self._rules.near(span))
        )
        return replace(one, content=kept) if kept else one

    def _without_joined(self, one: Marked) -> Marked:
        """`one` without a ruling that the same speaker joins on: "said it was an accident and denied that …"."""
        if one.cue is None or one.source is None:
            return one
        *more, last = one.content
        for rule in self._rules.near(last):
            if rule.stance not in _DECIDES or rule.cue is None or rule.source is None or not last.covers(rule.cue):
                continue
            end = self._before_and(last.start, rule.cue.start)
            if end is not None and rule.source.overlaps(one.source) and self._quoted.manner((rule.cue,)) == "indirect":
                return replace(one, content=(*more, Span(last.start, end)))
        return one

    def _before_and(self, start: int, end: int) -> int | None:
        """Where the words between two places end without the "and" that closes them; None where none does."""
        joined = _JOINED.search(self._page.text[max(start, end - _LONGEST_JOINED) : end])
        if joined is None or "coordinator" not in word_classes(self._page.language).get(joined["word"].lower(), ()):
            return None
        return max(start, end - _LONGEST_JOINED) + joined.start()

    def _of_mark(self, one: Marked) -> Iterator[Attribution]:
        """What becomes of one of the network's marks."""
        found = self._found.near(one.cue, *one.content)
        if self._in_headline(one.content) and any(_touches(one, rule) for rule in found):
            return
        rules = self._rules.near(one.cue, *one.content)
        if one.cue is not None and self._is_half_a_word(one.cue):
            yield from (rule for rule in rules if not _says_again(rule, found) and _touches(one, rule))
            return
        if one.cue is None:
            yield from self._without_cue(one, rules, found)
            return
        rule = next((rule for rule in rules if self._is_surer(one, one.cue, rule)), None)
        rule = rule or self._hedge(one.cue, one.content, rules)
        if rule is not None:
            if not _says_again(rule, found):
                yield rule
            return
        rule = next((rule for rule in rules if _same_cue(rule.cue, one.cue)), None)
        told = self._sources.told_around(one.cue, one.content, rule) if rule is not None and one.source else None
        if rule is not None and told is not None and not _says_again(told, found):
            yield judged(self._page.text, told, self._hedges)
            return
        manner = self._quoted.manner(one.content)
        if rule is None and manner == "indirect" and not self._is_said(one, one.cue):
            return
        stance = rule.stance if rule else self._stances.of(one.cue, one.content, manner)
        source = self._sources.mended(one.source, one.cue, one.content, rule.source if rule else None)
        if source is not None and self._stances.is_hearer(source, one.cue):
            source = None
        if source is not None and source.of(self._page.text).split()[0].lower() in negations(self._page.language):
            stance = "other"  # "no ship has told" and "nobody said" tell of a silence
        yield judged(self._page.text, Attribution(source, one.cue, one.content, stance, manner), self._hedges)

    def _without_cue(
        self, one: Marked, rules: Sequence[Attribution], found: Sequence[Attribution]
    ) -> Iterator[Attribution]:
        """Speech that no cue was found for: as the rules have it, if they do."""
        manner = self._quoted.manner(one.content)
        known = [rule for rule in rules if _shared(rule.content, one.content) > _length(one.content) / 2]
        if manner == "indirect":
            return
        if known:
            yield from (rule for rule in known if rule not in found and not _says_again(rule, found))
        else:
            yield Attribution(one.source, None, one.content, "asserts", manner)

    def _is_half_a_word(self, cue: Span) -> bool:
        """Whether `cue` is the end of a word with a hyphen: "self-described" attributes nothing."""
        before = self._page.text[max(0, cue.start - 2) : cue.start]
        return len(before) == 2 and before[1] == "-" and before[0].isalnum()

    def _is_surer(self, one: Marked, cue: Span, rule: Attribution) -> bool:
        """Whether the rules know better: speech that its own sentence attributes, and whom somebody else quotes.

        That is direct speech of which the network gave a part to a cue in another paragraph, and "the paper quoted the
        mayor as saying", where the mayor and his cue were marked as said by the paper.
        """
        if rule.source is None or rule.cue is None:
            return False
        if any(span.covers(rule.source) and span.covers(rule.cue) for span in one.content):
            between = self._page.text[cue.end : rule.source.start]
            return not between.strip() and rule.cue.of(self._page.text).startswith("as ")
        direct = rule.manner == "direct" and any(span.covers(one.content[0]) for span in rule.content)
        if not direct or self._quoted.manner(one.content) != "direct":
            return False
        between = self._page.text[cue.end - 1 : rule.content[0].start]
        parted = "\n" in between and ":" not in between and _shared((rule.cue,), (cue,)) == 0
        return parted and rule.cue.end in self._cue_ends

    def _hedge(self, cue: Span, content: Sequence[Span], rules: Sequence[Attribution]) -> Attribution | None:
        """The page's own hedge in `cue`: who "reportedly moved" says nothing, as who "reportedly told" does."""
        if self._quoted.manner(content) != "indirect":
            return None
        same = [rule for rule in rules if _same_cue(rule.cue, cue)]
        only = same[0] if len(same) == 1 else None
        if only is None or only.cue is None or only.source is not None or only.stance != "hedges":
            return None
        return only if cue.covers(only.cue) and only.cue.length < cue.length and not self._stances.tells(cue) else None

    def _is_said(self, one: Marked, cue: Span) -> bool:
        """Whether somebody says it: nobody is known to be behind "it appears", and footage shows but says nothing."""
        return self._stances.speaks(cue) or (one.source is not None and not self._stances.is_image(one.source))

    def _in_headline(self, content: Sequence[Span]) -> bool:
        return self._headline.overlaps(content[0])

    def _is_beyond(self, rule: Attribution, near: Sequence[Attribution]) -> bool:
        """Whether it is of a kind that the network was not taught, given what was found `near` it.

        That is: without a source, as a hedge or speech that goes on; or within another's words ("according to the
        paper, the mayor said “…”"), where the page itself quotes it; or a stand taken, or somebody named at the end of
        a sentence ("…, two farmers told the Courier"), that the network missed.
        """
        already = max((_shared(rule.content, one.content) for one in near), default=0)
        is_new = already < _FOUND * _length(rule.content)
        if rule.source is None:
            return is_new or rule.stance == "hedges"
        if rule.cue is None:
            return False
        missed = rule.stance in _DECIDES or self._is_told_at_the_end(rule.cue, rule.source, rule)
        return (is_new and missed) or self._is_within(rule.cue, rule.source, rule, near)

    def _is_told_at_the_end(self, cue: Span, source: Span, rule: Attribution) -> bool:
        """Whether a clause is followed by who says it, briefly: "The bridge fell, two farmers told the Courier"."""
        if rule.stance != "asserts" or rule.manner != "indirect" or not self._stances.speaks(cue):
            return False
        text, end = self._page.text, rule.content[-1].end
        pause = text[end : min(cue.start, source.start)] if end <= min(cue.start, source.start) else ""
        brief = len(source.of(text).split()) <= _LONGEST_TELLER
        closes = _CLOSING.match(text, max(cue.end, source.end)) is not None
        nested = any(
            one.cue is not None and rule.content[-1].covers(one.cue) for one in self._rules.near(rule.content[-1])
        )
        return brief and closes and not nested and "," in pause and _PAUSE.issuperset(pause)

    def _is_within(self, cue: Span, source: Span, rule: Attribution, near: Sequence[Attribution]) -> bool:
        if rule.manner == "indirect" or self._quoted.manner((cue,)) != "indirect":
            return False
        return any(span.covers(cue) and span.covers(source) for one in near for span in one.content)


def _beside(asides: Sequence[Attribution], marked: Sequence[Marked]) -> Iterator[Marked]:
    """The marks without those on asides that the rules read, and without the asides' words in the others."""
    places = [_reach(one) for one in asides]
    for mark in marked:
        spans = [span for span in (mark.cue, mark.source) if span is not None]
        if not any(aside.overlaps(span) for aside in places for span in spans):
            beside = tuple(span for span in mark.content if not any(aside.covers(span) for aside in places))
            yield replace(mark, content=tuple(_outside(span, places) for span in beside or mark.content))


def _reach(aside: Attribution) -> Span:
    """From the pause before an aside to its last word."""
    ends = [span.end for span in (aside.source, aside.cue) if span is not None]
    return Span(max(span.end for span in aside.content), max(ends))


def _outside(span: Span, asides: Sequence[Span]) -> Span:
    """What of a span stands before an aside that begins in it."""
    starts = [aside.start for aside in asides if span.start < aside.start < span.end]
    return Span(span.start, min(starts)) if starts else span


class _Quoted:
    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._spans = [one.span for one in quotations]
        self._starts = [span.start for span in self._spans]

    def manner(self, content: Sequence[Span]) -> Manner:
        """Direct where nearly all of `content` is quoted, mixed where some is, else indirect."""
        quoted = sum(_shared((span,), self._near(span)) for span in content)
        if quoted < _FEWEST_QUOTED:
            return "indirect"
        return "direct" if quoted >= _DIRECT * _length(content) else "mixed"

    def _near(self, span: Span) -> Sequence[Span]:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return self._spans[first : bisect_right(self._starts, span.end)]


def _headline(units: Sequence[Unit]) -> Span:
    """The page's headline; an empty span where it has none."""
    words = [word for unit in takewhile(lambda unit: unit.headline, units) for word in unit.words]
    return Span(words[0].start, words[-1].end) if words else Span(0, 0)


def _length(content: Sequence[Span]) -> int:
    return sum(span.length for span in content)


def _shared(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters both have."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


def _same_cue(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _is_stranger(rule: Attribution, span: Span) -> bool:
    """Whether the rules give the words in `span` to somebody of their own, or to nobody in particular."""
    if rule.cue is None:
        return rule.source is None and 2 * _shared(rule.content, (span,)) > span.length
    return rule.source is not None and span.covers(rule.cue)


def _touches(one: Marked, rule: Attribution) -> bool:
    return _same_cue(one.cue, rule.cue) or _shared(one.content, rule.content) > 0


def _says_again(rule: Attribution, found: Sequence[Attribution]) -> bool:
    return any(rule is one or _same_cue(rule.cue, one.cue) for one in found)
