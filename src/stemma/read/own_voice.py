"""Own voice: what a report says without attributing it to anybody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from stemma.model import Access, OwnVoice, Report, Span, Statement, hull, merged, trimmed
from stemma.read.own_knowing import Known
from stemma.text.bodies import may_be_body
from stemma.vocabulary.comment import comment_marks
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.hedges import hedges

# The rest of a sentence beside a statement is own voice from this many words on; less is a connecting phrase.
_FEWEST_WORDS = 6
# So is a sentence without any statement; less is a heading or a fragment.
_FEWEST_IN_SENTENCE = 4
# Words between a subject and its second verb, with the "and" between the verbs.
_FEWEST_BETWEEN = 3
# Within so many characters the parts of an attribution are one place; speech that runs on may lie farther off.
_FARTHEST = 300
# Shorter words in -ed or -s are hardly verbs.
_SHORT = 4
_WORD = re.compile(r"\w+")
_PAUSE = re.compile(r"[,;:—–.]\s")
_EDGES = " \t\r\n\u00a0,;:—–-\"“”„«»‘’'()"


def find_own_voice(
    report: Report,
    sentences: Sequence[Span],
    statements: Sequence[Statement],
    speech: Sequence[Span],
    access_of: Callable[[str, str | None], Access],
    known: Sequence[Known] = (),
) -> tuple[OwnVoice, ...]:
    """Sentences, or the parts of them, that nobody is said to have said; questions left out, and an outlet's comment.

    `speech` are the quotations that stand in the report, attributed or not: none of their words are own voice. Of what
    the report says that it has learned, `known`, the words that say so are none either.
    """
    if not _lists_verbs(report.language):
        statements = [_without_shared(one, report.text, report.language) for one in statements]
    covered = _covered(statements, speech)
    cue_ends = frozenset(one.cue.end for one in statements if one.cue is not None)
    around = merged([*covered, *(span for one in known for span in (one.place, one.told))])
    free = [(sentence, span) for sentence in sentences for span in _free_parts(report.text, sentence, around, cue_ends)]
    free += [(one.told, span) for one in known for span in _free_parts(report.text, one.told, covered, cue_ends, 1)]
    told = (
        (span, _is_comment(span.of(report.text), report.language))
        for place, span in sorted(free)
        if _tells(span.of(report.text), report.language, whole=span == place)
    )
    with_comment = may_be_body(report.publisher)
    return tuple(
        OwnVoice(
            report=report.id,
            span=span,
            hedged=bool(hedges(report.language).marks.search(_plain(span.of(report.text)))),
            access=access_of(span.of(report.text), report.language),
            comment=comment,
        )
        for span, comment in told
        if with_comment or not comment
    )


def _plain(words: str) -> str:
    return words.lower().replace("’", "'")


def _tells(words: str, language: str | None, *, whole: bool) -> bool:
    """Whether a sentence, or a part of one, is more than a question, an adjunct or what leads up to the next."""
    if words.rstrip().endswith(":") or words.rstrip(_EDGES).endswith("?"):
        return False
    return whole or not (_is_adjunct(_plain(words), language) or _lacks_verb(_plain(words), language))


def _covered(statements: Sequence[Statement], speech: Sequence[Span]) -> list[Span]:
    """What statements and whole quoted sentences cover, merged, in text order."""
    return merged([*(_reach(one) for one in statements), *speech])


def _without_shared(statement: Statement, text: str, language: str | None) -> Statement:
    """The statement without a source that does something else first: "Związek wkroczył do portu i ogłosił …"."""
    source, cue = statement.source, statement.cue
    between = _WORD.findall(text, source.end, cue.start) if source is not None and cue is not None else []
    if len(between) < _FEWEST_BETWEEN:
        return statement
    joined = "coordinator" in word_classes(language).get(between[-1].lower(), frozenset())
    return replace(statement, source=None) if joined else statement


def _reach(statement: Statement) -> Span:
    """From the first to the last word of the attribution that is in one place; run-on speech lies elsewhere."""
    first = statement.content[0]
    near = [span for span in (statement.source, statement.cue, *statement.content[1:]) if span is not None]
    return hull([first, *(span for span in near if abs(span.start - first.end) < _FARTHEST)])


def _free_parts(
    text: str, sentence: Span, covered: list[Span], cue_ends: frozenset[int], fewest: int = _FEWEST_IN_SENTENCE
) -> Iterator[Span]:
    """The parts of a sentence that nothing covers, without what only tells when, where and to whom it was said.

    A sentence of which nothing is covered has `fewest` words.
    """
    at = max(0, bisect_left(covered, sentence) - 1)
    start = sentence.start
    pieces = []
    touched = False
    while at < len(covered) and covered[at].start < sentence.end:
        if covered[at].overlaps(sentence):
            touched = True
            pieces.append(Span(start, max(start, covered[at].start)))
            start = max(start, min(covered[at].end, sentence.end))
        at += 1
    pieces.append(Span(start, sentence.end))
    if not touched:
        if len(_WORD.findall(sentence.of(text))) >= fewest:
            yield sentence
        return
    for piece in pieces:
        if piece.start in cue_ends:
            piece = Span(_after_adjunct(text, piece), piece.end)
        free = trimmed(text, piece, _EDGES)
        if len(_WORD.findall(free.of(text))) >= _FEWEST_WORDS:
            yield free


def _after_adjunct(text: str, piece: Span) -> int:
    """Where what stands right behind a cue ends: "(said) shortly before noon, …", "(told) the board on Monday; …"."""
    pause = _PAUSE.search(text, piece.start, piece.end)
    return pause.start() if pause is not None else piece.end


def _is_adjunct(words: str, language: str | None) -> bool:
    """Whether the rest of a sentence only tells when, where or of whom: "on its channel", "which he had opened"."""
    first = _WORD.search(words)
    tags = word_classes(language).get(first.group(), frozenset()) if first else frozenset()
    return not tags.isdisjoint({"preposition", "relative"}) and "determiner" not in tags


def _lacks_verb(words: str, language: str | None) -> bool:
    """Whether the rest of a sentence says nothing, for want of a verb; False where the language's are not listed."""
    if not _lists_verbs(language):
        return False
    classes = word_classes(language)
    return not any(
        classes.get(word, frozenset()) & {"verb", "auxiliary"} or (len(word) > _SHORT and word.endswith(("ed", "s")))
        for word in _WORD.findall(words)
    )


@cache
def _lists_verbs(language: str | None) -> bool:
    return any("verb" in tags for tags in word_classes(language).values())


def _is_comment(words: str, language: str | None) -> bool:
    """Whether the writer speaks of himself or judges."""
    return comment_marks(language)(words)
