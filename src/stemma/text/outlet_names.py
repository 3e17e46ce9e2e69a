"""Names of outlets that no list has, by how pages speak of them: "the weekly Lantern said", "as Lantern reported"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stemma.model import Reading, Report, Span, Statement
from stemma.text.plain_names import words_of
from stemma.vocabulary.credits import Phrases, credit_words

_WORD = re.compile(r"\w+")
# Characters of a source that are looked at.
_LOOKED_AT = 120


def names_of_outlets(
    reports: Iterable[Report], readings: Iterable[Reading], statements: Iterable[Statement]
) -> frozenset[str]:
    """The folded words of sources that are called a paper and the like, or that have reported or written something.

    They are the page's own words: the outlet's name stands somewhere among them.
    """
    texts = {report.id: report for report in reports}
    found = {
        " ".join(words_of(credit.name))
        for reading in readings
        for credit in reading.credits
        if _has_any(credit.name, credit_words(texts[credit.report].language).media_nouns)
    }
    for statement in statements:
        if statement.source is None or statement.cue is None:
            continue
        report = texts[statement.report]
        words = credit_words(report.language)
        source, cue = (_short(span).of(report.text) for span in (statement.source, statement.cue))
        if _has_any(source, words.media_nouns) or _has_any(cue, words.writes):
            found.add(" ".join(words_of(source)))
    return frozenset(found)


def _has_any(text: str, listed: Phrases) -> bool:
    return any(word in listed for word in _WORD.findall(text.lower()))


def _short(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + _LOOKED_AT))
