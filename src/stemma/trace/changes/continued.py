"""What of a case is known again in the next derivation of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from stemma.model import Case, ChangePlace, Claim, ClaimMember, Contest, Pointer, Report, Span
from stemma.text.plain_names import name_key
from stemma.trace.addresses import same_address
from stemma.trace.moments import moment_of

# Places that a change names, and characters of each: enough to see it, bounded whatever reports hold.
_MOST_PLACES = 12
_MOST_WORDS = 600

_Held = tuple[Span, bool, int]


class Continuity:
    """Two derivations of one case, with what of the earlier one goes on in the later one.

    `reports` leads from ids before to ids after; a report is the same where its bytes and text are. `fresh` are the
    reports that are new, `contests` the figures of the later case that exclude each other, by report. `ruled` is
    whether its users' judgements are others.
    """

    def __init__(self, before: Case, after: Case) -> None:
        self.before = before
        self.after = after
        self.texts = {report.id: report for report in after.reports}
        self._texts_before = {report.id: report for report in before.reports}
        self.reports = _same_reports(before.reports, after.reports)
        self.fresh = frozenset(self.texts) - frozenset(self.reports.values())
        self.actors = {actor.id: actor for actor in after.actors}
        self.ruled = before.judgements != after.judgements
        self.contests = _by_report(contest for series in after.quantities for contest in series.contests)
        self._earlier, self._parents = self._lines()

    def earlier(self, number: int) -> tuple[Claim, ...]:
        """The claims before that went into the claim of that number (from 0) after, the one it shares most with first.

        A claim that was parted goes on in the part that most of its places went to, and in no other.
        """
        return self._earlier.get(number, ())

    def is_part(self, number: int) -> bool:
        """Whether the claim of that number holds places of claims before, though none goes on in it."""
        return number in self._parents and number not in self._earlier

    def place(self, pointer: Pointer) -> ChangePlace:
        """The place with its words and what its report is called by."""
        report = self.texts[pointer.report]
        words = pointer.span.of(report.text)
        cut = words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1] + "…"
        return ChangePlace(
            report=report.id,
            span=pointer.span,
            words=cut,
            publisher=report.publisher,
            title=report.title,
            url=report.url,
            published=report.published,
        )

    def places(self, pointers: Iterable[Pointer]) -> tuple[tuple[ChangePlace, ...], int]:
        """The places of a change, those in new reports first, then by publication, and how many more there are."""
        ordered = sorted(dict.fromkeys(pointers), key=lambda one: (one.report not in self.fresh, *self.age(one)))
        return tuple(map(self.place, ordered[:_MOST_PLACES])), max(0, len(ordered) - _MOST_PLACES)

    def age(self, pointer: Pointer) -> tuple[bool, str, str, Span]:
        """Sort key: by publication, the undated last, then by report and place."""
        moment = moment_of(self.texts[pointer.report].published)
        return moment is None, moment.start.isoformat() if moment else "", pointer.report, pointer.span

    def outlets(self, claim: Claim, case: Case) -> int:
        """In how many outlets' reports a claim of one of the two cases is put forward.

        Versions of one report are one, and so are an entry of a feed and the page that it leads to.
        """
        texts = self.texts if case is self.after else self._texts_before
        found = {member.report for member in claim.members if member.stance != "denies"}
        return len(_outlets(texts[report] for report in sorted(found)))

    def called(self, actor: str, otherwise: str) -> tuple[str, ...]:
        """What an actor is called by, its name first; `otherwise` where it is no actor of the case."""
        found = self.actors.get(actor)
        return (found.name, *found.aliases) if found else (otherwise,)

    def speaker(self, member: ClaimMember) -> str:
        """Who speaks at a place: the speaker's name, else who put the report out."""
        if member.actor is not None:
            return self.called(member.actor, member.actor)[0]
        report = self.texts[member.report]
        return report.publisher or report.id

    def _lines(self) -> tuple[dict[int, tuple[Claim, ...]], set[int]]:
        held: defaultdict[str, list[_Held]] = defaultdict(list)
        for number, claim in enumerate(self.after.claims):
            for member in claim.members:
                held[member.report].append((member.span, member.stance == "denies", number))
        found: defaultdict[int, list[tuple[int, str, Claim]]] = defaultdict(list)
        parents: set[int] = set()
        for claim in self.before.claims:
            votes = Counter(number for member in claim.members for number in self._holding(member, held))
            parents |= set(votes)
            if votes:
                best = min(votes, key=lambda number: (-votes[number], number))
                found[best].append((-votes[best], claim.id, claim))
        lines = {
            number: tuple(claim for _, _, claim in sorted(each, key=lambda e: e[:2])) for number, each in found.items()
        }
        return lines, parents

    def _holding(self, member: ClaimMember, held: dict[str, list[_Held]]) -> Iterator[int]:
        """The claims after that hold a member's place on the same side: its very words, or most of the shorter."""
        denies = member.stance == "denies"
        there = [one for one in held.get(self.reports.get(member.report, ""), ()) if one[1] == denies]
        exact = {number for span, _, number in there if span == member.span}
        yield from exact or {number for span, _, number in there if _mostly(span, member.span)}


def _by_report(contests: Iterable[Contest]) -> dict[str, list[Contest]]:
    found: defaultdict[str, list[Contest]] = defaultdict(list)
    for contest in contests:
        for report in {contest.left.report, contest.right.report}:
            found[report].append(contest)
    return dict(found)


def _mostly(one: Span, other: Span) -> bool:
    shared = one.shared(other)
    return bool(shared) and 2 * shared >= min(one.length, other.length)


def _same_reports(before: Sequence[Report], after: Sequence[Report]) -> dict[str, str]:
    """Ids before to ids after. A version that turns out to be an earlier one gives others another id."""
    texts = {report.id: report for report in after}
    same = {old.id: old.id for old in before if old.id in texts and texts[old.id].text == old.text}
    taken = set(same.values())
    moved: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for report in after:
        if report.id not in taken:
            moved[report.sha256, report.text].append(report.id)
    for old in before:
        if old.id not in same and (there := moved.get((old.sha256, old.text))):
            same[old.id] = there.pop(0)
    return same


def _outlets(reports: Iterable[Report]) -> list[set[str]]:
    """The reports' outlets, each as the keys by which it is known."""
    groups: list[set[str]] = []
    for report in reports:
        keys = {f"id {report.id}", f"id {report.revision_of or report.id}"}
        keys |= {f"name {name}"} if (name := name_key(report.publisher or "")) else set()
        keys |= {f"at {place}"} if (place := same_address(report.url or "")) else set()
        tied = [group for group in groups if not group.isdisjoint(keys)]
        groups = [group for group in groups if group.isdisjoint(keys)]
        groups.append(keys.union(*tied))
    return groups
