"""Numbers and what they count: "70 attackers", "about 675"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Span
from stemma.text.tokens import Token, stem, stopwords, tokenise
from stemma.vocabulary.numerals import numerals

_MULTIPLIERS = frozenset({100, 1000, 1_000_000, 1_000_000_000})
# The counted noun is looked for this many words after the number: "70 of the heavily armed attackers".
_REACH = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: where it stands, its value, and the stem of the noun it most likely counts, if any."""

    span: Span
    value: float
    counts: str | None


def find_quantities(text: str, span: Span | None = None, language: str | None = None) -> tuple[Quantity, ...]:
    """The numbers in `text` (or the part that `span` marks), in digits or words, in order.

    "2.5 million" is one quantity, and so is "twenty-five". "One" is none: it is an article and a pronoun.
    """
    tokens = tokenise(text, span)
    found = []
    for first, last, value in _numbers(tokens, language):
        noun = _counted(tokens[last : last + _REACH], language)
        found.append(Quantity(Span(tokens[first].span.start, tokens[last - 1].span.end), value, noun))
    return tuple(found)


def _numbers(tokens: Sequence[Token], language: str | None) -> Iterator[tuple[int, int, float]]:
    """First and last (exclusive) token of each number, and its value."""
    place = 0
    while place < len(tokens):
        start, total, value = place, 0.0, _value(tokens[place], language)
        if value is None:
            place += 1
            continue
        current = value
        place += 1
        while place < len(tokens) and (following := _value(tokens[place], language)) is not None:
            if following in _MULTIPLIERS and not tokens[place].text[0].isdigit():
                current *= following
            elif current >= 20 and following < 10 and not tokens[place].text[0].isdigit():
                current += following
            else:
                break
            place += 1
        yield start, place, total + current


def _value(token: Token, language: str | None) -> float | None:
    if token.text[0].isdigit():
        return _digits(token.folded)
    words = numerals(language)
    if "-" in token.folded:
        tens, _, ones = token.folded.partition("-")
        return float(words[tens] + words[ones]) if tens in words and ones in words else None
    value = words.get(token.folded)
    return None if value is None else float(value)


def _digits(written: str) -> float | None:
    """The value of a number in digits; None for a time of day, a date or "2nd"."""
    plain = written.replace("\u00a0", "").replace("\u202f", "")
    groups = plain.replace(".", ",").split(",")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        plain = "".join(groups)
    try:
        return float(plain.replace(",", ".", 1)) if len(plain) < 20 else None
    except ValueError:
        return None


def _counted(following: Sequence[Token], language: str | None) -> str | None:
    """The stem of the first word after a number that is not a stop word."""
    for token in following:
        if token.folded not in stopwords(language) and not token.text[0].isdigit():
            return stem(token.folded, language)
    return None


def numbers_conflict(left: Iterable[int], right: Iterable[int], numeric: set[int]) -> bool:
    """Whether both runs of stems hold numbers (stems in `numeric`) and have none in common."""
    one = numeric.intersection(left)
    return bool(one) and bool(other := numeric.intersection(right)) and one.isdisjoint(other)
