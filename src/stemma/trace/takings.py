"""Which credits show that a report takes something from somebody, and which only tell that somebody spoke or posted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.model import Actor, Credit, Reading, Report, Span
from stemma.text.plain_names import name_key
from stemma.text.tokens import tokenise
from stemma.trace.command import commands
from stemma.trace.outlets import is_agency
from stemma.vocabulary.credits import CreditWords, credit_words
from stemma.vocabulary.hearsay import hearsay_words

# Characters around a credit that are looked at.
_AROUND = 160
_BRACKET = re.compile(r"[^()\n]*\Z")


class Takings:
    """The credits of one report, with what tells a carrier from a speaker."""

    def __init__(self, report: Report, reading: Reading, actors: Mapping[str, Actor]) -> None:
        """`actors` maps the reading's own ids of actors to the case's actors."""
        self._text, self._actors = report.text, actors
        self._words: CreditWords = credit_words(report.language)
        self._documents = hearsay_words(report.language).documents
        self._releases = hearsay_words(report.language).releases
        self._photos = hearsay_words(report.language).photos
        self._starts = {span.start for span in reading.sentences}
        self._places = frozenset(name_key(place.name) for place in reading.places)

    def shown(self, credit: Credit) -> bool:
        """Whether the credit shows a taking."""
        return not (self._only_speaks(credit) or self._only_posts(credit) or self._only_a_photo(credit))

    def name(self, credit: Credit) -> str:
        """What the credit names; "a dispatch from Kelp Point" where the name alone would be a place."""
        return self._phrase(credit) if self.of_place(credit) else credit.name

    def of_place(self, credit: Credit) -> bool:
        """Whether the credit names a dispatch only by where it came from."""
        return credit.outlet is None and name_key(credit.name) in self._places

    def of_text(self, credit: Credit) -> bool:
        """Whether the credit says whose text the page is, all or in part: a line of its own, or a name in brackets."""
        span = credit.span
        starts = self._text[max(0, span.start - 1) : span.start] in ("", "\n")
        ends = self._text[span.end : span.end + 1] in ("", "\n", ".", ":")
        return self._text[span.start : span.start + 1] in ("(", "[") or (starts and ends and self._names_author(credit))

    def _names_author(self, credit: Credit) -> bool:
        words, lows = self._words, self._lows(credit.span)
        opens = words.lines.starting(lows, 0) is not None or words.bylines.starting(lows, 0) is not None
        tail = any(words.tails.starting(lows, at) is not None for at in range(len(lows)))
        return opens or tail or name_key(credit.name) == name_key(credit.span.of(self._text))

    def of_earlier(self, credit: Credit) -> bool:
        """Whether the credit names something that an outlet printed before: "a report in the Herald"."""
        return any(low in self._words.pieces or low in self._words.writes for low in self._lows(credit.span))

    def _phrase(self, credit: Credit) -> str:
        """The credit's words from its document on, as far as its name."""
        tokens = tokenise(self._text, credit.span)
        first = next((n for n, token in enumerate(tokens) if token.folded in self._documents), None)
        end = credit.span.of(self._text).rfind(credit.name)
        if first is None or end < 0:
            return credit.name
        return " ".join(self._text[tokens[first].span.start : credit.span.start + end + len(credit.name)].split())

    def _only_speaks(self, credit: Credit) -> bool:
        """Somebody who is no outlet and of whom no post, paper or message is spoken: a speaker, not a carrier."""
        actor = self._actors.get(credit.actor or "")
        if credit.kind == "renders" or credit.outlet is not None or actor is None or actor.kind == "media":
            return False
        lows = self._lows(credit.span)
        if any(self._carries(low) for low in lows):
            return False
        # Reporters carry what they write, and what their outlet prints; asked for an opinion they are speakers.
        if actor.kind == "person":
            writes = any(low in self._words.writes for low in lows)
            return not (writes or (actor.body and any(low in self._words.staff for low in lows)))
        return not commands().standing(actor).carrier

    def _carries(self, low: str) -> bool:
        words = self._words
        put_out = low in words.items or low in words.platform_words or low in words.tweeted
        return put_out or low in self._documents or low in self._releases or low in words.online

    def _only_posts(self, credit: Credit) -> bool:
        """ "Loyalists on social media posted thanks": what somebody did there, not where the report has it from."""
        if credit.outlet is not None or credit.actor is not None or credit.span.start in self._starts:
            return False
        after = self._lows(Span(credit.span.end, credit.span.end + _AROUND))[:1]
        before = self._lows(Span(max(0, credit.span.start - _AROUND), credit.span.start))[-1:]
        posts = any(low in self._words.posted for low in after)
        return posts and not any(low in self._words.posted or low in self._words.items for low in before)

    def _only_a_photo(self, credit: Credit) -> bool:
        """An agency's name in a picture's caption: "(Pool photo via AP)"."""
        if not is_agency(credit.outlet or credit.name):
            return False
        window = self._text[max(0, credit.span.start - _AROUND) : credit.span.start]
        inside = _BRACKET.search(window)
        if inside is None or not window[: inside.start()].endswith("("):
            return False
        start = credit.span.start - len(window) + inside.start()
        return not self._photos.isdisjoint(self._lows(Span(start, credit.span.end)))

    def _lows(self, span: Span) -> Sequence[str]:
        return [token.text.lower() for token in tokenise(self._text, Span(span.start, min(span.end, len(self._text))))]
