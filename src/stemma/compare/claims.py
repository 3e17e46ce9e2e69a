"""What several statements or own-voice sentences say in common, whoever says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.compare.agreement import Agreement
from stemma.compare.align import Aligner
from stemma.compare.clauses import Clause, Clauses, Said
from stemma.compare.cuts import has_verb
from stemma.compare.forms import Forms
from stemma.compare.gloss import gloss_of
from stemma.compare.grouping import spread
from stemma.compare.judged import Bounds, bounds
from stemma.compare.opposites import with_opposites
from stemma.compare.pieces import Material
from stemma.compare.polarity import outright
from stemma.compare.rivals import Denial, Standing, with_denials
from stemma.compare.salience import salience_of
from stemma.compare.stances import stances_of
from stemma.model import Actor, ClaimGroup, ClaimMember, Evidence, Pointer, Span, Utterance, sha256_of
from stemma.model.links import ClaimStance
from stemma.model.rulings import Ruling

_MOST_EVIDENCE = 6
_LOOKED_AT = 50


def find_claims(
    material: Material,
    forms: Forms,
    aligner: Aligner,
    utterances: Sequence[Utterance],
    rulings: Sequence[Ruling] = (),
    actors: Sequence[Actor] = (),
) -> tuple[ClaimGroup, ...]:
    """The case's claims, in the order of their first members.

    Every statement that says something is in one; an own-voice sentence only where it meets others, stands in two
    reports, is hedged, or a body says it that puts out the report itself. `rulings` on claims are kept to.
    """
    kin = with_opposites(aligner.kin, material.lexicon)
    clauses = Clauses(material, forms, salience_of(material, forms.runs, kin), kin)
    agreement = Agreement(clauses, actors)
    judged = bounds(rulings, "claim", material, forms, lambda form, piece: _clauses_in(clauses, form, piece))
    groups = _groups(agreement, utterances, judged)
    standing = (_standing(material, agreement, group, judged.joined()) for group in groups)
    built = (_claim(material, agreement, one) for one in with_denials(agreement, [s for s in standing if s], judged))
    return tuple(sorted(built, key=lambda c: (c.members[0].report, c.members[0].span, c.id)))


def _groups(agreement: Agreement, utterances: Sequence[Utterance], judged: Bounds[Clause]) -> list[list[Clause]]:
    """Clauses that say the same, each word in one group at most; then what is left, sentence by sentence.

    Phrases alone are no claim, unless they were judged to be.
    """
    contents, clauses = agreement.contents, agreement.clauses
    material, forms = clauses.material, clauses.forms
    series = _series(material, forms)
    near = [pair for pair in agreement.near() if not any(contents[one].clause.form in series for one in pair)]
    number = agreement.number
    near += [(number[one], number[other]) for one, other in _same_utterance(material, forms, clauses, utterances)]
    found = agreement.linkage.groups(near, agreement.least, agreement.numbered(judged))
    joined = judged.joined()
    settled = _settled([[contents[one].clause for one in group] for group in found], agreement, judged)
    groups = [group for group in settled if any(map(clauses.tells, group)) or not joined.isdisjoint(group)]
    held = {clause.form for group in groups for clause in group}
    left = (Clause(form, 0, len(run)) for form, run in enumerate(forms.runs) if form not in held)
    return groups + [[clause] for clause in left if clauses.tells(clause)]


def _clauses_in(clauses: Clauses, form: int, number: int) -> Iterator[tuple[Span, Clause]]:
    """A form's clauses, and all its words as one, with their characters in one of its pieces."""
    piece = clauses.material.pieces[number]
    whole = Clause(form, 0, piece.last - piece.first)
    for clause in dict.fromkeys([whole, *(content.clause for content in clauses.of(form))]):
        yield clauses.span(piece, clause), clause


def _series(material: Material, forms: Forms) -> set[int]:
    """Forms that one publisher's reports carry again and again in their own voice: the name of a series, no claim."""
    found = set()
    for form, numbers in enumerate(forms.pieces):
        pieces = [material.pieces[number] for number in numbers]
        reports = [material.reports[piece.report] for piece in pieces]
        publishers = {report.publisher for report in reports}
        several = len({report.revision_of or report.id for report in reports}) > 1
        if several and len(publishers - {None}) == len(publishers) == 1 and not any(piece.spoken for piece in pieces):
            found.add(form)
    return found


def _overlap(one: Clause, other: Clause) -> bool:
    return one.form == other.form and one.first < other.last and other.first < one.last


def _settled(groups: list[list[Clause]], agreement: Agreement, judged: Bounds[Clause]) -> list[list[Clause]]:
    """The groups with no word in two: the group of more places keeps it, one that was judged to be one before others.

    Within a group that holds a sentence and a clause of it, what agrees more with the others stays.
    """
    forms = agreement.clauses.forms
    taken: dict[int, list[Clause]] = {}
    settled = []
    joined = judged.joined()
    places = {id(group): sum(len(forms.pieces[c.form]) for c in {*group}) for group in groups}
    for group in sorted(groups, key=lambda group: (joined.isdisjoint(group), -places[id(group)], sorted(group))):
        fit = {clause: round(_fit(clause, group, agreement), 9) for clause in group}
        kept: list[Clause] = []
        for clause in sorted(group, key=lambda clause: (-fit[clause], clause.first - clause.last, clause)):
            if not any(_overlap(clause, other) for other in taken.get(clause.form, ())):
                kept.append(clause)
                taken.setdefault(clause.form, []).append(clause)
        if kept:
            settled.append(sorted(kept))
    return settled


def _fit(clause: Clause, group: list[Clause], agreement: Agreement) -> float:
    """How much a clause agrees with others of its group."""
    others = [other for other in group if other.form != clause.form]
    return sum(agreement.of(clause, other) for other in spread(others)) if others else 0.0


def _same_utterance(
    material: Material, forms: Forms, clauses: Clauses, utterances: Sequence[Utterance]
) -> Iterator[tuple[Clause, Clause]]:
    """Pairs of clauses that render one utterance."""
    form_of = {number: form for form, numbers in enumerate(forms.pieces) for number in numbers}
    place: dict[tuple[str, str | None], list[int]] = {}
    for number, piece in enumerate(material.pieces):
        if material.told_by_somebody(piece):
            told = piece.statement.id if piece.statement else None
            place.setdefault((material.reports[piece.report].id, told), []).append(number)
    for utterance in utterances:
        found: set[Clause] = set()
        for member in utterance.members:
            for number in place.get((member.report, member.statement), ()):
                best = _clause_at(material, clauses, form_of[number], number, member.span)
                if best is not None:
                    found.add(best)
        distinct = sorted(found)
        yield from ((distinct[0], other) for other in distinct[1:])


def _clause_at(material: Material, clauses: Clauses, form: int, number: int, span: Span) -> Clause | None:
    """The clause of a piece's form that covers about the same characters as `span`."""
    piece = material.pieces[number]
    for content in clauses.of(form):
        here = clauses.span(piece, content.clause)
        if 2 * here.shared(span) > max(here.length, span.length):
            return content.clause
    return None


def _standing(
    material: Material, agreement: Agreement, group: list[Clause], judged: frozenset[Clause]
) -> Standing | None:
    """Who says a group of clauses, and how; None where no report says anything by them that is worth telling.

    `judged` are the clauses that a judgement puts together with others: nobody asks how much those agree.
    """
    clauses = agreement.clauses
    said = _outermost_left_out([one for clause in group for one in clauses.said(clause) if _takes_a_stand(one)])
    said.sort(key=_in_order)
    if not said or not _worth_telling(material, said):
        return None
    stances = stances_of(clauses, said, agreement.disowning)
    denying = _denying_outright(material, said, stances)
    return Standing(tuple(group), tuple(said), tuple(stances), agreement.loose(group) - judged - denying)


def _denying_outright(material: Material, said: Sequence[Said], stances: Sequence[ClaimStance]) -> frozenset[Clause]:
    """What somebody says outright not to be so: it rarely says it as the others put it, and denies it no less."""
    return frozenset(
        one.clause
        for one, stance in zip(said, stances, strict=True)
        if stance == "denies" and material.told_by_somebody(one.piece) and outright(material, one)
    )


def _claim(material: Material, agreement: Agreement, one: Standing) -> ClaimGroup:
    said = sorted(zip(one.said, one.stances, strict=True), key=lambda s: _in_order(s[0]))
    members = tuple(_member(material, s, stance, s.clause in one.loose) for s, stance in said)
    firm = [(s, stance) for s, stance in said if s.clause not in one.loose]
    # A claim goes by what is put forward, if only in words that are broadly it, rather than by what denies it.
    if all(stance == "denies" for _, stance in firm):
        firm = said
    return ClaimGroup(
        id="c" + sha256_of(repr([(m.report, tuple(m.span), m.statement) for m in members]))[:12],
        gloss=gloss_of(agreement, [s for s, _ in firm], [stance for _, stance in firm]),
        members=members,
        evidence=(*_evidence(agreement, list(one.group)), *(_of_denial(material, denial) for denial in one.denials)),
    )


def _in_order(said: Said) -> tuple[int, Span, str]:
    return said.piece.report, said.span, said.piece.statement.id if said.piece.statement else ""


def _outermost_left_out(said: list[Said]) -> list[Said]:
    """The members without those that only tell that somebody said what another member is.

    Who denies what somebody said says more than that.
    """
    by_report: dict[int, list[Said]] = {}
    for one in said:
        by_report.setdefault(one.piece.report, []).append(one)
    return [one for one in said if not any(_only_tells(one, other) for other in by_report[one.piece.report])]


def _only_tells(one: Said, other: Said) -> bool:
    if not one.span.covers(other.span) or one.span == other.span:
        return False
    return not _denied(one) or _denied(other)


def _denied(one: Said) -> bool:
    return one.piece.statement is not None and one.piece.statement.stance == "denies"


def _worth_telling(material: Material, said: Sequence[Said]) -> bool:
    """Whether somebody says it, or it is hedged, or several publishers say it in their own voice.

    What a ministry puts out itself, it says; its headings ("Statement on the events") tell nothing.
    """
    if any(one.piece.hedged or _is_told(material, one) for one in said):
        return True
    reports = [material.reports[one.piece.report] for one in said]
    return len({report.publisher or report.revision_of or report.id for report in reports}) > 1


def _is_told(material: Material, one: Said) -> bool:
    """Whether somebody says it: a speaker, or in a sentence of its own the body that puts out the report."""
    if one.piece.spoken or not material.told_by_somebody(one.piece):
        return one.piece.spoken
    first, last = one.piece.first + one.clause.first, one.piece.first + one.clause.last
    return has_verb(material, one.piece.report, first, last)


def _takes_a_stand(one: Said) -> bool:
    """Whether somebody says it at all: who "would not say" or "was asked" affirms nothing, nor does "no ship"."""
    return one.piece.statement is None or one.piece.statement.stance != "other"


def _member(material: Material, said: Said, stance: ClaimStance, loose: bool) -> ClaimMember:
    statement = said.piece.statement
    reply = material.replies[said.piece.report].get(statement.id) if statement else None
    return ClaimMember(
        report=material.reports[said.piece.report].id,
        span=reply.words if reply else said.span,
        statement=statement.id if statement else None,
        actor=statement.speaker if statement else None,
        stance=stance,
        loose=loose,
    )


def _evidence(agreement: Agreement, group: list[Clause]) -> tuple[Evidence, ...]:
    """The strongest pairs of the group, as sentences."""
    pairs = [
        (agreement.of(left, right), left, right)
        for place, left in enumerate(group)
        for right in group[place + 1 : place + 1 + _LOOKED_AT]
        if left.form != right.form
    ]
    pairs.sort(key=lambda pair: (-round(pair[0], 9), pair[1:]))
    return tuple(_of_pair(agreement, *pair) for pair in pairs[:_MOST_EVIDENCE] if pair[0] > 0)


def _of_pair(agreement: Agreement, agreed: float, left: Clause, right: Clause) -> Evidence:
    clauses = agreement.clauses
    one, other = clauses.said(left)[0], clauses.said(right)[0]
    reports = clauses.material.reports
    meaning = agreement.meaning(left, right)
    words = f"{round(100 * clauses.alike(left, right))}% of their words agree, the rarer counting more and names less"
    if agreement.of_one_party(left, right):
        words += "; both tell whether one party is behind it"
    return Evidence(
        kind="words" if meaning is None else "meaning",
        value=round(agreed, 3),
        why=words if meaning is None else f"they mean much the same (likeness {meaning:.2f} of at most 1); {words}",
        left=Pointer(reports[one.piece.report].id, one.span),
        right=Pointer(reports[other.piece.report].id, other.span),
    )


def _of_denial(material: Material, denial: Denial) -> Evidence:
    """Why places that stood elsewhere deny the claim."""
    left, right = denial.said[0], denial.denied
    return Evidence(
        kind="denial",
        value=0.0 - round(max(0.0, denial.likeness), 3),
        why=denial.why,
        left=Pointer(material.reports[left.piece.report].id, left.span),
        right=Pointer(material.reports[right.piece.report].id, right.span),
    )
