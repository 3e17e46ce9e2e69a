"""What a number counts, and what is said to have happened to those: "wounded civilians", "were killed"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model import Span
from stemma.read.numbers import Amount, Sentence
from stemma.read.quantity_words import FigureWords
from stemma.text.tokens import stem, stopwords
from stemma.vocabulary.tallies import tallies

# Words that are looked at for the counted noun, before the number for what happened, and behind it.
_PHRASE, _BACK, _AHEAD = 5, 5, 11
# Words before a number among which one names how many there are.
_TALLIED = 7
# Frames that only tell where those counted are or what they are: what else is said of them comes first.
_WEAK = frozenset(
    {"aboard", "hostages", "casualties", "protested", "launched", "escaped", "reached", "took part", "dropped"}
)
_MARKS = ".;:!?()\n"
_STRICT = ".,;:!?()\n–—"
_PARTING = ".,;:!?()\n"
_MARKED = ("–", "—", "-", ":")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the noun phrase, its class or stem, the frame, and whether it is only part of that."""

    span: Span | None
    counts: str | None
    last: int
    frame: str | None = None
    part: bool = False


class Frames:
    """The frame words of a sentence, by the place of their first word and of their last."""

    def __init__(self, sentence: Sentence, words: FigureWords, found: Sequence[Amount]) -> None:
        self.sentence = sentence
        self.words = words
        self.amounts = {place: amount for amount in found for place in range(amount.first, amount.last)}
        self.starts: dict[int, tuple[int, str]] = {}
        self.ends: dict[int, tuple[int, str]] = {}
        place = 0
        while place < len(sentence):
            hit = None if place in self.amounts else words.frames.at(sentence.words, place)
            if hit is not None:
                last = place + hit[0]
                self.starts[place] = (last, hit[1])
                self.ends[last] = (place, hit[1])
            place += hit[0] if hit else 1

    def ahead(self, place: int, most: int = _AHEAD) -> tuple[int, str] | None:
        """The frame word that follows, and where: the first that is no weak one, or that; none behind another number.

        A word that leads on to a number of its own ("wounding 34") is not about what stands before it.
        """
        weak: tuple[int, str] | None = None
        inserted = False
        for at in range(place, min(place + most, len(self.sentence))):
            if self.sentence.parted(at, _MARKS) and at > place:
                break
            if at in self.amounts and not inserted:
                inserted = bool(self.words.including.before(self.sentence.words, self.amounts[at].first))
                if not inserted:
                    break
            if at not in self.starts:
                continue
            last, frame = self.starts[at]
            if last in self.amounts and not self.sentence.parted(last, _STRICT):
                break
            if inserted and not self.sentence.gap(at).strip() and "," not in self._between(place, at):
                continue
            if frame not in _WEAK:
                return at, frame
            weak = weak or (at, frame)
        return weak

    def _between(self, first: int, last: int) -> str:
        tokens = self.sentence.tokens
        return self.sentence.text[tokens[first].span.start : tokens[last].span.start]

    def tallied(self, place: int) -> bool:
        """Whether words before a number name how many there are: "die Zahl der Toten liegt bei 40"."""
        for end in range(place, max(place - _TALLIED, 0), -1):
            if self.sentence.parted(end, _STRICT) or end - 1 in self.amounts:
                return False
            counting = self.words.counting.at(self.sentence.words, end - 1)
            if counting or self.sentence.words[end - 1] in self.words.tallies:
                return True
        return False

    def behind(self, place: int) -> tuple[int, str] | None:
        """The frame word that leads up to a number: "killed at least 12", "the death toll has risen to 12"."""
        for end in range(place, max(place - _BACK, 0), -1):
            if self.sentence.parted(end, _STRICT) or end - 1 in self.amounts:
                return None
            if end in self.ends:
                first, frame = self.ends[end]
                passive = end < place and self.sentence.words[place - 1] in self.words.conjunctions
                return None if passive and not self.tallied(place) else (first, frame)
            if self.sentence.words[end - 1] in self.words.conjunctions and not (end == place and self.tallied(place)):
                return None
        return None


def counted_by(frames: Frames, amount: Amount) -> Counted:
    """What the number counts and what happened to it, by its own words alone."""
    if amount.unit is None and not float(amount.value).is_integer() and not amount.vague:
        # A magnitude, a rate or a distance, of which the unit is not said.
        return Counted(None, None, amount.last)
    phrase = noun_after(frames, amount.last)
    if phrase.counts is None and amount.unit is None:
        phrase = noun_before(frames, amount) or phrase
    partly = frames.words.of_them.at(frames.sentence.words, amount.last) is not None
    # "There were eleven of them" are all of them.
    partly = partly and not frames.words.existing.before(frames.sentence.words, amount.first)
    lead = frames.words.including.before(frames.sentence.words, amount.first)
    if amount.unit is not None:
        phrase = Counted(None, None, amount.last)
    found = _inside(frames, amount, phrase)
    # What stands behind a preposition is where or when it happened: "killed in two villages".
    placed = amount.first > 0 and frames.sentence.words[amount.first - 1] in frames.words.prepositions
    placed = placed and amount.first not in frames.ends and not frames.tallied(amount.first)
    behind, ahead = frames.behind(amount.first), frames.ahead(phrase.last)
    if frames.tallied(amount.first):
        # "The number aboard as 212": what comes after the figure is told of others.
        following = frames.sentence.words[amount.last : amount.last + 1]
        ahead = None if behind or set(following) & frames.words.conjunctions else ahead
    for look in () if placed else (behind, ahead):
        if look is not None and (found is None or found[1] in _WEAK):
            found = look if found is None or look[1] not in _WEAK else found
    if found is not None and amount.unit is not None and found[1] in tallies().of_people:
        # Nobody is counted in tonnes or dollars: "30% of the crop was lost".
        found = None
    if found is None:
        return Counted(phrase.span, phrase.counts, phrase.last, part=partly or bool(lead))
    denied = _negated(frames, found[0])
    degree = _of_degree(frames, found[0])
    frame = None if denied else _befallen(frames, phrase, found)
    partly = partly or (frame != found[1] and found[1] == "wounded")
    return Counted(phrase.span, phrase.counts, phrase.last, frame, partly or bool(lead) or degree)


def _befallen(frames: Frames, phrase: Counted, found: tuple[int, str]) -> str:
    """What happened to those counted, where the words for it depend on what they are, or on what is said next.

    Things are lost where people are killed, and of "twelve of the wounded died" the last tells.
    """
    if found[1] == "killed" and phrase.counts is not None:
        return tallies().lifeless.get(phrase.counts, "killed")
    last, frame = frames.starts[found[0]]
    died = frame == "wounded" and frames.starts.get(last, (0, ""))[1] == "killed"
    return "killed" if died and not frames.sentence.parted(last, _STRICT) else frame


def noun_before(frames: Frames, amount: Amount) -> Counted | None:
    """The noun before a number that is all that is said of it: "катеров было пятнадцать", "łodzi jest piętnaście"."""
    sentence, words = frames.sentence, frames.words
    place, last = amount.first, amount.last
    if not words.adjectives or not (last == len(sentence) or sentence.parted(last, _PARTING)):
        return None
    if place and sentence.words[place - 1] in words.auxiliaries:
        place -= 1
    led = place < amount.first or sentence.gap(place).strip() in _MARKED
    thing = words.things.at(sentence.words, place - 1) if place and led else None
    if thing is None or thing[0] > 1 or (place > 1 and not sentence.parted(place - 1, _PARTING)):
        return None
    token = sentence.tokens[place - 1]
    return Counted(token.span, thing[1], amount.last)


def _inside(frames: Frames, amount: Amount, phrase: Counted) -> tuple[int, str] | None:
    """The frame word in the counted phrase or right behind it."""
    for place in range(amount.last, min(phrase.last + 1, len(frames.sentence))):
        if place >= phrase.last and frames.sentence.parted(place, _STRICT):
            break
        if place in frames.starts:
            last, frame = frames.starts[place]
            leads = last in frames.amounts and not frames.sentence.parted(last, _STRICT)
            if not leads and not (place >= phrase.last > amount.last and frame in _WEAK):
                return place, frame
    return None


def _negated(frames: Frames, place: int) -> bool:
    return any(frames.sentence.words[n] in frames.words.negations for n in range(max(0, place - 2), place))


def _of_degree(frames: Frames, place: int) -> bool:
    words = frames.sentence.words
    return any(words[n] in frames.words.degrees for n in (place - 1, place + 1) if 0 <= n < len(words))


def noun_after(frames: Frames, place: int) -> Counted:
    """The noun phrase that follows a number, up to its head; none where no noun can be told."""
    sentence, words = frames.sentence, frames.words
    start = place
    while start < min(place + 3, len(sentence)) and sentence.words[start] in words.linkers:
        if sentence.parted(start, _STRICT):
            return Counted(None, None, place)
        start += 1
    last, counts = _head(frames, start)
    if counts is None:
        return Counted(None, None, place)
    span = Span(sentence.tokens[start].span.start, sentence.tokens[last - 1].span.end)
    return Counted(span, counts, last)


def _head(frames: Frames, start: int) -> tuple[int, str | None]:
    """Where the phrase from `start` on ends, and the class or stem of its head."""
    sentence, words = frames.sentence, frames.words
    free: list[int] = []
    for place in range(start, min(start + _PHRASE, len(sentence))):
        if sentence.gap(place) not in (" ", "\u00a0", "-", "\n") or (place > start and sentence.parted(place)):
            break
        thing = words.things.at(sentence.words, place)
        if thing is not None:
            return _whole(frames, place + thing[0], thing[1]) if words.plurals else (place + thing[0], thing[1])
        word = sentence.words[place]
        stop = word in stopwords(words.language) or word in words.conjunctions or word in words.auxiliaries
        stop = stop or word in words.prepositions
        if stop or place in frames.amounts or (place in frames.starts and place > start):
            break
        if place not in frames.starts:
            free.append(place)
    head = next((place for place in free if _is_noun(frames, place, free)), None)
    return (start, None) if head is None else (head + 1, stem(sentence.words[head], words.language))


def _whole(frames: Frames, last: int, counts: str) -> tuple[int, str | None]:
    """The phrase's end where a thing in the singular leads to another: "school buildings"; the last is the head."""
    plurals = frames.words.plurals
    while last < len(frames.sentence) and frames.sentence.gap(last) == " ":
        if frames.sentence.words[last - 1].endswith(plurals) or counts == "people":
            break
        thing = frames.words.things.at(frames.sentence.words, last)
        if thing is None or last in frames.starts:
            break
        last, counts = last + thing[0], thing[1]
    return last, counts


def _is_noun(frames: Frames, place: int, free: Sequence[int]) -> bool:
    """Whether a word that the vocabulary does not know is taken for the noun, by its ending or its capital."""
    word, words = frames.sentence.words[place], frames.words
    if len(word) < 3 or not word[0].isalpha():
        return False
    if words.language == "de":
        return frames.sentence.tokens[place].text[0].isupper()
    if words.plurals:
        return word.endswith(words.plurals) and not word.endswith("ss")
    return not (word.endswith(words.adjectives) and place + 1 in free)
