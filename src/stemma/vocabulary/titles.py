"""Words that tell who is meant: pronouns, titles and roles, heads of organisations, words for messages."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

Gender = Literal["male", "female"]
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun asks of its antecedent: number "singular", "plural" or "any"; gender as in the file."""

    number: str
    gender: str


@dataclass(frozen=True, slots=True)
class Office:
    """A body known by name: its standard name and the country whose arm it is, if any."""

    name: str
    state: str | None


@dataclass(frozen=True, slots=True)
class Titles:
    """The closed word lists of one language, all in lower case.

    `roles` maps a role word to its gender (None where it tells none), `organisations` the head word of an
    organisation's name to the families it belongs to; `known` maps every spelling of a known body to it. `people` are
    further nouns for people, `people_endings` how such nouns end, `no_people` those that end so and are none.
    `elided` words are written as one with the next ("l'"); `heads_first` says that what a phrase turns on stands before
    its genitives, `drops_subject` that a verb may do without a subject.
    `name_cases` maps the endings of names in the nominative to those of the other cases, `name_sexed` are endings of
    men's surnames whose other cases look like women's. A sentence without subject whose verb has one of
    `impersonal_endings` has no speaker to carry on. `aged` are words before an age, `year_old` what an adjective of age
    ends with; `documents` are the words for news under which somebody unnamed speaks ("a report"); `trailing` words
    stand behind a name without belonging to it ("today"); what follows one of `copulas` says what somebody
    is, and is nobody new. Plurals in `representing` speak for their body; cues in `relaying` pass on what another said.
    `besides` are determiners of somebody else; `areas` say of a role only how far it reaches; `apposed` are nouns for
    bodies that have their capital as any noun has, and stand before a name without belonging to it; `either` are nouns
    for people that are as often bodies ("owner"); with one of `singling` one of several is told, with a name behind it.
    `others` maps a word for one more of a kind to how that one is described, by whether "one" or "many" were told.
    """

    pronouns: Mapping[str, Pronoun]
    definite: Words
    possessive: Words
    indefinite: Words
    openers: Words
    honorifics: Words
    ranks: Words
    roles: Mapping[str, Gender | None]
    state_roles: Words
    modifiers: Words
    organisations: Mapping[str, frozenset[str]]
    state_words: Words
    irregular: Words
    voices: Words
    short_roles: Mapping[str, str]
    outlet_words: Words
    known: Mapping[str, Office]
    information: Words
    messages: Words
    owners: Words
    closers: Words
    particles: Words
    calendar: Words
    joining: Words
    sent_to: Words
    conjunctions: Words
    introducing: Words
    telling: Words
    plain_people: Words
    unsure_outlets: Words
    news_words: Words
    no_medium: Words
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    people: Words
    people_endings: tuple[str, ...]
    no_people: Words
    place_words: Words
    not_owning: Words
    relative: Words
    gendered_honorifics: Mapping[str, Gender]
    name_cases: Mapping[str, tuple[str, ...]]
    name_sexed: tuple[str, ...]
    impersonal_endings: tuple[str, ...]
    aged: Words = frozenset()
    year_old: Words = frozenset()
    documents: Words = frozenset()
    trailing: Words = frozenset()
    copulas: Words = frozenset()
    representing: Words = frozenset()
    relaying: Words = frozenset()
    besides: Words = frozenset()
    areas: Words = frozenset()
    apposed: Words = frozenset()
    either: Words = frozenset()
    singling: tuple[str, ...] = ()
    others: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    elided: Words = frozenset()
    heads_first: bool = False
    drops_subject: bool = False


# These have endings and names for their lists, which have no other cases.
_AS_LISTED = frozenset(
    {"cases", "others", "name_cases", "name_sexed", "plural_endings", "singular_endings", "offices", "bodies"}
)
_FLAT = {
    "definite": "definite",
    "possessive": "possessive",
    "indefinite": "indefinite",
    "openers": "openers",
    "honorifics": "honorifics",
    "ranks": "ranks",
    "modifiers": "modifiers",
    "irregular": "irregular",
    "voices": "voices",
    "outlet_words": "outlet_words",
    "information": "information",
    "messages": "messages",
    "owners": "owners",
    "closers": "closers",
    "particles": "particles",
    "calendar": "months_days",
    "joining": "joining",
    "sent_to": "sent_to",
    "conjunctions": "conjunctions",
    "introducing": "introducing",
    "telling": "telling",
    "plain_people": "plain_people",
    "unsure_outlets": "unsure_outlets",
    "news_words": "news_words",
    "no_medium": "no_medium",
    "people": "people",
    "no_people": "no_people",
    "place_words": "place_words",
    "not_owning": "not_owning",
    "relative": "relative",
}


@functools.cache
def titles(language: str | None) -> Titles:
    """The words of `language`; those of English where it has no file. Raises VocabularyError."""
    data = read_yaml(language, "titles") if language else None
    if data is None:
        data, language = read_yaml("en", "titles"), "en"
    try:
        return _titles(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/titles.yaml: wrong schema ({error!r})") from error


def _titles(listed: Mapping[str, Any]) -> Titles:
    cases: Mapping[str, list[str]] = listed.get("cases", {})
    data = _in_all_cases(listed, cases) if cases else listed
    flat = {field: _words(data[key]) for field, key in _FLAT.items()}
    families = _families(data["organisations"])
    return Titles(
        pronouns={word: Pronoun(entry["number"], entry["gender"]) for word, entry in data["pronouns"].items()},
        roles=_roles(data["roles"]),
        state_roles=_words(word for group in data["roles"]["state"].values() for word in group),
        organisations=families,
        state_words=_words(data["state_words"])
        | _words(word for word, kinds in families.items() if kinds & set(data["state_families"])),
        short_roles=_nominatives(cases) | data["short_roles"],
        known=_known(data),
        plural_endings=tuple(data["plural_endings"]),
        singular_endings=tuple(data["singular_endings"]),
        people_endings=tuple(data["people_endings"]),
        gendered_honorifics=dict(data["gendered_honorifics"]),
        name_cases={ending: tuple(others) for ending, others in data.get("name_cases", {}).items()},
        name_sexed=tuple(data.get("name_sexed", ())),
        impersonal_endings=tuple(data.get("impersonal_endings", ())),
        aged=_words(data.get("aged", ())),
        year_old=_words(data.get("year_old", ())),
        documents=_words(data.get("documents", ())),
        trailing=_words(data.get("trailing", ())),
        copulas=_words(data.get("copulas", ())),
        representing=_words(data.get("representing", ())),
        relaying=_words(data.get("relaying", ())),
        besides=_words(data.get("besides", ())),
        areas=_words(data.get("areas", ())),
        apposed=_words(data.get("apposed", ())),
        either=_words(data.get("either", ())),
        singling=tuple(data.get("singling", ())),
        others={word: dict(named) for word, named in data.get("others", {}).items()},
        elided=_words(data.get("elided", ())),
        heads_first=bool(data.get("heads_first", False)),
        drops_subject=bool(data.get("drops_subject", False)),
        **flat,
    )


def _nominatives(cases: Mapping[str, list[str]]) -> dict[str, str]:
    """Every other case to its nominative, but for what is as well the nominative of a plural ("группы")."""
    return {form: word for word, forms in cases.items() for form in forms if form not in cases}


def _in_all_cases(listed: Any, cases: Mapping[str, list[str]]) -> Any:
    """The lists with the other cases of every word that has some, and with either apostrophe."""
    if isinstance(listed, Mapping):
        return {key: value if key in _AS_LISTED else _in_all_cases(value, cases) for key, value in listed.items()}
    if not isinstance(listed, list):
        return listed
    words = dict.fromkeys(form for word in listed for form in (word, *cases.get(word, ())))
    return [*words, *(word.replace("'", "’") for word in words if isinstance(word, str) and "'" in word)]


def _words(items: Iterable[Any]) -> Words:
    words = list(items)
    if any(not isinstance(word, str) for word in words):
        raise TypeError(f"not a word: {next(word for word in words if not isinstance(word, str))!r}")
    return frozenset(word.lower() for word in words)


def _roles(groups: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Gender | None]:
    genders: dict[str, Gender | None] = {"male": "male", "female": "female", "any": None}
    return {
        word.lower(): genders[gender] for group in groups.values() for gender, words in group.items() for word in words
    }


def _families(groups: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family, words in groups.items():
        for word in words:
            found.setdefault(word.lower(), set()).add(family)
    return {word: frozenset(families) for word, families in found.items()}


def _known(data: Mapping[str, Any]) -> dict[str, Office]:
    found = {}
    for name, entry in data["offices"].items():
        office = Office(name, entry["of"])
        found.update(dict.fromkeys((name, *entry.get("aliases", ())), office))
    for name, aliases in data["bodies"].items():
        body = Office(name, None)
        found.update(dict.fromkeys((name, *aliases), body))
    return found
