"""Cues in a sentence: verbs that report, with their auxiliaries and adverbs, and how they are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stemma.model import Stance
from stemma.read.clauses import Words, is_adverb
from stemma.vocabulary.cues import CueVocabulary, Form, VerbCue

_NOMINAL = frozenset({"determiner", "possessive"})
# Between a verb and its preposition may stand where or when it is said, which begins so, within so many words.
_IN = frozenset({"в", "во", "у", "w", "we"})
_FARTHEST = 6


class VerbGroup(NamedTuple):
    """A reporting verb with what belongs to it: the words `first` to `end` (exclusive), the verb itself at `verb`.

    `finite` is false for a bare "-ing" form or infinitive, which borrow their subject from another verb.
    """

    first: int
    verb: int
    end: int
    cue: VerbCue
    forms: frozenset[Form]
    passive: bool = False
    negated: bool = False
    finite: bool = True

    @property
    def ing(self) -> bool:
        """Whether it is a bare "-ing" form ("…, adding that")."""
        return not self.finite and "ing" in self.forms


def verb_groups(words: Words, cues: CueVocabulary) -> Iterator[VerbGroup]:
    """The reporting verbs among the words, in text order, none within another."""
    end = 0
    for at, word in enumerate(words):
        group = _group_at(words, at, cues) if at >= end and word.low in cues.verbs else None
        if group is not None:
            yield group
            end = group.end


def _group_at(words: Words, at: int, cues: CueVocabulary) -> VerbGroup | None:
    if at + 1 < len(words) and (words[at].low, words[at + 1].low) in cues.never:
        return None
    for cue, forms in cues.verbs[words[at].low]:
        end = at + 1 + len(cue.rest)
        if tuple(word.low for word in words[at + 1 : end]) != cue.rest:
            end = _behind_place(words, at + 1, cue.rest) if cues.subjectless else 0
        if end:
            group = _grouped(words, (at, end), cue, forms, cues)
            if group is not None:
                return group
    return None


def _behind_place(words: Words, first: int, rest: tuple[str, ...]) -> int:
    """The end of a cue's second word behind where or when it is said: "сообщил в Telegram об атаке"; 0 if it is not."""
    if len(rest) != 1 or first >= len(words) or words[first].low not in _IN or rest[0] in _IN:
        return 0
    for at in range(first + 2, min(first + _FARTHEST, len(words))):
        if words[at].low == rest[0]:
            return at + 1
        if not words[at].is_word:
            return 0
    return 0


def _grouped(
    words: Words, span: tuple[int, int], cue: VerbCue, forms: frozenset[Form], cues: CueVocabulary
) -> VerbGroup | None:
    at, end = span
    if at > 0 and "infinitive" in words[at - 1].tags and "base" in forms:
        return VerbGroup(at, at, end, cue, forms, finite=False)
    first, tags = _auxiliaries(words, at)
    if not _is_verb(words, first, span, tags, forms, cues):
        return None
    passive = "participle" in forms and ("be" in tags or _has_agent(words, end, tags))
    bare_ing = "ing" in forms and "be" not in tags
    return VerbGroup(first, at, end, cue, forms, passive, "negation" in tags, not bare_ing)


def _has_agent(words: Words, end: int, tags: frozenset[str]) -> bool:
    """Whether "by" and who did it follow a bare participle: "a video published by the group"."""
    while end < len(words) and ("time" in words[end].tags or is_adverb(words[end])):
        end += 1
    if tags or end + 1 >= len(words) or "passive_agent" not in words[end].tags:
        return False
    return not words[end + 1].low.endswith("ing") and words[end + 1].tags.isdisjoint({"time", "occasion"})


def _auxiliaries(words: Words, verb: int) -> tuple[int, frozenset[str]]:
    """Where the auxiliaries and adverbs before a verb begin, and the classes that they are in."""
    first = verb
    tags: set[str] = set()
    while first > 0:
        before = words[first - 1]
        if "auxiliary" in before.tags and (before.low != "'s" or (first > 1 and "pronoun" in words[first - 2].tags)):
            tags |= before.tags
        elif "negation" in before.tags or is_adverb(before):
            tags |= before.tags & {"negation"}
        else:
            over = _over_adverbial(words, first) if "adverbial" in before.tags else first
            if over == first:
                break
            first = over
            continue
        first -= 1
    return first, frozenset(tags)


def _over_adverbial(words: Words, end: int) -> int:
    """Where an adverb of several words begins that ends before `end` ("z kolei", "в свою очередь"); else `end`."""
    for at in range(end - 2, max(-1, end - 4), -1):
        if "preposition" in words[at].tags:
            return at
        if not words[at].is_word:
            break
    return end


def _is_verb(
    words: Words, first: int, span: tuple[int, int], tags: frozenset[str], forms: frozenset[Form], cues: CueVocabulary
) -> bool:
    """Whether the word is a verb here, and not a noun or an adjective of the same form."""
    if tags & {"modal", "do"}:
        return "base" in forms
    if tags & {"have", "be"}:
        return "participle" in forms or "ing" in forms
    before = words[first - 1] if first > 0 else None
    if before is not None and (before.low == "'s" or before.tags & _NOMINAL):
        return "pronominal" in before.tags and not forms.isdisjoint({"past", "third", "base"})
    if before is not None and "preposition" in before.tags and "relative" not in before.tags:
        return "ing" in forms
    if "past" in forms or "ing" in forms:
        return before is None or not before.low[0].isdigit() or _opens(words, span[1])
    return _is_present(words, first, span, forms, cues)


def _opens(words: Words, at: int) -> bool:
    """Whether content may begin at the word `at`, so that "47 said that" is not like "47 pledged votes"."""
    return at < len(words) and bool(words[at].tags & _OPENS_CONTENT or words[at].low in ('"', ":", ","))


def _is_present(words: Words, first: int, span: tuple[int, int], forms: frozenset[Form], cues: CueVocabulary) -> bool:
    """Whether a form in the present, often a noun too ("claims", "report"), is a verb: judged by what is around it."""
    at, end = span
    if first == 0:
        return False
    before = words[first - 1]
    if words[at].low not in cues.also_nouns:
        return "third" in forms or not before.low.endswith(_OF_ADJECTIVES)
    if end > at + 1:  # "rebels call for talks", but "a wake-up call for all"
        return "base" not in forms or before.low.endswith("s") or bool(before.tags & {"pronoun", "relative", "joining"})
    if before.tags & {"pronoun", "relative"}:
        return True
    if end >= len(words) or (words[at].capital and (not before.capital or "base" in forms)):
        return False
    after = words[end]
    if words[at].capital and not _is_in_title_case(words):
        return False
    if after.tags & _OPENS_CONTENT or after.low in ('"', ":"):
        return before.is_word
    return (after.capital and not words[at].capital) or (
        "infinitive" in after.tags and before.is_word and ("third" in forms or before.low.endswith("s"))
    )


def _is_in_title_case(words: Words) -> bool:
    """Whether most of the longer words have capitals, as in a headline, so that they tell no names."""
    longer = [word for word in words if word.is_word and len(word.low) > _SHORT]
    return 2 * sum(word.capital for word in longer) > len(longer)


_SHORT = 3
# Nothing that ends so is the subject of a verb in the plural: "sarcastic thank you notes".
_OF_ADJECTIVES = ("ic", "ive", "ous", "ful", "ble", "less")
_OPENS_CONTENT = frozenset({"complementiser", "pronoun", "possessive", "object", "determiner"})


def stance_of(group: VerbGroup, kinds: tuple[str, ...]) -> Stance:
    """The stance of the speech act: the cue's, unless it is negated.

    Who "did not confirm" or "would not say" takes no stand ("other"); who "did not deny" does not deny.
    """
    stance = group.cue.stance(*kinds)
    return "other" if group.negated and stance != "hedges" else stance
