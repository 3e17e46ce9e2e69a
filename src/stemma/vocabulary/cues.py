"""Cues: the words by which a report attributes what it says, with the stance of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from stemma.model import Stance, VocabularyError
from stemma.vocabulary.files import read_yaml

Form = Literal["base", "third", "past", "participle", "ing"]
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Sense:
    """What content a cue takes in one sense, and the stance it then gives."""

    takes: frozenset[str]
    stance: Stance


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A verb, its further words if it has several ("point" + "out"), and its senses, the usual one first."""

    lemma: str
    rest: tuple[str, ...]
    senses: tuple[Sense, ...]

    def takes(self, kind: str) -> bool:
        """Whether any sense takes content of this kind."""
        return any(kind in sense.takes for sense in self.senses)

    def stance(self, *kinds: str) -> Stance:
        """The stance of the first sense that takes content of one of `kinds`; else that of the usual sense."""
        fitting = (sense.stance for sense in self.senses if not sense.takes.isdisjoint(kinds))
        return next(fitting, self.senses[0].stance)


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun that reports ("denial"); `alone` where it may stand without anybody whose it is ("rumours")."""

    stance: Stance
    takes: frozenset[str]
    alone: bool


@dataclass(frozen=True, slots=True)
class CueVocabulary:
    """A language's cues, looked up by a word in lower case.

    `verbs` leads from an inflected first word to the cues that may begin there, longest first, with the word's forms.
    `phrases` leads from the first word to whole phrases that name the source after them, longest first. `messages` are
    nouns that announce speech, `also_nouns` verb forms that are nouns as often, `labels` words before a colon that name
    no speaker, `said` nouns for what somebody said, `never` pairs of words whose first is no verb ("think tank").
    `subjectless` languages leave the subject out ("Dodał, że") or put it after the verb. In those of `free_order` it
    stands on either side of a verb that an auxiliary or particle may be parted from; `drops_subject` says that it may
    be missing there, `plural_endings` how their verbs end in the plural. `postposed` words follow the source that they
    name ("dem Amt zufolge"), `inserted` ones stand before it only after what it says ("…, so das Amt"). `nouns_capital`
    says that all nouns are written with a capital. `past_endings` and `oblique_endings` are those of verbs in the past
    and of nouns and adjectives that are no subjects, in languages that have no list of such words. `around` are phrases
    with the pronoun that names the source in them: what stands before and after it ("по его словам", "jego zdaniem").
    `noun_links` lead from a noun that is somebody's to what is said: "la denuncia del sindicato *de que* …".
    `infinitive_endings` are those of verbs that what is said may begin with ("affirme contrôler", "dijo no saber").
    `papers` are nouns for what a headline may have it from, though nobody is named: "Poll: most want him out".
    """

    verbs: Mapping[str, tuple[tuple[VerbCue, frozenset[Form]], ...]]
    nouns: Mapping[str, tuple[NounCue, ...]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    messages: frozenset[str]
    also_nouns: frozenset[str]
    labels: frozenset[str]
    said: frozenset[str] = frozenset()
    never: frozenset[tuple[str, str]] = frozenset()
    subjectless: bool = False
    free_order: bool = False
    drops_subject: bool = False
    postposed: frozenset[str] = frozenset()
    inserted: frozenset[str] = frozenset()
    plural_endings: tuple[str, ...] = ()
    nouns_capital: bool = False
    past_endings: tuple[str, ...] = ()
    oblique_endings: tuple[str, ...] = ()
    around: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    papers: tuple[str, ...] = ()
    infinitive_endings: tuple[str, ...] = ()
    noun_links: tuple[tuple[str, ...], ...] = ()


EMPTY = CueVocabulary(
    MappingProxyType({}), MappingProxyType({}), MappingProxyType({}), frozenset(), frozenset(), frozenset()
)


@cache
def cue_vocabulary(language: str | None) -> CueVocabulary:
    """The cues of `language`; `EMPTY` for a language without a file. Raises VocabularyError."""
    data = read_yaml(language, "cues") if language else None
    if data is None:
        return EMPTY
    try:
        return CueVocabulary(
            verbs=_verbs(data, str(language)),
            nouns=_nouns(data),
            phrases=_phrases(data),
            messages=frozenset(data.get("messages", ())),
            also_nouns=frozenset(data.get("also_nouns", ())),
            labels=frozenset(data.get("labels", ())),
            said=frozenset(data.get("said", ())),
            never=frozenset(_pair(words) for words in data.get("never", ())),
            subjectless=bool(data.get("subjectless", False)),
            free_order=bool(data.get("free_order", False)),
            drops_subject=bool(data.get("drops_subject", False)),
            postposed=frozenset(data.get("postposed", ())),
            inserted=frozenset(data.get("inserted", ())),
            plural_endings=tuple(data.get("plural_endings", ())),
            nouns_capital=bool(data.get("nouns_capital", False)),
            past_endings=tuple(data.get("past_endings", ())),
            oblique_endings=tuple(data.get("oblique_endings", ())),
            around=tuple(_around(phrase) for phrase in data.get("around", ())),
            papers=tuple(data.get("papers", ())),
            infinitive_endings=tuple(data.get("infinitive_endings", ())),
            noun_links=tuple(tuple(phrase.split()) for phrase in data.get("noun_links", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/cues.yaml: wrong schema ({error})") from error


def _verbs(data: Any, language: str) -> Mapping[str, tuple[tuple[VerbCue, frozenset[Form]], ...]]:
    irregular = data.get("irregular") or {}
    by_form: dict[str, list[tuple[VerbCue, frozenset[Form]]]] = {}
    for cue in _verb_cues(data):
        for word, parted in _parted(cue, irregular):
            by_form.setdefault(word, []).append((parted, frozenset({"past"})))
        forms: dict[str, set[Form]] = {}
        for form, word in _forms(cue.lemma, irregular, language):
            forms.setdefault(word, set()).add(form)
        for word, names in forms.items():
            by_form.setdefault(word, []).append((cue, frozenset(names)))
    ordered = {word: tuple(sorted(cues, key=lambda item: -len(item[0].rest))) for word, cues in by_form.items()}
    return MappingProxyType(ordered)


def _verb_cues(data: Any) -> Iterator[VerbCue]:
    senses: dict[tuple[str, ...], list[Sense]] = {}
    for group in data["verbs"]:
        sense = Sense(frozenset(group["takes"]), _stance(group["stance"]))
        for entry in group["words"]:
            senses.setdefault(tuple(entry.lower().split()), []).append(sense)
    for (lemma, *rest), found in senses.items():
        yield VerbCue(lemma, tuple(rest), tuple(found))


def _parted(cue: VerbCue, irregular: Any) -> Iterator[tuple[str, VerbCue]]:
    """The forms of a verb that part with a word of it: "teilte … mit" of "mitteilen"."""
    listed = irregular.get(cue.lemma)
    for entry in listed.get("parted", ()) if isinstance(listed, dict) else ():
        word, *rest = entry.split()
        yield word, VerbCue(cue.lemma, (*rest, *cue.rest), cue.senses)


def _forms(lemma: str, irregular: Any, language: str) -> Iterator[tuple[Form, str]]:
    if isinstance(irregular.get(lemma), dict):
        for form in get_args(Form):
            yield from ((form, word) for word in irregular[lemma].get(form, ()))
        return
    if language != "en":
        # Outside English all forms are listed; which is which does not matter there.
        yield from (("past", form) for form in irregular.get(lemma, (lemma,)))
        return
    yield "base", lemma
    if lemma in irregular:
        third, past, participle, ing = irregular[lemma]
    else:
        third, past, ing = _regular(lemma)
        participle = past
    yield "third", third
    yield "past", past
    yield "participle", participle
    yield "ing", ing


def _regular(lemma: str) -> tuple[str, str, str]:
    """Third person, past and -ing form of a regular English verb."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if lemma.endswith("e"):
        return third, lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    return third, lemma + "ed", lemma + "ing"


def _nouns(data: Any) -> Mapping[str, tuple[NounCue, ...]]:
    found: dict[str, list[NounCue]] = {}
    for group in data.get("nouns") or ():
        cue = NounCue(_stance(group["stance"]), frozenset(group["takes"]), bool(group.get("alone", False)))
        for word in group["words"]:
            found.setdefault(word, []).append(cue)
    return MappingProxyType({word: tuple(cues) for word, cues in found.items()})


def _phrases(data: Any) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in data.get("according") or ():
        words = tuple(phrase.lower().split())
        found.setdefault(words[0], []).append(words)
    return MappingProxyType({first: tuple(sorted(all_, key=lambda p: (-len(p), p))) for first, all_ in found.items()})


def _around(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = phrase.lower().split("...")
    return tuple(before.split()), tuple(after.split())


def _pair(words: str) -> tuple[str, str]:
    first, second = words.lower().split()
    return first, second


def _stance(name: str) -> Stance:
    if name not in get_args(Stance):
        raise ValueError(f"no such stance: {name}")
    return name  # type: ignore[return-value]
