"""Words of time where they stand, as the functions that read them are handed them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from stemma.model import Span
from stemma.read.times.calendar import Sense
from stemma.read.times.setting import Reference, Setting, Tense
from stemma.vocabulary.times import TimeWords


@dataclass(frozen=True, slots=True)
class Scene:
    """Words of time with what matched in them (`found`), their sentence, and the time that was last named before.

    `last` is one on the calendar, `quarter` the quarter last named.
    """

    setting: Setting
    found: dict[str, str]
    span: Span
    sentence: Span
    last: tuple[Span, Sense] | None
    quarter: tuple[Span, Sense] | None

    @property
    def words(self) -> TimeWords:
        """How the report's language writes of times."""
        return self.setting.patterns.words

    @property
    def reference(self) -> Reference | None:
        """The day that times are counted from."""
        return self.setting.reference

    @property
    def today(self) -> datetime.date | None:
        """That day."""
        return self.reference.day if self.reference else None

    @property
    def tense(self) -> Tense | None:
        """Whether the words around speak of the past or the future."""
        return self.setting.tense(self.span, self.sentence)

    def counted(self, sense: Sense | None) -> Sense | None:
        """`sense` as counted from the report's day."""
        if sense is None or self.reference is None:
            return sense
        return sense.counted_from(self.reference.anchor, self.reference.span)


Reader = Callable[[Scene], Sense | None]
