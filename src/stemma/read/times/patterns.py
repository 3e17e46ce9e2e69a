"""The regular expressions for words of time, made once a language out of its vocabulary."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stemma.read.times.expressions import (
    DIGITS,
    FOUR_DIGITS,
    NOTHING,
    SP,
    TimePattern,
    after_one_of,
    any_of,
    compiled,
    ending,
    longest_words,
    maybe,
)
from stemma.vocabulary.times import TimeWords, time_words

_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d.:,]\d|\d)"
_DATED_YEAR = rf"(?P<year>{_YEAR})"
_ISO = (
    r"(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?(?P<shift>Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)


@dataclass(frozen=True, slots=True)
class TimePatterns:
    """One expression a kind, by the name of the kind; which groups each has is told by the function that reads it.

    `edge`, `bound` and `night` are for the words before a time, `joint` for those between two, `apart` for those
    between a length of time and the time that it is counted from.
    """

    words: TimeWords
    kinds: Mapping[str, TimePattern]
    keys: frozenset[str]
    edge: re.Pattern[str]
    bound: re.Pattern[str]
    night: re.Pattern[str]
    joint: re.Pattern[str]
    apart: re.Pattern[str]


@functools.cache
def time_patterns(language: str | None) -> TimePatterns:
    """The expressions of `language`, those of English where its vocabulary has no file."""
    words = time_words(language)
    kinds = _kinds(words, _Parts(words))
    article = maybe(rf"{any_of(words.articles)}{SP}")
    return TimePatterns(
        words=words,
        kinds=kinds,
        keys=frozenset().union(*(pattern.keys for pattern in kinds.values())),
        edge=ending(rf"(?P<word>{any_of(words.edges)})(?:{SP}|-)"),
        bound=ending(rf"(?P<word>{any_of(words.bounds)}){SP}(?:{article})"),
        night=ending(rf"(?:(?P<to>{any_of(words.night_to)})|(?P<from>{any_of(words.night_from)})){SP}(?:{article})"),
        joint=re.compile(rf"(?:\.?\s?[–—-]\s?|{SP}{any_of(words.range_words)}{SP})", re.IGNORECASE),
        apart=re.compile(
            rf"{SP}(?:(?P<after>{any_of(words.after)})|(?P<before>{any_of(words.before)})){SP}{article}",
            re.IGNORECASE,
        ),
    )


class _Parts:
    """What expressions are built of."""

    def __init__(self, words: TimeWords) -> None:
        self.months = any_of(words.months, words.capitals)
        self.weekdays = any_of(words.weekdays, words.capitals)
        self.units = any_of(words.units)
        self.shifts = any_of(words.shifts)
        self.article = maybe(rf"{any_of(words.articles)}{SP}")
        plain = [word for word, value in words.numbers.items() if value >= 2 and " " not in word]
        ones = [word for word, value in words.numbers.items() if value == 1]
        hundreds = any_of(word for word, value in words.numbers.items() if value >= 100)
        more = any_of((*plain, *(word for word in ones if len(word) > 2)))
        run = rf"(?:{any_of(ones)}{SP}(?={hundreds}))?{any_of(plain)}(?:(?:-|{SP}(?:and{SP})?){more}\b){{0,4}}"
        odd = any_of(word for word in words.numbers if word not in plain)
        self.number = rf"(?P<number>\d{{1,3}}(?:,\d{{3}}){{0,2}}(?:[.,]\d{{1,2}})?|{run}|{odd})"
        about = maybe(rf"{any_of(words.about)}{SP}")
        lead = maybe(rf"(?P<lead>{any_of(words.before_length)}){SP}")
        more = maybe(rf"{any_of(words.more)}{SP}")
        quantity = rf"(?:(?P<vague>{any_of(words.vague)})|{self.number})"
        self.length = rf"{lead}{about}{quantity}{SP}{more}(?P<unit>{self.units})\b"
        self.hyphened = rf"{quantity}-(?P<unit>{self.units})\b"
        roku = maybe(rf"{SP}{any_of(words.year_words)}(?!\w)")
        self.year = rf"{_DATED_YEAR}{roku}"
        ordinals = any_of(words.ordinals)
        self.day = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er|º)?(?!\d)"
        self.day_word = rf"(?:{self.day}|{self.article}(?P<dayth>{ordinals})\b)" if words.ordinals else self.day
        self.of = maybe(rf"{any_of(words.of)}{SP}")
        # "mid-November": before other times these are found afterwards.
        self.edge = maybe(rf"(?P<edge>{any_of(word for word in words.edges if ' ' not in word)})-")
        self.weekday = rf"(?:(?:{self.shifts}{SP})?(?P<weekday>{self.weekdays})(?!\w),?{SP}{self.article})?"


def _kinds(words: TimeWords, parts: _Parts) -> dict[str, TimePattern]:
    """The expressions by kind; of two of the same words the earlier wins."""
    in_months = longest_words(words.months)
    return {
        "iso": compiled(DIGITS, _ISO),
        "numeric": compiled(DIGITS, *_numeric()),
        "days": _days(in_months, parts),
        "date": _date(in_months, words, parts),
        "month": _month(in_months, words, parts),
        "quarter": _quarter(words, parts),
        "season": _season(words, parts),
        "year": _year(words, parts),
        "clock": _clock(words),
        "weekday": _weekday(words, parts),
        "day": _day(words, parts),
        "named": compiled(
            longest_words(words.named_days),
            rf"(?P<name>{any_of(words.named_days, words.capitals)})\b(?:,?{SP}{parts.year})?",
        ),
        "reference": compiled(longest_words(words.references), rf"(?P<words>{any_of(words.references)})\b"),
        "context": _context(words, parts),
        "shifted": _shifted(words, parts),
        **_with_lengths(words, parts),
        "repeated": _repeated(words, parts),
        "duration": _duration(words, parts),
        "vague": compiled(longest_words(words.vague_spans), rf"(?P<words>{any_of(words.vague_spans)})\b"),
    }


def _numeric() -> Iterator[str]:
    for mark in ("/", r"\.", "-"):
        yield rf"(?P<one>\d{{1,2}}){mark}(?P<two>\d{{1,2}}){mark}(?P<year>(?:19|20)\d\d|\d\d)(?!\d|{mark}\d)"


def _context(words: TimeWords, parts: _Parts) -> TimePattern:
    return compiled(
        longest_words(words.context_days, words.context_ends, words.units),
        rf"(?P<phrase>{any_of(words.context_days)})\b",
        rf"(?P<phrase>{any_of(words.context_ends)})(?=\s?(?:[.,;:!?)\"”’»]|$))",
        rf"(?P<step>{any_of(words.context_shifts)}){SP}(?P<unit>{parts.units})\b",
    )


def _shifted(words: TimeWords, parts: _Parts) -> TimePattern:
    fiscal = maybe(rf"{any_of(words.fiscal)}{SP}")
    years, weekends = (any_of(w for w, unit in words.units.items() if unit == kind) for kind in ("Y", "WE"))
    return compiled(
        longest_words(words.units, words.year_ends),
        rf"{parts.article}(?P<shift>{parts.shifts}){SP}{fiscal}(?P<unit>{parts.units})\b",
        rf"{parts.article}(?P<unit>{parts.units}){SP}(?P<behind>{any_of(words.shifts_after)})\b",
        rf"(?P<year_end>{any_of(words.year_ends)})\b",
        rf"{any_of(words.definite)}{SP}(?P<weekend>{weekends})\b",
        rf"{any_of(words.definite)}{SP}(?P<the_year>{years})\b(?![-–]|{SP}(?:\d|{any_of(words.not_the_year)}\b))",
    )


def _with_lengths(words: TimeWords, parts: _Parts) -> dict[str, TimePattern]:
    """What a length of time is counted back, on or from."""
    before, behind = rf"{any_of(words.before_ago)}{SP}", rf"{SP}{any_of(words.ago)}(?!\w)"
    later, earlier = any_of(words.later), any_of(words.earlier)
    return {
        "ago": compiled(longest_words(words.ago, words.before_ago), before + parts.length, parts.length + behind),
        "ahead": compiled(longest_words(words.ahead), rf"{any_of(words.ahead)}{SP}{parts.length}"),
        "stepped": compiled(
            longest_words(words.later, words.earlier, words.before_later),
            rf"{parts.length}{SP}(?:(?P<later>{later})|(?P<earlier>{earlier}))(?!\w)",
            rf"(?P<later>{any_of(words.before_later)}){SP}{parts.length}",
        ),
    }


def _duration(words: TimeWords, parts: _Parts) -> TimePattern:
    behind = rf"(?!s?[\s-]{any_of(words.not_duration)}\b)"
    return compiled(
        longest_words(words.units),
        rf"{parts.length}{behind}",
        rf"{parts.hyphened}{behind}",
        rf"(?:{any_of(words.past_length)}{SP})(?P<whole>{parts.units})\b",
        rf"{after_one_of(words.before_plural)}(?P<plural>{any_of(_plurals(words))})\b{behind}",
    )


def _plurals(words: TimeWords) -> Iterator[str]:
    """The last form of each unit that is longer than an hour."""
    last = {unit: word for word, unit in words.units.items() if unit not in {"S", "WE", "Q"}}
    yield from last.values()


def _days(keys: frozenset[str], parts: _Parts) -> TimePattern:
    """ "May 14-16", "14 and 15 May 2023": two days of one month."""
    one, other = (rf"(?P<{name}>[12]\d|3[01]|[1-9])" for name in ("day", "other"))
    between = rf"(?:\.?\s?[–—-]\s?|{SP}\w{{1,3}}{SP})"
    month = rf"(?P<month>{parts.months})\b"
    return compiled(
        keys,
        rf"{one}\.?{between}{other}\.?{SP}{parts.of}{month}(?:\.?,?{SP}{parts.of}{parts.year})?",
        rf"{month}\.?{SP}{one}{between}{other}(?!%|[:.,-]?\d)(?:,?{SP}{parts.year})?",
    )


def _date(keys: frozenset[str], words: TimeWords, parts: _Parts) -> TimePattern:
    day, month, year = rf"{parts.day}\.?", rf"(?P<month>{parts.months})\b", rf",?{SP}{parts.year}"
    step = rf"(?:(?P<step>{parts.shifts}){SP})?"
    trailing = rf"(?:,?{SP}(?P<shift>{parts.shifts}){SP}(?P<unit>{parts.units})\b)?"
    return compiled(
        keys,
        rf"{parts.weekday}{day}{SP}{parts.of}{month}(?:\.?,?{SP}{parts.of}{parts.year}|{trailing})",
        rf"{step}{parts.weekday}{month}\.?{SP}{parts.day_word}(?!%|[:.]?\d)(?:{year}|{trailing})",
    )


def _month(keys: frozenset[str], words: TimeWords, parts: _Parts) -> TimePattern:
    sure = any_of((word for word in words.months if word not in words.doubtful_months), words.capitals)
    alone = rf"(?P<month>{sure if words.capitals else NOTHING})\b(?!\.?{SP}\d)"
    leads = (*words.before_month, *words.edges, *(words.articles if words.capitals else ()))
    trailing = rf"(?:,?{SP}(?P<shift>{parts.shifts}){SP}(?P<unit>{parts.units})\b)?"
    return compiled(
        keys,
        rf"{parts.edge}(?P<month>{parts.months})\b\.?,?{SP}{parts.of}{parts.year}",
        rf"(?P<step>{any_of(words.shifts)}){SP}(?P<month>{parts.months})\b(?!\.?{SP}\d)",
        rf"{after_one_of(leads)}(?P<month>{parts.months})\b(?!\.?{SP}\d){trailing}",
        rf"{parts.edge}{alone}{trailing}",
    )


def _quarter(words: TimeWords, parts: _Parts) -> TimePattern:
    """ "The third quarter of 1990", "the 1988 third quarter", "the year-ago quarter", "the quarter"."""
    quarters = any_of(word for word, unit in words.units.items() if unit == "Q")
    ordinal = rf"(?P<ordinal>{any_of(w for w, n in words.ordinals.items() if n <= 4)})[\s-]{{1,2}}(?:fiscal{SP})?"
    fiscal = maybe(rf"{any_of(words.fiscal)}{SP}")
    step = rf"(?P<shift>{parts.shifts})"
    units = rf"(?P<unit>{any_of(w for w, unit in words.units.items() if unit == 'Y')})"
    ago = rf"(?P<ago>{any_of(words.year_before)})"
    in_year = rf"(?:{SP}(?:of|in){SP}(?:fiscal{SP})?(?:{parts.year}|{step}{SP}{units}\b))?"
    return compiled(
        longest_words((word for word, unit in words.units.items() if unit == "Q"), words.periods, words.year_before),
        rf"{parts.article}{fiscal}{ordinal}{quarters}\b{in_year}",
        rf"{step}{SP}{units}['’]s{SP}{ordinal}{quarters}\b",
        rf"{parts.article}(?:{parts.year}|{ago}){SP}{fiscal}{ordinal}{quarters}\b",
        rf"{parts.article}{ago}{SP}(?P<period>{any_of(words.periods)})\b",
        rf"{ago}(?!\w)",
        rf"{any_of(words.again)}{SP}(?P<again>{any_of(words.periods)})\b",
    )


def _season(words: TimeWords, parts: _Parts) -> TimePattern:
    seasons = rf"(?P<season>{any_of(words.seasons)})\b"
    sure = rf"(?P<season>{any_of(w for w in words.seasons if w not in words.doubtful_seasons)})\b"
    return compiled(
        longest_words(words.seasons),
        rf"(?P<shift>{parts.shifts}){SP}{seasons}",
        rf"{parts.article}{parts.edge}{seasons},?{SP}{parts.of}{parts.year}",
        rf"{after_one_of((*words.before_month, *words.edges, *words.articles))}{parts.edge}{sure}",
        rf"{parts.article}{seasons}{SP}(?P<behind>{any_of(words.shifts_after)})\b",
        elided=words.elided,
    )


def _year(words: TimeWords, parts: _Parts) -> TimePattern:
    spoken, keys = NOTHING, {FOUR_DIGITS, *(f"{ten}0s" for ten in range(2, 10))}
    if words.spoken_years:
        tens = any_of(w for w, n in words.numbers.items() if n in range(20, 100, 10))
        ones = any_of(w for w, n in words.numbers.items() if n in range(1, 10) and len(w) > 2)
        teens = any_of(w for w, n in words.numbers.items() if n in range(10, 20))
        firsts = [w for w, n in words.numbers.items() if n in (18, 19, 20)]
        keys |= longest_words(firsts)
        spoken = rf"(?P<spoken>{any_of(firsts)}{SP}(?:{tens}(?:[\s-]{{1,2}}{ones})?|{teens}))\b"
    fiscal = maybe(rf"{any_of(words.fiscal)}{SP}")
    centuries = [word for word, unit in words.units.items() if unit == "C"]
    hundreds = any_of(centuries)
    return compiled(
        longest_words(centuries) | keys,
        rf"(?:{after_one_of(words.before_year)}|(?={any_of(words.fiscal)})){fiscal}{_DATED_YEAR}(?!s)"
        + maybe(rf"{SP}{any_of(words.year_words)}(?!\w)"),
        rf"{_DATED_YEAR}{SP}{any_of(words.year_words)}(?!\w)" if words.year_words else NOTHING,
        rf"{parts.edge}(?P<bare>(?:19|20)\d\d)(?![\w%°$€£]|[.:,/-]\d|[-–]\w)",
        rf"{parts.article}{parts.edge}(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
        rf"(?:{any_of(words.articles)}{SP})['’]?(?P<short>[2-9]0)s\b",
        rf"{parts.article}(?P<century>1\d|2[01])(?:st|nd|rd|th|\.)?[\s-]{{1,2}}{hundreds}\b",
        spoken,
    )


def _clock(words: TimeWords) -> TimePattern:
    half = rf"\s?(?:(?P<am>{any_of(words.am)})|(?P<pm>{any_of(words.pm)}))(?!\w)" if words.am else NOTHING
    hours = any_of(word for word, number in words.numbers.items() if 1 <= number <= 12 and len(word) > 2)
    part = maybe(rf"{SP}(?:{any_of(words.before_part)}{SP})?(?P<part>{any_of(words.parts)})\b")
    spoken = rf"(?P<spoken>1[0-2]|[1-9]|{hours}){SP}{any_of(words.oclock)}(?!\w){part if words.before_part else ''}"
    nouns = any_of(words.zone_nouns)
    zone = rf"(?P<zone>(?:{any_of(words.zones)})\b|(?:[^\W\d_][\w.]{{1,20}}{SP}){{1,2}}?{nouns}\b)"
    zone, before = rf"(?:\s?\(?{zone})?", any_of(words.after_clock)
    hour = rf"{after_one_of(words.before_hour) if words.before_hour else ''}(?P<hour>[01]?\d|2[0-3])"
    named = maybe(rf"{SP}(?P<part>{any_of(words.parts)})(?!\w)")
    minutes = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![:\d])"
    lead, dotted = rf"(?:{any_of(words.before_clock)}{SP})", r"(?:[:.](?P<minute>[0-5]\d))?"
    mark, oclock = any_of(words.hour_marks), any_of(words.oclock)
    return compiled(
        longest_words(words.clock_words, words.oclock) | DIGITS,
        rf"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?{half}{zone}",
        rf"{maybe(lead)}{minutes}(?:{SP}{any_of((*words.after_clock, *words.oclock))}(?!\w))?{zone}",
        rf"{maybe(lead)}(?P<hour>[01]?\d|2[0-3])\s?{mark}(?:\s?(?P<minute>[0-5]\d))?(?!\w){zone}",
        rf"{lead}(?P<hour>[01]?\d|2[0-3]){dotted}{SP}{oclock}(?!\w){named}{zone}" if not words.half_days else NOTHING,
        rf"{lead}(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d|[.,]\d){zone}",
        rf"{any_of(words.before_bare_hour)}{SP}(?P<hour>[01]?\d|2[0-3])(?!\d|[.,:]\d|\s?%){zone}",
        rf"{hour}{dotted}{SP}{oclock}(?!\w){named}{zone}" if not words.half_days else NOTHING,
        rf"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?=\s?\(?(?:{any_of(words.zones)})\b){zone}",
        rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:{SP}{before}\b|(?=\s?(?:{any_of(words.zones)})\b)){zone}",
        rf"(?P<word>{any_of(words.clock_words)})\b{zone}",
        spoken if words.half_days else NOTHING,
    )


def _weekday(words: TimeWords, parts: _Parts) -> TimePattern:
    weekday, part = rf"(?P<weekday>{parts.weekdays})(?!\w)", rf"(?P<part>{any_of(words.parts)})\b"
    behind = rf"{SP}(?P<behind>{any_of(words.shifts_after)})\b"
    # "The night to Monday" is not Monday's night.
    nights = any_of({phrase.rpartition(" ")[2] for phrase in (*words.night_to, *words.night_from)})
    joined = rf"(?!{SP}{nights}\b)(?:{SP}\w{{1,3}})?{SP}"
    one_word = [day + of_day for day in words.weekdays for of_day in words.parts] if words.joined_parts else []
    ahead = rf"(?P<week>{parts.shifts}){SP}(?P<unit>{parts.units})\b"
    return compiled(
        longest_words(words.weekdays, one_word),
        rf"(?:(?P<shift>{parts.shifts}){SP})?{weekday}(?:{SP}{part})?{maybe(behind)}(?:{SP}{ahead})?",
        rf"(?P<weekday>{parts.weekdays})(?P<part>{any_of(words.parts)})s?\b" if words.joined_parts else NOTHING,
        rf"{part}{joined}(?:(?P<shift>{parts.shifts}){SP})?{weekday}(?!,?{SP}{parts.months})",
    )


def _day(words: TimeWords, parts: _Parts) -> TimePattern:
    weekday = rf"(?!(?:{SP}\w{{2,4}})?{SP}{parts.weekdays})"
    word, part = rf"(?P<word>{any_of(words.days)})\b", rf"(?P<part>{any_of(words.parts)})\b"
    return compiled(
        longest_words(words.day_parts, words.days),
        rf"(?P<phrase>{any_of(words.day_parts)})\b{weekday}",
        rf"{word}(?:{SP}{maybe(any_of(words.before_part) + SP)}{part})?",
        rf"{parts.edge}{part}{SP}{word}",
    )


def _repeated(words: TimeWords, parts: _Parts) -> TimePattern:
    every = rf"{any_of(words.every)}{SP}"
    per = rf"{any_of(words.per)}{SP}(?P<unit>{parts.units})\b"
    return compiled(
        longest_words(words.sets, words.every, words.units),
        rf"(?P<set>{any_of(words.sets)})\b",
        rf"{every}(?:other{SP}|{parts.number}{SP})?(?P<unit>{parts.units})\b",
        rf"{every}(?P<weekday>{parts.weekdays})(?!\w)",
        rf"{every}(?P<month>{parts.months})\b",
        rf"{any_of(words.often)}{SP}{per}",
        rf"(?:(?<=\d\s)|{after_one_of(words.rates)}){per}",
    )
