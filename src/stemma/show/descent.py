"""How a claim comes down from its origins to the reports that carry it, as a tree of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model import Claim, ClaimMember, LineageEdge, Pointer
from stemma.show.labels import Labels
from stemma.show.tree import KINDS, Branch, BranchKind, Tree, drawn

# A claim's own tree is a glance, not a map.
MOST_NODES = 30
_COPYING = ("copies", "renders")


def descent_of(labels: Labels, claim: Claim, most: int = MOST_NODES) -> Tree:
    """From origins, by those who were merged with them, to the reports of a claim that affirm it (or else hedge it).

    A report that copies or renders another one of them hangs from that one, since it has the words from there; the
    others hang from whom they quote. `apart` are those that say it in their own voice and tie to none of them.
    """
    members = _carrying(claim)
    reports = {member.report for member in members if member.report in labels.reports}
    copied = _copies(labels.case.lineage, reports)
    branches = [*copied, *_quoted(members, reports - {branch.taker[2:] for branch in copied}), *_merged(claim, labels)]
    needed = {branch.source for branch in branches} | {f"a:{origin.id}" for origin in claim.origins}
    names = {key: _name(key[2:], claim, labels) for key in {b.taker for b in branches} | needed if key[:2] == "a:"}
    return drawn(branches, names, labels, most=most, takers=reports)


def _name(actor: str, claim: Claim, labels: Labels) -> str:
    """An actor's name, with a disc where it is an origin that is shown."""
    name = labels.actor(actor) or actor
    return f"● {name}" if any(origin.id == actor for origin in claim.origins) else name


def _carrying(claim: Claim) -> list[ClaimMember]:
    affirming = [member for member in claim.members if member.stance == "affirms"]
    return affirming or [member for member in claim.members if member.stance == "hedges"]


def _copies(lineage: Sequence[LineageEdge], reports: set[str]) -> list[Branch]:
    """Text taken by one of `reports` from another, each pair once as its closest tie."""
    found: dict[tuple[str, str], LineageEdge] = {}
    for edge in sorted(lineage, key=lambda edge: KINDS.index(edge.kind)):
        source = edge.takes_from.report
        if edge.kind in _COPYING and source in reports and edge.report in reports and source != edge.report:
            found.setdefault((f"r:{source}", f"r:{edge.report}"), edge)
    return [Branch(*pair, edge.kind, (edge,), _proof(edge)) for pair, edge in sorted(found.items())]


def _proof(edge: LineageEdge) -> Pointer | None:
    return next((Pointer(item.report, item.span) for item in edge.evidence), None)


def _quoted(members: Sequence[ClaimMember], reports: set[str]) -> Iterator[Branch]:
    seen = set[tuple[str, str]]()
    for member in members:
        pair = (f"a:{member.actor}", f"r:{member.report}")
        if member.actor is not None and member.report in reports and pair not in seen:
            seen.add(pair)
            yield _tie(*pair, "quotes", Pointer(member.report, member.span))


def _merged(claim: Claim, labels: Labels) -> Iterator[Branch]:
    for origin in claim.origins:
        for merge in origin.merged:
            if merge.id not in labels.reports and merge.id != origin.id:
                yield _tie(f"a:{origin.id}", f"a:{merge.id}", "merged", Pointer(origin.report, origin.span))


def _tie(source: str, taker: str, kind: BranchKind, proof: Pointer) -> Branch:
    return Branch(source, taker, kind, (), proof)
