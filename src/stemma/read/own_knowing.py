"""What an outlet says that it knows itself: "the Herald has learned that …" in the Herald is its own voice."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.model import Cover, Report, Span, hull, trimmed
from stemma.read.attributions import Attribution, Page
from stemma.read.lexicon import lexicon
from stemma.read.relays import own_names
from stemma.read.topics import is_of_a_government
from stemma.text.bodies import may_be_body
from stemma.text.plain_names import ARTICLES, words_of
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.knowing import Knowing, knowing

_EDGES = " \t\u00a0\u202f,;:—–"
_QUOTES = " \"'“”„«»‘’"
# Letters in which the cases of a name's word may differ, and that they share at least.
_ENDING, _STEM = 3, 3
# Words right before "has been told" that may name an outlet.
_NAME_BEFORE = 5
# Characters that are looked at for the words before whoever told it, and for a name before a verb.
_LONGEST_WORD, _REACH = 20, 100
# Words of a clause by which an outlet says that it knows; one that is longer says more than that.
_LONGEST_FRAME = 12
_NAMELESS = frozenset({"news", "online", "media", "com", "live"})
_SMALL = ARTICLES | {"des", "dem", "den", "du", "de", "del", "d"}


@dataclass(frozen=True, slots=True)
class Known:
    """What an outlet says that it knows: `told` without the words that say so, `place` with them."""

    place: Span
    told: Span


def without_own_knowing(
    page: Page, found: Sequence[Attribution], report: Report
) -> tuple[tuple[Attribution, ...], tuple[Known, ...]]:
    """The attributions without those to the page's own publisher that only say that it knows, and what it knows.

    That an outlet has learned something tells neither from whom nor how; so it is said as outright as the rest of its
    report. What another outlet has learned stays with that one.
    """
    words = knowing(page.language)
    if words is None:
        return tuple(found), ()
    finder = _Finder(page, words, report, found)
    known = {id(one): what for one in found if (what := finder.known(one)) is not None}
    kept = tuple(finder.named(one) for one in found if id(one) not in known)
    return kept, tuple(sorted((*known.values(), *finder.framed()), key=lambda one: one.place))


class _Finder:
    def __init__(self, page: Page, words: Knowing, report: Report, found: Sequence[Attribution]) -> None:
        self._page, self._words, self._text = page, words, page.text
        contents = [span for one in found for span in one.content]
        self._quoted = Cover(quotation.span for quotation in page.quotations)
        self._said = Cover(contents)
        self._taken = Cover([*contents, *(one.cue for one in found if one.cue is not None)])
        self._names = [_name(name) for name in own_names(report)]
        # A body that "has learned" something speaks for itself, on its own page too; of an outlet's name it is clear.
        self._outlet = not may_be_body(report.publisher)
        self._outlet_words = lexicon(page.language).titles.outlet_words | _NAMELESS
        self._starts = [sentence.start for sentence in page.sentences]
        classes = word_classes(page.language)
        that = [word for word, tags in classes.items() if "conjunction_that" in tags]
        opening = rf"(?:{'|'.join(map(re.escape, sorted(that)))})(?!\w)" if that else r"(?!)"
        self._that, self._opening = re.compile(rf"\s*{opening}\s*"), re.compile(rf"\s(?={opening})")

    def known(self, one: Attribution) -> Known | None:
        """What the page's own publisher is said to know by this attribution; None where it is no such one."""
        cue = one.cue
        if cue is None or one.manner == "direct" or one.stance not in ("asserts", "confirms"):
            return None
        if not self._says_so(one, cue) or self._from_somebody(one, cue):
            return None
        if self._quoted.covers(cue) or self._said.covers(cue):
            return None
        sentence = self._sentence(cue)
        parts = [span for span in (one.source, cue, *one.content) if span is not None]
        if sentence is None or not all(sentence.covers(part) for part in parts):
            return None
        return Known(hull(parts), self._bare(hull(one.content)))

    def _says_so(self, one: Attribution, cue: Span) -> bool:
        low = cue.of(self._text).lower()
        if one.source is None:
            return self._words.told.search(low) is not None and self._is_told(cue)
        source = one.source.of(self._text)
        if self._words.ours.fullmatch(hull((cue, one.source)).of(self._text).lower()):
            return True
        by = self._words.by.match(source.lower())
        if by is not None:
            return self._is_own(source[by.end() :])
        if self._words.reveals.search(low) is None:
            may_know = self._outlet or self._words.us.fullmatch(source.lower()) is not None
            if not may_know or self._words.knows.search(low) is None:
                return False
        return self._is_own(source)

    def _from_somebody(self, one: Attribution, cue: Span) -> bool:
        """Whether it is told who the outlet has it from: "has learned from two officials that …"."""
        end = max(span.end for span in (cue, one.source) if span is not None)
        return self._words.whom.match(self._text[end : end + _LONGEST_WORD].lower().lstrip()) is not None

    def named(self, one: Attribution) -> Attribution:
        """The attribution, its source without a verb of knowing that stands before it: "según ha podido saber X"."""
        low = one.source.of(self._text).lower() if one.source is not None else ""
        by = self._words.by.match(low)
        if one.source is None or by is None or not (self._words.reveals.match(low) or self._words.knows.match(low)):
            return one
        source = trimmed(self._text, Span(one.source.start + by.end(), one.source.end))
        return replace(one, source=source) if source.length > 0 else one

    def _is_told(self, cue: Span) -> bool:
        """Whether what stands before "has been told" is the page's publisher."""
        sentence = self._sentence(cue)
        start = max(sentence.start, cue.start - _REACH) if sentence is not None else cue.start
        before = self._text[start : cue.start].split()
        return any(self._is_own(" ".join(before[-n:])) for n in range(1, min(len(before), _NAME_BEFORE) + 1))

    def _sentence(self, span: Span) -> Span | None:
        at = bisect_right(self._starts, span.start) - 1
        return self._page.sentences[at] if at >= 0 else None

    def _bare(self, span: Span) -> Span:
        """A span without what opens a clause, and without the marks at its ends."""
        bare = trimmed(self._text, span, _EDGES)
        that = self._that.match(self._text[bare.start : bare.end].lower())
        return Span(bare.start + that.end(), bare.end) if that is not None and that.end() < bare.length else bare

    def _is_own(self, source: str) -> bool:
        """Whether a source is the page's own publisher, by name or as "this newspaper"."""
        plain = source.strip(_QUOTES + _EDGES)
        if self._words.us.fullmatch(plain.lower()):
            return True
        words = _name(plain)
        return bool(words) and any(self._means(words, name) for name in self._names)

    def _means(self, words: tuple[str, ...], name: tuple[str, ...]) -> bool:
        """Whether words are an outlet's name, or a part of it that tells: "the Herald", "Meridian" of "… Online"."""
        if not name or not all(any(_same_word(word, part) for part in name) for word in words):
            return False
        if len(words) == len(name) or _same_word(words[-1], name[-1]):
            return True
        rest = name[len(words) :]
        return (
            all(map(_same_word, words, name))
            and all(part in self._outlet_words for part in rest)
            and not any(map(is_of_a_government, words))
        )

    def framed(self) -> Iterator[Known]:
        """What an outlet says that it knows in a clause of its own: "Wie der Kurier erfuhr, …"."""
        for sentence in self._page.sentences:
            frame = self._frame(sentence)
            if frame is None or self._taken.overlaps(frame) or self._quoted.covers(frame):
                continue
            ahead = frame.start == sentence.start
            told = Span(frame.end, sentence.end) if ahead else Span(sentence.start, frame.start)
            if told.length > 0:
                yield Known(frame, self._bare(told))

    def _frame(self, sentence: Span) -> Span | None:
        """The first or the last clause of a sentence, where it only says that the outlet knows."""
        text = sentence.of(self._text)
        low = text.lower()
        if not any(words.search(low) for words in (self._words.reveals, self._words.knows, self._words.ours)):
            return None
        first = self._first_end(text)
        if first is not None and self._only_knows(text[:first]):
            return Span(sentence.start, sentence.start + first)
        last = max(text.rfind(","), text.rfind(" –"), text.rfind(" —"))
        if last > 0 and self._only_knows(text[last:].rstrip(" .!…\n")):
            return Span(sentence.start + last, sentence.end)
        return None

    def _first_end(self, text: str) -> int | None:
        """Where the first clause ends: at a comma, a colon, or a word like "that" behind it."""
        mark = re.search(r"[,:]\s", text)
        that = self._opening.search(text.lower())
        ends = [found.start() for found in (mark, that) if found is not None]
        return min(ends, default=None)

    def _only_knows(self, clause: str) -> bool:
        """Whether a clause says no more than that the outlet knows."""
        plain = clause.strip(_EDGES)
        if len(plain.split()) > _LONGEST_FRAME:
            return False
        opening = self._words.opens.match(plain.lower())
        plain = plain[opening.end() :].strip() if opening is not None else plain
        if self._words.ours.fullmatch(plain.lower()):
            return True
        low = plain.lower()
        for verb in (*self._words.reveals.finditer(low), *self._words.knows.finditer(low)):
            rest = [part for part in (plain[: verb.start()].strip(), plain[verb.end() :].strip()) if part]
            if len(rest) == 1 and self._is_own(rest[0]):
                return True
        return False


@functools.lru_cache(maxsize=1 << 12)
def _name(name: str) -> tuple[str, ...]:
    """The words of a name without articles and what joins its parts."""
    return tuple(word for word in words_of(name) if word not in _SMALL)


def _same_word(one: str, other: str) -> bool:
    """Whether two words are cases of one."""
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _STEM and max(len(one), len(other)) - shared <= _ENDING
