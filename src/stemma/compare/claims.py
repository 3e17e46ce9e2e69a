"""What several statements or own-voice sentences say in common, whoever says it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from statistics import median

from stemma.compare.align import Overlap
from stemma.compare.forms import MOST_EACH, Forms
from stemma.compare.grouping import linked_on_average
from stemma.compare.pieces import Material, Piece
from stemma.compare.quantities import numbers_conflict
from stemma.model import ClaimGroup, ClaimMember, Evidence, Pointer, Utterance, sha256_of
from stemma.model.links import ClaimStance
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.negations import negations

# Groups of pieces become one claim while their members are, on average, at least this alike: less than renderings of
# one sentence, since everybody uses words of their own. Measured on cases of 18 to 99 reports.
_LEAST_ALIKE = 0.22
# What is shared has to weigh this much, in words of full rarity, to count in full.
_FULL_WEIGHT = 0.7
_NUMBERS_DIFFER = 0.8
# Longer sentences say several things; a negation somewhere in them need not be about the claim.
_LONGEST_NEGATED = 25
_SAME_BUT_NEGATED = 0.6
_MOST_EVIDENCE = 6
_LOOKED_AT = 50
_QUOTES = str.maketrans("", "", '"“”„«»‹›')
# Words that only join what is said to who says it.
_JOINERS = ("that ", "że ", "iż ", "dass ", "daß ", "que ", "что ", "що ")


def find_claims(material: Material, forms: Forms, utterances: Sequence[Utterance]) -> tuple[ClaimGroup, ...]:
    """The case's claims, in the order of their first members.

    Every sentence of every statement is in one; an own-voice sentence only where it meets others, stands in two
    reports, or is hedged.
    """
    links = _links(material, forms)
    same = list(_same_utterance(material, forms, utterances))
    groups = linked_on_average(links, same, least=_LEAST_ALIKE, known_each=MOST_EACH)
    held = {form for group in groups for form in group}
    groups += [[form] for form in range(len(forms.runs)) if form not in held]
    overlaps = {(left, right): overlap for left, right, overlap in forms.pairs}
    built = (_claim(material, forms, group, overlaps) for group in groups)
    return tuple(sorted((c for c in built if c), key=lambda c: (c.members[0].report, c.members[0].span, c.id)))


def _links(material: Material, forms: Forms) -> list[tuple[int, int, float]]:
    """Pairs of forms with how alike they are in what they say, 0 to 1."""
    numeric = material.lexicon.numeric
    found = []
    for left, right, overlap in forms.pairs:
        alike = overlap.likeness * min(1.0, overlap.weight / _FULL_WEIGHT)
        if numbers_conflict(forms.runs[left], forms.runs[right], numeric):
            alike *= _NUMBERS_DIFFER
        found.append((left, right, alike))
    return found


def _same_utterance(material: Material, forms: Forms, utterances: Sequence[Utterance]) -> Iterator[tuple[int, int]]:
    """Pairs of forms whose pieces render one utterance."""
    form_of = {number: form for form, numbers in enumerate(forms.pieces) for number in numbers}
    place: dict[tuple[str, str], list[int]] = {}
    for number, piece in enumerate(material.pieces):
        if piece.statement is not None:
            place.setdefault((piece.statement.report, piece.statement.id), []).append(number)
    for utterance in utterances:
        found: list[int] = []
        for member in utterance.members:
            numbers = place.get((member.report, member.statement), ())
            best = max(numbers, key=lambda n: (material.pieces[n].span.shared(member.span), -n), default=None)
            if (
                best is not None
                and 2 * material.pieces[best].span.shared(member.span) > material.pieces[best].span.length
            ):
                found.append(form_of[best])
        distinct = sorted(set(found))
        yield from ((distinct[0], other) for other in distinct[1:])


def _claim(
    material: Material, forms: Forms, group: list[int], overlaps: dict[tuple[int, int], Overlap]
) -> ClaimGroup | None:
    """The claim of a group of forms; None where it is own voice that stands in one report and is not hedged."""
    pieces = sorted(
        (material.pieces[number] for form in group for number in forms.pieces[form]),
        key=lambda piece: (piece.report, piece.span, piece.statement.id if piece.statement else ""),
    )
    own_only = all(piece.statement is None for piece in pieces)
    if own_only and len({piece.report for piece in pieces}) < 2 and not any(piece.hedged for piece in pieces):
        return None
    stances = _stances(material, pieces, _opposed(material, forms, group, pieces, overlaps))
    members = tuple(_member(material, piece, stance) for piece, stance in zip(pieces, stances, strict=True))
    return ClaimGroup(
        id="c" + sha256_of(repr([(m.report, tuple(m.span), m.statement) for m in members]))[:12],
        gloss=_gloss(material, pieces, stances),
        members=members,
        evidence=_evidence(material, forms, group, overlaps),
    )


def _member(material: Material, piece: Piece, stance: ClaimStance) -> ClaimMember:
    statement = piece.statement
    return ClaimMember(
        report=material.reports[piece.report].id,
        span=piece.span,
        statement=statement.id if statement else None,
        actor=statement.speaker if statement else None,
        stance=stance,
    )


def _stances(material: Material, pieces: Sequence[Piece], opposed: Container[int]) -> list[ClaimStance]:
    """Each piece's stance towards the claim, put as most of those put it that don't deny.

    A statement denies by what its cue (or the reader) says. Words deny where they negate what most others don't, or
    the other way round, and are otherwise much like one of these (the piece's place is in `opposed`).
    """
    negated = [_negates(material, piece) for piece in pieces]
    plain = [n for piece, n in zip(pieces, negated, strict=True) if not _denies(piece)]
    usual = 2 * sum(plain) > len(plain)
    stances: list[ClaimStance] = []
    for place, (piece, own) in enumerate(zip(pieces, negated, strict=True)):
        if _denies(piece) or (own != usual and place in opposed):
            stances.append("denies")
        else:
            stances.append("hedges" if _hedges(material, piece) else "affirms")
    return stances


def _opposed(
    material: Material,
    forms: Forms,
    group: list[int],
    pieces: Sequence[Piece],
    overlaps: dict[tuple[int, int], Overlap],
) -> set[int]:
    """Places of the pieces that are much like another form of the group, except that one of the two negates."""
    negates = {form: _negates(material, material.pieces[forms.pieces[form][0]]) for form in group}
    negating = [form for form in group if negates[form]]
    found: set[int] = set()
    for one in negating:
        for other in group:
            if negates[other]:
                continue
            overlap = overlaps.get((min(one, other), max(one, other)))
            if overlap is not None and overlap.likeness >= _SAME_BUT_NEGATED:
                found.update((one, other))
    runs = {forms.runs[form] for form in found}
    return {place for place, piece in enumerate(pieces) if tuple(material.stems(piece)) in runs}


def _denies(piece: Piece) -> bool:
    return piece.statement is not None and piece.statement.stance == "denies"


def _hedges(material: Material, piece: Piece) -> bool:
    """Whether the piece is hedged: by its cue, or in a short sentence by its words ("may have", "appears to")."""
    if piece.hedged or piece.last - piece.first > _LONGEST_NEGATED:
        return piece.hedged
    words = material.text(piece.report, piece.span).lower()
    return hedges(_language(material, piece)).marks.search(words) is not None


def _negates(material: Material, piece: Piece) -> bool:
    if piece.last - piece.first > _LONGEST_NEGATED:
        return False
    words = negations(_language(material, piece))
    return any(material.lexicon.names[number] in words for number in material.stems(piece))


def _language(material: Material, piece: Piece) -> str | None:
    return material.reports[piece.report].language or material.readings[piece.report].language


def _gloss(material: Material, pieces: Sequence[Piece], stances: Sequence[ClaimStance]) -> str:
    """The words of the shortest clear member: one that affirms, if any, and holds what most of the others hold."""
    clear = [piece for piece, stance in zip(pieces, stances, strict=True) if stance == "affirms"] or list(pieces)
    weights = [_weight(material, piece) for piece in clear]
    usual = median(weights)
    chosen = min(
        (piece for piece, weight in zip(clear, weights, strict=True) if weight >= 0.8 * usual),
        key=lambda piece: (piece.span.length, piece.report, piece.span),
    )
    return _cleaned(material.text(chosen.report, chosen.span))


def _weight(material: Material, piece: Piece) -> float:
    return sum(material.lexicon.weights[number] for number in set(material.stems(piece)))


def _cleaned(words: str) -> str:
    """A member's words as a line of their own, nothing added."""
    gloss = " ".join(words.translate(_QUOTES).split()).strip(" ,;:–—-.'‘’")
    for joiner in _JOINERS:
        if gloss.lower().startswith(joiner) and len(gloss) > len(joiner):
            return gloss[len(joiner) :]
    return gloss


def _evidence(
    material: Material, forms: Forms, group: list[int], overlaps: dict[tuple[int, int], Overlap]
) -> tuple[Evidence, ...]:
    """The strongest pairs of the group, as sentences."""
    inside = [
        (left, right, overlaps[left, right])
        for place, left in enumerate(group)
        for right in group[place + 1 : place + 1 + _LOOKED_AT]
        if (left, right) in overlaps
    ]
    inside.sort(key=lambda pair: (-round(pair[2].likeness, 9), pair[0], pair[1]))
    return tuple(_of_pair(material, forms, *pair) for pair in inside[:_MOST_EVIDENCE])


def _of_pair(material: Material, forms: Forms, left: int, right: int, overlap: Overlap) -> Evidence:
    pointers = []
    for form in (left, right):
        piece = material.pieces[forms.pieces[form][0]]
        pointers.append(Pointer(material.reports[piece.report].id, piece.span))
    shared = (
        f"{round(100 * overlap.left_share)}% of the one's words and {round(100 * overlap.right_share)}% of the other's"
    )
    why = f"{shared} are shared, the rarer counting more"
    return Evidence(kind="words", value=round(overlap.likeness, 3), why=why, left=pointers[0], right=pointers[1])
