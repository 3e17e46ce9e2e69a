"""Regular expressions out of lists of words, and the words of what they match.

No expression repeats anything without a bound, so that none takes more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from stemma.model import Span

# Stand for any digit and for four in a row among a text's keys.
DIGIT, FOUR_DIGITS = "0", "0000"
DIGITS = frozenset({DIGIT})
NOTHING = "(?!)"
# A blank, or the end of a line with some blanks.
SP = r"\s{1,3}"
_WORD = re.compile(r"\w+")
_HAS_DIGIT, _HAS_FOUR = re.compile(r"\d"), re.compile(r"\d{4}")
# Letters that an expression without regard to case takes for "i" and "s", and `lower` does not.
_ALIKE = str.maketrans("İıſ", "iis")


@dataclass(frozen=True, slots=True)
class TimePattern:
    """An expression, and the keys of which one is among `keys_of` any text that it matches in."""

    expression: re.Pattern[str]
    keys: frozenset[str]


def after_one_of(words: Iterable[str]) -> str:
    """Stands behind one of the words with one blank. Look-behinds have to be of a fixed length, so each is its own."""
    found = [rf"(?<=\b{re.escape(word)}\s)" for word in words]
    return f"(?:{'|'.join(found)})" if found else NOTHING


def maybe(text: str) -> str:
    """Once or not at all; nothing where it is out of words that the language does not have."""
    return f"(?:{text})?" if NOTHING not in text else ""


def ending(text: str) -> re.Pattern[str]:
    """Where a piece of text ends so; the piece is short, so that it may be searched."""
    return re.compile(rf"(?<!\w)(?:{text})\Z", re.IGNORECASE)


def any_of(words: Iterable[str], capital: bool = False) -> str:
    """One of the words, longest first; with `capital` only as they are with a capital, or all in capitals."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return NOTHING
    if capital:
        forms = (form for word in ordered for form in dict.fromkeys((word.capitalize(), word.title(), word.upper())))
        return "(?-i:" + "|".join(map(_spaced, forms)) + ")"
    return "(?:" + "|".join(map(_spaced, ordered)) + ")"


def _spaced(word: str) -> str:
    return re.escape(word).replace("\\ ", r"\s")


def longest_words(*lists: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase in the lists: long words are rarer."""
    return frozenset(max(found, key=len) for words in lists for word in words if (found := _WORD.findall(word)))


def keys_of(text: str) -> set[str]:
    """What tells which kinds of time a text may name: its words in lower case, and whether it has digits, and four."""
    keys = set(_WORD.findall(plain(text)))
    if _HAS_DIGIT.search(text):
        keys.add(DIGIT)
        if _HAS_FOUR.search(text):
            keys.add(FOUR_DIGITS)
    return keys


def compiled(keys: frozenset[str], *alternatives: str, elided: Iterable[str] = ()) -> TimePattern:
    """One expression out of several; a group's name is numbered by the alternative that it stands in."""
    numbered = [re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", text) for number, text in enumerate(alternatives)]
    start = "|".join((r"(?<![\w.,:'’/-])", *(rf"(?<=\b{word}['’])" for word in elided)))
    kept = [text for text in numbered if text != NOTHING]
    # Where an alternative may begin is asked once a place, not once an alternative.
    expression = re.compile(rf"(?:{start})(?=['’\w])(?:{'|'.join(kept) or NOTHING})", re.IGNORECASE)
    return TimePattern(expression, keys)


def groups(match: re.Match[str]) -> dict[str, str]:
    """The groups that matched, under their names without the alternative's number, in lower case."""
    found = match.groupdict().items()
    return {name.rsplit("_", 1)[0]: plain(value) for name, value in found if value is not None}


def place_of(match: re.Match[str], name: str) -> Span:
    """Where the words of a group stand that matched; ValueError where it did not."""
    for group, number in match.re.groupindex.items():
        if group.rsplit("_", 1)[0] == name and match.start(number) >= 0:
            return Span(*match.span(number))
    raise ValueError(name)


def plain(text: str) -> str:
    """`text` in lower case, as expressions without regard to case see it, with single blanks."""
    text = text.lower() if text.isascii() else text.translate(_ALIKE).lower()
    return " ".join(text.split()) if text[:1].strip() else text
