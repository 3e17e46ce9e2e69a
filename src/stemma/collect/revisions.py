"""One id, several texts: which reports are versions of one item, which merely have the same file name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from stemma.collect.dates import moment
from stemma.model import Report, sha256_of

SHINGLE_WORDS = 4
# Share of the smaller text's shingles in the other. Edited articles keep most of theirs; two articles that only have
# a page's furniture in common stay far below.
SAME_ITEM_FROM = 0.3
_WORD = re.compile(r"\w+")
_FILE_NAMES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp"})

_Order = tuple[bool, str, bool, str, str]


def settle(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Reports with their final ids, versions chained by `revision_of`, sorted by id.

    The same id with the same text is one report, the earliest captured. A different text under one id is a later
    version of it, with the id `<id>~<first 8 digits of its sha256>` and `revision_of` its predecessor, in order of
    publication, capture and sha256; the first version keeps the plain id. Where the id is only a file's name, texts
    that have little in common are different reports: the id gets the digits, `revision_of` stays None.

    A pure function of the set of reports: order does not matter, and settled reports may come back in with new ones.
    """
    by_id: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        plain = _plain_id(report)
        by_id[plain].append(replace(report, id=plain, revision_of=None))
    taken = set(by_id)
    settled = [final for plain in sorted(by_id) for final in _settle_one(_distinct(by_id[plain]), taken)]
    return tuple(sorted(settled, key=lambda report: report.id))


def kept_as(settled: Report, collected: Iterable[Report]) -> tuple[Report, ...]:
    """The collected reports that `settle` took for that one: of the same item, with the same text."""
    text, plain = sha256_of(settled.text), _plain_id(settled)
    same = [report for report in collected if sha256_of(report.text) == text]
    found = [report for report in same if _plain_id(report) == plain]
    # Where the first digits of its hash were taken, a settled id ends in those of the text.
    return tuple(found or [report for report in same if settled.id.startswith(f"{_plain_id(report)}~")])


def _plain_id(report: Report) -> str:
    """The id before `settle` suffixed it, so that settling twice changes nothing."""
    plain, tilde, digits = report.id.rpartition("~")
    return plain if tilde and plain and len(digits) >= 8 and report.sha256.startswith(digits) else report.id


def _order(report: Report) -> _Order:
    """Published, captured, sha256; what is not dated comes last."""
    published, captured = moment(report.published), moment(report.captured)
    return (
        published is None,
        published.isoformat() if published else "",
        captured is None,
        captured.isoformat() if captured else "",
        report.sha256,
    )


def _distinct(reports: Sequence[Report]) -> list[Report]:
    """One report for each text, the earliest captured, in order of version."""
    by_text: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: (_order(r)[2:], _order(r), repr(r))):
        by_text.setdefault(sha256_of(report.text), report)
    return sorted(by_text.values(), key=lambda r: (_order(r), sha256_of(r.text)))


def _settle_one(versions: Sequence[Report], taken: set[str]) -> list[Report]:
    """Final ids for the reports of one plain id, given in order of version."""
    if len(versions) == 1:
        return [versions[0]]
    settled: list[Report] = []
    for item in _items(versions):
        before: str | None = None
        for report in item:
            name = report.id if report is versions[0] else _suffixed(report, taken)
            settled.append(replace(report, id=name, revision_of=before))
            before = name
    return settled


def _suffixed(report: Report, taken: set[str]) -> str:
    lengths = range(8, 65, 4)
    name = next((n for k in lengths if (n := f"{report.id}~{report.sha256[:k]}") not in taken), None)
    name = name or f"{report.id}~{sha256_of(report.text)}"
    taken.add(name)
    return name


def _items(versions: Sequence[Report]) -> list[list[Report]]:
    """The versions by item: all one where their id is an address or was given by the user, else by shared text."""
    if any(report.url for report in versions) or not _is_file_name(versions[0].id):
        return [list(versions)]
    shingles = [_shingles(report.text) for report in versions]
    root = list(range(len(versions)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for left, right in _candidates(shingles):
        a, b = sorted((find(left), find(right)))
        if a != b and containment(shingles[left], shingles[right]) >= SAME_ITEM_FROM:
            root[b] = a
    items: dict[int, list[Report]] = defaultdict(list)
    for index, report in enumerate(versions):
        items[find(index)].append(report)
    return [items[index] for index in sorted(items)]


def _is_file_name(name: str) -> bool:
    return "/" not in name and PurePath(name).suffix.lower() in _FILE_NAMES


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    width = min(SHINGLE_WORDS, len(words))
    return frozenset(tuple(words[i : i + width]) for i in range(len(words) - width + 1))


def containment(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """The share of the smaller set that is in the other, 0 to 1 (Broder 1997); 0 where one is empty."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def _candidates(shingles: Sequence[frozenset[tuple[str, ...]]]) -> list[tuple[int, int]]:
    """Pairs that share a shingle with nobody between them: near-linear for thousands of files called index.html."""
    last: dict[tuple[str, ...], int] = {}
    pairs: set[tuple[int, int]] = set()
    for index, own in enumerate(shingles):
        for shingle in own:
            if shingle in last:
                pairs.add((last[shingle], index))
            last[shingle] = index
    return sorted(pairs)
