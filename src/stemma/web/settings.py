"""How a desk is set up."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.collect.fetch import Guard
from stemma.web.guard import Door

# How often it is looked whether somebody else has changed the case, in seconds.
LOOK_AGAIN = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a desk is set up: what it is called, who works at it, who is let in, how many processes read.

    `fetching` says what of the web may be asked for; whether robots.txt is honoured is said with the addresses.
    """

    title: str
    author: str
    door: Door
    workers: int = 1
    look_again: float = LOOK_AGAIN
    fetching: Guard = field(default_factory=Guard)
