"""How a case's reports, actors and moments are called where a reader meets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from stemma.model import Actor, Case, Claim, LineageEdge, Pointer, Report, Statement, Target
from stemma.show.characters import one_line, shortened

MONTHS = (  # not from the locale: one case, one page, wherever it is made
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# Longer ones are broken lines; the export has them whole.
_LONGEST_NAME = 100

ACCESS_WORDS = {
    "witnessed": "saw it",
    "did it": "did it",
    "holds the record": "holds the record",
    "was told": "was told",
    "unknown": "how it knows is not said",
}
STATUS_WORDS = {
    "contested": "Contested",
    "corroborated": "Corroborated",
    "single-origin": "Single origin",
    "unattributed": "Unattributed",
    "withdrawn": "Withdrawn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Exact characters of a report with where they come from, ready to be shown.

    `place` is "report:offset", the report by its short name.
    """

    pointer: Pointer
    words: str
    publisher: str
    when: str
    place: str = ""
    language: str | None = None


class Labels:
    """Looks up what a case's ids stand for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.reports: dict[str, Report] = {report.id: report for report in case.reports}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in case.actors}
        self.statements: dict[str, Statement] = {statement.id: statement for statement in case.statements}
        self._taken: dict[str, list[LineageEdge]] = {}
        for edge in case.lineage:
            self._taken.setdefault(edge.report, []).append(edge)
        self._tails = Counter(report.id.rstrip("/").rpartition("/")[2] for report in case.reports)
        languages = Counter(report.language for report in case.reports if report.language)
        # The language of most reports; whoever opens the case reads it, so its words are shown first.
        self.language = min(languages, key=lambda code: (-languages[code], code), default=None)

    def actor(self, actor: str | None) -> str | None:
        """An actor's name; an outlet's name stands for itself; None for None."""
        if actor is None:
            return None
        return _name(self.actors[actor].name if actor in self.actors else actor)

    def taken_by(self, report: str) -> Sequence[LineageEdge]:
        """The edges of the lineage by which a report takes from something."""
        return self._taken.get(report, ())

    def outside(self, target: Target) -> str:
        """What a report takes from outside the case: the page's words, and whose it is where they do not say.

        "Unknown" where neither is told.
        """
        words, actor = one_line(target.outside or ""), self.actor(target.actor)
        if actor is None or any(word[:1].isupper() for word in words.split()[1:]) or words[:1].isupper():
            return words or actor or "unknown"
        return f"{actor}: {words}" if words else actor

    def voice_or_report(self, ident: str) -> str:
        """The name behind an id that is an actor's or a report's."""
        return self.publisher(ident) if ident in self.reports else self.actor(ident) or ident

    def publisher(self, report: str) -> str:
        """Who put a report out: its publisher, else the host of its address, else its id."""
        found = self.reports.get(report)
        if found is None:
            return _name(report)
        return _name(found.publisher or host(found.url) or found.id)

    def published(self, report: str) -> str | None:
        """When a report says that it was published; None where it does not, or is none of the case."""
        found = self.reports.get(report)
        return found.published if found else None

    def when(self, report: str) -> str:
        """The day a report was published, "22 May 2023"; "undated" where it does not say."""
        found = self.reports.get(report)
        return day(found.published) if found and found.published else "undated"

    def earliest_first(self, report: str) -> tuple[bool, str, str]:
        """Sort key: dated reports by moment, those of a day whose hour is not said at its end, undated ones last."""
        found = self.reports.get(report)
        published = found.published if found else None
        return (published is None, _instant(published or ""), report)

    def quote(self, pointer: Pointer) -> Quote | None:
        """What stands at a pointer; None where the case has no such characters."""
        found = self.reports.get(pointer.report)
        words = one_line(pointer.span.of(found.text)) if found and pointer.span.start >= 0 else ""
        if found is None or not words:
            return None
        publisher, when = self.publisher(found.id), self.when(found.id)
        place = f"{self.short_name(found.id)}:{pointer.span.start}"
        return Quote(pointer=pointer, words=words, publisher=publisher, when=when, place=place, language=found.language)

    def short_name(self, report: str) -> str:
        """A report's id, of an address only the end where no other report's ends so; `stemma judge` takes either."""
        tail = report.rstrip("/").rpartition("/")[2]
        return one_line(tail if tail and self._tails[tail] == 1 and report.endswith(f"/{tail}") else report)


def _name(text: str) -> str:
    return shortened(one_line(text), _LONGEST_NAME)


def host(url: str | None) -> str | None:
    """The host of an http or https address without "www.", None for anything else."""
    address = web_address(url)
    return (urlsplit(address).hostname or "").removeprefix("www.") or None if address else None


def web_address(url: str | None) -> str | None:
    """`url` where it is a plain http or https address that may be made a link; None for every other scheme."""
    if url is None or any(char.isspace() or not char.isprintable() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def day(published: str) -> str:
    """The day of an ISO 8601 date or date-time as "22 May 2023"; the text itself where it is neither."""
    moment = _moment(published)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}" if moment else one_line(published)


def moment_words(published: str) -> str:
    """An ISO 8601 date or date-time as "22 May 2023, 14:05 UTC+2"; the text itself where it is neither."""
    moment = _moment(published)
    if moment is None or "T" not in published.upper().replace(" ", "T"):
        return day(published)
    return f"{day(published)}, {moment:%H:%M}{_zone(moment)}"


def month_words(day_in_it: date) -> str:
    """ "May 2023"."""
    return f"{MONTHS[day_in_it.month - 1]} {day_in_it.year}"


def utc_words(published: str) -> str:
    """As `moment_words`, in UTC where a zone is stated: "22 May 2023, 12:05 UTC"."""
    moment = _moment(published)
    if moment is None or moment.tzinfo is None:
        return moment_words(published)
    try:
        return moment_words(moment.astimezone(UTC).isoformat(timespec="minutes"))
    except OverflowError:
        return moment_words(published)


def _zone(moment: datetime) -> str:
    offset = moment.strftime("%z")
    if not offset:
        return ""
    return f" UTC{offset[:3]}:{offset[3:5]}" if offset.strip("+-0") else " UTC"


def days(published: Iterable[str | None]) -> str | None:
    """The span of days over ISO 8601 texts, "22 May – 2 June 2023"; None where none of them is a date."""
    found = sorted(moment.date() for text in published if text and (moment := _moment(text)))
    if not found:
        return None
    first, last = found[0], found[-1]
    return f"{_start(first, last)}{last.day} {MONTHS[last.month - 1]} {last.year}"


def _start(first: date, last: date) -> str:
    if first == last:
        return ""
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} – "
    return f"{first.day} – " if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]} – "


def _instant(published: str) -> str:
    """A text that sorts by the moment, in UTC; the hour of a bare date sorts after all hours of its day."""
    moment = _moment(published)
    if moment is None or len(published.strip()) <= len("2031-05-02"):
        return published.strip() + "~"
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%S")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 report", "14 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def origins_phrase(claim: Claim) -> str:
    """How many independent origins stand behind a claim, as a range wherever more may hide behind the words."""
    shown = len(claim.origins)
    phrase = f"{counted(shown, 'origin')} shown" if shown else "no origin shown"
    return f"{phrase}, at most {claim.at_most}" if claim.at_most > shown else phrase
