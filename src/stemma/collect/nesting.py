"""What holds other files: how deep and how much of it is opened, so that nothing handed in grows without bound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stemma.collect.collected import Collected
from stemma.model import InputError

Found = Iterator[Collected | InputError]
# What reads a file that lies within another, given its bytes and name.
Inner = Callable[[bytes, str], Found]

# An archive in an archive in a mail happens; more is a trap.
DEEPEST = 5
# Bytes that one file may unpack to: a single member, which is parsed whole, and all together.
MEMBER_LIMIT = 100_000_000
TOTAL_LIMIT = 1_000_000_000
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class TooMuch(Exception):  # noqa: N818 - a finding, which the reader words for its user
    """What unpacks to more than is allowed; its text says more than what, as a half sentence."""


@dataclass(slots=True)
class Room:
    """How many bytes may still be unpacked, counted over all that lies within one input."""

    left: int = TOTAL_LIMIT

    @property
    def member(self) -> int:
        """How many bytes the next member may have."""
        return min(self.left, MEMBER_LIMIT)

    def take(self, size: int) -> None:
        """Note that `size` bytes were unpacked."""
        self.left -= size

    def refused(self) -> TooMuch:
        """Why a member that is larger than `member` is not read."""
        if self.left < MEMBER_LIMIT:
            return TooMuch(f"all in it unpacks to over {TOTAL_LIMIT // 1_000_000} MB; unpack it by hand")
        return TooMuch(f"unpacks to over {MEMBER_LIMIT // 1_000_000} MB, which no report is")


def within(outer: str, inner: str) -> str:
    """The name of a file within another, as messages show it: nothing in it can move a cursor or hide a suffix."""
    return f"{outer}/{_UNPRINTABLE.sub(chr(0xFFFD), inner.replace(chr(92), '/')).lstrip('/')}"
