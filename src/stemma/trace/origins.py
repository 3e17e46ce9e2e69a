"""Which voices count as one origin, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Access, Merge, Origin
from stemma.trace.bynames import bynames
from stemma.trace.candidates import Candidate
from stemma.trace.ground import Ground
from stemma.trace.heads import heads
from stemma.trace.judged import Judged
from stemma.trace.kinds import is_described
from stemma.trace.nameless import is_nameless, longer_names, short_names, unnamed_twins
from stemma.trace.ties import (
    confirmed,
    has_it_from,
    one_command,
    one_document,
    one_utterance,
    one_voice,
    under_nobody,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that count as one origin: `chief` gives it its name; `by_command` were merged by command alone.

    `told` are those of the merged who have it from another voice of the group.
    """

    chief: Candidate
    merged: tuple[tuple[Candidate, str], ...]
    by_command: int
    told: tuple[Candidate, ...] = ()

    def knowing(self) -> Iterator[Candidate]:
        """The candidates that do not have it from another of the group."""
        yield from (candidate for candidate in self.members() if candidate not in self.told)

    def members(self) -> Iterator[Candidate]:
        """All candidates of the group, the chief first."""
        yield self.chief
        yield from (candidate for candidate, _ in self.merged)


def unite(found: Sequence[Candidate], ground: Ground, judged: Judged) -> list[Group]:
    """Merge candidates by the rules of independence, each merge with its reason.

    First what is one document under several names, then having it from one another, since that says who is behind it.
    Then what makes two voices one wherever they stand: one name, a person and the body spoken for, one unnamed group,
    one utterance, a joint announcement. Then what one command ties: that alone is counted apart, since organs of one
    government may each know; so what is judged dependent is joined before. What is judged independent is never joined,
    and where one report has somebody confirm what another says, no likeness of words or of names makes them one.
    """
    union = _Union(found, judged.independent(found), confirmed(found, ground))
    if len(found) < 2:
        return union.groups()
    for one, other, why in one_document(found):
        union.join(one, other, why)
    for teller, told, why in has_it_from(found, ground):
        union.join_told(teller, told, why)
    for one, other, why in (*one_voice(found, ground), *longer_names(found)):
        union.join(one, other, why)
    for one, other, why in one_utterance(found, ground):
        union.join(one, other, why, likely=True)
    for one, other, why in judged.dependent(found):
        union.join(one, other, why)
    for one, other, why in one_command(found, ground):
        union.join(one, other, why, command=True)
    for one, other, why in heads(found, ground):
        union.join(one, other, why, command=True)
    for one, other, why in (*under_nobody(found, ground), *short_names(found), *bynames(found, ground)):
        union.join(one, other, why, command=True, likely=True)
    for twin, nameless, why in unnamed_twins(found, ground):
        # A voice that may be either of two does not make them one.
        if not union.has_name(nameless):
            union.join(twin, nameless, why, command=True, likely=True)
    return union.groups()


class _Union:
    """The candidates joined so far; those `apart` never are, those `told_apart` by nothing that is only likely."""

    def __init__(
        self,
        found: Sequence[Candidate],
        apart: Sequence[tuple[int, int, str]] = (),
        told_apart: Iterable[tuple[int, int]] = (),
    ) -> None:
        self._found = found
        self._apart = [(one, other) for one, other, _ in apart]
        self._told_apart = list(told_apart)
        self._parent = list(range(len(found)))
        self._why: dict[int, str] = {}
        self._by_command: list[int] = []
        self._told: set[int] = set()

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join_told(self, teller: int, told: int, why: str) -> None:
        """`told` has it from `teller`; of two who have it from one another neither is behind the other."""
        if self.root(teller) == self.root(told) or self._barred(teller, told):
            return
        self._why[told] = why
        if teller not in self._told:
            self._told.update(n for n in range(len(self._found)) if self.root(n) == self.root(told))
        self.join(teller, told, why)

    def join(self, one: int, other: int, why: str, *, command: bool = False, likely: bool = False) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        if first == second or self._barred(one, other, likely=likely):
            return
        self._parent[second] = first
        self._why.setdefault(one, why)
        self._why.setdefault(other, why)
        if command:
            self._by_command.append(second)

    def has_name(self, number: int) -> bool:
        """Whether another voice with a name, or of a known government, was already merged with this one."""
        root = self.root(number)
        return any(
            self.root(n) == root and n != number and (not self._is_unnamed(n) or self._found[n].standing.government)
            for n in range(len(self._found))
        )

    def _is_unnamed(self, number: int) -> bool:
        voice = self._found[number].voice
        return voice.kind == "unnamed" or is_nameless(voice.name) or is_described(voice.name)

    def _barred(self, one: int, other: int, *, likely: bool = False) -> bool:
        """Whether joining the two would make one of what is judged independent, or of what a report tells apart."""
        roots = {self.root(one), self.root(other)}
        pairs = [*self._apart, *self._told_apart] if likely else self._apart
        return any({self.root(left), self.root(right)} == roots for left, right in pairs)

    def groups(self) -> list[Group]:
        gathered: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(self._found)):
            gathered[self.root(number)].append(number)
        by_command: defaultdict[int, int] = defaultdict(int)
        for number in self._by_command:
            by_command[self.root(number)] += 1
        return [self._group(numbers, by_command[root]) for root, numbers in sorted(gathered.items())]

    def _group(self, numbers: Sequence[int], by_command: int) -> Group:
        chief = min(numbers, key=self._rank)
        rest = tuple((self._found[n], self._why[n]) for n in numbers if n != chief)
        told = tuple(self._found[n] for n in numbers if n != chief and n in self._told)
        return Group(self._found[chief], rest, by_command, told)

    def _rank(self, number: int) -> tuple[bool, bool, int, int]:
        """Who has it from nobody else, named before unnamed, then heard most often, then first."""
        candidate = self._found[number]
        return number in self._told, self._is_unnamed(number), -len(candidate.places), number


def origin_of(group: Group, ground: Ground) -> Origin:
    """The group as an origin of the contract: its earliest place, and the first way of knowing that a member states."""
    places = sorted((place for member in group.members() for place in member.places), key=ground.age)
    chief = group.chief.voice
    return Origin(
        id=chief.id,
        name=chief.name,
        kind=chief.kind,
        access=_access(group),
        report=places[0].report,
        span=places[0].span,
        merged=tuple(Merge(id=candidate.voice.id, why=why) for candidate, why in group.merged),
    )


def _access(group: Group) -> Access:
    known = [member.voice.access for member in group.members()]
    known += [statement.access for member in group.members() for statement in member.statements]
    return next((access for access in known if access != "unknown"), "unknown")
