"""People and the bodies that they head or speak for, where their names alone do not tie them.

"Tom Dahl, the head of the authority" and "Lolland's aviation authority" are one voice wherever they speak. Beside a
person pages often give less of a body's name than elsewhere, so such voices may be one: they count once in what is
shown and apart in what there may be at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model import Actor
from stemma.text.body_nouns import body_nouns
from stemma.text.plain_names import words_of
from stemma.trace.candidates import Candidate
from stemma.trace.ground import Ground
from stemma.trace.posts import Post, telling

# Voices of one claim that are compared in pairs; more are a broken reading.
_MOST_VOICES = 60
# Characters before "its head" within which the body is named.
_NAMED_BEFORE = 300


def heads(found: Sequence[Candidate], ground: Ground) -> Iterator[tuple[int, int, str]]:
    """(the body or whoever holds its office, who heads or speaks for it, why)."""
    found = found[:_MOST_VOICES]
    for person, one in enumerate(found):
        held = ground.posts(one.voice.actor) if one.voice.actor and one.voice.kind == "person" else ()
        for number, other in enumerate(found) if held else ():
            if number != person and not _opposed(one, other) and any(_fits(post, other, ground) for post in held):
                why = f"a report says that {one.name} heads or speaks for {other.name}, or for one so called"
                yield number, person, why
    for member, one in enumerate(found):
        for body in sorted(one.standing.bodies):
            for number, whose in enumerate(found):
                if number != member and _is_less(telling(body.split()), whose) and not _opposed(one, whose):
                    yield number, member, f"{one.name} may speak for {whose.name} or belong to it"


def _fits(post: Post, other: Candidate, ground: Ground) -> bool:
    """Whether a voice is the body of a post, or somebody without a name who holds it."""
    actor = other.voice.actor
    if actor is None or other.voice.kind in ("person", "media") or other.standing.carrier:
        return False
    if post.its:
        return actor.id == _named_before(post, ground)
    named = [telling(words_of(name)) for name in (actor.name, *actor.aliases)]
    named += [telling(body.split()) for body in other.standing.bodies]
    return any(_is_one(post, words, actor, ground) for words in named)


def _is_one(post: Post, words: frozenset[str], actor: Actor, ground: Ground) -> bool:
    """Whether one has all words of the other; where that is one plain noun, the page has to speak of the body too."""
    fewer = min(post.words, words, key=len)
    if not fewer or not (post.words <= words or words <= post.words):
        return False
    if len(fewer) == 1 and post.words != words:
        return not fewer.isdisjoint(body_nouns()) and _is_spoken_of(actor, post, ground)
    return len(fewer) > 1 or not fewer.isdisjoint(body_nouns())


def _is_spoken_of(actor: Actor, post: Post, ground: Ground) -> bool:
    return any(place.report == post.place.report for place in ground.places_of(actor))


def _named_before(post: Post, ground: Ground) -> str | None:
    """The body that "its" means: the last that the page names before."""
    for mention in reversed(ground.mentions_before(post.place, _NAMED_BEFORE)):
        actor = ground.actors.get(mention.actor or "")
        if actor is not None and actor.kind in ("organisation", "unnamed"):
            return actor.id
    return None


def _is_less(words: frozenset[str], whose: Candidate) -> bool:
    """Whether words are a part of the name of a body: of "Lolland's aviation authority" "aviation authority"."""
    if whose.voice.actor is None or whose.voice.kind not in ("organisation", "office") or len(words) < 2:
        return False
    names = (whose.voice.actor.name, *whose.voice.actor.aliases)
    return not words.isdisjoint(body_nouns()) and any(words < telling(words_of(name)) for name in names)


def _opposed(one: Candidate, other: Candidate) -> bool:
    rulers = (one.standing.government, other.standing.government)
    sides = [candidate.voice.actor.side if candidate.voice.actor else None for candidate in (one, other)]
    return any(None not in pair and pair[0] != pair[1] for pair in (rulers, sides))
