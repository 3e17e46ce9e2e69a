"""Speech that is announced rather than attributed: after a colon or a name, or running on from words just quoted."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from stemma.model import Span
from stemma.read.attributions import Attribution, manner_of
from stemma.read.clauses import has_verb
from stemma.read.cues import stance_of, verb_groups
from stemma.read.sources import find_source, subject_of_clause
from stemma.read.words import Unit, Word
from stemma.vocabulary.cues import CueVocabulary

# A name before a colon has at most this many words.
_LONGEST_NAME = 6
# Quoted words of this many characters are speech, not a name or a term.
_LONG_FRAGMENT = 25
# A noun that announces speech ("with this message:") stands at most this many words before the colon.
_NEAR = 8


def announced(
    unit: Unit,
    before: Unit | None,
    found: Sequence[Attribution],
    cues: CueVocabulary,
    may_speak: Callable[[Span], bool],
) -> Attribution | None:
    """The attribution of direct speech that a colon announces, in the same unit or at the end of the one before."""
    colon = _colon_before_speech(unit)
    closing = _colon_before_closing(unit, cues) if colon is None else None
    made = None
    if colon is not None:
        made = _by_colon(unit, colon, unit.words[colon + 1 :], found, cues)
    elif closing is not None:
        made = _by_colon(unit, closing, unit.words[closing + 1 :], found, cues)
        return made if made is not None and made.source is not None and may_speak(made.source) else None
    elif before is not None and before.words[-1].low == ":" and unit.words[0].quotation is not None:
        made = _by_colon(before, len(before.words) - 1, unit.words[:1], found, cues)
    if made is None or made.source is None or may_speak(made.source):
        return made
    return replace(made, source=None)


def _colon_before_speech(unit: Unit) -> int | None:
    words = unit.words
    for at in range(1, len(words) - 1):
        if words[at].low == ":" and "speech" in words[at + 1].tags:
            return at
    return None


def _colon_before_closing(unit: Unit, cues: CueVocabulary) -> int | None:
    """The colon before a quotation of some words that closes the sentence, its stop behind it: "Мэр: «…»."."""
    words = unit.words
    end = len(words) - (words[-1].low in (".", "!", "?", "…"))
    last = words[end - 1].quotation if end > 2 else None
    fits = last is not None and words[end - 2].low == ":" and last.inner.length >= _LONG_FRAGMENT
    return end - 2 if fits and not _does_something(words[: end - 2], cues) else None


def _does_something(words: Sequence[Word], cues: CueVocabulary) -> bool:
    """Whether a verb in the past seems to be among the words before a colon, so that they are no mere name.

    A word before a capital is rather a title ("generał Lipski"), and what follows a comma tells who it is.
    """
    if not cues.past_endings:
        return False
    words = list(itertools.takewhile(lambda word: word.low != ",", words))
    following = [*(word.capital for word in words[1:]), False]
    return any(
        not (word.capital or capital) and word.low.endswith(cues.past_endings)
        for word, capital in zip(words, following, strict=True)
    )


def _by_colon(
    unit: Unit, colon: int, speech: Sequence[Word], found: Sequence[Attribution], cues: CueVocabulary
) -> Attribution | None:
    content = tuple(Span(word.start, word.end) for word in speech if word.quotation is not None)
    here = Span(unit.words[0].start, unit.words[-1].end)
    within = [one for one in found if one.cue is not None and one.cue.overlaps(here)]
    if any(content[0].overlaps(span) for one in within for span in one.content):
        return None
    verb = next((group for group in verb_groups(unit.words, cues) if colon - 3 <= group.end <= colon), None)
    source = find_source(unit.words, verb, 0, cues) if verb is not None and verb.finite else None
    if verb is not None and source is not None:
        cue = unit.span(verb.first, verb.end)
        return Attribution(unit.span(source.first, source.end), cue, content, stance_of(verb, ("quote",)), "direct")
    message = _message(unit, colon, cues) or unit.span(colon, colon + 1)
    return Attribution(_announcer(unit, colon, within, cues), message, content, "asserts", "direct")


def _announcer(unit: Unit, colon: int, within: Sequence[Attribution], cues: CueVocabulary) -> Span | None:
    last = max((one for one in within if one.source is not None), key=lambda one: one.cue or Span(0, 0), default=None)
    if last is not None:
        return last.source
    subject = subject_of_clause(unit.words, colon, 0, cues)
    if subject is None and colon <= _LONGEST_NAME:
        return unit.span(0, colon)
    return unit.span(subject.first, subject.end) if subject else None


def _message(unit: Unit, colon: int, cues: CueVocabulary) -> Span | None:
    """The words that announce speech as a message: "along with this message"."""
    for at in range(colon - 1, max(-1, colon - _NEAR), -1):
        if unit.words[at].low in cues.messages:
            first = at
            while first > 0 and unit.words[first - 1].tags & {"preposition", "determiner", "article"}:
                first -= 1
            return unit.span(first, at + 1)
    return None


def labelled(
    unit: Unit, before: Unit | None, cues: CueVocabulary, may_speak: Callable[[Span], bool]
) -> Attribution | None:
    """A paragraph, headline or transcript line that begins with its speaker's name and a colon: "Poll: …"."""
    words = unit.words
    if before is not None and before.paragraph == unit.paragraph:
        return None
    colon = next((at for at in range(1, min(len(words) - 1, _LONGEST_NAME + 1)) if words[at].low == ":"), None)
    if colon is None or not _is_name(words[:colon], cues):
        return None
    # One word before a colon is a name in a headline or before speech; elsewhere it may be any label.
    if colon == 1 and unit.paragraph > 0 and words[colon + 1].quotation is None:
        return None
    end = len(words)
    while end > colon + 1 and words[end - 1].low in (".", "?", "!"):
        end -= 1
    if end <= colon + 1 or not may_speak(unit.span(0, colon)):
        return None
    if not (unit.headline and end > colon + 2) and not has_verb(words, colon + 1, end, cues):
        return None
    manner = manner_of(words, [(colon + 1, end)])
    return Attribution(
        unit.span(0, colon), unit.span(colon, colon + 1), (unit.span(colon + 1, end),), "asserts", manner
    )


def _is_name(words: Sequence[Word], cues: CueVocabulary) -> bool:
    if _does_something(words, cues):
        return False
    if words[0].low in cues.labels or words[-1].low in cues.labels or words[0].tags & {"preposition", "complementiser"}:
        return False
    if cues.free_order and any("preposition" in word.tags and "genitive" not in word.tags for word in words):
        return False  # "Inundaciones en Lund: …" is what it is about
    return words[0].capital and all(
        word.is_word
        and (word.capital or "determiner" not in word.tags)
        and not word.tags & {"auxiliary", "coordinator"}
        for word in words
    )


def _goes_on(unit: Unit, before: Unit | None, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """A sentence without attribution that quotes on from the speaker of the one before it in the paragraph."""
    if not found or before is None or before.paragraph != unit.paragraph or found[-1].manner == "indirect":
        return
    if before.words[0].start > max(span.end for span in found[-1].content):
        return
    if any(word.quotation is not None and word.quotation.inner.length >= _LONG_FRAGMENT for word in unit.words):
        end = len(unit.words) - (unit.words[-1].low in (".", "?", "!"))
        yield Attribution(None, None, (unit.span(0, end),), "asserts", manner_of(unit.words, [(0, end)]))


def unattributed(unit: Unit, before: Unit | None, found: list[Attribution]) -> None:
    """Adds to `found` what a unit without any attribution quotes."""
    if not unit.only_quotations:
        found += _goes_on(unit, before, found)
    elif unit.paragraph == 0 and not found:
        found += _quoted_headline(unit)
    else:
        _join_run(unit, before, found)


def _quoted_headline(unit: Unit) -> Iterator[Attribution]:
    """A headline that is nothing but somebody's words: whose, the text below may say."""
    content = tuple(Span(word.start, word.end) for word in unit.words if word.quotation is not None)
    if sum(span.length for span in content) >= _LONG_FRAGMENT:
        yield Attribution(None, None, content, "asserts", "direct")


def _join_run(unit: Unit, before: Unit | None, found: list[Attribution]) -> None:
    """Adds direct speech that stands alone to `found`: to the words just quoted, or as a statement of its own.

    Speech that follows indirect speech in the same paragraph has neither source nor cue.
    """
    if not found or before is None or before.paragraph + 1 < unit.paragraph:
        return
    last = found[-1]
    reach = max(last.content[-1].end, last.cue.end if last.cue else 0)
    if before.words[0].start > reach:
        return
    speech = tuple(Span(word.start, word.end) for word in unit.words if word.quotation is not None)
    if last.manner != "indirect":
        found[-1] = replace(last, content=tuple(sorted({*last.content, *speech})))
    elif before.paragraph == unit.paragraph:
        found.append(Attribution(None, None, speech, "asserts", "direct"))
