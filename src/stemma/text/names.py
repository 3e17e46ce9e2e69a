"""Names: the forms in which they are compared, across scripts, spellings, initials and titles."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from stemma.text.tokens import fold
from stemma.vocabulary.titles import titles

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "y", "э": "e",
    "ю": "yu", "я": "ya",
    "ё": "yo", "ъ": "", "ь": "", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
}  # fmt: skip
_CYRILLIC_TABLE = str.maketrans(_CYRILLIC | {letter.upper(): latin.capitalize() for letter, latin in _CYRILLIC.items()})
_WORD = re.compile(r"[^\W_]+(?:['’ʼ.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_DROPPED = str.maketrans("", "", "'’ʼ.")
# Words that join the parts of a name and tell none apart; with them "Ministry of Defence" is "Defence Ministry".
_JOINING = frozenset(
    ("the", "a", "an", "of", "and", "for", "in", "on", "to", "de", "la", "le", "du", "des", "der", "die", "das", "und",
     "et", "y", "e", "i", "w", "z", "al", "el")
)  # fmt: skip
# Two spellings of one word in names of bodies.
_VARIANTS = {
    "defence": "defense",
    "organisation": "organization",
    "centre": "center",
    "labour": "labor",
    "programme": "program",
    "us": "united states",
    "usa": "united states",
    "un": "united nations",
    "uk": "united kingdom",
    "eu": "european union",
}
# Spellings of one sound, the longest first. Romanisations by English, Polish, German and French habit meet here; the
# result is a key to compare, not a pronunciation. Capitals stand for sounds that have no letter of their own.
_SOUND_OF = {
    "shch": "S", "szcz": "S", "tsch": "C", "sch": "S", "sh": "S", "sz": "S", "tch": "C", "cz": "C", "ch": "C",
    "zh": "Z", "rz": "Z", "kh": "g", "gh": "g", "ts": "c", "tz": "c", "ph": "f", "ck": "k", "th": "t", "dh": "d",
    "ou": "u", "oo": "u", "ee": "i", "iya": "a", "ija": "a", "iyi": "i", "iy": "i", "ij": "i", "yi": "i", "yy": "i",
    "ii": "i", "ya": "a", "ja": "a", "ia": "a", "yu": "u", "ju": "u", "iu": "u", "ye": "e", "je": "e", "ie": "e",
    "yo": "o", "jo": "o", "io": "o", "ji": "i", "w": "v", "h": "g", "q": "k", "x": "ks", "y": "i", "j": "i",
}  # fmt: skip
_SOUND = re.compile("|".join(_SOUND_OF))
# Letters with marks that tell a sound of their own, before marks are taken off.
_MARKED = str.maketrans({"ż": "zh", "ž": "zh", "š": "sh", "č": "ch", "ş": "sh", "ș": "sh", "ç": "ch", "ț": "ts"})
# Less of a name than this tells nothing when its ending is left out.
_SHORTEST_STEM = 2
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiou")


def romanise(text: str) -> str:
    """`text` with Cyrillic letters in Latin ones, after the habit of English-language agencies."""
    return text if text.isascii() else text.translate(_CYRILLIC_TABLE)


@functools.lru_cache(maxsize=1 << 15)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: Latin letters, lower case, no marks, dots or possessive endings.

    "The Post’s" is ("the", "post"), "U.S." is ("us",), "al-Thani" is ("al", "thani").
    """
    words = (_POSSESSIVE.sub("", word) for word in _WORD.findall(romanise(name)))
    return tuple(fold(word).translate(_DROPPED) for word in words if word)


@functools.lru_cache(maxsize=1 << 15)
def name_key(name: str) -> str:
    """The words of a name without those that only join, in their order: equal keys are one spelling of one name."""
    words = name_words(name)
    return " ".join(word for word in words if word not in _JOINING) or " ".join(words)


@functools.lru_cache(maxsize=1 << 15)
def body_key(name: str) -> frozenset[str]:
    """The words of an organisation's name in no order, spellings made one.

    "Ministry of Defence" and "Defense Ministry" have one key.
    """
    words = [_VARIANTS.get(word, word) for word in name_words(name) if word not in _JOINING]
    return frozenset(part for word in words for part in word.split())


@functools.lru_cache(maxsize=1 << 15)
def sound_key(word: str) -> str:
    """A key that the romanised spellings of one name share: of Vyacheslav, Wiaczesław and Вячеслав it is the same."""
    plain = fold(romanise(word).lower().translate(_MARKED)).translate(_DROPPED).replace("-", "")
    sounds = _DOUBLED.sub(r"\1", _SOUND.sub(lambda match: _SOUND_OF[match.group()], plain))
    return sounds[:-1] + "v" if sounds.endswith("f") and len(sounds) > 4 else sounds


def skeleton(word: str) -> str:
    """The consonants of a word's sound key: what stays when a name's vowels are romanised differently."""
    sounds = sound_key(word)
    return sounds[:1] + sounds[1:].translate(_VOWELS)


def sounds_alike(left: str, right: str) -> bool:
    """Whether two words are likely romanisations of one: of one sound, or of one but for a vowel in a long word."""
    a, b = sound_key(left), sound_key(right)
    if a == b:
        return True
    one_vowel_apart = len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return len(a) >= 6 and one_vowel_apart and a[-1] == b[-1] and skeleton(left) == skeleton(right)


@functools.lru_cache(maxsize=1 << 15)
def initials(name: str) -> frozenset[str]:
    """The initials by which a name of several words goes, in lower case, with and without its joining words.

    Of "Union of Concerned Pilots": {"ucp", "uocp"}. Empty for a single word.
    """
    words = name_words(name)
    strong = [word for word in words if word not in _JOINING]
    if len(strong) < 2:
        return frozenset()
    inner = words[1:] if words[0] in ("the", "a", "an") else words
    return frozenset({"".join(word[0] for word in strong), "".join(word[0] for word in inner)})


def is_acronym(word: str) -> bool:
    """Whether a word is written like initials: two to eight capitals, dots or digits among them."""
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 8 and letters[0].isalpha() and letters == letters.upper() and letters.isalnum()


def stands_for(short: str, full: str) -> bool:
    """Whether `short` are the initials of `full`: "UCP" of "Union of Concerned Pilots"."""
    return is_acronym(short) and short.replace(".", "").lower() in initials(full)


@functools.lru_cache(maxsize=1 << 14)
def bare_person(name: str, language: str | None = "en") -> str:
    """A person's name without the titles before it: "Rear Adm. Jane Doe" is "Jane Doe". Never empty."""
    known = titles(language)
    words = name.split()
    while len(words) > 1:
        first = words[0].rstrip(".,").lower()
        if first not in known.honorifics and first not in known.ranks and first not in ("the", "a", "an"):
            break
        words.pop(0)
    return " ".join(words)


def same_person(left: str, right: str) -> bool:
    """Whether two full names of people are one: the last words sound alike and the first do, or are its initial.

    False where either is a single word: a surname alone tells no person.
    """
    a, b = name_words(left), name_words(right)
    if len(a) < 2 or len(b) < 2 or not sounds_alike(a[-1], b[-1]):
        return False
    return _same_first(a[0], b[0])


def _same_first(left: str, right: str) -> bool:
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    return sounds_alike(left, right)


def is_case_of(form: str, name: str, cases: Mapping[str, Sequence[str]]) -> bool:
    """Whether every word of `form` is the word of `name`, in the nominative, or another case of it: "Jana Kowala".

    `cases` maps endings of the nominative to those of the other cases. False where the two are spelled alike.
    """
    words = list(zip(form.split(), name.split(), strict=False))
    if len(form.split()) != len(name.split()) or fold(form) == fold(name):
        return False
    return all(_is_case_of(fold(one), fold(other), cases) for one, other in words)


def _is_case_of(form: str, name: str, cases: Mapping[str, Sequence[str]]) -> bool:
    if form == name:
        return True
    for ending, others in cases.items():
        stem = name[: len(name) - len(ending)]
        fits = len(stem) >= _SHORTEST_STEM and name.endswith(fold(ending)) and form.startswith(stem)
        if fits and form[len(stem) :] in map(fold, others):
            return True
    return False


def same_name(left: str, right: str) -> bool:
    """Whether two names are one but for joining words, marks and romanisation, or one is the other's initials."""
    return (
        name_key(left) == name_key(right)
        or body_key(left) == body_key(right)
        or same_person(left, right)
        or stands_for(left, right)
        or stands_for(right, left)
    )
