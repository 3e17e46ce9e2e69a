"""Reports of differing events set apart into stories, so that a whole feed can be poured into one case.

What S. Miranda et al., Multilingual clustering of streaming news (EMNLP 2018), do one report at a time is done here for
all reports of a case at once, so that no order of arrival decides: words are compared within a language, names and
numbers across languages, all of it less the further apart in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from stemma.compare.block import candidate_pairs
from stemma.compare.clusters import Clusters, Group
from stemma.compare.pieces import Material
from stemma.compare.terms import Profiles, profiles_of
from stemma.model import Report, sha256_of

# What two reports have to share at least to be compared, and with how many others one is.
_LEAST_SHARE = 0.03
_MOST_EACH = 16
# So many of a report's terms chain it to those before it.
_CHAINED = 6


def find_stories(material: Material) -> tuple[str, ...]:
    """The id of each report's story, parallel to the material's reports.

    A story's id comes from its earliest report, so that a later one leaves it as it is. A report that nothing ties to
    others is a story of its own; versions of one report are of one story. Grows near-linearly with the reports.
    """
    profiles = profiles_of(material)
    clusters = Clusters(
        Group.of(number, profile, material.language(number), _day(material.reports[number]))
        for number, profile in enumerate(profiles.reports)
    )
    for later, earlier in _revisions(material.reports):
        clusters.unite(later, earlier)
    pairs = _pairs(profiles, material.reports)
    clusters.cluster(pairs)
    clusters.settle(pairs)
    stories = [""] * len(material.reports)
    for members in clusters.found():
        story = _story_id(material.reports[number] for number in members)
        for number in members:
            stories[number] = story
    return tuple(stories)


def _pairs(profiles: Profiles, reports: Sequence[Report]) -> list[tuple[int, int]]:
    """Pairs of reports that are worth comparing: those that share rare terms, and the links of chains, sorted."""
    blocking = [profile.blocking for profile in profiles.reports]
    every = [True] * len(profiles.weights)
    found = candidate_pairs(blocking, profiles.weights, every, least_share=_LEAST_SHARE, most_each=_MOST_EACH)
    return sorted({*found, *_chains(blocking, profiles.weights, reports)})


def _chains(
    blocking: Sequence[Sequence[int]], weights: Sequence[float], reports: Sequence[Report]
) -> Iterator[tuple[int, int]]:
    """Each report with the one published before it that has one of its heaviest terms in common.

    So a story holds together of which so many reports tell that its terms bring up no pairs any more.
    """
    last: dict[int, int] = {}
    published = [(report.published is None, report.published or "", report.id) for report in reports]
    for number in sorted(range(len(reports)), key=lambda number: published[number]):
        for term in sorted(blocking[number], key=lambda term: (-weights[term], term))[:_CHAINED]:
            if term in last:
                yield (number, last[term]) if number < last[term] else (last[term], number)
            last[term] = number


def _story_id(reports: Iterable[Report]) -> str:
    first = min(reports, key=lambda report: (report.published is None, report.published or "", report.id))
    return "story-" + sha256_of(first.id)[:12]


def _revisions(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Reports that are later versions, each with the one before it, by their numbers."""
    numbers = {report.id: number for number, report in enumerate(reports)}
    for number, report in enumerate(reports):
        before = numbers.get(report.revision_of or "")
        if before is not None:
            yield number, before


def _day(report: Report) -> int | None:
    """The day of publication, counted from a fixed one; None where it is not known to the day."""
    try:
        return date.fromisoformat((report.published or "")[:10]).toordinal()
    except ValueError:
        return None
