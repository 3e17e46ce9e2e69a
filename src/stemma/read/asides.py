"""Asides that rule on what the sentence tells: "…, a claim Kyiv has rejected", "…, was Kiew bestreitet"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.model import Span
from stemma.read.attributions import Attribution
from stemma.read.clauses import Words, is_adverb, left_edge, right_edge
from stemma.read.cues import VerbGroup, stance_of, verb_groups
from stemma.read.sources import source_after
from stemma.read.words import Unit, Word
from stemma.vocabulary.cues import CueVocabulary
from stemma.vocabulary.hedges import Hedges
from stemma.vocabulary.replies import ReplyWords

_RULINGS = ("confirms", "denies")
_PAUSES = (",", "—", ";", "–", "-", "(")
_ENDS = (*_PAUSES, ".", "!", "?", ":", ")", "...", "…")
_STOPS = frozenset(".!?\n")
_QUOTES = "\"“”„«»‘’'"
# Words after a verb that names among which a verdict stands.
_VERDICT = 5
# Words before the noun for what was told ("a claim that"), and between it or a relative and the verb.
_BEFORE, _FARTHEST = 3, 9
# What is ruled on has so many words and more.
_FEWEST_TOLD = 3
# How many words may follow the verb, to say when or where: "on Monday", "w poniedziałek".
_FOLLOWING = 4


def with_asides(
    unit: Unit, here: Sequence[Attribution], cues: CueVocabulary, words: ReplyWords, doubts: Hedges
) -> list[Attribution]:
    """`here` with the asides of the sentence, each on what stands before it: what another says there, or the page.

    Nothing of an aside is content of what it rules on.
    """
    found = list(here)
    for first, aside in _asides(unit, cues, words, doubts):
        place = Span(unit.words[first].start, unit.words[-1].end)
        cue = aside.cue
        kept = [_before(one, place) for one in found if cue is None or one.cue is None or not one.cue.overlaps(cue)]
        said = [one for one in kept if one.content and one.stance not in _RULINGS]
        told = max((one.content for one in said if _touches(one, unit, first)), default=None)
        found = [one for one in kept if one.content]
        found.append(replace(aside, content=told) if told else aside)
    return found


def _before(one: Attribution, aside: Span) -> Attribution:
    """The attribution without those words of its content that stand in the aside."""
    if one.content[0].start >= aside.start or not any(span.overlaps(aside) for span in one.content):
        return one
    return replace(
        one, content=tuple(Span(s.start, min(s.end, aside.start)) for s in one.content if s.start < aside.start)
    )


def _touches(one: Attribution, unit: Unit, first: int) -> bool:
    """Whether what is said ends right before the word `first`, or its attribution does ("X, Moscow says, which …")."""
    end = max(span.end for span in (*one.content, *(span for span in (one.cue, one.source) if span)))
    return unit.words[max(0, first - 2)].start < end <= unit.words[first].start


def _asides(unit: Unit, cues: CueVocabulary, known: ReplyWords, doubts: Hedges) -> Iterator[tuple[int, Attribution]]:
    """Each aside with the word that it begins with, the pause before it."""
    words = unit.words
    # What stands where an aside's verb does is no noun, as some verb forms are as often: "the army disputes".
    for group in verb_groups(words, replace(cues, also_nouns=frozenset())):
        named = _named_false(words, group, doubts)
        stance = "denies" if named > group.end else stance_of(group, ("noun",))
        if stance not in _RULINGS or group.negated or not group.finite:
            continue
        opened = _opened(words, group, known)
        if opened is None or opened[0] < _FEWEST_TOLD:
            continue
        pause, opener = opened
        source = _source(words, group, (pause, opener), known, cues)
        if source is None or not _ends_there(words, max(named, source[1]), known):
            continue
        told = unit.span(_clause(words, pause), pause)
        yield pause, Attribution(unit.span(*source), unit.span(group.first, group.end), (told,), stance, "indirect")


def _named_false(words: Words, group: VerbGroup, doubts: Hedges) -> int:
    """The index after the verdict behind a verb that names ("called invented"); after the verb, where none stands."""
    if not words[group.verb].low.startswith(doubts.naming):
        return group.end
    verdicts = (*doubts.rejecting, *doubts.falsity)
    for at in range(group.end, min(group.end + _VERDICT, len(words))):
        if words[at].low in _ENDS and words[at].quotation is None:
            break
        if words[at].low.startswith(verdicts) or _quotes_one_of(words[at], verdicts):
            return at + 1
    return group.end


def _quotes_one_of(word: Word, beginnings: tuple[str, ...]) -> bool:
    return word.quotation is not None and any(part.startswith(beginnings) for part in word.low.strip(_QUOTES).split())


def _opened(words: Words, group: VerbGroup, known: ReplyWords) -> tuple[int, int] | None:
    """The pause before an aside whose verb is `group`, and the word behind what opens it; None where none does."""
    for at in range(group.first - 1, max(-1, group.first - 1 - _FARTHEST), -1):
        if words[at].low not in _PAUSES:
            if words[at].low in _ENDS:
                return None
            continue
        behind = _behind_opener(words, at + 1, group.first, known)
        if behind is not None:
            return at, behind
        if not _is_relative_pause(words, at, known):
            return None
    return None


def _is_relative_pause(words: Words, at: int, known: ReplyWords) -> bool:
    """Whether a comma only parts a noun from its relative: "eine Behauptung, die …"."""
    return at > 0 and words[at - 1].low in known.nouns


def _behind_opener(words: Words, first: int, last: int, known: ReplyWords) -> int | None:
    """The word behind what opens an aside at `first`: a relative, or a noun for what was told and what goes with it."""
    for opener in known.asides:
        if tuple(word.low for word in words[first : first + len(opener)]) == opener:
            return first + len(opener)
    at = first
    while at < min(first + _BEFORE, last) and words[at].low in known.before:
        at += 1
    if at >= last or words[at].low not in known.nouns:
        return None
    at += 1
    while at < last and (words[at].low == "," or words[at].low in known.relatives):
        at += 1
    return at


def _source(
    words: Words, group: VerbGroup, opened: tuple[int, int], known: ReplyWords, cues: CueVocabulary
) -> tuple[int, int] | None:
    """Who rules: between what opens the aside and its verb, else behind the verb ("denied by Kyiv").

    Where a pointer follows the verb, it is who is named before the aside: "blames Kyiv, which denies it".
    """
    pause, opener = opened
    last = group.first - 1
    held = [at for at in range(opener + 1, group.first) if words[at].low in known.as_what]
    last = held[0] - 1 if held else last  # "die die Armee als Märchen abtut"
    while last >= opener and is_adverb(words[last]):
        last -= 1
    if last >= opener:
        start = left_edge(words, last, opener, cues)
        return (start, last + 1) if start is not None else None
    after = source_after(words, group.verb, group.end, cues)
    if after >= len(words) or words[after].low in _ENDS:
        return None
    if words[after].low in known.pointers:
        start = left_edge(words, pause - 1, 0, cues)
        return (start, pause) if start is not None else None
    after += words[after].low in known.by_whom
    end = right_edge(words, after, cues, appositions=False)
    return (after, end) if end > after else None


def _ends_there(words: Words, at: int, known: ReplyWords) -> bool:
    """Whether the aside ends behind its verb, but for when or where: with an object it rules on that instead."""
    at += at < len(words) and words[at].low in known.pointers
    for word in words[at : at + _FOLLOWING]:
        if word.low in _ENDS or "as" in word.tags or word.low in known.as_what:
            return True
        if not (word.tags & {"preposition", "time", "weekday", "adverb"} or word.capital or is_adverb(word)):
            return False
    return at + _FOLLOWING >= len(words)


def _clause(words: Words, pause: int) -> int:
    """Where the clause before the pause begins: behind the last semicolon or dash, else the sentence's first word."""
    for at in range(pause - 1, 0, -1):
        if words[at].low in (";", "—") and pause - at > _FEWEST_TOLD:
            return at + 1
    return next((at for at in range(pause) if words[at].is_word), 0)


def is_aside(one: Attribution, text: str) -> bool:
    """Whether an attribution is an aside on what stands before it in its sentence, as `with_asides` finds them."""
    if one.stance not in _RULINGS or one.source is None or one.cue is None or one.manner != "indirect":
        return False
    told = max(span.end for span in one.content)
    begins = one.cue.start if one.source.start < told else min(one.source.start, one.cue.start)
    between = text[told:begins].strip()
    return len(between) > 1 and between[0] in _PAUSES and _STOPS.isdisjoint(text[told:begins])
