"""From the words of the reports to where the page has them: claims, places on the map, times of the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import stemma.show.page.limits as limits
from stemma.show.characters import shortened
from stemma.show.labels import STATUS_WORDS
from stemma.show.ledger import Ledger, Row
from stemma.show.page.snapshots import Reference
from stemma.show.places import NamedPlace
from stemma.show.timeline import Timeline

_LONGEST_GLOSS = 120


def rows_shown(ledger: Ledger) -> Iterator[Row]:
    """The claims that stand on the page, as a card or as a line."""
    yield from ledger.shared[: limits.MOST_CARDS + limits.MOST_LINES]
    yield from ledger.lone[: limits.MOST_LONE]


def references_of(
    ledger: Ledger, places: Sequence[NamedPlace], timeline: Timeline | None
) -> Mapping[str, Sequence[Reference]]:
    """By report, what its words lead to."""
    found: defaultdict[str, dict[Reference, None]] = defaultdict(dict)
    for row in rows_shown(ledger):
        words = f"Claim {row.number}, {STATUS_WORDS[row.claim.status].lower()}: {shortened(row.gloss, _LONGEST_GLOSS)}"
        for member in row.claim.members:
            found[member.report][Reference(member.span, "claim", f"c{row.number}", words, row.number)] = None
    for number, place in enumerate(places[: limits.MOST_PLACES], 1):
        words = f"{place.name}: on the map" if place.located else f"{place.name}: not known where"
        for pointer in place.pointers:
            found[pointer.report][Reference(pointer.span, "place", f"pl{number}", words)] = None
    for number, time in enumerate(timeline.times[: limits.MOST_TIMES] if timeline else (), 1):
        for pointer in time.pointers:
            found[pointer.report][Reference(pointer.span, "time", f"t{number}", time.words)] = None
    return {report: tuple(held) for report, held in found.items()}
