"""The case's own publishers where other reports name them: outlets that no list has, and bodies that put out items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from stemma.model import LineageEdge, LineageEvidence, Reading, Report, Span, Target
from stemma.text.plain_names import ARTICLES
from stemma.text.tokens import Token, tokenise
from stemma.trace.command import commands
from stemma.trace.outlets import Outlets, is_listed
from stemma.vocabulary.credits import CreditWords, credit_words

_NAMES = "names this publisher as where it has it from"
# A credit is the page's own word; which item of the outlet it leads to is not.
PRESUMED = 0.7
TAKEN_FOR_LAST = "; that report is taken for the one that is meant, as the outlet's last before"
# "Told the weekly paper Lantern": words between the credit and the name.
_MOST_SKIPPED = 3
# Of a text without the byline in it, its beginning stands for the page.
_BEGINNING = 120
_PARTS = re.compile(r"[,;/|&()\n]|\b(?:and|for|with|by|By|und|i|et|y)\b")
_WORDS_TO_VERB = 2
# Letters of a word that joins the parts of a name.
_SMALL = 3
_MARKS = ("(", ")")
_CLAUSE_ENDS = frozenset({"", ".", ",", ";", "\n"})
_BEHIND_MARK = frozenset({"", ".", "-", "–", "—", "\n"})


def named_publishers(
    reports: Sequence[Report], readings: Sequence[Reading], outlets: Outlets, bodies: Container[str] = ()
) -> Iterator[LineageEdge]:
    """Edges to publishers of the case that reports credit by name: "told Lantern", "Lantern reported", "(Lantern)".

    What an outlet says it has printed; the reports `bodies` are by others, who only speak: "the ministry said".
    """
    called: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    speaking = set()
    for report_id, words in outlets.publishers():
        called[words[0]].add(words)
        if report_id in bodies:
            speaking.add(words)
    texts = {report.id: report for report in reports}
    for reading in readings:
        report = texts[reading.report]
        for sentence in reading.sentences:
            yield from _in_sentence(report, sentence, called, speaking, outlets)


def bylines(reports: Sequence[Report], outlets: Outlets) -> Iterator[LineageEdge]:
    """Edges to the known outlets in the bylines that pages state beside their text: "Ada Brandt, Associated Press"."""
    for report in reports:
        for name in dict.fromkeys(part.strip() for part in _PARTS.split(report.byline or "")):
            if not report.text or not is_listed(name) or outlets.publishes(report.id, name):
                continue
            place = report.text.find(name)
            span = Span(place, place + len(name)) if place >= 0 else Span(0, min(len(report.text), _BEGINNING))
            evidence = LineageEvidence(report=report.id, span=span, why=f"its byline names {name}")
            yield LineageEdge(
                report=report.id, takes_from=Target(outside=name), kind="credits", score=1.0, evidence=(evidence,)
            )  # fmt: skip


def stated(reports: Sequence[Report], outlets: Outlets) -> Iterator[LineageEdge]:
    """Edges to those whom items name beside their text: the channel a message was forwarded from, a feed's <source>.

    Such a source leads to its report in the case where it is the only one meant, else outside.
    """
    for report in reports:
        for source in report.stated_sources:
            if outlets.publishes(report.id, source.name):
                continue
            inside = outlets.report_meant(report.id, [source.name])
            target = Target(report=inside) if inside is not None else Target(outside=source.name)
            evidence = LineageEvidence(report=report.id, span=source.span, why=source.why)
            yield LineageEdge(report=report.id, takes_from=target, kind="credits", score=1.0, evidence=(evidence,))


def _in_sentence(
    report: Report,
    sentence: Span,
    called: defaultdict[str, set[tuple[str, ...]]],
    speaking: Container[tuple[str, ...]],
    outlets: Outlets,
) -> Iterator[LineageEdge]:
    tokens = tokenise(report.text, sentence)
    # "Star-Gazette" is one token and two words of a name.
    parts = [
        (part, number)
        for number, token in enumerate(tokens)
        for part in token.folded.removesuffix("'s").removesuffix("’s").split("-")
    ]
    for place, (name, first) in enumerate(parts):
        for words in sorted(called.get(name, ()), key=len, reverse=True):
            named = parts[place : place + len(words)]
            last = named[-1][1]
            if tuple(part for part, _ in named) != words or not _is_name(tokens[first : last + 1]):
                continue
            reach = _credited(report, tokens, first, last, speaks=words in speaking)
            called_so = report.text[tokens[first].span.start : tokens[last].span.end]
            yield from _edge(report, called_so, reach, outlets) if reach else ()
            break


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether words are written as a name: with capitals but for small ones between ("El Faro de Oriente")."""
    capitals = [token.text[:1].isupper() for token in tokens]
    inner = zip(tokens[1:-1], capitals[1:-1], strict=True)
    return capitals[0] and capitals[-1] and all(big or len(token.text) <= _SMALL for token, big in inner)


def _edge(report: Report, name: str, reach: Span, outlets: Outlets) -> Iterator[LineageEdge]:
    """To the publisher's report that is meant; to the publisher where its name in brackets says whose text it is."""
    if outlets.publishes(report.id, name):
        return
    score, why = 1.0, _NAMES
    if report.text[reach.start] in _MARKS:
        target = Target(outside=name)
    else:
        inside = outlets.report_meant(report.id, [name])
        if inside is None:
            inside, score, why = outlets.report_before(report.id, [name]), PRESUMED, _NAMES + TAKEN_FOR_LAST
        if inside is None:
            return
        target = Target(report=inside)
    evidence = LineageEvidence(report=report.id, span=reach, why=why)
    yield LineageEdge(report=report.id, takes_from=target, kind="credits", score=score, evidence=(evidence,))


def _credited(report: Report, tokens: Sequence[Token], first: int, last: int, *, speaks: bool) -> Span | None:
    """The words that credit the name at tokens `first` to `last`; None where none do.

    Whoever `speaks` is credited by verbs of printing alone.
    """
    text, words = report.text, credit_words(report.language)
    lows = [token.text.lower() for token in tokens]
    span = Span(tokens[first].span.start, tokens[last].span.end)
    if (text[span.start - 1 : span.start], text[span.end : span.end + 1]) == _MARKS:
        # "The Salt League (SL) said" spells out initials; a credit ends a sentence or stands before a dash.
        behind = text[span.end + 1 : span.end + 3].strip(" ")[:1]
        return Span(span.start - 1, span.end + 1) if behind in _BEHIND_MARK else None
    start = _before(text, tokens, lows, first, words)
    if start is None and not speaks and _ends_clause(text, span.end):
        start = _inverted(text, tokens, lows, first, words)
    if start is not None:
        return Span(start, span.end)
    speaks = speaks or _is_tail(lows, first)
    for index in range(last + 1, min(last + 1 + _WORDS_TO_VERB, len(tokens))):
        gap = text[tokens[index - 1].span.end : tokens[index].span.start]
        end = words.says.starting(lows, index)
        piece = index == last + 1 and text[span.end - 2 : span.end - 1] in "'’" and lows[index] in words.pieces
        if gap != " ":
            return None
        if piece or (end is not None and (not speaks or _prints(lows[index:end], words))):
            return Span(span.start, tokens[(end or index + 1) - 1].span.end)
    return None


def _inverted(text: str, tokens: Sequence[Token], lows: Sequence[str], first: int, words: CreditWords) -> int | None:
    """Where the verb begins that stands before a name and behind a pause: "…, reports Lantern."."""
    name = first - 1 if first and lows[first - 1] in ARTICLES else first
    verb = words.says.ending(lows, name)
    if not verb or text[tokens[verb - 1].span.end : tokens[verb].span.start].strip() == "":
        return None
    return tokens[verb].span.start


def _ends_clause(text: str, end: int) -> bool:
    return text[end : end + 1] in _CLAUSE_ENDS


def _is_tail(lows: Sequence[str], first: int) -> bool:
    """Whether a name ends another one: "the Sword of the Plateau" is not "Plateau News"."""
    before = first - 1 if first and lows[first - 1] in ARTICLES else first
    return before > 1 and lows[before - 1] in commands().joints


def _prints(verb: Sequence[str], words: CreditWords) -> bool:
    """Whether a verb is one of outlets and not of whoever speaks: "reported", "has published"."""
    return any(low in words.writes or low in words.posted for low in verb) and "said" not in verb


def _before(text: str, tokens: Sequence[Token], lows: Sequence[str], first: int, words: CreditWords) -> int | None:
    """Where the credit phrase before a name begins, with no more than small words between."""
    for end in range(first, max(first - _MOST_SKIPPED - 1, 0), -1):
        for phrases in (words.to, words.from_):
            start = phrases.ending(lows, end)
            if start is not None:
                return tokens[start].span.start
        gap = text[tokens[end - 1].span.end : tokens[end].span.start]
        describes = lows[end - 1] in words.media_nouns or (end < first and lows[end] in words.media_nouns)
        if gap.strip(' "“„«') or not (describes or lows[end - 1] in ARTICLES):
            return None
    return None
