"""Members that are only broadly like their claim, and what their voices still count for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

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
    holds = [not member.loose or _denies_firmly(member, put, ground) for member in members]
    firm = [member for member, held in zip(members, holds, strict=True) if held]
    told = {member.report for member in firm if member.statement is not None}
    bare = {member.report for member in firm if member.statement is None and _opens(member, ground)} - told
    firm = [
        member
        for member, held in zip(members, holds, strict=True)
        if held or (member.actor is not None and _tells_of(member, told, bare, ground))
    ]
    return firm or loose, loose


def _opens(member: ClaimMember, ground: Ground) -> bool:
    """Whether a member stands in the first line of its report, where more than that line is known."""
    text = ground.reports[member.report].text
    return 0 <= member.span.start < text.find("\n")


def _tells_of(member: ClaimMember, told: Container[str], bare: Container[str], ground: Ground) -> bool:
    """Whether somebody tells in words only broadly like a claim's what the same report says in the claim's own.

    A report that says a thing outright in its headline has it from whom it quotes on it below; and who confirms,
    confirms what the report has just told.
    """
    statement = ground.statements.get(member.statement or "")
    if member.stance != "affirms" or statement is None or statement.in_title:
        return False
    return member.report in bare or (member.report in told and statement.stance == "confirms")


def _denies_firmly(member: ClaimMember, put: Container[str], ground: Ground) -> bool:
    """Whether a member denies in so many words, or is by one of those who `put` the claim forward themselves."""
    if member.stance != "denies":
        return False
    statement = ground.statements.get(member.statement or "")
    outright = statement is not None and statement.stance == "denies"
    return outright or (member.actor is not None and member.actor in put)


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
