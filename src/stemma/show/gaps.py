"""What is not known about a case: said as plainly as what is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.model import Case, Passage, Pointer, Statement
from stemma.show.labels import Labels
from stemma.text.meaning import covered_languages
from stemma.vocabulary.files import languages


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of thing that is not known: how it is counted, what it means for the ledger, and where it is so.

    `reports` are ids of reports, `pointers` places in them, `gone` counts reports that are no longer in the case; two
    of the three are empty.
    """

    heading: str
    meaning: str
    reports: tuple[str, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    gone: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.reports) + len(self.pointers) + self.gone


def gaps_of(labels: Labels) -> tuple[Gap, ...]:
    """Every kind of gap that the case has, in a fixed order; none that it has not."""
    return tuple(gap for gap in _all_gaps(labels.case) if gap.count)


def _all_gaps(case: Case) -> Iterator[Gap]:
    read = set(languages("cues"))
    failed = {report.id: report.unread for report in case.reports if report.unread}
    unread = {report.id for report in case.reports if report.language not in read} if read else set()
    yield Gap(
        "Reports that could not be read because of an error in Stemma",
        "They say nothing here, though they may hold statements and claims; the next build tries them again. Please "
        f"report it as a bug: {'; '.join(sorted(set(failed.values())))}.",
        reports=tuple(failed),
    )
    yield Gap(
        "Reports in a language that is not read",
        "Their copies of other reports are found, but not who says what in them.",
        reports=tuple(report.id for report in case.reports if report.id in unread - failed.keys()),
    )
    covered = covered_languages()
    yield Gap(
        "Reports compared with other languages by names, numbers and dates only",
        "What words mean is not known in their language, or their language is not known. With reports in the same "
        "language they were compared by their words too.",
        reports=tuple(report.id for report in case.reports if report.language not in covered),
    )
    claimed = {member.report for claim in case.claims for member in claim.members}
    yield Gap(
        "Reports in which no claim was found",
        "They may hold one in words that the rules do not know.",
        reports=tuple(report.id for report in case.reports if report.id not in claimed | unread | failed.keys()),
    )
    yield Gap(
        "Reports without a date",
        "They are not counted as first with anything, and they cannot show which of two reports took from the other.",
        reports=tuple(report.id for report in case.reports if report.published is None),
    )
    yield Gap(
        "Reports without a publisher",
        "They are called by their address or file name.",
        reports=tuple(report.id for report in case.reports if report.publisher is None),
    )
    yield Gap(
        "Reports that were removed from this case",
        "Somebody took them out, with everything that was derived of them. What they said counts nowhere here.",
        gone=len({row.id for row in case.removed}),
    )
    yield from _gaps_in_texts(case)


def _gaps_in_texts(case: Case) -> Iterator[Gap]:
    yield Gap(
        "Speakers named by words that could not be resolved",
        "The words may stand for one who is counted already: “he”, “officials”.",
        pointers=tuple(
            _source(statement) for statement in case.statements if statement.source and not statement.speaker
        ),
    )
    yield Gap(
        "Words reported without saying whose they are",
        "“Reportedly” and its like: no origin can be counted for them.",
        pointers=tuple(
            Pointer(statement.report, statement.cue)
            for statement in case.statements
            if statement.cue and not statement.source and not statement.speaker
        ),
    )
    yield Gap(
        "Shared text of which the direction is not decided",
        "Two reports share these words; which took them from the other, or both from a third, the pages do not tell.",
        pointers=tuple(passage.left for passage in _undirected(case)),
    )
    yield Gap(
        "Text that pages of one publisher carry anyway",
        "Left out of the comparison: menus, standing lines and the like prove nothing.",
        pointers=tuple(passage.left for passage in case.passages if passage.boilerplate),
    )

    yield Gap(
        "Places of which it is not decided which the name means",
        "They are listed beside the map and not drawn on it.",
        pointers=tuple(
            Pointer(place.report, place.span)
            for place in case.places
            if place.kind != "people" and (place.latitude is None or place.longitude is None)
        ),
    )
    yield Gap(
        "Times that could not be bound to a date",
        "They are on no timeline and order nothing: “at noon”, “recently”.",
        pointers=tuple(
            Pointer(time.report, time.span)
            for time in case.times
            if time.start is None and time.type in ("DATE", "TIME")
        ),
    )


def _source(statement: Statement) -> Pointer:
    assert statement.source is not None
    return Pointer(statement.report, statement.source)


def _undirected(case: Case) -> Iterator[Passage]:
    """Passages between two reports that no edge of the lineage ties."""
    tied = {(edge.report, edge.takes_from.report) for edge in case.lineage}
    for passage in case.passages:
        pair = (passage.left.report, passage.right.report)
        if not passage.boilerplate and pair not in tied and pair[::-1] not in tied:
            yield passage
