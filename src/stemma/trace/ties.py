"""What ties two voices of one claim, as sentences that users read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.model import Pointer, Statement, hull
from stemma.text.plain_names import name_key, words_of
from stemma.text.tokens import fold, stem
from stemma.trace.candidates import Candidate
from stemma.trace.command import commands
from stemma.trace.documents import Document
from stemma.trace.ground import Ground
from stemma.trace.hearsay import Hearsay
from stemma.trace.kinds import is_spokesperson, kinds_of, may_be_under, side_by_side
from stemma.trace.lands import one_land
from stemma.trace.speech import one_speech

# Two candidates by their numbers, and why they are one.
Tie = tuple[int, int, str]

_JOINED_BY = frozenset({"and", "&", "i", "oraz", "und", "et", "y", "e", "и", "та", "і", "й", "both"})
# Voices of one utterance that are compared in pairs; more are a broken reading.
_MOST_VOICES = 12
# Characters between a sentence that says where this is from and the words that it may be about.
_NEAR = 400
_LONGEST_QUOTE = 200


def one_voice(found: Sequence[Candidate], ground: Ground) -> Iterator[Tie]:
    """Candidates that are one voice under two names, or of which one only bears the other's words."""
    yield from _same_name(found)
    yield from _body(found)
    yield from _unnamed(found)
    yield from _joint(found, ground)


def confirmed(found: Sequence[Candidate], ground: Ground) -> Iterator[tuple[int, int]]:
    """Two of whom one confirms in a report what the other says there; a headline may name either by less."""
    said: defaultdict[str, list[tuple[int, Statement]]] = defaultdict(list)
    for number, candidate in enumerate(found):
        for statement in candidate.statements:
            if not statement.in_title and statement.source is not None:
                said[statement.report].append((number, statement))
    for told in said.values():
        for (one, left), (other, right) in combinations(told[:_MOST_VOICES], 2):
            if one != other and (left.stance == "confirms") != (right.stance == "confirms"):
                yield one, other


def _same_name(found: Sequence[Candidate]) -> Iterator[Tie]:
    first: dict[str, int] = {}
    for number, candidate in enumerate(found):
        key = name_key(candidate.name) if candidate.voice.kind != "unnamed" else ""
        if key and first.setdefault(key, number) != number:
            yield first[key], number, f"both are called {candidate.name}"


def _body(found: Sequence[Candidate]) -> Iterator[Tie]:
    """A person and the body that person speaks for."""
    named: dict[str, int] = {}
    for number, candidate in enumerate(found):
        for name in sorted(candidate.standing.names):
            named.setdefault(name, number)
    for number, candidate in enumerate(found):
        for body in sorted(candidate.standing.bodies):
            other = named.get(body)
            if other is not None and other != number:
                yield other, number, f"{candidate.name} speaks for {found[other].name} or belongs to it"


def _unnamed(found: Sequence[Candidate]) -> Iterator[Tie]:
    first: dict[str, int] = {}
    for number, candidate in enumerate(found):
        key = candidate.standing.group
        if key and first.setdefault(key, number) != number:
            yield first[key], number, f"an unnamed group ({candidate.name}) counts once"


def one_document(found: Sequence[Candidate]) -> Iterator[Tie]:
    """Two dispatches, letters or the like whose names agree, or that one report speaks of."""
    for (number, one), (other_number, other) in combinations(enumerate(found), 2):
        for document in one.documents:
            shared = next((d for d in other.documents if _agree(document, d)), None)
            if shared is not None:
                named = " and ".join(sorted(_as_written(document, document.telling & shared.telling)))
                yield number, other_number, f"each is a {document.kind} that names {named}, so they are taken for one"
                break
            same_page = {p.report for p in one.places} & {p.report for p in other.places}
            if same_page and any(_may_be(document, d) for d in other.documents):
                yield number, other_number, f"one report speaks of {one.name} and of {other.name} as of one"
                break


def _agree(one: Document, other: Document) -> bool:
    return one.kind == other.kind and not one.telling.isdisjoint(other.telling)


def _may_be(one: Document, other: Document) -> bool:
    return one.kind == other.kind and not (one.telling and other.telling)


def _as_written(document: Document, words: frozenset[str]) -> list[str]:
    """The folded words as the document's name has them; folded where it cuts them."""
    written = {fold(word.strip(".,’'")): word.strip(".,’'") for word in document.name.split()}
    return [written.get(word, word) for word in words]


def one_utterance(found: Sequence[Candidate], ground: Ground) -> Iterator[Tie]:
    """Two names for the speaker of one utterance, where one may stand for the other."""
    said: defaultdict[str, dict[int, Statement]] = defaultdict(dict)
    for number, candidate in enumerate(found):
        for statement in candidate.statements:
            for utterance in ground.utterances(statement.id):
                said[utterance.id].setdefault(number, statement)
    for utterance_id in said:
        voices = sorted(said[utterance_id].items())[:_MOST_VOICES]
        for (one, left), (other, right) in combinations(voices, 2):
            if one_speech(found[one], found[other], left, right, ground):
                yield one, other, f"the same words are given to {found[one].name} and to {found[other].name}"


def _joint(found: Sequence[Candidate], ground: Ground) -> Iterator[Tie]:
    """One statement by two: "the harbour board and the shipping line said"."""
    numbers = {candidate.voice.actor.id: n for n, candidate in enumerate(found) if candidate.voice.actor}
    for number, candidate in enumerate(found):
        for statement in candidate.statements:
            for other in _partners(statement, ground):
                if other in numbers and numbers[other] != number:
                    names = f"{found[numbers[other]].name} and {candidate.name}"
                    yield numbers[other], number, f"{names} made one joint announcement"


def _partners(statement: Statement, ground: Ground) -> Iterator[str]:
    """The actors that the statement's source names side by side."""
    if statement.source is None:
        return
    text = ground.reports[statement.report].text
    before: tuple[str, int] | None = None
    for mention in ground.mentions(Pointer(statement.report, statement.source)):
        if mention.actor is None:
            continue
        between = fold(text[before[1] : mention.span.start]).replace(",", " ").split() if before else []
        if before and between and set(between) & _JOINED_BY and len(between) <= 2:
            yield before[0]
            yield mention.actor
        before = (mention.actor, mention.span.end)


def has_it_from(found: Sequence[Candidate], ground: Ground) -> Iterator[Tie]:
    """(who is behind it, who has it from there, why): those who say that they have it from one another.

    Also two who have it from one document, neither of them behind the other.
    """
    numbers = {candidate.voice.actor.id: n for n, candidate in enumerate(found) if candidate.voice.actor}
    sources: list[tuple[int, Hearsay]] = []
    for number, candidate in enumerate(found):
        # The sentence that names a document says more than the one that names a place.
        for item in sorted(ground.hearsay(candidate.voice.actor), key=lambda item: not item.document.kind):
            if not item.general and not _is_near(item, candidate):
                continue
            sources.append((number, item))
            for teller in sorted(_named_in(item, found) - {number}):
                yield teller, number, _has_it(candidate.name, found[teller].name, _quote(item.place, ground))
        said = [*candidate.statements, *(told for one in candidate.statements for told in ground.told_beside(one))]
        for statement in said:
            for teller in sorted(_tellers(statement, ground, numbers) - {number}):
                place = Pointer(statement.report, ground.sentence(Pointer(statement.report, statement.content[0])))
                yield teller, number, _has_it(candidate.name, found[teller].name, _quote(place, ground))
    yield from _one_source(sources, found, ground)


def _has_it(name: str, teller: str, quote: str) -> str:
    return f"{name} has it from {teller}: “{quote}”"


def _quote(place: Pointer, ground: Ground) -> str:
    """The words at a place on one line, shortened, without the marks around them."""
    words = place.span.of(ground.reports[place.report].text)[: 2 * _LONGEST_QUOTE]
    line = " ".join(words.split()).strip('“”"„ .')
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"


def _is_near(item: Hearsay, candidate: Candidate) -> bool:
    return any(
        place.report == item.place.report
        and place.span.start - _NEAR <= item.place.span.end
        and item.place.span.start <= place.span.end + _NEAR
        for place in candidate.places
    )


def _named_in(item: Hearsay, found: Sequence[Candidate]) -> set[int]:
    """The candidates that the sentence names as where it comes from."""
    return {
        number
        for number, candidate in enumerate(found)
        if (candidate.voice.actor and candidate.voice.actor.id in item.actors)
        or any(_means(item.document, document) for document in candidate.documents)
        or _is_group(item.document, candidate)
    }


def _is_group(phrase: Document, candidate: Candidate) -> bool:
    """Whether the phrase names the unnamed group that the candidate is ("residents")."""
    key = candidate.standing.group
    return bool(key) and set((key or "").split()) <= {stem(word, "en") for word in words_of(phrase.name)}


def _means(phrase: Document, document: Document) -> bool:
    """Whether "the dispatch by way of Kelp Point", or "Kelp Point" alone, means a dispatch received in Kelp Point."""
    if phrase.kind:
        return _agree(phrase, document)
    return bool(phrase.telling) and phrase.telling <= document.telling


def _one_source(sources: Sequence[tuple[int, Hearsay]], found: Sequence[Candidate], ground: Ground) -> Iterator[Tie]:
    """Two who each say that they have it from one document that is itself no voice of the claim."""
    for (one, left), (other, right) in combinations(sources[:_MOST_VOICES], 2):
        if one != other and left.document.kind and _means(left.document, right.document):
            names = f"{found[one].name} and {found[other].name} have it from one {left.document.kind}"
            yield one, other, f"{names}: “{_quote(left.place, ground)}” – “{_quote(right.place, ground)}”"


def _tellers(statement: Statement, ground: Ground, numbers: dict[str, int]) -> set[int]:
    tellers = {numbers[statement.via]} if statement.via in numbers else set()
    if statement.access != "was told":
        return tellers
    spans = [span for span in (statement.source, statement.cue, *statement.content) if span]
    sentence = Pointer(statement.report, hull([ground.sentence(Pointer(statement.report, spans[0])), *spans]))
    return tellers | {numbers[m.actor] for m in ground.mentions(sentence) if m.actor in numbers}


def one_command(found: Sequence[Candidate], ground: Ground) -> Iterator[Tie]:
    """Voices of one body, then of one government."""
    bodies: dict[str, int] = {}
    for number, candidate in enumerate(found):
        for body in sorted(candidate.standing.bodies):
            if bodies.setdefault(body, number) != number:
                yield bodies[body], number, f"{found[bodies[body]].name} and {candidate.name} speak for one body"
    ruled: dict[str, int] = {}
    for number, candidate in enumerate(found):
        key = candidate.standing.government
        if key and ruled.setdefault(key, number) != number:
            title = commands().titles[key]
            yield ruled[key], number, f"{found[ruled[key]].name} and {candidate.name} are of one government ({title})"
    yield from one_land(found)


def under_nobody(found: Sequence[Candidate], ground: Ground) -> Iterator[Tie]:
    """Officials and fighters of nobody in particular, and spokespeople, each with a body for which they may speak."""
    yield from _spoken_for(found, ground)
    named = [number for number, candidate in enumerate(found) if _may_command(candidate)]
    # Officials are a government's sooner than anybody else's.
    named.sort(key=lambda number: found[number].standing.government is None)
    for number, candidate in enumerate(found):
        whose = (
            next((n for n in named if may_be_under(candidate, found[n])), None) if candidate.standing.vague else None
        )
        if whose is not None:
            why = f"no report says for whom {candidate.name} spoke, and it may be for another voice here"
            yield whose, number, why


def _spoken_for(found: Sequence[Candidate], ground: Ground) -> Iterator[Tie]:
    """Spokespeople with a name whose body no report names, each with the first body for which they may speak."""
    bodies = [number for number, candidate in enumerate(found) if candidate.voice.kind == "organisation"]
    # "A police spokesman": for public bodies it is told.
    bodies = [n for n in bodies if not found[n].standing.carrier and not kinds_of(found[n].voice.name)]
    for number, candidate in enumerate(found):
        if not bodies or not is_spokesperson(candidate, ground):
            continue
        body = next((other for other in bodies if not side_by_side(candidate, found[other])), None)
        if body is not None:
            yield body, number, f"no report says for whom {candidate.name} speaks, and it may be for {found[body].name}"


def _may_command(candidate: Candidate) -> bool:
    """Whether nameless officials or fighters may be the candidate's own: a body, or somebody who speaks for one."""
    standing = candidate.standing
    stated = bool(standing.government or standing.bodies) or candidate.voice.kind in ("organisation", "office")
    return stated and not standing.vague
