"""How a language writes of times."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Literal

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What `<lang>/times.yaml` says; every word is in lower case. What a language leaves out is empty.

    `months`, `weekdays` (1 is Monday) and `units` lead from a word to its number or TIMEX3 letter ("Mo" for months, "Q"
    for quarters, "WE" for weekends, "C" for centuries), `seasons`, `parts` and `references` to TIMEX3's codes, `days`
    and `shifts` to steps from the day that times are counted from, `context_days` and `context_shifts` to steps from
    the time last named (`context_ends` only where nothing follows that they could be counted from). `vague` are words
    for a number that they do not tell, or tell loosely (None: unknown). `edges` lead from "early" and the like to
    TIMEX3's modifiers, `bounds` from "since" and the like to which side the time closes. `zones` are names of clocks
    with their shift from UTC ("Z", "+02:00") or None where that depends on more than the name. `capitals` tells whether
    months and weekdays are written with a capital. `order` is that of dates in numbers, None where writers of the
    language differ. `half_days` tells whether clocks go round twice a day ("three o'clock"), `joined_parts` whether a
    weekday and a part of it are one word. `night_to` stands before the day that a night leads to, `night_from` before
    that on which it begins.
    """

    capitals: bool
    order: DateOrder | None
    spoken_years: bool
    half_days: bool
    joined_parts: bool
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    seasons: dict[str, str]
    references: dict[str, str]
    edges: dict[str, str]
    bounds: dict[str, str]
    days: dict[str, int]
    parts: dict[str, str]
    day_parts: dict[str, tuple[int, str]]
    clock_words: dict[str, str]
    zones: dict[str, str | None]
    shifts: dict[str, int]
    shifts_after: dict[str, int]
    context_days: dict[str, int]
    context_ends: dict[str, int]
    context_shifts: dict[str, int]
    numbers: dict[str, float]
    ordinals: dict[str, int]
    vague: dict[str, float | None]
    vague_spans: dict[str, str]
    sets: dict[str, str]
    named_days: dict[str, str]
    am: tuple[str, ...]
    pm: tuple[str, ...]
    zone_nouns: tuple[str, ...]
    before_clock: tuple[str, ...]
    before_hour: tuple[str, ...]
    before_bare_hour: tuple[str, ...]
    hour_marks: tuple[str, ...]
    after_clock: tuple[str, ...]
    oclock: tuple[str, ...]
    before_part: tuple[str, ...]
    about: tuple[str, ...]
    before_length: tuple[str, ...]
    past_length: tuple[str, ...]
    before_plural: tuple[str, ...]
    more: tuple[str, ...]
    ago: tuple[str, ...]
    before_ago: tuple[str, ...]
    before_later: tuple[str, ...]
    elided: tuple[str, ...]
    ahead: tuple[str, ...]
    night_to: tuple[str, ...]
    night_from: tuple[str, ...]
    later: tuple[str, ...]
    earlier: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    not_duration: tuple[str, ...]
    every: tuple[str, ...]
    often: tuple[str, ...]
    rates: tuple[str, ...]
    per: tuple[str, ...]
    before_month: tuple[str, ...]
    before_year: tuple[str, ...]
    year_words: tuple[str, ...]
    fiscal: tuple[str, ...]
    year_before: tuple[str, ...]
    periods: tuple[str, ...]
    again: tuple[str, ...]
    articles: tuple[str, ...]
    of: tuple[str, ...]
    definite: tuple[str, ...]
    year_ends: tuple[str, ...]
    not_the_year: tuple[str, ...]
    range_words: tuple[str, ...]
    doubtful_months: frozenset[str]
    doubtful_seasons: frozenset[str]
    not_after_year: frozenset[str]
    not_before_year: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    past_endings: tuple[str, ...]
    auxiliaries: frozenset[str]


@functools.cache
def time_words(language: str | None) -> TimeWords:
    """How `language` writes of times; English where it has no file. Raises VocabularyError on a wrong schema."""
    data: Any = read_yaml(language, "times") if language else None
    if data is None:
        data = read_yaml("en", "times")
    try:
        return _time_words(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/times.yaml: wrong schema ({error})") from error


def _time_words(data: Any) -> TimeWords:
    if unknown := set(data) - set(TimeWords.__dataclass_fields__):
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    # A dictionary of arguments has one type for all; what the fields are is checked by building them here.
    turned: dict[str, Any] = {
        kind: {str(w): key for key, words in data.get(kind, {}).items() for w in words} for kind in _TURNED
    }
    steps: dict[str, Any] = {
        kind: {str(word): int(step) for word, step in data.get(kind, {}).items()} for kind in _STEPS
    }
    plain: dict[str, Any] = {kind: {str(w): v for w, v in data.get(kind, {}).items()} for kind in _PLAIN}
    lists: dict[str, Any] = {kind: tuple(map(str, data.get(kind, ()))) for kind in _LISTS}
    sets: dict[str, Any] = {kind: frozenset(map(str, data.get(kind, ()))) for kind in _SETS}
    return TimeWords(
        capitals=bool(data["capitals"]),
        order=data.get("order"),
        spoken_years=bool(data.get("spoken_years", False)),
        half_days=bool(data.get("half_days", False)),
        joined_parts=bool(data.get("joined_parts", False)),
        day_parts={words: (int(step), str(part)) for words, (step, part) in data["day_parts"].items()},
        numbers={word: float(number) for word, number in data["numbers"].items()},
        vague={words: None if amount is None else float(amount) for words, amount in data["vague"].items()},
        **turned,
        **steps,
        **plain,
        **lists,
        **sets,
    )


_TURNED = ("months", "weekdays", "units", "seasons", "references", "edges", "bounds")
_STEPS = ("days", "shifts", "shifts_after", "context_days", "context_ends", "context_shifts", "ordinals")
_PLAIN = ("parts", "clock_words", "zones", "vague_spans", "sets", "named_days")
_SETS = (
    *("doubtful_months", "doubtful_seasons", "not_after_year", "not_before_year"),
    *("future", "past", "auxiliaries"),
)
_LISTS = (
    *("am", "pm", "zone_nouns", "before_clock", "before_hour", "before_bare_hour", "hour_marks", "after_clock"),
    *("oclock", "before_part"),
    *(
        "about",
        "before_length",
        "past_length",
        "before_plural",
        "more",
        "ago",
        "before_ago",
        "before_later",
        "elided",
        "ahead",
        "night_to",
        "night_from",
    ),
    *("later", "earlier", "after", "before", "not_duration", "every", "often", "rates", "per"),
    *("before_month", "before_year", "year_words", "fiscal", "year_before", "periods", "again", "articles", "of"),
    *("definite", "year_ends", "not_the_year", "range_words", "past_endings"),
)
