"""Publication times as pages and feeds write them, to ISO 8601. Nothing is guessed: what is ambiguous gives None."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_EXTENDED = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?")
_SPACED_ZONE = re.compile(r"\s+(?=(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$)")
_NAMED_ZERO = re.compile(r"(?:UTC|GMT)$")
# What programs write where they know no date: year 1, and the first second of Unix time.
_NO_DATE = ("0001-", "1970-01-01T00:00:00")
# Beyond it a year is a slip or stands for "never": 9999 in databases, 20231 for a digit too many.
_LAST_YEAR = "2100"
_FRACTION = re.compile(r"(\.\d{6})\d+")
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3}[a-z]*\s+(?:\d{4}|\d\d)\s+\d{1,2}:\d\d")
_MAIL_DAY = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3}[a-z]*\s+\d{4}")


def iso_date(value: str) -> str | None:
    """`value` as an ISO 8601 date or date-time, its time zone kept, or None where it is neither that nor RFC 2822.

    A value already in the extended ISO format comes out as it is. Other writings of the same ("20230522",
    "2023-05-22 10:00 UTC", "Mon, 22 May 2023 10:00:00 +0200") are put into it. Slashed dates are ambiguous: None. Years
    that nobody publishes in (1, after 2100) are no dates.
    """
    value = value.strip()
    if len(value) > 64 or len(value) < 8:
        return None
    found = value if _EXTENDED.fullmatch(value) and _valid(value) else _other_iso(value) or _mail_date(value)
    return None if found is None or found.startswith(_NO_DATE) or found[:4] > _LAST_YEAR else found


def moment(value: str | None) -> datetime | None:
    """The instant at which an ISO 8601 value begins; without a zone it is taken as UTC. None where there is none."""
    if value is None:
        return None
    try:
        parsed = datetime.fromisoformat(value)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _valid(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _other_iso(value: str) -> str | None:
    tidy = _FRACTION.sub(r"\1", _NAMED_ZERO.sub("+00:00", _SPACED_ZONE.sub("", value)))
    try:
        if re.fullmatch(r"\d{8}", tidy):
            return date.fromisoformat(tidy).isoformat()
        # Only full calendar dates: Python also reads week dates, which nobody publishes.
        return datetime.fromisoformat(tidy).isoformat() if re.match(r"\d{4}-?\d\d-?\d\d[T ]", tidy) else None
    except ValueError:
        return None


def _mail_date(value: str) -> str | None:
    try:
        if _MAIL.match(value):
            return parsedate_to_datetime(value).isoformat()
        if _MAIL_DAY.fullmatch(value):
            return parsedate_to_datetime(f"{value} 00:00:00").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    return None
