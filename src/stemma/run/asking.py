"""Asking addresses that are remembered: feeds that are watched, and the pages that entries of feeds lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from urllib.parse import urlsplit

from stemma.collect import Collected
from stemma.collect.fetch import Fetcher
from stemma.collect.originals import Originals
from stemma.collect.visits import by_turns, failed, is_due, known_of, led_to, served, silences_host
from stemma.model import InputError, Visit
from stemma.run.guarded import guarded_map
from stemma.run.inputs import Input, fetched_input, input_of
from stemma.run.intake import collect_input, passed_over
from stemma.run.keeping import Intake, keep
from stemma.run.returning import Gate
from stemma.store import Store

# Pages that are fetched in one go; the others wait for the next one.
MOST_PAGES = 200


@dataclass(slots=True)
class Asking:
    """Asks addresses one after another and keeps what they hold, each answer for itself.

    What an address was answered is remembered after what it holds was kept: where the work is cut short between, it is
    asked once more, and nothing is doubled. `follows` is whether the pages are remembered that entries lead to.
    `intake` grows with what came in.
    """

    store: Store
    originals: Originals
    fetcher: Fetcher
    gate: Gate
    follows: bool = False
    intake: Intake = field(default_factory=Intake)
    asked: int = 0
    _silent: set[str] = field(default_factory=set)

    def ask(self, visit: Visit) -> None:
        """Ask an address, unless its host asked to be let alone; whatever goes wrong is in `intake`."""
        host = _host(visit.place)
        if host in self._silent:
            return
        self.asked += 1
        begun = self._now()
        try:
            fetched = self.fetcher.fetch(visit.place, known_of(visit))
        except InputError as error:
            after = failed(visit, error, self._now())
            self.intake.problems.append(InputError(visit.address, _told(visit, error, after)))
            self.store.put_visits([after])
            if silences_host(after):
                self._silent.add(host)
            return
        worth = fetched.unchanged or self._kept(input_of(fetched), begun)
        after = served(visit, fetched, self._now(), worth=worth)
        if after.moved_to is not None and after.moved_to != visit.moved_to and visit.kind == "feed":
            self.intake.notes.append(f"{visit.address}: has moved to {after.moved_to} for good; change your list")
        self.store.put_visits([after])

    def queue(self, leads: Iterable[tuple[str, str]]) -> None:
        """Remember the pages that entries lead to, each with its entry's SHA-256; those not seen before are due."""
        known = {visit.address: visit for visit in self.store.visits() if visit.kind == "page"}
        changed: dict[str, Visit] = {}
        for address, entry in leads:
            visit = led_to(known.get(address), address, entry, self._now())
            if visit is not None:
                known[address] = changed[address] = visit
        self.store.put_visits(changed.values())

    def ask_pages(self, only: frozenset[str] | None = None, most: int = MOST_PAGES) -> int:
        """Ask the pages that are due, of `only` these where it is given; how many wait for the next time.

        Pages of one host are asked in turns with those of others.
        """
        now = self._now()
        due = [visit for visit in self.store.visits() if visit.kind == "page" and is_due(visit, now)]
        due = [visit for visit in due if only is None or visit.address in only]
        ordered = by_turns(due, {visit.address: _host(visit.place) for visit in due})
        for visit in ordered[:most]:
            self.ask(visit)
        return max(0, len(ordered) - most)

    def _kept(self, item: Input, begun: datetime) -> bool:
        """Keep the reports in an answer; whether there was one."""
        captured = begun.isoformat(timespec="milliseconds")
        leads = len(self.intake.leads)
        parts = guarded_map(partial(collect_input, captured), [item], passed_over, 1)
        kept = sum(keep(self.store, self.originals, part, self.intake, self.gate) for part in parts)
        # Remembered before what the feed was named by: else a page could be forgotten between the two.
        self.queue(self.intake.leads[leads:] if self.follows else ())
        return kept > 0

    def _now(self) -> datetime:
        return self.fetcher.clock.now()


def followed(
    collected: Iterable[Collected | InputError], fetcher: Fetcher, most: int = MOST_PAGES
) -> Iterator[Collected | InputError]:
    """What was collected, then the reports on the pages that its entries lead to, where there is no case."""
    leads: dict[str, None] = {}
    for item in collected:
        if isinstance(item, Collected) and item.leads_to is not None:
            leads.setdefault(item.leads_to)
        yield item
    pages = (fetched_input(address, fetcher) for address in islice(leads, most))
    for part in guarded_map(partial(collect_input, None), pages, passed_over, 1):
        yield from part
    for address in islice(leads, most, most + 1):
        yield InputError(address, f"this page and {len(leads) - most - 1} more were not followed: {most} at a time")


def _told(visit: Visit, error: InputError, after: Visit) -> str:
    """Why an address was not had, and when it will be asked again."""
    why = error.why if visit.place == visit.address else f"{error.why} (at {visit.place})"
    if after.due is None:
        return f"{why}; it is not asked again"
    return f"{why}; it is asked again after {after.due[:16].replace('T', ' ')} UTC"


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
