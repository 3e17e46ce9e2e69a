"""Bodies whose name and description stand side by side: "the group, the Salt Legion", "Northwatch, a think tank"."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import MentionKind
from stemma.read.lexicon import Lexicon, is_capital, is_possessive, low, without_ending
from stemma.read.wording import Phrase, Wording
from stemma.text.tokens import Token

_LONGEST_NAME = 9
# A name that is told among more parts than this belongs to something else.
_PARTS = 2
# What is a country or a part of one is told by such nouns: "Lolland, a state in the north".
_NO_BODIES = frozenset({"government", "parliament"})
_ARTICLES = ("the", "a", "an")


def read_named_body(wording: Wording) -> Phrase | None:
    """A body told by its kind, with its name after a comma or after "called"."""
    introduced = bool(wording.tail) and wording.tail[0].text in wording.known.titles.introducing
    if not (introduced or wording.appositions):
        return None
    head = _kind_of(wording.known, wording.noun)
    if head is None or any(is_capital(word) for word in wording.noun[1:]):
        return None
    if introduced:
        name = _name(wording, _without(wording.tail[1:], ("as", "itself", "themselves")))
    else:
        name = next(filter(None, (_name(wording, part) for part in wording.appositions[:_PARTS])), None)
    if name is None:
        return None
    return told_as(wording.known, _body(wording, name, head), wording.noun)


def read_either(wording: Wording) -> Phrase | None:
    """A body told by what may as well be a person, with one word for its name: "the mine's owner, Volta"."""
    head = low(wording.noun[-1])
    whose = wording.definite or any(map(is_possessive, wording.noun))
    if not wording.appositions or not whose or head not in wording.known.titles.either:
        return None
    name = _name(wording, wording.appositions[0])
    if name is None or len(name) != 1:
        return None
    return _body(wording, name, head)._replace(role=wording.plain(wording.noun))


def read_told_before(wording: Wording) -> Phrase | None:
    """A body's name right behind what it is told as: "self-styled patriots the Salt Front"."""
    main, known = wording.main, wording.known
    at = next((n for n in range(1, len(main) - 1) if main[n].text == "the"), None)
    if at is None or is_capital(main[at - 1]) or is_possessive(main[at - 1]):
        return None
    head = low(main[at - 1])
    name = _name(wording, main[at:])
    if (
        name is None
        or len(name) < 2
        or not wording.families(name)
        or not (known.families(head) or known.is_human(head))
    ):
        return None
    return told_as(known, _body(wording, name, head), main[:at])


def with_kind(wording: Wording, phrase: Phrase) -> Phrase:
    """The phrase of a name with what an apposition tells of it: that it is a body, and of what kind."""
    if phrase.kind not in ("organisation", "media") and not phrase.loose:
        return phrase
    for part in wording.appositions[:_PARTS]:
        words = _described(wording.known, part)
        if words is None:
            continue
        if phrase.loose:
            phrase = phrase._replace(kind="organisation", gender="thing", loose=False, ordinary=False)
        return told_as(wording.known, phrase, words)
    return phrase


def told_as(known: Lexicon, phrase: Phrase, words: Sequence[Token]) -> Phrase:
    """The body of `phrase` as one that `words` describe: they stay with it as its role."""
    head = _kind_of(known, words)
    families = known.families(head) if head else frozenset()
    role = " ".join(low(word) for word in words)
    number = "plural" if head and known.is_plural(head) else "singular"
    return phrase._replace(role=role, families=phrase.families | families, number=number)


def describes_body(known: Lexicon, words: Sequence[Token]) -> bool:
    """Whether a part between commas tells what kind of body the name before it is: "a think tank in Oslo"."""
    return _described(known, words) is not None


def _described(known: Lexicon, part: Sequence[Token]) -> list[Token] | None:
    if len(part) < 2 or part[0].text not in _ARTICLES:
        return None
    words = known.closed(known.before_of(part[1:]))[0]
    head = _kind_of(known, words)
    return words if head is not None and known.families(head).isdisjoint(_NO_BODIES) else None


def _kind_of(known: Lexicon, words: Sequence[Token]) -> str | None:
    """The noun in lower case that heads a description of a body: one word, or two ("think tank")."""
    if not words or (is_capital(words[-1]) and len(words) > 1):
        return None
    last = low(words[-1])
    if is_possessive(words[-1]) or (last in known.titles.roles and not known.families(last)):
        return None
    pair = " ".join(map(low, words[-2:]))
    return next((head for head in (last, pair) if known.families(head)), None)


def _without(words: Sequence[Token], first: tuple[str, ...]) -> Sequence[Token]:
    return words[1:] if words and words[0].text.lower() in first else words


def _name(wording: Wording, part: Sequence[Token]) -> Sequence[Token] | None:
    """The words of a part that are a proper name, without its article."""
    words = _without(part, _ARTICLES)
    known = wording.known
    if not 1 <= len(words) <= _LONGEST_NAME or not (is_capital(words[0]) and is_capital(words[-1])):
        return None
    small = known.titles.particles | known.titles.joining | {"the", "and"}
    if not all(is_capital(word) or word.text in small for word in words):
        return None
    if any(low(word) in known.titles.calendar or is_possessive(word) for word in words):
        return None
    return None if known.countries.of(wording.plain(words)) else words


def _body(wording: Wording, words: Sequence[Token], head: str) -> Phrase:
    listed = wording.listed(words)
    if listed is not None and listed.kind != "people":
        return listed
    families = wording.families(words[-1:]) | wording.known.families(head)
    lists = wording.known.titles
    sure = head not in lists.unsure_outlets or any(low(word) in lists.news_words for word in wording.noun)
    outlet = sure and "media" in wording.known.families(head)
    kind: MentionKind = "media" if outlet else "organisation"
    name = without_ending(wording.plain(words))
    return wording.phrase(kind, name, low(words[-1]), families=families, gender="thing")
