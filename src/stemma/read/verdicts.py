"""Fact-checks: a claim that the page examines, and its verdict. The claim is not what the page says itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.model import Span, Stance, trimmed
from stemma.read.attributions import Attribution, place
from stemma.vocabulary.verdicts import Verdicts, verdicts

# A verdict stands in one of so many lines after the claim.
_REACH = 6
# What is claimed has so many words and more, and is in one line of no more characters than this.
_FEWEST_WORDS = 3
_LONGEST = 600
_EDGES = ' \t\u00a0."“”„«»‘’'
_WORD = re.compile(r"\w+")


def with_verdicts(
    text: str, lines: Sequence[Span], language: str | None, found: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The attributions `found` and those of the claims that a fact-check in `lines` examines, in text order.

    Such a claim has nobody for its source: the page tells that it is made, and by its verdict, the cue, confirms or
    denies it or leaves it open. Without a verdict the claim's heading is the cue, and it stays open.
    """
    words = verdicts(language)
    if words is None:
        return tuple(found)
    here = tuple(_examined(text, lines, words))
    kept = (one for one in found if not any(_is_of_heading(one, claim) for claim in here))
    return tuple(sorted((*kept, *here), key=place))


def _examined(text: str, lines: Sequence[Span], words: Verdicts) -> Iterator[Attribution]:
    for number, line in enumerate(lines):
        if line.length > _LONGEST:
            continue
        if stamp := words.stamp.match(text, line.start, line.end):
            said = _said(text, Span(stamp.end(), line.end))
            if said:
                yield _attribution(Span(*stamp.span("verdict")), said, "denies")
        elif claim := words.claim.match(text, line.start, line.end):
            yield from _claimed(text, lines, number, Span(*claim.span()), words)


def _claimed(text: str, lines: Sequence[Span], number: int, heading: Span, words: Verdicts) -> Iterator[Attribution]:
    """What is claimed behind a heading, in its line or the next, with the verdict below."""
    said = _said(text, Span(heading.end, lines[number].end))
    if said is None and heading.end >= lines[number].end and number + 1 < len(lines):
        number += 1
        said = _said(text, lines[number]) if lines[number].length <= _LONGEST else None
    if said:
        cue, stance = _verdict(text, lines[number + 1 : number + 1 + _REACH], words) or (
            trimmed(text, heading, ": \t\n"),
            "hedges",
        )
        yield _attribution(cue, said, stance)


def _verdict(text: str, below: Sequence[Span], words: Verdicts) -> tuple[Span, Stance] | None:
    """The first verdict in lines below a claim, before the next claim: alone, or behind its heading."""
    for line in below:
        if words.claim.match(text, line.start, line.end):
            return None
        match = words.headed.match(text, line.start, line.end) or words.verdict.match(text, line.start, line.end)
        if match:
            return Span(*match.span("verdict")), words.stance_of[match["verdict"].lower()]
    return None


def _said(text: str, span: Span) -> Span | None:
    said = trimmed(text, span, _EDGES)
    return said if len(_WORD.findall(said.of(text))) >= _FEWEST_WORDS else None


def _attribution(cue: Span, said: Span, stance: Stance) -> Attribution:
    return Attribution(None, cue, (said,), stance, "indirect")


def _is_of_heading(one: Attribution, claim: Attribution) -> bool:
    """Whether an attribution takes the claim's heading for somebody who speaks, or the claim for the page's words."""
    if not any(span.overlaps(claim.content[0]) for span in one.content):
        return False
    outside = [span for span in (one.source, one.cue) if span is not None]
    return not any(claim.content[0].covers(span) for span in outside)
