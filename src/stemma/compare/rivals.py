"""Rival accounts: who denies a claim in another one, by words that only deny, or by telling of a state it rules out.

A denial is rarely worded as what it denies: "denied having paid for it" against "the insurer commissioned the film",
"the terminal is still burning" against "the fire was put out". So the two are no claim together, and the denial would
contest nothing.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from stemma.compare.agreement import Agreement
from stemma.compare.clauses import Clause, Said
from stemma.compare.cuts import has_verb
from stemma.compare.grouping import spread
from stemma.compare.judged import Bounds, conflicting
from stemma.compare.polarity import negates, outright
from stemma.compare.recanting import is_bare, recants, retracts, voice_of
from stemma.compare.responsibility import Deed
from stemma.compare.stances import states_of
from stemma.compare.states import usual_states
from stemma.model.links import ClaimStance

# What is denied has to be this like the denial, on average, and liker than any other claim by so much. It is less than
# joins two clauses.
_DENIED, _CLEAR = 0.4, 0.04
# Who denies answers what was told shortly before: a claim within so many pieces of the same report is so much likelier.
_NEAR, _NEARER = 3, 0.1
# A claim that only stands elsewhere has to be this like it, and be told in so many places or in words so much alike.
_ELSEWHERE, _PLACES, _SAME_WORDS = 0.42, 2, 0.25
# What says without any word of denial that something is not so ("no shot was fired") may stand for itself; what a body
# puts out itself answers what is told elsewhere.
_NEGATED, _NEGATED_ELSEWHERE = 0.42, 0.5
# Claims that tell of two states that rule each other out, and are this much alike, are of one thing.
_OF_ONE_THING = 0.25
# Of two states the one that is told against the other where it is told later. The other may have come about since.
_STILL = 0
# A claim that who takes something back put forward himself is so much likelier.
_OWN = 0.2
_ASKED = 12
# What somebody takes back without telling what it was, the report tells in so many pieces before.
_BEFORE = 6
# Of more claims that blame others only those are asked that are worth comparing for their words or meaning.
_MOST_BLAMING = 200
_MOST_LIKELY = "one is a denial that stands alone, and of all claims this is the likest to what it denies"
_RULED_OUT = "they tell of states that rule each other out, and are the likest of those that do"

_OTHERS_BLAMED = "they say of two sides that each is behind it"


class Denial(NamedTuple):
    """Places that deny a claim which they are brought to: all of them, one place that they deny, and why it is that."""

    said: Sequence[Said]
    denied: Said
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim to be: its clauses, the places where they are said, each with its stance, and what is loose of them.

    `denials` are those that were brought to it.
    """

    group: tuple[Clause, ...]
    said: tuple[Said, ...]
    stances: tuple[ClaimStance, ...]
    loose: frozenset[Clause]
    denials: tuple[Denial, ...] = ()

    def firm(self) -> list[Said]:
        """The places that put the claim forward in words that are surely it."""
        return [
            one
            for one, stance in zip(self.said, self.stances, strict=True)
            if stance != "denies" and one.clause not in self.loose
        ]

    def denied_by(self, denial: Denial) -> Standing:
        """The claim with more places that deny it."""
        denying: tuple[ClaimStance, ...] = ("denies",)
        return replace(
            self,
            said=(*self.said, *denial.said),
            stances=(*self.stances, *denying * len(denial.said)),
            denials=(*self.denials, denial),
        )


class _Target(NamedTuple):
    """A claim that may be denied: its number, how like the denial it is, and whether it stands near it."""

    likeness: float
    claim: int
    near: bool


def with_denials(agreement: Agreement, standing: Sequence[Standing], judged: Bounds[Clause]) -> list[Standing]:
    """The claims, each with those who deny it elsewhere among its members.

    Claims of which every member denies, or says outright that something is not so, become members of what they deny,
    where one claim is clearly that. Members that tell of a state that another claim rules out, or that another side did
    it, stay where they are, and are that one's members too.
    """
    rivals = _Rivals(agreement, standing, judged)
    found = list(standing)
    gone = set()
    for number, one in enumerate(standing):
        if rivals.only_denies(number):
            target = rivals.denied_by(number)
            if target is not None:
                found[target] = found[target].denied_by(rivals.denial(one.said, target, _MOST_LIKELY))
                gone.add(number)
            else:
                found[number] = rivals.as_told(number)
    for target, said in rivals.ruled_out():
        found[target] = found[target].denied_by(rivals.denial(said, target, _RULED_OUT))
    for target, said in rivals.blaming_others():
        found[target] = found[target].denied_by(rivals.denial(said, target, _OTHERS_BLAMED))
    return [one for number, one in enumerate(found) if number not in gone]


class _Rivals:
    """Tells which claims others deny."""

    def __init__(self, agreement: Agreement, standing: Sequence[Standing], judged: Bounds[Clause]) -> None:
        self._agreement = agreement
        self._material = agreement.clauses.material
        self._standing = standing
        self._tags = judged.tags()
        self._firm = [one.firm() for one in standing]
        self._clauses = [list(dict.fromkeys(one.clause for one in firm)) for firm in self._firm]
        self._asserting = [list(dict.fromkeys(one.clause for one in self._affirming(firm))) for firm in self._firm]
        self._tells = [self._tells_something(firm) for firm in self._firm]
        self._held_by: dict[Clause, int] = {}
        for number, clauses in enumerate(self._clauses):
            self._held_by.update((clause, number) for clause in clauses)

    def only_denies(self, number: int) -> bool:
        """Whether all of a claim is denial: by its cues, or by words that somebody is said to have said outright."""
        return set(self._standing[number].stances) == {"denies"} or self._is_negative(number)

    def _is_negative(self, number: int) -> bool:
        one = self._standing[number]
        told = all(self._material.told_by_somebody(said.piece) for said in one.said)
        return told and set(one.stances) == {"affirms"} and all(outright(self._material, said) for said in one.said)

    def denied_by(self, number: int) -> int | None:
        """The number of the claim that another one denies; None where none is clearly it."""
        if set(self._standing[number].stances) == {"denies"} and self._is_bare(number):
            return self._told_near(number)
        ranked = sorted(self._targets(number), key=lambda target: (-target.likeness, target.claim))[:2]
        if not ranked or (len(ranked) > 1 and ranked[0].likeness - ranked[1].likeness < _CLEAR):
            return None
        best = ranked[0]
        if self._is_negative(number):
            close = best.near or any(not said.piece.spoken for said in self._standing[number].said)
            return best.claim if best.likeness >= (_NEGATED if close else _NEGATED_ELSEWHERE) else None
        if best.near:
            return best.claim if best.likeness >= _DENIED else None
        told = len(self._standing[best.claim].said) >= _PLACES or self._in_same_words(number, best.claim)
        return best.claim if told and best.likeness >= _ELSEWHERE else None

    def _targets(self, number: int) -> Iterator[_Target]:
        one = self._standing[number]
        clauses = list(dict.fromkeys(said.clause for said in one.said))
        # Two that both negate agree, however alike they are.
        denied = self._asserting if self._is_negative(number) else self._clauses
        speakers = self._speakers(one.said)
        turning = any(retracts(self._material, said) for said in one.said)
        telling = sorted(other for other in self._around(clauses) if self._tells[other] and denied[other])
        for other in self._may_meet(one, telling):
            target = self._standing[other]
            own = turning and self._told_before(one, target)
            if own or speakers.isdisjoint(self._speakers(_putting(target))):
                near = _stand_near(one, target)
                likeness = self._likeness(clauses, denied[other]) + _NEARER * near + _OWN * own
                yield _Target(round(likeness, 6), other, near or own)

    def _told_before(self, one: Standing, target: Standing) -> bool:
        """Whether who denies put a claim forward himself in an earlier report."""
        voices = self._voices(one.said)
        first = min(self._published(said) for said in one.said)
        return any(
            self._published(said) < first and not voices.isdisjoint(self._voices([said])) for said in _putting(target)
        )

    def _is_bare(self, number: int) -> bool:
        """Whether a claim is only that somebody took back what it hardly tells of: "deleted its post"."""
        return all(is_bare(said) and retracts(self._material, said) for said in self._standing[number].said)

    def _told_near(self, number: int) -> int | None:
        """The claim of which the same report tells nearest before, and which the same voice put forward, if any is.

        Who says to have been wrong rather means what he put forward in an earlier report than what he says beside it.
        """
        one = self._standing[number]
        voices = self._voices(one.said)
        before = {
            (order, other)
            for said in one.said
            for order, other in self._told_in[said.piece.report]
            if other != number and 0 <= said.piece.order - order <= _BEFORE
        }
        nearest = [other for _, other in sorted(before, key=lambda told: (-told[0], told[1]))]
        own = [other for other in nearest if not voices.isdisjoint(self._voices(_putting(self._standing[other])))]
        if self._is_verdict(number):
            own.sort(key=lambda other: not self._told_before(one, self._standing[other]))
        return own[0] if own else None

    def _is_verdict(self, number: int) -> bool:
        """Whether a claim is only that somebody was wrong, or what was told is."""
        return all(recants(self._material, said) for said in self._standing[number].said)

    def as_told(self, number: int) -> Standing:
        """A claim that denies what none of the others is; who only says to have been wrong affirms that."""
        one = self._standing[number]
        affirming: tuple[ClaimStance, ...] = ("affirms",)
        return replace(one, stances=affirming * len(one.said)) if self._is_verdict(number) else one

    @functools.cached_property
    def _told_in(self) -> Mapping[int, list[tuple[int, int]]]:
        """By report, the places of its pieces that claims hold, each with the number of the claim."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number, one in enumerate(self._standing):
            for said in one.said:
                found.setdefault(said.piece.report, []).append((said.piece.order, number))
        return found

    def _voices(self, said: Iterable[Said]) -> set[str]:
        found = (voice_of(self._material, one) for one in said)
        return {voice for voice in found if voice is not None}

    def _around(self, clauses: Sequence[Clause]) -> set[int]:
        """The claims that hold what may be about the same as some clauses are."""
        held = (self._held_by.get(other) for clause in clauses for other in self._agreement.around(clause))
        return {other for other in held if other is not None}

    def denial(self, said: Sequence[Said], target: int, why: str) -> Denial:
        """The denial of a claim by some places, with the place in it that is the likest to the first of them."""
        likeness = [self._agreement.of(said[0].clause, one.clause) for one in self._firm[target]]
        best = likeness.index(max(likeness))
        return Denial(said, self._firm[target][best], likeness[best], why)

    def _tells_something(self, firm: Sequence[Said]) -> bool:
        """Whether somebody affirms by these words that something is so: a clause with a verb, not mostly negated."""
        if not any(has_verb(self._material, one.piece.report, *_range(one)) for one in firm):
            return False
        return 2 * sum(negates(self._material, one) for one in firm) <= len(firm)

    def _may_meet(self, one: Standing, others: Sequence[int]) -> list[int]:
        """Those of other claims that are of one story with a claim and that no judgement keeps apart from it."""
        form, tags = one.group[0].form, self._tags_of(one)
        pairs = [(form, self._standing[other].group[0].form) for other in others]
        meeting = set(self._agreement.clauses.forms.comparable([pair for pair in pairs if pair[0] != pair[1]]))
        return [
            other
            for other, pair in zip(others, pairs, strict=True)
            if (pair in meeting or pair[0] == pair[1]) and not conflicting(tags, self._tags_of(self._standing[other]))
        ]

    def _tags_of(self, one: Standing) -> list[tuple[int, int]]:
        return [tag for clause in one.group for tag in self._tags.get(clause, ())]

    def _likeness(self, clauses: Sequence[Clause], others: Sequence[Clause]) -> float:
        pairs = [(left, right) for left in spread(list(clauses), _ASKED) for right in spread(list(others), _ASKED)]
        return sum(self._agreement.of(left, right) for left, right in pairs) / len(pairs)

    def _in_same_words(self, number: int, target: int) -> bool:
        alike = self._agreement.clauses.alike
        others = spread(self._clauses[target], _ASKED)
        return any(alike(one, other) >= _SAME_WORDS for one in self._standing[number].group for other in others)

    def ruled_out(self) -> Iterator[tuple[int, list[Said]]]:
        """The numbers of claims, with places in others that tell of a state that the claim rules out."""
        told = [[(one, states_of(self._material, one)) for one in self._affirming(firm)] for firm in self._firm]
        usual = [usual_states([states for _, states in entry]) for entry in told]
        ending = {number: states for number, states in enumerate(usual) if 1 - _STILL in states.values()}
        for number, states in enumerate(usual):
            for name in sorted(name for name, side in states.items() if side == _STILL):
                around = self._around(self._clauses[number])
                there = [other for other in sorted(around) if ending.get(other, {}).get(name) == 1 - _STILL]
                places = [one for one, found in told[number] if found.get(name) == _STILL]
                target = self._same_thing(number, there)
                if target is not None:
                    later = self._told_after(places, target)
                    if later:
                        yield target, later

    def blaming_others(self) -> Iterator[tuple[int, list[Said]]]:
        """The numbers of claims that one land, or people of it, did something, with places that say another did.

        Only of lands: two groups may have done it together, and a group may be among a land's people. Who speaks has to
        be somebody else.
        """
        blamed = {number: deed for number, firm in enumerate(self._firm) if (deed := self._blaming(firm)) is not None}
        for target, deed in blamed.items():
            putting = self._speakers(_putting(self._standing[target]))
            there = [n for n, other in blamed.items() if other.sort == deed.sort and other.party != deed.party]
            if len(there) > _MOST_BLAMING:
                around = self._around(self._clauses[target])
                there = [n for n in there if n in around]
            for other in self._may_meet(self._standing[target], there):
                saying = [one for one in self._firm[other] if self._agreement.deed(one.clause) == blamed[other]]
                places = self._first_of_each(one for one in saying if self._speakers([one]) - putting)
                if places:
                    yield target, places

    def _blaming(self, firm: Sequence[Said]) -> Deed | None:
        """What most of a claim's places say that a land, or people of one, are behind."""
        told = Counter(
            deed
            for one in firm
            if (deed := self._agreement.deed(one.clause)) and one.clause not in self._agreement.disowning
        )
        deed, places = next(iter(told.most_common(1)), (None, 0))
        return deed if deed is not None and 2 * places > len(firm) and deed.party.of_a_land else None

    def _affirming(self, firm: Sequence[Said]) -> list[Said]:
        return [one for one in firm if not negates(self._material, one)]

    def _same_thing(self, number: int, others: Sequence[int]) -> int | None:
        """Which of other claims is most surely of the same thing as a claim, if any is."""
        found = [
            (-round(self._likeness(self._clauses[number], self._clauses[other]), 6), other)
            for other in self._may_meet(self._standing[number], others)
        ]
        best = min(found, default=None)
        return best[1] if best is not None and -best[0] >= _OF_ONE_THING else None

    def _told_after(self, places: Sequence[Said], target: int) -> list[Said]:
        """Those of some places that came out no earlier than a claim, said by nobody who puts that forward."""
        held = self._standing[target]
        putting, known = self._speakers(_putting(held)), set(held.said)
        first = min(self._published(one) for one in self._firm[target])
        return [
            one
            for one in places
            if one not in known and self._speakers([one]).isdisjoint(putting) and self._published(one) >= first
        ]

    def _speakers(self, said: Iterable[Said]) -> set[str]:
        found = (self._material.speaker(one.piece) for one in said)
        return {speaker for speaker in found if speaker is not None}

    def _first_of_each(self, said: Iterable[Said]) -> list[Said]:
        """The first place of each speaker: who says otherwise is shown once, not with all that says so."""
        found: dict[str, Said] = {}
        for one in said:
            for speaker in self._speakers([one]):
                found.setdefault(speaker, one)
        return list(found.values())

    def _published(self, one: Said) -> str:
        return self._material.reports[one.piece.report].published or "~"


def _putting(one: Standing) -> list[Said]:
    return [said for said, stance in zip(one.said, one.stances, strict=True) if stance != "denies"]


def _range(one: Said) -> tuple[int, int]:
    return one.piece.first + one.clause.first, one.piece.first + one.clause.last


def _stand_near(one: Standing, other: Standing) -> bool:
    """Whether some place of the one is next to one of the other, which is not of the same statement."""
    by_report: Mapping[int, list[Said]] = _by_report(other.said)
    return any(
        abs(left.piece.order - right.piece.order) <= _NEAR and left.piece.statement != right.piece.statement
        for left in one.said
        for right in by_report.get(left.piece.report, ())
    )


def _by_report(said: Sequence[Said]) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = {}
    for one in said:
        found.setdefault(one.piece.report, []).append(one)
    return found
