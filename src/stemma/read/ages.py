"""How old the text says that somebody is: "Jane Doe, 54,", "the 54-year-old"."""

from __future__ import annotations

import functools
import re

from stemma.model import Span

# Other numbers after a name are no ages.
_YOUNGEST, _OLDEST = 10, 119
# An age stands at most so many characters behind the words for whom it is told, or before them.
_BEHIND = 30
_BEFORE = 40
_DIGITS = re.compile("[0-9]{2}")


def age_in(text: str, span: Span, aged: frozenset[str], year_old: frozenset[str]) -> int | None:
    """The age in years that stands in the noun phrase at `span`, right behind it or right before it.

    `aged` are words before an age ("aged", "who is"), `year_old` what an adjective of age ends with ("year-old").
    None where it is not told.
    """
    if not year_old or _DIGITS.search(text, max(0, span.start - _BEFORE), span.end + _BEHIND) is None:
        return None
    behind, within = _patterns(aged, year_old)
    found = within.search(text, max(0, span.start - _BEFORE), span.end)
    if found is None or not _leads_to(text[found.end() : span.start]):
        found = next((m for m in behind.finditer(text, span.start, span.end + _BEHIND) if m.start() <= span.end), None)
    years = int(found.group(1)) if found is not None else 0
    return years if _YOUNGEST <= years <= _OLDEST else None


def _leads_to(between: str) -> bool:
    """Whether an adjective goes with a phrase so much farther on: at most two small words between them."""
    return between.count(" ") <= 3 and not any(mark in between for mark in '.,;:!?\n"“”()')


@functools.cache
def _patterns(aged: frozenset[str], year_old: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(map(re.escape, sorted(aged)))
    endings = "|".join(map(re.escape, sorted(year_old)))
    told = rf"(?:(?:{words}) )?" if words else ""
    who = rf"| (?:{words}) " if words else ""
    behind = re.compile(rf"(?:, {told}| \({told}{who})([0-9]{{1,3}})(?=[,.;)]|\Z)")
    return behind, re.compile(rf"(?<![\w-])([0-9]{{1,3}})[- ](?:{endings})\b", re.IGNORECASE)
