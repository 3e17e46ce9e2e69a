"""How many independent origins stand behind each claim, and what that makes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from stemma.model import Claim, ClaimGroup, ClaimMember, Pointer, Span, Status, sha256_of
from stemma.text.plain_names import words_of
from stemma.text.tokens import fold
from stemma.trace.adversaries import Feuds, marks
from stemma.trace.candidates import candidates
from stemma.trace.command import commands
from stemma.trace.ground import Ground
from stemma.trace.intervals import agreed, intervals_of
from stemma.trace.judged import Judged
from stemma.trace.loose import by_hold, only_loose, with_loose
from stemma.trace.moments import moment_of
from stemma.trace.origins import Group, origin_of, unite
from stemma.trace.taken_back import Recanted, own_group, taken_back
from stemma.trace.voices import Chains, Heard, Voice, place_of
from stemma.trace.wording import Findings, explain
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.verdicts import is_verdict

# Characters of what is denied that are looked at.
_LOOKED_AT = 400


def settle(groups: Iterable[ClaimGroup], ground: Ground, judged: Judged) -> tuple[Claim, ...]:
    """Every group as a claim with its origins and status, in the order of `_rank`."""
    sided = [(group, _sides(_ordered(group), ground, judged)) for group in groups if group.members]
    feuds = Feuds()
    for group, sides in sorted(sided, key=lambda entry: claim_id(_ordered(entry[0]))):
        feuds.add(group, sides.groups, sides.denied, ground)
    claims = [_claim(group, sides, feuds, judged, ground) for group, sides in sided]
    return tuple(sorted(claims, key=lambda claim: _rank(claim, ground)))


def _rank(claim: Claim, ground: Ground) -> tuple[bool, int, bool, int, int, str]:
    """What a reader wants first: what most pages have somebody say.

    By the number of pages on which somebody voices the claim (editions of one page are one); of equals first those
    that are contested, withdrawn or corroborated, then by all pages that carry it, then by members. Last come
    claims that stand only in headlines and in reports' own words.
    """
    voiced = {m.report for m in claim.members if m.statement and not _in_title(m, ground)}
    pages = {ground.first_edition(member.report) for member in claim.members}
    voices = len({ground.first_edition(report) for report in voiced})
    settled = claim.status in ("contested", "withdrawn", "corroborated")
    return not voiced, -voices, not settled, -len(pages), -len(claim.members), claim.id


def _in_title(member: ClaimMember, ground: Ground) -> bool:
    statement = ground.statements.get(member.statement or "")
    return statement is not None and statement.in_title


@dataclass(frozen=True, slots=True)
class _Sides:
    """Who stands where: groups that affirm and that took it back, voices that may know, and who denies from outside.

    `broadly` are those of `unknown` who only say something like it. `undated` is true where no date tells whether a
    taking back was the last word. `recanted` are the way stations and the voices that have it from an origin, and later
    denied what they had passed on. `uncounted` are voices that may know and were judged to be tied to an origin, with
    the reason.
    """

    groups: list[Group]
    withdrawn: list[Group]
    undated: bool
    unknown: list[Voice]
    broadly: list[Voice]
    deniers: list[Voice]
    recanted: list[Voice]
    hedged: bool
    uncounted: list[tuple[Voice, str]]
    denied: list[Heard]


def _ordered(group: ClaimGroup) -> tuple[ClaimMember, ...]:
    return tuple(sorted(group.members, key=lambda m: (m.report, m.span, m.statement or "", m.stance)))


def _claim(group: ClaimGroup, sides: _Sides, feuds: Feuds, judged: Judged, ground: Ground) -> Claim:
    members = _ordered(group)
    intervals = intervals_of(members, ground)
    standing = sides.groups or sides.withdrawn
    unknown = sides.unknown or ([] if standing else sides.recanted)
    at_most = len(standing) + sum(entry.by_command for entry in standing) + len(unknown)
    status = _status(sides)
    origins = tuple(replace(origin_of(e, ground), marks=marks(group.id, e, standing, feuds, ground)) for e in standing)
    findings = Findings(
        reports=len({member.report for member in members if member.stance != "denies"}),
        groups=sides.groups,
        withdrawn=sides.withdrawn,
        undated=sides.undated,
        unknown=[voice for voice in sides.unknown if voice not in sides.broadly],
        broadly=sides.broadly,
        deniers=sides.deniers,
        recanted=sides.recanted,
        hedged=sides.hedged,
        marks=tuple(mark.why for origin in origins for mark in origin.marks),
        judged=_judged(group, sides, judged),
    )
    return Claim(
        id=claim_id(members),
        gloss=group.gloss,
        status=status,
        hedged=sides.hedged,
        members=members,
        origins=origins,
        at_most=at_most,
        why=explain(findings),
        quantity=_quantity(members, ground),
        interval=agreed(intervals, ground),
        intervals=intervals,
        first=_first(members, ground),
    )


def claim_id(members: Sequence[ClaimMember]) -> str:
    """A claim's id: the same places make the same claim in every run."""
    places = sorted((member.report, tuple(member.span)) for member in members)
    return "c" + sha256_of(repr(places))[:10]


def _sides(members: Sequence[ClaimMember], ground: Ground, judged: Judged) -> _Sides:
    members = [member for member in members if not _by_nobody(member, ground)]
    members = _without_examined(members, ground)
    members, loose = by_hold(members, ground)
    affirming = [member for member in members if member.stance == "affirms"]
    hedged = not affirming
    putting = affirming or [m for m in members if m.stance == "hedges" and not _only_unconfirmed(m, ground)]
    heard = Chains(putting, ground).heard()
    groups = unite(candidates(heard, ground), ground, judged)
    if not groups:
        wider, groups = with_loose(putting, loose, ground, judged)
        heard, hedged = wider or heard, hedged and not groups
    denying = [member for member in members if member.stance == "denies"]
    denied = Chains(denying, ground).heard() if denying else []
    own = [own_group(item, groups, ground) for item in denied]
    taken = {number: taken_back(number, group, denied, own, ground) for number, group in enumerate(groups)}
    gone = {number for number, how in taken.items() if how}
    kept = [group for number, group in enumerate(groups) if number not in gone]
    if kept:
        # Beside those who stand by it, one who took it back is somebody outside who denies it.
        own = [None if owner in gone else owner for owner in own]
    unknown = _unknown(heard)
    broadly = only_loose(loose, groups, unknown, ground)
    unknown += broadly
    uncounted = _uncounted(unknown, heard, groups, judged)
    unknown = [voice for voice in unknown if voice not in [other for other, _ in uncounted]]
    passed_on = Recanted(heard, denied, groups, ground)
    recanted = passed_on.voices
    unknown = [voice for voice in unknown if voice.key not in passed_on.keys]
    deniers = _outsiders(denied, own, [*unknown, *recanted], ground, repeated=bool(gone))
    deniers += [voice for voice in recanted if voice.counts and voice not in deniers]
    withdrawn = [groups[number] for number in sorted(gone)]
    if not groups and recanted and passed_on.came_first():
        # An outlet that takes back what it said shows that it was where the claim came from.
        withdrawn, recanted = unite(candidates(passed_on.as_origins(), ground), ground, judged), []
    undated = "undated" in taken.values()
    broadly = [voice for voice in broadly if voice in unknown]
    return _Sides(
        kept, withdrawn, undated, unknown, broadly, deniers, recanted, hedged and bool(putting), uncounted, denied
    )


def _status(sides: _Sides) -> Status:
    if not sides.groups and sides.withdrawn:
        return "withdrawn"
    if sides.deniers:
        return "contested"
    if not sides.groups:
        return "unattributed"
    return "corroborated" if len(sides.groups) > 1 else "single-origin"


def _by_nobody(member: ClaimMember, ground: Ground) -> bool:
    """Whether what looks like a voice says that nobody spoke: "no ship has told us"."""
    statement = ground.statements.get(member.statement or "")
    return statement is not None and ground.nobody(statement)


def _without_examined(members: Sequence[ClaimMember], ground: Ground) -> list[ClaimMember]:
    """The members without what a page shows of a claim, in nobody's name, that its own verdict denies."""
    denied = {member.report for member in members if member.stance == "denies" and _is_verdict(member, ground)}
    return [m for m in members if m.report not in denied or m.statement is not None or m.stance == "denies"]


def _is_verdict(member: ClaimMember, ground: Ground) -> bool:
    statement, report = ground.statements.get(member.statement or ""), ground.reports[member.report]
    return statement is not None and is_verdict(report.text, report.language, statement)


def _unknown(heard: Iterable[Heard]) -> list[Voice]:
    """The way stations and unnamed voices at which a chain ends, each once, less those that count elsewhere."""
    counting = {item.voice.key for item in heard if item.voice.counts}
    found = {item.voice.key: item.voice for item in heard if not item.voice.counts}
    return [found[key] for key in sorted(found) if key not in counting]


def _uncounted(
    unknown: Sequence[Voice], heard: Iterable[Heard], groups: Sequence[Group], judged: Judged
) -> list[tuple[Voice, str]]:
    """The voices that may know but are judged not to be independent of an origin that is shown, with the reason."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for item in heard:
        reports[item.voice.key].add(item.member.report)
    origins = [candidate for group in groups for candidate in group.members()]
    reasons = ((voice, judged.counted(voice, reports[voice.key], origins)) for voice in unknown)
    return [(voice, why) for voice, why in reasons if why]


def _judged(group: ClaimGroup, sides: _Sides, judged: Judged) -> list[str]:
    """What was judged of the claim's places and of its origins, each once; merges have their own reasons."""
    rulings = [evidence for evidence in group.evidence if evidence.kind == "judged"]
    put = [f"its places were {evidence.why}" for evidence in rulings if evidence.value > 0]
    kept = [f"it is {evidence.why}" for evidence in rulings if evidence.value < 0]
    found = [candidate for entry in sides.groups for candidate in entry.members()]
    owner = [number for number, entry in enumerate(sides.groups) for _ in entry.members()]
    origins = [
        f"{found[one].name} and {found[other].name} were {why}"
        for one, other, why in judged.independent(found)
        if owner[one] != owner[other]
    ]
    tied = [f"{voice.name} and an origin were {why}" for voice, why in sides.uncounted]
    return list(dict.fromkeys([*put, *kept, *origins, *tied]))


def _only_unconfirmed(member: ClaimMember, ground: Ground) -> bool:
    """Whether a hedge puts nothing forward: "could not confirm the sinking"."""
    statement = ground.statements.get(member.statement or "")
    spans = [span for span in (statement.cue, *statement.content) if span] if statement else [member.span]
    text = ground.reports[member.report].text
    words = [fold(word.strip(".,;:!?\"'“”„")) for span in spans for word in span.of(text)[:400].split()]
    lists = commands()
    return any(word in lists.unconfirmed for word in words) and any(word in lists.negations for word in words)


def _outsiders(
    denied: Sequence[Heard], own: Sequence[int | None], unknown: Sequence[Voice], ground: Ground, *, repeated: bool
) -> list[Voice]:
    """Who denies from outside: no affirming origin, no way station that may only repeat an origin's taking back, and no
    report that merely puts something negatively in its own words."""
    affirming = {voice.key for voice in unknown}
    found: dict[str, Voice] = {}
    for item, owner in zip(denied, own, strict=True):
        repeats = not item.voice.counts and (repeated or item.voice.key in affirming)
        if owner is None and not repeats and not _merely_negative(item, ground):
            found.setdefault(item.voice.key, item.voice)
    return [found[key] for key in sorted(found)]


def _merely_negative(item: Heard, ground: Ground) -> bool:
    """Whether a report negates in its own words, says not how it knows, and rejects nothing that others say.

    "The fine was for repairs that were not entered in the books" contests no fine.
    """
    if item.voice.counts or item.member.statement is not None:
        return False
    report = ground.reports[item.member.report]
    words, told = hedges(report.language), item.member.span.of(report.text)[:_LOOKED_AT].lower()
    return words.rejections.search(told) is None and words.doubting.isdisjoint(words_of(told))


def _first(members: Sequence[ClaimMember], ground: Ground) -> Pointer | None:
    # The other side may have given its account before; a claim that is only denied first stands where it is denied.
    putting = [member for member in members if member.stance != "denies"] or members
    dated = [place_of(m) for m in putting if moment_of(ground.reports[m.report].published)]
    return min(dated, key=ground.age) if dated else None


def _quantity(members: Sequence[ClaimMember], ground: Ground) -> str | None:
    """The figure that most members give, with what it counts, where at least half of them and two give it.

    Those who deny the claim give other figures. It is told in the words of the first of these members.
    """
    standing = [member for member in members if member.stance != "denies"]
    found: defaultdict[tuple[object, ...], dict[Pointer, str]] = defaultdict(dict)
    for member in standing:
        for one in ground.quantities(place_of(member)):
            value = (one.low, one.high, one.bound, one.unit, one.frame)
            words = Span(one.span.start, one.counted.end if one.counted else one.span.end)
            told = words.of(ground.reports[member.report].text)
            told += f" {one.frame}" if one.frame and one.counted is None else ""
            found[value].setdefault(place_of(member), told)
    if not found:
        return None
    given = min(found.values(), key=lambda places: (-len(places), min(map(ground.age, places))))
    wording = given[min(given, key=ground.age)]
    return " ".join(wording.split()) if len(given) >= 2 and 2 * len(given) >= len(standing) else None
