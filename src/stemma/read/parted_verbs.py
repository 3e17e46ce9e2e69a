"""Reporting verbs whose parts may stand apart: "hat … gesagt", "teilte … mit", "a-t-il dit", "no lo confirmó"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.model import Stance
from stemma.read.clauses import Words
from stemma.vocabulary.cues import CueVocabulary, VerbCue

# The parts of one verb lie no farther apart.
_FARTHEST = 26
_BOUNDARY = frozenset(".;:?!—") | {"...", '"', ","}
_LINKS = frozenset({"clitic", "negation", "reflexive"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: the words `first` to `end` belong to it, though others may stand between its parts.

    `anchor` is its finite part, `at` the one that is the cue; from `cue_first` to `at` they stand side by side. A
    subject behind the verb may begin at `behind`.
    """

    first: int
    anchor: int
    at: int
    end: int
    cue_first: int
    behind: int
    cue: VerbCue
    negated: bool = False
    passive: bool = False
    plural: bool = False

    def stance(self, kind: str) -> Stance:
        """The stance towards content of this kind; who "did not confirm" takes none."""
        stance = self.cue.stance(kind)
        return "other" if self.negated and stance != "hedges" else stance


def reporting_verbs(words: Words, cues: CueVocabulary) -> Iterator[Verb]:
    """The reporting verbs among the words, in text order, none within another."""
    at = 0
    while at < len(words):
        verb = _verb_at(words, at, cues) if words[at].low in cues.verbs else None
        if verb is not None:
            yield verb
        at += 1


def _verb_at(words: Words, at: int, cues: CueVocabulary) -> Verb | None:
    if words[at].capital and at > 0 and (words[at - 1].is_word or words[at - 1].low == ","):
        return None
    for cue, forms in cues.verbs[words[at].low]:
        end = _past_rest(words, at, cue)
        if end is None:
            continue
        if "participle" in forms:
            verb = _compound(words, at, end, cue, cues)
            if verb is not None:
                return verb
        if "past" in forms and _is_finite(words, at, cues):
            first = _over_links(words, at)
            negated = any("negation" in word.tags for word in words[first:at])
            negated = negated or (cues.nouns_capital and _is_negated_behind(words, at))
            plural = words[at].low.endswith(cues.plural_endings) if cues.plural_endings else False
            beside = at + 1 + len(cue.rest)
            return Verb(first, at, at, end, at, end if end == beside else at + 1, cue, negated, plural=plural)
        if "ing" in forms:
            return Verb(at, at, at, end, at, end, cue)
    return None


def _past_rest(words: Words, at: int, cue: VerbCue) -> int | None:
    """The index after a cue's further words, beside it or, for one, at the end of its clause: "teilte … mit"."""
    if not cue.rest:
        return at + 1
    end = at + 1 + len(cue.rest)
    if tuple(word.low for word in words[at + 1 : end]) == cue.rest:
        return end
    if len(cue.rest) > 1:
        return None
    for stop in range(at + 1, min(at + _FARTHEST, len(words))):
        if words[stop].low in _BOUNDARY and words[stop].quotation is None and words[stop].low != ",":
            return None
        after = words[stop + 1] if stop + 1 < len(words) else None
        if words[stop].low == cue.rest[0] and (after is None or after.low in _BOUNDARY or "coordinator" in after.tags):
            return stop + 1
    return None


def _compound(words: Words, at: int, end: int, cue: VerbCue, cues: CueVocabulary) -> Verb | None:
    """A participle with its auxiliary, beside it, behind it or, in a bracket, at its clause's second place."""
    left = at
    tags: set[str] = set()
    while left > 0 and (
        words[left - 1].tags & {"auxiliary", "negation", "clitic", "reflexive"}
        or ("adverb" in words[left - 1].tags and "determiner" not in words[left - 1].tags)
    ):
        left -= 1
        tags |= words[left].tags
    subject = left - 1 if left > 0 and words[left - 1].tags >= {"pronoun", "enclitic_subject"} else None
    if subject is not None and subject > 0 and "auxiliary" in words[subject - 1].tags:  # "a-t-il déclaré"
        first = _over_links(words, subject - 1)
        return Verb(first, subject - 1, at, end, at, subject, cue, "negation" in tags)
    if "auxiliary" in tags:
        aux = next(n for n in range(left, at) if "auxiliary" in words[n].tags)
        first = next(n for n in range(left, at) if words[n].tags & {"auxiliary", *_LINKS})
        plural = words[aux].low.endswith(cues.plural_endings) if cues.plural_endings else False
        passive = "be" in tags and "reflexive" not in tags
        return Verb(first, aux, at, end, aux, end, cue, "negation" in tags, passive, plural)
    if not cues.nouns_capital:
        return None
    return _bracketed(words, at, end, cue, cues)


def _bracketed(words: Words, at: int, end: int, cue: VerbCue, cues: CueVocabulary) -> Verb | None:
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and "auxiliary" in after.tags:
        return Verb(at, at, at, at + 2, at, at + 2, cue, passive="be" in after.tags)
    if after is not None and after.is_word and "coordinator" not in after.tags:
        return None
    for aux in range(at - 1, max(-1, at - _FARTHEST), -1):
        if words[aux].low in _BOUNDARY and words[aux].quotation is None:
            return None
        if "auxiliary" in words[aux].tags:
            inside = words[aux:at]
            negated = any("negation" in word.tags for word in inside)
            plural = words[aux].low.endswith(cues.plural_endings)
            return Verb(aux, aux, at, end, at, aux + 1, cue, negated, "be" in words[aux].tags, plural)
    return None


def _over_links(words: Words, at: int) -> int:
    """Past the small words before a finite verb: "no lo confirmó", "ne l'a pas dit"."""
    while (
        at > 0
        and words[at - 1].tags & _LINKS
        and (words[at - 1].tags.isdisjoint({"determiner"}) or "clitic" in words[at - 1].tags)
    ):
        at -= 1
    return at


def _is_finite(words: Words, at: int, cues: CueVocabulary) -> bool:
    """Whether a word of a verb's form is one here, not a noun or an adjective."""
    before = words[at - 1] if at > 0 else None
    if before is None:
        return True
    nominal = before.tags & {"determiner", "article", "possessive"} and before.tags.isdisjoint({"pronominal", "clitic"})
    if nominal or ("preposition" in before.tags and before.tags.isdisjoint({"clitic", "as", "relative"})):
        return False
    if "infinitive" in before.tags:
        return False
    if words[at].low in cues.also_nouns:
        return before.tags.isdisjoint({"determiner", "clitic"})
    return True


def _is_negated_behind(words: Words, at: int) -> bool:
    """Whether "pas" or, in its clause, "nicht" follows a finite verb."""
    for word in words[at + 1 : at + 7]:
        if word.low in _BOUNDARY or "complementiser" in word.tags:
            return False
        if "negation" in word.tags:
            return True
    return False
