"""A case in plain dictionaries: for tests, and for work that leaves no file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self

from stemma.model import Case, Judgement, NotedChange, Reading, Removals, Removed, Report, Visit, Watch, sha256_of
from stemma.store.contract import Hit, News, Removal, state_of
from stemma.store.judgements import admit, resolved, with_undoings
from stemma.store.search import Document, Term, case_documents, snapshot_keys, terms, words_of

SNIPPET_CHARACTERS = 120


class MemoryStore:
    """A case that lives as long as this object. See `Store` for what each method does."""

    def __init__(self) -> None:
        self._collected: dict[tuple[str, str, str], Report] = {}
        self._readings: dict[tuple[str, str], Reading] = {}
        self._judgements: dict[str, Judgement] = {}
        self._derived: tuple[Case, str, str | None] | None = None
        self._watch: Watch | None = None
        self._changes: list[NotedChange] = []
        self._last_change = 0
        self._told: dict[str, int] = {}
        self._visits: dict[tuple[str, str], Visit] = {}
        self._reader: str | None = None
        self._removed: dict[tuple[str, str, str], Removed] = {}
        self._removals = 0
        self._unfinished = False

    def add_reports(self, reports: Iterable[Report]) -> int:
        """See `Store.add_reports`."""
        before = len(self._collected)
        removed = self.removed()
        for report in tuple(reports):
            if removed.of(report):
                continue
            self._collected.setdefault((report.id, report.sha256, sha256_of(report.text)), report)
        return len(self._collected) - before

    def reports(self) -> tuple[Report, ...]:
        """See `Store.reports`."""
        rows = sorted(self._collected.items(), key=lambda row: (row[0][0], row[1].captured or "", row[0][1:]))
        return tuple(report for _, report in rows)

    def remove(self, removal: Removal) -> int:
        """See `Store.remove`."""
        before = len(self._collected)
        for report in removal.reports:
            key = (report.id, report.sha256, sha256_of(report.text))
            if self._collected.pop(key, None):
                self._removed[key] = Removed(*key, removal.when)
        gone = with_undoings(self._judgements.values(), removal.judgements)
        self._judgements = {name: row for name, row in self._judgements.items() if name not in gone}
        self._changes = [noted for noted in self._changes if noted.number not in removal.changes]
        keep = set(removal.keep)
        self._readings = {key: reading for key, reading in self._readings.items() if key[1] in keep}
        self._derived = None
        self._removals += 1
        self._unfinished = True
        return before - len(self._collected)

    def removed(self) -> Removals:
        """See `Store.removed`."""
        return Removals(self._removed.values())

    def remember_removed(self, rows: Iterable[Removed]) -> None:
        """See `Store.remember_removed`."""
        for row in rows:
            key = (row.id, row.sha256, row.text_sha256)
            if key not in self._collected:
                self._removed.setdefault(key, row)

    def readmit(self, rows: Iterable[Removed]) -> None:
        """See `Store.readmit`."""
        for row in rows:
            self._removed.pop((row.id, row.sha256, row.text_sha256), None)

    def finish_removals(self, discard: Callable[[str], None]) -> bool:
        """See `Store.finish_removals`."""
        if not self._unfinished:
            return False
        had = {report.sha256 for report in self._collected.values()}
        for sha in sorted({row.sha256 for row in self._removed.values()} - had):
            discard(sha)
        self._unfinished = False
        return True

    def readings(self, reader: str, digests: Iterable[str]) -> dict[str, Reading]:
        """See `Store.readings`."""
        wanted = ((digest, self._readings.get((reader, digest))) for digest in sorted(set(digests)))
        return {digest: reading for digest, reading in wanted if reading is not None}

    def put_readings(self, reader: str, readings: Iterable[tuple[str, Reading]]) -> None:
        """See `Store.put_readings`."""
        for digest, reading in readings:
            self._readings[reader, digest] = reading

    def drop_readings(self, reader_keep: str, digests_keep: Iterable[str]) -> None:
        """See `Store.drop_readings`."""
        keep = {(reader_keep, digest) for digest in digests_keep}
        self._readings = {key: reading for key, reading in self._readings.items() if key in keep}

    def put_case(self, case: Case, fingerprint: str, reader: str | None = None, news: News | None = None) -> bool:
        """See `Store.put_case`."""
        if self.removed().any_of(case.reports):
            return False
        if news is not None:
            if news.since != self.fingerprint():
                return False
            self._changes += [
                NotedChange(number=number, made=news.made, change=change)
                for number, change in enumerate(news.changes, self._last_change + 1)
            ]
            self._last_change += len(news.changes)
        self._derived = (case, fingerprint, reader)
        self._reader = reader
        return True

    def case(self) -> Case | None:
        """See `Store.case`."""
        return self._derived[0] if self._derived else None

    def fingerprint(self) -> str | None:
        """See `Store.fingerprint`."""
        return self._derived[1] if self._derived else None

    def reader(self) -> str | None:
        """See `Store.reader`."""
        return self._reader

    def state(self) -> str:
        """See `Store.state`."""
        return state_of(len(self._collected), len(self._judgements), self._removals, self.fingerprint())

    def judgements(self) -> tuple[Judgement, ...]:
        """See `Store.judgements`."""
        return resolved(tuple(self._judgements.values()))

    def add_judgement(self, judgement: Judgement) -> None:
        """See `Store.add_judgement`."""
        row = admit(judgement, self._judgements)
        if row is not None:
            self._judgements[row.id] = row

    def watch(self) -> Watch | None:
        """See `Store.watch`."""
        return self._watch

    def begin_watch(self, watch: Watch) -> Watch:
        """See `Store.begin_watch`."""
        self._watch = self._watch or watch
        return self._watch

    def changes(self, after: int = 0, last: int | None = None) -> tuple[NotedChange, ...]:
        """See `Store.changes`."""
        found = [noted for noted in self._changes if noted.number > after]
        return tuple(found if last is None else found[max(0, len(found) - last) :])

    def told(self, channel: str) -> int | None:
        """See `Store.told`."""
        return self._told.get(channel)

    def note_told(self, channel: str, number: int) -> None:
        """See `Store.note_told`."""
        self._told[channel] = number

    def visits(self) -> tuple[Visit, ...]:
        """See `Store.visits`."""
        return tuple(self._visits[key] for key in sorted(self._visits))

    def put_visits(self, visits: Iterable[Visit]) -> None:
        """See `Store.put_visits`."""
        self._visits |= {(visit.kind, visit.address): visit for visit in tuple(visits)}

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """See `Store.search`; the document that is shortest for what it has of the words is the best."""
        wanted = terms(words)
        if not wanted or limit < 1:
            return ()
        scored = ((_score(document, wanted), document) for document in self._documents())
        found = [(score, document) for score, document in scored if score > 0]
        found.sort(key=lambda pair: (-pair[0], pair[1].kind, pair[1].report, pair[1].id))
        return tuple(_hit(document, wanted[0], rank) for rank, (_, document) in enumerate(found[:limit], start=1))

    def close(self) -> None:
        """See `Store.close`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _documents(self) -> Iterator[Document]:
        case = self._derived[0] if self._derived else Case(reports=())
        held = snapshot_keys(case.reports)
        waiting = (report for key, report in self._collected.items() if key[1:] not in held)
        return case_documents(case, waiting)


def _score(document: Document, wanted: tuple[Term, ...]) -> float:
    """The share of the document's words that the terms make up; 0 where one is missing."""
    fields = [words_of(document.title), words_of(document.words)]
    counts = [sum(_count(term, words) for words in fields) for term in wanted]
    return sum(counts) / sum(map(len, fields)) if all(counts) else 0.0


def _count(term: Term, words: tuple[str, ...]) -> int:
    size = len(term.words)
    return sum(_stands_at(term, words[start : start + size]) for start in range(len(words) - size + 1))


def _stands_at(term: Term, words: tuple[str, ...]) -> bool:
    whole = term.words[:-1] == words[:-1]
    return whole and (words[-1].startswith(term.words[-1]) if term.prefix else words[-1] == term.words[-1])


def _hit(document: Document, term: Term, rank: int) -> Hit:
    snippet = _snippet(document.words, term) or _snippet(document.title, term)
    return Hit(report=document.report, kind=document.kind, id=document.id, snippet=snippet, rank=rank)


def _snippet(text: str, term: Term) -> str:
    """The characters around the first word of `term` in `text`; empty where it is not in it."""
    for piece in re.finditer(r"\S+", text):
        if any(word.startswith(term.words[0]) for word in words_of(piece[0])):
            start = max(0, piece.start() - SNIPPET_CHARACTERS // 2)
            end = start + SNIPPET_CHARACTERS
            return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    return ""
