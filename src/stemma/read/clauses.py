"""Noun phrases and clauses: where they begin and end, told by closed word classes, capitals and punctuation."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.read.words import Word
from stemma.vocabulary.cues import CueVocabulary

Words = Sequence[Word]

# What a noun phrase never runs over.
_STOPS = frozenset(":;.?![]()—…") | {"..."}
_PAUSES = frozenset({",", '"', ":", ";", ".", "—", "?", "!"})
# What no apposition begins with.
_CLOSED = frozenset(
    ("coordinator", "subordinator", "pronoun", "auxiliary", "preposition", "adverb", "possessive", "verb", "converb")
)
# Within this many words a relative pronoun or the "and" of a list is looked for.
_FEW = 6
_ADJECTIVES = ("ych", "ich", "ego", "ej", "iej")
# How names end in the genitive, and how hardly any does in the nominative.
_GENITIVES = ("a", "y", "i", "ego", "ej", "а", "я", "ы", "и", "ого", "его", "ой", "ей", "ої", "єї")
# First names of women in the genitive, as no nominative ends.
_FIRST_NAMES = ("y", "ii", "ei", "ы", "ии", "ії")
_SURNAMES = ("ego", "owa", "ewa", "ova", "ова", "ева", "єва", "ёва", "ого", "его")
_NOUNS = frozenset({"danych", "bliskich", "rannych", "znajomych"})
# What somebody has and is told by ("danych policji"), and how in the genitive those end whose it is.
_DATA = frozenset({"danych", "informacji", "doniesień", "relacji", "szacunków", "ustaleń", "wyliczeń"})
# Those who speak for somebody: "rzecznika straży".
_ROLES = (
    "rzecznika", "rzeczniczki", "komendanta", "szefa", "szefowej", "dyrektora", "dyrektorki", "prezesa", "prezeski",
    "przedstawiciela", "przedstawicieli", "przedstawicielki", "dowódcy", "dowództwa", "ekspertów", "pracowników",
)  # fmt: skip
_OWNERS = ("ji", "ży", "twa", "ów", "ych", "ądu", "rtu", "ędu", "abu")
_PLURAL_GENITIVE = ("ów", "iów", "ych", "ich")
# Quoted words up to this many characters may be part of a name: the "Freedom" Legion.
_LONGEST_QUOTED = 40
_SHORTEST_QUOTED = 3


def is_adverb(word: Word) -> bool:
    """Whether the word may stand between a subject and its verb."""
    if "adverb" in word.tags:
        return True
    return word.low.endswith("ly") and len(word.low) > 4 and "not_adverb" not in word.tags and not word.capital


def is_finite(words: Words, at: int, cues: CueVocabulary) -> bool:
    """Whether a clause's verb surely stands here: an auxiliary, a known verb or a cue in the third person."""
    word = words[at]
    if "auxiliary" in word.tags:
        before = words[at - 1].low if at > 0 else ""
        if word.low == "am":  # "I am", not "at 9 am"
            return before == "i"
        return word.low != "'s" or (at > 0 and "pronoun" in words[at - 1].tags)
    if word.capital and at > 0 and not words[at - 1].capital:
        return False
    if at > 0 and not words[at - 1].tags.isdisjoint({"determiner", "possessive", "preposition"}):
        return False
    if "verb" in word.tags:
        return True
    forms = cues.verbs.get(word.low)
    if forms is None or not word.low.endswith("s"):
        return False
    if word.low in cues.also_nouns and not (at + 1 < len(words) and words[at + 1].tags & {"article", "definite"}):
        return False
    return any("third" in names for _, names in forms)


def has_verb(words: Words, start: int, end: int, cues: CueVocabulary) -> bool:
    """Whether a clause's verb seems to stand among the words: surely finite, a cue, in -ed, or within quoted words."""
    return any(
        words[at].low in cues.verbs
        or words[at].quotation is not None
        or (at > start and words[at].low.endswith("ed") and len(words[at].low) > 4)
        or is_finite(words, at, cues)
        for at in range(start, min(end, len(words)))
    )


def opens_clause(words: Words, start: int, cues: CueVocabulary) -> bool:
    """Whether the words from `start` on are a clause with nothing to introduce it, subject first, then its verb.

    Looks only as far as the subject can reach: a verb in a relative clause, or one joined on, is another's.
    """
    for at in range(start + 1, len(words)):
        word = words[at]
        if word.quotation is not None:
            return "speech" in word.tags
        if word.low in _PAUSES or word.low in _STOPS or "relative" in word.tags:
            return False
        if is_finite(words, at, cues) or _is_subjects_past(words, at):
            return "coordinator" not in words[at - 1].tags
    return False


def _is_subjects_past(words: Words, at: int) -> bool:
    """Whether a word in -ed right behind a noun is its verb, rather than a participle that goes on with "by"."""
    low = words[at].low
    if len(low) <= 4 or not low.endswith("ed") or "-" in low or at + 1 >= len(words):
        return False
    before = words[at - 1]
    if before.tags & {"determiner", "possessive", "preposition"} or not before.is_word or is_adverb(before):
        return False
    return not words[at + 1].tags & {"preposition"} and words[at + 1].low not in _PAUSES


def left_edge(words: Words, last: int, floor: int, cues: CueVocabulary) -> int | None:
    """Where the noun phrase that ends with the word `last` begins, not before `floor`; None where there is none."""
    if last < floor:
        return None
    if "pronoun" in words[last].tags:
        return last
    at: int | None = last
    edge = last + 1
    while at is not None and at >= floor:
        after = _step_left(words, at, last, floor, cues)
        if after is not None:
            edge = after + 1
        at = after
    if floor < edge < last and words[edge - 1].tags & {"modal", "do", "infinitive"}:
        edge += 1
    return _trimmed_left(words, edge, last, cues)


def _step_left(words: Words, at: int, last: int, floor: int, cues: CueVocabulary) -> int | None:
    """The index to go on from where the word at `at` belongs to the phrase, else None."""
    word = words[at]
    if word.quotation is not None:
        within = at < last or (at > floor and words[at - 1].is_word)
        # In languages without articles a name in quotation marks may be all of a subject: "«Фронт» заявив".
        alone = at == floor == last and cues.subjectless and word.quotation.inner.length > _SHORTEST_QUOTED
        return at - 1 if is_part_of_name(word) and (within or alone) else None
    if word.low in _STOPS:
        return None
    if word.low == ",":
        return at - 1 if _in_list(words, at, last) else None
    if "relative" in word.tags and at < last and "wh" in word.tags:
        return at - 1 if at > floor and words[at - 1].is_word else None
    if word.tags & {"subordinator", "negation"} and not word.tags & {"preposition", "determiner"}:
        return None
    if "conjunction_that" in word.tags and at < last:
        return None
    if "coordinator" in word.tags:
        return at - 1 if "joining" in word.tags and _joins_nouns(words, at, last, floor, cues) else None
    if at < last and word.tags >= {"preposition", "subordinator"}:
        return None
    if is_finite(words, at, cues) or (floor < at < last and (_is_subjects_past(words, at) or _said(words, at, cues))):
        return _over_relative(words, at, floor, cues)
    return at - 1


def _said(words: Words, at: int, cues: CueVocabulary) -> bool:
    """Whether a verb of saying in the past stands here with its subject before it: "the mayor said officials"."""
    before = words[at - 1]
    if before.tags & {"determiner", "possessive", "preposition"} or not before.is_word or is_adverb(before):
        return False
    if "preposition" in words[at + 1].tags or not any(
        "past" in forms for _, forms in cues.verbs.get(words[at].low, ())
    ):
        return False
    return any(cue.takes("clause") and cue.takes("quote") for cue, _ in cues.verbs[words[at].low])


def is_part_of_name(word: Word) -> bool:
    """Whether quoted words may be part of a name: the "Freedom" Legion."""
    return word.quotation is not None and word.quotation.inner.length <= _LONGEST_QUOTED and "speech" not in word.tags


def _in_list(words: Words, comma: int, last: int) -> bool:
    """Whether a comma parts names in a list: "A, B and C"."""
    after = words[comma + 1 : last + 1]
    return bool(after) and after[0].capital and any("joining" in word.tags for word in after[: 2 * _FEW])


def _joins_nouns(words: Words, at: int, last: int, floor: int, cues: CueVocabulary) -> bool:
    """Whether "and" joins two nouns of one subject rather than two clauses."""
    if at <= floor or at >= last or "pronoun" in words[at + 1].tags:
        return False
    if not words[at - 1].is_word and not _is_named_last(words, at - 1, cues):
        return False
    low = at
    while low > floor and words[low - 1].low not in _PAUSES:
        low -= 1
    return not any(is_finite(words, i, cues) or _is_past_tense(words, i) for i in range(low, at - 1))


def _is_past_tense(words: Words, at: int) -> bool:
    """Whether a word in -ed is rather a past tense than a participle: "comprised of" and the like are none."""
    low = words[at].low
    return low.endswith("ed") and len(low) > 4 and "preposition" not in words[at + 1].tags


def _over_relative(words: Words, verb: int, floor: int, cues: CueVocabulary) -> int | None:
    """Before the relative pronoun that this verb belongs to, if there is one close by."""
    for at in range(verb - 1, max(floor, verb - _FEW), -1):
        word = words[at]
        if word.low in _PAUSES:
            return None
        if word.tags & {"wh", "conjunction_that"}:
            before = words[at - 1]
            fits = before.is_word and before.low not in cues.verbs and "verb" not in before.tags
            return at - 1 if fits else None
    return None


def _trimmed_left(words: Words, start: int, last: int, cues: CueVocabulary) -> int | None:
    """Without the adverbs, conjunctions and circumstances ("on Tuesday") that stand before the phrase proper."""
    while start <= last:
        word = words[start]
        if word.low == "," or _leads(words, start, last) or _is_conjunction(words, start, last):
            start += 1
            continue
        if "preposition" not in word.tags or "determiner" in word.tags:
            break
        after = _after_circumstance(words, start, last, cues)
        if after is None:
            break
        start = after
    if start > last or not (words[last].is_word or words[last].low in ("%", ")") or _is_named_last(words, last, cues)):
        return None
    return start


def _is_named_last(words: Words, last: int, cues: CueVocabulary) -> bool:
    """Whether a phrase ends with a name in quotation marks, or is one: 'Legion "Wolność" mówi', '"Wolność" mówi'."""
    if not cues.subjectless or not is_part_of_name(words[last]):
        return False
    return last == 0 or (words[last - 1].is_word and "conjunction_that" not in words[last - 1].tags)


def _is_conjunction(words: Words, at: int, last: int) -> bool:
    """Whether a word that may be a preposition leads into a clause here: "as John Smith put it"."""
    return words[at].tags >= {"preposition", "subordinator"} and at < last and words[at + 1].capital


def _leads(words: Words, start: int, last: int) -> bool:
    """Whether the word only leads up to the phrase: "But", "Later", "Tuesday"."""
    word = words[start]
    if word.tags & {"coordinator", "subordinator", "relative"} and not word.tags & {"determiner", "preposition"}:
        return start < last or "coordinator" in word.tags
    if is_adverb(word) and "determiner" not in word.tags:
        return True
    return "weekday" in word.tags and start < last and words[start + 1].low != "'s"


def _after_circumstance(words: Words, start: int, last: int, cues: CueVocabulary) -> int | None:
    """Where the subject begins after "on Tuesday", "in a statement"; None where it can't be told."""
    at = start + 1
    if at <= last and "time" in words[at].tags:
        while at <= last and ("time" in words[at].tags or words[at].low[0].isdigit()):
            at += 1
        return at if at <= last else None
    if "governing" in words[start].tags:
        return _after_governed(words, start, last, cues)
    for at in range(start + 2, last + 1):
        word, before = words[at], words[at - 1]
        if before.tags & {"preposition", "determiner", "possessive", "joining"} or before.low == "'s":
            continue
        if word.tags & {"determiner", "possessive", "pronoun"} or (word.capital and not before.capital):
            return at
    return None


def _after_governed(words: Words, start: int, last: int, cues: CueVocabulary) -> int | None:
    """Where the subject begins after a preposition with its noun, by the cases' endings: "w Lund miejska rada"."""
    at = start + 2
    while at <= last and (words[at].low.endswith(cues.oblique_endings) or words[at].tags & {"time", "site"}):
        at += 1
    return at if at <= last else None


def right_edge(words: Words, first: int, cues: CueVocabulary, appositions: bool = True) -> int:
    """The index after the noun phrase that begins with the word `first`; `first` itself where none does."""
    at = first
    if at < len(words) and "pronoun" in words[at].tags:
        return at + 1
    while at < len(words):
        if words[at].low == ",":
            after = _over_apposition(words, at, cues) if appositions else None
            if after is None:
                break
            at = after
        elif _stops_right(words, at, first, cues):
            break
        else:
            at += 1
    return at


def _stops_right(words: Words, at: int, first: int, cues: CueVocabulary) -> bool:
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    if word.quotation is not None:
        closes = cues.subjectless and at > first and words[at - 1].is_word
        return not is_part_of_name(word) or (not closes and (after is None or not after.is_word))
    if word.low in _STOPS:
        return True
    if at == first:
        return bool(word.tags & {"complementiser"} and not word.tags & {"wh", "determiner"})
    if "weekday" in word.tags:
        return True
    if "circumstance" in word.tags:
        return _is_circumstance(words, at)
    if word.tags & {"complementiser", "subordinator"} and "wh" not in word.tags:
        return "preposition" not in word.tags
    if "coordinator" in word.tags:
        return "joining" not in word.tags or after is None or not _is_noun_like(after, cues)
    if word.low.endswith("ing") and word.low in cues.verbs:
        return not words[at - 1].tags & {"determiner", "preposition"}
    return is_finite(words, at, cues) and not any("wh" in near.tags for near in words[max(first, at - 3) : at])


def _is_noun_like(word: Word, cues: CueVocabulary) -> bool:
    return word.is_word and word.low not in cues.verbs and not word.tags & {"pronoun", "auxiliary"}


def _is_circumstance(words: Words, at: int) -> bool:
    """Whether the phrase tells when, where or on what occasion something was said."""
    if "always_circumstance" in words[at].tags:
        maker = at + 1 < len(words) and (words[at + 1].capital or bool(words[at + 1].tags & {"article", "definite"}))
        return "passive_agent" not in words[at].tags or not maker
    return any(word.tags & {"time", "occasion"} for word in words[at + 1 : at + 5])


def genitive_end(words: Words, first: int) -> int:
    """The index after a short phrase in the genitive: adjectives, one noun, names ("Według danych policji …").

    Told by the endings of Polish, Russian and Ukrainian; the phrase is taken too short rather than too long. Behind a
    plain noun come a ministry's field ("ministra obrony") and the name of who it is ("burmistrza Jana Nowaka").
    """
    at = first
    while at + 1 < len(words) and words[at].low.endswith(_ADJECTIVES) and words[at].low not in _NOUNS:
        at += 1
    at += 1
    owned = words[at - 1].low in _DATA or words[at - 1].low in _ROLES
    if owned and at < len(words) and words[at].low.endswith(_OWNERS) and not words[at].tags:
        at += 1
        while at < len(words) and words[at].low.endswith(_ADJECTIVES) and not words[at].tags:  # "straży pożarnej"
            at += 1
    while at < len(words) and "portfolio" in words[at].tags:
        at += 1
    at = _over_name(words, at) if not words[at - 1].capital else at
    while at < len(words) and words[at].is_word and words[at].capital and words[at - 1].capital:
        at += 1
    if at < len(words) and words[at].low.endswith(_PLURAL_GENITIVE) and not words[at].tags:
        at += 1
    return at


def _over_name(words: Words, at: int) -> int:
    """The index after a name in the genitive: of several words, or one that ends as no nominative does."""
    end = at
    while end < len(words) and words[end].is_word and words[end].capital and words[end].low.endswith(_GENITIVES):
        end += 1
    if end == at + 1 and words[at].low.endswith(_FIRST_NAMES) and end < len(words) and words[end].capital:
        return end + 1  # "burmistrz Anny Rot"
    return end if end > at + 1 or (end > at and words[at].low.endswith(_SURNAMES)) else at


def _over_apposition(words: Words, comma: int, cues: CueVocabulary) -> int | None:
    """The index after an apposition or relative clause that the comma opens; None where it opens something else."""
    if comma + 1 >= len(words) or not _begins_apposition(words[comma + 1], cues):
        return None
    relative = "wh" in words[comma + 1].tags
    at = comma + 1
    while at < len(words) and words[at].low not in _PAUSES:
        relative = relative or "relative" in words[at].tags
        if not relative and at > comma + 1 and (is_finite(words, at, cues) or _is_subjects_past(words, at)):
            return None
        at += 1
    return at


def _begins_apposition(word: Word, cues: CueVocabulary) -> bool:
    if "appositive" in word.tags:
        return True
    if not word.is_word or word.tags & _CLOSED:
        return False
    return word.capital or (not word.low.endswith(("ing", "ly")) and word.low not in cues.verbs)
