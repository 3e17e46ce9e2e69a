"""Places whose reports do not decide where they lie, as far as other reports of the same story do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stemma.model import Place, Reading, Report
from stemma.vocabulary.gazetteer.keys import place_key

# So many reports of a story have to put a name at one place for it to be there in a report that does not decide; and
# for one that puts it elsewhere so many, and so many times those that agree with it.
_DECIDING = 2
_OVERRULING = 3
_TIMES = 3
# Words for a people, or in an organisation's name, are no place where anything happened.
_NOWHERE = frozenset({"people", "organisation"})

# A story and a name's key, and by them which place each of the story's reports puts the name at.
_Name = tuple[str, str]


def placed_by_case(
    reports: Sequence[Report], readings: Sequence[Reading], stories: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings (in the order of `reports`), one place for a name in one story where most reports agree on it.

    `stories` leads from a report's id to its story's. A name is rarely used for two places in the reports of one event
    (one sense per discourse; Gale, Church & Yarowsky 1992).
    """
    known = _known(reports, readings, stories)
    return tuple(
        replace(reading, places=tuple(_placed(report, place, known, stories) for place in reading.places))
        if reading.places and report.id in stories
        else reading
        for report, reading in zip(reports, readings, strict=True)
    )


def _known(
    reports: Sequence[Report], readings: Sequence[Reading], stories: Mapping[str, str]
) -> dict[_Name, list[tuple[int, Place]]]:
    """For each name of a story the places that its reports put it at, with how many do: the most first."""
    votes: defaultdict[_Name, Counter[int]] = defaultdict(Counter)
    samples: dict[tuple[_Name, int], Place] = {}
    for report, reading in zip(reports, readings, strict=True):
        senses = {
            ((stories[report.id], _key(report, place)), place.geonameid): place
            for place in reading.places
            if report.id in stories and place.geonameid is not None and place.kind not in _NOWHERE
        }
        for (name, ident), place in senses.items():
            if ident is not None:
                votes[name][ident] += 1
                samples.setdefault((name, ident), place)
    return {
        name: [
            (count, samples[name, ident])
            for ident, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        ]
        for name, found in votes.items()
    }


def _key(report: Report, place: Place) -> str:
    return place_key(place.span.of(report.text))


def _placed(
    report: Report, place: Place, known: Mapping[_Name, Sequence[tuple[int, Place]]], stories: Mapping[str, str]
) -> Place:
    senses = known.get((stories[report.id], _key(report, place)), ()) if place.kind not in _NOWHERE else ()
    if not senses or senses[0][1].geonameid == place.geonameid:
        return place
    (most, usual), others = senses[0], senses[1:]
    against = next((count for count, other in others if other.geonameid == place.geonameid), 0)
    if place.geonameid is None and place.latitude is None:
        agreed = most >= _DECIDING and all(count * _TIMES <= most for count, _ in others)
    else:
        agreed = most >= max(_OVERRULING, _TIMES * against)
    return replace(usual, report=place.report, span=place.span) if agreed else place
