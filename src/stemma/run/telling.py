"""Changes on their way to whoever is told of them: each once for each channel, in the order in which they came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stemma.collect.clock import Clock
from stemma.model import NotedChange, StemmaError
from stemma.store import Store

# Seconds after a first failure until a channel is tried again, twice as many after each further one.
_FIRST_WAIT = 15.0
_LONGEST_WAIT = 3600.0


class NotTold(StemmaError):  # noqa: N818 - a finding about one change, not the end of anything
    """A change that could not be told now; it is tried again."""


@dataclass(slots=True)
class Channel:
    """Where changes are told.

    `name` is what the case remembers it by, `send` tells one change and raises NotTold where that fails. `failures`
    counts those in a row; nothing is tried before `due`, in seconds of the clock.
    """

    name: str
    send: Callable[[NotedChange], None]
    failures: int = 0
    due: float = 0.0


def open_channel(store: Store, channel: Channel, *, from_start: bool = False) -> None:
    """Have a channel that was never used tell what comes from now on, or all that is kept for `from_start`."""
    if store.told(channel.name) is None:
        last = store.changes(last=1)
        store.note_told(channel.name, 0 if from_start or not last else last[-1].number)


def tell(store: Store, channel: Channel, clock: Clock) -> NotTold | None:
    """Tell a channel what it was not told yet, up to the first failure, which is returned.

    That a change was told is remembered after it was: where the process ends between, it is told once more.
    """
    if clock.monotonic() < channel.due:
        return None
    for noted in store.changes(after=store.told(channel.name) or 0):
        try:
            channel.send(noted)
        except NotTold as error:
            channel.failures += 1
            wait = min(_FIRST_WAIT * 2 ** min(channel.failures - 1, 20), _LONGEST_WAIT)
            channel.due = clock.monotonic() + wait
            return error
        channel.failures = 0
        store.note_told(channel.name, noted.number)
    return None
