"""Statements: who is said to have said what, put together from cues, sources and contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from stemma.model import Span
from stemma.read import free_order
from stemma.read.according import according, may_be_said
from stemma.read.announced import announced, labelled, unattributed
from stemma.read.asides import with_asides
from stemma.read.attributions import Attribution, manner_of, place
from stemma.read.clauses import Words, left_edge
from stemma.read.contents import (
    Content,
    clause_end,
    content_after,
    content_before,
    content_resumed,
)
from stemma.read.cues import VerbGroup, stance_of, verb_groups
from stemma.read.headlines import in_headline
from stemma.read.hedged import hedged
from stemma.read.named_sources import by_phrases
from stemma.read.owned_nouns import by_owned_nouns
from stemma.read.pointing import on_what_was_told, resolved
from stemma.read.reports_of import by_nouns
from stemma.read.sources import Found, find_source, quoted_by_another, subject_of_clause
from stemma.read.stances import judged
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary
from stemma.vocabulary.hedges import Hedges
from stemma.vocabulary.replies import ReplyWords

# No sentence has more reporting verbs than this; text that is not prose may.
_MOST = 20
# Characters of a quotation before a verb without a subject, from which on it is no name in quotation marks.
_LEAST_SPEECH = 16


def find_attributions(
    text: str,
    units: Sequence[Unit],
    cues: CueVocabulary,
    hedges: Hedges,
    replying: ReplyWords,
    may_speak: Callable[[Span], bool],
) -> tuple[Attribution, ...]:
    """All attributions of normalised `text`, in text order. The stages of one unit are told in order here.

    `may_speak` says of a phrase whether somebody can be behind it, or something that carries words.
    """
    found: list[Attribution] = []
    before: Unit | None = None
    for unit in units:
        here = [
            *(free_order.by_verbs(unit, before, cues) if cues.free_order else _by_verbs(unit, before, cues)),
            *(islice(by_phrases(unit, cues), _MOST) if cues.free_order else according(unit, cues)),
            *hedged(unit, cues, hedges),
            *by_nouns(unit, cues),
        ]
        here += [one for one in by_owned_nouns(unit, cues, may_speak) if not _is_denied(one, here)]
        here += [one for one in in_headline(unit, before, cues, may_speak) if not _is_taken(one, here)]
        kept = resolved(unit, _distinct(unit, here, hedges), before, found, cues.free_order)
        here = with_asides(unit, kept, cues, replying, hedges)
        ruling = on_what_was_told(unit, before, found, cues)
        if ruling is not None:
            here = [ruling, *(one for one in here if not _is_taken(one, [ruling]))]
        label = labelled(unit, before, cues, may_speak) if not here else None
        speech = announced(unit, before, [*found[-6:], *here], cues, may_speak) if label is None else None
        found += [*here, *(one for one in (label, speech) if one is not None)]
        if not here and speech is None and label is None:
            unattributed(unit, before, found)
        before = unit
    that = frozenset(
        word.start
        for unit in units
        for word in unit.words
        if (cues.subjectless or cues.free_order) and "complementiser" in word.tags
    )
    told = (
        one
        for one in found
        if one.source is None
        or one.manner != "indirect"
        or one.content[0].start in that
        or (cues.subjectless and _follows(one))
        or may_speak(one.source)
    )
    return tuple(judged(text, one, hedges) for one in sorted(told, key=place))


def _follows(one: Attribution) -> bool:
    """Whether content, cue and source stand in this order, so that the source is the subject, whoever it may be."""
    if one.source is None or one.cue is None:
        return False
    return max(span.end for span in one.content) <= one.cue.start and one.cue.end <= one.source.start


def _distinct(unit: Unit, found: list[Attribution], hedges: Hedges) -> list[Attribution]:
    """In text order, without a hedge whose words are another attribution's cue, or a "likely" that another says."""
    others = [one for one in found if one.stance != "hedges" and one.cue is not None]
    cues = [one.cue for one in others if one.cue is not None]
    said = [span for one in others for span in one.content]
    weak = hedges.predicate | hedges.modals | hedges.conditionals
    likely = {Span(word.start, word.end) for word in unit.words if word.low in weak}
    kept = [
        one
        for one in found
        if one.stance != "hedges"
        or one.cue is None
        or not any(span.overlaps(one.cue) for span in (*cues, *(said if one.cue in likely else ())))
    ]
    return sorted(kept, key=place)


def _is_denied(one: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether what a noun tells is what another denies: who is said to have claimed it is looked for elsewhere."""
    spans = (*one.content, *((one.cue,) if one.cue is not None else ()))
    denied = [span for other in others if other.stance == "denies" for span in other.content]
    return any(span.overlaps(other) for span in spans for other in denied)


def _is_taken(one: Attribution, others: Sequence[Attribution]) -> bool:
    return any(one.cue is not None and other.cue is not None and other.cue.overlaps(one.cue) for other in others)


def _by_verbs(unit: Unit, before: Unit | None, cues: CueVocabulary) -> Iterator[Attribution]:
    words = unit.words
    last: Found | None = None
    said: Content | None = None
    for group in islice(verb_groups(words, cues), _MOST):
        source = find_source(words, group, 0, cues) or _shared(words, group, last, cues)
        content = _content(words, group, source, cues)
        if source is None and cues.subjectless:
            content = _subjectless(words, group, cues)
        if content is not None and not _is_silence(words, group, content):
            content = said = _pointed_at(words, content, said)
            quoted = quoted_by_another(words, group)
            if quoted is not None:
                source, group = quoted, group._replace(first=group.first - 1)
            last = source or last
            yield _attribution(unit, group, source, content)
        elif source is not None and source.first <= 2 and before is not None and group.cue.takes("after"):
            speech = _speech_just_before(unit, before)
            if speech is not None:
                last = source
                yield Attribution(
                    unit.span(source.first, source.end), unit.span(group.first, group.end), (speech,),
                    stance_of(group, ("quote",)), "direct",
                )  # fmt: skip


def _pointed_at(words: Words, content: Content, said: Content | None) -> Content:
    """`said` before, where the content only points at it: "…, but the ministry denies it"; "…, Kyiv denies"."""
    if said is None:
        return content
    (start, end), *more = content.ranges
    pointer = end == start + 1 and "pointer" in words[start].tags
    repeats = "headline" in words[start].tags and start <= said.ranges[0][0] and end >= said.ranges[-1][1]
    return replace(content, ranges=said.ranges) if not more and (pointer or repeats) else content


def _is_silence(words: Words, group: VerbGroup, content: Content) -> bool:
    """Whether nobody speaks: "did not name it", "has not confirmed the theft". "Would not say when" is an answer."""
    if not group.negated or content.kind not in ("noun", "ing"):
        return False
    stance = group.cue.stance(content.kind)
    return stance not in ("confirms", "denies") or any("have" in word.tags for word in words[group.first : group.verb])


def _speech_just_before(unit: Unit, before: Unit) -> Span | None:
    """Direct speech that ended as a sentence does, so that its attribution is a unit of its own: "Why?" She asked."""
    if before.paragraph != unit.paragraph or not before.only_quotations:
        return None
    last = before.words[-1]
    return Span(last.start, last.end) if last.quotation is not None else None


def _shared(words: Words, group: VerbGroup, last: Found | None, cues: CueVocabulary) -> Found | None:
    """The source of a verb that has no subject of its own: that of the attribution, or clause, before it."""
    if group.passive or (not group.finite and not group.ing):
        return None
    coordinated = group.first > 0 and "coordinator" in words[group.first - 1].tags
    if not group.ing and not coordinated:
        return None
    if last is not None:
        return replace(last, inverted=False)
    return subject_of_clause(words, group.first, 0, cues)


def _content(words: Words, group: VerbGroup, source: Found | None, cues: CueVocabulary) -> Content | None:
    if source is None or "addressed" in words[source.first].tags:
        return None
    if group.passive:
        return _told_by(words, group, source, cues) or _passive_subject(words, group, cues)
    if not source.inverted:
        finding = any("finding" in word.tags for word in words[source.first : source.end])
        after = content_after(words, group, cues, _is_within(words, source), finding)
        if after is not None and not (_speech_ends(words, source.first) and _is_doubtful(words, after)):
            return after
    if not group.cue.takes("after") or "relative" in words[source.first].tags:
        return None
    start = group.first if source.inverted else source.first
    before = content_before(words, 0, start)
    if before is None or (start > 0 and words[start - 1].is_word):
        return None
    if before.kind == "clause" and not group.cue.takes("clause"):
        return None
    whole = content_resumed(words, before, source.end if source.inverted else group.end, cues)
    if whole is before and before.kind == "clause" and not may_be_said(words, *before.ranges[0], cues):
        return None
    return whole


def _subjectless(words: Words, group: VerbGroup, cues: CueVocabulary) -> Content | None:
    """What a verb without a subject reports: "Dodał, że …", or the speech before it: "— … — ocenił."."""
    if group.first == 0 or "coordinator" in words[group.first - 1].tags:
        return content_after(words, group, cues)
    at = group.first
    while at > 0 and words[at - 1].low in (",", "—"):
        at -= 1
    if group.cue.takes("after") and at > 0 and ("speech" in words[at - 1].tags or _opens_with_speech(words, at)):
        return content_before(words, 0, at)
    ends = group.end >= len(words) or words[group.end].low in (".", "!", "?", "…")
    if ends and not group.passive and group.cue.takes("after") and group.cue.takes("clause") and at == group.first - 1:
        before = content_before(words, 0, at)
        return before if before is not None and may_be_said(words, *before.ranges[0], cues) else None
    return None


def _opens_with_speech(words: Words, at: int) -> bool:
    """Whether all before the word `at` is a quotation of some words, and a comma or dash: "„Tama stoi” – mówi."."""
    quotation = words[0].quotation
    alone = all(word.low in (",", "—") for word in words[1:at])
    return quotation is not None and alone and quotation.inner.length >= _LEAST_SPEECH


def _told_by(words: Words, group: VerbGroup, source: Found, cues: CueVocabulary) -> Content | None:
    """What somebody "had been told by the office": to expect the guests, that they were late."""
    at = source.end
    if not group.cue.takes("hearer") or at >= len(words) or words[at].tags.isdisjoint({"infinitive", "complementiser"}):
        return None
    end = clause_end(words, at, cues)
    return Content(((at, end),), "clause") if end > at else None


def _passive_subject(words: Words, group: VerbGroup, cues: CueVocabulary) -> Content | None:
    """What "was confirmed by the mayor"; not whom he told, nor "the letter published by the mayor"."""
    start = left_edge(words, group.first - 1, 0, cues)
    if start is None or group.cue.takes("hearer"):
        return None
    before = words[group.first - 1]
    if group.first == group.verb and (before.low in cues.messages or "image" in before.tags):
        return None
    return Content(((start, group.first),), "noun")


def _is_within(words: Words, source: Found) -> bool:
    """Whether the attribution stands in a relative or subordinate clause: "…, who said that …, …"; "As X said, …"."""
    if "wh" in words[source.first].tags and source.first > 0:
        return True
    if source.first > 0 and words[source.first - 1].tags >= {"preposition", "subordinator"}:
        return True
    opening = next((word for word in words[: source.first] if word.is_word), None)
    return opening is not None and "subordinator" in opening.tags and source.first < 6


def _speech_ends(words: Words, at: int) -> bool:
    """Whether direct speech ends right before the word `at`, so that an attribution of it may follow."""
    before = at - 2 if at > 1 and words[at - 1].low == "," else at - 1
    return before >= 0 and "speech" in words[before].tags


def _is_doubtful(words: Words, content: Content) -> bool:
    first = words[content.ranges[0][0]]
    return "complementiser" not in first.tags


def _attribution(unit: Unit, group: VerbGroup, source: Found | None, content: Content) -> Attribution:
    return Attribution(
        source=unit.span(source.first, source.end) if source else None,
        cue=unit.span(group.first, group.end),
        content=tuple(unit.span(*span) for span in content.ranges),
        stance=stance_of(group, (content.kind,)),
        manner=manner_of(unit.words, content.ranges),
    )
