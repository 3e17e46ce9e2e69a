"""When an address may be asked again: after an answer, after a failure, after being told to stay away.

Pure functions of what is remembered of an address and of what came of asking it; nothing here waits or asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from stemma.collect.dates import moment
from stemma.collect.fetch import Fetched, NotServed, Validators
from stemma.model import InputError, Visit

# After a first failure an address is let alone for so long, after each further one twice as long.
_FIRST_HOLD = timedelta(minutes=5)
_LONGEST_HOLD = timedelta(days=1)
# What a server may ask for: more is taken for a slip, for it would silence a feed for ever.
_LONGEST_ASKED = timedelta(days=7)
# Gone is meant for good (RFC 9110, section 15.5.11), yet feeds come back under their old address.
_GONE_HOLD = timedelta(days=30)
# Articles are edited most in their first hours; so a page is looked at again these hours after it was first had.
_LOOKS_AGAIN = (timedelta(hours=1), timedelta(hours=4), timedelta(hours=16), timedelta(hours=64))
# A page that can't be had so often in a row is given up.
_MOST_FAILURES = 5
_ENTRIES_KEPT = 8
GONE = 410
_STAY_AWAY = frozenset({429, 503})


def new_visit(address: str, now: datetime) -> Visit:
    """A feed that was never asked."""
    return Visit(address=address, kind="feed", due=_iso(now))


def led_to(known: Visit | None, address: str, entry: str, now: datetime) -> Visit | None:
    """A page as an entry of a feed leads to it, `entry` being the entry's SHA-256; None where nothing is to be done.

    A page is due at once when an entry that leads to it is new or was edited.
    """
    if known is None:
        return Visit(address=address, kind="page", due=_iso(now), entries=(entry,))
    if entry in known.entries:
        return None
    return replace(known, due=_iso(now), looks=0, failures=0, entries=(*known.entries, entry)[-_ENTRIES_KEPT:])


def is_due(visit: Visit, now: datetime) -> bool:
    """Whether an address may be asked now."""
    due = moment(visit.due)
    return due is not None and due <= now


def known_of(visit: Visit) -> Validators:
    """What the server named its last answer by."""
    return Validators(visit.etag, visit.modified)


def served(visit: Visit, fetched: Fetched, now: datetime, *, worth: bool = True) -> Visit:
    """The visit after an answer. `worth` is whether there was a report in it.

    Where there was none, neither what the answer was named by nor where the address moved to is believed, so that a
    page of error or a log-in page in a feed's place does not stand for it.
    """
    looks = visit.looks + 1
    due: str | None = _iso(now)
    if visit.kind == "page":
        due = _iso(now + _LOOKS_AGAIN[looks - 1]) if looks <= len(_LOOKS_AGAIN) else None
    seen = replace(visit, due=due, looks=looks, failures=0, status=fetched.response.status)
    if not worth:
        return replace(seen, etag=None, modified=None)
    # An answer of 304 need not name again what stands (RFC 9110, section 15.4.5).
    named = fetched.validators
    etag, modified = named.etag, named.modified
    if fetched.unchanged:
        etag, modified = etag or visit.etag, modified or visit.modified
    return replace(seen, etag=etag, modified=modified, moved_to=fetched.moved_to or visit.moved_to)


def failed(visit: Visit, error: InputError, now: datetime) -> Visit:
    """The visit after a failure: later each time, and as late as the server asks for."""
    failures = visit.failures + 1
    hold = min(_FIRST_HOLD * 2 ** min(failures - 1, 20), _LONGEST_HOLD)
    status = error.status if isinstance(error, NotServed) else None
    if isinstance(error, NotServed) and status in _STAY_AWAY:
        hold = max(hold, min(asked_to_wait(error.retry_after, now) or hold, _LONGEST_ASKED))
    if status == GONE:
        hold = _GONE_HOLD
    # Where an address that moved for good is no longer found, the one that the user named is asked again.
    again = replace(visit, due=_iso(now + hold), failures=failures, status=status, moved_to=None)
    given_up = visit.kind == "page" and (status == GONE or failures >= _MOST_FAILURES)
    return replace(again, due=None) if given_up else again


def silences_host(visit: Visit) -> bool:
    """Whether the server asked, by its last answer, to be let alone as a whole."""
    return visit.status in _STAY_AWAY


def asked_to_wait(stated: str | None, now: datetime) -> timedelta | None:
    """How long a Retry-After asks to wait, in seconds or as a date (RFC 9110, section 10.2.3); None for neither."""
    text = (stated or "").strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return timedelta(seconds=int(text))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
    return max(until - now, timedelta(0))


def by_turns(visits: Iterable[Visit], host_of: dict[str, str]) -> list[Visit]:
    """Visits in an order in which hosts take turns, so that pauses between requests to one are used for others."""
    met: dict[str, int] = {}
    keyed = []
    for visit in sorted(visits, key=lambda one: (one.due or "", one.address)):
        host = host_of[visit.address]
        met[host] = met.get(host, 0) + 1
        keyed.append((met[host], visit))
    return [visit for _, visit in sorted(keyed, key=lambda pair: pair[0])]


def _iso(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")
