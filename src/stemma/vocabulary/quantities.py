"""How a language writes figures, what they count, and what a figure says happened."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

Interval = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """What `<lang>/quantities.yaml` says, words as written there; "word*" stands for all words that begin so.

    `numbers` are beside those of numerals.yaml. `vague` leads from a phrase to the lowest and highest number that it
    may mean (None: any). `ranges` are pairs of what stands before a range and within it. `labels` make the number
    behind them a name or an age, `streets` and `not_after` the one before them an address, an age, an hour. `units`,
    `frames` and `things` lead from a canonical name to its words: a frame is what is said to have happened to those
    counted ("killed"), a thing what they are ("soldier"). `degrees` leave only part of a frame ("seriously"), `of_them`
    part of those counted before, or others beside them. `updates` stand where a figure is brought up to date. `linkers`
    stand between a number and what it counts, `conjunctions` part clauses; `adjectives` and `plurals` end words,
    `auxiliaries` are verbs that follow a figure right away; what stands behind one of the `prepositions` is where
    or when something happened. `hosts` call a crowd together, `counters` count it beside them, by verbs of `counting`;
    `leading` stands before a figure that is told apart from such a verb ("put the number of the dead at").
    `tallies` are nouns for how many there are ("toll"), `existing` words before a total without a noun ("there were");
    `multiples` lead from "three times that" to the factor.
    `spaced` tells whether a blank may part thousands, `glued` joins ones and tens in one word ("und"),
    `dozens` are words for twelve that nobody counts exactly by.
    """

    numbers: Mapping[str, float]
    vague: Mapping[str, Interval]
    ranges: tuple[tuple[str, str], ...]
    units: Mapping[str, tuple[str, ...]]
    frames: Mapping[str, tuple[str, ...]]
    things: Mapping[str, tuple[str, ...]]
    multiples: Mapping[str, float]
    spaced: bool = False
    joiners: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    everyone: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    after_least: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    most: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    of_them: tuple[str, ...] = ()
    including: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()
    linkers: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    dozens: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    tallies: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    glued: str = ""


@functools.cache
def quantity_words(language: str | None) -> QuantityWords:
    """How `language` writes figures; English where it has no file. Raises VocabularyError on a wrong schema."""
    data: Any = read_yaml(language, "quantities") if language else None
    if data is None:
        data = read_yaml("en", "quantities")
    try:
        return _quantity_words(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/quantities.yaml: wrong schema ({error})") from error


def _quantity_words(data: Any) -> QuantityWords:
    lists: dict[str, Any] = {
        field.name: _texts(data[field.name.rstrip("_")])
        for field in fields(QuantityWords)
        if field.type == "tuple[str, ...]"
    }
    named: dict[str, Any] = {
        kind: {str(name): _texts(words) for name, words in data[kind].items()} for kind in ("units", "frames", "things")
    }
    return QuantityWords(
        numbers={str(word): float(value) for word, value in data["numbers"].items()},
        vague={str(w): (float(low), None if high is None else float(high)) for w, (low, high) in data["vague"].items()},
        ranges=tuple((str(before), str(within)) for before, within in data["ranges"]),
        multiples={str(words): float(value) for words, value in data["multiples"].items()},
        spaced=bool(data["spaced"]),
        glued=str(data["glued"]),
        **named,
        **lists,
    )


def _texts(words: Any) -> tuple[str, ...]:
    """The words of a list. TypeError where YAML took one for something else: "no" and "on" have to be quoted."""
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise TypeError(f"not a list of texts: {words}")
    return tuple(words)
