"""What is denied and what is not, where a denial's words hold both: "rejected a claim by Kessa that it sank, as …"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from stemma.model import Span, trimmed
from stemma.read.attributions import Attribution, Page, place
from stemma.read.lexicon import Lexicon, lexicon
from stemma.read.phrases import may_speak
from stemma.read.stances import judged
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.replies import reply_words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_EDGES = " \t\u00a0,;:—–"
_STOP = re.compile(r"[.!?…;][\s\"“”„«»]")
_QUOTES = '"“”„«»'
# Words that are denied before a colon or a further clause; of who claims what is denied; characters looked at.
_LEAST_DENIED, _LONGEST_NAME, _REACH = 2, 6, 400


def with_disputed(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a page, their denials parted from what goes beside them, in text order.

    What follows a colon the speaker asserts ("denied a leak: the samples were clean"), a clause with which the page
    goes on is its own ("…, as boats headed there"), and who is said to claim it claims it ("claims by the union that").
    """
    reader = _Disputed(page)
    known = {one.cue.start for one in found if one.cue is not None}
    parted: list[Attribution] = []
    for one in found:
        parted += reader.parts(one, known) if one.stance == "denies" else (one,)
    return tuple(sorted(parted, key=place))


class _Disputed:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._known = reply_words(page.language)
        self._lexicon: Lexicon = lexicon(page.language)
        self._classes = word_classes(page.language)

    def parts(self, one: Attribution, known: Container[int]) -> Iterator[Attribution]:
        """A denial without what is not denied, and what is asserted in it; `known` is where cues begin."""
        if one.cue is None or one.source is None or one.cue.end > one.content[0].start:
            yield one
            return
        denied, rest = self._before_colon(one.content)
        denied = self._before_clause(denied)
        yield replace(one, content=denied)
        if rest:
            asserted = replace(one, content=rest, stance="asserts")
            yield judged(self._page.text, asserted, hedges(self._page.language))
        claimed = self._claimed(one, denied)
        if claimed is not None and claimed.cue is not None and claimed.cue.start not in known:
            yield claimed

    def _before_colon(self, content: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """What stands before the first colon outside quotation marks, and what behind it."""
        text = self._page.text
        whole = Span(content[0].start, content[-1].end)
        at = text.find(":", whole.start, whole.end)
        opens = min((n for mark in _QUOTES if (n := text.find(mark, whole.start, whole.end)) >= 0), default=whole.end)
        if at < 0 or at > opens or at + 1 >= whole.end or not text[at + 1].isspace():
            return content, ()
        if len(_WORD.findall(text, whole.start, at)) < _LEAST_DENIED:
            return content, ()
        denied = tuple(Span(span.start, min(span.end, at)) for span in content if span.start < at)
        rest = (trimmed(text, Span(max(span.start, at + 1), span.end), _EDGES) for span in content if span.end > at + 1)
        return denied, tuple(span for span in rest if span is not None and _WORD.search(span.of(text)))

    def _before_clause(self, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """The content without a clause behind a comma in which the page goes on."""
        pattern, last = _meanwhile(self._page.language), content[-1]
        match = pattern.search(self._page.text, last.start, last.end) if pattern is not None else None
        if match is None or len(_WORD.findall(self._page.text, last.start, match.start())) <= _LEAST_DENIED:
            return content
        if any(self._page.text.count(mark, last.start, match.start()) for mark in _QUOTES):
            return content
        return (*content[:-1], Span(last.start, match.start()))

    def _claimed(self, one: Attribution, denied: tuple[Span, ...]) -> Attribution | None:
        """Who is said to claim what is denied: "claims by the union that", "Ostria's claim that"."""
        if one.cue is None or one.source is None:
            return None
        text, end = self._page.text, denied[-1].end
        stop = _STOP.search(text, one.cue.end, end)
        end = stop.start() if stop else end
        for pattern in _claims(self._page.language):
            match = pattern.match(text, one.cue.end, min(end, one.cue.end + _REACH))
            source = self._name(Span(*match.span("who")), self._is_sure(match)) if match else None
            content = trimmed(text, Span(match.end(), end), _EDGES) if match else None
            if match and source and content and not source.overlaps(one.source):
                return Attribution(source, Span(*match.span("noun")), (content,), "asserts", "indirect")
        return None

    def _is_sure(self, match: re.Match[str]) -> bool:
        """Whether a word tells that somebody claims it; a genitive does, where a language has one and no such word."""
        before = match.groupdict().get("of")
        return before is not None and (not before or before in self._known.by_whom)

    def _name(self, span: Span, surely: bool) -> Span | None:
        """Who claims it; `surely` where a word before it tells that somebody does."""
        words = [*_WORD.finditer(self._page.text, span.start, span.end)]
        while words and words[-1].group().lower() in self._known.particles:
            words = words[:-1]
        if not 0 < len(words) <= _LONGEST_NAME:
            return None
        if "preposition" in self._classes.get(words[0].group().lower(), ()):
            return None
        named = Span(words[0].start(), words[-1].end())
        return named if surely or may_speak(self._page.text, named, self._lexicon) else None


@cache
def _meanwhile(language: str | None) -> re.Pattern[str] | None:
    """Finds what opens a clause behind a comma with which the page goes on."""
    phrases = reply_words(language).meanwhile
    return re.compile(r",\s+" + _either(phrases) + r"\b") if phrases else None


@cache
def _claims(language: str | None) -> tuple[re.Pattern[str], ...]:
    """Find a noun for what was said, whose it is, and what leads to its content, right behind a cue."""
    known = reply_words(language)
    if not known.of_what:
        return ()
    before = r"\s*(?:" + _either(known.before) + r"(?:\s+|['’])){0,3}"
    noun = r"(?P<noun>" + _either(known.nouns) + r")"
    link = r",?\s+" + _either(known.of_what) + r"(?:\s+|['’])"
    name = r"(?P<who>[^,.;:!?\n\"“”«»]{2,60}?)"
    of_whom = r"\s+" + (r"(?P<of>" + _either(known.of_whom) + r")(?:\s+|['’])" if known.of_whom else "(?P<of>)")
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (rf"{before}{noun}{of_whom}{name}{link}", rf"\s*{name}['’]s?\s+(?:\w+\s+)?{noun}{link}")
    )


def _either(entries: Iterable[str | tuple[str, ...]]) -> str:
    """A pattern of any of these words or runs of words; a comma may stand between those of a run."""
    runs = sorted(
        ((entry,) if isinstance(entry, str) else entry for entry in entries), key=lambda run: (-len(run), run)
    )
    return "(?:" + "|".join(r",?\s+".join(map(re.escape, run)) for run in runs) + ")"
