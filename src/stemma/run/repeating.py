"""Which judgements and noted changes would repeat what stood in reports that are not to be in a case any more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stemma.model import Change, Judgement, Report
from stemma.model.reports import plain_id
from stemma.model.rulings import NOTE, UNDO, Finder, Subject, subject_of

# So many words in a row that stand in those reports, and in no other, make a note one that quotes them.
_QUOTED_WORDS = 3
_WORD = re.compile(r"\w+")


class Repeating:
    """Asks of judgements and changes what they repeat of reports that are `going`, which is not in those `staying`."""

    def __init__(self, going: Iterable[Report], staying: Iterable[Report]) -> None:
        gone, left = tuple(going), tuple(staying)
        self._ids = {report.id for report in gone}
        self._plain_ids = set(map(plain_id, self._ids))
        self._finder = Finder((*gone, *left))
        self._going = [_all_words(report) for report in gone]
        self._left = left
        self._staying: list[str] = []

    def names(self, row: Judgement) -> bool:
        """Whether a judgement is about what goes, among other things."""
        return not self._ids.isdisjoint(self._about(row))

    def repeats(self, row: Judgement) -> bool:
        """Whether words of what goes would survive in a judgement; of a note also, whether it is about that alone.

        Places do not: they are offsets, with a hash of their words.
        """
        for subject in filter(None, map(subject_of, row.subjects)) if row.verb != UNDO else ():
            if subject.naming in ("actor", "publisher") and self._only_there(subject.name):
                return True
            if subject.naming == "note" and self._quoted(subject.name):
                return True
        about = self._about(row) if row.verb == NOTE else set()
        return bool(about) and about <= self._ids

    def tells(self, change: Change) -> bool:
        """Whether a change stands on what goes, or on another version of it, or holds a word or two in a row that
        stand in what goes only: its texts are Stemma's own sentences around names and words of the reports.
        """
        if any(plain_id(place.report) in self._plain_ids for place in change.places):
            return True
        texts = [change.gloss, change.why, change.before, change.after]
        for place in change.places:
            texts += [place.words, place.publisher, place.title]
        return any(self._quoted(text, run) for text in texts if text for run in (1, 2))

    def _about(self, row: Judgement) -> set[str]:
        """The ids of the reports that a judgement is about."""
        subjects = (subject_of(text) for text in row.subjects) if row.verb != UNDO else ()
        return {name for subject in subjects if subject for name in _reports_of(self._finder.now(subject))}

    def _only_there(self, words: str) -> bool:
        """Whether these words stand in what goes, and in nothing that stays."""
        wanted = _spaced(words)
        if not any(wanted in text for text in self._going):
            return False
        self._staying = self._staying or [_all_words(report) for report in self._left]
        return not any(wanted in text for text in self._staying)

    def _quoted(self, text: str, run: int = _QUOTED_WORDS) -> bool:
        """Whether a text holds so many words in a row that stand in what goes only."""
        words = _spaced(text).split()
        runs = (" ".join(words[at : at + run]) for at in range(len(words) - run + 1))
        return any(self._only_there(words_of_it) for words_of_it in runs)


def _reports_of(subject: Subject) -> set[str]:
    return {subject.name} if subject.naming == "report" else {place.pointer.report for place in subject.places}


def _all_words(report: Report) -> str:
    return _spaced(" ".join(filter(None, (report.title, report.byline, report.publisher, report.text))))


def _spaced(text: str) -> str:
    """The words of a text, case and punctuation aside, with a space before and after each."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
