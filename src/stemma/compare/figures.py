"""What figures members of one claim give, and which of them exclude each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from stemma.compare.quantities import Quantity, find_quantities
from stemma.model import Span, Time
from stemma.text.tokens import tokenise
from stemma.vocabulary.bounds import Bounds, Phrases, bounds

# "About 675" is anything within a tenth of it.
_NEAR = 0.1
# Words before a figure that may bound it, and the most words that such a phrase has.
_BEFORE = 3
_FIRST_YEAR, _LAST_YEAR = 1700, 2100


@dataclass(frozen=True, slots=True)
class Figure:
    """How many a member says, from `low` to `high`, and the stem of what is counted; everyone is infinitely many.

    `lone` tells that the member gives no other figure.
    """

    low: float
    high: float
    counts: str | None
    lone: bool = False

    def excludes(self, other: Figure) -> bool:
        """Whether both can't be so at once."""
        return self.low > other.high or other.low > self.high


def figures_in(text: str, span: Span, language: str | None, times: Sequence[Time]) -> tuple[Figure, ...]:
    """The figures of the words at `span`, those of times and years left out; where there is none, whether it is all."""
    words = bounds(language)
    found = [
        _figure(text, span, quantity, words)
        for quantity in find_quantities(text, span, language)
        if quantity.counts not in words.clock
        and not any(time.span.overlaps(quantity.span) for time in times)
        and not _is_year(text, quantity)
        and not _counts_no_whole(text, span, quantity, words)
    ]
    if not found and _is_of_everyone(text, span, words):
        found = [Figure(math.inf, math.inf, None)]
    return (replace(found[0], lone=True),) if len(found) == 1 else tuple(found)


def _counts_no_whole(text: str, within: Span, quantity: Quantity, words: Bounds) -> bool:
    """Whether a number is a part of another one ("three other divers") or counts nothing ("number two")."""
    before = tokenise(text, Span(max(within.start, quantity.span.start - 20), quantity.span.start))
    after = tokenise(text, Span(quantity.span.end, min(within.end, quantity.span.end + 20)))
    return any(token.folded in words.labels for token in before[-1:]) or any(
        token.folded in words.further for token in after[:1]
    )


def _is_of_everyone(text: str, span: Span, words: Bounds) -> bool:
    """Whether something is said of all that there are, and not "in all" or of "all other"."""
    run = ["", *(token.folded for token in tokenise(text, span)), ""]
    return any(
        word in words.everyone and before not in words.not_after and after not in words.not_before
        for before, word, after in zip(run, run[1:], run[2:], strict=False)
    )


def _is_year(text: str, quantity: Quantity) -> bool:
    return (
        _FIRST_YEAR <= quantity.value <= _LAST_YEAR and quantity.span.of(text).isdigit() and quantity.span.length == 4
    )


def _figure(text: str, within: Span, quantity: Quantity, words: Bounds) -> Figure:
    """The quantity with what the words before it allow."""
    start = max(within.start, quantity.span.start - 40)
    before = [token.text.lower() for token in tokenise(text, Span(start, quantity.span.start))]
    value = quantity.value
    if _ends_with(before, words.least):
        return Figure(value, math.inf, quantity.counts)
    if _ends_with(before, words.most):
        return Figure(0.0, value, quantity.counts)
    rough = _ends_with(before, words.about) or _is_round(text, quantity)
    slack = _NEAR * value if rough else 0.0
    return Figure(value - slack, value + slack, quantity.counts)


def _is_round(text: str, quantity: Quantity) -> bool:
    """Whether it is a word that nobody counts with: "a dozen", "a hundred"."""
    words = quantity.span.of(text)
    return not any(letter.isdigit() for letter in words) and (quantity.value % 12 == 0 or quantity.value % 100 == 0)


def _ends_with(words: Sequence[str], phrases: Phrases) -> bool:
    return any(tuple(words[-length:]) in phrases for length in range(1, _BEFORE + 1))


def excluded(
    given: Sequence[tuple[Figure, ...]], reports: Sequence[str], alike: Callable[[str, str], bool]
) -> set[int]:
    """Places of the members whose figure can't be so if the one that most reports give is.

    `given` are the figures of the members in the order in which their `reports` came out: of figures that equally many
    reports give the earliest counts. Figures are compared where they count the same (`alike`: stems of like meaning);
    what is said of everyone, or counts nothing, only with a member's sole figure.
    """
    support: dict[Figure, set[str]] = {}
    for figures, report in zip(given, reports, strict=True):
        for figure in figures:
            support.setdefault(figure, set()).add(report)
    references: list[Figure] = []
    # Sorting keeps the order of first appearance among equals.
    for figure in sorted(support, key=lambda figure: -len(support[figure])):
        if not any(_comparable(figure, other, alike) for other in references):
            references.append(figure)
    return {
        place
        for place, figures in enumerate(given)
        if any(_ruled_out(figures, reference, alike) for reference in references)
    }


def _ruled_out(figures: Sequence[Figure], reference: Figure, alike: Callable[[str, str], bool]) -> bool:
    found = [figure for figure in figures if _comparable(figure, reference, alike)]
    return bool(found) and all(figure.excludes(reference) for figure in found)


def _comparable(one: Figure, other: Figure, alike: Callable[[str, str], bool]) -> bool:
    if one.counts is None or other.counts is None:
        return one.lone and other.lone
    return one.counts == other.counts or alike(one.counts, other.counts)
