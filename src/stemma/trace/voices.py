"""For each place where a claim is made, the voice at the end of its chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Access, Actor, ClaimMember, Pointer, Span, Statement
from stemma.trace.copies import label
from stemma.trace.ground import Ground
from stemma.trace.outlets import outlet_words
from stemma.vocabulary.verdicts import is_verdict

# What an outlet says of its own knowing; that others "took responsibility" is in what it tells, and whoever was told
# leads on to whom they have it from.
_OWN_KNOWING = ("witnessed", "holds the record")
# Characters before the inner source in "that the board said ...". Further on it may stand beside the outer words
# ("a raid took place, and a member says ...") and not within their sense.
_OPENING = 12


@dataclass(frozen=True, slots=True)
class Voice:
    """Where a chain ends. `counts` is false for a way station that does not say how it knows.

    `key` is equal for equal voices; `id` is an actor's or a report's id. `circle` marks outlets that lead to
    nobody but one another.
    """

    key: str
    id: str
    name: str
    kind: str
    access: Access
    counts: bool
    actor: Actor | None = None
    circle: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice at the end of a member's chain."""

    voice: Voice
    member: ClaimMember
    statement: Statement | None


def place_of(member: ClaimMember) -> Pointer:
    """Where a member stands."""
    return Pointer(member.report, member.span)


def house_key(report: str, ground: Ground) -> str:
    """The key of a report's own voice: that of the body or the outlet that publishes it, or its own."""
    body, publisher = ground.body(report), ground.reports[report].publisher
    if body is not None:
        return f"actor {body.id}"
    return f"outlet {' '.join(outlet_words(publisher))}" if publisher else f"report {ground.first_edition(report)}"


class Chains:
    """The members of one claim that take one side, and where each leads."""

    def __init__(self, members: Sequence[ClaimMember], ground: Ground) -> None:
        self._members, self._ground = members, ground
        self._in_report: defaultdict[str, list[int]] = defaultdict(list)
        for number, member in enumerate(members):
            self._in_report[member.report].append(number)
        self._roots = self._text_roots()
        self._attributed = self._attributions()

    def heard(self) -> list[Heard]:
        """Every voice at the end of every member's chain, in the members' order."""
        out: list[Heard] = []
        for number, member in enumerate(self._members):
            for voice, statement in self._ends(number):
                out.append(Heard(voice, member, statement))
        return out

    def _linked(self, member: ClaimMember) -> set[int]:
        """The members elsewhere that are the same text."""
        if len(self._in_report) < 2:
            return set()
        return {
            number
            for twin in self._ground.twins(place_of(member), self._in_report)
            for number in self._in_report[twin.report]
            if self._members[number].span.overlaps(twin.span)
        }

    def _text_roots(self) -> list[int]:
        """For each member one that stands for all members of the same text, the earliest published."""
        roots = list(range(len(self._members)))

        def root(number: int) -> int:
            while roots[number] != number:
                roots[number] = roots[roots[number]]
                number = roots[number]
            return number

        for number, member in enumerate(self._members):
            for twin in sorted(self._linked(member)):
                one, other = sorted((root(number), root(twin)), key=self._age)
                roots[other] = one
        return [root(number) for number in range(len(roots))]

    def _age(self, number: int) -> tuple[tuple[int, Span], int]:
        return self._ground.age(place_of(self._members[number])), number

    def _ends(self, start: int) -> list[tuple[Voice, Statement | None]]:
        """Follow member `start` to its ends; members and outlets that lead back to where one came from end nothing."""
        ends: dict[str, tuple[Voice, Statement | None]] = {}
        seen, waiting = {start}, [start]
        while waiting:
            number = waiting.pop()
            for step in self._step(number):
                if isinstance(step, Voice):
                    ends.setdefault(step.key, (step, self._statement(number)))
                    continue
                fresh = [following for following in step if following not in seen]
                seen.update(fresh)
                waiting.extend(reversed(fresh))
        if not ends:
            voice = self._circle(sorted({self._members[number].report for number in seen}))
            return [(voice, None)]
        return [ends[key] for key in sorted(ends)]

    def _statement(self, number: int) -> Statement | None:
        return self._ground.statements.get(self._members[number].statement or "")

    def _step(self, number: int) -> Iterator[Voice | list[int]]:
        """What a member leads to directly: voices, or lists of members to follow."""
        member, statement = self._members[number], self._statement(number)
        if statement is None:
            yield from self._own_voice(number)
            return
        report = self._ground.reports[member.report]
        if is_verdict(report.text, report.language, statement):
            # Who rules on what a fact-check examines is its publisher.
            yield self._house(member.report, "unknown")
            return
        if self._ground.of_page(statement):
            yield self._house(self._members[self._roots[number]].report, "unknown")
            return
        passed_on = self._passed_on(number)
        if passed_on:
            yield passed_on
            return
        inner = self._ground.within(statement, place_of(member))
        speaker = self._ground.speaker(inner) if inner else None
        if inner and speaker:
            statement = inner
        else:
            speaker = member.actor or self._ground.speaker(statement)
        actor = self._ground.actors.get(speaker or "")
        if written := self._written(actor, statement):
            yield written
        elif actor is not None and not self._carries(actor, statement):
            yield self._spoken(actor, statement)
        elif actor is not None:
            yield self._outlet(member.report, [*self._written_name(statement), actor.name, *actor.aliases])
        elif statement.via is not None:
            via = self._ground.actors.get(statement.via)
            yield self._outlet(member.report, [via.name, *via.aliases] if via else [statement.via])
        else:
            yield self._same_words(number) or self._unresolved(member)

    def _passed_on(self, number: int) -> list[int]:
        """The members whose very attribution stands in what this one says: "she said that the board had said so"."""
        outer = self._members[number].span
        inner = []
        for other in self._in_report[self._members[number].report]:
            statement = self._statement(other)
            if other == number or statement is None or statement.source is None:
                continue
            if outer.covers(statement.source) and statement.source.start - outer.start <= _OPENING:
                inner.append(other)
        return inner

    def _carries(self, actor: Actor, statement: Statement) -> bool:
        ground = self._ground
        carrier = ground.standing(actor).carrier or ground.is_outlet(actor) or ground.names_outlet(statement)
        return carrier and statement.access not in _OWN_KNOWING

    def _written_name(self, statement: Statement) -> list[str]:
        """The page's own words for the source, where they name an outlet of the case."""
        if statement.source is None or not self._ground.names_outlet(statement):
            return []
        return [statement.source.of(self._ground.reports[statement.report].text)]

    def _written(self, actor: Actor | None, statement: Statement) -> Voice | None:
        """The dispatch or letter whose words these are, where nobody is known to have written it."""
        document = self._ground.document(statement)
        if document is None or (actor is not None and not self._ground.nameless(actor, statement.report)):
            return None
        key = f"actor {actor.id}" if actor else f"document {statement.report} {document.kind}"
        author = actor if actor is not None and actor.kind == "unnamed" else None
        origin = actor.id if actor else statement.report
        return Voice(key, origin, document.name, "unnamed", statement.access, True, author)

    def _spoken(self, actor: Actor, statement: Statement) -> Voice:
        key = f"actor {actor.id}"
        if actor.kind == "media":
            key = f"outlet {' '.join(outlet_words(actor.name))}"
        return Voice(key, actor.id, actor.name, actor.kind, statement.access, True, actor)

    def _own_voice(self, number: int) -> Iterator[Voice | list[int]]:
        member, attributed = self._members[number], self._same_words(number)
        credited = list(self._credited(member)) if not attributed else []
        access = self._ground.access(place_of(member))
        root = self._members[self._roots[number]].report
        if access in _OWN_KNOWING or (access != "unknown" and self._ground.body(root)):
            yield self._house(root, access)
        elif attributed:
            yield attributed
        elif credited:
            yield from credited
        else:
            # What a report attributes in one sentence and says outright in another has one way of being known.
            spoken = [n for n in self._in_report[member.report] if self._members[n].statement is not None]
            yield spoken or self._house(root, "unknown")

    def _same_words(self, number: int) -> list[int]:
        """The members of the same text that name a speaker, one for each."""
        return [other for other in self._attributed[self._roots[number]] if other != number]

    def _attributions(self) -> defaultdict[int, list[int]]:
        """For each root the members of its text that name a speaker, the first for each speaker."""
        found: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for number, member in enumerate(self._members):
            statement = self._statement(number)
            speaker = member.actor or (self._ground.speaker(statement) if statement else None)
            if speaker:
                found[self._roots[number]].setdefault(speaker, number)
        return defaultdict(list, {root: sorted(named.values()) for root, named in found.items()})

    def _credited(self, member: ClaimMember) -> Iterator[Voice | list[int]]:
        """Whom the very sentence credits ("footage on the harbour board's channel shows ...")."""
        for credit in self._ground.credits(place_of(member)):
            actor = self._ground.credited(credit)
            if actor is not None and not self._ground.standing(actor).carrier:
                yield Voice(f"actor {actor.id}", actor.id, actor.name, actor.kind, "unknown", True, actor)
            else:
                yield self._outlet(member.report, [name for name in (credit.outlet, credit.name) if name])

    def _outlet(self, report: str, names: Sequence[str]) -> Voice | list[int]:
        """A credited outlet: its members of this claim where its report is in the case, else the way station itself."""
        inside = self._ground.lead(report, names)
        if inside is not None:
            return self._in_report.get(inside) or self._house(inside, "unknown")
        publisher = outlet_words(self._ground.reports[report].publisher or "")
        if publisher and any(outlet_words(name)[-len(publisher) :] == publisher for name in names):
            return self._house(report, "unknown")
        words = " ".join(outlet_words(names[0]))
        return Voice(f"outlet {words}", report, names[0], "media", "unknown", False)

    def _house(self, report: str, access: Access) -> Voice:
        """A report's own voice; reports of one publisher have one. A body that publishes speaks for itself."""
        value, body = self._ground.reports[report], self._ground.body(report)
        if body is not None:
            known = body.id in self._ground.actors
            return Voice(f"actor {body.id}", body.id if known else report, body.name, body.kind, access, True, body)
        key = house_key(report, self._ground)
        counts = access in _OWN_KNOWING
        return Voice(key, report, value.publisher or label(value), "media", access, counts)

    def _unresolved(self, member: ClaimMember) -> Voice | list[int]:
        """Somebody whom the page does not name: no origin of its own, and nothing new beside one it names."""
        spoken = [number for number in self._in_report[member.report] if self._members[number].actor]
        name = f"someone not named in {label(self._ground.reports[member.report])}"
        return spoken or Voice(f"unresolved {member.report}", member.report, name, "unnamed", "unknown", False)

    def _circle(self, reports: Iterable[str]) -> Voice:
        """One voice for outlets that lead to one another: that of the one that others of them name, or came first."""
        found = sorted(reports)
        texts = {name: self._ground.reports[name].text for name in found}

        def rank(name: str) -> tuple[bool, str, str]:
            publisher = self._ground.reports[name].publisher
            named = any(publisher in text for other, text in texts.items() if other != name) if publisher else False
            return not named, self._ground.reports[name].published or "~", name

        first = min(found, key=rank)
        report = self._ground.reports[first]
        name = report.publisher or label(report)
        return Voice(house_key(first, self._ground), first, name, "media", "unknown", False, circle=True)
