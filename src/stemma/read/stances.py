"""The stance of an attribution whose words are known: by the vocabulary of cues, whoever found them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from stemma.model import Manner, Span, Stance
from stemma.read.attributions import Attribution
from stemma.read.clauses import Words
from stemma.read.cues import VerbGroup, stance_of, verb_groups
from stemma.read.words import Unit, Word
from stemma.vocabulary.cues import CueVocabulary, VerbCue
from stemma.vocabulary.hedges import Hedges

# What content a cue may take, by how it begins; a cue's senses are told apart by it.
_SPOKEN = ("quote", "after", "clause")
_STATED = ("clause", "that", "after")
_NOMINAL = ("noun", "ing", "finding", "said")
# The noun of a source is looked for among so many first words: "a video posted by the group".
_HEAD = 4
# A verdict that calls a thing false stands among so many words of its naming: "called the letter that he had … a fake".
_VERDICT = 14
_WORD = re.compile(r"[^\W\d_]+")
# In a longer speech a rejection may be of anything.
_LONGEST_JUDGED = 300


class Stances:
    """Finds the stance of cues in the units of one text."""

    def __init__(self, units: Sequence[Unit], cues: CueVocabulary, hedges: Hedges) -> None:
        self._units = units
        self._starts = [unit.words[0].start for unit in units]
        self._cues, self._hedges = cues, hedges
        self._verbs: dict[int, tuple[VerbGroup, ...]] = {}

    def of(self, cue: Span | None, content: Sequence[Span], manner: Manner) -> Stance:
        """The stance that `cue` gives to `content`; "asserts" where the vocabulary knows nothing else.

        What a speaker only feels or wants is not told apart here: the vocabulary has such words with their stance.
        """
        number = bisect_right(self._starts, cue.start) - 1 if cue is not None else -1
        if cue is None or number < 0:
            return "asserts"
        group = self._verb(number, cue)
        if group is not None:
            return stance_of(group, self._kinds(content, manner))
        return self._by_word(self._units[number].words, cue)

    def unit_at(self, offset: int) -> int:
        """The number of the unit in which the character at `offset` stands; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def speaks(self, cue: Span) -> bool:
        """Whether the last known verb in `cue` is one that takes direct speech: not in "posted online shows"."""
        verbs = [self._cues.verbs[word.low] for word in self._within(cue) if word.low in self._cues.verbs]
        return bool(verbs) and any(verb.takes("quote") for verb, _ in verbs[-1])

    def tells(self, cue: Span) -> bool:
        """Whether the last known verb in `cue` is one after which a clause says what is said: not in "posted"."""
        verbs = [self._cues.verbs[word.low] for word in self._within(cue) if word.low in self._cues.verbs]
        return bool(verbs) and any(verb.takes("clause") for verb, _ in verbs[-1])

    def is_hearer(self, source: Span, cue: Span) -> bool:
        """Whether `source` hears rather than says it: "the mayor was told", "she was asked repeatedly"."""
        number = self.unit_at(cue.start)
        group = self._verb(number, cue) if number >= 0 else None
        if group is None or not group.passive or source.start > cue.start:
            return False
        return group.cue.takes("hearer") or group.cue.stance() == "questions"

    def is_image(self, source: Span) -> bool:
        """Whether `source` begins as the name of a picture or a recording does."""
        return any("image" in word.tags for word in self._within(source)[:_HEAD])

    def _within(self, span: Span) -> list[Word]:
        number = bisect_right(self._starts, span.start) - 1
        words = self._units[number].words if number >= 0 else ()
        return [word for word in words if word.start < span.end and span.start < word.end]

    def _verb(self, number: int, cue: Span) -> VerbGroup | None:
        """The reporting verb of a unit that shares most of its characters with `cue`; of several alike, the last."""
        words = self._units[number].words
        if number not in self._verbs:
            self._verbs[number] = tuple(verb_groups(words, self._cues))
        best, most = None, 0
        for group in self._verbs[number]:
            shared = min(cue.end, words[group.end - 1].end) - max(cue.start, words[group.first].start)
            if shared >= most and shared > 0:
                best, most = group, shared
        return best

    def _kinds(self, content: Sequence[Span], manner: Manner) -> tuple[str, ...]:
        if manner == "direct" or not content:
            return _SPOKEN
        number = bisect_right(self._starts, content[0].start) - 1
        words = self._units[number].words
        opening = next((word for word in words if word.start >= content[0].start), None)
        if opening is None:
            return _STATED
        if "infinitive" in opening.tags:
            return ("to",)
        if opening.tags & {"complementiser", "pronoun"} or self._has_verb(words, content[0]):
            return _STATED
        return _NOMINAL

    def _has_verb(self, words: Words, span: Span) -> bool:
        inside = [word for word in words if span.start <= word.start and word.end <= span.end]
        return any("auxiliary" in word.tags for word in inside)

    def _by_word(self, words: Words, cue: Span) -> Stance:
        for word in words:
            if word.start >= cue.end or word.end <= cue.start:
                continue
            if word.low in self._hedges.adverbs or word.low in self._hedges.predicate:
                return "hedges"
            if word.low in self._cues.nouns:
                return self._cues.nouns[word.low][0].stance
            senses = self._cues.verbs.get(word.low, ())
            if senses:
                return self._usual(words, cue, [verb for verb, _ in senses])
        return "asserts"

    def _usual(self, words: Words, cue: Span, known: Sequence[VerbCue]) -> Stance:
        """The stance of the verb whose further words `cue` holds, else of the longest that the words may be of.

        Nobody denies by "sneers" or "gave no word" as by "sneered at", "gave the lie to": not without those words.
        """
        here = {word.low for word in words if word.start < cue.end and cue.start < word.end}
        around = {word.low for word in words}
        whole = next((verb for verb in known if here.issuperset(verb.rest)), None)
        if whole is not None or known[0].stance() != "denies" or around.issuperset(known[0].rest):
            return (whole or known[0]).senses[0].stance
        return "asserts"


def judged(text: str, one: Attribution, hedges: Hedges) -> Attribution:
    """With the stance that an explicit rejection, or a source that names nobody, gives to a neutral cue."""
    if one.stance in ("asserts", "questions") and _scorns(text, one, hedges):
        return replace(one, stance="denies")
    if one.stance != "asserts":
        return one
    if one.source is None and one.cue is not None and hedges.marks.fullmatch(one.cue.of(text).lower()):
        return replace(one, stance="hedges")
    if one.source is not None and one.source.of(text).lower() in hedges.vague:
        return replace(one, stance="hedges")
    if any(span.length <= _LONGEST_JUDGED and hedges.rejections.search(span.of(text).lower()) for span in one.content):
        return replace(one, stance="denies")
    if _names_it_false(text, one, hedges):
        return replace(one, stance="denies")
    doubted = (*one.content, *((one.cue,) if one.cue is not None else ()))
    if any(span.length <= _LONGEST_JUDGED and hedges.doubts.search(span.of(text).lower()) for span in doubted):
        return replace(one, stance="questions")
    return one


def _scorns(text: str, one: Attribution, hedges: Hedges) -> bool:
    """Whether a claim of others is laughed at or put in question: "mocked the idea of a raid"."""
    if one.cue is None or not one.content or one.content[0].length > _LONGEST_JUDGED or not hedges.scorning:
        return False
    if one.manner == "direct":
        return False
    cue = _WORD.findall(one.cue.of(text).lower())
    words = _WORD.findall(one.content[0].of(text).lower())[:_HEAD]
    claims = (*hedges.put_forward, *hedges.told)
    return any(word.startswith(hedges.scorning) for word in cue) and any(word.startswith(claims) for word in words)


def _names_it_false(text: str, one: Attribution, hedges: Hedges) -> bool:
    """Whether a claim of others is named, and not for something good: "called the talk of a raid 'a fairy tale'"."""
    if one.cue is None or not one.content or one.content[0].length > _LONGEST_JUDGED:
        return False
    cue = _WORD.findall(one.cue.of(text).lower())
    verbs = (*hedges.naming, *hedges.declaring)
    named = next((place for place, word in enumerate(cue) if word.startswith(verbs)), None)
    if named is None:
        return False
    words = [*cue[named + 1 :], *_WORD.findall(one.content[0].of(text).lower())]
    if any(word.startswith(hedges.falsity) for word in words[:_VERDICT]):
        return True
    if not cue[named].startswith(hedges.naming):
        return False
    nouns = [place for place, word in enumerate(words[:_HEAD]) if word.startswith((*hedges.put_forward, *hedges.told))]
    rejected = any(word.startswith(hedges.rejecting) for word in words)
    # The verdict stands on either side: "called the report false", "qualifie de fables les accusations".
    if not nouns or not (rejected or len(words) > nouns[0] + 1):
        return False
    return rejected or (
        words[nouns[0]].startswith(hedges.put_forward) and not any(w.startswith(hedges.approving) for w in words)
    )
