"""Outlets that reports credit, and which of them published a report of the case."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from stemma.model import Comparison, Report
from stemma.text.plain_names import words_of
from stemma.trace.addresses import same_address
from stemma.trace.moments import comes_before
from stemma.vocabulary.aggregators import aggregators
from stemma.vocabulary.outlets import Outlet, outlets

# Words of outlets' names that do not tell one outlet from another.
_GENERIC = frozenset(
    {"the", "news", "agency", "newspaper", "online", "website", "com", "tv", "channel", "telegram", "a", "of", "report"}
)


@functools.lru_cache(maxsize=1 << 14)
def outlet_words(name: str) -> tuple[str, ...]:
    """The words of an outlet's name that tell it from others; all of them where none does ("News Agency").

    A known outlet has the words of its standard name, under whichever of its names.
    """
    # "Zenit, a site on the north": what follows a comma describes the outlet.
    bare = name.split(",", 1)[0]
    known = _known(bare)
    words = words_of((known.name if known else bare).replace("-", " ").replace(".", " "))
    return tuple(word for word in words if word not in _GENERIC) or words


def standard_name(name: str) -> str:
    """The standard name of a known outlet; else its telling words."""
    known = _known(name)
    return known.name if known else " ".join(outlet_words(name))


def is_agency(name: str) -> bool:
    """Whether `name` means a known news agency, whose text many outlets carry."""
    known = _known(name)
    return known is not None and known.kind == "agencies"


def is_listed(name: str) -> bool:
    """Whether `name` means a known outlet and no platform."""
    known = _known(name)
    return known is not None and known.kind != "platforms"


def is_platform(name: str) -> bool:
    """Whether `name` means a place where anybody publishes."""
    known = _known(name)
    return known is not None and known.kind == "platforms"


def _known(name: str) -> Outlet | None:
    listed, bare = outlets(), name.strip().removeprefix("the ").removeprefix("The ")
    for form in (name, bare, f"The {bare}"):
        if form in listed.names or form in listed.short:
            return listed.names.get(form) or listed.short[form]
    return None


def _publisher(report: Report) -> str | None:
    """The report's publisher as stated, else the known outlet at its address."""
    if report.publisher or not report.url:
        return report.publisher
    host = same_address(report.url).split("/", 1)[0]
    known = outlets().domains.get(host)
    return known.name if known else None


@functools.lru_cache(maxsize=1 << 16)
def same_outlet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two outlets' words (see `outlet_words`) may mean one: "Harbour Post" and "The North Harbour Post".

    A single word means only the outlet that is so called or whose name it begins ("Zenit", "Zenit Radio"): "Post"
    alone may be any.
    """
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if len(short) == 1:
        return long[0] == short[0] and len(long) <= 2
    return set(short) <= set(long)


class Outlets:
    """The publishers of a case's reports, and which of its reports share words with which."""

    def __init__(self, reports: Sequence[Report], comparison: Comparison) -> None:
        self._reports = {report.id: report for report in reports}
        named = {report.id: _publisher(report) for report in reports}
        self._agencies = frozenset(report for report, name in named.items() if name and is_agency(name))
        self._publisher = {report: outlet_words(name) for report, name in named.items() if name}
        self._published_by: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for report in sorted(self._publisher):
            self._published_by[self._publisher[report]].append(report)
        self.presumed: set[str] = set()
        self._matches: dict[tuple[str, ...], list[str]] = {}
        self._partners = _partners(comparison)
        self._claims: defaultdict[str, set[str]] = defaultdict(set)
        for claim in comparison.claims:
            for member in claim.members:
                self._claims[member.report].add(claim.id)
        self._aggregators = frozenset(map(outlet_words, aggregators()))

    def signed(self, report: str) -> bool:
        """Whether the report's publisher is known."""
        return report in self._publisher

    def known(self, name: str) -> bool:
        """Whether the outlet so named published a report of the case, or is only a place to publish (a platform)."""
        return bool(self._of_outlet(outlet_words(name))) or is_platform(name)

    def presume(self, report: str, words: tuple[str, ...]) -> None:
        """Take a report without a publisher for one of the outlet with these words."""
        if report not in self._publisher:
            self.presumed.add(report)
            self._publisher[report] = words
            self._published_by[words].append(report)
            self._matches.clear()

    def publishes(self, report: str, name: str) -> bool:
        """Whether `name` means the publisher of `report`."""
        return report in self._publisher and same_outlet(self._publisher[report], outlet_words(name))

    def same_publisher(self, one: str, other: str) -> bool:
        """Whether both reports name the same publisher."""
        return one in self._publisher and self._publisher[one] == self._publisher.get(other)

    def sends_out(self, report: str) -> bool:
        """Whether the report's publisher is a news agency."""
        return report in self._agencies

    def aggregates(self, report: str) -> bool:
        """Whether the report's publisher mostly carries other outlets' items."""
        return self._publisher.get(report) in self._aggregators

    def report_of(self, report: str, names: Iterable[str]) -> str | None:
        """The report of the case that `report` means when it credits an outlet by `names`, or None.

        Of the outlet's reports that are not certainly later, it is the only one that shares words with `report`, or
        the only one at all.
        """
        possible = self._possible(report, names)
        sharing = [other for other in possible if self.share(report, other)]
        if len(sharing) == 1:
            return sharing[0]
        return possible[0] if len(possible) == 1 and not self._own(report, possible[0]) else None

    def report_meant(self, report: str, names: Iterable[str]) -> str | None:
        """As `report_of`, and of several reports of the outlet the one that has most in common with `report`.

        Of an agency none of several: a credit of it names the agency, and which item is meant only shared words show.
        """
        names = list(names)
        found = self.report_of(report, names)
        matching = self._possible(report, names)
        if any(is_agency(name) for name in names) and len(matching) > 1:
            return None
        if found is not None or not matching:
            return found
        ranked = sorted(((self.in_common(report, other), other) for other in matching), reverse=True)
        most = ranked[0][0]
        return ranked[0][1] if most and (len(ranked) == 1 or ranked[1][0] < most) else None

    def report_before(self, report: str, names: Iterable[str]) -> str | None:
        """Of several reports of an outlet of which nothing tells which is meant the last that came before `report`.

        None for an agency, which sends out many items a day, and where the dates do not tell which was the last.
        """
        names = list(names)
        if any(is_agency(name) for name in names):
            return None
        published = self._reports[report].published
        before = [o for o in self._possible(report, names) if comes_before(self._reports[o].published, published)]
        last = [
            one
            for one in before
            if not self._own(report, one)
            and all(o == one or comes_before(self._reports[o].published, self._reports[one].published) for o in before)
        ]
        return last[0] if last else None

    def in_common(self, one: str, other: str) -> int:
        """How many utterances, claims and copied passages two reports have in common."""
        return len(self._partners[one] & self._partners[other]) + len(self._claims[one] & self._claims[other])

    def publishers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The reports whose publisher is told, each with the publisher's telling words, by report."""
        return ((report, words) for report, words in sorted(self._publisher.items()) if report not in self.presumed)

    def share(self, one: str, other: str) -> bool:
        """Whether the two reports have copied words or an utterance in common."""
        return not self._partners[one].isdisjoint(self._partners[other])

    def _possible(self, report: str, names: Iterable[str]) -> list[str]:
        """The reports of the outlet so called that are not certainly later than `report`."""
        matching = sorted({found for name in names for found in self._of_outlet(outlet_words(name))} - {report})
        published = self._reports[report].published
        return [other for other in matching if not comes_before(published, self._reports[other].published)]

    def _own(self, one: str, other: str) -> bool:
        return self.same_publisher(one, other)

    def _of_outlet(self, words: tuple[str, ...]) -> list[str]:
        if words not in self._matches:
            hits = [reports for publisher, reports in self._published_by.items() if same_outlet(words, publisher)]
            # "Times" fits several papers: then it means none of them.
            self._matches[words] = hits[0] if len(hits) == 1 else self._published_by.get(words, [])
        return self._matches[words]


def _partners(comparison: Comparison) -> defaultdict[str, set[str]]:
    """For each report the marks of what it shares: two reports share words when they have a mark in common."""
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for utterance in comparison.utterances:
        for member in utterance.members:
            marks[member.report].add(utterance.id)
    for number, passage in enumerate(comparison.passages):
        if not passage.boilerplate:
            marks[passage.left.report].add(f"passage {number}")
            marks[passage.right.report].add(f"passage {number}")
    return marks
