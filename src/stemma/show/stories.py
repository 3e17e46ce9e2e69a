"""A case's claims by story, where it has several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model import Claim, Report
from stemma.show.characters import one_line, shortened
from stemma.show.labels import Labels, counted, days

_LONGEST_NAME = 120
# "Statement" or "Late news" is no name of a story.
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An event that some of the case's reports tell of.

    `name` is the headline of the earliest report that has one that tells something, those in the language of most
    reports of the case first; else how the earliest report begins.
    """

    id: str
    name: str
    reports: int
    days: str | None

    @property
    def figures(self) -> str:
        """ "12 reports · 3 – 9 May 2031"."""
        return " · ".join([counted(self.reports, "report"), self.days or "no dates known"])


def stories_of(labels: Labels) -> tuple[Story, ...]:
    """The stories of a case, those of most reports first; none before it was compared."""
    held: dict[str, list[Report]] = {}
    for report in labels.case.reports:
        if report.story is not None:
            held.setdefault(report.story, []).append(report)
    return tuple(
        _story(story, reports, labels)
        for story, reports in sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _story(story: str, reports: Sequence[Report], labels: Labels) -> Story:
    def rank(report: Report) -> tuple[bool, bool, tuple[bool, str, str]]:
        tells = len((report.title or "").split()) >= _LEAST_WORDS
        return not tells, report.language != labels.language, labels.earliest_first(report.id)

    first = min(reports, key=rank)
    return Story(
        id=story,
        name=shortened(one_line(first.title or first.text[:_LONGEST_NAME]), _LONGEST_NAME)
        or labels.publisher(first.id),
        reports=len(reports),
        days=days(report.published for report in reports),
    )


def story_of(claim: Claim, labels: Labels) -> str | None:
    """The story that most of a claim's reports belong to; the one with the lowest id among equals."""
    found = (
        labels.reports[report].story for report in {member.report for member in claim.members} & labels.reports.keys()
    )
    counts = Counter(story for story in found if story is not None)
    return min(counts, key=lambda story: (-counts[story], story), default=None)
