"""By what claims can be sieved: who speaks in them, which places their words name, when they were published."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from stemma.model import Claim, ClaimMember, Place
from stemma.show.labels import Labels
from stemma.show.moments import day_of, day_words, moment_of

Key = TypeVar("Key", bound=Hashable)
PlaceKey = tuple[str, float | None, float | None]
# More than these are no choice but a list; the others are found by their words.
_MOST_CHOICES = 150


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to sieve by: its token, which the claims carry, what it is called, and how many claims have it."""

    token: str
    words: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What the ledger can be sieved by, the most frequent first and days in their order.

    `tokens` has those of each claim by its id; `of_place` the token of each place by its name and degrees.
    """

    actors: tuple[Choice, ...]
    places: tuple[Choice, ...]
    days: tuple[Choice, ...]
    tokens: Mapping[str, tuple[str, ...]]
    of_place: Mapping[PlaceKey, str]


def place_key(place: Place) -> PlaceKey:
    """What is one place: an entry of the gazetteer, or a name that no entry decides."""
    return (place.name, place.latitude, place.longitude)


def facets_of(labels: Labels) -> Facets:
    """What a case's claims can be sieved by."""
    claims = labels.case.claims
    named = _places_named(labels)
    actors = {claim.id: _actors(claim) for claim in claims}
    places = {claim.id: _in_words(claim, named) for claim in claims}
    days = {claim.id: _days(claim, labels) for claim in claims}
    actor_choices = _choices("a", actors.values(), lambda actor: labels.actor(actor) or actor)
    place_choices = _choices("p", places.values(), lambda key: key[0])
    day_choices = {
        day: Choice(f"d{day}", day_words(day_of(day + 0.5)), n)
        for day, n in sorted(Counter(d for found in days.values() for d in found).items())
    }
    return Facets(
        actors=tuple(actor_choices.values()),
        places=tuple(place_choices.values()),
        days=tuple(day_choices.values()),
        tokens={
            claim.id: (
                *(actor_choices[a].token for a in actors[claim.id] if a in actor_choices),
                *(place_choices[p].token for p in places[claim.id] if p in place_choices),
                *(day_choices[d].token for d in days[claim.id] if d in day_choices),
            )
            for claim in claims
        },
        of_place={key: choice.token for key, choice in place_choices.items()},
    )


def _choices(letter: str, found: Iterable[Sequence[Key]], words: Callable[[Key], str]) -> dict[Key, Choice]:
    """A choice for each of the most frequent values, by how many claims have it."""
    counts = Counter(key for keys in found for key in keys)
    most = sorted(counts, key=lambda key: (-counts[key], words(key), repr(key)))[:_MOST_CHOICES]
    return {key: Choice(f"{letter}{number}", words(key), counts[key]) for number, key in enumerate(most, 1)}


def _actors(claim: Claim) -> list[str]:
    return list(dict.fromkeys(member.actor for member in claim.members if member.actor is not None))


def _days(claim: Claim, labels: Labels) -> list[int]:
    moments = (moment_of(labels.reports[r].published) for r in _reports(claim) if r in labels.reports)
    return sorted({int(moment // 1) for moment in moments if moment is not None})


def _reports(claim: Claim) -> Iterable[str]:
    return dict.fromkeys(member.report for member in claim.members)


def _places_named(labels: Labels) -> Mapping[str, Sequence[Place]]:
    """By report: the places named in it; a people's name names nobody's place."""
    found = defaultdict(list)
    for place in labels.case.places:
        if place.kind != "people":
            found[place.report].append(place)
    return found


def _in_words(claim: Claim, named: Mapping[str, Sequence[Place]]) -> list[PlaceKey]:
    return list(dict.fromkeys(place_key(p) for member in claim.members for p in _inside(member, named)))


def _inside(member: ClaimMember, named: Mapping[str, Sequence[Place]]) -> Iterable[Place]:
    return (place for place in named.get(member.report, ()) if place.span.overlaps(member.span))
