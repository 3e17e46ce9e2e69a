"""News agencies, papers, broadcasters, sites and platforms by all their names."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

OutletKind = Literal["agencies", "broadcasters", "papers", "sites", "platforms"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: its standard name and, where a government runs it, that country."""

    name: str
    kind: OutletKind
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Outlets:
    """`names` maps spellings that mean the outlet anywhere, `short` those that do only where an outlet is called for.

    `domains` maps addresses without "www." to outlets.
    """

    names: Mapping[str, Outlet]
    short: Mapping[str, Outlet]
    domains: Mapping[str, Outlet]


@functools.cache
def outlets() -> Outlets:
    """All known outlets. Raises VocabularyError."""
    data = read_yaml(None, "outlets")
    try:
        return _outlets(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file outlets.yaml: wrong schema ({error!r})") from error


def _outlets(data: Mapping[OutletKind, list[dict[str, Any]]]) -> Outlets:
    names: dict[str, Outlet] = {}
    short: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    for kind, entries in data.items():
        for entry in entries:
            outlet = Outlet(entry["name"], kind, entry.get("state"))
            cautious = set(entry.get("short", ()))
            spellings = {entry["name"], *entry.get("aliases", ())} - cautious
            names.update(dict.fromkeys(sorted(spellings), outlet))
            short.update(dict.fromkeys(sorted(cautious), outlet))
            domains.update(dict.fromkeys(entry.get("domains", ()), outlet))
    return Outlets(names, short, domains)
