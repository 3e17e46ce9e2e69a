"""The forms under which names of places are compared: by their letters, and by how they sound."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

_APART = re.compile(r"[\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`ʻʿʾ")
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ħ": "h"})
# Cyrillic as English-language agencies write it from Russian (BGN/PCGN), and from Ukrainian (resolution 55 of 2010)
# where that differs. Letters of other languages sound the same in both.
_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "yi", "й": "y", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "ђ": "dj", "у": "u", "ў": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya",
}  # fmt: skip
_UKRAINIAN = _RUSSIAN | {"г": "h", "и": "y", "ї": "i", "й": "i", "є": "ie", "ю": "iu", "я": "ia"}
_BY_RUSSIAN, _BY_UKRAINIAN = str.maketrans(_RUSSIAN), str.maketrans(_UKRAINIAN)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# At the beginning of a word these are written out in Ukrainian romanisation.
_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_INITIALS = re.compile(rf"\b[{''.join(_INITIAL)}]")

# Spellings of one sound, the longest first. English, German, Polish, French and Italian habits of writing one foreign
# name meet in a few classes: what tells names apart is left to the comparison of the spellings themselves.
_SOUND_OF = {
    "shch": "S", "szcz": "S", "tsch": "S", "dzh": "S", "sch": "S", "tch": "S", "sh": "S", "sz": "S", "cz": "S",
    "ch": "S", "zh": "S", "rz": "S", "dj": "S", "dz": "S", "kh": "g", "gh": "g", "ts": "S", "tz": "S", "ph": "f",
    "ck": "k", "th": "t", "dh": "d", "qu": "k", "x": "ks", "c": "k", "q": "k", "h": "g", "w": "v", "z": "s",
    "j": "", "y": "",
}  # fmt: skip
_SOUND = re.compile("|".join(_SOUND_OF))
_SOFT = re.compile(r"c(?=[eiy])")
_VOWEL = re.compile("[aeiou ]+")
_DOUBLED = re.compile(r"(.)\1+")
_OTHER = re.compile("[^a-zA-Z]+")
_MERGED = str.maketrans({"g": "k", "d": "t", "b": "p", "S": "s"})
# The letters of skeletons.
BONES = "fklmnprstv"
LONGEST_SKELETON = 12


@functools.lru_cache(maxsize=1 << 16)
def place_key(name: str) -> str:
    """The form under which names are compared: no case, diacritics, apostrophes; one space for what parts words.

    Cyrillic is romanised the Russian way.
    """
    plain = name.translate(_APOSTROPHES).lower()
    if not plain.isascii():
        plain = plain.translate(_BY_RUSSIAN)
        decomposed = unicodedata.normalize("NFKD", plain.translate(_STROKES)).lower()
        plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _APART.sub(" ", plain).strip()


def place_keys(name: str) -> Iterator[str]:
    """All keys that a name goes by: its own, and that of a Cyrillic name romanised the Ukrainian way."""
    yield place_key(name)
    if _CYRILLIC.search(name):
        lower = _INITIALS.sub(lambda match: _INITIAL[match.group()], name.lower())
        yield place_key(lower.translate(_BY_UKRAINIAN))


# As above, but finer, with the vowels: what two spellings of one sound look like when they are compared.
_FINE_OF = {
    "shch": "S", "szcz": "S", "tsch": "C", "sch": "S", "sh": "S", "sz": "S", "tch": "C", "cz": "C", "ch": "C",
    "dzh": "Z", "zh": "Z", "rz": "Z", "dj": "Z", "dz": "Z", "kh": "h", "gh": "g", "ts": "c", "tz": "c", "ph": "f",
    "ck": "k", "th": "t", "dh": "d", "qu": "k", "gu": "g", "ou": "u", "oo": "u", "ee": "i", "ya": "a", "ja": "a",
    "ia": "a", "yu": "u", "ju": "u", "iu": "u", "ye": "e", "je": "e", "ie": "e", "yo": "o", "jo": "o", "io": "o",
    "ae": "e", "oe": "e", "ue": "u", "iy": "i", "ij": "i", "yi": "i", "ii": "i", "ce": "se", "ci": "si", "w": "v",
    "q": "k", "x": "ks", "y": "i", "j": "i", "h": "g", "c": "k",
}  # fmt: skip
_FINE = re.compile("|".join(_FINE_OF))


@functools.lru_cache(maxsize=1 << 14)
def sound(key: str) -> str:
    """A key written by its sound, vowels and all, without the spaces."""
    return _DOUBLED.sub(r"\1", _FINE.sub(lambda match: _FINE_OF[match.group()], key.replace(" ", "")))


@functools.lru_cache(maxsize=1 << 14)
def skeleton(key: str) -> str:
    """What is left of a key when it is spelt otherwise: its consonants by their sound, the voiced and the voiceless in
    one. Names of one sound have one skeleton: of "grayvoron" and "hrayvoron" it is "krvrn". Spelling says the rest.

    A name of vowels alone has an empty one.
    """
    consonants = _SOUND.sub(lambda match: _SOUND_OF[match.group()], _SOFT.sub("s", key[:64]))
    letters = _OTHER.sub("", _VOWEL.sub("", consonants)).translate(_MERGED)
    return _DOUBLED.sub(r"\1", letters)[:LONGEST_SKELETON]
