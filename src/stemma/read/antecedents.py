"""Whom a pronoun, "the ministry" or "the message" refers back to; None where it can't be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from stemma.model import Span
from stemma.read.cast import Cast, Figure
from stemma.read.wording import Phrase
from stemma.text.names import body_key, name_words
from stemma.vocabulary.outlets import outlets

# How many sentences back a pronoun looks for the last speaker, and for somebody named.
_SENTENCES_TO_SPEAKER = 3
_SENTENCES_TO_NAME = 2
# A description that fits several goes to the nearest only if that is so near, and the next so much farther.
_CLEARLY_NEAR = 6
_WORD = re.compile(r"\S+")
_OPENING = frozenset(("the", "a", "an", "this", "that", "his", "her", "its", "their", "some", "several", "many"))


class Trail:
    """What a reader has met so far: who was named where, and who spoke last."""

    def __init__(self, cast: Cast, sentences: Sequence[Span]) -> None:
        self.cast = cast
        self._starts = [sentence.start for sentence in sentences]
        self._met: list[tuple[int, Figure]] = []
        self.speaker: Figure | None = None
        self.spoke_at = -1
        self.carriers: dict[str, Figure] = {}
        self.reporters: dict[int, Figure] = {}

    def sentence(self, position: int) -> int:
        """The number of the sentence at `position`."""
        return max(0, bisect_right(self._starts, position) - 1)

    def meet(self, figure: Figure, position: int) -> None:
        """Notes that the figure is named at `position`; positions come in text order."""
        figure.seen.append(position)
        self._met.append((position, figure))

    def heard(self, figure: Figure | None, position: int) -> None:
        """Notes the speaker of the statement at `position`; None where it is unknown."""
        self.speaker, self.spoke_at = figure, position

    def between(self, first: int, last: int, end: int) -> list[Figure]:
        """Who is named in the sentences `first` to `last`, before `end`, each once, in order."""
        found: list[Figure] = []
        for position, figure in reversed(self._met):
            if position < end:
                if self.sentence(position) < first:
                    break
                if self.sentence(position) <= last:
                    found.append(figure)
        return list(dict.fromkeys(reversed(found)))

    def before(self, end: int) -> list[Figure]:
        """All who are named before `end`, the nearest first."""
        return list(dict.fromkeys(figure for position, figure in reversed(self._met) if position < end))

    def recent_speaker(self, position: int, sentences: int) -> Figure | None:
        """The last statement's speaker, where it stands at most that many sentences back."""
        if self.speaker is None or self.sentence(position) - self.sentence(self.spoke_at) > sentences:
            return None
        return self.speaker


# A noun phrase before a relative pronoun: the words up to the last break that are joined by single spaces.
_BEFORE = re.compile(r"(?:[\w.'’-]+ ){0,5}[\w.'’-]+(?=,? *$)")
_FARTHEST_BEFORE = 90


def antecedent(text: str, position: int) -> Span | None:
    """The noun phrase that ends right before `position`, from its article on, else its capitals or last word."""
    start = max(0, position - _FARTHEST_BEFORE)
    run = _BEFORE.search(text[start:position].replace("\n", ";"))
    if run is None:
        return None
    words = list(_WORD.finditer(run.group()))
    opening = next((word for word in reversed(words) if word.group().lower() in _OPENING), None)
    opening = opening or _first_capital(words) or words[-1]
    return Span(start + run.start() + opening.start(), start + run.end())


def _first_capital(words: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The first of the capitalised words that the run ends with."""
    first = None
    for word in reversed(words):
        if not word.group()[:1].isupper():
            break
        first = word
    return first


def resolve_pronoun(phrase: Phrase, trail: Trail) -> Figure | None:
    """The last speaker, where the pronoun agrees and fits nobody else named since; else the one name near."""
    position = phrase.span.start
    here = trail.sentence(position)
    speaker = trail.recent_speaker(position, _SENTENCES_TO_SPEAKER)
    since = max(here - 1, trail.sentence(trail.spoke_at) + 1) if trail.spoke_at >= 0 else here - 1
    if speaker is not None and _agrees(phrase, speaker):
        rivals = [f for f in trail.between(since, here, position) if f is not speaker and _agrees(phrase, f)]
        return speaker if not rivals or speaker in trail.between(here - 1, here, position) else _only(rivals)
    near = [f for f in trail.between(here - 1, here, position) if _agrees(phrase, f)]
    if not near:
        near = [f for f in trail.between(here - _SENTENCES_TO_NAME, here, position) if _agrees(phrase, f)]
    return _only(near)


def _only(figures: Sequence[Figure]) -> Figure | None:
    return figures[0] if len(figures) == 1 else None


def _agrees(phrase: Phrase, figure: Figure) -> bool:
    if phrase.gender == "none":
        return False
    if phrase.number == "plural":
        return figure.number == "plural" or (
            figure.kind in ("organisation", "office", "media") and figure.gender == "thing"
        )
    if phrase.gender == "thing":
        return figure.gender == "thing" and figure.number == "singular"
    if figure.gender == "thing" or figure.number == "plural" or figure.kind in ("organisation", "media"):
        return False
    return figure.gender is None or phrase.gender in (figure.gender, "any", "person")


def resolve_description(phrase: Phrase, trail: Trail) -> Figure | None:
    """Whom "the governor" or "the group" means: the last speaker if the word fits, else the one whom it fits."""
    position = phrase.span.start
    fits = _fits_role if phrase.families == frozenset() else _fits_family
    if phrase.head in trail.cast.lists.unsure_outlets:
        fits = _is_called
    speaker = trail.recent_speaker(position, _SENTENCES_TO_SPEAKER)
    candidates = [figure for figure in trail.before(position) if fits(phrase, figure)]
    named = [figure for figure in candidates if phrase.head in name_words(figure.name) and figure.kind != "unnamed"]
    if phrase.name[:1].isupper() and phrase.families and len(named) == 1:
        return named[0]  # "the Board" with its capital is short for a name
    if speaker is not None and fits(phrase, speaker):
        called = fits is not _is_called or not named or speaker in named
        return speaker if called else None  # an outlet is an agency too, but another is called one
    here = trail.sentence(position)
    near = [figure for figure in trail.between(here - 1, here, position) if fits(phrase, figure)]
    return _only(candidates) or _only(named) or _only(near) or _clearly_nearest(candidates, position, trail)


def resolve_told(phrase: Phrase, trail: Trail, generic: bool) -> Figure | None:
    """Whom "the rebel group" means: the body that was told as one, else the last speaker if it fits nobody else.

    `generic` says that the phrase holds no name but its country's.
    """
    words = frozenset(name_words(phrase.name))
    met = [f for f in trail.before(phrase.span.start) if _may_be_body(f) and f.number == phrase.number]
    told = [f for f in met if words <= f.role_words.union(name_words(f.name))]
    if trail.speaker in told:
        return trail.speaker
    if told or not generic:
        return _only(told)
    speaker = trail.recent_speaker(phrase.span.start, _SENTENCES_TO_SPEAKER)
    fitting = [f for f in met if f.families & phrase.families]
    return speaker if fitting == [speaker] else None


def resolve_sided(phrase: Phrase, trail: Trail, country: str) -> Figure | None:
    """Whom "the Norland agency" means: the one outlet or office of `country` that is of the kind."""
    met = [f for f in trail.before(phrase.span.start) if _may_be_body(f) and f.side == country]
    return _only([f for f in met if f.kind != "unnamed" and _fits_family(phrase, f)])


def resolve_other(phrase: Phrase, trail: Trail) -> Figure | None:
    """Of whom "another" is one more: the unnamed last speaker, else the only one unnamed who is told of there."""
    position = phrase.span.start
    speaker = trail.recent_speaker(position, 1)
    if speaker is not None and speaker.kind == "unnamed":
        return speaker
    here = trail.sentence(position)
    for sentence in (here, here - 1):
        near = trail.between(sentence, sentence, position)
        if near:
            return _only([f for f in near if f.kind == "unnamed"])
    return None


def _may_be_body(figure: Figure) -> bool:
    return figure.kind != "person" and not figure.parts


def resolve_age(phrase: Phrase, trail: Trail) -> Figure | None:
    """Whom "the 54-year-old" means: of whom the text tells that age, else the only person near whose age is untold."""
    told = [f for f in trail.cast.aged(phrase.age or 0) if _is_of_sex(phrase, f)]
    if told:
        return _only(told)
    here = trail.sentence(phrase.span.start)
    near = trail.between(here - 1, here, phrase.span.start)
    return _only([f for f in near if f.age is None and f.number == "singular" and _is_of_sex(phrase, f)])


def _is_of_sex(phrase: Phrase, figure: Figure) -> bool:
    if figure.kind not in ("person", "unnamed", "office") or figure.gender == "thing" or figure.families:
        return False
    return phrase.gender is None or figure.gender in (None, phrase.gender)


def _clearly_nearest(figures: Sequence[Figure], position: int, trail: Trail) -> Figure | None:
    """The first of `figures`, nearest first, where the second is far behind it."""
    if len(figures) < 2:
        return None
    here = trail.sentence(position)
    first, second = (here - trail.sentence(max(at for at in f.seen if at < position)) for f in figures[:2])
    return figures[0] if first <= _CLEARLY_NEAR and second - first >= _CLEARLY_NEAR else None


def description_fits(phrase: Phrase, trail: Trail) -> bool:
    """Whether anybody named so far could be meant by the description."""
    fits = _fits_role if phrase.families == frozenset() else _fits_family
    if phrase.head in trail.cast.lists.unsure_outlets:
        fits = _is_called
    return any(fits(phrase, figure) for figure in trail.before(phrase.span.start))


def _fits_role(phrase: Phrase, figure: Figure) -> bool:
    if figure.parts or figure.number != phrase.number:
        return False
    if phrase.head in _HUMAN:
        return figure.gender in (None, phrase.gender) and figure.kind in ("person", "unnamed")
    return phrase.head == figure.head or bool(figure.role_words & {phrase.head, *name_words(phrase.head)})


def _is_called(phrase: Phrase, figure: Figure) -> bool:
    """Whether a station or agency is meant, which need be no outlet: one that is called so, told or listed as one."""
    head = phrase.head
    if not _fits_family(phrase, figure):
        return False
    listed = outlets().names.get(figure.name) if figure.kind == "media" else None
    kind = "agencies" if "agency" in phrase.families else "broadcasters"
    return head == figure.head or head in name_words(figure.name) or (listed is not None and listed.kind == kind)


def _fits_family(phrase: Phrase, figure: Figure) -> bool:
    if figure.kind == "person" or (figure.number == "plural") != (phrase.number == "plural"):
        return False
    if figure.kind == "media" and "media" not in phrase.families:
        return False  # an outlet is no intelligence agency
    return bool(figure.families & phrase.families)


_HUMAN = frozenset({"man", "woman", "boy", "girl", "person", "mężczyzna", "kobieta", "osoba"})


def by_role(phrase: Phrase, cast: Cast) -> Figure | None:
    """The one person of the report who is said to hold the role that the phrase describes.

    "The governor of Ohio" is "Ohio Gov. Jane Doe"; "a Danish historian" the "Danish historian John Doe" named later.
    """
    words = {cast.role_word(word) for word in name_words(phrase.name)}
    words -= {"the", "a", "an", "of", "for", "local"}
    if len(words) < 2:
        return None
    return _only([f for f in cast.figures if f.kind == "person" and words <= _known_of(f)])


def _known_of(figure: Figure) -> set[str]:
    return figure.role_words | (set(body_key(figure.body)) if figure.body else set())
