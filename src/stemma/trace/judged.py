"""What users' judgements say of origins: which are not independent, and which are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from stemma.model import Comparison, Pointer
from stemma.model.rulings import Ruling, Subject, named
from stemma.model.subjects import Cast
from stemma.trace.candidates import Candidate
from stemma.trace.voices import Voice


class Judged:
    """The judgements on origins, asked for what they say of the voices of one claim."""

    def __init__(self, rulings: Sequence[Ruling], comparison: Comparison) -> None:
        bearing = [ruling for ruling in rulings if ruling.level == "origin"]
        cast = Cast(comparison.actors, comparison.mentions, comparison.statements) if bearing else None
        self._actors = {
            (ruling.judgement.id, side): cast.actors(side) for ruling in bearing if cast for side in ruling.sides
        }
        self._dependent = [ruling for ruling in bearing if ruling.together]
        self._independent = [ruling for ruling in bearing if not ruling.together]
        # Pairs of reports of which neither has its text or news from the other.
        self.reports_apart = frozenset(
            frozenset((one.name, other.name))
            for ruling in self._independent
            for one, other in combinations(ruling.sides, 2)
            if one.naming == other.naming == "report"
        )

    def dependent(self, found: Sequence[Candidate]) -> Iterator[tuple[int, int, str]]:
        """Candidates judged not to be independent, by their numbers, and why."""
        for ruling in self._dependent:
            numbers = sorted({number for side in self._numbers(ruling, found) for number in side})
            for other in numbers[1:]:
                yield numbers[0], other, ruling.reason

    def independent(self, found: Sequence[Candidate]) -> list[tuple[int, int, str]]:
        """Pairs of candidates judged independent, by their numbers, and why."""
        return [
            (one, other, ruling.reason)
            for ruling in self._independent
            for left, right in combinations(self._numbers(ruling, found), 2)
            for one in sorted(left - right)
            for other in sorted(right - left)
        ]

    def counted(self, voice: Voice, reports: Collection[str], others: Sequence[Candidate]) -> str | None:
        """Why a voice whose way of knowing is unknown, heard in `reports`, is judged not to be independent of one of
        the `others`; None where it is not."""
        for ruling in self._dependent:
            means = [side for side in ruling.sides if self._means(ruling, side, voice, reports)]
            rest = [side for side in ruling.sides if side not in means]
            if means and any(self._fits(ruling, side, candidate) for side in rest for candidate in others):
                return ruling.reason
        return None

    def _numbers(self, ruling: Ruling, found: Sequence[Candidate]) -> list[set[int]]:
        return [
            {number for number, candidate in enumerate(found) if self._fits(ruling, side, candidate)}
            for side in ruling.sides
        ]

    def _fits(self, ruling: Ruling, side: Subject, candidate: Candidate) -> bool:
        return self._means(ruling, side, candidate.voice, _reports(candidate.places))

    def _means(self, ruling: Ruling, side: Subject, voice: Voice, reports: Collection[str]) -> bool:
        """Whether a subject means a voice: a report, its own voice, and whoever is heard nowhere but in it."""
        if side.naming == "report":
            return side.name in reports if voice.actor is None else set(reports) == {side.name}
        if side.naming == "publisher":
            return voice.kind == "media" and named(voice.name) == named(side.name)
        actors = self._actors[ruling.judgement.id, side]
        if voice.actor is None and voice.id not in actors:
            return side.naming == "actor" and named(voice.name) == named(side.name)
        return voice.id in actors or (voice.actor is not None and voice.actor.id in actors)


def _reports(places: Sequence[Pointer]) -> frozenset[str]:
    return frozenset(place.report for place in places)
