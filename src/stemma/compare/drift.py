"""What changed between renderings of one sentence: words aligned, differences named."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from stemma.compare.pieces import Material
from stemma.model import Drift, Pointer, Span
from stemma.model.links import DriftKind
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.negations import negations

_MOST_RENDERINGS = 40
_MOST_QUOTED = 60
_LONGEST_EDGE = 6


@dataclass(frozen=True, slots=True)
class Rendering:
    """One place where an utterance stands: characters, statement, and the range of its words in its report.

    `statement` is None where a body says it in what it puts out itself.
    """

    pointer: Pointer
    statement: str | None
    report: int
    first: int
    last: int


def drift_among(material: Material, renderings: Sequence[Rendering]) -> tuple[Drift, ...]:
    """What changed between the fullest rendering and each other wording, in the order of the renderings.

    Of renderings in the same words only the first is compared. Languages are not mixed: a rendering in another
    language than the fullest one's has no words to align.
    """
    reference = max(renderings, key=lambda r: (r.last - r.first, -r.report, -r.first))
    seen = {_stems(material, reference)}
    found: list[Drift] = []
    for rendering in renderings:
        stems = _stems(material, rendering)
        if stems in seen or len(seen) > _MOST_RENDERINGS:
            continue
        seen.add(stems)
        if _language(material, rendering) == _language(material, reference):
            found.extend(drift_between(material, reference, rendering))
    return tuple(found)


def drift_between(material: Material, before: Rendering, after: Rendering) -> Iterator[Drift]:
    """The changes that lead from one rendering's words to another's, in text order.

    Quoting less is no change: words at either end that one rendering has and the other lacks are left out unless they
    are few and negate or hedge. So are changes of stop words alone.
    """
    left, right = _stems(material, before), _stems(material, after)
    for step in _changes(left, right):
        old = _Words(material, before, step.left, step.left_end)
        new = _Words(material, after, step.right, step.right_end)
        kind = _kind(old, new)
        if kind is None or (step.at_edge and not _tells_at_edge(step, kind)):
            continue
        yield Drift(kind=kind, before=old.pointer, after=new.pointer, why=_why(kind, old, new))


class _Change(NamedTuple):
    """Ranges of words that stand for each other; `at_edge` where nothing kept stands before or after them."""

    left: int
    left_end: int
    right: int
    right_end: int
    at_edge: bool


def _changes(left: Sequence[int], right: Sequence[int]) -> Iterator[_Change]:
    """What stands between the words that both hold in one order (their longest common subsequence)."""
    equal = [step for step in LCSseq.opcodes(left, right) if step.tag == "equal"]
    at_left = at_right = 0
    for step in equal:
        if (at_left, at_right) != (step.src_start, step.dest_start):
            yield _Change(at_left, step.src_start, at_right, step.dest_start, step is equal[0])
        at_left, at_right = step.src_end, step.dest_end
    if (at_left, at_right) != (len(left), len(right)):
        yield _Change(at_left, len(left), at_right, len(right), True)


def _tells_at_edge(step: _Change, kind: DriftKind) -> bool:
    """Whether words at an end are a change, rather than that one rendering quotes more or goes on otherwise."""
    lengths = sorted((step.left_end - step.left, step.right_end - step.right))
    if lengths[1] > _LONGEST_EDGE:
        return False
    return lengths[0] > 0 or kind in ("negation", "hedge")


class _Words:
    """A run of words of one rendering, possibly none."""

    def __init__(self, material: Material, rendering: Rendering, first: int, last: int) -> None:
        words, report = material.words[rendering.report], material.reports[rendering.report]
        self.stems = words.stems[rendering.first + first : rendering.first + last]
        self.language = _language(material, rendering)
        self.lexicon = material.lexicon
        self.pointer: Pointer | None = None
        self.text = ""
        self.starts_sentence = first == 0
        if first < last:
            span = words.span(rendering.first + first, rendering.first + last)
            self.pointer = Pointer(report.id, Span(*span))
            self.text = span.of(report.text)

    @functools.cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.lexicon.names[number] for number in self.stems)

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(name for name in self.names if name[:1].isdigit())

    @property
    def negates(self) -> bool:
        return not self.names.isdisjoint(negations(self.language))

    @property
    def hedges(self) -> bool:
        return hedges(self.language).marks.search(self.text.lower()) is not None

    @property
    def has_name(self) -> bool:
        words = self.text.split()[1:] if self.starts_sentence else self.text.split()
        return any(word[:1].isupper() and len(word) > 1 for word in words)

    @property
    def has_content(self) -> bool:
        return any(self.lexicon.content[number] for number in self.stems)


def _kind(old: _Words, new: _Words) -> DriftKind | None:
    """What kind of change it is, the gravest first; None where nothing of weight changed."""
    if old.negates != new.negates:
        return "negation"
    if old.numbers and new.numbers and old.numbers != new.numbers:
        return "number"
    if old.hedges != new.hedges:
        return "hedge"
    if not old.has_content and not new.has_content:
        return None
    if old.pointer is None:
        return "added"
    if new.pointer is None:
        return "dropped"
    return "name" if old.has_name and new.has_name else "words"


def _why(kind: DriftKind, old: _Words, new: _Words) -> str:
    before, after = _quoted(old.text), _quoted(new.text)
    if kind == "negation":
        return (
            f"negated here only: {before or after}"
            if not (before and after)
            else f"{before} became {after}: a negation"
        )
    if kind == "hedge":
        return f"hedged here only: {before or after}" if not (before and after) else f"{before} became {after}: a hedge"
    if not before:
        return f"{after} stands in one rendering only"
    if not after:
        return f"{before} is left out"
    noun = {"number": "the number", "name": "the name"}.get(kind)
    return f"{noun} {before} became {after}" if noun else f"{before} became {after}"


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    if len(short) > _MOST_QUOTED:
        short = short[: _MOST_QUOTED - 1] + "…"
    return f"“{short}”" if short else ""


def _stems(material: Material, rendering: Rendering) -> tuple[int, ...]:
    return tuple(material.words[rendering.report].stems[rendering.first : rendering.last])


def _language(material: Material, rendering: Rendering) -> str | None:
    return material.reports[rendering.report].language or material.readings[rendering.report].language
