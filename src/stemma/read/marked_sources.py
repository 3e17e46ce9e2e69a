"""Sources that a network marks short, or takes from a neighbouring clause, mended by the grammar of their sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from stemma.model import Span
from stemma.read.attributions import Attribution, Page
from stemma.read.clauses import Words, left_edge, right_edge
from stemma.read.cues import stance_of, verb_groups
from stemma.read.lexicon import lexicon
from stemma.read.phrases import may_speak
from stemma.read.sources import find_source, subject_of_clause
from stemma.read.words import Unit
from stemma.vocabulary.cues import cue_vocabulary

# A subject in front of a verb that no list has is of so few words: "Norland battles a flood and reports losses".
_LONGEST_OPENING = 5
# From a participle to its "by", with quoted words between them.
_WORDS_TO_AGENT = 4


class MarkedSources:
    """Tells who is the source of a cue, given whom a network marked, in the units of one text."""

    def __init__(self, page: Page, units: Sequence[Unit]) -> None:
        self._text = page.text
        self._units = units
        self._starts = [unit.words[0].start for unit in units]
        self._cues = cue_vocabulary(page.language)
        self._known = lexicon(page.language)

    def mended(self, source: Span | None, cue: Span, content: Sequence[Span], ruled: Span | None) -> Span | None:
        """The source of `cue`: the marked `source` where nothing speaks against it; None for nobody in particular.

        `ruled` is the source that the rules find for the same cue.
        """
        unit, at = self._at(cue.start)
        if unit is None:
            return source or ruled
        agent = self._agent(unit, at, source)
        if source is None:
            return ruled or agent or self._shared(unit, at)
        if self._is_hearsay(unit, at, source, content):
            return None
        return agent or self._aside(unit, at) or self._whole(unit, at, source, ruled)

    def told_around(self, cue: Span, content: Sequence[Span], rule: Attribution) -> Attribution | None:
        """What is told past a relative clause for which all of it was marked.

        "Brandt told the Gazette, which first reported the theft, the alert was meant for the coast": the rules, by
        `rule`, end the clause where the comma is.
        """
        unit, _ = self._at(cue.start)
        end = rule.content[-1].end
        if unit is None or rule.source is None or rule.manner != "indirect" or content[-1].end <= end:
            return None
        words = unit.words
        relative = bisect_left(words, rule.source.start, key=lambda word: word.start)
        comma = bisect_left(words, end, key=lambda word: word.start)
        if "relative" not in words[relative].tags or comma + 1 >= len(words) or words[comma].low != ",":
            return None
        for group in verb_groups(words[:relative], self._cues):
            source = find_source(words, group, 0, self._cues) if group.cue.takes("hearer") and group.finite else None
            if source is not None and not source.inverted and group.end < relative:
                said = Span(words[comma + 1].start, content[-1].end)
                stance = stance_of(group, ("clause",))
                return Attribution(
                    unit.span(source.first, source.end), unit.span(group.first, group.end), (said,), stance, "indirect"
                )
        return None

    def _at(self, offset: int) -> tuple[Unit | None, int]:
        number = bisect_left(self._starts, offset + 1) - 1
        if number < 0:
            return None, 0
        unit = self._units[number]
        at = bisect_left(unit.words, offset, key=lambda word: word.start)
        return (unit, at) if at < len(unit.words) else (None, 0)

    def _shared(self, unit: Unit, at: int) -> Span | None:
        """The subject that a verb behind "and" shares with the one before it."""
        words = unit.words
        if at < 2 or "coordinator" not in words[at - 1].tags or words[at].low not in self._cues.verbs:
            return None
        found = subject_of_clause(words, at, 0, self._cues)
        end = self._opening(words, at) if found is None else 0
        shared = unit.span(found.first, found.end) if found is not None else unit.span(0, end) if end else None
        return shared if shared is not None and may_speak(self._text, shared, self._known) else None

    def _opening(self, words: Words, at: int) -> int:
        """The end of the name that opens the sentence, before a verb in the third person as the one at `at` is."""
        third = any("third" in forms for _, forms in self._cues.verbs.get(words[at].low, ()))
        if not third or at + 1 >= len(words) or "preposition" in words[at + 1].tags:
            return 0
        end = next((n for n, word in enumerate(words) if not (word.capital and word.is_word)), 0)
        verb = words[end].low if end < at - 1 else ""
        if end + 1 >= at or words[end + 1].tags & {"preposition", "verb", "auxiliary"}:
            return 0  # "Rescue crews in Lund": no verb has its object behind it
        known = 0 < end <= _LONGEST_OPENING and not words[end].tags - {"headline"} and verb.endswith("s")
        return end if known and not verb.endswith(("ss", "'s")) else 0

    def _is_hearsay(self, unit: Unit, at: int, source: Span, content: Sequence[Span]) -> bool:
        """Whether nobody in particular says it: "it was later reported that", "the pilots, said to be behind it"."""
        words = unit.words
        group = next((one for one in verb_groups(words, self._cues) if one.first <= at < one.end), None)
        if group is not None and group.passive and source.end <= words[group.first].start:
            return unit.span(group.first, group.end).start >= source.end and self._is_expletive(words, source)
        forms = self._cues.verbs.get(words[at].low, ())
        bare = source.end <= words[at].start and at > 0 and "auxiliary" not in words[at - 1].tags
        if not bare or not any("participle" in names for _, names in forms) or any(cue.takes("to") for cue, _ in forms):
            return False
        begins = bisect_left(words, content[0].start, key=lambda word: word.start)
        return (
            begins == at + 1 < len(words) - 1 and "infinitive" in words[begins].tags and "be" in words[begins + 1].tags
        )

    def _is_expletive(self, words: Words, source: Span) -> bool:
        named = [word for word in words if source.start <= word.start < source.end]
        return len(named) == 1 and named[0].low == "it"

    def _agent(self, unit: Unit, at: int, source: Span | None) -> Span | None:
        """Who calls somebody something: "two unions deemed “unlawful” by the senate"."""
        words = unit.words
        known = self._cues.verbs.get(words[at].low, ())
        if not any("participle" in forms for _, forms in known) and not words[at].low.endswith("ed"):
            return None
        if at == 0 or at + 1 >= len(words) or words[at + 1].quotation is None or "auxiliary" in words[at - 1].tags:
            return None
        if source is not None and words[at - 1].end != source.end:
            return None
        for near in range(at + 2, min(at + _WORDS_TO_AGENT, len(words) - 1)):
            if "passive_agent" in words[near].tags and not words[near + 1].low.endswith("ing"):
                end = right_edge(words, near + 1, self._cues, appositions=False)
                return unit.span(near + 1, end) if end > near + 1 else None
        return None

    def _aside(self, unit: Unit, at: int) -> Span | None:
        """Who says so in an aside and goes on: "The boats are gone, the paper reports, but says …"."""
        words, verb = unit.words, at - 3
        if verb < 2 or "coordinator" not in words[at - 1].tags or words[at - 2].low != ",":
            return None
        if not any(cue.takes("after") for cue, _ in self._cues.verbs.get(words[verb].low, ())):
            return None
        start = left_edge(words, verb - 1, 0, self._cues)
        return unit.span(start, verb) if start and words[start - 1].low == "," else None

    def _whole(self, unit: Unit, at: int, source: Span, ruled: Span | None) -> Span:
        """The subject where the mark only qualifies it: "the clerks quoted by Lund"; "…, according to Lund, …"."""
        words = unit.words
        first = bisect_left(words, source.start, key=lambda word: word.start)
        if first < 2 or first >= at:
            return source
        before = words[first - 1]
        if "passive_agent" in before.tags and words[at - 1].end == source.end:
            quoted = first > 2 and "quoting" in words[first - 2].tags
            start = left_edge(words, first - 3, 0, self._cues) if quoted else None
            if start is not None:
                return Span(words[start].start, source.end)
        if before.low == "to" and (words[first - 2].low, before.low) in self._according():
            return self._past_aside(words, at, ruled) or source
        return source

    def _according(self) -> set[tuple[str, ...]]:
        return {phrase for phrases in self._cues.phrases.values() for phrase in phrases if len(phrase) == 2}

    def _past_aside(self, words: Words, at: int, ruled: Span | None) -> Span | None:
        """The subject of a verb joined on behind "according to somebody"."""
        joined = at > 1 and "coordinator" in words[at - 1].tags and words[at - 2].low == ","
        return ruled if joined and ruled is not None and ruled.end < words[at - 2].start else None
