"""Sentences that go on with what was said without saying so: "Er habe nichts gehört, sagte sie. Das Licht sei an."."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Span
from stemma.read.attributions import Attribution, Page, place
from stemma.read.lexicon import low
from stemma.read.stances import judged
from stemma.text.tokens import Token, tokens_in
from stemma.vocabulary.grammar import Classes, word_classes
from stemma.vocabulary.hedges import hedges

# Sentences of the page's own that may stand between, in the same paragraph: "Er wurde 54 Jahre alt."
_BETWEEN = 1
_LONGEST = 80
_STOPS = " \t\u00a0.!?…"
_QUOTES = frozenset('"“”„«»')
_PAUSES = frozenset(",;:—–(")
# Words of a clause before its verb.
_FARTHEST = 30


def with_continued(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a page, with the sentences whose mood shows that they go on with another's words, in order.

    German reports in the subjunctive: a main clause in it, beneath a statement, is its speaker's, though no word of
    saying is in it. Such a sentence has neither source nor cue.
    """
    classes = word_classes(page.language)
    if not any("reported" in tags for tags in classes.values()):
        return tuple(found)
    taken = sorted(span for one in found for span in (one.source, one.cue, *one.content) if span is not None)
    speaking = sorted((one.cue or one.content[0]).start for one in found if one.source is not None)
    made: list[Attribution] = []
    last: int | None = None
    for number, sentence in enumerate(page.sentences):
        if _overlaps(sentence, taken):
            last = number if any(sentence.start <= at < sentence.end for at in speaking) else last
            continue
        near = last is not None and number - last <= 1 + _BETWEEN
        if near and last is not None and (number - last == 1 or _beside(page, page.sentences[last], sentence)):
            content = _reported(page, sentence, classes)
            if content is not None:
                made.append(judged(page.text, content, hedges(page.language)))
                last = number
    return tuple(sorted([*found, *made], key=place)) if made else tuple(found)


def _overlaps(sentence: Span, taken: Sequence[Span]) -> bool:
    return any(sentence.overlaps(span) for span in taken)


def _beside(page: Page, last: Span, sentence: Span) -> bool:
    """Whether both sentences stand in one paragraph."""
    return any(line.covers(last) and line.covers(sentence) for line in page.body)


def _reported(page: Page, sentence: Span, classes: Classes) -> Attribution | None:
    """The statement that a sentence in reported speech makes; None where its main clause is in no such mood."""
    text = sentence.of(page.text)
    tokens = tokens_in(page.text, sentence)
    if not 2 < len(tokens) <= _LONGEST or text.rstrip().endswith("?") or not _QUOTES.isdisjoint(text):
        return None
    if not _is_reported(page.text, tokens, classes):
        return None
    end = sentence.end
    while end > sentence.start and page.text[end - 1] in _STOPS:
        end -= 1
    return Attribution(None, None, (Span(sentence.start, end),), "asserts", "indirect")


def _is_reported(text: str, tokens: Sequence[Token], classes: Classes) -> bool:
    """Whether the verb of the main clause is in the mood of reported speech: that before any other finite verb.

    "Demnach" at its head tells it too. Verbs of clauses set off by commas before it do not count, nor does "sei" in
    "es sei denn".
    """
    if "hence" in classes.get(low(tokens[0]), frozenset()):
        return True
    previous: frozenset[str] = frozenset()
    within = False
    for number, token in enumerate(tokens[:_FARTHEST]):
        tags = classes.get(low(token), frozenset())
        before = text[tokens[number - 1].span.end : token.span.start] if number else ""
        if not _PAUSES.isdisjoint(before):
            within = bool(tags & {"subordinator", "relative", "complementiser"}) or "preposition" in tags
        if number == 0 and tags & {"subordinator", "complementiser"} and "preposition" not in tags:
            within = True
        if "narrator" in previous and tags & {"reported", "doubtful"}:
            return False
        if tags & {"reported", "doubtful"} and not within:
            return number > 0 and "concedes" not in classes.get(
                low(tokens[min(number + 1, len(tokens) - 1)]), frozenset()
            )
        if tags & {"auxiliary", "finite"} and not within and "nonfinite" not in tags:
            return False
        previous = tags
    return False
