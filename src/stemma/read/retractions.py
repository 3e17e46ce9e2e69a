"""Who takes back what they said or published: "withdrew its report of the death", "zog die Meldung zurück".

What is taken back is denied. It stands behind the noun for it ("its report that the mayor was held"), or the noun alone
points at it ("withdrew the item").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.model import Span, trimmed
from stemma.read.attributions import Attribution, Page, manner_of, place
from stemma.read.clauses import Words, left_edge, right_edge
from stemma.read.contents import clause_end
from stemma.read.rules import units_of
from stemma.read.subjects import subject_after, subject_before
from stemma.read.words import Unit, Word
from stemma.vocabulary.cues import CueVocabulary, cue_vocabulary
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.retractions import Phrase, RetractionWords, retraction_words, speaks_of_page

# Words between a verb and the noun for what is taken back, between the parts of a verb, and from that noun to the words
# that say what it was.
_NEAR, _PARTED, _AHEAD = 6, 30, 5
# Words between a verb and one that belongs to it: "entschuldigte sich für".
_GAP = 2
# A frame that stands so near the beginning of what another says is all that he says: "said it had withdrawn …".
_OPENING = 24
# Characters behind what was told by mistake in which the next sentence may say so.
_NEXT = 80
# Such a sentence says so among its first characters, and is looked at so far.
_OPENS, _LONGEST = 100, 400
_EDGES = " \t\r\n\u00a0,;:.!—–-"
_STOPS = frozenset(".;:?!()—…") | {"...", '"'}


@dataclass(frozen=True, slots=True)
class _Frame:
    """A verb of taking back, by its first and last word, and what is taken back, as ranges of words (end exclusive)."""

    verb: int
    first: int
    end: int
    said: tuple[int, int]


def with_retractions(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a page, with those in which somebody takes back something, in text order.

    What the page takes back in its own name stays its own voice.
    """
    known = retraction_words(page.language)
    if known is None:
        return tuple(found)
    corrects = _corrects(page, known)
    found = [_of_own_mistake(page, known, corrects, one) for one in found]
    found = _with_own_mistakes(page, known, found)
    if known.hint.search(page.text) is None:
        return tuple(found)
    reader = _Reader(known, cue_vocabulary(page.language))
    kept = list(found)
    for unit in units_of(page):
        if known.hint.search(page.text, unit.words[0].start, unit.words[-1].end):
            for frame in reader.frames(unit.words):
                kept = reader.put(unit, frame, kept)
    return tuple(sorted(kept, key=place))


def _corrects(page: Page, known: RetractionWords) -> bool:
    """Whether the page's first line says that it corrects what was told before."""
    return bool(page.body) and known.labels.match(page.text[page.body[0].start : page.body[0].end].lower()) is not None


def _of_own_mistake(page: Page, known: RetractionWords, corrects: bool, one: Attribution) -> Attribution:
    """What the page says that it told by mistake, or in an earlier version, it denies."""
    if one.source is None or one.cue is None or one.stance != "asserts" or one.manner == "direct":
        return one
    source, end = one.source.of(page.text).lower(), max(span.end for span in one.content)
    if not speaks_of_page(source, page.language):
        return one
    begins = min(one.source.start, one.cue.start)
    told = page.text[begins : max(one.source.end, one.cue.end, one.content[0].start)].lower()
    after = page.text[end : end + _NEXT].lower()
    wrong = (
        corrects
        or known.earlier.search(source)
        or known.wrongly.search(told)
        or known.this.match(after.lstrip(" .\n"))
        or hedges(page.language).recanting.match(after.lstrip())
    )
    return replace(one, stance="denies") if wrong else one


def _with_own_mistakes(page: Page, known: RetractionWords, found: list[Attribution]) -> list[Attribution]:
    """With what the page says in its own words that it told by mistake: "Nous avons annoncé par erreur la mort"."""
    kept = list(found)
    for sentence in page.sentences:
        told = page.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)].lower()
        mistake, own = known.wrongly.search(told), known.page.search(told)
        if mistake is None or own is None or mistake.start() > _OPENS or own.start() > _OPENS:
            continue
        ends = sentence.start + max(mistake.end(), own.end())
        begins = min(sentence.start + m.start() for m in (mistake, own))
        here = [one for one in kept if one.content[0].overlaps(sentence)]
        said = trimmed(page.text, Span(ends, sentence.end), _EDGES)
        if any(one.source is not None or one.manner == "direct" for one in here) or said is None:
            continue
        kept = [one for one in kept if one not in here]
        kept.append(Attribution(None, Span(begins, ends), (said,), "denies", "indirect"))
    return kept


class _Reader:
    def __init__(self, known: RetractionWords, cues: CueVocabulary) -> None:
        self._known, self._cues = known, cues

    def frames(self, words: Words) -> Iterator[_Frame]:
        """The verbs of taking back in a unit, each with what it takes back."""
        at = 0
        while at < len(words):
            frame = self._at(words, at) if words[at].is_word else None
            if frame is not None:
                yield frame
            at = max(at + 1, frame.end, frame.said[1]) if frame is not None else at + 1

    def _at(self, words: Words, at: int) -> _Frame | None:
        for phrases, any_noun in ((self._known.back, True), (self._known.gone, self._known.bare)):
            for phrase in phrases:
                if phrase.first.fullmatch(words[at].low):
                    frame = self._framed(words, at, phrase, any_noun)
                    if frame is not None:
                        return frame
        return None

    def _framed(self, words: Words, at: int, phrase: Phrase, any_noun: bool) -> _Frame | None:
        if "infinitive" in words[at - 1].tags and at > 1 and words[at - 2].tags & {"negation"}:
            return None
        for gap in range(_GAP + 1 if phrase.rest else 1):
            begins = at + 1 + gap
            end = begins + len(phrase.rest)
            if _lows(words, begins, end) == phrase.rest:
                said = self._taken(words, end, any_noun)
                if said is not None:
                    return _Frame(at, self._verb_first(words, at), end, said)
        if self._known.last and not phrase.rest:
            return self._before_last(words, at, any_noun)
        return self._around(words, at, phrase, any_noun) if len(phrase.rest) == 1 else None

    def _around(self, words: Words, at: int, phrase: Phrase, any_noun: bool) -> _Frame | None:
        """A verb whose second part stands behind what is taken back: "took its story down", "zog … zurück"."""
        stop = min(at + _PARTED, len(words))
        last = next((n for n in range(at + 2, stop) if words[n].low == phrase.rest[0]), None)
        if last is None or any(words[n].low in _STOPS for n in range(at + 1, last)):
            return None
        return self._between(words, (at + 1, last), at, last + 1, any_noun)

    def _before_last(self, words: Words, at: int, any_noun: bool) -> _Frame | None:
        """A participle behind what is taken back: "hat den Bericht zurückgezogen"."""
        for first in range(at - 1, max(-1, at - _PARTED), -1):
            if words[first].low in _STOPS:
                return None
            if "auxiliary" in words[first].tags:
                return self._between(words, (first + 1, at), first, at + 1, any_noun)
        return None

    def _between(self, words: Words, inside: tuple[int, int], verb: int, end: int, any_noun: bool) -> _Frame | None:
        begins, last = inside
        rest = words[begins + 1 : last]
        if words[begins].low in self._known.it and all(word.low in self._known.whole for word in rest):
            return _Frame(verb, self._verb_first(words, verb), end, (begins, last))
        noun = self._noun(words, begins, last, any_noun)
        if noun is None:
            return None
        while begins < noun and words[begins].low not in self._known.own and not words[begins].tags & {"article"}:
            begins += 1
        stop = last - (words[last - 1].low == ",")
        said = begins, stop
        if noun + 1 < stop and words[noun + 1].low == ",":
            said = noun + 2, stop
        elif end + 1 < len(words) and words[end].low == "," and (told := self._clause(words, end + 1)) is not None:
            said = told
        elif end == last + 1 == stop + 1 and verb < begins and not self._known.last:
            said = begins, end  # "took its story down"
        return _Frame(verb, self._verb_first(words, verb), end, said) if said[1] > said[0] else None

    def _taken(self, words: Words, at: int, any_noun: bool) -> tuple[int, int] | None:
        """What is taken back, from the word `at` on."""
        if at < len(words) and words[at].low in self._known.it and self._ends(words, at + 1) and any_noun:
            return at, at + 1
        noun = self._noun(words, at, min(at + _NEAR, len(words)), any_noun)
        if noun is None:
            return None
        for n in range(noun + 1, min(noun + 1 + _AHEAD, len(words))):
            told = self._that(words, n)
            if told is not None:
                return told
            if words[n].low in self._known.about:
                near = (self._that(words, m) for m in range(n + 1, min(n + 4, len(words))))
                told = next((clause for clause in near if clause is not None), None)
                return told or (at, max(self._end(words, n, "noun"), noun + 1))
            if not words[n].is_word:
                break
        return at, noun + 1

    def _that(self, words: Words, at: int) -> tuple[int, int] | None:
        """The clause that says what it was, where its first word, or the comma before it, stands at `at`."""
        paused = words[at].low == ","
        at += paused
        if at >= len(words) or words[at].low not in self._known.that or (paused and words[at].low.endswith("ing")):
            return None
        return self._clause(words, at)

    def _noun(self, words: Words, first: int, stop: int, any_noun: bool) -> int | None:
        """The noun for what is taken back; where not any will do, it has to be somebody's own, or false."""
        marked = any_noun
        for at in range(first, stop):
            word = words[at]
            if not word.is_word:
                return None
            if self._known.said.fullmatch(word.low):
                return at if marked else None
            marked = marked or word.low in self._known.own or self._known.false.fullmatch(word.low) is not None
            if word.tags & {"auxiliary", "conjunction_that"} and "article" not in word.tags:
                return None
        return None

    def _clause(self, words: Words, at: int) -> tuple[int, int] | None:
        end = self._end(words, at, "clause")
        return (at, end) if end > at + 1 else None

    def _end(self, words: Words, start: int, kind: str) -> int:
        end = clause_end(words, start, self._cues, kind)
        for at in range(start + 1, end - 1):
            if "coordinator" in words[at].tags and self._known.sorry.fullmatch(words[at + 1].low):
                return at
        return end

    def _ends(self, words: Words, at: int) -> bool:
        if at >= len(words) or not words[at].is_word:
            return True
        return not words[at].tags.isdisjoint({"coordinator", "preposition", "time"})

    def _verb_first(self, words: Words, verb: int) -> int:
        """Where the auxiliaries and adverbs before a verb begin."""
        first = verb
        while first > 0 and _goes_before(words[first - 1]):
            first -= 1
        return first

    def put(self, unit: Unit, frame: _Frame, found: list[Attribution]) -> list[Attribution]:
        """The attributions with the frame's, and without those that read its words otherwise."""
        cue, said = unit.span(frame.first, max(frame.end, frame.verb + 1)), unit.span(*frame.said)
        if frame.end > frame.said[1]:
            cue = unit.span(frame.first, frame.said[0])
        reach = Span(min(cue.start, said.start), max(cue.end, said.end))
        same = [one for one in found if one.cue is not None and reach.overlaps(one.cue)]
        kept = [one for one in found if one not in same]
        manner = manner_of(unit.words, (frame.said,))
        if self._is_own(unit.words, frame):
            return [*kept, Attribution(None, cue, (said,), "denies", manner)]
        outer = next((one for one in kept if one.source is not None and _is_all_of(one, reach)), None)
        source = next((one.source for one in same if one.source and one.source.end <= reach.start), None)
        source = source or self._subject(unit, frame)
        if outer is not None and (source is None or _is_pronoun(unit.words, source)):
            source = outer.source
            kept.remove(outer)
        if source is None:
            return found
        return [*kept, Attribution(source, cue, (said,), "denies", manner)]

    def _is_own(self, words: Words, frame: _Frame) -> bool:
        """Whether the page itself takes it back: "we withdraw", "Please disregard"."""
        before = words[max(0, frame.first - _NEAR) : frame.first]
        ours = words[frame.verb].low in self._known.ours
        return ours or frame.first == 0 or any(word.low in self._known.we for word in before if word.is_word)

    def _subject(self, unit: Unit, frame: _Frame) -> Span | None:
        """Who takes it back: before the verb, or behind it where a language puts it there."""
        words, first = unit.words, frame.first
        if first == 0:
            return None
        if self._cues.free_order:
            subject = subject_before(words, first - 1, 0, False, self._cues)
            subject = subject or subject_after(words, frame.verb + 1, self._cues)
            if subject is None:
                return None
            name = all(word.capital for word in words[subject.end : first])
            return unit.span(subject.first, max(subject.end, first) if name else subject.end)
        last = first - 1
        if words[last].low == ",":
            end = right_edge(words, 0, self._cues, appositions=False)
            while end < last and words[end].capital:
                end += 1
            return unit.span(0, min(end, last)) if end > 0 and not words[frame.verb].low.endswith("ing") else None
        if "coordinator" in words[last].tags:
            return None
        start = left_edge(words, last, 0, self._cues)
        if start is None or words[start].tags >= {"preposition"}:
            return None
        return unit.span(start, last + 1)


def _is_all_of(one: Attribution, reach: Span) -> bool:
    """Whether what takes something back is all that another says: "said it had withdrawn the report"."""
    return one.manner == "indirect" and any(
        span.covers(reach) and reach.start - span.start <= _OPENING for span in one.content
    )


def _is_pronoun(words: Words, source: Span) -> bool:
    return any(word.start == source.start and word.end == source.end and "pronoun" in word.tags for word in words)


def _goes_before(word: Word) -> bool:
    """Whether a word before a verb belongs to it: an auxiliary, an adverb, "se"."""
    if word.capital:
        return False
    if word.tags & {"auxiliary", "adverb", "time", "negation", "reflexive", "infinitive"}:
        return "determiner" not in word.tags
    return word.low.endswith("ly")


def _lows(words: Words, first: int, end: int) -> tuple[str, ...]:
    return tuple(word.low for word in words[first:end])
