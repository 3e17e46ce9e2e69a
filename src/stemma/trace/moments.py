"""Which of two reports came first, as far as their dates tell."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta
from typing import NamedTuple


class Moment(NamedTuple):
    """When something was published: a date alone leaves the whole day open. Both ends in UTC, the end included."""

    start: datetime
    end: datetime


@functools.lru_cache(maxsize=1 << 14)
def moment_of(published: str | None) -> Moment | None:
    """The moment that an ISO 8601 date or date-time names, UTC where it names no zone; None where it can't be read."""
    if not published:
        return None
    try:
        start = datetime.fromisoformat(published.strip())
        start = start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
        whole_day = len(published.strip()) <= len("2020-01-01")
        return Moment(start, start + timedelta(days=1, seconds=-1) if whole_day else start)
    except (ValueError, OverflowError):
        return None


def comes_before(first: str | None, second: str | None) -> bool:
    """Whether `first` is certainly earlier; False where a date is missing or the two may be the same moment."""
    one, other = moment_of(first), moment_of(second)
    return one is not None and other is not None and one.end < other.start


def apart(first: str | None, second: str | None) -> timedelta | None:
    """The least time that lies between two moments, zero where they may be the same; None where one is unknown."""
    one, other = moment_of(first), moment_of(second)
    if one is None or other is None:
        return None
    return max(timedelta(0), other.start - one.end, one.start - other.end)
