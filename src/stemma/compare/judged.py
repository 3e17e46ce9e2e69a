"""What users' judgements ask of the comparison: which things are one and which are not.

The only seam to the stages: each hands over where its things stand, gets `Bounds`, and groups within them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from stemma.compare.forms import Forms
from stemma.compare.pieces import Material
from stemma.model import ClaimGroup, Evidence, Pointer, Reading, Span, Utterance
from stemma.model.rulings import Level, Ruling, Subject
from stemma.model.subjects import Cast, best_at, touched

K = TypeVar("K", bound=Hashable)
G = TypeVar("G", ClaimGroup, Utterance)

# Asked for a place: all things near it, each with its own characters in that report.
Finder = Callable[[Pointer], Iterable[tuple[Span, K]]]
# Asked for a form and one of its pieces (by number): the things that a stage may group there, with their characters.
Things = Callable[[int, int], Iterable[tuple[Span, K]]]


@dataclass(frozen=True, slots=True)
class Bounds(Generic[K]):
    """Things that must be one group, and things that must not.

    `apart` are judgements, each as its sides: no group may hold things of two of them. The last made comes first.
    """

    together: tuple[tuple[K, ...], ...] = ()
    apart: tuple[tuple[frozenset[K], ...], ...] = ()

    def joined(self) -> frozenset[K]:
        """All things that a judgement puts together with others."""
        return frozenset(thing for things in self.together for thing in things)

    def all(self) -> frozenset[K]:
        """All things that a judgement is about."""
        return self.joined().union(*(side for sides in self.apart for side in sides))

    def tags(self) -> dict[K, frozenset[tuple[int, int]]]:
        """For each thing that something is kept apart from: the judgements that do, with its side in them."""
        found: dict[K, set[tuple[int, int]]] = {}
        for number, sides in enumerate(self.apart):
            for side, things in enumerate(sides):
                for thing in things:
                    found.setdefault(thing, set()).add((number, side))
        return {thing: frozenset(tags) for thing, tags in found.items()}


def conflicting(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> bool:
    """Whether two groups with these tags are on two sides of one judgement."""
    sides = dict(one)
    return any(sides.get(number, side) != side for number, side in other)


def bounds(rulings: Iterable[Ruling], level: Level, material: Material, forms: Forms, things: Things[K]) -> Bounds[K]:
    """What the judgements of one level ask of the things that a stage groups; `things` gives those of a piece.

    Of things that overlap, a place that is put together with others means the one that agrees best with it; a place
    that is kept apart means every one that has half of its words, or of which it has half (of what is on two sides see
    `_parted`).
    """
    together: list[tuple[K, ...]] = []
    apart: list[tuple[frozenset[K], ...]] = []
    bearing = [ruling for ruling in rulings if ruling.level == level]
    at = _finder(material, forms, things) if bearing else _nothing
    for ruling in bearing:
        if ruling.together:
            found = [best_at(place.pointer, at(place.pointer)) for side in ruling.sides for place in side.places]
            together.append(tuple(dict.fromkeys(thing for thing in found if thing is not None)))
        else:
            apart.append(tuple(_parted([(len(side.places), _all_at(side, at)) for side in ruling.sides])))
    return Bounds(tuple(together), tuple(apart))


def _parted(sides: Sequence[tuple[int, set[K]]]) -> Iterator[frozenset[K]]:
    """Sides (how many places, which things) without what they share; of two sides the one of fewer places keeps it.

    Who takes one statement out of a claim takes out its copies, which are the same thing.
    """
    for number, (size, things) in enumerate(sides):
        others = (other for at, (places, other) in enumerate(sides) if at != number and places <= size)
        yield frozenset(things.difference(*others))


def _finder(material: Material, forms: Forms, things: Things[K]) -> Finder[K]:
    found: dict[str, list[tuple[int, int]]] = {}
    for form, numbers in enumerate(forms.pieces):
        for number in numbers:
            found.setdefault(material.reports[material.pieces[number].report].id, []).append((form, number))

    def at(place: Pointer) -> Iterator[tuple[Span, K]]:
        for form, number in found.get(place.report, ()):
            if material.pieces[number].span.overlaps(place.span):
                yield from things(form, number)

    return at


def _nothing(place: Pointer) -> Iterator[tuple[Span, K]]:
    return iter(())


def _all_at(side: Subject, at: Finder[K]) -> set[K]:
    return {thing for place in side.places for thing in touched(place.pointer, at(place.pointer))}


def bounds_of_actors(readings: Sequence[Reading], rulings: Iterable[Ruling]) -> Bounds[int]:
    """What the judgements on actors ask of the readings' actors, which are numbered through in the readings' order."""
    bearing = [ruling for ruling in rulings if ruling.level == "actor"]
    if not bearing:
        return Bounds()
    cast = _cast(readings)
    named = [[{int(actor) for actor in cast.actors(side)} for side in ruling.sides] for ruling in bearing]
    pairs = list(zip(bearing, named, strict=True))
    return Bounds(
        together=tuple(tuple(sorted(set().union(*sides))) for ruling, sides in pairs if ruling.together),
        apart=tuple(
            tuple(frozenset(side.difference(*(other for other in sides if other is not side))) for side in sides)
            for ruling, sides in pairs
            if not ruling.together
        ),
    )


def _cast(readings: Sequence[Reading]) -> Cast:
    """Who is called what, and who is named where, by the numbers of the readings' actors."""
    local = [(reading.report, actor) for reading in readings for actor in reading.actors]
    number = {(report, actor.id): str(place) for place, (report, actor) in enumerate(local)}
    return Cast(
        [replace(actor, id=number[report, actor.id]) for report, actor in local],
        [replace(m, actor=number.get((r.report, m.actor or ""))) for r in readings for m in r.mentions],
        [replace(s, speaker=number.get((r.report, s.speaker or ""))) for r in readings for s in r.statements],
    )


def with_reasons(groups: Sequence[G], rulings: Sequence[Ruling], level: Level) -> tuple[G, ...]:
    """The groups, those that a judgement brought about or keeps apart with that judgement as evidence."""
    bearing = [ruling for ruling in rulings if ruling.level == level]
    if not bearing:
        return tuple(groups)
    return tuple([_with_reasons(group, bearing) for group in groups])


def _with_reasons(group: G, rulings: Sequence[Ruling]) -> G:
    return replace(group, evidence=(*_reasons(group, rulings), *group.evidence))


def _reasons(group: ClaimGroup | Utterance, rulings: Sequence[Ruling]) -> Iterable[Evidence]:
    """Strongest of all evidence: 1 for what puts together, -1 for what keeps others out."""
    placed: dict[str, list[tuple[Span, Pointer]]] = {}
    for member in group.members:
        placed.setdefault(member.report, []).append((member.span, Pointer(member.report, member.span)))
    for ruling in rulings:
        found = [_met(side, placed) for side in ruling.sides]
        met = [place for place in found if place is not None]
        if ruling.together and len(met) > 1:
            yield Evidence(kind="judged", value=1.0, why=ruling.reason, left=met[0], right=met[1])
        elif not ruling.together and len(met) == 1:
            others = [
                side.places[0].pointer
                for side, place in zip(ruling.sides, found, strict=True)
                if side.places and not place
            ]
            why = f"kept apart from other words: {ruling.reason}"
            yield Evidence(kind="judged", value=-1.0, why=why, left=met[0], right=next(iter(others), None))


def _met(side: Subject, placed: dict[str, list[tuple[Span, Pointer]]]) -> Pointer | None:
    """Where the group has a place of this side; the first."""
    found = (best_at(place.pointer, placed.get(place.pointer.report, ())) for place in side.places)
    return next((place for place in found if place is not None), None)
