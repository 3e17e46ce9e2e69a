"""Reused text as lineage: which of two reports that share words took them from the other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from stemma.model import Comparison, LineageEdge, LineageEvidence, Report, Span, Target, merged
from stemma.text.plain_names import words_of
from stemma.trace.leftovers import Leftover, Leftovers
from stemma.trace.moments import apart, comes_before
from stemma.trace.outlets import Outlets, is_agency

# Fewer characters in common, quotations left out, show nothing: two reporters hit on such phrases by themselves.
_LEAST_CHARACTERS = 40
# A headline of fewer words ("Live updates") may be two editors' idea.
_HEADLINE_WORDS = 5
_HEADLINE_HOURS = timedelta(hours=48)
_MOST_EVIDENCE = 3
_LONGEST_TITLE = 120
# How far a direction is to be trusted: said by the page or the clock, seen in what the copy left over, told from one
# being contained in the other, or guessed from who shares with how many.
_SURE, _SEEN, _CONTAINED, _GUESSED = 1.0, 0.8, 0.5, 0.4
# So much of a report stands in another, and no more than so much of that one is taken, where it is an excerpt.
_WHOLE, _PART = 0.8, 0.6
# A stray sentence may have come to both from a third; to guess a direction it takes so much of the taker's text.
_LEAST_GUESSED = 0.1


_Pairs = Sequence[tuple[Span, Span]]


class Credited(NamedTuple):
    """What a report's credits lead to: reports of the case, and outlets outside it by their fullest names."""

    reports: frozenset[str]
    outlets: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Shared:
    """Words of report `taker` that stand in `source` too."""

    taker: str
    source: str
    spans: tuple[Span, ...]
    trust: float
    why: str
    leftover: Leftover | None


class _Way(NamedTuple):
    """That `taker` took from `source`, and what shows it."""

    taker: str
    source: str
    why: str
    trust: float


def copied(
    reports: Sequence[Report],
    comparison: Comparison,
    outlets: Outlets,
    credited: Mapping[str, Credited],
    leftovers: Leftovers,
) -> Iterator[LineageEdge]:
    """Edges of kind "copies": from each report to where its reused words most likely come from.

    Quotations do not count, since two reports may quote one speaker. The direction is that of an edition, a credit,
    the clock, or of what the copied words take for known (see `leftovers`); else a report that stands whole in a much
    longer one, or shares words with fewer others, is taken for the copy, at less than half the score. Where nothing
    decides, or the clock and the words contradict each other, there is no edge: what two reports share still keeps
    them from counting as two.
    """
    scene = _Scene({report.id: report for report in reports}, outlets, credited, _degrees(comparison), leftovers)
    quoted = _quoted(comparison)
    shared: defaultdict[str, list[_Shared]] = defaultdict(list)
    for (left, right), pairs in sorted(_by_pair(comparison).items()):
        found = scene.direction(left, right, pairs)
        if found is None:
            continue
        way, leftover = found
        spans = tuple(sorted(pair[way.taker == right] for pair in pairs))
        if sum(_outside(span, quoted[way.taker]) for span in spans) >= _LEAST_CHARACTERS:
            shared[way.taker].append(_Shared(way.taker, way.source, spans, way.trust, way.why, leftover))
    for taker in sorted(shared):
        yield from scene.chosen(shared[taker])


def same_headlines(reports: Sequence[Report], outlets: Outlets) -> Iterator[LineageEdge]:
    """Edges from each report to the first one that bore the same headline within two days."""
    groups: defaultdict[tuple[str, ...], list[Report]] = defaultdict(list)
    for report in reports:
        words = words_of(report.title or "")
        if len(words) >= _HEADLINE_WORDS:
            groups[words].append(report)
    for group in groups.values():
        # Where two bear one date, the outlet that carries others' items is the later.
        ordered = sorted(group, key=lambda r: (r.published or "9", outlets.aggregates(r.id), r.id))
        yield from (edge for later in ordered[1:] if (edge := _headline_edge(ordered[0], later, outlets)))


def _headline_edge(first: Report, later: Report, outlets: Outlets) -> LineageEdge | None:
    gap = apart(first.published, later.published)
    known = comes_before(first.published, later.published) or outlets.aggregates(later.id) > outlets.aggregates(
        first.id
    )
    if gap is None or gap > _HEADLINE_HOURS or not known or later.text == "":
        return None
    place = later.text.find(later.title or "")
    span = Span(place, place + len(later.title or "")) if place >= 0 else Span(0, min(len(later.text), 120))
    why = f"the same headline as {label(first)}, which came first"
    evidence = (LineageEvidence(report=later.id, span=span, why=why),)
    return LineageEdge(report=later.id, takes_from=Target(report=first.id), kind="copies", score=0.6, evidence=evidence)


def is_track(report: Report) -> bool:
    """Whether a report is the subtitles of a recording, told by the time codes in it."""
    return any(anchor.kind == "time" for anchor in report.anchors)


def label(report: Report) -> str:
    """How a report is called in a sentence: its publisher and headline, else its id."""
    title = " ".join((report.title or "")[:_LONGEST_TITLE].split())
    name = f"“{title}”" if title else report.id
    return f"{report.publisher}, {name}" if report.publisher else name


class _Scene:
    """What decides which of two reports took from the other."""

    def __init__(
        self,
        reports: Mapping[str, Report],
        outlets: Outlets,
        credited: Mapping[str, Credited],
        degrees: Mapping[str, int],
        leftovers: Leftovers,
    ) -> None:
        self._reports, self._outlets, self._credited, self._degrees = reports, outlets, credited, degrees
        self._leftovers = leftovers

    def direction(self, one: str, other: str, pairs: _Pairs) -> tuple[_Way, Leftover | None] | None:
        """Which took from which, with what the copy left over to show it; None where neither way is shown.

        `pairs` are the passages, as spans in `one` and in `other`.
        """
        turned = [(there, here) for here, there in pairs]
        left_over = {
            one: self._leftovers.found(one, other, pairs),
            other: self._leftovers.found(other, one, turned),
        }
        way = self._said(one, other)
        if way is None and any(map(is_agency, self._credited[one].outlets & self._credited[other].outlets)):
            return None  # Both print what one agency sent out.
        way = way or self._unsaid(one, other, [report for report in (one, other) if left_over[report]], pairs)
        return (way, left_over[way.taker]) if way else None

    def _said(self, one: str, other: str) -> _Way | None:
        """The way that a page itself tells."""
        for taker, source in ((one, other), (other, one)):
            why = self._shown(taker, source)
            if why and not (self._shown(source, taker) and not comes_before(self._date(source), self._date(taker))):
                return _Way(taker, source, why, _SURE)
        return None

    def _unsaid(self, one: str, other: str, left_over: Sequence[str], pairs: _Pairs) -> _Way | None:
        """The way that the clock, the copied words or the outlets show. `left_over`: who has words of the other's."""
        by_clock = self._by_clock(one, other)
        if not left_over:
            shown = by_clock or self._by_record(one, other) or self._by_outlet(one, other)
            return shown or self._by_containment(one, other, pairs) or self._by_place(one, other)
        if len(left_over) == 2 or (by_clock and by_clock.taker != left_over[0]):
            return None  # Then both were cut from a third.
        source = other if left_over[0] == one else one
        return by_clock or _Way(left_over[0], source, "its words take for known whom only that one introduces", _SEEN)

    def _shown(self, taker: str, source: str) -> str | None:
        """Why the page itself says that `taker` took from `source`."""
        if self._reports[taker].revision_of == source:
            return "it is a later edition of that report"
        if source in self._credited[taker].reports:
            return "it credits that report's outlet"
        if any(self._outlets.publishes(source, name) for name in self._credited[taker].outlets):
            return "it credits that report's outlet"
        return None

    def _by_clock(self, one: str, other: str) -> _Way | None:
        for taker, source in ((one, other), (other, one)):
            if comes_before(self._date(source), self._date(taker)):
                return _Way(taker, source, "it was published later", _SURE)
        return None

    def _by_record(self, one: str, other: str) -> _Way | None:
        """Subtitles, which bear no date, are written down from what was said; who has the words in a text took them."""
        for taker, source in ((one, other), (other, one)):
            if is_track(self._reports[source]) and not is_track(self._reports[taker]):
                return _Way(taker, source, "that one subtitles a recording of these words", _SEEN)
        return None

    def _by_outlet(self, one: str, other: str) -> _Way | None:
        for taker, source in ((one, other), (other, one)):
            if self._outlets.aggregates(taker) > self._outlets.aggregates(source):
                return _Way(taker, source, "its outlet carries other outlets' items", _SURE)
            if self._outlets.sends_out(source) > self._outlets.sends_out(taker):
                return _Way(taker, source, "that outlet is a news agency", _SURE)
        return None

    def _by_containment(self, one: str, other: str, pairs: _Pairs) -> _Way | None:
        """Without dates: a report that stands nearly whole in one that has as much again is an excerpt of it."""
        if self._outlets.same_publisher(one, other):
            return None
        shares = {
            report: sum(span.length for span in merged(pair[side] for pair in pairs)) / max(1, self._length(report))
            for side, report in enumerate((one, other))
        }
        taker, source = sorted((one, other), key=lambda report: -shares[report])
        if shares[taker] < _WHOLE or shares[source] > _PART:
            return None
        return _Way(taker, source, "no date decides, but it stands nearly whole in that longer one", _CONTAINED)

    def _by_place(self, one: str, other: str) -> _Way | None:
        """Without dates: who shares words with more reports is nearer to where they come from."""
        ranks = {report: (self._degrees[report], len(self._reports[report].text)) for report in (one, other)}
        if self._outlets.same_publisher(one, other):
            ranks = {report: (0, -length) for report, (_, length) in ranks.items()}
        if ranks[one] == ranks[other]:
            return None
        taker, source = sorted((one, other), key=lambda report: ranks[report])
        if ranks[source][0] > ranks[taker][0]:
            why = "more reports share that one's words"
        else:
            why = "that one is the longer" if ranks[source][1] > 0 else "an outlet's later version is mostly the longer"
        return _Way(taker, source, f"no date decides, but {why}", _GUESSED)

    def _length(self, report: str) -> int:
        return len(self._reports[report].text)

    def _date(self, report: str) -> str | None:
        return self._reports[report].published

    def chosen(self, shared: Iterable[_Shared]) -> Iterator[LineageEdge]:
        """For every stretch of reused words the one source that explains most of them, the earliest of equals."""
        taken: list[Span] = []
        for item in sorted(shared, key=self._preference):
            if item.trust == _GUESSED and self._share(item) < _LEAST_GUESSED:
                continue
            new = [span for span in item.spans if _outside(span, sorted(taken)) >= _LEAST_CHARACTERS]
            if new:
                taken = merged([*taken, *item.spans])
                yield self._edge(item, new)

    def _preference(self, item: _Shared) -> tuple[bool, float, int, str, str]:
        characters = sum(span.length for span in merged(item.spans))
        credited = item.source in self._credited[item.taker].reports
        return not credited, -item.trust, -characters, self._date(item.source) or "9", item.source

    def _share(self, item: _Shared) -> float:
        """How much of the taker's text stands in the source (0 to 1)."""
        return sum(span.length for span in merged(item.spans)) / max(1, len(self._reports[item.taker].text))

    def _edge(self, item: _Shared, spans: Sequence[Span]) -> LineageEdge:
        why = f"the same words stand in {label(self._reports[item.source])}; {item.why}"
        longest = sorted(spans, key=lambda span: (-span.length, span))[:_MOST_EVIDENCE]
        evidence = [LineageEvidence(report=item.taker, span=span, why=why) for span in longest]
        if item.leftover is not None:
            evidence.append(LineageEvidence(report=item.taker, span=item.leftover.span, why=item.leftover.why))
        score = round(min(1.0, max(0.1, self._share(item))) * item.trust, 3)
        target = Target(report=item.source)
        return LineageEdge(report=item.taker, takes_from=target, kind="copies", score=score, evidence=tuple(evidence))


def _by_pair(comparison: Comparison) -> dict[tuple[str, str], list[tuple[Span, Span]]]:
    """The passages that prove something, by pair of reports (smaller id first), as spans in each."""
    pairs: defaultdict[tuple[str, str], list[tuple[Span, Span]]] = defaultdict(list)
    for passage in comparison.passages:
        left, right = sorted((passage.left, passage.right))
        if not passage.boilerplate and left.report != right.report:
            pairs[left.report, right.report].append((left.span, right.span))
    return pairs


def _degrees(comparison: Comparison) -> defaultdict[str, int]:
    degrees: defaultdict[str, int] = defaultdict(int)
    for pair in _by_pair(comparison):
        for report in pair:
            degrees[report] += 1
    return degrees


def _quoted(comparison: Comparison) -> defaultdict[str, list[Span]]:
    """What shows no copying, as sorted spans that do not overlap: somebody's own words, and how speakers are named."""
    quoted: defaultdict[str, list[Span]] = defaultdict(list)
    for statement in comparison.statements:
        if statement.manner == "direct":
            quoted[statement.report].extend(statement.content)
        if statement.source is not None:
            quoted[statement.report].append(statement.source)
    return defaultdict(list, {report: merged(spans) for report, spans in quoted.items()})


def _outside(span: Span, excluded: Sequence[Span]) -> int:
    """How many characters of `span` lie outside `excluded` (sorted, not overlapping)."""
    first = max(0, bisect_left(excluded, span) - 1)
    inside = 0
    for other in excluded[first:]:
        if other.start >= span.end:
            break
        inside += span.shared(other)
    return span.length - inside
