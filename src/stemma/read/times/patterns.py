"""The regular expressions for words of time, made once a language out of its vocabulary.

No expression repeats anything without a bound, so that none takes more than linear time.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stemma.model import Span
from stemma.vocabulary.times import TimeWords, time_words

# Stand for any digit and for four in a row among a text's keys.
_DIGIT, _FOUR_DIGITS = "0", "0000"
_WORD = re.compile(r"\w+")
_HAS_DIGIT, _HAS_FOUR = re.compile(r"\d"), re.compile(r"\d{4}")
# Letters that an expression without regard to case takes for "i" and "s", and `lower` does not.
_ALIKE = str.maketrans("İıſ", "iis")
_DIGITS = frozenset({_DIGIT})
_NOTHING = "(?!)"
# A blank, or the end of a line with some blanks.
_SP = r"\s{1,3}"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d.:,]\d|\d)"
_DATED_YEAR = rf"(?P<year>{_YEAR})"
_ISO = (
    r"(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?(?P<shift>Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)


@dataclass(frozen=True, slots=True)
class TimePattern:
    """An expression, and the keys of which one is among `keys_of` any text that it matches in."""

    expression: re.Pattern[str]
    keys: frozenset[str]


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
    article = _maybe(rf"{any_of(words.articles)}{_SP}")
    return TimePatterns(
        words=words,
        kinds=kinds,
        keys=frozenset().union(*(pattern.keys for pattern in kinds.values())),
        edge=_ending(rf"(?P<word>{any_of(words.edges)})(?:{_SP}|-)"),
        bound=_ending(rf"(?P<word>{any_of(words.bounds)}){_SP}(?:{article})"),
        night=_ending(rf"(?:(?P<to>{any_of(words.night_to)})|(?P<from>{any_of(words.night_from)})){_SP}(?:{article})"),
        joint=re.compile(rf"(?:\.?\s?[–—-]\s?|{_SP}{any_of(words.range_words)}{_SP})", re.IGNORECASE),
        apart=re.compile(
            rf"{_SP}(?:(?P<after>{any_of(words.after)})|(?P<before>{any_of(words.before)})){_SP}{article}",
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
        self.article = _maybe(rf"{any_of(words.articles)}{_SP}")
        plain = [word for word, value in words.numbers.items() if value >= 2 and " " not in word]
        ones = [word for word, value in words.numbers.items() if value == 1]
        hundreds = any_of(word for word, value in words.numbers.items() if value >= 100)
        more = any_of((*plain, *(word for word in ones if len(word) > 2)))
        run = rf"(?:{any_of(ones)}{_SP}(?={hundreds}))?{any_of(plain)}(?:(?:-|{_SP}(?:and{_SP})?){more}\b){{0,4}}"
        odd = any_of(word for word in words.numbers if word not in plain)
        self.number = rf"(?P<number>\d{{1,3}}(?:,\d{{3}}){{0,2}}(?:[.,]\d{{1,2}})?|{run}|{odd})"
        about = _maybe(rf"{any_of(words.about)}{_SP}")
        lead = _maybe(rf"(?P<lead>{any_of(words.before_length)}){_SP}")
        more = _maybe(rf"{any_of(words.more)}{_SP}")
        quantity = rf"(?:(?P<vague>{any_of(words.vague)})|{self.number})"
        self.length = rf"{lead}{about}{quantity}{_SP}{more}(?P<unit>{self.units})\b"
        self.hyphened = rf"{quantity}-(?P<unit>{self.units})\b"
        roku = _maybe(rf"{_SP}{any_of(words.year_words)}(?!\w)")
        self.year = rf"{_DATED_YEAR}{roku}"
        ordinals = any_of(words.ordinals)
        self.day = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er|º)?(?!\d)"
        self.day_word = rf"(?:{self.day}|{self.article}(?P<dayth>{ordinals})\b)" if words.ordinals else self.day
        self.of = _maybe(rf"{any_of(words.of)}{_SP}")
        # "mid-November": before other times these are found afterwards.
        self.edge = _maybe(rf"(?P<edge>{any_of(word for word in words.edges if ' ' not in word)})-")
        self.weekday = rf"(?:(?:{self.shifts}{_SP})?(?P<weekday>{self.weekdays})(?!\w),?{_SP}{self.article})?"


def _kinds(words: TimeWords, parts: _Parts) -> dict[str, TimePattern]:
    """The expressions by kind; of two of the same words the earlier wins."""
    in_months = _keys(words.months)
    return {
        "iso": _compiled(_DIGITS, _ISO),
        "numeric": _compiled(_DIGITS, *_numeric()),
        "days": _days(in_months, parts),
        "date": _date(in_months, words, parts),
        "month": _month(in_months, words, parts),
        "quarter": _quarter(words, parts),
        "season": _season(words, parts),
        "year": _year(words, parts),
        "clock": _clock(words),
        "weekday": _weekday(words, parts),
        "day": _day(words, parts),
        "named": _compiled(
            _keys(words.named_days), rf"(?P<name>{any_of(words.named_days, words.capitals)})\b(?:,?{_SP}{parts.year})?"
        ),
        "reference": _compiled(_keys(words.references), rf"(?P<words>{any_of(words.references)})\b"),
        "context": _context(words, parts),
        "shifted": _shifted(words, parts),
        **_with_lengths(words, parts),
        "repeated": _repeated(words, parts),
        "duration": _duration(words, parts),
        "vague": _compiled(_keys(words.vague_spans), rf"(?P<words>{any_of(words.vague_spans)})\b"),
    }


def _numeric() -> Iterator[str]:
    for mark in ("/", r"\.", "-"):
        yield rf"(?P<one>\d{{1,2}}){mark}(?P<two>\d{{1,2}}){mark}(?P<year>(?:19|20)\d\d|\d\d)(?!\d|{mark}\d)"


def _context(words: TimeWords, parts: _Parts) -> TimePattern:
    return _compiled(
        _keys(words.context_days, words.context_ends, words.units),
        rf"(?P<phrase>{any_of(words.context_days)})\b",
        rf"(?P<phrase>{any_of(words.context_ends)})(?=\s?(?:[.,;:!?)\"”’»]|$))",
        rf"(?P<step>{any_of(words.context_shifts)}){_SP}(?P<unit>{parts.units})\b",
    )


def _shifted(words: TimeWords, parts: _Parts) -> TimePattern:
    fiscal = _maybe(rf"{any_of(words.fiscal)}{_SP}")
    years, weekends = (any_of(w for w, unit in words.units.items() if unit == kind) for kind in ("Y", "WE"))
    return _compiled(
        _keys(words.units, words.year_ends),
        rf"{parts.article}(?P<shift>{parts.shifts}){_SP}{fiscal}(?P<unit>{parts.units})\b",
        rf"{parts.article}(?P<unit>{parts.units}){_SP}(?P<behind>{any_of(words.shifts_after)})\b",
        rf"(?P<year_end>{any_of(words.year_ends)})\b",
        rf"{any_of(words.definite)}{_SP}(?P<weekend>{weekends})\b",
        rf"{any_of(words.definite)}{_SP}(?P<the_year>{years})\b(?![-–]|{_SP}(?:\d|{any_of(words.not_the_year)}\b))",
    )


def _with_lengths(words: TimeWords, parts: _Parts) -> dict[str, TimePattern]:
    """What a length of time is counted back, on or from."""
    before, behind = rf"{any_of(words.before_ago)}{_SP}", rf"{_SP}{any_of(words.ago)}(?!\w)"
    later, earlier = any_of(words.later), any_of(words.earlier)
    return {
        "ago": _compiled(_keys(words.ago, words.before_ago), before + parts.length, parts.length + behind),
        "ahead": _compiled(_keys(words.ahead), rf"{any_of(words.ahead)}{_SP}{parts.length}"),
        "stepped": _compiled(
            _keys(words.later, words.earlier, words.before_later),
            rf"{parts.length}{_SP}(?:(?P<later>{later})|(?P<earlier>{earlier}))(?!\w)",
            rf"(?P<later>{any_of(words.before_later)}){_SP}{parts.length}",
        ),
    }


def _duration(words: TimeWords, parts: _Parts) -> TimePattern:
    behind = rf"(?!s?[\s-]{any_of(words.not_duration)}\b)"
    return _compiled(
        _keys(words.units),
        rf"{parts.length}{behind}",
        rf"{parts.hyphened}{behind}",
        rf"(?:{any_of(words.past_length)}{_SP})(?P<whole>{parts.units})\b",
        rf"{_behind(words.before_plural)}(?P<plural>{any_of(_plurals(words))})\b{behind}",
    )


def _plurals(words: TimeWords) -> Iterator[str]:
    """The last form of each unit that is longer than an hour."""
    last = {unit: word for word, unit in words.units.items() if unit not in {"S", "WE", "Q"}}
    yield from last.values()


def _days(keys: frozenset[str], parts: _Parts) -> TimePattern:
    """ "May 14-16", "14 and 15 May 2023": two days of one month."""
    one, other = (rf"(?P<{name}>[12]\d|3[01]|[1-9])" for name in ("day", "other"))
    between = rf"(?:\.?\s?[–—-]\s?|{_SP}\w{{1,3}}{_SP})"
    month = rf"(?P<month>{parts.months})\b"
    return _compiled(
        keys,
        rf"{one}\.?{between}{other}\.?{_SP}{parts.of}{month}(?:\.?,?{_SP}{parts.of}{parts.year})?",
        rf"{month}\.?{_SP}{one}{between}{other}(?!%|[:.,-]?\d)(?:,?{_SP}{parts.year})?",
    )


def _date(keys: frozenset[str], words: TimeWords, parts: _Parts) -> TimePattern:
    day, month, year = rf"{parts.day}\.?", rf"(?P<month>{parts.months})\b", rf",?{_SP}{parts.year}"
    step = rf"(?:(?P<step>{parts.shifts}){_SP})?"
    trailing = rf"(?:,?{_SP}(?P<shift>{parts.shifts}){_SP}(?P<unit>{parts.units})\b)?"
    return _compiled(
        keys,
        rf"{parts.weekday}{day}{_SP}{parts.of}{month}(?:\.?,?{_SP}{parts.of}{parts.year}|{trailing})",
        rf"{step}{parts.weekday}{month}\.?{_SP}{parts.day_word}(?!%|[:.]?\d)(?:{year}|{trailing})",
    )


def _month(keys: frozenset[str], words: TimeWords, parts: _Parts) -> TimePattern:
    sure = any_of((word for word in words.months if word not in words.doubtful_months), words.capitals)
    alone = rf"(?P<month>{sure if words.capitals else _NOTHING})\b(?!\.?{_SP}\d)"
    leads = (*words.before_month, *words.edges, *(words.articles if words.capitals else ()))
    trailing = rf"(?:,?{_SP}(?P<shift>{parts.shifts}){_SP}(?P<unit>{parts.units})\b)?"
    return _compiled(
        keys,
        rf"{parts.edge}(?P<month>{parts.months})\b\.?,?{_SP}{parts.of}{parts.year}",
        rf"(?P<step>{any_of(words.shifts)}){_SP}(?P<month>{parts.months})\b(?!\.?{_SP}\d)",
        rf"{_behind(leads)}(?P<month>{parts.months})\b(?!\.?{_SP}\d){trailing}",
        rf"{parts.edge}{alone}{trailing}",
    )


def _quarter(words: TimeWords, parts: _Parts) -> TimePattern:
    """ "The third quarter of 1990", "the 1988 third quarter", "the year-ago quarter", "the quarter"."""
    quarters = any_of(word for word, unit in words.units.items() if unit == "Q")
    ordinal = rf"(?P<ordinal>{any_of(w for w, n in words.ordinals.items() if n <= 4)})[\s-]{{1,2}}(?:fiscal{_SP})?"
    fiscal = _maybe(rf"{any_of(words.fiscal)}{_SP}")
    step = rf"(?P<shift>{parts.shifts})"
    units = rf"(?P<unit>{any_of(w for w, unit in words.units.items() if unit == 'Y')})"
    ago = rf"(?P<ago>{any_of(words.year_before)})"
    in_year = rf"(?:{_SP}(?:of|in){_SP}(?:fiscal{_SP})?(?:{parts.year}|{step}{_SP}{units}\b))?"
    return _compiled(
        _keys((word for word, unit in words.units.items() if unit == "Q"), words.periods, words.year_before),
        rf"{parts.article}{fiscal}{ordinal}{quarters}\b{in_year}",
        rf"{step}{_SP}{units}['’]s{_SP}{ordinal}{quarters}\b",
        rf"{parts.article}(?:{parts.year}|{ago}){_SP}{fiscal}{ordinal}{quarters}\b",
        rf"{parts.article}{ago}{_SP}(?P<period>{any_of(words.periods)})\b",
        rf"{ago}(?!\w)",
        rf"{any_of(words.again)}{_SP}(?P<again>{any_of(words.periods)})\b",
    )


def _season(words: TimeWords, parts: _Parts) -> TimePattern:
    seasons = rf"(?P<season>{any_of(words.seasons)})\b"
    sure = rf"(?P<season>{any_of(w for w in words.seasons if w not in words.doubtful_seasons)})\b"
    return _compiled(
        _keys(words.seasons),
        rf"(?P<shift>{parts.shifts}){_SP}{seasons}",
        rf"{parts.article}{parts.edge}{seasons},?{_SP}{parts.of}{parts.year}",
        rf"{_behind((*words.before_month, *words.edges, *words.articles))}{parts.edge}{sure}",
        rf"{parts.article}{seasons}{_SP}(?P<behind>{any_of(words.shifts_after)})\b",
        elided=words.elided,
    )


def _year(words: TimeWords, parts: _Parts) -> TimePattern:
    spoken, keys = _NOTHING, {_FOUR_DIGITS, *(f"{ten}0s" for ten in range(2, 10))}
    if words.spoken_years:
        tens = any_of(w for w, n in words.numbers.items() if n in range(20, 100, 10))
        ones = any_of(w for w, n in words.numbers.items() if n in range(1, 10) and len(w) > 2)
        teens = any_of(w for w, n in words.numbers.items() if n in range(10, 20))
        firsts = [w for w, n in words.numbers.items() if n in (18, 19, 20)]
        keys |= _keys(firsts)
        spoken = rf"(?P<spoken>{any_of(firsts)}{_SP}(?:{tens}(?:[\s-]{{1,2}}{ones})?|{teens}))\b"
    fiscal = _maybe(rf"{any_of(words.fiscal)}{_SP}")
    centuries = [word for word, unit in words.units.items() if unit == "C"]
    hundreds = any_of(centuries)
    return _compiled(
        _keys(centuries) | keys,
        rf"(?:{_behind(words.before_year)}|(?={any_of(words.fiscal)})){fiscal}{_DATED_YEAR}(?!s)"
        + _maybe(rf"{_SP}{any_of(words.year_words)}(?!\w)"),
        rf"{_DATED_YEAR}{_SP}{any_of(words.year_words)}(?!\w)" if words.year_words else _NOTHING,
        rf"{parts.edge}(?P<bare>(?:19|20)\d\d)(?![\w%°$€£]|[.:,/-]\d|[-–]\w)",
        rf"{parts.article}{parts.edge}(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
        rf"(?:{any_of(words.articles)}{_SP})['’]?(?P<short>[2-9]0)s\b",
        rf"{parts.article}(?P<century>1\d|2[01])(?:st|nd|rd|th|\.)?[\s-]{{1,2}}{hundreds}\b",
        spoken,
    )


def _clock(words: TimeWords) -> TimePattern:
    half = rf"\s?(?:(?P<am>{any_of(words.am)})|(?P<pm>{any_of(words.pm)}))(?!\w)" if words.am else _NOTHING
    hours = any_of(word for word, number in words.numbers.items() if 1 <= number <= 12 and len(word) > 2)
    part = _maybe(rf"{_SP}(?:{any_of(words.before_part)}{_SP})?(?P<part>{any_of(words.parts)})\b")
    spoken = rf"(?P<spoken>1[0-2]|[1-9]|{hours}){_SP}{any_of(words.oclock)}(?!\w){part if words.before_part else ''}"
    nouns = any_of(words.zone_nouns)
    zone = rf"(?P<zone>(?:{any_of(words.zones)})\b|(?:[^\W\d_][\w.]{{1,20}}{_SP}){{1,2}}?{nouns}\b)"
    zone, before = rf"(?:\s?\(?{zone})?", any_of(words.after_clock)
    hour = rf"{_behind(words.before_hour) if words.before_hour else ''}(?P<hour>[01]?\d|2[0-3])"
    named = _maybe(rf"{_SP}(?P<part>{any_of(words.parts)})(?!\w)")
    minutes = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![:\d])"
    lead, dotted = rf"(?:{any_of(words.before_clock)}{_SP})", r"(?:[:.](?P<minute>[0-5]\d))?"
    mark, oclock = any_of(words.hour_marks), any_of(words.oclock)
    return _compiled(
        _keys(words.clock_words, words.oclock) | _DIGITS,
        rf"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?{half}{zone}",
        rf"{_maybe(lead)}{minutes}(?:{_SP}{any_of((*words.after_clock, *words.oclock))}(?!\w))?{zone}",
        rf"{_maybe(lead)}(?P<hour>[01]?\d|2[0-3])\s?{mark}(?:\s?(?P<minute>[0-5]\d))?(?!\w){zone}",
        rf"{lead}(?P<hour>[01]?\d|2[0-3]){dotted}{_SP}{oclock}(?!\w){named}{zone}" if not words.half_days else _NOTHING,
        rf"{lead}(?P<hour>[01]?\d|2[0-3]){dotted}(?!\d|[.,]\d){zone}",
        rf"{hour}{dotted}{_SP}{oclock}(?!\w){named}{zone}" if not words.half_days else _NOTHING,
        rf"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?=\s?\(?(?:{any_of(words.zones)})\b){zone}",
        rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:{_SP}{before}\b|(?=\s?(?:{any_of(words.zones)})\b)){zone}",
        rf"(?P<word>{any_of(words.clock_words)})\b{zone}",
        spoken if words.half_days else _NOTHING,
    )


def _weekday(words: TimeWords, parts: _Parts) -> TimePattern:
    weekday, part = rf"(?P<weekday>{parts.weekdays})(?!\w)", rf"(?P<part>{any_of(words.parts)})\b"
    behind = rf"{_SP}(?P<behind>{any_of(words.shifts_after)})\b"
    # "The night to Monday" is not Monday's night.
    nights = any_of({phrase.rpartition(" ")[2] for phrase in (*words.night_to, *words.night_from)})
    joined = rf"(?!{_SP}{nights}\b)(?:{_SP}\w{{1,3}})?{_SP}"
    one_word = [day + of_day for day in words.weekdays for of_day in words.parts] if words.joined_parts else []
    ahead = rf"(?P<week>{parts.shifts}){_SP}(?P<unit>{parts.units})\b"
    return _compiled(
        _keys(words.weekdays, one_word),
        rf"(?:(?P<shift>{parts.shifts}){_SP})?{weekday}(?:{_SP}{part})?{_maybe(behind)}(?:{_SP}{ahead})?",
        rf"(?P<weekday>{parts.weekdays})(?P<part>{any_of(words.parts)})s?\b" if words.joined_parts else _NOTHING,
        rf"{part}{joined}(?:(?P<shift>{parts.shifts}){_SP})?{weekday}(?!,?{_SP}{parts.months})",
    )


def _day(words: TimeWords, parts: _Parts) -> TimePattern:
    weekday = rf"(?!(?:{_SP}\w{{2,4}})?{_SP}{parts.weekdays})"
    word, part = rf"(?P<word>{any_of(words.days)})\b", rf"(?P<part>{any_of(words.parts)})\b"
    return _compiled(
        _keys(words.day_parts, words.days),
        rf"(?P<phrase>{any_of(words.day_parts)})\b{weekday}",
        rf"{word}(?:{_SP}{_maybe(any_of(words.before_part) + _SP)}{part})?",
        rf"{parts.edge}{part}{_SP}{word}",
    )


def _repeated(words: TimeWords, parts: _Parts) -> TimePattern:
    every = rf"{any_of(words.every)}{_SP}"
    per = rf"{any_of(words.per)}{_SP}(?P<unit>{parts.units})\b"
    return _compiled(
        _keys(words.sets, words.every, words.units),
        rf"(?P<set>{any_of(words.sets)})\b",
        rf"{every}(?:other{_SP}|{parts.number}{_SP})?(?P<unit>{parts.units})\b",
        rf"{every}(?P<weekday>{parts.weekdays})(?!\w)",
        rf"{every}(?P<month>{parts.months})\b",
        rf"{any_of(words.often)}{_SP}{per}",
        rf"(?:(?<=\d\s)|{_behind(words.rates)}){per}",
    )


def _behind(words: Iterable[str], blank: bool = True) -> str:
    """Stands behind one of the words with one blank. Look-behinds have to be of a fixed length, so each is its own."""
    after = r"\s" if blank else ""
    found = [rf"(?<=\b{re.escape(word)}{after})" for word in words]
    return f"(?:{'|'.join(found)})" if found else _NOTHING


def _maybe(text: str) -> str:
    return f"(?:{text})?" if _NOTHING not in text else ""


def _ending(text: str) -> re.Pattern[str]:
    """Where a piece of text ends so; the piece is short, so that it may be searched."""
    return re.compile(rf"(?<!\w)(?:{text})\Z", re.IGNORECASE)


def any_of(words: Iterable[str], capital: bool = False) -> str:
    """One of the words, longest first; with `capital` only as they are with a capital, or all in capitals."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return _NOTHING
    if capital:
        forms = (form for word in ordered for form in dict.fromkeys((word.capitalize(), word.title(), word.upper())))
        return "(?-i:" + "|".join(map(_spaced, forms)) + ")"
    return "(?:" + "|".join(map(_spaced, ordered)) + ")"


def _spaced(word: str) -> str:
    return re.escape(word).replace("\\ ", r"\s")


def _keys(*lists: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase in the lists: long words are rarer."""
    return frozenset(max(found, key=len) for words in lists for word in words if (found := _WORD.findall(word)))


def keys_of(text: str) -> set[str]:
    """What tells which kinds of time a text may name: its words in lower case, and whether it has digits, and four."""
    keys = set(_WORD.findall(plain(text)))
    if _HAS_DIGIT.search(text):
        keys.add(_DIGIT)
        if _HAS_FOUR.search(text):
            keys.add(_FOUR_DIGITS)
    return keys


def _compiled(keys: frozenset[str], *alternatives: str, elided: Iterable[str] = ()) -> TimePattern:
    """One expression out of several; a group's name is numbered by the alternative that it stands in."""
    numbered = [re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", text) for number, text in enumerate(alternatives)]
    start = "|".join((r"(?<![\w.,:'’/-])", *(rf"(?<=\b{word}['’])" for word in elided)))
    kept = [text for text in numbered if text != _NOTHING]
    # Where an alternative may begin is asked once a place, not once an alternative.
    expression = re.compile(rf"(?:{start})(?=['’\w])(?:{'|'.join(kept) or _NOTHING})", re.IGNORECASE)
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
