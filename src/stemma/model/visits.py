"""What is remembered of an address that is asked again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A feed that is watched, or a page that an entry of one leads to.

    `due` is when it may be asked next (ISO 8601, UTC), None where it is not asked again. `etag` and `modified` are what
    the server named its answer by, word for word. `moved_to` is where it was told to be for good. `looks` counts the
    answers, `failures` those failed in a row, `status` is the last answer's, None where there was none. `entries` are
    the SHA-256 of the entries that lead to a page, the newest last.
    """

    address: str
    kind: Literal["feed", "page"]
    due: str | None
    etag: str | None = None
    modified: str | None = None
    moved_to: str | None = None
    looks: int = 0
    failures: int = 0
    status: int | None = None
    entries: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The address to ask."""
        return self.moved_to or self.address
