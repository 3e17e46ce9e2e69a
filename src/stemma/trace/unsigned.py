"""Reports that name no publisher: whose they are, as other reports' credits show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from stemma.model import Comparison, Credit, Reading, Report, Span
from stemma.trace.moments import comes_before
from stemma.trace.outlets import Outlets, outlet_words

# Characters around a credit within which the words stand that it credits.
_NEAR = 300
# One report may share words with another by chance near a credit; two that credit one outlet hardly do.
_LEAST_VOTES = 2
_LEAST_VOTES_AMONG_RIVALS = 4

_Place = tuple[Span, frozenset[str]]


def presume_publishers(
    reports: Sequence[Report], readings: Sequence[Reading], comparison: Comparison, outlets: Outlets
) -> None:
    """Tell `outlets` which unsigned reports are whose.

    Where several reports credit an outlet for words that stand in one unsigned report, which does not itself credit
    that outlet, the unsigned report is taken for the outlet's. It has to be the only one that most of them point to.
    """
    lengths = {report.id: len(report.text) for report in reports}
    published = {report.id: report.published for report in reports}
    unsigned = {report.id for report in reports if not outlets.signed(report.id)}
    if not unsigned:
        return
    crediting: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    votes: defaultdict[tuple[str, ...], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    shared = _shared(comparison, unsigned)
    for reading in readings:
        for words, credit in _open_credits(reading, outlets):
            crediting[words].add(reading.report)
            for other in _near(credit, shared[reading.report]):
                if other != reading.report and not comes_before(published[reading.report], published[other]):
                    votes[words][other].add(reading.report)
    for words in sorted(votes):
        chosen = _chosen(votes[words], crediting[words], lengths)
        if chosen is not None:
            outlets.presume(chosen, words)


def _chosen(votes: dict[str, set[str]], crediting: set[str], lengths: dict[str, int]) -> str | None:
    """The report with which most of those who credit the outlet share the credited words, more than half of them.

    Of several such, where there are votes enough, the longest: the others are shortened copies that name no source.
    """
    ranked = [(len(voters), lengths[report], report) for report, voters in votes.items() if report not in crediting]
    most = max(ranked, default=(0, 0, ""))
    rivals = sum(entry[0] == most[0] for entry in ranked) - 1
    equals = sum(entry[:2] == most[:2] for entry in ranked) - 1
    enough = most[0] >= (_LEAST_VOTES_AMONG_RIVALS if rivals else _LEAST_VOTES) and 2 * most[0] > len(crediting)
    return most[2] if enough and not equals else None


def _open_credits(reading: Reading, outlets: Outlets) -> Iterator[tuple[tuple[str, ...], Credit]]:
    """The reading's credits of outlets that are known to publish nothing in the case."""
    for credit in reading.credits:
        name = credit.outlet or credit.name
        if credit.actor is None and not outlets.known(name):
            yield outlet_words(name), credit


def _shared(comparison: Comparison, unsigned: set[str]) -> defaultdict[str, list[_Place]]:
    """For each report where it shares words, and with which unsigned reports."""
    shared: defaultdict[str, list[_Place]] = defaultdict(list)
    for utterance in comparison.utterances:
        others = frozenset(member.report for member in utterance.members) & unsigned
        for member in utterance.members if others else ():
            shared[member.report].append((member.span, others))
    for passage in comparison.passages:
        for here, there in ((passage.left, passage.right), (passage.right, passage.left)):
            if there.report in unsigned and not passage.boilerplate:
                shared[here.report].append((here.span, frozenset({there.report})))
    return shared


def _near(credit: Credit, places: Sequence[_Place]) -> set[str]:
    window = Span(max(0, credit.span.start - _NEAR), credit.span.end + _NEAR)
    return {other for span, others in places if span.overlaps(window) for other in others}
