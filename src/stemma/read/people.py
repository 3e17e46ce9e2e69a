"""Noun phrases that name a person, by title, first name, apposition or possessor."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.read.lexicon import core, is_capital, is_possessive, low, without_ending
from stemma.read.wording import Phrase, Wording
from stemma.text.names import bare_person
from stemma.text.tokens import Token
from stemma.vocabulary.first_names import first_names

_LONGEST_NAME = 5
_LONGEST_ROLE = 80
# How far into an apposition a role may stand.
_WORDS_TO_ROLE = 8
# Titles no longer than this ("Gen", "Capt") are no description of anybody.
_LONGEST_RANK = 4
_CLAUSES = ("who", "which", "and", "whose", "który", "która")


def read_person(wording: Wording) -> Phrase | None:
    """ "Treasury spokeswoman Jane Doe", "Jane Doe, a spokeswoman for the Treasury", "Jane Doe of the Treasury"."""
    main = wording.main
    start = name_start(wording, main)
    if start is not None:
        before = main[:start]
        role = wording.plain(before) or None
        found = named(wording, main[start:], role, wording.body_of(before), wording.side_of(before))
        return _with_apposition(wording, found)
    before = wording.noun
    first = (name_start(wording, before) or 0) if 2 <= len(before) < len(main) else len(before)
    name = before[first:]
    if len(name) > 1 and _is_of_body(wording, before, first) and could_be_name(wording, name):
        role = wording.plain(before[:first]) or None
        return _with_apposition(wording, named(wording, name, role, wording.body_of(main), None))
    return _by_apposition(wording)


def _is_of_body(wording: Wording, before: Sequence[Token], first: int) -> bool:
    """Whether what stands before "of" is a person's name rather than part of a body's: "Jane Doe of the Salt Board"."""
    if core(before[first]) in first_names(wording.known.language):
        return True
    rest = wording.main[len(before) + 1 :]
    return len(before) <= 3 and not wording.definite and bool(rest) and wording.known.is_organisation(low(rest[-1]))


def read_aged(wording: Wording) -> Phrase | None:
    """ "The 54-year-old": somebody of whom only the age is told."""
    number, _, rest = low(wording.noun[-1]).partition("-")
    if len(wording.noun) > 1 or not number.isdecimal() or rest not in wording.known.titles.year_old:
        return None
    bare = not wording.indefinite
    return wording.phrase("unnamed", wording.plain(wording.main), rest, bare=bare, role="person")


def read_introduced(wording: Wording) -> Phrase | None:
    """ "An analyst named Jane Doe", "the poet and politician Jane Doe"."""
    lists, main, tail, words = wording.known.titles, wording.main, wording.tail, wording.words
    if not tail:
        return None
    if tail[0].text in lists.introducing and could_be_name(wording, tail[1:]):
        return named(wording, tail[1:], wording.plain(main), wording.body_of(main), wording.side_of(main))
    if tail[0].text not in lists.conjunctions or not any(low(word) in lists.roles for word in main):
        return None
    start = next((n for n, word in enumerate(words) if core(word) in first_names(wording.known.language)), len(words))
    if not len(words) - 3 <= start <= len(words) - 2 or not could_be_name(wording, words[start:]):
        return None
    return named(wording, words[start:], wording.plain(words[:start]), wording.body_of(main), wording.side_of(main))


def read_possessed(wording: Wording) -> Phrase | None:
    """ "The Post's Jane Doe", "Freedonia's Firefly": a person by the body or country that has them."""
    main = wording.main
    at = next((n for n, word in enumerate(main[:-1]) if is_possessive(word)), None)
    if at is None or not is_capital(main[at]):
        return None
    rest = main[at + 1 :]
    if len(rest) > 3 or not could_be_name(wording, rest):
        return None
    return named(wording, rest, None, without_ending(wording.plain(main[: at + 1])), None)


def name_start(wording: Wording, words: Sequence[Token]) -> int | None:
    """Where a person's name begins that the words end with; None where it does not.

    A known first name begins one, and so does what follows a role or a title.
    """
    known, given = wording.known, first_names(wording.known.language)
    for index, word in enumerate(words[:-1]):
        if core(word) in given and is_capital(word) and could_be_name(wording, words[index:]):
            return index
    roles = [n for n, word in enumerate(words[:-1]) if known.is_role(low(word)) and not _is_dotted(wording, word)]
    if known.declines and any(known.is_plural(low(words[index])) for index in roles):
        return None  # "przeciwnicy Kowala": whose opponents they are
    for index in reversed(roles):
        if could_be_name(wording, words[index + 1 :]):
            return index + 1
    if not roles:
        return None
    return (_after_lower_case(wording, words) if known.declines else None) or _after_body(wording, words)


def _is_dotted(wording: Wording, word: Token) -> bool:
    """Whether a full stop joins a word to the next in one name: "Farmers.NET"."""
    end = word.span.end
    return wording.text[end : end + 1] == "." and wording.text[end + 1 : end + 2].isalnum()


def _after_lower_case(wording: Wording, words: Sequence[Token]) -> int | None:
    """Where the capitals begin that end the words, two or three of them: "gubernator obwodu Jan Nowak"."""
    run = next((n for n in range(len(words) - 1, -1, -1) if not is_capital(words[n])), len(words))
    return run + 1 if 2 <= len(words) - run - 1 <= 3 and could_be_name(wording, words[run + 1 :]) else None


def _after_body(wording: Wording, words: Sequence[Token]) -> int | None:
    """Where a name begins that follows the name of its body or country: "ambassador to Freedonia Jane Doe"."""
    known = wording.known

    def ends_body(word: Token) -> bool:
        return known.countries.of(core(word)) is not None or (known.declines and known.is_organisation(low(word)))

    last = max((n for n, word in enumerate(words) if ends_body(word)), default=len(words))
    return last + 1 if 2 <= len(words) - last - 1 <= 3 and could_be_name(wording, words[last + 1 :]) else None


def could_be_name(wording: Wording, words: Sequence[Token]) -> bool:
    """Whether the words could be a person's name: capitals and particles, none of them a role, body or country."""
    if not 1 <= len(words) <= _LONGEST_NAME or not is_capital(words[-1]) or words[0].text.islower():
        return False
    if not all(_could_be_part(wording, word) for word in words):
        return False
    name = wording.plain(words)
    return name not in wording.known.titles.known and name not in wording.known.outlets.names


def _could_be_part(wording: Wording, word: Token) -> bool:
    known, plain = wording.known, low(word)
    if not (is_capital(word) or plain in known.titles.particles) or is_possessive(word):
        return False
    if known.is_organisation(plain) or plain in known.titles.roles or plain in ("state", "staff"):
        return False
    return plain not in known.titles.calendar and known.countries.of(core(word)) is None


def _by_apposition(wording: Wording) -> Phrase | None:
    """ "A spokeswoman for the council, Jane Doe", and a name that only its apposition shows to be a person's."""
    if not wording.appositions:
        return None
    main, known = wording.main, wording.known
    head = low(wording.noun[-1])
    whose = wording.definite or any(map(is_possessive, wording.noun))
    told = head in known.titles.roles or (whose and known.is_human(head) and not is_capital(wording.noun[-1]))
    singled = wording.span.of(wording.text).lower().startswith(known.titles.singling)
    if singled or (told and not (wording.indefinite and known.is_plural(head))):
        for segment in wording.appositions:
            start = _whole_name(wording, segment)
            if start is not None:
                role = wording.plain(main) if told or not singled else None
                return named(wording, segment[start:], role, wording.body_of(main), wording.side_of(main))
    if wording.indefinite and known.is_human(head):
        titled = _titled(wording)
        if titled is not None:
            return titled
    if could_be_name(wording, main) and not wording.definite and _role_segment(wording) is not None:
        return _with_apposition(wording, named(wording, main, None, None, None))
    return None


def _titled(wording: Wording) -> Phrase | None:
    """Somebody with a title of their own, whom others only stand before: "to a wary crowd, Governor Jane Doe said"."""
    segment = wording.appositions[0]
    start = name_start(wording, segment) if len(segment) > 1 else None
    if not start or not any(is_capital(word) for word in segment[:start]):
        return None
    before = segment[:start]
    return named(wording, segment[start:], wording.plain(before), wording.body_of(before), wording.side_of(before))


def _whole_name(wording: Wording, segment: Sequence[Token]) -> int | None:
    """Where the name begins in a part between commas that is a name, with titles or without."""
    if len(segment) < 2:
        return None
    start = name_start(wording, segment)
    return 0 if start is None and could_be_name(wording, segment) else start


def _role_segment(wording: Wording) -> list[Token] | None:
    for segment in wording.appositions[:2]:
        head = wording.known.before_of(segment)[:_WORDS_TO_ROLE]
        if segment[0].text not in _CLAUSES and any(low(word) in wording.known.titles.roles for word in head):
            return segment
    return None


def _with_apposition(wording: Wording, phrase: Phrase) -> Phrase:
    """The person with the role that stands after the name."""
    segment = _role_segment(wording)
    if segment is None:
        return phrase
    roles = wording.known.titles.roles
    words = segment[1:] if len(segment) > 1 and low(segment[0]) in ("the", "a", "an") else segment
    role = wording.plain(words)
    told = (role,) if any(map(is_capital, words)) and len(role) <= _LONGEST_ROLE else ()
    last = next((low(word) for word in words if low(word) in roles), "")
    return phrase._replace(
        role=phrase.role or role,
        body=wording.body_of(words) or phrase.body,
        side=phrase.side or wording.side_of(words),
        gender=phrase.gender or roles.get(last),
        aliases=(*phrase.aliases, *told),
    )


def named(
    wording: Wording, words: Sequence[Token], role: str | None, body: str | None, side: str | None, **more: bool
) -> Phrase:
    """The person of that name, with what the phrase tells of them, and with further fields of Phrase."""
    lists = wording.known.titles
    name = without_ending(wording.plain(words))
    if role is not None and role.endswith(("'s", "’s")):
        body, role = without_ending(role), None
    gender: str | None = first_names(wording.known.language).get(name.split(" ")[0]) if " " in name else None
    for word in (role or "").lower().replace(".", "").split():
        gender = gender or lists.roles.get(word) or lists.gendered_honorifics.get(word)
    return wording.phrase(
        "person",
        bare_person(name),
        words[-1].folded,
        role=role,
        body=body,
        side=side,
        gender=gender,
        aliases=_role_alias(wording, role, body),
        **{"loose": not role and len(words) == 1, **more},
    )


def _role_alias(wording: Wording, role: str | None, body: str | None) -> tuple[str, ...]:
    """The role as a description of its own ("Treasury press secretary"), without ranks after it."""
    lists = wording.known.titles
    words = role.split(" ") if role and body and len(role) <= _LONGEST_ROLE else []
    while words:
        last = words[-1].lower()
        if last not in lists.honorifics and not (len(last) <= _LONGEST_RANK and last in lists.ranks):
            break
        words.pop()
    return (" ".join(words),) if len(words) > 1 else ()
