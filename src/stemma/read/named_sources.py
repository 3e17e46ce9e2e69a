"""Sources named by a phrase, in languages of free order: "laut Amt", "dem Amt zufolge", "según dijo el alcalde"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.read.attributions import Attribution, manner_of
from stemma.read.clauses import Words
from stemma.read.contents import clause_end
from stemma.read.parted_verbs import Verb, reporting_verbs
from stemma.read.sources import Found
from stemma.read.subjects import is_part_of_name, phrase_end, subject_after, subject_before
from stemma.read.words import Unit, Word
from stemma.vocabulary.cues import CueVocabulary

_ENDS = frozenset(",.;:?!—)") | {"...", '"'}
# The verb of "wie das Amt am Montag in Lund mitteilte" stands at most so many words behind "wie".
_FARTHEST = 14
# So many words before an insertion are hardly all that is said.
_SHORT = 3
_FEWEST_SAID = 2
# In phrases of more words than this a time may stand.
_FEWEST_PARTED = 2


def by_phrases(unit: Unit, cues: CueVocabulary) -> Iterator[Attribution]:
    """The attributions of a unit that phrases make, in text order."""
    words = unit.words
    verbs = tuple(reporting_verbs(words, cues)) if any("as" in word.tags for word in words) else ()
    for at in range(len(words)):
        found = _as_somebody_says(words, at, verbs, cues) or _named(words, at, cues)
        if found is None:
            continue
        (first, end), source, cue = found
        ranges = _around(words, first, end, cues)
        if ranges:
            yield Attribution(
                unit.span(source.first, source.end), unit.span(*cue), tuple(unit.span(*r) for r in ranges), "asserts",
                manner_of(words, ranges),
            )  # fmt: skip


_Place = tuple[tuple[int, int], Found, tuple[int, int]]


def _named(words: Words, at: int, cues: CueVocabulary) -> _Place | None:
    """The whole phrase, the source in it and the cue, where one stands at or, for one postposed, before `at`."""
    word = words[at]
    if word.low in cues.postposed and at > 0:
        source = subject_before(words, at - 1, 0, True, cues)
        return ((source.first, at + 1), source, (at, at + 1)) if source is not None and source.end == at else None
    if word.low in cues.inserted:
        return _inserted(words, at, cues)
    first = next((end for one in cues.phrases.get(word.low, ()) if (end := _past_phrase(words, at, one)) > at), at)
    while at < first < len(words) and words[first].tags >= {"preposition", "genitive"}:
        first += 1
    if first == at or first >= len(words) or words[first].tags & {"complementiser", "pronoun"} - {"determiner"}:
        return None
    end = phrase_end(words, first, cues)
    if end <= first or "time" in words[first].tags or words[end - 1].low[0].isdigit():
        return None
    stop = subject_after(words, first, cues) if at > 0 else None
    end = stop.end if stop is not None and stop.first == first else end
    return (at, end), Found(first, end), (at, first)


def _past_phrase(words: Words, at: int, phrase: tuple[str, ...]) -> int:
    """The index after a phrase at `at` and the times in or behind it ("a-t-on appris lundi auprès de"); else `at`."""
    end = at
    for low in phrase:
        while len(phrase) > _FEWEST_PARTED and end < len(words) and "time" in words[end].tags and words[end].low != low:
            end += 1
        if end >= len(words) or words[end].low != low:
            return at
        end += 1
    while len(phrase) > _FEWEST_PARTED and end < len(words) and "time" in words[end].tags:
        end += 1
    return end


def _inserted(words: Words, at: int, cues: CueVocabulary) -> _Place | None:
    """ "…, so das Amt"."""
    if at == 0 or at + 1 >= len(words) or not (words[at - 1].low == "," or words[at - 1].quotation is not None):
        return None
    opens = words[at + 1]
    if not (opens.capital or opens.tags & {"determiner", "article", "possessive"}):
        return None
    source = subject_after(words, at + 1, cues)
    if source is None or source.first != at + 1:
        return None
    stop = source.end
    if stop < len(words) and words[stop].low not in _ENDS and not words[stop].tags & {"adverb", "time", "preposition"}:
        return None
    while stop < len(words) and words[stop].low not in _ENDS:  # "so das Amt am Montag"
        stop += 1
    return (at, stop), source, (at, at + 1)


def _as_somebody_says(words: Words, at: int, verbs: Sequence[Verb], cues: CueVocabulary) -> _Place | None:
    """ "Wie das Amt am Montag mitteilte", "comme l'a dit le maire", "según informó el puerto"."""
    if "as" not in words[at].tags:
        return None
    near = (v for v in verbs if at < v.first <= at + _FARTHEST and v.cue.takes("clause"))
    verb = next(near, None)
    if verb is None or any(_ends(word) for word in words[at + 1 : verb.first]):
        return None
    if verb.first == at + 1:
        source = subject_after(words, verb.end, cues)
    else:
        source = subject_before(words, verb.first - 1, at + 1, verb.plural, cues) or _opens(words, at + 1, cues)
        if source is None and verb.cue.takes("impersonal") and "preposition" in words[at + 1].tags:
            source = Found(at + 2, verb.first)  # "wie aus dem Bericht hervorgeht"
    if source is None or source.first >= source.end:
        return None
    return (_with_just(words, at), max(source.end, verb.end)), source, (verb.cue_first, verb.at + 1)


def _ends(word: Word) -> bool:
    return word.low in _ENDS and not (word.quotation is not None and is_part_of_name(word))


def _opens(words: Words, first: int, cues: CueVocabulary) -> Found | None:
    """The phrase that begins at `first`, with more about its telling behind it: "wie das Amt auf Anfrage mitteilte"."""
    found = subject_after(words, first, cues)
    fits = found is not None and found.first == first and found.end < len(words)
    return found if found is not None and fits and "preposition" in words[found.end].tags else None


def _with_just(words: Words, at: int) -> int:
    """Where "tal y como" begins, given its last word."""
    start = at
    while start > 0 and words[start - 1].tags & {"joining", "just"}:
        start -= 1
    return start if start < at and "just" in words[start].tags else at


def _around(words: Words, first: int, end: int, cues: CueVocabulary) -> list[tuple[int, int]]:
    """What the words `first` to `end` attribute: the rest of the clause, behind them, before them or on both sides."""
    while end < len(words) and words[end].low not in _ENDS and "time" in words[end].tags:
        end += 1
    paused = end < len(words) and words[end].low in (",", "—", ":")
    start = _opening(words, first)
    if start >= first:
        return _said(words, end + paused, cues)
    before = (start, first - (words[first - 1].low in _ENDS and words[first - 1].quotation is None))
    whole = before[1] - before[0] > _SHORT or words[before[1] - 1].quotation is not None
    if end >= len(words) or (words[end].low in _ENDS and not paused):
        return [before] if before[1] - before[0] >= _FEWEST_SAID or whole else []
    if paused and whole:
        return [before]
    return [before, *_said(words, end + paused, cues)]


def _opening(words: Words, first: int) -> int:
    """Where the clause that the phrase stands in begins; `first` itself where the phrase opens it."""
    start = next((at + 1 for at in range(first - 1, -1, -1) if words[at].low == ";"), 0)
    while start < first and (words[start].low in _ENDS and words[start].quotation is None):
        start += 1
    if all(word.tags & {"coordinator", "adverb"} or word.low == "," for word in words[start:first]):
        return first
    return start


def _said(words: Words, start: int, cues: CueVocabulary) -> list[tuple[int, int]]:
    if start >= len(words):
        return []
    end = clause_end(words, start, cues)
    return [(start, end)] if end - start >= _FEWEST_SAID or (end > start and words[start].quotation) else []
