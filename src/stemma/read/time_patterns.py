"""The regular expressions for words of time, made once a language out of its vocabulary."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from stemma.vocabulary.times import TimeWords, time_words


@dataclass(frozen=True, slots=True)
class TimePatterns:
    """One expression a kind; which groups each has is told by the function of `times.py` that reads it."""

    words: TimeWords
    iso: re.Pattern[str]
    date: re.Pattern[str]
    month: re.Pattern[str]
    year: re.Pattern[str]
    clock: re.Pattern[str]
    weekday: re.Pattern[str]
    day: re.Pattern[str]
    shifted: re.Pattern[str]
    ago: re.Pattern[str]
    duration: re.Pattern[str]
    repeated: re.Pattern[str]


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
    return TimePatterns(
        words=words,
        iso=re.compile(
            r"(?<![\d-])(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
            r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d))?(?![\d-])"
        ),
        date=_compiled(
            rf"{day}\s(?:of\s)?(?P<month>{months})\b(?:\.?,?\s{year}{roku})?",
            rf"(?P<month>{months})\b\.?\s{day}(?![\d:%]|\.\d)(?:,?\s{year}{roku})?",
        ),
        month=_compiled(
            rf"(?P<month>{months})\b\.?,?\s(?:of\s)?{year}{roku}",
            rf"(?<=\s)(?:(?<={')|(?<='.join(map(_before, words.before_month))}))(?P<month>{months})\b",
        ),
        year=_compiled(
            rf"(?:(?<={')|(?<='.join(map(_before, words.before_year))})){year}(?!s){roku}",
            r"(?P<decade>(?:1[5-9]|20)\d0)s",
        ),
        clock=_clock(words),
        weekday=_compiled(rf"(?:(?P<shift>{shift})\s)?(?P<weekday>{weekdays})\b(?:\s(?P<part>{parts})\b)?"),
        day=_compiled(
            rf"(?P<phrase>{_any(words.day_parts)})\b", rf"(?P<word>{_any(words.days)})\b(?:\s(?P<part>{parts})\b)?"
        ),
        shifted=_compiled(rf"(?P<shift>{shift})\s(?P<unit>{units})\b"),
        ago=_compiled(rf"(?:{_any(words.about)}\s)?{number}[\s-](?P<unit>{units})\s{_any(words.ago)}\b"),
        duration=_compiled(
            rf"(?:{_any(words.about)}\s)?{number}[\s-](?P<unit>{units})\b(?!s?[\s-](?:{_any(words.not_duration)})\b)"
        ),
        repeated=_compiled(rf"(?P<set>{_any(words.sets)})\b"),
    )


def _clock(words: TimeWords) -> re.Pattern[str]:
    half = rf"\s?(?:(?P<am>{_any(words.am)})|(?P<pm>{_any(words.pm)}))(?!\w)" if words.am else r"(?!)"
    hours = _any([word for word, number in words.numbers.items() if 1 <= number <= 12 and len(word) > 2])
    part = rf"(?:\s(?:{_any(words.before_part)}\s)?(?P<part>{_any(words.parts)})\b)?" if words.before_part else r"(?!)"
    spoken = rf"(?P<spoken>1[0-2]|[1-9]|{hours})\s{_any(words.oclock)}{part}" if words.oclock else r"(?!)"
    lead = rf"{_any(words.before_clock)}\s" if words.before_clock else r"(?!)"
    zone = rf"(?:\s?(?P<utc>{_any(words.utc)})\b)?"
    return _compiled(
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


def _compiled(*alternatives: str) -> re.Pattern[str]:
    """One expression out of several; a group's name is numbered by the alternative that it stands in."""
    numbered = [re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", text) for number, text in enumerate(alternatives)]
    return re.compile("|".join(rf"(?<![\w.,:'’-])(?:{text})" for text in numbered), re.IGNORECASE)


def groups(match: re.Match[str]) -> dict[str, str]:
    """The groups that matched, under their names without the alternative's number, in lower case."""
    return {name.rsplit("_", 1)[0]: value.lower() for name, value in match.groupdict().items() if value is not None}
