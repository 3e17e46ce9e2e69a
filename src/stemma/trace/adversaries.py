"""Affirmations that do not serve whoever makes them: admissions, and what opponents both affirm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from stemma.model import ClaimGroup, Mark, Pointer
from stemma.text.plain_names import words_of
from stemma.trace.command import commands
from stemma.trace.ground import Ground
from stemma.trace.origins import Group
from stemma.trace.phrases import shortened
from stemma.trace.voices import Heard, Voice, place_of

# Parties of one claim that are set against one another in pairs; more are a broken reading.
_MOST_PARTIES = 12
# Claims that are kept for each pair of parties: one may be the claim that is asked about.
_ENOUGH = 2

Party = frozenset[str]


class Dispute(NamedTuple):
    """One claim on which two parties contradict each other: `place` is the denial, `gloss` what is denied."""

    claim: str
    place: Pointer
    gloss: str


class Feuds:
    """Who contradicts whom, over all claims of a case."""

    def __init__(self) -> None:
        self._disputes: defaultdict[tuple[str, str], list[Dispute]] = defaultdict(list)

    def add(self, claim: ClaimGroup, groups: Sequence[Group], denied: Iterable[Heard], ground: Ground) -> None:
        """Note one claim: those who affirm it, and those who deny it."""
        deniers = [(party_of(item.voice, ground), place_of(item.member)) for item in denied if item.voice.counts]
        affirming = [party_of(group.chief.voice, ground) for group in groups[:_MOST_PARTIES]]
        for party, (denier, place) in product(affirming, deniers[:_MOST_PARTIES]):
            if party.isdisjoint(denier):
                for one, other in product(sorted(party), sorted(denier)):
                    found = self._disputes[one, other]
                    if len(found) < _ENOUGH and claim.id not in {dispute.claim for dispute in found}:
                        found.append(Dispute(claim.id, place, claim.gloss))

    def between(self, one: Party, other: Party, claim: str) -> Dispute | None:
        """The first claim other than `claim` on which the two contradict each other."""
        if not one.isdisjoint(other):
            return None
        pairs = [*product(sorted(one), sorted(other)), *product(sorted(other), sorted(one))]
        disputes = (dispute for pair in pairs for dispute in self._disputes.get(pair, ()))
        return next((dispute for dispute in disputes if dispute.claim != claim), None)


def party_of(voice: Voice, ground: Ground) -> Party:
    """Keys of whom a voice speaks for: two voices with a key in common are of one party."""
    if voice.actor is None:
        return frozenset({voice.key})
    standing = ground.standing(voice.actor)
    ruler = {f"government {standing.government}"} if standing.government else set()
    return frozenset({voice.key, *ruler, *(f"name {name}" for name in standing.names | standing.bodies)})


def marks(claim: str, group: Group, groups: Sequence[Group], feuds: Feuds, ground: Ground) -> tuple[Mark, ...]:
    """What makes the group's affirmation weigh more, at most one mark of each kind."""
    return (*_admission(group, ground), *_adversary(claim, group, groups, feuds, ground))


def _admission(group: Group, ground: Ground) -> Iterator[Mark]:
    for member in group.knowing():
        for statement in member.statements:
            cue = statement.cue
            words = cue.of(ground.reports[statement.report].text) if cue else ""
            if cue and any(word in commands().admissions for word in words_of(words)):
                why = f"{member.name} says it against itself (“{shortened(words)}”)"
                yield Mark(kind="admission", why=why, report=statement.report, span=cue)
                return


def _adversary(claim: str, group: Group, groups: Sequence[Group], feuds: Feuds, ground: Ground) -> Iterator[Mark]:
    party = party_of(group.chief.voice, ground)
    for other in groups[:_MOST_PARTIES]:
        dispute = feuds.between(party, party_of(other.chief.voice, ground), claim) if other is not group else None
        if dispute is not None:
            opponent, gloss = other.chief.name, shortened(dispute.gloss)
            why = f"{group.chief.name} contradicts {opponent} elsewhere (“{gloss}”) and affirms this like it"
            yield Mark(kind="adversary", why=why, report=dispute.place.report, span=dispute.place.span)
            return
