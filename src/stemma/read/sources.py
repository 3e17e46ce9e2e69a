"""Sources: the noun phrase that says who speaks, before or after its cue."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stemma.read.clauses import Words, has_verb, is_adverb, is_part_of_name, left_edge, right_edge
from stemma.read.cues import VerbGroup
from stemma.read.words import Word
from stemma.vocabulary.cues import CueVocabulary

# How many words an apposition or aside may have.
_LONGEST_ASIDE = 40
_LONGEST_BRACKETS = 12
# Whom somebody quotes is told in fewer words than this.
_LONGEST_QUOTED = 20
# No verb in the past is told by its ending that has so few letters.
_SHORT_VERB = 4
# Letters of a name in quotation marks.
_SHORTEST_NAME = 4
_NOUNS_IN_ING = frozenset({"king", "filing", "finding", "meeting", "hearing", "nothing", "recording", "writing"})
_ENDS = frozenset({".", ",", ";", "?", "!", ":", "—", '"', ")", "-", "("})


@dataclass(frozen=True, slots=True)
class Found:
    """A source: the words `first` to `end` (exclusive). `inverted` where it follows its cue ("said the mayor")."""

    first: int
    end: int
    inverted: bool = False


def find_source(words: Words, group: VerbGroup, floor: int, cues: CueVocabulary) -> Found | None:
    """The subject of a reporting verb, or None where none is to be seen. `floor` is the first word to look at."""
    found = _subject(words, group, floor, cues)
    if found is not None and cues.subjectless:
        found = housed(words, _without_occasion(words, found), group, cues)
    elif found is not None and not _may_speak(words, found, group):
        return None
    return _without_time(words, found) if found is not None else None


def housed(words: Words, found: Found, group: VerbGroup, cues: CueVocabulary) -> Found | None:
    """A source without the preposition of where it is said ("в полиции сообщили"); None for mere circumstances."""
    tags = words[found.first].tags
    if "nobody" in tags or (tags & {"about"} and found.end - found.first <= 2):
        return None
    if "housed" not in tags or found.inverted:
        return found
    if found.first + 1 >= found.end or words[found.first + 1].tags & {"weekday", "site"}:
        return None
    return replace(found, first=found.first + 1) if _needs_no_subject(words, group.verb, cues) else None


def _needs_no_subject(words: Words, verb: int, cues: CueVocabulary) -> bool:
    return words[verb].low.endswith(cues.plural_endings)


def _without_occasion(words: Words, found: Found) -> Found:
    """Without on what occasion it is said: "Kowal w rozmowie z radiem powiedział"."""
    for at in range(found.first + 1, found.end - 1):
        if "preposition" in words[at].tags:
            after = at + 2 if "possessive" in words[at + 1].tags and at + 2 < found.end else at + 1
            if "conversation" in words[after].tags:
                return replace(found, end=at)
    return found


def _may_speak(words: Words, found: Found, group: VerbGroup) -> bool:
    """Whether the words can be a subject at all, and are no phrase of time or circumstance cut out of one."""
    first = words[found.first]
    if "nobody" in first.tags or _disagrees(words[found.end - 1], group):
        return False
    if "narrator" in first.tags and found.end == found.first + 1 and not _performs(group):
        return False
    if first.quotation is not None:
        return found.end > found.first + 1
    if found.end == found.first + 1 and ("time" in first.tags or first.low[0].isdigit()):
        return False
    if "preposition" in first.tags and "determiner" not in first.tags and not _counts(words, found):
        return False
    return first.capital or not first.low.endswith("ing") or first.low in _NOUNS_IN_ING


def _counts(words: Words, found: Found) -> bool:
    """Whether a preposition begins a number: "about half of them"."""
    after = words[found.first + 1] if found.first + 1 < found.end else None
    return (
        after is not None
        and "amount" in words[found.first].tags
        and (after.low[0].isdigit() or bool(after.tags & {"determiner", "part"}))
    )


def _disagrees(last: Word, group: VerbGroup) -> bool:
    """Whether a singular pronoun can't be the subject of the verb's form: "this … show"."""
    return group.forms == {"base"} and group.first == group.verb and last.low in ("this", "that", "it", "he", "she")


def _performs(group: VerbGroup) -> bool:
    """Whether "we deny" and "I believe" are acts of speech by whoever writes, as "we talked about" is not."""
    return group.cue.takes("clause")


def _without_time(words: Words, found: Found) -> Found:
    """Without an adverb or the day at its end: "The mayor today said", "Mr. Brandt on Tuesday said"."""
    end = found.end
    while end > found.first + 1 and is_adverb(words[end - 1]) and "pronominal" not in words[end - 1].tags:
        end -= 1
    found = replace(found, end=end)
    while end > found.first + 1 and (words[end - 1].tags & {"weekday", "month"} or words[end - 1].low[0].isdigit()):
        end -= 1
    if end == found.end or not any("time" in word.tags for word in words[end : found.end]):
        return found
    if "preposition" in words[end - 1].tags and end > found.first + 1:
        end -= 1
    return replace(found, end=end)


def _subject(words: Words, group: VerbGroup, floor: int, cues: CueVocabulary) -> Found | None:
    if group.passive:
        return _agent(words, group.end, cues)
    if not group.finite:
        return None
    inverted = _inverted(words, group, cues)
    if inverted is not None:
        return inverted
    last = group.first - 1
    if last < floor or "speech" in words[last].tags:
        return None
    if words[last].low == ",":
        return _before_comma(words, last, floor, cues)
    if "coordinator" in words[last].tags:
        return None
    if "relative" in words[last].tags and words[last].is_word:
        return Found(last, last + 1)
    start = left_edge(words, _before_brackets(words, last, floor), floor, cues)
    return None if start is None else Found(start, last + 1)


def _before_brackets(words: Words, last: int, floor: int) -> int:
    """The word before the brackets that close at `last`, or `last` itself: "Sen. Ada Brandt (R-Ohio) said"."""
    if words[last].low != ")":
        return last
    for at in range(last - 1, max(floor, last - _LONGEST_BRACKETS), -1):
        if words[at].low == "(":
            return at - 1
    return last


def subject_of_clause(words: Words, before: int, floor: int, cues: CueVocabulary) -> Found | None:
    """The subject of the clause that stands before the word `before`: whose "…, adding that" it is."""
    for at in range(floor, before):
        word = words[at]
        verb = "verb" in word.tags or word.low in cues.verbs or _is_past(word, cues)
        if at > floor and (_is_auxiliary(words, at) or (verb and not _is_in_name(word))):
            if words[at - 1].low == "," and not cues.subjectless:
                return _before_comma(words, at - 1, floor, cues)
            last = _before_brackets(words, at - 1, floor) if cues.subjectless else at - 1
            start = left_edge(words, last, floor, cues)
            if (
                start is None
                or words[at - 1].low == ","
                or ("preposition" in words[start].tags and not cues.subjectless)
            ):
                return None
            return Found(start, at)
    return None


def _is_auxiliary(words: Words, at: int) -> bool:
    """Whether an auxiliary stands here, and no possessor's ending."""
    return "auxiliary" in words[at].tags and (words[at].low != "'s" or "pronoun" in words[at - 1].tags)


def _is_in_name(word: Word) -> bool:
    """Whether a word that may be a verb has the capital of a name: "A State Department clerk"."""
    return word.capital and "headline" not in word.tags


def quoted_by_another(words: Words, group: VerbGroup) -> Found | None:
    """Whom somebody else quotes: the mayor in "The paper quoted the mayor as saying"."""
    last = group.first - 1
    if not group.ing or last < 2 or "quoted_as" not in words[last].tags:
        return None
    for at in range(last - 1, max(-1, last - _LONGEST_QUOTED), -1):
        word = words[at]
        if "quoting" in word.tags:
            passive = at > 0 and not words[at - 1].tags.isdisjoint({"be"})
            return Found(at + 1, last) if at + 1 < last and not passive else None
        if word.quotation is not None or word.low in _ENDS - {","}:
            return None
    return None


def _is_past(word: Word, cues: CueVocabulary) -> bool:
    if cues.past_endings:
        return len(word.low) > _SHORT_VERB and not word.capital and word.low.endswith(cues.past_endings)
    return len(word.low) > _SHORT_VERB and word.low.endswith("ed")


def _agent(words: Words, end: int, cues: CueVocabulary) -> Found | None:
    """The "by …" of a passive, close behind it."""
    for at in range(end, min(end + 8, len(words) - 1)):
        if "passive_agent" in words[at].tags and not words[at + 1].low.endswith("ing"):
            if any("time" in word.tags for word in words[at + 1 : at + 3]) or "occasion" in words[at + 1].tags:
                return None
            stop = right_edge(words, at + 1, cues, appositions=False)
            told = (n for n in range(at + 2, stop) if words[n].tags & {"infinitive", "conjunction_that"})
            return Found(at + 1, next(told, stop), inverted=True)
        if words[at].low in _ENDS:
            return None
    return None


def _inverted(words: Words, group: VerbGroup, cues: CueVocabulary) -> Found | None:
    """A subject that follows: only after speech or a comma, and only where nothing else can be the subject."""
    first = group.end
    if not group.cue.takes("after") or first >= len(words) or group.first == 0 or _needs_hearer(group):
        return None
    before = words[group.first - 1]
    if cues.subjectless and group.first > 1 and is_part_of_name(before) and words[group.first - 2].is_word:
        return None
    if before.quotation is None and before.low not in (",", "—", "?", "!", "-", "..."):
        return None
    first = source_after(words, group.verb, group.end, cues) if cues.subjectless else first
    if first >= len(words):
        return None
    after = words[first]
    if cues.subjectless and before.low in (",", "—") and end_of_named(words, first, cues) == first + 1:
        closes = first + 1 == len(words) or words[first + 1].low in _ENDS or "preposition" in words[first + 1].tags
        if after.quotation is not None and closes and _clause_before(words, group.first - 1, cues):
            return Found(first, first + 1, inverted=True)
    if (
        not (after.capital or after.tags & {"determiner", "possessive", "pronoun"} or after.is_word)
        or "time" in after.tags
    ):
        return None
    if after.tags & {"complementiser", "preposition", "coordinator", "adverb"} and (
        "determiner" not in after.tags or "complementiser" in after.tags
    ):
        return None
    end = right_edge(words, first, cues)
    if end <= first or (end < len(words) and words[end].low not in _ENDS and not _goes_on(words, end)):
        return None
    if before.low == "," and not _clause_before(words, group.first - 1, cues):
        return None
    return Found(first, end, inverted=True)


def end_of_named(words: Words, first: int, cues: CueVocabulary) -> int:
    """The index after a noun phrase at `first`, or after a name in quotation marks that is all of it: "«Маяк»"."""
    end = right_edge(words, first, cues)
    if end > first or first >= len(words):
        return end
    quotation = words[first].quotation
    named = is_part_of_name(words[first]) and quotation is not None and quotation.inner.length >= _SHORTEST_NAME
    return first + 1 if named else end


def source_after(words: Words, verb: int, end: int, cues: CueVocabulary) -> int:
    """Where a source begins that follows its verb: past when, where and to whom: "poinformował w poniedziałek X"."""
    at = _over_time(words, end)
    housed = at + 1 < len(words) and "housed" in words[at].tags and not words[at + 1].tags & {"weekday", "site"}
    return at + 1 if housed and _needs_no_subject(words, verb, cues) else at


def _over_time(words: Words, at: int) -> int:
    while at < len(words):
        after = at + 1
        if "preposition" in words[at].tags:
            while after < len(words) and "possessive" in words[after].tags:
                after += 1
        dated = words[at].low[0].isdigit() or "preposition" in words[at].tags
        if dated and after < len(words) and "conversation" in words[after].tags:
            at = _over_conversation(words, after + 1)
        elif dated and after < len(words) and "time" in words[after].tags:
            at = after + 1
        elif words[at].tags & {"time", "hearer"}:
            at = at + 1
        else:
            break
    return at


def _over_conversation(words: Words, at: int) -> int:
    """The index after with whom somebody talked: "(w rozmowie) z Radiem Lund", "(в беседе) с «Маяком»"."""
    if at >= len(words) or "preposition" not in words[at].tags:
        return at
    at += 2
    while at < len(words) and (words[at].capital or is_part_of_name(words[at])):
        at += 1
    return min(at, len(words))


def _needs_hearer(group: VerbGroup) -> bool:
    """Whether what follows must be whom it is said to: "told X", unlike "asked X"."""
    return group.cue.takes("hearer") and group.cue.stance("hearer") != "questions"


def _goes_on(words: Words, at: int) -> bool:
    word = words[at]
    return bool(word.tags & {"preposition", "subordinator", "coordinator", "time", "relative"}) or word.low.endswith(
        "ing"
    )


def _clause_before(words: Words, comma: int, cues: CueVocabulary) -> bool:
    """Whether what stands before the comma is a clause, and so may be what is said, rather than a subject."""
    start = comma
    while start > 0 and words[start - 1].quotation is None:
        start -= 1
    if cues.subjectless:
        return comma - start != 1
    return start == comma or has_verb(words, start, comma, cues)


def _before_comma(words: Words, comma: int, floor: int, cues: CueVocabulary) -> Found | None:
    """The subject before an apposition or aside that ends with a comma: "X, the mayor, said"; "X, however, said"."""
    openings = [at for at in range(comma - 1, max(floor, comma - _LONGEST_ASIDE), -1) if words[at].low == ","][:4]
    relative = [at for at in openings if "wh" in words[at + 1].tags]
    for opening in relative[-1:] + openings:
        start = left_edge(words, opening - 1, floor, cues)
        if start is None or (opening != openings[-1] and not _begins_clause(words, start, floor)):
            continue
        return Found(start, opening if _is_aside(words[opening + 1]) else comma + 1)
    return None


def _begins_clause(words: Words, start: int, floor: int) -> bool:
    """Whether a subject may begin here: at the sentence's start, or after a pause or conjunction."""
    if "preposition" in words[start].tags:
        return False
    before = words[start - 1] if start > floor else None
    return before is None or not before.is_word or bool(before.tags & {"coordinator", "subordinator", "time"})


def _is_aside(word: Word) -> bool:
    """Whether an insertion that begins so tells not who the subject is, but when or how it speaks."""
    if word.tags & {"wh", "determiner"} or word.capital:
        return False
    if "converb" in word.tags:
        return True
    return bool(word.tags & {"adverb", "preposition", "coordinator", "subordinator"}) or word.low.endswith(
        ("ing", "ly")
    )
