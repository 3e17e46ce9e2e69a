"""Finds what somebody asks for by its words: claims, utterances, statements, sentences that reports say themselves."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from stemma.compare.words import Lexicon, Words, words_of
from stemma.model import Case, Claim, Pointer, Report, Span, Statement, Utterance
from stemma.text.sentences import split

How = Literal["id", "exact", "words"]
Kind = Literal["claim", "utterance", "statement", "sentence"]

# Of what is asked for, by weight, so much has to stand in one place. With less, a name alone would do.
_LEAST_SHARE = 0.5
# Sentences that have nearly as much of the words as the best one are told with it.
_NEARLY = 0.9
# Of an id so many characters are enough, where they are those of one only.
_SHORTEST_ID = 4
# More than anybody asks for; what is pasted in is a text, and its beginning finds it.
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Something that was found, and `how`: by its id, exactly these words, or the share of them (`score`, 0 to 1).

    One of `claim`, `utterance` and `statement` is set, or none where only sentences of reports were found; `places` are
    where the words stand.
    """

    kind: Kind
    id: str | None
    how: How
    score: float
    places: tuple[Pointer, ...]
    claim: Claim | None = None
    utterance: Utterance | None = None
    statement: Statement | None = None

    @property
    def reports(self) -> int:
        """In how many reports it stands."""
        members = self.claim.members if self.claim else self.utterance.members if self.utterance else None
        return len({place.report for place in members} if members else {place.report for place in self.places})


def find(case: Case, asked: str) -> tuple[Match, ...]:
    """What `asked` finds, the best first: by id, else exact words before shared ones, claims before what is in none.

    Rarer words count for more, as in the comparison of reports. Nothing for a text without words.
    """
    by_id = tuple(_by_id(case, asked.strip()))
    if by_id:
        return by_id
    search = _Search(case, asked[:_MOST_CHARACTERS])
    return tuple(sorted(search.matches(), key=_rank)) if search.asked else ()


def _rank(match: Match) -> tuple[bool, float, int, int, str, Pointer]:
    kinds = ("claim", "utterance", "statement", "sentence")
    first = min(match.places)
    return match.how != "exact", -round(match.score, 6), kinds.index(match.kind), -match.reports, match.id or "", first


def _by_id(case: Case, asked: str) -> Iterator[Match]:
    """The claim, utterance or statement of an id, or of the only id that begins so."""
    things: list[Claim | Utterance | Statement] = [*case.claims, *case.utterances, *case.statements]
    found = [thing for thing in things if thing.id == asked]
    if not found and len(asked) >= _SHORTEST_ID:
        found = [thing for thing in things if thing.id.startswith(asked)]
    if len(found) == 1:
        thing = found[0]
        if isinstance(thing, Statement):
            held = next((claim for claim in case.claims for m in claim.members if m.statement == thing.id), None)
            yield _match(held or thing, "id", 1.0, [Pointer(thing.report, span) for span in thing.content])
        else:
            yield _match(thing, "id", 1.0, [Pointer(member.report, member.span) for member in thing.members])


def _match(thing: Claim | Utterance | Statement, how: How, score: float, places: Iterable[Pointer]) -> Match:
    where = tuple(sorted(set(places)))
    if isinstance(thing, Claim):
        return Match(kind="claim", id=thing.id, how=how, score=score, places=where, claim=thing)
    if isinstance(thing, Utterance):
        return Match(kind="utterance", id=thing.id, how=how, score=score, places=where, utterance=thing)
    return Match(kind="statement", id=thing.id, how=how, score=score, places=where, statement=thing)


class _Search:
    """The words asked for, looked up in every place of a case."""

    def __init__(self, case: Case, asked: str) -> None:
        self._case = case
        lexicon = Lexicon()
        self._words = {report.id: words_of(report, report.language, lexicon) for report in case.reports}
        self._language = {report.id: report.language for report in case.reports}
        query = Report(id="", text=asked, sha256="")
        found = {language: words_of(query, language, lexicon) for language in {None, *self._language.values()}}
        lexicon.weigh(list(self._words.values()))
        self._stems = {language: frozenset(words.stems) for language, words in found.items()}
        self._weights = lexicon.weights
        self.asked = tuple(found[None].forms)
        self._exact = {report: list(self._occurrences(words)) for report, words in self._words.items()}

    def _occurrences(self, words: Words) -> Iterator[Span]:
        """Where the words asked for stand in a report, in their order, nothing between and none of them used twice."""
        wanted, forms = array("i", self.asked).tobytes(), words.forms.tobytes()
        width = words.forms.itemsize
        at = forms.find(wanted) if wanted else -1
        while at >= 0:
            # Numbers of several bytes: half of one and half of the next may look like another.
            if at % width == 0:
                yield words.span(at // width, at // width + len(self.asked))
            at = forms.find(wanted, at + (len(wanted) if at % width == 0 else 1))

    def _score(self, place: Pointer) -> tuple[bool, float]:
        """Whether exactly the words stand there (by half at least, where they go on beyond), and the share of them."""
        if self._is_exact(place):
            return True, 1.0
        words, stems = self._words[place.report], self._stems[self._language[place.report]]
        first, last = words.within(place.span)
        whole = sum(self._weights[number] for number in stems)
        shared = sum(self._weights[number] for number in stems.intersection(words.stems[first:last]))
        return False, shared / whole if whole else 0.0

    def _is_exact(self, place: Pointer) -> bool:
        found = self._exact[place.report]
        # They do not overlap: of those that reach into the place, the second lies in it or runs beyond its end.
        first = bisect_right(found, place.span.start, key=lambda span: span.end)
        return any(2 * span.shared(place.span) >= span.length for span in found[first : first + 2])

    def matches(self) -> Iterator[Match]:
        """Claims; utterances and statements that no claim found holds; sentences in which none of these stand."""
        told: dict[str, list[Pointer]] = {}
        exact = False
        things: list[Claim | Utterance] = [*self._case.claims, *self._case.utterances]
        for thing in things:
            places = [Pointer(member.report, member.span) for member in thing.members]
            if isinstance(thing, Utterance) and all(_overlaps(place, told) for place in places):
                continue
            match = self._best(thing, places)
            if match is not None:
                exact = exact or match.how == "exact"
                _tell(places, told)
                yield match
        for match in self._statements(told):
            exact = exact or match.how == "exact"
            yield match
        if not exact:
            yield from self._sentences(told)

    def _statements(self, told: dict[str, list[Pointer]]) -> Iterator[Match]:
        """Statements with the words, where no claim or utterance found has them; as their claim where they have one."""
        held = {member.statement: claim for claim in self._case.claims for member in claim.members}
        seen: set[str] = set()
        for statement in self._case.statements:
            places = [Pointer(statement.report, span) for span in statement.content]
            if any(_overlaps(place, told) for place in places):
                continue
            match = self._best(held.get(statement.id, statement), places)
            if match is not None and match.id not in seen:
                seen.add(match.id or "")
                _tell(places, told)
                yield match

    def _best(self, thing: Claim | Utterance | Statement, places: list[Pointer]) -> Match | None:
        scored = [(*self._score(place), place) for place in places if place.report in self._words]
        best = max(((exact, score) for exact, score, _ in scored), default=(False, 0.0))
        if best[1] < _LEAST_SHARE:
            return None
        where = [place for exact, score, place in scored if (exact, score) == best]
        return _match(thing, "exact" if best[0] else "words", best[1], where)

    def _sentences(self, told: dict[str, list[Pointer]]) -> Iterator[Match]:
        """Sentences that are part of nothing found, as one match."""
        found: list[tuple[bool, float, Pointer]] = []
        for report in self._case.reports:
            for sentence in split(report.text, report.language):
                place = Pointer(report.id, sentence)
                exact, score = self._score(place)
                if score >= _LEAST_SHARE and not _overlaps(place, told):
                    found.append((exact, score, place))
        if found:
            exact, score, _ = max(found, key=lambda item: item[:2])
            near = tuple(place for e, s, place in found if e or (not exact and s >= _NEARLY * score))
            yield Match(kind="sentence", id=None, how="exact" if exact else "words", score=score, places=near)


def _tell(places: Iterable[Pointer], told: dict[str, list[Pointer]]) -> None:
    for place in places:
        told.setdefault(place.report, []).append(place)


def _overlaps(place: Pointer, told: Mapping[str, Sequence[Pointer]]) -> bool:
    return any(other.span.overlaps(place.span) for other in told.get(place.report, ()))
