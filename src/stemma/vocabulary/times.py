"""How a language writes of times."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What `<lang>/times.yaml` says; every word is in lower case.

    `months`, `weekdays` (1 is Monday) and `units` lead from a word to its number or TIMEX3 letter ("Mo" for
    months), `days` and `shifts` to steps from the day of publication, `parts` and `day_parts` to TIMEX3's parts
    of a day. `capitals` tells whether months and weekdays are written with a capital.
    """

    capitals: bool
    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    parts: dict[str, str]
    day_parts: dict[str, tuple[int, str]]
    clock_words: dict[str, str]
    am: tuple[str, ...]
    pm: tuple[str, ...]
    utc: tuple[str, ...]
    before_clock: tuple[str, ...]
    oclock: tuple[str, ...]
    before_part: tuple[str, ...]
    shifts: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, float]
    about: tuple[str, ...]
    ago: tuple[str, ...]
    not_duration: tuple[str, ...]
    sets: dict[str, str]
    before_month: tuple[str, ...]
    before_year: tuple[str, ...]
    year_words: tuple[str, ...]
    future: frozenset[str]
    past: frozenset[str]


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
    # A dictionary of arguments has one type for all; what the fields are is checked by building them here.
    turned: dict[str, Any] = {kind: {w: key for key, words in data[kind].items() for w in words} for kind in _TURNED}
    lists: dict[str, Any] = {kind: tuple(map(str, data[kind])) for kind in _LISTS}
    return TimeWords(
        capitals=bool(data["capitals"]),
        days={word: int(step) for word, step in data["days"].items()},
        parts=dict(data["parts"]),
        day_parts={words: (int(step), str(part)) for words, (step, part) in data["day_parts"].items()},
        clock_words=dict(data["clock_words"]),
        shifts={word: int(step) for word, step in data["shifts"].items()},
        numbers={word: float(number) for word, number in data["numbers"].items()},
        sets=dict(data["sets"]),
        future=frozenset(data["future"]),
        past=frozenset(data["past"]),
        **turned,
        **lists,
    )


_TURNED = ("months", "weekdays", "units")
_LISTS = (
    "am",
    "pm",
    "utc",
    "before_clock",
    "oclock",
    "before_part",
    "about",
    "ago",
    "not_duration",
    "before_month",
    "before_year",
    "year_words",
)
