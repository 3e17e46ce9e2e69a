"""What became of a claim: who stands behind it and against it, beside who did before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stemma.model import Change, ChangeKind, Claim, ClaimMember, Origin, Pointer
from stemma.text.plain_names import name_key
from stemma.trace.changes.continued import Continuity
from stemma.trace.phrases import counted, listed

# A claim is heard of when it stands in reports of so many outlets.
_SEVERAL = 2


def turns(number: int, known: Continuity) -> Iterator[Change]:
    """What changed about the claim of that number (from 0) of the case after."""
    earlier = known.earlier(number)
    claim = known.after.claims[number]
    if not earlier:
        if not known.is_part(number):
            yield from _appeared(claim, known)
        return
    turn = _Turn(claim, earlier, known)
    if not turn.fresh and not known.ruled:
        # Every report shifts a little how others are grouped and counted. Where none speaks to the claim itself, only
        # what comes with its own reason is told.
        yield from turn.merged()
        return
    against = [*turn.withdrawn(), *turn.denied(), *turn.settled()]
    behind = [*turn.origins(), *turn.merged(), *turn.affirmed(), *turn.figure()]
    yield from [*against, *behind] or turn.taken_up()


def _appeared(claim: Claim, known: Continuity) -> Iterator[Change]:
    outlets = known.outlets(claim, known.after)
    if outlets >= _SEVERAL and any(member.report in known.fresh for member in claim.members):
        why = f"New in the case, in reports of {counted(outlets, 'outlet')}. {claim.why}".rstrip()
        yield _change("appeared", claim, why, map(_pointer, claim.members), known)


class _Turn:
    """A claim beside the claims before that went into it."""

    def __init__(self, claim: Claim, earlier: Sequence[Claim], known: Continuity) -> None:
        self.claim = claim
        self.earlier = earlier
        self.known = known
        self.was_contested = any(one.status == "contested" for one in earlier)
        self.fresh = [member for member in claim.members if member.report in known.fresh]

    def withdrawn(self) -> Iterator[Change]:
        """Its last affirming origin took it back."""
        if self.claim.status == "withdrawn" and all(one.status != "withdrawn" for one in self.earlier):
            places = [_pointer(member) for member in self._fresh_or_all("denies")]
            yield self._change("withdrawn", f"Taken back. {self.claim.why}", places)

    def denied(self) -> Iterator[Change]:
        """Somebody stands against it who did not."""
        if self.claim.status != "contested":
            return
        against = [member for member in self.claim.members if member.stance == "denies"]
        known = {self._voice(member) for member in against if self._denied_before(member)}
        figures = {_pointer(member): why for member in against if (why := self._by_figure(member)) is not None}
        new = [member for member in against if self._voice(member) not in known]
        denying = [member for member in new if _pointer(member) not in figures]
        if denying:
            who = listed(dict.fromkeys(map(self.known.speaker, denying)))
            yield self._change("denied", f"{who} now {_agrees('denies', 'deny', denying)} it.", map(_pointer, denying))
        excluding = [_pointer(member) for member in new if _pointer(member) in figures]
        if excluding or not (denying or self.was_contested):
            why = " ".join(list(dict.fromkeys(_sentence(figures[place]) for place in excluding))[:3])
            yield self._change("contested", why or self.claim.why, excluding or map(_pointer, against))

    def settled(self) -> Iterator[Change]:
        """Nobody stands against it any more."""
        if self.was_contested and self.claim.status not in ("contested", "withdrawn"):
            yield self._change("uncontested", f"No longer contested. {self.claim.why}", self._origin_places())

    def origins(self) -> Iterator[Change]:
        """Its independent origins are more than before, or so few that it is no longer corroborated."""
        was, now = self._counts()
        if self.claim.status == "withdrawn":
            return
        if now > was:
            yield self._more(was, now, [origin for origin in self.claim.origins if not self._was_origin(origin)])
        # One origin that leads on to nobody is no loss that a reader would care for.
        elif now < was and was >= _SEVERAL and not any(self._merges()):
            why = f"{_origins(was)} before. {self.claim.why}"
            yield self._change("origin lost", why, self._places(), str(was), str(now))

    def merged(self) -> Iterator[Change]:
        """Voices that were origins of their own are counted with another one now."""
        was, now = self._counts()
        for origin, ident, why in self._merges() if self.claim.status != "withdrawn" else ():
            name = self._name_before(ident)
            told = f"{name} no longer counts as an origin of its own: {why}." if name else f"{why}."
            yield self._change("origin merged", told, [_first(origin)], str(was), str(now))

    def affirmed(self) -> Iterator[Change]:
        """Somebody puts it without reservation, which nobody did."""
        if not self.claim.hedged and self.claim.origins and all(one.hedged for one in self.earlier):
            members = self._fresh_or_all("affirms")
            who = listed(dict.fromkeys(map(self.known.speaker, members)))
            why = f"Put only with reservation before; {who} {_agrees('affirms', 'affirm', members)} it."
            yield self._change("affirmed", why, map(_pointer, members))

    def figure(self) -> Iterator[Change]:
        """The figure that most of its members give is another."""
        was, now = self.earlier[0].quantity, self.claim.quantity
        if was and now and name_key(was) != name_key(now) and self.fresh:
            why = f"Most reports now say “{now}”; before “{was}”."
            yield self._change("figure", why, map(_pointer, self.fresh), was, now)

    def taken_up(self) -> Iterator[Change]:
        """It stood with one outlet and now stands with several, which is told where nothing weightier is."""
        now = self.known.outlets(self.claim, self.known.after)
        was = max(self.known.outlets(one, self.known.before) for one in self.earlier)
        if self.fresh and was < _SEVERAL <= now:
            why = f"In reports of {counted(now, 'outlet')} now. {self.claim.why}".rstrip()
            yield self._change("taken up", why, map(_pointer, self.fresh), str(was), str(now))

    def _more(self, was: int, now: int, new: Sequence[Origin]) -> Change:
        kind: ChangeKind = "origin added" if was >= _SEVERAL else "corroborated" if now >= _SEVERAL else "sourced"
        others = [origin for origin in self.claim.origins if origin not in new]
        who = listed(origin.name for origin in new or self.claim.origins)
        if kind == "sourced":
            why = f"It led to nobody before and now leads to {who}."
        elif others and new:
            why = f"{who} beside {listed(origin.name for origin in others)}: {_origins(now)}, before {was}."
        else:
            why = f"{listed(origin.name for origin in self.claim.origins)}: {_origins(now)}, before {was}."
        if len(self.earlier) > 1 and not new:
            why += f" {counted(len(self.earlier), 'claim')} that stood apart are now taken for one."
        return self._change(kind, why, map(_first, [*new, *others]), str(was), str(now))

    def _merges(self) -> Iterator[tuple[Origin, str, str]]:
        """Voices that were origins of their own and are counted with another one now, with the reason."""
        was = {origin.id for one in self.earlier for origin in one.origins}
        now = {origin.id for origin in self.claim.origins}
        for origin in self.claim.origins:
            for merge in origin.merged:
                # Origins of claims that only now became one were never counted beside each other.
                beside = any({merge.id, origin.id} <= {o.id for o in one.origins} for one in self.earlier)
                if merge.id in was - now and beside:
                    yield origin, merge.id, merge.why.rstrip(".")

    def _counts(self) -> tuple[int, int]:
        return max(len(one.origins) for one in self.earlier), len(self.claim.origins)

    def _was_origin(self, origin: Origin) -> bool:
        voices = [old for one in self.earlier for old in one.origins]
        ids = {old.id for old in voices} | {merge.id for old in voices for merge in old.merged}
        names = {name_key(name) for name in self.known.called(origin.id, origin.name)} - {""}
        return origin.id in ids or not names.isdisjoint(name_key(old.name) for old in voices)

    def _name_before(self, ident: str) -> str | None:
        return next((o.name for one in self.earlier for o in one.origins if o.id == ident), None)

    def _by_figure(self, member: ClaimMember) -> str | None:
        """Why a place stands against the claim where that is because of its figure; None where it says so itself."""
        for contest in self.known.contests.get(member.report, ()):
            if any(
                one.report == member.report and one.span.overlaps(member.span) for one in (contest.left, contest.right)
            ):
                return contest.why
        return None

    def _voice(self, member: ClaimMember) -> str:
        """Who speaks at a place of the claim; ids of actors hold within one derivation only."""
        if member.actor is not None:
            return member.actor
        report = self.known.texts[member.report]
        return f"own {name_key(report.publisher or '') or report.id}"

    def _denied_before(self, member: ClaimMember) -> bool:
        return any(
            old.stance == "denies" and old.span == member.span and self.known.reports.get(old.report) == member.report
            for one in self.earlier
            for old in one.members
        )

    def _fresh_or_all(self, stance: str) -> list[ClaimMember]:
        found = [member for member in self.claim.members if member.stance == stance]
        return [member for member in found if member.report in self.known.fresh] or found

    def _origin_places(self) -> list[Pointer]:
        return [_first(origin) for origin in self.claim.origins] or self._places()

    def _places(self) -> list[Pointer]:
        return [_pointer(member) for member in self.fresh or self.claim.members]

    def _change(
        self, kind: ChangeKind, why: str, places: Iterable[Pointer], before: str | None = None, after: str | None = None
    ) -> Change:
        return _change(kind, self.claim, why, places, self.known, before, after)


def _change(
    kind: ChangeKind,
    claim: Claim,
    why: str,
    places: Iterable[Pointer],
    known: Continuity,
    before: str | None = None,
    after: str | None = None,
) -> Change:
    shown, more = known.places(places)
    return Change(
        kind=kind,
        claim=claim.id,
        gloss=claim.gloss,
        why=why.strip(),
        places=shown,
        status=claim.status,
        before=before,
        after=after,
        more=more,
    )


def _pointer(member: ClaimMember) -> Pointer:
    return Pointer(member.report, member.span)


def _first(origin: Origin) -> Pointer:
    return Pointer(origin.report, origin.span)


def _origins(number: int) -> str:
    return counted(number, "independent origin")


def _agrees(one: str, several: str, members: Sequence[ClaimMember]) -> str:
    voices = {member.actor or member.report for member in members}
    return one if len(voices) == 1 else several


def _sentence(words: str) -> str:
    text = words.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
