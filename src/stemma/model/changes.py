"""What changed in a case between two derivations, as whoever watches it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.model.case import Status
from stemma.model.spans import Span

# In the order of their weight for a reader.
ChangeKind = Literal[
    "withdrawn",  # its last affirming origin took it back
    "denied",  # somebody denies it who did not before
    "contested",  # another claim's figure excludes it now, or it became contested by a regrouping
    "vanished",  # a report was edited and the claim is no longer in it
    "figure",  # another number is given than before
    "corroborated",  # it had at most one independent origin and has several now
    "origin added",  # it had several independent origins and has more now
    "origin merged",  # what counted as an origin of its own is now counted with another
    "origin lost",  # fewer independent origins stand behind it
    "sourced",  # it led to no origin and now leads to one
    "affirmed",  # it was only put with reservation and is now affirmed
    "uncontested",  # nobody outside its origins denies it any more
    "appeared",  # new in the case, in reports of several outlets
    "taken up",  # it stood with one outlet and now stands with several
    "rewritten",  # a report was edited and most of its claims are no longer in it
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlace:
    """Characters of a report that a change stands on, with what a reader needs to find them.

    `words` are the characters at `span`, cut where they are many. All is kept as it was when the change was found, for
    ids of reports may change with later versions of them.
    """

    report: str
    span: Span
    words: str
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed in what the case says.

    `claim` is the claim's id after the change (None where it concerns no single claim), `gloss` what is claimed, `why`
    the sentence that the user reads, `status` the claim's status after it. `before` and `after` name what changed,
    where it has a name: a count of origins, a figure in its own words. `places` are the words that it stands on, those
    that are new to the case first; `more` counts the places that are left out.
    """

    kind: ChangeKind
    claim: str | None
    gloss: str
    why: str
    places: tuple[ChangePlace, ...]
    status: Status | None = None
    before: str | None = None
    after: str | None = None
    more: int = 0

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that it stands on, each once, in the order of the places."""
        return tuple(dict.fromkeys(place.report for place in self.places))


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedChange:
    """A change as it is kept with the case: numbered from 1 as they were found, and when (ISO 8601)."""

    number: int
    made: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """That a case is watched: `id` is a UUID that no other watch has, `since` when it began (ISO 8601)."""

    id: str
    since: str
