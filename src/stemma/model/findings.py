"""What checking a case brings to light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FindingKind = Literal["altered", "missing", "added", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that is not as it should be, or, as a "note", something to know that proves no alteration.

    `where` is the file or the list that it is in, `item` the id of the report or row ("" for a whole file), `why` the
    sentence that the user reads, `title` the headline of the report that it belongs to.
    """

    what: FindingKind
    where: str
    item: str
    why: str
    title: str | None = None
