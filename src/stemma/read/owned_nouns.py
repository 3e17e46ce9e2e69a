"""Nouns that report, with whose they are behind them: "la denuncia del puerto de que …", "die Aussage der Stadt, …"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stemma.model import Span
from stemma.read.attributions import Attribution, manner_of
from stemma.read.clauses import Words
from stemma.read.subjects import phrase_end
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary, NounCue

# Words of the longest phrase for whose it is; words of the shortest thing said.
_LONGEST, _FEWEST = 8, 3
_STOPS = frozenset(".;:?!—()") | {"...", '"'}
_GOES_ON = frozenset({"subordinator", "relative", "complementiser", "coordinator"})
_NO_OWNER = frozenset({"auxiliary", "finite", "pronoun", "negation", "complementiser", "subordinator", "time"})
# Before a noun that is its sentence's subject stands no more than words of these classes: "Pero la denuncia …".
_BEFORE_SUBJECT = frozenset({"determiner", "article", "possessive", "coordinator", "adverb", "elided"})


def by_owned_nouns(unit: Unit, cues: CueVocabulary, may_speak: Callable[[Span], bool]) -> Iterator[Attribution]:
    """What a unit's reporting nouns attribute to whoever stands beside them, in text order."""
    if not cues.noun_links:
        return
    for at in range(len(unit.words) - _FEWEST):
        for cue in cues.nouns.get(unit.words[at].low, ()):
            found = _owned(unit, at, cue, cues) if "owned" in cue.takes else None
            if found is not None and found.source is not None and may_speak(found.source):
                yield found
                break


def _owned(unit: Unit, at: int, cue: NounCue, cues: CueVocabulary) -> Attribution | None:
    words = unit.words
    link = next((n for n in range(at + 1, min(at + _LONGEST + 2, len(words))) if _link(words, n, cues)), None)
    owner = _owner(words, at, link, cues) if link is not None else None
    if link is None or owner is None:
        return None
    start = _link(words, link, cues)
    end = _end(words, at, start, cues)
    if end - start < _FEWEST:
        return None
    ranges = [(start, end)]
    return Attribution(
        unit.span(*owner), unit.span(at, at + 1), (unit.span(start, end),), cue.stance, manner_of(words, ranges)
    )


def _link(words: Words, at: int, cues: CueVocabulary) -> int:
    """Where what is said begins, if words that lead to it stand at `at`; else 0."""
    for link in cues.noun_links:
        end = at + len(link)
        if end < len(words) and tuple(word.low for word in words[at:end]) == link:
            return end - 1 if "conjunction_that" in words[end - 1].tags else end
    if not cues.nouns_capital or words[at].low != "," or at + 1 >= len(words):
        return 0
    stop = next((n for n in range(at + 1, len(words)) if words[n].low == "," or words[n].low in _STOPS), len(words))
    inside = words[at + 1 : stop]
    opens = inside[0].tags if inside else frozenset[str]()
    if opens & {"subordinator", "coordinator", "complementiser"} or any(word.quotation for word in inside):
        return 0
    told = any(word.tags & {"reported", "doubtful"} for word in inside[1:])
    told = told or (len(inside) > 1 and inside[-2].tags >= {"infinitive"})  # "…, das Werk zu schließen"
    # A relative clause has its verb at the end: "das Amt, das zuständig sei".
    return at + 1 if told and not inside[-1].tags & {"reported", "doubtful", "auxiliary"} else 0


def _owner(words: Words, at: int, link: int, cues: CueVocabulary) -> tuple[int, int] | None:
    """Whose the noun at `at` is: the phrase between it and the words at `link`, else the possessive before it."""
    if link == at + 1:
        return (at - 1, at) if at > 0 and words[at - 1].tags & {"possessive", "owner"} else None
    first = at + 1
    opens = words[first].tags
    if opens >= {"genitive", "preposition"}:
        first += 1
    elif "genitive" not in opens and (cues.free_order or "preposition" in opens):
        return None
    end = min(link, phrase_end(words, first, cues)) if cues.free_order else link
    rest = words[end:link]  # "wies den Vorwurf des Amtes zurück, …"
    plain = all(word.is_word and not word.tags & _NO_OWNER for word in words[first:end])
    return (
        (first, end) if end > first and plain and not any(word.capital or not word.is_word for word in rest) else None
    )


def _end(words: Words, noun: int, start: int, cues: CueVocabulary) -> int:
    """Where what is said ends: at the comma that closes it, else before the verb of which the noun is the subject."""
    end = start
    while end < len(words) and words[end].low not in _STOPS:
        closes = words[end].low == "," and end - start >= _FEWEST and end + 1 < len(words)
        if closes and not words[end + 1].tags & _GOES_ON:
            return end
        end += 1
    opens = all(word.tags & _BEFORE_SUBJECT and "preposition" not in word.tags for word in words[:noun])
    if not opens or not cues.free_order or cues.nouns_capital:
        return end
    verbs = [n for n in range(start + 1, end) if _is_verb(words, n, cues)]
    last = verbs[-1] if verbs else end
    while last - 1 in verbs:
        last -= 1
    return last if verbs and any(n < last for n in verbs) else start


def _is_verb(words: Words, at: int, cues: CueVocabulary) -> bool:
    word = words[at]
    if word.tags & {"auxiliary", "finite"}:
        return True
    known = cues.verbs.get(word.low, ())
    past = any("past" in forms for _, forms in known) and word.low not in cues.also_nouns
    return past or (not word.capital and word.low.endswith(cues.past_endings) if cues.past_endings else False)
