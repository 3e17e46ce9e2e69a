"""Which voices count as one origin, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Access, Merge, Origin, Pointer, Statement, hull
from stemma.text.tokens import fold, stem
from stemma.trace.command import Standing, commands
from stemma.trace.ground import Ground
from stemma.trace.phrases import name_key, shortened, words_of
from stemma.trace.voices import Heard, Voice, place_of

_JOINED_BY = frozenset({"and", "&", "i", "oraz", "und", "et", "y", "e", "и", "та", "і", "й", "both"})
_NOBODY = Standing(government=None, names=frozenset(), bodies=frozenset(), group=None, vague=False, carrier=False)


@dataclass(slots=True)
class Candidate:
    """A voice that counts, with every place where it is heard and the statements in which it speaks."""

    voice: Voice
    standing: Standing
    places: list[Pointer]
    statements: list[Statement]

    @property
    def name(self) -> str:
        """How the voice is called in a sentence."""
        return shortened(self.voice.name)


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that count as one origin: `chief` gives it its name; `by_command` were merged by command alone."""

    chief: Candidate
    merged: tuple[tuple[Candidate, str], ...]
    by_command: int

    def members(self) -> Iterator[Candidate]:
        """All candidates of the group, the chief first."""
        yield self.chief
        yield from (candidate for candidate, _ in self.merged)


def candidates(heard: Iterable[Heard], ground: Ground) -> list[Candidate]:
    """The voices that count, each once, in the order of their first place in time."""
    found: dict[str, Candidate] = {}
    for item in heard:
        voice = item.voice
        if not voice.counts:
            continue
        standing = ground.standing(voice.actor) if voice.actor else _NOBODY
        candidate = found.setdefault(voice.key, Candidate(voice, standing, [], []))
        candidate.places.append(place_of(item.member))
        if item.statement is not None and item.statement not in candidate.statements:
            candidate.statements.append(item.statement)
    for candidate in found.values():
        candidate.places.sort(key=ground.age)
    return sorted(found.values(), key=lambda candidate: (ground.age(candidate.places[0]), candidate.voice.key))


def unite(found: Sequence[Candidate], ground: Ground) -> list[Group]:
    """Merge candidates by the rules of independence, each merge with its reason.

    First what makes two voices one wherever they stand: one name, a person and the body spoken for, one unnamed
    group, one utterance, a joint announcement, having it from one another. Then what one command ties: that alone
    is counted apart, since organs of one government may each know.
    """
    union = _Union(found)
    if len(found) < 2:
        return union.groups()
    for one, other, why in _same_voice(found, ground):
        union.join(one, other, why, command=False)
    for one, other, why in _same_command(found):
        union.join(one, other, why, command=True)
    return union.groups()


class _Union:
    def __init__(self, found: Sequence[Candidate]) -> None:
        self._found = found
        self._parent = list(range(len(found)))
        self._why: dict[int, str] = {}
        self._by_command: list[int] = []

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int, why: str, *, command: bool) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return
        self._parent[second] = first
        self._why.setdefault(one, why)
        self._why.setdefault(other, why)
        if command:
            self._by_command.append(second)

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
        return Group(self._found[chief], rest, by_command)

    def _rank(self, number: int) -> tuple[bool, int, int]:
        """Named before unnamed, then heard most often, then first."""
        candidate = self._found[number]
        return candidate.voice.kind == "unnamed", -len(candidate.places), number


_Tie = tuple[int, int, str]


def _same_voice(found: Sequence[Candidate], ground: Ground) -> Iterator[_Tie]:
    yield from _same_name(found)
    yield from _body(found)
    yield from _unnamed(found)
    yield from _utterance(found, ground)
    yield from _joint(found, ground)
    yield from _told(found, ground)


def _same_name(found: Sequence[Candidate]) -> Iterator[_Tie]:
    first: dict[str, int] = {}
    for number, candidate in enumerate(found):
        key = name_key(candidate.name) if candidate.voice.kind != "unnamed" else ""
        if key and first.setdefault(key, number) != number:
            yield first[key], number, f"both are called {candidate.name}"


def _body(found: Sequence[Candidate]) -> Iterator[_Tie]:
    """A person and the body that person speaks for."""
    named: dict[str, int] = {}
    for number, candidate in enumerate(found):
        for name in sorted(candidate.standing.names):
            named.setdefault(name, number)
    for number, candidate in enumerate(found):
        for body in sorted(candidate.standing.bodies):
            other = named.get(body)
            if other is not None and other != number:
                yield other, number, f"{candidate.name} speaks for {found[other].name} or belongs to it"


def _unnamed(found: Sequence[Candidate]) -> Iterator[_Tie]:
    first: dict[str, int] = {}
    for number, candidate in enumerate(found):
        key = candidate.standing.group
        if key and first.setdefault(key, number) != number:
            yield first[key], number, f"an unnamed group ({candidate.name}) counts once"


def _utterance(found: Sequence[Candidate], ground: Ground) -> Iterator[_Tie]:
    """Two names for the speaker of the same words."""
    first: dict[str, int] = {}
    for number, candidate in enumerate(found):
        for statement in candidate.statements:
            for utterance in ground.utterances(statement.id):
                if first.setdefault(utterance.id, number) != number:
                    other = found[first[utterance.id]].name
                    yield first[utterance.id], number, f"the same words are given to {other} and to {candidate.name}"


def _joint(found: Sequence[Candidate], ground: Ground) -> Iterator[_Tie]:
    """One statement by two: "the harbour board and the shipping line said"."""
    numbers = {candidate.voice.actor.id: n for n, candidate in enumerate(found) if candidate.voice.actor}
    for number, candidate in enumerate(found):
        for statement in candidate.statements:
            for other in _partners(statement, ground):
                if other in numbers and numbers[other] != number:
                    names = f"{found[numbers[other]].name} and {candidate.name}"
                    yield numbers[other], number, f"{names} made one joint announcement"


def _partners(statement: Statement, ground: Ground) -> Iterator[str]:
    """The actors that the statement's source names side by side."""
    if statement.source is None:
        return
    text = ground.reports[statement.report].text
    before: tuple[str, int] | None = None
    for mention in ground.mentions(Pointer(statement.report, statement.source)):
        if mention.actor is None:
            continue
        between = fold(text[before[1] : mention.span.start]).replace(",", " ").split() if before else []
        if before and between and set(between) & _JOINED_BY and len(between) <= 2:
            yield before[0]
            yield mention.actor
        before = (mention.actor, mention.span.end)


def _told(found: Sequence[Candidate], ground: Ground) -> Iterator[_Tie]:
    """Those who say that they have it from one another."""
    numbers = {candidate.voice.actor.id: n for n, candidate in enumerate(found) if candidate.voice.actor}
    groups = {candidate.standing.group: n for n, candidate in enumerate(found) if candidate.standing.group}
    for number, candidate in enumerate(found):
        for statement in candidate.statements:
            tellers = _tellers(statement, ground, numbers, groups)
            for teller in sorted(tellers - {number}):
                yield teller, number, f"{candidate.name} has it from {found[teller].name}"


def _tellers(statement: Statement, ground: Ground, numbers: dict[str, int], groups: dict[str, int]) -> set[int]:
    tellers = {numbers[statement.via]} if statement.via in numbers else set()
    if statement.access != "was told":
        return tellers
    spans = [span for span in (statement.source, statement.cue, *statement.content) if span]
    sentence = Pointer(statement.report, hull([ground.sentence(Pointer(statement.report, spans[0])), *spans]))
    tellers |= {numbers[m.actor] for m in ground.mentions(sentence) if m.actor in numbers}
    words = {stem(word, "en") for word in words_of(sentence.span.of(ground.reports[statement.report].text))}
    return tellers | {number for key, number in groups.items() if key and set(key.split()) <= words}


def _same_command(found: Sequence[Candidate]) -> Iterator[_Tie]:
    """Voices of one body, then of one government; officials of nobody's government in particular come last."""
    bodies: dict[str, int] = {}
    for number, candidate in enumerate(found):
        for body in sorted(candidate.standing.bodies):
            if bodies.setdefault(body, number) != number:
                yield bodies[body], number, f"{found[bodies[body]].name} and {candidate.name} speak for one body"
    ruled: dict[str, int] = {}
    for number, candidate in enumerate(found):
        key = candidate.standing.government
        if key and ruled.setdefault(key, number) != number:
            title = commands().titles[key]
            yield ruled[key], number, f"{found[ruled[key]].name} and {candidate.name} are of one government ({title})"
    named = [number for number, candidate in enumerate(found) if _may_command(candidate)]
    for number, candidate in enumerate(found):
        if candidate.standing.vague and named:
            yield (
                named[0],
                number,
                f"no report says for whom {candidate.name} spoke, and it may be for another voice here",
            )


def _may_command(candidate: Candidate) -> bool:
    """Whether nameless officials or fighters may be the candidate's own: a body, or somebody who speaks for one."""
    standing = candidate.standing
    stated = bool(standing.government or standing.bodies) or candidate.voice.kind in ("organisation", "office")
    return stated and not standing.vague


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
