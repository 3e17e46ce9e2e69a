"""The trained attributor: a network marks who said what and the names, the rules fill in what it was not taught.

The network learned from running English text. Headlines are telegraphic, quotations run on from one sentence to the
next without a word of saying, and hedges of the page's own ("reportedly") have no source: there the rules know more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from stemma.model import EntityKind, Manner, Span
from stemma.read.attributions import Attribution, Attributor, Found, Page, place
from stemma.read.linking import link
from stemma.read.quotations import Quotation
from stemma.read.rules import by_rules, ruled, units_of
from stemma.read.stances import Stances, judged
from stemma.read.words import Unit, by_paragraph
from stemma.text.encoder import Encoder, Floats, fragments
from stemma.text.pieces import Window, windows
from stemma.vocabulary.cues import cue_vocabulary
from stemma.vocabulary.hedges import hedges

# The languages of what the network was trained on; the rules read the others.
LANGUAGES = frozenset({"en"})
# In the order of the network's labels, two (begins, goes on) for each.
_SOURCE, _CUE, _CONTENT = range(3)
_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
# Shares of a content's characters: quoted from here on is direct; found already from here on is no new statement.
_DIRECT = 0.9
_FOUND = 0.3
# Fewer quoted characters than this are stray marks.
_FEWEST_QUOTED = 3


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
    for window in windows(page.text, paragraphs, quoted, network.pieces, network.window):
        scores = network(window)
        speech = _labels(window, scores.speech, network.speech_chain.best)
        cues, sources, contents = (fragments(speech, kind) for kind in (_CUE, _SOURCE, _CONTENT))
        for one in link(network.linking, scores.links, cues, sources, contents):
            source, cue = (_span(window, part) if part else None for part in (one.source, one.cue))
            marked.append(Marked(source, cue, tuple(_span(window, content) for content in one.contents)))
        labels = _labels(window, scores.entities, network.entity_chain.best)
        names += [(_span(window, one), kind) for number, kind in enumerate(_KINDS) for one in fragments(labels, number)]
    in_order = sorted(marked, key=lambda one: (one.content[0], one.cue or Span(0, 0)))
    return Tagged(tuple(in_order), tuple(sorted(names)))


def _labels(window: Window, scores: Floats, best: Callable[[Floats], list[int]]) -> list[int]:
    ends = (*window.blocks[1:], len(window.words))
    return [label for start, end in zip(window.blocks, ends, strict=True) for label in best(scores[start:end])]


def _span(window: Window, fragment: tuple[int, int]) -> Span:
    return Span(window.words[fragment[0]].start, window.words[fragment[1] - 1].end)


class _Joined:
    """Joins what the network marks on one page with what the rules find there."""

    def __init__(self, page: Page) -> None:
        self._page = page
        units = units_of(page)
        self._rules = ruled(page, units)
        self._hedges = hedges(page.language)
        self._stances = Stances(units, cue_vocabulary(page.language), self._hedges)
        self._headlines = [_hull(unit) for unit in units if unit.headline]
        self._quoted = _Quoted(page.quotations)

    def of(self, marked: Sequence[Marked]) -> tuple[Attribution, ...]:
        """All attributions of the page, in text order."""
        found = [one for one in self._rules if self._in_headline(one.content)]
        for one in marked:
            found += self._of_mark(one, found)
        for rule in self._rules:
            if not _says_again(rule, found) and self._is_beyond(rule, found):
                found.append(rule)
        return tuple(sorted(found, key=place))

    def _of_mark(self, one: Marked, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """What becomes of one of the network's marks."""
        if self._in_headline(one.content) and any(_touches(one, rule) for rule in found):
            return
        if one.cue is None:
            known = [rule for rule in self._rules if _shared(rule.content, one.content) > _length(one.content) / 2]
            if known:
                yield from (rule for rule in known if rule not in found and not _says_again(rule, found))
                return
        rule = next((rule for rule in self._rules if _same_cue(rule.cue, one.cue)), None)
        manner = self._quoted.manner(one.content)
        stance = rule.stance if rule else self._stances.of(one.cue, one.content, manner)
        source = one.source or (rule.source if rule else None)
        yield judged(self._page.text, Attribution(source, one.cue, one.content, stance, manner), self._hedges)

    def _in_headline(self, content: Sequence[Span]) -> bool:
        return any(line.overlaps(content[0]) for line in self._headlines)

    def _is_beyond(self, rule: Attribution, found: Sequence[Attribution]) -> bool:
        """Whether it is of a kind that the network was not taught: without a source, a hedge or speech that goes on."""
        if rule.source is not None:
            return False
        already = max((_shared(rule.content, one.content) for one in found), default=0)
        return rule.stance == "hedges" or already < _FOUND * _length(rule.content)


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


def _hull(unit: Unit) -> Span:
    return Span(unit.words[0].start, unit.words[-1].end)


def _length(content: Sequence[Span]) -> int:
    return sum(span.length for span in content)


def _shared(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters both have."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


def _same_cue(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _touches(one: Marked, rule: Attribution) -> bool:
    return _same_cue(one.cue, rule.cue) or _shared(one.content, rule.content) > 0


def _says_again(rule: Attribution, found: Sequence[Attribution]) -> bool:
    return any(rule is one or _same_cue(rule.cue, one.cue) for one in found)
