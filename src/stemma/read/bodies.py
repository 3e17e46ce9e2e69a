"""Noun phrases for offices, organisations, outlets, and for people without a name."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from stemma.model import MentionKind
from stemma.read.apposition import told_as
from stemma.read.lexicon import Lexicon, all_capital, core, is_capital, is_possessive, low, without_ending
from stemma.read.people import named
from stemma.read.wording import Phrase, Wording
from stemma.text.names import is_acronym
from stemma.text.tokens import Token

# Capitals in a row beyond this are no person's name.
_LONGEST_PERSON = 4
_LONGEST_APPOSED = 4
# After these a sentence's first word stands, capital or not.
_OPENING = ("", ".", "!", "?", "\n", ":", '"', "“", "„", "—", "–", "-")
# Whether a word stands in lower case is looked for so many characters around it; with a capital, at so many places.
_NEAR = 4_000
_MOST_PLACES = 40
_LONGEST_WORD = 30
_LAST_WORD = re.compile(r"(?<![^\W\d_])[a-zà-žа-яёіїєґў]+,?\Z")
# What may make the words behind it a name; a phrase is read with it.
QUOTES = frozenset('"“”„«»')
_OUTLET_WORDS = frozenset({"media", "agency"})


def read_role(wording: Wording) -> Phrase | None:
    """An office ("the governor of Ohio") or unnamed people ("senior officials")."""
    known, main = wording.known, wording.main
    words = wording.noun
    at = next((n for n, word in enumerate(words) if low(word) in known.titles.roles), -1) if known.declines else -1
    head = low(words[at])
    head = known.titles.short_roles.get(head, head) if known.declines else head
    if head not in known.titles.roles or _is_quoted_name(wording):
        return None
    plural = known.is_plural(head)
    own = [word for word in main if word is not words[at] and low(word) not in known.titles.modifiers]
    told = any(map(is_capital, own)) or (known.declines and bool(own))
    bare = not own and (wording.definite or not (plural or wording.indefinite))
    office = not plural and not wording.indefinite and (bare or told)
    office = office and not ((bare or known.declines) and head in known.titles.plain_people)
    return wording.phrase(
        "office" if office else "unnamed",
        _nominative(wording, wording.described()),
        head,
        number="plural" if plural else "singular",
        bare=bare,
        gender=known.titles.roles[head],
        role=wording.plain(words),
        body=wording.body_of(main),
        side=wording.side_of(main),
    )


def _is_quoted_name(wording: Wording) -> bool:
    """Whether quotation marks make the words before an organisation's noun its name: 'the "Friends of Salt" League'."""
    main = wording.main
    if not (is_capital(main[-1]) and wording.known.families(low(main[-1]))):
        return False
    return not QUOTES.isdisjoint(wording.text[main[0].span.start - 1 : main[-1].span.end])


def read_apposed(wording: Wording) -> Phrase | None:
    """A body's name after its noun: "the airline Northwind", "the news site Daily Lantern"."""
    known, main = wording.known, wording.main
    mere = known.titles.apposed
    at = next((n for n in range(len(main) - 2, -1, -1) if not is_capital(main[n]) or low(main[n]) in mere), None)
    if at is None or is_possessive(main[at]) or len(main) - at - 1 > _LONGEST_APPOSED or not is_capital(main[at + 1]):
        return None
    noun, rest = low(main[at]), main[at + 1 :]
    families = known.families(noun)
    if not families:
        return None
    listed = wording.listed(rest)
    if listed is not None and listed.kind != "people":
        return told_as(known, listed, main[: at + 1])
    if known.is_organisation(low(rest[-1])) or known.countries.of(core(rest[-1])):
        return None
    kind: MentionKind = "media" if _is_outlet(wording, noun, families) else "organisation"
    side = wording.side_of(main[: at + 1])
    found = wording.phrase(kind, wording.plain(rest), noun, families=families, gender="thing", side=side)
    return told_as(known, found, main[: at + 1])


def read_organisation(wording: Wording) -> Phrase | None:
    """A body by the noun that heads its name: "the Freedonian Salt Board", "the ministry", "a rebel group"."""
    known, main = wording.known, wording.main
    words = wording.noun
    head = (_head(wording, main) if len(words) < len(main) and is_capital(main[-1]) else None) or _head(wording, words)
    if head is None:
        return None
    families = known.families(head) or frozenset({"media"})
    outlet = _outlet_within(wording) if families & _OUTLET_WORDS else None
    if outlet is not None:
        return outlet
    bare = len(main) == (2 if " " in head else 1) and (wording.definite or not wording.indefinite)
    described = not bare and not all_capital(words) and (wording.indefinite or _is_description(wording, head))
    kind: MentionKind = "unnamed" if described else "organisation"
    if not described and (bare or _is_named(wording)) and _is_outlet(wording, head, families):
        kind = "media"
    return wording.phrase(
        kind,
        without_ending(_nominative(wording, wording.described() if described else wording.plain(_proper(wording)))),
        head,
        families=families,
        bare=bare,
        gender="thing",
        number="plural" if known.is_plural(head) else "singular",
        side=wording.side_of(main),
    )


def _proper(wording: Wording) -> Sequence[Token]:
    """The words of a body's name without what only qualifies it: "the ruling Salt Party"."""
    main, known = wording.main, wording.known
    first = next((n for n, word in enumerate(main) if is_capital(word) or low(word) in known.titles.particles), 0)
    return main if known.declines or len(main) - first < 2 else main[first:]


def _nominative(wording: Wording, name: str) -> str:
    """A name or description with its first word, if that is its noun, in the nominative: "rzecznika portu"."""
    first, space, rest = name.partition(" ")
    full = wording.known.titles.short_roles.get(first.lower()) if wording.known.declines else None
    if full is None:
        return name
    return (full.capitalize() if first[:1].isupper() else full) + space + rest


def _head(wording: Wording, words: Sequence[Token]) -> str | None:
    """The noun of an organisation that heads the words: the last, or the first where names begin with it."""
    known = wording.known
    # "Star" and "online" are heads of outlets' names, but mere words without their capital.
    if known.families(low(words[-1])) or (known.is_organisation(low(words[-1])) and is_capital(words[-1])):
        return low(words[-1])
    pair = " ".join(map(low, words[-2:]))
    if len(words) > 1 and known.families(pair):
        return pair
    if known.declines or all_capital(words):
        return next((low(word) for word in words if known.families(low(word))), None)
    return None


def _is_named(wording: Wording) -> bool:
    main, people = wording.main, wording.known.countries.people
    return any(is_capital(word) and not people(core(word)) for word in main[1:]) or (
        is_capital(main[0]) and len(main) > 1
    )


def _is_description(wording: Wording, head: str) -> bool:
    """Whether a body is told only by its kind and people ("Danish rebel groups"), and a country has many such."""
    known = wording.known
    if any(_is_proper(wording, word) for word in wording.main):
        return False
    if known.declines and "ministry" in known.families(head):
        return False  # written without capitals: "министерство обороны"
    country = any(known.countries.of(core(word)) for word in wording.main)
    return not (country and (head in known.titles.state_words or "media" in known.families(head)))


def _is_proper(wording: Wording, word: Token) -> bool:
    if is_acronym(word.text):
        return wording.known.countries.of(word.text) is None
    opens = word.span.start == wording.span.start
    return is_capital(word) and not opens and "-" not in word.text and not wording.known.countries.people(core(word))


def _is_outlet(wording: Wording, head: str, families: frozenset[str]) -> bool:
    lists = wording.known.titles
    sure = head not in lists.unsure_outlets or any(low(word) in lists.news_words for word in wording.main)
    return "media" in families and sure


def _outlet_within(wording: Wording) -> Phrase | None:
    """The listed outlet that a description names: "the state-run Tass agency"."""
    words = wording.main
    for size in range(min(_LONGEST_APPOSED, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            if is_capital(part[0]) and without_ending(wording.plain(part)) in wording.known.outlets.names:
                return wording.listed(part)
    return None


def read_capitalised(wording: Wording) -> Phrase | None:
    """Capitals that no list explains: a people, a body after "the" or in initials, else perhaps a person."""
    known, main = wording.known, wording.main
    words = wording.noun
    numbered = len(words) > 1 and words[-1].text.isdecimal() and all_capital(words[:-1])
    if not is_capital(words[0]) or not (
        numbered or all(is_capital(w) or low(w) in known.titles.particles for w in words)
    ):
        return None
    name = without_ending(wording.plain(main))
    head = low(words[-1])
    if all(known.countries.people(core(word)) for word in words):
        return wording.phrase("unnamed", name, head, number="plural")
    initials = len(words) == 1 and is_acronym(words[0].text)
    body = wording.body_of(main) if len(words) < len(main) else None
    if (
        initials
        or numbered
        or wording.definite
        or len(words) > _LONGEST_PERSON
        or (body is not None and len(words) == 1)
    ):
        return wording.phrase("organisation", name, head, gender="thing")
    # Whether a single word is ordinary the text around it tells: see `is_ordinary`.
    return named(wording, words, None, body, None, loose=True, ordinary=len(words) == 1 and not wording.definite)


def is_ordinary(text: str, start: int, word: str, known: Lexicon) -> bool:
    """Whether a phrase's one word has only its sentence's capital, and is the language's own: "Fighting", "Stone".

    The phrase begins at `start`.
    """
    opens = start == 0 or text[max(0, start - 2) : start].strip()[-1:] in _OPENING
    if not opens or is_acronym(word):
        return False
    plain = word.lower()
    if plain not in known.ordinary and text.find(f" {plain} ", max(0, start - _NEAR), start + _NEAR) < 0:
        return False
    return not _is_name_elsewhere(text, word)


@functools.lru_cache(maxsize=1 << 10)
def _is_name_elsewhere(text: str, word: str) -> bool:
    """Whether the word has its capital within a sentence too: after a word in lower case."""
    at = text.find(f" {word}")
    for _ in range(_MOST_PLACES):
        if at < 0:
            return False
        before = _LAST_WORD.search(text, max(0, at - _LONGEST_WORD), at)
        if before is not None and not text[at + 1 + len(word) : at + 2 + len(word)].isalpha():
            return True
        at = text.find(f" {word}", at + 1)
    return False


def read_description(wording: Wording) -> Phrase:
    """Somebody told by a noun that no list has ("an elderly survivor of the flood"), or something that can't speak."""
    words = wording.noun
    head = low(words[-1])
    people = wording.known.is_human(head) or any(wording.known.is_human(low(word)) for word in wording.main)
    named = is_capital(words[-1]) or "." in head
    return wording.phrase(
        "unnamed",
        wording.described(),
        head,
        bare=wording.definite and len(words) == 1,
        number="plural" if wording.known.is_plural(head) else "singular",
        mute=not (people or named),
    )
