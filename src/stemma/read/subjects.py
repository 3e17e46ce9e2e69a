"""Subjects in languages that put them on either side of the verb: noun phrases told by closed classes and capitals."""

from __future__ import annotations

from stemma.read.clauses import Words
from stemma.read.sources import Found
from stemma.read.words import Word
from stemma.vocabulary.cues import CueVocabulary

# Past these no noun phrase goes on.
_STOPS = frozenset(".,;:?!—()[]…") | {"..."}
_LONGEST = 24
_LONGEST_ASIDE = 40
_LONGEST_NAME = 40
_LONGEST_HEARER = 6
_LONGEST_MEDIUM = 9
# A relative pronoun stands at most so many words before its verb.
_FEW = 6
_CLAUSE = frozenset({"subordinator", "complementiser", "relative", "auxiliary", "finite", "negation"})
_OPENERS = frozenset({"determiner", "article", "possessive"})
_ENDS = _CLAUSE | {"preposition", "adverb", "pronoun", "infinitive"}
_NO_SUBJECT = frozenset(
    {"preposition", "subordinator", "complementiser", "coordinator", "clitic", "negation", "finite"}
)


def subject_before(words: Words, last: int, floor: int, plural: bool, cues: CueVocabulary) -> Found | None:
    """The noun phrase that ends with the word `last`, not begun before `floor`; None where none does.

    `plural` says that its verb is one, so that "and" may join two nouns of it.
    """
    if last < floor or "nobody" in words[last].tags:
        return None
    if words[last].low == ",":
        return _before_aside(words, last, floor, cues)
    if _is_relative(words[last]):
        return Found(last, last + 1)
    if "pronoun" in words[last].tags:
        return Found(last, last + 1)
    if words[last].low == ")":
        last = next((at - 1 for at in range(last, floor, -1) if words[at].low == "("), last)
    start = last + 1
    while start > floor and last - start < _LONGEST and _belongs(words, start - 1, last, plural, cues):
        start -= 1
    owner = _before_relative(words, start - 1, floor, plural, cues) if start > floor else None
    if owner is not None:
        return Found(owner.first, last + 1)
    end = last + 1
    while end > start and ("adverb" in words[end - 1].tags or "time" in words[end - 1].tags):
        end -= 1
    while end > start and end <= last and words[end - 1].tags & {"preposition", "article", "span"}:
        end -= 1
    return _trimmed(words, start, end)


def _before_relative(words: Words, stop: int, floor: int, plural: bool, cues: CueVocabulary) -> Found | None:
    """The noun phrase that a relative clause belongs to, whose pronoun or verb stands at `stop`: "un testigo que …"."""
    if words[stop].tags.isdisjoint({"relative", "finite", "auxiliary"}):
        return None
    near = range(stop, max(floor, stop - _FEW), -1)
    at = next((n for n in near if _is_relative(words[n])), None)
    if at is None or any(words[n].low in _STOPS or not words[n].is_word for n in range(at, stop)):
        return None
    opens = words[at + 1]
    if (
        opens.capital
        or opens.tags & {"determiner", "pronoun", "possessive"} - {"clitic"}
        or _is_cue(words, at - 1, cues)
    ):
        return None
    found = subject_before(words, at - 1, floor, plural, cues) if words[at - 1].is_word else None
    if found is None or found.end != at:
        return None
    first = words[found.first]
    return found if first.capital or first.tags & {"determiner", "possessive"} else None


def _is_relative(word: Word) -> bool:
    return "relative" in word.tags and "determiner" not in word.tags


def _belongs(words: Words, at: int, last: int, plural: bool, cues: CueVocabulary) -> bool:
    """Whether the word at `at` can be part of a noun phrase that goes on to `last`."""
    word = words[at]
    if word.quotation is not None:
        return is_part_of_name(word)
    if word.low in _STOPS or not word.is_word:
        return False
    if "coordinator" in word.tags:
        return plural and "joining" in word.tags and at > 0 and words[at - 1].is_word
    if word.tags & _CLAUSE and word.tags.isdisjoint({"preposition", "determiner"}):
        return False
    return not (_is_cue(words, at, cues) and at < last)


def _is_cue(words: Words, at: int, cues: CueVocabulary) -> bool:
    word = words[at]
    if word.capital or word.low in cues.also_nouns or not any("past" in f for _, f in cues.verbs.get(word.low, ())):
        return False
    return at == 0 or words[at - 1].tags.isdisjoint({"determiner", "preposition", "possessive"})


def is_part_of_name(word: Word) -> bool:
    """Whether quoted words may belong to a name rather than be speech."""
    return word.quotation is not None and word.quotation.inner.length <= _LONGEST_NAME and "speech" not in word.tags


def _trimmed(words: Words, start: int, end: int) -> Found | None:
    """Without the circumstances before the phrase proper: "Am Montag", "En Lund", "Hier, à midi"."""
    while start < end:
        word = words[start]
        if word.tags & {"adverb", "coordinator"} and "determiner" not in word.tags:
            start += 1
        elif "time" in word.tags or ("determiner" in word.tags and start + 1 < end and "time" in words[start + 1].tags):
            start = _past_time(words, start, end)
        elif "preposition" in word.tags and "determiner" not in word.tags:
            after = _past_preposition(words, start, end)
            if after is None:
                return None
            start = after
        else:
            break
    if start >= end or "nobody" in words[start].tags or not (words[end - 1].is_word or words[end - 1].quotation):
        return None
    if end == start + 1 and words[start].tags & {"determiner", "article"} and "pronominal" not in words[start].tags:
        return None
    return Found(start, end)


def _past_time(words: Words, at: int, end: int) -> int:
    at += 1
    while at < end and ("time" in words[at].tags or words[at].low[0].isdigit()):
        at += 1
    return at


def _past_preposition(words: Words, start: int, end: int) -> int | None:
    """Where the subject begins after a preposition with its noun; None where nothing tells it."""
    at = start + 1
    if at < end and words[at].tags & {"determiner", "article", "possessive"}:
        at += 1
    if at < end and "time" in words[at].tags:
        return _past_time(words, at, end)
    for stop in range(at + 1, end):
        before = words[stop - 1].tags
        if before & {"preposition", "determiner", "article", "possessive", "joining"}:
            continue
        if words[stop].tags & {"determiner", "article", "possessive", "pronoun"} and "genitive" not in words[stop].tags:
            return stop
    return None


def _before_aside(words: Words, comma: int, floor: int, cues: CueVocabulary) -> Found | None:
    """The subject before an apposition or relative clause that ends with a comma: "X, der Bürgermeister, sagte"."""
    for opening in range(comma - 1, max(floor, comma - _LONGEST_ASIDE), -1):
        if words[opening].quotation is not None and not is_part_of_name(words[opening]):
            return None
        if words[opening].low != ",":
            continue
        found = subject_before(words, opening - 1, floor, True, cues) if words[opening - 1].low != "," else None
        if found is None or found.end != opening or _is_relative(words[found.first]):
            continue
        aside = words[opening + 1]
        tells = not aside.tags & {"preposition", "adverb", "subordinator"} or bool(
            aside.tags & {"relative", "determiner"}
        )
        return Found(found.first, comma + 1 if tells else opening)
    return None


def subject_after(words: Words, at: int, cues: CueVocabulary) -> Found | None:
    """The noun phrase that begins behind a verb, past when and to whom it was said; None where none does."""
    at = _past_circumstances(words, at)
    if at >= len(words) or not _may_begin(words[at]) or "nobody" in words[at].tags:
        return None
    if "pronoun" in words[at].tags and not _determines(words, at):
        return Found(at, at + 1, inverted=True)
    end = phrase_end(words, at, cues)
    return Found(at, _with_apposition(words, at, end, cues), inverted=True) if end > at else None


def _determines(words: Words, at: int) -> bool:
    """Whether a word that may be a pronoun goes with a noun here: "este diario"."""
    after = words[at + 1] if at + 1 < len(words) else None
    return "determiner" in words[at].tags and after is not None and after.is_word and not after.tags


def _past_circumstances(words: Words, at: int) -> int:
    while at < len(words):
        word = words[at]
        after = words[at + 1] if at + 1 < len(words) else word
        timed = word.tags & {"preposition", "determiner", "span"} and after.tags & {"time", "span"}
        if word.tags & {"adverb", "time", "reflexive"}:
            at += 1
        elif timed or ("hearer" in word.tags and after.capital):
            at += 2
        else:
            behind = _past_hearer(words, at) if "hearer" in word.tags else _past_medium(words, at)
            if behind == at:
                break
            at = behind
    return at


def _past_medium(words: Words, at: int) -> int:
    """The index after by what means it was said, where a phrase begins behind that: "en un comunicado la policía"."""
    if "medium" not in words[at].tags:
        return at
    behind = _past_preposition(words, at, min(at + _LONGEST_MEDIUM, len(words)))
    within = words[at:behind] if behind is not None else ()
    plain = all(word.is_word and word.quotation is None for word in within)
    return behind if behind is not None and plain and words[behind].tags & _OPENERS else at


def _past_hearer(words: Words, at: int) -> int:
    """The index after whom it was said to, where a phrase begins behind that: "(dijo) a la prensa el alcalde"."""
    for stop in range(at + 3, min(at + _LONGEST_HEARER, len(words))):
        word = words[stop]
        if word.low in _STOPS or word.quotation is not None or "preposition" in word.tags:
            return at
        if "determiner" in word.tags:
            return stop
    return at


def _may_begin(word: Word) -> bool:
    if word.quotation is not None:
        return is_part_of_name(word)
    if word.tags & {"pronoun", "determiner", "article", "possessive"} and "complementiser" not in word.tags:
        return True
    return word.is_word and not word.tags & _NO_SUBJECT and not word.low[0].isdigit()


def phrase_end(words: Words, first: int, cues: CueVocabulary) -> int:
    """The index after the noun phrase that begins at `first`: its genitives belong to it, other phrases do not."""
    at = first
    noun = False
    while at < len(words) and _goes_on(words, at, first, noun, cues):
        noun = noun or words[at].capital or not (cues.nouns_capital or words[at].tags & _OPENERS)
        at += 1
    while at > first + 1 and words[at - 1].tags & {"preposition", "genitive", "coordinator", "determiner"}:
        at -= 1
    return at


def _goes_on(words: Words, at: int, first: int, noun: bool, cues: CueVocabulary) -> bool:
    """Whether the word at `at` belongs to the noun phrase from `first` on; `noun` says that it has its noun already."""
    word = words[at]
    before = words[at - 1].tags if at > first else frozenset[str]()
    if word.quotation is not None:
        return is_part_of_name(word)
    if word.low in _STOPS or not word.is_word or word.tags & {"time", "reflexive"}:
        return False
    if "genitive" in word.tags and noun:
        # "(sagte) Peter Hansen der Zeitung" is whom he told; a name has no genitive.
        named = cues.nouns_capital and at - 2 >= first and words[at - 1].capital and words[at - 2].capital
        return not (named and "determiner" in word.tags)
    if "coordinator" in word.tags:
        return "joining" in word.tags and at + 1 < len(words) and _joins(words[at + 1])
    if word.tags & _OPENERS and not (word.capital and noun):
        return not noun or bool(before & {"preposition", "genitive", "joining"})
    if at > first and (word.tags & _ENDS or _is_cue(words, at, cues)):
        return False
    return not cues.nouns_capital or not noun or word.capital or _is_attribute(before)


def _is_attribute(before: frozenset[str]) -> bool:
    """Whether an adjective may stand behind a word of these classes: "der örtlichen Polizei"."""
    return bool(before & {"determiner", "article", "genitive", "preposition", "joining", "possessive"})


def _joins(word: Word) -> bool:
    return word.capital or bool(word.tags & {"determiner", "article", "possessive"})


def _with_apposition(words: Words, first: int, end: int, cues: CueVocabulary) -> int:
    """The end of the phrase with what stands behind a comma and says who it is: "Ada Brandt, ministra de Puertos"."""
    if end + 1 >= len(words) or words[end].low != "," or words[first].tags & {"pronoun"}:
        return end
    opens = words[end + 1]
    if opens.tags & {*_NO_SUBJECT, "pronoun", "time", "adverb", "infinitive"} and "determiner" not in opens.tags:
        return end
    if not (opens.capital or opens.tags & {"determiner", "article"} or words[end - 1].capital) or not opens.is_word:
        return end
    stop = end + 1
    while stop < len(words) and words[stop].is_word and stop - end < _LONGEST:
        if words[stop].tags & {"auxiliary", "finite", "complementiser", "negation"} - {"determiner"} or _is_cue(
            words, stop, cues
        ):
            return end
        stop += 1
    return stop if stop >= len(words) or words[stop].low in (".", ",", "—", ";", ":") else end
