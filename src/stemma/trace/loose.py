"""Members that are only broadly like their claim, and what their voices still count for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from stemma.model import ClaimMember
from stemma.trace.candidates import candidates
from stemma.trace.ground import Ground
from stemma.trace.judged import Judged
from stemma.trace.origins import Group, unite
from stemma.trace.voices import Chains, Heard, Voice, place_of

_Thing = tuple[str | None, str | None]
_Range = tuple[float | None, float | None]


def by_hold(members: Sequence[ClaimMember], ground: Ground) -> tuple[list[ClaimMember], list[ClaimMember]]:
    """The members that hold the claim together, and those that are only broadly like them.

    Who denies in so many words, or what he put forward himself, rarely says it as the others put it: such a denial is
    as good as one of the first kind.
    """
    loose = [member for member in members if member.loose]
    put = {member.actor for member in members if member.actor and not member.loose and member.stance == "affirms"}
    firm = [
        member
        for member in members
        if not member.loose or _denies_outright(member, ground) or (member.stance == "denies" and member.actor in put)
    ]
    return firm or loose, loose


def _denies_outright(member: ClaimMember, ground: Ground) -> bool:
    statement = ground.statements.get(member.statement or "")
    return member.stance == "denies" and statement is not None and statement.stance == "denies"


def with_loose(
    putting: Sequence[ClaimMember], loose: Sequence[ClaimMember], ground: Ground, judged: Judged
) -> tuple[list[Heard], list[Group]]:
    """The voices and the one origin of a claim that names an origin only in words broadly like it; else nothing.

    Headlines and background put a thing in words of their own, and the sentence that says who announced it in others:
    that one is where they have it. Of several such voices each may speak of something else, so these are none, nor is
    who gives another figure.
    """
    affirming = [member for member in loose if member.stance == "affirms" and _same_figure(member, putting, ground)]
    if not affirming:
        return [], []
    heard = Chains([*putting, *affirming], ground).heard()
    groups = unite(candidates(heard, ground), ground, judged)
    return (heard, groups) if len(groups) == 1 else ([], [])


def _same_figure(member: ClaimMember, others: Sequence[ClaimMember], ground: Ground) -> bool:
    """Whether a member gives no figure of anything of which the others give only another."""
    theirs = _figures([other for other in others if other != member], ground)
    return all(
        thing not in theirs or not values.isdisjoint(theirs[thing])
        for thing, values in _figures([member], ground).items()
    )


def _figures(members: Sequence[ClaimMember], ground: Ground) -> dict[_Thing, set[_Range]]:
    found: defaultdict[_Thing, set[_Range]] = defaultdict(set)
    for member in members:
        for one in ground.quantities(place_of(member)):
            found[one.counts, one.unit].add((one.low, one.high))
    return dict(found)


def only_loose(
    loose: Sequence[ClaimMember], groups: Sequence[Group], unknown: Sequence[Voice], ground: Ground
) -> list[Voice]:
    """Voices that affirm only in words that are broadly like the claim's: each may be one more origin."""
    affirming = [member for member in loose if member.stance == "affirms"]
    known = {item.voice.key for group in groups for item in group.members()} | {voice.key for voice in unknown}
    found: dict[str, Voice] = {}
    for item in Chains(affirming, ground).heard() if affirming else ():
        if item.voice.counts and item.voice.key not in known:
            found.setdefault(item.voice.key, item.voice)
    return list(found.values())
