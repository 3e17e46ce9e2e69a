"""Which pieces of speech render one original sentence: verbatim, reworded, or by another translator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

import numpy as np

from stemma.compare.align import Aligner, Overlap
from stemma.compare.drift import Rendering, drift_among
from stemma.compare.forms import Forms
from stemma.compare.grouping import grouped, spread
from stemma.compare.judged import bounds
from stemma.compare.neighbours import near_pairs
from stemma.compare.pieces import Material, Piece
from stemma.compare.renderings import Key, Link, Node, Speech
from stemma.compare.voices import Voices
from stemma.model import Evidence, Pointer, Span, Utterance, UtteranceMember, sha256_of
from stemma.model.rulings import Ruling

# What standing next to a matched pair, on the same side of it, adds; and standing between two.
_BESIDE = 0.12
_BETWEEN = 0.22
# What standing right next to it adds to that: of two sentences that would fit, the speech goes on with the nearer.
_NEXT = 0.06
# How far from a matched pair its neighbours are looked for, in pieces.
_REACH = 3
_LEAST_NEIGHBOUR_WEIGHT = 0.5
# Two groups become one when their members are, on average, at least this alike; translations share fewer words and, as
# glossaries read them, less of the meaning.
_GROUP_LIKENESS = 0.45
_OF_TRANSLATIONS = 0.39
_VERBATIM = 0.85
_LONG = 2.0
_MOST_SPEAKERS = 6
_MOST_HOLDERS = 3
_MOST_EVIDENCE = 6
# Neighbours in meaning that each form brings up, and how near they are at least.
_MOST_NEAR = 8
_LEAST_NEAR = 0.4


def find_utterances(
    material: Material, forms: Forms, aligner: Aligner, voices: Voices, rulings: Sequence[Ruling] = ()
) -> tuple[Utterance, ...]:
    """The utterances of two and more members, in the order of their first members.

    Pairs of forms are judged first, then what stands next to the matched pairs in the two speeches, with less asked
    of it; then the pairs become groups, strongest first. `rulings` on utterances are kept to.
    """
    speech = Speech(material, forms, aligner, voices)
    links = list(_links_of_forms(speech))
    links = _strongest(_settled(links + _links_of_neighbours(speech, links)))
    links.sort(key=lambda link: (-round(link.score, 9), _order(link.left), _order(link.right)))
    known = _known_nodes(links)
    judged = bounds(rulings, "utterance", material, forms, lambda _, piece: _nodes_in(speech, known, piece))
    groups = grouped(
        ((link.score, link.left, link.right) for link in links),
        lambda one, other: _may_join(speech, one, other),
        judged,
    )
    groups += _repeated(speech, {node[:2] for group in groups for node in group})
    by_node: dict[Node, list[Link]] = {}
    for link in links:
        by_node.setdefault(link.left, []).append(link)
    built = (_utterance(speech, group, by_node) for group in groups)
    return tuple(sorted((found for found in built if found), key=lambda u: (u.members[0].report, u.members[0].span)))


def _known_nodes(links: Sequence[Link]) -> dict[Key, list[Node]]:
    """The nodes of the links by form and speaker."""
    found: dict[Key, dict[Node, None]] = {}
    for link in links:
        for node in (link.left, link.right):
            found.setdefault(node[:2], {})[node] = None
    return {key: sorted(nodes, key=_order) for key, nodes in found.items()}


def _nodes_in(speech: Speech, known: Mapping[Key, Sequence[Node]], number: int) -> Iterator[tuple[Span, Node]]:
    """What is said in a piece, as a whole and as far as it matched something, with its characters there."""
    key = speech.key_of.get(number)
    if key is not None:
        piece = speech.material.pieces[number]
        for node in dict.fromkeys([speech.whole(key), *known.get(key, ())]):
            yield speech.span(piece, node), node


def _order(node: Node) -> tuple[int, str, int, int]:
    return node.form, node.speaker or "", node.first, node.last


def _links_of_forms(speech: Speech) -> Iterator[Link]:
    """Links between different speakers' same words, and between forms that share rare words."""
    for form in sorted(speech.speakers):
        speakers = speech.speakers[form][:_MOST_SPEAKERS]
        if len(speakers) > 1 and speech.says_enough(form):
            run = speech.forms.runs[form]
            overlap = speech.aligner.overlap(run, run)
            pairs = ((one, other) for place, one in enumerate(speakers) for other in speakers[place + 1 :])
            for one, other in pairs:
                yield from speech.links((form, one), (form, other), overlap)
    for left, right, overlap in [*speech.forms.pairs, *_near_in_meaning(speech)]:
        for one in speech.speakers.get(left, ())[:_MOST_SPEAKERS]:
            for other in speech.speakers.get(right, ())[:_MOST_SPEAKERS]:
                yield from speech.links((left, one), (right, other), overlap)


def _near_in_meaning(speech: Speech) -> Iterator[tuple[int, int, Overlap]]:
    """Pairs of spoken forms that are near in meaning and do not share rare words enough to be pairs anyway."""
    spoken = np.array(sorted(speech.speakers), np.int64)
    known = {(left, right) for left, right, _ in speech.forms.pairs}
    near = near_pairs(speech.meanings[spoken], _MOST_NEAR, _LEAST_NEAR)
    for left, right in speech.forms.comparable([(int(spoken[one]), int(spoken[other])) for one, other in near]):
        if (left, right) not in known:
            yield left, right, speech.aligner.overlap(speech.forms.runs[left], speech.forms.runs[right])


def _links_of_neighbours(speech: Speech, links: list[Link]) -> list[Link]:
    """Links between pieces that stand near matched pieces in the same two reports, on the same side of them."""
    place_of = {(p.report, p.order): number for number, p in enumerate(speech.material.pieces)}
    found: dict[tuple[Node, Node], Link] = {}
    for (left_report, right_report), anchors in sorted(_anchors(speech, links).items()):
        for left_order, right_order, bonus in _around(anchors):
            left = speech.key_of.get(place_of.get((left_report, left_order), -1))
            right = speech.key_of.get(place_of.get((right_report, right_order), -1))
            if left is None or right is None or left[0] == right[0]:
                continue
            left, right = sorted((left, right), key=lambda key: (key[0], key[1] or ""))
            overlap = speech.aligner.overlap(speech.forms.runs[left[0]], speech.forms.runs[right[0]])
            if overlap.weight > _LEAST_NEIGHBOUR_WEIGHT:
                for link in speech.links(left, right, overlap, bonus):
                    if found.get((link.left, link.right), link).score <= link.score:
                        found[link.left, link.right] = link
    return list(found.values())


def _anchors(speech: Speech, links: list[Link]) -> dict[tuple[int, int], set[tuple[int, int]]]:
    """By pair of reports (left before right): the places (orders of pieces) of what is matched between them."""
    anchors: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for one, other in _matched(speech, links):
        left, right = sorted(
            (speech.material.pieces[one], speech.material.pieces[other]), key=lambda piece: piece.report
        )
        if left.report != right.report:
            anchors.setdefault((left.report, right.report), set()).add((left.order, right.order))
    return anchors


def _matched(speech: Speech, links: list[Link]) -> Iterator[tuple[int, int]]:
    """Matched pieces; of a form that many reports hold only a few, since a form's neighbours repeat with it."""
    for link in links:
        for one in speech.holders[link.left[:2]][:_MOST_HOLDERS]:
            for other in speech.holders[link.right[:2]][:_MOST_HOLDERS]:
                yield one, other
    for (form, _), numbers in speech.holders.items():
        if speech.says_enough(form):
            yield from pairwise(numbers)


def _around(anchors: set[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
    """Places (left, right) near the anchors and in one order with them, with what their place adds."""
    bonus: dict[tuple[int, int], float] = {}
    sides: dict[tuple[int, int], set[int]] = {}
    nearest: set[tuple[int, int]] = set()
    for left, right in anchors:
        for side in (-1, 1):
            nearest.add((left + side, right + side))
            for left_step in range(1, _REACH + 1):
                for right_step in range(1, _REACH + 1):
                    place = (left + side * left_step, right + side * right_step)
                    sides.setdefault(place, set()).add(side)
    for place, found in sides.items():
        bonus[place] = (_BETWEEN if len(found) == 2 else _BESIDE) + (_NEXT if place in nearest else 0.0)
    return ((left, right, value) for (left, right), value in sorted(bonus.items()))


def _settled(links: list[Link]) -> list[Link]:
    """The links, with ranges of one form that overlap by half made one range (the widest of them)."""
    ranges: dict[tuple[int, str | None], set[tuple[int, int]]] = {}
    for link in links:
        for node in (link.left, link.right):
            ranges.setdefault(node[:2], set()).add((node.first, node.last))
    settled: dict[Node, Node] = {}
    for key, found in ranges.items():
        kept: list[tuple[int, int]] = []
        for first, last in sorted(found, key=lambda pair: (pair[0] - pair[1], pair)):
            shared = [(min(last, other[1]) - max(first, other[0]), other) for other in kept]
            near = [other for common, other in shared if common > 0.7 * (other[1] - other[0])]
            if not near:
                kept.append((first, last))
            settled[Node(*key, first, last)] = Node(*key, *(near[0] if near else (first, last)))
    return [replace(link, left=settled[link.left], right=settled[link.right]) for link in links]


def _strongest(links: list[Link]) -> list[Link]:
    """Of several links between the same two nodes, the strongest."""
    best: dict[tuple[Node, Node], Link] = {}
    for link in links:
        known = best.get((link.left, link.right))
        if known is None or link.score > known.score:
            best[link.left, link.right] = link
    return list(best.values())


def _may_join(speech: Speech, one: list[Node], other: list[Node]) -> bool:
    """Whether two groups agree as wholes: their members alike on average, and their speakers not told apart."""
    few, others = spread(one), spread(other)
    likeness = [speech.alike(left, right) for left in few for right in others]
    alike = sum(likeness) / len(likeness)
    if alike < least_alike(speech, one, other) or _told_apart(speech, one, other):
        return False
    return alike >= _VERBATIM or not _two_persons(speech, one, other)


def least_alike(speech: Speech, one: Sequence[Node], other: Sequence[Node]) -> float:
    """How alike two groups have to be, on average, to be one utterance: less where they have no language in common."""
    left, right = (frozenset(chain.from_iterable(map(speech.languages, group))) for group in (one, other))
    return _OF_TRANSLATIONS if left.isdisjoint(right) else _GROUP_LIKENESS


def _two_persons(speech: Speech, one: list[Node], other: list[Node]) -> bool:
    """Whether the groups hold the words of two persons.

    Two reports that put the same long words into two persons' mouths mean one utterance, with one of them mistaken.
    """
    left, right = ({node.speaker for node in group} for group in (one, other))
    return any(speech.voices.relation(a, b) == "different" for a in left for b in right)


def _told_apart(speech: Speech, one: list[Node], other: list[Node]) -> bool:
    """Whether a report has words of both groups as two different things that were said."""
    placed: dict[int, list[tuple[Node, Piece]]] = {}
    for node in other:
        for piece in speech.pieces(node):
            placed.setdefault(piece.report, []).append((node, piece))
    return any(
        _two_sayings(speech, (node, piece), there)
        for node in one
        for piece in speech.pieces(node)
        for there in placed.get(piece.report, ())
    )


def _two_sayings(speech: Speech, one: tuple[Node, Piece], other: tuple[Node, Piece]) -> bool:
    """Whether two places of one report are not the same words told twice, as a headline and the text below do."""
    (left, left_piece), (right, right_piece) = one, other
    relation = speech.voices.relation(left.speaker, right.speaker)
    own = left_piece.statement is right_piece.statement is None
    if not own and (relation in ("same", "linked") or left_piece.statement is right_piece.statement):
        return False
    if relation in ("apart", "different"):
        return True
    if any(piece.statement is not None and piece.statement.in_title for piece in (left_piece, right_piece)):
        return False
    overlap = speech.aligner.overlap(speech.run(left), speech.run(right))
    return overlap.likeness < _VERBATIM or overlap.weight < _LONG


def _repeated(speech: Speech, held: set[tuple[int, str | None]]) -> list[list[Node]]:
    """Groups of one form that is said in several places and matches no other form."""
    return [
        [speech.whole(key)]
        for key, numbers in speech.holders.items()
        if len(numbers) > 1 and key not in held and speech.says_enough(key[0])
    ]


def _utterance(speech: Speech, group: list[Node], by_node: dict[Node, list[Link]]) -> Utterance | None:
    renderings = _renderings(speech, group)
    if len(renderings) < 2:
        return None
    members = tuple(
        UtteranceMember(report=r.pointer.report, span=r.pointer.span, statement=r.statement) for r in renderings
    )
    return Utterance(
        id="u" + sha256_of(repr([(m.report, tuple(m.span)) for m in members]))[:12],
        speaker=_common_speaker(speech, group),
        members=members,
        drift=drift_among(speech.material, renderings),
        evidence=_evidence(speech, group, by_node),
    )


def _renderings(speech: Speech, group: list[Node]) -> list[Rendering]:
    """The group's places, sorted; of places that overlap, the longest only."""
    found: list[Rendering] = []
    for node in group:
        for piece in speech.pieces(node):
            pointer = Pointer(speech.material.reports[piece.report].id, speech.span(piece, node))
            statement = piece.statement.id if piece.statement else None
            first = piece.first + node.first
            found.append(Rendering(pointer, statement, piece.report, first, piece.first + node.last))
    found.sort(key=lambda r: (r.report, -r.pointer.span.length, r.pointer.span, r.statement or ""))
    kept: dict[int, list[Rendering]] = {}
    for rendering in found:
        beside = kept.setdefault(rendering.report, [])
        if not any(other.pointer.span.overlaps(rendering.pointer.span) for other in beside):
            beside.append(rendering)
    return sorted((r for beside in kept.values() for r in beside), key=lambda r: (r.report, r.pointer.span))


def _common_speaker(speech: Speech, group: list[Node]) -> str | None:
    """The one speaker that all members with a known one have; None where they differ or none has."""
    speakers = {speech.said_by(piece) for node in group for piece in speech.pieces(node)} - {None}
    named = {speaker for speaker in speakers if speech.voices.known(speaker)}
    chosen = named or speakers
    return next(iter(chosen)) if len(chosen) == 1 else None


def _evidence(speech: Speech, group: list[Node], by_node: dict[Node, list[Link]]) -> tuple[Evidence, ...]:
    inside = set(group)
    links = [link for node in group for link in by_node.get(node, ()) if link.right in inside]
    links.sort(key=lambda link: (-round(link.score, 9), _order(link.left), _order(link.right)))
    found: list[Evidence] = []
    for link in links[:_MOST_EVIDENCE]:
        found.extend(_of_link(speech, link))
    # One put together by a judgement alone may have neither.
    if not links and len(speech.pieces(group[0])) > 1:
        found.extend(_of_repetition(speech, group[0]))
    return tuple(found)


def _of_repetition(speech: Speech, node: Node) -> Iterator[Evidence]:
    one, other = speech.pieces(node)[:2]
    left, right = (Pointer(speech.material.reports[p.report].id, speech.span(p, node)) for p in (one, other))
    yield Evidence(kind="words", value=1.0, why="the same words stand in both", left=left, right=right)


def _of_link(speech: Speech, link: Link) -> Iterator[Evidence]:
    """The sentences that say why a pair is taken for one."""
    one, other = speech.pieces(link.left)[0], speech.pieces(link.right)[0]
    left = Pointer(speech.material.reports[one.report].id, speech.span(one, link.left))
    right = Pointer(speech.material.reports[other.report].id, speech.span(other, link.right))
    shared = _shared_words(speech, link)
    words = f"{round(100 * link.overlap.likeness)}% of the words agree, the rarer counting more: {shared}"
    yield Evidence(kind="words", value=round(link.overlap.likeness, 3), why=words, left=left, right=right)
    if link.relation in ("same", "linked") and link.left.speaker and link.right.speaker:
        names = [speech.voices.name(link.left.speaker), speech.voices.name(link.right.speaker)]
        why = (
            f"both are said by {names[0]}"
            if link.relation == "same"
            else f"{names[0]} and {names[1]} speak as one body"
        )
        yield Evidence(kind="speaker", value=1.0, why=why, left=left, right=right)
    if link.in_order:
        why = "they stand in the same order as other renderings of one speech"
        yield Evidence(kind="order", value=link.in_order, why=why, left=left, right=right)
    if link.numbers_differ:
        yield Evidence(kind="numbers", value=-1.0, why="the numbers in them differ", left=left, right=right)


def _shared_words(speech: Speech, link: Link, most: int = 6) -> str:
    """The rarest words that both sides hold, as the left side writes them."""
    piece = speech.pieces(link.left)[0]
    words, text = speech.material.words[piece.report], speech.material.reports[piece.report].text
    lexicon = speech.material.lexicon
    common = set(speech.run(link.right))
    places: dict[int, int] = {}
    for place in range(piece.first + link.left.first, piece.first + link.left.last):
        if words.stems[place] in common and lexicon.content[words.stems[place]]:
            places.setdefault(words.stems[place], place)
    rarest = sorted(places, key=lambda number: (-lexicon.weights[number], places[number]))[:most]
    return ", ".join(text[words.starts[p] : words.ends[p]] for p in sorted(places[number] for number in rarest))
