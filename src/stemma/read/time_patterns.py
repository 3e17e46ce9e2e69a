"""The regular expressions for words of time, made once a language out of its vocabulary."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from stemma.vocabulary.times import TimeWords, time_words

_ISO = re.compile(
    r"(?<![\d-])(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d))?(?![\d-])"
)
# Stands for any digit among a text's keys.
_DIGIT = "0"
_WORD = re.compile(r"\w+")
_HAS_DIGIT = re.compile(r"\d")
# Letters that an expression without regard to case takes for "i" and "s", and `lower` does not.
_ALIKE = str.maketrans("İıſ", "iis")


@dataclass(frozen=True, slots=True)
class TimePattern:
    """An expression, and the keys of which one is among `keys_of` any text that it matches in."""

    expression: re.Pattern[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class TimePatterns:
    """One expression a kind; which groups each has is told by the function of `times.py` that reads it."""

    words: TimeWords
    iso: TimePattern
    date: TimePattern
    month: TimePattern
    year: TimePattern
    clock: TimePattern
    weekday: TimePattern
    day: TimePattern
    shifted: TimePattern
    ago: TimePattern
    duration: TimePattern
    repeated: TimePattern


@functools.cache
def time_patterns(language: str | None) -> TimePatterns:
    """The expressions of `language`, those of English where its vocabulary has no file."""
    words = time_words(language)
    months, weekdays = _any(words.months, words.capitals), _any(words.weekdays, words.capitals)
    parts, units = _any(words.parts), _any(words.units)
    number = rf"(?P<number>\d{{1,3}}(?:\.\d)?|{_any(words.numbers)})"
    year = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d.:,]\d|\d)"
    day = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    roku = rf"(?:\s{_any(words.year_words)})?" if words.year_words else ""
    shift = _any(words.shifts)
    digits, in_months, in_units = frozenset({_DIGIT}), _keys(words.months), _keys(words.units)
    return TimePatterns(
        words=words,
        iso=TimePattern(_ISO, digits),
        date=_compiled(
            in_months,
            rf"{day}\s(?:of\s)?(?P<month>{months})\b(?:\.?,?\s{year}{roku})?",
            rf"(?P<month>{months})\b\.?\s{day}(?![\d:%]|\.\d)(?:,?\s{year}{roku})?",
        ),
        month=_compiled(
            in_months,
            rf"(?P<month>{months})\b\.?,?\s(?:of\s)?{year}{roku}",
            rf"(?<=\s)(?:(?<={')|(?<='.join(map(_before, words.before_month))}))(?P<month>{months})\b",
        ),
        year=_compiled(
            digits,
            rf"(?:(?<={')|(?<='.join(map(_before, words.before_year))})){year}(?!s){roku}",
            r"(?P<decade>(?:1[5-9]|20)\d0)s",
        ),
        clock=_clock(words),
        weekday=_compiled(
            _keys(words.weekdays), rf"(?:(?P<shift>{shift})\s)?(?P<weekday>{weekdays})\b(?:\s(?P<part>{parts})\b)?"
        ),
        day=_compiled(
            _keys(words.day_parts, words.days),
            rf"(?P<phrase>{_any(words.day_parts)})\b",
            rf"(?P<word>{_any(words.days)})\b(?:\s(?P<part>{parts})\b)?",
        ),
        shifted=_compiled(in_units, rf"(?P<shift>{shift})\s(?P<unit>{units})\b"),
        ago=_compiled(in_units, rf"(?:{_any(words.about)}\s)?{number}[\s-](?P<unit>{units})\s{_any(words.ago)}\b"),
        duration=_compiled(
            in_units,
            rf"(?:{_any(words.about)}\s)?{number}[\s-](?P<unit>{units})\b(?!s?[\s-](?:{_any(words.not_duration)})\b)",
        ),
        repeated=_compiled(_keys(words.sets), rf"(?P<set>{_any(words.sets)})\b"),
    )


def _clock(words: TimeWords) -> TimePattern:
    half = rf"\s?(?:(?P<am>{_any(words.am)})|(?P<pm>{_any(words.pm)}))(?!\w)" if words.am else r"(?!)"
    hours = _any([word for word, number in words.numbers.items() if 1 <= number <= 12 and len(word) > 2])
    part = rf"(?:\s(?:{_any(words.before_part)}\s)?(?P<part>{_any(words.parts)})\b)?" if words.before_part else r"(?!)"
    spoken = rf"(?P<spoken>1[0-2]|[1-9]|{hours})\s{_any(words.oclock)}\b{part}" if words.oclock else r"(?!)"
    lead = rf"{_any(words.before_clock)}\s" if words.before_clock else r"(?!)"
    zone = rf"(?:\s?(?P<utc>{_any(words.utc)})\b)?"
    return _compiled(
        _keys(words.clock_words, words.oclock) | {_DIGIT},
        rf"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?{half}{zone}",
        rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![:\d]){zone}",
        rf"(?:{lead})(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?!\d){zone}",
        rf"(?P<word>{_any(words.clock_words)})\b",
        spoken,
    )


def _before(word: str) -> str:
    """A word with one blank for a look-behind, which has to be of a fixed length."""
    return rf"\b{re.escape(word)}\s"


def _any(words: Iterable[str], capital: bool = False) -> str:
    """One of the words, longest first; with `capital` only as they are with a capital, or all in capitals."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if capital:
        return "(?-i:" + "|".join(f"{re.escape(w.capitalize())}|{re.escape(w.upper())}" for w in ordered) + ")"
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s") for word in ordered) + ")"


def _keys(*lists: Iterable[str]) -> frozenset[str]:
    """The first words of the phrases in the lists."""
    return frozenset(match.group() for words in lists for word in words if (match := _WORD.search(word)))


def keys_of(text: str) -> set[str]:
    """What tells which kinds of time a text may name: its words in lower case, and whether it has a digit."""
    keys = set(_WORD.findall(_plain(text)))
    if _HAS_DIGIT.search(text):
        keys.add(_DIGIT)
    return keys


def _compiled(keys: frozenset[str], *alternatives: str) -> TimePattern:
    """One expression out of several; a group's name is numbered by the alternative that it stands in."""
    numbered = [re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", text) for number, text in enumerate(alternatives)]
    expression = re.compile("|".join(rf"(?<![\w.,:'’-])(?:{text})" for text in numbered), re.IGNORECASE)
    return TimePattern(expression, keys)


def groups(match: re.Match[str]) -> dict[str, str]:
    """The groups that matched, under their names without the alternative's number, in lower case."""
    found = match.groupdict().items()
    return {name.rsplit("_", 1)[0]: _plain(value) for name, value in found if value is not None}


def _plain(text: str) -> str:
    """`text` in lower case, as expressions without regard to case see it."""
    return text.lower() if text.isascii() else text.translate(_ALIKE).lower()
