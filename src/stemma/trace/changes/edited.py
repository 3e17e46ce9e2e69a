"""What an edited report no longer says, or says with another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stemma.model import Change, Claim, ClaimMember, Pointer, Report, Span
from stemma.text.sentences import split
from stemma.text.tokens import fold, stopwords, tokenise
from stemma.trace.changes.continued import Continuity
from stemma.trace.phrases import shortened

# Share of a passage's words that a sentence of the edited report has to have to be taken for it, reworded. Half lets
# a sentence about something else of the same people pass; more than two thirds loses what was merely shortened.
_REWORDED = 0.6
# So many claims gone from one report is a report rewritten, told as one change.
_REWRITTEN = 8
_NUMBER = re.compile(r"\d")


def edits(known: Continuity) -> Iterator[Change]:
    """What became of the claims of each report that was edited."""
    found: list[Change] = []
    for report in known.after.reports:
        earlier = _version_before(report, known)
        if earlier is None or _has_later(report, known):
            continue
        lost = list(_lost(earlier, report, known))
        gone = [change for change in lost if change.kind == "vanished"]
        if len(gone) > _REWRITTEN:
            lost = [change for change in lost if change.kind != "vanished"]
            found.append(_rewritten(earlier, report, gone, known))
        found += lost
    return _joined(found)


def _joined(found: list[Change]) -> Iterator[Change]:
    """What an outlet edited in a feed's entry and on the page that it leads to, as one change."""
    alike: dict[object, Change] = {}
    for change in found:
        key = (change.kind, change.claim, change.gloss, change.why)
        first = alike.setdefault(key, change)
        if first is not change:
            alike[key] = replace(first, places=(*first.places, *change.places), more=first.more + change.more)
    yield from alike.values()


def _version_before(report: Report, known: Continuity) -> Report | None:
    """The last version of a new report that the case had before; None where it is not new or had none."""
    seen = {report.id}
    earlier = report if report.id in known.fresh else None
    while earlier is not None and earlier.id in known.fresh:
        before = earlier.revision_of
        earlier = known.texts.get(before) if before is not None and before not in seen else None
        seen.add(before or "")
    return earlier


def _has_later(report: Report, known: Continuity) -> bool:
    return any(other.revision_of == report.id for other in known.after.reports)


def _lost(earlier: Report, report: Report, known: Continuity) -> Iterator[Change]:
    page = _Page(report)
    for claim in known.after.claims:
        members = [member for member in claim.members if member.report == earlier.id]
        words = {member: member.span.of(earlier.text) for member in members}
        gone = [member for member in members if not page.has(words[member])]
        reworded = [(member, span) for member in gone if (span := page.closest(words[member])) is not None]
        figures = (_figure(claim, earlier, report, found, known) for found in reworded)
        figure = next((change for change in figures if change is not None), None)
        if figure is not None:
            yield figure
        elif gone == members and gone and not reworded and not _stands_in(report, claim):
            yield _vanished(claim, earlier, report, members, known)


def _stands_in(report: Report, claim: Claim) -> bool:
    return any(member.report == report.id for member in claim.members)


def _figure(
    claim: Claim, earlier: Report, report: Report, found: tuple[ClaimMember, Span], known: Continuity
) -> Change | None:
    """That the figures in a passage are others now; None where they are not."""
    member, span = found
    was, now = _numbers(member.span.of(earlier.text)), _numbers(span.of(report.text))
    gone, come = [n for n in was if n not in now], [n for n in now if n not in was]
    if not gone or not come:
        return None
    before, after = shortened(", ".join(gone)), shortened(", ".join(come))
    why = f"{_outlet(report)} edited its report: “{after}” stands where “{before}” stood."
    places = (known.place(Pointer(report.id, span)), known.place(Pointer(earlier.id, member.span)))
    return Change(
        kind="figure", claim=claim.id, gloss=claim.gloss, why=why, places=places, status=claim.status,
        before=before, after=after,
    )  # fmt: skip


def _vanished(claim: Claim, earlier: Report, report: Report, members: list[ClaimMember], known: Continuity) -> Change:
    denial = all(member.stance == "denies" for member in members)
    what = "the denial of this" if denial else "this"
    elsewhere = {m.report for m in claim.members if known.texts[m.report].id not in (earlier.id, report.id)}
    only = "" if elsewhere else " No other report of the case has it."
    why = f"{_outlet(report)} edited its report, and {what} is no longer in it.{only}"
    places, more = known.places(Pointer(member.report, member.span) for member in members)
    return Change(
        kind="vanished", claim=claim.id, gloss=claim.gloss, why=why, places=places, status=claim.status, more=more
    )


def _rewritten(earlier: Report, report: Report, gone: list[Change], known: Continuity) -> Change:
    places, more = known.places(Pointer(place.report, place.span) for change in gone for place in change.places[:1])
    title = report.title or earlier.title or report.id
    why = f"{_outlet(report)} rewrote its report: {len(gone)} claims are no longer in it."
    return Change(kind="rewritten", claim=None, gloss=title, why=why, places=places, more=more, before=str(len(gone)))


def _outlet(report: Report) -> str:
    return shortened(report.publisher or report.id)


def _numbers(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token.text for token in tokenise(words) if _NUMBER.search(token.text)))


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    words: frozenset[str]


class _Page:
    """A report's sentences as sets of words, to be asked for what stood in an earlier version of it."""

    def __init__(self, report: Report) -> None:
        self._language = report.language
        self._plain = _plain(report.text)
        self._sentences = [
            _Sentence(span, self._words(span.of(report.text))) for span in split(report.text, report.language)
        ]

    def has(self, words: str) -> bool:
        """Whether the words stand in it as they were, white space and case aside."""
        return _plain(words) in self._plain

    def closest(self, words: str) -> Span | None:
        """The sentence that has most of these words, the first of equals; None where none has enough of them."""
        wanted = self._words(words)
        if not wanted:
            return None
        best = max(self._sentences, key=lambda s: (len(s.words & wanted), -s.span.start), default=None)
        return best.span if best is not None and len(best.words & wanted) >= _REWORDED * len(wanted) else None

    def _words(self, words: str) -> frozenset[str]:
        """What a sentence is known by: its words but for the commonest, without its figures, which may have changed."""
        common = stopwords(self._language)
        folded = (token.folded for token in tokenise(words))
        return frozenset(word for word in folded if word not in common and not _NUMBER.search(word))


def _plain(words: str) -> str:
    return f" {' '.join(fold(token.text) for token in tokenise(words))} "
