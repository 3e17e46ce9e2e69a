"""How a desk is set up."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.web.guard import Door

# How often it is looked whether somebody else has changed the case, in seconds.
LOOK_AGAIN = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a desk is set up: what it is called, who works at it, who is let in, how many processes read."""

    title: str
    author: str
    door: Door
    workers: int = 1
    look_again: float = LOOK_AGAIN
