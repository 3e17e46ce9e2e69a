"""In which order day and month stand in dates of numbers alone, by country."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml
from stemma.vocabulary.times import DateOrder


@dataclass(frozen=True, slots=True)
class DateOrders:
    """`endings` leads from the ending of an address's host to the order that is usual in its country."""

    endings: dict[str, DateOrder]

    def of(self, url: str | None) -> DateOrder | None:
        """The order of the country that an address is in; None where it tells none."""
        try:
            host = urlsplit(url or "").hostname or ""
        except ValueError:
            return None
        return self.endings.get(host.rpartition(".")[2])


@functools.cache
def date_orders() -> DateOrders:
    """The orders by country. Raises VocabularyError on a wrong schema."""
    data: Any = read_yaml(None, "date_orders")
    try:
        return DateOrders({str(ending): order for order in ("mdy", "dmy") for ending in data[order]})
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"vocabulary file date_orders.yaml: wrong schema ({error!r})") from error
